/* draws.c - normal numbers for rank sets: see sets.h. */
#include <stdlib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include "analyse/rank/sets.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

struct filling {
    struct rank_draws *draws;
    uint64_t seed;
};

/* Steele, Lea & Flood (2014): neighbouring seeds become unlike ones. */
static unsigned long mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return (unsigned long)((x ^ x >> 31) & 0xffffffff);
}

static enum status fill_block(void *with, size_t block, struct err *err)
{
    const struct filling *f = with;
    struct rank_draws *d = f->draws;
    size_t from = block * THREADS_BLOCK, to = from + THREADS_BLOCK;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    if (!rng)
        return err_nomem(err);
    gsl_rng_set(rng, mix(f->seed ^ (uint64_t)mix(block) << 32));
    for (size_t r = from; r < to && r < d->n; r++)
        for (size_t i = 0; i < d->k; i++)
            d->z[i * d->n + r] = (float)gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
    return OK;
}

enum status rank_draws_init(struct rank_draws *draws, size_t k, size_t n,
                            uint64_t seed, struct err *err)
{
    struct filling f = {draws, seed};
    enum status rc;

    *draws = (struct rank_draws){.n = n, .k = k};
    draws->z = mem_array(k * n, sizeof *draws->z);
    if (!draws->z)
        return err_nomem(err);
    rc = threads_run((n + THREADS_BLOCK - 1) / THREADS_BLOCK, 0, fill_block, &f,
                     err);
    if (rc != OK)
        rank_draws_free(draws);
    return rc;
}

void rank_draws_free(struct rank_draws *draws)
{
    free(draws->z);
    *draws = (struct rank_draws){0};
}
