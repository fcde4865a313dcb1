/* rankings_groups.c - do the levels of a breakdown put the items in another
 * order, and which items?  Mean ranks of the chief base.
 *
 * Levels are disjoint: in a simple design their mean ranks do not vary
 * together, and those of "all other levels" come from sums that are there
 * already.  Otherwise influences of both sides go into one covariance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include "analyse/counting.h"
#include "analyse/rank/agreement.h"
#include "analyse/rank/luce.h"
#include "analyse/test/adjust.h"
#include "core/base/mem.h"

enum {
    WHOLE_COLUMNS = 240, /* more levels by items: no test of all at once */
    PAIRED_LEVELS = 20,  /* more levels: no tau between each two */
};

/* Mean ranks of several sides of a breakdown, and how they vary together. */
struct sides {
    const struct slice *slice;
    const struct level_order *level;
    enum base base;
    size_t g, k;                /* sides that have ballots; items */
    size_t *which;              /* g: index of level */
    double n;                   /* ballots of all */
    double *x;                  /* g by k */
    double *v;                  /* g by k by k: of each side alone */
    struct mean_estimate *mean; /* room for k */
};

static void sides_free(struct sides *s)
{
    free(s->which);
    free(s->x);
    free(s->v);
    free(s->mean);
}

static void take_means(struct sides *s, const struct moments *m, double *x,
                       double *v)
{
    moments_means(m, s->slice->view->n, s->mean, v);
    for (size_t i = 0; i < s->k; i++)
        x[i] = s->mean[i].value;
}

static enum status sides_init(struct sides *s, const struct slice *slice,
                              const struct level_order *level, struct err *err)
{
    size_t n_levels = slice->split->n_levels, k = slice->subject->n_columns;

    *s = (struct sides){.slice = slice, .level = level, .k = k};
    s->base = base_is_chief(slice, BASE_COMPLETE) ? BASE_COMPLETE : BASE_RANKED;
    s->which = mem_array(n_levels, sizeof *s->which);
    s->x = mem_array(n_levels * k, sizeof *s->x);
    s->v = mem_array(n_levels * k * k, sizeof *s->v);
    s->mean = mem_array(k, sizeof *s->mean);
    if (!s->which || !s->x || !s->v || !s->mean)
        return err_nomem(err);
    for (size_t l = 0; l < n_levels; l++) {
        if (!level[l].n)
            continue;
        take_means(s, &level[l].places, s->x + s->g * k, s->v + s->g * k * k);
        s->n += (double)level[l].n;
        s->which[s->g++] = l;
    }
    return OK;
}

/* ---- covariances ------------------------------------------------------ */

/* Influences of the mean ranks of one level into columns from `at`. */
static void put_influences(const struct sides *s, size_t l, const double *x,
                           double w, double *u, size_t columns, size_t at)
{
    const struct poll *p = &s->level[l].poll;

    for (size_t row = 0; row < s->level[l].n; row++)
        for (size_t i = 0; i < s->k; i++)
            u[p->row[row] * columns + at + i] =
                (p->middle[row * s->k + i] - x[i]) / w;
}

/* Blocks of k by k along the diagonal. */
static void put_block(double *v, size_t columns, size_t at, const double *block,
                      size_t k)
{
    for (size_t i = 0; i < k; i++)
        memcpy(v + (at + i) * columns + at, block + i * k, k * sizeof *v);
}

/* x, v: of the side and of all others together, 2k and 2k by 2k. */
static enum status side_and_rest(struct sides *s, size_t side, double *x,
                                 double *v, struct err *err)
{
    size_t k = s->k, n = s->slice->subject->n, two = 2 * k;
    const struct level_order *own = &s->level[s->which[side]];
    struct moments rest;
    double *u, *block = mem_array(k * k, sizeof *block);
    enum status rc = moments_init(&rest, k, err);

    if (rc == OK && !block)
        rc = err_nomem(err);
    for (size_t o = 0; rc == OK && o < s->g; o++)
        if (o != side)
            moments_merge(&rest, &s->level[s->which[o]].places);
    if (rc == OK) {
        memset(v, 0, two * two * sizeof *v);
        take_means(s, &rest, x + k, block);
        put_block(v, two, k, block, k);
        memcpy(x, s->x + side * k, k * sizeof *x);
        put_block(v, two, 0, s->v + side * k * k, k);
    }
    if (rc == OK && !design_stands_alone(&s->slice->design)) {
        u = mem_array(n * two, sizeof *u);
        rc = u ? OK : err_nomem(err);
        for (size_t o = 0; rc == OK && o < s->g; o++)
            put_influences(s, s->which[o], o == side ? x : x + k,
                           o == side ? own->places.w : rest.w, u, two,
                           o == side ? 0 : k);
        if (rc == OK)
            rc = infer_covariance(&s->slice->design, u, two, v, err);
        free(u);
    }
    moments_free(&rest);
    free(block);
    return rc;
}

static enum status all_sides(const struct sides *s, double *v, struct err *err)
{
    size_t columns = s->g * s->k;
    double *u;
    enum status rc;

    if (design_stands_alone(&s->slice->design)) {
        for (size_t o = 0; o < s->g; o++)
            put_block(v, columns, o * s->k, s->v + o * s->k * s->k, s->k);
        return OK;
    }
    u = mem_array(s->slice->subject->n * columns, sizeof *u);
    if (!u)
        return err_nomem(err);
    for (size_t o = 0; o < s->g; o++)
        put_influences(s, s->which[o], s->x + o * s->k,
                       s->level[s->which[o]].places.w, u, columns, o * s->k);
    rc = infer_covariance(&s->slice->design, u, columns, v, err);
    free(u);
    return rc;
}

/* ---- rows ------------------------------------------------------------- */

static struct test wald_row(const struct sides *s, const char *name,
                            const struct wald *w)
{
    struct test t = slice_test(s->slice, s->base, name);

    t.value = w->f;
    t.df1 = w->df;
    t.df2 = w->df2;
    t.p = w->p;
    t.n = s->n;
    t.method = "Wald, linearisation";
    return t;
}

static enum status keep_whole(const struct sides *s, struct rows *rows,
                              struct err *err)
{
    size_t columns = s->g * s->k;
    double *v = mem_array(columns * columns, sizeof *v);
    struct test t;
    struct wald w;
    enum status rc = v ? all_sides(s, v, err) : err_nomem(err);

    if (rc == OK)
        rc = wald_groups(s->x, v, s->g, s->k, s->n - 1, &w, err);
    if (rc == OK) {
        t = wald_row(s, "mean_ranks", &w);
        rc = rows_test(rows, &t, err);
    }
    free(v);
    return rc;
}

/* The level less the rest, item by item, with t. */
static void item_rows(const struct sides *s, size_t side, const double *x,
                      const double *v, struct test *t)
{
    size_t k = s->k, two = 2 * k;

    for (size_t i = 0; i < k; i++) {
        struct interval in;

        t[i] = slice_test(s->slice, s->base, "mean_rank_rest");
        t[i].item = slice_item(s->slice, i);
        t[i].level = s->level[s->which[side]].level;
        t[i].family = s->slice->split->breakdown;
        t[i].difference = x[i] - x[k + i];
        t[i].se = sqrt(v[i * two + i] + v[(k + i) * two + k + i] -
                       2 * v[i * two + k + i]);
        t[i].df2 = s->n - 1;
        if (t[i].se > 0) {
            t[i].value = t[i].difference / t[i].se;
            t[i].p = 2 * gsl_cdf_tdist_Q(fabs(t[i].value), t[i].df2);
        }
        in = interval_t(t[i].difference, t[i].se, t[i].df2, 0.95);
        t[i].lower = in.lower;
        t[i].upper = in.upper;
        t[i].n = (double)s->level[s->which[side]].n;
        t[i].method = "t, linearisation; level less all other levels";
    }
}

static enum status adjust_rows(struct test *t, size_t n, struct err *err)
{
    double *p = mem_array(n, sizeof *p);
    enum status rc = p ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        p[i] = t[i].p;
    if (rc == OK)
        rc = adjust_p(ADJUST_HOLM, p, n, p, err);
    for (size_t i = 0; rc == OK && i < n; i++)
        t[i].p_adjusted = p[i];
    free(p);
    return rc;
}

/* Tau-b and Spearman's r of two orders by mean rank; r may be NULL.  Means that
 * rounding alone tells apart are level, whatever the weights. */
static enum status agree(const double *x, const double *y, size_t k,
                         double *tau, double *r, struct err *err)
{
    double *place = mem_array(2 * k, sizeof *place);
    enum status rc = place ? OK : err_nomem(err);

    if (rc == OK) {
        order_places(x, k, BETTER_LOWER, place);
        order_places(y, k, BETTER_LOWER, place + k);
        *tau = tau_b(place, place + k, k);
    }
    if (rc == OK && r)
        rc = spearman(place, place + k, k, r, err);
    free(place);
    return rc;
}

/* t: g rows of levels, then g by k of items. */
static enum status fill_rests(struct sides *s, struct test *t, struct err *err)
{
    size_t two = 2 * s->k;
    double *x = mem_array(two + two * two, sizeof *x);
    enum status rc = x ? OK : err_nomem(err);

    for (size_t o = 0; rc == OK && o < s->g; o++) {
        struct wald w;

        rc = side_and_rest(s, o, x, x + two, err);
        if (rc == OK)
            rc = wald_groups(x, x + two, 2, s->k, s->n - 1, &w, err);
        if (rc != OK)
            break;
        t[o] = wald_row(s, "mean_ranks_rest", &w);
        t[o].level = s->level[s->which[o]].level;
        t[o].family = s->slice->split->breakdown;
        t[o].n = (double)s->level[s->which[o]].n;
        t[o].effect = "tau";
        rc = agree(x, x + s->k, s->k, &t[o].effect_value, NULL, err);
        item_rows(s, o, x, x + two, t + s->g + o * s->k);
    }
    free(x);
    return rc;
}

static enum status keep_rests(struct sides *s, struct rows *rows,
                              struct err *err)
{
    size_t n = s->g * (1 + s->k);
    struct test *t = mem_array(n, sizeof *t);
    enum status rc = t ? fill_rests(s, t, err) : err_nomem(err);

    if (rc == OK)
        rc = adjust_rows(t, s->g, err);
    if (rc == OK)
        rc = adjust_rows(t + s->g, s->g * s->k, err);
    for (size_t i = 0; rc == OK && i < n; i++)
        rc = rows_test(rows, &t[i], err);
    free(t);
    return rc;
}

static enum status keep_pairs(const struct sides *s, struct rows *rows,
                              struct err *err)
{
    enum status rc = OK;

    for (size_t a = 0; rc == OK && a < s->g; a++)
        for (size_t b = a + 1; rc == OK && b < s->g; b++) {
            const double *x = s->x + a * s->k, *y = s->x + b * s->k;
            struct test t = slice_test(s->slice, s->base, "tau_groups");
            double r = (double)NAN;

            t.level = s->level[s->which[a]].level;
            t.other_level = s->level[s->which[b]].level;
            t.effect = "tau";
            rc = agree(x, y, s->k, &t.effect_value, &r, err);
            t.n = (double)(s->level[s->which[a]].n + s->level[s->which[b]].n);
            t.method = "tau-b of mean ranks";
            if (rc == OK)
                rc = rows_test(rows, &t, err);
            t.test = "spearman_groups";
            t.effect = "spearman";
            t.method = "Spearman of mean ranks";
            t.effect_value = r;
            if (rc == OK)
                rc = rows_test(rows, &t, err);
        }
    return rc;
}

/* ---- Plackett-Luce, together and apart -------------------------------- */

static enum status fit_together(const struct sides *s, struct luce *out,
                                struct err *err)
{
    size_t n = (size_t)s->n, at = 0;
    uint16_t *best = mem_array(n * s->k, sizeof *best);
    struct places p = {.n = n, .k = s->k, .place = best};
    enum status rc = best ? OK : err_nomem(err);

    for (size_t o = 0; rc == OK && o < s->g; o++) {
        const struct level_order *l = &s->level[s->which[o]];

        memcpy(best + at * s->k, l->poll.best, l->n * s->k * sizeof *best);
        at += l->n;
    }
    if (rc == OK)
        rc = luce_fit(out, &p, LUCE_TOP_K, NULL, err);
    free(best);
    return rc;
}

static enum status keep_ratio(const struct sides *s, struct rows *rows,
                              struct err *err)
{
    struct choice_fit *fit = mem_array(s->g, sizeof *fit);
    struct test t = slice_test(s->slice, s->base, "plackett_luce_ratio");
    struct likelihood_ratio ratio;
    struct luce all = {0};
    enum status rc = fit ? fit_together(s, &all, err) : err_nomem(err);

    for (size_t o = 0; rc == OK && o < s->g; o++)
        fit[o] = s->level[s->which[o]].fit;
    if (rc == OK) {
        ratio = luce_ratio(&all.fit, fit, s->g);
        t.value = ratio.chisq;
        t.df1 = ratio.df;
        t.p = ratio.p;
        t.n = s->n;
        t.method = "likelihood ratio; each level's worths against one set";
        rc = rows_test(rows, &t, err);
    }
    luce_free(&all);
    free(fit);
    return rc;
}

enum status groups_keep(const struct slice *slice,
                        const struct level_order *level, struct rows *rows,
                        struct err *err)
{
    struct sides s;
    bool crossing = strchr(slice->split->breakdown, '*') != NULL;
    enum status rc = sides_init(&s, slice, level, err);

    if (rc == OK && s.g > 1) {
        if (s.g * s.k <= WHOLE_COLUMNS)
            rc = keep_whole(&s, rows, err);
        if (rc == OK)
            rc = keep_rests(&s, rows, err);
        if (rc == OK && !crossing && s.g <= PAIRED_LEVELS)
            rc = keep_pairs(&s, rows, err);
        if (rc == OK && !slice->scheme->weight && s.k <= CHOICE_ITEMS &&
            s.g * s.k <= WHOLE_COLUMNS)
            rc = keep_ratio(&s, rows, err);
    }
    sides_free(&s);
    return rc;
}
