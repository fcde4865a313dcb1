/* fold.c - the parts of text.h that need Unicode's tables (utf8proc).
 *
 * text_fold() is called for each distinct cell of an export, nearly all of
 * them ASCII, so ASCII goes by a plain loop; the two ways agree (a test folds
 * ASCII by both).  Quotes and dashes are mapped both before and after the
 * decomposition: before, because NFKC takes U+00B4 apart into a space and a
 * mark; after, because it makes them out of full-width forms. */
#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "core/base/mem.h"

/* Quotes that are not in the categories Pi and Pf. */
static const int32_t quotes[] = {0x22,   0x27,   0x60,   0xB4,   0x2B9,  0x2BA,
                                 0x2BB,  0x2BC,  0x2BD,  0x2CA,  0x2CB,  0x2EE,
                                 0x201A, 0x201E, 0x2032, 0x2033, 0x2034, 0x2035,
                                 0x2036, 0x2037, 0x275B, 0x275C, 0x275D, 0x275E,
                                 0x301D, 0x301E, 0x301F, 0xFF02, 0xFF07};
/* Dashes that are not in the category Pd. */
static const int32_t dashes[] = {0x2D7, 0x2043, 0x2212};

static bool is_in(const int32_t *list, size_t n, int32_t c)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == c)
            return true;
    return false;
}

/* One character as it is compared: quotes, dashes and white space made one of
 * each kind; 0xFEFF for what is dropped. */
static int32_t plain(int32_t c, void *unused)
{
    utf8proc_category_t kind;

    (void)unused;
    if (c == '_' || c == 0x85 || (c >= '\t' && c <= '\r'))
        return ' ';
    if (is_in(quotes, sizeof quotes / sizeof *quotes, c))
        return '\'';
    if (c < 0x80)
        return c;
    if (is_in(dashes, sizeof dashes / sizeof *dashes, c))
        return '-';
    kind = utf8proc_category(c);
    if (kind == UTF8PROC_CATEGORY_PI || kind == UTF8PROC_CATEGORY_PF)
        return '\'';
    if (kind == UTF8PROC_CATEGORY_PD)
        return '-';
    if (kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
        kind == UTF8PROC_CATEGORY_ZP)
        return ' ';
    return c;
}

/* Adds one byte of ASCII; `from` is where this fold began in s. */
static void add_ascii(struct str *s, size_t from, unsigned char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (unsigned char)(c + 32);
    else if (c == '_' || (c >= '\t' && c <= '\r'))
        c = ' ';
    else if (c == '"' || c == '`')
        c = '\'';
    if (c == ' ' && (s->n == from || s->p[s->n - 1] == ' '))
        return;
    str_add_char(s, (char)c);
}

static void drop_last_space(struct str *s, size_t from)
{
    if (!s->failed && s->n > from && s->p[s->n - 1] == ' ')
        s->p[--s->n] = '\0';
}

/* t taken apart into characters; *out is the caller's.  -1 where t is not
 * valid UTF-8 or memory is out (then s fails). */
static ptrdiff_t decompose(struct str *s, struct text t, int32_t **out,
                           utf8proc_option_t options)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)t.p;
    utf8proc_ssize_t n, most = (utf8proc_ssize_t)t.n;

    n = utf8proc_decompose_custom(p, most, NULL, 0, options, plain, NULL);
    if (n < 0)
        return -1;
    /* One more: utf8proc_reencode() and friends end with a NUL. */
    *out = mem_array((size_t)n + 1, sizeof **out);
    if (!*out) {
        s->failed = true;
        return -1;
    }
    return utf8proc_decompose_custom(p, most, *out, n, options, plain, NULL);
}

static void add_character(struct str *s, size_t from, int32_t c)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n;

    if (c < 0x80) {
        add_ascii(s, from, (unsigned char)c);
        return;
    }
    n = utf8proc_encode_char(c, bytes);
    if (n > 0)
        str_add_n(s, (const char *)bytes, (size_t)n);
}

static void fold_unicode(struct str *s, size_t from, struct text t)
{
    const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                                      UTF8PROC_STABLE;
    int32_t *c = NULL;
    ptrdiff_t n = decompose(s, t, &c, options);

    if (n < 0) {
        /* Bytes that are not UTF-8 should not come here; if they do, they are
         * at least compared as they are. */
        for (size_t i = 0; i < t.n; i++)
            add_ascii(s, from, (unsigned char)t.p[i]);
        free(c);
        return;
    }
    for (ptrdiff_t i = 0; i < n; i++)
        c[i] = plain(c[i], NULL);
    n = utf8proc_normalize_utf32(c, n, options);
    for (ptrdiff_t i = 0; i < n; i++)
        add_character(s, from, c[i]);
    free(c);
}

void text_fold(struct str *s, struct text t)
{
    size_t from = s->n, i = 0;

    while (i < t.n && (unsigned char)t.p[i] < 0x80)
        i++;
    if (i == t.n)
        for (i = 0; i < t.n; i++)
            add_ascii(s, from, (unsigned char)t.p[i]);
    else
        fold_unicode(s, from, t);
    drop_last_space(s, from);
}

bool text_same(struct text a, struct text b)
{
    struct str x = {0}, y = {0};
    bool same;

    if (text_equal(a, b))
        return true;
    text_fold(&x, a);
    text_fold(&y, b);
    same = !x.failed && !y.failed && text_equal(str_text(&x), str_text(&y));
    str_free(&x);
    str_free(&y);
    return same;
}

/* s from `from` on, cut to `most` bytes: at the last word that fits, unless
 * that would lose more than half of them. */
static void cut_slug(struct str *s, size_t from, size_t most)
{
    size_t n = most;

    if (s->failed)
        return;
    if (s->n - from > most) {
        if (s->p[from + most] != '_')
            while (n > 0 && s->p[from + n - 1] != '_')
                n--;
        if (n * 2 < most)
            n = most;
        s->n = from + n;
    }
    while (s->n > from && s->p[s->n - 1] == '_')
        s->n--;
    if (s->p)
        s->p[s->n] = '\0';
}

void text_slug(struct str *s, struct text t, size_t most)
{
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                                      UTF8PROC_STRIPMARK | UTF8PROC_STABLE;
    size_t from = s->n;
    int32_t *c = NULL;
    struct text valid = {t.p, text_valid_utf8(t)};
    ptrdiff_t n = decompose(s, valid, &c, options);

    for (ptrdiff_t i = 0; i < n; i++) {
        if ((c[i] >= 'a' && c[i] <= 'z') || (c[i] >= '0' && c[i] <= '9'))
            str_add_char(s, (char)c[i]);
        else if (s->n > from && s->p[s->n - 1] != '_')
            str_add_char(s, '_');
    }
    free(c);
    cut_slug(s, from, most);
}

bool text_is_key(struct text t)
{
    static const char *const reserved[] = {"respondent", "response_id",
                                           "source", "everyone"};

    if (t.n < 1 || t.n > 60 || t.p[0] < 'a' || t.p[0] > 'z')
        return false;
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
        if (i && c == '_' && t.p[i - 1] == '_')
            return false;
    }
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (text_equal(t, text_of(reserved[i])))
            return false;
    return true;
}

size_t text_width(struct text t)
{
    size_t width = 0;

    for (size_t i = 0; i < t.n;) {
        int32_t c;
        utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)t.p + i,
                                              (utf8proc_ssize_t)(t.n - i), &c);

        if (k <= 0) { /* shown as one replacement character */
            width++;
            i++;
            continue;
        }
        width += (size_t)utf8proc_charwidth(c);
        i += (size_t)k;
    }
    return width;
}
