/* test_test_edges.c - tests where there is nothing to test, bad input, and
 * ranks by hand. */
#include <math.h>
#include <stdlib.h>
#include "analyse/test/groups.h"
#include "analyse/test/multi.h"
#include "analyse/test/twoway.h"
#include "tests/support/check.h"

/* Mid-ranks by hand: weights 1, 2, 3, 4 and ties. */
static void ranks(void **state)
{
    static const double w[5] = {1, 2, 3, 4, 9}, y[5] = {5, 2, 5, 7, 1};
    static const int32_t level[5] = {0, 0, 1, 1, -1};
    struct design d = {.n = 5, .weight = w};
    double rank[5];
    uint32_t order[5];
    struct err err = {0};

    (void)state;
    assert_ok(infer_order(y, 5, order, &err), &err);
    assert_ok(midranks(&d, y, order, level, rank, &err), &err);
    assert_near(rank[1], 0.1, 1e-15); /* half of 2 of 10 */
    assert_near(rank[0], 0.4, 1e-15); /* 2, and half of 4 */
    assert_near(rank[2], 0.4, 1e-15);
    assert_near(rank[3], 0.8, 1e-15);
    assert_true(isnan(rank[4]));
}

/* Signs, infinities, two zeros that are one, and NaN behind all; ties by row.
 */
static void order_of_numbers(void **state)
{
    const double inf = (double)INFINITY;
    const double y[9] = {0,    -1e-300, (double)NAN, inf, -0.0,
                         -inf, 2.385,   0,           -7};
    static const uint32_t want[9] = {5, 8, 1, 0, 4, 7, 6, 3, 2};
    uint32_t order[9];
    struct err err = {0};

    (void)state;
    assert_ok(infer_order(y, 9, order, &err), &err);
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(order[i], want[i]);
}

/* Sums by level say what the design with its one stratum written out says,
 * also of the totals of weight. */
static void both_entries(void **state)
{
    enum { N = 500, K = 4 };
    static double y[N], w[N];
    static int32_t level[N];
    static uint32_t stratum[N];
    const struct design simple = {.n = N, .weight = w};
    const struct design written = {
        .n = N, .weight = w, .stratum = stratum, .n_strata = 1};
    struct groups a, b;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++) {
        y[i] = i % 31 ? 1987 + (double)(i * 7919 % 101) : (double)NAN;
        w[i] = 2.385 + (double)(i % 7);
        level[i] = (int32_t)(i % 5) - 1; /* one in five has none */
    }
    assert_ok(groups_init(&a, &simple, y, level, K, &err), &err);
    assert_ok(groups_init(&b, &written, y, level, K, &err), &err);
    assert_near(a.df, b.df, 0);
    assert_near(a.all, b.all, 1e-12);
    for (size_t i = 0; i < K; i++) {
        assert_near(a.mean[i], b.mean[i], 1e-12);
        assert_near(a.n[i], b.n[i], 0);
        assert_near(a.w[i], b.w[i], 1e-12);
    }
    for (size_t i = 0; i < 4 * (size_t)K * K; i++)
        assert_true(fabs(a.v[i] - b.v[i]) <= 1e-12 * fabs(b.v[0]));
    groups_free(&a);
    groups_free(&b);
}

static struct difference columns_of(const struct twoway *t, size_t row,
                                    size_t a, size_t b)
{
    struct twoway_row r;
    struct difference d;
    struct err err = {0};

    assert_ok(twoway_row_init(&r, t, row, &err), &err);
    d = twoway_row_pair(&r, a, b);
    twoway_row_free(&r);
    return d;
}

static struct difference rest_of(const struct twoway *t, size_t row, size_t a)
{
    struct twoway_row r;
    struct difference d;
    struct err err = {0};

    assert_ok(twoway_row_init(&r, t, row, &err), &err);
    d = twoway_row_rest(&r, a);
    twoway_row_free(&r);
    return d;
}

/* Nothing to test: NaN, and no message. */
static void nothing_to_test(void **state)
{
    static const double w[4] = {1, 2, 1.19, 2.385};
    static const double same[4] = {3, 3, 3, 3};
    static const int32_t zero[4] = {0, 0, 0, 0}, two[4] = {0, 1, 0, 1};
    struct design d = {.n = 4, .weight = w};
    struct twoway t;
    struct groups g;
    struct groups_test test;
    struct twoway_test none;
    struct twoway_wald wald;
    struct err err = {0};

    (void)state;
    assert_ok(twoway_of_codes(&t, &d, zero, 3, two, 2, &err), &err);
    assert_ok(twoway_rao_scott(&t, &none, &err), &err);
    assert_ok(twoway_wald(&t, &wald, &err), &err);
    assert_true(isnan(none.pearson) && isnan(none.f_p));
    assert_true(isnan(wald.f));
    /* 100% and 100%: no difference; against an empty row: 0 and 0 */
    assert_near(columns_of(&t, 0, 0, 1).p, 1, 0);
    assert_near(rest_of(&t, 2, 0).p, 1, 0);
    twoway_free(&t);
    /* 100% of one column and 0% of the other: no spread to judge it by */
    assert_ok(twoway_of_codes(&t, &d, two, 2, two, 2, &err), &err);
    assert_near(columns_of(&t, 0, 0, 1).value, 1, 0);
    assert_true(isnan(columns_of(&t, 0, 0, 1).p));
    twoway_free(&t);
    assert_ok(groups_init(&g, &d, same, two, 2, &err), &err);
    assert_ok(groups_equal(&g, &test, &err), &err);
    assert_true(isnan(test.f) && isnan(test.p));
    groups_free(&g);
    assert_ok(groups_init(&g, &d, w, zero, 3, &err), &err);
    assert_ok(groups_equal(&g, &test, &err), &err);
    assert_near(test.groups, 1, 0);
    assert_true(isnan(test.f));
    groups_free(&g);
}

static void refused(void **state)
{
    static const double negative[3] = {1, -2, 1}, y[3] = {1, 2, 3};
    static const int32_t code[3] = {0, 1, 1};
    static const unsigned char chosen[3] = {0, 1, 1};
    const char *const message =
        "response 2 has the weight -2; a weight is a number above 0";
    struct design d = {.n = 3, .weight = negative};
    struct twoway t;
    struct groups g;
    struct multi m;
    struct err err = {0};

    (void)state;
    assert_int_equal(twoway_of_codes(&t, &d, code, 2, code, 2, &err),
                     ERR_INPUT);
    assert_string_equal(err.text, message);
    err = (struct err){0};
    assert_int_equal(groups_init(&g, &d, y, code, 2, &err), ERR_INPUT);
    assert_string_equal(err.text, message);
    assert_null(g.mean);
    err = (struct err){0};
    assert_int_equal(multi_init(&m, &d, chosen, 1, code, 2, &err), ERR_INPUT);
    assert_string_equal(err.text, message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks),        cmocka_unit_test(order_of_numbers),
        cmocka_unit_test(both_entries), cmocka_unit_test(nothing_to_test),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
