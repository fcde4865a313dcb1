/* linear.c - see linear.h. */
#include "analyse/rank/linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_eigen.h>
#include "core/base/mem.h"

/* The lower triangle of a becomes L, a = L L'. */
static bool decompose(double *a, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        double pivot = a[j * n + j], diagonal = pivot;

        for (size_t m = 0; m < j; m++)
            pivot -= a[j * n + m] * a[j * n + m];
        if (!(pivot > 1e-13 * diagonal) || isinf(pivot))
            return false;
        a[j * n + j] = sqrt(pivot);
        for (size_t i = j + 1; i < n; i++) {
            double x = a[i * n + j];

            for (size_t m = 0; m < j; m++)
                x -= a[i * n + m] * a[j * n + m];
            a[i * n + j] = x / a[j * n + j];
        }
    }
    return true;
}

/* L := its inverse, in the lower triangle. */
static void invert_lower(double *a, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        a[j * n + j] = 1 / a[j * n + j];
        for (size_t i = j + 1; i < n; i++) {
            double x = 0;

            for (size_t m = j; m < i; m++)
                x -= a[i * n + m] * a[m * n + j];
            a[i * n + j] = x / a[i * n + i];
        }
    }
}

bool linear_invert(double *a, size_t n)
{
    if (!decompose(a, n))
        return false;
    invert_lower(a, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++) {
            double x = 0;

            for (size_t m = j; m < n; m++)
                x += a[m * n + i] * a[m * n + j];
            a[i * n + j] = x;
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            a[i * n + j] = a[j * n + i];
    return true;
}

void linear_multiply(const double *a, const double *x, size_t n, double *y)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = 0;
        for (size_t j = 0; j < n; j++)
            y[i] += a[i * n + j] * x[j];
    }
}

static void add_up(const gsl_vector *values, const gsl_matrix *vectors,
                   const double *b, double *value, size_t *rank)
{
    size_t n = values->size;
    double most = gsl_vector_max(values);

    *value = 0;
    *rank = 0;
    for (size_t e = 0; e < n; e++) {
        double along = 0, lambda = gsl_vector_get(values, e);

        if (!(lambda > 1e-10 * most))
            continue;
        for (size_t i = 0; i < n; i++)
            along += gsl_matrix_get(vectors, i, e) * b[i];
        *value += along * along / lambda;
        (*rank)++;
    }
}

enum status linear_quadratic(const double *a, const double *b, size_t n,
                             double *value, size_t *rank, struct err *err)
{
    gsl_matrix *copy = gsl_matrix_alloc(n, n);
    gsl_matrix *vectors = gsl_matrix_alloc(n, n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    enum status rc = OK;

    if (!copy || !vectors || !values || !work) {
        rc = err_nomem(err);
    } else {
        memcpy(copy->data, a, n * n * sizeof *a);
        if (gsl_eigen_symmv(copy, values, vectors, work) == 0) {
            add_up(values, vectors, b, value, rank);
        } else {
            *value = (double)NAN;
            *rank = 0;
        }
    }
    gsl_matrix_free(copy);
    gsl_matrix_free(vectors);
    gsl_vector_free(values);
    gsl_eigen_symmv_free(work);
    return rc;
}
