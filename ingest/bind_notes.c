/* bind_notes.c - what laying a definition over an export has to tell: columns
 * left over, and the order of day and month. */
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

/* ---- dates ------------------------------------------------------------ */

static bool any_date_question(const struct binding *b)
{
    for (size_t i = 0; i < b->survey->n_questions; i++)
        if (b->survey->question[i].type == TYPE_DATE)
            return true;
    return false;
}

static void look_at_row(const struct binding *b, const struct text *cell,
                        struct date_evidence *e)
{
    if (b->submitted != NO_COLUMN && text_trim(cell[b->submitted]).n)
        date_look(cell[b->submitted], e);
    for (size_t i = 0; i < b->survey->n_questions; i++) {
        const struct bound *q = &b->question[i];

        for (size_t k = 0; q->q->type == TYPE_DATE && k < q->columns; k++)
            if (text_trim(cell[q->column[k]]).n)
                date_look(cell[q->column[k]], e);
    }
}

/* Where no day is above 12: AM and PM are written by those who write the month
 * first; others write the day first. */
static enum status say_order(struct binding *b, const struct date_evidence *e,
                             struct notes *notes, struct err *err)
{
    b->order = date_order_of(e);
    if (e->numeric == 0 ||
        (b->order != DATE_UNTOLD && (e->day_first == 0 || e->month_first == 0)))
        return OK;
    if (b->order != DATE_UNTOLD)
        return notes_add(notes, err, NOTE_ATTENTION,
                         "%s: dates disagree: %zu can only be day first, %zu "
                         "only month first; the others are read %s first",
                         b->export->path, e->day_first, e->month_first,
                         b->order == DATE_DAY_FIRST ? "day" : "month");
    b->order = e->half_days ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
    return notes_add(notes, err, NOTE_INFO,
                     "%s: no date tells whether day or month comes first; "
                     "they are read %s first",
                     b->export->path,
                     b->order == DATE_DAY_FIRST ? "day" : "month");
}

/* The next rows, `most` of them; beyond `enough` until the order is told. */
static enum status look_at_rows(const struct binding *b, size_t enough,
                                size_t most, struct date_evidence *e,
                                struct err *err)
{
    struct export_row row;

    for (size_t rows = 0; rows < most;) {
        enum status rc;

        if (rows >= enough && date_order_of(e) != DATE_UNTOLD)
            break;
        rc = export_next(b->export, &row, err);
        if (rc != OK || row.what == EXPORT_END)
            return rc;
        if (row.what != EXPORT_ROW)
            continue;
        look_at_row(b, row.cell, e);
        rows++;
    }
    return OK;
}

static bool untold(const struct date_evidence *e)
{
    return e->numeric > 0 && date_order_of(e) == DATE_UNTOLD;
}

/* Replies mostly stand in the order of time: where the first came in the first
 * days of a month, the last hardly did.  All are read only where neither
 * tells. */
enum status bind_dates(struct binding *b, struct notes *notes, struct err *err)
{
    enum { ENOUGH = 2000, TAIL = 256 * 1024 };
    struct date_evidence e = {0};
    bool all = false; /* from the start again */
    enum status rc;

    if (b->submitted == NO_COLUMN && !any_date_question(b))
        return OK;
    rc = export_rewind(b->export, err);
    if (rc == OK)
        rc = look_at_rows(b, ENOUGH, ENOUGH, &e, err);
    if (rc == OK && untold(&e) && export_skip(b->export, TAIL)) {
        rc = look_at_rows(b, SIZE_MAX, SIZE_MAX, &e, err);
        all = untold(&e);
        if (rc == OK && all)
            rc = export_rewind(b->export, err);
    }
    if (rc == OK && all)
        e = (struct date_evidence){0};
    if (rc == OK && (all || untold(&e)))
        rc = look_at_rows(b, 0, SIZE_MAX, &e, err);
    return rc == OK ? say_order(b, &e, notes, err) : rc;
}
