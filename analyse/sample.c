/* sample.c - see sample.h.
 *
 * Strata and clusters are numbered anew in each view, in their order in the
 * frame, so that one without a response in it does not count. */
#include "analyse/sample.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/sparse.h"
#include "core/base/mem.h"

static size_t frame_row(const struct view *v, size_t i)
{
    return v->row ? v->row[i] : i;
}

/* new[old]: numbers of those that the view has; returns how many. */
static size_t renumber(const struct view *v, const uint32_t *of, size_t n,
                       uint32_t *new)
{
    size_t used = 0;

    for (size_t i = 0; i < n; i++)
        new[i] = 0;
    for (size_t i = 0; i < v->n_rows; i++)
        new[of[frame_row(v, i)]] = 1;
    for (size_t i = 0; i < n; i++)
        new[i] = new[i] ? (uint32_t)used++ : UINT32_MAX;
    return used;
}

/* Indices of the frame (of `n` things) in the order of the view. */
static enum status take_indices(struct data *d, const struct view *v,
                                const uint32_t *of, size_t n, uint32_t *new,
                                uint32_t **out, size_t *used, struct err *err)
{
    *out = arena_alloc(d->arena, v->n_rows, sizeof **out);
    if (!*out)
        return err_nomem(err);
    *used = renumber(v, of, n, new);
    for (size_t i = 0; i < v->n_rows; i++)
        (*out)[i] = new[of[frame_row(v, i)]];
    return OK;
}

static enum status refuse_small(const struct data *d, size_t stratum,
                                double clusters, struct err *err)
{
    const struct frame *f = &d->frame;
    const char *name = f->stratum_name[stratum];
    const char *what = f->cluster ? "cluster" : "response";

    if (f->population[stratum] < clusters)
        return err_set(err, ERR_INPUT,
                       "%s: stratum '%s' has a population (fpc) of %g and %g "
                       "%ss in the sample; fpc counts the population",
                       store_path(d->store), name, f->population[stratum],
                       clusters, what);
    if (clusters > 1 || d->survey->lonely != LONELY_IS_ERROR ||
        f->population[stratum] <= 1)
        return OK;
    return err_set(err, ERR_INPUT,
                   "%s: stratum '%s' has one %s alone, which says nothing "
                   "about its variance; join it to another in the data, or "
                   "write lonely: remove, adjust or average",
                   store_path(d->store), name, what);
}

/* clusters: by stratum of the view; old: its number in the frame. */
static enum status check_strata(const struct data *d, const struct design *g,
                                const uint32_t *old, struct err *err)
{
    double *clusters = mem_array(g->n_strata, sizeof *clusters);
    unsigned char *seen = mem_array(g->n_clusters, 1);
    enum status rc = clusters && seen ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < g->n; i++) {
        if (g->cluster && seen[g->cluster[i]])
            continue;
        if (g->cluster)
            seen[g->cluster[i]] = 1;
        clusters[g->stratum[i]]++;
    }
    for (size_t h = 0; rc == OK && h < g->n_strata; h++)
        rc = refuse_small(d, old[h], clusters[h], err);
    free(clusters);
    free(seen);
    return rc;
}

static enum status take_population(struct data *d, struct design *g,
                                   const uint32_t *new, uint32_t *old,
                                   struct err *err)
{
    const struct frame *f = &d->frame;
    double *population = arena_alloc(d->arena, g->n_strata, sizeof *population);
    bool finite = false;

    if (!population)
        return err_nomem(err);
    for (size_t h = 0; h < f->n_strata; h++) {
        if (new[h] == UINT32_MAX)
            continue;
        old[new[h]] = (uint32_t)h;
        population[new[h]] = f->population[h];
        finite = finite || isfinite(f->population[h]);
    }
    g->population = finite ? population : NULL;
    return OK;
}

static enum status take_sample(struct data *d, const struct view *v,
                               struct design *g, uint32_t *new, uint32_t *old,
                               struct err *err)
{
    const struct frame *f = &d->frame;
    uint32_t *stratum, *cluster = NULL;
    enum status rc;

    if (f->cluster) {
        rc = take_indices(d, v, f->cluster, f->n_clusters, new, &cluster,
                          &g->n_clusters, err);
        if (rc != OK)
            return rc;
        g->cluster = g->n_clusters < v->n_rows ? cluster : NULL;
    }
    rc = take_indices(d, v, f->stratum, f->n_strata, new, &stratum,
                      &g->n_strata, err);
    g->stratum = stratum;
    if (rc == OK)
        rc = take_population(d, g, new, old, err);
    if (rc == OK)
        rc = check_strata(d, g, old, err);
    if (g->n_strata < 2 && !g->population)
        g->stratum = NULL;
    return rc;
}

enum status sample_design(struct data *data, const struct view *view,
                          struct scheme *scheme, struct err *err)
{
    static const enum lonely rules[] = {
        [LONELY_IS_ERROR] = LONELY_FAIL,
        [LONELY_REMOVED] = LONELY_REMOVE,
        [LONELY_ADJUSTED] = LONELY_ADJUST,
        [LONELY_AVERAGED] = LONELY_AVERAGE,
    };
    const struct frame *f = &data->frame;
    size_t most = f->n_clusters > f->n_strata ? f->n_clusters : f->n_strata;
    uint32_t *new, *old;
    enum status rc = OK;

    scheme->design = (struct design){.n = view->n_rows,
                                     .n_strata = 1,
                                     .lonely = rules[data->survey->lonely]};
    scheme->plain = true;
    if (!f->stratum || view->n_rows == 0)
        return OK;
    new = mem_array(most, sizeof *new);
    old = mem_array(most, sizeof *old);
    if (new &&old)
        rc = take_sample(data, view, &scheme->design, new, old, err);
    else
        rc = err_nomem(err);
    scheme->plain = design_is_simple(&scheme->design);
    free(new);
    free(old);
    return rc;
}
