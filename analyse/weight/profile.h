/* profile.h - the sample beside what is known of the population.
 *
 * Compared are those who gave an answer that has a target; everybody else is
 * counted and shown, not compared.  Design-based where the design has unequal
 * weights, strata, clusters or calibration: Pearson's X2 of the weighted
 * shares with the correction of Rao and Scott (1981), JASA 76:221-230, second
 * order, as F: F = X2 / tr(D), df1 = tr(D)^2 / tr(D^2), df2 = df1 nu, where
 * D = n diag(target)^-1 V and nu the design's degrees of freedom.  Else the
 * plain chi-square with levels - 1. */
#ifndef ANALYSE_WEIGHT_PROFILE_H
#define ANALYSE_WEIGHT_PROFILE_H

#include "analyse/infer/infer.h"
#include "analyse/weight/weight.h"

struct profile_level {
    double n;            /* responses */
    double share_of_all; /* of everyone in the domain */
    double share;        /* of those compared; NaN without a target */
    double target;       /* share; NaN: none */
    double gap;          /* share - target; times 100: points */
    double index;        /* 100 share / target; NaN where the target is 0 */
    double se;           /* of share, under the design */
};

struct profile {
    double n_all, n;               /* responses: of the domain, compared */
    double n_missing, n_no_target; /* n_all = n + n_missing + n_no_target */
    double missing_share;          /* of everyone in the domain */
    double dissimilarity; /* half the sum of |gap|: the share of people who
                             would have to be others */
    bool design_based;
    double chi_square; /* X2, before any correction */
    double statistic;  /* X2, or F */
    double df1, df2;   /* df2 NaN for the plain test */
    double p; /* NaN where fewer than 2 levels have a target above 0, where
                 somebody is in a level with the target 0, or nobody is left */
};

/* margin: of design->n responses; member: who is in the domain, NULL for
 * everyone.  Fills level[margin->n_levels] and *out.  ERR_INPUT where no target
 * is above 0 or as design_check(), ERR_NOMEM. */
MUST_CHECK enum status profile_compare(const struct design *design,
                                       const struct weight_margin *margin,
                                       const unsigned char *member,
                                       struct profile_level *level,
                                       struct profile *out, struct err *err);

#endif
