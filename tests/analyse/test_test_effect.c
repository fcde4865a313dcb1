/* test_test_effect.c - effect sizes against R (topic f) and known tables;
 * Fisher's exact test, adjustment of p-values and the rule of what to tell. */
#include "analyse/test/effect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/test/adjust.h"
#include "analyse/test/fisher.h"
#include "analyse/test/tell.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

/* Codes of scores, ascending, of the responses that have both. */
static struct oracle_codes ordered(const struct oracle_data *d,
                                   const char *column)
{
    static const char *const orders[][5] = {
        {"18 - 34", "35 - 64", "65 and up"},
        {"High school or less", "Some college", "College or more",
         "Post graduate degree"},
        {"Non-white", "White"},
    };
    const char *name = strcmp(column, "white") == 0 ? "race2" : column;
    struct oracle_codes c = oracle_codes(d, name, NULL);
    double *score = oracle_numbers(d, name);

    for (size_t i = 0; i < d->n; i++) {
        const char *text = oracle_text(d, i, name);

        c.code[i] = isnan(score[i]) ? -1 : (int32_t)score[i] - 1;
        for (size_t o = 0; text && o < 3; o++)
            for (size_t k = 0; k < 5 && orders[o][k]; k++)
                if (strcmp(orders[o][k], text) == 0)
                    c.code[i] = (int32_t)k;
    }
    c.k = 5;
    free(score);
    return c;
}

static struct effect_order order_of(const struct oracle_data *d,
                                    const char *question, const char *breakdown,
                                    bool weighted)
{
    struct oracle_codes row = ordered(d, question);
    struct oracle_codes column = ordered(d, breakdown);
    struct cell cell[25];
    double count[25];
    struct err err = {0};

    assert_ok(infer_table(&d->design, row.code, 5, column.code, 5, cell, &err),
              &err);
    for (size_t c = 0; c < 25; c++)
        count[c] = weighted ? cell[c].w : cell[c].n;
    oracle_codes_free(&row);
    oracle_codes_free(&column);
    return effect_order(count, 5, 5);
}

static void ordinal(void **state)
{
    const char *shared = check_shared("oracles/../");
    struct oracle_data d;
    struct oracle o;

    (void)state;
    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, "f_ordinal_masculinity_1.csv");
    d = oracle_data(shared, "masculinity");
    for (size_t row = 0; row < o.sheet.rows; row++) {
        struct expected e = sheet_expected(&o.sheet, row);
        struct effect_order f = order_of(&d, e.question, e.breakdown,
                                         strcmp(e.level, "unweighted") != 0);
        const struct value {
            const char *name;
            double value;
        } values[] = {
            {"concordant_pairs", f.concordant},
            {"discordant_pairs", f.discordant},
            {"gamma", f.gamma},
            {"tau_b", f.tau_b},
            {"tau_c", f.tau_c},
            {"somers_d_col_given_row(y|x)", f.somers_column},
            {"somers_d_row_given_col(x|y)", f.somers_row},
        };

        for (size_t i = 0; i < sizeof values / sizeof *values; i++)
            if (strcmp(values[i].name, e.statistic) == 0)
                oracle_compare(&o, &e, values[i].value, 1e-8);
    }
    print_message("f_ordinal_masculinity_1.csv: %zu values compared\n",
                  o.compared);
    assert_true(o.compared >= 70);
    oracle_data_free(&d);
    oracle_free(&o);
}

/* Two rows by three columns, those of a column together. */
static void by_hand(void **state)
{
    static const double count[6] = {10, 0, 5, 5, 0, 10};
    static const double perfect[4] = {7, 0, 0, 3};
    static const double empty[6] = {10, 0, 0, 0, 4, 6};
    static const double alone[2] = {3, 4};
    double scaled[6];
    struct effect_order e = effect_order(count, 2, 3);

    (void)state;
    /* P = 10 (5 + 10) + 5 * 10, Q = 0; ties by hand */
    assert_near(e.concordant, 200, 0);
    assert_near(e.discordant, 0, 0);
    assert_near(e.gamma, 1, 0);
    assert_near(e.somers_row, 200.0 / 300, 1e-15);
    assert_near(e.somers_column, 200.0 / 225, 1e-15);
    assert_near(e.tau_b, 200 / sqrt(300 * 225.0), 1e-15);
    assert_near(e.tau_c, 2 * 2 * 200.0 / 900, 1e-15);
    /* X2 = 20, N = 30 */
    assert_near(effect_cramers_v(count, 2, 3), sqrt(20.0 / 30), 1e-15);
    assert_near(effect_cramers_v(perfect, 2, 2), 1, 1e-15);
    for (size_t c = 0; c < 6; c++)
        scaled[c] = 2.385 * count[c];
    assert_near(effect_cramers_v(scaled, 2, 3), sqrt(20.0 / 30), 1e-15);
    /* an empty column changes nothing: X2 of 10 0 / 4 6 is 60/7 */
    assert_near(effect_cramers_v(empty, 2, 3), sqrt(60.0 / 7 / 20), 1e-15);
    assert_true(isnan(effect_cramers_v(alone, 2, 1)));
    assert_true(isnan(effect_order(alone, 2, 1).somers_column));
    assert_true(isnan(effect_cramers_v_corrected(count, 2, 3, 1)));
    /* phi2 - 2/29, min(2 - 1/29, 3 - 4/29) - 1 */
    assert_near(effect_cramers_v_corrected(count, 2, 3, 30),
                sqrt((20.0 / 30 - 2.0 / 29) / (1 - 1.0 / 29)), 1e-15);
}

/* Fisher's tea: 3 1 / 1 3; and tables gone through by hand. */
static void fisher(void **state)
{
    static const double tea[4] = {3, 1, 1, 3};
    static const double whole[4] = {4, 0, 0, 4};
    static const double split[4] = {2.5, 1, 1, 3};
    static const double lined[6] = {3, 0, 1, 0, 0, 3};
    static const double with_empty[9] = {3, 1, 0, 0, 0, 0, 1, 3, 0};
    static const double large[9] = {40, 30, 22, 31, 45, 29, 25, 33, 51};
    struct fisher f;
    struct err err = {0};

    (void)state;
    assert_ok(fisher_exact(tea, 2, 2, 1e5, &f, &err), &err);
    assert_near(f.p, 34.0 / 70, 1e-14);
    assert_near(f.more, 17.0 / 70, 1e-14);
    assert_near(f.less, 69.0 / 70, 1e-14);
    assert_ok(fisher_exact(whole, 2, 2, 1e5, &f, &err), &err);
    assert_near(f.p, 2.0 / 70, 1e-14);
    assert_ok(fisher_exact(with_empty, 3, 3, 1e5, &f, &err), &err);
    assert_near(f.p, 34.0 / 70, 1e-14);
    assert_near(f.more, 17.0 / 70, 1e-14);
    /* rows 4 and 3, columns 3, 1, 3: 35 ways, of which 3 1 0 and 0 1 3 have
     * one each and 3 0 1, 1 0 3 three each: p = (1 + 1) / 35 */
    assert_ok(fisher_exact(lined, 2, 3, 1e5, &f, &err), &err);
    assert_near(f.p, 2.0 / 35, 1e-14);
    assert_true(isnan(f.more));
    assert_ok(fisher_exact(split, 2, 2, 1e5, &f, &err), &err);
    assert_true(isnan(f.p));
    assert_ok(fisher_exact(tea, 4, 1, 1e5, &f, &err), &err);
    assert_true(isnan(f.p));
    assert_ok(fisher_exact(large, 3, 3, 1000, &f, &err), &err);
    assert_true(isnan(f.p) && f.tables > 1000);
}

/* R: p.adjust(c(0.01, 0.04, NA, 0.03, 0.005, 0.03), ...) by hand, m = 5. */
static void adjusted(void **state)
{
    static const double p[6] = {0.01, 0.04, (double)NAN, 0.03, 0.005, 0.03};
    static const double holm[6] = {0.04, 0.09, 0, 0.09, 0.025, 0.09};
    static const double bh[6] = {0.025, 0.04, 0, 0.0375, 0.025, 0.0375};
    static const double bonferroni[6] = {0.05, 0.2, 0, 0.15, 0.025, 0.15};
    static const double *const expected[ADJUST_KINDS] = {p, holm, bh,
                                                         bonferroni};
    static const char *const names[ADJUST_KINDS] = {"none", "holm", "bh",
                                                    "bonferroni"};
    double got[6];
    struct err err = {0};

    (void)state;
    for (int kind = 0; kind < ADJUST_KINDS; kind++) {
        assert_string_equal(adjustment_name((enum adjustment)kind),
                            names[kind]);
        assert_ok(adjust_p((enum adjustment)kind, p, 6, got, &err), &err);
        for (size_t i = 0; i < 6; i++)
            if (i == 2)
                assert_true(isnan(got[i]));
            else
                assert_near(got[i], expected[kind][i], 1e-15);
    }
    memcpy(got, p, sizeof got);
    assert_ok(adjust_p(ADJUST_HOLM, got, 6, got, &err), &err);
    assert_near(got[1], 0.09, 1e-15);
    got[0] = 0.7;
    got[1] = 0.8;
    assert_ok(adjust_p(ADJUST_HOLM, got, 2, got, &err), &err);
    assert_near(got[0], 1, 0);
    assert_near(got[1], 1, 0);
    assert_ok(adjust_p(ADJUST_BH, got, 0, got, &err), &err);
}

static void told(void **state)
{
    static const struct told_case {
        double points, a, b, p;
        bool told;
    } cases[] = {
        {5.1, 50, 200, 0.049, true},
        {-5.1, 50, 200, 0.049, true},
        {100 * (0.35 - 0.3), 50, 50, 0.01, true}, /* 4.9999999999999989 */
        {4.99, 50, 200, 0.049, false},
        {5.1, 49, 200, 0.049, false},
        {5.1, 200, 49, 0.049, false},
        {5.1, 50, 200, 0.05, false},
        {(double)NAN, 50, 200, 0.01, false},
        {20, 500, 200, (double)NAN, false},
        {20, (double)NAN, 200, 0.01, false},
    };
    struct tell_rule strict = tell_default;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(tell(&tell_default, cases[i].points, cases[i].a,
                              cases[i].b, cases[i].p),
                         cases[i].told);
    strict.points = 10;
    assert_false(tell(&strict, 9.9, 500, 500, 0.001));
    assert_true(tell(&strict, 10, 500, 500, 0.001));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinal), cmocka_unit_test(by_hand),
        cmocka_unit_test(fisher),  cmocka_unit_test(adjusted),
        cmocka_unit_test(told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
