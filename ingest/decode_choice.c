/* decode_choice.c - questions answered by choosing: options, ticked items,
 * items joined in one cell. */
#include "ingest/decode.h"

#include <string.h>

/* Of fewer lines, many honest people answer all alike. */
enum { IDENTICAL_LEAST = 5 };

static void check_identical(struct decoding *d, const struct bound *b)
{
    int32_t first;

    if (b->n < IDENTICAL_LEAST)
        return;
    first = *decode_code(d, b, 0);
    for (size_t i = 1; i < b->n; i++)
        if (*decode_code(d, b, i) != first)
            return;
    if (first > 0)
        d->flags |= FLAG_IDENTICAL;
}

enum status decode_option(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;

        if (code == DICTIONARY_UNKNOWN) {
            code = CODE_UNRECOGNISED;
            rc = decode_unmatched(d, b, i, t, err);
        }
        *decode_code(d, b, i) = code;
    }
    if (rc == OK)
        check_identical(d, b);
    return rc;
}

/* Too many picks: kept and flagged, or the answer does not count. */
static enum status check_max(struct decoding *d, struct bound *b, size_t chosen,
                             struct err *err)
{
    struct str picks = {0};
    enum status rc;

    if (b->q->type != TYPE_PICK || chosen <= b->q->max)
        return OK;
    d->flags |= FLAG_OVER_PICK;
    if (b->q->over_keep)
        return OK;
    for (size_t i = 0; i < b->n; i++) {
        if (*decode_code(d, b, i) == 1)
            str_addf(&picks, "%s%s", picks.n ? "; " : "", b->q->item[i].label);
        *decode_code(d, b, i) = CODE_UNRECOGNISED;
    }
    rc = str_status(&picks, err);
    if (rc == OK)
        rc = decode_unmatched(d, b, SURVEY_NONE, str_text(&picks), err);
    str_free(&picks);
    return rc;
}

static enum status finish_choice(struct decoding *d, struct bound *b,
                                 struct err *err)
{
    size_t chosen = 0, excluding = 0;

    (void)decode_fill(d, b, CODE_NOT_CHOSEN);
    for (size_t i = 0; i < b->n; i++) {
        bool is = *decode_code(d, b, i) == 1;

        chosen += is;
        excluding += is && b->q->item[i].excludes;
    }
    if (excluding && chosen > 1)
        d->flags |= FLAG_EXCLUDES;
    return check_max(d, b, chosen, err);
}

enum status decode_chosen(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t code = t.n ? dictionary_find(b->dictionary[i], t) : CODE_BLANK;

        if (code == DICTIONARY_UNKNOWN && b->takes_words[i]) {
            code = 1;
            rc = decode_comment(d, b, i, COMMENT_OTHER, t, err);
        } else if (code == DICTIONARY_UNKNOWN) {
            code = CODE_UNRECOGNISED;
            rc = decode_unmatched(d, b, i, t, err);
        }
        *decode_code(d, b, i) = code;
    }
    return rc == OK ? finish_choice(d, b, err) : rc;
}

/* ---- joined cells ----------------------------------------------------- */

/* The longest stretch from the front of t, cut at separators, that is a known
 * item: a choice may contain the separator itself.  *n: its length. */
static int32_t first_part(struct bound *b, struct text t, struct text separator,
                          size_t *n)
{
    size_t shortest = t.n, cut = t.n;
    bool any = false;

    for (;;) {
        struct text part = {t.p, cut};
        int32_t code = dictionary_find(b->dictionary[0], part);
        size_t at = cut;

        if (!any || cut < shortest)
            shortest = cut;
        any = true;
        if (code > 0) {
            *n = cut;
            return code;
        }
        while (at > 0) {
            at--;
            if (at + separator.n <= cut &&
                memcmp(t.p + at, separator.p, separator.n) == 0)
                break;
        }
        if (at == 0)
            break;
        cut = at;
    }
    *n = shortest;
    return DICTIONARY_UNKNOWN;
}

typedef enum status take_part(struct decoding *d, struct bound *b, int32_t item,
                              struct text part, struct err *err);

static enum status each_part(struct decoding *d, struct bound *b, struct text t,
                             take_part *take, struct err *err)
{
    struct text separator = text_of(b->q->separator);
    struct text bare = text_trim(separator);
    enum status rc = OK;

    if (bare.n)
        separator = bare;
    for (t = text_trim(t); t.n && rc == OK; t = text_trim(t)) {
        size_t n;
        int32_t item;

        if (t.n >= separator.n && memcmp(t.p, separator.p, separator.n) == 0) {
            t = (struct text){t.p + separator.n, t.n - separator.n};
            continue;
        }
        item = first_part(b, t, separator, &n);
        rc = take(d, b, item, (struct text){t.p, n}, err);
        t = (struct text){t.p + n, t.n - n};
    }
    return rc;
}

/* The item that takes words of one's own; SURVEY_NONE: none does. */
static size_t words_item(const struct bound *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->takes_words[i])
            return i;
    return SURVEY_NONE;
}

static enum status choose_part(struct decoding *d, struct bound *b,
                               int32_t item, struct text part, struct err *err)
{
    size_t other = words_item(b);

    if (item > 0) {
        *decode_code(d, b, (size_t)item - 1) = 1;
        return OK;
    }
    if (other == SURVEY_NONE)
        return decode_unmatched(d, b, SURVEY_NONE, part, err);
    *decode_code(d, b, other) = 1;
    return decode_comment(d, b, other, COMMENT_OTHER, part, err);
}

/* The whole cell as one word first: no answer at all, or a single choice. */
static int32_t whole_cell(struct bound *b, struct text t)
{
    return t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;
}

static void set_all(struct decoding *d, struct bound *b, int32_t code)
{
    for (size_t i = 0; i < b->n; i++)
        *decode_code(d, b, i) = code;
}

enum status decode_parts(struct decoding *d, struct bound *b,
                         const struct text *cell, struct err *err)
{
    struct text t = cell[b->column[0]];
    int32_t whole = whole_cell(b, t);
    uint64_t unmatched = b->unmatched.n;
    bool chosen = false;
    enum status rc;

    if (whole <= 0 && whole != DICTIONARY_UNKNOWN) {
        set_all(d, b, whole);
        return OK;
    }
    set_all(d, b, CODE_NOT_CHOSEN);
    rc = each_part(d, b, t, choose_part, err);
    for (size_t i = 0; i < b->n; i++)
        chosen |= *decode_code(d, b, i) == 1;
    /* Nothing but words that match nothing is no choice of nothing. */
    if (!chosen)
        set_all(d, b,
                b->unmatched.n > unmatched ? CODE_UNRECOGNISED : CODE_BLANK);
    return rc == OK ? finish_choice(d, b, err) : rc;
}

static enum status rank_part(struct decoding *d, struct bound *b, int32_t item,
                             struct text part, struct err *err)
{
    int32_t place = 1;

    if (item <= 0)
        return decode_unmatched(d, b, SURVEY_NONE, part, err);
    for (size_t i = 0; i < b->n; i++)
        if (*decode_code(d, b, i) >= place)
            place = *decode_code(d, b, i) + 1;
    if (*decode_code(d, b, (size_t)item - 1) > 0)
        d->flags |= FLAG_RANK_TIED; /* the same item twice */
    else
        *decode_code(d, b, (size_t)item - 1) = place;
    return OK;
}

/* Items in one cell, best first. */
enum status decode_order(struct decoding *d, struct bound *b,
                         const struct text *cell, struct err *err)
{
    struct text t = cell[b->column[0]];
    int32_t whole = whole_cell(b, t);
    uint64_t unmatched = b->unmatched.n;
    enum status rc;

    if (whole <= 0 && whole != DICTIONARY_UNKNOWN) {
        set_all(d, b, whole == CODE_NOT_CHOSEN ? CODE_BLANK : whole);
        return OK;
    }
    set_all(d, b, CODE_BLANK);
    rc = each_part(d, b, t, rank_part, err);
    for (size_t i = 0; i < b->n; i++)
        if (*decode_code(d, b, i) > 0)
            return rc;
    if (b->unmatched.n > unmatched)
        set_all(d, b, CODE_UNRECOGNISED);
    return rc;
}
