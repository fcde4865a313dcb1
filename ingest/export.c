/* export.c - see export.h.
 *
 * The first rows are held, since layout, day-month order and the habit of
 * leaving out empty cells at the end of rows are judged from them; reading
 * then starts again, so that a file of any length takes the same memory. */
#include "ingest/export.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "ingest/export_head.h"
#include "ingest/personal.h"

enum {
    HEAD_ROWS = 200,
    HEAD_BYTES = 8 << 20, /* of the cells of rows that can be no header */
    RAW_MOST = 2000,
    HEADERS = 10
};

static struct text keep(struct arena *arena, struct text t)
{
    char *p = arena_text(arena, t.p, t.n);

    return (struct text){p, p ? t.n : 0};
}

/* A cell of a header row, without the bytes that make no sense. */
static enum status take_cell(struct export *e, struct text raw, size_t line,
                             size_t column, bool header, struct text *out,
                             struct err *err)
{
    uint64_t counts[CLEAN_RULES] = {0};
    struct str clean = {0};
    size_t senseless = header && !e->encoding_told ? encoding_nonsense(raw) : 0;
    struct str s = {0};
    enum status rc;

    if (senseless) {
        str_addf(&e->dropped,
                 "%s%s:%zu: the header of column %zu ends in %zu "
                 "bytes that make no sense in any encoding (",
                 e->dropped.n ? "\n" : "", e->path, line, column + 1,
                 senseless);
        for (size_t i = raw.n - senseless; i < raw.n; i++)
            str_addf(&e->dropped, "%s%02X", i > raw.n - senseless ? " " : "",
                     (unsigned)(unsigned char)raw.p[i]);
        str_add(&e->dropped, "); they are left out");
        raw.n -= senseless;
        e->dropped_runs++;
    }
    (void)encoding_decode(e->encoding, raw, &s);
    clean_text(&clean, str_text(&s), header, counts);
    *out = keep(e->arena, str_text(&clean));
    rc = str_status(&s, err);
    if (rc == OK)
        rc = str_status(&clean, err);
    str_free(&s);
    str_free(&clean);
    return rc == OK && !out->p ? err_nomem(err) : rc;
}

static enum status take_head_row(struct export *e, const struct csv_row *from,
                                 struct head_row *to, struct err *err)
{
    enum status rc = OK;
    bool header = e->head.n < HEADERS; /* what else it is, is not known yet */

    *to = (struct head_row){.line = from->line, .n = from->n};
    to->cell = arena_alloc(e->arena, from->n, sizeof *to->cell);
    if (!to->cell)
        return err_nomem(err);
    for (size_t i = 0; i < from->n && rc == OK; i++)
        rc = take_cell(e, from->cell[i], from->line, i, header, &to->cell[i],
                       err);
    return rc;
}

static enum status read_head(struct export *e, struct err *err)
{
    struct head_row *rows = arena_alloc(e->arena, HEAD_ROWS, sizeof *rows);
    struct csv_row row;
    size_t bytes = 0;
    enum status rc;

    if (!rows)
        return err_nomem(err);
    e->head.row = rows;
    while (e->head.n < HEADERS ||
           (e->head.n < HEAD_ROWS && bytes < HEAD_BYTES)) {
        rc = e->reader->next(e->rows, &row, err);
        if (rc != OK)
            return rc;
        if (row.what == CSV_END)
            break;
        if (row.what == CSV_BAD_ROW && e->head.n == 0)
            return err_at(err, ERR_INPUT, e->path, row.line,
                          "the header cannot be read: %s; save the export "
                          "again",
                          row.problem);
        if (row.what == CSV_BAD_ROW || row.empty)
            continue;
        rc = take_head_row(e, &row, &rows[e->head.n], err);
        if (rc != OK)
            return rc;
        for (size_t i = 0; i < rows[e->head.n].n; i++)
            bytes += rows[e->head.n].cell[i].n;
        e->head.n++;
    }
    if (e->head.n == 0)
        return err_set(err, ERR_INPUT,
                       "%s: holds nothing but blank lines; export the "
                       "responses again",
                       e->path);
    return OK;
}

/* Widest of the rows that may be headers; cells without a header and without
 * anything below are no columns. */
static void measure(struct export *e)
{
    size_t n = e->head.row[0].n;

    for (size_t r = 1; r < 3 && r < e->head.n; r++)
        if (e->head.row[r].n > n)
            n = e->head.row[r].n;
    for (; n > 1; n--) {
        bool used = false;

        for (size_t r = 0; r < e->head.n && !used; r++)
            used = text_trim(head_cell(&e->head, r, n - 1)).n > 0;
        if (used)
            break;
    }
    e->head.columns = n;
}

/* A file whose short rows are short because empty cells at the end were left
 * out has no full row that ends in an empty cell. */
static bool leaves_out(const struct export *e)
{
    size_t shorter = 0, blank_end = 0;

    for (size_t r = e->columns.header_rows; r < e->head.n; r++) {
        const struct head_row *row = &e->head.row[r];

        if (row->n < e->columns.n)
            shorter += !export_is_torn(e, row->cell, row->n);
        else
            blank_end +=
                text_trim(head_cell(&e->head, r, e->columns.n - 1)).n == 0;
    }
    return shorter > 0 && blank_end == 0;
}

static enum status count_cleaned(struct export *e, struct err *err)
{
    struct str scratch = {0}, utf8 = {0};
    struct csv_row row;
    size_t left = e->columns.header_rows + e->titles;
    enum status rc;

    if (e->rows)
        e->reader->close(e->rows);
    e->rows = NULL;
    rc = e->reader->open(&e->rows, e->path, &e->scan, err);
    while (rc == OK && left > 0) {
        rc = e->reader->next(e->rows, &row, err);
        if (rc != OK || row.what == CSV_END)
            break;
        if (row.what != CSV_ROW || row.empty)
            continue;
        left--;
        for (size_t i = 0; i < row.n; i++) {
            str_clear(&scratch);
            str_clear(&utf8);
            (void)encoding_decode(e->encoding, row.cell[i], &utf8);
            clean_text(&scratch, str_text(&utf8), true, e->header_cleaned);
        }
    }
    if (rc == OK)
        rc = str_status(&scratch, err);
    str_free(&scratch);
    str_free(&utf8);
    return rc;
}

static enum status settle(struct export *e, const char *platform,
                          struct err *err)
{
    enum status rc = export_refuse(e, err);

    if (rc != OK)
        return rc;
    /* Nothing is left that is no UTF-8. */
    if (!e->encoding_told && e->dropped_runs == e->scan.bad_runs)
        e->encoding = ENCODING_UTF8;
    rc = layout_find(platform, &e->head, &e->layout, &e->why, err);
    if (rc == OK)
        rc = layout_columns(e->layout, &e->head, e->arena, &e->columns, err);
    if (rc != OK)
        return rc;
    if (e->head.n <= e->columns.header_rows)
        return err_set(err, ERR_INPUT,
                       "%s: has a header (%zu columns) and no response below "
                       "it; export the responses again",
                       e->path, e->columns.n);
    e->header_line = e->head.row[e->columns.header_rows - 1].line;
    e->trims = e->reader->sparse || leaves_out(e);
    while (e->id < e->columns.n && e->columns.column[e->id].role != ROLE_ID)
        e->id++;
    e->cell = mem_array(e->columns.n, sizeof *e->cell);
    return e->cell ? OK : err_nomem(err);
}

enum status export_open(struct export **out, const char *path,
                        const struct told *told, struct err *err)
{
    static const struct told nothing = {0};
    const char *encoding = (told = told ? told : &nothing)->encoding;
    struct export *e = calloc(1, sizeof *e);
    struct str names = {0};
    enum status rc;

    *out = NULL;
    if (!e)
        return err_nomem(err);
    e->path = path;
    e->name = path_name(path);
    e->arena = arena_new();
    rc = e->arena ? scan_file(path, &e->scan, err) : err_nomem(err);
    if (rc == OK) {
        e->scan.sheet = told->sheet;
        e->encoding = scan_encoding(&e->scan);
        e->encoding_told = encoding != NULL && e->scan.kind == SCAN_TEXT;
        encoding_names(&names);
        if (encoding && !encoding_parse(encoding, &e->encoding))
            rc = err_set(err, ERR_USAGE,
                         "there is no encoding '%.60s'; allowed: %s", encoding,
                         str_cstr(&names));
        if (e->scan.kind != SCAN_TEXT)
            e->encoding = ENCODING_UTF8; /* as its reader makes it */
    }
    if (rc == OK) {
        e->reader = reader_find(&e->scan);
        rc = e->reader->open(&e->rows, path, &e->scan, err);
    }
    if (rc == OK && e->reader->said)
        str_add(&e->said, e->reader->said(e->rows));
    if (rc == OK)
        rc = read_head(e, err);
    if (rc == OK) {
        e->head.path = path;
        export_skip_titles(e);
        measure(e);
        rc = settle(e, told->platform, err);
    }
    if (rc == OK)
        rc = count_cleaned(e, err);
    /* Many files may be open at once in this sense, few in the system's. */
    if (e->rows)
        e->reader->close(e->rows);
    e->rows = NULL;
    str_free(&names);
    if (rc == OK)
        *out = e;
    else
        export_close(e);
    return rc;
}

enum status export_rewind(struct export *e, struct err *err)
{
    struct csv_row row;
    enum status rc;

    if (e->rows)
        e->reader->close(e->rows);
    e->rows = NULL;
    e->empty_rows = e->short_rows = e->headers_again = e->totals = 0;
    e->bad_bytes = e->bad_rows = 0;
    e->first_bad_line = 0;
    memset(e->cleaned, 0, sizeof e->cleaned);
    rc = e->reader->open(&e->rows, e->path, &e->scan, err);
    while (rc == OK) {
        rc = e->reader->next(e->rows, &row, err);
        if (rc != OK || row.what == CSV_END)
            break;
        if (row.what == CSV_ROW && !row.empty && row.line >= e->header_line)
            break;
    }
    return rc;
}

bool export_skip(struct export *e, uint64_t bytes)
{
    return e->reader->skip && e->scan.bytes > bytes &&
           e->reader->skip(e->rows, e->scan.bytes - bytes);
}

void export_close(struct export *e)
{
    if (!e)
        return;
    if (e->rows)
        e->reader->close(e->rows);
    scan_free(&e->scan);
    str_free(&e->why);
    str_free(&e->said);
    str_free(&e->book);
    str_free(&e->dropped);
    str_free(&e->cells);
    str_free(&e->clean);
    str_free(&e->raw);
    str_free(&e->detail);
    free(e->cell);
    arena_free(e->arena);
    free(e);
}

/* ---- rows ------------------------------------------------------------- */

/* What is kept of a row that cannot be read: capped, and with what looks like
 * a person's address or number masked. */
static enum status reject(struct export *e, const struct csv_row *from,
                          const char *reason, struct export_row *row,
                          struct err *err)
{
    struct str joined = {0}, utf8 = {0};
    enum status rc;

    if (from->what == CSV_BAD_ROW)
        str_add_n(&joined, from->raw.p, from->raw.n);
    for (size_t i = 0; from->what == CSV_ROW && i < from->n; i++) {
        if (joined.n > RAW_MOST)
            break;
        if (i)
            str_add_char(&joined, ',');
        csv_add(&joined, from->cell[i], false);
    }
    (void)encoding_decode(e->encoding, str_text(&joined), &utf8);
    str_clear(&e->raw);
    personal_mask(str_text(&utf8), &e->raw, NULL);
    if (e->raw.n > RAW_MOST) {
        struct text cut = {e->raw.p, RAW_MOST};

        e->raw.n = text_valid_utf8(cut);
        e->raw.p[e->raw.n] = '\0';
    }
    rc = str_status(&joined, err);
    if (rc == OK)
        rc = str_status(&utf8, err);
    if (rc == OK)
        rc = str_status(&e->raw, err);
    *row = (struct export_row){.what = EXPORT_REJECTED,
                               .line = from->line,
                               .reason = reason,
                               .detail = str_cstr(&e->detail),
                               .raw = str_text(&e->raw)};
    str_free(&joined);
    str_free(&utf8);
    return rc;
}

static bool wrong_width(struct export *e, const struct csv_row *row)
{
    size_t n = row->n;

    while (n > e->columns.n && text_trim(row->cell[n - 1]).n == 0)
        n--;
    if (n <= e->columns.n &&
        (row->n >= e->columns.n ||
         (e->trims && !export_is_torn(e, row->cell, row->n))))
        return false;
    str_clear(&e->detail);
    str_addf(&e->detail, "%zu cells where the header has %zu", n, e->columns.n);
    return true;
}

/* Cells that are not UTF-8 are decoded into one buffer, and found in it again
 * once it has stopped moving. */
static void decode_row(struct export *e, size_t n, size_t line)
{
    size_t bad = 0;

    str_clear(&e->cells);
    for (size_t i = 0; i < n; i++) {
        size_t from = e->cells.n, wrong;

        if (encoding_ascii(e->cell[i]))
            continue;
        wrong = encoding_decode(e->encoding, e->cell[i], &e->cells);
        bad += e->encoding == ENCODING_UTF8 ? wrong : 0;
        e->cell[i] = (struct text){NULL, e->cells.n - from};
    }
    for (size_t i = 0, from = 0; i < n; i++)
        if (!e->cell[i].p && e->cell[i].n) {
            e->cell[i].p = e->cells.p + from;
            from += e->cell[i].n;
        }
    if (!bad)
        return;
    e->bad_bytes += bad;
    if (e->bad_rows++ == 0)
        e->first_bad_line = line;
}

/* Cells that hold litter, into one buffer likewise. */
static void clean_row(struct export *e, size_t n)
{
    bool any = false;

    str_clear(&e->clean);
    for (size_t i = 0; i < n; i++) {
        size_t from = e->clean.n;

        if (!clean_may(e->cell[i]))
            continue;
        any = true;
        clean_text(&e->clean, e->cell[i], false, e->cleaned);
        e->cell[i] = (struct text){NULL, e->clean.n - from};
    }
    for (size_t i = 0, from = 0; any && i < n; i++)
        if (!e->cell[i].p) {
            e->cell[i].p = e->cell[i].n ? e->clean.p + from : "";
            from += e->cell[i].n;
        }
}

static enum status take_row(struct export *e, const struct csv_row *from,
                            struct export_row *row, struct err *err)
{
    static const char nothing[] = "";
    size_t n = from->n < e->columns.n ? from->n : e->columns.n;

    if (wrong_width(e, from))
        return reject(e, from, "wrong_number_of_cells", row, err);
    e->short_rows += n < e->columns.n;
    for (size_t i = 0; i < n; i++)
        e->cell[i] = (struct text){from->cell[i].p ? from->cell[i].p : nothing,
                                   from->cell[i].n};
    for (size_t i = n; i < e->columns.n; i++)
        e->cell[i] = (struct text){nothing, 0};
    if (e->scan.bad_runs || e->encoding != ENCODING_UTF8)
        decode_row(e, n, from->line);
    if (e->scan.litter || e->encoding != ENCODING_UTF8)
        clean_row(e, n);
    if (export_is_header(e)) {
        if (e->headers_again++ == 0)
            e->first_header_again = from->line;
        return reject(e, from, "header_again", row, err);
    }
    if (export_is_total(e)) {
        if (e->totals++ == 0)
            e->first_total = from->line;
        return reject(e, from, "total", row, err);
    }
    *row = (struct export_row){
        .what = EXPORT_ROW, .line = from->line, .cell = e->cell};
    return str_status(e->cells.failed ? &e->cells : &e->clean, err);
}

/* Nothing but white space: neither id nor answer. */
static bool is_padding(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (text_trim(row->cell[i]).n)
            return false;
    return true;
}

enum status export_next(struct export *e, struct export_row *row,
                        struct err *err)
{
    struct csv_row from;
    enum status rc;

    for (;;) {
        rc = e->reader->next(e->rows, &from, err);
        if (rc != OK)
            return rc;
        if (from.what == CSV_END) {
            *row = (struct export_row){.what = EXPORT_END};
            return scan_unchanged(&e->scan, e->path, err);
        }
        if (from.what == CSV_BAD_ROW) {
            str_clear(&e->detail);
            str_add(&e->detail, from.problem);
            return reject(e, &from, "unreadable", row, err);
        }
        if (!is_padding(&from))
            return take_row(e, &from, row, err);
        e->empty_rows += from.n > 1; /* a blank line is no row at all */
    }
}
