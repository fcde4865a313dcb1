/* replicate.h - replicate weights: the second road to a variance.
 *
 * Any statistic that can be computed from weights is computed anew with each
 * set of replicate weights; the spread of the answers is its variance:
 *
 *   V = scale * sum over replicates r of rscale_r (t_r - c)(t_r - c)'
 *
 * c is the mean of the replicates, or the full estimate where asked.  Wolter
 * (2007), Introduction to Variance Estimation; R survey's svrVar().  Weights of
 * a jackknife and of a bootstrap are made one replicate at a time, so that n by
 * n numbers are never held.  See docs/methods/replicates.md. */
#ifndef ANALYSE_INFER_REPLICATE_H
#define ANALYSE_INFER_REPLICATE_H

#include <stdbool.h>
#include "analyse/infer/infer.h"

struct replicates {
    const struct design *design; /* borrowed */
    size_t count;
    double scale;
    double *rscale; /* count; owned */
    /* The rest is replicate.c's own. */
    enum { REPLICATE_SUPPLIED, REPLICATE_JACKKNIFE, REPLICATE_BOOTSTRAP } kind;
    const double *factor; /* supplied: n by count; borrowed */
    bool combined;        /* the factors are the weights themselves */
    uint64_t seed;
    size_t n_strata;
    size_t *home;   /* stratum of each cluster */
    double *size;   /* clusters of each stratum */
    size_t *place;  /* jackknife: the cluster that each replicate leaves out */
    double *draw;   /* bootstrap: factor of each cluster */
    size_t *member; /* bootstrap: clusters by stratum, and where each begins */
    size_t *first;
};

/* One replicate for each cluster, left out, the others of its stratum weighted
 * by n_h / (n_h - 1): JK1 where there is one stratum, else JKn; with the finite
 * population correction of the design.  A lonely cluster is in every replicate
 * (LONELY_REMOVE) or refused. */
MUST_CHECK enum status replicates_jackknife(struct replicates *r,
                                            const struct design *design,
                                            struct err *err);

/* Rao and Wu (1988), JASA 83:231-241: n_h - 1 of the n_h clusters of each
 * stratum drawn with replacement, rescaled, count times, scale 1 / (count - 1).
 * The same seed gives the same weights anywhere. */
MUST_CHECK enum status replicates_bootstrap(struct replicates *r,
                                            const struct design *design,
                                            size_t count, uint64_t seed,
                                            struct err *err);

/* Weights that came with the data: n by count, row after row; combined: they
 * are the weights themselves, not factors of the design's.  rscale NULL: all
 * 1. */
struct supplied {
    const double *factor;
    size_t count;
    bool combined;
    double scale;
    const double *rscale;
};
MUST_CHECK enum status replicates_supplied(struct replicates *r,
                                           const struct design *design,
                                           const struct supplied *supplied,
                                           struct err *err);
/* The scale of balanced half samples in Fay's form: 1 / (count (1 - rho)^2);
 * rho 0 is BRR itself.  Judkins (1990), J. Off. Stat. 6:223-239. */
double replicates_fay(size_t count, double rho);

void replicates_free(struct replicates *r);

/* Weights of replicate `which`, 0 .. count - 1, into weight[n]: 0 and above. */
void replicates_weights(const struct replicates *r, size_t which,
                        double *weight);

/* Computes k statistics from weights (0 and above) into estimate[k]. */
typedef enum status replicate_statistic(void *with, const double *weight,
                                        double *estimate, struct err *err);

/* full[k]: with the design's weights; v: k by k.  about_full: deviations from
 * the full estimate, R's mse = TRUE.  ERR_NOMEM, or what the statistic gives.
 * A statistic that is not a number in a replicate makes its variance NaN. */
MUST_CHECK enum status replicates_variance(const struct replicates *r,
                                           replicate_statistic *statistic,
                                           void *with, size_t k,
                                           bool about_full, double *full,
                                           double *v, struct err *err);

/* The same from estimates that are there: count by k, row after row. */
MUST_CHECK enum status replicates_combine(const struct replicates *r,
                                          const double *estimate, size_t k,
                                          const double *full, bool about_full,
                                          double *v, struct err *err);

/* The k variances alone, v[k], of what may be many estimates. */
MUST_CHECK enum status replicates_each(const struct replicates *r,
                                       const double *estimate, size_t k,
                                       const double *full, bool about_full,
                                       double *v, struct err *err);

#endif
