/* spss_categories.c - see spss_categories.h. */
#include "ingest/spss_categories.h"

#include <string.h>
#include "core/base/csv.h"
#include "ingest/spss.h"

enum { CATEGORIES = 1000 };

enum status spss_categories_add(struct spss_categories *c, struct arena *arena,
                                const char *code, const char *label,
                                struct err *err)
{
    struct spss_category *to;
    enum status rc;

    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->category[i].code, code) == 0)
            return OK;
    c->unfit |= c->n == CATEGORIES;
    if (c->unfit)
        return OK;
    rc = mem_grow((void **)&c->category, &c->room, c->n + 1,
                  sizeof *c->category, err);
    if (rc != OK)
        return rc;
    to = &c->category[c->n++];
    *to =
        (struct spss_category){arena_text(arena, code, strlen(code)),
                               arena_text(arena, label, strlen(label)), false};
    return to->code && to->label ? OK : err_nomem(err);
}

void spss_categories_meet(struct spss_categories *c, struct text code)
{
    for (size_t i = 0; i < c->n; i++)
        if (text_equal(text_of(c->category[i].code), code)) {
            c->category[i].chosen = true;
            c->answered = true;
        }
}

void spss_categories_head(const struct spss_categories *c, int row,
                          struct str *out)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct spss_category *k = &c->category[i];
        struct str head = {0};

        if (row == 0)
            str_addf(&head, "$%s=%s", c->name, k->code);
        else if (row == 1)
            str_addf(&head, "%s | %s", c->label, k->label);
        else
            str_add(&head, SPSS_UNIT);
        if (i)
            str_add_char(out, ',');
        csv_add(out, str_text(&head), false);
        out->failed |= head.failed;
        str_free(&head);
    }
}

void spss_categories_cells(struct spss_categories *c, struct str *out)
{
    for (size_t i = 0; i < c->n; i++) {
        struct spss_category *k = &c->category[i];

        if (i)
            str_add_char(out, ',');
        if (c->answered)
            csv_add(out, text_of(k->chosen ? k->label : "Not selected"), false);
        k->chosen = false;
    }
    c->answered = false;
}
