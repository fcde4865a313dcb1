/* outline.h - the d of an SVG path in few bytes: tenths of a pixel, horizontal
 * and vertical lines and steps from the last point where they are shorter. */
#ifndef REPORT_OUTLINE_H
#define REPORT_OUTLINE_H

#include <stdbool.h>
#include "core/base/text.h"

struct outline {
    struct str d;
    long x, y, from_x, from_y; /* tenths: the last point; that of the move */
    bool begun;
};

/* "12.5" of 125 tenths. */
void outline_number(struct str *out, long tenths);
long outline_tenths(double x); /* the nearest */

void outline_move(struct outline *o, double x, double y);
void outline_line(struct outline *o, double x, double y);
void outline_close(struct outline *o);
void outline_clear(struct outline *o);
void outline_free(struct outline *o);

#endif
