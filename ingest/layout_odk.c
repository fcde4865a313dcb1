/* layout_odk.c - Ona, ODK and what grew out of them: `group/name/choice`, with
 * _uuid, _submission_time and meta/instanceID; n/a where a question was not
 * put. */
#include "ingest/layout.h"

#include <string.h>
#include "core/base/num.h"

static const struct {
    const char *name;
    enum column_role role;
} meta[] = {
    {"_uuid", ROLE_ID},
    {"KEY", ROLE_ID},
    {"_submission_time", ROLE_SUBMITTED},
    {"SubmissionDate", ROLE_SUBMITTED},
    {"meta/instanceID", ROLE_PLATFORM},
    {"meta/instanceName", ROLE_PLATFORM},
    {"meta-instanceID", ROLE_PLATFORM},
    {"meta-instanceName", ROLE_PLATFORM},
    {"start", ROLE_STARTED},
    {"end", ROLE_PLATFORM},
    {"deviceid", ROLE_PLATFORM},
    {"_submitted_by", ROLE_PERSONAL},
};
enum { META = sizeof meta / sizeof *meta };

static size_t meta_of(struct text t)
{
    size_t i = 0;

    while (i < META && !text_same(t, text_of(meta[i].name)))
        i++;
    return i;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t known = 0, paths = 0;

    for (size_t i = 0; i < head->columns; i++) {
        struct text t = text_trim(head_cell(head, 0, i));

        known += meta_of(t) < META;
        paths += t.n && memchr(t.p, '/', t.n) != NULL;
    }
    if (known < 2 || (head_find(head, 0, "_uuid") == head->columns &&
                      head_find(head, 0, "KEY") == head->columns))
        return 0;
    str_addf(why, "%zu of its usual columns, %zu headers written as group/name",
             known, paths);
    return 85;
}

/* What parts groups from names: a slash; without any, a hyphen. */
static char mark_of(const struct columns *columns)
{
    for (size_t i = 0; i < columns->n; i++)
        if (strchr(columns->column[i].whole, '/'))
            return '/';
    return '-';
}

/* Part before the last mark. */
static size_t stem_of(struct text t, char mark)
{
    size_t n = t.n;

    while (n > 0 && t.p[n - 1] != mark)
        n--;
    return n ? n - 1 : 0;
}

static bool same_stem(const struct columns *columns, size_t a, size_t b,
                      char mark)
{
    struct text x, y;

    if (a >= columns->n || b >= columns->n)
        return false;
    x = text_of(columns->column[a].whole);
    y = text_of(columns->column[b].whole);
    x.n = stem_of(x, mark);
    y.n = stem_of(y, mark);
    return x.n && text_equal(x, y);
}

/* A choice's own column: a group's questions share its name just so. */
static bool is_tick(const struct head *head, size_t column)
{
    static const char *const ticks[] = {"", "0", "1", "true", "false", "n/a"};

    for (size_t r = 1; r < head->n; r++) {
        bool known = false;

        for (size_t i = 0; i < 6 && !known; i++)
            known = text_same(text_trim(head_cell(head, r, column)),
                              text_of(ticks[i]));
        if (!known)
            return false;
    }
    return true;
}

/* All choices in one cell, before a column for each. */
static bool is_summary(const struct columns *columns, size_t i, char mark)
{
    struct text next;

    if (i + 1 >= columns->n)
        return false;
    next = text_of(columns->column[i + 1].whole);
    next.n = stem_of(next, mark);
    return next.n && text_equal(next, text_of(columns->column[i].whole));
}

/* `crimes_other` behind `crimes`, or behind its choices. */
static bool is_other(const struct columns *columns, size_t i)
{
    struct text t = text_of(columns->column[i].whole);

    if (i == 0 || t.n < 7 || memcmp(t.p + t.n - 6, "_other", 6) != 0)
        return false;
    t.n -= 6;
    return text_equal(t, text_of(columns->column[i - 1].question));
}

/* ---- groups that are one question --------------------------------------- */

/* Groups are pages, mostly; but one whose columns all share their answers is a
 * grid, and one whose numbers add up to the same in each row shares it out. */
enum { FEWEST_LINES = 3, FEWEST_ROWS = 5, MOST_LEVELS = 12, LONGEST = 60 };

static bool is_in(const struct head *head, size_t column, struct text t)
{
    for (size_t r = 1; r < head->n; r++)
        if (text_equal(text_trim(head_cell(head, r, column)), t))
            return true;
    return false;
}

static bool shares_answers(const struct head *head, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t filled = 0, shared = 0, different = 0;

        for (size_t r = 1; r < head->n; r++) {
            struct text t = text_trim(head_cell(head, r, i));
            double x;

            if (t.n == 0 || text_same(t, text_of("n/a")))
                continue;
            if (t.n > LONGEST || num_parse(t, &x))
                return false;
            filled++;
            different += filled == 1 ||
                         !is_in(&(struct head){.row = head->row, .n = r}, i, t);
            shared += is_in(head, i > from ? from : from + 1, t);
        }
        if (filled < FEWEST_ROWS || shared * 10 < filled * 9 || different < 2 ||
            different > MOST_LEVELS)
            return false;
    }
    return true;
}

static bool shares_out(const struct head *head, size_t from, size_t to)
{
    size_t rows = 0, same = 0;
    double first = 0;

    for (size_t r = 1; r < head->n; r++) {
        double sum = 0;
        size_t given = 0;

        for (size_t i = from; i < to; i++) {
            struct text t = text_trim(head_cell(head, r, i));
            double x;

            if (t.n == 0 || text_same(t, text_of("n/a")))
                continue;
            if (!num_parse(t, &x))
                return false;
            sum += x;
            given++;
        }
        if (!given)
            continue;
        if (rows++ == 0)
            first = sum;
        same += sum == first;
    }
    return rows >= FEWEST_ROWS && first > 0 && same * 10 >= rows * 7;
}

static enum status join_groups(const struct head *head, struct columns *columns,
                               struct arena *arena, char mark, struct err *err)
{
    enum status rc = OK;

    for (size_t from = 0, to; from < columns->n && rc == OK; from = to) {
        struct column *c = columns->column;

        for (to = from + 1; to < columns->n &&
                            same_stem(columns, from, to, mark) &&
                            !c[to].label[0] && c[to].role == c[from].role;)
            to++;
        if (to - from < FEWEST_LINES || c[from].role != ROLE_ANSWER ||
            c[from].label[0] ||
            (!shares_answers(head, from, to) && !shares_out(head, from, to)))
            continue;
        for (size_t i = from; i < to && rc == OK; i++) {
            struct text t = text_of(c[i].whole);
            size_t n = stem_of(t, mark);

            rc = layout_part(&c[i], arena, (struct text){t.p, n},
                             (struct text){t.p + n + 1, t.n - n - 1}, err);
        }
    }
    return rc;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);
    char mark = rc == OK ? mark_of(columns) : '/';

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text t = text_of(c->whole);
        size_t m = meta_of(t), n = stem_of(t, mark);
        struct text name = {t.p + n + (n > 0), t.n - n - (n > 0)};

        if (m < META)
            c->role = meta[m].role;
        else if (strstr(c->whole, "gps") && c->whole[0] == '_')
            c->role = ROLE_PERSONAL;
        else if (c->whole[0] == '_')
            c->role = ROLE_PLATFORM;
        else if (n && role_of(name) == ROLE_PERSONAL)
            c->role = ROLE_PERSONAL;
        else if (is_summary(columns, i, mark) && is_tick(head, i + 1))
            c->role = ROLE_PLATFORM;
        else if (is_other(columns, i)) {
            c->kind = KIND_OTHER;
            rc = layout_part(c, arena, text_of(c[-1].question),
                             text_of("Other"), err);
        } else if (is_tick(head, i) &&
                   (same_stem(columns, i, i + 1, mark) ||
                    (i > 0 && same_stem(columns, i - 1, i, mark))))
            rc = layout_part(c, arena, (struct text){t.p, n}, name, err);
    }
    return rc == OK ? join_groups(head, columns, arena, mark, err) : rc;
}

const struct layout layout_odk = {.name = "odk",
                                  .not_asked = "n/a",
                                  .spaces = true,
                                  .recognise = recognise,
                                  .describe = describe};
