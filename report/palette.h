/* palette.h - the colours that a theme gives the inks of charts.
 *
 * Scripts are made in the usual colours, each of which is another; a palette
 * puts its own in their place before gnuplot sees them, again each another, so
 * that the SVG pass can tell which ink a colour of a drawing is. */
#ifndef REPORT_PALETTE_H
#define REPORT_PALETTE_H

#include "report/canvas.h"

struct palette {
    char colour[INKS][8]; /* "#12436D", in light mode */
};

/* The usual colours. */
void palette_usual(struct palette *palette);
/* Where two inks have one colour, the later one is changed by as little as can
 * be: nobody sees it. */
void palette_part(struct palette *palette);

/* The colour of an ink; palette may be NULL: the usual one. */
const char *palette_colour(const struct palette *palette, enum ink ink);
/* The class of a colour that came out of a drawing, as ink_class(). */
const char *palette_class(const struct palette *palette, const char *colour);
/* A script in the usual colours, in those of the palette; appended to out. */
void palette_apply(const struct palette *palette, struct text script,
                   struct str *out);

#endif
