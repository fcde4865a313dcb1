/* test_survey_weighting.c - schemes of weights, lonely and telling: what is
 * taken, what is refused and where. */
#include <math.h>
#include "tests/core/test_survey_edits.h"

#define SCHEME(text) "weighting:\n  - {name: raked, " text "}\n"
#define RAKE(text) SCHEME("targets: t.csv, margins: [age]" text)

// clang-format off
static const struct edit edits[] = {
    {"", "weighting: raked\n", "41: weighting must be a list, as [a, b]"},
    {"", SCHEME("margins: [age]"),
     "42: scheme 'raked' has no targets; name a CSV file, as targets: "
     "targets.csv"},
    {"", SCHEME("targets: t.csv, margins: []"),
     "42: scheme 'raked' has no margins; list questions that the targets "
     "know, as [age, district]"},
    {"", RAKE(", method: ranking"),
     "42: weighting[1].method is 'ranking'; allowed: rake, poststratify, "
     "linear, logit"},
    {"", SCHEME("targets: t.csv, margins: [aeg]"),
     "42: scheme 'raked': margin 'aeg' names no question 'aeg'"},
    {"", SCHEME("targets: t.csv, margins: [\"age*sex\"]"),
     "42: scheme 'raked': margin 'age*sex' names no question 'sex'"},
    {"", SCHEME("targets: t.csv, margins: [priorities]"),
     "42: scheme 'raked': question 'priorities' of margin 'priorities' is of "
     "type ranking with items; allowed: a single or scale without items"},
    {"", SCHEME("targets: t.csv, margins: [age, age]"),
     "42: scheme 'raked': margin 'age' is given twice; keep one"},
    {"", SCHEME("targets: t.csv, margins: [age, victim], "
                "method: poststratify"),
     "42: scheme 'raked': poststratify takes one margin; cross two, as "
     "\"age*victim\", or write method: rake"},
    {"", RAKE(", missing: keep"),
     "42: weighting[1].missing is 'keep'; allowed: keep_share, drop, "
     "error"},
    {"", RAKE(", no_target: stop"),
     "42: weighting[1].no_target is 'stop'; did you mean 'drop'? Allowed: keep_share, drop, "
     "error"},
    {"", RAKE(", cap: 1"),
     "42: scheme 'raked': cap is the largest weight over the mean weight, "
     "above 1, as 5"},
    {"", RAKE(", method: logit"),
     "42: scheme 'raked': logit needs bounds, as {lower: 0.3, upper: 3}"},
    {"", RAKE(", bounds: {lower: 0.3, upper: 3}"),
     "42: scheme 'raked': bounds go with linear and logit; with rake write a "
     "cap"},
    {"", RAKE(", method: linear, bounds: {lower: 1.3, upper: 3}"),
     "42: scheme 'raked': bounds are of the weight over the design weight: "
     "lower from 0 and below 1, upper above 1"},
    {"", RAKE(", method: linear, bounds: {lower: 0.3}"),
     "42: weighting[1].bounds lacks the key 'upper'"},
    {"", RAKE(", totals: [{question: visits, total: 10}]"),
     "42: scheme 'raked': there is no question 'visits'"},
    {"", RAKE(", totals: [{question: age, total: 10}]"),
     "42: scheme 'raked': question 'age' is no number, of which alone a total "
     "is known"},
    {"", RAKE(", totals: [{question: age, total: 10}], method: poststratify"),
     "42: scheme 'raked': totals do not go with poststratify; allowed: rake, "
     "linear, logit"},
    {"", "targets: t.csv\nweighting:\n  - {name: supplied, margins: [age]}\n",
     "43: weighting 'supplied': that name is taken; choose another"},
    {"", "targets: t.csv\nweighting:\n  - {name: raked, margins: [age]}\n"
         "  - {name: raked, margins: [victim]}\n",
     "44: weighting 'raked' is given twice; names are unique"},
    {"", "quantiles: median\n",
     "41: quantiles is 'median'; allowed: school, math"},
    {"", "lonely: skip\n",
     "41: lonely is 'skip'; allowed: fail, remove, adjust, average"},
    {"", "telling: {points: 101}\n",
     "41: telling.points is a difference in percentage points, from 0 to 100"},
    {"", "telling: {base: 0}\n",
     "41: telling.base is a number of responses, from 1"},
    {"", "telling: {p: 5}\n",
     "41: telling.p is a probability above 0 and up to 1, as 0.05"},
    {"", "replicates: {count: 200}\n",
     "41: replicates lacks the key 'method'"},
    {"", "replicates: {method: brr}\n",
     "41: replicates.method is 'brr'; allowed: none, jackknife, bootstrap, "
     "supplied"},
    {"", "replicates: {method: bootstrap, count: 1}\n",
     "41: replicates.count is a whole number from 2 to 10000"},
    {"", "replicates: {method: bootstrap, count: 20.5}\n",
     "41: replicates.count is a whole number from 2 to 10000"},
    {"", "replicates: {method: jackknife, scale: 0.1}\n",
     "41: replicates.weights and scale are for the method supplied"},
    {"", "replicates: {method: supplied, weights: age}\n",
     "41: supplied replicates need weights, the question that holds them, and "
     "a scale above 0"},
    {"", "replicates: {method: supplied, weights: age, scale: 0.1}\n",
     "41: replicates.weights is 'age'; allowed: a question of type number "
     "with an item for each replicate"},
    {"", "telling: {alpha: 0.05}\n",
     "41: telling has an unknown key 'alpha'; allowed: points, base, p"},
};
// clang-format on

static void wrong(void **state)
{
    check_edit(*state);
}

static struct survey *parse(struct text yaml)
{
    struct survey *survey = NULL;
    struct err err = {0};

    assert_ok(survey_parse(&survey, yaml, "survey.yaml", &err), &err);
    return survey;
}

/* What is left out is as the page says; everything reads back as it was. */
static void taken(void **state)
{
    const struct edit edit = {
        "",
        "targets: t.csv\nlonely: adjust\nquantiles: math\ntelling: {points: "
        "2.5, p: 0.01}\n"
        "replicates: {method: bootstrap, count: 50, centre: estimate}\n"
        "weighting:\n  - {name: raked, margins: [age]}\n"
        "  - {name: other, method: logit, targets: u.csv,\n"
        "     margins: [\"age*victim\"], missing: drop, no_target: error,\n"
        "     cap: 4, bounds: {lower: 0.3, upper: 3}, from: unweighted}\n",
        ""};
    struct str yaml = {0}, again = {0};
    struct survey *a, *b;

    (void)state;
    make_edit(&edit, &yaml);
    a = parse(str_text(&yaml));
    survey_write(a, SURVEY_DRAFT, &again);
    b = parse(str_text(&again));
    for (const struct survey *s = a; s; s = s == a ? b : NULL) {
        const struct weighting_definition *w = s->weighting;

        assert_int_equal(s->n_weightings, 2);
        assert_int_equal(s->lonely, LONELY_ADJUSTED);
        assert_int_equal(s->quantiles, QUANTILES_MATH);
        assert_int_equal(s->replicates.method, REPLICATES_BOOTSTRAP);
        assert_near(s->replicates.count, 50, 0);
        assert_int_equal(s->replicates.centre, CENTRE_ESTIMATE);
        assert_near(s->telling.points, 2.5, 0);
        assert_near(s->telling.base, 50, 0);
        assert_near(s->telling.p, 0.01, 0);
        assert_int_equal(w[0].method, WEIGHTING_RAKE);
        assert_string_equal(w[0].targets, "t.csv");
        assert_int_equal(w[0].missing, WEIGHTING_KEEP_SHARE);
        assert_int_equal(w[0].from, FROM_SUPPLIED);
        assert_true(isnan(w[0].cap) && isnan(w[0].lower));
        assert_int_equal(w[1].method, WEIGHTING_LOGIT);
        assert_string_equal(w[1].targets, "u.csv");
        assert_string_equal(w[1].margins.word[0], "age*victim");
        assert_int_equal(w[1].missing, WEIGHTING_DROP);
        assert_int_equal(w[1].no_target, WEIGHTING_ERROR);
        assert_int_equal(w[1].from, FROM_UNWEIGHTED);
        assert_near(w[1].cap, 4, 0);
        assert_near(w[1].lower, 0.3, 0);
        assert_near(w[1].upper, 3, 0);
    }
    survey_free(a);
    survey_free(b);
    str_free(&yaml);
    str_free(&again);
}

int main(void)
{
    enum { N = sizeof edits / sizeof *edits };
    static struct CMUnitTest tests[N + 1];

    for (size_t i = 0; i < N; i++) {
        union {
            const struct edit *edit;
            void *state;
        } row = {&edits[i]}; /* cmocka's state is not const */

        tests[i] = (struct CMUnitTest){.name = edits[i].want,
                                       .test_func = wrong,
                                       .initial_state = row.state};
    }
    tests[N] = (struct CMUnitTest)cmocka_unit_test(taken);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
