/* describe.c - what weights look like: spread, effect, the largest. */
#include "analyse/weight/weight.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

const double weight_quantile[WEIGHT_QUANTILES] = {0.01, 0.05, 0.25, 0.5,
                                                  0.75, 0.95, 0.99};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Hyndman and Fan (1996), Am. Stat. 50:361-365, type 7. */
static double quantile(const double *sorted, size_t n, double q)
{
    double at = q * (double)(n - 1);
    size_t below = (size_t)floor(at + 4e-16 * (double)n);
    double rest = at - (double)below;

    if (below + 1 >= n || rest <= 0)
        return sorted[below < n ? below : n - 1];
    return sorted[below] + rest * (sorted[below + 1] - sorted[below]);
}

static void spread(const double *sorted, struct weight_summary *out)
{
    double squares = 0, about = 0, n = (double)out->n;

    for (size_t i = 0; i < out->n; i++)
        out->sum += sorted[i];
    out->mean = out->sum / n;
    for (size_t i = 0; i < out->n; i++) {
        double d = sorted[i] - out->mean;

        squares += sorted[i] * sorted[i];
        about += d * d;
    }
    out->sd = sqrt(about / (n - 1));
    out->effect = n * squares / (out->sum * out->sum);
    out->n_effective = out->sum * out->sum / squares;
    out->min = sorted[0];
    out->max = sorted[out->n - 1];
    for (size_t q = 0; q < WEIGHT_QUANTILES; q++)
        out->quantile[q] = quantile(sorted, out->n, weight_quantile[q]);
}

enum status weight_summarise(const double *weight, size_t n,
                             struct weight_summary *out, struct err *err)
{
    double *sorted = mem_array(n, sizeof *sorted);

    if (!sorted)
        return err_nomem(err);
    *out = (struct weight_summary){0};
    for (size_t i = 0; i < n; i++)
        if (!isnan(weight[i]))
            sorted[out->n++] = weight[i];
    qsort(sorted, out->n, sizeof *sorted, ascending);
    if (out->n)
        spread(sorted, out);
    free(sorted);
    return OK;
}

size_t weight_largest(const double *weight, size_t n, size_t most, size_t *row)
{
    size_t found = 0;

    for (size_t i = 0; i < n; i++) {
        size_t at = found;

        if (isnan(weight[i]))
            continue;
        while (at > 0 && weight[row[at - 1]] < weight[i])
            at--;
        if (at == most)
            continue;
        if (found < most)
            found++;
        for (size_t j = found - 1; j > at; j--)
            row[j] = row[j - 1];
        row[at] = i;
    }
    return found;
}
