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
/* Moves them, and the end of the picture, down. */
void layout_shift(struct layout *l, double by);
void layout_labels(struct layout *l);
/* Grid, numbers and title of the x axis. */
MUST_CHECK enum status layout_axis(struct layout *l);
/* The width of the widest value as it is shown. */
double layout_values(const struct layout *l);
/* A cell's value as it is shown, at x. */
void layout_value(struct layout *l, const struct cell *cell, double x, double y,
                  enum align align);
/* Thin lines from lower to upper of a series, `below` the middle of the row,
 * with a halo so that they show on a bar. */
void layout_intervals(struct layout *l, size_t series, double below);
/* Lines one below the other; y is the middle of the first. */
void layout_lines(struct layout *l, const struct lines_of_text *text, double x,
                  double y, enum align align, enum ink ink);
/* The widest piece of a text between spaces. */
double layout_word(const struct layout *l, const char *text);
/* Moves n middles, in order, apart by their heights, from top to bottom. */
void layout_spread(double *y, const double *height, size_t n, double top,
                   double bottom);

/* ---- key.c: what colours and letters mean ------------------------------ */

enum key_sign { KEY_AREA, KEY_LINE, KEY_LETTER };
struct key_entry {
    const char *label;
    enum key_sign sign;
    enum ink ink;
    const char *letter;
};
/* Entries in a row, as many rows as they need, from `top`; returns the height.
 * Nothing is drawn unless draw is set. */
MUST_CHECK enum status layout_key(struct layout *l,
                                  const struct key_entry *entry, size_t n,
                                  double top, bool draw, double *height);
/* That of the chart's series but those apart, at the top. */
MUST_CHECK enum status layout_series(struct layout *l, bool draw,
                                     double *height);

/* Headings of columns: their labels, where each can stand over its column in
 * three lines, else letters with a key above all. */
struct columns {
    const char **label;
    size_t n;
    double pitch; /* from column to column */
    bool letters;
    double key, head; /* heights: of the key, of the headings */
    struct lines_of_text *line;
    struct key_entry *entry;
};
MUST_CHECK enum status columns_plan(struct layout *l, struct columns *c);
MUST_CHECK enum status columns_key(struct layout *l, const struct columns *c,
                                   double top);
/* One heading, centred at x, its last line (first, where from_top) at y. */
void columns_head(struct layout *l, const struct columns *c, size_t column,
                  double x, double y, bool from_top);

/* ---- segments.c: bars of several pieces -------------------------------- */

/* Every series from where its row begins, with its share where it has room. */
void segments_draw(struct layout *l);
/* Marks of rows without figures. */
void segments_missing(struct layout *l);

typedef enum status chart_draw(struct layout *l);
chart_draw chart_bars, chart_grouped, chart_stack, chart_diverging, chart_dots,
    chart_heat, chart_slope, chart_bump, chart_quadrant, chart_profile,
    chart_histogram;

#endif
