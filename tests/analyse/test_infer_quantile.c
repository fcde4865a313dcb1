/* test_infer_quantile.c - quantiles by both rules and Woodruff's intervals:
 * what R gives on real data (topic h), known numbers, bad requests. */
#include "analyse/infer/quantile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include "core/base/num.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

/* A statistic of the expected values: which rule, which interval. */
static const struct named {
    const char *name;
    enum quantile_rule rule;
    const char *kind;
    enum { VALUE, LOWER, UPPER, SE } what;
} named[] = {
    {"math_tolerant(cumulative share compared with 1e-10 tolerance)",
     QUANTILE_MATH, "beta", VALUE},
    {"school_tolerant(cumulative share compared with 1e-10 tolerance)",
     QUANTILE_SCHOOL, "beta", VALUE},
    {"ci95_lo_mean_math", QUANTILE_MATH, "wald", LOWER},
    {"ci95_hi_mean_math", QUANTILE_MATH, "wald", UPPER},
    {"se_mean_math", QUANTILE_MATH, "wald", SE},
    {"ci95_lo_beta_math", QUANTILE_MATH, "beta", LOWER},
    {"ci95_hi_beta_math", QUANTILE_MATH, "beta", UPPER},
    {"se_beta_math", QUANTILE_MATH, "beta", SE},
    {"ci95_lo_xlogit_math", QUANTILE_MATH, "logit", LOWER},
    {"ci95_hi_xlogit_math", QUANTILE_MATH, "logit", UPPER},
    {"se_xlogit_math", QUANTILE_MATH, "logit", SE},
    {"ci95_lo_asin_math", QUANTILE_MATH, "asin", LOWER},
    {"ci95_hi_asin_math", QUANTILE_MATH, "asin", UPPER},
    {"se_asin_math", QUANTILE_MATH, "asin", SE},
    {"ci95_lo_mean_school", QUANTILE_SCHOOL, "wald", LOWER},
    {"ci95_hi_mean_school", QUANTILE_SCHOOL, "wald", UPPER},
    {"se_mean_school", QUANTILE_SCHOOL, "wald", SE},
    {"ci95_lo_beta_school", QUANTILE_SCHOOL, "beta", LOWER},
    {"ci95_hi_beta_school", QUANTILE_SCHOOL, "beta", UPPER},
    {"se_beta_school", QUANTILE_SCHOOL, "beta", SE},
    {"ci95_lo_xlogit_school", QUANTILE_SCHOOL, "logit", LOWER},
    {"ci95_hi_xlogit_school", QUANTILE_SCHOOL, "logit", UPPER},
    {"se_xlogit_school", QUANTILE_SCHOOL, "logit", SE},
    {"ci95_lo_asin_school", QUANTILE_SCHOOL, "asin", LOWER},
    {"ci95_hi_asin_school", QUANTILE_SCHOOL, "asin", UPPER},
    {"se_asin_school", QUANTILE_SCHOOL, "asin", SE},
};

static double compute(const struct oracle_data *d, const double *y,
                      const uint32_t *order, double q, const struct named *n)
{
    struct quantile_options options = {n->rule, interval_kind_of(n->kind),
                                       0.95};
    struct quantile quantile;
    struct err err = {0};

    assert_ok(quantile_estimate(&d->design, y,
                                &(struct domain_order){order, d->design.n}, &q,
                                1, &options, &quantile, &err),
              &err);
    return n->what == VALUE   ? quantile.value
           : n->what == LOWER ? quantile.interval.lower
           : n->what == UPPER ? quantile.interval.upper
                              : quantile.se;
}

/* Where R's exact comparison of sums gives another value than the tolerant
 * rule, the interval around it is another too. */
static bool same_value(const struct oracle *o, size_t from, size_t to,
                       const char *level, enum quantile_rule rule)
{
    const char *exact = rule == QUANTILE_MATH ? "qrule_math" : "qrule_school";
    const char *tolerant = quantile_rule_name(rule);
    double a = (double)NAN, b = (double)NAN;

    for (size_t row = from; row < to; row++) {
        struct expected e = sheet_expected(&o->sheet, row);

        if (strcmp(e.level, level) != 0)
            continue;
        if (strcmp(e.statistic, exact) == 0)
            a = e.value;
        if (strncmp(e.statistic, tolerant, strlen(tolerant)) == 0)
            b = e.value;
    }
    return fabs(a - b) <= 1e-9;
}

static void block(struct oracle *o, const struct oracle_data *d, size_t from,
                  size_t to, size_t *passed_over)
{
    struct expected e = sheet_expected(&o->sheet, from);
    double *y = oracle_numbers(d, e.question), q = 0;
    uint32_t *order = calloc(d->n, sizeof *order);
    struct err err = {0};

    assert_non_null(order);
    assert_ok(infer_order(y, d->n, order, &err), &err);
    for (size_t row = from; row < to; row++) {
        e = sheet_expected(&o->sheet, row);
        assert_true(num_parse(text_of(e.level), &q));
        for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
            if (strcmp(named[i].name, e.statistic) != 0)
                continue;
            if (named[i].what == VALUE ||
                same_value(o, from, to, e.level, named[i].rule))
                oracle_compare(o, &e, compute(d, y, order, q, &named[i]), 1e-8);
            else
                ++*passed_over;
        }
    }
    free(order);
    free(y);
}

static void real_data(void **state)
{
    const char *shared = check_shared("oracles/../");
    struct oracle_data d = {0};
    struct oracle o;
    size_t passed_over = 0;

    (void)state;
    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, "h_quantile_1.csv");
    for (size_t from = 0, to; from < o.sheet.rows; from = to) {
        struct expected e = sheet_expected(&o.sheet, from);

        to = oracle_block(&o, from);
        if (!d.name || strcmp(d.name, e.dataset) != 0) {
            if (d.name)
                oracle_data_free(&d);
            d = oracle_data(shared, e.dataset);
        }
        block(&o, &d, from, to, &passed_over);
    }
    oracle_data_free(&d);
    print_message("h_quantile_1.csv: %zu values compared, %zu of another "
                  "quantile passed over\n",
                  o.compared, passed_over);
    assert_true(o.compared >= 472);
    oracle_free(&o);
}

/* 1 .. 4 with equal weights of 2.385, and 10 once more as heavy as all. */
/* The part of an order that is of members. */
static struct domain_order part_of(const uint32_t *order, size_t n,
                                   const unsigned char *member, uint32_t *part)
{
    struct domain_order o = {part, 0};

    for (size_t k = 0; k < n; k++)
        if (member[order[k]])
            part[o.n++] = order[k];
    return o;
}

static void known(void **state)
{
    static const double y[] = {3, 1, 10, 4, 2, (double)NAN};
    static const double w[] = {2.385, 2.385, 9.54, 2.385, 2.385, 2.385};
    static const unsigned char four[] = {1, 1, 0, 1, 1, 1};
    static const double q[] = {0, 0.25, 0.3, 0.5, 0.75, 1};
    static const double math_four[] = {1, 1, 2, 2, 3, 4};
    static const double school_four[] = {1, 1.5, 2, 2.5, 3.5, 4};
    static const double school_all[] = {1, 2.5, 3, 7, 10, 10};
    struct design d = {.n = 6, .weight = w};
    struct quantile_options o = {QUANTILE_MATH, interval_kind_of("beta"), 0.95};
    struct quantile got[6];
    uint32_t order[6], part[6];
    struct domain_order of_four;
    struct err err = {0};

    (void)state;
    assert_ok(infer_order(y, 6, order, &err), &err);
    of_four = part_of(order, 6, four, part);
    assert_ok(quantile_estimate(&d, y, &of_four, q, 6, &o, got, &err), &err);
    for (size_t j = 0; j < 6; j++)
        assert_near(got[j].value, math_four[j], 0);
    o.rule = QUANTILE_SCHOOL;
    assert_ok(quantile_estimate(&d, y, &of_four, q, 6, &o, got, &err), &err);
    for (size_t j = 0; j < 6; j++)
        assert_near(got[j].value, school_four[j], 0);
    assert_ok(quantile_estimate(&d, y, &(struct domain_order){order, d.n}, q, 6,
                                &o, got, &err),
              &err);
    for (size_t j = 0; j < 6; j++)
        assert_near(got[j].value, school_all[j], 0);
    assert_near(got[3].interval.lower, 1, 0);
    assert_near(got[3].interval.upper, 10, 0);
    assert_string_equal(quantile_rule_name(QUANTILE_MATH), "math");
    assert_string_equal(quantile_rule_name(QUANTILE_SCHOOL), "school");
}

/* Equal weights whose sums round are as good as 1. */
static void any_equal_weight(void **state)
{
    static const double weights[] = {1, 30.97, 0.1, 1e-3 / 3, 2.385e7};
    static const double q[] = {0.1, 0.3, 0.5, 0.7, 0.9};
    struct quantile_options o = {QUANTILE_SCHOOL, interval_kind_of("logit"),
                                 0.95};
    enum { N = 1000 };
    double *y = calloc(N, sizeof *y), *w = calloc(N, sizeof *w);
    uint32_t *order = calloc(N, sizeof *order);
    struct err err = {0};

    (void)state;
    assert_true(y && w && order);
    for (size_t i = 0; i < N; i++)
        y[i] = (double)(i * 7919 % N);
    assert_ok(infer_order(y, N, order, &err), &err);
    for (size_t k = 0; k < 5; k++) {
        struct design d = {.n = N, .weight = w};
        struct quantile got[5];

        for (size_t i = 0; i < N; i++)
            w[i] = weights[k];
        assert_ok(quantile_estimate(&d, y, &(struct domain_order){order, d.n},
                                    q, 5, &o, got, &err),
                  &err);
        for (size_t j = 0; j < 5; j++)
            assert_near(got[j].value, N * q[j] - 0.5, 0);
    }
    free(y);
    free(w);
    free(order);
}

/* Sums of weights say what the design with one stratum written out says. */
static void both_entries(void **state)
{
    static const double tenth = 0.1; /* at 0.5 one sum is as good as two */
    enum { N = 1000 };
    static double y[N], w[N];
    static uint32_t order[N];
    static uint32_t stratum[N];
    struct quantile_options o = {QUANTILE_MATH, interval_kind_of("wald"), 0.95};
    struct design simple = {.n = N, .weight = w};
    struct design written = {
        .n = N, .weight = w, .stratum = stratum, .n_strata = 1};
    const struct domain_order all = {order, N};
    struct quantile a, b;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++) {
        y[i] = (double)(i * 7919 % N);
        w[i] = 2.385 + (double)(i % 7);
    }
    assert_ok(infer_order(y, N, order, &err), &err);
    assert_ok(quantile_estimate(&simple, y, &all, &tenth, 1, &o, &a, &err),
              &err);
    assert_ok(quantile_estimate(&written, y, &all, &tenth, 1, &o, &b, &err),
              &err);
    assert_near(a.interval.lower, b.interval.lower, 0);
    assert_near(a.interval.upper, b.interval.upper, 0);
    assert_near(a.se, b.se, 1e-12);
}

/* Medians of domains of m among 200, of which the values are 1 to m: error of
 * the share by the whole design, t by the domain. */
static void domains(void **state)
{
    enum { N = 200, FROM = 6, TO = 60 };
    static const double half = 0.5;
    static double y[N];
    static uint32_t order[N], part[N];
    static unsigned char member[N];
    const struct quantile_options o = {QUANTILE_MATH, interval_kind_of("wald"),
                                       0.95};
    const struct design d = {.n = N};
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++)
        y[i] = (double)i + 1;
    assert_ok(infer_order(y, N, order, &err), &err);
    for (size_t m = FROM; m <= TO; m++) {
        double k = ceil((double)m / 2), p = k / (double)m;
        double se = sqrt((double)N / (N - 1) * p * (1 - p) / (double)m);
        double t = gsl_cdf_tdist_Pinv(0.975, (double)m - 1);
        double lower = ceil((p - t * se) * (double)m - 1e-9);
        double upper = ceil((p + t * se) * (double)m - 1e-9);
        struct domain_order members;
        struct quantile got;

        for (size_t i = 0; i < N; i++)
            member[i] = i < m;
        members = part_of(order, N, member, part);
        assert_ok(quantile_estimate(&d, y, &members, &half, 1, &o, &got, &err),
                  &err);
        assert_near(got.value, k, 0);
        if (p - t * se < 0 || p + t * se > 1)
            continue;
        assert_near(got.interval.lower, lower, 0);
        assert_near(got.interval.upper, upper, 0);
        assert_near(got.se, (upper - lower) / (2 * t), 1e-8);
    }
}

static void refused(void **state)
{
    static const double y[] = {1, 2}, bad = 1.5, half = 0.5;
    const uint32_t order[] = {0, 1};
    struct design d = {.n = 2};
    struct quantile_options o = {QUANTILE_MATH, interval_kind_of("beta"), 0.95};
    struct quantile got;
    struct err err = {0};

    (void)state;
    assert_int_equal(quantile_estimate(&d, y,
                                       &(struct domain_order){order, d.n}, &bad,
                                       1, &o, &got, &err),
                     ERR_INPUT);
    assert_string_equal(err.text,
                        "there is no quantile 1.5; it is from 0 to 1");
    err = (struct err){0};
    o.kind = interval_kind_of("clopper_pearson");
    assert_int_equal(quantile_estimate(&d, y,
                                       &(struct domain_order){order, d.n},
                                       &half, 1, &o, &got, &err),
                     ERR_INPUT);
    assert_string_equal(err.text,
                        "a quantile's interval needs a kind that knows the "
                        "design, such as beta or logit");
    err = (struct err){0};
    o.kind = interval_kind_of("wald");
    assert_ok(quantile_estimate(&d, y, &(struct domain_order){order, 0}, &half,
                                1, &o, &got, &err),
              &err);
    assert_true(isnan(got.value) && isnan(got.se) && isnan(got.interval.lower));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_data),        cmocka_unit_test(known),
        cmocka_unit_test(any_equal_weight), cmocka_unit_test(both_entries),
        cmocka_unit_test(domains),          cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
