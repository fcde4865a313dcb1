/* covered_sets.h - the data of the expected values, each analysed in full. */
#ifndef TESTS_SUPPORT_COVERED_SETS_H
#define TESTS_SUPPORT_COVERED_SETS_H

#include "tests/support/world.h"

enum covered_set {
    SET_MASCULINITY,
    SET_VIEWS, /* the same where "No answer" is a refusal */
    SET_STAR_WARS,
    SET_STRATA,
    SET_CLUSTERS,
    SET_SIMPLE,
    SET_UNIT, /* the same as if each counted once, of nobody knows how many */
    /* The three before them by the other rule of quantiles. */
    SET_CLUSTERS_MATH,
    SET_SIMPLE_MATH,
    SET_UNIT_MATH,
    SET_SALAD, /* dressings in order, by 32 judges */
    SET_FILMS, /* Star Wars without who did not state a margin */
    /* Errors by replicates, about their mean and about the estimate. */
    SET_JACKKNIFE_STRATA,
    SET_JACKKNIFE_STRATA_ABOUT,
    SET_JACKKNIFE_UNCORRECTED,
    SET_JACKKNIFE_UNCORRECTED_ABOUT,
    SET_JACKKNIFE_CLUSTERS,
    SET_JACKKNIFE_CLUSTERS_ABOUT,
    SET_BOOTSTRAP,
    SET_BOOTSTRAP_ABOUT,
    SETS
};
struct covered_sets {
    struct world world[SETS];
    char *definition[SETS], *export[SETS];
};

/* Ingests and analyses --everything in `folder`; fails the test where that
 * fails. */
void covered_sets_make(struct covered_sets *sets, const char *folder);
void covered_sets_free(struct covered_sets *sets);

/* The set that an expected row speaks of; NULL: none of these. */
const struct world *covered_set_of(const struct covered_sets *sets,
                                   const char *file, const struct expected *e);
/* Its weights are all 1. */
bool covered_set_equal(const struct covered_sets *sets, const struct world *w);
/* Its weights are all one odd number. */
bool covered_set_constant(const struct covered_sets *sets,
                          const struct world *w);

#endif
