/* shape.c - see shape.h. */
#include "ingest/shape.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/base/mem.h"

enum { LOOKED = 60, BLOCK = 1 << 16 };

/* ---- evidence --------------------------------------------------------- */

/* Cells of the rows of t, as parted by mark; returns how many rows. */
static size_t count_cells(struct text t, char mark, size_t cells[LOOKED])
{
    size_t rows = 0, n = 1;
    bool quoted = false, any = false, opens = true;

    for (size_t i = 0; i < t.n && rows < LOOKED; i++) {
        char c = t.p[i];

        if (c == '"' && (quoted || opens))
            quoted = !quoted;
        opens = c == mark || c == '\n' || c == '\r';
        if (quoted || (c != '\n' && c != '\r')) {
            n += !quoted && c == mark;
            any = true;
            continue;
        }
        if (any)
            cells[rows++] = n;
        n = 1;
        any = false;
    }
    if (any && rows == 0)
        cells[rows++] = n;
    return rows;
}

/* Rows of the commonest width, times that width up to a few cells. */
static size_t speaks_for(struct text t, char mark, size_t *width)
{
    size_t cells[LOOKED], rows = count_cells(t, mark, cells), most = 0;

    *width = 1;
    for (size_t i = 0; i < rows; i++) {
        size_t same = 0;

        for (size_t j = 0; j < rows; j++)
            same += cells[j] == cells[i];
        if (cells[i] > 1 &&
            (same > most || (same == most && cells[i] > *width))) {
            most = same;
            *width = cells[i];
        }
    }
    return most * (*width < 8 ? *width : 8);
}

static char delimiter_of(struct text t)
{
    static const char marks[] = {',', ';', '\t', '|'};
    size_t best = 0, most = 0, widest = 0;

    for (size_t m = 0; m < sizeof marks; m++) {
        size_t width, n = speaks_for(t, marks[m], &width);

        if (n > most || (n == most && n && width > widest)) {
            best = m;
            most = n;
            widest = width;
        }
    }
    return marks[best];
}

/* TAB-separated text mostly quotes nothing.  It does where a cell in quotes
 * holds what makes them needed (a doubled quote, a TAB, a line's end), and each
 * that opens is closed before the next delimiter. */
static bool quotes_cells(struct text t, char mark, bool cut)
{
    bool opens = true, needed = false, before;

    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];

        if (c != '"' || !opens) {
            opens = c == mark || c == '\n' || c == '\r';
            continue;
        }
        before = needed;
        for (i++; i < t.n; i++) {
            if (t.p[i] == '"' && (i + 1 == t.n || t.p[i + 1] != '"'))
                break;
            needed |= t.p[i] == '"' || t.p[i] == mark || t.p[i] == '\n';
            i += t.p[i] == '"';
        }
        if (i + 1 < t.n && t.p[i + 1] != mark && t.p[i + 1] != '\n' &&
            t.p[i + 1] != '\r')
            return false;
        if (i >= t.n) /* never closed, or beyond the head */
            return cut && before;
        opens = false;
    }
    return needed;
}

static bool take_hint(struct text *t, char *mark)
{
    if (t->n < 6 || memcmp(t->p, "sep=", 4) != 0 ||
        (t->p[5] != '\n' && t->p[5] != '\r'))
        return false;
    *mark = t->p[4];
    *t = (struct text){t->p + 5, t->n - 5};
    return true;
}

/* One character of UTF-16 out of two bytes (four with a surrogate pair);
 * returns how many bytes it took, 0 where there are too few. */
static size_t take_wide(enum wide wide, struct text t, bool end, uint32_t *c)
{
    const unsigned char *p = (const unsigned char *)t.p;
    size_t hi = wide == WIDE_LITTLE ? 1 : 0, lo = 1 - hi;
    uint32_t second;

    if (t.n < 2)
        return 0;
    *c = (uint32_t)p[hi] << 8 | p[lo];
    if (*c < 0xD800 || *c > 0xDFFF)
        return 2;
    if (t.n < 4 && !end)
        return 0;
    second = t.n < 4 ? 0 : (uint32_t)p[2 + hi] << 8 | p[2 + lo];
    if (*c > 0xDBFF || second < 0xDC00 || second > 0xDFFF) {
        *c = 0xFFFD;
        return 2;
    }
    *c = 0x10000 + ((*c - 0xD800) << 10) + (second - 0xDC00);
    return 4;
}

static void add_utf8(struct str *out, uint32_t c)
{
    if (c < 0x80) {
        str_add_char(out, (char)c);
        return;
    }
    if (c < 0x800) {
        str_add_char(out, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            str_add_char(out, (char)(0xE0 | c >> 12));
        } else {
            str_add_char(out, (char)(0xF0 | c >> 18));
            str_add_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        str_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    str_add_char(out, (char)(0x80 | (c & 0x3F)));
}

/* Appends t in UTF-8; returns how many of its bytes were whole. */
static size_t add_wide(struct str *out, enum wide wide, struct text t, bool end)
{
    size_t from = 0;

    for (;;) {
        uint32_t c;
        size_t n =
            take_wide(wide, (struct text){t.p + from, t.n - from}, end, &c);

        if (n == 0)
            return end ? t.n : from;
        add_utf8(out, c);
        from += n;
    }
}

static struct text without_mark(struct text t)
{
    if (t.n >= 3 && memcmp(t.p, "\xEF\xBB\xBF", 3) == 0)
        return (struct text){t.p + 3, t.n - 3};
    return t;
}

enum status text_shape_of(const struct scan *scan, struct shape *out,
                          struct err *err)
{
    struct text t = str_text(&scan->head);
    struct str utf8 = {0};
    enum status rc;

    *out = (struct shape){.wide = scan->wide};
    if (scan->wide != WIDE_NOT) {
        (void)add_wide(&utf8, scan->wide, t, true);
        t = str_text(&utf8);
    }
    t = without_mark(t);
    out->hint = take_hint(&t, &out->delimiter);
    if (!out->hint)
        out->delimiter = delimiter_of(t);
    out->unquoted = out->delimiter == '\t' &&
                    !quotes_cells(t, '\t', scan->bytes > scan->head.n);
    rc = str_status(&utf8, err);
    str_free(&utf8);
    return rc;
}

/* ---- the source ------------------------------------------------------- */

struct shaped {
    struct csv_reader *reader;
    const char *path;
    struct shape shape;
    int fd;
    uint64_t bytes;
    unsigned char *raw;
    size_t kept;      /* of raw: a character that is not whole yet */
    struct str ready; /* to be handed on from `given` */
    size_t given;
    bool started, at_end;
    bool in_cell; /* of unquoted text */
};

/* Text that quotes nothing, with each cell in quotes. */
static void add_quoted(struct shaped *s, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        bool mark = c == s->shape.delimiter;

        if (!mark && c != '\n' && c != '\r') {
            if (!s->in_cell)
                str_add_char(&s->ready, '"');
            s->in_cell = true;
            if (c == '"')
                str_add_char(&s->ready, '"');
        } else if (s->in_cell) {
            str_add_char(&s->ready, '"');
            s->in_cell = false;
        }
        str_add_char(&s->ready, c);
    }
}

static void take_text(struct shaped *s, struct text t)
{
    if (!s->started) {
        char mark;

        t = without_mark(t);
        if (s->shape.hint)
            (void)take_hint(&t, &mark);
        s->started = true;
    }
    if (s->shape.unquoted)
        add_quoted(s, t);
    else
        str_add_n(&s->ready, t.p, t.n);
}

static enum status fill(struct shaped *s, struct err *err)
{
    struct str utf8 = {0};
    struct text t;
    ssize_t got;
    enum status rc;

    do
        got = read(s->fd, s->raw + s->kept, BLOCK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be read: %s", s->path,
                       strerror(errno));
    s->bytes += (uint64_t)got;
    s->at_end = got == 0;
    str_clear(&s->ready);
    s->given = 0;
    t = (struct text){(char *)s->raw, s->kept + (size_t)got};
    s->kept = 0;
    if (s->shape.wide == WIDE_NOT) {
        take_text(s, t);
    } else {
        size_t whole = add_wide(&utf8, s->shape.wide, t, s->at_end);

        if (utf8.n)
            take_text(s, str_text(&utf8));
        s->kept = t.n - whole;
        memmove(s->raw, s->raw + whole, s->kept);
    }
    if (s->at_end && s->in_cell)
        str_add_char(&s->ready, '"');
    rc = str_status(&utf8, err);
    str_free(&utf8);
    return rc == OK ? str_status(&s->ready, err) : rc;
}

static size_t read_shaped(void *from, char *into, size_t most, struct err *err)
{
    struct shaped *s = from;
    size_t n;

    while (s->given == s->ready.n && !s->at_end)
        if (fill(s, err) != OK)
            return (size_t)-1;
    n = s->ready.n - s->given < most ? s->ready.n - s->given : most;
    if (n)
        memcpy(into, s->ready.p + s->given, n);
    s->given += n;
    return n;
}

enum status shaped_open(struct shaped **out, const char *path,
                        const struct shape *shape, struct err *err)
{
    struct shaped *s = calloc(1, sizeof *s);
    struct csv_options options = {.delimiter = shape->delimiter};
    enum status rc;

    *out = NULL;
    if (!s)
        return err_nomem(err);
    *s = (struct shaped){.path = path, .shape = *shape, .fd = -1};
    if (shape->wide == WIDE_NOT && !shape->hint && !shape->unquoted) {
        rc = csv_open_file(&s->reader, path, &options, err);
    } else {
        s->raw = mem_array(BLOCK + 4, 1);
        rc = s->raw ? file_open(path, &s->fd, err) : err_nomem(err);
        if (rc == OK)
            rc = csv_open(&s->reader, read_shaped, s, path, &options, err);
    }
    if (rc == OK)
        *out = s;
    else
        shaped_close(s);
    return rc;
}

enum status shaped_next(struct shaped *s, struct csv_row *row, struct err *err)
{
    return csv_next(s->reader, row, err);
}

bool shaped_skip(struct shaped *s, uint64_t to)
{
    return !s->raw && csv_skip(s->reader, to);
}

uint64_t shaped_bytes(const struct shaped *s)
{
    return s->raw ? s->bytes : csv_bytes_read(s->reader);
}

void shaped_close(struct shaped *s)
{
    if (!s)
        return;
    csv_close(s->reader);
    if (s->fd >= 0)
        (void)close(s->fd); /* only read from */
    str_free(&s->ready);
    free(s->raw);
    free(s);
}
