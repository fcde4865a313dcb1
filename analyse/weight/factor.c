/* factor.c - Cholesky of a matrix that may lack rank, in order of columns.
 *
 * In order, and not by the largest pivot, so that what is found redundant is
 * always the later column: the last level of a margin, not one at random.
 * What is left of a column is judged against the column itself; with 0s and
 * 1s it is either of its size or rounding. */
#include "analyse/weight/system.h"

#include <math.h>

static double dot(const double *a, const double *b, size_t n)
{
    double s = 0;

    for (size_t i = 0; i < n; i++)
        s += a[i] * b[i];
    return s;
}

void factor(double *h, size_t k, bool *skip)
{
    const double nothing = 1e-10;

    for (size_t i = 0; i < k; i++) {
        double *row = h + i * k, rest;

        for (size_t j = 0; j < i; j++)
            row[j] =
                skip[j] ? 0 : (row[j] - dot(row, h + j * k, j)) / h[j * k + j];
        rest = row[i] - dot(row, row, i);
        skip[i] = !(rest > nothing * row[i]);
        row[i] = skip[i] ? 0 : sqrt(rest);
    }
}

/* L' x = b over the first n columns, in place. */
static void backward(const double *l, size_t k, size_t n, const bool *skip,
                     double *b)
{
    for (size_t j = n; j-- > 0;) {
        if (skip[j])
            b[j] = 0;
        else
            b[j] /= l[j * k + j];
        for (size_t i = 0; i < j; i++)
            b[i] -= l[j * k + i] * b[j];
    }
}

void factor_combination(const double *l, size_t k, size_t i, const bool *skip,
                        double *a)
{
    for (size_t j = 0; j < i; j++)
        a[j] = l[i * k + j];
    backward(l, k, i, skip, a);
}

void factor_solve(const double *l, size_t k, const bool *skip, double *b)
{
    for (size_t j = 0; j < k; j++)
        b[j] = skip[j] ? 0 : (b[j] - dot(l + j * k, b, j)) / l[j * k + j];
    backward(l, k, k, skip, b);
}
