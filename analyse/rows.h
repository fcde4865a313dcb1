/* rows.h - results gathered in memory until they are saved in order. */
#ifndef ANALYSE_ROWS_H
#define ANALYSE_ROWS_H

#include "core/evidence/evidence.h"

/* Start with `struct rows rows = {0};`.  The strings of a row are borrowed. */
struct rows {
    struct estimate *estimate;
    size_t n_estimates, estimate_room;
    struct ranking *ranking;
    size_t n_rankings, ranking_room;
    struct test *test;
    size_t n_tests, test_room;
    struct majority *majority;
    size_t n_majorities, majority_room;
    struct other_interval *interval; /* around estimates of these rows */
    size_t n_intervals, interval_room;
};

MUST_CHECK enum status rows_estimate(struct rows *rows,
                                     const struct estimate *e, struct err *err);
MUST_CHECK enum status rows_ranking(struct rows *rows, const struct ranking *r,
                                    struct err *err);
MUST_CHECK enum status rows_test(struct rows *rows, const struct test *t,
                                 struct err *err);
MUST_CHECK enum status rows_majority(struct rows *rows,
                                     const struct majority *m, struct err *err);
/* Around the estimate that was kept last. */
MUST_CHECK enum status rows_interval(struct rows *rows,
                                     const struct other_interval *i,
                                     struct err *err);
/* Behind what `into` has. */
MUST_CHECK enum status rows_append(struct rows *into, const struct rows *from,
                                   struct err *err);
void rows_free(struct rows *rows);

#endif
