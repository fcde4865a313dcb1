/* draft_answers.c - see draft.h: what the answers of a column are together. */
#include "ingest/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a spreadsheet writes where a formula failed: nobody's answer. */
const char *const sheet_errors[] = {"#N/A",   "#REF!", "#DIV/0!", "#VALUE!",
                                    "#NAME?", "#NUM!", "#NULL!"};
const size_t n_sheet_errors = sizeof sheet_errors / sizeof *sheet_errors;

static bool is_sheet_error(const char *text)
{
    for (size_t i = 0; i < n_sheet_errors; i++)
        if (strcmp(text, sheet_errors[i]) == 0)
            return true;
    return false;
}

enum no_answer no_answer_of(const char *text)
{
    static const struct {
        const char *words;
        enum no_answer means;
    } known[] = {
        {"NA", IS_NOT_ASKED},
        {"-", IS_BLANK},
        {"Not selected", IS_NOT_SELECTED},
        {"Unchecked", IS_NOT_SELECTED},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(text, known[i].words) == 0)
            return known[i].means;
    return is_sheet_error(text) ? IS_BLANK : IS_ANSWER;
}

enum status answers_add(struct draft *d, struct answers *a,
                        const struct profile *p)
{
    enum status rc = OK;

    for (size_t i = 0; i < p->n && rc == OK; i++) {
        size_t at = 0;

        if (no_answer_of(p->value[i].text) != IS_ANSWER)
            continue;
        a->filled += p->value[i].n;
        while (at < a->n && !text_same(text_of(a->value[at].text),
                                       text_of(p->value[i].text)))
            at++;
        if (at < a->n) {
            a->value[at].n += p->value[i].n;
            continue;
        }
        rc = mem_grow((void **)&a->value, &a->room, a->n + 1, sizeof *a->value,
                      d->err);
        if (rc == OK)
            a->value[a->n++] = p->value[i];
    }
    return rc;
}

void answers_free(struct answers *a)
{
    free(a->value);
    *a = (struct answers){0};
}

/* The scale of the answers that come not last, without `left_out`. */
static struct known_scale scale_without(const struct answers *a,
                                        size_t left_out, size_t *n)
{
    struct text text[2 * SCALE_POINTS] = {{0}};

    *n = 0;
    for (size_t i = 0; i < a->n; i++) {
        struct text t = text_of(a->value[i].text);

        if (i == left_out || tail_of(t) != TAIL_NOT)
            continue;
        if (*n == 2 * SCALE_POINTS)
            return (struct known_scale){0};
        text[(*n)++] = t;
    }
    return scale_find(text, *n);
}

struct known_scale answers_scale(const struct answers *a, size_t *beside)
{
    size_t n;
    struct known_scale scale = scale_without(a, a->n, &n);

    *beside = a->n;
    if (scale.shape || n < 5)
        return scale;
    for (size_t i = 0; i < a->n && !scale.shape; i++) {
        scale = scale_without(a, i, &n);
        if (scale.shape &&
            (n < 4 || scale_ordered_only(scale) ||
             scale_point_of(scale, text_of(a->value[i].text)) != SURVEY_NONE))
            scale.shape = NULL;
        *beside = scale.shape ? i : a->n;
    }
    return scale;
}

/* ---- figures ------------------------------------------------------------ */

static bool add_figure(struct figures *f, const struct value *v)
{
    struct str words = {0};
    double x;
    bool is = label_number(text_of(v->text), &x, &words) && x >= 0;
    bool bare = words.n == 0;

    str_free(&words);
    if (!is) {
        /* 4.0 */
        x = v->number;
        bare = is = x >= 0 && x <= 10 && x == floor(x) && strlen(v->text) <= 4;
    }
    if (!is)
        return false;
    if (f->n == 0 || x < f->least)
        f->low = text_of(v->text);
    if (f->n == 0 || x > f->most)
        f->high = text_of(v->text);
    f->least = f->n == 0 ? x : fmin(f->least, x);
    f->most = f->n == 0 ? x : fmax(f->most, x);
    f->n++;
    f->bare += bare;
    return true;
}

struct known_scale figures_ends(const struct figures *f, bool *up)
{
    return scale_by_ends(f->low, f->high, (size_t)(f->most - f->least) + 1, up);
}

bool figures_of(const struct answers *a, struct figures *f)
{
    bool up;

    *f = (struct figures){0};
    for (size_t i = 0; i < a->n; i++)
        if (tail_of(text_of(a->value[i].text)) == TAIL_NOT &&
            !add_figure(f, &a->value[i]))
            return false;
    /* A list of choices may be numbered, too: then all have words. */
    return f->n >= 2 && (f->bare > 0 || figures_ends(f, &up).shape);
}

bool answers_points(const struct answers *a)
{
    struct figures f;

    return figures_of(a, &f);
}

/* ---- strays ------------------------------------------------------------ */

/* Answers without those that fewer than 1 in `share` hold, and at most
 * `most`. */
static bool is_stray(const struct answers *a, const struct value *v,
                     size_t share, size_t most)
{
    return v->n * share < a->filled && v->n <= most &&
           tail_of(text_of(v->text)) == TAIL_NOT;
}

/* A figure that goes on from those that are not rare: 0 of 0 to 10. */
static bool goes_on(const struct answers *order, const struct value *v)
{
    for (size_t i = 0; i < order->n; i++)
        if (fabs(order->value[i].number - v->number) == 1)
            return answers_points(order);
    return false;
}

/* What is not rare, where that is a scale or figures; else nothing. */
static enum status find_order(struct draft *d, const struct answers *a,
                              struct answers *out)
{
    struct answers usual = {.filled = a->filled};
    size_t beside;
    enum status rc = OK;

    for (size_t i = 0; i < a->n && rc == OK; i++) {
        if (is_stray(a, &a->value[i], 100, SIZE_MAX))
            continue;
        rc = mem_grow((void **)&usual.value, &usual.room, usual.n + 1,
                      sizeof *usual.value, d->err);
        if (rc == OK)
            usual.value[usual.n++] = a->value[i];
    }
    if (rc == OK &&
        (answers_points(&usual) || answers_scale(&usual, &beside).shape)) {
        *out = usual;
        return OK;
    }
    answers_free(&usual);
    return rc;
}

enum status answers_strays(struct draft *d, struct answers *a)
{
    struct str words = {0};
    size_t n = 0, beside;
    bool whole =
        answers_points(a) ||
        (answers_scale(a, &beside).shape &&
         (beside == a->n || !is_stray(a, &a->value[beside], 100, SIZE_MAX)));
    struct answers order = {0};
    enum status rc = whole ? OK : find_order(d, a, &order);

    for (size_t i = 0; i < a->n && !whole && rc == OK; i++) {
        const struct value *v = &a->value[i];
        bool stray =
            (a->filled >= 2500 && is_stray(a, v, 500, 5)) ||
            (order.n && is_stray(a, v, 100, SIZE_MAX) && !goes_on(&order, v));

        if (stray)
            str_addf(&words, "%s\"%s\" (%zu)", words.n ? ", " : "",
                     a->value[i].text, a->value[i].n);
        else
            a->value[n++] = a->value[i];
    }
    answers_free(&order);
    if (whole || rc != OK)
        return rc;
    a->n = n;
    if (words.n)
        a->strays = arena_printf(
            d->arena, "Too rare to be an answer that was offered: %s.",
            str_cstr(&words));
    rc = words.n && !a->strays ? err_nomem(d->err) : str_status(&words, d->err);
    str_free(&words);
    return rc;
}
