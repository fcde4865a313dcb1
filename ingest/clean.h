/* clean.h - what platforms and spreadsheets leave in texts, taken out by rule,
 * each counted. */
#ifndef INGEST_CLEAN_H
#define INGEST_CLEAN_H

#include "core/base/notes.h"
#include "core/base/text.h"

enum clean_rule {
    CLEAN_NBSP,   /* U+00A0 is a space */
    CLEAN_FEFF,   /* U+FEFF is nothing */
    CLEAN_RETURN, /* _x000D_ is a line's end */
    CLEAN_QUOTE,  /* @SQ@ is an apostrophe */
    CLEAN_TAG,    /* HTML tags, of headers only */
    CLEAN_ENTITY, /* HTML entities, of headers only */
    CLEAN_RULES
};

/* Appends t, cleaned.  Tags and entities are left where `header` is false: in
 * an answer they are what somebody wrote. */
void clean_text(struct str *out, struct text t, bool header,
                uint64_t counts[CLEAN_RULES]);

/* False: clean_text() would append t as it is. */
bool clean_may(struct text t);

/* A note on what was cleaned of path; none where nothing was. */
MUST_CHECK enum status clean_note(const char *path,
                                  const uint64_t counts[CLEAN_RULES],
                                  const char *where, struct notes *notes,
                                  struct err *err);

#endif
