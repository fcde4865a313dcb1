/* scan.h - a first look at all bytes of a file: its digest, whether it is text
 * at all, and the evidence for its encoding.  One pass, constant memory. */
#ifndef INGEST_SCAN_H
#define INGEST_SCAN_H

#include "core/base/file.h"
#include "core/base/hash.h"
#include "ingest/encoding.h"

/* Characters of two bytes: UTF-16. */
enum wide { WIDE_NOT, WIDE_LITTLE, WIDE_BIG };

/* What kind of file, by its first bytes. */
enum scan_kind {
    SCAN_TEXT,
    SCAN_ZIP, /* perhaps a workbook */
    SCAN_SPSS
};

struct scan {
    enum scan_kind kind;
    const char *sheet; /* told by the caller, borrowed; NULL: found */
    enum wide wide;
    bool litter; /* as UTF-8 it may hold U+00A0, U+FEFF, _x000D_ or @SQ@ */
    char sha256[HASH_HEX];
    uint64_t bytes;
    struct file_stamp stamp;  /* when reading began */
    bool mark;                /* begins with a UTF-8 byte order mark */
    uint64_t runs;            /* of bytes above 0x7F that are UTF-8 */
    uint64_t bad_runs;        /* that are not */
    int64_t sense[ENCODINGS]; /* of the bad runs, in each legacy encoding */
    struct str head;          /* the first 64 KiB; free with scan_free() */
};

/* ERR_INPUT where path is missing, no regular file, empty, no text, or written
 * to meanwhile, with what it is and what to do. */
MUST_CHECK enum status scan_file(const char *path, struct scan *out,
                                 struct err *err);
void scan_free(struct scan *scan);
/* ERR_INPUT unless the file at path is still the one that was read. */
MUST_CHECK enum status scan_unchanged(const struct scan *scan, const char *path,
                                      struct err *err);

/* The encoding that the evidence speaks for. */
enum encoding scan_encoding(const struct scan *scan);

#endif
