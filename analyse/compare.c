/* compare.c - see compare.h. */
#include "analyse/compare.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/test/adjust.h"
#include "analyse/test/tell.h"
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

void compare_free(struct comparisons *c)
{
    free(c->one);
    c->one = NULL;
    c->n = c->room = 0;
}

static enum status add(struct comparisons *c, const struct comparison *one,
                       struct err *err)
{
    void *all = c->one;
    enum status rc = mem_grow(&all, &c->room, c->n + 1, sizeof *one, err);

    c->one = all;
    if (rc == OK)
        c->one[c->n++] = *one;
    return rc;
}

/* One response alone says nothing about how much its level varies. */
static bool comparable(const struct groups *g, size_t level)
{
    return g->n[level] >= 2;
}

bool compare_allows(const struct slice *slice)
{
    return slice->split->breakdown && slice->split->n_levels > 1 &&
           slice->view->n > 1;
}

enum status compare_levels(struct comparisons *c, const struct groups *g,
                           const char *item, const char *option, size_t block,
                           double length, struct err *err)
{
    struct comparison one = {.item = item, .option = option, .block = block};
    size_t levels = 0, somebody = 0;
    enum status rc = OK;

    for (size_t a = 0; a < g->k; a++) {
        levels += comparable(g, a);
        somebody += g->n[a] > 0;
    }
    for (size_t a = 0; rc == OK && somebody > 2 && a < g->k; a++) {
        if (!comparable(g, a) || !(g->n_all - g->n[a] >= 2))
            continue;
        one.a = a;
        one.b = AGAINST_REST;
        one.d = groups_rest(g, a);
        one.points = 100 * one.d.value / length;
        rc = add(c, &one, err);
    }
    for (size_t a = 0; levels <= PAIR_LEVELS && a < g->k; a++)
        for (size_t b = a + 1; rc == OK && comparable(g, a) && b < g->k; b++) {
            if (!comparable(g, b))
                continue;
            one.a = a;
            one.b = b;
            one.d = groups_pair(g, a, b);
            one.points = 100 * one.d.value / length;
            rc = add(c, &one, err);
        }
    return rc;
}

struct test compare_test(const struct slice *slice, enum base base,
                         const char *measure, const char *test)
{
    const double none = (double)NAN;

    return (struct test){.source = slice->view->source,
                         .question = slice->subject->question->key,
                         .breakdown = slice->split->breakdown,
                         .base = base_name(base),
                         .scheme = slice->scheme->name,
                         .test = test,
                         .value = none,
                         .df1 = none,
                         .df2 = none,
                         .p = none,
                         .p_adjusted = none,
                         .difference = none,
                         .se = none,
                         .lower = none,
                         .upper = none,
                         .effect_value = none,
                         .n = none,
                         .method = "linearisation",
                         .measure = measure,
                         .p_bh = none};
}

/* p-values by family (rest, pairs) and by block, into p_adjusted and p_bh. */
struct adjusted {
    double *p, *holm, *bh, *scratch;
    size_t *index;
};

static enum status adjust_some(const struct comparisons *c, bool rest,
                               size_t block, bool one_block, struct adjusted *a,
                               enum adjustment kind, double *out,
                               struct err *err)
{
    size_t n = 0;
    enum status rc;

    for (size_t i = 0; i < c->n; i++)
        if ((c->one[i].b == AGAINST_REST) == rest &&
            (!one_block || c->one[i].block == block)) {
            a->index[n] = i;
            a->p[n++] = c->one[i].d.p;
        }
    rc = adjust_p(kind, a->p, n, a->scratch, err);
    for (size_t i = 0; rc == OK && i < n; i++)
        out[a->index[i]] = a->scratch[i];
    return rc;
}

static enum status adjust_all(const struct comparisons *c, struct adjusted *a,
                              struct err *err)
{
    size_t blocks = 0;
    enum status rc = OK;

    for (size_t i = 0; i < c->n; i++)
        if (c->one[i].block >= blocks)
            blocks = c->one[i].block + 1;
    for (int rest = 0; rest < 2; rest++) {
        if (rc == OK)
            rc = adjust_some(c, rest, 0, false, a, ADJUST_HOLM, a->holm, err);
        for (size_t b = 0; rc == OK && b < blocks; b++)
            rc = adjust_some(c, rest, b, true, a, ADJUST_BH, a->bh, err);
    }
    return rc;
}

static enum status keep_one(const struct comparisons *c, size_t i,
                            const struct adjusted *a, struct err *err)
{
    const struct slice *s = c->slice;
    const struct telling *t = &s->subject->survey->telling;
    const struct tell_rule rule = {t->points, t->base, t->p};
    const struct comparison *one = &c->one[i];
    const struct difference *d = &one->d;
    struct test row = compare_test(s, c->base, c->measure, "difference");
    double half = tail_t_within(0.95, d->df) * d->se;

    row.told = tell(&rule, one->points, d->n_a, d->n_b, a->holm[i]);
    if (isnan(d->p) || (!row.told && !s->subject->everything))
        return OK;
    row.item = one->item;
    row.option = one->option;
    row.level = s->split->level[one->a];
    row.other_level = one->b == AGAINST_REST ? NULL : s->split->level[one->b];
    row.family = one->b == AGAINST_REST ? "levels against the rest"
                                        : "levels against each other";
    row.value = d->t;
    row.df2 = d->df;
    row.p = d->p;
    row.p_adjusted = a->holm[i];
    row.p_bh = a->bh[i];
    row.difference = d->value;
    row.se = d->se;
    row.lower = d->value - half;
    row.upper = d->value + half;
    row.n = d->n_a + d->n_b;
    row.method = "linearisation with covariance, t; p_adjusted Holm";
    return rows_test(s->rows, &row, err);
}

enum status compare_keep(struct comparisons *c, struct err *err)
{
    struct adjusted a = {.p = mem_array(4 * c->n, sizeof *a.p),
                         .index = mem_array(c->n, sizeof *a.index)};
    enum status rc = a.p && a.index ? OK : err_nomem(err);

    if (rc == OK) {
        a.holm = a.p + c->n;
        a.bh = a.holm + c->n;
        a.scratch = a.bh + c->n;
        rc = adjust_all(c, &a, err);
    }
    for (size_t i = 0; rc == OK && i < c->n; i++)
        rc = keep_one(c, i, &a, err);
    free(a.p);
    free(a.index);
    c->n = 0;
    return rc;
}

enum status compare_means(const struct slice *slice, enum base base,
                          const struct groups *g, const char *item,
                          const char *measure, const char *test,
                          struct err *err)
{
    struct test row = compare_test(slice, base, measure, test);
    struct groups_test t;
    enum status rc = groups_equal(g, &t, err);

    if (rc != OK || isnan(t.p))
        return rc;
    row.item = item;
    row.value = t.f;
    row.df1 = t.df1;
    row.df2 = t.df2;
    row.p = t.p;
    row.n = g->n_all;
    row.method = "Wald, F";
    return rows_test(slice->rows, &row, err);
}
