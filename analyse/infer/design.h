/* design.h - what the files of analyse/infer/ share about a design. */
#ifndef ANALYSE_INFER_DESIGN_H
#define ANALYSE_INFER_DESIGN_H

#include "analyse/infer/infer.h"

size_t design_clusters(const struct design *design);
size_t design_strata(const struct design *design);

/* Which stratum each cluster lies in, and how many each stratum has. */
struct strata {
    size_t n;
    size_t *home;     /* by cluster; n for one without a response; NULL: all
                         lie in the one that there is */
    double *clusters; /* by stratum */
};
/* home[c] of what strata_init() found. */
size_t strata_home(const size_t *home, size_t c);
/* Checks the design on the way, as design_check(). */
MUST_CHECK enum status strata_init(struct strata *strata,
                                   const struct design *design,
                                   struct err *err);
void strata_free(struct strata *strata);

/* n / (n - 1); NaN where n is not above 1, since one response says nothing
 * about variance. */
double design_factor(double n);

/* Effective n, degrees of freedom and design effect of a domain of n
 * responses with sums w and ww, from its mean, its variance (sampling) and
 * sum w (y - mean)^2. */
struct mean_estimate mean_of_domain(struct cell of, double value,
                                    double variance, double squares);

#endif
