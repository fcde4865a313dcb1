/* workbook_cells.c - texts, figures and tables of a sheet. */
#include "report/workbook_part.h"

#include <math.h>
#include <string.h>
#include <strings.h>
#include "core/base/num.h"

enum { CELL_TEXT = 32000, HEADING_TEXT = 200 };

static void note_error(struct book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

lxw_worksheet *book_add(struct book *b, const char *name)
{
    lxw_worksheet *w = workbook_add_worksheet(b->file, name);

    if (!w) {
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    worksheet_set_paper(w, 9); /* A4 */
    worksheet_set_landscape(w);
    worksheet_fit_to_pages(w, 1, 0);
    return w;
}

/* U+FFFE and U+FFFF cannot stand in XML. */
static bool no_letter(const char *p, size_t n)
{
    return n >= 3 && (unsigned char)p[0] == 0xEF &&
           (unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE;
}

static void clean(struct str *out, const char *text, size_t most)
{
    struct text t = text_of(text);

    if (t.n > most) {
        t.n = most;
        t.n = text_valid_utf8(t);
    }
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.p[i];

        if (no_letter(t.p + i, t.n - i))
            i += 2;
        else
            str_add_char(out, c < ' ' || c == 0x7F ? ' ' : t.p[i]);
    }
    if (t.n < strlen(text))
        str_add(out, "…");
}

void book_text(struct book *b, lxw_worksheet *w, size_t row, size_t column,
               const char *text, enum book_look look)
{
    struct str s = {0};

    clean(&s, text, CELL_TEXT);
    if (s.failed)
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        note_error(b,
                   worksheet_write_string(w, (lxw_row_t)row, (lxw_col_t)column,
                                          str_cstr(&s), b->look[look]));
    str_free(&s);
}

void book_words(struct book *b, lxw_worksheet *w, size_t row,
                const struct prose *words)
{
    struct str s = {0};

    words_plain(&s, words);
    if (s.failed)
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        book_text(b, w, row, 0, str_cstr(&s), BOOK_TEXT);
    str_free(&s);
}

void book_say(struct book *b, lxw_worksheet *w, size_t row,
              enum pattern pattern, const struct slot *slot, size_t n)
{
    struct prose words;

    if (words_say(&words, b->arena, pattern, slot, n, b->err) == OK)
        book_words(b, w, row, &words);
    else
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

/* Twelve digits, as in every other file. */
static double twelve(double x)
{
    struct str s = {0};
    double rounded = x;

    num_add(&s, x);
    if (!s.failed && !num_parse(str_text(&s), &rounded))
        rounded = x;
    str_free(&s);
    return rounded;
}

void book_figure(struct book *b, lxw_worksheet *w, size_t row, size_t column,
                 const struct cell *cell, enum field field, enum style style)
{
    double x = cell_number(cell, field);
    bool low = cell && cell->mark == MARK_LOW && field != FIELD_N &&
               field != FIELD_COUNT;
    struct str mark = {0};

    if (!isnan(x)) {
        size_t look = style == STYLE_PERCENT && x < 0
                          ? BOOK_BELOW + (size_t)low
                          : BOOK_FIGURE + 2 * (size_t)style + low;

        note_error(b,
                   worksheet_write_number(w, (lxw_row_t)row, (lxw_col_t)column,
                                          twelve(x), b->look[look]));
        return;
    }
    show_cell(&mark, cell, field, style);
    if (mark.failed)
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        book_text(b, w, row, column, str_cstr(&mark), BOOK_MARK);
    str_free(&mark);
}

void book_widths(struct book *b, lxw_worksheet *w, size_t from, size_t to,
                 double width)
{
    note_error(b, worksheet_set_column(w, (lxw_col_t)from, (lxw_col_t)to, width,
                                       b->look[BOOK_TEXT]));
}

static bool heading_taken(char *const *heading, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(heading[i], text) == 0)
            return true;
    }
    return false;
}

/* Headings of a table have to differ, or Excel repairs the file. */
static char *make_heading(struct book *b, char *const *before, size_t n,
                          const char *text)
{
    char *made = NULL;

    for (size_t k = 1; !made; k++) {
        struct str s = {0};

        clean(&s, *text ? text : "-", HEADING_TEXT);
        if (k > 1)
            str_addf(&s, " (%zu)", k);
        if (s.failed || !heading_taken(before, n, str_cstr(&s))) {
            made = s.failed ? NULL : arena_text(b->arena, s.p, s.n);
            str_free(&s);
            break;
        }
        str_free(&s);
    }
    return made;
}

void book_table(struct book *b, lxw_worksheet *w, const char *name, size_t top,
                size_t last, const char **heading, size_t n)
{
    lxw_table_column *column = arena_alloc(b->arena, n + 1, sizeof *column);
    lxw_table_column **pointer = arena_alloc(b->arena, n + 1, sizeof *pointer);
    char **made = arena_alloc(b->arena, n + 1, sizeof *made);
    char *own = arena_text(b->arena, name, strlen(name));
    lxw_table_options options = {.name = own,
                                 .no_autofilter = LXW_TRUE,
                                 .no_banded_rows = LXW_TRUE,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .columns = pointer};

    if (!column || !pointer || !made || !own) {
        note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        made[i] = make_heading(b, made, i, heading[i]);
        if (!made[i]) {
            note_error(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        column[i].header = made[i];
        column[i].header_format = b->look[BOOK_HEADING];
        pointer[i] = &column[i];
    }
    note_error(b, worksheet_add_table(w, (lxw_row_t)top, 0, (lxw_row_t)last,
                                      (lxw_col_t)(n - 1), &options));
}

void book_survey(struct str *out, const struct survey *survey)
{
    str_add(out, *survey->title ? survey->title : survey->key);
    if (!survey->from)
        return;
    str_add(out, ", ");
    show_date(out, survey->from);
    if (survey->to) {
        str_add(out, " to ");
        show_date(out, survey->to);
    }
}
