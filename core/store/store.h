/* store.h - one SQLite file for each project: opening, ingest, results.
 *
 * All SQL text of canvass lives in this room.  Values are bound; names of
 * columns and tables and the literals of views go through the two quoting
 * functions of quote.h.  One transaction a stage: whoever begins one ends it
 * by commit, or by closing, which rolls back.  A store belongs to one thread.
 */
#ifndef CORE_STORE_STORE_H
#define CORE_STORE_STORE_H

#include <stdint.h>
#include "core/base/err.h"
#include "core/survey/answers.h"
#include "core/survey/survey.h"

struct store;

enum store_mode {
    STORE_CREATE, /* made where it is missing, 0600 */
    STORE_WRITE,  /* must be there */
    STORE_READ
};

/* ERR_INPUT where the file is missing (WRITE, READ), no database, somebody
 * else's (application_id), or of a newer version (user_version); older ones
 * are migrated in a transaction.  Rollback journal, pages of 32 KiB, foreign
 * keys on; extension loading and the like off (a hostile file cannot run
 * code: trusted_schema off, defensive on). */
MUST_CHECK enum status store_open(struct store **out, const char *path,
                                  enum store_mode mode, struct err *err);
/* The same through a named SQLite VFS: for tests that make writes fail. */
MUST_CHECK enum status store_open_vfs(struct store **out, const char *path,
                                      enum store_mode mode, const char *vfs,
                                      struct err *err);
/* Rolls back what was not committed.  A file that store_open() made and that
 * never saw a commit is removed.  NULL is allowed. */
void store_close(struct store *store);
const char *store_path(const struct store *store);

MUST_CHECK enum status store_begin(struct store *store, struct err *err);
MUST_CHECK enum status store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* ---- surveys ---------------------------------------------------------- */

/* One survey and wave in the database. */
struct stored_survey {
    int64_t id;
    char *key, *wave;              /* in the arena of `survey` */
    struct survey_digests digests; /* of the definition as stored now */
    char analysed_with[65]; /* ingest+analyse state that the results stand
                               for, see store_results_fresh(); "" none */
    struct survey *survey;  /* parsed from its stored text, with the options
                               of lookups filled from the database; owned */
};
void stored_survey_free(struct stored_survey *stored); /* members, not itself */

/* All identities, "key/wave" or "key", ordered; free each and the array. */
MUST_CHECK enum status store_list(struct store *store, char ***out, size_t *n,
                                  struct err *err);

/* Finds the survey "key/wave" (NULL: the only one).  ERR_INPUT where there is
 * none, or several and none was named: the message lists them. */
MUST_CHECK enum status store_find(struct store *store, const char *only,
                                  struct stored_survey *out, struct err *err);

/* As store_find() by key and wave, with found = false instead of an error. */
MUST_CHECK enum status store_lookup(struct store *store, const char *key,
                                    const char *wave, bool *found,
                                    struct stored_survey *out, struct err *err);

/* Takes a definition whose ingest digest equals the stored one (ERR_STALE
 * otherwise): text, labels, scores, sides, views.  In its own transaction
 * unless one is open.  `survey` stays the caller's; the options of its lookups
 * are filled in.  *stored is then the new one, on failure the old one. */
MUST_CHECK enum status store_update_definition(struct store *store,
                                               struct stored_survey *stored,
                                               struct survey *survey,
                                               struct err *err);

/* ---- sources ---------------------------------------------------------- */

struct stored_source {
    int64_t id;
    char *key;  /* of the definition's source */
    char *name; /* the file's name without folder */
    char *path; /* the real path that it was read from */
    char sha256[65];
    char *channel, *encoding, *platform;
    char *encoding_evidence;     /* why that encoding; written, not read back */
    const char *key_fingerprint; /* of the key to its hashed ids; NULL: it has
                                    none; written, not read back */
    enum sample_kind sample;
    int64_t superseded_by; /* source id; 0: live */
    /* ledger; zero for a superseded source */
    uint64_t received, analysed, removed, rejected, empty_rows;
};
struct stored_sources {
    struct stored_source *source;
    size_t n;
};
/* Any response has an id that is a keyed hash: 64 hexadecimal figures. */
MUST_CHECK enum status store_hashed_ids(struct store *store, bool *any,
                                        struct err *err);
/* Of the key to the hashed ids of the live sources, of whatever survey;
 * "" where no source says one. */
MUST_CHECK enum status store_key_fingerprint(struct store *store, char out[65],
                                             struct err *err);
/* By id; free with stored_sources_free(). */
MUST_CHECK enum status store_sources(struct store *store, int64_t survey_id,
                                     struct stored_sources *out,
                                     struct err *err);
void stored_sources_free(struct stored_sources *sources);

struct stored_removal {
    char *source; /* key */
    char *name;   /* file */
    char *reason;
    uint64_t rows;
};
MUST_CHECK enum status store_removals(struct store *store, int64_t survey_id,
                                      struct stored_removal **out, size_t *n,
                                      struct err *err);
void stored_removals_free(struct stored_removal *removal, size_t n);

/* ---- ingest ----------------------------------------------------------- */

enum response_status { RESPONSE_ANALYSED, RESPONSE_REMOVED };

struct response_row {
    size_t line;
    struct text external_id;    /* empty: none */
    unsigned char row_hash[16]; /* of all answers, not of the id */
    struct text submitted;      /* ISO; empty: none */
    enum response_status status;
    const char *reason; /* of a removal; NULL */
    uint32_t flags;     /* FLAG_... of ingest/, named in docs/formats */
};

enum comment_kind { COMMENT_ANSWER, COMMENT_OTHER, COMMENT_UNRECOGNISED };
struct comment_row {
    size_t row;            /* of this batch */
    size_t question, item; /* item SURVEY_NONE where none */
    enum comment_kind kind;
    struct text text;
};

/* Where a response stands in the sample's design.  A text whose p is NULL: the
 * source has no such column; an empty one: the cell was.  population: NaN where
 * there is no such column, -1 where the cell is no number above 0. */
struct design_row {
    struct text stratum, cluster;
    double population;
};

/* Rows of one source, parsed and encoded; all memory is the caller's.  The
 * store reads it in the call and keeps nothing. */
struct answer_batch {
    size_t n;
    const struct response_row *row;
    const struct answer_column *column; /* as answer_places() */
    const double *weight;               /* NULL: the source has none */
    const struct design_row *design;    /* NULL: the source has none */
    const struct comment_row *comment;
    size_t n_comments;
};

struct rejected_row {
    size_t line;
    const char *reason, *detail;
    struct text raw; /* capped and masked by the caller */
};

/* A rebuild of one survey and wave, inside store_begin()/store_commit().
 * Deletes what was there of it (the survey keeps its id; results and sources
 * superseded stay in `source`, results are deleted) and makes its rows in
 * survey, question, item, option, answer_column and the answers tables.
 * `survey` and its arena are borrowed until store_ingest_free(). */
struct store_ingest;
MUST_CHECK enum status store_ingest_begin(struct store_ingest **out,
                                          struct store *store,
                                          struct survey *survey,
                                          const struct survey_digests *digests,
                                          struct err *err);
/* From here on rows are of this source; *id is its row in `source`: that of
 * the same file (id, or key, path and sha256) before the rebuild, else new. */
MUST_CHECK enum status store_ingest_source(struct store_ingest *ingest,
                                           const struct stored_source *source,
                                           int64_t *id, struct err *err);
/* Empty lines of the present source, known only when it has been read; over
 * what store_ingest_source() was told. */
void store_ingest_empty_rows(struct store_ingest *ingest, uint64_t rows);
MUST_CHECK enum status store_ingest_batch(struct store_ingest *ingest,
                                          const struct answer_batch *batch,
                                          struct err *err);
MUST_CHECK enum status store_ingest_reject(struct store_ingest *ingest,
                                           const struct rejected_row *row,
                                           struct err *err);
/* After the last row of the last source, by SQL over what was stored:
 * - responses of one source key with an external id seen before, in order of
 *   file and line, become removed, reason "duplicate_id", duplicate_of set
 *   (the first is kept, or the last), unless rule is DUPLICATE_KEEP; those
 *   removed for another reason neither are nor make duplicates;
 * - ledger and removal rows are counted from `response` and `rejected`;
 * - options of lookups, as the question's options now hold them, are written;
 * - indexes and labelled views are built. */
MUST_CHECK enum status store_ingest_end(struct store_ingest *ingest,
                                        uint64_t *duplicates, struct err *err);
void store_ingest_free(struct store_ingest *ingest); /* NULL is allowed */

/* Marks `old` superseded by `new_id` and takes what came from it out of every
 * table but `source`; results are deleted.  Between store_ingest_source() and
 * store_commit(): a source that a rebuild leaves out is dropped at the commit
 * unless it is superseded by then. */
MUST_CHECK enum status store_supersede(struct store *store, int64_t old_id,
                                       int64_t new_id, struct err *err);

/* How many of a live source's responses have an id (or, without ids, a row
 * hash) for which `seen` says true: whether a new file contains an old one. */
typedef bool store_seen(void *with, struct text external_id,
                        const unsigned char row_hash[16]);
MUST_CHECK enum status store_overlap(struct store *store, int64_t source_id,
                                     store_seen *seen, void *with,
                                     uint64_t *rows, uint64_t *again,
                                     struct err *err);

/* Comments of analysed responses, in the definition's order of questions and
 * items: for the page. */
struct stored_count {
    char *question; /* key */
    char *item;     /* key; NULL */
    enum comment_kind kind;
    uint64_t n;
};
MUST_CHECK enum status store_comment_counts(struct store *store,
                                            int64_t survey_id,
                                            struct stored_count **out,
                                            size_t *n, struct err *err);
void stored_counts_free(struct stored_count *count, size_t n);

/* ---- analyse ---------------------------------------------------------- */

/* The bytes of a file that the definition names (of targets), as it was when
 * the definition was taken; appended to out.  ERR_INPUT where there is none. */
MUST_CHECK enum status store_definition_file(struct store *store,
                                             const struct stored_survey *stored,
                                             const char *path, struct str *out,
                                             struct err *err);

/* The analysed responses, by response_id.  supplied is NULL where no source has
 * weights; where one has, its responses without one have NaN, and those of
 * sources without weights have 1.  threads: as of store_load_columns(). */
MUST_CHECK enum status store_load_frame(struct store *store,
                                        const struct stored_survey *stored,
                                        unsigned threads, struct frame *out,
                                        struct err *err);
/* Columns of the analysed responses in the frame's order, by one scan of each
 * part, on `threads` connections (0: as many as the machine offers) where the
 * store is in a transaction that has written nothing yet.  place[i] of
 * answer_places() goes into column[i]; free each with answer_column_free(). */
MUST_CHECK enum status
store_load_columns(struct store *store, const struct stored_survey *stored,
                   const struct answer_place *const *place, size_t n,
                   const struct frame *frame, unsigned threads,
                   struct answer_column *column, struct err *err);

#endif
