/* test_identity.c - ingesting again: the same twice, a definition edited after
 * ingest, a longer download, a file that is gone; stale results are refused. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char definition[] =
    "survey: pcp\n"
    "wave: \"2016\"\n"
    "title: Plan survey\n"
    "sources:\n"
    "  - {key: web, files: [\"web*.csv\"], platform: generic, id: id}\n"
    "questions:\n"
    "  - {key: visible, type: single, column: Visible, options: "
    "[{key: \"yes\", label: \"Yes\"}, {key: \"no\", label: \"No\", "
    "match: [\"Nay\"]}]}\n"
    "  - {key: age, type: single, column: Age, about_you: yes, options: "
    "[{key: young, label: Young}, {key: old, label: Old}]}\n"
    "breakdowns: [age]\n";

static const char answers[] = "id,Visible,Age\n"
                              "1,Yes,Young\n2,No,Old\n3,Yes,Old\n4,Nay,Old\n"
                              "5,Yes,Young\n6,Yes,Young\n7,No,Young\n"
                              "8,Perhaps,Young\n9,Yes,Old\n10,Yes,Old\n";

/* The definition with the first `old` made `new`. */
static void edit(const char *folder, const char *old, const char *new)
{
    struct str s = {0};
    const char *at = strstr(definition, old);

    assert_non_null(at);
    str_add_n(&s, definition, (size_t)(at - definition));
    str_add(&s, new);
    str_add(&s, at + strlen(old));
    program_file(folder, "survey.yaml", str_cstr(&s));
    str_free(&s);
}

static void all_three(const char *folder, int ingest_status)
{
    program_expect(run_canvass(folder, "ingest", "survey.yaml", "web.csv"),
                   ingest_status);
    program_expect(run_canvass(folder, "analyse", "-d", "survey.db"), 0);
    program_expect(
        run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 0);
}

static const char *begin(void **state)
{
    const char *folder = check_folder(state);

    program_file(folder, "survey.yaml", definition);
    program_file(folder, "web.csv", answers);
    /* 1: "Perhaps" is no option */
    all_three(folder, 1);
    return folder;
}

static void says(struct child_result run, int status, const char *message)
{
    if (!strstr(str_cstr(&run.err), message))
        fail_msg("said '%s', not '%s'", str_cstr(&run.err), message);
    program_expect(run, status);
}

static void assert_query(const char *folder, const char *sql, const char *want)
{
    char *got = program_query(folder, "survey.db", sql);

    assert_string_equal(got, want);
    free(got);
}

static const char ledger[] =
    "SELECT received, analysed, removed, rejected FROM ledger";
static const char share_yes[] =
    "SELECT round(value, 6), n, count FROM estimate WHERE question = 'visible' "
    "AND option = 'yes' AND base = 'gave_view' AND measure = 'share' "
    "AND breakdown IS NULL";

static void same_twice_is_once(void **state)
{
    const char *folder = begin(state);
    struct child_result run =
        run_canvass(folder, "ingest", "survey.yaml", "web.csv");

    assert_non_null(strstr(str_cstr(&run.out), "nothing to do"));
    child_result_free(&run);
    assert_query(folder, ledger, "10|10|0|0");
    assert_query(folder, "SELECT count(*) FROM response", "10");
    assert_query(folder, "SELECT count(*) FROM survey", "1");
    assert_query(folder, share_yes, "0.666667|9|6");
    program_expect(
        run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 0);
}

static void changed_label(void **state)
{
    const char *folder = begin(state);

    edit(folder, "label: \"Yes\"", "label: \"Yes, visible\"");
    program_expect(run_canvass(folder, "report", "-d", "survey.db", "--survey",
                               "survey.yaml", "-o", "out"),
                   0);
    assert_query(folder, "SELECT label FROM option WHERE key = 'yes'",
                 "Yes, visible");
    assert_query(folder,
                 "SELECT visible, count(*) FROM answers_labelled_1_1 "
                 "GROUP BY 1 ORDER BY 1",
                 "|1\nNo|3\nYes, visible|6");
    assert_query(folder, share_yes, "0.666667|9|6");
}

static void added_option(void **state)
{
    const char *folder = begin(state);

    edit(folder, "{key: \"no\"",
         "{key: perhaps, label: Perhaps, state: unknown}, {key: \"no\"");
    says(run_canvass(folder, "analyse", "-d", "survey.db", "--survey",
                     "survey.yaml"),
         3, "canvass ingest");
    program_expect(run_canvass(folder, "ingest", "survey.yaml", "web.csv"), 0);
    says(run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 3,
         "canvass analyse");
    program_expect(run_canvass(folder, "analyse", "-d", "survey.db"), 0);
    assert_query(folder, "SELECT id FROM survey", "1");
    assert_query(folder, ledger, "10|10|0|0");
    assert_query(folder,
                 "SELECT count FROM estimate WHERE question = 'visible' AND "
                 "option = 'perhaps' AND base = 'answered' AND breakdown IS "
                 "NULL",
                 "1");
}

static void new_breakdown(void **state)
{
    const char *folder = begin(state);

    edit(folder, "breakdowns: [age]", "breakdowns: [age, visible]");
    says(run_canvass(folder, "report", "-d", "survey.db", "--survey",
                     "survey.yaml", "-o", "out"),
         3, "canvass analyse");
    program_expect(run_canvass(folder, "analyse", "-d", "survey.db", "--survey",
                               "survey.yaml"),
                   0);
    assert_query(folder,
                 "SELECT count(*) > 0 FROM estimate WHERE breakdown = "
                 "'visible'",
                 "1");
    program_expect(
        run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 0);
}

static void longer_download(void **state)
{
    const char *folder = begin(state);
    struct str s = {0};

    str_add(&s, answers);
    str_add(&s, "11,Yes,Old\n12,No,Old\n");
    program_file(folder, "web-later.csv", str_cstr(&s));
    str_free(&s);
    program_expect(
        run_canvass(folder, "ingest", "survey.yaml", "web-later.csv"), 1);
    assert_query(folder, ledger, "12|12|0|0");
    assert_query(folder, "SELECT count(*) FROM response", "12");
    assert_query(folder,
                 "SELECT name, superseded_by IS NOT NULL FROM source ORDER BY "
                 "id",
                 "web.csv|1\nweb-later.csv|0");
    says(run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 3,
         "canvass analyse");
}

static void a_file_that_is_gone(void **state)
{
    const char *folder = begin(state);
    char *path = program_path(folder, "web.csv");

    edit(folder, "label: Young", "label: Young, match: [\"Youth\"]");
    assert_int_equal(unlink(path), 0);
    says(run_canvass(folder, "ingest", "survey.yaml"), 3, "web.csv");
    assert_query(folder, ledger, "10|10|0|0");
    program_expect(
        run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 0);
    free(path);
}

/* Each outcome the same in another folder, locale or number of threads. */
static void same_bytes(void **state)
{
    const char *folder = begin(state);
    char *out = program_path(folder, "out"), *first = program_digest(out);
    char *second;

    program_expect(
        run_canvass(folder, "analyse", "-d", "survey.db", "--threads", "1"), 0);
    program_expect(
        run_canvass(folder, "report", "-d", "survey.db", "-o", "out"), 0);
    second = program_digest(out);
    assert_string_equal(first, second);
    free(out);
    free(first);
    free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_twice_is_once),
        cmocka_unit_test(changed_label),
        cmocka_unit_test(added_option),
        cmocka_unit_test(new_breakdown),
        cmocka_unit_test(longer_download),
        cmocka_unit_test(a_file_that_is_gone),
        cmocka_unit_test(same_bytes),
    };

    return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
