/* compare.h - differences between levels: gathered, adjusted for their number,
 * judged by the rule of telling, and kept.
 *
 * A family is one measure of a question by one breakdown in one base, each
 * level against the rest, or against each other level: Holm over the family;
 * Benjamini and Hochberg within the option (or item) alone. */
#ifndef ANALYSE_COMPARE_H
#define ANALYSE_COMPARE_H

#include "analyse/slice.h"
#include "analyse/test/groups.h"

#define AGAINST_REST SIZE_MAX

struct comparison {
    const char *item, *option;
    size_t block;  /* of the option or item: for p_bh */
    size_t a, b;   /* levels; AGAINST_REST */
    double points; /* percentage points, or per cent of a scale's length */
    struct difference d;
};

struct comparisons {
    const struct slice *slice;
    enum base base;
    const char *measure; /* "share", "mean", ... */
    struct comparison *one;
    size_t n, room;
};

/* The slice has levels to compare, of two responses or more. */
bool compare_allows(const struct slice *slice);

/* Every pair of levels with two responses or more, and each against the rest
 * where there are more than two.  length: what 100 points are of the measure;
 * NaN: it has no length, and nothing is told. */
MUST_CHECK enum status compare_levels(struct comparisons *c,
                                      const struct groups *g, const char *item,
                                      const char *option, size_t block,
                                      double length, struct err *err);
/* Adjusts and keeps the rows, told ones alone unless everything is asked for;
 * empties the list. */
MUST_CHECK enum status compare_keep(struct comparisons *c, struct err *err);
void compare_free(struct comparisons *c);

/* A row of the table test with its names, every number NaN. */
struct test compare_test(const struct slice *slice, enum base base,
                         const char *measure, const char *test);
/* The test of all levels together, by F; for two levels by t. */
MUST_CHECK enum status compare_means(const struct slice *slice, enum base base,
                                     const struct groups *g, const char *item,
                                     const char *measure, const char *test,
                                     struct err *err);

/* Levels with more are not compared in pairs, but each with the rest. */
enum { PAIR_LEVELS = 60 };

#endif
