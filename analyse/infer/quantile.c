/* quantile.c - see quantile.h.
 *
 * A domain is laid out once as values with their cumulative shares; a quantile
 * and the two ends of its interval are then look-ups in the same ladder. */
#include "analyse/infer/quantile.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

static const double tolerance = 1e-10;

struct ladder {
    size_t n;
    double *y, *share; /* ascending */
    unsigned char *in; /* by response: a member with a value */
    int32_t *code;     /* by response, for the share at or below a value */
    double w, ww;
};

static void ladder_free(struct ladder *l)
{
    free(l->y);
    free(l->in);
    free(l->code);
    *l = (struct ladder){0};
}

static enum status ladder_init(struct ladder *l, const struct design *d,
                               const double *y, const size_t *order,
                               const unsigned char *member, struct err *err)
{
    *l = (struct ladder){0};
    l->y = mem_array(2 * d->n, sizeof *l->y);
    l->in = mem_array(d->n, 1);
    l->code = mem_array(d->n, sizeof *l->code);
    if (!l->y || !l->in || !l->code) {
        ladder_free(l);
        return err_nomem(err);
    }
    l->share = l->y + d->n;
    for (size_t o = 0; o < d->n; o++) {
        size_t i = order[o];
        double w = d->weight ? d->weight[i] : 1;

        if ((member && !member[i]) || isnan(y[i]))
            continue;
        l->in[i] = 1;
        l->w += w;
        l->ww += w * w;
        l->y[l->n] = y[i];
        l->share[l->n++] = l->w;
    }
    for (size_t k = 0; k < l->n; k++)
        l->share[k] /= l->w;
    return OK;
}

/* The first rung whose share is not below q. */
static size_t rung_of(const struct ladder *l, double q)
{
    size_t low = 0, high = l->n - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (l->share[middle] < q - tolerance)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double value_at(const struct ladder *l, double q,
                       enum quantile_rule rule)
{
    size_t k;

    if (l->n == 0 || !(q >= 0 && q <= 1))
        return (double)NAN;
    k = rung_of(l, q);
    if (rule == QUANTILE_SCHOOL && l->share[k] <= q + tolerance && k + 1 < l->n)
        return (l->y[k] + l->y[k + 1]) / 2;
    return l->y[k];
}

/* The share at or below `value` as the estimate that it is. */
static enum status share_below(const struct ladder *l, const struct design *d,
                               const double *y, double value, double df,
                               struct mean_estimate *e, double *yes,
                               struct err *err)
{
    double p = 0, g[2], v[4];
    enum status rc;

    *yes = 0;
    for (size_t i = 0; i < d->n; i++) {
        l->code[i] = !l->in[i] ? -1 : y[i] <= value ? 0 : 1;
        if (l->code[i] == 0) {
            p += d->weight ? d->weight[i] : 1;
            ++*yes;
        }
    }
    p = *yes >= (double)l->n ? 1 : p / l->w;
    rc = infer_sparse(d, l->code, 2, NULL, 1, v, err);
    if (rc != OK)
        return rc;
    g[0] = (1 - p) / l->w;
    g[1] = -p / l->w;
    *e = (struct mean_estimate){.value = p,
                                .df = df,
                                .n = (double)l->n,
                                .n_weighted = l->w,
                                .n_effective = l->w * l->w / l->ww,
                                .deff = (double)NAN};
    e->se = sqrt(fmax(0, g[0] * g[0] * v[0] + 2 * g[0] * g[1] * v[1] +
                             g[1] * g[1] * v[3]));
    return OK;
}

static enum status one(const struct ladder *l, const struct design *d,
                       const double *y, double q, double df,
                       const struct quantile_options *o,
                       struct quantile *quantile, struct err *err)
{
    struct mean_estimate share;
    struct interval in;
    double yes;
    enum status rc;

    quantile->value = value_at(l, q, o->rule);
    rc = share_below(l, d, y, quantile->value, df, &share, &yes, err);
    if (rc != OK)
        return rc;
    in = o->kind->of(&share, yes, o->confidence);
    quantile->interval = (struct interval){value_at(l, in.lower, o->rule),
                                           value_at(l, in.upper, o->rule)};
    quantile->se = (quantile->interval.upper - quantile->interval.lower) /
                   (2 * tail_t_within(o->confidence, df));
    return OK;
}

static enum status check(const double *q, size_t n_q,
                         const struct quantile_options *o, struct err *err)
{
    if (!o->kind || o->kind->counts_only)
        return err_set(err, ERR_INPUT,
                       "a quantile's interval needs a kind that knows the "
                       "design, such as beta or logit");
    for (size_t j = 0; j < n_q; j++)
        if (!(q[j] >= 0 && q[j] <= 1))
            return err_set(err, ERR_INPUT,
                           "there is no quantile %g; it is from 0 to 1", q[j]);
    return OK;
}

enum status quantile_estimate(const struct design *design, const double *y,
                              const size_t *order, const unsigned char *member,
                              const double *q, size_t n_q,
                              const struct quantile_options *options,
                              struct quantile *quantile, struct err *err)
{
    const double none = (double)NAN;
    struct ladder ladder = {0};
    enum status rc = check(q, n_q, options, err);
    double df;

    if (rc == OK)
        rc = ladder_init(&ladder, design, y, order, member, err);
    if (rc != OK)
        return rc;
    df = design_df(design, ladder.in);
    if (isnan(df))
        rc = err_nomem(err);
    for (size_t j = 0; rc == OK && j < n_q; j++) {
        quantile[j] = (struct quantile){none, {none, none}, none};
        if (ladder.n > 0)
            rc = one(&ladder, design, y, q[j], df, options, &quantile[j], err);
    }
    ladder_free(&ladder);
    return rc;
}

const char *quantile_rule_name(enum quantile_rule rule)
{
    return rule == QUANTILE_MATH ? "math" : "school";
}
