/* sets.h - how sure a rank is: confidence sets for the ranks of k estimates.
 *
 * Mogstad, Romano, Shaikh & Wilhelm (2024), Rev. Econ. Stud. 91:476.  Item i is
 * ahead of j where t_ij = (x_i - x_j) / sd(x_i - x_j) exceeds a critical value
 * that holds for all pairs looked at together; the set of i runs from 1 + the
 * items ahead of it to k - the items that it is ahead of.  The covariance is
 * that of analyse/infer/, so that the dependence between items of one person
 * counts.  R: csranks(x, Sigma, cstype = "two-sided").
 *
 * A difference without variance, say because all ballots are equal, is certain
 * if it is not 0, and says nothing if it is 0.  A NaN in the estimates or the
 * covariance says nothing: the set is then 1 to k. */
#ifndef ANALYSE_RANK_SETS_H
#define ANALYSE_RANK_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"

/* Standard normal numbers, made once and used for every set of k items: the
 * sets of all levels rest on the same draws.  Blocks of THREADS_BLOCK draws
 * have a stream each (GSL's mt19937 from seed and block), so that they are the
 * same for any number of threads. */
enum { SETS_DRAWS = 10000 };
struct rank_draws {
    size_t n, k;
    float *z; /* k by n */
};
/* ERR_NOMEM. */
MUST_CHECK enum status rank_draws_init(struct rank_draws *draws, size_t k,
                                       size_t n, uint64_t seed,
                                       struct err *err);
void rank_draws_free(struct rank_draws *draws);

enum set_family {
    SETS_MARGINAL,    /* each item's set holds its rank at the confidence */
    SETS_SIMULTANEOUS /* all sets hold all ranks at once */
};

struct set_request {
    const double *x; /* k estimates */
    const double *v; /* k by k, their covariance */
    size_t k;
    bool high_first;   /* the largest estimate has rank 1 */
    double confidence; /* 0.95 */
    enum set_family family;
    bool step_down; /* after pairs are told apart, look for more among the
                       rest.  Both directions of a pair are one hypothesis
                       each, as in csranks */
};

/* lower, upper: k each, 1 .. k.  ahead: k by k, whether row is ahead of column
 * for certain, or NULL; for SETS_MARGINAL row by row of its own set.  critical:
 * of the first step, for SETS_MARGINAL k of them, else 1; or NULL; NaN where
 * no pair has a variance.  Items are drawn in order of their estimates, so that
 * relabelling them changes nothing.  draws->k must be k.  ERR_NOMEM. */
MUST_CHECK enum status rank_sets(const struct set_request *request,
                                 const struct rank_draws *draws, size_t *lower,
                                 size_t *upper, bool *ahead, double *critical,
                                 struct err *err);

/* Both families at once, whatever request->family is: the same sets by less
 * work, since most items' own sets follow from the joint ones.  ahead: k by k,
 * of the joint sets. */
struct rank_bounds {
    size_t *lower, *upper; /* k each */
};
MUST_CHECK enum status rank_sets_both(const struct set_request *request,
                                      const struct rank_draws *draws,
                                      struct rank_bounds *own,
                                      struct rank_bounds *all, bool *ahead,
                                      struct err *err);

/* Without simulation: two-sided normal p of all k (k - 1) / 2 pairs, adjusted.
 * Simultaneous.  Holm (1979), Scand. J. Stat. 6:65.  R: p.adjust(). */
enum set_adjust { ADJUST_HOLM, ADJUST_BONFERRONI };
MUST_CHECK enum status rank_sets_adjusted(const struct set_request *request,
                                          enum set_adjust adjust, size_t *lower,
                                          size_t *upper, bool *ahead,
                                          struct err *err);

/* Exact, for one choice each of n people without weights: p of "j is not ahead
 * of k" = P(Bin(c_j + c_k, 1/2) >= c_j), all ordered pairs by Holm; marginal:
 * those with the item.  Bazylik, Mogstad, Romano, Shaikh & Wilhelm (2021), NBER
 * 29519.  R: csranks_multinom(). */
MUST_CHECK enum status rank_sets_counts(const double *count, size_t k,
                                        double confidence,
                                        enum set_family family, size_t *lower,
                                        size_t *upper, struct err *err);

/* Groups of items that cannot be separated: of two items in different groups
 * one is ahead for certain, and no group can be cut further in this way.
 * group[i]: 1, 2 ... from the front.  Two items of one group may be told
 * apart, where others between them cannot.  Returns how many groups.  ahead:
 * of a simultaneous set, without circles. */
size_t rank_groups(const bool *ahead, size_t k, size_t *group);

#endif
