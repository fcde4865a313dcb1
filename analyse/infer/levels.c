/* levels.c - means, spread and quantiles of a number, by level.
 *
 * Means take two passes: sums of squares about 0 would lose the digits of a
 * number such as a year, whose spread is small beside its size. */
#include "analyse/infer/design.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"
#include "core/base/threads.h"

/* What a level gathers; add() is the sum over blocks in their order. */
struct sums {
    struct cell of;
    double wy;      /* sum of w y, then the mean */
    double squares; /* sum of w (y - mean)^2 */
    double spread;  /* sum of w^2 (y - mean)^2 */
};

static void add(struct sums *into, const struct sums *part)
{
    into->of = cell_add(into->of, part->of);
    into->wy += part->wy;
    into->squares += part->squares;
    into->spread += part->spread;
}

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

static void first_pass(const struct design *d, const double *y,
                       const int32_t *level, size_t from, size_t to,
                       struct sums *part)
{
    for (size_t i = from; i < to; i++) {
        double w = weight_of(d, i);
        struct sums *s;

        if (level[i] < 0)
            continue;
        s = &part[level[i]];
        s->of.n++;
        s->of.w += w;
        s->of.ww += w * w;
        s->wy += w * y[i];
    }
}

static void second_pass(const struct design *d, const double *y,
                        const int32_t *level, size_t from, size_t to,
                        const struct sums *mean, struct sums *part)
{
    for (size_t i = from; i < to; i++) {
        double w = weight_of(d, i), diff;

        if (level[i] < 0)
            continue;
        diff = y[i] - mean[level[i]].wy;
        part[level[i]].squares += w * diff * diff;
        part[level[i]].spread += w * diff * (w * diff);
    }
}

/* mean NULL: the first pass. */
static void all_blocks(const struct design *d, const double *y,
                       const int32_t *level, size_t n_levels,
                       const struct sums *mean, struct sums *part,
                       struct sums *into)
{
    for (size_t from = 0; from < d->n; from += THREADS_BLOCK) {
        size_t to = from + THREADS_BLOCK < d->n ? from + THREADS_BLOCK : d->n;

        for (size_t l = 0; l < n_levels; l++)
            part[l] = (struct sums){0};
        if (mean)
            second_pass(d, y, level, from, to, mean, part);
        else
            first_pass(d, y, level, from, to, part);
        for (size_t l = 0; l < n_levels; l++)
            add(&into[l], &part[l]);
    }
}

static struct mean_estimate finish(const struct sums *first,
                                   const struct sums *second, double n_design)
{
    double w = first->of.w;

    if (!(first->of.n > 0))
        return mean_of_domain(first->of, (double)NAN, (double)NAN, 0);
    return mean_of_domain(first->of, first->wy,
                          design_factor(n_design) * second->spread / (w * w),
                          second->squares);
}

enum status infer_means(const struct design *design, const double *y,
                        const int32_t *level, size_t n_levels, double n_design,
                        struct mean_estimate *estimate, double *sd,
                        struct err *err)
{
    struct sums *sums = mem_array(3 * n_levels, sizeof *sums);
    struct sums *second, *part;

    if (!sums)
        return err_nomem(err);
    second = sums + n_levels;
    part = second + n_levels;
    all_blocks(design, y, level, n_levels, NULL, part, sums);
    for (size_t l = 0; l < n_levels; l++)
        sums[l].wy /= sums[l].of.w; /* NaN for an empty level */
    all_blocks(design, y, level, n_levels, sums, part, second);
    for (size_t l = 0; l < n_levels; l++) {
        estimate[l] = finish(&sums[l], &second[l], n_design);
        if (sd)
            sd[l] = sqrt(design_factor(sums[l].of.n) * second[l].squares /
                         sums[l].of.w);
    }
    free(sums);
    return OK;
}

struct ordered {
    double y;
    size_t i;
};

static int by_value(const void *a, const void *b)
{
    const struct ordered *p = a, *q = b;

    if (isnan(p->y) != isnan(q->y))
        return isnan(p->y) ? 1 : -1;
    if (p->y < q->y || p->y > q->y)
        return p->y < q->y ? -1 : 1;
    return (p->i > q->i) - (p->i < q->i);
}

enum status infer_order(const double *y, size_t n, size_t *order,
                        struct err *err)
{
    struct ordered *o = mem_array(n, sizeof *o);

    if (!o)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        o[i] = (struct ordered){y[i], i};
    qsort(o, n, sizeof *o, by_value);
    for (size_t i = 0; i < n; i++)
        order[i] = o[i].i;
    free(o);
    return OK;
}

/* Where a level stands on its way up. */
struct climb {
    double w, cum;
    enum { BELOW, MET, DONE } at;
};

static void step(struct climb *c, double w, double y, double q, double *value)
{
    const double tolerance = 1e-10;
    double share;

    if (c->at == DONE)
        return;
    if (c->at == MET) {
        *value = (*value + y) / 2;
        c->at = DONE;
        return;
    }
    c->cum += w;
    share = c->cum / c->w;
    if (share < q - tolerance)
        return;
    *value = y;
    c->at = share <= q + tolerance ? MET : DONE;
}

enum status infer_quantile(const struct design *design, const double *y,
                           const size_t *order, const int32_t *level,
                           size_t n_levels, double q, double *value,
                           struct err *err)
{
    struct climb *climb = mem_array(n_levels, sizeof *climb);

    if (!climb)
        return err_nomem(err);
    for (size_t l = 0; l < n_levels; l++)
        value[l] = (double)NAN;
    for (size_t i = 0; i < design->n; i++)
        if (level[i] >= 0)
            climb[level[i]].w += weight_of(design, i);
    for (size_t i = 0; i < design->n; i++) {
        size_t row = order[i];

        if (level[row] >= 0)
            step(&climb[level[row]], weight_of(design, row), y[row], q,
                 &value[level[row]]);
    }
    free(climb);
    return OK;
}
