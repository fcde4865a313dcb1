/* test_store_open.c - what is opened, made, refused, left behind. */
#include "tests/support/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/store/schema.h"
#include "tests/support/faultvfs.h"
#include "tests/support/tiny.h"

static char *path_of(const char *folder, const char *name)
{
    struct str path = {0};

    path_join(&path, folder, name);
    assert_false(path.failed);
    return path.p;
}

static void write_file(const char *path, const char *bytes)
{
    struct err err = {0};

    assert_ok(file_write(path, text_of(bytes), 0600, &err), &err);
}

/* Runs SQL in a plain connection; the file is made. */
static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t ask(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    int64_t answer;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    answer = sqlite3_column_int64(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return answer;
}

static void make_database(const char *folder, const char *path)
{
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct store *store;
    struct err err = {0};

    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    store_close(store);
    tiny_free(&tiny);
}

/* ---- making ----------------------------------------------------------- */

static void check_mode(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void made_for_its_owner(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    char *journal = path_of(folder, "x.db-journal");
    struct store *store;
    struct err err = {0};
    mode_t before = umask(0);

    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    check_mode(path);
    assert_ok(store_begin(store, &err), &err);
    check_mode(journal);
    assert_ok(store_commit(store, &err), &err);
    assert_string_equal(store_path(store), path);
    store_close(store);
    (void)umask(before);
    check_mode(path);
    assert_int_equal(access(journal, F_OK), -1);
    assert_int_equal(ask(path, "PRAGMA page_size"), 32768);
    assert_int_equal(ask(path, "PRAGMA application_id"), SCHEMA_APPLICATION);
    assert_int_equal(ask(path, "PRAGMA user_version"), SCHEMA_VERSION);
    assert_int_equal(ask(path, "SELECT count(*) FROM measure"),
                     MEASURES + RULES);
    free(journal);
    free(path);
}

/* An empty file that others could read is not filled as it is. */
static void taken_over(void **state)
{
    char *path = path_of(check_folder(state), "x.db");
    struct store *store;
    struct err err = {0};

    write_file(path, "");
    assert_int_equal(chmod(path, 0644), 0);
    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    check_mode(path);
    store_close(store);
    assert_int_equal(access(path, F_OK), 0); /* we did not make it */
    free(path);
}

static void nothing_left_behind(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    char *journal = path_of(folder, "x.db-journal");
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct store_ingest *ingest;
    struct store *store;
    struct err err = {0};

    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    store_close(store);
    assert_int_equal(access(path, F_OK), -1);
    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(
        store_ingest_begin(&ingest, store, tiny.survey, &tiny.digests, &err),
        &err);
    store_ingest_free(ingest);
    store_close(store);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(journal, F_OK), -1);
    store_close(NULL);
    tiny_free(&tiny);
    free(journal);
    free(path);
}

/* Before the first transaction there is nothing, which is no error. */
static void empty_before_begin(void **state)
{
    char *path = path_of(check_folder(state), "x.db");
    struct stored_survey stored;
    struct stored_sources sources;
    struct store *store;
    struct err err = {0};
    char **list = NULL;
    size_t n = 1;
    bool found = true;

    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    assert_ok(store_list(store, &list, &n, &err), &err);
    assert_int_equal(n, 0);
    assert_ok(store_lookup(store, "pcp", "", &found, &stored, &err), &err);
    assert_false(found);
    assert_ok(store_sources(store, 1, &sources, &err), &err);
    assert_int_equal(sources.n, 0);
    assert_int_equal(store_commit(store, &err), ERR_STORE);
    store_close(store);
    free(path);
}

/* Names that SQLite would read as something else are files here. */
static void odd_names(void **state)
{
    static const char *const names[] = {":memory:", "file:x.db?mode=memory",
                                        "a b'\"%.db"};
    const char *folder = check_folder(state);
    char here[4096];

    assert_non_null(getcwd(here, sizeof(here)));
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        char *path = path_of(folder, names[i]);
        struct store *store;
        struct err err = {0};

        assert_int_equal(chdir(folder), 0);
        assert_ok(store_open(&store, names[i], STORE_CREATE, &err), &err);
        assert_ok(store_begin(store, &err), &err);
        assert_ok(store_commit(store, &err), &err);
        store_close(store);
        assert_int_equal(chdir(here), 0);
        check_mode(path);
        free(path);
    }
}

/* ---- refusing --------------------------------------------------------- */

static void refused(const char *path, enum store_mode mode, enum status status,
                    const char *want)
{
    struct store *store = (struct store *)(uintptr_t)1;
    struct err err = {0};
    enum status rc = store_open(&store, path, mode, &err);

    assert_null(store);
    if (rc != status || strncmp(err.text, path, strlen(path)) != 0 ||
        strcmp(err.text + strlen(path), want) != 0)
        fail_msg("%s: %d\n%s\nnot\n%s%s", path, rc, err.text, path, want);
}

#define NOT_OURS                                                               \
    "; it is not as canvass made it: restore a copy, or ingest again into a "  \
    "new file"

static void no_database(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");

    refused(path, STORE_READ, ERR_INPUT,
            ": no such database; run `canvass ingest` first");
    refused(path, STORE_WRITE, ERR_INPUT,
            ": no such database; run `canvass ingest` first");
    refused(folder, STORE_CREATE, ERR_INPUT,
            ": is a folder, not a database; give a file");
    write_file(path, "");
    refused(path, STORE_READ, ERR_INPUT,
            ": is empty; run `canvass ingest` first");
    write_file(path, "id,answer\n1,yes\n");
    refused(path, STORE_CREATE, ERR_INPUT,
            ": cannot use the database: file is not a database; it is no "
            "database of canvass, or damaged; restore a copy, or ingest again "
            "into a new file");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    refused(path, STORE_CREATE, ERR_INPUT,
            ": is no ordinary file; give the path of a database");
    free(path);
}

/* What is done to one of our databases, and what is then said. */
static const struct tampering {
    const char *sql, *want;
} tamperings[] = {
    {"PRAGMA application_id = 7",
     ": is a database of another program; give another file"},
    {"PRAGMA user_version = 99",
     ": was made by a newer canvass (its version is 99, this program knows "
     "2); update canvass"},
    {"PRAGMA user_version = -1", ": has no version" NOT_OURS},
    {"DROP TABLE ledger", ": lacks tables of canvass" NOT_OURS},
    {"DROP TABLE run; CREATE VIEW run AS SELECT 1 AS id",
     ": its object on \"run\" was not made by canvass; drop it, or ingest "
     "again into a new file"},
    {"DROP TABLE run; CREATE VIRTUAL TABLE run USING fts5(id)",
     ": its object on \"run\" was not made by canvass; drop it, or ingest "
     "again into a new file"},
    {"CREATE TRIGGER t AFTER INSERT ON response BEGIN DELETE FROM survey; END",
     ": its trigger on \"response\" was not made by canvass; drop it, or "
     "ingest again into a new file"},
    {"CREATE TABLE canvass_response(c0)",
     ": holds a table named canvass_..." NOT_OURS},
    {"CREATE VIEW Answers_1_2 AS SELECT 1 AS response_id",
     ": its object on \"answers_1_2\" was not made by canvass; drop it, or "
     "ingest again into a new file"},
    {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE "
     "TABLE survey(' WHERE name = 'survey'",
     ": cannot use the database: malformed database schema (survey) - "
     "incomplete input; it is no database of canvass, or damaged; restore a "
     "copy, or ingest again into a new file"},
};

static void tampered(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");

    for (size_t i = 0; i < sizeof(tamperings) / sizeof(*tamperings); i++) {
        (void)unlink(path);
        make_database(folder, path);
        run_sql(path, tamperings[i].sql);
        refused(path, STORE_WRITE, ERR_INPUT, tamperings[i].want);
        refused(path, STORE_READ, ERR_INPUT, tamperings[i].want);
    }
    free(path);
}

/* Tables and views of the analyst's own are nobody's business. */
static void own_tables(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct store *store;
    struct err err = {0};

    make_database(folder, path);
    run_sql(path, "CREATE TABLE notes(x); CREATE VIEW v AS SELECT * FROM "
                  "answers_labelled_1_1; CREATE TABLE answers_1_x(y);"
                  "CREATE INDEX i ON response(external_id)");
    assert_ok(store_open(&store, path, STORE_WRITE, &err), &err);
    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    store_close(store);
    assert_int_equal(ask(path, "SELECT count(*) FROM notes"), 0);
    assert_int_equal(ask(path, "SELECT count(*) FROM v"), 36);
    tiny_free(&tiny);
    free(path);
}

static void put_back(const char *path, const struct str *bytes)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes->p, 1, bytes->n, file), bytes->n);
    assert_int_equal(fclose(file), 0);
}

/* Every byte of the header, and one in many of the others, made wrong:
 * whatever is said, nothing crashes. */
static void corrupt(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct str bytes = {0};
    struct err err = {0};
    size_t refusals = 0, tries = 0;
    struct faultvfs *vfs = faultvfs_new("quick"); /* does not flush */

    assert_non_null(vfs);
    make_database(folder, path);
    assert_ok(file_read(path, 1 << 24, &bytes, &err), &err);
    for (size_t i = 0; i < bytes.n; i += i < 120 ? 1 : 1 + bytes.n / 331) {
        struct store *store;
        enum status rc;

        bytes.p[i] ^= 0x5a;
        put_back(path, &bytes);
        bytes.p[i] ^= 0x5a;
        err = (struct err){0};
        rc = store_open_vfs(&store, path, STORE_WRITE, "quick", &err);
        if (rc == OK)
            rc = tiny_analyse(store, &err);
        store_close(store);
        refusals += rc != OK;
        tries++;
        assert_true((rc == OK) == (err.text[0] == '\0'));
    }
    print_message("%zu of %zu refused\n", refusals, tries);
    assert_true(refusals > 20);
    faultvfs_free(vfs);
    str_free(&bytes);
    free(path);
}

static void cut_short(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct store *store;
    struct err err = {0};
    enum status rc;

    make_database(folder, path);
    assert_int_equal(truncate(path, 3 * 32768 + 100), 0);
    rc = store_open(&store, path, STORE_WRITE, &err);
    if (rc == OK)
        rc = tiny_analyse(store, &err);
    assert_int_equal(rc, ERR_INPUT);
    assert_non_null(strstr(err.text, "restore a copy"));
    store_close(store);
    free(path);
}

static void not_writable(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct store *store;
    struct err err = {0};

    make_database(folder, path);
    assert_ok(store_open(&store, path, STORE_READ, &err), &err);
    assert_int_equal(tiny_analyse(store, &err), ERR_IO);
    assert_non_null(strstr(err.text, "readonly"));
    store_close(store);
    if (geteuid() != 0) { /* root may write what cannot be written */
        assert_int_equal(chmod(path, 0400), 0);
        refused(path, STORE_WRITE, ERR_IO,
                ": cannot be written; check its permissions");
    }
    free(path);
}

/* A write-ahead log that somebody switched on is switched off. */
static void write_ahead(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct store *store;
    struct err err = {0};

    make_database(folder, path);
    run_sql(path, "PRAGMA journal_mode = WAL");
    assert_ok(store_open(&store, path, STORE_WRITE, &err), &err);
    store_close(store);
    assert_int_equal(
        ask(path, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"),
        1);
    free(path);
}

static void in_use(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    struct store *one, *two;
    struct err err = {0};

    make_database(folder, path);
    assert_ok(store_open(&one, path, STORE_WRITE, &err), &err);
    assert_ok(store_open(&two, path, STORE_WRITE, &err), &err);
    assert_ok(store_begin(one, &err), &err);
    assert_int_equal(store_begin(two, &err), ERR_IO);
    assert_non_null(strstr(err.text, "another program is using it; close that "
                                     "and run it again"));
    store_close(two);
    store_close(one);
    free(path);
}

/* ---- migrations ------------------------------------------------------- */

static const char *const add_column[] = {"ALTER TABLE run ADD COLUMN note TEXT",
                                         "UPDATE run SET note = 'before'",
                                         NULL};
static const char *const add_table[] = {"CREATE TABLE later(x)", NULL};
static const char *const fails[] = {"CREATE TABLE half(x)",
                                    "INSERT INTO nowhere VALUES (1)", NULL};

static void migrations(void **state)
{
    const char *folder = check_folder(state);
    char *path = path_of(folder, "x.db");
    const struct schema_step steps[] = {
        schema_steps[0], schema_steps[1], {add_column}, {add_table}, {fails}};
    struct store *store;
    struct err err = {0};

    make_database(folder, path);
    assert_ok(store_open(&store, path, STORE_WRITE, &err), &err);
    assert_ok(tiny_analyse(store, &err), &err);
    assert_int_equal(schema_migrate(store, steps, 4, &err), ERR_STORE);
    err = (struct err){0};
    assert_ok(store_begin(store, &err), &err);
    assert_ok(schema_migrate(store, steps, 4, &err), &err);
    assert_ok(store_commit(store, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_int_equal(schema_migrate(store, steps, 5, &err), ERR_STORE);
    store_close(store);
    assert_int_equal(ask(path, "PRAGMA user_version"), 4);
    assert_int_equal(ask(path, "SELECT count(note = 'before') FROM run"), 1);
    assert_int_equal(ask(path, "SELECT count(*) FROM later"), 0);
    assert_int_equal(
        ask(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_for_its_owner),
        cmocka_unit_test(taken_over),
        cmocka_unit_test(nothing_left_behind),
        cmocka_unit_test(empty_before_begin),
        cmocka_unit_test(odd_names),
        cmocka_unit_test(no_database),
        cmocka_unit_test(tampered),
        cmocka_unit_test(own_tables),
        cmocka_unit_test(corrupt),
        cmocka_unit_test(cut_short),
        cmocka_unit_test(not_writable),
        cmocka_unit_test(write_ahead),
        cmocka_unit_test(in_use),
        cmocka_unit_test(migrations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
