/* plans.h - what the evidence says to a plan: rows of `plan_evidence`. */
#ifndef ANALYSE_PLANS_H
#define ANALYSE_PLANS_H

#include "analyse/data.h"
#include "analyse/rows.h"
#include "core/base/notes.h"
#include "core/store/results_orders.h"

struct plans;

/* Reads the plan, before anything is computed.  The survey must outlive it. */
MUST_CHECK enum status plans_open(struct plans **out, const char *path,
                                  const struct survey *survey, struct err *err);
void plans_free(struct plans *plans); /* NULL is allowed */

/* Whose rows the plan is told: pooled, or the first source alone. */
void plans_of(struct plans *plans, const struct data *data);
/* Remembers what bears on the plan; strings stay borrowed. */
MUST_CHECK enum status plans_keep(struct plans *plans, const struct rows *rows,
                                  struct err *err);
/* Writes the rows, and says what no objective covers and what nothing speaks
 * to. */
MUST_CHECK enum status plans_save(const struct plans *plans,
                                  struct store_results *results,
                                  struct notes *notes, struct err *err);

#endif
