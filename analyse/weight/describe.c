/* describe.c - what weights look like: spread, effect, the largest. */
#include "analyse/weight/weight.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

const double weight_quantile[WEIGHT_QUANTILES] = {0.01, 0.05, 0.25, 0.5,
                                                  0.75, 0.95, 0.99};

/* Orders x so that x[k] is where sorting would put it, with none larger before
 * and none smaller behind; x[0 .. from - 1] are in their places already.
 * Hoare (1961), Algorithm 65: a tenth of the time of sorting a million. */
static double nth(double *x, size_t from, size_t n, size_t k)
{
    ptrdiff_t left = (ptrdiff_t)from, right = (ptrdiff_t)n - 1;

    while (left < right) {
        double pivot = x[k];
        ptrdiff_t i = left, j = right;

        while (i <= j) {
            while (x[i] < pivot)
                i++;
            while (pivot < x[j])
                j--;
            if (i <= j) {
                double held = x[i];

                x[i++] = x[j];
                x[j--] = held;
            }
        }
        if (j < (ptrdiff_t)k)
            left = i;
        if ((ptrdiff_t)k < i)
            right = j;
    }
    return x[k];
}

/* Hyndman and Fan (1996), Am. Stat. 50:361-365, type 7. */
static double quantile(double *x, size_t *done, size_t n, double q)
{
    double at = q * (double)(n - 1);
    size_t below = (size_t)floor(at + 4e-16 * (double)n);
    double rest = at - (double)below, low = nth(x, *done, n, below);

    *done = below;
    if (below + 1 >= n || rest <= 0)
        return low;
    return low + rest * (nth(x, below + 1, n, below + 1) - low);
}

static void spread(double *x, struct weight_summary *out)
{
    double squares = 0, about = 0, n = (double)out->n;
    size_t done = 0;

    out->min = out->max = x[0];
    for (size_t i = 0; i < out->n; i++)
        out->sum += x[i];
    out->mean = out->sum / n;
    for (size_t i = 0; i < out->n; i++) {
        double d = x[i] - out->mean;

        squares += x[i] * x[i];
        about += d * d;
        out->min = fmin(out->min, x[i]);
        out->max = fmax(out->max, x[i]);
    }
    out->sd = sqrt(about / (n - 1));
    out->effect = n * squares / (out->sum * out->sum);
    out->n_effective = out->sum * out->sum / squares;
    for (size_t q = 0; q < WEIGHT_QUANTILES; q++)
        out->quantile[q] = quantile(x, &done, out->n, weight_quantile[q]);
}

enum status weight_summarise(const double *weight, size_t n,
                             struct weight_summary *out, struct err *err)
{
    double *x = mem_array(n, sizeof *x);

    if (!x)
        return err_nomem(err);
    *out = (struct weight_summary){0};
    for (size_t i = 0; i < n; i++)
        if (!isnan(weight[i]))
            x[out->n++] = weight[i];
    if (out->n)
        spread(x, out);
    free(x);
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
