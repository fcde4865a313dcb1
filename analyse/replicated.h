/* replicated.h - standard errors by replicate weights, where the definition
 * asks for them: what a procedure estimates is estimated again with each set
 * of weights, by the procedure itself.  docs/methods/replicates.md. */
#ifndef ANALYSE_REPLICATED_H
#define ANALYSE_REPLICATED_H

#include "analyse/procedures.h"

/* The supplied weights of a scheme, by the rows of its view: in the arena.
 * ERR_INPUT where a response has none. */
MUST_CHECK enum status replicated_supply(struct data *data,
                                         const struct view *view,
                                         struct scheme *scheme,
                                         struct err *err);

/* Gives the estimates of `rows` from `first` on, which the procedure has just
 * made of the slice, their standard errors by replicates, and the intervals
 * around them.  Those of targets and those without an error stay. */
MUST_CHECK enum status replicated_errors(const struct slice *slice,
                                         procedure *run, size_t first,
                                         size_t first_interval,
                                         struct err *err);

/* Whether the definition asks for them under this scheme. */
bool replicated_applies(const struct slice *slice);

/* Cells of the slice's columns under its design; room for columns by levels by
 * slots.  analyse.c */
MUST_CHECK enum status slice_tabulate(struct slice *slice, struct cell *cell,
                                      struct err *err);

#endif
