/* codebook.h - what the codes of an export mean, out of a file beside it: a
 * REDCap data dictionary, the statements of a Pol.is conversation, or a second
 * export of the same responses as text. */
#ifndef INGEST_CODEBOOK_H
#define INGEST_CODEBOOK_H

#include "ingest/export.h"

/* Where the file at path is a codebook by its own headers, gives its texts and
 * choices to the columns of e that it names, keeps in e how many they are, and
 * sets *is.  A choice's code is its `code` among what is offered.  ERR_INPUT
 * where the file cannot be read. */
MUST_CHECK enum status codebook_read(struct export *e, const char *path,
                                     bool *is, struct err *err);
/* The same of a file that is one because the caller says so: the responses as
 * text, too.  ERR_INPUT where it tells nothing. */
MUST_CHECK enum status codebook_take(struct export *e, const char *path,
                                     struct err *err);
/* By its headers alone, which are not read of a file of many megabytes. */
MUST_CHECK enum status codebook_is(const char *path, bool *is, struct err *err);

#endif
