/* encoding.h - bytes of an export made UTF-8.
 *
 * An export is UTF-8 where all of it is; else it is one of the legacy
 * encodings below, chosen by how well the bytes in question fit the letters
 * around them.  Valid UTF-8 among a few bad bytes stays what it is. */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include <stdbool.h>
#include "core/base/err.h"
#include "core/base/text.h"

enum encoding {
    ENCODING_UTF8,
    ENCODING_WINDOWS_1252,
    ENCODING_MACINTOSH,
    ENCODINGS
};

const char *encoding_name(enum encoding encoding);
/* By name or a usual other name, whatever the case; false: there is none. */
bool encoding_parse(const char *name, enum encoding *out);
/* The names allowed, for a message: "utf-8, windows-1252, macintosh". */
void encoding_names(struct str *out);

/* The character of one byte; U+FFFD where the encoding has none.  Of UTF-8:
 * of a byte that belongs to no character, as Windows-1252 has it. */
uint32_t encoding_character(enum encoding encoding, unsigned char byte);

/* How well a run of bytes above 0x7F fits between the byte before and the byte
 * behind (0: an end of the text): above 0 it makes sense, below 0 it does
 * not.  For legacy encodings. */
int encoding_sense(enum encoding encoding, struct text run,
                   unsigned char before, unsigned char behind);

/* Appends t as UTF-8.  Returns the number of bytes that were no UTF-8. */
size_t encoding_decode(enum encoding encoding, struct text t, struct str *out);

/* The bytes at the end of t that no encoding gives a sense: 0, or all of its
 * last run above 0x7F. */
size_t encoding_nonsense(struct text t);

/* True where t has no byte above 0x7F. */
bool encoding_ascii(struct text t);

#endif
