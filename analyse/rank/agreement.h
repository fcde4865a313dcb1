/* agreement.h - how far people, rules and groups agree on an order. */
#ifndef ANALYSE_RANK_AGREEMENT_H
#define ANALYSE_RANK_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"

/* Complete rankings: n by k middle places (places_middle() of ballots,
 * places_of_numbers() of scores), which add up to k (k + 1) / 2 in each row.
 * All borrowed. */
struct middles {
    size_t n, k;
    const double *middle;
    const double *weight;        /* NULL: all 1 */
    const unsigned char *member; /* NULL: all */
};

/* Kendall's W with ties and weights, from weighted mean places m_i:
 *
 *   W = 12 sum (m_i - (k + 1)/2)^2 / (k^3 - k - mean of sum(t^3 - t))
 *
 * which with equal weights is 12 S / (n^2 (k^3 - k) - n sum(t^3 - t)): Kendall
 * & Gibbons (1990), Rank Correlation Methods, ch. 6; R: friedman.test().  All
 * rankings wholly tied: W is NaN.
 *
 * chisq = n (k - 1) W (Friedman 1937) and f (Iman & Davenport 1980) stand for n
 * independent rankings: with unequal weights, where there is no standard W
 * test, they are NaN: test the mean ranks by wald_equal() instead. */
struct concordance {
    size_t n;
    double w, w_untied; /* w_untied: as if nobody had tied */
    double chisq, df, p;
    double f, f_df1, f_df2, f_p;
    double mean_spearman; /* (n W - 1) / (n - 1), over pairs of people */
};
/* mean: k mean places, or NULL. */
struct concordance kendall_w(const struct middles *r, double *mean);

/* Between two vectors of k numbers (ranks by two rules, mean ranks of two
 * groups).  tau-b: Kendall (1945), Biometrika 33:239, R's cor(method =
 * "kendall"); spearman: Pearson's r of middle places, R's cor(method =
 * "spearman").  Pairs with a NaN are left out; NaN where one vector is all
 * tied.  ERR_NOMEM for spearman. */
double tau_b(const double *x, const double *y, size_t k);
MUST_CHECK enum status spearman(const double *x, const double *y, size_t k,
                                double *out, struct err *err);

/* M rules by k ranks (0: none).  ahead: k by k, in how many ways of counting
 * row is strictly ahead of column, "A is ahead of B in N of the M".  spread[i]:
 * the highest less the lowest rank of i; above 1 it moves by more than a place.
 * Either may be NULL. */
void compare_rules(const size_t *rank, size_t rules, size_t k, size_t *ahead,
                   size_t *spread);

/* A Wald test: chisq = d' V^+ d with df its rank, and F = (nu - df + 1) / (nu
 * df) chisq on df and nu - df + 1 (Korn & Graubard 1990, Am. Stat. 44:270; R
 * survey's adjWald), nu = design_df().  V^+ because ranks of one person add up
 * to a constant. */
struct wald {
    double chisq, df, p_chisq;
    double f, df2, p;
};

/* Are k means equal?  x: k; v: k by k.  The weighted counterpart of Friedman's
 * test. */
MUST_CHECK enum status wald_equal(const double *x, const double *v, size_t k,
                                  double nu, struct wald *out, struct err *err);

/* Do g groups have the same k estimates (mean ranks, log worths)?  x: g by k;
 * v: gk by gk, their joint covariance, so that clusters and calibration margins
 * that the groups share count: infer_covariance() of gk columns that are 0
 * outside their group. */
MUST_CHECK enum status wald_groups(const double *x, const double *v, size_t g,
                                   size_t k, double nu, struct wald *out,
                                   struct err *err);

#endif
