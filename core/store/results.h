/* results.h - the result tables: analyse/ writes them, report/ reads them. */
#ifndef CORE_STORE_RESULTS_H
#define CORE_STORE_RESULTS_H

#include "core/evidence/evidence.h"
#include "core/evidence/weighting.h"
#include "core/store/store.h"

struct run {
    const char *stage;   /* "analyse" */
    const char *version; /* of canvass */
    uint64_t seed;
    char started[32]; /* ISO, UTC; the only clock in the database */
};

/* Inside store_begin()/store_commit(): deletes the survey's result rows,
 * writes response.kind from `kind` (frame order), adds a row to `run` and
 * prepares the inserts. */
struct store_results;
MUST_CHECK enum status
store_results_begin(struct store_results **out, struct store *store,
                    const struct stored_survey *stored, const struct run *run,
                    const struct frame *frame, const enum respondent_kind *kind,
                    struct err *err);
MUST_CHECK enum status store_estimate(struct store_results *results,
                                      const struct estimate *e,
                                      struct err *err);
MUST_CHECK enum status store_ranking(struct store_results *results,
                                     const struct ranking *r, struct err *err);
MUST_CHECK enum status store_test(struct store_results *results,
                                  const struct test *t, struct err *err);
/* Another interval around the estimate that was stored last. */
MUST_CHECK enum status store_interval(struct store_results *results,
                                      const struct other_interval *interval,
                                      struct err *err);
/* Weights of a scheme, in the frame's order; NaN: none. */
MUST_CHECK enum status store_weights(struct store_results *results,
                                     const struct frame *frame,
                                     const char *scheme, const double *weight,
                                     struct err *err);
MUST_CHECK enum status store_weighting(struct store_results *results,
                                       const struct weighting_row *row,
                                       struct err *err);
MUST_CHECK enum status store_largest(struct store_results *results,
                                     const struct weighting_largest *row,
                                     struct err *err);
MUST_CHECK enum status store_profile(struct store_results *results,
                                     const struct profile_row *row,
                                     struct err *err);
/* Unique indexes, and the survey's mark that its results stand for the data
 * and the definition as they are now. */
MUST_CHECK enum status store_results_end(struct store_results *results,
                                         struct err *err);
void store_results_free(struct store_results *results); /* NULL is allowed */

/* ERR_STALE, saying what to run, unless the survey's results were computed
 * from the data that is there and from the stored definition's analyse part.
 */
MUST_CHECK enum status store_results_fresh(struct store *store,
                                           const struct stored_survey *stored,
                                           struct err *err);

/* Each row of a survey's results, in the order in which they were written
 * (which is the order of the definition).  The strings live until the
 * callback returns. */
typedef enum status estimate_row(void *with, const struct estimate *e,
                                 struct err *err);
typedef enum status ranking_row(void *with, const struct ranking *r,
                                struct err *err);
typedef enum status test_row(void *with, const struct test *t, struct err *err);
MUST_CHECK enum status store_each_estimate(struct store *store,
                                           const struct stored_survey *stored,
                                           estimate_row *row, void *with,
                                           struct err *err);
MUST_CHECK enum status store_each_ranking(struct store *store,
                                          const struct stored_survey *stored,
                                          ranking_row *row, void *with,
                                          struct err *err);
MUST_CHECK enum status store_each_test(struct store *store,
                                       const struct stored_survey *stored,
                                       test_row *row, void *with,
                                       struct err *err);
/* The last run of a stage: version, config digest, seed; strings freed by
 * stored_run_free(). */
struct stored_run {
    int64_t id;
    char *stage, *version, *config_sha256;
    uint64_t seed;
};
MUST_CHECK enum status store_last_run(struct store *store,
                                      const struct stored_survey *stored,
                                      const char *stage, struct stored_run *out,
                                      struct err *err);
void stored_run_free(struct stored_run *run);

/* Marks that the report digest was taken; the store must be open to write. */
MUST_CHECK enum status store_reported(struct store *store,
                                      const struct stored_survey *stored,
                                      struct err *err);
#endif
