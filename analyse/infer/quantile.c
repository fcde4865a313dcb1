/* quantile.c - see quantile.h.
 *
 * A domain is laid out once as sums of weight up to each of its responses; a
 * quantile, the share at or below it and the two ends of its interval are then
 * look-ups in the same ladder. */
#include "analyse/infer/quantile.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

static const double tolerance = 1e-10;

/* Sums up to and with a rung. */
struct rung {
    double w, ww;
};

struct ladder {
    size_t n;
    const uint32_t *row; /* the response on each rung */
    const double *y;     /* by response */
    struct rung *rung;
    double w, ww; /* of all */
};

static void ladder_free(struct ladder *l)
{
    free(l->rung);
    *l = (struct ladder){0};
}

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

static enum status ladder_init(struct ladder *l, const struct design *d,
                               const double *y, const struct domain_order *o,
                               struct err *err)
{
    *l = (struct ladder){.n = o->n, .row = o->row, .y = y};
    while (l->n && isnan(y[l->row[l->n - 1]]))
        l->n--;
    l->rung = mem_array(l->n, sizeof *l->rung);
    if (!l->rung)
        return err_nomem(err);
    for (size_t k = 0; k < l->n; k++) {
        double w = weight_of(d, l->row[k]);

        l->w += w;
        l->ww += w * w;
        l->rung[k] = (struct rung){l->w, l->ww};
    }
    return OK;
}

static double share_at(const struct ladder *l, size_t rung)
{
    return l->rung[rung].w / l->w;
}

static double y_at(const struct ladder *l, size_t rung)
{
    return l->y[l->row[rung]];
}

/* The first rung whose share is not below q. */
static size_t rung_of(const struct ladder *l, double q)
{
    size_t low = 0, high = l->n - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (share_at(l, middle) < q - tolerance)
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
    if (rule == QUANTILE_SCHOOL && share_at(l, k) <= q + tolerance &&
        k + 1 < l->n)
        return (y_at(l, k) + y_at(l, k + 1)) / 2;
    return y_at(l, k);
}

/* Of a design that is not simple, with `below` of the rungs below: the
 * variance of the share p. */
static enum status variance_below(const struct ladder *l,
                                  const struct design *d, size_t below,
                                  double p, double *variance, struct err *err)
{
    const double g[2] = {(1 - p) / l->w, -p / l->w};
    int32_t *code = mem_array(d->n, sizeof *code);
    double v[4];
    enum status rc = OK;

    if (!code)
        return err_nomem(err);
    for (size_t i = 0; i < d->n; i++)
        code[i] = -1;
    for (size_t k = 0; k < l->n; k++)
        code[l->row[k]] = k < below ? 0 : 1;
    rc = infer_sparse(d, code, 2, NULL, 1, v, err);
    free(code);
    *variance =
        g[0] * g[0] * v[0] + 2 * g[0] * g[1] * v[1] + g[1] * g[1] * v[3];
    return rc;
}

/* How many rungs are at or below `value`. */
static size_t rungs_below(const struct ladder *l, double value)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (y_at(l, middle) <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The share at or below `value` as the estimate that it is. */
static enum status share_below(const struct ladder *l, const struct design *d,
                               double value, double df, struct mean_estimate *e,
                               double *yes, struct err *err)
{
    struct cell in = {0, 0, 0}, of = {(double)l->n, l->w, l->ww};
    size_t below = rungs_below(l, value);
    double variance = 0;
    enum status rc = OK;

    if (below > 0)
        in = (struct cell){(double)below, l->rung[below - 1].w,
                           l->rung[below - 1].ww};
    *e = infer_share(in, of, (double)d->n);
    if (!design_is_simple(d)) {
        rc = variance_below(l, d, below, e->value, &variance, err);
        e->se = sqrt(fmax(0, variance));
    }
    *yes = in.n;
    e->df = df;
    e->deff = (double)NAN;
    return rc;
}

static enum status one(const struct ladder *l, const struct design *d, double q,
                       double df, const struct quantile_options *o,
                       struct quantile *quantile, struct err *err)
{
    struct mean_estimate share;
    struct interval in;
    double yes;
    enum status rc;

    quantile->value = value_at(l, q, o->rule);
    rc = share_below(l, d, quantile->value, df, &share, &yes, err);
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

/* Of a domain with a member. */
static enum status df_of(const struct ladder *l, const struct design *d,
                         double *df, struct err *err)
{
    unsigned char *in;

    *df = (double)l->n - 1;
    if (!d->stratum && !d->cluster)
        return OK;
    in = mem_array(d->n, 1);
    if (!in)
        return err_nomem(err);
    for (size_t k = 0; k < l->n; k++)
        in[l->row[k]] = 1;
    *df = design_df(d, in);
    free(in);
    return isnan(*df) ? err_nomem(err) : OK;
}

enum status quantile_estimate(const struct design *design, const double *y,
                              const struct domain_order *order, const double *q,
                              size_t n_q,
                              const struct quantile_options *options,
                              struct quantile *quantile, struct err *err)
{
    const double none = (double)NAN;
    struct ladder ladder = {0};
    enum status rc = check(q, n_q, options, err);
    double df = none;

    if (rc == OK)
        rc = ladder_init(&ladder, design, y, order, err);
    if (rc == OK && ladder.n > 0)
        rc = df_of(&ladder, design, &df, err);
    for (size_t j = 0; rc == OK && j < n_q; j++) {
        quantile[j] = (struct quantile){none, {none, none}, none};
        if (ladder.n > 0)
            rc = one(&ladder, design, q[j], df, options, &quantile[j], err);
    }
    ladder_free(&ladder);
    return rc;
}

const char *quantile_rule_name(enum quantile_rule rule)
{
    return rule == QUANTILE_MATH ? "math" : "school";
}
