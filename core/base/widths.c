/* widths.c - see widths.h. */
#include "core/base/widths.h"

#include <string.h>

enum { LOOKED_AT = 64 }; /* lines */

void widths_add(struct widths *w, size_t cells)
{
    w->width[w->n++ % WIDTHS] = cells;
}

/* Takes a line off t: how many cells it has, by its delimiters outside
 * quotes; 0: it is blank. */
static size_t take_line(struct text *t, char delimiter)
{
    size_t cells = 1, i = 0;
    bool quoted = false;

    for (; i < t->n && t->p[i] != '\n' && t->p[i] != '\r'; i++) {
        quoted ^= t->p[i] == '"';
        cells += !quoted && t->p[i] == delimiter;
    }
    if (i == 0)
        cells = 0;
    i += i < t->n;
    *t = (struct text){t->p + i, t->n - i};
    return cells;
}

static bool is_width(const struct widths *w, size_t cells)
{
    size_t known = w->n < WIDTHS ? w->n : WIDTHS, most = 0;
    bool like = false;

    for (size_t i = 0; i < known; i++) {
        most = w->width[i] > most ? w->width[i] : most;
        like |= w->width[i] == cells;
    }
    return like && (cells > 1 || most == 1);
}

bool widths_fit(const struct widths *w, struct text t, char delimiter)
{
    size_t lines = 0, rows = 0;

    while (t.n && lines < LOOKED_AT) {
        lines++;
        rows += is_width(w, take_line(&t, delimiter));
    }
    return w->n == 0 || 2 * rows >= lines;
}
