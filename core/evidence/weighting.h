/* weighting.h - what analyse says of weights and of the sample: one struct for
 * each row of the tables weighting, weighting_largest and profile.  NULL and
 * NaN as in evidence.h. */
#ifndef CORE_EVIDENCE_WEIGHTING_H
#define CORE_EVIDENCE_WEIGHTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a scheme's weights came out. */
struct weighting_row {
    const char *source, *scheme;
    double n, n_effective, deff; /* deff: Kish's effect of unequal weights */
    double sum, mean, sd, minimum;
    double quantile[7]; /* .01 .05 .25 .5 .75 .95 .99 */
    double maximum;
    double cap, capped; /* largest allowed; how many stand there */
    double missing;     /* individuals without a weight */
    double iterations, rounds;
    bool converged;
    double largest_gap; /* |share - target| at most */
    const char *method;
};

/* One of the largest weights, and who carries it. */
struct weighting_largest {
    const char *source, *scheme;
    size_t place; /* from 1 */
    int64_t response_id;
    double value, over_mean;
    const char *levels; /* "age 16-24, district fenland" */
};

/* The sample by one level, beside what is known of the population. */
struct profile_row {
    const char *source, *scheme;
    const char *kind; /* level, not_stated, total; channel, day */
    const char *breakdown, *level;
    double n, share_of_all;
    double share_before; /* by the weights that the scheme began with */
    double share;        /* of those compared, under the scheme */
    double target, difference, over_target, se;
    double dissimilarity; /* of a total */
    const char *test;     /* of a total: "chi_square", "rao_scott_f" */
    double value, df1, df2, p;
};

#endif
