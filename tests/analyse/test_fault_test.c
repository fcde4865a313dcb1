/* test_fault_test.c - memory runs out at every allocation of the tests: said
 * so, nothing left. */
#include <math.h>
#include "analyse/infer/quantile.h"
#include "analyse/infer/replicate.h"
#include "analyse/test/adjust.h"
#include "analyse/test/fisher.h"
#include "analyse/test/groups.h"
#include "analyse/test/multi.h"
#include "tests/support/alloc.h"
#include "tests/support/check.h"

enum { N = 12 };

static const double weight[N] = {2.385, 1.19, 0.7, 3.3, 2.1, 1.6,
                                 0.9,   2.2,  1.1, 4,   1.3, 2.7};
static const double y[N] = {3, 5, 2, 8, 4, 4, 6, 1, 0, 7, 7, 2};
static const int32_t row[N] = {0, 1, 1, 0, 2, 2, 1, 0, 0, 1, 2, 0};
static const int32_t column[N] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
static const uint32_t cluster[N] = {0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4};
static const unsigned char chosen[2 * N] = {1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1,
                                            1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0};

typedef enum status work(const struct design *d, struct err *err);

static enum status tables(const struct design *d, struct err *err)
{
    struct twoway t = {0};
    struct twoway_row r = {0};
    struct twoway_test test;
    struct twoway_wald wald;
    enum status rc = twoway_of_codes(&t, d, row, 3, column, 2, err);

    if (rc == OK)
        rc = twoway_rao_scott(&t, &test, err);
    if (rc == OK)
        rc = twoway_wald(&t, &wald, err);
    if (rc == OK)
        rc = twoway_row_init(&r, &t, 1, err);
    if (rc == OK) {
        twoway_row_free(&r);
        twoway_free(&t);
        return twoway_of_cells(&t, (const struct cell[]){{1, 1, 1}, {2, 2, 2}},
                               2, 1, 3, err) == OK
                   ? (twoway_free(&t), OK)
                   : ERR_NOMEM;
    }
    twoway_row_free(&r);
    twoway_free(&t);
    return rc;
}

static enum status means(const struct design *d, struct err *err)
{
    static const unsigned char all[N] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const unsigned char *const member[1] = {all};
    struct groups g = {0};
    struct groups_test test;
    uint32_t order[N];
    double rank[N], mean, v;
    enum status rc = groups_init(&g, d, y, column, 2, err);

    if (rc == OK)
        rc = groups_equal(&g, &test, err);
    if (rc == OK)
        rc = infer_order(y, N, order, err);
    if (rc == OK)
        rc = midranks(d, y, order, column, rank, err);
    if (rc == OK)
        rc = domain_means(d, y, member, 1, &mean, &v, err);
    groups_free(&g);
    return rc;
}

static enum status several(const struct design *d, struct err *err)
{
    struct multi m = {0};
    struct multi_test test;
    enum status rc = multi_init(&m, d, chosen, 2, column, 2, err);

    if (rc == OK)
        rc = multi_association(&m, &test, err);
    multi_free(&m);
    return rc;
}

static enum status total(void *with, const double *w, double *estimate,
                         struct err *err)
{
    (void)with;
    (void)err;
    *estimate = 0;
    for (size_t i = 0; i < N; i++)
        *estimate += w[i] * y[i];
    return OK;
}

static enum status others(const struct design *d, struct err *err)
{
    const struct quantile_options o = {QUANTILE_SCHOOL,
                                       interval_kind_of("beta"), 0.95};
    static const double half = 0.5, tea[4] = {3, 1, 1, 3};
    struct replicates r = {0};
    struct quantile q;
    struct fisher f;
    uint32_t order[N];
    double p[3] = {0.1, 0.01, 0.3}, full, v;
    enum status rc = infer_order(y, N, order, err);

    if (rc == OK)
        rc = quantile_estimate(d, y, &(struct domain_order){order, d->n}, &half,
                               1, &o, &q, err);
    if (rc == OK)
        rc = replicates_jackknife(&r, d, err);
    if (rc == OK)
        rc = replicates_variance(&r, total, NULL, 1, true, &full, &v, err);
    replicates_free(&r);
    if (rc == OK)
        rc = replicates_bootstrap(&r, d, 4, 7, err);
    replicates_free(&r);
    if (rc == OK)
        rc = fisher_exact(tea, 2, 2, 1e5, &f, err);
    if (rc == OK)
        rc = adjust_p(ADJUST_HOLM, p, 3, p, err);
    return rc;
}

static void everywhere(void **state)
{
    static work *const works[] = {tables, means, several, others};

    (void)state;
    for (size_t k = 0; k < 2 * sizeof works / sizeof *works; k++) {
        struct design d = {.n = N, .weight = weight};

        if (k % 2) {
            d.cluster = cluster;
            d.n_clusters = 5;
        }
        for (size_t n = 0;; n++) {
            struct err err = {0};
            enum status rc;

            alloc_fail_at(n);
            rc = works[k / 2](&d, &err);
            if (!alloc_failed()) {
                assert_int_equal(rc, OK);
                assert_true(n > 5);
                break;
            }
            if (rc != ERR_NOMEM)
                print_error("work %zu, allocation %zu\n", k, n);
            assert_int_equal(rc, ERR_NOMEM);
            assert_int_equal(err.status, ERR_NOMEM);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everywhere)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
