/* outline.c - see outline.h.
 *
 * Steps are between rounded points, so that no error adds up along a path. */
#include "report/outline.h"

#include <ctype.h>
#include <math.h>

long outline_tenths(double x)
{
    return lround(x * 10);
}

void outline_number(struct str *out, long tenths)
{
    unsigned long size = (unsigned long)(tenths < 0 ? -tenths : tenths);

    if (tenths < 0)
        str_add_char(out, '-');
    if (size >= 10 || size == 0)
        str_addf(out, "%lu", size / 10);
    if (size % 10)
        str_addf(out, ".%lu", size % 10);
}

/* A number needs a space before it where it would run into the one before. */
static void add(struct str *d, long tenths)
{
    if (d->n > 0 && tenths >= 0 && !isalpha((unsigned char)d->p[d->n - 1]))
        str_add_char(d, ' ');
    outline_number(d, tenths);
}

static size_t width(long a, long b)
{
    struct str s = {0};
    size_t n;

    outline_number(&s, a);
    add(&s, b);
    n = s.n;
    str_free(&s);
    return n;
}

void outline_move(struct outline *o, double x, double y)
{
    long to_x = outline_tenths(x), to_y = outline_tenths(y);
    bool step = o->begun && width(to_x - o->x, to_y - o->y) < width(to_x, to_y);

    str_add_char(&o->d, step ? 'm' : 'M');
    add(&o->d, step ? to_x - o->x : to_x);
    add(&o->d, step ? to_y - o->y : to_y);
    o->x = o->from_x = to_x;
    o->y = o->from_y = to_y;
    o->begun = true;
}

void outline_line(struct outline *o, double x, double y)
{
    long to_x = outline_tenths(x), to_y = outline_tenths(y);

    if (to_x == o->x && to_y == o->y)
        return;
    if (to_y == o->y) {
        str_add_char(&o->d, 'h');
        add(&o->d, to_x - o->x);
    } else if (to_x == o->x) {
        str_add_char(&o->d, 'v');
        add(&o->d, to_y - o->y);
    } else {
        str_add_char(&o->d, 'l');
        add(&o->d, to_x - o->x);
        add(&o->d, to_y - o->y);
    }
    o->x = to_x;
    o->y = to_y;
}

void outline_close(struct outline *o)
{
    str_add_char(&o->d, 'z');
    o->x = o->from_x;
    o->y = o->from_y;
}

void outline_clear(struct outline *o)
{
    str_clear(&o->d);
    o->begun = false;
}

void outline_free(struct outline *o)
{
    str_free(&o->d);
    *o = (struct outline){0};
}
