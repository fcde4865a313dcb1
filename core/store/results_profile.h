/* results_profile.h - the sample beside its targets, read back. */
#ifndef CORE_STORE_RESULTS_PROFILE_H
#define CORE_STORE_RESULTS_PROFILE_H

#include "core/store/results.h"

/* Each row in the order in which they were written.  The strings live until
 * the callback returns. */
typedef enum status profile_take(void *with, const struct profile_row *row,
                                 struct err *err);
MUST_CHECK enum status store_each_profile(struct store *store,
                                          const struct stored_survey *stored,
                                          profile_take *take, void *with,
                                          struct err *err);

/* How the weights of each scheme came out; as above. */
typedef enum status weighting_take(void *with, const struct weighting_row *row,
                                   struct err *err);
MUST_CHECK enum status store_each_weighting(struct store *store,
                                            const struct stored_survey *stored,
                                            weighting_take *take, void *with,
                                            struct err *err);

#endif
