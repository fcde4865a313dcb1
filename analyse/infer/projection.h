/* projection.h - calibration made ready once for all tables of a scheme.
 *
 * The residual of a column u of influence on the calibration columns x is
 * u - x'B, B = (X'DX)^-1 X'Du; so the covariance of its weighted totals is
 *
 *   V_uu - V_ux B - B'V_xu + B'V_xx B
 *
 * with the covariances V of the uncalibrated totals.  Of a table, V_ux and
 * X'Du are sums by cell and margin; the rest belongs to the scheme. */
#ifndef ANALYSE_INFER_PROJECTION_H
#define ANALYSE_INFER_PROJECTION_H

#include "analyse/infer/infer.h"

/* What is not 0 in a row of x. */
struct entry {
    size_t column;
    double value;
};

struct projection {
    size_t k, n_rows;
    size_t *start; /* n_rows + 1: first entry of each row */
    struct entry *entry;
    double *inverse; /* k by k: of X'DX */
    double *vxx;     /* k by k */
    double *total;   /* by stratum, or by cluster where there are any: sums of
                        w x */
};

/* The design has a calibration, which is read here and need not have a
 * projection.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status projection_init(struct projection *p,
                                       const struct design *design,
                                       struct err *err);
void projection_free(struct projection *p);

/* infer_sparse() of a calibrated design. */
MUST_CHECK enum status projected_sparse(const struct design *design,
                                        const int32_t *code, size_t n_codes,
                                        const double *x, size_t m, double *v,
                                        struct err *err);

#endif
