/* quadratic.h - y' V^-1 y, or the finding that V cannot be inverted. */
#ifndef ANALYSE_TEST_QUADRATIC_H
#define ANALYSE_TEST_QUADRATIC_H

#include "core/base/err.h"

/* *q: y' V^-1 y of k numbers; NaN where V (k by k, symmetric, overwritten) is
 * not positive definite: a pivot of its Cholesky factor, after V is scaled to
 * a diagonal of 1, is under 1e-10.  k of 0 gives 0. */
void quadratic_form(double *v, const double *y, size_t k, double *scratch,
                    double *q);
/* How many doubles of scratch it wants. */
size_t quadratic_scratch(size_t k);

#endif
