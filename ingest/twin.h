/* twin.h - what the codes of an export stand for, out of a second export of
 * the same responses as text. */
#ifndef INGEST_TWIN_H
#define INGEST_TWIN_H

#include "ingest/export.h"

struct twin_found {
    size_t columns;   /* of the export whose codes are told */
    size_t responses; /* in both */
};

/* Gives labels for the codes in cells to the columns of e, as `offered`, in
 * the order of the codes.  Responses are the same by their id, or by their
 * place where there is none; columns by their name, or by their place where
 * names differ.  A column is one of codes where each stands for one label, all
 * but always, and is another text; columns of other things are left alone.
 * ERR_INPUT where the file is no export, or tells of no column. */
MUST_CHECK enum status twin_read(struct export *e, const char *path,
                                 struct twin_found *found, struct err *err);

#endif
