/* covered.h - docs/methods/covered.tsv: which expected values canvass has in
 * its database, where, and how many at least. */
#ifndef TESTS_SUPPORT_COVERED_H
#define TESTS_SUPPORT_COVERED_H

#include <stddef.h>
#include "tests/support/world.h"

/* A line: the expected `statistic` of `file` is `expression` over a row of the
 * database, found as `where` says. */
struct covered_line {
    char *file, *statistic;
    char *where;      /* share, mean, interval, total, quantile, test, pair,
                         rest, weights, profile */
    char *scheme;     /* supplied, unweighted, or level: the expected level
                         names it */
    char *pick;       /* measure, kind of interval, or test:effect */
    char *expression; /* SQL over the row */
    size_t least;
    size_t compared; /* counted by the test */
};
struct covered {
    struct covered_line *line;
    size_t n;
    char *bytes;
};
/* Fails the test where the file is not of that form. */
struct covered covered_read(const char *path);
void covered_free(struct covered *covered);

/* Where an expected value is to be looked for. */
struct covered_at {
    const char *question, *item, *option, *breakdown, *level, *other, *base,
        *scheme;
};
/* The value that a line finds in an analysed survey; NaN where there is none.
 */
double covered_value(sqlite3 *db, const struct covered_line *line,
                     const struct covered_at *at);

#endif
