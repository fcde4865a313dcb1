/* cells.c - the entry by cell sums.
 *
 * z_i = w_i (y_i - p) / W sums to 0 over the domain, so the mean that the
 * design subtracts from z is 0 and its variance is n/(n-1) sum z_i^2: for
 * anything that is constant within cells, sums of w and w^2 by cell are all
 * that it takes, for every base and every grouping of the cells at once. */
#include "analyse/infer/design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/base/threads.h"

struct cell cell_add(struct cell a, struct cell b)
{
    return (struct cell){a.n + b.n, a.w + b.w, a.ww + b.ww};
}

/* Two loops, since counting alone is several times faster than summing. */
static void count_block(const int32_t *row, size_t n_rows,
                        const int32_t *column, size_t from, size_t to,
                        struct cell *cell)
{
    for (size_t i = from; i < to; i++)
        if (row[i] >= 0 && column[i] >= 0)
            cell[(size_t)column[i] * n_rows + (size_t)row[i]].n++;
}

static void sum_block(const double *weight, const int32_t *row, size_t n_rows,
                      const int32_t *column, size_t from, size_t to,
                      struct cell *cell)
{
    for (size_t i = from; i < to; i++) {
        struct cell *c;

        if (row[i] < 0 || column[i] < 0)
            continue;
        c = &cell[(size_t)column[i] * n_rows + (size_t)row[i]];
        c->n++;
        c->w += weight[i];
        c->ww += weight[i] * weight[i];
    }
}

static enum status sum_blocks(const struct design *d, const int32_t *row,
                              size_t n_rows, const int32_t *column, size_t n,
                              struct cell *cell, struct err *err)
{
    struct cell *part = mem_array(n, sizeof *part);

    if (!part)
        return err_nomem(err);
    for (size_t from = 0; from < d->n; from += THREADS_BLOCK) {
        size_t to = from + THREADS_BLOCK < d->n ? from + THREADS_BLOCK : d->n;

        memset(part, 0, n * sizeof *part);
        sum_block(d->weight, row, n_rows, column, from, to, part);
        for (size_t c = 0; c < n; c++)
            cell[c] = cell_add(cell[c], part[c]);
    }
    free(part);
    return OK;
}

enum status infer_table(const struct design *design, const int32_t *row,
                        size_t n_rows, const int32_t *column, size_t n_columns,
                        struct cell *cell, struct err *err)
{
    size_t n = n_rows * n_columns;

    memset(cell, 0, n * sizeof *cell);
    if (design->weight)
        return sum_blocks(design, row, n_rows, column, n, cell, err);
    count_block(row, n_rows, column, 0, design->n, cell); /* exact: no blocks */
    for (size_t c = 0; c < n; c++)
        cell[c].w = cell[c].ww = cell[c].n;
    return OK;
}

enum status infer_cells(const struct design *design, const int32_t *code,
                        size_t n_cells, struct cell *cell, struct err *err)
{
    int32_t *one = mem_array(design->n, sizeof *one);
    enum status rc;

    if (!one)
        return err_nomem(err);
    rc = infer_table(design, code, n_cells, one, 1, cell, err);
    free(one);
    return rc;
}

struct mean_estimate mean_of_domain(struct cell of, double value,
                                    double variance, double squares)
{
    struct mean_estimate e = {.value = value, .n = of.n, .n_weighted = of.w};

    e.se = sqrt(variance);
    e.df = of.n > 0 ? of.n - 1 : (double)NAN;
    e.n_effective = of.n > 0 ? of.w * of.w / of.ww : 0;
    e.deff =
        squares > 0 ? variance / (squares / of.w / (of.n - 1)) : (double)NAN;
    return e;
}

struct mean_estimate infer_share(struct cell in, struct cell of,
                                 double n_design)
{
    double p = in.n >= of.n ? 1 : in.w / of.w;
    double rest = in.n >= of.n ? 0 : of.ww - in.ww;
    double v;

    if (!(of.n > 0))
        return mean_of_domain((struct cell){0, 0, 0}, (double)NAN, (double)NAN,
                              0);
    v = design_factor(n_design) * ((1 - p) * (1 - p) * in.ww + p * p * rest) /
        (of.w * of.w);
    return mean_of_domain(of, p, v, of.w * p * (1 - p));
}

struct mean_estimate infer_score(const struct cell *cell, const double *score,
                                 size_t n_cells, double n_design)
{
    struct cell of = {0, 0, 0};
    double sum = 0, squares = 0, spread = 0, mean;

    for (size_t c = 0; c < n_cells; c++) {
        if (isnan(score[c]))
            continue;
        of = cell_add(of, cell[c]);
        sum += cell[c].w * score[c];
    }
    if (!(of.n > 0))
        return mean_of_domain(of, (double)NAN, (double)NAN, 0);
    mean = sum / of.w;
    for (size_t c = 0; c < n_cells; c++) {
        double d = score[c] - mean;

        if (isnan(score[c]))
            continue;
        squares += cell[c].w * d * d;
        spread += cell[c].ww * d * d;
    }
    return mean_of_domain(
        of, mean, design_factor(n_design) * spread / (of.w * of.w), squares);
}
