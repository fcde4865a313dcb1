/* spss_text.c - see spss_text.h. */
#include "ingest/spss_text.h"

#include <iconv.h>
#include <stdlib.h>
#include "ingest/encoding.h"

enum { LONGEST = 4 }; /* bytes of a character in UTF-8 */

/* False, and nothing appended, where it cannot be. */
static bool convert(struct str *out, struct text t, const char *encoding)
{
    iconv_t to = iconv_open("UTF-8", encoding);
    size_t left = t.n, room = t.n * LONGEST;
    char *from = (char *)(uintptr_t)t.p; /* iconv() leaves it alone */
    char *into = malloc(room + 1), *at = into;
    bool good;

    good = to != (iconv_t)-1 && into &&
           iconv(to, &from, &left, &at, &room) != (size_t)-1;
    if (good)
        str_add_n(out, into, (size_t)(at - into));
    if (to != (iconv_t)-1)
        (void)iconv_close(to); /* it only frees */
    free(into);
    return good;
}

void spss_text_add(struct str *out, struct text t, const char *encoding)
{
    if (text_valid_utf8(t) == t.n)
        str_add_n(out, t.p, t.n);
    else if (!encoding || !convert(out, t, encoding))
        (void)encoding_decode(ENCODING_UTF8, t, out);
}
