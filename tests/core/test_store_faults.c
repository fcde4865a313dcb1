/* test_store_faults.c - the process stopped, and the disk full, at every
 * operation on the disk: the database is the old one or the new one, whole,
 * and takes the same again. */
#include "tests/support/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "tests/support/faultvfs.h"
#include "tests/support/tiny.h"

enum { ROWS = 50 };

/* What is done to the database while it fails. */
enum work { INGEST, INGEST_AGAIN, ANALYSE };

static struct world {
    struct faultvfs *vfs;
    struct tiny tiny;
    char *database, *before, *journal; /* paths */
} world;

static char *path_of(const char *folder, const char *name)
{
    struct str path = {0};

    path_join(&path, folder, name);
    assert_false(path.failed);
    return path.p;
}

static int set_up(void **state)
{
    const char *folder = check_folder(state);

    world.vfs = faultvfs_new("faulty");
    assert_non_null(world.vfs);
    world.tiny = tiny_read(folder, tiny_yaml);
    world.database = path_of(folder, "x.db");
    world.before = path_of(folder, "before.db");
    world.journal = path_of(folder, "x.db-journal");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(world.database);
    free(world.before);
    free(world.journal);
    tiny_free(&world.tiny);
    faultvfs_free(world.vfs);
    return 0;
}

static enum status run_work(enum work work, struct err *err)
{
    struct store *store;
    enum status rc = store_open_vfs(
        &store, world.database, work == ANALYSE ? STORE_WRITE : STORE_CREATE,
        "faulty", err);

    if (rc != OK)
        return rc;
    rc = work == ANALYSE ? tiny_analyse(store, err)
                         : tiny_ingest(store, &world.tiny, ROWS, err);
    store_close(store);
    return rc;
}

/* Not flushed, as file_write() would: it is done hundreds of times. */
static void copy(const char *from, const char *to)
{
    struct str bytes = {0};
    struct err err = {0};
    FILE *file = fopen(to, "wb");

    assert_non_null(file);
    assert_ok(file_read(from, 1 << 24, &bytes, &err), &err);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    assert_int_equal(fclose(file), 0);
    str_free(&bytes);
}

/* Every table, as one text: what a database says. */
static char *say(const char *path)
{
    static const char *const query[] = {
        "PRAGMA integrity_check",
        "SELECT count(*), sum(id), sum(status = 'removed') FROM response",
        "SELECT * FROM ledger",
        "SELECT count(*), sum(priorities__asb), sum(budget__roads), "
        "count(born) FROM answers_1_1",
        "SELECT count(*), sum(value) FROM weight",
        "SELECT count(*) FROM comment",
        "SELECT count(*), sum(value) FROM estimate",
        "SELECT id, key, wave, analysed_with <> '' FROM survey",
        "SELECT count(*) FROM run",
        "SELECT count(*), max(age) FROM answers_labelled_1_1",
        "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema "
        "ORDER BY name)",
    };
    struct str s = {0};
    sqlite3 *db;

    if (file_kind(path) == FILE_NONE)
        return strdup("none");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof(query) / sizeof(*query); i++) {
        sqlite3_stmt *q;

        if (sqlite3_prepare_v2(db, query[i], -1, &q, NULL) != SQLITE_OK) {
            str_addf(&s, "%s;", sqlite3_errmsg(db));
            continue;
        }
        while (sqlite3_step(q) == SQLITE_ROW)
            for (int k = 0; k < sqlite3_column_count(q); k++) {
                const unsigned char *t = sqlite3_column_text(q, k);

                str_addf(&s, "%s|", t ? (const char *)t : "NULL");
            }
        str_addf(&s, "%d;", sqlite3_finalize(q));
    }
    (void)sqlite3_close(db);
    assert_false(s.failed);
    return s.p;
}

static void start(enum work work)
{
    (void)unlink(world.database);
    (void)unlink(world.journal);
    if (work != INGEST)
        copy(world.before, world.database);
}

/* An empty file is as good as none: the next ingest takes it. */
static bool same(const char *is, const char *want, const char *path)
{
    struct stat st;

    return strcmp(is, want) == 0 || (strcmp(want, "none") == 0 &&
                                     stat(path, &st) == 0 && st.st_size == 0);
}

static bool check_after(enum work work, enum fault fault, size_t n,
                        enum status rc, const char *old, const char *new)
{
    char *is = say(world.database);
    struct err err = {0};
    bool done = strcmp(is, new) == 0;

    if (!done && (rc == OK || !same(is, old, world.database)))
        fail_msg("fault %d at %zu left (%d)\n%s\nnot\n%s\nnor\n%s", fault, n,
                 rc, is, old, new);
    free(is);
    if (fault != FAULT_STOP && n % 5)
        return done; /* the time that it takes */
    faultvfs_arm(world.vfs, FAULT_NONE, 0);
    assert_ok(run_work(work, &err), &err);
    is = say(world.database);
    if (work != ANALYSE)
        assert_string_equal(is, new);
    assert_int_equal(access(world.journal, F_OK), -1);
    free(is);
    return done;
}

static void every(enum work work, enum fault fault, size_t step)
{
    char *old, *new;
    size_t n = 0, whole, olds = 0, news = 0;
    struct err err = {0};

    start(work);
    old = say(world.database);
    faultvfs_arm(world.vfs, FAULT_NONE, 0);
    assert_ok(run_work(work, &err), &err);
    whole = faultvfs_operations(world.vfs);
    new = say(world.database);
    assert_string_not_equal(old, new);
    for (bool fired = true; fired; n += fired ? step : 0) {
        enum status rc;

        err = (struct err){0};
        start(work);
        faultvfs_arm(world.vfs, fault, n);
        rc = run_work(work, &err);
        fired = faultvfs_fired(world.vfs);
        if (!fired)
            assert_ok(rc, &err);
        if (check_after(work, fault, n, rc, old, new))
            news++;
        else
            olds++;
    }
    assert_true(n >= whole);
    print_message("fault %d at %zu places: %zu old, %zu new\n", fault, n / step,
                  olds, news);
    free(old);
    free(new);
}

static void fail_everywhere(enum work work)
{
    every(work, FAULT_STOP, 1);
    every(work, FAULT_FULL, 1);
    every(work, FAULT_FULL_ONCE, 3);
}

static void first_ingest(void **state)
{
    (void)state;
    fail_everywhere(INGEST);
}

static void second_ingest(void **state)
{
    struct err err = {0};

    (void)state;
    start(INGEST);
    faultvfs_arm(world.vfs, FAULT_NONE, 0);
    assert_ok(run_work(INGEST, &err), &err);
    assert_ok(run_work(ANALYSE, &err), &err);
    copy(world.database, world.before);
    fail_everywhere(INGEST_AGAIN);
}

static void analysis(void **state)
{
    struct err err = {0};

    (void)state;
    start(INGEST);
    faultvfs_arm(world.vfs, FAULT_NONE, 0);
    assert_ok(run_work(INGEST, &err), &err);
    copy(world.database, world.before);
    fail_everywhere(ANALYSE);
}

/* A full disk says so, and what to do. */
static void message(void **state)
{
    struct str want = {0};
    struct err err = {0};

    (void)state;
    start(INGEST);
    faultvfs_arm(world.vfs, FAULT_FULL, 5);
    assert_int_equal(run_work(INGEST, &err), ERR_IO);
    str_addf(&want,
             "%s: cannot use the database: database or disk is full; free "
             "some disk space and run it again",
             world.database);
    assert_string_equal(err.text, str_cstr(&want));
    assert_int_equal(access(world.database, F_OK), -1);
    str_free(&want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_ingest),
        cmocka_unit_test(second_ingest),
        cmocka_unit_test(analysis),
        cmocka_unit_test(message),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
