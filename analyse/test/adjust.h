/* adjust.h - p-values of a family of tests, adjusted for their number.
 *
 * NaN is a test that was not made: it stays NaN and does not count in the size
 * of the family.  R's p.adjust(). */
#ifndef ANALYSE_TEST_ADJUST_H
#define ANALYSE_TEST_ADJUST_H

#include "core/base/err.h"

enum adjustment {
    ADJUST_NONE,
    ADJUST_HOLM, /* Holm (1979), Scand. J. Stat. 6:65-70: any dependence */
    ADJUST_BH,   /* Benjamini and Hochberg (1995), JRSS B 57:289-300 */
    ADJUST_BONFERRONI, /* p times the number of tests */
    ADJUST_KINDS
};
/* "none", "holm", "bh", "bonferroni": as in the tables. */
const char *adjustment_name(enum adjustment kind);

/* adjusted[n] may be p itself.  Each is at most 1, at least its p, and in the
 * order of p.  ERR_NOMEM. */
MUST_CHECK enum status adjust_p(enum adjustment kind, const double *p, size_t n,
                                double *adjusted, struct err *err);

#endif
