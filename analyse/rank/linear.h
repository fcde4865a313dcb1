/* linear.h - small symmetric matrices, row after row.  Written out because
 * GSL's Cholesky calls its error handler, which is one for all threads, where
 * a matrix is not positive definite, and here that is an answer. */
#ifndef ANALYSE_RANK_LINEAR_H
#define ANALYSE_RANK_LINEAR_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"

/* a (n by n, positive definite) := its inverse; false, a spoilt, where it is
 * not (a pivot at most 1e-13 of its diagonal).  Cholesky. */
bool linear_invert(double *a, size_t n);

/* y = a x. */
void linear_multiply(const double *a, const double *x, size_t n, double *y);

/* b' a^+ b and the rank of a, with eigenvalues at most 1e-10 of the largest
 * taken for 0.  GSL's error handler should be off.  ERR_NOMEM. */
MUST_CHECK enum status linear_quadratic(const double *a, const double *b,
                                        size_t n, double *value, size_t *rank,
                                        struct err *err);

#endif
