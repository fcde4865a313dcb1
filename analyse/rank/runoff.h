/* runoff.h - instant run-off: the item with the fewest first places leaves,
 * round by round, and its ballots pass to the next that they rank. */
#ifndef ANALYSE_RANK_RUNOFF_H
#define ANALYSE_RANK_RUNOFF_H

#include "analyse/rank/places.h"

/* Ballots with their items in order, to be counted under many weights. */
struct runoff_ballots {
    size_t n, k;
    uint16_t *item;  /* n by k: the best first; k: nothing more */
    uint16_t *place; /* n by k: the place of each */
};
/* ERR_NOMEM. */
MUST_CHECK enum status runoff_ballots_init(struct runoff_ballots *b,
                                           const struct places *p,
                                           struct err *err);
void runoff_ballots_free(struct runoff_ballots *b);

struct runoff {
    size_t k, rounds;
    double *votes;     /* k rounds by k: NaN for an item that has left */
    double *exhausted; /* k: weight of ballots with nothing left, by round */
    size_t first_tie;  /* the first round, from 1, in which several left
                          together; 0: none */
    size_t *rank;      /* k */
};

/* Items that share the fewest votes (within the tolerance) leave together and
 * share a rank, so that no order of items decides; counting goes on until
 * nothing is left, whoever has a majority.  A ballot that has several items at
 * its best place gives each an equal part.  A ballot that ranks none of those
 * left is exhausted and drops out.  rank: 1 plus the items that were still
 * there afterwards.  Trap: other programs leave out one of those tied by lot
 * or by file order.  ERR_NOMEM. */
MUST_CHECK enum status runoff(struct runoff *out, const struct places *p,
                              struct err *err);
/* The same; weight: n, >= 0, NULL: all 1. */
MUST_CHECK enum status runoff_count(struct runoff *out,
                                    const struct runoff_ballots *b,
                                    const double *weight, struct err *err);
void runoff_free(struct runoff *out);

#endif
