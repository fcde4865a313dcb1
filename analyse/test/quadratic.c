/* quadratic.c - see quadratic.h.
 *
 * Ours and not GSL's, whose Cholesky calls the error handler where a matrix is
 * singular, which here is an ordinary finding. */
#include "analyse/test/quadratic.h"

#include <math.h>
#include <stdbool.h>

size_t quadratic_scratch(size_t k)
{
    return 2 * k;
}

static bool scale(double *v, size_t k, double *length)
{
    for (size_t a = 0; a < k; a++) {
        if (!(v[a * k + a] > 0))
            return false;
        length[a] = sqrt(v[a * k + a]);
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            v[a * k + b] /= length[a] * length[b];
    return true;
}

/* The lower triangle becomes the factor. */
static bool factor(double *v, size_t k)
{
    const double least = 1e-10;

    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b <= a; b++) {
            double sum = v[a * k + b];

            for (size_t c = 0; c < b; c++)
                sum -= v[a * k + c] * v[b * k + c];
            if (a == b && !(sum > least))
                return false;
            v[a * k + b] = a == b ? sqrt(sum) : sum / v[b * k + b];
        }
    return true;
}

void quadratic_form(double *v, const double *y, size_t k, double *scratch,
                    double *q)
{
    double *length = scratch, *x = scratch + k;

    *q = (double)NAN;
    if (!scale(v, k, length) || !factor(v, k))
        return;
    *q = 0;
    for (size_t a = 0; a < k; a++) {
        x[a] = y[a] / length[a];
        for (size_t b = 0; b < a; b++)
            x[a] -= v[a * k + b] * x[b];
        x[a] /= v[a * k + a];
        *q += x[a] * x[a];
    }
}
