/* chart_dots.c - dots with intervals, in groups under headings, values in a
 * column at the right. */
#include "report/layout.h"

#include <math.h>

static void draw_dots(struct layout *l)
{
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double x = cell_number(l->chart->row[i].cell[0], FIELD_VALUE);

        if (!isnan(x) && !isnan(l->y[i]))
            canvas_dot(&l->canvas, x, l->y[i]);
    }
    canvas_dots(&l->canvas, INK_TONE, l->form == FORM_WIDE ? 5 : 4);
}

enum status chart_dots(struct layout *l)
{
    enum status rc;

    /* Labels of groups are short; they stand beside in both forms. */
    l->sizes.bar = l->sizes.line;
    l->sizes.gap = l->sizes.gap / 2;
    if (l->sizes.labels_above) {
        l->sizes.labels_above = false;
        l->sizes.labels = l->sizes.width * 0.4;
    }
    rc = layout_rows(l, 4, layout_values(l));
    if (rc == OK)
        rc = layout_axis(l);
    if (rc != OK)
        return rc;
    layout_labels(l);
    if (l->chart->intervals)
        layout_intervals(l, 0, 0);
    draw_dots(l);
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        if (!l->chart->row[i].heading)
            layout_value(l, l->chart->row[i].cell[0], l->sizes.width - 2,
                         l->y[i], ALIGN_RIGHT);
    }
    return OK;
}
