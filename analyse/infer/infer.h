/* infer.h - one theory for every standard error: influence columns of an
 * estimate, and the covariance of their totals under the design.
 *
 * An estimate theta of the analysed responses has for each response i an
 * influence u_i (its linearisation; 0 outside the domain).  With weights w the
 * variance of theta is that of the total of z_i = w_i u_i under the design:
 *
 *   V = sum over strata h of (1 - f_h) n_h / (n_h - 1)
 *       sum over clusters c in h of (z_hc - zbar_h)(z_hc - zbar_h)'
 *
 * z_hc is the total over the responses of cluster c, n_h the number of ALL
 * clusters of stratum h in the whole design, also those without a member of
 * the domain (they have z = 0), f_h = n_h / N_h with the finite population
 * correction, else 0.  Binder (1983), Int. Stat. Rev. 51:279-292; R survey's
 * svyrecvar.  A design without strata is one stratum; without clusters each
 * response is its own.
 *
 * Calibrated weights: z is replaced by w times the residual of the regression
 * of u on the calibration columns with base weights d.  Deville and Sarndal
 * (1992), JASA 87:376-382; R survey's calibrate().
 *
 * Two entries give the same numbers to 1e-12: dense columns for anything, and
 * cell sums for disjoint cells, which is what makes all tables of a survey
 * cheap.  Everything here is pure: arrays in, arrays out. */
#ifndef ANALYSE_INFER_INFER_H
#define ANALYSE_INFER_INFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"

/* What to do with a stratum that has one cluster: R's survey.lonely.psu. */
enum lonely {
    LONELY_FAIL,   /* ERR_INPUT */
    LONELY_REMOVE, /* adds nothing */
    LONELY_ADJUST, /* centred at the mean of all clusters */
    LONELY_AVERAGE /* the variance times strata / strata that have two */
};

/* Columns that the weights were calibrated to.  Borrowed. */
struct projection;
struct calibration {
    const double *x; /* n rows by k columns, row after row */
    size_t k;
    const double *base; /* d_i, weights before calibration */
    /* Responses with the same columns may share a row of x: n indices of its
     * n_rows rows.  NULL: response i has row i. */
    const uint32_t *row;
    size_t n_rows;
    const struct projection *projection; /* projection.h; NULL: none is ready */
};

/* The whole design of n responses, whoever is in a domain.  All borrowed. */
struct design {
    size_t n;
    const double *weight;    /* finite, > 0; NULL: all 1 */
    bool zeros;              /* weights of 0 are allowed: a replicate's */
    const uint32_t *stratum; /* 0 .. n_strata - 1; NULL: one stratum */
    size_t n_strata;
    const uint32_t *cluster; /* 0 .. n_clusters - 1, each in one stratum;
                                NULL: each response its own */
    size_t n_clusters;
    const double *population; /* N_h of each stratum, in clusters, >= n_h;
                                 NULL: no finite population correction */
    enum lonely lonely;
    const struct calibration *calibration; /* NULL: none */
};

/* ERR_INPUT with the reason where a weight is not finite or not above 0, an
 * index is out of range, a cluster lies in two strata, a population is smaller
 * than its sample or a lonely stratum is to fail. */
MUST_CHECK enum status design_check(const struct design *design,
                                    struct err *err);

/* Degrees of freedom of a domain: clusters with a member less strata with a
 * member; member NULL: everyone.  NaN where memory is out. */
double design_df(const struct design *design, const unsigned char *member);

/* Dense entry.  u: n rows by k columns, row after row, 0 outside the domain.
 * v: k by k, the covariance of sum_i w_i u_i.  ERR_NOMEM, or as
 * design_check(). */
MUST_CHECK enum status infer_covariance(const struct design *design,
                                        const double *u, size_t k, double *v,
                                        struct err *err);

/* What a cell keeps so that the covariance of shares over disjoint cells needs
 * no second pass: without clusters, strata and calibration the sums of w and
 * w^2 are all. */
struct cell {
    double n;  /* responses */
    double w;  /* sum of weights */
    double ww; /* sum of squared weights */
};

/* Cell sums of a design without strata, clusters, fpc or calibration: cell[]
 * of n_cells, from code[i] in 0 .. n_cells - 1, or below 0 for "in none".
 * Partial sums over blocks of THREADS_BLOCK rows are added in block order. */
MUST_CHECK enum status infer_cells(const struct design *design,
                                   const int32_t *code, size_t n_cells,
                                   struct cell *cell, struct err *err);

/* The same over two codes at once, which saves writing the crossing down: cell
 * column[i] * n_rows + row[i], for responses where neither is below 0.  `cell`
 * has n_rows * n_columns; the cells of one column lie together. */
MUST_CHECK enum status infer_table(const struct design *design,
                                   const int32_t *row, size_t n_rows,
                                   const int32_t *column, size_t n_columns,
                                   struct cell *cell, struct err *err);

/* Adds b to a. */
struct cell cell_add(struct cell a, struct cell b);

/* A weighted mean of a domain, with everything a row of `estimate` says. */
struct mean_estimate {
    double value; /* sum w y / sum w */
    double se;
    double df; /* of the domain */
    double n, n_weighted;
    double n_effective; /* Kish: (sum w)^2 / sum w^2 of the domain */
    double deff;        /* V / V_srs with replacement: R's deff="replace" */
};

/* A share by cell sums: the cells of `in` (numerator) and of the whole domain
 * (`of`, which contains it), n_design = responses of the whole design.
 * z_i = w_i (y_i - p) / W, whose sum is 0, so that
 * V = n/(n-1) [ (1-p)^2 S2(in) + p^2 (S2(of) - S2(in)) ] / W^2. */
struct mean_estimate infer_share(struct cell in, struct cell of,
                                 double n_design);

/* The mean of a score that is the same throughout a cell, over the disjoint
 * cells with a finite score: V = n/(n-1) sum_c (s_c - m)^2 S2(c) / W^2.  NaN
 * leaves a cell out of the domain. */
struct mean_estimate infer_score(const struct cell *cell, const double *score,
                                 size_t n_cells, double n_design);

/* Means of one number by level, from infer_level_sums().  sd, if not NULL:
 * n_levels, the square root of n/(n-1) sum w (y - m)^2 / sum w, n of the level;
 * R's sqrt(svyvar). */
MUST_CHECK enum status infer_means(const struct design *design, const double *y,
                                   const int32_t *level, size_t n_levels,
                                   double n_design,
                                   struct mean_estimate *estimate, double *sd,
                                   struct err *err);

/* order[0 .. n-1]: the rows of y by ascending value, ties by row; NaN last. */
MUST_CHECK enum status infer_order(const double *y, size_t n, uint32_t *order,
                                   struct err *err);

/* Sums that give means of k scores over a domain and their covariance, for a
 * design without strata, clusters, fpc or calibration: one pass fills the
 * levels of a breakdown. */
struct moments {
    size_t k;
    double n, w, ww;
    double *wy;   /* k: sum of w y */
    double *wwy;  /* k: sum of w^2 y */
    double *wwyy; /* k by k: sum of w^2 y y', its upper triangle */
    double *wyy;  /* k: sum of w y^2, for deff */
};
MUST_CHECK enum status moments_init(struct moments *m, size_t k,
                                    struct err *err);
void moments_free(struct moments *m);
void moments_clear(struct moments *m); /* all sums 0; keeps the memory */
void moments_add(struct moments *m, double weight, const double *y);
void moments_merge(struct moments *into, const struct moments *from);
/* Those of k - y out of those of y. */
void moments_reverse(struct moments *into, const struct moments *of, double k);
/* estimate[k]; v (k by k covariance) may be NULL. */
void moments_means(const struct moments *m, double n_design,
                   struct mean_estimate *estimate, double *v);

/* Intervals, all at `confidence` (0.95).  NaN where undefined. */
struct interval {
    double lower, upper;
};
/* value -+ t(df) se. */
struct interval interval_t(double value, double se, double df,
                           double confidence);
/* Korn and Graubard (1998), Survey Methodology 24:193-201, as R's
 * svyciprop(method = "beta"): ne = p(1-p)/se^2 (t(n-1)/t(df))^2, bounds by the
 * beta distribution.  At 0 and 1, where se is 0, ne is Kish's effective n. */
struct interval interval_beta(double p, double se, double n, double df,
                              double n_effective, double confidence);

#endif
