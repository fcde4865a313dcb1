/* draft_options.c - see draft.h. */
#include "ingest/draft.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"

enum { OPTION_KEY = 40 };

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
    return IS_ANSWER;
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
static const struct known_scale *scale_without(const struct answers *a,
                                               size_t left_out, size_t *n)
{
    struct text text[SCALE_POINTS] = {{0}};

    *n = 0;
    for (size_t i = 0; i < a->n; i++) {
        struct text t = text_of(a->value[i].text);

        if (i == left_out || tail_of(t) != TAIL_NOT)
            continue;
        if (*n == SCALE_POINTS)
            return NULL;
        text[(*n)++] = t;
    }
    return scale_find(text, *n);
}

const struct known_scale *answers_scale(const struct answers *a, size_t *beside)
{
    size_t n;
    const struct known_scale *scale = scale_without(a, a->n, &n);

    *beside = a->n;
    if (scale || n < 5)
        return scale;
    for (size_t i = 0; i < a->n && !scale; i++) {
        scale = scale_without(a, i, &n);
        if (scale && (n < 4 || scale->ordered_only))
            scale = NULL;
        *beside = scale ? i : a->n;
    }
    return scale;
}

static bool is_figure(const struct value *v)
{
    return v->number >= 0 && v->number <= 10 && v->number == floor(v->number) &&
           strlen(v->text) <= 4;
}

bool answers_points(const struct answers *a)
{
    size_t n = 0;

    for (size_t i = 0; i < a->n; i++) {
        if (tail_of(text_of(a->value[i].text)) != TAIL_NOT)
            continue;
        if (!is_figure(&a->value[i]))
            return false;
        n++;
    }
    return n >= 2;
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

/* Whether what is not rare is a scale or figures. */
static enum status has_order(struct draft *d, const struct answers *a,
                             bool *out)
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
    *out = rc == OK &&
           (answers_points(&usual) || answers_scale(&usual, &beside) != NULL);
    answers_free(&usual);
    return rc;
}

enum status answers_strays(struct draft *d, struct answers *a)
{
    struct str words = {0};
    size_t n = 0, beside;
    bool whole = answers_points(a) || answers_scale(a, &beside), order = false;
    enum status rc = whole ? OK : has_order(d, a, &order);

    for (size_t i = 0; i < a->n && !whole && rc == OK; i++) {
        bool stray = (a->filled >= 2500 && is_stray(a, &a->value[i], 500, 5)) ||
                     (order && is_stray(a, &a->value[i], 100, SIZE_MAX));

        if (stray)
            str_addf(&words, "%s\"%s\" (%zu)", words.n ? ", " : "",
                     a->value[i].text, a->value[i].n);
        else
            a->value[n++] = a->value[i];
    }
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

/* ---- order ------------------------------------------------------------- */

struct place {
    const struct value *value; /* NULL: a point that nobody chose */
    enum tail tail;
    double number;
    int bias; /* -1: below the number, 1: from it on */
    size_t seen;
    const struct scale_point *point;
};

/* The first number in a label that starts with one, bar currency and words of
 * comparison; NaN: none. */
static double leading_number(const char *text, int *bias)
{
    static const struct {
        const char *word;
        int bias;
    } words[] = {
        {"under", -1},   {"less than", -1},   {"below", -1}, {"up to", -1},
        {"over", 1},     {"more than", 1},    {"above", 1},  {"at least", 1},
        {"aged", 0},     {"<", -1},           {">", 1},      {"$", 0},
        {"\xc2\xa3", 0}, {"\xe2\x82\xac", 0}, {" ", 0}};
    struct str folded = {0}, digits = {0};
    const char *p;
    double x = (double)NAN;
    bool again = true;

    *bias = 0;
    text_fold(&folded, text_of(text));
    for (p = str_cstr(&folded); again;) {
        again = false;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            size_t n = strlen(words[i].word);

            if (strncmp(p, words[i].word, n) != 0)
                continue;
            *bias = words[i].bias ? words[i].bias : *bias;
            p += n;
            again = true;
        }
    }
    for (; isdigit((unsigned char)*p) || *p == ',' || *p == '.'; p++)
        if (*p != ',')
            str_add_char(&digits, *p);
    if (digits.n && digits.p[digits.n - 1] == '.')
        digits.p[--digits.n] = '\0';
    (void)num_parse(str_text(&digits), &x);
    if (!isnan(x) &&
        (strchr(p, '+') || strstr(p, "and over") || strstr(p, "or more") ||
         strstr(p, "and up") || strstr(p, "or over") || strstr(p, "or older")))
        *bias = 1;
    str_free(&folded);
    str_free(&digits);
    return x;
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->tail != y->tail)
        return x->tail < y->tail ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    if (x->bias != y->bias)
        return x->bias < y->bias ? -1 : 1;
    return (x->seen > y->seen) - (x->seen < y->seen);
}

/* Places of all answers, and of the points of a scale that nobody chose. */
static size_t make_places(const struct answers *a,
                          const struct known_scale *scale, size_t beside,
                          bool points, struct place *place)
{
    size_t n = 0;
    bool numbers = true;

    for (size_t i = 0; i < a->n; i++) {
        struct text t = text_of(a->value[i].text);
        struct place *p = &place[n++];
        size_t at = scale ? scale_point_of(scale, t) : SURVEY_NONE;

        *p = (struct place){
            .value = &a->value[i], .tail = tail_of(t), .seen = i};
        if (i == beside)
            p->tail = TAIL_NOT_APPLICABLE;
        p->number = leading_number(a->value[i].text, &p->bias);
        if (at != SURVEY_NONE) {
            p->point = &scale->point[at];
            p->tail = TAIL_NOT;
            p->number = (double)at;
            p->bias = 0;
        }
        numbers &= p->tail != TAIL_NOT || !isnan(p->number);
    }
    for (size_t i = 0; scale && !scale->ordered_only && i < scale->n; i++) {
        bool said = false;

        for (size_t j = 0; j < a->n; j++)
            said |= place[j].point == &scale->point[i];
        if (!said)
            place[n++] =
                (struct place){.number = (double)i, .point = &scale->point[i]};
    }
    for (size_t i = 0; i < n; i++)
        if (place[i].tail != TAIL_NOT || !(numbers || points))
            place[i].number = place[i].bias = 0;
    return n;
}

/* ---- keys -------------------------------------------------------------- */

static bool key_taken(const struct question *q, size_t n, const char *key,
                      const struct answers *a, size_t own)
{
    for (size_t i = 0; i < n; i++)
        if (text_same(text_of(q->options.option[i].key), text_of(key)))
            return true;
    /* No key may read like another answer. */
    for (size_t i = 0; i < a->n; i++)
        if (i != own && text_same(text_of(a->value[i].text), text_of(key)))
            return true;
    return false;
}

/* "18-29" and "75+" are keys as they are; else a slug. */
static void plain_key(struct str *out, const char *label)
{
    size_t n = strlen(label);
    int bias;
    double x = leading_number(label, &bias);

    if (n <= 12 && n > 0 && strspn(label, "0123456789-+") == n) {
        str_add(out, label);
    } else if (label[0] == '>' && !isnan(x)) {
        num_add(out, x);
        str_add_char(out, '+');
    } else {
        text_slug(out, text_of(label), OPTION_KEY);
    }
    if (out->n == 0)
        str_add(out, "option");
}

static char *option_key(struct draft *d, const struct question *q, size_t n,
                        const char *base, const char *label,
                        const struct answers *a, size_t own)
{
    struct str key = {0};
    char *out = NULL;
    size_t stem;

    if (base)
        str_add(&key, base);
    else
        plain_key(&key, label);
    stem = key.n;
    for (size_t nth = 2; !key.failed && key_taken(q, n, str_cstr(&key), a, own);
         nth++) {
        key.n = stem;
        key.p[stem] = '\0';
        str_addf(&key, "_%zu", nth);
    }
    if (!key.failed)
        out = arena_text(d->arena, str_cstr(&key), key.n);
    str_free(&key);
    return out;
}

/* A label may be edited later: the cell's own words are kept as a match where
 * the key does not read like them. */
static enum status keep_words(struct draft *d, struct words *match,
                              const char *key, const char *cell)
{
    if (text_same(text_of(key), text_of(cell)))
        return OK;
    match->word = arena_alloc(d->arena, 1, sizeof *match->word);
    if (!match->word)
        return err_nomem(d->err);
    match->word[0] = arena_text(d->arena, cell, strlen(cell));
    match->n = 1;
    return match->word[0] ? OK : err_nomem(d->err);
}

static enum status add_option(struct draft *d, struct question *q,
                              const struct place *p, const struct answers *a,
                              bool points)
{
    struct option *o = &q->options.option[q->options.n];
    const char *label = p->value ? p->value->text : p->point->words;
    size_t n = p->value ? strlen(label) : strcspn(label, "|");
    bool scored = q->type == TYPE_SCALE;

    *o = (struct option){.score = (double)NAN, .state = tail_state(p->tail)};
    o->label = arena_text(d->arena, label, n);
    if (!o->label)
        return err_nomem(d->err);
    if (p->value && p->value->missing && o->state == STATE_ANSWERED)
        o->state = STATE_NOT_APPLICABLE;
    o->key = option_key(d, q, q->options.n, p->point ? p->point->key : NULL,
                        o->label, a, p->value ? p->seen : a->n);
    if (!o->key)
        return err_nomem(d->err);
    if (scored && p->point && p->point->score) {
        o->score = p->point->score;
        o->side = p->point->side;
    } else if (scored && points && p->tail == TAIL_NOT) {
        o->score = p->number;
    }
    q->options.n++;
    return p->value ? keep_words(d, &o->match, o->key, o->label) : OK;
}

/* A scale in figures has all of them, chosen or not: 0 or 1 to the end. */
static enum status add_figures(struct draft *d, struct question *q,
                               struct place *place, size_t n,
                               const struct answers *a)
{
    double least = 10, most = 0;
    enum status rc = OK;

    for (size_t i = 0; i < n; i++)
        if (place[i].tail == TAIL_NOT) {
            least = fmin(least, place[i].number);
            most = fmax(most, place[i].number);
        }
    least = least > 0 ? 1 : 0;
    most = most > 7 ? 10 : most;
    for (int x = (int)least; x <= (int)most && rc == OK; x++) {
        struct place missing = {.number = x};
        struct value value = {.number = x};
        struct str label = {0};

        for (size_t i = 0; i < n; i++)
            if (place[i].tail == TAIL_NOT && place[i].number == x)
                missing = place[i];
        num_add(&label, x);
        value.text = arena_text(d->arena, str_cstr(&label), label.n);
        str_free(&label);
        if (!value.text)
            return err_nomem(d->err);
        if (!missing.value) {
            missing.value = &value;
            missing.seen = a->n;
        }
        rc = add_option(d, q, &missing, a, true);
    }
    for (size_t i = 0; i < n && rc == OK; i++)
        if (place[i].tail != TAIL_NOT)
            rc = add_option(d, q, &place[i], a, true);
    return rc;
}

enum status draft_options(struct draft *d, struct question *q,
                          const struct answers *a)
{
    size_t beside;
    const struct known_scale *scale = answers_scale(a, &beside);
    bool points = !scale && q->type == TYPE_SCALE && answers_points(a);
    size_t most = a->n + SCALE_POINTS + 1, n;
    struct place *place = mem_array(most, sizeof *place);
    enum status rc = OK;

    q->options.option = arena_alloc(d->arena, most, sizeof(struct option));
    if (!place || !q->options.option) {
        free(place);
        return err_nomem(d->err);
    }
    n = make_places(a, scale, beside, points, place);
    qsort(place, n, sizeof *place, by_place);
    if (points)
        rc = add_figures(d, q, place, n, a);
    for (size_t i = 0; i < n && !points && rc == OK; i++)
        rc = add_option(d, q, &place[i], a, false);
    free(place);
    return rc;
}
