/* test_changing.c - exports that are written to, or replaced, while they are
 * read: said, and nothing is kept of them. */
#define _GNU_SOURCE /* nanosleep(), times of a file */
#include "tests/ingest/try.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "core/base/file.h"
#include "ingest/export.h"

static const char rows[] = "id,Q,T\n1,a,one\n2,b,two\n";
static const char others[] = "id,Q,T\n1,a,one\n2,b,owt\n";

static void write_rows(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
}

/* ---- what may happen to a file ----------------------------------------- */

static void grow(const char *path)
{
    write_rows(path, "id,Q,T\n1,a,one\n2,b,two\n3,a,three\n");
}

static void cut(const char *path)
{
    write_rows(path, "id,Q,T\n1,a,one\n");
}

/* Longer ago than a clock's tick, as it is with any file at rest. */
static void write_over(const char *path)
{
    const struct timespec tick = {.tv_nsec = 50 * 1000 * 1000};

    assert_int_equal(nanosleep(&tick, NULL), 0);
    write_rows(path, others);
}

/* As many bytes of the same time; another file all the same. */
static void replace(const char *path)
{
    struct str beside = {0};
    struct err err = {0};
    struct stat st;
    struct timespec times[2];

    str_addf(&beside, "%s.new", path);
    assert_int_equal(stat(path, &st), 0);
    assert_ok(file_write(str_cstr(&beside), text_of(others), 0600, &err), &err);
    times[0] = st.st_atim;
    times[1] = st.st_mtim;
    assert_int_equal(utimensat(AT_FDCWD, str_cstr(&beside), times, 0), 0);
    assert_int_equal(rename(str_cstr(&beside), path), 0);
    str_free(&beside);
}

static void take_away(const char *path)
{
    assert_int_equal(unlink(path), 0);
}

static void touch_other(const char *path)
{
    struct str beside = {0};
    struct err err = {0};

    str_addf(&beside, "%s.other", path);
    assert_ok(file_write(str_cstr(&beside), text_of(others), 0600, &err), &err);
    str_free(&beside);
}

static const struct change {
    const char *name;
    void (*make)(const char *path);
    bool told;
} changes[] = {
    {"longer", grow, true},
    {"shorter", cut, true},
    {"as long", write_over, true},
    {"another file", replace, true},
    {"gone", take_away, true},
    {"nothing", NULL, false},
    {"beside it", touch_other, false},
};

/* ---- between the passes, and within the second ------------------------- */

static enum status read_all(struct export *e, struct err *err)
{
    struct export_row row = {.what = EXPORT_ROW};
    enum status rc = OK;

    while (rc == OK && row.what != EXPORT_END)
        rc = export_next(e, &row, err);
    return rc;
}

static void an_export(void **state)
{
    const struct change *c = *state;

    for (int within = 0; within < 2; within++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, "x.csv");
        struct export *e = NULL;
        struct export_row row;
        struct err err = {0};
        enum status rc = OK;

        program_file(folder, "x.csv", rows);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        if (within) {
            assert_ok(export_rewind(e, &err), &err);
            assert_ok(export_next(e, &row, &err), &err);
        }
        if (c->make)
            c->make(path);
        if (!within)
            rc = export_rewind(e, &err);
        if (rc == OK)
            rc = read_all(e, &err);
        assert_int_equal(rc, c->told ? ERR_INPUT : OK);
        if (c->told && c->make != take_away)
            assert_non_null(strstr(err.text,
                                   "x.csv: changed while it was read; wait "
                                   "until it is written and start again"));
        export_close(e);
        free(path);
    }
}

/* ---- when the database is first written to, which is between the passes - */

struct changing {
    sqlite3_vfs vfs; /* first: SQLite hands it back */
    const struct change *change;
    const char *path;
    size_t opened; /* journals */
};

static int open_and_change(sqlite3_vfs *vfs, const char *name,
                           sqlite3_file *file, int flags, int *out)
{
    struct changing *c = (struct changing *)vfs;

    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 && c->opened++ == 0 &&
        c->change->make)
        c->change->make(c->path);
    return sqlite3_vfs_find(NULL)->xOpen(vfs, name, file, flags, out);
}

static enum status ingest(const char *folder, const char *vfs, struct err *err)
{
    char *database = program_path(folder, "x.db");
    char *yaml = program_path(folder, "survey.yaml");
    struct ingest_request request = {
        .database = database, .survey_path = yaml, .vfs = vfs};
    struct ingest_summary sum;
    struct notes notes = {0};
    enum status rc = ingest_run(&request, &sum, &notes, err);

    notes_free(&notes);
    free(database);
    free(yaml);
    return rc;
}

/* A database that was there is as it was; one that was not, is not. */
static void an_ingest(void **state)
{
    const struct change *c = *state;
    struct changing changing = {.vfs = *sqlite3_vfs_find(NULL), .change = c};

    changing.vfs.zName = "changing";
    changing.vfs.xOpen = open_and_change;
    assert_int_equal(sqlite3_vfs_register(&changing.vfs, 0), SQLITE_OK);
    for (int there = 0; there < 2; there++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, "x.csv");
        char *database = program_path(folder, "x.db"), *before, *after;
        struct err err = {0};

        program_file(folder, "survey.yaml",
                     "survey: s\nsources:\n  - {key: web, files: [x.csv], id: "
                     "id}\nquestions:\n  - {key: q, type: single, column: Q, "
                     "options: [{key: a}, {key: b}]}\n  - {key: t, type: text, "
                     "column: T}\n");
        program_file(folder, "x.csv", there ? "id,Q,T\n9,a,nine\n" : rows);
        if (there)
            assert_ok(ingest(folder, NULL, &err), &err);
        before = there ? program_query(folder, "x.db",
                                       "SELECT * FROM response, comment")
                       : NULL;
        program_file(folder, "x.csv",
                     there ? "id,Q,T\n9,a,nine\n8,b,eight\n" : rows);
        changing.path = path;
        changing.opened = 0;
        assert_int_equal(ingest(folder, "changing", &err),
                         c->told ? ERR_INPUT : OK);
        assert_true(changing.opened > 0);
        if (c->told && c->make != take_away)
            assert_non_null(strstr(err.text, "changed while it was read"));
        assert_int_equal(file_kind(database),
                         c->told && !there ? FILE_NONE : FILE_REGULAR);
        if (there && c->told) {
            after = program_query(folder, "x.db",
                                  "SELECT * FROM response, comment");
            assert_string_equal(before, after);
            free(after);
        }
        free(before);
        free(path);
        free(database);
    }
    assert_int_equal(sqlite3_vfs_unregister(&changing.vfs), SQLITE_OK);
}

int main(void)
{
    enum { N = sizeof changes / sizeof *changes };
    struct CMUnitTest tests[N];
    int failed;

    for (size_t i = 0; i < N; i++)
        tests[i] = (struct CMUnitTest){.name = changes[i].name,
                                       .test_func = an_export,
                                       .initial_state =
                                           (void *)(uintptr_t)&changes[i]};
    failed = cmocka_run_group_tests_name("changed exports", tests, NULL, NULL);
    for (size_t i = 0; i < N; i++)
        tests[i].test_func = an_ingest;
    failed += cmocka_run_group_tests_name("changed while ingested", tests, NULL,
                                          NULL);
    return failed != 0;
}
