/* inserts.c - how long a bare loop of a prepared INSERT takes for the coded
 * columns of a survey: the bound of whatever writes them to SQLite one by one.
 *
 * usage: inserts FROM.db TO.db ROWS
 * Takes the first rows of the answers table of FROM, at most 20,000, and writes
 * them again and again, ROWS in all, under ids that go on, into the same table
 * of TO, in one transaction and with the settings of core/store.  Prints
 * seconds, without those of reading FROM. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include "bench/clock.h"

enum { BLOCK = 20000 };

static const char settings[] =
    "PRAGMA page_size = 32768; PRAGMA cache_size = 1024;"
    "PRAGMA temp_store = FILE; PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON; PRAGMA journal_mode = DELETE;";

struct block {
    sqlite3_value **value; /* row after row */
    int columns;
    size_t rows;
};

static int fail(sqlite3 *db, const char *what)
{
    (void)fprintf(stderr, "inserts: %s: %s\n", what,
                  db ? sqlite3_errmsg(db) : "usage: inserts FROM TO ROWS");
    return 2;
}

static int load(sqlite3 *from, struct block *b, char **create)
{
    static const char table[] =
        "SELECT sql FROM sqlite_schema WHERE name = 'answers_1_1'";
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v2(from, table, -1, &s, NULL) != SQLITE_OK ||
        sqlite3_step(s) != SQLITE_ROW)
        return 1;
    *create = sqlite3_mprintf("%s", sqlite3_column_text(s, 0));
    (void)sqlite3_finalize(s);
    if (sqlite3_prepare_v2(from, "SELECT * FROM answers_1_1 LIMIT ?", -1, &s,
                           NULL) != SQLITE_OK ||
        sqlite3_bind_int(s, 1, BLOCK) != SQLITE_OK)
        return 1;
    b->columns = sqlite3_column_count(s);
    b->value = calloc((size_t)b->columns * BLOCK, sizeof *b->value);
    while (b->value && sqlite3_step(s) == SQLITE_ROW) {
        for (int i = 0; i < b->columns; i++)
            b->value[b->rows * (size_t)b->columns + (size_t)i] =
                sqlite3_value_dup(sqlite3_column_value(s, i));
        b->rows++;
    }
    (void)sqlite3_finalize(s);
    return b->rows == 0;
}

static sqlite3_stmt *prepare(sqlite3 *to, const struct block *b)
{
    sqlite3_str *sql = sqlite3_str_new(to);
    sqlite3_stmt *s = NULL;
    char *text;

    sqlite3_str_appendall(sql, "INSERT INTO answers_1_1 VALUES (?");
    for (int i = 1; i < b->columns; i++)
        sqlite3_str_appendall(sql, ", ?");
    sqlite3_str_appendall(sql, ")");
    text = sqlite3_str_finish(sql);
    if (text && sqlite3_prepare_v2(to, text, -1, &s, NULL) != SQLITE_OK)
        s = NULL;
    sqlite3_free(text);
    return s;
}

static int insert(sqlite3_stmt *s, const struct block *b, size_t rows)
{
    int code = SQLITE_DONE;

    for (size_t r = 0; r < rows && code == SQLITE_DONE; r++) {
        sqlite3_value **cell = b->value + r % b->rows * (size_t)b->columns;

        (void)sqlite3_bind_int64(s, 1, (sqlite3_int64)r + 1);
        for (int i = 1; i < b->columns; i++)
            switch (sqlite3_value_type(cell[i])) {
            case SQLITE_NULL:
                (void)sqlite3_bind_null(s, i + 1);
                break;
            case SQLITE_INTEGER:
                (void)sqlite3_bind_int64(s, i + 1,
                                         sqlite3_value_int64(cell[i]));
                break;
            default:
                (void)sqlite3_bind_value(s, i + 1, cell[i]);
            }
        code = sqlite3_step(s);
        (void)sqlite3_reset(s);
    }
    return code != SQLITE_DONE;
}

int main(int argc, char **argv)
{
    static struct block b;
    sqlite3 *from = NULL, *to = NULL;
    sqlite3_stmt *s;
    char *create = NULL;
    double start;

    if (argc != 4 || sqlite3_open(argv[1], &from) != SQLITE_OK ||
        sqlite3_open(argv[2], &to) != SQLITE_OK)
        return fail(NULL, "no database");
    if (load(from, &b, &create) != 0)
        return fail(from, "no answers");
    if (sqlite3_exec(to, settings, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(to, create, NULL, NULL, NULL) != SQLITE_OK)
        return fail(to, "no table");
    s = prepare(to, &b);
    start = clock_now();
    if (!s || sqlite3_exec(to, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
        insert(s, &b, (size_t)atoll(argv[3])) != 0 ||
        sqlite3_exec(to, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        return fail(to, "cannot insert");
    printf("%.3f\n", clock_now() - start);
    (void)sqlite3_finalize(s);
    return sqlite3_close(to) == SQLITE_OK ? 0 : 2;
}
