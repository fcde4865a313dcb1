/* chart_stack.c - stacked bars around a middle: negative answers to the left,
 * positive ones to the right, neutral ones across it.
 *
 * No palette has neighbours that all contrast by 3 to 1; segments are kept
 * apart by a gap in the colour of the paper, against which each of them does.
 */
#include "report/layout.h"

#include <math.h>

enum { APART = 2, KEY_BOX = 14, TIC = 16 /* half a number of the axis */ };

static double value_of(const struct layout *l, size_t row, size_t series)
{
    double x = cell_number(l->chart->row[row].cell[series], FIELD_VALUE);

    return isnan(x) ? 0 : x;
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

static void draw_series(struct layout *l, size_t s)
{
    const struct canvas *c = &l->canvas;
    double unit = (c->to - c->from) / (c->right - c->left);
    double half = l->sizes.bar / 2;
    struct str how = {0};
    size_t n = 0;

    for (size_t r = 0; r < l->chart->n_rows; r++) {
        double from = begin_of(l, r, s), width = value_of(l, r, s);
        double apart = width > 3 * APART * unit ? APART / 2.0 * unit : 0;
        const double row[] = {from,           l->y[r],
                              from + apart,   from + width - apart,
                              l->y[r] - half, l->y[r] + half};

        if (width <= 0)
            continue;
        canvas_row(&l->canvas, row, 6);
        n++;
    }
    str_addf(&how, "using 1:2:3:4:5:6 with boxxyerror lc rgb '%s'",
             ink_colour(INK_TONE + l->chart->series[s].tone));
    if (n > 0)
        canvas_plot(&l->canvas, str_cstr(&how));
    l->canvas.plots.failed |= how.failed;
    str_free(&how);
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

static void label_missing(struct layout *l)
{
    for (size_t r = 0; r < l->chart->n_rows; r++) {
        if (isnan(cell_number(l->chart->row[r].cell[0], FIELD_VALUE)))
            layout_value(l, l->chart->row[r].cell[0],
                         canvas_x(&l->canvas, 0) + 4, l->y[r], ALIGN_LEFT);
    }
}

/* The key stands above, in the order of the segments.  Places its boxes when
 * draw is set; returns the height that it takes. */
static double key(struct layout *l, bool draw)
{
    const struct sizes *z = &l->sizes;
    double x = 2, y = z->line / 2 + 2, line = z->line + 4;

    for (size_t s = 0; s < l->chart->n_series; s++) {
        struct text label = text_of(l->chart->series[s].label);
        double width = KEY_BOX + 6 + font_width(label, z->text * 1.05) + 16;

        if (x > 2 && x + width > z->width) {
            x = 2;
            y += line;
        }
        if (draw) {
            struct canvas *c = &l->canvas;

            str_addf(&c->labels,
                     "set object rectangle from screen %.6f, screen %.6f to "
                     "screen %.6f, screen %.6f fc rgb '%s' fs solid 1 "
                     "noborder\n",
                     x / c->width, 1 - (y - KEY_BOX / 2.0) / c->height,
                     (x + KEY_BOX) / c->width,
                     1 - (y + KEY_BOX / 2.0) / c->height,
                     ink_colour(INK_TONE + l->chart->series[s].tone));
            canvas_label(c, x + KEY_BOX + 6, y, ALIGN_LEFT, INK_TEXT, false,
                         label);
        }
        x += width;
    }
    return y + line / 2 + 4;
}

enum status chart_stack(struct layout *l)
{
    enum status rc = layout_rows(l, key(l, false), TIC);

    if (l->canvas.left < TIC)
        l->canvas.left = TIC;
    if (rc == OK)
        rc = layout_axis(l);
    if (rc != OK)
        return rc;
    (void)key(l, true); /* its height is known by now */
    layout_labels(l);
    for (size_t s = 0; s < l->chart->n_series; s++) {
        draw_series(l, s);
        label_series(l, s);
    }
    label_missing(l);
    return OK;
}
