/* segments.c - bars of several pieces, one a series.
 *
 * No palette has neighbours that all contrast by 3 to 1; segments are kept
 * apart by a gap in the colour of the paper, against which each of them does.
 */
#include "report/layout.h"

#include <math.h>

enum { APART = 2 };
static const double slight = 0.75; /* pixels */

static double value_of(const struct layout *l, size_t row, size_t series)
{
    double x = cell_number(l->chart->row[row].cell[series], FIELD_VALUE);

    return isnan(x) || l->chart->series[series].side == SIDE_APART ? 0 : x;
}

/* Where the first segment of a row begins. */
static double start_of(const struct layout *l, size_t row)
{
    double x = 0;

    for (size_t s = 0; s < l->chart->n_series; s++) {
        int side = l->chart->series[s].side;

        if (side < 0)
            x -= value_of(l, row, s);
        else if (side == 0)
            x -= value_of(l, row, s) / 2;
    }
    return x;
}

static double begin_of(const struct layout *l, size_t row, size_t series)
{
    double x = start_of(l, row);

    for (size_t s = 0; s < series; s++)
        x += value_of(l, row, s);
    return x;
}

/* Half the gap before a neighbour.  One too narrow to give its half leaves
 * it all to the neighbour, so that it stays to be seen; two such have a
 * narrower one. */
static double gives(double own, double neighbour, double unit)
{
    double least = 1.5 * APART * unit;

    if (!(neighbour > 0))
        return 0;
    if (own < least && neighbour < least)
        return fmin(own / 2, slight * unit);
    if (own < least)
        return 0;
    return (neighbour < least ? APART : APART / 2.0) * unit;
}

/* The nearest segment of the row before or after that has any width. */
static double beside(const struct layout *l, size_t row, size_t series,
                     bool after)
{
    double x = 0;

    while (!(x > 0) && (after ? ++series < l->chart->n_series : series-- > 0))
        x = value_of(l, row, series);
    return x;
}

static void draw_series(struct layout *l, size_t s)
{
    struct canvas *c = &l->canvas;
    double unit = (c->to - c->from) / (c->right - c->left);
    double half = l->sizes.bar / 2;

    for (size_t r = 0; r < l->chart->n_rows; r++) {
        double from = begin_of(l, r, s), width = value_of(l, r, s);

        if (width > 0)
            canvas_box(c, from + gives(width, beside(l, r, s, false), unit),
                       from + width - gives(width, beside(l, r, s, true), unit),
                       l->y[r] - half, l->y[r] + half);
    }
    canvas_boxes(c, INK_TONE + l->chart->series[s].tone);
}

/* The share in its segment, where it has room. */
static void label_series(struct layout *l, size_t s)
{
    for (size_t r = 0; r < l->chart->n_rows; r++) {
        double from = canvas_x(&l->canvas, begin_of(l, r, s));
        double to = canvas_x(&l->canvas, begin_of(l, r, s) + value_of(l, r, s));
        struct str text = {0};

        show_number(&text, value_of(l, r, s), STYLE_PERCENT);
        if (font_width(str_text(&text), l->sizes.text) + 6 <= to - from)
            canvas_label(&l->canvas, (from + to) / 2, l->y[r], ALIGN_CENTRE,
                         INK_ON_TONE + l->chart->series[s].tone, false,
                         str_text(&text));
        l->canvas.labels.failed |= text.failed;
        str_free(&text);
    }
}

void segments_draw(struct layout *l)
{
    for (size_t s = 0; s < l->chart->n_series; s++) {
        if (l->chart->series[s].side == SIDE_APART)
            continue;
        draw_series(l, s);
        label_series(l, s);
    }
}

void segments_missing(struct layout *l)
{
    for (size_t r = 0; r < l->chart->n_rows; r++) {
        const struct cell *cell = l->chart->row[r].cell[0];

        if (isnan(cell_number(cell, FIELD_VALUE)))
            layout_value(l, cell, canvas_x(&l->canvas, 0) + 4, l->y[r],
                         ALIGN_LEFT);
    }
}
