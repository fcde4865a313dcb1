/* widths.h - whether lines look like the rows before them, for csv.c alone. */
#ifndef CORE_BASE_WIDTHS_H
#define CORE_BASE_WIDTHS_H

#include <stdbool.h>
#include "core/base/text.h"

enum { WIDTHS = 8 };

/* The cells of the last rows, round and round; start with zeroes. */
struct widths {
    size_t width[WIDTHS], n;
};

void widths_add(struct widths *w, size_t cells);
/* At least half of the first lines of t are as wide as one of the last rows;
 * true where none is known.  Of rows of several cells, a line of one is none:
 * so is any prose, and a title above the headers. */
bool widths_fit(const struct widths *w, struct text t, char delimiter);

#endif
