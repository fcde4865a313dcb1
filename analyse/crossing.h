/* crossing.h - one column of coded answers in one base, as the tests of
 * tests_coded.c and tests_scores.c share it. */
#ifndef ANALYSE_CROSSING_H
#define ANALYSE_CROSSING_H

#include "analyse/compare.h"
#include "analyse/slice.h"

/* One column of a slice in one base. */
struct crossing {
    const struct slice *slice;
    size_t column;
    enum base base;
    size_t n_rows;
    size_t *slot; /* n_rows: those of the base */
    double *y;    /* by slot: scratch */
};

/* ERR_NOMEM; crossing_free() all the same. */
MUST_CHECK enum status crossing_init(struct crossing *x,
                                     const struct slice *slice, enum base base,
                                     struct err *err);
void crossing_free(struct crossing *x);

/* Every level against the others in each row of the column: differences of
 * shares, from the cells. */
MUST_CHECK enum status compare_slots(const struct crossing *x,
                                     struct comparisons *c, struct err *err);

/* Means of a score by level, and of its ranks: tests of the breakdown as a
 * whole, then levels against the others.  score: by slot; length: from its
 * lowest to its highest value. */
MUST_CHECK enum status score_tests(const struct crossing *x,
                                   const double *score, const char *measure,
                                   double length, struct comparisons *c,
                                   struct err *err);

#endif
