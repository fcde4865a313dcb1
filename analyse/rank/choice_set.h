/* choice_set.h - what choice.c and choice_fit.c share. */
#ifndef ANALYSE_RANK_CHOICE_SET_H
#define ANALYSE_RANK_CHOICE_SET_H

#include <stdbool.h>
#include "analyse/rank/choice.h"

/* Equal choices, added up. */
struct choice_sum {
    struct choice choice;
    double weight; /* 0: an empty slot */
};

struct choices {
    size_t k;
    struct choice_sum *sum; /* open addressing; room is a power of 2 */
    size_t n, room;
    double stages;
};

/* What a fit needs of them. */
struct choice_tally {
    size_t n;                 /* sets */
    struct choice_sum *set;   /* choices out of the same set, added up: `chosen`
                                means nothing */
    double won[CHOICE_ITEMS]; /* sum of w / |C|; less for the worst */
    double tied[CHOICE_ITEMS + 1]; /* by |C|: sum of w */
    uint64_t beats[CHOICE_ITEMS];  /* items that were passed over for it */
    uint64_t level[CHOICE_ITEMS];  /* items that it was tied with */
};
/* The caller frees tally->set. */
MUST_CHECK enum status choice_add_up(struct choice_tally *tally,
                                     const struct choices *c, struct err *err);

/* Groups of items that beat each other in turn; returns how many. */
size_t choice_groups(const struct choice_tally *tally, size_t k, size_t *group);

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

/* log D of one set, its first derivatives into model->gradient, less w times
 * them, and its second into model->information, w times them; false in `full`
 * leaves the information alone. */
void choice_add_set(struct choice_model *model, uint64_t offered,
                    enum choice_kind kind, double w, bool full);

#endif
