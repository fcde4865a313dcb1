/* reader.h - rows out of a file of any format.
 *
 * A new format is one new file with a `struct reader` and one row in the table
 * of reader.c.  A row is a csv_row whatever the format: cells in bytes as the
 * file has them, and the physical line (or row of the sheet) where it
 * starts. */
#ifndef INGEST_READER_H
#define INGEST_READER_H

#include "core/base/csv.h"
#include "ingest/scan.h"

struct reader {
    const char *name;
    bool sparse; /* leaves out empty cells at the end of any row */
    /* How sure, 0 to 100, that the file is of this format. */
    int (*recognise)(const struct scan *scan);
    MUST_CHECK enum status (*open)(void **out, const char *path,
                                   const struct scan *scan, struct err *err);
    MUST_CHECK enum status (*next)(void *open, struct csv_row *row,
                                   struct err *err);
    /* As csv_skip(); NULL: it cannot. */
    bool (*skip)(void *open, uint64_t to);
    uint64_t (*bytes_read)(const void *open); /* for progress */
    /* What of the file is read, in words; "" or no function: all. */
    const char *(*said)(const void *open);
    void (*close)(void *open); /* NULL is allowed */
};

extern const struct reader reader_csv, reader_pb, reader_xlsx, reader_sav;

/* The reader that is surest; never NULL: text is CSV if nothing else. */
const struct reader *reader_find(const struct scan *scan);

#endif
