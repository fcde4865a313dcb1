/* sheet.c - see sheet.h. */
#include "tests/support/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/csv.h"
#include "core/base/mem.h"
#include "core/base/num.h"
#include "tests/support/check.h"

static void add_row(struct sheet *s, size_t *room, const struct csv_row *row)
{
    struct err err = {0};
    void *cells = s->cell;

    assert_ok(mem_grow(&cells, room, (s->rows + 1) * s->columns,
                       sizeof *s->cell, &err),
              &err);
    s->cell = cells;
    for (size_t c = 0; c < s->columns; c++)
        s->cell[s->rows * s->columns + c] =
            c < row->n ? arena_text(s->arena, row->cell[c].p, row->cell[c].n)
                       : arena_text(s->arena, "", 0);
    s->rows++;
}

static void add_head(struct sheet *s, const struct csv_row *row)
{
    s->columns = row->n;
    s->head = arena_alloc(s->arena, row->n, sizeof *s->head);
    assert_non_null(s->head);
    for (size_t c = 0; c < row->n; c++)
        s->head[c] = arena_text(s->arena, row->cell[c].p, row->cell[c].n);
}

struct sheet sheet_read(const char *path)
{
    struct csv_options options = {.delimiter = ','};
    struct sheet s = {.arena = arena_new()};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    size_t room = 0;

    assert_non_null(s.arena);
    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    for (;;) {
        assert_ok(csv_next(reader, &row, &err), &err);
        if (row.what == CSV_END)
            break;
        if (row.what != CSV_ROW || row.empty)
            continue;
        if (!s.head)
            add_head(&s, &row);
        else
            add_row(&s, &room, &row);
    }
    csv_close(reader);
    return s;
}

void sheet_free(struct sheet *sheet)
{
    arena_free(sheet->arena);
    free(sheet->cell);
    *sheet = (struct sheet){0};
}

size_t sheet_column(const struct sheet *sheet, const char *name)
{
    for (size_t c = 0; c < sheet->columns; c++)
        if (strcmp(sheet->head[c], name) == 0)
            return c;
    fail_msg("no column %s", name);
    return 0;
}

const char *sheet_text(const struct sheet *sheet, size_t row,
                       const char *column)
{
    return sheet->cell[row * sheet->columns + sheet_column(sheet, column)];
}

double sheet_number(const struct sheet *sheet, size_t row, const char *column)
{
    double x = (double)NAN;

    (void)num_parse(text_of(sheet_text(sheet, row, column)), &x);
    return x;
}

struct expected sheet_expected(const struct sheet *sheet, size_t row)
{
    char **cell = sheet->cell + row * sheet->columns;
    struct expected e = {cell[0], cell[1], cell[2],    cell[3],
                         cell[4], cell[5], (double)NAN};

    (void)num_parse(text_of(cell[6]), &e.value);
    return e;
}
