/* design.c - what a design must be, and its degrees of freedom.
 *
 * A cluster's stratum is looked up once, from the first response that it has;
 * everything else about a design is counted from that table. */
#include "analyse/infer/design.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

static size_t stratum_of(const struct design *d, size_t i)
{
    return d->stratum ? d->stratum[i] : 0;
}

static size_t cluster_of(const struct design *d, size_t i)
{
    return d->cluster ? d->cluster[i] : i;
}

size_t design_clusters(const struct design *d)
{
    return d->cluster ? d->n_clusters : d->n;
}

size_t design_strata(const struct design *d)
{
    return d->stratum ? d->n_strata : 1;
}

/* Most often all are, which one pass without a way out says fastest. */
static enum status check_weights(const struct design *d, struct err *err)
{
    double least = d->zeros ? 0 : DBL_TRUE_MIN;
    size_t good = 0;

    for (size_t i = 0; d->weight && i < d->n; i++)
        good += d->weight[i] >= least && d->weight[i] <= DBL_MAX;
    if (!d->weight || good == d->n)
        return OK;
    for (size_t i = 0; i < d->n; i++)
        if (!(d->weight[i] >= least && d->weight[i] <= DBL_MAX))
            return err_set(err, ERR_INPUT,
                           "response %zu has the weight %g; a weight is a "
                           "number above 0",
                           i + 1, d->weight[i]);
    return OK;
}

static enum status check_places(const struct design *d, struct err *err)
{
    for (size_t i = 0; i < d->n; i++) {
        if (stratum_of(d, i) >= design_strata(d))
            return err_set(err, ERR_INPUT,
                           "response %zu is in stratum %zu of %zu", i + 1,
                           stratum_of(d, i) + 1, design_strata(d));
        if (cluster_of(d, i) >= design_clusters(d))
            return err_set(err, ERR_INPUT,
                           "response %zu is in cluster %zu of %zu", i + 1,
                           cluster_of(d, i) + 1, design_clusters(d));
    }
    return OK;
}

/* home[c]: the stratum of cluster c, or n_strata for one without a response. */
static enum status find_homes(const struct design *d, size_t *home,
                              struct err *err)
{
    size_t none = design_strata(d);

    for (size_t c = 0; c < design_clusters(d); c++)
        home[c] = none;
    for (size_t i = 0; i < d->n; i++) {
        size_t *h = &home[cluster_of(d, i)];

        if (*h != none && *h != stratum_of(d, i))
            return err_set(err, ERR_INPUT,
                           "cluster %zu lies in stratum %zu and in stratum "
                           "%zu; a cluster belongs to one stratum",
                           cluster_of(d, i) + 1, *h + 1, stratum_of(d, i) + 1);
        *h = stratum_of(d, i);
    }
    return OK;
}

static enum status check_strata(const struct design *d,
                                const struct strata *strata, struct err *err)
{
    for (size_t h = 0; h < strata->n; h++) {
        double n = strata->clusters[h];

        if (d->population && !(d->population[h] >= n))
            return err_set(err, ERR_INPUT,
                           "stratum %zu has a population of %g and a sample "
                           "of %g clusters",
                           h + 1, d->population[h], n);
        /* Without strata and clusters it is one response: no variance. */
        if (n == 1 && d->lonely == LONELY_FAIL && (d->stratum || d->cluster) &&
            !(d->population && d->population[h] == 1))
            return err_set(err, ERR_INPUT,
                           "stratum %zu has one cluster alone, which says "
                           "nothing about its variance; join it to another",
                           h + 1);
    }
    return OK;
}

static enum status place_clusters(struct strata *s, const struct design *d,
                                  struct err *err)
{
    enum status rc = check_places(d, err);

    s->home = mem_array(design_clusters(d), sizeof *s->home);
    if (rc == OK)
        rc = s->home ? find_homes(d, s->home, err) : err_nomem(err);
    for (size_t c = 0; rc == OK && c < design_clusters(d); c++)
        if (s->home[c] < s->n)
            s->clusters[s->home[c]]++;
    return rc;
}

enum status strata_init(struct strata *s, const struct design *d,
                        struct err *err)
{
    enum status rc = check_weights(d, err);

    *s = (struct strata){.n = design_strata(d)};
    s->clusters = mem_array(s->n, sizeof *s->clusters);
    if (rc == OK && !s->clusters)
        rc = err_nomem(err);
    if (rc == OK && !d->stratum && !d->cluster)
        s->clusters[0] = (double)d->n;
    else if (rc == OK)
        rc = place_clusters(s, d, err);
    if (rc == OK)
        rc = check_strata(d, s, err);
    if (rc != OK)
        strata_free(s);
    return rc;
}

size_t strata_home(const size_t *home, size_t c)
{
    return home ? home[c] : 0;
}

void strata_free(struct strata *s)
{
    free(s->home);
    free(s->clusters);
    *s = (struct strata){0};
}

enum status design_check(const struct design *design, struct err *err)
{
    struct strata strata;
    enum status rc = strata_init(&strata, design, err);

    if (rc == OK)
        strata_free(&strata);
    return rc;
}

/* Distinct values of index(i) among the members; NaN where memory is out. */
static double distinct(const struct design *d, const unsigned char *member,
                       size_t n, size_t (*index)(const struct design *, size_t))
{
    unsigned char *seen = mem_array(n, 1);
    double found = 0;

    if (!seen)
        return (double)NAN;
    for (size_t i = 0; i < d->n; i++) {
        if (member && !member[i])
            continue;
        found += !seen[index(d, i)];
        seen[index(d, i)] = 1;
    }
    free(seen);
    return found;
}

static double members(const struct design *d, const unsigned char *member)
{
    double n = 0;

    if (!member)
        return (double)d->n;
    for (size_t i = 0; i < d->n; i++)
        n += member[i] != 0;
    return n;
}

double design_df(const struct design *design, const unsigned char *member)
{
    double n = design->cluster ? distinct(design, member,
                                          design_clusters(design), cluster_of)
                               : members(design, member);

    return n - (design->stratum ? distinct(design, member,
                                           design_strata(design), stratum_of)
                                : n > 0);
}

double design_factor(double n)
{
    return n > 1 ? n / (n - 1) : (double)NAN;
}
