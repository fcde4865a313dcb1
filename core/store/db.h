/* db.h - what the files of this room share; no other room includes it.
 *
 * Statements are prepared, bound from the left by a binder whose first failure
 * sticks, and run: three calls, one status to look at. */
#ifndef CORE_STORE_DB_H
#define CORE_STORE_DB_H

#include <sqlite3.h>
#include "core/store/store.h"

struct store {
    sqlite3 *db;
    sqlite3_vfs *vfs;
    char *path;    /* as the caller gave it, for messages */
    char *name;    /* what SQLite opens: never ":memory:" nor "file:..." */
    char *journal; /* what SQLite calls it */
    bool made;     /* by us, and nothing is committed yet */
    bool fresh;    /* holds no schema: begun and committed with the first
                      transaction */
    int64_t tidy;  /* survey of which sources left out are dropped at commit */
};

/* Settings of a connection by which a file that somebody else made cannot make
 * SQLite run what it brings along. */
MUST_CHECK enum status db_harden(struct store *store, struct err *err);

/* "PATH: doing: what SQLite says; what to do", by SQLite's last error. */
enum status db_fail(struct store *store, const char *doing, struct err *err);
/* The same for a code of SQLite that is not the connection's last. */
enum status db_fail_code(struct store *store, int code, const char *doing,
                         struct err *err);
/* ERR_INPUT: the file holds what canvass does not write. */
enum status db_damaged(struct store *store, const char *what, struct err *err);

/* True within a transaction, which SQLite ends by itself on a full disk. */
bool db_in_transaction(const struct store *store);
/* True while nothing can be read: a new file before its transaction. */
bool db_empty(const struct store *store);
MUST_CHECK enum status db_need_transaction(struct store *store,
                                           struct err *err);

/* Statements without parameters, any number. */
MUST_CHECK enum status db_exec(struct store *store, const char *sql,
                               struct err *err);
/* Any number of statements; ?1 in them is id. */
MUST_CHECK enum status db_script(struct store *store, const char *sql,
                                 int64_t id, struct err *err);
/* NULL in *out on failure. */
MUST_CHECK enum status db_prepare(struct store *store, const char *sql,
                                  sqlite3_stmt **out, struct err *err);
/* The first column of the first row of a query in which ?1 is id; `otherwise`
 * where there is no row, or NULL in it. */
MUST_CHECK enum status db_number(struct store *store, const char *sql,
                                 int64_t id, int64_t otherwise, int64_t *out,
                                 struct err *err);

/* Binds from the left.  Bytes are borrowed until the next binding. */
struct binder {
    sqlite3_stmt *statement;
    int at, code;
};
struct binder db_binder(sqlite3_stmt *statement);
void bind_null(struct binder *b);
void bind_int(struct binder *b, int64_t value);
void bind_num(struct binder *b, double value);        /* NaN is NULL */
void bind_text(struct binder *b, const char *value);  /* NULL is NULL */
void bind_bytes(struct binder *b, struct text value); /* as text */
/* NULL where empty. */
void bind_given(struct binder *b, const char *value);

/* Runs a statement that gives no rows and makes it ready for the next. */
MUST_CHECK enum status db_run(struct store *store, const struct binder *b,
                              const char *doing, struct err *err);
/* *row is false behind the last one; the statement is then reset. */
MUST_CHECK enum status db_next(struct store *store, sqlite3_stmt *statement,
                               bool *row, struct err *err);
void db_done(sqlite3_stmt *statement); /* NULL is allowed */

/* A column: "" for NULL; valid until the next step. */
const char *db_text(sqlite3_stmt *statement, int column);
/* A copy, freed by the caller; NULL: out of memory. */
char *db_copy(sqlite3_stmt *statement, int column);
double db_num(sqlite3_stmt *statement, int column); /* NaN for NULL */

#endif
