/* lines.c - see lines.h.
 *
 * Where the next LF and the next CR are is remembered: in a file with only one
 * of the two, looking for the other at each line would read the whole buffer
 * again and again. */
#include "core/base/lines.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum { CHUNK = 256 * 1024 };

static size_t find(const struct lines *l, size_t known, char c)
{
    size_t from = known > l->pos ? known : l->pos;
    const char *p = NULL;

    if (from < l->end)
        p = memchr(l->buf + from, c, l->end - from);
    return p ? (size_t)(p - l->buf) : l->end;
}

static bool is_known(const struct lines *l, size_t at, char c)
{
    return at >= l->pos && at < l->end && l->buf[at] == c;
}

static bool whole_line(struct lines *l, size_t *body, size_t *next)
{
    if (!is_known(l, l->lf, '\n'))
        l->lf = find(l, l->lf, '\n');
    if (!is_known(l, l->cr, '\r'))
        l->cr = find(l, l->cr, '\r');
    *body = l->lf < l->cr ? l->lf : l->cr;
    *next = l->end;
    if (*body == l->end)
        return l->at_end;
    *next = *body + 1;
    if (*body == l->cr) {
        if (*next == l->end)
            return l->at_end; /* its LF may be still to come */
        *next += l->buf[*next] == '\n';
    }
    return true;
}

static size_t shifted(size_t at, size_t by)
{
    return at > by ? at - by : 0;
}

/* Moves what is kept to the front, then reads behind it. */
static enum status fill(struct lines *l, struct err *err)
{
    size_t n, by = l->start;

    if (by > 0) {
        memmove(l->buf, l->buf + by, l->end - by);
        l->pos -= by;
        l->end -= by;
        l->lf = shifted(l->lf, by);
        l->cr = shifted(l->cr, by);
        l->start = 0;
    }
    if (l->room - l->end < CHUNK / 4) {
        void *p = l->buf;
        enum status rc = mem_grow(&p, &l->room, l->end + CHUNK, 1, err);

        if (rc != OK)
            return rc;
        l->buf = p;
    }
    n = l->read(l->from, l->buf + l->end, l->room - l->end, err);
    if (n == (size_t)-1)
        return err && err->status != OK
                   ? err->status
                   : err_at(err, ERR_INPUT, l->name, 0,
                            "cannot be read to its end; check the file");
    l->at_end = n == 0;
    l->end += n;
    l->total += n;
    return OK;
}

enum status lines_need(struct lines *l, size_t most, size_t *body, size_t *next,
                       bool *too_long, struct err *err)
{
    *too_long = false;
    while (!whole_line(l, body, next)) {
        enum status rc;

        if (l->end - l->start > most) {
            *too_long = true;
            return OK;
        }
        rc = fill(l, err);
        if (rc != OK)
            return rc;
    }
    return OK;
}

enum status lines_skip(struct lines *l, struct err *err)
{
    size_t body, next;

    while (!whole_line(l, &body, &next)) {
        enum status rc;

        /* A CR at the end stays: it and its LF are one. */
        l->start = l->pos = body;
        rc = fill(l, err);
        if (rc != OK)
            return rc;
    }
    l->start = l->pos = next;
    l->number++;
    return OK;
}

void lines_back(struct lines *l, size_t pos, size_t number)
{
    l->pos = l->lf = l->cr = pos;
    l->number = number;
}

void lines_forget(struct lines *l)
{
    l->start = l->pos = l->end = l->lf = l->cr = 0;
    l->at_end = false;
}

enum status lines_drop_mark(struct lines *l, struct err *err)
{
    enum status rc = OK;

    while (rc == OK && l->end < 3 && !l->at_end)
        rc = fill(l, err);
    if (rc == OK && l->end >= 3 && memcmp(l->buf, "\xEF\xBB\xBF", 3) == 0)
        l->pos = l->start = 3;
    return rc;
}

void lines_free(struct lines *l)
{
    free(l->buf);
    l->buf = NULL;
}

bool lines_opens_cell(const char *line, size_t at, char delimiter)
{
    size_t from = at;

    while (from > 0 && line[from - 1] == '"')
        from--;
    return (at - from) % 2 == 1 && (from == 0 || line[from - 1] == delimiter);
}
