/* results_orders.h - majorities between items, and what the evidence says to a
 * plan: written and read like the rows of results.h. */
#ifndef CORE_STORE_RESULTS_ORDERS_H
#define CORE_STORE_RESULTS_ORDERS_H

#include "core/store/results.h"

MUST_CHECK enum status store_majority(struct store_results *results,
                                      const struct majority *m,
                                      struct err *err);
MUST_CHECK enum status store_bearing(struct store_results *results,
                                     const struct bearing *b, struct err *err);

/* Each row in the order in which they were written.  The strings live until
 * the callback returns. */
typedef enum status majority_row(void *with, const struct majority *m,
                                 struct err *err);
typedef enum status bearing_row(void *with, const struct bearing *b,
                                struct err *err);
MUST_CHECK enum status store_each_majority(struct store *store,
                                           const struct stored_survey *stored,
                                           majority_row *row, void *with,
                                           struct err *err);
MUST_CHECK enum status store_each_bearing(struct store *store,
                                          const struct stored_survey *stored,
                                          bearing_row *row, void *with,
                                          struct err *err);

#endif
