/* covered_names.h - from an expected row to the names of rows of the database.
 */
#ifndef TESTS_SUPPORT_COVERED_NAMES_H
#define TESTS_SUPPORT_COVERED_NAMES_H

#include "tests/support/covered.h"
#include "tests/support/covered_sets.h"

/* The rows of one table, which follow each other: n of its base, of the first
 * of them. */
struct covered_block {
    const char *dataset, *question, *breakdown;
    double n; /* NaN: not said */
};
void covered_block_watch(struct covered_block *b, const struct expected *e);

/* Where the line looks for the row.  False: canvass has no such row, or the
 * row is not of the line. */
bool covered_names(const struct covered_sets *sets,
                   const struct covered_line *line, const struct expected *e,
                   const struct covered_block *block, const struct world **set,
                   struct covered_at *at);

#endif
