/* decode_value.c - questions answered by a figure, a date or words. */
#include "ingest/decode.h"

#include <math.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/personal.h"

/* A place: a whole number from 1 to the number of items, also as "1st" or
 * "1 - most important". */
static bool parse_place(struct text t, size_t most, int32_t *out)
{
    struct text front = text_trim(t);
    int64_t place;
    double x;
    size_t n = 0;

    while (n < front.n && front.p[n] >= '0' && front.p[n] <= '9')
        n++;
    if (num_parse(front, &x) && x >= 1 && x <= (double)most && x == floor(x)) {
        *out = (int32_t)x;
        return true;
    }
    if (n == front.n || strchr(".,", front.p[n]))
        return false;
    front.n = n;
    if (!num_parse_int(front, &place) || place < 1 || place > (int64_t)most)
        return false;
    *out = (int32_t)place;
    return true;
}

/* A place of one or two digits and nothing else; 0: it is none. */
static int32_t short_place(struct text t)
{
    int32_t place = 0;

    if (t.n < 1 || t.n > 2 || t.p[0] == '0')
        return 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.p[i] < '0' || t.p[i] > '9')
            return 0;
        place = place * 10 + t.p[i] - '0';
    }
    return place;
}

static void check_places(struct decoding *d, struct bound *b)
{
    size_t last = 0, places = 0;

    memset(b->seen, 0, b->n + 1);
    for (size_t i = 0; i < b->n; i++) {
        int32_t place = *decode_code(d, b, i);

        if (place < 1)
            continue;
        if (b->seen[place])
            d->flags |= FLAG_RANK_TIED;
        places += !b->seen[place];
        b->seen[place] = 1;
        last = (size_t)place > last ? (size_t)place : last;
    }
    if (last > places)
        d->flags |= FLAG_RANK_SKIPPED;
}

enum status decode_ranks(struct decoding *d, struct bound *b,
                         const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t *code = decode_code(d, b, i);

        *code = short_place(t);
        if (*code && (size_t)*code <= b->n)
            continue;
        *code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;
        if (*code == DICTIONARY_UNKNOWN && !parse_place(t, b->n, code)) {
            *code = CODE_UNRECOGNISED;
            rc = decode_unmatched(d, b, i, t, err);
        }
    }
    if (rc == OK)
        check_places(d, b);
    return rc;
}

/* An item left empty beside others that got points got none. */
enum status decode_points(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    double sum = 0;
    size_t given;
    bool whole = true;
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t *code = decode_code(d, b, i);
        double *value = decode_value(d, b, i);

        *code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;
        *value = (double)NAN;
        if (*code != DICTIONARY_UNKNOWN)
            continue;
        *code = 1;
        if (num_parse_marked(text_trim(t), b->decimal[i], value) &&
            *value >= 0) {
            sum += *value;
            continue;
        }
        *code = CODE_UNRECOGNISED;
        whole = false;
        rc = decode_unmatched(d, b, i, t, err);
    }
    given = decode_fill(d, b, 0);
    for (size_t i = 0; i < b->n; i++) {
        int32_t *code = decode_code(d, b, i);

        if (*code == 0) {
            *decode_value(d, b, i) = 0;
            *code = 1;
        } else if (*code < 0) {
            *decode_value(d, b, i) = *code;
        }
    }
    /* 33.3 three times is 100 well enough. */
    if (given && whole && fabs(sum - b->q->total) > 0.005 * b->q->total)
        d->flags |= FLAG_POINTS_TOTAL;
    return rc;
}

enum status decode_number(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t *code = decode_code(d, b, i);

        *decode_value(d, b, i) = (double)NAN;
        *code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;
        if (*code != DICTIONARY_UNKNOWN)
            continue;
        *code = 1;
        if (num_parse_marked(text_trim(t), b->decimal[i],
                             decode_value(d, b, i)))
            continue;
        *decode_value(d, b, i) = (double)NAN;
        *code = CODE_UNRECOGNISED;
        rc = decode_unmatched(d, b, i, t, err);
    }
    return rc;
}

enum status decode_date(struct decoding *d, struct bound *b,
                        const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t *code = decode_code(d, b, i);
        char *slot = d->dates[b->place + i][d->n];
        char **text = &d->column[b->place + i].text[d->n];

        *text = NULL;
        *code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;
        if (*code != DICTIONARY_UNKNOWN)
            continue;
        *code = 1;
        if (date_parse(t, d->binding->order, slot)) {
            *text = slot;
            continue;
        }
        *code = CODE_UNRECOGNISED;
        rc = decode_unmatched(d, b, i, t, err);
    }
    return rc;
}

/* Words are not looked up beyond a few letters: a comment is no word for "no
 * answer". */
static int32_t words_code(struct bound *b, struct text t)
{
    int32_t code = CODE_BLANK;

    if (t.n)
        code = t.n <= 40 ? dictionary_find(b->dictionary[0], t)
                         : DICTIONARY_UNKNOWN;
    if (code == DICTIONARY_UNKNOWN)
        code = text_trim(t).n ? 1 : CODE_BLANK;
    return code;
}

enum status decode_text(struct decoding *d, struct bound *b,
                        const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t *code = decode_code(d, b, i);

        *code = words_code(b, t);
        if (*code == 1 && b->q->keep)
            rc = decode_comment(d, b, i, COMMENT_ANSWER, t, err);
    }
    return rc;
}

/* A postcode enters the database only where the definition keeps it: then as
 * it was written, since masking would take just that away. */
enum status decode_area(struct decoding *d, struct bound *b,
                        const struct text *cell, struct err *err)
{
    struct text t = cell[b->column[0]];
    int32_t *code = decode_code(d, b, 0);
    size_t at = d->text.n;

    *code = words_code(b, t);
    if (*code != 1 || !b->q->keep)
        return OK;
    t = text_trim(t);
    str_add_n(&d->text, t.p, t.n);
    return decode_kept(d, b, at, err);
}
