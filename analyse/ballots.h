/* ballots.h - rankings as places.  Pure: arrays in, arrays out.
 *
 * Places are those that people wrote.  Items that share a place take the
 * places that they occupy together, on average (two at 2 stand at 2.5, and the
 * next at 4); a place that was skipped stays empty.  An item without a place
 * stands at the average of the places left, so that the places of a ballot add
 * up to k (k + 1) / 2 whatever was written. */
#ifndef ANALYSE_BALLOTS_H
#define ANALYSE_BALLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/survey/answers.h"

enum ballot_kind {
    BALLOT_NONE,     /* nothing ranked: in neither base */
    BALLOT_PARTIAL,  /* at least one: base ranked */
    BALLOT_COMPLETE, /* every place filled, no tie, none skipped: both bases */
    BALLOT_KINDS
};

struct ballots {
    size_t n, k;
    unsigned char *kind; /* n */
    double *place;       /* n by k: 1 .. k, halves where tied */
    uint16_t *best;      /* n by k: the best place it holds, alone or tied, for
                            first_choice and top_n; 0: not ranked */
};

/* column: k of n places each, below 1 for none.  places: how many were to be
 * filled. */
MUST_CHECK enum status ballots_init(struct ballots *b,
                                    const struct answer_column *column,
                                    size_t k, size_t n, size_t places,
                                    struct err *err);
void ballots_free(struct ballots *b);

#endif
