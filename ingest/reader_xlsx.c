/* reader_xlsx.c - the sheet of responses of an Excel workbook, row by row.
 *
 * The sheet is not unpacked: expat stops behind each row.  A workbook says
 * nowhere which sheet is the export, so that the visible one with the most
 * filled cells among its first rows is taken, and said. */
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/reader.h"
#include "ingest/xlsx.h"

enum { COLUMNS = 16384, LOOKED = 200 };
#define ROW_MOST (2 * CSV_FIELD_MOST + CSV_ROW_SLACK)

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_BOOLEAN, CELL_TEXT };

struct xlsx {
    struct xlsx_file book;
    const char *path;
    struct part *sheet;
    uint64_t bytes; /* of the file */
    struct str said;
    /* of the row at hand: cell i of bytes */
    struct str row;
    size_t *from, *to; /* COLUMNS each */
    struct text *cell; /* COLUMNS */
    size_t n, line;
    bool row_ended;
    /* of the cell at hand */
    size_t column;
    enum cell_type type;
    enum format_kind format;
    bool in_value, phonetic;
    struct str value;
};

static int recognise(const struct scan *scan)
{
    return scan->kind == SCAN_ZIP ? 100 : 0;
}

/* ---- events of a sheet ------------------------------------------------ */

/* "AB12": column 27; COLUMNS where it is none. */
static size_t column_of(const char *reference)
{
    size_t column = 0;

    for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
        column = column * 26 + (size_t)(*reference - 'A') + 1;
        if (column > COLUMNS)
            return COLUMNS;
    }
    return column ? column - 1 : COLUMNS;
}

static void row_start(struct xlsx *x, const char **attribute)
{
    const char *r = part_attribute(attribute, "r");
    int64_t number;

    x->line++;
    if (r && num_parse_int(text_of(r), &number) && number > 0 &&
        number <= 1048576)
        x->line = (size_t)number;
    x->n = 0;
    x->column = (size_t)-1;
    str_clear(&x->row);
}

static void cell_start(struct xlsx *x, const char **attribute)
{
    static const struct {
        const char *t;
        enum cell_type type;
    } types[] = {{"s", CELL_SHARED}, {"b", CELL_BOOLEAN},
                 {"str", CELL_TEXT}, {"inlineStr", CELL_TEXT},
                 {"e", CELL_TEXT},   {"d", CELL_TEXT}};
    const char *r = part_attribute(attribute, "r");
    const char *t = part_attribute(attribute, "t");
    const char *s = part_attribute(attribute, "s");
    int64_t style = 0;

    x->column = r ? column_of(r) : x->column + 1;
    if (x->column >= COLUMNS)
        part_refuse(x->sheet, "a cell lies beyond the last column (XFD)");
    x->type = CELL_NUMBER;
    for (size_t i = 0; t && i < sizeof types / sizeof *types; i++)
        if (strcmp(t, types[i].t) == 0)
            x->type = types[i].type;
    x->format = FORMAT_NUMBER;
    if (s && num_parse_int(text_of(s), &style) && style >= 0 &&
        (size_t)style < x->book.n_formats)
        x->format = (enum format_kind)x->book.format[style];
    str_clear(&x->value);
}

static void on_start(void *with, const char *name, const char **attribute)
{
    struct xlsx *x = with;

    if (strcmp(name, "row") == 0)
        row_start(x, attribute);
    else if (strcmp(name, "c") == 0)
        cell_start(x, attribute);
    else if (strcmp(name, "rPh") == 0)
        x->phonetic = true;
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        x->in_value = !x->phonetic;
}

static void on_text(void *with, const char *p, int n)
{
    struct xlsx *x = with;

    if (!x->in_value)
        return;
    if (x->value.n + (size_t)n > CSV_FIELD_MOST)
        part_refuse(x->sheet, "a cell holds more than 1 MiB");
    else
        str_add_n(&x->value, p, (size_t)n);
}

/* Floats as Excel keeps them: 2018.0 is 2018, 4.2E1 is 42. */
static void add_number(struct xlsx *x, struct text t)
{
    double number;

    if (!num_parse(t, &number))
        str_add_n(&x->row, t.p, t.n);
    else if (x->format != FORMAT_NUMBER &&
             serial_add(&x->row, number, x->format, x->book.from_1904))
        return;
    else if (memchr(t.p, 'E', t.n) || memchr(t.p, 'e', t.n) ||
             (t.n > 2 && memcmp(t.p + t.n - 2, ".0", 2) == 0))
        num_add(&x->row, number);
    else
        str_add_n(&x->row, t.p, t.n);
}

static void add_shared(struct xlsx *x, struct text t)
{
    const struct shared *s = &x->book.shared;
    size_t from;
    int64_t i;

    if (!num_parse_int(t, &i) || i < 0 || (size_t)i >= s->n) {
        part_refuse(x->sheet, "a cell names a shared string that is not there");
        return;
    }
    from = i ? s->end[i - 1] : 0;
    if (s->end[i] - from > CSV_FIELD_MOST)
        part_refuse(x->sheet, "a cell holds more than 1 MiB");
    else if (s->end[i] > from)
        str_add_n(&x->row, s->bytes.p + from, s->end[i] - from);
}

static void cell_end(struct xlsx *x)
{
    struct text t = str_text(&x->value);
    size_t from = x->row.n;

    if (t.n == 0 || x->column >= COLUMNS)
        return;
    if (x->row.n > ROW_MOST) {
        part_refuse(x->sheet, "a row holds more than 6 MiB");
        return;
    }
    switch (x->type) {
    case CELL_NUMBER:
        add_number(x, t);
        break;
    case CELL_SHARED:
        add_shared(x, t);
        break;
    case CELL_BOOLEAN:
        str_add(&x->row, t.p[0] == '1' ? "TRUE" : "FALSE");
        break;
    case CELL_TEXT:
        str_add_n(&x->row, t.p, t.n);
        break;
    }
    if (x->row.n == from)
        return;
    for (; x->n <= x->column; x->n++)
        x->from[x->n] = x->to[x->n] = from;
    x->from[x->column] = from;
    x->to[x->column] = x->row.n;
}

static void on_end(void *with, const char *name)
{
    struct xlsx *x = with;

    if (strcmp(name, "c") == 0) {
        cell_end(x);
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        x->in_value = false;
    } else if (strcmp(name, "rPh") == 0) {
        x->phonetic = false;
    } else if (strcmp(name, "row") == 0) {
        x->row_ended = true;
        part_pause(x->sheet);
    }
}

/* ---- the sheet -------------------------------------------------------- */

static enum status open_sheet(struct xlsx *x, const struct sheet_part *sheet,
                              struct err *err)
{
    static const struct part_events events = {on_start, on_end, on_text};
    enum status rc;

    x->line = 0;
    x->in_value = x->phonetic = false;
    rc = part_open(&x->sheet, x->book.zip, x->path, sheet->part, &events, x,
                   err);
    if (rc == OK && !x->sheet)
        rc = err_set(err, ERR_INPUT,
                     "%s: its part %s is missing; save the workbook again",
                     x->path, sheet->part);
    return rc;
}

static void close_sheet(struct xlsx *x)
{
    part_close(x->sheet);
    x->sheet = NULL;
}

static enum status next_row(struct xlsx *x, bool *there, struct err *err)
{
    bool more = true;
    enum status rc = OK;

    x->row_ended = false;
    while (rc == OK && more && !x->row_ended)
        rc = part_go(x->sheet, &more, err);
    if (rc == OK && (x->row.failed || x->value.failed))
        rc = err_nomem(err);
    *there = x->row_ended;
    return rc;
}

static enum status count_filled(struct xlsx *x, const struct sheet_part *sheet,
                                size_t *filled, struct err *err)
{
    bool there = true;
    enum status rc = open_sheet(x, sheet, err);

    *filled = 0;
    for (size_t i = 0; rc == OK && there && i < LOOKED; i++) {
        rc = next_row(x, &there, err);
        for (size_t c = 0; rc == OK && there && c < x->n; c++)
            *filled += x->to[c] > x->from[c];
    }
    close_sheet(x);
    return rc;
}

/* The sheet that the caller names, hidden or not. */
static enum status named_sheet(struct xlsx *x, const char *name,
                               struct err *err)
{
    struct str names = {0};
    enum status rc;

    for (size_t i = 0; i < x->book.n_sheets; i++) {
        const struct sheet_part *sheet = &x->book.sheet[i];

        if (!sheet->part)
            continue;
        if (text_same(text_of(sheet->name), text_of(name))) {
            str_free(&names);
            str_addf(&x->said, "sheet \"%s\" (as told)", sheet->name);
            return open_sheet(x, sheet, err);
        }
        str_addf(&names, "%s\"%s\"", names.n ? ", " : "", sheet->name);
    }
    rc = err_set(err, ERR_INPUT, "%s: has no sheet '%.100s'; it has %s",
                 x->path, name, str_cstr(&names));
    str_free(&names);
    return rc;
}

static enum status choose_sheet(struct xlsx *x, struct err *err)
{
    const struct sheet_part *best = NULL;
    size_t most = 0, visible = 0;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < x->book.n_sheets; i++) {
        const struct sheet_part *sheet = &x->book.sheet[i];
        size_t filled = 0;

        if (sheet->hidden || !sheet->part)
            continue;
        visible++;
        rc = count_filled(x, sheet, &filled, err);
        if (filled > most) {
            most = filled;
            best = sheet;
        }
    }
    if (rc != OK)
        return rc;
    if (!best)
        return err_set(err, ERR_INPUT,
                       "%s: no visible sheet of the workbook holds a cell; "
                       "export the responses again",
                       x->path);
    str_addf(&x->said, "sheet \"%s\"", best->name);
    if (visible > 1)
        str_addf(&x->said, ", which of %zu has the most filled cells", visible);
    return open_sheet(x, best, err);
}

/* ---- the reader ------------------------------------------------------- */

static void close_xlsx(void *open)
{
    struct xlsx *x = open;

    if (!x)
        return;
    close_sheet(x);
    xlsx_close(&x->book);
    str_free(&x->said);
    str_free(&x->row);
    str_free(&x->value);
    free(x->from);
    free(x->to);
    free(x->cell);
    free(x);
}

static enum status open_xlsx(void **out, const char *path,
                             const struct scan *scan, struct err *err)
{
    struct xlsx *x = calloc(1, sizeof *x);
    enum status rc;

    *out = NULL;
    if (!x)
        return err_nomem(err);
    x->path = path;
    x->bytes = scan->bytes;
    x->from = mem_array(COLUMNS, sizeof *x->from);
    x->to = mem_array(COLUMNS, sizeof *x->to);
    x->cell = mem_array(COLUMNS, sizeof *x->cell);
    rc = x->from && x->to && x->cell ? xlsx_open(&x->book, path, err)
                                     : err_nomem(err);
    if (rc == OK)
        rc = scan->sheet ? named_sheet(x, scan->sheet, err)
                         : choose_sheet(x, err);
    if (rc == OK)
        rc = str_status(&x->said, err);
    if (rc == OK)
        *out = x;
    else
        close_xlsx(x);
    return rc;
}

static enum status next_xlsx(void *open, struct csv_row *row, struct err *err)
{
    struct xlsx *x = open;
    bool there;
    enum status rc = next_row(x, &there, err);

    if (rc != OK || !there) {
        *row = (struct csv_row){.what = CSV_END};
        return rc;
    }
    for (size_t i = 0; i < x->n; i++)
        x->cell[i] = (struct text){str_cstr(&x->row) + x->from[i],
                                   x->to[i] - x->from[i]};
    *row = (struct csv_row){.what = CSV_ROW,
                            .line = x->line,
                            .last_line = x->line,
                            .n = x->n,
                            .cell = x->cell,
                            .empty = x->n == 0};
    return OK;
}

static uint64_t bytes_xlsx(const void *open)
{
    const struct xlsx *x = open;
    uint64_t size = part_size(x->sheet);

    return size ? (uint64_t)((double)x->bytes * (double)part_read(x->sheet) /
                             (double)size)
                : 0;
}

static const char *said_xlsx(const void *open)
{
    return str_cstr(&((const struct xlsx *)open)->said);
}

const struct reader reader_xlsx = {.name = "xlsx",
                                   .sparse = true,
                                   .recognise = recognise,
                                   .open = open_xlsx,
                                   .next = next_xlsx,
                                   .bytes_read = bytes_xlsx,
                                   .said = said_xlsx,
                                   .close = close_xlsx};
