/* covariance.c - the dense entry: influence columns in, covariance out.
 *
 * Totals by cluster are formed in order of responses and centred in their
 * stratum before they are multiplied, so that a large mean costs no digits. */
#include "analyse/infer/design.h"

#include <stdbool.h>
#include <math.h>
#include <stdlib.h>
#include "analyse/infer/calibrate.h"
#include "core/base/mem.h"

/* total: clusters by k, the sums of z; mean: strata by k; off: room for k. */
struct totals {
    size_t k, n_clusters;
    double *total, *mean, *grand, *off;
};

static enum status totals_init(struct totals *t, const struct design *d,
                               size_t n_strata, size_t k, struct err *err)
{
    size_t clusters = design_clusters(d);

    *t = (struct totals){.k = k, .n_clusters = clusters};
    t->total = mem_array((clusters + n_strata + 2) * k, sizeof *t->total);
    if (!t->total)
        return err_nomem(err);
    t->mean = t->total + clusters * k;
    t->grand = t->mean + n_strata * k;
    t->off = t->grand + k;
    return OK;
}

static void add_responses(struct totals *t, const struct design *d,
                          const double *u)
{
    for (size_t i = 0; i < d->n; i++) {
        double w = d->weight ? d->weight[i] : 1;
        double *total = t->total + (d->cluster ? d->cluster[i] : i) * t->k;

        for (size_t j = 0; j < t->k; j++)
            total[j] += w * u[i * t->k + j];
    }
}

static void find_means(struct totals *t, const struct strata *s)
{
    double all = 0;

    for (size_t c = 0; c < t->n_clusters; c++) {
        size_t h = strata_home(s->home, c);

        for (size_t j = 0; h < s->n && j < t->k; j++)
            t->mean[h * t->k + j] += t->total[c * t->k + j];
    }
    for (size_t h = 0; h < s->n; h++) {
        all += s->clusters[h];
        for (size_t j = 0; j < t->k; j++) {
            t->grand[j] += t->mean[h * t->k + j];
            if (s->clusters[h] > 0)
                t->mean[h * t->k + j] /= s->clusters[h];
        }
    }
    for (size_t j = 0; j < t->k; j++)
        t->grand[j] /= all;
}

/* (1 - f_h) n_h / (n_h - 1); of a lonely stratum what its rule makes of it. */
static double stratum_factor(const struct design *d, size_t h, double n)
{
    double rest = d->population ? 1 - n / d->population[h] : 1;

    if (n > 1)
        return rest * n / (n - 1);
    if (d->lonely == LONELY_FAIL && rest > 0)
        return (double)NAN; /* one response in all: nothing varies */
    return d->lonely == LONELY_ADJUST ? rest : 0;
}

/* Into the lower triangle. */
static void add_cluster(const struct totals *t, size_t c, const double *centre,
                        double factor, double *restrict v)
{
    const double *z = t->total + c * t->k;
    double *restrict off = t->off;

    for (size_t i = 0; i < t->k; i++) {
        double by = factor * (off[i] = z[i] - centre[i]);

        for (size_t j = 0; j <= i; j++)
            v[i * t->k + j] += by * off[j];
    }
}

/* For LONELY_AVERAGE: how much the strata that have two stand for all. */
static double average_factor(const struct design *d, const struct strata *s)
{
    double used = 0, two = 0;

    if (d->lonely != LONELY_AVERAGE)
        return 1;
    for (size_t h = 0; h < s->n; h++) {
        bool certain = d->population && d->population[h] == 1;

        used += s->clusters[h] > 0;
        two += s->clusters[h] > 1 || (s->clusters[h] > 0 && certain);
    }
    return used / two;
}

static void add_up(const struct totals *t, const struct design *d,
                   const struct strata *s, double *v)
{
    double average = average_factor(d, s);

    for (size_t i = 0; i < t->k * t->k; i++)
        v[i] = 0;
    for (size_t c = 0; c < t->n_clusters; c++) {
        size_t h = strata_home(s->home, c);
        const double *centre;

        if (h >= s->n)
            continue;
        centre = s->clusters[h] > 1 ? t->mean + h * t->k : t->grand;
        add_cluster(t, c, centre,
                    average * stratum_factor(d, h, s->clusters[h]), v);
    }
    for (size_t i = 0; i < t->k; i++)
        for (size_t j = 0; j < i; j++)
            v[j * t->k + i] = v[i * t->k + j];
}

enum status infer_covariance(const struct design *design, const double *u,
                             size_t k, double *v, struct err *err)
{
    struct strata strata = {0};
    struct totals totals = {0};
    double *residual = NULL;
    enum status rc = strata_init(&strata, design, err);

    if (rc == OK)
        rc = totals_init(&totals, design, strata.n, k, err);
    if (rc == OK && design->calibration) {
        rc = calibrate_residuals(design, u, k, &residual, err);
        u = residual;
    }
    if (rc == OK) {
        add_responses(&totals, design, u);
        find_means(&totals, &strata);
        add_up(&totals, design, &strata, v);
    }
    free(residual);
    free(totals.total);
    strata_free(&strata);
    return rc;
}
