/* fisher.h - Fisher's exact test of a small unweighted table. */
#ifndef ANALYSE_TEST_FISHER_H
#define ANALYSE_TEST_FISHER_H

#include "core/base/err.h"

struct fisher {
    double p;      /* tables with the same margins no likelier than this one */
    double less;   /* 2 by 2 only, else NaN: the first cell at most so large */
    double more;   /* the first cell at least so large */
    double tables; /* looked at: what it cost */
};

/* count: whole numbers, those of a column together.  Rows and columns without
 * a count are left out.  NaN where fewer than two or more than 12 of either are
 * left, where a count is not whole, where there are more than 100,000, or where
 * `most` tables were looked at without an end. Tables whose probability is
 * within 1e-7 (relative) of this one's count as equally likely; R's
 * fisher.test().  ERR_NOMEM. */
MUST_CHECK enum status fisher_exact(const double *count, size_t rows,
                                    size_t columns, double most,
                                    struct fisher *fisher, struct err *err);

#endif
