/* choice_set.h - what choice.c and choice_fit.c share. */
#ifndef ANALYSE_RANK_CHOICE_SET_H
#define ANALYSE_RANK_CHOICE_SET_H

#include <stdbool.h>
#include "analyse/rank/choice.h"

/* Choices out of the same set, added up. */
struct choice_sum {
    uint64_t offered;
    enum choice_kind kind;
    double weight; /* 0: an empty slot */
};

struct choices {
    size_t k;
    struct choice_sum *sum; /* open addressing; room is a power of 2 */
    size_t n, room;
    double stages;
    double won[CHOICE_ITEMS];      /* sum of w / |C|; less for the worst */
    double tied[CHOICE_ITEMS + 1]; /* by |C|, from 2: sum of w */
    uint64_t beats[CHOICE_ITEMS];  /* items that were passed over for it */
    uint64_t level[CHOICE_ITEMS];  /* items that it was tied with */
};

/* *set: c->n of them, sorted, so that a sum over them depends on no order of
 * ballots.  The caller frees it. */
MUST_CHECK enum status choices_sorted(const struct choices *c,
                                      struct choice_sum **set, struct err *err);

/* Groups of items that beat each other in turn; returns how many. */
size_t choice_groups(const struct choices *c, size_t *group);

/* A model at one point, with room to work in. */
struct choice_model {
    size_t k, ties, p;
    const size_t *order;
    const double *theta, *alpha;    /* p; exp() of it */
    double *gradient, *information; /* p, p by p */
    double loglik;
    double *room; /* choice_room(k, ties) */
};
size_t choice_room(size_t k, size_t ties);

/* The first derivatives of log D of one set into model->gradient, less w times
 * them; with `full` log D into model->loglik likewise, and w times the second
 * derivatives into the lower triangle of model->information. */
void choice_add_set(struct choice_model *model, const struct choice_sum *set,
                    bool full);

#endif
