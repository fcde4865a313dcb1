/* levels.h - sums of a number by level, from which means and what tests need
 * of them follow under a design without strata, clusters, fpc or calibration.
 *
 * Two passes: sums of squares about 0 would lose the digits of a number such
 * as a year, whose spread is small beside its size. */
#ifndef ANALYSE_INFER_LEVELS_H
#define ANALYSE_INFER_LEVELS_H

#include "analyse/infer/infer.h"

struct level_sums {
    struct cell of;
    double mean;    /* sum of w y / sum of w; NaN for an empty level */
    double rest;    /* sum of w (y - mean): what rounding left */
    double squares; /* sum of w (y - mean)^2 */
    double drift;   /* sum of w^2 (y - mean) */
    double spread;  /* sum of w^2 (y - mean)^2 */
};

/* sums: n_levels.  A response is in none where its level is below 0 or its y
 * is NaN; y is read only where the level is not below 0.  Partial sums over
 * blocks of THREADS_BLOCK rows are added in block order. */
MUST_CHECK enum status infer_level_sums(const struct design *design,
                                        const double *y, const int32_t *level,
                                        size_t n_levels,
                                        struct level_sums *sums,
                                        struct err *err);

#endif
