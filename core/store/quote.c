/* quote.c - see quote.h.
 *
 * A bad name or literal fails the buffer as well, so that a caller who looks
 * at str_status() alone cannot run half a statement. */
#include "core/store/quote.h"

#include <string.h>

static bool admitted(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool quote_name(struct str *sql, struct text name)
{
    bool good = name.n > 0;

    for (size_t i = 0; good && i < name.n; i++)
        good = admitted(name.p[i]);
    if (!good) {
        sql->failed = true;
        return false;
    }
    str_add_char(sql, '"');
    str_add_n(sql, name.p, name.n);
    str_add_char(sql, '"');
    return true;
}

bool quote_literal(struct str *sql, struct text value)
{
    if (value.n > 0 && memchr(value.p, '\0', value.n)) {
        sql->failed = true;
        return false;
    }
    str_add_char(sql, '\'');
    for (size_t at = 0; at < value.n;) {
        const char *p = value.p + at;
        const char *quote = memchr(p, '\'', value.n - at);
        size_t n = quote ? (size_t)(quote - p) + 1 : value.n - at;

        str_add_n(sql, p, n);
        if (quote)
            str_add_char(sql, '\'');
        at += n;
    }
    str_add_char(sql, '\'');
    return true;
}
