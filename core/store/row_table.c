/* row_table.c - see row_table.h.
 *
 * A module of SQLite without xCreate is a table that exists by its name alone:
 * each row_table is one. */
#include "core/store/row_table.h"

#include <stdlib.h>
#include "core/base/mem.h"

struct table {
    sqlite3_vtab base;
    const struct row_table *rows;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct row_table *rows;
    size_t row, n;
};

static int table_connect(sqlite3 *db, void *aux, int argc,
                         const char *const *argv, sqlite3_vtab **out,
                         char **message)
{
    const struct row_table *rows = aux;
    struct table *table;
    struct str sql = {0};
    int code;

    (void)argc;
    (void)argv;
    (void)message;
    for (int i = 0; i < rows->columns; i++)
        str_addf(&sql, "%sc%d", i ? "," : "CREATE TABLE x(", i);
    str_add_char(&sql, ')');
    code = sql.failed ? SQLITE_NOMEM : sqlite3_declare_vtab(db, sql.p);
    str_free(&sql);
    if (code == SQLITE_OK)
        code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    if (code != SQLITE_OK)
        return code;
    table = mem_array(1, sizeof(*table));
    if (!table)
        return SQLITE_NOMEM;
    table->rows = rows;
    *out = &table->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int table_plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1000;
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = mem_array(1, sizeof(*cursor));

    if (!cursor)
        return SQLITE_NOMEM;
    cursor->rows = ((struct table *)table)->rows;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int table_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int table_filter(sqlite3_vtab_cursor *base, int number, const char *text,
                        int argc, sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;

    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    cursor->row = 0;
    cursor->n = cursor->rows->rows(cursor->rows->with);
    return SQLITE_OK;
}

static int table_next(sqlite3_vtab_cursor *base)
{
    ((struct cursor *)base)->row++;
    return SQLITE_OK;
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (struct cursor *)base;

    return cursor->row >= cursor->n;
}

static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *to,
                        int column)
{
    const struct cursor *cursor = (struct cursor *)base;

    cursor->rows->cell(to, cursor->rows->with, cursor->row, column);
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    *id = (sqlite3_int64)((struct cursor *)base)->row;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = table_connect,
    .xDisconnect = table_disconnect,
    .xBestIndex = table_plan,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};

enum status row_table_add(struct store *store, const char *name,
                          struct row_table *table, struct err *err)
{
    if (sqlite3_create_module(store->db, name, &module, table) == SQLITE_OK)
        return OK;
    return db_fail(store, "prepare what is to be written", err);
}

void row_table_remove(struct store *store, const char *name)
{
    /* Without its module the name is free again. */
    (void)sqlite3_create_module(store->db, name, NULL, NULL);
}

void row_give_word(sqlite3_context *to, const char *word)
{
    if (word)
        sqlite3_result_text(to, word, -1, SQLITE_STATIC);
    else
        sqlite3_result_null(to);
}
