/* test_plan.c - the sample consultation beside a plan: what was planted in it
 * is named, evidence stands in its order, and what the survey lacks is an error
 * with its line. */
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/world.h"

static void expect(const char *folder, const char *sql, const char *rows)
{
    char *all = program_query(folder, "c.db", sql);

    /* as printed, but for the last line's end */
    assert_int_equal(strlen(all) + 1, strlen(rows));
    assert_memory_equal(all, rows, strlen(all));
    free(all);
}

static const char *sample(void **state)
{
    const char *folder = check_folder(state);
    struct child_result run;

    program_expect(run_generate(folder, "-n", "3500", "--seed", "1", "-o",
                                "consultation.csv", "--districts",
                                "districts.csv"),
                   0);
    world_copy(folder, "fixtures/consultation.yaml", "consultation.yaml");
    world_copy(folder, "fixtures/plan.yaml", "plan.yaml");
    world_copy(folder, "fixtures/force.csv", "force.csv");
    run = run_canvass(folder, "ingest", "-d", "c.db", "consultation.yaml",
                      "consultation.csv");
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
    return folder;
}

static void refuse(const char *folder, const char *evidence,
                   const char *message)
{
    struct str plan = {0};
    struct child_result run;

    str_addf(&plan,
             "title: A plan\n"
             "themes:\n"
             "  - key: one\n"
             "    title: One\n"
             "    objectives:\n"
             "      - key: first\n"
             "        title: First\n"
             "        evidence: [%s]\n",
             evidence);
    program_file(folder, "bad.yaml", str_cstr(&plan));
    run = run_canvass(folder, "analyse", "-d", "c.db", "--plan", "bad.yaml");
    assert_int_equal(run.exit_status, 3);
    if (!strstr(str_cstr(&run.err), message))
        fail_msg("'%s' lacks '%s'", str_cstr(&run.err), message);
    child_result_free(&run);
    str_free(&plan);
}

static void planted(void **state)
{
    const char *folder = sample(state);
    struct child_result run =
        run_canvass(folder, "analyse", "-d", "c.db", "--plan", "plan.yaml");

    assert_int_equal(run.exit_status, 0);
    assert_non_null(strstr(str_cstr(&run.err),
                           "plan.yaml:32: nothing in the survey speaks to the "
                           "objective 'rehabilitation'"));
    assert_non_null(strstr(str_cstr(&run.err),
                           "plan.yaml: no objective names "
                           "'priorities.visible_policing' (Visible policing), "
                           "which stands at places 3 to 3 of 12"));
    child_result_free(&run);
    expect(folder,
           "SELECT kind, theme, objective, question, item, rank, rank_lower, "
           "rank_upper FROM plan_evidence WHERE kind IN ('no_evidence', "
           "'uncovered')",
           "no_evidence|offenders|rehabilitation|||||\n"
           "uncovered|||priorities|visible_policing|3|3|3\n");
    /* headline first, by place; then the others by n */
    expect(folder,
           "SELECT position, question, item, measure, rank FROM plan_evidence "
           "WHERE objective = 'local_crime' AND kind = 'evidence' ORDER BY "
           "position",
           "1|priorities|burglary|mean_rank|1\n"
           "2|priorities|asb|mean_rank|2\n"
           "3|priorities|speeding|mean_rank|7\n"
           "4|priorities|rural_crime|mean_rank|11\n"
           "5|budget|prevention|points_share|4\n"
           "6|plan|prevention|positive_share|7\n");
    /* every row is a number of the database */
    expect(folder,
           "SELECT count(*) FROM plan_evidence p WHERE kind = 'evidence' AND "
           "rank IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ranking r WHERE "
           "r.breakdown IS NULL AND r.question = p.question AND r.item = "
           "p.item AND r.rule = p.measure AND r.base = p.base AND r.score = "
           "p.value AND r.rank = p.rank)",
           "0\n");
    expect(folder,
           "SELECT count(*), sum(kind = 'order'), round(sum(CASE kind WHEN "
           "'agreement' THEN value END), 4), sum(other_rank) FROM "
           "plan_evidence WHERE order_key = 'force'",
           "8|7|0.6831|28.0\n");
    refuse(folder, "priorities.burglary, priorities.burglarly",
           "bad.yaml:8: evidence 'priorities.burglarly': question "
           "'priorities' has no item 'burglarly'");
    refuse(folder, "fear",
           "bad.yaml:8: evidence 'fear': the survey has no question 'fear'");
    /* what was there is still there */
    expect(folder,
           "SELECT count(*) FROM plan_evidence WHERE kind = "
           "'uncovered'",
           "1\n");
    program_expect(run_canvass(folder, "analyse", "-d", "c.db"), 0);
    expect(folder, "SELECT count(*) FROM plan_evidence", "0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(planted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
