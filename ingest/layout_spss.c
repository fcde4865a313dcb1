/* layout_spss.c - variables of an SPSS file, as reader_sav.c gives them: names,
 * labels, value labels in three rows.  JISC Online Surveys are known by their
 * response number. */
#include <string.h>
#include "ingest/layout.h"
#include "ingest/spss.h"

enum { NAMES, LABELS, VALUES, HEADS };

static bool begins(struct text t, const char *mark)
{
    return t.n >= strlen(mark) && memcmp(t.p, mark, strlen(mark)) == 0;
}

static bool is_spss(const struct head *head)
{
    if (head->n < HEADS)
        return false;
    for (size_t i = 0; i < head->columns; i++)
        if (!begins(head_cell(head, VALUES, i), SPSS_UNIT))
            return false;
    return true;
}

static int recognise(const struct head *head, struct str *why)
{
    if (!is_spss(head))
        return 0;
    str_add(why, "an SPSS file");
    return 95;
}

static bool is_number(const struct head *head, size_t column)
{
    return text_same(head_cell(head, NAMES, column), text_of("URN")) ||
           text_same(head_cell(head, LABELS, column),
                     text_of("Unique Response Number"));
}

static int recognise_jisc(const struct head *head, struct str *why)
{
    if (!is_spss(head) || !is_number(head, 0))
        return 0;
    str_add(why, "an SPSS file that begins with a Unique Response Number");
    return 97;
}

/* What stands before the next mark; moves t behind it. */
static struct text part_of(struct text *t)
{
    size_t mark = strlen(SPSS_UNIT), n = 0;
    struct text part;

    while (n < t->n && !begins((struct text){t->p + n, t->n - n}, SPSS_UNIT))
        n++;
    part = (struct text){t->p, n};
    n = n + mark < t->n ? n + mark : t->n;
    *t = (struct text){t->p + n, t->n - n};
    return part;
}

static enum status offer(struct column *c, struct arena *arena, struct text all,
                         struct err *err)
{
    struct text count = all;
    size_t n = 0;

    for (; count.n; n++)
        (void)part_of(&count);
    c->offered = arena_alloc(arena, n + 1, sizeof *c->offered);
    if (!c->offered)
        return err_nomem(err);
    (void)part_of(&all); /* the mark in front */
    while (all.n) {
        struct text part = part_of(&all);
        struct offered *o = &c->offered[c->n_offered++];

        o->missing = begins(part, SPSS_MISSING);
        if (o->missing)
            part = (struct text){part.p + strlen(SPSS_MISSING),
                                 part.n - strlen(SPSS_MISSING)};
        o->label = layout_text(arena, part);
        if (!o->label)
            return err_nomem(err);
    }
    return OK;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, NAMES, arena, columns, err);

    columns->header_rows = HEADS;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text label = text_trim(head_cell(head, LABELS, i));

        c->whole = c->question;
        if (label.n)
            rc = layout_part(c, arena, label, text_of(""), err);
        if (rc == OK)
            rc = offer(c, arena, head_cell(head, VALUES, i), err);
        if (is_number(head, i))
            c->role = ROLE_ID;
    }
    return rc == OK ? layout_group(columns, arena, err) : rc;
}

const struct layout layout_spss = {
    .name = "spss", .recognise = recognise, .describe = describe};
const struct layout layout_jisc = {
    .name = "jisc", .recognise = recognise_jisc, .describe = describe};
