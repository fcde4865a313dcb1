/* bind_notes.c - what laying a definition over an export has to tell: columns
 * left over. */
#include "ingest/bind.h"

#include <string.h>

/* Columns of another source's sort of use are known to the definition. */
static bool is_named_elsewhere(const struct binding *b, size_t column)
{
    for (size_t i = 0; i < b->survey->n_sources; i++) {
        const struct source_definition *s = &b->survey->source[i];
        const char *names[] = {s->id,      s->submitted, s->weight,
                               s->stratum, s->cluster,   s->fpc};

        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            if (names[k] && export_column(b->export, names[k]) == column)
                return true;
    }
    return false;
}

static void list(struct str *out, size_t n, const char *name)
{
    if (n < 50)
        str_addf(out, "%s\"%s\"", n ? ", " : "", name);
    else if (n == 50)
        str_add(out, " and more");
}

/* Ignored columns found once, so that a file of many columns stays quick. */
static enum status mark_ignored(const struct binding *b, bool *ignored)
{
    for (size_t i = 0; i < b->survey->ignore.n; i++) {
        size_t column = export_column(b->export, b->survey->ignore.word[i]);

        if (column != NO_COLUMN)
            ignored[column] = true;
    }
    return OK;
}

enum status bind_note_columns(const struct binding *b, struct notes *notes,
                              struct err *err)
{
    const struct export *e = b->export;
    struct str unmapped = {0}, personal = {0}, name = {0};
    bool *ignored = arena_alloc(b->arena, e->columns.n, sizeof *ignored);
    size_t n_unmapped = 0, n_personal = 0;
    enum status rc = ignored ? mark_ignored(b, ignored) : err_nomem(err);

    for (size_t i = 0; i < e->columns.n && rc == OK; i++) {
        enum column_role role = e->columns.column[i].role;

        if (b->used[i] || ignored[i] || is_named_elsewhere(b, i))
            continue;
        (void)export_column_name(e, i, &name);
        if (role == ROLE_PERSONAL)
            list(&personal, n_personal++, str_cstr(&name));
        else if (role == ROLE_ANSWER || role == ROLE_WEIGHT)
            list(&unmapped, n_unmapped++, str_cstr(&name));
    }
    if (rc == OK && n_personal)
        rc = notes_add(notes, err, NOTE_INFO, "%s: personal data left out: %s",
                       e->path, str_cstr(&personal));
    if (rc == OK && b->hides_id)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: the id \"%s\" gives people away: a keyed hash "
                       "stands for it",
                       e->path, export_column_name(e, b->id, &name));
    if (rc == OK && n_unmapped)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s: %zu column%s that the definition does not know; "
                       "map them, or add to it: ignore: [%s]",
                       e->path, n_unmapped, n_unmapped == 1 ? "" : "s",
                       str_cstr(&unmapped));
    str_free(&unmapped);
    str_free(&personal);
    str_free(&name);
    return rc;
}
