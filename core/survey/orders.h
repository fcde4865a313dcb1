/* orders.h - an order of priorities given as a file, for plan.c. */
#ifndef CORE_SURVEY_ORDERS_H
#define CORE_SURVEY_ORDERS_H

#include "core/survey/plan.h"

/* Reads order->file (from the plan's folder) into order->place, one place for
 * each item of the headline's question.  ERR_INPUT, with the plan's line where
 * there is no headline, with the file's line where a row is wrong. */
MUST_CHECK enum status order_read(const struct plan *plan,
                                  struct plan_order *order,
                                  const struct survey *survey, struct err *err);

#endif
