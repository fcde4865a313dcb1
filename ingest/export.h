/* export.h - one file of responses, opened: read, decoded, its columns named,
 * its rows told apart into responses, padding and what cannot be read. */
#ifndef INGEST_EXPORT_H
#define INGEST_EXPORT_H

#include "core/base/notes.h"
#include "ingest/clean.h"
#include "ingest/layout.h"
#include "ingest/reader.h"
#include "ingest/told.h"

struct export
{
    const char *path; /* as given; borrowed */
    struct text name; /* the last part of path */
    struct scan scan;
    enum encoding encoding;
    bool encoding_told; /* by the caller, not found */
    const struct layout *layout;
    struct str why;  /* the layout was chosen */
    struct str said; /* what of the file is read; "" all */
    struct str book; /* lines on the codebooks taken; "" none */
    struct columns columns;
    struct head head; /* the first rows */
    bool trims;       /* leaves out empty cells at the end of rows */
    size_t id;        /* the first column that is one; columns.n: none is */
    struct arena *arena;
    const struct reader *reader;
    void *rows;          /* of the reader; NULL: not reading */
    size_t header_line;  /* the last line of the headers */
    struct str dropped;  /* bytes of headers without sense, in words */
    size_t dropped_runs; /* of them */
    size_t titles;       /* lines above the headers, left out */
    uint64_t header_cleaned[CLEAN_RULES];
    /* of the present reading */
    struct str cells;  /* decoded cells of the row at hand */
    struct str clean;  /* the same, cleaned, where there is litter */
    struct text *cell; /* columns.n of them */
    struct str raw;    /* of a rejected row */
    struct str detail;
    uint64_t empty_rows; /* padding: neither id nor answer */
    uint64_t short_rows; /* taken, with cells left out at the end */
    uint64_t cleaned[CLEAN_RULES];
    uint64_t bad_bytes; /* that were no UTF-8, and decoded */
    uint64_t bad_rows;  /* rows with such */
    size_t first_bad_line;
    uint64_t headers_again; /* rejected: the headers once more */
    size_t first_header_again;
    uint64_t totals; /* rejected: rows of totals */
    size_t first_total;
};

enum export_what { EXPORT_ROW, EXPORT_REJECTED, EXPORT_END };

struct export_row {
    enum export_what what;
    size_t line;
    const struct text *cell; /* columns.n, UTF-8, borrowed until the next */
    const char *reason;      /* of a rejected one; constant */
    const char *detail;
    struct text raw;
};

/* told: NULL for nothing.  ERR_INPUT where the
 * file cannot be read, is no text, is empty or has no row below its header;
 * ERR_USAGE where a name is unknown. */
MUST_CHECK enum status export_open(struct export **out, const char *path,
                                   const struct told *told, struct err *err);
/* To the first response, before the first export_next() too. */
MUST_CHECK enum status export_rewind(struct export *e, struct err *err);
/* ERR_INPUT, at its end at the latest, where the file is not what it was when
 * it was opened. */
MUST_CHECK enum status export_next(struct export *e, struct export_row *row,
                                   struct err *err);
/* Goes on near the last `bytes` of the file, with rows that may be torn.
 * False, and nothing done, where that cannot be. */
bool export_skip(struct export *e, uint64_t bytes);
void export_close(struct export *e); /* NULL is allowed */

/* The column of that name: as headers are joined, `name #2`, or `@AB`.
 * (size_t)-1: there is none. */
size_t export_column(const struct export *e, const char *name);
/* How survey.yaml names it: by its name, or by its letters where that is
 * empty. */
const char *export_column_name(const struct export *e, size_t column,
                               struct str *out);
/* The columns nearest to a name, for a message: up to three, quoted. */
void export_nearest(const struct export *e, const char *name, struct str *out);

#endif
