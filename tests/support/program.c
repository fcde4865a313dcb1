/* program.c - see program.h. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/hash.h"

/* A program of $CANVASS's folder. */
static void find_program(struct str *path, const char *program)
{
    const char *canvass = getenv("CANVASS");
    struct str folder = {0};

    if (!canvass)
        fail_msg("CANVASS is not set: run the tests by make test");
    path_folder(&folder, canvass);
    path_join(path, str_cstr(&folder), program);
    str_free(&folder);
    assert_false(path->failed);
}

struct child_result program_run(const char *program, const char *folder,
                                const char *const words[])
{
    const struct child_options options = {.folder = folder, .seconds = 300};
    struct child_result result = {0};
    struct str path = {0};
    struct err err = {0};
    const char *argv[32];
    size_t n = 0;

    find_program(&path, program);
    argv[n++] = str_cstr(&path);
    while (*words && n < 31)
        argv[n++] = *words++;
    argv[n] = NULL;
    assert_ok(child_run(argv, &options, &result, &err), &err);
    if (result.signal)
        fail_msg("%s was killed by signal %d: %s", program, result.signal,
                 str_cstr(&result.err));
    str_free(&path);
    return result;
}

void program_expect(struct child_result run, int status)
{
    if (run.exit_status != status)
        fail_msg("exit status %d, not %d; it said: %s%s", run.exit_status,
                 status, str_cstr(&run.err), str_cstr(&run.out));
    child_result_free(&run);
}

char *program_path(const char *folder, const char *name)
{
    struct str path = {0};
    char *out = NULL;

    path_join(&path, folder, name);
    assert_int_equal(str_take(&path, &out, NULL), OK);
    return out;
}

void program_file(const char *folder, const char *name, const char *bytes)
{
    struct err err = {0};
    char *path = program_path(folder, name);

    assert_ok(file_write(path, text_of(bytes), 0644, &err), &err);
    free(path);
}

static void add_row(sqlite3_stmt *statement, struct str *out)
{
    if (out->n)
        str_add_char(out, '\n');
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *cell = (const char *)sqlite3_column_text(statement, i);

        if (i)
            str_add_char(out, '|');
        if (cell)
            str_add(out, cell);
    }
}

char *program_query(const char *folder, const char *database, const char *sql)
{
    char *path = program_path(folder, database), *out = NULL;
    sqlite3_stmt *statement = NULL;
    struct str rows = {0};
    sqlite3 *db = NULL;
    int rc;

    /* for writing: a journal that a stopped process left is rolled back */
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL),
                     SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        add_row(statement, &rows);
    assert_int_equal(rc, SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(str_take(&rows, &out, NULL), OK);
    free(path);
    return out;
}

double program_number(const char *folder, const char *database, const char *sql)
{
    char *text = program_query(folder, database, sql), *end = NULL;
    double x = strtod(text, &end);

    if (end == text || *end)
        fail_msg("%s gives no number but '%s'", sql, text);
    free(text);
    return x;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *program_digest(const char *folder)
{
    struct str all = {0};
    DIR *dir = opendir(folder);
    struct dirent *entry;
    char *names[256], *out = NULL;
    size_t n = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) && n < 256)
        if (entry->d_name[0] != '.')
            names[n++] = strdup(entry->d_name);
    assert_int_equal(closedir(dir), 0);
    qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i < n; i++) {
        char *path = program_path(folder, names[i]), hex[HASH_HEX] = "-";

        if (file_kind(path) == FILE_REGULAR)
            assert_int_equal(hash_file(path, hex, NULL), OK);
        str_addf(&all, "%s %s\n", names[i], hex);
        free(path);
        free(names[i]);
    }
    assert_int_equal(str_take(&all, &out, NULL), OK);
    return out;
}
