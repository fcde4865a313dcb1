/* pair_test.h - what the three kinds of rank sets share. */
#ifndef ANALYSE_RANK_PAIR_TEST_H
#define ANALYSE_RANK_PAIR_TEST_H

#include "analyse/rank/sets.h"

/* t_ij, positive where i looks better; 1 / sd, 0 where there is no variance or
 * a NaN.  t is infinite where a difference is certain. */
void pair_statistics(const struct set_request *request, double *t,
                     double *inverse_sd);

/* The set of item i: `ahead` k by k, or what of it concerns i. */
void set_of_item(const bool *ahead, size_t k, size_t i, size_t *lower,
                 size_t *upper);

#endif
