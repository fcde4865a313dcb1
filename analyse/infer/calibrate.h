/* calibrate.h - influence columns after calibration of the weights. */
#ifndef ANALYSE_INFER_CALIBRATE_H
#define ANALYSE_INFER_CALIBRATE_H

#include "analyse/infer/infer.h"

/* The residuals of the regression of each of the k columns of u on the
 * design's calibration columns, with base weights: n by k, caller frees.
 * Collinear columns (margins that each add up to everyone) count once.
 * ERR_INPUT where a base weight is not a number above 0, ERR_NOMEM. */
MUST_CHECK enum status calibrate_residuals(const struct design *design,
                                           const double *u, size_t k,
                                           double **residual, struct err *err);

/* The row of x that response i has. */
const double *calibrate_row(const struct calibration *c, size_t i);

/* The inverse of X'DX (k by k, overwritten), directions of no length left out.
 */
MUST_CHECK enum status calibrate_inverse(double *cross, size_t k,
                                         double *inverse, struct err *err);

#endif
