/* plans_rows.h - rows of `plan_evidence` from rows of other tables. */
#ifndef ANALYSE_PLANS_ROWS_H
#define ANALYSE_PLANS_ROWS_H

#include "core/evidence/evidence.h"

/* Every name NULL but the kind, every number NaN. */
struct bearing bearing_blank(const char *kind);
/* The names and numbers of a row; strings stay borrowed. */
struct bearing bearing_of_ranking(const char *kind, const struct ranking *r);
struct bearing bearing_of_estimate(const struct estimate *e);

#endif
