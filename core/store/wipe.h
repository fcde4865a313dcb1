/* wipe.h - taking out what new data makes untrue. */
#ifndef CORE_STORE_WIPE_H
#define CORE_STORE_WIPE_H

#include "core/store/db.h"

/* The result rows of a survey; `run` keeps its history. */
MUST_CHECK enum status wipe_results(struct store *store, int64_t survey_id,
                                    struct err *err);
/* Responses, answers, questions and accounts of a survey, and its results;
 * its rows in survey and source stay. */
MUST_CHECK enum status wipe_survey(struct store *store, int64_t survey_id,
                                   struct err *err);
/* What came from one source; its row in source stays. */
MUST_CHECK enum status wipe_source(struct store *store, int64_t survey_id,
                                   int64_t source_id, struct err *err);
/* The data have changed: results, if there are any, are of other data. */
MUST_CHECK enum status wipe_marks(struct store *store, int64_t survey_id,
                                  struct err *err);

#endif
