/* remarks.h - what an analyst should know of data that leave nothing to be
 * estimated: no failure, and easily overlooked. */
#ifndef ANALYSE_REMARKS_H
#define ANALYSE_REMARKS_H

#include "analyse/data.h"

/* Of the breakdowns of a view, but crossings, after its empty levels were
 * dropped: those with one level or none, and levels of one response. */
MUST_CHECK enum status remark_breakdowns(const struct data *data,
                                         const struct view *view,
                                         struct err *err);

#endif
