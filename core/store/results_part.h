/* results_part.h - what the files that write results share; no other room
 * includes it. */
#ifndef CORE_STORE_RESULTS_PART_H
#define CORE_STORE_RESULTS_PART_H

#include "core/store/db.h"
#include "core/store/results.h"

enum { RESULTS_WEIGHTING = 4 }; /* statements of results_weighting.c */

struct store_results {
    struct store *store;
    int64_t survey_id, run_id;
    char *survey, *wave;
    sqlite3_stmt *estimate, *ranking, *test, *majority, *bearing;
    sqlite3_stmt *weighting[RESULTS_WEIGHTING];
    int64_t last_estimate; /* id of the row of `estimate` written last */
};

/* A binder behind run_id, survey and wave. */
struct binder results_begin_row(const struct store_results *results,
                                sqlite3_stmt *insert);
void results_bind_texts(struct binder *b, const char *const text[], size_t n);
void results_bind_nums(struct binder *b, const double num[], size_t n);
MUST_CHECK enum status results_run_row(struct store_results *results,
                                       const struct binder *b, struct err *err);

/* The inserts of results_orders.c. */
MUST_CHECK enum status results_orders_prepare(struct store_results *results,
                                              struct err *err);

/* The inserts of results_weighting.c. */
MUST_CHECK enum status results_weighting_prepare(struct store_results *results,
                                                 struct err *err);

#endif
