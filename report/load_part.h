/* load_part.h - what the files that load share; no other file includes it. */
#ifndef REPORT_LOAD_PART_H
#define REPORT_LOAD_PART_H

#include "core/store/results.h"
#include "core/store/store.h"
#include "report/load.h"

struct load {
    struct store *store;
    struct stored_survey stored;
    bool found;
};

struct fetch {
    struct loaded *loaded;
    const struct plan *plan;
    bool failed;     /* memory */
    double compared; /* people in levels of the margin at hand */
};

/* A copy in the arena; NULL stays NULL. */
const char *load_keep(struct fetch *fetch, const char *text);
/* Estimates, places, tests, pairs and what is said to a plan. */
MUST_CHECK enum status load_results(struct fetch *fetch, struct err *err);

#endif
