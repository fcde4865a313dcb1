/* csv.h - rows out of CSV bytes, and CSV bytes out of cells.
 *
 * A pull reader of ours around libcsv, which gives events only, knows no line
 * numbers and lets an unterminated quote swallow the rest of the file.  Here
 * every row carries the physical line on which it starts, and an unterminated
 * quote costs one row: the reader takes the physical line where it opened as a
 * bad row and goes on at the next line.  What no cell or line may hold ends
 * the reading: that is no table. */
#ifndef CORE_BASE_CSV_H
#define CORE_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"
#include "core/base/text.h"

/* Where bytes come from.  Returns the number read, 0 at the end, (size_t)-1
 * on failure with err set. */
typedef size_t csv_source(void *from, char *into, size_t most, struct err *err);

/* The most that one cell may hold: a spreadsheet takes 32,767 characters; and
 * what a row may, beyond two of the largest cells. */
#define CSV_FIELD_MOST ((size_t)1 << 20)
#define CSV_ROW_SLACK ((size_t)4 << 20)

struct csv_options {
    char delimiter;     /* ',' */
    size_t max_field;   /* bytes of one cell; 0: CSV_FIELD_MOST */
    size_t max_columns; /* cells of one row; 0: 20,000 */
};

enum csv_what {
    CSV_ROW,
    CSV_BAD_ROW, /* `problem` says why; `raw` holds its first bytes */
    CSV_END
};

struct csv_row {
    enum csv_what what;
    size_t line, last_line;  /* physical, from 1 */
    size_t n;                /* cells */
    const struct text *cell; /* borrowed until the next call; bytes as found
                                but for the quotes: not trimmed */
    bool empty;              /* no cell, or only empty ones */
    const char *problem;     /* of a bad row: a constant text */
    struct text raw;         /* of a bad row */
};

struct csv_reader;
/* name is for messages and is borrowed. */
MUST_CHECK enum status csv_open(struct csv_reader **out, csv_source *read,
                                void *from, const char *name,
                                const struct csv_options *options,
                                struct err *err);
/* The same over a file; the reader closes it.  A byte order mark is dropped.
 * Refuses what is not a regular file. */
MUST_CHECK enum status csv_open_file(struct csv_reader **out, const char *path,
                                     const struct csv_options *options,
                                     struct err *err);
/* Blank physical lines between records are given as rows with empty = true.
 * ERR_INPUT with the line where a cell is longer than max_field, or a line
 * longer than twice that and CSV_ROW_SLACK. */
MUST_CHECK enum status csv_next(struct csv_reader *reader, struct csv_row *row,
                                struct err *err);
/* Of a file: goes on with the first line that begins behind byte `to`, whatever
 * it is a part of; lines are no longer numbered.  False, and nothing done,
 * where that is read already or is no file. */
bool csv_skip(struct csv_reader *reader, size_t to);
size_t csv_bytes_read(const struct csv_reader *reader); /* for progress */
void csv_close(struct csv_reader *reader);              /* NULL is allowed */

/* One cell, quoted where it must be (delimiter, quote, CR, LF, space at an
 * end), never with a delimiter before or after.  safe: also neutralises what
 * a spreadsheet would take for a formula, as in out/tables: a cell that starts
 * with = + - @ (wide ones too), TAB, CR or LF gets a ' in front, unless it is
 * a number, a percentage or an amount of money: "+1.99%" stays as it is. */
void csv_add(struct str *s, struct text cell, bool safe);

#endif
