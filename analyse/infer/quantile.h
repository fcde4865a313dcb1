/* quantile.h - weighted quantiles with Woodruff's intervals.
 *
 * The cumulative share of weight up to each response is compared with the
 * probability q with a tolerance of 1e-10, so that equal weights of any size
 * give the unweighted answer (R's svyquantile compares exactly and does not).
 * See docs/methods/quantiles.md. */
#ifndef ANALYSE_INFER_QUANTILE_H
#define ANALYSE_INFER_QUANTILE_H

#include "analyse/infer/kinds.h"

enum quantile_rule {
    QUANTILE_MATH,  /* the lowest value whose cumulative share reaches q */
    QUANTILE_SCHOOL /* the same, but where the share meets q the mean of that
                       value and the next: the usual median */
};
/* "math", "school". */
const char *quantile_rule_name(enum quantile_rule rule);

struct quantile {
    double value;
    /* Woodruff (1952), JASA 47:635-646: the interval of the share of responses
     * at or below the value, carried back by the same rule.  A bound is NaN
     * where that share's bound leaves [0, 1]. */
    struct interval interval;
    double se; /* width of the interval / (2 t(df)), as R gives it */
};

/* What is asked of quantile_estimate(). */
struct quantile_options {
    enum quantile_rule rule;
    const struct interval_kind *kind; /* of the share; counts_only refused */
    double confidence;                /* 0.95 */
};

/* The responses of a domain in ascending order of y; those that have none, at
 * the end, are left out. */
struct domain_order {
    const uint32_t *row; /* as of infer_order() for this y, or a part of it */
    size_t n;
};

/* The quantiles q[0 .. n_q-1], each in [0, 1], of y over a domain.  All NaN for
 * one without a member.  ERR_INPUT where q or the kind is none, ERR_NOMEM, or
 * as design_check() of a design that is not simple. */
MUST_CHECK enum status
quantile_estimate(const struct design *design, const double *y,
                  const struct domain_order *order, const double *q, size_t n_q,
                  const struct quantile_options *options,
                  struct quantile *quantile, struct err *err);

#endif
