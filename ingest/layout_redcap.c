/* layout_redcap.c - `name___code` for each choice, `form_complete`, and
 * record_id or study_id in front.  The data dictionary is told from it. */
#include "ingest/layout.h"

#include <string.h>

static bool is_dictionary(const struct head *head)
{
    return text_same(head_cell(head, 0, 0), text_of("Variable / Field Name")) ||
           (text_same(head_cell(head, 0, 0), text_of("field_name")) &&
            text_same(head_cell(head, 0, 1), text_of("form_name")));
}

static const char *mark_in(struct text t)
{
    for (size_t i = 1; i + 3 < t.n; i++)
        if (memcmp(t.p + i, "___", 3) == 0)
            return t.p + i;
    return NULL;
}

static bool ends_with(struct text t, const char *end)
{
    size_t n = strlen(end);

    return t.n > n && memcmp(t.p + t.n - n, end, n) == 0;
}

static bool ends_complete(struct text t)
{
    return ends_with(t, "_complete");
}

/* `crimes_other` behind the ticks of `crimes`. */
static bool same_stem(struct text t, struct text question)
{
    t.n -= strlen("_other");
    return text_equal(t, question);
}

static enum status other(struct column *c, struct arena *arena, struct err *err)
{
    c->kind = KIND_OTHER;
    return layout_part(c, arena, text_of(c[-1].question), text_of("Other"),
                       err);
}

static int recognise(const struct head *head, struct str *why)
{
    struct text first = head_cell(head, 0, 0);
    size_t ticks = 0, forms = 0;

    if (is_dictionary(head)) {
        str_add(why, "the headers of a data dictionary");
        return 99;
    }
    for (size_t i = 0; i < head->columns; i++) {
        struct text t = text_trim(head_cell(head, 0, i));

        ticks += mark_in(t) != NULL;
        forms += ends_complete(t);
    }
    if (forms == 0 || !(text_same(first, text_of("record_id")) ||
                        text_same(first, text_of("study_id")) || ticks))
        return 0;
    str_addf(why, "%zu columns of ticks as name___code, %zu of forms complete",
             ticks, forms);
    return ticks ? 90 : 70;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    if (is_dictionary(head))
        return err_at(err, ERR_INPUT, head->path, head->row[0].line,
                      "is a REDCap data dictionary and holds no responses; "
                      "export the data, and name the dictionary behind it "
                      "where a definition is drafted (canvass init)");
    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text t = text_of(c->whole);
        const char *mark = mark_in(t);

        if (i == 0)
            c->role = ROLE_ID;
        else if (ends_complete(t) || strncmp(t.p, "redcap_", 7) == 0)
            c->role = ROLE_PLATFORM;
        else if (ends_with(t, "_timestamp"))
            c->role = ROLE_SUBMITTED;
        else if (ends_with(t, "_other") && i > 1 && c[-1].label[0] &&
                 same_stem(t, text_of(c[-1].question)))
            rc = other(c, arena, err);
        else if (mark)
            rc = layout_part(
                c, arena, (struct text){t.p, (size_t)(mark - t.p)},
                (struct text){mark + 3, t.n - (size_t)(mark - t.p) - 3}, err);
    }
    return rc;
}

const struct layout layout_redcap = {
    .name = "redcap", .recognise = recognise, .describe = describe};
