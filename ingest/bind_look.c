/* bind_look.c - what a file's own cells have to settle before it is read: the
 * order of day and month, and what parts decimals. */
#include "ingest/bind.h"

#include <string.h>
#include "ingest/numbers.h"

struct look {
    struct date_evidence dates;
    struct number_evidence *number; /* of each column of the export */
    size_t columns;
};

static bool has_numbers(const struct bound *q)
{
    return q->decoder && !q->q->decimal &&
           (q->q->type == TYPE_NUMBER || q->q->type == TYPE_POINTS);
}

static bool has_dates(const struct bound *q)
{
    return q->decoder && q->q->type == TYPE_DATE;
}

static bool nothing_to_settle(const struct binding *b)
{
    bool dates = b->submitted != NO_COLUMN && !b->source->date_order;

    for (size_t i = 0; i < b->survey->n_questions && !dates; i++)
        dates = has_numbers(&b->question[i]) ||
                (has_dates(&b->question[i]) && !b->source->date_order);
    return !dates;
}

static void look_at_row(const struct binding *b, const struct text *cell,
                        struct look *look)
{
    bool dates = !b->source->date_order;

    if (dates && b->submitted != NO_COLUMN && text_trim(cell[b->submitted]).n)
        date_look(cell[b->submitted], &look->dates);
    for (size_t i = 0; i < b->survey->n_questions; i++) {
        const struct bound *q = &b->question[i];
        bool date = dates && has_dates(q), number = has_numbers(q);

        for (size_t k = 0; (date || number) && k < q->columns; k++) {
            struct text t = text_trim(cell[q->column[k]]);

            if (t.n && date)
                date_look(t, &look->dates);
            else if (t.n)
                number_look(t, &look->number[q->column[k]]);
        }
    }
}

static bool untold(const struct look *look)
{
    if (look->dates.numeric > 0 && date_order_of(&look->dates) == DATE_UNTOLD)
        return true;
    for (size_t i = 0; i < look->columns; i++)
        if (look->number[i].either &&
            number_mark_of(&look->number[i]) == DECIMAL_UNTOLD)
            return true;
    return false;
}

/* The next rows, `most` of them; beyond `enough` until all is told. */
static enum status look_at_rows(const struct binding *b, size_t enough,
                                size_t most, struct look *look, struct err *err)
{
    struct export_row row;

    for (size_t rows = 0; rows < most;) {
        enum status rc;

        if (rows >= enough && !untold(look))
            break;
        rc = export_next(b->export, &row, err);
        if (rc != OK || row.what == EXPORT_END)
            return rc;
        if (row.what != EXPORT_ROW)
            continue;
        look_at_row(b, row.cell, look);
        rows++;
    }
    return OK;
}

/* Some rows in places all over the file, and its last ones.  *skipped: what
 * lies between was not looked at. */
static enum status look_here_and_there(const struct binding *b, bool *skipped,
                                       struct look *look, struct err *err)
{
    enum { PLACES = 8, SOME = 500, TAIL = 256 * 1024 };
    uint64_t step = b->export->scan.bytes / PLACES;
    enum status rc = OK;

    for (unsigned left = PLACES - 1; left > 0 && rc == OK && untold(look);
         left--)
        if (step > TAIL && export_skip(b->export, left * step)) {
            *skipped = true;
            rc = look_at_rows(b, SOME, SOME, look, err);
        }
    if (rc != OK || !untold(look))
        return rc;
    /* It cannot skip to what it has read already. */
    *skipped = export_skip(b->export, TAIL) || *skipped;
    return *skipped ? look_at_rows(b, SIZE_MAX, SIZE_MAX, look, err) : OK;
}

/* Replies mostly stand in the order of time: where the first came in the first
 * days of a month, later ones did not.  All are read only where no place
 * tells. */
static enum status look_at_file(const struct binding *b, struct look *look,
                                struct err *err)
{
    enum { ENOUGH = 2000 };
    bool skipped = false;
    enum status rc = export_rewind(b->export, err);

    if (rc == OK)
        rc = look_at_rows(b, ENOUGH, ENOUGH, look, err);
    if (rc == OK && untold(look))
        rc = look_here_and_there(b, &skipped, look, err);
    if (rc != OK || !untold(look))
        return rc;
    if (skipped) {
        look->dates = (struct date_evidence){0};
        memset(look->number, 0, look->columns * sizeof *look->number);
        rc = export_rewind(b->export, err);
    }
    return rc == OK ? look_at_rows(b, skipped ? ENOUGH : 0, SIZE_MAX, look, err)
                    : rc;
}

/* Where no day is above 12: AM and PM are written by those who write the month
 * first; others write the day first. */
static enum status say_order(struct binding *b, const struct date_evidence *e,
                             struct notes *notes, struct err *err)
{
    bool untold;

    b->order = b->source->date_order ? b->source->date_order : date_order_of(e);
    untold = b->order == DATE_UNTOLD;
    if (e->numeric == 0)
        return OK;
    if (untold)
        b->order = e->half_days ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
    if (e->day_first && e->month_first)
        return notes_add(notes, err, NOTE_ATTENTION,
                         "%s: dates disagree: %zu can only be day first, %zu "
                         "only month first; the others are read %s first; "
                         "date_order: %s in its source decides otherwise",
                         b->export->path, e->day_first, e->month_first,
                         b->order == DATE_DAY_FIRST ? "day" : "month",
                         b->order == DATE_DAY_FIRST ? "month_first"
                                                    : "day_first");
    if (!untold)
        return notes_add(notes, err, NOTE_INFO,
                         "%s: days in figures are read %s first, as %zu of "
                         "them can only be",
                         b->export->path,
                         b->order == DATE_DAY_FIRST ? "day" : "month",
                         e->day_first + e->month_first);
    return notes_add(notes, err, NOTE_INFO,
                     "%s: no date tells whether day or month comes first; "
                     "they are read %s first; date_order: %s in its source "
                     "decides otherwise",
                     b->export->path,
                     b->order == DATE_DAY_FIRST ? "day" : "month",
                     b->order == DATE_DAY_FIRST ? "month_first" : "day_first");
}

static enum status say_mark(const struct binding *b, const struct bound *q,
                            const struct number_evidence *e, size_t column,
                            struct notes *notes, struct err *err)
{
    enum decimal_mark mark = number_mark_of(e);
    struct str name = {0};
    enum status rc = OK;

    (void)export_column_name(b->export, column, &name);
    if (mark != DECIMAL_UNTOLD && e->point && e->comma)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s: question '%s': in \"%s\" %zu numbers can only "
                       "have a decimal comma, %zu only a decimal point; it is "
                       "read with a %s; decimal: %s of the question decides "
                       "otherwise",
                       b->export->path, q->q->key, str_cstr(&name), e->comma,
                       e->point, mark == DECIMAL_COMMA ? "comma" : "point",
                       mark == DECIMAL_COMMA ? "point" : "comma");
    else if (mark == DECIMAL_COMMA)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: question '%s': \"%s\" is read with a decimal "
                       "comma, as %zu of its numbers can only be",
                       b->export->path, q->q->key, str_cstr(&name), e->comma);
    else if (mark == DECIMAL_UNTOLD && (e->either || e->comma))
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: question '%s': no number tells whether commas in "
                       "\"%s\" part thousands or decimals; they are read as "
                       "parting thousands; decimal: comma of the question "
                       "decides otherwise",
                       b->export->path, q->q->key, str_cstr(&name));
    str_free(&name);
    return rc;
}

/* Each column has its own: people who type points answer beside machines that
 * write commas. */
static enum status settle_marks(struct binding *b, const struct look *look,
                                struct notes *notes, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->survey->n_questions && rc == OK; i++) {
        struct bound *q = &b->question[i];
        bool told = q->q->decimal == DECIMAL_COMMA;

        for (size_t k = 0; q->decimal && k < q->columns && rc == OK; k++) {
            const struct number_evidence *e = &look->number[q->column[k]];

            q->decimal[k] =
                told || number_mark_of(e) == DECIMAL_COMMA ? ',' : '.';
            if (!q->q->decimal)
                rc = say_mark(b, q, e, q->column[k], notes, err);
        }
    }
    return rc;
}

enum status bind_look(struct binding *b, struct notes *notes, struct err *err)
{
    struct look look = {.columns = b->export->columns.n};
    enum status rc = OK;

    look.number = arena_alloc(b->arena, look.columns, sizeof *look.number);
    if (!look.number)
        return err_nomem(err);
    if (!nothing_to_settle(b))
        rc = look_at_file(b, &look, err);
    if (rc == OK)
        rc = say_order(b, &look.dates, notes, err);
    return rc == OK ? settle_marks(b, &look, notes, err) : rc;
}
