/* replicate.c - see replicate.h. */
#include "analyse/infer/replicate.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "core/base/mem.h"

double replicates_fay(size_t count, double rho)
{
    return 1 / ((double)count * (1 - rho) * (1 - rho));
}

void replicates_free(struct replicates *r)
{
    free(r->rscale);
    free(r->home);
    free(r->size);
    free(r->place);
    free(r->draw);
    free(r->member);
    free(r->first);
    *r = (struct replicates){0};
}

static enum status start(struct replicates *r, const struct design *design,
                         size_t count, struct err *err)
{
    *r = (struct replicates){.design = design, .count = count, .scale = 1};
    r->rscale = mem_array(count, sizeof *r->rscale);
    if (!r->rscale)
        return err_nomem(err);
    for (size_t i = 0; i < count; i++)
        r->rscale[i] = 1;
    return OK;
}

enum status replicates_supplied(struct replicates *r,
                                const struct design *design,
                                const struct supplied *supplied,
                                struct err *err)
{
    size_t n = design->n * supplied->count;

    *r = (struct replicates){0};
    if (supplied->count == 0)
        return err_set(err, ERR_INPUT, "there are no replicate weights");
    for (size_t i = 0; i < n; i++)
        if (!(supplied->factor[i] >= 0 && isfinite(supplied->factor[i])))
            return err_set(err, ERR_INPUT,
                           "response %zu has the replicate weight %g; it is "
                           "a number of 0 or above",
                           i / supplied->count + 1, supplied->factor[i]);
    if (start(r, design, supplied->count, err) != OK)
        return ERR_NOMEM;
    r->kind = REPLICATE_SUPPLIED;
    r->factor = supplied->factor;
    r->combined = supplied->combined;
    r->scale = supplied->scale;
    for (size_t i = 0; supplied->rscale && i < r->count; i++)
        r->rscale[i] = supplied->rscale[i];
    return OK;
}

/* Takes over what strata_init() found, so that each cluster's stratum is
 * looked up once. */
static void adopt(struct replicates *r, struct strata *strata)
{
    r->n_strata = strata->n;
    r->home = strata->home;
    r->size = strata->clusters;
    *strata = (struct strata){0};
}

static bool certain(const struct design *d, const struct strata *s, size_t h)
{
    return d->lonely == LONELY_REMOVE ||
           (d->population && d->population[h] == s->clusters[h]);
}

static enum status check_lonely(const struct design *d, const struct strata *s,
                                struct err *err)
{
    for (size_t h = 0; h < s->n; h++)
        if (s->clusters[h] == 1 && !certain(d, s, h))
            return err_set(err, ERR_INPUT,
                           "stratum %zu has one cluster alone, which "
                           "replicates cannot do without; join it to another",
                           h + 1);
    return OK;
}

static double fpc_of(const struct design *d, size_t h, double n)
{
    return d->population ? 1 - n / d->population[h] : 1;
}

static void place_jackknife(struct replicates *r, const struct strata *s)
{
    size_t at = 0;

    for (size_t c = 0; c < design_clusters(r->design); c++) {
        size_t h = strata_home(s->home, c);
        double n = h < s->n ? s->clusters[h] : 0;

        if (n < 2)
            continue;
        r->place[at] = c;
        r->rscale[at++] = (n - 1) / n * fpc_of(r->design, h, n);
    }
}

enum status replicates_jackknife(struct replicates *r,
                                 const struct design *design, struct err *err)
{
    struct strata strata = {0};
    enum status rc;
    size_t count = 0;

    *r = (struct replicates){0};
    rc = strata_init(&strata, design, err);
    if (rc == OK)
        rc = check_lonely(design, &strata, err);
    for (size_t h = 0; rc == OK && h < strata.n; h++)
        count += strata.clusters[h] > 1 ? (size_t)strata.clusters[h] : 0;
    if (rc == OK)
        rc = start(r, design, count, err);
    if (rc != OK)
        goto done;
    r->kind = REPLICATE_JACKKNIFE;
    r->place = mem_array(count, sizeof *r->place);
    if (!r->place) {
        rc = err_nomem(err);
        goto done;
    }
    place_jackknife(r, &strata);
    adopt(r, &strata);
done:
    strata_free(&strata);
    if (rc != OK)
        replicates_free(r);
    return rc;
}

/* member: clusters by stratum, first[h] where those of h begin. */
static void list_members(struct replicates *r, const struct strata *s)
{
    size_t at = 0;

    for (size_t h = 0; h < s->n; h++) {
        r->first[h] = at;
        at += (size_t)s->clusters[h];
    }
    for (size_t c = 0; c < design_clusters(r->design); c++)
        if (strata_home(s->home, c) < s->n)
            r->member[r->first[strata_home(s->home, c)]++] = c;
    for (size_t h = 0; h < s->n; h++)
        r->first[h] -= (size_t)s->clusters[h];
}

enum status replicates_bootstrap(struct replicates *r,
                                 const struct design *design, size_t count,
                                 uint64_t seed, struct err *err)
{
    struct strata strata = {0};
    size_t clusters = design_clusters(design);
    enum status rc;

    *r = (struct replicates){0};
    if (count < 2)
        return err_set(err, ERR_INPUT, "a bootstrap needs 2 replicates");
    rc = strata_init(&strata, design, err);
    if (rc == OK)
        rc = check_lonely(design, &strata, err);
    if (rc == OK)
        rc = start(r, design, count, err);
    if (rc != OK)
        goto done;
    r->kind = REPLICATE_BOOTSTRAP;
    r->seed = seed;
    r->scale = 1 / ((double)count - 1);
    r->draw = mem_array(clusters, sizeof *r->draw);
    r->member = mem_array(clusters, sizeof *r->member);
    r->first = mem_array(strata.n, sizeof *r->first);
    if (!r->draw || !r->member || !r->first) {
        rc = err_nomem(err);
        goto done;
    }
    list_members(r, &strata);
    adopt(r, &strata);
done:
    strata_free(&strata);
    if (rc != OK)
        replicates_free(r);
    return rc;
}

/* SplitMix64: each replicate has a stream of its own from the seed, so that
 * replicates can be made in any order. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static size_t below(uint64_t *state, size_t n)
{
    double u = (double)(next_random(state) >> 11) / 9007199254740992.0;

    return (size_t)(u * (double)n);
}

static void draw_stratum(const struct replicates *r, size_t h, uint64_t *state)
{
    const size_t *member = r->member + r->first[h];
    size_t n = (size_t)r->size[h];
    double lambda = sqrt(fpc_of(r->design, h, r->size[h]));

    for (size_t c = 0; c < n; c++)
        r->draw[member[c]] = n > 1 ? 1 - lambda : 1;
    for (size_t c = 0; c + 1 < n; c++)
        r->draw[member[below(state, n)]] +=
            lambda * (double)n / (double)(n - 1);
}

static double jackknife_factor(const struct replicates *r, size_t out,
                               size_t cluster)
{
    size_t h = strata_home(r->home, out);

    if (cluster == out)
        return 0;
    return strata_home(r->home, cluster) == h ? r->size[h] / (r->size[h] - 1)
                                              : 1;
}

void replicates_weights(const struct replicates *r, size_t which,
                        double *weight)
{
    const struct design *d = r->design;
    uint64_t state = r->seed + (which + 1) * UINT64_C(0xd1342543de82ef95);

    for (size_t h = 0; r->kind == REPLICATE_BOOTSTRAP && h < r->n_strata; h++)
        draw_stratum(r, h, &state);
    for (size_t i = 0; i < d->n; i++) {
        size_t c = d->cluster ? d->cluster[i] : i;
        double w = d->weight ? d->weight[i] : 1;

        if (r->kind == REPLICATE_JACKKNIFE)
            weight[i] = w * jackknife_factor(r, r->place[which], c);
        else if (r->kind == REPLICATE_BOOTSTRAP)
            weight[i] = w * r->draw[c];
        else
            weight[i] = (r->combined ? 1 : w) * r->factor[i * r->count + which];
    }
}

/* What deviations are taken from, k numbers to be freed; NULL: out of memory.
 */
static double *centre_of(const struct replicates *r, const double *estimate,
                         size_t k, const double *full, bool about_full)
{
    double *centre = mem_array(k, sizeof *centre), used = 0;

    for (size_t i = 0; centre && i < r->count; i++) {
        used += r->rscale[i] > 0;
        for (size_t j = 0; r->rscale[i] > 0 && j < k; j++)
            centre[j] += estimate[i * k + j];
    }
    for (size_t j = 0; centre && j < k; j++)
        centre[j] = about_full ? full[j] : centre[j] / used;
    return centre;
}

enum status replicates_each(const struct replicates *r, const double *estimate,
                            size_t k, const double *full, bool about_full,
                            double *v, struct err *err)
{
    double *centre = centre_of(r, estimate, k, full, about_full);

    if (!centre)
        return err_nomem(err);
    for (size_t j = 0; j < k; j++)
        v[j] = 0;
    for (size_t i = 0; i < r->count; i++)
        for (size_t j = 0; r->rscale[i] > 0 && j < k; j++) {
            double d = estimate[i * k + j] - centre[j];

            v[j] += r->scale * r->rscale[i] * d * d;
        }
    free(centre);
    return OK;
}

enum status replicates_combine(const struct replicates *r,
                               const double *estimate, size_t k,
                               const double *full, bool about_full, double *v,
                               struct err *err)
{
    double *centre = centre_of(r, estimate, k, full, about_full);

    if (!centre)
        return err_nomem(err);
    for (size_t j = 0; j < k * k; j++)
        v[j] = 0;
    for (size_t i = 0; i < r->count; i++)
        for (size_t j = 0; r->rscale[i] > 0 && j < k; j++)
            for (size_t l = 0; l < k; l++)
                v[j * k + l] += r->scale * r->rscale[i] *
                                (estimate[i * k + j] - centre[j]) *
                                (estimate[i * k + l] - centre[l]);
    free(centre);
    return OK;
}

enum status replicates_variance(const struct replicates *r,
                                replicate_statistic *statistic, void *with,
                                size_t k, bool about_full, double *full,
                                double *v, struct err *err)
{
    const struct design *d = r->design;
    double *weight = mem_array(d->n, sizeof *weight);
    double *estimate = mem_array(r->count * k, sizeof *estimate);
    enum status rc = weight && estimate ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < d->n; i++)
        weight[i] = d->weight ? d->weight[i] : 1;
    if (rc == OK)
        rc = statistic(with, weight, full, err);
    for (size_t i = 0; rc == OK && i < r->count; i++) {
        replicates_weights(r, i, weight);
        rc = statistic(with, weight, estimate + i * k, err);
    }
    if (rc == OK)
        rc = replicates_combine(r, estimate, k, full, about_full, v, err);
    free(estimate);
    free(weight);
    return rc;
}
