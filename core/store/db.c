/* db.c - see db.h. */
#include "core/store/db.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

/* What SQLite's codes mean to an analyst. */
static enum status meaning(int code, const char **advice)
{
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        *advice = "close other programs";
        return ERR_NOMEM;
    case SQLITE_FULL:
        *advice = "free some disk space and run it again";
        return ERR_IO;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        *advice = "another program is using it; close that and run it again";
        return ERR_IO;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        *advice = "check the disk and the permissions of its folder";
        return ERR_IO;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        *advice = "it is no database of canvass, or damaged; restore a copy, "
                  "or ingest again into a new file";
        return ERR_INPUT;
    default:
        *advice = "it may not be as canvass made it; ingest again into a new "
                  "file";
        return ERR_STORE;
    }
}

enum status db_fail(struct store *store, const char *doing, struct err *err)
{
    const char *advice;
    enum status rc = meaning(sqlite3_errcode(store->db), &advice);

    return err_set(err, rc, "%s: cannot %s: %s; %s", store->path, doing,
                   sqlite3_errmsg(store->db), advice);
}

enum status db_fail_code(struct store *store, int code, const char *doing,
                         struct err *err)
{
    const char *advice;
    enum status rc = meaning(code, &advice);

    return err_set(err, rc, "%s: cannot %s: %s; %s", store->path, doing,
                   sqlite3_errstr(code), advice);
}

enum status db_damaged(struct store *store, const char *what, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   "%s: %s; it is not as canvass made it: restore a copy, or "
                   "ingest again into a new file",
                   store->path, what);
}

bool db_in_transaction(const struct store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

bool db_empty(const struct store *store)
{
    return store->fresh && !db_in_transaction(store);
}

enum status db_need_transaction(struct store *store, struct err *err)
{
    if (db_in_transaction(store))
        return OK;
    return err_set(err, ERR_STORE,
                   "%s: nothing can be written outside a transaction",
                   store->path);
}

enum status db_prepare(struct store *store, const char *sql, sqlite3_stmt **out,
                       struct err *err)
{
    *out = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, out, NULL) == SQLITE_OK)
        return OK;
    return db_fail(store, "use the database", err);
}

enum status db_script(struct store *store, const char *sql, int64_t id,
                      struct err *err)
{
    while (*sql) {
        sqlite3_stmt *statement = NULL;
        int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, &sql);

        if (code == SQLITE_OK && !statement)
            break; /* only space was left */
        if (code == SQLITE_OK && sqlite3_bind_parameter_count(statement) > 0)
            code = sqlite3_bind_int64(statement, 1, id);
        while (code == SQLITE_OK || code == SQLITE_ROW)
            code = sqlite3_step(statement);
        if (code != SQLITE_DONE) {
            enum status rc = db_fail(store, "use the database", err);

            db_done(statement);
            return rc;
        }
        db_done(statement);
    }
    return OK;
}

enum status db_exec(struct store *store, const char *sql, struct err *err)
{
    return db_script(store, sql, 0, err);
}

enum status db_number(struct store *store, const char *sql, int64_t id,
                      int64_t otherwise, int64_t *out, struct err *err)
{
    sqlite3_stmt *statement;
    struct binder b;
    bool row = false;
    enum status rc = db_prepare(store, sql, &statement, err);

    *out = otherwise;
    if (rc != OK)
        return rc;
    b = db_binder(statement);
    if (sqlite3_bind_parameter_count(statement) > 0)
        bind_int(&b, id);
    rc = db_next(store, statement, &row, err);
    if (rc == OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *out = sqlite3_column_int64(statement, 0);
    db_done(statement);
    return rc;
}

struct binder db_binder(sqlite3_stmt *statement)
{
    return (struct binder){.statement = statement, .code = SQLITE_OK};
}

static void bound(struct binder *b, int code)
{
    if (b->code == SQLITE_OK)
        b->code = code;
}

void bind_null(struct binder *b)
{
    bound(b, sqlite3_bind_null(b->statement, ++b->at));
}

void bind_int(struct binder *b, int64_t value)
{
    bound(b, sqlite3_bind_int64(b->statement, ++b->at, value));
}

void bind_num(struct binder *b, double value)
{
    if (isnan(value))
        bind_null(b);
    else
        bound(b, sqlite3_bind_double(b->statement, ++b->at, value));
}

void bind_text(struct binder *b, const char *value)
{
    bound(b,
          sqlite3_bind_text(b->statement, ++b->at, value, -1, SQLITE_STATIC));
}

void bind_bytes(struct binder *b, struct text value)
{
    bound(b, sqlite3_bind_text64(b->statement, ++b->at, value.p ? value.p : "",
                                 value.n, SQLITE_STATIC, SQLITE_UTF8));
}

void bind_given(struct binder *b, const char *value)
{
    bind_text(b, value && *value ? value : NULL);
}

enum status db_run(struct store *store, const struct binder *b,
                   const char *doing, struct err *err)
{
    enum status rc = OK;

    if (b->code != SQLITE_OK)
        return db_fail_code(store, b->code, doing, err);
    if (sqlite3_step(b->statement) != SQLITE_DONE)
        rc = db_fail(store, doing, err);
    (void)sqlite3_reset(b->statement); /* only repeats the step's error */
    return rc;
}

enum status db_next(struct store *store, sqlite3_stmt *statement, bool *row,
                    struct err *err)
{
    enum status rc = OK;
    int code = sqlite3_step(statement);

    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return OK;
    if (code != SQLITE_DONE)
        rc = db_fail(store, "use the database", err);
    (void)sqlite3_reset(statement); /* only repeats the step's error */
    return rc;
}

void db_done(sqlite3_stmt *statement)
{
    (void)sqlite3_finalize(statement); /* only repeats the step's error */
}

const char *db_text(sqlite3_stmt *statement, int column)
{
    const char *p = (const char *)sqlite3_column_text(statement, column);

    return p ? p : "";
}

char *db_copy(sqlite3_stmt *statement, int column)
{
    return strdup(db_text(statement, column));
}

double db_num(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return (double)NAN;
    return sqlite3_column_double(statement, column);
}
