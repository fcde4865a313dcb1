/* font.c - see font.h. */
#include "report/font.h"

/* Thousandths of the size, from space to tilde. */
static const unsigned short widths[] = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584};

enum { AVERAGE = 556 };

static size_t letter(struct text t, size_t at)
{
    size_t n = 1;

    while (at + n < t.n && ((unsigned char)t.p[at + n] & 0xC0) == 0x80)
        n++;
    return n;
}

static double letter_width(struct text t, size_t at, size_t n)
{
    unsigned char c = (unsigned char)t.p[at];

    if (c >= ' ' && c <= '~')
        return widths[c - ' '] / 1000.0;
    if (c < 0x80)
        return 0;
    return (double)text_width((struct text){t.p + at, n}) * AVERAGE / 1000.0;
}

double font_width(struct text t, double size)
{
    double width = 0;

    for (size_t i = 0; i < t.n;) {
        size_t n = letter(t, i);

        width += letter_width(t, i, n);
        i += n;
    }
    return width * size;
}

/* How many bytes of t go on the line, and in *skip how many spaces follow. */
static size_t fit(struct text t, double size, double width, size_t *skip)
{
    size_t last = 0, i = 0;
    double used = 0;

    while (i < t.n) {
        size_t n = letter(t, i);

        if (t.p[i] == ' ')
            last = i;
        used += letter_width(t, i, n) * size;
        if (used > width && i > 0 && t.p[i] != ' ')
            break;
        i += n;
        if (t.p[i - 1] == '-' || t.p[i - 1] == '/')
            last = i;
    }
    if (i < t.n && last > 0)
        i = last;
    while (i > 1 && i < t.n && t.p[i - 1] == ' ')
        i--;
    *skip = 0;
    while (i + *skip < t.n && t.p[i + *skip] == ' ')
        (*skip)++;
    return i;
}

enum status font_wrap(struct lines_of_text *out, struct text t, double size,
                      double width, struct arena *arena, struct err *err)
{
    struct lines_of_text lines = {
        .line = arena_alloc(arena, t.n + 1, sizeof *lines.line)};

    if (!lines.line)
        return err_nomem(err);
    t = text_trim(t);
    do {
        size_t skip, n = fit(t, size, width, &skip);

        lines.line[lines.n++] = (struct text){t.p, n};
        t.p += n + skip;
        t.n -= n + skip;
    } while (t.n > 0);
    *out = lines;
    return OK;
}
