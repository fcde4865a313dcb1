/* open.c - opening and closing the file, and its transactions.
 *
 * The file is made by open(2) with mode 0600 before SQLite sees it; SQLite
 * gives its journal the same mode.  A new file gets its schema in the first
 * transaction, not before: a stage that fails leaves nothing behind. */
#include "core/store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/base/mem.h"

enum { BUSY_MILLISECONDS = 2000 };

/* cache_size: 32 MiB in pages; SQLite 3.40 would count a size in KiB by the
 * page size of before and keep eight times as much.  temp_store: sorting spills
 * to files, in memory it would grow with the rows. */
static const char settings[] =
    "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = FILE; PRAGMA cache_size = 1024;"
    "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0;";

static enum status refuse(struct store *store, const char *what,
                          struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: %s", store->path, what);
}

static enum status make_file(struct store *store, struct err *err)
{
    int fd = open(store->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good;

    if (fd < 0)
        return err_set(err, ERR_IO,
                       "%s: cannot be made: %s; check the folder and its "
                       "permissions",
                       store->path, strerror(errno));
    store->made = true;
    good = fchmod(fd, 0600) == 0; /* whatever the umask is */
    if (close(fd) != 0 || !good)
        return err_set(err, ERR_IO, "%s: cannot be made: %s; check the disk",
                       store->path, strerror(errno));
    return OK;
}

static enum status find_file(struct store *store, enum store_mode mode,
                             struct err *err)
{
    switch (file_kind(store->name)) {
    case FILE_REGULAR:
        return OK;
    case FILE_NONE:
        if (mode == STORE_CREATE)
            return make_file(store, err);
        return refuse(store, "no such database; run `canvass ingest` first",
                      err);
    case FILE_FOLDER:
        return refuse(store, "is a folder, not a database; give a file", err);
    default:
        return refuse(store, "is no ordinary file; give the path of a database",
                      err);
    }
}

enum status db_harden(struct store *store, struct err *err)
{
    static const struct {
        int what, value;
    } config[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, /* ours are for people */
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    int code = SQLITE_OK;

    for (size_t i = 0; i < sizeof(config) / sizeof(*config); i++)
        if (code == SQLITE_OK)
            code = sqlite3_db_config(store->db, config[i].what, config[i].value,
                                     NULL);
    if (code == SQLITE_OK)
        code = sqlite3_extended_result_codes(store->db, 1);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    if (code != SQLITE_OK)
        return db_fail_code(store, code, "set up the database", err);
    (void)sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    return OK;
}

/* Somebody may have switched to a write-ahead log; no -wal beside ours. */
static enum status rollback_journal(struct store *store, struct err *err)
{
    sqlite3_stmt *statement;
    bool row = false;
    enum status rc =
        db_prepare(store, "PRAGMA journal_mode = DELETE", &statement, err);

    if (rc == OK)
        rc = db_next(store, statement, &row, err);
    if (rc == OK && (!row || strcmp(db_text(statement, 0), "delete") != 0))
        rc = err_set(err, ERR_IO,
                     "%s: its write-ahead log is in use by another program; "
                     "close that and run it again",
                     store->path);
    db_done(statement);
    return rc;
}

static enum status migrate(struct store *store, struct err *err)
{
    enum status rc = db_exec(store, "BEGIN EXCLUSIVE", err);

    if (rc == OK)
        rc = schema_migrate(store, schema_steps, SCHEMA_VERSION, err);
    if (rc == OK)
        rc = db_exec(store, "COMMIT", err);
    if (rc != OK)
        store_rollback(store);
    return rc;
}

static enum status check_ours(struct store *store, enum store_mode mode,
                              struct err *err)
{
    int64_t application, version;
    enum status rc =
        db_number(store, "PRAGMA application_id", 0, 0, &application, err);

    if (rc == OK && application != SCHEMA_APPLICATION)
        rc = refuse(store,
                    "is a database of another program; give another file", err);
    if (rc == OK)
        rc = db_number(store, "PRAGMA user_version", 0, 0, &version, err);
    if (rc == OK && version != SCHEMA_VERSION)
        rc = migrate(store, err);
    if (rc == OK)
        rc = schema_check(store, err);
    if (rc == OK && mode == STORE_READ)
        return db_exec(store, "PRAGMA query_only = ON", err);
    if (rc == OK && sqlite3_db_readonly(store->db, "main") != 0)
        rc =
            err_set(err, ERR_IO, "%s: cannot be written; check its permissions",
                    store->path);
    return rc == OK ? rollback_journal(store, err) : rc;
}

/* Page size and journal take hold with the first write. */
static enum status begin_fresh(struct store *store, enum store_mode mode,
                               struct err *err)
{
    if (mode != STORE_CREATE)
        return refuse(store, "is empty; run `canvass ingest` first", err);
    store->fresh = true;
    if (chmod(store->name, 0600) != 0)
        return err_set(err, ERR_IO,
                       "%s: cannot be kept from other readers: %s; give "
                       "another file",
                       store->path, strerror(errno));
    return db_exec(store, "PRAGMA page_size = 32768; PRAGMA auto_vacuum = NONE",
                   err);
}

static enum status open_database(struct store *store, enum store_mode mode,
                                 struct err *err)
{
    int64_t pages = 0;
    enum status rc = find_file(store, mode, err);
    /* A reader too must be able to roll back what a killed writer left. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    int code;

    if (rc != OK)
        return rc;
    code = sqlite3_open_v2(store->name, &store->db, flags, store->vfs->zName);
    if (code != SQLITE_OK)
        return db_fail_code(store, code, "open the database", err);
    rc = db_harden(store, err);
    if (rc == OK)
        rc = db_exec(store, settings, err);
    if (rc == OK)
        rc = db_number(store, "PRAGMA page_count", 0, 0, &pages, err);
    if (rc != OK)
        return rc;
    return pages == 0 ? begin_fresh(store, mode, err)
                      : check_ours(store, mode, err);
}

/* "./" in front: SQLite reads "file:..." and ":memory:" as no paths. */
static enum status set_names(struct store *store, const char *path,
                             struct err *err)
{
    const char *folder = path[0] == '/' ? "" : "./";
    struct str name = {0}, journal = {0};
    enum status rc;

    store->path = strdup(path);
    str_addf(&name, "%s%s", folder, path);
    str_addf(&journal, "%s%s-journal", folder, path);
    rc = store->path ? str_take(&name, &store->name, err) : err_nomem(err);
    if (rc == OK)
        rc = str_take(&journal, &store->journal, err);
    str_free(&name);
    str_free(&journal);
    return rc;
}

enum status store_open_vfs(struct store **out, const char *path,
                           enum store_mode mode, const char *vfs,
                           struct err *err)
{
    struct store *store = mem_array(1, sizeof(*store));
    enum status rc;

    *out = NULL;
    if (!store)
        return err_nomem(err);
    rc = set_names(store, path, err);
    if (rc == OK) {
        store->vfs = sqlite3_vfs_find(vfs);
        if (!store->vfs)
            rc = err_set(err, ERR_STORE, "%s: SQLite has no VFS %s", path,
                         vfs ? vfs : "at all");
    }
    if (rc == OK)
        rc = open_database(store, mode, err);
    if (rc != OK) {
        store_close(store);
        return rc;
    }
    *out = store;
    return OK;
}

enum status store_open(struct store **out, const char *path,
                       enum store_mode mode, struct err *err)
{
    return store_open_vfs(out, path, mode, NULL, err);
}

/* Another program may have found the file and begun to fill it: removed is
 * only what is empty and has no journal. */
static void remove_made(struct store *store)
{
    sqlite3_vfs *vfs = store->vfs;
    struct stat st;
    int there = 1;

    if (stat(store->name, &st) == 0 && st.st_size == 0 &&
        vfs->xAccess(vfs, store->journal, SQLITE_ACCESS_EXISTS, &there) ==
            SQLITE_OK &&
        !there)
        (void)vfs->xDelete(vfs, store->name,
                           0); /* empty: no harm if it stays */
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->db) {
        store_rollback(store);
        (void)sqlite3_close_v2(store->db); /* nothing is left to write */
    }
    if (store->made)
        remove_made(store);
    free(store->path);
    free(store->name);
    free(store->journal);
    free(store);
}

const char *store_path(const struct store *store)
{
    return store->path;
}

enum status store_begin(struct store *store, struct err *err)
{
    /* Exclusive: were a reader there, it would fail at the end instead. */
    enum status rc = db_exec(store, "BEGIN EXCLUSIVE", err);

    if (rc != OK || !store->fresh)
        return rc;
    rc = schema_migrate(store, schema_steps, SCHEMA_VERSION, err);
    if (rc == OK)
        rc = schema_measures(store, err);
    if (rc != OK)
        store_rollback(store);
    return rc;
}

/* Files that a rebuild left out, and what such a file had superseded. */
static enum status tidy_sources(struct store *store, struct err *err)
{
    static const char sql[] =
        "DELETE FROM source WHERE survey_id = ?1 AND CASE\n"
        "  WHEN superseded_by IS NULL THEN\n"
        "    id NOT IN (SELECT source_id FROM ledger)\n"
        "  ELSE superseded_by NOT IN (SELECT id FROM source) END";
    enum status rc = OK;

    while (rc == OK && store->tidy != 0) {
        rc = db_script(store, sql, store->tidy, err);
        if (rc == OK && sqlite3_changes(store->db) == 0)
            store->tidy = 0;
    }
    return rc;
}

enum status store_commit(struct store *store, struct err *err)
{
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = tidy_sources(store, err);
    if (rc == OK)
        rc = db_exec(store, "COMMIT", err);
    if (rc != OK) {
        store_rollback(store);
        return rc;
    }
    store->made = store->fresh = false;
    return OK;
}

void store_rollback(struct store *store)
{
    store->tidy = 0;
    if (db_in_transaction(store))
        /* Where it fails, the next who opens the file does it. */
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
