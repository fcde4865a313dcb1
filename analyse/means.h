/* means.h - means of a number by level, under any design. */
#ifndef ANALYSE_MEANS_H
#define ANALYSE_MEANS_H

#include "analyse/slice.h"

/* infer_means() with the slice's own design.  level[i] below 0: in none.  sd
 * may be NULL. */
MUST_CHECK enum status slice_means(const struct slice *slice, const double *y,
                                   const int32_t *level, size_t n_levels,
                                   struct mean_estimate *mean, double *sd,
                                   struct err *err);
#endif
