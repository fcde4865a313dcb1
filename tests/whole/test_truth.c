/* test_truth.c - a generated consultation, with dirt, through the program:
 * what the database says is what the generator counted, for everyone and each
 * group, and the ledger is the dirt. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"

static const char *folder;

static int set_up(void **state)
{
    static const char *const import[] = {"sqlite3", "consultation.db",
                                         ".import --csv truth.csv truth", NULL};
    const struct child_options options = {.folder = folder =
                                              check_folder(state)};
    struct str yaml = {0};
    struct child_result result;
    struct err err = {0};

    assert_ok(file_read("fixtures/consultation.yaml", 1 << 20, &yaml, &err),
              &err);
    program_file(folder, "consultation.yaml", str_cstr(&yaml));
    str_free(&yaml);
    program_expect(
        run_generate(folder, "-n", "3500", "--dirt",
                     "duplicates=24,blanks=17,tests=3,campaign=30,unlisted=5,"
                     "bad_bytes=2",
                     "--truth", "truth.csv", "--districts", "districts.csv",
                     "-o", "consultation.csv"),
        0);
    /* 1: five values match no option */
    program_expect(
        run_canvass(folder, "ingest", "consultation.yaml", "consultation.csv"),
        1);
    program_expect(run_canvass(folder, "analyse", "-d", "consultation.db"), 0);
    assert_ok(child_run(import, &options, &result, &err), &err);
    program_expect(result, 0);
    return 0;
}

/* Groups of which the database has no rows: not among the definition's
 * breakdowns, or levels that are no answer. */
#define TRUTH                                                                  \
    "FROM truth t LEFT JOIN (%s) r ON r.question = t.question AND "            \
    "ifnull(r.item, '') = t.item AND ifnull(r.breakdown, '') = t.\"group\" "   \
    "AND ifnull(r.level, '') = t.level "                                       \
    "WHERE t.\"group\" <> 'district*victim' AND t.level NOT LIKE '%%pns' "     \
    "AND t.statistic = '%s' AND CAST(t.value AS REAL) > 0"

static const struct comparison {
    const char *statistic;
    const char *rows; /* of the database, with their value as v */
    int values;       /* compared at the least */
} comparisons[] = {
    {"realised_mean_rank",
     "SELECT *, score AS v FROM ranking WHERE rule = 'mean_rank' AND base = "
     "'complete'",
     880},
    {"realised_borda",
     "SELECT *, score AS v FROM ranking WHERE rule = 'borda' AND base = "
     "'complete' AND unranked IS NOT 'zero'",
     880},
    {"realised_top3",
     "SELECT *, score AS v FROM ranking WHERE rule = 'top3' AND base = "
     "'complete'",
     870},
    {"realised_first_choice",
     "SELECT *, score AS v FROM ranking WHERE rule = 'first_choice' AND base "
     "= 'complete'",
     800},
    {"realised_first_choice_ranked",
     "SELECT *, score AS v FROM ranking WHERE rule = 'first_choice' AND base "
     "= 'ranked'",
     800},
    {"realised_positive",
     "SELECT *, value AS v FROM estimate WHERE measure = 'positive' AND base "
     "= 'gave_view'",
     600},
    {"realised_mean",
     "SELECT *, value AS v FROM estimate WHERE measure = 'mean' AND base = "
     "'gave_view'",
     1200},
};

static void agrees(void **state)
{
    const struct comparison *c = *state;
    struct str sql = {0}, where = {0};
    double n, wrong;

    str_addf(&where, TRUTH, c->rows, c->statistic);
    str_addf(&sql, "SELECT count(v) %s", str_cstr(&where));
    n = program_number(folder, "consultation.db", str_cstr(&sql));
    str_clear(&sql);
    /* The truth has 12 digits. */
    str_addf(&sql,
             "SELECT count(*) %s AND abs(v - t.value) > 1e-11 * max(1, "
             "abs(t.value))",
             str_cstr(&where));
    wrong = program_number(folder, "consultation.db", str_cstr(&sql));
    print_message("%s: %g values compared\n", c->statistic, n);
    assert_true(n >= c->values);
    assert_near(wrong, 0, 0);
    str_free(&sql);
    str_free(&where);
}

static void counts_options(void **state)
{
    static const char differ[] =
        "SELECT count(*), sum(e.count <> t.value) FROM truth t JOIN estimate e "
        "ON e.question = t.question AND ifnull(e.item, '') = t.item AND "
        "ifnull(e.option, '') = t.option AND ifnull(e.breakdown, '') = "
        "t.\"group\" AND ifnull(e.level, '') = t.level WHERE e.measure = "
        "'share' AND e.base = 'answered' AND t.statistic = 'realised_count'";
    char *got = program_query(folder, "consultation.db", differ), *end;

    (void)state;
    assert_true(strtol(got, &end, 10) > 7000);
    assert_string_equal(end, "|0");
    free(got);
}

static void accounts_for_dirt(void **state)
{
    char *got = program_query(
        folder, "consultation.db",
        "SELECT received, analysed, removed, rejected, removed_why FROM "
        "ledger_labelled");

    (void)state;
    assert_string_equal(got,
                        "3574|3530|44|0|blank: 17; duplicate_id: 24; test: 3");
    free(got);
}

int main(void)
{
    enum { COMPARISONS = sizeof comparisons / sizeof *comparisons };
    struct CMUnitTest tests[COMPARISONS + 2] = {
        [COMPARISONS] = cmocka_unit_test(counts_options),
        cmocka_unit_test(accounts_for_dirt),
    };

    for (size_t i = 0; i < COMPARISONS; i++) {
        union {
            const struct comparison *in;
            void *out;
        } row = {.in = &comparisons[i]};

        tests[i] = (struct CMUnitTest){.name = comparisons[i].statistic,
                                       .test_func = agrees,
                                       .initial_state = row.out};
    }
    return cmocka_run_group_tests_name("truth", tests, set_up, NULL);
}
