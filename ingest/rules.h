/* rules.h - which responses are removed, and why.  The order of precedence is
 * in docs/formats/ingest.md; duplicates are found by the store at the end. */
#ifndef INGEST_RULES_H
#define INGEST_RULES_H

#include "core/base/notes.h"
#include "core/survey/survey.h"

struct decoding;
struct rules;

/* Reads the list of removals.  ERR_INPUT, with the line, where it cannot be
 * read or has no column `id`. */
MUST_CHECK enum status rules_new(struct rules **out,
                                 const struct survey *survey, struct err *err);
void rules_free(struct rules *r); /* NULL is allowed */

/* The reason for which the row at hand is removed; NULL: it stays. */
const char *rules_reason(struct rules *r, struct decoding *d,
                         const struct text *cell);

/* A note on each listed id that no response has. */
MUST_CHECK enum status rules_note(const struct rules *r, struct notes *notes,
                                  struct err *err);

#endif
