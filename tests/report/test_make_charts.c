/* Which chart an exhibit has. */
#include "tests/report/pack_maker.h"

static const char yaml[] =
    "survey: s\ntitle: S\norganisation: O\n"
    "sources: [{key: web, files: [a.csv], platform: generic, channel: "
    "online}]\n"
    "headline: {question: picks, rule: pick_share, base: answered, scheme: "
    "unweighted}\n"
    "breakdowns: [two]\n"
    "scales:\n"
    "  agree3:\n"
    "    - {key: a, label: Agree, score: 3, side: positive}\n"
    "    - {key: n, label: Neither, score: 2, side: neutral}\n"
    "    - {key: d, label: Disagree, score: 1, side: negative}\n"
    "    - {key: dk, label: Don't know, state: unknown}\n"
    "questions:\n"
    "  - {key: score, type: scale, text: Score?, column: A, options: ["
    "{key: \"0\", label: \"0\", score: 0}, {key: \"1\", label: \"1\", score: "
    "1}, {key: \"2\", label: \"2\", score: 2}, {key: \"3\", label: \"3\", "
    "score: 3}, {key: \"4\", label: \"4\", score: 4}, {key: \"5\", label: "
    "\"5\", score: 5}]}\n"
    "  - {key: grid, type: scale, scale: agree3, text: Agree?, items: [{key: "
    "one, label: One, column: B}]}\n"
    "  - {key: picks, type: pick, max: 1, text: Which?, items: [{key: p, "
    "label: P, column: C}, {key: q, label: Q, column: D}]}\n"
    "  - {key: two, type: single, text: Two?, column: E, options: [{key: x, "
    "label: X}, {key: y, label: Y}]}\n";

static const struct given rows[] = {
    {"score", NULL, "0", NULL, NULL, "answered", "share", 0.1, 110, 11, 0},
    {"score", NULL, "5", NULL, NULL, "answered", "share", 0.9, 110, 99, 0},
    {"score", NULL, NULL, NULL, NULL, "gave_view", "mean", 4.5, 110, 0, 0},
    {"grid", "one", "a", NULL, NULL, "gave_view", "share", 0.6, 100, 60, 0},
    {"grid", "one", "n", NULL, NULL, "gave_view", "share", 0.2, 100, 20, 0},
    {"grid", "one", "d", NULL, NULL, "gave_view", "share", 0.2, 100, 20, 0},
    {"grid", "one", "dk", NULL, NULL, "answered", "share", 0.09, 110, 10, 0},
    {"picks", "p", NULL, NULL, NULL, "answered", "pick_share", 0.6, 110, 66, 1},
    {"picks", "q", NULL, NULL, NULL, "answered", "pick_share", 0.4, 110, 44, 2},
    {"picks", "p", NULL, "two", "x", "answered", "pick_share", 0.7, 60, 42, 1},
    {"picks", "q", NULL, "two", "x", "answered", "pick_share", 0.3, 60, 18, 2},
    {"picks", "p", NULL, "two", "y", "answered", "pick_share", 0.5, 50, 25, 1},
    {"picks", "q", NULL, "two", "y", "answered", "pick_share", 0.45, 50, 23, 2},
};

static void kinds(void **state)
{
    struct made_pack m;
    const struct chart *c;

    (void)state;
    pack_make(&m, yaml, rows, sizeof rows / sizeof *rows);
    c = &pack_exhibit(&m, "score")->chart;
    assert_int_equal(c->kind, CHART_HISTOGRAM);
    assert_int_equal(c->n_rows, 6);
    assert_near(cell_number(c->average, FIELD_VALUE), 4.5, 0);
    c = &pack_exhibit(&m, "grid")->chart;
    assert_int_equal(c->kind, CHART_DIVERGING);
    assert_int_equal(c->n_series, 4);
    assert_int_equal(c->series[0].side, -1);
    assert_int_equal(c->series[1].side, 0);
    assert_int_equal(c->series[3].side, SIDE_APART);
    assert_string_equal(c->series[3].label, "Don't know");
    assert_near(cell_number(c->row[0].cell[3], FIELD_VALUE), 0.09, 0);
    c = &pack_exhibit(&m, "picks__two")->chart;
    assert_int_equal(c->kind, CHART_SLOPE);
    assert_string_equal(c->series[0].label, "X");
    assert_string_equal(c->row[0].label, "P");
    assert_near(c->from, 0.3, 0);
    assert_near(c->to, 0.7, 0);
    pack_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kinds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
