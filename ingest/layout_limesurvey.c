/* layout_limesurvey.c - one header row: `Q[SQ001]`, `Q[SQ001]. text [line]` or
 * the text alone; id, submitdate and lastpage in front.
 *
 * `Q` is what binds the lines of a question, so that the code-and-text header
 * groups as the code header does. */
#include "ingest/layout.h"

#include <string.h>

static const struct {
    const char *code, *text;
    enum column_role role;
} meta[] = {
    {"id", "Response ID", ROLE_ID},
    {"submitdate", "Date submitted", ROLE_SUBMITTED},
    {"lastpage", "Last page", ROLE_PLATFORM},
    {"startlanguage", "Start language", ROLE_PLATFORM},
    {"seed", "Seed", ROLE_PLATFORM},
    {"startdate", "Date started", ROLE_STARTED},
    {"datestamp", "Date last action", ROLE_PLATFORM},
    {"ipaddr", "IP address", ROLE_PERSONAL},
    {"refurl", "Referrer URL", ROLE_PLATFORM},
    {"token", "Token", ROLE_PERSONAL},
};
enum { META = sizeof meta / sizeof *meta };

/* The code at the front of a header, and the text behind it. */
static struct text code_of(struct text t, struct text *rest)
{
    size_t n = 0, depth = 0;

    t = text_trim(t);
    while (n < t.n) {
        char c = t.p[n];

        if (c == '[')
            depth++;
        else if (c == ']')
            depth -= depth > 0;
        else if (depth == 0 && (c == '.' || c == ' '))
            break;
        n++;
    }
    *rest = text_of("");
    if (n + 1 < t.n && t.p[n] == '.' &&
        (t.p[n + 1] == ' ' || t.p[n + 1] == '_'))
        *rest = text_trim((struct text){t.p + n + 1, t.n - n - 1});
    else if (n < t.n)
        return (struct text){t.p, 0}; /* text alone */
    while (rest->n && rest->p[0] == '_')
        *rest = (struct text){rest->p + 1, rest->n - 1};
    return (struct text){t.p, n};
}

static size_t meta_of(struct text header)
{
    struct text rest, code = code_of(header, &rest);

    for (size_t i = 0; i < META; i++)
        if (text_same(code, text_of(meta[i].code)) ||
            text_same(header, text_of(meta[i].text)))
            return i;
    return META;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t known = 0, lines = 0;

    for (size_t i = 0; i < head->columns; i++) {
        struct text t = text_trim(head_cell(head, 0, i));

        known += meta_of(t) < META;
        lines += t.n > 3 && memchr(t.p, '[', t.n) && memchr(t.p, ']', t.n);
    }
    if (meta_of(head_cell(head, 0, 0)) != 0 || known < 3)
        return 0;
    str_addf(why, "%zu of its usual columns in front, %zu lines in brackets",
             known, lines);
    return known >= 4 ? 90 : 60;
}

/* The line of `Q[SQ001]` is its code; with a text, what stands in the last
 * brackets of that. */
static enum status part(struct column *c, struct arena *arena, struct text code,
                        struct text rest, struct err *err)
{
    const char *open = memchr(code.p, '[', code.n);
    struct text stem = code, line = text_of("");

    if (open && code.p[code.n - 1] == ']') {
        stem.n = (size_t)(open - code.p);
        line = (struct text){open + 1, code.n - stem.n - 2};
    }
    if (line.n == 0 && rest.n)
        return layout_part(c, arena, rest, line, err);
    if (line.n && rest.n && rest.p[rest.n - 1] == ']') {
        size_t at = rest.n - 1, depth = 0;

        do {
            depth += rest.p[at] == ']';
            depth -= rest.p[at] == '[';
        } while (depth && at-- > 0);
        if (depth == 0) {
            line = (struct text){rest.p + at + 1, rest.n - at - 2};
            rest.n = at;
        }
    }
    if (text_same(line, text_of("other")))
        c->kind = KIND_OTHER;
    return layout_part(c, arena, rest.n ? rest : stem, line, err);
}

/* interviewtime, groupTime71, B1Time: seconds that a page or question took. */
static bool is_timing(struct text code)
{
    static const char *const fronts[] = {"interviewtime", "groupTime",
                                         "Question time", "Group time"};

    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (code.n >= strlen(fronts[i]) &&
            memcmp(code.p, fronts[i], strlen(fronts[i])) == 0)
            return true;
    return code.n > 4 && memcmp(code.p + code.n - 4, "Time", 4) == 0 &&
           code.p[code.n - 5] >= '0' && code.p[code.n - 5] <= '9';
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text rest, code = code_of(text_of(c->question), &rest);
        size_t m = meta_of(text_of(c->question));

        if (m < META)
            c->role = meta[m].role;
        else if (is_timing(code))
            c->role = ROLE_PLATFORM;
        else if (code.n)
            rc = part(c, arena, code, rest, err);
    }
    return rc;
}

const struct layout layout_limesurvey = {
    .name = "limesurvey",
    .not_asked = "N/A", /* where answers are exported as words */
    .choices_only = true,
    .recognise = recognise,
    .describe = describe};
