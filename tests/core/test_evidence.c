/* test_evidence.c - the tables of bases, measures and rules. */
#include "tests/support/check.h"

#include <math.h>
#include <string.h>
#include "core/evidence/evidence.h"

static void base_names(void **state)
{
    static const struct {
        const char *name, *words;
        enum base base;
    } cases[] = {
        {"all", "of all responses", BASE_ALL},
        {"asked", "of those who were asked", BASE_ASKED},
        {"answered", "of those who answered", BASE_ANSWERED},
        {"gave_view", "of those who gave a view", BASE_GAVE_VIEW},
        {"answers", "of all answers given", BASE_ANSWERS},
        {"complete", "of those who filled every place", BASE_COMPLETE},
        {"ranked", "of those who ranked at least one", BASE_RANKED},
    };

    (void)state;
    assert_int_equal(sizeof cases / sizeof *cases, BASES);
    for (size_t i = 0; i < BASES; i++) {
        enum base base = BASES;

        assert_true(base_parse(cases[i].name, &base));
        assert_int_equal(base, cases[i].base);
        assert_string_equal(base_name(base), cases[i].name);
        assert_string_equal(base_words(base), cases[i].words);
    }
}

static void no_base(void **state)
{
    static const char *const names[] = {"", "All", "gave view", "al", "alls"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        enum base base = BASES;

        assert_false(base_parse(names[i], &base));
        assert_int_equal(base, BASES);
    }
}

static void rule_names(void **state)
{
    static const struct {
        const char *name;
        enum rule rule;
        size_t n;
    } cases[] = {
        {"first_choice", RULE_FIRST_CHOICE, 0},
        {"top_n", RULE_TOP_N, 3},
        {"top1", RULE_TOP_N, 1},
        {"top3", RULE_TOP_N, 3},
        {"top12", RULE_TOP_N, 12},
        {"top10000", RULE_TOP_N, 10000},
        {"mean_rank", RULE_MEAN_RANK, 0},
        {"borda", RULE_BORDA, 0},
        {"dowdall", RULE_DOWDALL, 0},
        {"copeland", RULE_COPELAND, 0},
        {"schulze", RULE_SCHULZE, 0},
        {"ranked_pairs", RULE_RANKED_PAIRS, 0},
        {"kemeny", RULE_KEMENY, 0},
        {"instant_runoff", RULE_INSTANT_RUNOFF, 0},
        {"plackett_luce", RULE_PLACKETT_LUCE, 0},
        {"bradley_terry", RULE_BRADLEY_TERRY, 0},
        {"best_worst", RULE_BEST_WORST, 0},
        {"best_worst_logit", RULE_BEST_WORST_LOGIT, 0},
        {"importance_satisfaction", RULE_IMPORTANCE_SATISFACTION, 0},
        {"pick_share", RULE_PICK_SHARE, 0},
        {"points_share", RULE_POINTS_SHARE, 0},
        {"positive_share", RULE_POSITIVE_SHARE, 0},
        {"mean_score", RULE_MEAN_SCORE, 0},
        {"net_score", RULE_NET_SCORE, 0},
    };
    static const char *const bad[] = {
        "",      "top",      "top0",    "top03",
        "top3 ", "top-1",    "TOP3",    "top3x",
        "topn",  "top10001", "mean",    "top3.0",
        "1",     "share",    "minimax", "top99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum rule rule = RULES;
        size_t n = 99;

        assert_true(rule_parse(cases[i].name, &rule, &n));
        assert_int_equal(rule, cases[i].rule);
        assert_int_equal(n, cases[i].n);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        enum rule rule = RULES;
        size_t n = 99;

        if (rule_parse(bad[i], &rule, &n))
            fail_msg("'%s' is a rule", bad[i]);
        assert_int_equal(rule, RULES);
    }
}

static void check_row(const struct measure_row *row, const char *kind)
{
    assert_non_null(row->name);
    assert_string_equal(row->kind, kind);
    assert_non_null(row->unit);
    assert_true(strlen(row->wording) > 4);
    assert_true(strlen(row->reference) > 10);
    assert_true(isnan(row->lower) || isnan(row->upper) ||
                row->lower < row->upper);
    if (strcmp(row->unit, "share") == 0)
        assert_true(row->upper == 1 && row->lower <= 0);
}

/* A name stands for one row, of measures and rules together. */
static void rows(void **state)
{
    const struct measure_row *all[MEASURES + RULES];

    (void)state;
    for (int i = 0; i < MEASURES; i++) {
        all[i] = measure_row((enum measure)i);
        check_row(all[i], "measure");
    }
    for (int i = 0; i < RULES; i++) {
        all[MEASURES + i] = rule_row((enum rule)i);
        check_row(all[MEASURES + i], "rule");
        assert_int_not_equal(all[MEASURES + i]->better, BETTER_NEITHER);
    }
    for (size_t i = 0; i < MEASURES + RULES; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(all[i]->name, all[j]->name);
}

static void values(void **state)
{
    const struct measure_row *rank = rule_row(RULE_MEAN_RANK);

    (void)state;
    assert_string_equal(rank->name, "mean_rank");
    assert_string_equal(rank->unit, "places");
    assert_string_equal(rank->wording, "average place (1 is first)");
    assert_true(rank->lower == 1 && isnan(rank->upper));
    assert_int_equal(rank->better, BETTER_LOWER);
    assert_string_equal(rule_row(RULE_FIRST_CHOICE)->wording,
                        "share who chose it first");
    assert_string_equal(rule_row(RULE_BORDA)->wording,
                        "Borda score (items ranked below it, on average)");
    assert_true(measure_row(MEASURE_NET)->lower == -1);
    assert_string_equal(measure_row(MEASURE_SD)->name, "sd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_names), cmocka_unit_test(no_base),
        cmocka_unit_test(rule_names), cmocka_unit_test(rows),
        cmocka_unit_test(values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
