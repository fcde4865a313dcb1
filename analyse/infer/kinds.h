/* kinds.h - the intervals around a share, by name.
 *
 * Each takes the share with its standard error and the number of responses
 * that count for it.  A kind that knows counts alone means nothing where
 * weights differ: the caller offers it on unweighted data only.  NaN where a
 * kind is not defined, as the logit is at 0 and at 1. */
#ifndef ANALYSE_INFER_KINDS_H
#define ANALYSE_INFER_KINDS_H

#include <stdbool.h>
#include "analyse/infer/infer.h"

/* yes: responses (unweighted) that count for the share. */
typedef struct interval interval_function(const struct mean_estimate *share,
                                          double yes, double confidence);

struct interval_kind {
    const char *name; /* in the tables: "beta" */
    const char *says; /* in words, for methods */
    bool counts_only; /* unweighted data only */
    interval_function *of;
};

/* In a fixed order, the default first. */
const struct interval_kind *interval_kinds(size_t *n);
/* NULL: no such kind. */
const struct interval_kind *interval_kind_of(const char *name);

#endif
