/* sparse.c - see sparse.h.
 *
 * Three ways to the same sum.  Without clusters, the products z z' of a
 * stratum fall into blocks, one a cell, so that n z z' is never formed; with
 * clusters, their totals are responses of a smaller design without weights;
 * calibration takes its part away afterwards (projection.h). */
#include "analyse/infer/sparse.h"

#include <stdlib.h>
#include <string.h>
#include "analyse/infer/design.h"
#include "analyse/infer/projection.h"
#include "core/base/mem.h"

struct sparse {
    const struct design *design;
    const int32_t *code;
    size_t n_codes;
    const double *x;
    size_t m, k; /* k = n_codes * m */
};

bool design_is_simple(const struct design *d)
{
    return !d->stratum && !d->cluster && !d->population && !d->calibration;
}

static double value_of(const struct sparse *s, size_t i, size_t j)
{
    return s->x ? s->x[i * s->m + j] : 1;
}

static double weighted(const struct sparse *s, size_t i, size_t j)
{
    double w = s->design->weight ? s->design->weight[i] : 1;

    return w * value_of(s, i, j);
}

static enum status dense(const struct sparse *s, double *v, struct err *err)
{
    double *u = mem_array(s->design->n * s->k, sizeof *u);
    enum status rc;

    if (!u)
        return err_nomem(err);
    for (size_t i = 0; i < s->design->n; i++)
        for (size_t j = 0; s->code[i] >= 0 && j < s->m; j++)
            u[i * s->k + (size_t)s->code[i] * s->m + j] = value_of(s, i, j);
    rc = infer_covariance(s->design, u, s->k, v, err);
    free(u);
    return rc;
}

/* Clusters as responses: place[c] is where cluster c went. */
static enum status by_cluster(const struct sparse *s,
                              const struct strata *strata, double *v,
                              struct err *err)
{
    size_t all = design_clusters(s->design), used = 0;
    struct design small = *s->design;
    size_t *place = mem_array(all, sizeof *place);
    uint32_t *stratum = mem_array(all, sizeof *stratum);
    double *u = mem_array(all * s->k, sizeof *u);
    enum status rc = OK;

    if (!place || !stratum || !u) {
        rc = err_nomem(err);
        goto done;
    }
    for (size_t c = 0; c < all; c++)
        if (strata->home[c] < strata->n) {
            stratum[used] = (uint32_t)strata->home[c];
            place[c] = used++;
        }
    for (size_t i = 0; i < s->design->n; i++)
        for (size_t j = 0; s->code[i] >= 0 && j < s->m; j++)
            u[place[s->design->cluster[i]] * s->k + (size_t)s->code[i] * s->m +
              j] += weighted(s, i, j);
    small.n = used;
    small.weight = NULL;
    small.cluster = NULL;
    small.stratum = stratum;
    small.n_strata = strata->n;
    rc = infer_covariance(&small, u, s->k, v, err);
done:
    free(u);
    free(stratum);
    free(place);
    return rc;
}

/* Sums of a stratum: total by column, product by cell (m by m each). */
struct sums {
    double *total, *product;
};

static void add_response(const struct sparse *s, const struct sums *at,
                         size_t i)
{
    size_t first = (size_t)s->code[i] * s->m;
    double w = s->design->weight ? s->design->weight[i] : 1;

    for (size_t j = 0; j < s->m; j++) {
        double z = w * value_of(s, i, j);
        double *product = at->product + (first + j) * s->m;

        at->total[first + j] += z;
        for (size_t l = 0; l < s->m; l++)
            product[l] += z * (w * value_of(s, i, l));
    }
}

/* factor * (sum z z' - total total' / n) */
static void add_stratum(const struct sparse *s, const struct sums *at, double n,
                        double factor, double *v)
{
    for (size_t a = 0; a < s->k; a++)
        for (size_t b = 0; factor > 0 && b < s->k; b++)
            v[a * s->k + b] -= factor * at->total[a] * at->total[b] / n;
    for (size_t a = 0; a < s->k; a++)
        for (size_t l = 0; l < s->m; l++)
            v[a * s->k + a / s->m * s->m + l] +=
                factor * at->product[a * s->m + l];
}

static enum status by_stratum(const struct sparse *s,
                              const struct strata *strata, double *v,
                              struct err *err)
{
    const struct design *d = s->design;
    size_t each = s->k * (1 + s->m);
    double *sums = mem_array(strata->n * each, sizeof *sums);

    if (!sums)
        return err_nomem(err);
    for (size_t i = 0; i < d->n; i++) {
        double *home = sums + (d->stratum ? d->stratum[i] : 0) * each;
        struct sums at = {home, home + s->k};

        if (s->code[i] >= 0)
            add_response(s, &at, i);
    }
    memset(v, 0, s->k * s->k * sizeof *v);
    for (size_t h = 0; h < strata->n; h++) {
        double *home = sums + h * each, n = strata->clusters[h];
        double rest = d->population ? 1 - n / d->population[h] : 1;

        if (n > 1)
            add_stratum(s, &(struct sums){home, home + s->k}, n,
                        rest * n / (n - 1), v);
    }
    free(sums);
    return OK;
}

/* The rules for lonely strata other than to leave them out belong to the
 * dense entry, which is the one place that knows them. */
static bool lonely(const struct design *d, const struct strata *strata)
{
    bool found = false;

    for (size_t h = 0; h < strata->n; h++)
        found = found || strata->clusters[h] == 1;
    return found && d->lonely != LONELY_REMOVE;
}

enum status infer_sparse(const struct design *design, const int32_t *code,
                         size_t n_codes, const double *x, size_t m, double *v,
                         struct err *err)
{
    struct sparse s = {design, code, n_codes, x, x ? m : 1, 0};
    struct strata strata = {0};
    enum status rc;

    s.k = n_codes * s.m;
    rc = strata_init(&strata, design, err);
    if (rc != OK)
        return rc;
    if (design->calibration && !design->cluster && lonely(design, &strata))
        rc = dense(&s, v, err);
    else if (design->calibration)
        rc = projected_sparse(design, code, n_codes, x, s.m, v, err);
    else if (design->cluster)
        rc = by_cluster(&s, &strata, v, err);
    else if (lonely(design, &strata))
        rc = dense(&s, v, err);
    else
        rc = by_stratum(&s, &strata, v, err);
    strata_free(&strata);
    return rc;
}
