/* sample.h - the design of a view's sample: strata, clusters, populations. */
#ifndef ANALYSE_SAMPLE_H
#define ANALYSE_SAMPLE_H

#include "analyse/data.h"

/* Fills scheme->design (without weights) and scheme->plain for the rows of a
 * view; arrays are in the arena.  ERR_INPUT, naming the stratum, where it has
 * one cluster and `lonely` is fail, or a population smaller than its sample. */
MUST_CHECK enum status sample_design(struct data *data, const struct view *view,
                                     struct scheme *scheme, struct err *err);

#endif
