/* cut.h - the cells of a row, and of lines that can be cut in place; for csv.c
 * alone. */
#ifndef CORE_BASE_CUT_H
#define CORE_BASE_CUT_H

#include <stdbool.h>
#include "core/base/text.h"

/* Start with zeroes. */
struct cells {
    struct text *cell; /* n of them; p is NULL where the bytes are in `bytes` */
    size_t n, room;
    struct str bytes; /* of cells that have no other place, in their order */
    bool nomem;
};

void cells_clear(struct cells *c);
void cells_free(struct cells *c);
/* A cell whose bytes do not stay where they are. */
void cells_copy(struct cells *c, struct text t);
/* Sets each p, once all cells are in. */
void cells_place(struct cells *c);

/* Adds the cells of a row's only line, given without its end.  False, and some
 * of them added, where one is neither plain nor in quotes from end to end,
 * where they would be more than `most` or, as c->nomem says, memory is short.
 */
bool cut_line(struct cells *c, struct text line, char delimiter, size_t most);

#endif
