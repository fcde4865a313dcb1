/* ingest.h - raw exports in, a survey in the database out, every row accounted
 * for.  The door of the room: cli/ calls these and nothing else. */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include <stdbool.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/base/notes.h"
#include "core/base/text.h"
#include "ingest/told.h"

struct ingest_request {
    const char *database;    /* NULL for check */
    const char *vfs;         /* of SQLite, for tests; NULL: the default */
    const char *survey_path; /* survey.yaml */
    const char *const
        *exports; /* n_exports paths; 0: those of the definition */
    size_t n_exports;
    struct told told; /* of all exports */
    const char *key;  /* to hashed ids; NULL: the database's name and ".key" */
};

/* What happened, added up over the sources.  received = analysed + removed +
 * rejected. */
struct ingest_summary {
    uint64_t received, analysed, removed, rejected;
    bool unchanged; /* the same files with the same definition: nothing done */
};

/* Ingests in one transaction.  Nothing is written unless OK is returned.
 * What was understood, and each thing that needs the analyst's eye, goes into
 * notes.
 * - same definition (ingest digest), same files: nothing to do;
 * - otherwise the survey and wave is rebuilt from all its live files and the
 *   files named now, under the same id: ERR_INPUT names a file that is gone;
 * - a file of which the responses contain (at least 9 in 10, by id, else by
 *   row hash) those of a live file of the same source supersedes that. */
MUST_CHECK enum status ingest_run(const struct ingest_request *request,
                                  struct ingest_summary *summary,
                                  struct notes *notes, struct err *err);

/* `canvass check`: the same up to the database, which it does not touch. */
MUST_CHECK enum status ingest_check(const struct ingest_request *request,
                                    struct ingest_summary *summary,
                                    struct notes *notes, struct err *err);

/* `canvass init`: a definition drafted from the exports, as YAML appended to
 * yaml.  What was guessed stands in it as comments and in notes.  A codebook
 * (codebook.h) behind the first export gives it labels.  The survey's
 * key is made from the first export's name.  path: of the file that it is for,
 * as what it names is looked for from there; NULL: from here. */
MUST_CHECK enum status ingest_draft(const char *const *exports,
                                    size_t n_exports, const struct told *told,
                                    const char *path, struct str *yaml,
                                    struct notes *notes, struct err *err);

#endif
