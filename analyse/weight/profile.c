/* profile.c - see profile.h.
 *
 * Without strata, clusters and calibration the covariance of the shares comes
 * from sums by level, so that a million responses need no columns. */
#include "analyse/weight/profile.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "core/base/mem.h"

/* What is at hand while one margin is compared. */
struct comparison {
    const struct design *design;
    const struct weight_margin *margin;
    const unsigned char *member;
    struct profile_level *level;
    struct profile *out;
    double *w, *ww; /* by level: sums of weights and of their squares */
    double *v;      /* levels by levels: covariance of the shares */
    double all;     /* weight of those compared */
    bool equal;     /* weights */
};

static bool simple(const struct design *d)
{
    return !d->stratum && !d->cluster && !d->population && !d->calibration;
}

/* The level of a response that is compared, or -1. */
static int32_t compared(const struct comparison *c, size_t i)
{
    int32_t l = c->margin->level[i];

    if ((c->member && !c->member[i]) || l < 0 || isnan(c->margin->target[l]))
        return -1;
    return l;
}

/* Who is where; weights of everyone in the domain add up to `total`. */
static double count(struct comparison *c)
{
    double total = 0, first = 0;

    c->equal = true;
    for (size_t i = 0; i < c->design->n; i++) {
        double w = c->design->weight ? c->design->weight[i] : 1;
        int32_t l = c->margin->level[i];

        if (c->member && !c->member[i])
            continue;
        total += w;
        c->out->n_all++;
        if (l < 0) {
            c->out->n_missing++;
            c->out->missing_share += w;
            continue;
        }
        c->level[l].n++;
        c->w[l] += w;
        c->ww[l] += w * w;
        if (isnan(c->margin->target[l])) {
            c->out->n_no_target++;
            continue;
        }
        first = c->out->n++ > 0 ? first : w;
        c->all += w;
        c->equal = c->equal && fabs(w - first) <= 1e-12 * first;
    }
    return total;
}

static enum status set_levels(struct comparison *c, double total,
                              struct err *err)
{
    const struct weight_margin *m = c->margin;
    double sum = 0;

    for (size_t l = 0; l < m->n_levels; l++)
        sum += isnan(m->target[l]) ? 0 : m->target[l];
    if (!(sum > 0))
        return err_at(err, ERR_INPUT, m->file, 0,
                      "margin %s has no target above 0", m->name);
    c->out->missing_share /= total;
    for (size_t l = 0; l < m->n_levels; l++) {
        struct profile_level *at = &c->level[l];

        at->share_of_all = c->w[l] / total;
        at->target = m->target[l] / sum;
        at->share = isnan(at->target) ? (double)NAN : c->w[l] / c->all;
        at->gap = at->share - at->target;
        at->index = at->target > 0 ? 100 * at->share / at->target : (double)NAN;
        at->se = (double)NAN;
        if (!isnan(at->target))
            c->out->dissimilarity += fabs(at->gap) / 2;
    }
    return OK;
}

/* u = (1 if in the level - share) / W, and its covariance. */
static enum status dense(struct comparison *c, struct err *err)
{
    size_t n = c->design->n, k = c->margin->n_levels;
    double *u = mem_array(n, k * sizeof *u);
    enum status rc;

    if (!u)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        int32_t at = compared(c, i);

        for (size_t l = 0; l < k && at >= 0; l++)
            if (!isnan(c->level[l].target))
                u[i * k + l] = ((size_t)at == l ? 1 - c->level[l].share
                                                : -c->level[l].share) /
                               c->all;
    }
    rc = infer_covariance(c->design, u, k, c->v, err);
    free(u);
    return rc;
}

/* The same from sums: n/(n-1) [ d_ab S_a - p_b S_a - p_a S_b + p_a p_b S ] /
 * W^2, S the sums of w^2. */
static void by_sums(struct comparison *c)
{
    size_t k = c->margin->n_levels;
    double n = (double)c->design->n, factor, all = 0;

    factor = n / (n - 1) / (c->all * c->all);
    for (size_t l = 0; l < k; l++)
        all += isnan(c->level[l].target) ? 0 : c->ww[l];
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++) {
            double p = c->level[a].share, q = c->level[b].share;

            if (isnan(p) || isnan(q))
                continue;
            c->v[a * k + b] = factor * ((a == b ? c->ww[a] : 0) - q * c->ww[a] -
                                        p * c->ww[b] + p * q * all);
        }
}

static enum status df_of(const struct comparison *c, double *df,
                         struct err *err)
{
    unsigned char *member = mem_array(c->design->n, 1);

    if (!member)
        return err_nomem(err);
    for (size_t i = 0; i < c->design->n; i++)
        member[i] = compared(c, i) >= 0;
    *df = design_df(c->design, member);
    free(member);
    return isnan(*df) ? err_nomem(err) : OK;
}

static enum status test(struct comparison *c, struct err *err)
{
    size_t k = c->margin->n_levels;
    struct profile *out = c->out;
    double levels = 0, trace = 0, squares = 0, df = 0;

    out->statistic = out->df1 = out->df2 = out->p = (double)NAN;
    for (size_t a = 0; a < k; a++) {
        const struct profile_level *l = &c->level[a];

        if (isnan(l->target) || (l->target <= 0 && l->n <= 0))
            continue;
        levels++;
        out->chi_square += out->n * l->gap * l->gap / l->target;
        trace += out->n * c->v[a * k + a] / l->target;
        for (size_t b = 0; b < k; b++)
            if (c->level[b].target > 0)
                squares += out->n * out->n * c->v[a * k + b] * c->v[a * k + b] /
                           (l->target * c->level[b].target);
    }
    if (levels < 2 || !isfinite(out->chi_square))
        return OK;
    if (!out->design_based) {
        out->statistic = out->chi_square;
        out->df1 = levels - 1;
        out->p = gsl_cdf_chisq_Q(out->statistic, out->df1);
        return OK;
    }
    if (df_of(c, &df, err) != OK)
        return ERR_NOMEM;
    if (!(trace > 0 && df > 0))
        return OK;
    out->statistic = out->chi_square / trace;
    out->df1 = trace * trace / squares;
    out->df2 = out->df1 * df;
    out->p = gsl_cdf_fdist_Q(out->statistic, out->df1, out->df2);
    return OK;
}

static enum status compare(struct comparison *c, struct err *err)
{
    size_t k = c->margin->n_levels;
    enum status rc = set_levels(c, count(c), err);

    if (rc != OK)
        return rc;
    c->out->design_based = !simple(c->design) || !c->equal;
    if (simple(c->design))
        by_sums(c);
    else
        rc = dense(c, err);
    if (rc != OK)
        return rc;
    for (size_t l = 0; l < k; l++)
        if (!isnan(c->level[l].share))
            c->level[l].se = sqrt(fmax(0, c->v[l * k + l]));
    return test(c, err);
}

enum status profile_compare(const struct design *design,
                            const struct weight_margin *margin,
                            const unsigned char *member,
                            struct profile_level *level, struct profile *out,
                            struct err *err)
{
    size_t k = margin->n_levels;
    struct profile found = {0};
    struct comparison c = {.design = design,
                           .margin = margin,
                           .member = member,
                           .level = level,
                           .out = &found};
    enum status rc = design_check(design, err);

    if (rc != OK)
        return rc;
    for (size_t l = 0; l < k; l++)
        level[l] = (struct profile_level){0};
    c.w = mem_array(2 * k + k * k, sizeof *c.w);
    if (!c.w)
        return err_nomem(err);
    c.ww = c.w + k;
    c.v = c.ww + k;
    rc = compare(&c, err);
    free(c.w);
    if (rc == OK)
        *out = found;
    return rc;
}
