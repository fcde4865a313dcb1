/* importance.h - importance against satisfaction, stated and derived. */
#ifndef ANALYSE_RANK_IMPORTANCE_H
#define ANALYSE_RANK_IMPORTANCE_H

#include "analyse/infer/infer.h"

/* I (1 - S): I the share who chose the item as a priority, S the share of those
 * with a view who are satisfied, both in [0, 1].  ETC Institute's rating; delta
 * method, var = (1 - S)^2 var I + I^2 var S - 2 I (1 - S) cov.  Trap: I grows
 * with the number of picks allowed, so ratings do not compare across surveys.
 */
struct importance {
    double rating, se;
    const char *band; /* by 0.10 and 0.20: "current emphasis", "increased
                         emphasis", "very high priority"; a constant */
};
struct importance importance_rating(double importance, double satisfaction,
                                    double var_importance,
                                    double var_satisfaction, double cov);

/* Above or below the means over items; on a mean counts as above. */
enum quadrant {
    QUADRANT_NONE,        /* a number is missing */
    QUADRANT_IMPROVE,     /* important, not satisfied */
    QUADRANT_KEEP,        /* important, satisfied */
    QUADRANT_LESS_URGENT, /* neither */
    QUADRANT_EXCEEDS      /* satisfied, not important */
};
/* k each; the means are unweighted, over items with both numbers. */
void importance_quadrants(const double *importance, const double *satisfaction,
                          size_t k, enum quadrant *quadrant);

/* Derived importance: the weighted correlation r of satisfaction with an item x
 * and overall satisfaction y, over responses with both (NaN: none).
 *
 *   r = sum w a b / sum w,  a and b standardised with divisor sum w
 *   u = (a b - r (a^2 + b^2) / 2) / sum w
 *
 * u is 0 outside; se is its root under the design.  R: svycontrast() on
 * svyvar(~x + y), whose n/(n-1) cancels in r.  NaN where x or y does not vary
 * or fewer than 3 have both. */
struct derived {
    double r, se, n, df; /* df by design_df() of those with both */
};
MUST_CHECK enum status importance_derived(const struct design *design,
                                          const double *x, const double *y,
                                          struct derived *out, struct err *err);

#endif
