/* svg_read.c - see svg_read.h. */
#include "report/svg_read.h"

#include <ctype.h>
#include <string.h>
#include "core/base/num.h"

bool svg_is_tag(struct text tag, const char *name)
{
    size_t n = strlen(name);

    return tag.n >= n && memcmp(tag.p, name, n) == 0 &&
           (tag.n == n || isspace((unsigned char)tag.p[n]) || tag.p[n] == '/');
}

static const char *find_name(struct text tag, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 1; i + n < tag.n; i++) {
        if (isspace((unsigned char)tag.p[i - 1]) &&
            memcmp(tag.p + i, name, n) == 0 &&
            (tag.p[i + n] == '=' || tag.p[i + n] == ' '))
            return tag.p + i + n;
    }
    return NULL;
}

struct text svg_attribute(struct text tag, const char *name)
{
    const struct text none = {"", 0};
    const char *end = tag.p + tag.n, *p = find_name(tag, name), *close;

    if (!p)
        return none;
    while (p < end && (*p == ' ' || *p == '='))
        p++;
    if (p == end || (*p != '"' && *p != '\''))
        return none;
    close = memchr(p + 1, *p, (size_t)(end - p - 1));
    return close ? (struct text){p + 1, (size_t)(close - p - 1)} : none;
}

bool svg_in_number(char c)
{
    return isdigit((unsigned char)c) || c == '.' || c == '-';
}

size_t svg_numbers(struct text t, double *x, size_t most)
{
    size_t n = 0, i = 0;

    while (i < t.n && n < most) {
        size_t from = i;

        while (i < t.n && svg_in_number(t.p[i]))
            i++;
        if (i > from && num_parse((struct text){t.p + from, i - from}, &x[n]))
            n++;
        if (i == from)
            i++;
    }
    return n;
}

bool svg_next_point(struct text *rest, double *xy)
{
    const char *comma;
    size_t used;

    if (svg_numbers(*rest, xy, 2) != 2)
        return false;
    comma = memchr(rest->p, ',', rest->n);
    used = comma ? (size_t)(comma - rest->p) + 1 : rest->n;
    while (used < rest->n && svg_in_number(rest->p[used]))
        used++;
    *rest = (struct text){rest->p + used, rest->n - used};
    return true;
}
