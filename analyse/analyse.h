/* analyse.h - from answers in the database to results in the database.  The
 * door of the room: cli/ calls this and nothing else. */
#ifndef ANALYSE_ANALYSE_H
#define ANALYSE_ANALYSE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/base/notes.h"

struct analyse_request {
    const char *database;
    const char *vfs;         /* of SQLite, for tests; NULL: the default */
    const char *survey_path; /* NULL: the stored definition */
    const char *plan_path;   /* NULL: none */
    const char *only;        /* "key/wave"; NULL: the only survey */
    uint64_t seed;           /* 1 unless given */
    unsigned threads;        /* 0: as many as the machine offers */
    bool everything;         /* all pairs of levels, tests and intervals */
};

struct analyse_summary {
    uint64_t responses, estimates, rankings, tests;
};

/* Computes every result of a survey and replaces its result rows in one
 * transaction.  With survey_path: the definition there is taken first, if what
 * ingest uses is unchanged; otherwise ERR_STALE says to ingest again. */
MUST_CHECK enum status analyse_run(const struct analyse_request *request,
                                   struct analyse_summary *summary,
                                   struct notes *notes, struct err *err);

#endif
