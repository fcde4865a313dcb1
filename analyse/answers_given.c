/* answers_given.c - choices of a multiple as per cent of the answers given.
 *
 * A ratio of two totals that vary together: an item's choices and those of all
 * items, R = X / C; its influence is (x_j - R c) / C, with c how many choices
 * a response made.  All items of a level come from one covariance. */
#include <math.h>
#include <stdlib.h>
#include "analyse/infer/sparse.h"
#include "analyse/procedures.h"
#include "core/base/mem.h"

enum { MOST_COLUMNS = 1500 }; /* items by levels */

struct giving {
    const struct slice *slice;
    size_t items;
    int32_t *level;  /* of those who made a choice */
    double *x;       /* n by items */
    double *v;       /* levels by items, squared */
    double *total;   /* levels by items: weight */
    double *count;   /* levels by items: responses */
    struct cell *of; /* by level */
    bool alone;      /* one response: there is no variance */
};

static void giving_free(struct giving *g)
{
    free(g->level);
    free(g->x);
    free(g->v);
    free(g->total);
    free(g->of);
}

static enum status giving_init(struct giving *g, const struct slice *s,
                               struct err *err)
{
    size_t levels = s->split->n_levels, n = s->subject->n;
    size_t k = levels * s->subject->n_columns;

    *g = (struct giving){.slice = s, .items = s->subject->n_columns};
    g->level = mem_array(n, sizeof *g->level);
    g->x = mem_array(n * g->items, sizeof *g->x);
    g->v = mem_array(k * k, sizeof *g->v);
    g->total = mem_array(2 * k, sizeof *g->total);
    g->of = mem_array(levels, sizeof *g->of);
    if (!g->level || !g->x || !g->v || !g->total || !g->of)
        return err_nomem(err);
    g->count = g->total + k;
    return OK;
}

static void take_choices(struct giving *g)
{
    const struct slice *s = g->slice;
    const double *weight = s->design.weight;

    for (size_t i = 0; i < s->subject->n; i++) {
        double w = weight ? weight[i] : 1;
        int32_t l = s->split->code[i];
        bool any = false;

        for (size_t c = 0; c < g->items; c++) {
            bool chosen = s->subject->column[c].code[i] == 0;

            g->x[i * g->items + c] = chosen;
            any = any || chosen;
            if (!chosen || l < 0)
                continue;
            g->total[(size_t)l * g->items + c] += w;
            g->count[(size_t)l * g->items + c]++;
        }
        g->level[i] = any ? l : -1;
        if (any && l >= 0)
            g->of[l] = cell_add(g->of[l], (struct cell){1, w, w * w});
    }
}

/* What rounding leaves where nobody differs is no variance. */
static double variance_of(const struct giving *g, size_t level, size_t item,
                          double share, double all)
{
    size_t k = g->slice->split->n_levels * g->items, first = level * g->items;
    double v = 0, size = 0;

    for (size_t a = 0; a < g->items; a++)
        for (size_t b = 0; b < g->items; b++) {
            double part = ((a == item) - share) * ((b == item) - share) *
                          g->v[(first + a) * k + first + b];

            v += part;
            size += fabs(part);
        }
    return v > 1e-13 * size ? v / (all * all) : 0;
}

static enum status keep_level(const struct giving *g, size_t level,
                              struct err *err)
{
    const double *total = g->total + level * g->items;
    struct cell of = g->of[level];
    double all = 0;
    enum status rc = OK;

    for (size_t c = 0; c < g->items; c++)
        all += total[c];
    for (size_t c = 0; rc == OK && c < g->items; c++) {
        struct estimate e =
            slice_estimate(g->slice, level, BASE_ANSWERS, MEASURE_SHARE);
        struct mean_estimate m = {.value = (double)NAN,
                                  .se = (double)NAN,
                                  .df = (double)NAN,
                                  .deff = (double)NAN};

        e.item = slice_item(g->slice, c);
        if (of.n > 0) {
            m.value = total[c] / all;
            m.se = g->alone ? (double)NAN
                            : sqrt(variance_of(g, level, c, m.value, all));
            m.df = of.n - 1;
            m.n = of.n;
            m.n_weighted = all;
            m.n_effective = of.w * of.w / of.ww;
        }
        estimate_fill(&e, &m, g->count[level * g->items + c], true);
        rc = rows_estimate(g->slice->rows, &e, err);
    }
    return rc;
}

enum status share_of_answers(struct slice *slice, struct err *err)
{
    size_t levels = slice->split->n_levels;
    struct giving g;
    enum status rc;

    if (slice->subject->n_columns * levels > MOST_COLUMNS)
        return OK;
    rc = giving_init(&g, slice, err);
    if (rc == OK) {
        take_choices(&g);
        g.alone = slice->view->n < 2;
        if (!g.alone)
            rc = infer_sparse(&slice->design, g.level, levels, g.x, g.items,
                              g.v, err);
    }
    for (size_t l = 0; rc == OK && l < levels; l++)
        rc = keep_level(&g, l, err);
    giving_free(&g);
    return rc;
}
