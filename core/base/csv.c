/* csv.c - rows out of CSV bytes.
 *
 * libcsv gives events through callbacks that cannot stop it, so it is fed one
 * physical line at a time: a line ends at most one row, its number is known
 * without counting bytes twice, and a row that goes wrong is taken back by
 * moving to the line after the one where it went wrong.  The bytes of a row
 * stay in the buffer until the row is given.  A line without any quote is cut
 * at its delimiters in place: libcsv would find the same cells (a test
 * compares), only with a copy of each.
 *
 * White space: libcsv trims unquoted cells; a space function that knows no
 * space stops that.
 *
 * Quotes: libcsv runs strict, so that it stops at a quote where none belongs;
 * the cell is then read on in its lax way.  But where a quoted cell that began
 * on an earlier line meets a quote right behind a delimiter or a line's start,
 * that quote opens the next row's cell, and the earlier one was never closed:
 * lax reading would take the lines between for one cell and lose their rows. */
#include "core/base/csv.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/base/mem.h"

enum {
    CHUNK = 256 * 1024,
    SLACK = 4 * 1024 * 1024, /* of a row, beyond its largest cell */
    FLOOR = 16 * 1024,       /* see give_up() */
    RAW_MAX = 64 * 1024,     /* bytes shown of a bad row */
    GROW = 16 * 1024
};

struct csv_reader {
    struct csv_parser parser;
    csv_source *read;
    void *from;
    int fd; /* ours to close, or -1 */
    const char *name;
    char delimiter;
    size_t max_field, max_columns;
    size_t open_max; /* bytes of a quoted cell that spans lines */

    char *buf;
    size_t room;
    size_t start, pos, end; /* of the row; of what is not parsed; of all */
    size_t lf, cr;          /* no such byte in [pos, lf), in [pos, cr) */
    bool at_end, skip;      /* skip: drop the rest of this physical line */
    size_t line;            /* the physical line at pos, from 1 */
    size_t total;

    /* The row at hand. */
    size_t row_line;
    size_t cell_line, resume; /* where the last cell opened; the line after */
    bool ended, torn, nomem;
    const char *problem;
    struct text *cell;
    size_t n, cells;
    struct str bytes; /* of cells that libcsv gave */
};

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void on_cell(void *p, size_t n, void *with)
{
    struct csv_reader *r = with;
    void *array = r->cell;

    /* The next cell opens on the same line. */
    r->cell_line = r->line;
    r->resume = r->pos;
    if (r->problem || r->nomem)
        return;
    if (n > r->max_field) {
        r->problem = "a cell is too long";
    } else if (r->n >= r->max_columns) {
        r->problem = "too many columns";
    } else if (mem_grow(&array, &r->cells, r->n + 1, sizeof *r->cell, NULL) !=
               OK) {
        r->nomem = true;
    } else {
        r->cell = array;
        str_add_n(&r->bytes, p, n);
        r->cell[r->n++].n = n; /* p is set when the bytes stand still */
    }
}

static void on_row(int c, void *with)
{
    struct csv_reader *r = with;

    (void)c;
    r->ended = true;
}

static size_t find(const struct csv_reader *r, size_t known, char c)
{
    size_t from = known > r->pos ? known : r->pos;
    const char *p =
        from < r->end ? memchr(r->buf + from, c, r->end - from) : NULL;

    return p ? (size_t)(p - r->buf) : r->end;
}

/* Is a whole physical line there?  *body: where its text ends; *next: where
 * the next line begins. */
static bool whole_line(struct csv_reader *r, size_t *body, size_t *next)
{
    if (r->lf < r->pos || r->lf >= r->end || r->buf[r->lf] != '\n')
        r->lf = find(r, r->lf, '\n');
    if (r->cr < r->pos || r->cr >= r->end || r->buf[r->cr] != '\r')
        r->cr = find(r, r->cr, '\r');
    *body = r->lf < r->cr ? r->lf : r->cr;
    *next = *body + 1;
    if (*body == r->end) {
        *next = r->end;
        return r->at_end;
    }
    if (*body == r->cr) {
        if (*next == r->end)
            return r->at_end; /* the LF may be still to come */
        *next += r->buf[*next] == '\n';
    }
    return true;
}

/* Moves the row at hand to the front, then reads behind it. */
static enum status fill(struct csv_reader *r, struct err *err)
{
    size_t n;

    if (r->start > 0) {
        memmove(r->buf, r->buf + r->start, r->end - r->start);
        r->pos -= r->start;
        r->end -= r->start;
        r->lf = r->lf > r->start ? r->lf - r->start : 0;
        r->cr = r->cr > r->start ? r->cr - r->start : 0;
        r->resume = r->resume > r->start ? r->resume - r->start : 0;
        r->start = 0;
    }
    if (r->room - r->end < CHUNK / 4) {
        void *p = r->buf;
        enum status rc = mem_grow(&p, &r->room, r->end + CHUNK, 1, err);

        if (rc != OK)
            return rc;
        r->buf = p;
    }
    n = r->read(r->from, r->buf + r->end, r->room - r->end, err);
    if (n == (size_t)-1)
        return err && err->status != OK
                   ? err->status
                   : err_at(err, ERR_INPUT, r->name, 0,
                            "cannot be read to its end; check the file");
    r->at_end = n == 0;
    r->end += n;
    r->total += n;
    return OK;
}

/* Feeds [from, r->pos) to libcsv. */
static enum status feed(struct csv_reader *r, size_t from, struct err *err)
{
    struct csv_parser *p = &r->parser;
    const char *s = r->buf + from;
    size_t n = r->pos - from, i = 0;

    for (;;) {
        i += csv_parse(p, s + i, n - i, on_cell, on_row, r);
        if (r->nomem || r->bytes.failed)
            return err_nomem(err);
        if (i == n)
            return OK;
        if (csv_error(p) != CSV_EPARSE)
            return err_nomem(err);
        /* s[i] is a quote inside an unquoted cell, or what follows a quote
         * inside a quoted one. */
        if (p->quoted && r->cell_line < r->line &&
            (i < 2 || s[i - 2] == r->delimiter)) {
            r->torn = true;
            return OK;
        }
        (void)csv_set_opts(p, 0); /* fails for NULL only */
        i += csv_parse(p, s + i, 1, on_cell, on_row, r);
        (void)csv_set_opts(p, CSV_STRICT);
    }
}

/* A last line without its end gets one, so that its row ends as any other. */
static enum status feed_line(struct csv_reader *r, size_t from, size_t body,
                             struct err *err)
{
    enum status rc = feed(r, from, err);

    if (rc == OK && body == r->pos && !r->torn && !r->ended &&
        csv_parse(&r->parser, "\n", 1, on_cell, on_row, r) != 1)
        rc = err_nomem(err);
    return rc != OK || (!r->nomem && !r->bytes.failed) ? rc : err_nomem(err);
}

static enum status split(struct csv_reader *r, size_t from, size_t body,
                         struct err *err)
{
    const char *p = r->buf + from, *stop = r->buf + body;

    for (;;) {
        const char *q =
            p < stop ? memchr(p, r->delimiter, (size_t)(stop - p)) : NULL;
        size_t n = (size_t)((q ? q : stop) - p);

        if (r->n >= r->max_columns) {
            r->problem = "too many columns";
            return OK;
        }
        if (n > r->max_field) {
            r->problem = "a cell is too long";
            return OK;
        }
        if (r->n == r->cells) {
            void *array = r->cell;
            enum status rc =
                mem_grow(&array, &r->cells, r->n + 1, sizeof *r->cell, err);

            if (rc != OK)
                return rc;
            r->cell = array;
        }
        r->cell[r->n++] = (struct text){p, n};
        if (!q)
            return OK;
        p = q + 1;
    }
}

static void give_bad(struct csv_reader *r, size_t last_line, size_t raw_end,
                     struct csv_row *row)
{
    const char *p = r->buf + r->start;
    size_t n = raw_end - r->start;

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
    r->pos = r->lf = r->cr = r->resume;
    r->line = r->cell_line + 1;
    if (ran_out)
        r->open_max = r->open_max / 2 > FLOOR ? r->open_max / 2 : FLOOR;
}

static void give_row(struct csv_reader *r, bool quoted, struct csv_row *row)
{
    const char *p = str_cstr(&r->bytes);
    size_t used = 0;

    for (size_t i = 0; i < r->n; i++) {
        if (quoted)
            r->cell[i].p = p + used;
        used += r->cell[i].n;
    }
    *row = (struct csv_row){.what = CSV_ROW,
                            .line = r->row_line,
                            .last_line = r->line - 1,
                            .n = r->n,
                            .cell = r->cell,
                            .empty = used == 0};
}

/* Drops what is left of a physical line that was too long. */
static enum status skip_line(struct csv_reader *r, struct err *err)
{
    size_t body, next;

    while (!whole_line(r, &body, &next)) {
        enum status rc;

        /* A CR at the end stays: it and its LF are one. */
        r->start = r->pos = body;
        rc = fill(r, err);
        if (rc != OK)
            return rc;
    }
    r->pos = next;
    r->line++;
    r->skip = false;
    return OK;
}

/* Reads until a physical line is whole.  *too_long: it does not fit. */
static enum status need_line(struct csv_reader *r, size_t *body, size_t *next,
                             bool *too_long, struct err *err)
{
    const size_t most =
        r->max_field > SIZE_MAX / 4 ? SIZE_MAX / 2 : 2 * r->max_field + SLACK;

    *too_long = false;
    while (!whole_line(r, body, next)) {
        enum status rc;

        if (r->end - r->start > most) {
            *too_long = true;
            return OK;
        }
        rc = fill(r, err);
        if (rc != OK)
            return rc;
    }
    return OK;
}

/* The first line of a row, where it can be had without libcsv.  True if so. */
static enum status easy_row(struct csv_reader *r, size_t body, size_t next,
                            bool *done, struct csv_row *row, struct err *err)
{
    enum status rc = OK;
    size_t from = r->pos;

    *done = body == from || !memchr(r->buf + from, '"', body - from);
    if (!*done)
        return OK;
    r->pos = next;
    r->line++;
    if (body > from)
        rc = split(r, from, body, err);
    if (rc == OK && r->problem)
        give_bad(r, r->row_line, r->pos, row);
    else if (rc == OK)
        give_row(r, false, row);
    return rc;
}

/* A row or a part of one does not fit into the memory allowed. */
static void give_too_long(struct csv_reader *r, struct csv_row *row)
{
    if (r->row_line < r->line) {
        give_up(r, true, row);
        return;
    }
    r->problem = "the line is too long";
    give_bad(r, r->line, r->end, row);
    r->skip = true;
}

/* One physical line to libcsv.  *done: the row is given. */
static enum status take_line(struct csv_reader *r, size_t body, size_t next,
                             bool *done, struct csv_row *row, struct err *err)
{
    size_t from = r->pos;
    enum status rc;

    r->pos = next;
    if (r->row_line == r->line)
        r->resume = next;
    rc = feed_line(r, from, body, err);
    r->line++;
    if (rc != OK)
        return rc;
    *done = true;
    if (r->torn)
        give_up(r, false, row);
    else if (r->ended && r->problem)
        give_bad(r, r->line - 1, r->pos, row);
    else if (r->ended)
        give_row(r, true, row);
    else if (r->parser.entry_pos > r->open_max)
        give_up(r, true, row);
    else
        *done = false;
    return OK;
}

static void begin_row(struct csv_reader *r)
{
    r->n = 0;
    r->ended = r->torn = r->nomem = false;
    r->problem = NULL;
    str_clear(&r->bytes);
    r->start = r->pos;
    r->row_line = r->cell_line = r->line;
}

enum status csv_next(struct csv_reader *r, struct csv_row *row, struct err *err)
{
    bool done = false, too_long;
    size_t body, next;
    enum status rc = r->skip ? skip_line(r, err) : OK;

    begin_row(r);
    while (rc == OK && !done) {
        bool first = r->row_line == r->line;

        rc = need_line(r, &body, &next, &too_long, err);
        if (rc != OK)
            return rc;
        if (too_long) {
            give_too_long(r, row);
            return OK;
        }
        if (r->pos == r->end) {
            if (first)
                *row = (struct csv_row){.what = CSV_END, .line = r->line};
            else
                give_up(r, true, row);
            return OK;
        }
        if (first)
            rc = easy_row(r, body, next, &done, row, err);
        if (rc == OK && !done)
            rc = take_line(r, body, next, &done, row, err);
    }
    return rc;
}

size_t csv_bytes_read(const struct csv_reader *reader)
{
    return reader->total;
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
    *r = (struct csv_reader){
        .read = read,
        .from = from,
        .fd = -1,
        .name = name,
        .delimiter = o->delimiter ? o->delimiter : ',',
        .max_field = o->max_field ? o->max_field : 16 * 1024 * 1024,
        .max_columns = o->max_columns ? o->max_columns : 20000,
        .line = 1,
    };
    r->open_max = r->max_field;
    (void)csv_init(&r->parser, CSV_STRICT); /* fails for NULL only */
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_space_func(&r->parser, no_space);
    csv_set_realloc_func(&r->parser, realloc); /* ours, for the tests */
    csv_set_blk_size(&r->parser, GROW);
    *out = r;
    return OK;
}

/* from is the reader itself: it keeps the descriptor. */
static size_t read_file(void *from, char *into, size_t most, struct err *err)
{
    struct csv_reader *r = from;
    ssize_t n;

    do
        n = read(r->fd, into, most);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        (void)err_at(err, ERR_INPUT, r->name, 0,
                     "cannot be read: %s; check the file and its disk",
                     strerror(errno));
    return n < 0 ? (size_t)-1 : (size_t)n;
}

/* The mark may come in pieces of any size. */
static enum status drop_mark(struct csv_reader *r, struct err *err)
{
    enum status rc = OK;

    while (rc == OK && r->end < 3 && !r->at_end)
        rc = fill(r, err);
    if (rc == OK && r->end >= 3 && memcmp(r->buf, "\xEF\xBB\xBF", 3) == 0)
        r->pos = 3;
    return rc;
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
    r->from = r;
    r->fd = fd;
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* only a hint */
    rc = drop_mark(r, err);
    if (rc == OK)
        *out = r;
    else
        csv_close(r);
    return rc;
}

void csv_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    if (reader->fd >= 0)
        (void)close(reader->fd); /* only read from */
    str_free(&reader->bytes);
    free(reader->cell);
    free(reader->buf);
    free(reader);
}
