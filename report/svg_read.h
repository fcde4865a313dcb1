/* svg_read.h - tags and attributes of the SVG that gnuplot writes. */
#ifndef REPORT_SVG_READ_H
#define REPORT_SVG_READ_H

#include <stdbool.h>
#include "core/base/text.h"

/* A tag is what stands between its brackets. */
bool svg_is_tag(struct text tag, const char *name);
/* An attribute's value; empty where it is not there. */
struct text svg_attribute(struct text tag, const char *name);
bool svg_in_number(char c);
/* The numbers of "translate(1.00,2.00)" and of "rgb( 18,  67, 109)", `most` at
 * most; returns how many there are. */
size_t svg_numbers(struct text t, double *x, size_t most);
/* The next point of a list; it and what is before it go. */
bool svg_next_point(struct text *rest, double *xy);

#endif
