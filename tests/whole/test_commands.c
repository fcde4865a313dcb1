/* test_commands.c - what canvass says to wrong use and bad input: message,
 * exit status, and nothing changed. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char survey[] =
    "survey: pcp\n"
    "title: Test\n"
    "sources:\n"
    "  - {key: web, files: [\"*.csv\"], platform: generic, id: id}\n"
    "questions:\n"
    "  - {key: visible, type: single, column: Visible, options: [{key: "
    "\"yes\", "
    "label: \"Yes\"}, {key: \"no\", label: \"No\"}]}\n";

static const char answers[] = "id,Visible\n1,Yes\n2,No\n3,Yes\n";

static const struct wrong {
    const char *name;
    const char *words[8];
    int status;
    const char *message; /* what standard error must hold */
} wrongs[] = {
    {"no command", {NULL}, 2, "usage: canvass COMMAND"},
    {"unknown command",
     {"ingets"},
     2,
     "canvass: unknown command 'ingets'; see: canvass --help\n"},
    {"unknown option",
     {"ingest", "--speed", "survey.yaml"},
     2,
     "canvass: ingest: unknown option '--speed'; see: canvass ingest "
     "--help\n"},
    {"an option without its value",
     {"run", "ok.csv", "-o"},
     2,
     "canvass: run: a value is missing after '-o'; see: canvass run "
     "--help\n"},
    {"an option of another command",
     {"init", "ok.csv", "--seed", "2"},
     2,
     "canvass: init: does not take the option 'seed'; see: canvass init "
     "--help\n"},
    {"a seed that is no number",
     {"analyse", "-d", "x.db", "--seed", "two"},
     2,
     "canvass: --seed is 'two'; give a whole number, 0 or more\n"},
    {"a definition that is missing", {"ingest", "none.yaml"}, 3, "none.yaml"},
    {"a database that is missing", {"analyse", "-d", "none.db"}, 3, "none.db"},
    {"a database that is none", {"analyse", "-d", "ok.csv"}, 3, "ok.csv"},
    {"an export that is missing",
     {"ingest", "survey.yaml", "none.csv"},
     3,
     "none.csv"},
    {"an export that is a folder",
     {"ingest", "survey.yaml", "folder"},
     3,
     "folder"},
    {"an empty export", {"ingest", "survey.yaml", "empty.csv"}, 3, "empty.csv"},
    {"an export of a header alone",
     {"ingest", "survey.yaml", "header.csv"},
     3,
     "header.csv"},
    {"a binary file", {"ingest", "survey.yaml", "binary.csv"}, 3, "binary.csv"},
    {"an unknown key", {"ingest", "key.yaml", "ok.csv"}, 3, "key.yaml:2: "},
    {"a column that is not in the export",
     {"ingest", "column.yaml", "ok.csv"},
     3,
     "column.yaml:6: "},
    {"the same of check",
     {"check", "column.yaml", "ok.csv"},
     3,
     "column.yaml:6: "},
    {"run with an empty export",
     {"run", "empty.csv", "-o", "out"},
     3,
     "empty.csv"},
    {"run with a binary file",
     {"run", "binary.csv", "-o", "out"},
     3,
     "binary.csv"},
    {"init over a file that is there",
     {"init", "ok.csv", "-o", "survey.yaml"},
     3,
     "canvass: survey.yaml: is there already and is never overwritten; choose "
     "another name with -o\n"},
};

/* A folder with a good definition and export, and everything that is wrong. */
static void furnish(const char *folder)
{
    struct str s = {0};
    char *path = program_path(folder, "folder");

    program_file(folder, "survey.yaml", survey);
    program_file(folder, "ok.csv", answers);
    program_file(folder, "empty.csv", "");
    program_file(folder, "header.csv", "id,Visible\n");
    program_file(folder, "binary.csv",
                 "\x7f"
                 "ELF\x02\x01\x01\x80\xff\xfe\x01\x02\x03\x04\x05\n\x06\x07");
    str_add(&s, "survey: pcp\ncolour: red\n");
    program_file(folder, "key.yaml", str_cstr(&s));
    str_clear(&s);
    str_add(&s, survey);
    memcpy(strstr(s.p, "column: Visible") + 8, "Misible", 7);
    program_file(folder, "column.yaml", str_cstr(&s));
    (void)mkdir(path, 0755); /* is there the second time */
    str_free(&s);
    free(path);
}

static void refuses(void **state)
{
    const struct wrong *w = *state;
    const char *folder = check_folder(state);
    char *before, *after;
    struct child_result run;

    furnish(folder);
    before = program_digest(folder);
    run = program_run("canvass", folder, w->words);
    after = program_digest(folder);
    if (!strstr(str_cstr(&run.err), w->message))
        fail_msg("said '%s', not '%s'", str_cstr(&run.err), w->message);
    assert_string_equal(before, after);
    program_expect(run, w->status);
    free(before);
    free(after);
}

/* An output folder that holds the database is refused, and both survive. */
static void spares_the_database(void **state)
{
    const char *folder = check_folder(state);
    char *out = program_path(folder, "out"), *before, *after;
    struct child_result run;

    furnish(folder);
    assert_int_equal(mkdir(out, 0755), 0);
    program_expect(run_canvass(folder, "ingest", "-d", "out/x.db",
                               "survey.yaml", "ok.csv"),
                   0);
    program_expect(run_canvass(folder, "analyse", "-d", "out/x.db"), 0);
    before = program_digest(out);
    run = run_canvass(folder, "report", "-d", "out/x.db", "-o", "out");
    assert_non_null(strstr(str_cstr(&run.err), "out"));
    program_expect(run, 2);
    after = program_digest(out);
    assert_string_equal(before, after);
    free(out);
    free(before);
    free(after);
}

/* The database is readable by its owner alone, whatever the umask. */
static void keeps_the_database_private(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "survey.db");
    struct stat st;

    furnish(folder);
    program_expect(run_canvass(folder, "ingest", "survey.yaml", "ok.csv"), 0);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    free(path);
}

/* A file that looks like Google Forms is read as it is told to be, by every
 * command that reads an export, and is then said to be unchecked. */
static void takes_the_platform_told(void **state)
{
    static const char *const commands[][9] = {
        {"init", "--platform", "alchemer", "-o", "a.yaml", "x.csv"},
        {"check", "--platform", "alchemer", "a.yaml", "x.csv"},
        {"ingest", "--platform", "alchemer", "-d", "a.db", "a.yaml", "x.csv"},
        {"run", "--platform", "alchemer", "-d", "b.db", "-o", "out", "b.yaml",
         "x.csv"}};
    const char *folder = check_folder(state);

    program_file(folder, "x.csv",
                 "Timestamp,Bus:Used?,Train:Used?\n"
                 "12/13/2019 12:02:32,Bus,\n12/14/2019 12:02:32,,Train\n");
    program_file(folder, "b.yaml",
                 "survey: b\nsources: [{key: main, files: [x.csv]}]\n"
                 "ignore: [Timestamp]\nquestions: [{key: used, type: "
                 "multiple, items: [{key: bus, column: \"Bus:Used?\"}, {key: "
                 "train, column: \"Train:Used?\"}]}]\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const char *const *c = commands[i];
        struct child_result run = run_canvass(folder, c[0], c[1], c[2], c[3],
                                              c[4], c[5], c[6], c[7], c[8]);

        if (!strstr(str_cstr(&run.err), "alchemer (as told)") ||
            !strstr(str_cstr(&run.err), "not checked on a real file"))
            fail_msg("%s said: %s", c[0], str_cstr(&run.err));
        if (run.exit_status > 1)
            fail_msg("%s ended in %d: %s", c[0], run.exit_status,
                     str_cstr(&run.err));
        child_result_free(&run);
    }
}

int main(void)
{
    enum { WRONGS = sizeof wrongs / sizeof *wrongs };
    struct CMUnitTest tests[WRONGS + 3] = {
        [WRONGS] = cmocka_unit_test(spares_the_database),
        cmocka_unit_test(keeps_the_database_private),
        cmocka_unit_test(takes_the_platform_told),
    };

    for (size_t i = 0; i < WRONGS; i++) {
        union {
            const struct wrong *in;
            void *out;
        } row = {.in = &wrongs[i]};

        tests[i] = (struct CMUnitTest){.name = wrongs[i].name,
                                       .test_func = refuses,
                                       .initial_state = row.out};
    }
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
