/* csv.c - rows out of CSV bytes.
 *
 * libcsv gives events through callbacks that cannot stop it, so it is fed one
 * physical line at a time: a line ends at most one row, its number is known
 * without counting bytes twice, and a row that goes wrong is taken back by
 * moving to the line after the one where it went wrong.  The bytes of a row
 * stay in the buffer until the row is given.  A line of nothing but plain
 * cells and cells in quotes from end to end is cut in place, eight bytes at a
 * time: libcsv would find the same cells (tests compare), only a byte at a
 * time and with a copy of each.
 *
 * White space: libcsv trims unquoted cells; a space function that knows no
 * space stops that.
 *
 * Quotes: libcsv runs strict, so that it stops at a quote where none belongs;
 * the cell is then read on in its lax way.  But where a quoted cell that began
 * on an earlier line meets a quote right behind a delimiter or a line's start,
 * that quote opens the next row's cell, and the earlier one was never closed:
 * lax reading would take the lines between for one cell and lose their rows.
 *
 * A quoted cell that only grows was either never closed, and then what it took
 * in looks like the rows before it, or is one that nobody typed: what looks
 * like rows is read again as rows, and anything else ends the reading once it
 * is longer than a cell may be. */
#include "core/base/csv.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/cut.h"
#include "core/base/file.h"
#include "core/base/lines.h"
#include "core/base/mem.h"
#include "core/base/widths.h"

enum {
    FLOOR = 16 * 1024,   /* see give_up() */
    RAW_MAX = 64 * 1024, /* bytes shown of a bad row */
    GROW = 16 * 1024,
    AGAIN = 4 /* largest cells read in vain, before patience ends */
};

struct csv_reader {
    struct csv_parser parser;
    struct lines lines;
    int fd; /* ours to close, or -1 */
    char delimiter;
    size_t max_field, max_columns;
    size_t max_row;  /* bytes */
    size_t open_max; /* bytes of a quoted cell that spans lines */
    size_t again;    /* bytes that were read again, so far */
    bool skip;       /* the rest of this physical line is to be dropped */
    struct widths widths;

    /* The row at hand. */
    size_t row_line;
    size_t cell_line; /* where the last cell opened */
    size_t resume;    /* the line after that, from lines.start */
    size_t patience;  /* as open_max, of this row */
    bool ended, torn, too_long;
    const char *problem;
    struct cells cells;
};

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void on_cell(void *p, size_t n, void *with)
{
    struct csv_reader *r = with;

    /* The next cell opens on the same line. */
    r->cell_line = r->lines.number;
    r->resume = r->lines.pos - r->lines.start;
    if (r->problem || r->too_long || r->cells.nomem)
        return;
    if (n > r->max_field)
        r->too_long = true;
    else if (r->cells.n >= r->max_columns)
        r->problem = "too many columns";
    else
        cells_copy(&r->cells, (struct text){p, n});
}

static void on_row(int c, void *with)
{
    struct csv_reader *r = with;

    (void)c;
    r->ended = true;
}

/* Feeds what lies between offset i and n of s to libcsv. */
static enum status feed(struct csv_reader *r, const char *s, size_t n,
                        struct err *err)
{
    struct csv_parser *p = &r->parser;
    size_t i = 0;

    for (;;) {
        i += csv_parse(p, s + i, n - i, on_cell, on_row, r);
        if (r->cells.nomem || (i < n && csv_error(p) != CSV_EPARSE))
            return err_nomem(err);
        if (i == n)
            return OK;
        /* s[i] is a quote inside an unquoted cell, or what follows a quote
         * inside a quoted one. */
        if (p->quoted && r->cell_line < r->lines.number &&
            lines_opens_cell(s, i, r->delimiter)) {
            r->torn = true;
            return OK;
        }
        (void)csv_set_opts(p, 0); /* fails for NULL only */
        i += csv_parse(p, s + i, 1, on_cell, on_row, r);
        (void)csv_set_opts(p, CSV_STRICT);
    }
}

/* No answer is that long: what follows cannot be trusted to be rows. */
static enum status refuse(const struct csv_reader *r, const char *what,
                          size_t line, size_t most, struct err *err)
{
    return err_at(err, ERR_INPUT, r->lines.name, line,
                  "%s of more than %zu bytes begins here, and no answer is "
                  "that long; take it out, or close the quote that opens it",
                  what, most);
}

/* raw_end: offset from lines.start. */
static void give_bad(struct csv_reader *r, size_t last_line, size_t raw_end,
                     struct csv_row *row)
{
    const char *p = r->lines.buf + r->lines.start;
    size_t n = raw_end;

    /* Its only answer to a half-read row is to forget it. */
    (void)csv_fini(&r->parser, NULL, NULL, NULL);
    while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
        n--;
    *row = (struct csv_row){.what = CSV_BAD_ROW,
                            .line = r->row_line,
                            .last_line = last_line,
                            .problem = r->problem,
                            .raw = {p, n < RAW_MAX ? n : RAW_MAX}};
}

/* The quote that is open was never closed: the row ends with the line where
 * it was opened, and parsing goes on behind that.
 * Each time that this is found only by running out of bytes, fewer are read
 * the next time: else a file with such a quote on each line would be read as
 * many times as it has lines. */
static void give_up(struct csv_reader *r, bool ran_out, struct csv_row *row)
{
    r->problem = "a quote is not closed";
    give_bad(r, r->cell_line, r->resume, row);
    r->again += r->lines.pos - r->lines.start - r->resume;
    lines_back(&r->lines, r->lines.start + r->resume, r->cell_line + 1);
    if (ran_out && r->open_max > FLOOR)
        r->open_max = r->open_max / 2 > FLOOR ? r->open_max / 2 : FLOOR;
}

/* A quoted cell of several lines is longer than was to be expected, or its row
 * (full) than may be.  Lets it grow, while what was read in vain is not more
 * than a few cells, or gives its row up. */
static enum status outgrown(struct csv_reader *r, bool full, bool *done,
                            struct csv_row *row, struct err *err)
{
    const struct lines *l = &r->lines;
    size_t from = l->start + r->resume;

    if (r->again / AGAIN > r->max_field ||
        widths_fit(&r->widths, (struct text){l->buf + from, l->pos - from},
                   r->delimiter)) {
        give_up(r, true, row);
        *done = true;
        return OK;
    }
    if (full || r->parser.entry_pos > r->max_field)
        return refuse(r, "a cell", r->cell_line, r->max_field, err);
    r->patience =
        r->patience < r->max_field / 2 ? 2 * r->patience : r->max_field;
    return OK;
}

/* A row or a part of one does not fit into the memory allowed. */
static enum status no_room(struct csv_reader *r, struct csv_row *row,
                           struct err *err)
{
    bool done;

    if (r->row_line < r->lines.number)
        return outgrown(r, true, &done, row, err);
    return refuse(r, "a line", r->row_line, r->max_row, err);
}

static enum status give_row(struct csv_reader *r, struct csv_row *row,
                            struct err *err)
{
    const struct cells *c = &r->cells;
    bool empty = true;

    if (r->too_long)
        return refuse(r, "a row with a cell", r->row_line, r->max_field, err);
    if (r->problem) {
        give_bad(r, r->lines.number - 1, r->lines.pos - r->lines.start, row);
        return OK;
    }
    cells_place(&r->cells);
    for (size_t i = 0; empty && i < c->n; i++)
        empty = c->cell[i].n == 0;
    *row = (struct csv_row){.what = CSV_ROW,
                            .line = r->row_line,
                            .last_line = r->lines.number - 1,
                            .n = c->n,
                            .cell = c->cell,
                            .empty = empty};
    if (!empty)
        widths_add(&r->widths, c->n);
    return OK;
}

/* One physical line to libcsv.  *done: the row is given. */
static enum status take_line(struct csv_reader *r, size_t from, size_t body,
                             bool *done, struct csv_row *row, struct err *err)
{
    struct lines *l = &r->lines;
    enum status rc;

    if (r->row_line == l->number)
        r->resume = l->pos - l->start;
    rc = feed(r, l->buf + from, l->pos - from, err);
    /* A last line without its end gets one, so that its row ends too. */
    if (rc == OK && body == l->pos && !r->torn)
        rc = feed(r, "\n", 1, err);
    l->number++;
    if (rc != OK)
        return rc;
    *done = true;
    if (r->torn)
        give_up(r, false, row);
    else if (r->ended)
        return give_row(r, row, err);
    else
        *done = false;
    if (!*done && r->parser.entry_pos > r->patience)
        return outgrown(r, false, done, row, err);
    return OK;
}

/* The whole row, where it is one line that can be cut in place. */
static bool cut(struct csv_reader *r, size_t from, size_t body)
{
    struct text line = {r->lines.buf + from, body - from};

    if (line.n == 0 ||
        (line.n <= r->max_field &&
         cut_line(&r->cells, line, r->delimiter, r->max_columns)))
        return true;
    if (!r->cells.nomem)
        cells_clear(&r->cells);
    return false;
}

/* The line at pos, which is the first of a row or goes on with it. */
static enum status next_line(struct csv_reader *r, size_t body, size_t next,
                             bool *done, struct csv_row *row, struct err *err)
{
    struct lines *l = &r->lines;
    size_t from = l->pos;

    l->pos = next;
    if (r->row_line < l->number || !cut(r, from, body))
        return r->cells.nomem ? err_nomem(err)
                              : take_line(r, from, body, done, row, err);
    l->number++;
    *done = true;
    return give_row(r, row, err);
}

/* The end of the source: of all rows, or inside one. */
static void give_end(struct csv_reader *r, struct csv_row *row)
{
    if (r->row_line < r->lines.number)
        give_up(r, true, row);
    else
        *row = (struct csv_row){.what = CSV_END, .line = r->row_line};
}

static void begin_row(struct csv_reader *r)
{
    r->ended = r->torn = r->too_long = false;
    r->patience = r->open_max;
    r->problem = NULL;
    cells_clear(&r->cells);
    r->lines.start = r->lines.pos;
    r->row_line = r->cell_line = r->lines.number;
}

enum status csv_next(struct csv_reader *r, struct csv_row *row, struct err *err)
{
    bool done = false, too_long;
    size_t body, next;
    enum status rc = r->skip ? lines_skip(&r->lines, err) : OK;

    if (rc == OK)
        r->skip = false;
    begin_row(r);
    while (rc == OK && !done) {
        rc = lines_need(&r->lines, r->max_row, &body, &next, &too_long, err);
        if (rc != OK)
            return rc;
        if (too_long)
            return no_room(r, row, err);
        if (r->lines.pos == r->lines.end) {
            give_end(r, row);
            return OK;
        }
        rc = next_line(r, body, next, &done, row, err);
    }
    return rc;
}

size_t csv_bytes_read(const struct csv_reader *reader)
{
    return reader->lines.total;
}

enum status csv_open(struct csv_reader **out, csv_source *read, void *from,
                     const char *name, const struct csv_options *options,
                     struct err *err)
{
    static const struct csv_options usual = {0};
    const struct csv_options *o = options ? options : &usual;
    struct csv_reader *r = mem_array(1, sizeof *r);

    if (!r)
        return err_nomem(err);
    r->lines = (struct lines){.read = read, .from = from, .name = name};
    r->lines.number = 1;
    r->fd = -1;
    r->delimiter = o->delimiter ? o->delimiter : ',';
    r->max_field = o->max_field ? o->max_field : CSV_FIELD_MOST;
    r->max_columns = o->max_columns ? o->max_columns : 20000;
    r->max_row = r->max_field > SIZE_MAX / 4 ? SIZE_MAX / 2
                                             : 2 * r->max_field + CSV_ROW_SLACK;
    r->open_max = r->max_field;
    (void)csv_init(&r->parser, CSV_STRICT); /* fails for NULL only */
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_space_func(&r->parser, no_space);
    csv_set_realloc_func(&r->parser, realloc); /* so that tests reach it */
    csv_set_blk_size(&r->parser, GROW);
    *out = r;
    return OK;
}

/* from is the reader itself: it keeps the descriptor. */
static size_t read_file(void *from, char *into, size_t most, struct err *err)
{
    const struct csv_reader *r = from;
    ssize_t n;

    do
        n = read(r->fd, into, most);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        (void)err_at(err, ERR_INPUT, r->lines.name, 0,
                     "cannot be read: %s; check the file and its disk",
                     strerror(errno));
    return n < 0 ? (size_t)-1 : (size_t)n;
}

enum status csv_open_file(struct csv_reader **out, const char *path,
                          const struct csv_options *options, struct err *err)
{
    struct csv_reader *r = NULL;
    int fd;
    enum status rc = file_open(path, &fd, err);

    if (rc != OK)
        return rc;
    rc = csv_open(&r, read_file, NULL, path, options, err);
    if (rc != OK) {
        (void)close(fd); /* only read from */
        return rc;
    }
    r->lines.from = r;
    r->fd = fd;
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* only a hint */
    rc = lines_drop_mark(&r->lines, err);
    if (rc == OK)
        *out = r;
    else
        csv_close(r);
    return rc;
}

bool csv_skip(struct csv_reader *reader, size_t to)
{
    if (reader->fd < 0 || to <= reader->lines.total ||
        lseek(reader->fd, (off_t)to, SEEK_SET) < 0)
        return false;
    lines_forget(&reader->lines);
    reader->lines.total = to;
    reader->skip = true;
    return true;
}

void csv_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    if (reader->fd >= 0)
        (void)close(reader->fd); /* only read from */
    lines_free(&reader->lines);
    cells_free(&reader->cells);
    free(reader);
}
