/* weight.h - weights that make the responses agree with known totals.
 *
 * Calibration: of all weights that meet the targets, those nearest to the
 * design weights d.  Each weight is d g, g = F(x'lambda), where x are the
 * response's levels and lambda is found by Newton's method:
 *
 *   rake           F(u) = exp(u)            Deming and Stephan (1940)
 *   linear         F(u) = 1 + u             GREG; may come out below 0
 *   linear, bounds F(u) = 1 + u cut to [L, U]
 *   logit, bounds  F(u) = [L(U-1) + U(1-L) e^Au] / [(U-1) + (1-L) e^Au],
 *                  A = (U-L) / ((1-L)(U-1))
 *   poststratify   one margin: g = target / present total of the level
 *
 * Deville and Sarndal (1992), JASA 87:376-382; Deville, Sarndal and Sautory
 * (1993), JASA 88:1013-1020; R survey's calibrate() and postStratify().
 *
 * Pure: arrays in, arrays out.  All input is borrowed. */
#ifndef ANALYSE_WEIGHT_WEIGHT_H
#define ANALYSE_WEIGHT_WEIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/base/notes.h"

#define WEIGHT_MISSING (-1) /* a level: no answer in this margin */
#define WEIGHT_NONE UINT32_MAX

enum weight_method {
    WEIGHT_POSTSTRATIFY,
    WEIGHT_RAKE,
    WEIGHT_LINEAR, /* bounded where bounds are given */
    WEIGHT_LOGIT,  /* bounds are needed */
    WEIGHT_METHODS
};
const char *weight_method_name(enum weight_method method);
/* False leaves *out alone. */
bool weight_method_of(const char *name, enum weight_method *out);

/* What becomes of a response that cannot be placed in a margin, since its
 * answer is missing or its level has no target. */
enum weight_rule {
    WEIGHT_KEEP_SHARE, /* together they keep their share of the design weight;
                          the targets speak of the rest */
    WEIGHT_DROP,       /* it has no weight under this scheme */
    WEIGHT_ERROR,      /* ERR_INPUT */
    WEIGHT_RULES
};
const char *weight_rule_name(enum weight_rule rule); /* "keep_share" ... */
bool weight_rule_of(const char *name, enum weight_rule *out);

/* One margin: where each response stands, and what is known. */
struct weight_margin {
    const char *name;     /* "age", "district*age" */
    const int32_t *level; /* n: 0 .. n_levels - 1, or below 0 */
    size_t n_levels;
    const char *const *label; /* n_levels, for messages */
    const double *target;     /* n_levels: shares or counts; NaN: no target */
    bool counts;              /* shares add up to 1 within 0.01; counts to the
                                 same as those of other margins, within 0.5% */
    const char *file;         /* of the targets, for messages; NULL */
    const size_t *line;       /* n_levels; NULL */
};

/* A number of which the total is known; every response has it. */
struct weight_number {
    const char *name;
    const double *value; /* n, finite */
    double total;        /* sum of weight * value that is to be met, on the
                            scale of `total` of the problem */
};

struct weight_problem {
    const char *name; /* of the scheme, for messages */
    const char *file; /* where the scheme is defined; NULL */
    size_t line;
    size_t n;
    const double *base; /* design weights, finite, > 0; NULL: all 1 */
    const struct weight_margin *margin; /* at least 1 */
    size_t n_margins;
    const struct weight_number *number; /* not for poststratify */
    size_t n_numbers;
    double total; /* what the weights add up to; NaN: what the design weights
                     do.  Where it is another scale (20 times more or less, or
                     without design weights) these are brought to it first. */
    enum weight_method method;
    enum weight_rule missing, no_target;
    double lower, upper; /* of g = weight / design weight, 0 <= lower < 1 <
                            upper; NaN: none.  Both or neither. */
    double cap; /* largest weight over the mean weight, > 1; NaN: none */
};

/* A level that was used, in the order of margins and levels; those without a
 * target and those without an answer come last in their margin. */
struct weight_level {
    size_t margin;
    int32_t level;  /* WEIGHT_MISSING: those without an answer */
    double n;       /* responses */
    double given;   /* target as given, made a share; NaN: none */
    double target;  /* share to be met once kept shares are set aside */
    double before;  /* share by the design weights */
    double after;   /* share by the weights */
    bool redundant; /* follows from levels before it */
};

struct weights {
    size_t n, n_used; /* responses; those that have a weight */
    double *weight;   /* n; NaN: none, by a rule that drops */
    double *base;     /* n; as weight, before calibration */
    uint32_t *cell;   /* n: which of the distinct combinations of levels;
                         WEIGHT_NONE where there is no weight */
    size_t n_cells;
    uint32_t *column; /* n_cells by n_margins: an index of level[] */
    size_t n_margins;
    struct weight_level *level;
    size_t n_levels;
    bool converged; /* targets met to 1e-10; false only under a cap */
    double misfit;  /* largest |sum - target| / (1 + |target|), on a scale
                       where the weights add up to n_used */
    size_t steps;   /* Newton steps and sweeps of the first solution */
    size_t rounds;  /* of trimming and raking again */
    double cap;     /* largest weight allowed; NaN: none */
    size_t at_cap;  /* responses that stand at it */
};

/* Solves the problem.  Fills *out, which ends with weights_free(), on OK alone.
 * notes (may be NULL) receives what was done about missing answers, levels
 * without a target, targets that had to be scaled, levels that follow from
 * others, and a cap that does not hold together with the targets.
 * ERR_INPUT, with the levels and what to do, for bad weights or targets, a
 * target level that nobody has, totals that contradict each other, bounds or
 * targets that no weights meet. */
MUST_CHECK enum status weights_solve(const struct weight_problem *problem,
                                     struct weights *out, struct notes *notes,
                                     struct err *err);
void weights_free(struct weights *weights);

/* The calibration columns for the standard errors of infer/: n rows by k,
 * those of level[] that are not redundant, then the numbers; 0 throughout
 * where a response has no weight.  Caller frees *x.  With the design weights
 * of `base` it is what struct calibration asks for. */
MUST_CHECK enum status weights_columns(const struct weights *weights,
                                       const struct weight_problem *problem,
                                       double **x, size_t *k, struct err *err);

/* Cuts weights to [lower, upper] (either may be infinite) and adds what was cut
 * off in equal amounts to those that were inside; `strict` goes on until none
 * is outside, where those once outside stay at their bound.  R's trimWeights().
 * NaN is left alone.  ERR_INPUT where nobody is left to take the excess. */
MUST_CHECK enum status weight_trim(double *weight, size_t n, double lower,
                                   double upper, bool strict, struct err *err);

/* What weights look like.  NaN is left out. */
enum { WEIGHT_QUANTILES = 7 };
extern const double weight_quantile[WEIGHT_QUANTILES]; /* .01 .05 .25 .5 ... */
struct weight_summary {
    size_t n;
    double sum, mean, sd; /* sd by n - 1 */
    double min, max;
    double quantile[WEIGHT_QUANTILES]; /* Hyndman and Fan's type 7 */
    double effect;                     /* Kish (1992): n sum w^2 / (sum w)^2 */
    double n_effective;                /* (sum w)^2 / sum w^2 */
};
MUST_CHECK enum status weight_summarise(const double *weight, size_t n,
                                        struct weight_summary *out,
                                        struct err *err);
/* The rows of the `most` largest weights, largest first, equal ones by row.
 * Returns how many there are; row has room for `most`. */
size_t weight_largest(const double *weight, size_t n, size_t most, size_t *row);

#endif
