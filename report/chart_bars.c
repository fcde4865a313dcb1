/* chart_bars.c - horizontal bars from 0 with intervals and direct values. */
#include "report/layout.h"

#include <math.h>

static double end_of(const struct cell *cell)
{
    double value = cell_number(cell, FIELD_VALUE);
    double upper = cell_number(cell, FIELD_UPPER);

    value = upper > value ? upper : value;
    return value < 0 ? 0 : value;
}

static void draw_bars(struct layout *l)
{
    double half = l->sizes.bar / 2;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double x = cell_number(l->chart->row[i].cell[0], FIELD_VALUE);

        if (!isnan(x))
            canvas_box(&l->canvas, 0, x, l->y[i] - half, l->y[i] + half);
    }
    canvas_boxes(&l->canvas, INK_TONE);
}

enum status chart_bars(struct layout *l)
{
    enum status rc = layout_rows(l, 4, layout_values(l));

    if (rc == OK)
        rc = layout_axis(l);
    if (rc != OK)
        return rc;
    layout_labels(l);
    draw_bars(l);
    if (l->chart->intervals)
        layout_intervals(l, 0, 0);
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        const struct cell *cell = l->chart->row[i].cell[0];
        double end = end_of(cell);

        layout_value(l, cell,
                     canvas_x(&l->canvas, isnan(end) ? l->chart->from : end) +
                         7,
                     l->y[i], ALIGN_LEFT);
    }
    return OK;
}
