/* chart_histogram.c - upright bars of a score, from the lowest to the highest,
 * with a line at the average. */
#include "report/layout.h"

#include <math.h>

enum { TALL = 220, GAP = 2 };

struct histogram {
    struct columns foot;
    double top, base; /* of the bars: the highest, the line they stand on */
    struct lines_of_text axis;
};

static double number_of(const struct layout *l, size_t row)
{
    return cell_number(l->chart->row[row].cell[0], FIELD_VALUE);
}

static double x_of(const struct histogram *h, double row)
{
    return 2 + (row + 0.5) * h->foot.pitch;
}

static enum status plan(struct layout *l, struct histogram *h)
{
    const struct chart *chart = l->chart;
    enum status rc;

    h->foot =
        (struct columns){.n = chart->n_rows,
                         .label = arena_alloc(l->arena, chart->n_rows + 1,
                                              sizeof *h->foot.label),
                         .pitch = (l->sizes.width - 4) / (double)chart->n_rows};
    if (!h->foot.label)
        return err_nomem(l->err);
    if (h->foot.pitch > 90)
        h->foot.pitch = 90;
    for (size_t i = 0; i < chart->n_rows; i++)
        h->foot.label[i] = chart->row[i].label;
    rc = columns_plan(l, &h->foot);
    if (rc == OK)
        rc = font_wrap(&h->axis, text_of(chart->axis), l->sizes.text * 1.02,
                       l->sizes.width - 4, l->arena, l->err);
    h->top = h->foot.key + 2 * l->sizes.line;
    h->base = h->top + TALL;
    l->canvas.width = l->sizes.width;
    l->canvas.size = l->sizes.text;
    l->canvas.height =
        ceil(h->base + h->foot.head + 10 + l->sizes.line * (double)h->axis.n);
    return rc;
}

static double tall_of(const struct layout *l, size_t row)
{
    return number_of(l, row) / l->chart->to * TALL;
}

/* Without their per cent signs, which the axis has; none where even those
 * would touch. */
static void draw_numbers(struct layout *l, const struct histogram *h)
{
    double most = 0;

    for (int draw = 0; draw < 2; draw++) {
        for (size_t i = 0; i < l->chart->n_rows; i++) {
            const struct cell *cell = l->chart->row[i].cell[0];
            struct str text = {0};
            double width, tall = tall_of(l, i);

            show_cell(&text, cell, FIELD_VALUE, l->chart->style);
            if (h->foot.pitch <
                    font_width(text_of("100%"), l->sizes.text) + 4 &&
                text.n > 0 && text.p[text.n - 1] == '%') {
                str_clear(&text);
                show_number(&text, 100 * number_of(l, i), STYLE_RANK);
            }
            width = font_width(str_text(&text), l->sizes.text * 1.02);
            if (width > most)
                most = width;
            if (draw && most + 2 <= h->foot.pitch)
                canvas_label(&l->canvas, x_of(h, (double)i),
                             h->base - (isnan(tall) ? 0 : tall) -
                                 l->sizes.line / 2,
                             ALIGN_CENTRE, INK_TEXT, false, str_text(&text));
            l->canvas.labels.failed |= text.failed;
            str_free(&text);
        }
    }
}

/* The number of the bar that the average falls in must not be crossed. */
static double average_end(const struct layout *l, const struct histogram *h,
                          double row)
{
    double at = floor(row + 0.5), tall;

    if (at < 0 || at > (double)l->chart->n_rows - 1)
        return h->base;
    tall = tall_of(l, (size_t)at);
    return h->base - (isnan(tall) ? 0 : tall) - l->sizes.line - 1;
}

/* Its label stands above everything; the line points at its place. */
static enum status draw_average(struct layout *l, const struct histogram *h)
{
    double x = cell_number(l->chart->average, FIELD_VALUE), at, half;
    struct str text = {0};
    enum status rc;

    if (isnan(x))
        return OK;
    at = x_of(h, x - l->chart->from);
    str_add(&text, "Average ");
    show_cell(&text, l->chart->average, FIELD_VALUE, STYLE_SCORE);
    half = font_width(str_text(&text), l->sizes.text * 1.02) / 2;
    canvas_stroke(&l->canvas, at, h->foot.key + l->sizes.line + 2, at,
                  average_end(l, h, x - l->chart->from));
    canvas_strokes(&l->canvas, INK_INTERVAL, 2);
    if (at < half + 2)
        at = half + 2;
    if (at > l->sizes.width - half - 2)
        at = l->sizes.width - half - 2;
    canvas_label(&l->canvas, at, h->foot.key + l->sizes.line / 2, ALIGN_CENTRE,
                 INK_TEXT, false, str_text(&text));
    rc = str_status(&text, l->err);
    str_free(&text);
    return rc;
}

enum status chart_histogram(struct layout *l)
{
    struct histogram h = {0};
    enum status rc;

    if (l->sizes.width / (double)l->chart->n_rows < l->sizes.text * 1.4) {
        l->canvas.from = 0;
        return chart_bars(l); /* too many for one row */
    }
    rc = plan(l, &h);
    if (rc == OK)
        rc = columns_key(l, &h.foot, 0);
    if (rc != OK)
        return rc;
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double half = (h.foot.pitch - GAP) / 2, x = x_of(&h, (double)i);

        if (!isnan(number_of(l, i)))
            canvas_box(&l->canvas, x - half, x + half, h.base - tall_of(l, i),
                       h.base);
    }
    canvas_boxes(&l->canvas, INK_TONE);
    canvas_stroke(&l->canvas, 2, h.base,
                  2 + (double)l->chart->n_rows * h.foot.pitch, h.base);
    canvas_strokes(&l->canvas, INK_MUTED, 1);
    draw_numbers(l, &h);
    for (size_t i = 0; i < l->chart->n_rows; i++)
        columns_head(l, &h.foot, i, x_of(&h, (double)i),
                     h.base + 4 + l->sizes.line / 2, true);
    layout_lines(l, &h.axis, 2, h.base + h.foot.head + 8 + l->sizes.line / 2,
                 ALIGN_LEFT, INK_MUTED);
    rc = draw_average(l, &h);
    canvas_pixels(&l->canvas);
    return rc;
}
