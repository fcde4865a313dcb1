/* shape.h - how a text export is laid down in bytes: width of characters, what
 * parts its cells, whether it quotes, and the source that makes of it what
 * core/base/csv.h reads. */
#ifndef INGEST_SHAPE_H
#define INGEST_SHAPE_H

#include "core/base/csv.h"
#include "ingest/scan.h"

struct shape {
    enum wide wide;
    char delimiter;
    bool hint;     /* the first line is sep=X, a hint for spreadsheets */
    bool unquoted; /* quotes are letters like any: TAB-separated text */
};

/* By the head of the file: the delimiter that cuts most rows into the same
 * number of cells; of equals the one that cuts more.  `sep=` decides. */
MUST_CHECK enum status text_shape_of(const struct scan *scan, struct shape *out,
                                     struct err *err);

/* Opens the file; in UTF-8, without hint, every cell of unquoted text in
 * quotes.  Lines keep their numbers. */
struct shaped;
MUST_CHECK enum status shaped_open(struct shaped **out, const char *path,
                                   const struct shape *shape, struct err *err);
MUST_CHECK enum status shaped_next(struct shaped *s, struct csv_row *row,
                                   struct err *err);
bool shaped_skip(struct shaped *s, uint64_t to); /* as csv_skip() */
uint64_t shaped_bytes(const struct shaped *s);
void shaped_close(struct shaped *s); /* NULL is allowed */

#endif
