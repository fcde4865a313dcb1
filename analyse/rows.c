/* rows.c - see rows.h. */
#include "analyse/rows.h"

#include <stdlib.h>
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

void rows_free(struct rows *rows)
{
    free(rows->estimate);
    free(rows->ranking);
    free(rows->test);
    *rows = (struct rows){0};
}
