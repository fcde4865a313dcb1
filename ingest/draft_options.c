/* draft_options.c - see draft.h. */
#include "ingest/draft.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"

enum { OPTION_KEY = 40 };

/* ---- order ------------------------------------------------------------- */

struct place {
    const struct value *value; /* NULL: a point that nobody chose */
    enum tail tail;
    double number;
    int bias; /* -1: below the number, 1: from it on */
    size_t seen;
    size_t point; /* of a known scale; SURVEY_NONE */
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
    if (label_is_code(text)) /* A2 is before A10 */
        text += strcspn(text, "0123456789");
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
static size_t make_places(const struct answers *a, struct known_scale scale,
                          size_t beside, struct place *place)
{
    size_t n = 0;
    bool numbers = true;

    for (size_t i = 0; i < a->n; i++) {
        struct text t = text_of(a->value[i].text);
        struct place *p = &place[n++];

        *p = (struct place){
            .value = &a->value[i], .tail = tail_of(t), .seen = i};
        if (i == beside)
            p->tail = TAIL_NOT_APPLICABLE;
        p->number = leading_number(a->value[i].text, &p->bias);
        p->point =
            scale.shape && i != beside ? scale_point_of(scale, t) : SURVEY_NONE;
        if (p->point != SURVEY_NONE) {
            p->tail = TAIL_NOT;
            p->number = (double)p->point;
            p->bias = 0;
        }
        numbers &= p->tail != TAIL_NOT || !isnan(p->number);
    }
    for (size_t i = 0;
         scale.shape && !scale_ordered_only(scale) && i < scale_points(scale);
         i++) {
        bool said = false;

        for (size_t j = 0; j < a->n; j++)
            said |= place[j].point == i;
        if (!said)
            place[n++] =
                (struct place){.number = (double)i, .seen = a->n, .point = i};
    }
    for (size_t i = 0; i < n; i++)
        if (place[i].tail != TAIL_NOT || !numbers)
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
    char **word;

    if (text_same(text_of(key), text_of(cell)))
        return OK;
    word = arena_alloc(d->arena, match->n + 1, sizeof *word);
    if (!word)
        return err_nomem(d->err);
    for (size_t i = 0; i < match->n; i++)
        word[i] = match->word[i];
    word[match->n++] = arena_text(d->arena, cell, strlen(cell));
    match->word = word;
    return word[match->n - 1] ? OK : err_nomem(d->err);
}

/* An option with label and key; the key is made of the base, or of the
 * label. */
static enum status new_option(struct draft *d, struct question *q,
                              const struct place *p, const struct answers *a,
                              const struct str *label, const struct str *base)
{
    struct option *o = &q->options.option[q->options.n];

    *o = (struct option){.score = (double)NAN, .state = tail_state(p->tail)};
    o->label = arena_text(d->arena, str_cstr(label), label->n);
    if (!o->label)
        return err_nomem(d->err);
    if (p->value && p->value->missing && o->state == STATE_ANSWERED)
        o->state = STATE_NOT_APPLICABLE;
    o->key = option_key(d, q, q->options.n, base->n ? str_cstr(base) : NULL,
                        o->label, a, p->seen);
    if (!o->key)
        return err_nomem(d->err);
    q->options.n++;
    return p->value ? keep_words(d, &o->match, o->key, o->label) : OK;
}

static enum status add_option(struct draft *d, struct question *q,
                              const struct place *p, const struct answers *a,
                              struct known_scale scale)
{
    struct str label = {0}, base = {0};
    enum status rc;

    if (p->value)
        str_add(&label, p->value->text);
    else
        scale_label(&label, scale, p->point);
    if (p->point != SURVEY_NONE)
        scale_key(&base, scale, p->point);
    rc = new_option(d, q, p, a, &label, &base);
    if (rc == OK && q->type == TYPE_SCALE && p->point != SURVEY_NONE &&
        scale_score(scale, p->point)) {
        struct option *o = &q->options.option[q->options.n - 1];

        o->score = scale_score(scale, p->point);
        o->side = scale_side(scale, p->point);
    }
    str_free(&label);
    str_free(&base);
    return rc;
}

/* ---- figures as options ------------------------------------------------- */

static bool is_figure(const struct value *v, double x)
{
    struct str words = {0};
    double y = v->number;

    (void)label_number(text_of(v->text), &y, &words);
    str_free(&words);
    return y == x && tail_of(text_of(v->text)) == TAIL_NOT;
}

/* One figure, called by the words that an answer gives it beside itself. */
static enum status add_figure_option(struct draft *d, struct question *q,
                                     const struct answers *a, double x)
{
    struct place p = {.point = SURVEY_NONE};
    struct str label = {0}, key = {0};
    struct option *o = &q->options.option[q->options.n];
    const char *words = NULL;
    enum status rc;

    num_add(&key, x);
    p.seen = a->n;
    for (size_t i = 0; i < a->n; i++)
        if (is_figure(&a->value[i], x)) {
            if (isnan(a->value[i].number))
                words = words ? words : a->value[i].text;
            else
                p.seen = i; /* its key may read like this one */
        }
    str_add(&label, words ? words : str_cstr(&key));
    rc = new_option(d, q, &p, a, &label, &key);
    o->score = x;
    for (size_t i = 0; i < a->n && rc == OK; i++)
        if (is_figure(&a->value[i], x) && isnan(a->value[i].number))
            rc = keep_words(d, &o->match, o->key, a->value[i].text);
    str_free(&label);
    str_free(&key);
    return rc;
}

/* A scale in figures has all of them, chosen or not: 0 or 1 to the end.  Sides
 * are told by words at both ends. */
static enum status add_figures(struct draft *d, struct question *q,
                               struct figures *f, const struct answers *a)
{
    bool up = false;
    struct known_scale ends = figures_ends(f, &up);
    size_t from = q->options.n, n;
    enum status rc = OK;

    if (!ends.shape) {
        f->least = f->least > 0 ? 1 : 0;
        f->most = f->most > 7 ? 10 : f->most;
    }
    for (double x = f->least; x <= f->most && rc == OK; x++)
        rc = add_figure_option(d, q, a, x);
    n = q->options.n - from;
    for (size_t i = 0; i < n && ends.shape && rc == OK; i++)
        q->options.option[from + i].side = scale_side(ends, up ? n - 1 - i : i);
    for (size_t i = 0; i < a->n && rc == OK; i++) {
        struct place p = {.value = &a->value[i],
                          .seen = i,
                          .point = SURVEY_NONE,
                          .tail = tail_of(text_of(a->value[i].text))};

        if (p.tail != TAIL_NOT)
            rc = add_option(d, q, &p, a, (struct known_scale){0});
    }
    return rc;
}

/* ---- numbers beside words ---------------------------------------------- */

/* The scale's words carry numbers: those are its scores, where they count up
 * with them by one; where they count down, the draft says so. */
static void score_as_numbered(struct question *q, const struct place *place,
                              size_t n, struct known_scale scale)
{
    double shift = (double)NAN, sum = (double)NAN;
    bool rising = true, falling = true;
    size_t top = scale_points(scale), at = 0;

    for (size_t i = 0; i < n; i++) {
        struct str words = {0};
        double x = (double)NAN;

        if (place[i].point == SURVEY_NONE || !place[i].value)
            continue;
        (void)label_number(text_of(place[i].value->text), &x, &words);
        str_free(&words);
        shift = isnan(shift) ? x + (double)place[i].point : shift;
        sum = isnan(sum) ? x - (double)place[i].point : sum;
        rising &= x + (double)place[i].point == shift;
        falling &= x - (double)place[i].point == sum;
    }
    if (falling && !rising) {
        static char note[] = "Its labels count the other way: scores here rise "
                             "towards the positive end.";

        q->note = note;
    }
    for (size_t i = 0; i < q->options.n && rising && at < top; i++)
        if (!isnan(q->options.option[i].score))
            q->options.option[i].score = shift - (double)at++;
}

/* Answers that say one point in two ways are one option. */
static enum status add_places(struct draft *d, struct question *q,
                              const struct place *place, size_t n,
                              const struct answers *a, struct known_scale scale)
{
    enum status rc = OK;

    for (size_t i = 0; i < n && rc == OK; i++) {
        struct option *last =
            q->options.n ? &q->options.option[q->options.n - 1] : NULL;

        if (i > 0 && place[i].point != SURVEY_NONE &&
            place[i].point == place[i - 1].point)
            rc = keep_words(d, &last->match, last->key, place[i].value->text);
        else
            rc = add_option(d, q, &place[i], a, scale);
    }
    return rc;
}

enum status draft_options(struct draft *d, struct question *q,
                          const struct answers *a)
{
    size_t beside, most = a->n + 2 * SCALE_POINTS + 1, n;
    struct known_scale scale = answers_scale(a, &beside);
    struct figures f;
    struct place *place = mem_array(most, sizeof *place);
    enum status rc = OK;

    q->options.option = arena_alloc(d->arena, most, sizeof(struct option));
    if (!place || !q->options.option) {
        free(place);
        return err_nomem(d->err);
    }
    if (!scale.shape && q->type == TYPE_SCALE && figures_of(a, &f)) {
        rc = add_figures(d, q, &f, a);
    } else {
        n = make_places(a, scale, beside, place);
        qsort(place, n, sizeof *place, by_place);
        rc = add_places(d, q, place, n, a, scale);
        if (rc == OK && scale.shape)
            score_as_numbered(q, place, n, scale);
    }
    free(place);
    return rc;
}
