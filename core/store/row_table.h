/* row_table.h - rows in memory as a table of one connection, so that
 * `INSERT INTO response SELECT * FROM canvass_response` writes them: twice as
 * fast as binding each value.
 *
 * The table lives in the connection alone, and no schema may name it. */
#ifndef CORE_STORE_ROW_TABLE_H
#define CORE_STORE_ROW_TABLE_H

#include "core/store/db.h"

struct row_table {
    int columns; /* c0, c1, ... */
    size_t (*rows)(const void *with);
    /* Gives SQLite what stands in row and column. */
    void (*cell)(sqlite3_context *to, const void *with, size_t row, int column);
    const void *with; /* what both are given */
};

/* Until row_table_remove() the table is there by this name; `table` is
 * borrowed. */
MUST_CHECK enum status row_table_add(struct store *store, const char *name,
                                     struct row_table *table, struct err *err);
void row_table_remove(struct store *store, const char *name);

/* For cells: NULL where there is no word. */
void row_give_word(sqlite3_context *to, const char *word);

#endif
