/* evidence.h - what analyse says and report reads: one struct for each row of
 * the result tables.
 *
 * Strings are borrowed from whoever filled the row and are NULL where a name
 * does not apply (SQL NULL).  A number that does not apply is NaN (SQL NULL).
 * Shares are fractions from 0 to 1. */
#ifndef CORE_EVIDENCE_EVIDENCE_H
#define CORE_EVIDENCE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"

/* Who counts in the denominator; see design.md, "Bases". */
enum base {
    BASE_ALL,
    BASE_ASKED,
    BASE_ANSWERED,
    BASE_GAVE_VIEW,
    BASE_ANSWERS, /* per cent of answers given */
    BASE_COMPLETE,
    BASE_RANKED,
    BASES
};
const char *base_name(enum base base);
bool base_parse(const char *name, enum base *out);
const char *base_words(enum base base); /* "of those who gave a view" */

/* What is measured.  One row of the table of measures each. */
enum measure {
    MEASURE_SHARE,
    MEASURE_MEAN,
    MEASURE_TOTAL,
    MEASURE_MEDIAN,
    MEASURE_QUANTILE, /* arg: the probability */
    MEASURE_POSITIVE,
    MEASURE_NEGATIVE,
    MEASURE_NET,
    MEASURE_TOP2,
    MEASURE_BOTTOM2,
    MEASURE_SD,
    MEASURE_TOP_QUARTER, /* of a ranking: put among the first quarter */
    MEASURE_BOTTOM_QUARTER,
    MEASURE_LOG_WORTH,      /* Plackett-Luce; arg: 0 subset, 1 top-k */
    MEASURE_QUASI_VARIANCE, /* of a log worth; arg as there */
    MEASURE_BUDGET_GAP,     /* of points: share given less share spent today */
    MEASURE_DERIVED_IMPORTANCE, /* correlation with satisfaction overall */
    MEASURES
};

/* A way to turn answers into an order of priorities. */
enum rule {
    RULE_FIRST_CHOICE,
    RULE_TOP_N, /* written top3 */
    RULE_MEAN_RANK,
    RULE_BORDA,
    RULE_DOWDALL,
    RULE_COPELAND,
    RULE_SCHULZE,
    RULE_RANKED_PAIRS,
    RULE_KEMENY,
    RULE_INSTANT_RUNOFF,
    RULE_PLACKETT_LUCE,
    RULE_BRADLEY_TERRY,
    RULE_BEST_WORST,
    RULE_BEST_WORST_LOGIT,
    RULE_PICK_SHARE,
    RULE_POINTS_SHARE,
    RULE_POSITIVE_SHARE,
    RULE_MEAN_SCORE,
    RULE_NET_SCORE,
    RULE_IMPORTANCE_SATISFACTION,
    RULES
};

enum better { BETTER_NEITHER, BETTER_HIGHER, BETTER_LOWER };

/* One row of the table `measure`: measures and rules alike. */
struct measure_row {
    const char *name;
    const char *kind;    /* "measure" or "rule" */
    const char *unit;    /* "share", "places", "points", "score", "" */
    double lower, upper; /* bounds of the value; NaN: none */
    enum better better;
    const char *wording;   /* "average place", in a sentence */
    const char *reference; /* of the formula, see docs/methods */
};
const struct measure_row *measure_row(enum measure measure);
const struct measure_row *rule_row(enum rule rule);
/* "top_n" is RULE_TOP_N with *n = 3, "top5" with *n = 5; *n is 0 for others. */
bool rule_parse(const char *name, enum rule *rule, size_t *n);

struct estimate {
    const char *source, *question, *item, *option, *breakdown, *level;
    const char *base, *scheme, *measure;
    double arg;
    double value, se, lower, upper;
    double confidence;    /* 0.95 */
    const char *interval; /* "beta", "t", "kish" ... */
    double df;
    double n;     /* unweighted base */
    double count; /* unweighted numerator */
    double n_weighted, n_effective, deff;
    const char *method;
};

struct ranking {
    const char *source, *question, *breakdown, *level;
    const char *base, *scheme, *rule;
    const char *unranked; /* what is said of items not ranked: "average",
                             "zero", "modified", "last", "ignored" or NULL */
    bool headline;
    const char *item;
    double score, se, lower, upper, confidence, df;
    double rank; /* 1 + the number of items strictly ahead */
    /* Confidence sets: each item's own; all items together; the same without
     * simulation, by Holm.  tier: groups that cannot be separated, from 1. */
    double rank_lower, rank_upper, rank_lower_all, rank_upper_all;
    double rank_lower_holm, rank_upper_holm, tier;
    double n, count, n_weighted, n_effective, deff;
    const char *method;
};

struct test {
    const char *source, *question, *item, *option;
    const char *breakdown, *level, *other_level;
    const char *base, *scheme, *test, *family;
    double value, df1, df2, p, p_adjusted;
    double difference, se, lower, upper;
    const char *effect;
    double effect_value, n;
    const char *method;
    const char *measure; /* that is compared: "share", "mean", "positive" */
    double p_bh;         /* adjusted within the option alone */
    bool told;           /* worth telling, by the definition's rule */
};

/* Another interval around an estimate than that of its row. */
struct other_interval {
    size_t estimate; /* which row, in the order of writing */
    const char *interval;
    double confidence, lower, upper;
};

/* Two items of a ranking, a row of the table `pairwise`.  ahead, behind, tied:
 * weight of the ballots that put `item` above, below and level with
 * `other_item`; share: ahead / (ahead + behind), of the n ballots that chose.
 * rules_ahead, rules_behind: of `rules` ways of counting, how many put the one
 * or the other first. */
struct majority {
    const char *source, *question, *breakdown, *level;
    const char *base, *scheme, *unranked;
    const char *item, *other_item;
    double ahead, behind, tied;
    double share, se, lower, upper, confidence, df;
    double rules_ahead, rules_behind, rules;
    double n, n_weighted;
    const char *method;
};

/* What the evidence says to a plan, a row of the table `plan_evidence`.
 *
 * kind         of
 * evidence     an objective: a number of the survey that bears on it
 * differs      an objective: a level that differs in such a number
 * no_evidence  an objective that nothing in the survey speaks to
 * uncovered    the headline's item, whole set in the top third, that no
 *              objective names
 * order        an item in somebody else's order beside the headline
 * agreement    somebody else's order: its tau with the headline in `value` */
struct bearing {
    const char *kind;
    const char *theme, *objective; /* keys */
    const char *title;             /* of the objective, or of the order */
    const char *order;             /* key of somebody else's order */
    double position;               /* within theme and objective, from 1 */
    const char *source, *question, *item, *option, *breakdown, *level;
    const char *base, *scheme, *measure, *unranked; /* of the row it tells */
    double value, se, lower, upper;
    double rank, rank_lower, rank_upper, rank_lower_all, rank_upper_all;
    double other_rank, difference, p_adjusted, n;
};

#endif
