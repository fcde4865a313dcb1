/* binder.h - columns of an export found by what the definition calls them. */
#ifndef INGEST_BINDER_H
#define INGEST_BINDER_H

#include "ingest/bind.h"

struct binder {
    struct binding *b;
    bool *renamed; /* of each of the source's: asked for */
    struct err *err;
};

/* The column of that name, marked as used; NO_COLUMN where name is NULL.
 * ERR_INPUT, at `line` of the definition, where the export has none. */
MUST_CHECK enum status binder_column(struct binder *k, const char *name,
                                     size_t line, size_t *out);
/* ERR_INPUT where a column is renamed that was never asked for. */
MUST_CHECK enum status binder_check_renamed(const struct binder *k);

#endif
