/* load.h - the only door of report/ to the database: what was stored, before
 * the gate.  Only the gate and report.c may include this header; a test sees
 * to it. */
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H

#include "report/pack.h"
#include "report/report.h"

struct loaded_row {
    struct cell_key key;
    enum cell_kind kind;
    bool headline, told;
    const char *compared;
    struct figures f;
    const char *interval, *method;
};
struct loaded_source {
    const char *key, *name, *sha256, *channel, *platform, *encoding;
    enum sample_kind sample;
    bool superseded;
    double received, analysed, removed, rejected;
};
struct loaded_removal {
    const char *source, *reason;
    double rows;
};
struct loaded_comments {
    const char *question, *item;
    bool other;
    double n;
};
struct loaded_weights {
    const char *source; /* NULL: pooled */
    const char *scheme;
    double value[WEIGHT_FACTS];
};
struct loaded_bearing { /* what the evidence says to a plan; see evidence.h */
    const char *kind, *theme, *objective, *title, *order;
    double position;
    struct cell_key key;       /* of the row that it tells */
    struct cell_key other_key; /* of a number that it brings; question NULL:
                                  none */
};
struct loaded {
    struct arena *arena; /* of everything here */
    const struct survey *survey;
    const char *version, *config_sha256;
    struct loaded_row *row; /* in the order of the results */
    size_t n_rows, room;
    struct loaded_source *source;
    size_t n_sources;
    struct loaded_removal *removal;
    size_t n_removals;
    struct loaded_comments *comments;
    size_t n_comments;
    struct loaded_weights *weights;
    size_t n_weights, weights_room;
    struct loaded_bearing *bearing; /* in the order of the results */
    size_t n_bearings, bearing_room;
    struct load *behind; /* the store; ends with loaded_close() */
};

/* Opens the database, finds the survey, takes the definition of
 * request->survey_path if only what report uses has changed, and checks that
 * the results are fresh.  loaded->survey is set; no number is read. */
MUST_CHECK enum status loaded_open(struct loaded *out,
                                   const struct report_request *request,
                                   struct err *err);
/* Fetches every row of the plan's scheme and sources, and the ledger. */
MUST_CHECK enum status loaded_rows(struct loaded *loaded,
                                   const struct plan *plan, struct err *err);
/* Marks that this definition was reported. */
MUST_CHECK enum status loaded_reported(struct loaded *loaded,
                                       const struct report_request *request,
                                       struct err *err);
void loaded_close(struct loaded *loaded); /* all memory; zeroed is allowed */

#endif
