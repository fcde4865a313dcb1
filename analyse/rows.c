/* rows.c - see rows.h. */
#include "analyse/rows.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum status rows_estimate(struct rows *rows, const struct estimate *e,
                          struct err *err)
{
    void *all = rows->estimate;
    enum status rc = mem_grow(&all, &rows->estimate_room, rows->n_estimates + 1,
                              sizeof *e, err);

    rows->estimate = all;
    if (rc == OK)
        rows->estimate[rows->n_estimates++] = *e;
    return rc;
}

enum status rows_ranking(struct rows *rows, const struct ranking *r,
                         struct err *err)
{
    void *all = rows->ranking;
    enum status rc = mem_grow(&all, &rows->ranking_room, rows->n_rankings + 1,
                              sizeof *r, err);

    rows->ranking = all;
    if (rc == OK)
        rows->ranking[rows->n_rankings++] = *r;
    return rc;
}

enum status rows_test(struct rows *rows, const struct test *t, struct err *err)
{
    void *all = rows->test;
    enum status rc =
        mem_grow(&all, &rows->test_room, rows->n_tests + 1, sizeof *t, err);

    rows->test = all;
    if (rc == OK)
        rows->test[rows->n_tests++] = *t;
    return rc;
}

enum status rows_majority(struct rows *rows, const struct majority *m,
                          struct err *err)
{
    void *all = rows->majority;
    enum status rc = mem_grow(&all, &rows->majority_room,
                              rows->n_majorities + 1, sizeof *m, err);

    rows->majority = all;
    if (rc == OK)
        rows->majority[rows->n_majorities++] = *m;
    return rc;
}

enum status rows_interval(struct rows *rows, const struct other_interval *i,
                          struct err *err)
{
    void *all = rows->interval;
    enum status rc = mem_grow(&all, &rows->interval_room, rows->n_intervals + 1,
                              sizeof *i, err);

    rows->interval = all;
    if (rc == OK) {
        rows->interval[rows->n_intervals] = *i;
        rows->interval[rows->n_intervals++].estimate = rows->n_estimates - 1;
    }
    return rc;
}

static enum status append(void **array, size_t *n, size_t *room,
                          const void *from, size_t more, size_t size,
                          struct err *err)
{
    enum status rc = mem_grow(array, room, *n + more, size, err);

    if (rc != OK || !more)
        return rc;
    memcpy((char *)*array + *n * size, from, more * size);
    *n += more;
    return OK;
}

#define APPEND(list, count, space)                                             \
    do {                                                                       \
        void *all = into->list;                                                \
        if (rc == OK)                                                          \
            rc = append(&all, &into->count, &into->space, from->list,          \
                        from->count, sizeof *into->list, err);                 \
        into->list = all;                                                      \
    } while (0)

enum status rows_append(struct rows *into, const struct rows *from,
                        struct err *err)
{
    size_t estimates = into->n_estimates, first = into->n_intervals;
    enum status rc = OK;

    APPEND(interval, n_intervals, interval_room);
    for (size_t i = first; i < into->n_intervals; i++)
        into->interval[i].estimate += estimates;
    APPEND(estimate, n_estimates, estimate_room);
    APPEND(ranking, n_rankings, ranking_room);
    APPEND(test, n_tests, test_room);
    APPEND(majority, n_majorities, majority_room);
    return rc;
}

void rows_free(struct rows *rows)
{
    free(rows->majority);
    free(rows->interval);
    free(rows->estimate);
    free(rows->ranking);
    free(rows->test);
    *rows = (struct rows){0};
}
