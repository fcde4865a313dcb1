/* layout.h - what the kinds of chart share: sizes, wrapped labels, axes. */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "report/chart.h"
#include "report/font.h"

struct sizes { /* pixels, of a form */
    double width, text, line, bar, gap;
    double labels;     /* most that labels beside the bars may take */
    bool labels_above; /* of the bars, in the narrow form */
    size_t tics;       /* at most so many */
};

struct layout {
    const struct chart *chart;
    enum form form;
    struct sizes sizes;
    struct canvas canvas;
    struct arena *arena;
    struct err *err;
    struct lines_of_text *label; /* of each row */
    double *y;                   /* the middle of each row's bar */
    double *label_y;             /* the middle of its label's first line */
};

/* Wraps labels, places rows from `top` down; `values` is the room kept at the
 * right.  Fills canvas.left ... canvas.bottom and its height. */
MUST_CHECK enum status layout_rows(struct layout *l, double top, double values);
void layout_labels(struct layout *l);
/* Grid, numbers and title of the x axis. */
MUST_CHECK enum status layout_axis(struct layout *l);
/* The width of the widest value as it is shown. */
double layout_values(const struct layout *l);
/* A cell's value as it is shown, at x. */
void layout_value(struct layout *l, const struct cell *cell, double x, double y,
                  enum align align);
/* Thin lines from lower to upper, with a halo so that they show on a bar. */
void layout_intervals(struct layout *l);

typedef enum status chart_draw(struct layout *l);
chart_draw chart_bars, chart_dots, chart_stack;

#endif
