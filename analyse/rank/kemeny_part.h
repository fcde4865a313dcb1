/* kemeny_part.h - the two ways of solving one part, for kemeny.c alone. */
#ifndef ANALYSE_RANK_KEMENY_PART_H
#define ANALYSE_RANK_KEMENY_PART_H

#include "analyse/rank/kemeny.h"

/* Items of one part, and what is known of its best orders. */
struct part {
    const struct pairwise *m;
    size_t n;
    const size_t *item;
    double tolerance;
    double total, bound, second, orders;
    bool *before;             /* n by n: row stands above column in some best
                                 order */
    size_t *lowest, *highest; /* n: places within the part */
};
MUST_CHECK enum status part_exact(struct part *part, struct err *err);
MUST_CHECK enum status part_search(struct part *part, struct err *err);

/* The votes of those who have item b of the part above item a. */
double part_cost(const struct part *part, size_t a, size_t b);

#endif
