/* sparse.h - the third entry: covariance of totals where each response adds to
 * the columns of one cell alone.
 *
 * Tables and means by level are of that kind.  The dense entry would need a
 * column for each cell, as long as the survey; here strata cost a pass and
 * clusters a row each.  The numbers are those of infer_covariance(). */
#ifndef ANALYSE_INFER_SPARSE_H
#define ANALYSE_INFER_SPARSE_H

#include <stdbool.h>
#include "analyse/infer/infer.h"

/* Whether sums of w and w^2 by cell are enough: no strata, clusters, finite
 * population or calibration. */
bool design_is_simple(const struct design *design);

/* Response i adds w_i x[i * m + j] to column code[i] * m + j; code below 0:
 * it adds nothing.  v: the covariance of the n_codes * m totals.  x NULL: m is
 * 1 and all are 1.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status infer_sparse(const struct design *design,
                                    const int32_t *code, size_t n_codes,
                                    const double *x, size_t m, double *v,
                                    struct err *err);

#endif
