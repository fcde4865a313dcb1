/* load.h - one file through: opened, bound, decoded, handed on in batches. */
#ifndef INGEST_LOAD_H
#define INGEST_LOAD_H

#include "ingest/decode.h"
#include "ingest/secret.h"
#include "core/base/progress.h"

/* Where rows go.  NULL members are passed over. */
struct sink {
    void *with;
    enum status (*batch)(void *with, const struct answer_batch *batch,
                         struct err *err);
    enum status (*reject)(void *with, const struct rejected_row *row,
                          struct err *err);
};

/* What the files of a survey share. */
struct loading {
    struct survey *survey;
    struct answer_places places;
    struct derivations *derived;
    struct rules *rules;
    struct secret secret;
};
MUST_CHECK enum status loading_open(struct loading *l, struct survey *survey,
                                    struct err *err);
void loading_close(struct loading *l);

/* A file, opened and bound to its source's definition, over which goes what
 * is told. */
struct loaded {
    struct export *export;
    struct binding *binding;
    uint64_t received, rejected; /* by the last load_rows() */
};
MUST_CHECK enum status load_open(struct loaded *f, struct loading *l,
                                 const struct source_definition *source,
                                 const char *path, const struct told *told,
                                 struct err *err);
void load_close(struct loaded *f);

/* Reads all rows into the sink, which is called on the caller's thread while
 * another reads ahead; of a stretch of rows the rejected come first.  most:
 * rows after which to stop; 0: none.  ERR_INPUT as export_next(). */
MUST_CHECK enum status load_rows(struct loaded *f, struct loading *l,
                                 const struct sink *sink, size_t most,
                                 struct err *err);

/* Why the encoding is what it is, in words.  Appends. */
void load_encoding_evidence(const struct export *e, struct str *out);
/* "3 single, 1 ranking": the questions of a definition by type, those that
 * are derived left out.  Appends; returns how many they are. */
size_t load_types(const struct survey *survey, struct str *out);
/* The questions by type, as one note. */
MUST_CHECK enum status load_note_questions(const struct survey *survey,
                                           struct notes *notes,
                                           struct err *err);
/* How an export was understood, by itself. */
MUST_CHECK enum status load_note_export(const struct export *e,
                                        struct notes *notes, struct err *err);
/* The same, and what the definition leaves over; after load_open(). */
MUST_CHECK enum status load_note_opening(const struct loaded *f,
                                         struct notes *notes, struct err *err);
/* What its rows hold that needs an eye; after load_rows(). */
MUST_CHECK enum status load_note_rows(const struct loaded *f,
                                      struct notes *notes, struct err *err);

#endif
