/* order.h - rows of one order: places, and how sure they are. */
#ifndef ANALYSE_ORDER_H
#define ANALYSE_ORDER_H

#include "analyse/slice.h"

enum {
    SETS_LEVEL_ITEMS = 24,     /* more items: at levels Holm's sets alone */
    SETS_EVERYONE_ITEMS = 100, /* more items: everywhere */
};
extern const double order_confidence; /* 0.95 */

/* One way of counting, and what came of it. */
struct order {
    const struct slice *slice;
    struct ranking *row; /* k, with names and numbers but without places */
    size_t k;
    enum rule rule;
    size_t top;         /* N of top_n */
    const size_t *rank; /* of each item, 0: none; NULL: by score */
    const double *x;    /* estimates that the covariance is of */
    const double *v;    /* k by k; NULL: no sets */
    bool high_first;
    const struct ranking *like; /* k rows of another order whose sets hold here
                                   too; NULL: none */
};

/* Gives places and sets, marks the headline and keeps the rows. */
MUST_CHECK enum status order_keep(const struct order *order, struct rows *rows,
                                  struct err *err);

/* How many items of the question have places: 0 where it orders nothing, or so
 * many that no sets are simulated. */
size_t subject_places(const struct subject *subject);

#endif
