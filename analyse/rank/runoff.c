/* runoff.c - see runoff.h. */
#include "analyse/rank/runoff.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

/* Gives the ballot's weight to the best of those whose votes are no NaN; false
 * if it ranks none of them. */
static bool give(const uint16_t *place, size_t k, double w, double *votes)
{
    uint16_t best = 0;
    double sharers = 0;

    for (size_t i = 0; i < k; i++) {
        if (!place[i] || isnan(votes[i]) || (best && place[i] > best))
            continue;
        sharers = best == place[i] ? sharers + 1 : 1;
        best = place[i];
    }
    for (size_t i = 0; best && i < k; i++)
        if (place[i] == best && !isnan(votes[i]))
            votes[i] += w / sharers;
    return best != 0;
}

static void count_round(struct runoff *out, const struct places *p,
                        size_t round)
{
    double *votes = out->votes + round * out->k;

    for (size_t i = 0; i < out->k; i++)
        votes[i] = out->rank[i] ? (double)NAN : 0;
    for (size_t row = 0; row < p->n; row++) {
        double w = places_weight(p, row);

        if (places_used(p, row) && !give(p->place + row * p->k, p->k, w, votes))
            out->exhausted[round] += w;
    }
}

/* Those with the fewest votes leave; returns how many are left. */
static size_t leave(struct runoff *out, size_t round, size_t left,
                    double tolerance)
{
    const double *votes = out->votes + round * out->k;
    double fewest = (double)INFINITY;
    size_t going = 0;

    for (size_t i = 0; i < out->k; i++)
        if (votes[i] < fewest)
            fewest = votes[i];
    for (size_t i = 0; i < out->k; i++)
        going += votes[i] <= fewest + tolerance;
    for (size_t i = 0; i < out->k; i++)
        if (votes[i] <= fewest + tolerance)
            out->rank[i] = left - going + 1;
    if (going > 1 && !out->first_tie)
        out->first_tie = round + 1;
    return left - going;
}

enum status runoff(struct runoff *out, const struct places *p, struct err *err)
{
    double tolerance = rank_tolerance(places_total(p));
    size_t left = p->k;

    *out = (struct runoff){.k = p->k};
    out->votes = mem_array(p->k * p->k, sizeof *out->votes);
    out->exhausted = mem_array(p->k, sizeof *out->exhausted);
    out->rank = mem_array(p->k, sizeof *out->rank);
    if (!out->votes || !out->exhausted || !out->rank) {
        runoff_free(out);
        return err_nomem(err);
    }
    while (left > 0) {
        count_round(out, p, out->rounds);
        left = leave(out, out->rounds, left, tolerance);
        out->rounds++;
    }
    return OK;
}

void runoff_free(struct runoff *out)
{
    free(out->votes);
    free(out->exhausted);
    free(out->rank);
    *out = (struct runoff){0};
}
