/* export_head.h - what stands above the headers of an export, and whether it
 * holds responses at all: by its first rows. */
#ifndef INGEST_EXPORT_HEAD_H
#define INGEST_EXPORT_HEAD_H

#include "ingest/export.h"

/* Lines of one cell above a row of several that are no figures are titles and
 * leave e->head; e->titles counts them. */
void export_skip_titles(struct export *e);
/* Whether a row of n cells is short because a quote that was not closed has
 * made one cell of many, and not because empty ones were left out. */
bool export_is_torn(const struct export *e, const struct text *cell, size_t n);
/* ERR_INPUT where the rows are counted answers (a summary of results, or a
 * cross-tabulation), have no headers, or more of them than a survey has. */
MUST_CHECK enum status export_refuse(const struct export *e, struct err *err);

/* Whether the row at hand is a header once more, as where downloads were put
 * one behind the other.  Told only where a column that is no answer, an id or
 * a time, holds its own name: who ticks everything may answer as headers do. */
bool export_is_header(struct export *e);
/* Whether it is a row of totals that a spreadsheet was given: one cell says so,
 * all others are numbers or empty, and the id is one of the first two. */
bool export_is_total(const struct export *e);

#endif
