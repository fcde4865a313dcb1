/* canvas.h - a gnuplot script for one drawing, in pixels.
 *
 * We lay everything out ourselves and use gnuplot as the pen: labels stand at
 * pixels of the picture, data at the x axis's own values and at pixels down
 * the picture.  Labels go through one quoting function, in single quotes,
 * without gnuplot's markup; data lies in a file of numbers. */
#ifndef REPORT_CANVAS_H
#define REPORT_CANVAS_H

#include "core/base/text.h"
#include "report/exhibit.h"

enum { HEATS = 4 };
enum ink { /* the colours of a chart; see colours.c */
           INK_TEXT,
           INK_MUTED,
           INK_GRID,
           INK_PAPER,
           INK_INTERVAL,
           INK_OUTLINE,
           INK_HEAT,                       /* + 0 to 3: stronger and stronger */
           INK_ON_HEAT = INK_HEAT + HEATS, /* text on the strongest two */
           INK_TONE,                       /* + tone: areas */
           INK_ON_TONE = INK_TONE + TONES, /* + tone: text upon them */
           INKS = INK_ON_TONE + TONES
};
/* The colour in light mode, "#12436D"; each is another, so that the SVG pass
 * can tell them apart. */
const char *ink_colour(enum ink ink);
/* The class that the style sheet colours: "t0"; NULL where no ink has that
 * colour. */
const char *ink_class(const char *colour);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct canvas {
    struct str *script, *data;
    size_t *index;                   /* the next block of the data file */
    double width, height, size;      /* of the picture; of its text */
    double left, right, top, bottom; /* of the plot, in pixels */
    double from, to;                 /* of the x axis */
    size_t n_plots, n_rows; /* rows: of the block that is being written */
    struct str labels, plots;
};

/* 'text' with typographic apostrophes, since gnuplot 5.4 loses its way in
 * doubled ones that stand first or side by side; control characters become
 * spaces. */
void canvas_quote(struct str *out, struct text text);
/* Four places are a hundredth of a pixel and less: scripts stay short. */
void canvas_number(struct str *out, double x);

/* After left ... to are set. */
void canvas_label(struct canvas *c, double x, double y, enum align align,
                  enum ink ink, bool bold, struct text text);
double canvas_x(const struct canvas *c, double value); /* in pixels */
/* A data block: rows of numbers; canvas_plot() says how they are drawn. */
void canvas_row(struct canvas *c, const double *x, size_t n);
void canvas_plot(struct canvas *c, const char *how);  /* "using 1:2 with ..." */
void canvas_again(struct canvas *c, const char *how); /* the same block */
/* Areas, lines and dots: some of one ink, then what ends them; x in the values
 * of the axis, y in pixels.  What ends none draws none. */
void canvas_box(struct canvas *c, double x0, double x1, double y0, double y1);
void canvas_boxes(struct canvas *c, enum ink ink);
void canvas_stroke(struct canvas *c, double x0, double y0, double x1,
                   double y1);
void canvas_strokes(struct canvas *c, enum ink ink, double width);
void canvas_dot(struct canvas *c, double x, double y);
void canvas_dots(struct canvas *c, enum ink ink, double radius);
/* The plot is the whole picture and x is in pixels too. */
void canvas_pixels(struct canvas *c);
/* A vertical line in the plot, behind the data or over it. */
void canvas_line(struct canvas *c, double value, enum ink ink, bool behind);
/* Writes the script of FILE.svg, and of FILE.png where png. */
void canvas_end(struct canvas *c, const char *file, bool png);

#endif
