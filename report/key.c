/* key.c - what colours and letters mean: keys above a chart, and headings of
 * columns, which turn to letters with a key where they have no room. */
#include "report/layout.h"

#include <string.h>

enum { SIGN = 14, AFTER_SIGN = 6, BETWEEN = 16, HEAD_LINES = 3 };

static double sign_width(const struct layout *l, const struct key_entry *e)
{
    return e->sign == KEY_LETTER
               ? font_width(text_of(e->letter), l->sizes.text * 1.08)
               : SIGN;
}

static void draw_sign(struct layout *l, const struct key_entry *e, double x,
                      double y)
{
    struct canvas *c = &l->canvas;
    double half = SIGN / 2.0, part = e->sign == KEY_LINE ? 2 : half;

    if (e->sign == KEY_LETTER) {
        canvas_label(c, x, y, ALIGN_LEFT, INK_TEXT, true, text_of(e->letter));
        return;
    }
    str_add(&c->labels, "set object rectangle from screen ");
    canvas_number(&c->labels, (x + half - part) / c->width);
    str_add(&c->labels, ", screen ");
    canvas_number(&c->labels, 1 - (y - half) / c->height);
    str_add(&c->labels, " to screen ");
    canvas_number(&c->labels, (x + half + part) / c->width);
    str_add(&c->labels, ", screen ");
    canvas_number(&c->labels, 1 - (y + half) / c->height);
    str_addf(&c->labels, " fc rgb '%s' fs solid 1 noborder\n",
             ink_colour(e->ink));
}

enum status layout_key(struct layout *l, const struct key_entry *entry,
                       size_t n, double top, bool draw, double *height)
{
    const struct sizes *z = &l->sizes;
    double x = 2, y = top + z->line / 2 + 2, line = z->line + 4;

    for (size_t i = 0; i < n; i++) {
        double before = sign_width(l, &entry[i]) + AFTER_SIGN;
        double width =
            before + font_width(text_of(entry[i].label), z->text * 1.05);
        struct lines_of_text label;
        enum status rc;

        if (x > 2 && x + width > z->width) {
            x = 2;
            y += line;
        }
        rc = font_wrap(&label, text_of(entry[i].label), z->text * 1.05,
                       z->width - x - before, l->arena, l->err);
        if (rc != OK)
            return rc;
        if (draw) {
            draw_sign(l, &entry[i], x, y);
            layout_lines(l, &label, x + before, y, ALIGN_LEFT, INK_TEXT);
        }
        y += (double)(label.n - 1) * z->line;
        x = label.n > 1 ? z->width : x + width + BETWEEN;
    }
    *height = n ? y + line / 2 + 4 - top : 0;
    return OK;
}

enum status layout_series(struct layout *l, bool draw, double *height)
{
    const struct chart *chart = l->chart;
    struct key_entry *entry =
        arena_alloc(l->arena, chart->n_series + 1, sizeof *entry);
    size_t n = 0;

    if (!entry)
        return err_nomem(l->err);
    for (size_t s = 0; s < chart->n_series; s++) {
        const struct series *series = &chart->series[s];

        if (series->side != SIDE_APART)
            entry[n++] =
                (struct key_entry){.label = series->label,
                                   .ink = (enum ink)(INK_TONE + series->tone)};
    }
    return layout_key(l, entry, n, 0, draw, height);
}

/* ---- headings of columns ---------------------------------------------- */

/* A to Z, AA to AZ, ... */
static const char *letter_of(struct layout *l, size_t i)
{
    char letter[3] = {0};
    size_t n = 0;

    if (i >= 26)
        letter[n++] = (char)('A' + i / 26 - 1);
    letter[n++] = (char)('A' + i % 26);
    return arena_text(l->arena, letter, n);
}

static enum status wrap_heads(struct layout *l, struct columns *c)
{
    size_t most = 1;
    enum status rc = OK;

    for (size_t i = 0; i < c->n && rc == OK; i++) {
        double room = c->pitch - 6;

        rc = font_wrap(&c->line[i], text_of(c->label[i]), l->sizes.text * 1.02,
                       room, l->arena, l->err);
        if (layout_word(l, c->label[i]) > room || c->line[i].n > HEAD_LINES)
            c->letters = true;
        if (c->line[i].n > most)
            most = c->line[i].n;
    }
    c->head = (double)most * l->sizes.line;
    return rc;
}

enum status columns_plan(struct layout *l, struct columns *c)
{
    enum status rc;

    c->line = arena_alloc(l->arena, c->n + 1, sizeof *c->line);
    c->entry = arena_alloc(l->arena, c->n + 1, sizeof *c->entry);
    if (!c->line || !c->entry)
        return err_nomem(l->err);
    rc = wrap_heads(l, c);
    if (rc != OK || !c->letters)
        return rc;
    for (size_t i = 0; i < c->n; i++) {
        c->entry[i] = (struct key_entry){.label = c->label[i],
                                         .sign = KEY_LETTER,
                                         .letter = letter_of(l, i)};
        if (!c->entry[i].letter)
            return err_nomem(l->err);
    }
    c->head = l->sizes.line;
    return layout_key(l, c->entry, c->n, 0, false, &c->key);
}

enum status columns_key(struct layout *l, const struct columns *c, double top)
{
    double height;

    return c->letters ? layout_key(l, c->entry, c->n, top, true, &height) : OK;
}

void columns_head(struct layout *l, const struct columns *c, size_t column,
                  double x, double y, bool from_top)
{
    const struct lines_of_text *line = &c->line[column];

    if (c->letters)
        canvas_label(&l->canvas, x, y, ALIGN_CENTRE, INK_TEXT, true,
                     text_of(c->entry[column].letter));
    else
        layout_lines(l, line, x,
                     from_top ? y : y - (double)(line->n - 1) * l->sizes.line,
                     ALIGN_CENTRE, INK_TEXT);
}
