/* layout_generic.c - one header row, one column after the other.
 *
 * Lines of one question share what stands before a mark: `question | line`,
 * `question [line]`, `question - line`, `code_0001`.  That groups them for a
 * draft; the name of a column is its whole header. */
#include "ingest/layout.h"

#include <string.h>

static int recognise(const struct head *head, struct str *why)
{
    (void)head;
    str_add(why, "one header row");
    return 10;
}

/* Where the part before the mark ends, and where the line's own begins and
 * ends; false: t has no such mark. */
struct split {
    size_t stem, from, to;
};

static bool split_at(struct text t, const char *mark, struct split *out)
{
    size_t n = strlen(mark);

    for (size_t i = t.n; i-- > 1;) {
        if (i + n >= t.n || memcmp(t.p + i, mark, n) != 0)
            continue;
        *out = (struct split){i, i + n, t.n};
        return true;
    }
    return false;
}

static bool split_bar(struct text t, struct split *out)
{
    return split_at(t, " | ", out);
}

static bool split_brackets(struct text t, struct split *out)
{
    if (t.n < 4 || t.p[t.n - 1] != ']' || !split_at(t, "[", out))
        return false;
    out->to = t.n - 1;
    while (out->stem > 1 && t.p[out->stem - 1] == ' ')
        out->stem--;
    return true;
}

static bool split_dash(struct text t, struct split *out)
{
    return split_at(t, " - ", out);
}

static bool split_number(struct text t, struct split *out)
{
    size_t i = t.n;

    while (i > 0 && t.p[i - 1] >= '0' && t.p[i - 1] <= '9')
        i--;
    if (i == t.n || i < 2 || t.p[i - 1] != '_')
        return false;
    *out = (struct split){i - 1, i, t.n};
    return true;
}

static bool (*const splits[])(struct text, struct split *) = {
    split_bar, split_brackets, split_dash, split_number};
enum { SPLITS = sizeof splits / sizeof *splits };

/* How many columns from `at` on share a stem by one way of splitting. */
static size_t run_of(const struct columns *columns, size_t at, size_t way,
                     struct split *first)
{
    struct text head = text_of(columns->column[at].question);
    size_t n = 0;

    if (!splits[way](head, first))
        return 0;
    for (size_t i = at; i < columns->n; i++, n++) {
        struct text t = text_of(columns->column[i].question);
        struct split s;

        if (!splits[way](t, &s) || s.stem != first->stem ||
            memcmp(t.p, head.p, s.stem) != 0)
            break;
    }
    return n;
}

/* The stem and the line's own part, instead of the whole header. */
static enum status take_apart(struct column *c, size_t way, struct arena *arena,
                              struct err *err)
{
    struct text t = text_of(c->question);
    struct split s = {0};

    (void)splits[way](t, &s);
    c->label = layout_text(arena, (struct text){t.p + s.from, s.to - s.from});
    c->question = layout_text(arena, (struct text){t.p, s.stem});
    return c->label && c->question ? OK : err_nomem(err);
}

/* ---- lines that differ in their last words alone ----------------------- */

/* Fewer lines or words in common happen by chance; and what they share is the
 * larger part of each. */
enum { ALIKE = 5, WORDS_ALIKE = 5 };

/* Bytes that a and b begin with alike, up to the end of a word; 0: too few
 * words. */
static size_t words_alike(struct text a, struct text b)
{
    size_t n = 0, whole = 0, words = 0;

    for (; n < a.n && n < b.n && a.p[n] == b.p[n]; n++)
        if (a.p[n] == ' ') {
            whole = n + 1;
            words++;
        }
    return words >= WORDS_ALIKE && 2 * whole > a.n && 2 * whole > b.n ? whole
                                                                      : 0;
}

static bool stands_alone(const struct column *c)
{
    return c->role == ROLE_ANSWER && !c->label[0];
}

/* How many columns from `at` on begin alike; *shared: the bytes. */
static size_t run_alike(const struct columns *columns, size_t at,
                        size_t *shared)
{
    struct text first = text_of(columns->column[at].question);
    size_t n = 1;

    *shared = 0;
    for (; at + n < columns->n && stands_alone(&columns->column[at + n]); n++) {
        struct text next = text_of(columns->column[at + n].question);
        size_t alike = words_alike(first, next);

        if (alike == 0 || (*shared && alike < *shared))
            break;
        if (n == 1)
            *shared = alike;
    }
    return n;
}

static enum status part_alike(struct column *c, size_t shared,
                              struct arena *arena, struct err *err)
{
    struct text t = text_of(c->question), line = {t.p + shared, t.n - shared};

    while (line.n && strchr(".:?", line.p[line.n - 1]))
        line.n--;
    return layout_part(c, arena, (struct text){t.p, shared}, line, err);
}

static enum status group_alike(struct columns *columns, struct arena *arena,
                               struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0, n; i < columns->n && rc == OK; i += n) {
        size_t shared = 0;

        n = stands_alone(&columns->column[i]) ? run_alike(columns, i, &shared)
                                              : 1;
        for (size_t k = 0; n >= ALIKE && k < n && rc == OK; k++)
            rc = part_alike(&columns->column[i + k], shared, arena, err);
    }
    return rc;
}

enum status layout_group(struct columns *columns, struct arena *arena,
                         struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < columns->n;) {
        size_t n = 1;

        for (size_t way = 0; way < SPLITS && rc == OK; way++) {
            struct split s;
            size_t run = run_of(columns, i, way, &s);

            if (run < 2)
                continue;
            for (n = 0; n < run && rc == OK; n++)
                rc = take_apart(&columns->column[i + n], way, arena, err);
            break;
        }
        if (rc != OK)
            return rc;
        i += n;
    }
    return group_alike(columns, arena, err);
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    return rc == OK ? layout_group(columns, arena, err) : rc;
}

const struct layout layout_generic = {.name = "generic",
                                      .bare_lines = true,
                                      .recognise = recognise,
                                      .describe = describe};
