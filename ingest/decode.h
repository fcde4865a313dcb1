/* decode.h - rows of an export made batches of answers. */
#ifndef INGEST_DECODE_H
#define INGEST_DECODE_H

#include "core/store/store.h"
#include "ingest/bind.h"
#include "ingest/derive.h"
#include "ingest/flags.h"
#include "ingest/rules.h"

/* A comment whose text is still in a buffer that moves. */
struct pending {
    struct comment_row row;
    size_t at; /* in decoding.text */
};

struct decoding {
    struct binding *binding;
    struct derivations *derived;
    struct rules *rules;
    size_t rows;                  /* of a batch at most */
    size_t n;                     /* in it now: the row at hand */
    struct answer_column *column; /* places->n */
    char (**dates)[DATE_ROOM];    /* of date columns; NULL */
    struct response_row *row;
    char (*submitted)[DATE_ROOM];
    double *weight;
    struct design_row *design; /* NULL: the source has none */
    size_t (*design_at)[2];    /* of stratum and cluster in text */
    struct pending *pending;
    size_t n_pending, room;
    struct comment_row *comment;
    size_t comment_room;
    struct str text; /* of comments and ids of this batch */
    size_t *id_at;   /* of each row in text */
    /* of the row at hand */
    uint32_t flags;
    bool answered; /* by at least one answer */
    struct str scratch;
};

MUST_CHECK enum status decoding_new(struct decoding **out,
                                    struct binding *binding,
                                    struct derivations *derived,
                                    struct rules *rules, struct err *err);
void decoding_free(struct decoding *d); /* NULL is allowed */

/* Adds one response; the batch must not be full. */
MUST_CHECK enum status
decode_row(struct decoding *d, const struct export_row *row, struct err *err);
/* Holds as many rows, or as much text, as a batch may: hand it on. */
bool decode_full(const struct decoding *d);
/* The rows so far as a batch, until the next decode_row(); then clears. */
MUST_CHECK enum status decode_batch(struct decoding *d,
                                    struct answer_batch *out, struct err *err);
void decode_clear(struct decoding *d);

/* decode_response.c: all of d->row[d->n] but its status and reason. */
MUST_CHECK enum status decode_response(struct decoding *d,
                                       const struct export_row *row,
                                       struct err *err);

/* ---- for the decoders of question types ------------------------------- */

/* Code of column i of a question in the row at hand. */
static inline int32_t *decode_code(struct decoding *d, const struct bound *b,
                                   size_t i)
{
    return &d->column[b->place + i].code[d->n];
}

static inline double *decode_value(struct decoding *d, const struct bound *b,
                                   size_t i)
{
    return &d->column[b->place + i].value[d->n];
}

/* Keeps a text (masked) with the row. */
MUST_CHECK enum status decode_comment(struct decoding *d, struct bound *b,
                                      size_t item, enum comment_kind kind,
                                      struct text text, struct err *err);
/* Keeps what the caller has put into d->text from `at` on, as it is. */
MUST_CHECK enum status decode_kept(struct decoding *d, struct bound *b,
                                   size_t at, struct err *err);
/* A cell that matches nothing: kept, counted, sampled, flagged. */
MUST_CHECK enum status decode_unmatched(struct decoding *d, struct bound *b,
                                        size_t item, struct text text,
                                        struct err *err);
/* Blank items of a question of which others are given become `code`; where
 * all are blank or not asked, they stay.  Returns how many are given. */
size_t decode_fill(struct decoding *d, struct bound *b, int32_t code);
/* True where any column of the question is neither blank nor not asked. */
bool decode_given(struct decoding *d, const struct bound *b);

#endif
