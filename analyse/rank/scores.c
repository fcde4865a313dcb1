/* scores.c - see scores.h. */
#include "analyse/rank/scores.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

bool score_high_first(enum score_rule rule)
{
    return rule != SCORE_MEAN_RANK && rule != SCORE_BOTTOM_QUARTER;
}

static size_t count_at(const uint16_t *place, size_t k, uint16_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < k; i++)
        count += place[i] == at;
    return count;
}

static double dowdall(const uint16_t *place, size_t k, uint16_t at)
{
    size_t tied = count_at(place, k, at);
    double sum = 0;

    for (size_t i = 0; i < tied; i++)
        sum += 1 / (double)(at + i);
    return sum / (double)tied;
}

/* Of an item whose ranked place is at, or 0. */
static double score_one(enum score_rule rule, size_t top, const uint16_t *place,
                        size_t k, uint16_t at, double middle)
{
    double items = (double)k, quarter = k < 4 ? 1 : (double)(k / 4);

    switch (rule) {
    case SCORE_FIRST:
        return at == 1;
    case SCORE_TOP:
        return at && at <= top;
    case SCORE_BORDA_AVERAGE:
        return items - middle;
    case SCORE_BORDA_ZERO:
        return at ? items - middle : 0;
    case SCORE_BORDA_MODIFIED:
        return at ? (double)(k - count_at(place, k, 0)) + 1 - middle : 0;
    case SCORE_DOWDALL:
        return at ? dowdall(place, k, at) : 0;
    case SCORE_TOP_QUARTER:
        return middle <= quarter;
    case SCORE_BOTTOM_QUARTER:
        return middle >= items + 1 - quarter;
    default:
        return middle;
    }
}

void score_ballot(enum score_rule rule, size_t top, const uint16_t *place,
                  size_t k, double *score)
{
    places_middle(place, k, score);
    for (size_t i = 0; i < k; i++)
        score[i] = score_one(rule, top, place, k, place[i], score[i]);
}

enum status score_means(const struct places *p, const struct design *design,
                        enum score_rule rule, size_t top, double *mean,
                        double *v, struct err *err)
{
    double total = places_total(p), *u = mem_array(p->n * p->k, sizeof *u);
    enum status rc = OK;

    if (!u)
        return err_nomem(err);
    for (size_t i = 0; i < p->k; i++)
        mean[i] = 0;
    for (size_t row = 0; row < p->n; row++) {
        double *score = u + row * p->k, w = places_weight(p, row);

        if (!places_used(p, row))
            continue;
        score_ballot(rule, top, p->place + row * p->k, p->k, score);
        for (size_t i = 0; i < p->k; i++)
            mean[i] += w * score[i];
    }
    for (size_t i = 0; i < p->k; i++)
        mean[i] = total > 0 ? mean[i] / total : (double)NAN;
    for (size_t row = 0; row < p->n; row++)
        for (size_t i = 0; i < p->k && places_used(p, row); i++)
            u[row * p->k + i] = (u[row * p->k + i] - mean[i]) / total;
    if (v && total > 0)
        rc = infer_covariance(design, u, p->k, v, err);
    for (size_t i = 0; v && !(total > 0) && i < p->k * p->k; i++)
        v[i] = (double)NAN;
    free(u);
    return rc;
}
