/* workbook_crosstab.c - one sheet: a question, everyone and every level of
 * every breakdown across.
 *
 * The rows are those of the question's tables by each breakdown, which all
 * have the same ones: a base, then its lines.  Each line gives a row of per
 * cent or scores, of places where it is ranked, and of numbers. */
#include "report/workbook_part.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum {
    MOST_COLUMNS = 16000, /* Excel has 16,384 */
    NARROW_COLUMN = 16,
    FIGURE_COLUMN = 26,
    LABEL_COLUMN = 50,
    LONG_HEADING = 50
};

struct column {
    const struct exhibit *from;
    size_t at; /* in its table */
    const char *heading;
};

struct crosstab {
    struct book *book;
    const struct book_sheet *sheet;
    lxw_worksheet *w;
    const struct table *rows; /* of which the labels are */
    struct column *column;
    size_t n_columns, n_labels; /* labels: columns before the figures */
    bool groups, left_out;
    size_t row;
};

/* ---- columns ---------------------------------------------------------- */

static bool same_rows(const struct table *a, const struct table *b)
{
    if (a->n_rows != b->n_rows)
        return false;
    for (size_t r = 0; r < a->n_rows; r++) {
        if (strcmp(a->row[r].label, b->row[r].label) != 0)
            return false;
    }
    return true;
}

static const char *level_heading(struct book *b, const struct split *split,
                                 const char *level)
{
    char *text = arena_printf(b->arena, "%s: %s", split->label, level);

    if (text)
        text[0] = (char)toupper((unsigned char)text[0]);
    return text;
}

/* Everyone is the first column of each table: the first one's is taken. */
static enum status take_columns(struct crosstab *t, const struct exhibit *e)
{
    size_t from = t->n_columns > 0, n = e->table.n_columns;

    if (!same_rows(t->rows, &e->table))
        return OK;
    if (t->n_columns + n > MOST_COLUMNS) {
        t->left_out = true;
        return OK;
    }
    for (size_t c = from; c < n; c++) {
        struct column *column = &t->column[t->n_columns++];

        *column = (struct column){e, c, e->table.column[c].label};
        if (c > 0 && e->planned->split)
            column->heading = level_heading(t->book, e->planned->split,
                                            e->table.column[c].label);
        if (!column->heading)
            return err_nomem(t->book->err);
    }
    return OK;
}

static enum status find_columns(struct crosstab *t)
{
    const struct book_sheet *s = t->sheet;
    size_t room = 1;
    enum status rc = OK;

    for (size_t i = 0; i < s->n_cross; i++)
        room += s->cross[i]->table.n_columns;
    t->column = arena_alloc(t->book->arena, room, sizeof *t->column);
    if (!t->column)
        return err_nomem(t->book->err);
    for (size_t i = 0; i < s->n_cross && rc == OK; i++)
        rc = take_columns(t, s->cross[i]);
    /* Without a breakdown the question's own table says what there is. */
    if (s->n_cross == 0)
        t->column[t->n_columns++] = (struct column){s->alone, 0, "Everyone"};
    for (size_t r = 0; r < t->rows->n_rows; r++)
        t->groups |= t->rows->row[r].group != NULL;
    t->n_labels = t->groups ? 3 : 2;
    return rc;
}

static const struct cell *cell_at(const struct column *c, size_t row)
{
    const struct table *t = &c->from->table;

    return t->entry[row * t->n_columns + c->at].cell;
}

/* ---- rows ------------------------------------------------------------- */

enum pass { PASS_VALUE, PASS_PLACE, PASS_COUNT, PASSES };

static bool is_base(const struct table *t, size_t row)
{
    return t->entry[row * t->n_columns].field == FIELD_N;
}

/* A row's measure is that of any of its cells. */
static const struct cell *any_cell(const struct crosstab *t, size_t row)
{
    const struct cell *found = NULL;

    for (size_t c = 0; c < t->n_columns && !found; c++)
        found = cell_at(&t->column[c], row);
    return found;
}

static void labels(struct crosstab *t, size_t row, const char *figure)
{
    const struct heading *h = &t->rows->row[row];
    size_t column = 0;

    if (t->groups)
        book_text(t->book, t->w, t->row, column++, h->group ? h->group : "",
                  BOOK_WRAPPED);
    book_text(t->book, t->w, t->row, column++, h->label, BOOK_WRAPPED);
    book_text(t->book, t->w, t->row, column, figure, BOOK_WRAPPED);
}

static void figures(struct crosstab *t, size_t row, enum field field,
                    enum style style)
{
    for (size_t c = 0; c < t->n_columns; c++)
        book_figure(t->book, t->w, t->row, t->n_labels + c,
                    cell_at(&t->column[c], row), field, style);
    t->row++;
}

static void value_row(struct crosstab *t, size_t row, const struct cell *cell)
{
    enum style style = show_style(cell ? cell->key.measure : "share");
    const char *wording = cell ? show_measure(cell->key.measure) : "";
    char *said = arena_text(t->book->arena, wording, strlen(wording));

    if (!said) {
        t->book->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    if (said[0] >= 'a' && said[0] <= 'z')
        said[0] = (char)(said[0] - 'a' + 'A');
    labels(t, row, style == STYLE_PERCENT ? "Per cent" : said);
    figures(t, row, FIELD_VALUE, style);
}

static void one_row(struct crosstab *t, size_t row, enum pass pass)
{
    const struct cell *cell = any_cell(t, row);
    bool percent = !cell || show_style(cell->key.measure) == STYLE_PERCENT;
    bool ranked = false;

    for (size_t c = 0; c < t->n_columns; c++) {
        const struct cell *x = cell_at(&t->column[c], row);

        ranked |= x && !isnan(x->f.rank);
    }
    if (pass == PASS_VALUE) {
        value_row(t, row, cell);
    } else if (pass == PASS_PLACE && ranked) {
        labels(t, row, "Place");
        figures(t, row, FIELD_RANK, STYLE_RANK);
    } else if (pass == PASS_COUNT && percent) {
        labels(t, row, "Number of responses");
        figures(t, row, FIELD_COUNT, STYLE_COUNT);
    }
}

/* A base and the lines below it. */
static size_t group(struct crosstab *t, size_t from)
{
    size_t lines = from, end;

    if (is_base(t->rows, from)) {
        labels(t, from, "Number of responses");
        figures(t, from, FIELD_N, STYLE_COUNT);
        lines++;
    }
    for (end = lines; end < t->rows->n_rows && !is_base(t->rows, end);)
        end++;
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t r = lines; r < end; r++)
            one_row(t, r, (enum pass)pass);
    }
    return end;
}

/* A question's own table has no row of its base: it is told of each line. */
static void base_alone(struct crosstab *t)
{
    const struct cell *cell = any_cell(t, 0);

    if (t->rows->n_rows == 0 || is_base(t->rows, 0) || !cell)
        return;
    if (t->groups)
        book_text(t->book, t->w, t->row, 0, "", BOOK_WRAPPED);
    book_text(t->book, t->w, t->row, t->n_labels - 2, "Base", BOOK_WRAPPED);
    book_text(t->book, t->w, t->row, t->n_labels - 1, "Number of responses",
              BOOK_WRAPPED);
    figures(t, 0, FIELD_N, STYLE_COUNT);
}

/* ---- above the table -------------------------------------------------- */

static bool has_mark(const struct crosstab *t, enum mark mark)
{
    for (size_t r = 0; r < t->rows->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            const struct cell *cell = cell_at(&t->column[c], r);

            if (cell && cell->mark == mark)
                return true;
        }
    }
    return false;
}

static bool has_gap(const struct crosstab *t)
{
    for (size_t r = 0; r < t->rows->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            if (!cell_at(&t->column[c], r))
                return true;
        }
    }
    return false;
}

static void shorthand(struct crosstab *t)
{
    struct book *b = t->book;
    const struct slot slot[] = {
        slot_stated(b->pack, "small_base", STATED_SMALL_BASE)};

    if (has_mark(t, MARK_WITHHELD))
        book_say(b, t->w, t->row++, NOTE_WITHHELD, NULL, 0);
    if (has_mark(t, MARK_LOW))
        book_say(b, t->w, t->row++, NOTE_LOW, slot, 1);
    if (has_mark(t, MARK_NOBODY))
        book_say(b, t->w, t->row++, NOTE_NOBODY, NULL, 0);
    if (has_gap(t))
        book_say(b, t->w, t->row++, NOTE_MISSING, NULL, 0);
}

static void above(struct crosstab *t)
{
    struct book *b = t->book;
    const struct book_sheet *s = t->sheet;
    const struct exhibit *any = s->n_cross ? s->cross[0] : s->alone;
    struct str text = {0};

    str_addf(&text, "%s: ", b->pack->survey->question[s->question].text);
    book_survey(&text, b->pack->survey);
    book_text(b, t->w, t->row++, 0, str_cstr(&text), BOOK_TITLE);
    str_clear(&text);
    book_text(b, t->w, t->row++, 0,
              "This worksheet contains one table. The worksheet Notes explains "
              "how its figures were made.",
              BOOK_TEXT);
    book_words(b, t->w, t->row++, &any->subtitle);
    if (s->source) {
        str_addf(&text, "Source: %s", s->source);
        book_text(b, t->w, t->row++, 0, str_cstr(&text), BOOK_TEXT);
    }
    /* By breakdowns the first row is the base, and may be another one. */
    if (s->n_cross == 0 && s->alone->base.n > 0)
        book_words(b, t->w, t->row++, &s->alone->base);
    shorthand(t);
    if (t->left_out)
        book_text(b, t->w, t->row++, 0,
                  "Breakdowns that do not fit into a worksheet are in the CSV "
                  "files alone.",
                  BOOK_TEXT);
    if (text.failed)
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    str_free(&text);
}

/* ---- the sheet -------------------------------------------------------- */

static void widths(struct crosstab *t)
{
    book_widths(t->book, t->w, 0, t->n_labels - 2, LABEL_COLUMN);
    book_widths(t->book, t->w, t->n_labels - 1, t->n_labels - 1, FIGURE_COLUMN);
    for (size_t c = 0; c < t->n_columns; c++) {
        size_t n = strlen(t->column[c].heading);

        book_widths(t->book, t->w, t->n_labels + c, t->n_labels + c,
                    n > LONG_HEADING ? 2 * NARROW_COLUMN : NARROW_COLUMN);
    }
}

static enum status headings(struct crosstab *t, size_t top)
{
    size_t n = t->n_labels + t->n_columns, i = 0;
    const char **heading = arena_alloc(t->book->arena, n, sizeof *heading);

    if (!heading)
        return err_nomem(t->book->err);
    if (t->groups)
        heading[i++] = "Item";
    heading[i++] = t->groups ? "Answer" : t->rows->corner;
    heading[i++] = "Figure";
    for (size_t c = 0; c < t->n_columns; c++)
        heading[i++] = t->column[c].heading;
    book_table(t->book, t->w, t->sheet->table, top, t->row - 1, heading, n);
    return OK;
}

enum status book_crosstab(struct book *b, const struct book_sheet *s)
{
    struct crosstab t = {.book = b, .sheet = s, .w = book_add(b, s->name)};
    size_t top;
    enum status rc;

    if (!t.w)
        return OK; /* the book knows */
    t.rows = s->n_cross ? &s->cross[0]->table : &s->alone->table;
    rc = find_columns(&t);
    if (rc != OK)
        return rc;
    widths(&t);
    above(&t);
    top = t.row++;
    if (s->n_cross == 0)
        base_alone(&t);
    for (size_t r = 0; r < t.rows->n_rows;)
        r = group(&t, r);
    return headings(&t, top);
}
