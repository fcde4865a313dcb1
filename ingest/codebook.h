/* codebook.h - what the codes of an export mean, out of a file beside it: a
 * REDCap data dictionary, or the statements of a Pol.is conversation. */
#ifndef INGEST_CODEBOOK_H
#define INGEST_CODEBOOK_H

#include "core/base/notes.h"
#include "ingest/export.h"

/* Where the file at path is a codebook, gives its texts and choices to the
 * columns of e that it names, says how many, and sets *is.  A choice's code is
 * its `code` among what is offered.  ERR_INPUT where the file cannot be
 * read. */
MUST_CHECK enum status codebook_read(struct export *e, const char *path,
                                     bool *is, struct notes *notes,
                                     struct err *err);

#endif
