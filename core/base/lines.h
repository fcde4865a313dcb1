/* lines.h - physical lines out of a source of bytes, for csv.c alone.
 *
 * A line ends with LF, CR or CRLF.  The bytes from `start` on stay where they
 * are, as one piece, until `start` is moved; positions are of `buf`, and a
 * call that reads may shift them all: keep offsets from `start` instead. */
#ifndef CORE_BASE_LINES_H
#define CORE_BASE_LINES_H

#include <stdbool.h>
#include "core/base/csv.h"

/* Start with zeroes but for read, from, name and number = 1. */
struct lines {
    csv_source *read;
    void *from;
    const char *name;
    char *buf;
    size_t room;
    size_t start, pos, end; /* kept from; the line at hand; of what was read */
    size_t lf, cr;          /* no LF in [pos, lf), no CR in [pos, cr) */
    bool at_end;            /* of the source */
    size_t number;          /* of the line at pos, from 1 */
    size_t total;           /* bytes read */
};

/* Reads until the line at pos is whole.  *body: where its text ends; *next:
 * where the next line begins; both are pos at the end of the source.
 * *too_long: from `start` on it takes more than `most` bytes; it is then not
 * read on.  Does not move pos. */
MUST_CHECK enum status lines_need(struct lines *l, size_t most, size_t *body,
                                  size_t *next, bool *too_long,
                                  struct err *err);
/* Drops the line at pos, of whatever length, and what is kept before it. */
MUST_CHECK enum status lines_skip(struct lines *l, struct err *err);
/* Goes back to a line met before: pos and its number. */
void lines_back(struct lines *l, size_t pos, size_t number);
/* Drops all that was read: the source gives something else now. */
void lines_forget(struct lines *l);
/* Drops a UTF-8 byte order mark; before anything else is read. */
MUST_CHECK enum status lines_drop_mark(struct lines *l, struct err *err);
void lines_free(struct lines *l);

/* Whether the quotes before line[at] open a cell: one, or one and pairs that
 * stand for quotes, behind a delimiter or at the line's start. */
bool lines_opens_cell(const char *line, size_t at, char delimiter);

#endif
