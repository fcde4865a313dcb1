/* tests_scores.c - means of scores and of ranks by the levels of a breakdown,
 * out of the slice's table. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/crossing.h"
#include "analyse/infer/tails.h"
#include "analyse/procedures.h"
#include "analyse/shares.h"
#include "analyse/spread.h"
#include "core/base/mem.h"

/* Forms of a level: deviations, then 1. */
struct forms {
    size_t slots;
    double *all; /* 2k by slots */
};

static void find_means(const struct crossing *x, struct groups *g,
                       const struct forms *f)
{
    size_t slots = f->slots;

    for (size_t a = 0; a < g->k; a++) {
        const struct cell *cell = slice_cells(x->slice, x->column, a);
        double sum = 0;

        for (size_t k = 0; k < slots; k++) {
            if (isnan(x->y[k]))
                continue;
            g->n[a] += cell[k].n;
            g->w[a] += cell[k].w;
            sum += cell[k].w * x->y[k];
        }
        g->mean[a] = sum / g->w[a]; /* NaN where nobody is */
        g->n_all += g->n[a];
        g->w_all += g->w[a];
        for (size_t k = 0; k < slots; k++) {
            bool in = !isnan(x->y[k]) && g->n[a] > 0;

            f->all[2 * a * slots + k] = in ? x->y[k] - g->mean[a] : 0;
            f->all[(2 * a + 1) * slots + k] = in;
        }
    }
    for (size_t a = 0; a < g->k; a++)
        g->all += g->n[a] > 0 ? g->w[a] / g->w_all * g->mean[a] : 0;
}

static void find_covariance(const struct crossing *x, struct groups *g,
                            const struct forms *f)
{
    size_t n = 2 * g->k;

    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++) {
            double v =
                slice_form(x->slice, x->column, i / 2, f->all + i * f->slots,
                           j / 2, f->all + j * f->slots);

            g->v[i * n + j] = g->v[j * n + i] = v;
        }
}

/* groups_init() of x->y, a number by slot (NaN: none). */
static enum status groups_of_cells(const struct crossing *x, struct groups *g,
                                   struct err *err)
{
    size_t k = x->slice->split->n_levels;
    size_t slots = x->slice->subject->coding.n_slots;
    struct forms f = {slots, mem_array((2 * k + 1) * slots, sizeof *f.all)};
    double *domain = f.all ? f.all + 2 * k * slots : NULL;

    *g = (struct groups){.k = k};
    g->mean = mem_array(3 * k, sizeof *g->mean);
    g->v = mem_array(4 * k * k, sizeof *g->v);
    if (!f.all || !g->mean || !g->v) {
        free(f.all);
        groups_free(g);
        return err_nomem(err);
    }
    g->n = g->mean + k;
    g->w = g->n + k;
    find_means(x, g, &f);
    find_covariance(x, g, &f);
    for (size_t i = 0; i < slots; i++)
        domain[i] = isnan(x->y[i]) ? 0 : 1;
    g->df = slice_df(x->slice, x->column, 0, k, domain);
    free(f.all);
    return OK;
}

/* y of a slot that is in the base: is it the one, or on the side? */
static void choose(const struct crossing *x, size_t slot)
{
    const struct coding *c = &x->slice->subject->coding;

    for (size_t k = 0; k < c->n_slots; k++)
        x->y[k] =
            coding_in_base(c, k, x->base) ? (double)(k == slot) : (double)NAN;
}

enum status compare_slots(const struct crossing *x, struct comparisons *c,
                          struct err *err)
{
    const struct subject *u = x->slice->subject;
    bool items =
        u->question->type == TYPE_MULTIPLE || u->question->type == TYPE_PICK;
    enum status rc = OK;

    for (size_t r = 0; rc == OK && r < (items ? 1 : x->n_rows); r++) {
        size_t slot = x->slot[r];
        struct groups g;

        if (!items && slot >= u->coding.n_choices)
            continue;
        choose(x, slot);
        rc = groups_of_cells(x, &g, err);
        if (rc != OK)
            return rc;
        rc =
            compare_levels(c, &g, slice_item(x->slice, x->column),
                           items ? NULL : u->question->options.option[slot].key,
                           x->column * u->coding.n_slots + slot, 1, err);
        groups_free(&g);
    }
    return rc;
}

/* Of y by slot, what the weight below and half of the tied make of it. */
static void rank_scores(const struct crossing *x)
{
    const struct slice *s = x->slice;
    size_t slots = s->subject->coding.n_slots;
    double *w = s->scratch, *rank = w + slots, all = 0;

    for (size_t k = 0; k < slots; k++) {
        w[k] = 0;
        for (size_t l = 0; l < s->split->n_levels; l++)
            w[k] += slice_cells(s, x->column, l)[k].w;
        all += isnan(x->y[k]) ? 0 : w[k];
    }
    for (size_t k = 0; k < slots; k++) {
        rank[k] = 0;
        for (size_t j = 0; j < slots; j++)
            if (x->y[j] < x->y[k])
                rank[k] += w[j];
            else if (x->y[j] <= x->y[k])
                rank[k] += w[j] / 2;
    }
    for (size_t k = 0; k < slots; k++)
        if (!isnan(x->y[k]))
            x->y[k] = rank[k] / all;
}

enum status score_tests(const struct crossing *x, const double *score,
                        const char *measure, double length,
                        struct comparisons *c, struct err *err)
{
    const struct coding *coding = &x->slice->subject->coding;
    const char *item = slice_item(x->slice, x->column);
    struct groups g;
    enum status rc;

    for (size_t k = 0; k < coding->n_slots; k++)
        x->y[k] = coding_in_base(coding, k, x->base) ? score[k] : (double)NAN;
    rc = groups_of_cells(x, &g, err);
    if (rc != OK)
        return rc;
    c->measure = measure;
    rc = compare_levels(c, &g, item, NULL, x->column, length, err);
    if (rc == OK)
        rc =
            compare_means(x->slice, x->base, &g, item, measure, "means_f", err);
    groups_free(&g);
    if (rc != OK || !x->slice->subject->everything ||
        strcmp(measure, "mean") != 0)
        return rc;
    rank_scores(x);
    rc = groups_of_cells(x, &g, err);
    if (rc == OK)
        rc = compare_means(x->slice, x->base, &g, item, "rank", "ranks_f", err);
    groups_free(&g);
    return rc;
}
