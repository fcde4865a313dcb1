/* derive.h - questions made from questions: maps, lookups, any. */
#ifndef INGEST_DERIVE_H
#define INGEST_DERIVE_H

#include "core/survey/answers.h"
#include "core/base/notes.h"

struct decoding;
struct derivations;

/* Reads the lookups and fills the options of their questions (key: a slug of
 * the level, label: the level).  ERR_INPUT, with the line, where a lookup
 * cannot be read, lacks a column or gives one prefix two levels. */
MUST_CHECK enum status derivations_new(struct derivations **out,
                                       struct survey *survey, struct err *err);
void derivations_free(struct derivations *d); /* NULL is allowed */

/* Fills the derived columns of the row at hand. */
MUST_CHECK enum status derive_row(struct derivations *d,
                                  struct decoding *decoding,
                                  const struct text *cell, struct err *err);

/* The option of a lookup for a postcode (or other text), CODE_BLANK for none
 * and CODE_UNRECOGNISED where no prefix fits.  question: the derived one. */
int32_t derive_lookup(struct derivations *d, size_t question,
                      struct text postcode);

/* A postcode as it is compared: letters and figures alone, capitals, a space
 * behind its first part where more follows.  *outward: length of that part.
 * Appends to out. */
void postcode_plain(struct text t, struct str *out, size_t *outward);

#endif
