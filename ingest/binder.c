/* binder.c - see binder.h. */
#include "ingest/binder.h"

#include <string.h>

/* The column of that name, or what a later download calls it. */
static enum status look_for(struct binder *k, const char *name, size_t *out)
{
    const struct source_definition *s = k->b->source;
    const struct export *e = k->b->export;

    *out = export_column(e, name);
    for (size_t i = 0; i < s->n_renamed; i++) {
        const struct renamed_column *r = &s->renamed[i];
        size_t at;

        if (!text_same(text_of(r->from), text_of(name)))
            continue;
        k->renamed[i] = true;
        at = export_column(e, r->to);
        if (at != NO_COLUMN && *out != NO_COLUMN && at != *out)
            return err_at(k->err, ERR_INPUT, k->b->survey->path, r->line,
                          "%.*s has both \"%.200s\" and \"%.200s\", of which "
                          "renamed makes one; take it out",
                          (int)e->name.n, e->name.p, r->from, r->to);
        if (*out == NO_COLUMN)
            *out = at;
    }
    return OK;
}

/* What is renamed and never asked for is a slip of the pen. */
enum status binder_check_renamed(const struct binder *k)
{
    const struct source_definition *s = k->b->source;

    for (size_t i = 0; i < s->n_renamed; i++)
        if (!k->renamed[i])
            return err_at(k->err, ERR_INPUT, k->b->survey->path,
                          s->renamed[i].line,
                          "renamed: nothing in this definition uses the column "
                          "\"%.200s\"; from is the name that it uses",
                          s->renamed[i].from);
    return OK;
}

enum status binder_column(struct binder *k, const char *name, size_t line,
                          size_t *out)
{
    const struct survey *s = k->b->survey;
    const struct export *e = k->b->export;
    struct str nearest = {0};
    enum status rc;

    *out = NO_COLUMN;
    if (!name)
        return OK;
    rc = look_for(k, name, out);
    if (rc != OK)
        return rc;
    if (*out != NO_COLUMN) {
        k->b->used[*out] = true;
        return OK;
    }
    export_nearest(e, name, &nearest);
    rc = err_at(k->err, ERR_INPUT, s->path[0] ? s->path : NULL, line,
                "column \"%.200s\" is not in %.*s; of its %zu columns the "
                "nearest %s %s",
                name, (int)e->name.n, e->name.p, e->columns.n,
                strstr(nearest.p ? nearest.p : "", "\", \"") ? "are" : "is",
                str_cstr(&nearest));
    str_free(&nearest);
    return rc;
}
