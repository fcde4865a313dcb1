/* test_faults.c - ingest, from the files to the commit, stopped or out of disk
 * at every operation: the database is the old one or the new one, whole, and
 * takes the same ingest again. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/file.h"
#include "ingest/ingest.h"
#include "tests/support/faultvfs.h"

static const char definition[] =
    "survey: pcp\n"
    "sources:\n"
    "  - {key: web, files: [\"web*.csv\"], platform: generic, id: id}\n"
    "questions:\n"
    "  - {key: visible, type: single, column: Visible, options: "
    "[{key: \"yes\"}, {key: \"no\"}]}\n"
    "  - {key: comment, type: text, column: Comment}\n";

struct world {
    struct faultvfs *vfs;
    const char *folder;
    char *survey, *export, *database, *journal;
};

/* `rows` replies, some of them blank, one of them twice. */
static void put_export(const char *folder, size_t rows)
{
    struct str s = {0};

    str_add(&s, "id,Visible,Comment\n");
    for (size_t i = 0; i < rows; i++)
        str_addf(&s, "%zu,%s,%s\n", i, i % 3 ? "Yes" : "No",
                 i % 7 ? "" : "\"Something, \"\"quoted\"\"\"");
    str_add(&s, "0,Yes,again\n99999,,\n");
    program_file(folder, "web.csv", str_cstr(&s));
    str_free(&s);
}

static enum status ingest(const struct world *w, struct err *err)
{
    const char *const exports[] = {w->export};
    const struct ingest_request request = {.database = w->database,
                                           .vfs = "faulty",
                                           .survey_path = w->survey,
                                           .exports = exports,
                                           .n_exports = 1};
    struct ingest_summary sum;

    return ingest_run(&request, &sum, NULL, err);
}

/* What the database says; "none" where there is none, or nothing in it. */
static char *say(const struct world *w)
{
    if (file_kind(w->database) == FILE_NONE ||
        program_number(w->folder, "x.db",
                       "SELECT count(*) FROM sqlite_schema") == 0)
        return strdup("none");
    return program_query(w->folder, "x.db",
                         "SELECT (SELECT group_concat(received || ' ' || "
                         "analysed || ' ' || removed) FROM ledger), (SELECT "
                         "count(*) FROM answers_1_1 WHERE visible = 1), "
                         "(SELECT count(*) FROM comment), (SELECT "
                         "integrity_check FROM pragma_integrity_check)");
}

/* Fails at each operation in turn from the state that `rows_before` replies
 * left (0: no database). */
static void fail_everywhere(struct world *w, enum fault fault,
                            size_t rows_before, const char *new)
{
    struct err err = {0};
    bool fired = true;

    for (size_t n = 0; fired; n++) {
        char *old, *is, *after;
        enum status rc;

        faultvfs_arm(w->vfs, FAULT_NONE, 0);
        (void)unlink(w->database);
        (void)unlink(w->journal);
        if (rows_before) {
            put_export(w->folder, rows_before);
            assert_ok(ingest(w, &err), &err);
        }
        old = say(w);
        put_export(w->folder, 40);
        faultvfs_arm(w->vfs, fault, n);
        rc = ingest(w, NULL);
        fired = faultvfs_fired(w->vfs);
        faultvfs_arm(w->vfs, FAULT_NONE, 0);
        is = say(w);
        if (strcmp(is, new) != 0 && (rc == OK || strcmp(is, old) != 0))
            fail_msg("at %zu: '%s', neither '%s' nor '%s'", n, is, old, new);
        assert_ok(ingest(w, &err), &err);
        after = say(w);
        assert_string_equal(after, new);
        free(old);
        free(is);
        free(after);
    }
}

static const struct fault_case {
    const char *name;
    enum fault fault;
    size_t rows_before;
} cases[] = {
    {"stopped in the first ingest", FAULT_STOP, 0},
    {"disk full in the first ingest", FAULT_FULL, 0},
    {"stopped while a longer download comes in", FAULT_STOP, 30},
    {"disk full while a longer download comes in", FAULT_FULL, 30},
};

static void survives(void **state)
{
    const struct fault_case *c = *state;
    struct world w = {.vfs = faultvfs_new("faulty"),
                      .folder = check_folder(NULL)};
    struct err err = {0};
    char *new;

    assert_non_null(w.vfs);
    program_file(w.folder, "survey.yaml", definition);
    w.survey = program_path(w.folder, "survey.yaml");
    w.export = program_path(w.folder, "web.csv");
    w.database = program_path(w.folder, "x.db");
    w.journal = program_path(w.folder, "x.db-journal");
    put_export(w.folder, 40);
    assert_ok(ingest(&w, &err), &err);
    new = say(&w);
    assert_string_equal(new, "42 40 2|27|7|ok");
    fail_everywhere(&w, c->fault, c->rows_before, new);
    free(new);
    free(w.survey);
    free(w.export);
    free(w.database);
    free(w.journal);
    faultvfs_free(w.vfs);
}

int main(void)
{
    enum { CASES = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[CASES];

    for (size_t i = 0; i < CASES; i++) {
        union {
            const struct fault_case *in;
            void *out;
        } row = {.in = &cases[i]};

        tests[i] = (struct CMUnitTest){.name = cases[i].name,
                                       .test_func = survives,
                                       .initial_state = row.out};
    }
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
