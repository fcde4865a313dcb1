/* layout_odk.c - Ona, ODK and what grew out of them: `group/name/choice`, with
 * _uuid, _submission_time and meta/instanceID; n/a where a question was not
 * put. */
#include "ingest/layout.h"

#include <string.h>

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
    str_addf(why, "%zu headers of its own, %zu written as group/name", known,
             paths);
    return 85;
}

/* Part before the last slash. */
static size_t stem_of(struct text t)
{
    size_t n = t.n;

    while (n > 0 && t.p[n - 1] != '/')
        n--;
    return n ? n - 1 : 0;
}

static bool same_stem(const struct columns *columns, size_t a, size_t b)
{
    struct text x, y;

    if (a >= columns->n || b >= columns->n)
        return false;
    x = text_of(columns->column[a].whole);
    y = text_of(columns->column[b].whole);
    x.n = stem_of(x);
    y.n = stem_of(y);
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
static bool is_summary(const struct columns *columns, size_t i)
{
    struct text next;

    if (i + 1 >= columns->n)
        return false;
    next = text_of(columns->column[i + 1].whole);
    next.n = stem_of(next);
    return next.n && text_equal(next, text_of(columns->column[i].whole));
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text t = text_of(c->whole);
        size_t m = meta_of(t), n = stem_of(t);

        if (m < META)
            c->role = meta[m].role;
        else if (strstr(c->whole, "gps") && c->whole[0] == '_')
            c->role = ROLE_PERSONAL;
        else if (c->whole[0] == '_')
            c->role = ROLE_PLATFORM;
        else if (is_summary(columns, i) && is_tick(head, i + 1))
            c->role = ROLE_PLATFORM;
        else if (is_tick(head, i) && (same_stem(columns, i, i + 1) ||
                                      (i > 0 && same_stem(columns, i - 1, i))))
            rc = layout_part(c, arena, (struct text){t.p, n},
                             (struct text){t.p + n + 1, t.n - n - 1}, err);
    }
    return rc;
}

const struct layout layout_odk = {.name = "odk",
                                  .not_asked = "n/a",
                                  .spaces = true,
                                  .recognise = recognise,
                                  .describe = describe};
