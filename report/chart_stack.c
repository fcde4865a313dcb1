/* chart_stack.c - stacked bars from the left, up to four pieces. */
#include "report/layout.h"

enum { TIC = 20 /* half a number of the axis */ };

enum status chart_stack(struct layout *l)
{
    double key = 0;
    enum status rc = layout_series(l, false, &key);

    if (rc == OK)
        rc = layout_rows(l, key, TIC - 10);
    if (rc == OK)
        rc = layout_axis(l);
    if (rc == OK)
        rc = layout_series(l, true, &key); /* the height is known by now */
    if (rc != OK)
        return rc;
    layout_labels(l);
    segments_draw(l);
    segments_missing(l);
    return OK;
}
