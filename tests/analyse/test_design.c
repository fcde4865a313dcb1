/* test_design.c - the dense entry against R survey on the API schools: strata,
 * clusters, finite populations, domains, calibrated weights. */
#include "analyse/infer/infer.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/sheet.h"

struct schools {
    struct sheet data;
    struct design design;
    double *weight, *population, *u, *y;
    uint32_t *stratum, *cluster;
};

/* An index for each distinct text of a column. */
static size_t index_texts(const struct sheet *s, const char *column,
                          uint32_t *index)
{
    size_t n = 0;

    for (size_t i = 0; i < s->rows; i++) {
        size_t j = 0;

        while (j < i &&
               strcmp(sheet_text(s, i, column), sheet_text(s, j, column)) != 0)
            j++;
        index[i] = j < i ? index[j] : (uint32_t)n++;
    }
    return n;
}

static struct schools schools_read(const char *name, bool strata)
{
    struct schools s = {0};
    char path[400];

    (void)snprintf(path, sizeof path, "%s/data/%s", check_shared("oracles"),
                   name);
    s.data = sheet_read(path);
    s.weight = calloc(s.data.rows, sizeof *s.weight);
    s.population = calloc(s.data.rows, sizeof *s.population);
    s.u = calloc(s.data.rows, sizeof *s.u);
    s.y = calloc(s.data.rows, sizeof *s.y);
    s.stratum = calloc(s.data.rows, sizeof *s.stratum);
    s.cluster = calloc(s.data.rows, sizeof *s.cluster);
    s.design = (struct design){
        .n = s.data.rows, .weight = s.weight, .population = s.population};
    for (size_t i = 0; i < s.data.rows; i++)
        s.weight[i] = sheet_number(&s.data, i, "pw");
    if (strata) {
        s.design.stratum = s.stratum;
        s.design.n_strata = index_texts(&s.data, "stype", s.stratum);
    } else {
        s.design.cluster = s.cluster;
        s.design.n_clusters = index_texts(&s.data, "dnum", s.cluster);
    }
    for (size_t i = 0; i < s.data.rows; i++)
        s.population[s.stratum[i]] = sheet_number(&s.data, i, "fpc");
    return s;
}

static void schools_free(struct schools *s)
{
    free(s->weight);
    free(s->population);
    free(s->u);
    free(s->y);
    free(s->stratum);
    free(s->cluster);
    sheet_free(&s->data);
}

/* The mean of y over the responses where it is a number. */
static double mean_of(struct schools *s, double *se)
{
    struct err err = {0};
    double w = 0, wy = 0, v = 0;

    for (size_t i = 0; i < s->design.n; i++)
        if (!isnan(s->y[i])) {
            w += s->weight[i];
            wy += s->weight[i] * s->y[i];
        }
    for (size_t i = 0; i < s->design.n; i++)
        s->u[i] = isnan(s->y[i]) ? 0 : (s->y[i] - wy / w) / w;
    assert_ok(infer_covariance(&s->design, s->u, 1, &v, &err), &err);
    *se = sqrt(v);
    return wy / w;
}

static double df_of(struct schools *s)
{
    unsigned char *member = calloc(s->design.n, 1);
    double df;

    for (size_t i = 0; i < s->design.n; i++)
        if (!isnan(s->y[i]))
            member[i] = 1;
    df = design_df(&s->design, member);
    free(member);
    return df;
}

static double kish_of(struct schools *s)
{
    double w = 0, ww = 0;

    for (size_t i = 0; i < s->design.n; i++)
        if (!isnan(s->y[i])) {
            w += s->weight[i];
            ww += s->weight[i] * s->weight[i];
        }
    return w * w / ww;
}

static double n_of(struct schools *s)
{
    double n = 0;

    for (size_t i = 0; i < s->design.n; i++)
        n += !isnan(s->y[i]);
    return n;
}

/* Returns whether the statistic is one that we compute.  ci95_tdegf of a level
 * is not: it takes the degrees of freedom of the whole table, we the level's.
 */
static bool compare(struct schools *s, const struct expected *e)
{
    double se, mean = mean_of(s, &se), df = df_of(s);
    struct interval t = interval_t(mean, se, df, 0.95);
    struct interval beta =
        interval_beta(mean, se, n_of(s), df, kish_of(s), 0.95);
    const struct {
        const char *name;
        double value;
    } ours[] = {{"mean_w", mean},
                {"prop_w", mean},
                {"se_w", se},
                {"se_w_calibrated", se},
                {"degf", df},
                {"ci95_t_lo", t.lower},
                {"ci95_t_hi", t.upper},
                {"ci95_beta_lo", beta.lower},
                {"ci95_beta_hi", beta.upper},
                {"kish_neff", kish_of(s)}};

    for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
        if (strcmp(ours[k].name, e->statistic) == 0) {
            if (fabs(ours[k].value - e->value) > 1e-8 * fmax(1, fabs(e->value)))
                print_error("%s %s %s %s %s: ", e->dataset, e->question,
                            e->item, e->level, e->statistic);
            assert_near(ours[k].value, e->value, 1e-8);
            return true;
        }
    return false;
}

/* Every row of an expected file that belongs to this data set. */
static size_t compare_file(struct schools *s, const char *dataset,
                           const char *file, bool shares)
{
    char path[400];
    struct sheet sheet;
    size_t compared = 0;

    (void)snprintf(path, sizeof path, "%s/%s", check_shared("oracles"), file);
    sheet = sheet_read(path);
    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);

        if (strcmp(e.dataset, dataset) != 0 || strchr(e.item, '|') ||
            strchr(e.level, '|') || strcmp(e.question, "cname2") == 0)
            continue;
        for (size_t i = 0; i < s->design.n; i++) {
            const char *cell = sheet_text(&s->data, i, e.question);

            s->y[i] = strcmp(cell, "NA") == 0 ? (double)NAN
                      : shares                ? strcmp(cell, e.item) == 0
                               : sheet_number(&s->data, i, e.question);
            if (!shares && *e.level &&
                strcmp(sheet_text(&s->data, i, e.breakdown), e.level) != 0)
                s->y[i] = (double)NAN;
        }
        compared += compare(s, &e);
    }
    sheet_free(&sheet);
    return compared;
}

static void stratified(void **state)
{
    struct schools s;
    size_t shares, means;

    (void)state;
    if (!check_shared("oracles"))
        skip();
    s = schools_read("apistrat.csv", true);
    shares =
        compare_file(&s, "apistrat(strata=stype,fpc)", "a_freq_api.csv", true);
    means = compare_file(&s, "apistrat(strata=stype,fpc)", "c_means_api.csv",
                         false);
    print_message("%zu shares and %zu means compared\n", shares, means);
    assert_true(shares == 50 && means == 50);
    schools_free(&s);
}

static void clustered(void **state)
{
    struct schools s;
    size_t shares, means;

    (void)state;
    if (!check_shared("oracles"))
        skip();
    s = schools_read("apiclus1.csv", false);
    shares = compare_file(&s, "apiclus1(ids=dnum,fpc)", "a_freq_api.csv", true);
    means =
        compare_file(&s, "apiclus1(ids=dnum,fpc)", "c_means_api.csv", false);
    print_message("%zu shares and %zu means compared\n", shares, means);
    assert_true(shares == 44 && means == 50);
    schools_free(&s);
}

static const struct {
    const char *scheme, *weights;
    bool wide, api99; /* which columns beside the three of stype */
} schemes[] = {
    {"rake_stype_schwide", "w_rake", true, false},
    {"poststratify_stype", "w_post", false, false},
    {"calibrate_linear_stype_api99", "w_lin_stype_api99", false, true},
    {"calibrate_raking_stype_api99", "w_rak_stype_api99", false, true},
    {"calibrate_logit_stype_api99_bounds_0.5_1.6", "w_logit_stype_api99", false,
     true},
};

/* The margins as columns, collinear where there are two of them. */
static double *calibration_columns(const struct schools *s, size_t scheme,
                                   size_t k)
{
    double *x = calloc(s->data.rows * k, sizeof *x);

    for (size_t i = 0; i < s->data.rows; i++) {
        const char *type = sheet_text(&s->data, i, "stype");
        bool wide = strcmp(sheet_text(&s->data, i, "sch.wide"), "Yes") == 0;

        x[i * k + (*type == 'E' ? 0 : *type == 'H' ? 1 : 2)] = 1;
        if (schemes[scheme].wide)
            x[i * k + (wide ? 3 : 4)] = 1;
        if (schemes[scheme].api99)
            x[i * k + 3] = sheet_number(&s->data, i, "api99");
    }
    return x;
}

static size_t compare_scheme(struct schools *s, const struct sheet *expected,
                             size_t scheme)
{
    size_t compared = 0;

    for (size_t r = 0; r < expected->rows; r++) {
        struct expected e = sheet_expected(expected, r);

        if (strcmp(e.level, schemes[scheme].scheme) != 0 ||
            strcmp(e.question, "weights") == 0)
            continue;
        for (size_t i = 0; i < s->design.n; i++)
            s->y[i] = sheet_number(&s->data, i, e.question);
        compared += compare(s, &e);
    }
    return compared;
}

static void calibrated(void **state)
{
    struct schools s;
    struct sheet weights, expected;
    char path[400];
    size_t compared = 0;

    (void)state;
    if (!check_shared("oracles"))
        skip();
    s = schools_read("apiclus1.csv", false);
    (void)snprintf(path, sizeof path, "%s/d_weights_apiclus1.csv",
                   check_shared("oracles"));
    weights = sheet_read(path);
    (void)snprintf(path, sizeof path, "%s/d_calib_apiclus1.csv",
                   check_shared("oracles"));
    expected = sheet_read(path);
    for (size_t k = 0; k < sizeof schemes / sizeof *schemes; k++) {
        size_t columns = 3 + 2 * schemes[k].wide + schemes[k].api99;
        double *x = calibration_columns(&s, k, columns);
        double *base = calloc(s.data.rows, sizeof *base);
        struct calibration c = {.x = x, .k = columns, .base = base};

        for (size_t i = 0; i < s.data.rows; i++) {
            base[i] = sheet_number(&s.data, i, "pw");
            s.weight[i] = sheet_number(&weights, i, schemes[k].weights);
        }
        s.design.calibration = &c;
        compared += compare_scheme(&s, &expected, k);
        free(x);
        free(base);
    }
    print_message("%zu calibrated values compared\n", compared);
    assert_true(compared == 30);
    sheet_free(&weights);
    sheet_free(&expected);
    schools_free(&s);
}

/* Two strata of 2 and 1: what each rule for the lonely one makes of it.  z is
 * 1, 3 | 8, the strata's own variance 2/1 * (1 + 1) = 4, the grand mean 4. */
static void lonely(void **state)
{
    static const struct {
        enum lonely rule;
        double v;
    } cases[] = {{LONELY_REMOVE, 4},
                 {LONELY_ADJUST, 4 + 16},
                 {LONELY_AVERAGE, 4 * 2 / 1.0}};
    const uint32_t stratum[] = {0, 0, 1};
    const double u[] = {1, 3, 8};
    const double certain[] = {1e300, 1};
    struct design d = {.n = 3, .stratum = stratum, .n_strata = 2};
    struct err err = {0};
    double v;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        d.lonely = cases[i].rule;
        assert_ok(infer_covariance(&d, u, 1, &v, &err), &err);
        assert_near(v, cases[i].v, 1e-12);
    }
    d.lonely = LONELY_FAIL;
    assert_int_equal(infer_covariance(&d, u, 1, &v, &err), ERR_INPUT);
    assert_string_equal(err.text,
                        "stratum 2 has one cluster alone, which says nothing "
                        "about its variance; join it to another");
    d.population = certain; /* the whole stratum was asked: nothing to fail */
    assert_ok(infer_covariance(&d, u, 1, &v, &err), &err);
    assert_near(v, 4, 1e-12);
}

/* A column that is given twice counts once: the residuals of u on a constant
 * are u less its mean, whose variance is that of u. */
static void collinear(void **state)
{
    enum { N = 5 };
    const double ones[2 * N] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const double u[N] = {0.2385, 1.19, 3, -4, 7}, base[N] = {1, 1, 1, 1, 1};
    struct calibration once = {.x = ones, .k = 1, .base = base};
    struct calibration twice = {.x = ones, .k = 2, .base = base};
    struct design d = {.n = N};
    struct err err = {0};
    double plain, v;

    (void)state;
    assert_ok(infer_covariance(&d, u, 1, &plain, &err), &err);
    d.calibration = &once;
    assert_ok(infer_covariance(&d, u, 1, &v, &err), &err);
    assert_near(v, plain, 1e-12);
    d.calibration = &twice;
    assert_ok(infer_covariance(&d, u, 1, &v, &err), &err);
    assert_near(v, plain, 1e-12);
}

static const double weights_bad[] = {1, 0, 2};
static const double weights_nan[] = {1, 2, (double)NAN};
static const uint32_t index_bad[] = {0, 3, 0}, index_split[] = {0, 1, 0};
static const uint32_t strata_split[] = {0, 0, 1};
static const double small[] = {2};

static const struct {
    const char *name, *message;
    struct design design;
} refused[] = {
    {"weight of 0",
     "response 2 has the weight 0; a weight is a number above 0",
     {.n = 3, .weight = weights_bad}},
    {"weight that is no number",
     "response 3 has the weight nan; a weight is a number above 0",
     {.n = 3, .weight = weights_nan}},
    {"stratum out of range",
     "response 2 is in stratum 4 of 2",
     {.n = 3, .stratum = index_bad, .n_strata = 2}},
    {"cluster out of range",
     "response 2 is in cluster 4 of 3",
     {.n = 3, .cluster = index_bad, .n_clusters = 3}},
    {"cluster in two strata",
     "cluster 1 lies in stratum 1 and in stratum 2; a cluster belongs to one "
     "stratum",
     {.n = 3,
      .cluster = index_split,
      .n_clusters = 2,
      .stratum = strata_split,
      .n_strata = 2}},
    {"population below the sample",
     "stratum 1 has a population of 2 and a sample of 3 clusters",
     {.n = 3, .population = small}},
};

static void refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct err err = {0};

        assert_int_equal(design_check(&refused[i].design, &err), ERR_INPUT);
        assert_string_equal(err.text, refused[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stratified), cmocka_unit_test(clustered),
        cmocka_unit_test(calibrated), cmocka_unit_test(lonely),
        cmocka_unit_test(collinear),  cmocka_unit_test(refusals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
