/* test_weight_oracles.c - weights and calibrated errors against R survey:
 * Star Wars raked to three margins, schools calibrated to their population. */
#include "analyse/weight/weight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/infer.h"
#include "tests/support/check.h"
#include "tests/support/sheet.h"

enum { MOST_LEVELS = 12, MOST_MARGINS = 3 };

/* A margin read from the sheets. */
struct read_margin {
    struct weight_margin margin;
    int32_t *level;
    const char *label[MOST_LEVELS];
    double target[MOST_LEVELS];
};

struct data {
    struct sheet sheet, targets, weights;
    size_t *row; /* those used */
    size_t n;
    double *base, *numbers;
    double *y, *u;
    struct read_margin margin[MOST_MARGINS];
    struct weight_number number;
    struct design design;
    uint32_t *cluster;
    double population;
};

static struct sheet oracle(const char *name)
{
    char path[400];

    (void)snprintf(path, sizeof path, "%s/%s", check_shared("oracles"), name);
    return sheet_read(path);
}

static const char *cell(const struct data *d, size_t i, size_t column)
{
    return d->sheet.cell[d->row[i] * d->sheet.columns + column];
}

static void read_margin(struct data *d, struct read_margin *m,
                        const char *dataset, const char *name, size_t column)
{
    size_t n = 0;

    for (size_t r = 0; r < d->targets.rows; r++) {
        if (strcmp(sheet_text(&d->targets, r, "dataset"), dataset) != 0 ||
            strcmp(sheet_text(&d->targets, r, "variable"), name) != 0)
            continue;
        m->label[n] = sheet_text(&d->targets, r, "level");
        m->target[n++] = sheet_number(&d->targets, r, "target_share");
    }
    m->level = calloc(d->n, sizeof *m->level);
    for (size_t i = 0; i < d->n; i++) {
        m->level[i] = WEIGHT_MISSING;
        for (size_t l = 0; l < n; l++)
            if (strcmp(cell(d, i, column), m->label[l]) == 0)
                m->level[i] = (int32_t)l;
        assert_true(m->level[i] >= 0);
    }
    m->margin = (struct weight_margin){.name = name,
                                       .level = m->level,
                                       .n_levels = n,
                                       .label = m->label,
                                       .target = m->target};
}

/* margin[2] of the two-way scheme: gender by age, product targets. */
static void cross(struct data *d, const struct read_margin *a,
                  const struct read_margin *b, struct read_margin *m)
{
    size_t n = b->margin.n_levels;

    m->level = calloc(d->n, sizeof *m->level);
    for (size_t i = 0; i < d->n; i++)
        m->level[i] = a->level[i] * (int32_t)n + b->level[i];
    for (size_t l = 0; l < a->margin.n_levels * n; l++) {
        m->target[l] = a->target[l / n] * b->target[l % n];
        m->label[l] = "crossed";
    }
    m->margin = (struct weight_margin){.name = "gender*age",
                                       .level = m->level,
                                       .n_levels = a->margin.n_levels * n,
                                       .label = m->label,
                                       .target = m->target};
}

static void data_free(struct data *d)
{
    sheet_free(&d->sheet);
    sheet_free(&d->targets);
    sheet_free(&d->weights);
    for (size_t m = 0; m < MOST_MARGINS; m++)
        free(d->margin[m].level);
    free(d->row);
    free(d->base);
    free(d->numbers);
    free(d->y);
    free(d->u);
    free(d->cluster);
}

static void allocate(struct data *d)
{
    d->row = calloc(d->sheet.rows, sizeof *d->row);
    d->base = calloc(d->sheet.rows, sizeof *d->base);
    d->numbers = calloc(d->sheet.rows, sizeof *d->numbers);
    d->y = calloc(d->sheet.rows, sizeof *d->y);
    d->u = calloc(d->sheet.rows, sizeof *d->u);
    d->cluster = calloc(d->sheet.rows, sizeof *d->cluster);
}

enum {
    GENDER = 33,
    AGE = 34,
    REGION = 37,
    SEEN = 1,
    FAN = 2,
    TREK = 32,
    JARJAR = 26
};

static struct data starwars(void)
{
    struct data d = {0};
    char path[400];

    (void)snprintf(path, sizeof path,
                   "%s/surveymonkey__fivethirtyeight__star-wars.csv",
                   check_shared("data"));
    d.sheet = sheet_read(path);
    d.targets = oracle("d_targets.csv");
    d.weights = oracle("d_weights_starwars.csv");
    allocate(&d);
    for (size_t r = 1; r < d.sheet.rows; r++) {
        char **c = d.sheet.cell + r * d.sheet.columns;

        if (*c[GENDER] && *c[AGE] && *c[REGION]) {
            assert_string_equal(c[0],
                                sheet_text(&d.weights, d.n, "RespondentID"));
            d.row[d.n++] = r;
        }
    }
    assert_int_equal(d.n, 1043);
    read_margin(&d, &d.margin[0], "starwars", "gender", GENDER);
    read_margin(&d, &d.margin[1], "starwars", "age", AGE);
    read_margin(&d, &d.margin[2], "starwars", "region", REGION);
    return d;
}

static struct data schools(void)
{
    static const char population[] = "api(population totals, not shares)";
    struct data d = {0};

    d.sheet = oracle("data/apiclus1.csv");
    d.targets = oracle("d_targets.csv");
    d.weights = oracle("d_weights_apiclus1.csv");
    allocate(&d);
    for (; d.n < d.sheet.rows; d.n++) {
        size_t j = 0;

        d.row[d.n] = d.n;
        d.base[d.n] = sheet_number(&d.sheet, d.n, "pw");
        d.numbers[d.n] = sheet_number(&d.sheet, d.n, "api99");
        while (strcmp(sheet_text(&d.sheet, j, "dnum"),
                      sheet_text(&d.sheet, d.n, "dnum")) != 0)
            j++;
        d.cluster[d.n] =
            j < d.n ? d.cluster[j] : (uint32_t)d.design.n_clusters++;
    }
    read_margin(&d, &d.margin[0], population, "stype",
                sheet_column(&d.sheet, "stype"));
    read_margin(&d, &d.margin[1], population, "sch.wide",
                sheet_column(&d.sheet, "sch.wide"));
    d.number = (struct weight_number){"api99", d.numbers, 3914069};
    d.population = sheet_number(&d.sheet, 0, "fpc");
    d.design.cluster = d.cluster;
    return d;
}

/* The value that R has for a question of the Star Wars file: NaN missing. */
static double answer(const struct data *d, size_t i, const char *question)
{
    static const char *const favour[] = {
        "Very unfavorably", "Somewhat unfavorably",
        "Neither favorably nor unfavorably (neutral)", "Somewhat favorably",
        "Very favorably"};
    size_t column = strncmp(question, "seen", 4) == 0   ? SEEN
                    : strncmp(question, "fan", 3) == 0  ? FAN
                    : strncmp(question, "trek", 4) == 0 ? TREK
                                                        : JARJAR;

    if (d->design.cluster)
        return sheet_number(&d->sheet, i, question);
    if (column != JARJAR)
        return *cell(d, i, column) == '\0'
                   ? (double)NAN
                   : strcmp(cell(d, i, column), "Yes") == 0;
    for (size_t k = 0; k < 5; k++)
        if (strcmp(cell(d, i, column), favour[k]) == 0)
            return (double)k + 1;
    return (double)NAN;
}

struct scheme {
    const char *level, *column; /* in the oracle; in the file of weights */
    enum weight_method method;
    size_t n_margins, n_numbers;
    double lower, upper; /* NaN: none */
    double trim_lower, trim_upper;
    enum { NO, ONCE, STRICT } trim;
};
#define NONE (double)NAN, (double)NAN
#define NO_TRIM 0, 0, NO

/* What a scheme makes of the weights. */
static struct weights solve(struct data *d, const struct scheme *s,
                            struct weight_problem *p)
{
    static struct weight_margin margin[MOST_MARGINS];
    struct weights w;
    struct err err = {0};

    for (size_t m = 0; m < s->n_margins; m++) {
        margin[m] = d->margin[m].margin;
        margin[m].target = d->margin[m].target; /* data moved since */
        margin[m].label = d->margin[m].label;
        margin[m].counts = d->design.cluster != NULL;
    }
    *p =
        (struct weight_problem){.name = "oracle",
                                .n = d->n,
                                .base = d->design.cluster ? d->base : NULL,
                                .margin = margin,
                                .n_margins = s->n_margins,
                                .number = &d->number,
                                .n_numbers = s->n_numbers,
                                .total = d->design.cluster ? 6194 : (double)NAN,
                                .method = s->method,
                                .lower = s->lower,
                                .upper = s->upper,
                                .cap = (double)NAN};
    assert_ok(weights_solve(p, &w, NULL, &err), &err);
    assert_true(w.converged);
    assert_true(w.misfit <= 1e-12);
    if (s->trim != NO)
        assert_ok(weight_trim(w.weight, w.n, s->trim_lower, s->trim_upper,
                              s->trim == STRICT, &err),
                  &err);
    return w;
}

static double value_of(const struct weight_summary *s, const char *statistic)
{
    double n = (double)s->n;
    const struct {
        const char *name;
        double value;
    } all[] = {{"n", n},
               {"sum_w", s->sum},
               {"min_w", s->min},
               {"max_w", s->max},
               {"mean_w", s->mean},
               {"sd_w", s->sd},
               {"cv_w_population_sd", s->sd * sqrt((n - 1) / n) / s->mean},
               {"kish_deff", s->effect},
               {"kish_neff", s->n_effective},
               {"ratio_max_min", s->max / s->min}};
    char name[40];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, statistic) == 0)
            return all[i].value;
    for (size_t q = 0; q < WEIGHT_QUANTILES; q++) {
        (void)snprintf(name, sizeof name, "quantile_type7_%g%%",
                       100 * weight_quantile[q]);
        if (strcmp(name, statistic) == 0)
            return s->quantile[q];
    }
    fail_msg("what is %s?", statistic);
    return 0;
}

/* Mean and total with their errors; the weights as they are. */
static double estimate(struct data *d, const struct weights *w,
                       const struct calibration *c, const char *statistic,
                       const char *question)
{
    bool total = strstr(statistic, "total_w") != NULL;
    double sum = 0, wy = 0, v;
    struct err err = {0};

    d->design.n = d->n;
    d->design.population = d->design.cluster ? &d->population : NULL;
    d->design.weight = w->weight;
    d->design.calibration = strstr(statistic, "calibrated") ? c : NULL;
    for (size_t i = 0; i < d->n; i++) {
        d->y[i] = answer(d, i, question);
        if (isnan(d->y[i]))
            continue;
        sum += w->weight[i];
        wy += w->weight[i] * d->y[i];
    }
    if (strncmp(statistic, "se_", 3) != 0)
        return total ? wy : wy / sum;
    for (size_t i = 0; i < d->n; i++)
        d->u[i] = isnan(d->y[i]) ? 0
                  : total        ? d->y[i]
                                 : (d->y[i] - wy / sum) / sum;
    assert_ok(infer_covariance(&d->design, d->u, 1, &v, &err), &err);
    return sqrt(v);
}

static size_t compare(struct data *d, const struct scheme *s,
                      const struct sheet *expected)
{
    struct weight_problem p;
    struct weights w = solve(d, s, &p);
    struct calibration c = {.base = w.base};
    struct weight_summary summary;
    size_t compared = 0;
    double *x;
    struct err err = {0};

    assert_ok(weights_columns(&w, &p, &x, &c.k, &err), &err);
    c.x = x;
    for (size_t i = 0; i < d->n; i++) {
        assert_near(w.weight[i], sheet_number(&d->weights, i, s->column), 1e-8);
        compared++;
    }
    assert_ok(weight_summarise(w.weight, w.n, &summary, &err), &err);
    for (size_t r = 0; r < expected->rows; r++) {
        struct expected e = sheet_expected(expected, r);
        double ours;

        if (strcmp(e.level, s->level) != 0 || strcmp(e.breakdown, "scheme") ||
            (s->trim != NO && strstr(e.statistic, "calibrated")))
            continue;
        ours = strcmp(e.question, "weights") == 0
                   ? value_of(&summary, e.statistic)
                   : estimate(d, &w, &c, e.statistic, e.question);
        if (fabs(ours - e.value) > 1e-8 * fmax(1, fabs(e.value)))
            print_error("%s %s %s:\n", s->level, e.question, e.statistic);
        assert_near(ours, e.value, 1e-8);
        compared++;
    }
    free(x);
    weights_free(&w);
    return compared;
}

// clang-format off
static const struct scheme films[] = {
    {"rake_gender_age_region", "w_rake3", WEIGHT_RAKE, 3, 0, NONE, NO_TRIM},
    {"rake_gender_age", "w_rake2", WEIGHT_RAKE, 2, 0, NONE, NO_TRIM},
    {"calibrate_linear", "w_lin", WEIGHT_LINEAR, 3, 0, NONE, NO_TRIM},
    {"calibrate_raking", "w_calrake", WEIGHT_RAKE, 3, 0, NONE, NO_TRIM},
    {"calibrate_logit_bounds_0.4_2.5", "w_logit", WEIGHT_LOGIT, 3, 0,
     0.4, 2.5, NO_TRIM},
    {"calibrate_linear_bounds_0.6_1.6", "w_linb", WEIGHT_LINEAR, 3, 0,
     0.6, 1.6, NO_TRIM},
    {"rake3_then_trimWeights_upper1.1_once", "w_trim_once", WEIGHT_RAKE, 3, 0,
     NONE, 0, 1.1, ONCE},
    {"rake3_then_trimWeights_upper1.1_strict", "w_trim_strict", WEIGHT_RAKE,
     3, 0, NONE, 0, 1.1, STRICT},
};
static const struct scheme colleges[] = {
    {"rake_stype_schwide", "w_rake", WEIGHT_RAKE, 2, 0, NONE, NO_TRIM},
    {"poststratify_stype", "w_post", WEIGHT_POSTSTRATIFY, 1, 0, NONE, NO_TRIM},
    {"calibrate_linear_stype", "w_lin_stype", WEIGHT_LINEAR, 1, 0, NONE,
     NO_TRIM},
    {"calibrate_linear_stype_api99", "w_lin_stype_api99", WEIGHT_LINEAR, 1, 1,
     NONE, NO_TRIM},
    {"calibrate_raking_stype_api99", "w_rak_stype_api99", WEIGHT_RAKE, 1, 1,
     NONE, NO_TRIM},
    {"calibrate_logit_stype_api99_bounds_0.5_1.6", "w_logit_stype_api99",
     WEIGHT_LOGIT, 1, 1, 0.5, 1.6, NO_TRIM},
    {"calibrate_linear_stype_api99_bounds_0.5_1.6", "w_linb_stype_api99",
     WEIGHT_LINEAR, 1, 1, 0.5, 1.6, NO_TRIM},
    {"calibrate_linear_stype_api99_then_trim_once", "w_trim", WEIGHT_LINEAR,
     1, 1, NONE, 19.282153530769577, 51.599689778313383, ONCE},
};
// clang-format on

static void star_wars(void **state)
{
    const struct scheme post = {"poststratify_gender_x_age(product targets)",
                                "w_post",
                                WEIGHT_POSTSTRATIFY,
                                1,
                                0,
                                NONE,
                                NO_TRIM};
    struct data d;
    struct sheet expected;
    struct read_margin gender;
    size_t compared = 0;

    (void)state;
    if (!check_shared("oracles"))
        skip();
    d = starwars();
    expected = oracle("d_rake_starwars.csv");
    for (size_t i = 0; i < sizeof films / sizeof *films; i++)
        compared += compare(&d, &films[i], &expected);
    gender = d.margin[0];
    cross(&d, &gender, &d.margin[1], &d.margin[0]);
    compared += compare(&d, &post, &expected);
    free(gender.level);
    print_message("%zu values agree\n", compared);
    assert_true(compared >= 9 * 1043 + 250);
    sheet_free(&expected);
    data_free(&d);
}

static void api_schools(void **state)
{
    struct data d;
    struct sheet expected;
    size_t compared = 0;

    (void)state;
    if (!check_shared("oracles"))
        skip();
    d = schools();
    expected = oracle("d_calib_apiclus1.csv");
    for (size_t i = 0; i < sizeof colleges / sizeof *colleges; i++)
        compared += compare(&d, &colleges[i], &expected);
    print_message("%zu values agree\n", compared);
    assert_true(compared >= 8 * 183 + 200);
    sheet_free(&expected);
    data_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(star_wars),
        cmocka_unit_test(api_schools),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
