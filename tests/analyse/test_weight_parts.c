/* test_weight_parts.c - caps, trimming, and what weights look like. */
#include "tests/analyse/test_weight_made.h"

/* Cap and margins both hold; where they cannot, the cap does, and the rest is
 * said. */
static void caps(void **state)
{
    struct made *m = make(0.02);
    struct weight_problem p = problem(ROWS, m->margin, MARGINS);
    struct weight_summary s;
    struct notes notes = {0};
    struct weights free_of, w;
    struct err err = {0};

    (void)state;
    p.base = m->base;
    free_of = solved(&p, NULL);
    assert_ok(weight_summarise(free_of.weight, ROWS, &s, &err), &err);
    p.cap = 0.7 * s.max / s.mean;
    w = solved(&p, &notes);
    assert_true(w.converged && w.rounds > 1 && w.at_cap > 0);
    assert_true(isnan(free_of.cap) && free_of.rounds == 0);
    assert_near(w.cap, 0.7 * s.max, 1e-12);
    assert_ok(weight_summarise(w.weight, ROWS, &s, &err), &err);
    assert_near(s.max, w.cap, 1e-11);
    for (size_t a = 0; a < w.n_levels; a++)
        assert_near(w.level[a].after, w.level[a].target, 1e-10);
    assert_int_equal(notes_attention(&notes), 0);
    weights_free(&w);
    notes_free(&notes);
    p.cap = 1.05;
    w = solved(&p, &notes);
    assert_false(w.converged);
    assert_ok(weight_summarise(w.weight, ROWS, &s, &err), &err);
    assert_true(s.max <= w.cap * (1 + 1e-12));
    assert_true(w.misfit > 0.001);
    assert_true(notes_attention(&notes) > 0);
    assert_non_null(strstr(notes.note[notes.n - 1].text,
                           "has not converged: under the cap of 1.05"));
    notes_free(&notes);
    weights_free(&w);
    weights_free(&free_of);
    free(m);
}

static void trims(void **state)
{
    double once[5] = {1, 1, 1, 2, 5}, strict[5] = {1, 1, 1, 2, 5};
    double none[2] = {3, 4}, gone[3] = {NA, 1, 7};
    struct err err = {0};

    (void)state;
    /* 2.5 over 2.5 goes to four: the fourth is then over too. */
    assert_ok(weight_trim(once, 5, 0, 2.5, false, &err), &err);
    assert_near(once[0], 1.625, 1e-15);
    assert_near(once[3], 2.625, 1e-15);
    assert_near(once[4], 2.5, 0);
    assert_ok(weight_trim(strict, 5, 0, 2.5, true, &err), &err);
    assert_near(strict[0], 5.0 / 3, 1e-15);
    assert_near(strict[3], 2.5, 0);
    assert_ok(weight_trim(gone, 3, 0, 5, true, &err), &err);
    assert_true(isnan(gone[0]));
    assert_near(gone[1], 3, 0);
    assert_int_equal(weight_trim(none, 2, 0, 2, true, &err), ERR_INPUT);
    assert_string_equal(err.text,
                        "all weights are outside 0 to 2, and none is left to "
                        "take what was cut off; widen the limits");
}

static void describes(void **state)
{
    const double w[6] = {2.385, NA, 1, 4, 1, 4};
    struct weight_summary s;
    size_t row[3], all[9];
    struct err err = {0};

    (void)state;
    assert_ok(weight_summarise(w, 6, &s, &err), &err);
    assert_int_equal(s.n, 5);
    assert_near(s.sum, 12.385, 1e-15);
    assert_near(s.effect, 5 * 39.688225 / (12.385 * 12.385), 1e-14);
    assert_near(s.n_effective, 12.385 * 12.385 / 39.688225, 1e-14);
    assert_near(s.quantile[3], 2.385, 0);
    assert_near(s.quantile[5], 4, 0);
    assert_near(s.quantile[2], 1, 0);
    assert_int_equal(weight_largest(w, 6, 3, row), 3);
    assert_int_equal(row[0], 3);
    assert_int_equal(row[1], 5);
    assert_int_equal(row[2], 0);
    assert_int_equal(weight_largest(w, 6, 9, all), 5);
    assert_int_equal(all[4], 4);
    assert_int_equal(weight_largest(w, 6, 0, row), 0);
    assert_ok(weight_summarise(w + 1, 1, &s, &err), &err);
    assert_int_equal(s.n, 0);
}

static void names(void **state)
{
    enum weight_method method = WEIGHT_LOGIT;
    enum weight_rule rule = WEIGHT_ERROR;

    (void)state;
    for (int i = 0; i < WEIGHT_METHODS; i++) {
        assert_true(weight_method_of(weight_method_name((enum weight_method)i),
                                     &method));
        assert_int_equal(method, i);
    }
    for (int i = 0; i < WEIGHT_RULES; i++) {
        assert_true(
            weight_rule_of(weight_rule_name((enum weight_rule)i), &rule));
        assert_int_equal(rule, i);
    }
    assert_false(weight_method_of("raking", &method));
    assert_false(weight_rule_of("", &rule));
    assert_int_equal(method, WEIGHT_LOGIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(caps),
        cmocka_unit_test(trims),
        cmocka_unit_test(describes),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
