/* weighing.h - what is said of weights and of the sample: the rows of weight,
 * weighting, weighting_largest and profile. */
#ifndef ANALYSE_WEIGHING_H
#define ANALYSE_WEIGHING_H

#include "analyse/data.h"
#include "core/store/results.h"

/* The rows of weight: as many as there are responses. */
MUST_CHECK enum status weighing_weights(const struct data *data,
                                        struct store_results *results,
                                        struct err *err);
/* All other rows. */
MUST_CHECK enum status weighing_save(struct data *data,
                                     struct store_results *results,
                                     struct err *err);
/* The rows of profile: every margin that has targets, every breakdown and
 * question about the respondent that has none; channels and days. */
MUST_CHECK enum status sample_profile(struct data *data,
                                      struct store_results *results,
                                      struct err *err);

#endif
