/* text.c - bytes with a length, and growing buffers.
 *
 * What needs Unicode tables is in fold.c. */
#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

struct text text_of(const char *s)
{
    return (struct text){s ? s : "", s ? strlen(s) : 0};
}

bool text_equal(struct text a, struct text b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* The length of the white space that t starts with, one character of it. */
static size_t space_before(struct text t)
{
    if (t.n >= 1 && (t.p[0] == ' ' || (t.p[0] >= '\t' && t.p[0] <= '\r')))
        return 1;
    if (t.n >= 2 && memcmp(t.p, "\xC2\xA0", 2) == 0)
        return 2;
    if (t.n >= 3 && memcmp(t.p, "\xEF\xBB\xBF", 3) == 0)
        return 3;
    return 0;
}

static size_t space_behind(struct text t)
{
    static const size_t lengths[] = {1, 2, 3};

    for (size_t i = 0; i < 3; i++) {
        size_t k = lengths[i];

        if (t.n >= k && space_before((struct text){t.p + t.n - k, k}) == k)
            return k;
    }
    return 0;
}

/* A character of ASCII that is no space: most texts begin and end with one. */
static bool is_plain(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x80;
}

bool text_skip(struct text *t, const char *z)
{
    size_t n = strlen(z);

    if (t->n < n || memcmp(t->p, z, n) != 0)
        return false;
    t->p += n;
    t->n -= n;
    return true;
}

struct text text_trim(struct text t)
{
    size_t k;

    if (t.n && is_plain(t.p[0]) && is_plain(t.p[t.n - 1]))
        return t;
    while ((k = space_before(t)) > 0) {
        t.p += k;
        t.n -= k;
    }
    while ((k = space_behind(t)) > 0)
        t.n -= k;
    return t;
}

/* Room for n bytes more and the NUL. */
static bool reserve(struct str *s, size_t n)
{
    void *p = s->p;

    if (s->failed)
        return false;
    if (n > SIZE_MAX - 1 - s->n ||
        mem_grow(&p, &s->room, s->n + n + 1, 1, NULL) != OK) {
        s->failed = true;
        return false;
    }
    s->p = p;
    return true;
}

void str_add(struct str *s, const char *z)
{
    str_add_n(s, z, strlen(z));
}

void str_add_n(struct str *s, const char *p, size_t n)
{
    if (!reserve(s, n))
        return;
    if (n)
        memcpy(s->p + s->n, p, n);
    s->n += n;
    s->p[s->n] = '\0';
}

void str_add_char(struct str *s, char c)
{
    if (!reserve(s, 1))
        return;
    s->p[s->n++] = c;
    s->p[s->n] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        s->failed = true;
        return;
    }
    if (!reserve(s, (size_t)n))
        return;
    va_start(args, format);
    (void)vsnprintf(s->p + s->n, (size_t)n + 1, format, args); /* sized above */
    va_end(args);
    s->n += (size_t)n;
}

void str_clear(struct str *s)
{
    s->n = 0;
    s->failed = false;
    if (s->p)
        s->p[0] = '\0';
}

void str_free(struct str *s)
{
    free(s->p);
    *s = (struct str){0};
}

const char *str_cstr(const struct str *s)
{
    return s->p ? s->p : "";
}

struct text str_text(const struct str *s)
{
    return (struct text){str_cstr(s), s->n};
}

enum status str_status(const struct str *s, struct err *err)
{
    return s->failed ? err_nomem(err) : OK;
}

enum status str_take(struct str *s, char **out, struct err *err)
{
    (void)reserve(s, 0); /* a failure shows below */
    if (s->failed) {
        str_free(s);
        return err_nomem(err);
    }
    s->p[s->n] = '\0';
    *out = s->p;
    *s = (struct str){0};
    return OK;
}

/* The length of one valid character at p, or 0. */
static size_t character(const unsigned char *p, size_t n)
{
    unsigned lowest = 0x80, highest = 0xBF; /* of the second byte */
    size_t k;

    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4)
        return 0;
    k = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (p[0] == 0xE0)
        lowest = 0xA0; /* overlong */
    else if (p[0] == 0xED)
        highest = 0x9F; /* surrogates */
    else if (p[0] == 0xF0)
        lowest = 0x90; /* overlong */
    else if (p[0] == 0xF4)
        highest = 0x8F; /* above U+10FFFF */
    if (n < k || p[1] < lowest || p[1] > highest)
        return 0;
    for (size_t i = 2; i < k; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return k;
}

size_t text_valid_utf8(struct text t)
{
    const unsigned char *p = (const unsigned char *)t.p;
    size_t i = 0, k;

    while (i < t.n) {
        uint64_t eight;

        while (t.n - i >= 8) {
            memcpy(&eight, p + i, 8);
            if (eight & UINT64_C(0x8080808080808080))
                break;
            i += 8;
        }
        if (i == t.n)
            break;
        k = character(p + i, t.n - i);
        if (k == 0)
            return i;
        i += k;
    }
    return i;
}
