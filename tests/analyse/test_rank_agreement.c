/* test_rank_agreement.c - agreement between people, rules and groups;
 * importance and satisfaction. */
#include <gsl/gsl_cdf.h>
#include "analyse/rank/agreement.h"
#include "analyse/rank/importance.h"
#include "analyse/rank/scores.h"
#include "tests/analyse/rank_data.h"

static void check_oracle(const struct middles *r, const char *file,
                         const char *question)
{
    const char *folder = check_shared("oracles");
    struct str path = {0};
    struct oracle o;
    struct concordance c = kendall_w(r, NULL);

    if (!folder)
        skip();
    str_addf(&path, "%s/%s", folder, file);
    o = oracle_read(str_cstr(&path));
    assert_near(c.w, oracle_value(&o, question, "", "", "kendall_W"), 1e-8);
    assert_near(c.w_untied, c.w, 1e-12);
    assert_near(c.chisq, oracle_value(&o, question, "", "", "friedman_chisq"),
                1e-8);
    assert_near(c.df, oracle_value(&o, question, "", "", "kendall_W_df"), 0);
    assert_near(log(c.p), log(oracle_value(&o, question, "", "", "friedman_p")),
                1e-8);
    assert_near(c.f, oracle_value(&o, question, "", "", "iman_davenport_F"),
                1e-8);
    assert_near(log(c.f_p),
                log(oracle_value(&o, question, "", "", "iman_davenport_p")),
                1e-8);
    assert_near(c.mean_spearman,
                oracle_value(&o, question, "", "", "mean_spearman"), 1e-8);
    oracle_free(&o);
    str_free(&path);
}

static double *middles_of(const struct profile *p)
{
    double *middle = calloc(p->n * p->k, sizeof *middle);

    for (size_t row = 0; row < p->n; row++)
        places_middle(p->place + row * p->k, p->k, middle + row * p->k);
    return middle;
}

static void concordance_of_rankings(void **state)
{
    const char *data = check_shared("data"), *folder = check_shared("oracles");
    struct str path = {0};

    (void)state;
    if (!data || !folder)
        skip();
    for (int which = 0; which < 2; which++) {
        struct profile p;
        struct middles r;
        double *middle;

        str_clear(&path);
        if (which)
            str_addf(&path, "%s/data/salad.csv", folder);
        else
            str_addf(&path, "%s/surveymonkey__fivethirtyeight__star-wars.csv",
                     data);
        p = profile_csv(str_cstr(&path), which ? 0 : 9, which ? 4 : 6,
                        which ? 1 : 2);
        middle = middles_of(&p);
        r = (struct middles){.n = p.n, .k = p.k, .middle = middle};
        check_oracle(&r,
                     which ? "e_rank_salad.csv" : "e_rank_starwars_overall.csv",
                     which ? "dressing_ranking" : "film_ranking");
        free(middle);
        profile_free(&p);
    }
    str_free(&path);
}

/* How rude nine things on a plane are, 1 to 3: ties everywhere. */
static double *read_rudeness(const char *path, size_t *n)
{
    static const size_t column[9] = {8, 9, 12, 14, 15, 16, 17, 18, 19};
    static const char *const start[3] = {"No, not", "Yes, so", "Yes, ve"};
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    double *middle = calloc(1100 * 9, sizeof *middle);

    *n = 0;
    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    for (;;) {
        double y[9];
        size_t full = 0;

        assert_ok(csv_next(reader, &row, &err), &err);
        if (row.what == CSV_END)
            break;
        for (size_t i = 0; i < 9 && row.n > 19; i++)
            for (size_t s = 0; s < 3; s++)
                if (row.cell[column[i]].n > 7 &&
                    memcmp(row.cell[column[i]].p, start[s], 7) == 0) {
                    y[i] = (double)s + 1;
                    full++;
                }
        if (full == 9)
            places_of_numbers(y, 9, middle + 9 * (*n)++);
    }
    csv_close(reader);
    return middle;
}

static void concordance_with_ties(void **state)
{
    static const char *const item[9] = {
        "r_unsold",         "r_talk",          "r_recline",
        "r_switch_friends", "r_switch_family", "r_wake_bath",
        "r_wake_walk",      "r_baby",          "r_unruly"};
    static const char question[] = "rudeness_items";
    const char *data = check_shared("data"), *folder = check_shared("oracles");
    struct str path = {0};
    struct oracle o;
    struct middles r = {.k = 9};
    struct concordance c;
    double *middle, mean[9];

    (void)state;
    if (!data || !folder)
        skip();
    str_addf(&path, "%s/e_friedman_ties_flying.csv", folder);
    o = oracle_read(str_cstr(&path));
    str_clear(&path);
    str_addf(&path, "%s/surveymonkey__fivethirtyeight__flying-etiquette.csv",
             data);
    middle = read_rudeness(str_cstr(&path), &r.n);
    r.middle = middle;
    c = kendall_w(&r, mean);
    assert_int_equal(c.n, 849);
    assert_near(c.w,
                oracle_value(&o, question, "", "", "kendall_W_tiecorrected"),
                1e-8);
    assert_near(c.w_untied,
                oracle_value(&o, question, "", "", "kendall_W_no_tie"), 1e-8);
    assert_near(c.chisq,
                oracle_value(&o, question, "", "", "friedman_chisq_tie"), 1e-8);
    for (size_t i = 0; i < 9; i++)
        assert_near(mean[i],
                    oracle_value(&o, question, item[i], "", "mean_midrank"),
                    1e-8);
    free(middle);
    oracle_free(&o);
    str_free(&path);
}

/* Weight 2 is the ranking twice; all alike is 1; all tied is nothing. */
static void concordance_weighted(void **state)
{
    const double once[] = {1, 2.5, 2.5, 3, 1, 2, 1, 2, 3};
    const double twice[] = {1, 2.5, 2.5, 3, 1, 2, 3, 1, 2, 1, 2, 3};
    const double alike[] = {1, 2, 3, 1, 2, 3}, tied[] = {2, 2, 2, 2, 2, 2};
    const double w[] = {1, 2, 1};
    const unsigned char member[] = {1, 1, 0};
    struct concordance a, b;

    (void)state;
    a = kendall_w(&(struct middles){3, 3, once, w, NULL}, NULL);
    b = kendall_w(&(struct middles){4, 3, twice, NULL, NULL}, NULL);
    assert_near(a.w, b.w, 1e-14);
    assert_true(isnan(a.chisq) && isnan(a.f_p));
    /* sums 8, 6.5, 9.5: S = 4.5; 12 S / (16 * 24 - 4 * 6) */
    assert_near(b.w, 54 / 360.0, 1e-14);
    assert_near(b.chisq, 4 * 2 * 54 / 360.0, 1e-14);
    a = kendall_w(&(struct middles){2, 3, alike, NULL, NULL}, NULL);
    assert_near(a.w, 1, 1e-14);
    assert_near(a.mean_spearman, 1, 1e-14);
    a = kendall_w(&(struct middles){2, 3, tied, NULL, NULL}, NULL);
    assert_true(isnan(a.w) && isnan(a.p));
    a = kendall_w(&(struct middles){3, 3, once, NULL, member}, NULL);
    assert_int_equal(a.n, 2);
    a = kendall_w(&(struct middles){1, 3, once, NULL, NULL}, NULL);
    assert_near(a.w, 1, 1e-14);
    assert_true(isnan(a.f) && isnan(a.mean_spearman));
}

/* x and y agree on 6 pairs, disagree on 2; x ties one more, y another. */
static void correlations(void **state)
{
    const double x[] = {1, 2, 2, 4, 5}, y[] = {1, 4, 2, 4, 3};
    const double flat[] = {1, 1, 1, 1, 1}, nan = (double)NAN;
    const double gap[] = {1, 2, 2, 4, nan};
    struct err err = {0};
    double rho;

    (void)state;
    assert_near(tau_b(x, y, 5), 4 / 9.0, 1e-15);
    assert_near(tau_b(x, x, 5), 1, 1e-15);
    assert_near(tau_b(gap, y, 5), 4 / 5.0, 1e-15);
    assert_true(isnan(tau_b(x, flat, 5)));
    /* places 1 2.5 2.5 4 5 and 1 4.5 2 4.5 3 */
    assert_ok(spearman(x, y, 5, &rho, &err), &err);
    assert_near(rho, 5.25 / 9.5, 1e-14);
    assert_ok(spearman(gap, y, 5, &rho, &err), &err);
    assert_near(rho, 3.75 / 4.5, 1e-14);
    assert_ok(spearman(flat, y, 5, &rho, &err), &err);
    assert_true(isnan(rho));
}

static void rules_side_by_side(void **state)
{
    const size_t rank[] = {1, 2, 3, 2, 1, 3, 1, 1, 0};
    size_t ahead[9], spread[3];

    (void)state;
    compare_rules(rank, 3, 3, ahead, spread);
    assert_int_equal(ahead[0 * 3 + 1], 1);
    assert_int_equal(ahead[1 * 3 + 0], 1);
    assert_int_equal(ahead[0 * 3 + 2], 2);
    assert_int_equal(ahead[2 * 3 + 0], 0);
    assert_int_equal(spread[0], 1);
    assert_int_equal(spread[2], 0);
}

/* Two means: z squared, and F with nu = 9 is t squared. */
static void wald_of_two(void **state)
{
    const double x[2] = {1.8, 1.2}, v[4] = {0.04, -0.01, -0.01, 0.02};
    const double four[16] = {0.04, -0.04, 0,     0, -0.04, 0.04,  0,   0, 0,
                             0,    0.02,  -0.02, 0, 0,     -0.02, 0.02};
    const double ranks[4] = {1.2, 1.8, 1.5, 1.5};
    struct wald w;
    struct err err = {0};

    (void)state;
    assert_ok(wald_equal(x, v, 2, 9, &w, &err), &err);
    assert_near(w.chisq, 0.36 / 0.08, 1e-12);
    assert_near(w.df, 1, 0);
    assert_near(w.f, 0.36 / 0.08, 1e-12);
    assert_near(w.df2, 9, 0);
    assert_near(w.p_chisq, 0.033894854, 1e-8);
    assert_near(w.p, 2 * gsl_cdf_tdist_Q(sqrt(4.5), 9), 1e-10);
    /* Ranks of two items add up to 3: one of the two is free. */
    assert_ok(wald_groups(ranks, four, 2, 2, 50, &w, &err), &err);
    assert_near(w.df, 1, 0);
    assert_near(w.chisq, 0.09 / 0.06, 1e-12);
    assert_ok(wald_groups(ranks, four, 1, 4, 50, &w, &err), &err);
    assert_near(w.df, 0, 0);
    assert_true(isnan(w.p));
}

/* Mean ranks of a random profile: k - 1 df, and the same from each first
 * item. */
static void wald_of_ranks(void **state)
{
    uint64_t seed = 21;
    struct profile p = profile_random(50, 5, false, &seed);
    struct places places = profile_places(&p);
    struct design d = profile_design(&p);
    struct err err = {0};
    double x[5], v[25], xt[5], vt[25];
    struct wald a, b;

    (void)state;
    assert_ok(score_means(&places, &d, SCORE_MEAN_RANK, 0, x, v, &err), &err);
    for (size_t i = 0; i < 5; i++) {
        xt[(i + 2) % 5] = x[i];
        for (size_t j = 0; j < 5; j++)
            vt[(i + 2) % 5 * 5 + (j + 2) % 5] = v[i * 5 + j];
    }
    assert_ok(wald_equal(x, v, 5, 49, &a, &err), &err);
    assert_ok(wald_equal(xt, vt, 5, 49, &b, &err), &err);
    assert_near(a.df, 4, 0);
    assert_near(a.df2, 46, 0);
    assert_near(a.chisq, b.chisq, 1e-9);
    v[3] = (double)NAN;
    assert_ok(wald_equal(x, v, 5, 49, &a, &err), &err);
    assert_true(isnan(a.chisq));
    profile_free(&p);
}

/* Two halves of a survey: their ranks of five items have 4 df, whatever
 * rounding leaves of the fifth. */
static void wald_of_two_groups(void **state)
{
    uint64_t seed = 22;
    struct profile p = profile_random(60, 5, false, &seed);
    struct design d = profile_design(&p);
    double *u = calloc(60 * 10, sizeof *u), x[10] = {0}, v[100], total[2] = {0};
    struct err err = {0};
    struct wald w;

    (void)state;
    for (size_t row = 0; row < 60; row++) {
        total[row % 2] += p.weight[row];
        for (size_t i = 0; i < 5; i++)
            x[row % 2 * 5 + i] += p.weight[row] * p.place[row * 5 + i];
    }
    for (size_t i = 0; i < 10; i++)
        x[i] /= total[i / 5];
    for (size_t row = 0; row < 60; row++)
        for (size_t i = 0; i < 5; i++)
            u[row * 10 + row % 2 * 5 + i] =
                (p.place[row * 5 + i] - x[row % 2 * 5 + i]) / total[row % 2];
    assert_ok(infer_covariance(&d, u, 10, v, &err), &err);
    assert_ok(wald_groups(x, v, 2, 5, 59, &w, &err), &err);
    assert_near(w.df, 4, 0);
    assert_near(w.df2, 56, 0);
    assert_true(w.chisq > 0 && w.chisq < 30 && w.p > 1e-4);
    free(u);
    profile_free(&p);
}

static void ratings(void **state)
{
    const double i[] = {0.5, 0.1, 0.3, 0.3, (double)NAN};
    const double s[] = {0.2, 0.3, 0.9, 0.2, 0.4};
    enum quadrant q[5];
    struct importance r = importance_rating(0.42, 0.35, 0.0004, 0.0009, 0.0001);

    (void)state;
    assert_near(r.rating, 0.273, 1e-15);
    assert_near(r.se,
                sqrt(0.65 * 0.65 * 0.0004 + 0.42 * 0.42 * 0.0009 -
                     2 * 0.42 * 0.65 * 0.0001),
                1e-15);
    assert_string_equal(r.band, "very high priority");
    assert_string_equal(importance_rating(0.5, 0.6, 0, 0, 0).band,
                        "very high priority");
    assert_string_equal(importance_rating(0.5, 0.8, 0, 0, 0).band,
                        "increased emphasis");
    assert_string_equal(importance_rating(0.4, 0.7, 0, 0, 0).band,
                        "increased emphasis");
    assert_string_equal(importance_rating(0.5, 0.9, 0, 0, 0).band,
                        "current emphasis");
    importance_quadrants(i, s, 5, q); /* means 0.3 and 0.4 */
    assert_int_equal(q[0], QUADRANT_IMPROVE);
    assert_int_equal(q[1], QUADRANT_LESS_URGENT);
    assert_int_equal(q[2], QUADRANT_KEEP);
    assert_int_equal(q[3], QUADRANT_IMPROVE);
    assert_int_equal(q[4], QUADRANT_NONE);
}

/* r with one weight changed by h: its slope is the influence. */
static double correlation(const double *w, const double *x, const double *y)
{
    double s = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

    for (size_t i = 0; i < 6; i++) {
        s += w[i];
        mx += w[i] * x[i];
        my += w[i] * y[i];
    }
    for (size_t i = 0; i < 6; i++) {
        xx += w[i] * (x[i] - mx / s) * (x[i] - mx / s);
        yy += w[i] * (y[i] - my / s) * (y[i] - my / s);
        xy += w[i] * (x[i] - mx / s) * (y[i] - my / s);
    }
    return xy / sqrt(xx * yy);
}

static void derived_importance(void **state)
{
    double w[7] = {2.385, 1.19, 0.7, 1, 1.5, 2, 3};
    const double x[7] = {1, 2, 4, 4, 5, 3, (double)NAN};
    const double y[7] = {2, 2, 3, 5, 4, 1, 4}, flat[7] = {4, 4, 4, 4, 4, 4, 4};
    struct design d = {.n = 7, .weight = w};
    struct derived out;
    struct err err = {0};
    double z[7] = {0}, mean = 0, v = 0;
    const double h = 1e-6;

    (void)state;
    assert_ok(importance_derived(&d, x, y, &out, &err), &err);
    assert_near(out.r, correlation(w, x, y), 1e-14);
    assert_near(out.n, 6, 0);
    assert_near(out.df, 5, 0);
    for (size_t i = 0; i < 6; i++) {
        double was = w[i], up;

        w[i] = was + h;
        up = correlation(w, x, y);
        w[i] = was - h;
        z[i] = was * (up - correlation(w, x, y)) / (2 * h);
        w[i] = was;
        mean += z[i] / 7;
    }
    for (size_t i = 0; i < 7; i++)
        v += 7 / 6.0 * (z[i] - mean) * (z[i] - mean);
    assert_near(out.se, sqrt(v), 1e-8);
    assert_ok(importance_derived(&d, flat, y, &out, &err), &err);
    assert_true(isnan(out.r) && isnan(out.se));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(concordance_of_rankings),
        cmocka_unit_test(concordance_with_ties),
        cmocka_unit_test(concordance_weighted),
        cmocka_unit_test(correlations),
        cmocka_unit_test(rules_side_by_side),
        cmocka_unit_test(wald_of_two),
        cmocka_unit_test(wald_of_ranks),
        cmocka_unit_test(wald_of_two_groups),
        cmocka_unit_test(ratings),
        cmocka_unit_test(derived_importance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
