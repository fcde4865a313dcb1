/* multi.h - a question with several answers allowed, by a breakdown, as a
 * whole.
 *
 * One respondent is in many cells of such a table, so that a chi-square over
 * its answers counts people several times.  Bilder and Loughin (2004),
 * Biometrics 60:241-248: the sum over items of the chi-squares of "chosen or
 * not" by group, judged by the covariance of all items and groups, here that
 * of the design (weights, clusters, strata).  See docs/methods/tests.md. */
#ifndef ANALYSE_TEST_MULTI_H
#define ANALYSE_TEST_MULTI_H

#include "analyse/infer/infer.h"

/* What the test needs of the data: items by groups. */
struct multi {
    size_t items, groups;
    double n;      /* responses in all groups */
    double df;     /* clusters less strata of them */
    double *share; /* groups by items: chosen by so many of the group */
    double *w;     /* weight of each group */
    double *v;     /* covariance of share, (groups items) squared */
};

/* chosen: n rows by items, 1 or 0; group[i] below 0: not in the test, for want
 * of an answer or of a group.  Simple designs take one pass of sums, others
 * influence columns.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status multi_init(struct multi *m, const struct design *design,
                                  const unsigned char *chosen, size_t items,
                                  const int32_t *group, size_t groups,
                                  struct err *err);
/* For a simple design of n_design responses, from the sums of each group
 * (of[g].k = items) as the estimates have them already. */
MUST_CHECK enum status multi_of_moments(struct multi *m,
                                        const struct moments *of, size_t groups,
                                        double n_design, struct err *err);
void multi_free(struct multi *m);

struct multi_test {
    double items, groups;  /* that are not all or none; that have anybody */
    double chisq;          /* sum of the items' X2, scaled to n */
    double df;             /* items (groups - 1) */
    double mean_deff;      /* mean eigenvalue */
    double first, first_p; /* chisq / mean_deff on df */
    double f, f_df1, f_df2, f_p; /* second order, as Rao and Scott's F */
};
/* NaN where no item varies or fewer than two groups have anybody. */
MUST_CHECK enum status multi_association(const struct multi *m,
                                         struct multi_test *test,
                                         struct err *err);

#endif
