/* chart_grouped.c - bars side by side, up to four a row, with intervals and
 * direct values; the key stands above in the order of the bars. */
#include "report/layout.h"

#include <math.h>

enum { APART = 2 };

/* The middle of a series's bar, from the middle of the row. */
static double offset_of(const struct layout *l, size_t series, double bar)
{
    return ((double)series - (double)(l->chart->n_series - 1) / 2) *
           (bar + APART);
}

static void draw_values(struct layout *l, size_t s, double bar)
{
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        const struct cell *cell = l->chart->row[i].cell[s];
        double value = cell_number(cell, FIELD_VALUE);
        double upper = cell_number(cell, FIELD_UPPER);
        double end = l->chart->intervals && upper > value ? upper : value;

        if (!l->chart->row[i].heading)
            layout_value(
                l, cell,
                canvas_x(&l->canvas, isnan(end) ? l->chart->from : end) + 7,
                l->y[i] + offset_of(l, s, bar), ALIGN_LEFT);
    }
}

static void draw_series(struct layout *l, size_t s, double bar)
{
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double x = cell_number(l->chart->row[i].cell[s], FIELD_VALUE);
        double y = l->y[i] + offset_of(l, s, bar);

        if (!isnan(x))
            canvas_box(&l->canvas, 0, x, y - bar / 2, y + bar / 2);
    }
    canvas_boxes(&l->canvas, INK_TONE + l->chart->series[s].tone);
    if (l->chart->intervals)
        layout_intervals(l, s, offset_of(l, s, bar));
}

enum status chart_grouped(struct layout *l)
{
    double key = 0, bar = l->sizes.line - 1;
    size_t n = l->chart->n_series;
    enum status rc = layout_series(l, false, &key);

    l->sizes.bar = (double)n * bar + (double)(n - 1) * APART;
    l->sizes.gap *= 1.4;
    if (rc == OK)
        rc = layout_rows(l, key, layout_values(l));
    if (rc == OK)
        rc = layout_axis(l);
    if (rc == OK)
        rc = layout_series(l, true, &key); /* the height is known by now */
    if (rc != OK)
        return rc;
    layout_labels(l);
    for (size_t s = 0; s < n; s++)
        draw_series(l, s, bar);
    for (size_t s = 0; s < n; s++)
        draw_values(l, s, bar);
    return OK;
}
