/* numbers.c - see numbers.h. */
#include "ingest/numbers.h"

#include <string.h>
#include "core/base/num.h"

enum { MOST_CODES = 20 }; /* of a list of choices */

void number_look(struct text t, struct number_evidence *e)
{
    double x = 0, y = 0;
    bool point, comma;

    /* Plain digits, as most are, say nothing. */
    if (!memchr(t.p, '.', t.n) && !memchr(t.p, ',', t.n))
        return;
    point = num_parse_marked(t, '.', &x);
    comma = num_parse_marked(t, ',', &y);
    e->point += point && !comma;
    e->comma += comma && !point;
    e->either += point && comma;
}

enum decimal_mark number_mark_of(const struct number_evidence *e)
{
    if (e->point == e->comma)
        return DECIMAL_UNTOLD;
    return e->comma > e->point ? DECIMAL_COMMA : DECIMAL_POINT;
}

bool number_of(struct text t, double *out)
{
    return num_parse_loose(t, out) ||
           (memchr(t.p, ',', t.n) && num_parse_marked(t, ',', out));
}

bool number_no_list(struct text t)
{
    const char *mark = memchr(t.p, ',', t.n);
    struct text front, back;
    int64_t a, b;

    if (!mark)
        return false;
    front = (struct text){t.p, (size_t)(mark - t.p)};
    back = (struct text){mark + 1, t.n - front.n - 1};
    return !num_parse_int(front, &a) || !num_parse_int(back, &b) || b <= a ||
           b > MOST_CODES || back.p[0] == '0';
}
