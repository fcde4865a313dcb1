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
    char *where;      /* share, mean, interval, quantile, quantile_interval,
                         test, pair, rest, ranking, order, majority, weights */
    char *scheme;     /* supplied, unweighted, or level: the expected level
                         names it */
    char *pick;       /* measure, kind of interval, test:effect, or rule */
    char *expression; /* SQL over the row, e or i.  Two levels or items may be
                         stored the other way round: ":sign" is -1 then, and of
                         "one | other" the second is taken */
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

/* docs/methods/left_out.tsv: what is not compared, and why.  A line: files and
 * statistics, either with * at its end for any that begin so; of which rows:
 * words of "dataset | question | item | breakdown | level", or * for all; and
 * the reason. */
struct covered_reasons {
    struct {
        char *file, *statistic, *of, *reason;
        size_t rows; /* expected values that it answers for */
    } * line;
    size_t n;
    char *bytes;
};
struct covered_reasons covered_reasons_read(const char *path);
void covered_reasons_free(struct covered_reasons *reasons);
/* The reason why the row is left out, which is counted; NULL: none. */
const char *covered_reason(struct covered_reasons *reasons, const char *file,
                           const struct expected *e);
/* The same of a whole file. */
const char *covered_file_reason(struct covered_reasons *r, const char *file);
/* Prints lines that no expected value needs; says that there are none. */
bool covered_reasons_used(const struct covered_reasons *reasons);

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
