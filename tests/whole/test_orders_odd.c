/* test_orders_odd.c - rankings that nobody hopes for, through the whole
 * program: results are defined, as docs/methods/rankings.md says. */
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/program.h"

static const char definition[] =
    "survey: odd\n"
    "sources: [{key: web, files: [\"odd.csv\"], platform: generic}]\n"
    "headline: {question: q, rule: %s, base: %s}\n"
    "questions:\n"
    "  - {key: q, type: ranking, %sitems: [{key: a, column: A}, {key: b, "
    "column: B}, {key: c, column: C}]}\n"
    "remove: {blank: no}\n";

static struct odd {
    const char *name, *places, *rows, *sql, *want;
} cases[] = {
    {"a place twice", "", "1,1,3\n1,2,3\n",
     "SELECT base, rule, item, score, rank, n FROM ranking WHERE rule IN "
     "('mean_rank', 'first_choice') AND base = 'ranked' AND item <> 'c'",
     "ranked|first_choice|a|1.0|1|2\nranked|first_choice|b|0.5|2|2\n"
     "ranked|mean_rank|a|1.25|1|2\nranked|mean_rank|b|1.75|2|2\n"},
    {"a place skipped", "", "1,3,\n",
     "SELECT rule, item, score, rank FROM ranking WHERE rule = 'mean_rank' AND "
     "base = 'ranked'",
     "mean_rank|a|1.0|1\nmean_rank|b|3.0|3\nmean_rank|c|2.0|2\n"},
    {"more items than asked", "places: 2, ", "1,2,3\n2,1,\n",
     "SELECT base, n, rank FROM ranking WHERE rule = 'mean_rank' AND item = "
     "'c'",
     "complete|1|3\nranked|2|3\n"},
    {"one respondent", "", "1,2,3\n",
     "SELECT rule, rank, rank_lower_all, rank_upper_all FROM ranking WHERE "
     "base = 'complete' AND item = 'b'",
     "first_choice|2||\ntop3|1||\nmean_rank|2||\nborda|2||\n"
     "dowdall|2||\ncopeland|2||\nschulze|2||\nranked_pairs|2||\nkemeny|2||\n"
     "instant_runoff|2||\nplackett_luce|||\nbradley_terry|||\n"},
    {"all tied", "", "1,1,1\n1,1,1\n",
     "SELECT DISTINCT rank, rank_lower, rank_upper FROM ranking WHERE base = "
     "'ranked' AND rule IN ('mean_rank', 'copeland', 'schulze', "
     "'ranked_pairs', 'kemeny', 'instant_runoff') AND unranked IS NOT "
     "'ignored'",
     "1|1|3\n1||\n"},
    {"an item never ranked", "", "1,2,\n2,1,\n1,2,\n",
     "SELECT rule, unranked, rank, score FROM ranking WHERE base = 'ranked' "
     "AND item = 'c' AND rule IN ('first_choice', 'mean_rank', 'copeland', "
     "'instant_runoff', 'plackett_luce')",
     "first_choice||3|0.0\nmean_rank|average|3|3.0\ncopeland|last|3|-2.0\n"
     "copeland|ignored|2|0.0\ninstant_runoff||3|1.0\nplackett_luce|last||\n"
     "plackett_luce|ignored||\n"},
    {"disconnected comparisons", "", "1,2,3\n1,3,2\n1,2,3\n",
     "SELECT DISTINCT rule, rank, score, method LIKE '%%fall into groups%%' "
     "FROM ranking WHERE base = 'complete' AND rule IN ('plackett_luce', "
     "'bradley_terry')",
     "plackett_luce|||1\nbradley_terry|||1\n"},
    {"nobody", "", "x,x,x\n",
     "SELECT DISTINCT rank, rank_lower, score, n FROM ranking", "|||0\n"},
};

static void odd(void **state)
{
    const struct odd *c = *state;
    const char *folder = check_folder(state);
    struct str text = {0};
    struct child_result run;
    char *rows;

    str_addf(&text, definition, "mean_rank", "complete", c->places);
    program_file(folder, "odd.yaml", str_cstr(&text));
    str_clear(&text);
    str_addf(&text, "A,B,C\n%s", c->rows);
    program_file(folder, "odd.csv", str_cstr(&text));
    str_free(&text);
    run = run_canvass(folder, "ingest", "-d", "odd.db", "odd.yaml", "odd.csv");
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
    program_expect(run_canvass(folder, "analyse", "-d", "odd.db"), 0);
    rows = program_query(folder, "odd.db", c->sql);
    /* as printed, but for the last line's end */
    if (strlen(rows) + 1 != strlen(c->want) ||
        strncmp(rows, c->want, strlen(rows)) != 0)
        fail_msg("%s:\n%s\ninstead of\n%s", c->name, rows, c->want);
    free(rows);
    run = run_canvass(folder, "report", "-d", "odd.db", "-o", "out");
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
}

/* A headline by a rule without a score is a headline too. */
static void any_headline(void **state)
{
    static const char *const rules[] = {
        "dowdall", "copeland",       "schulze",       "ranked_pairs",
        "kemeny",  "instant_runoff", "plackett_luce", "bradley_terry"};
    const char *folder = check_folder(state);

    program_file(folder, "odd.csv",
                 "A,B,C\n1,2,3\n2,1,3\n3,1,2\n1,3,2\n2,3,1\n1,2,\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct str text = {0};
        struct child_result run;

        str_addf(&text, definition, rules[i], "ranked", "");
        program_file(folder, "odd.yaml", str_cstr(&text));
        str_free(&text);
        run = run_canvass(folder, "ingest", "-d", "odd.db", "odd.yaml",
                          "odd.csv");
        assert_in_range(run.exit_status, 0, 1);
        child_result_free(&run);
        program_expect(run_canvass(folder, "analyse", "-d", "odd.db"), 0);
        assert_near(program_number(folder, "odd.db",
                                   "SELECT count(*) FROM ranking WHERE "
                                   "headline AND rank > 0"),
                    3, 0);
        run = run_canvass(folder, "report", "-d", "odd.db", "-o", "out");
        assert_in_range(run.exit_status, 0, 1);
        child_result_free(&run);
    }
}

int main(void)
{
    enum { N = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[N + 1] = {0};

    for (size_t i = 0; i < N; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name,
                                       .test_func = odd,
                                       .initial_state = &cases[i]};
    tests[N] = (struct CMUnitTest)cmocka_unit_test(any_headline);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
