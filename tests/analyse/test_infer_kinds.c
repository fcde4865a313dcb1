/* test_infer_kinds.c - every interval around a share against what R gives on
 * real data (topic a), at the ends, and tails far out. */
#include "analyse/infer/kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

/* A question with its cells and their covariance under the design. */
struct question {
    struct oracle_codes codes;
    struct cell *cell, all;
    double *v, df;
    size_t n_rows;
};

static struct question ask(const struct oracle_data *d, const char *name)
{
    struct question q = {.codes = oracle_codes(d, name, NULL)};
    unsigned char *member = calloc(d->n, 1);
    size_t k = q.codes.k;
    struct err err = {0};

    q.cell = calloc(k, sizeof *q.cell);
    q.v = calloc(k * k, sizeof *q.v);
    assert_true(member && q.cell && q.v);
    assert_ok(infer_cells(&d->design, q.codes.code, k, q.cell, &err), &err);
    assert_ok(infer_sparse(&d->design, q.codes.code, k, NULL, 1, q.v, &err),
              &err);
    for (size_t c = 0; c < k; c++)
        q.all = cell_add(q.all, q.cell[c]);
    for (size_t i = 0; i < d->n; i++)
        member[i] = q.codes.code[i] >= 0;
    q.df = design_df(&d->design, member);
    free(member);
    return q;
}

static void question_free(struct question *q)
{
    oracle_codes_free(&q->codes);
    free(q->cell);
    free(q->v);
}

static double coefficient(const struct question *q, size_t level, size_t c)
{
    double p = q->cell[level].w / q->all.w;

    return ((c == level) - p) / q->all.w;
}

static double covariance(const struct question *q, size_t a, size_t b)
{
    double v = 0;
    size_t k = q->codes.k;

    for (size_t c = 0; c < k; c++)
        for (size_t d = 0; d < k; d++)
            v += coefficient(q, a, c) * q->v[c * k + d] * coefficient(q, b, d);
    return v;
}

static struct mean_estimate share_of(const struct question *q, size_t level)
{
    double p = q->cell[level].w / q->all.w;
    struct mean_estimate e = {.value = p,
                              .se = sqrt(covariance(q, level, level)),
                              .df = q->df,
                              .n = q->all.n,
                              .n_weighted = q->all.w,
                              .n_effective = q->all.w * q->all.w / q->all.ww};

    e.deff = e.se * e.se / (p * (1 - p) / (e.n - 1));
    return e;
}

/* The name of an interval in the expected values. */
static const struct named {
    const char *theirs, *ours;
    double tolerance;
} intervals[] = {
    {"ci95_wald_z", "wald_normal", 1e-8},
    {"ci95_wald_t", "wald", 1e-8},
    {"ci95_logit", "logit", 1e-7}, /* R's own stops at 1e-8 of deviance */
    {"ci95_xlogit", "logit", 1e-8},
    {"ci95_beta", "beta", 1e-8},
    {"ci95_asin", "asin", 1e-8},
    {"ci95_wilson_unw", "wilson", 1e-8},
    {"ci95_wilson_kish", "wilson_kish", 1e-8},
    {"ci95_wilson_designneff", "wilson_design", 1e-8},
    {"ci95_clopper_unw", "clopper_pearson", 1e-8},
    {"ci95_agresti_coull_unw", "agresti_coull", 1e-8},
};

static void interval(struct oracle *o, const struct expected *e,
                     const struct mean_estimate *share, double yes)
{
    size_t length = strlen(e->statistic) - 3;

    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
        const struct interval_kind *kind;
        struct interval in;

        if (strlen(intervals[i].theirs) != length ||
            strncmp(intervals[i].theirs, e->statistic, length) != 0)
            continue;
        kind = interval_kind_of(intervals[i].ours);
        assert_non_null(kind);
        in = kind->of(share, yes, 0.95);
        oracle_compare(o, e,
                       strcmp(e->statistic + length, "_lo") == 0 ? in.lower
                                                                 : in.upper,
                       intervals[i].tolerance);
        return;
    }
    fail_msg("no interval %s", e->statistic);
}

static void level(struct oracle *o, const struct expected *e,
                  const struct question *q)
{
    size_t c = oracle_code_of(&q->codes, e->item);
    struct mean_estimate share = share_of(q, c);
    const struct value {
        const char *name;
        double value;
    } values[] = {
        {"n", q->cell[c].n},
        {"wn", q->cell[c].w},
        {"prop_w", share.value},
        {"se_w", share.se},
        {"deff_wr", share.deff},
        {"neff_from_deff_wr", share.n / share.deff},
        {"se_total_w", sqrt(q->v[c * q->codes.k + c])},
    };

    if (strncmp(e->statistic, "ci95_", 5) == 0) {
        interval(o, e, &share, q->cell[c].n);
        return;
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, e->statistic) == 0)
            oracle_compare(o, e, values[i].value, 1e-8);
}

static void file(const char *name, size_t least)
{
    const char *shared = check_shared("oracles/../");
    struct oracle_data d = {0};
    struct oracle o;

    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, name);
    for (size_t from = 0, to; from < o.sheet.rows; from = to) {
        struct expected e = sheet_expected(&o.sheet, from);
        struct question q;

        to = oracle_block(&o, from);
        if (!d.name || strcmp(d.name, e.dataset) != 0) {
            if (d.name)
                oracle_data_free(&d);
            d = oracle_data(shared, e.dataset);
        }
        q = ask(&d, e.question);
        for (size_t row = from; row < to; row++) {
            size_t a, b;

            e = sheet_expected(&o.sheet, row);
            if (strcmp(e.statistic, "degf") == 0)
                oracle_compare(&o, &e, q.df, 0);
            else if (strcmp(e.statistic, "cov_w") == 0 &&
                     oracle_pair_of(&q.codes, e.item, &a, &b))
                oracle_compare(&o, &e, covariance(&q, a, b), 1e-8);
            else if (e.item[0] && strcmp(e.statistic, "cov_w") != 0)
                level(&o, &e, &q);
        }
        question_free(&q);
    }
    oracle_data_free(&d);
    print_message("%s: %zu values compared\n", name, o.compared);
    assert_true(o.compared >= least);
    oracle_free(&o);
}

static void masculinity(void **state)
{
    (void)state;
    file("a_freq_masculinity_1.csv", 2159);
}

static void api(void **state)
{
    (void)state;
    file("a_freq_api.csv", 687);
}

/* Nobody, and everybody, of 40 with an effective n of 30. */
static void ends(void **state)
{
    static const struct end {
        const char *kind;
        double nobody; /* upper bound where nobody counts; NaN: undefined */
    } cases[] = {
        {"beta", 0.115703308222}, /* 1 - 0.025^(1/30) */
        {"logit", (double)NAN},
        {"asin", (double)NAN},
        {"wald", 0},
        {"wald_normal", 0},
        {"wilson_kish", 0.113513393174},   /* z^2 / (30 + z^2) */
        {"wilson_design", 0.113513393174}, /* the same: Kish's n at the ends */
        {"wilson", 0.087621601197},        /* z^2 / (40 + z^2) */
        {"clopper_pearson", 0.088097302879},
        {"agresti_coull", 0.104396218000},
    };
    size_t n;

    (void)state;
    (void)interval_kinds(&n);
    assert_int_equal(n, sizeof cases / sizeof *cases);
    for (size_t i = 0; i < n; i++) {
        struct mean_estimate none = {.df = 39, .n = 40, .n_effective = 30};
        struct mean_estimate all = none;
        const struct interval_kind *kind = interval_kind_of(cases[i].kind);
        struct interval low, high;

        all.value = 1;
        low = kind->of(&none, 0, 0.95);
        high = kind->of(&all, 40, 0.95);
        if (isnan(cases[i].nobody)) {
            assert_true(isnan(low.lower) && isnan(high.upper));
            continue;
        }
        assert_near(low.upper, cases[i].nobody, 1e-11);
        assert_near(high.lower, 1 - cases[i].nobody, 1e-11);
        if (strcmp(cases[i].kind, "agresti_coull") != 0) {
            assert_true(!(low.lower < 0) && !(low.lower > 0));
            assert_true(!(high.upper < 1) && !(high.upper > 1));
        }
    }
    assert_null(interval_kind_of("wilsn"));
}

/* An interval closes in with confidence and holds the share. */
static void nested(void **state)
{
    struct mean_estimate e = {.value = 0.2385, .df = 384, .n = 385};
    size_t n;
    const struct interval_kind *kinds = interval_kinds(&n);

    (void)state;
    e.se = 0.0287;
    e.n_effective = 231.7;
    for (size_t i = 0; i < n; i++) {
        struct interval wide = kinds[i].of(&e, 92, 0.99);
        struct interval narrow = kinds[i].of(&e, 92, 0.8);

        assert_true(wide.lower < narrow.lower && narrow.lower < 0.2385);
        assert_true(wide.upper > narrow.upper && narrow.upper > 0.2391);
    }
}

static void tails(void **state)
{
    (void)state;
    /* Cauchy and others in closed form */
    assert_near(tail_t(1, 1), 0.5, 1e-15);
    assert_near(tail_t(-1, 1), 0.5, 1e-15);
    assert_near(tail_t(2, 2), 1 - 2 / sqrt(6), 1e-15);
    assert_near(tail_f(3, 2, 10), pow(1 + 2.0 / 10 * 3, -5), 1e-15);
    assert_near(tail_f(700, 2, 10) / pow(1 + 2.0 / 10 * 700, -5), 1, 1e-13);
    assert_near(tail_chisq(3.7, 2), exp(-1.85), 1e-15);
    assert_near(tail_chisq(1e-3, 2), exp(-5e-4), 1e-15);
    assert_near(tail_normal(1.959963984540054), 0.05, 1e-14);
    /* F(f; 2, v) is (1 + 2f/v)^(-v/2) for every v */
    for (double v = 0.5; v < 1e8; v *= 7.3)
        for (double f = 1e-3; f < 100; f *= 3.1) {
            double log_p = -v / 2 * log1p(2 * f / v);

            if (log_p > -600)
                assert_near(tail_f(f, 2, v) / exp(log_p), 1, 2e-12);
        }
    /* t on 4 degrees of freedom in closed form, far out */
    for (double t = 1; t < 1e6; t *= 3) {
        double s = t / sqrt(4 + t * t), c2 = 4 / (4 + t * t);

        if (t < 10)
            assert_near(tail_t(t, 4), 1 - s * (1 + c2 / 2), 1e-14);
        else /* 1 - s (1 + c2 / 2) without cancellation */
            assert_near(tail_t(t, 4) /
                            (c2 * c2 * (3 + c2) / 4 / (1 + s * (1 + c2 / 2))),
                        1, 1e-13);
    }
    /* large degrees of freedom: the normal and the chi-square */
    assert_near(tail_t(2.385, 1e12), tail_normal(2.385), 1e-11);
    assert_near(tail_f(1.7, 6, 1e12), tail_chisq(10.2, 6), 1e-11);
    assert_near(tail_t(2.385, (double)INFINITY), tail_normal(2.385), 0);
    assert_near(tail_f(1.7, 6, (double)INFINITY), tail_chisq(10.2, 6), 0);
    /* both sides of the change from one form to the other */
    for (double f = 0.1; f < 10; f += 0.1) {
        assert_near(tail_f(f, 3.7, 5.2) + tail_f(1 / f, 5.2, 3.7), 1, 1e-14);
        assert_near(tail_f(f, 370, 5200) + tail_f(1 / f, 5200, 370), 1, 1e-13);
    }
    assert_near(tail_f(0, 3, 5), 1, 0);
    assert_near(tail_f((double)INFINITY, 3, 5), 0, 0);
    assert_near(tail_chisq((double)INFINITY, 5), 0, 0);
    assert_true(isnan(tail_f(1, 0, 5)) && isnan(tail_t((double)NAN, 5)));
    assert_true(isnan(tail_chisq(1, (double)NAN)) && isnan(tail_f(1, 3, -2)));
    assert_true(!(tail_chisq(1e9, 3) > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masculinity), cmocka_unit_test(api),
        cmocka_unit_test(ends),        cmocka_unit_test(nested),
        cmocka_unit_test(tails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
