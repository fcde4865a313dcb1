/* test_infer_replicate.c - jackknife, bootstrap and supplied weights: what R
 * gives on real data (topic h), agreement with linearisation, bad input. */
#include "analyse/infer/replicate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

/* Ratio of sums of y over sums of x, within a domain; or the sum of y. */
struct statistic {
    size_t n;
    const double *y, *x;         /* x NULL: 1 */
    const unsigned char *member; /* NULL: all */
    bool total;
};

static enum status ratio(void *with, const double *weight, double *estimate,
                         struct err *err)
{
    const struct statistic *s = with;
    double top = 0, bottom = 0;

    (void)err;
    for (size_t i = 0; i < s->n; i++) {
        if (s->member && !s->member[i])
            continue;
        top += weight[i] * s->y[i];
        bottom += weight[i] * (s->x ? s->x[i] : 1);
    }
    *estimate = s->total ? top : top / bottom;
    return OK;
}

static struct replicates of_name(const struct oracle_data *d, const char *name,
                                 struct design *design, const double *factor)
{
    struct replicates r;
    struct supplied boot = {factor, 50, false, 15.0 / 14 / 49, NULL};
    struct err err = {0};

    *design = d->design;
    if (strstr(name, "without fpc"))
        design->population = NULL;
    if (strstr(name, "bootstrap"))
        assert_ok(replicates_supplied(&r, design, &boot, &err), &err);
    else
        assert_ok(replicates_jackknife(&r, design, &err), &err);
    return r;
}

static double *bootstrap_factors(const char *shared,
                                 const struct oracle_data *d)
{
    double *factor = calloc(d->n * 50, sizeof *factor);
    struct sheet s;
    char path[4096];

    assert_non_null(factor);
    assert_true(snprintf(path, sizeof path,
                         "%s/oracles/h_repweights_apiclus1_bootstrap50.csv",
                         shared) < (int)sizeof path);
    s = sheet_read(path);
    assert_int_equal(s.rows, d->n);
    for (size_t i = 0; i < d->n; i++) {
        assert_string_equal(s.cell[i * s.columns], oracle_text(d, i, "cds"));
        for (size_t r = 0; r < 50; r++)
            assert_true(num_parse(text_of(s.cell[i * s.columns + 2 + r]),
                                  &factor[i * 50 + r]));
    }
    sheet_free(&s);
    return factor;
}

/* What a row asks for, by the name of its statistic. */
static bool asked(const struct expected *e, struct statistic *s, bool *mse,
                  bool *se)
{
    const char *name = e->statistic;

    *mse = strstr(name, "_mse") != NULL;
    *se = strncmp(name, "se_", 3) == 0 || strstr(name, "_se") != NULL;
    s->total = strstr(name, "total") != NULL;
    return strncmp(name, "mean", 4) == 0 || strstr(name, "se_mean") ||
           strstr(name, "total") || strstr(name, "ratio") ||
           strstr(name, "domain");
}

static void compare(struct oracle *o, const struct expected *e,
                    const struct oracle_data *d, const struct replicates *r,
                    struct statistic *s)
{
    bool mse, se, is_ratio = strcmp(e->question, "api.stu/enroll") == 0;
    const char *label = e->level;
    double *y, *x = NULL, full, v;
    unsigned char *member = NULL;
    struct err err = {0};

    if (!asked(e, s, &mse, &se))
        return;
    y = oracle_numbers(d, is_ratio ? "api.stu" : e->question);
    if (is_ratio)
        x = oracle_numbers(d, "enroll");
    if (strstr(e->statistic, "domain")) {
        member = calloc(d->n, 1);
        assert_non_null(member);
        for (size_t i = 0; i < d->n; i++)
            member[i] = strcmp(oracle_text(d, i, e->breakdown), label) == 0;
    }
    s->y = y;
    s->x = x;
    s->member = member;
    assert_ok(replicates_variance(r, ratio, s, 1, mse, &full, &v, &err), &err);
    oracle_compare(o, e, se ? sqrt(v) : full, 1e-8);
    free(y);
    free(x);
    free(member);
}

static void design_row(struct oracle *o, const struct expected *e,
                       const struct replicates *r)
{
    size_t last = r->n_strata == 1 || r->kind == REPLICATE_SUPPLIED;

    if (strcmp(e->statistic, "n_replicates") == 0)
        oracle_compare(o, e, (double)r->count, 0);
    /* JK1 is kept as rscale alone: scale * rscale is what counts */
    if (strcmp(e->statistic, "scale") == 0)
        oracle_compare(o, e, last ? r->scale * r->rscale[0] : r->scale, 1e-12);
}

/* Rows of a domain name the kind of replicates in their item. */
static const char *kind_of(const struct expected *e)
{
    return e->item[0] && strcmp(e->breakdown, "replicates") != 0 ? e->item
                                                                 : e->level;
}

static void real_data(void **state)
{
    const char *shared = check_shared("oracles/../");
    struct oracle_data strat, clus;
    struct oracle o;
    double *factor;

    (void)state;
    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, "h_replicate_api_1.csv");
    strat = oracle_data(shared, "apistrat");
    clus = oracle_data(shared, "apiclus1");
    factor = bootstrap_factors(shared, &clus);
    for (size_t row = 0; row < o.sheet.rows; row++) {
        struct expected e = sheet_expected(&o.sheet, row);
        bool s = strcmp(e.dataset, "apistrat") == 0;
        const struct oracle_data *d = s ? &strat : &clus;
        struct statistic statistic = {.n = d->n};
        struct design design;
        struct replicates r;

        if (strcmp(e.statistic, "rscale") == 0)
            continue; /* one of each: the variances need them all */
        r = of_name(d, kind_of(&e), &design, factor);
        if (strcmp(e.question, "design") == 0)
            design_row(&o, &e, &r);
        else
            compare(&o, &e, d, &r, &statistic);
        replicates_free(&r);
    }
    free(factor);
    oracle_data_free(&strat);
    oracle_data_free(&clus);
    print_message("h_replicate_api_1.csv: %zu values compared\n", o.compared);
    assert_true(o.compared >= 136);
    oracle_free(&o);
}

/* Twelve responses in two strata and five clusters. */
static const double w12[12] = {2.385, 1.19, 0.7, 3.3, 2.1, 1.6,
                               0.9,   2.2,  1.1, 4,   1.3, 2.7};
static const double y12[12] = {3, 5, 2, 8, 4, 4, 6, 1, 0, 7, 7, 2};
static const uint32_t h12[12] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
static const uint32_t c12[12] = {0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4};
static const double population[2] = {7, 9}; /* of clusters or responses */

/* A total is linear: the jackknife is the linearisation, exactly. */
static void totals_agree(void **state)
{
    struct design d = {.n = 12,
                       .weight = w12,
                       .stratum = h12,
                       .n_strata = 2,
                       .cluster = c12,
                       .n_clusters = 5};
    struct statistic s = {.n = 12, .y = y12, .total = true};
    struct err err = {0};

    (void)state;
    for (int k = 0; k < 4; k++) {
        struct replicates r;
        double full, jackknife, linear;

        d.population = k % 2 ? population : NULL;
        d.cluster = k / 2 ? NULL : c12;
        assert_ok(replicates_jackknife(&r, &d, &err), &err);
        assert_int_equal(r.count, k / 2 ? 12 : 5);
        assert_ok(replicates_variance(&r, ratio, &s, 1, true, &full, &jackknife,
                                      &err),
                  &err);
        assert_ok(infer_covariance(&d, y12, 1, &linear, &err), &err);
        assert_near(jackknife / linear, 1, 1e-13);
        replicates_free(&r);
    }
}

/* On average the bootstrap is the linearisation; the same seed the same. */
static void bootstrap(void **state)
{
    struct design d = {.n = 12,
                       .weight = w12,
                       .stratum = h12,
                       .n_strata = 2,
                       .cluster = c12,
                       .n_clusters = 5,
                       .population = population};
    struct statistic s = {.n = 12, .y = y12, .total = true};
    struct replicates r, again;
    double full, v, linear, a[12], b[12], sum[2] = {0, 0};
    struct err err = {0};

    (void)state;
    assert_ok(replicates_bootstrap(&r, &d, 20000, 7, &err), &err);
    assert_ok(replicates_bootstrap(&again, &d, 20000, 7, &err), &err);
    replicates_weights(&again, 41, b); /* out of order */
    replicates_weights(&r, 3, a);
    replicates_weights(&r, 41, a);
    for (size_t i = 0; i < 12; i++) {
        assert_near(a[i], b[i], 0);
        assert_true(a[i] >= 0);
        if (i == 0 || c12[i] != c12[i - 1])
            sum[h12[i]] += a[i] / w12[i];
    }
    assert_near(sum[0], 2, 1e-14); /* factors of a stratum add up to its */
    assert_near(sum[1], 3, 1e-14); /* clusters, in every replicate */
    assert_ok(replicates_variance(&r, ratio, &s, 1, false, &full, &v, &err),
              &err);
    assert_ok(infer_covariance(&d, y12, 1, &linear, &err), &err);
    assert_near(v / linear, 1, 0.04); /* 20,000 draws: sd 0.01 */
    replicates_free(&r);
    replicates_free(&again);
}

static void supplied(void **state)
{
    static const double factor[6] = {1.5, 0.5, 0.5, 1.5, 1, 1};
    static const double y[3] = {1, 2, 10};
    struct design d = {.n = 3};
    struct supplied with = {factor, 2, true, 0, NULL};
    struct statistic s = {.n = 3, .y = y, .total = true};
    struct replicates r;
    double full, v;
    struct err err = {0};

    (void)state;
    with.scale = replicates_fay(2, 0.5); /* 1 / (2 * 0.25) */
    assert_near(with.scale, 2, 1e-15);
    assert_ok(replicates_supplied(&r, &d, &with, &err), &err);
    assert_ok(replicates_variance(&r, ratio, &s, 1, true, &full, &v, &err),
              &err);
    /* totals 12.5 and 13.5 about 13 */
    assert_near(full, 13, 0);
    assert_near(v, 2 * (0.25 + 0.25), 1e-14);
    replicates_free(&r);
}

static void refused(void **state)
{
    static const double negative[2] = {1, -0.5};
    static const uint32_t stratum[3] = {0, 0, 1};
    struct design d = {.n = 2};
    struct design alone = {.n = 3, .stratum = stratum, .n_strata = 2};
    struct replicates r;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        replicates_supplied(
            &r, &d, &(struct supplied){negative, 1, true, 1, NULL}, &err),
        ERR_INPUT);
    assert_string_equal(err.text,
                        "response 2 has the replicate weight -0.5; it "
                        "is a number of 0 or above");
    err = (struct err){0};
    assert_int_equal(
        replicates_supplied(&r, &d, &(struct supplied){negative, 0, 0, 1, NULL},
                            &err),
        ERR_INPUT);
    assert_string_equal(err.text, "there are no replicate weights");
    err = (struct err){0};
    assert_int_equal(replicates_bootstrap(&r, &d, 1, 7, &err), ERR_INPUT);
    assert_string_equal(err.text, "a bootstrap needs 2 replicates");
    err = (struct err){0};
    alone.lonely = LONELY_ADJUST;
    assert_int_equal(replicates_jackknife(&r, &alone, &err), ERR_INPUT);
    assert_string_equal(err.text,
                        "stratum 2 has one cluster alone, which replicates "
                        "cannot do without; join it to another");
    err = (struct err){0};
    alone.lonely = LONELY_REMOVE;
    assert_ok(replicates_jackknife(&r, &alone, &err), &err);
    assert_int_equal(r.count, 2);
    replicates_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_data), cmocka_unit_test(totals_agree),
        cmocka_unit_test(bootstrap), cmocka_unit_test(supplied),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
