/* shares.h - what procedures over coded answers share. */
#ifndef ANALYSE_SHARES_H
#define ANALYSE_SHARES_H

#include "analyse/slice.h"

/* The bases of coded answers that exist for the slice's question, answered
 * first; at most BASES of them.  Returns how many. */
size_t coded_bases(const struct slice *slice, enum base base[BASES]);

/* The share of the slots that `in` marks among those of the base. */
struct mean_estimate slice_share(const struct slice *slice, size_t column,
                                 size_t level, enum base base, const bool *in,
                                 double *count);
/* The mean of a score by slot (NaN: none) among the slots of the base. */
struct mean_estimate slice_score(const struct slice *slice, size_t column,
                                 size_t level, enum base base,
                                 const double *score);

/* Of the options of the slice's question, by slot: caller frees.  Options of
 * other states than answered have no side.  net scores +1, 0 and -1 and covers
 * every slot.  NULL: out of memory. */
bool *slots_of_side(const struct slice *slice, enum option_side side);
double *slots_of_net(const struct slice *slice);
double *slots_of_scores(const struct slice *slice);

#endif
