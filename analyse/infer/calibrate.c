/* calibrate.c - residuals on the calibration columns.
 *
 * Margins are collinear by nature: the columns of each add up to everyone.
 * So X'DX is taken apart by its eigenvectors, after its columns are scaled to
 * length 1, and directions of no length are left out; the residuals are the
 * same whichever of the collinear columns one would drop. */
#include "analyse/infer/calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_eigen.h>
#include "core/base/mem.h"

struct regression {
    size_t p, k;
    double *cross;  /* p by p: X'DX, then its inverse */
    double *load;   /* p by k: X'Du */
    double *beta;   /* p by k */
    double *length; /* p: of the columns, by D */
};

static enum status regression_init(struct regression *r, size_t p, size_t k,
                                   struct err *err)
{
    *r = (struct regression){.p = p, .k = k};
    r->cross = mem_array(p * p + 2 * p * k + p, sizeof *r->cross);
    if (!r->cross)
        return err_nomem(err);
    r->load = r->cross + p * p;
    r->beta = r->load + p * k;
    r->length = r->beta + p * k;
    return OK;
}

const double *calibrate_row(const struct calibration *c, size_t i)
{
    return c->x + (c->row ? c->row[i] : i) * c->k;
}

static enum status gather(struct regression *r, const struct design *d,
                          const double *u, struct err *err)
{
    const struct calibration *c = d->calibration;

    for (size_t i = 0; i < d->n; i++) {
        const double *x = calibrate_row(c, i);

        if (!(c->base[i] > 0 && isfinite(c->base[i])))
            return err_set(err, ERR_INPUT,
                           "response %zu has the base weight %g; a weight is "
                           "a number above 0",
                           i + 1, c->base[i]);
        for (size_t a = 0; a < r->p; a++) {
            double dx = c->base[i] * x[a];

            for (size_t b = 0; b < r->p; b++)
                r->cross[a * r->p + b] += dx * x[b];
            for (size_t j = 0; j < r->k; j++)
                r->load[a * r->k + j] += dx * u[i * r->k + j];
        }
    }
    return OK;
}

static void scale(struct regression *r)
{
    for (size_t a = 0; a < r->p; a++) {
        double s = r->cross[a * r->p + a];

        r->length[a] = s > 0 ? sqrt(s) : 1;
    }
    for (size_t a = 0; a < r->p; a++)
        for (size_t b = 0; b < r->p; b++)
            r->cross[a * r->p + b] /= r->length[a] * r->length[b];
}

/* beta = L^-1 sum over eigenvectors e e' / value L^-1 load */
static void add_direction(struct regression *r, const gsl_matrix *vectors,
                          size_t which, double value)
{
    for (size_t j = 0; j < r->k; j++) {
        double dot = 0;

        for (size_t a = 0; a < r->p; a++)
            dot += gsl_matrix_get(vectors, a, which) * r->load[a * r->k + j] /
                   r->length[a];
        for (size_t a = 0; a < r->p; a++)
            r->beta[a * r->k + j] +=
                gsl_matrix_get(vectors, a, which) * dot / value / r->length[a];
    }
}

static enum status solve(struct regression *r, struct err *err)
{
    gsl_matrix_view cross = gsl_matrix_view_array(r->cross, r->p, r->p);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(r->p);
    gsl_vector *values = gsl_vector_alloc(r->p);
    gsl_matrix *vectors = gsl_matrix_alloc(r->p, r->p);
    enum status rc = OK;

    if (!work || !values || !vectors) {
        rc = err_nomem(err);
    } else if (gsl_eigen_symmv(&cross.matrix, values, vectors, work) != 0) {
        rc = err_set(err, ERR_INPUT, "calibration columns cannot be solved");
    } else {
        double most = gsl_vector_max(values);

        for (size_t i = 0; i < r->p; i++)
            if (gsl_vector_get(values, i) > 1e-11 * most)
                add_direction(r, vectors, i, gsl_vector_get(values, i));
    }
    gsl_matrix_free(vectors);
    gsl_vector_free(values);
    gsl_eigen_symmv_free(work);
    return rc;
}

static void subtract(const struct regression *r, const struct design *d,
                     const double *u, double *residual)
{
    for (size_t i = 0; i < d->n; i++) {
        const double *x = calibrate_row(d->calibration, i);

        for (size_t j = 0; j < r->k; j++) {
            double fit = 0;

            for (size_t a = 0; a < r->p; a++)
                fit += x[a] * r->beta[a * r->k + j];
            residual[i * r->k + j] = u[i * r->k + j] - fit;
        }
    }
}

enum status calibrate_inverse(double *cross, size_t k, double *inverse,
                              struct err *err)
{
    struct regression r;
    enum status rc = regression_init(&r, k, k, err);

    if (rc != OK)
        return rc;
    memcpy(r.cross, cross, k * k * sizeof *cross);
    for (size_t a = 0; a < k; a++)
        r.load[a * k + a] = 1;
    scale(&r);
    rc = solve(&r, err);
    memcpy(inverse, r.beta, k * k * sizeof *inverse);
    free(r.cross);
    return rc;
}

enum status calibrate_residuals(const struct design *design, const double *u,
                                size_t k, double **residual, struct err *err)
{
    struct regression r;
    enum status rc;

    *residual = NULL;
    rc = regression_init(&r, design->calibration->k, k, err);
    if (rc != OK)
        return rc;
    if ((rc = gather(&r, design, u, err)) != OK)
        goto done;
    scale(&r);
    if ((rc = solve(&r, err)) != OK)
        goto done;
    *residual = mem_array(design->n * k, sizeof **residual);
    if (!*residual)
        rc = err_nomem(err);
    else
        subtract(&r, design, u, *residual);
done:
    free(r.cross);
    return rc;
}
