/* test_later.c - a later, longer download of a generated consultation takes the
 * place of the first: what is new, changed and gone is counted to the row, and
 * columns that it calls otherwise are found by `renamed`. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"

#define RENAMED                                                                \
    "renamed: [{from: \"How old are you?\", to: \"Which age group are you "    \
    "in?\"}, {from: \"What is your sex?\", to: \"How would you describe your " \
    "sex?\"}], "

static const struct case_of {
    const char *layout, *later, *renamed;
} cases[] = {
    {"surveymonkey", "added=40,changed=7,vanished=5,renamed=2", RENAMED},
    {"generic", "added=40,changed=7,vanished=5,renamed=2", RENAMED},
    {"alchemer", "added=40,changed=7,vanished=5,renamed=2", RENAMED},
    /* Their headers are codes, which stay. */
    {"qualtrics", "added=40,changed=7,vanished=5,renamed=2", ""},
    {"limesurvey", "added=40,changed=7,vanished=5", ""},
    {"kobo", "added=40,changed=7,vanished=5", ""},
};

static const char dirt[] = "duplicates=9,blanks=7,campaign=6,padding=2";

/* The draft with another list of files, and names. */
static void edit(const char *folder, const char *renamed)
{
    char *path = program_path(folder, "survey.yaml"), *at;
    struct str draft = {0}, edited = {0};
    struct err err = {0};

    assert_ok(file_read(path, 1 << 20, &draft, &err), &err);
    at = strstr(str_cstr(&draft), "files: [first.csv], ");
    assert_non_null(at);
    str_add_n(&edited, draft.p, (size_t)(at - draft.p));
    str_addf(&edited, "files: [first.csv, second.csv], %s%s", renamed,
             at + strlen("files: [first.csv], "));
    program_file(folder, "survey.yaml", str_cstr(&edited));
    str_free(&draft);
    str_free(&edited);
    free(path);
}

static void says(struct child_result run, const char *words)
{
    if (!strstr(str_cstr(&run.err), words))
        fail_msg("nobody said '%s' but: %s", words, str_cstr(&run.err));
    child_result_free(&run);
}

static void expect(const char *folder, const char *sql, const char *want)
{
    char *got = program_query(folder, "x.db", sql);

    assert_string_equal(got, want);
    free(got);
}

/* How many said how old they are, by the database and by the truth of the
 * later file. */
static void same_ages(const char *folder)
{
    static const char *const import[] = {"sqlite3", "x.db",
                                         ".import --csv truth.csv truth", NULL};
    const struct child_options options = {.folder = folder};
    struct child_result run;
    struct err err = {0};
    char *sql;

    assert_ok(child_run(import, &options, &run, &err), &err);
    program_expect(run, 0);
    sql = program_query(
        folder, "x.db",
        "SELECT 'SELECT count(*) FROM ' || table_name || ' JOIN response ON id "
        "= response_id WHERE status = ''analysed'' AND \"' || column_name || "
        "'\" > 0' FROM answer_column JOIN question ON question.id = "
        "question_id WHERE text = 'How old are you?'");
    assert_near(
        program_number(folder, "x.db", sql),
        program_number(folder, "x.db",
                       "SELECT sum(value) FROM truth WHERE question = 'age' "
                       "AND statistic = 'realised_answered' AND (\"group\" = "
                       "'' OR \"group\" = 'respondent' AND level <> "
                       "'individual')"),
        0);
    free(sql);
}

static void supersedes(void **state)
{
    const struct case_of *c = *state;
    void *own = NULL;
    const char *folder = check_folder(&own);
    const char *ledger =
        "SELECT received, analysed, removed_why FROM ledger_labelled";

    program_expect(run_generate(folder, "-n", "400", "--layout", c->layout,
                                "--dirt", dirt, "-o", "first.csv"),
                   0);
    program_expect(run_generate(folder, "-n", "400", "--layout", c->layout,
                                "--dirt", dirt, "--later", c->later, "--truth",
                                "truth.csv", "-o", "second.csv"),
                   0);
    says(run_canvass(folder, "init", "-o", "survey.yaml", "first.csv"),
         "drafted");
    edit(folder, c->renamed);
    says(
        run_canvass(folder, "ingest", "-d", "x.db", "survey.yaml", "first.csv"),
        "first.csv");
    expect(folder, ledger, "422|406|blank: 7; duplicate_id: 9");
    says(run_canvass(folder, "ingest", "-d", "x.db", "survey.yaml",
                     "second.csv"),
         "contains: 40 new, 7 with other answers, 5 vanished");
    /* 400 + 40 - 5, and what the dirt adds. */
    expect(folder, ledger, "457|441|blank: 7; duplicate_id: 9");
    expect(folder,
           "SELECT group_concat(name || (superseded_by IS NOT NULL)) FROM "
           "source",
           "first.csv1,second.csv0");
    if (c->renamed[0])
        same_ages(folder);
}

int main(void)
{
    enum { CASES = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[CASES];

    for (size_t i = 0; i < CASES; i++) {
        union {
            const struct case_of *in;
            void *out;
        } row = {.in = &cases[i]};

        tests[i] = (struct CMUnitTest){.name = cases[i].layout,
                                       .test_func = supersedes,
                                       .initial_state = row.out};
    }
    return cmocka_run_group_tests_name("later downloads", tests, NULL, NULL);
}
