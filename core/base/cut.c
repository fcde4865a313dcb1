/* cut.c - see cut.h. */
#include "core/base/cut.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/bytes.h"
#include "core/base/mem.h"

void cells_clear(struct cells *c)
{
    c->n = 0;
    c->nomem = false;
    str_clear(&c->bytes);
}

void cells_free(struct cells *c)
{
    free(c->cell);
    str_free(&c->bytes);
}

static bool grow(struct cells *c)
{
    void *array = c->cell;

    c->nomem =
        mem_grow(&array, &c->room, c->n + 1, sizeof *c->cell, NULL) != OK;
    c->cell = array;
    return !c->nomem;
}

static inline bool add(struct cells *c, struct text t)
{
    if (c->n == c->room && !grow(c))
        return false;
    c->cell[c->n++] = t;
    return true;
}

void cells_copy(struct cells *c, struct text t)
{
    str_add_n(&c->bytes, t.p, t.n);
    c->nomem = !add(c, (struct text){t.n ? NULL : "", t.n}) || c->bytes.failed;
}

void cells_place(struct cells *c)
{
    const char *p = c->bytes.p;

    for (size_t i = 0; c->bytes.n && i < c->n; i++)
        if (!c->cell[i].p) {
            c->cell[i].p = p;
            p += c->cell[i].n;
        }
}

/* ---- cutting ---------------------------------------------------------- */

struct cut {
    size_t most;
    const char *start; /* of the cell, behind its quote */
    enum { PLAIN, OPEN, DOUBLING, CLOSED } state;
    bool doubled;
};

/* A cell in which quotes are doubled. */
static struct text undouble(struct cells *c, struct text t)
{
    const char *stop = t.p + t.n;
    size_t before = c->bytes.n;

    for (const char *p = t.p, *quote; p < stop; p = quote + 2) {
        quote = memchr(p, '"', (size_t)(stop - p));
        if (!quote) {
            str_add_n(&c->bytes, p, (size_t)(stop - p));
            break;
        }
        str_add_n(&c->bytes, p, (size_t)(quote + 1 - p));
    }
    c->nomem = c->bytes.failed;
    return (struct text){NULL, c->bytes.n - before};
}

static inline bool cut_cell(struct cells *c, struct cut *cut, const char *end)
{
    struct text t = {cut->start,
                     (size_t)(end - cut->start) - (cut->state == CLOSED)};

    if (c->n >= cut->most || !add(c, cut->doubled ? undouble(c, t) : t))
        return false;
    cut->start = end + 1;
    cut->state = PLAIN;
    cut->doubled = false;
    return true;
}

/* False for a quote where none belongs. */
static bool cut_quote(struct cut *cut, const char *at, const char *stop,
                      char delimiter)
{
    switch (cut->state) {
    case PLAIN:
        if (at > cut->start)
            return false;
        cut->start = at + 1;
        cut->state = OPEN;
        return true;
    case OPEN:
        cut->state = CLOSED;
        if (at + 1 == stop || at[1] == delimiter)
            return true;
        cut->state = DOUBLING;
        cut->doubled = true;
        return at[1] == '"';
    case DOUBLING:
        cut->state = OPEN;
        return true;
    case CLOSED:
        break;
    }
    return false;
}

bool cut_line(struct cells *c, struct text line, char delimiter, size_t most)
{
    const uint64_t delimiters = bytes_all((unsigned char)delimiter);
    const uint64_t quotes = bytes_all('"');
    const char *stop = line.p + line.n;
    struct cut cut = {.most = most, .start = line.p};

    for (const char *p = line.p; p < stop; p += 8) {
        uint64_t w = bytes_load(p, (size_t)(stop - p));
        uint64_t marks = bytes_equal(w, delimiters) | bytes_equal(w, quotes);

        for (; marks; marks &= marks - 1) {
            const char *at = p + bytes_first(marks);

            if (*at == '"' ? !cut_quote(&cut, at, stop, delimiter)
                           : cut.state != OPEN && !cut_cell(c, &cut, at))
                return false;
        }
    }
    return cut.state != OPEN && cut_cell(c, &cut, stop) && !c->nomem;
}
