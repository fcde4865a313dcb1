/* scores.h - the rules that give each place a score: mean rank, Borda and
 * their kin.  An item's estimate is the weighted mean of its scores, so that
 * the covariance of all items comes from analyse/infer/ like any mean. */
#ifndef ANALYSE_RANK_SCORES_H
#define ANALYSE_RANK_SCORES_H

#include "analyse/infer/infer.h"
#include "analyse/rank/places.h"

/* Scores of an item at place r (the mean over the places of its tie), and of
 * one not ranked on a ballot with m of k items ranked:
 *
 *   rule             ranked            not ranked
 *   FIRST            1 if r = 1        0
 *   TOP              1 if r <= N       0
 *   MEAN_RANK        r                 mean of the places left; low is best
 *   BORDA_AVERAGE    k - r             mean of the scores left: all ballots
 *                                      give the same sum (Dummett 1997)
 *   BORDA_ZERO       k - r             0: a short ballot gives away less
 *   BORDA_MODIFIED   m + 1 - r         0: a short ballot counts for less
 *                                      (Emerson 2013, Soc. Choice Welf. 40:353)
 *   DOWDALL          1 / r             0 (Fraenkel & Grofman 2014, Aust. J.
 *                                      Pol. Sci. 49:186)
 *   TOP_QUARTER      1 if in the first max(1, floor(k / 4)) places, else 0
 *   BOTTOM_QUARTER   1 if in the last ones; an item not ranked stands at the
 *                    mean of the places left
 *
 * FIRST and TOP go by the best place of a tie, as the survey's own measures
 * first_choice and top_n do; the quarters by the mean place, so that they
 * mirror each other.  On complete ballots BORDA_AVERAGE and BORDA_ZERO are
 * equal and BORDA_MODIFIED is 1 more. */
enum score_rule {
    SCORE_FIRST,
    SCORE_TOP,
    SCORE_MEAN_RANK,
    SCORE_BORDA_AVERAGE,
    SCORE_BORDA_ZERO,
    SCORE_BORDA_MODIFIED,
    SCORE_DOWDALL,
    SCORE_TOP_QUARTER,
    SCORE_BOTTOM_QUARTER,
    SCORE_RULES
};

/* False for MEAN_RANK and BOTTOM_QUARTER: low is best. */
bool score_high_first(enum score_rule rule);

/* The k scores of one ballot; `top` is N of TOP. */
void score_ballot(enum score_rule rule, size_t top, const uint16_t *place,
                  size_t k, double *score);

/* mean: k; v: k by k covariance by infer_covariance(), or NULL.  The domain
 * is the ballots that places_used() admits; NaN where there is none.  `design`
 * is that of all n ballots, with p->weight as its weight.  R: svymean(~s1 + ...
 * + sk, subset(design, used)).  Trap: dropping the other rows first loses
 * n/(n-1) and clusters without a member. */
MUST_CHECK enum status score_means(const struct places *p,
                                   const struct design *design,
                                   enum score_rule rule, size_t top,
                                   double *mean, double *v, struct err *err);

#endif
