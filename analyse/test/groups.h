/* groups.h - means of a number by level of a breakdown, compared under the
 * design.
 *
 * A share is the mean of 0 and 1; a rank score is a number like any other, so
 * the rank tests are here too.  Each level is a domain; with the totals of
 * weight and of deviations by level, and the covariance of those totals, every
 * comparison is a quadratic form.  See docs/methods/tests.md. */
#ifndef ANALYSE_TEST_GROUPS_H
#define ANALYSE_TEST_GROUPS_H

#include "analyse/infer/infer.h"
#include "analyse/test/twoway.h"

struct groups {
    size_t k;
    double *mean;  /* of each level; NaN where nobody is */
    double *n, *w; /* responses and weight of each */
    double *v;     /* 2k by 2k: covariance of the totals of w (y - mean)
                      and of w, level by level */
    double all;    /* mean of all levels together */
    double n_all, w_all;
    double df; /* clusters less strata, of all levels together */
};

/* level[i] in 0 .. k - 1, or below 0 for in none; a response whose y is NaN is
 * in none.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status groups_init(struct groups *g,
                                   const struct design *design, const double *y,
                                   const int32_t *level, size_t k,
                                   struct err *err);
void groups_free(struct groups *g);

/* Standard error of the mean of level a; covariance of two. */
double groups_se(const struct groups *g, size_t a);
double groups_covariance(const struct groups *g, size_t a, size_t b);

/* The mean of level a less that of b, with t(df). */
struct difference groups_pair(const struct groups *g, size_t a, size_t b);
/* The mean of level a less that of all other levels together. */
struct difference groups_rest(const struct groups *g, size_t a);

/* All means equal: Wald's test of the differences to the first level that is
 * not empty, in the form F(k - 1, df - (k - 1)); R's regTermTest() of svyglm()
 * and, for two levels, svyttest().  NaN where fewer than two levels have
 * anybody, or where the means have no variance. */
struct groups_test {
    double groups; /* that have anybody */
    double chisq;  /* of df1 */
    double f, df1, df2, p;
};
MUST_CHECK enum status groups_equal(const struct groups *g,
                                    struct groups_test *test, struct err *err);
/* Two levels: the same in the form of t, first level less second, on df - 1
 * degrees of freedom. */
struct difference groups_t(const struct groups *g, size_t a, size_t b);

/* Weighted mid-ranks over the responses that have a level and a y: the share
 * of weight below plus half of that which is tied, in [0, 1]; NaN for others.
 * Given to groups_init() as y, groups_equal() is the test of Lumley and Scott
 * (2013), Biometrika 100:831-842, of the form of Kruskal and Wallis, and of
 * Wilcoxon for two levels.  The answer does not depend on the order of rows.
 * order: as of infer_order() for y. */
MUST_CHECK enum status midranks(const struct design *design, const double *y,
                                const uint32_t *order, const int32_t *level,
                                double *rank, struct err *err);

/* Means over domains that may overlap, as answers to "which apply" do:
 * member[a][i] says whether response i is in domain a of k.  mean: k; v: k by
 * k covariance.  y that is NaN leaves a response out; NaN mean for an empty
 * domain, whose variance is 0.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status domain_means(const struct design *design,
                                    const double *y,
                                    const unsigned char *const *member,
                                    size_t k, double *mean, double *v,
                                    struct err *err);

#endif
