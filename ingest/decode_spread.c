/* decode_spread.c - one answer in one of several columns: the column of the
 * option that was chosen, or the column of a place with the item that stands
 * there. */
#include "ingest/decode.h"

#include <string.h>

/* What one cell of an option's own column says: 1, CODE_NOT_CHOSEN, blank or
 * not asked; DICTIONARY_UNKNOWN: neither. */
static int32_t said_of(struct bound *b, size_t option, struct text t)
{
    return t.n ? dictionary_find(b->dictionary[option], t) : CODE_BLANK;
}

struct spread {
    int32_t code;     /* of the line so far */
    bool stray;       /* a cell says neither yes nor no */
    size_t chosen;    /* options */
    struct str words; /* what is wrong, as it stands in the cells */
};

static enum status take_option(struct decoding *d, struct bound *b,
                               size_t option, struct text t, struct spread *s,
                               struct err *err)
{
    const struct option *o = &b->q->options.option[option];
    int32_t code = said_of(b, option, t);
    bool words = code == DICTIONARY_UNKNOWN && label_takes_words(o->label);

    if (code == CODE_NOT_ASKED && s->code == CODE_BLANK)
        s->code = CODE_NOT_ASKED;
    if (code != 1 && code != DICTIONARY_UNKNOWN)
        return OK;
    str_add(&s->words, s->words.n ? "; " : "");
    str_add_n(&s->words, t.p, t.n);
    s->stray |= code == DICTIONARY_UNKNOWN && !words;
    s->chosen++;
    s->code = (int32_t)option + 1;
    return words ? decode_comment(d, b, SURVEY_NONE, COMMENT_OTHER, t, err)
                 : OK;
}

static enum status take_line(struct decoding *d, struct bound *b, size_t line,
                             const size_t *column, const struct text *cell,
                             struct err *err)
{
    struct spread s = {.code = CODE_BLANK};
    enum status rc = OK;

    for (size_t i = 0; i < b->q->options.n && rc == OK; i++)
        rc = take_option(d, b, i, cell[column[i]], &s, err);
    if (rc == OK && (s.stray || s.chosen > 1)) {
        s.code = CODE_UNRECOGNISED;
        if (s.chosen > 1)
            d->flags |= FLAG_OVER_PICK;
        rc = str_status(&s.words, err);
        if (rc == OK)
            rc = decode_unmatched(d, b, line, str_text(&s.words), err);
    }
    *decode_code(d, b, line) = s.code;
    str_free(&s.words);
    return rc;
}

enum status decode_spread(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++)
        rc = take_line(d, b, i, b->column + i * b->q->options.n, cell, err);
    return rc;
}

/* Column k holds the item of place k + 1. */
enum status decode_places(struct decoding *d, struct bound *b,
                          const struct text *cell, struct err *err)
{
    bool stray = false, blank = false, given = false, unasked = true;
    enum status rc = OK;

    for (size_t i = 0; i < b->n; i++)
        *decode_code(d, b, i) = CODE_BLANK;
    for (size_t k = 0; k < b->columns && rc == OK; k++) {
        struct text t = cell[b->column[k]];
        int32_t item = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;

        unasked &= item == CODE_NOT_ASKED;
        if (item == DICTIONARY_UNKNOWN) {
            stray = true;
            rc = decode_unmatched(d, b, SURVEY_NONE, t, err);
        } else if (item < 1) {
            blank = true;
        } else if (*decode_code(d, b, (size_t)item - 1) > 0) {
            d->flags |= FLAG_RANK_TIED; /* in two places: the better one */
        } else {
            *decode_code(d, b, (size_t)item - 1) = (int32_t)k + 1;
            given = true;
            if (blank)
                d->flags |= FLAG_RANK_SKIPPED;
        }
    }
    for (size_t i = 0; i < b->n && !given && (stray || unasked); i++)
        *decode_code(d, b, i) = stray ? CODE_UNRECOGNISED : CODE_NOT_ASKED;
    return rc;
}
