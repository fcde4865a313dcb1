/* test_infer.c - cell sums, moments, quantiles and intervals: known numbers,
 * agreement with the dense entry, and what must not change an answer.
 *
 * Weights are 2.385 and the like: 0 and 1 hide a missing factor. */
#include "analyse/infer/infer.h"
#include "analyse/infer/quantile.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "tests/support/check.h"

/* Ten responses, computed by hand in exact fractions: w = 2.385 and 1.19 in
 * turn; yes is 1 for the first four. */
static const double ten_w[10] = {2.385, 1.19,  2.385, 1.19,  2.385,
                                 1.19,  2.385, 1.19,  2.385, 1.19};

static void share_of_ten(void **state)
{
    struct design d = {.n = 10, .weight = ten_w};
    const int32_t code[10] = {0, 0, 0, 0, 1, 1, 1, 1, 1, -1};
    struct cell cell[2];
    struct mean_estimate e;
    struct err err = {0};
    /* in: 2 * 2.385 + 2 * 1.19; of: 5 * 2.385 + 4 * 1.19 */
    const double in = 7.15, of = 16.685;
    const double a = 2.385 * 2.385, b = 1.19 * 1.19, p = in / of;
    const double v =
        10.0 / 9 *
        ((1 - p) * (1 - p) * (2 * a + 2 * b) + p * p * (3 * a + 2 * b)) /
        (of * of);

    (void)state;
    assert_ok(infer_cells(&d, code, 2, cell, &err), &err);
    assert_near(cell[0].n, 4, 0);
    assert_near(cell[0].w, in, 1e-15);
    assert_near(cell[0].ww, 2 * a + 2 * b, 1e-15);
    e = infer_share(cell[0], cell_add(cell[0], cell[1]), 10);
    assert_near(e.value, 0.42852861852, 1e-10);
    assert_near(e.se, sqrt(v), 1e-14);
    assert_near(e.n, 9, 0);
    assert_near(e.df, 8, 0);
    assert_near(e.n_weighted, of, 1e-14);
    assert_near(e.n_effective, of * of / (5 * a + 4 * b), 1e-13);
    assert_near(e.deff, v / (p * (1 - p) / 8), 1e-13);
}

/* A design of n responses made by a fixed recurrence. */
struct made {
    struct design design;
    size_t n;
    double *weight, *y;
    int32_t *option, *level;
};

static double next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static struct made make(size_t n, size_t options, size_t levels)
{
    struct made m = {.n = n};
    uint64_t seed = 7;

    m.weight = calloc(n, sizeof *m.weight);
    m.y = calloc(n, sizeof *m.y);
    m.option = calloc(n, sizeof *m.option);
    m.level = calloc(n, sizeof *m.level);
    for (size_t i = 0; i < n; i++) {
        m.weight[i] = 0.2385 + 3 * next(&seed);
        m.option[i] = (int32_t)((double)(options + 1) * next(&seed)) - 1;
        m.level[i] = (int32_t)((double)(levels + 1) * next(&seed)) - 1;
        m.y[i] = m.option[i] * 1.7 + (m.level[i] + 1);
    }
    m.design = (struct design){.n = n, .weight = m.weight};
    return m;
}

static void made_free(struct made *m)
{
    free(m->weight);
    free(m->y);
    free(m->option);
    free(m->level);
}

/* The mean of y over one level by influence: the dense entry. */
static double dense(const struct made *m, const double *y, int32_t level,
                    double *se)
{
    double *u = calloc(m->n, sizeof *u), w = 0, wy = 0, v;
    struct err err = {0};

    for (size_t i = 0; i < m->n; i++)
        if (m->option[i] >= 0 && m->level[i] == level) {
            w += m->weight[i];
            wy += m->weight[i] * y[i];
        }
    for (size_t i = 0; i < m->n; i++)
        if (m->option[i] >= 0 && m->level[i] == level)
            u[i] = (y[i] - wy / w) / w;
    assert_ok(infer_covariance(&m->design, u, 1, &v, &err), &err);
    free(u);
    *se = sqrt(v);
    return wy / w;
}

enum { OPTIONS = 5, LEVELS = 3 };

/* Cell sums, scores by cell, means in two passes and moments against the dense
 * entry, over more than two blocks of rows. */
static void agrees_with_dense(void **state)
{
    struct made m = make(9001, OPTIONS, LEVELS);
    struct cell cell[OPTIONS * LEVELS];
    double score[OPTIONS], *chosen = calloc(m.n, sizeof *chosen);
    struct mean_estimate means[LEVELS];
    int32_t *level = calloc(m.n, sizeof *level);
    struct err err = {0};

    (void)state;
    assert_ok(
        infer_table(&m.design, m.option, OPTIONS, m.level, LEVELS, cell, &err),
        &err);
    for (size_t i = 0; i < m.n; i++)
        level[i] = m.option[i] >= 0 ? m.level[i] : -1;
    assert_ok(infer_means(&m.design, m.y, level, LEVELS, (double)m.n, means,
                          NULL, &err),
              &err);
    for (int32_t l = 0; l < LEVELS; l++) {
        const struct cell *of = cell + (size_t)l * OPTIONS;
        struct cell all = {0, 0, 0};
        double se, value;

        for (size_t o = 0; o < OPTIONS; o++)
            all = cell_add(all, of[o]);
        for (size_t o = 0; o < OPTIONS; o++) {
            struct mean_estimate e = infer_share(of[o], all, (double)m.n);

            for (size_t i = 0; i < m.n; i++)
                chosen[i] = m.option[i] == (int32_t)o;
            value = dense(&m, chosen, l, &se);
            assert_near(e.value, value, 1e-12);
            assert_near(e.se / se, 1, 1e-12);
            score[o] = (double)o * 1.7 + (l + 1);
        }
        value = dense(&m, m.y, l, &se);
        assert_near(means[l].value, value, 1e-12);
        assert_near(means[l].se / se, 1, 1e-12);
        means[l] = infer_score(of, score, OPTIONS, (double)m.n);
        assert_near(means[l].value, value, 1e-12);
        assert_near(means[l].se / se, 1, 1e-12);
    }
    free(level);
    free(chosen);
    made_free(&m);
}

/* Means of three scores together: covariance as by the dense entry. */
static void moments_agree(void **state)
{
    enum { K = 3 };
    struct made m = make(5000, OPTIONS, LEVELS);
    double *u = calloc(m.n * K, sizeof *u), v[K * K], dense_v[K * K], w = 0;
    struct moments a, b;
    struct mean_estimate e[K];
    struct err err = {0};

    (void)state;
    assert_ok(moments_init(&a, K, &err), &err);
    assert_ok(moments_init(&b, K, &err), &err);
    for (size_t i = 0; i < m.n; i++) {
        double y[K] = {m.option[i], m.level[i] * m.option[i], 7 - m.y[i]};

        if (m.level[i] < 0)
            continue;
        moments_add(i % 3 ? &a : &b, m.weight[i], y);
        w += m.weight[i];
    }
    moments_merge(&a, &b);
    moments_means(&a, (double)m.n, e, v);
    for (size_t i = 0; i < m.n; i++) {
        double y[K] = {m.option[i], m.level[i] * m.option[i], 7 - m.y[i]};

        for (size_t k = 0; m.level[i] >= 0 && k < K; k++)
            u[i * K + k] = (y[k] - e[k].value) / w;
    }
    assert_ok(infer_covariance(&m.design, u, K, dense_v, &err), &err);
    for (size_t k = 0; k < K * K; k++)
        assert_near(v[k] / dense_v[k], 1, 1e-12);
    for (size_t k = 0; k < K; k++)
        assert_near(e[k].se, sqrt(v[k * K + k]), 1e-15);
    moments_free(&a);
    moments_free(&b);
    free(u);
    made_free(&m);
}

/* The jackknife of a total is the linearised one; of a mean of everyone with
 * equal weights too. */
static void jackknife(void **state)
{
    struct made m = make(200, OPTIONS, LEVELS);
    double v, total = 0, jack = 0, n = (double)m.n, mean = 0;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < m.n; i++)
        total += m.weight[i] * m.y[i];
    assert_ok(infer_covariance(&m.design, m.y, 1, &v, &err), &err);
    for (size_t i = 0; i < m.n; i++)
        mean += (total - m.weight[i] * m.y[i]) * n / (n - 1) / n;
    for (size_t i = 0; i < m.n; i++) {
        double t = (total - m.weight[i] * m.y[i]) * n / (n - 1) - mean;

        jack += (n - 1) / n * t * t;
    }
    assert_near(v / jack, 1, 1e-10);
    made_free(&m);
}

static void equal_weights_change_nothing(void **state)
{
    struct cell in = {31, 31, 31}, of = {90, 90, 90};
    const double c = 2.385;
    struct mean_estimate one = infer_share(in, of, 120);
    struct cell in_c = {31, 31 * c, 31 * c * c},
                of_c = {90, 90 * c, 90 * c * c};
    struct mean_estimate two = infer_share(in_c, of_c, 120);
    const double p = 31.0 / 90;

    (void)state;
    assert_near(one.value, p, 1e-15);
    assert_near(one.se, sqrt(120.0 / 119 * p * (1 - p) / 90), 1e-15);
    assert_near(one.n_effective, 90, 1e-13);
    assert_near(two.value, one.value, 1e-14);
    assert_near(two.se, one.se, 1e-14);
    assert_near(two.n_effective, 90, 1e-13);
    assert_near(two.deff, one.deff, 1e-14);
}

static void nobody_and_everybody(void **state)
{
    const struct cell none = {0, 0, 0}, some = {7, 7.7, 9.1};
    struct mean_estimate e = infer_share(none, none, 7);

    (void)state;
    assert_true(isnan(e.value) && isnan(e.se) && isnan(e.df) && isnan(e.deff));
    assert_near(e.n, 0, 0);
    e = infer_share(none, some, 7);
    assert_near(e.value, 0, 0);
    assert_near(e.se, 0, 0);
    assert_true(isnan(e.deff));
    e = infer_share(some, some, 7);
    assert_near(e.value, 1, 0);
    assert_near(e.se, 0, 0);
    e = infer_share((struct cell){1, 2, 4}, (struct cell){1, 2, 4}, 1);
    assert_near(e.value, 1, 0);
    assert_true(isnan(e.se)); /* one response alone says nothing */
}

/* Numbers far from 0 keep their digits: the sd of 1, 2, 3 is 1. */
static void far_from_zero(void **state)
{
    const double y[] = {1e9 + 1, 1e9 + 2, 1e9 + 3};
    const int32_t level[] = {0, 0, 0};
    struct design d = {.n = 3};
    struct mean_estimate e;
    struct err err = {0};
    double sd;

    (void)state;
    assert_ok(infer_means(&d, y, level, 1, 3, &e, &sd, &err), &err);
    assert_near(e.value, 1e9 + 2, 1e-15);
    assert_near(sd, 1, 1e-12);
    assert_near(e.se, 1 / sqrt(3), 1e-12);
}

/* R: quantile(type = 2), survey's rule "school" with tolerance. */
static const struct {
    double y[6], w, q, value;
    size_t n;
} quantiles[] = {
    {{4, 1, 3, 2}, 1, 0.5, 2.5, 4},
    {{4, 1, 3, 2}, 30.97, 0.5, 2.5, 4},
    {{4, 1, 3, 2, 9}, 2.385, 0.5, 3, 5},
    {{2, 2, 2, 7}, 0.1, 0.5, 2, 4},
    {{1, 2, 3, 4, 5, 6}, 1.0 / 3, 1.0 / 3, 2.5, 6},
    {{5}, 2.385, 0.5, 5, 1},
    {{1, 2}, 1, 1, 2, 2},
};

static void quantile(void **state)
{
    const struct quantile_options o = {QUANTILE_SCHOOL,
                                       interval_kind_of("wald"), 0.95};

    (void)state;
    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++) {
        double w[6];
        struct quantile got;
        uint32_t order[6];
        struct design d = {.n = quantiles[i].n, .weight = w};
        struct err err = {0};

        for (size_t k = 0; k < 6; k++)
            w[k] = quantiles[i].w;
        assert_ok(infer_order(quantiles[i].y, d.n, order, &err), &err);
        assert_ok(quantile_estimate(&d, quantiles[i].y,
                                    &(struct domain_order){order, d.n},
                                    &quantiles[i].q, 1, &o, &got, &err),
                  &err);
        assert_near(got.value, quantiles[i].value, 1e-14);
    }
}

/* R 4.2.2: qt, qbeta and survey's svyciprop(method = "beta"). */
static const struct {
    const char *what;
    double p, se, n, df, n_effective, lower, upper;
} intervals[] = {
    {"masculinity q0001, very masculine", 0.371946937508963, 0.020793685222713,
     1615, 1614, 526.156661408358, 0.331063807020036, 0.414239080584796},
    {"nobody of 20: 1 - 0.025^(1/20)", 0, 0, 20, 19, 20, 0,
     0.16843347098308536},
    {"nobody of 20 that count as 11", 0, 0, 20, 19, 11, 0, 0.2849141529181545},
    {"everybody of 20", 1, 0, 20, 19, 20, 0.83156652901691464, 1},
    {"3 of 10, as Clopper and Pearson's 0.0667 to 0.6525", 0.3,
     0.14491376746189438, 10, 10, 10, 0.066739511, 0.652453},
};

static void beta(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
        double df = intervals[i].df;
        double loose = i == 4 ? 1e-6 : 1e-10;
        struct interval b = interval_beta(intervals[i].p, intervals[i].se,
                                          i == 4 ? df + 1 : intervals[i].n, df,
                                          intervals[i].n_effective, 0.95);

        assert_near(b.lower, intervals[i].lower, loose);
        assert_near(b.upper, intervals[i].upper, loose);
    }
}

/* Whatever the sizes, the bounds are where the distribution says. */
static void beta_everywhere(void **state)
{
    static const double p[] = {1e-6, 0.004, 0.03, 0.2385,
                               0.5,  0.8,   0.99, 0.99999};
    static const double ne[] = {0.3, 1.5, 2.385, 17, 526.2, 3500, 1e5, 3e6};

    (void)state;
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        for (size_t k = 0; k < sizeof ne / sizeof *ne; k++) {
            double se = sqrt(p[i] * (1 - p[i]) / ne[k]);
            struct interval b = interval_beta(p[i], se, 50, 49, 40, 0.95);

            if (b.lower < 1e-50) /* as good as 0, which is where it is */
                assert_true(gsl_cdf_beta_P(1e-50, ne[k] * p[i],
                                           ne[k] * (1 - p[i]) + 1) > 0.025);
            else
                assert_near(gsl_cdf_beta_P(b.lower, ne[k] * p[i],
                                           ne[k] * (1 - p[i]) + 1),
                            0.025, 1e-9);
            if (1 - b.upper > 1e-4) /* else doubles are too coarse */
                assert_near(gsl_cdf_beta_Q(b.upper, ne[k] * p[i] + 1,
                                           ne[k] * (1 - p[i])),
                            0.025, 1e-9);
        }
}

static void t(void **state)
{
    /* qt(0.975, c(1, 10)), qt(0.95, 4); the expansion in 1/df */
    static const struct {
        double df, confidence, t;
    } cases[] = {{1, 0.95, 12.706204736174694},
                 {10, 0.95, 2.228138851986274},
                 {4, 0.9, 2.1318467863266495},
                 {1e7, 0.95, 1.9599642217672}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct interval b =
            interval_t(10, 0.5, cases[i].df, cases[i].confidence);

        assert_near(b.lower, 10 - 0.5 * cases[i].t, 1e-12);
        assert_near(b.upper, 10 + 0.5 * cases[i].t, 1e-12);
    }
    assert_true(isnan(interval_t(1, 1, 0, 0.95).lower));
    assert_true(isnan(interval_t(1, (double)NAN, 5, 0.95).upper));
    assert_true(isnan(interval_beta((double)NAN, 1, 5, 4, 5, 0.95).upper));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(share_of_ten),
        cmocka_unit_test(agrees_with_dense),
        cmocka_unit_test(moments_agree),
        cmocka_unit_test(jackknife),
        cmocka_unit_test(equal_weights_change_nothing),
        cmocka_unit_test(nobody_and_everybody),
        cmocka_unit_test(far_from_zero),
        cmocka_unit_test(quantile),
        cmocka_unit_test(beta),
        cmocka_unit_test(beta_everywhere),
        cmocka_unit_test(t),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
