/* projection.c - see projection.h.
 *
 * With clusters their totals are responses of a smaller design, and u and x
 * go through the dense entry side by side; without, sums by stratum do.  A row
 * of x is mostly 0, so that its entries are listed. */
#include "analyse/infer/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/calibrate.h"
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "core/base/mem.h"

void projection_free(struct projection *p)
{
    free(p->start);
    free(p->entry);
    free(p->inverse);
    free(p->vxx);
    free(p->total);
    *p = (struct projection){0};
}

static size_t row_of(const struct design *d, size_t i)
{
    return d->calibration->row ? d->calibration->row[i] : i;
}

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

static enum status list_entries(struct projection *p, const double *x,
                                struct err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n_rows * p->k; i++)
        n += x[i] < 0 || x[i] > 0;
    p->start = mem_array(p->n_rows + 1, sizeof *p->start);
    p->entry = mem_array(n, sizeof *p->entry);
    if (!p->start || !p->entry)
        return err_nomem(err);
    n = 0;
    for (size_t r = 0; r < p->n_rows; r++) {
        for (size_t a = 0; a < p->k; a++) {
            double value = x[r * p->k + a];

            if (value < 0 || value > 0)
                p->entry[n++] = (struct entry){a, value};
        }
        p->start[r + 1] = n;
    }
    return OK;
}

/* Where the sums of w x of response i go: its cluster, or its stratum. */
static size_t home_of(const struct design *d, size_t i)
{
    if (d->cluster)
        return d->cluster[i];
    return d->stratum ? d->stratum[i] : 0;
}

static size_t homes(const struct design *d)
{
    return d->cluster ? design_clusters(d) : design_strata(d);
}

/* X'DX into cross, sums of w x into total, of w^2 x x' by stratum into
 * square (NULL with clusters). */
static enum status add_up(struct projection *p, const struct design *d,
                          double *cross, double *square, struct err *err)
{
    for (size_t i = 0; i < d->n; i++) {
        size_t r = row_of(d, i), h = home_of(d, i);
        double w = weight_of(d, i), base = d->calibration->base[i];

        if (!(base > 0 && isfinite(base)))
            return err_set(err, ERR_INPUT,
                           "response %zu has the base weight %g; a weight is "
                           "a number above 0",
                           i + 1, base);
        for (size_t a = p->start[r]; a < p->start[r + 1]; a++) {
            struct entry one = p->entry[a];

            p->total[h * p->k + one.column] += w * one.value;
            for (size_t b = p->start[r]; b < p->start[r + 1]; b++) {
                double product = one.value * p->entry[b].value;
                size_t at = one.column * p->k + p->entry[b].column;

                cross[at] += base * product;
                if (square)
                    square[h * p->k * p->k + at] += w * w * product;
            }
        }
    }
    return OK;
}

/* (1 - f) n / (n - 1) of a stratum; a lonely one adds nothing. */
static double factor_of(const struct design *d, const struct strata *s,
                        size_t h)
{
    double n = s->clusters[h];

    if (!(n > 1))
        return 0;
    return (d->population ? 1 - n / d->population[h] : 1) * n / (n - 1);
}

/* Clusters that have a response, as responses of a design of their own. */
struct small {
    struct design design;
    size_t *place; /* of each cluster */
    uint32_t *stratum;
};

static void small_free(struct small *s)
{
    free(s->place);
    free(s->stratum);
}

static enum status small_init(struct small *s, const struct design *d,
                              const struct strata *strata, struct err *err)
{
    size_t all = design_clusters(d), used = 0;

    s->design = *d;
    s->place = mem_array(all, sizeof *s->place);
    s->stratum = mem_array(all, sizeof *s->stratum);
    if (!s->place || !s->stratum)
        return err_nomem(err);
    for (size_t c = 0; c < all; c++)
        if (strata->home[c] < strata->n) {
            s->stratum[used] = (uint32_t)strata->home[c];
            s->place[c] = used++;
        }
    s->design.n = used;
    s->design.weight = NULL;
    s->design.cluster = NULL;
    s->design.calibration = NULL;
    s->design.stratum = s->stratum;
    s->design.n_strata = strata->n;
    return OK;
}

static enum status vxx_of_clusters(struct projection *p, const struct design *d,
                                   const struct strata *strata, struct err *err)
{
    struct small s = {.place = NULL};
    double *u = mem_array(homes(d) * p->k, sizeof *u);
    enum status rc = u ? small_init(&s, d, strata, err) : err_nomem(err);

    for (size_t c = 0; rc == OK && c < design_clusters(d); c++)
        if (strata->home[c] < strata->n)
            memcpy(u + s.place[c] * p->k, p->total + c * p->k,
                   p->k * sizeof *u);
    if (rc == OK)
        rc = infer_covariance(&s.design, u, p->k, p->vxx, err);
    small_free(&s);
    free(u);
    return rc;
}

static void vxx_of_strata(struct projection *p, const struct design *d,
                          const struct strata *strata, const double *square)
{
    size_t k = p->k;

    for (size_t h = 0; h < strata->n; h++) {
        const double *t = p->total + h * k, *s = square + h * k * k;
        double f = factor_of(d, strata, h), n = strata->clusters[h];

        for (size_t a = 0; f > 0 && a < k; a++)
            for (size_t b = 0; b < k; b++)
                p->vxx[a * k + b] += f * (s[a * k + b] - t[a] * t[b] / n);
    }
}

static enum status project(struct projection *p, const struct design *d,
                           const struct strata *strata, struct err *err)
{
    size_t k = p->k;
    double *cross = mem_array(k * k, sizeof *cross), *square = NULL;
    enum status rc = list_entries(p, d->calibration->x, err);

    p->inverse = mem_array(k * k, sizeof *p->inverse);
    p->vxx = mem_array(k * k, sizeof *p->vxx);
    p->total = mem_array(homes(d) * k, sizeof *p->total);
    if (!d->cluster)
        square = mem_array(homes(d) * k * k, sizeof *square);
    if (!cross || !p->inverse || !p->vxx || !p->total ||
        (!d->cluster && !square))
        rc = err_nomem(err);
    if (rc == OK)
        rc = add_up(p, d, cross, square, err);
    if (rc == OK)
        rc = calibrate_inverse(cross, k, p->inverse, err);
    if (rc == OK && d->cluster)
        rc = vxx_of_clusters(p, d, strata, err);
    else if (rc == OK)
        vxx_of_strata(p, d, strata, square);
    free(cross);
    free(square);
    return rc;
}

enum status projection_init(struct projection *p, const struct design *design,
                            struct err *err)
{
    const struct calibration *c = design->calibration;
    struct strata strata = {0};
    enum status rc = strata_init(&strata, design, err);

    *p = (struct projection){.k = c->k,
                             .n_rows = c->row ? c->n_rows : design->n};
    if (rc == OK)
        rc = project(p, design, &strata, err);
    strata_free(&strata);
    if (rc != OK)
        projection_free(p);
    return rc;
}

/* ---- tables ----------------------------------------------------------- */

/* Of one column of u and one of x: sums of d u x and of w^2 u x. */
struct cross {
    double du, wwu;
};

/* A table on its way: columns are K = n_codes * m. */
struct table {
    const struct design *d;
    const struct projection *p;
    const int32_t *code;
    const double *x;
    size_t m, columns;
    struct cross *cross; /* of each stratum: K by k */
    double *total;       /* of each stratum: K, sums of w u */
    double *load;        /* K by k: (X'Du)' */
    double *vux;         /* K by k */
    double *b;           /* k by K */
};

static double value_of(const struct table *t, size_t i, size_t j)
{
    return t->x ? t->x[i * t->m + j] : 1;
}

/* A response of which column c of u is `value`: both sums at once, side by
 * side in memory, since this is what the errors of raked tables cost. */
static void cross_response(const struct table *t, size_t i, size_t stratum,
                           size_t c, double value)
{
    const struct projection *p = t->p;
    size_t r = row_of(t->d, i), at = stratum * t->columns + c;
    const struct entry *e = p->entry + p->start[r];
    const struct entry *end = p->entry + p->start[r + 1];
    struct cross *cross = t->cross + at * p->k;
    double w = weight_of(t->d, i), wwu = w * w * value;
    double du = t->d->calibration->base[i] * value;

    t->total[at] += w * value;
    for (; e < end; e++) {
        double x = e->value;

        cross[e->column].du += du * x;
        cross[e->column].wwu += wwu * x;
    }
}

/* With clusters the stratum does not matter: what is needed is X'Du. */
static void cross_all(const struct table *t)
{
    const struct design *d = t->d;

    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; t->code[i] >= 0 && j < t->m; j++)
            cross_response(t, i, d->cluster ? 0 : home_of(d, i),
                           (size_t)t->code[i] * t->m + j, value_of(t, i, j));
}

static void load_of_strata(const struct table *t, size_t n_strata)
{
    size_t n = t->columns * t->p->k;

    for (size_t h = 0; h < n_strata; h++)
        for (size_t c = 0; c < n; c++)
            t->load[c] += t->cross[h * n + c].du;
}

static void vux_of_strata(const struct table *t, const struct strata *strata)
{
    size_t k = t->p->k;

    for (size_t h = 0; h < strata->n; h++) {
        const struct cross *cross = t->cross + h * t->columns * k;
        const double *own = t->total + h * t->columns;
        const double *all = t->p->total + h * k;
        double f = factor_of(t->d, strata, h), n = strata->clusters[h];

        for (size_t c = 0; f > 0 && c < t->columns; c++)
            for (size_t a = 0; a < k; a++)
                t->vux[c * k + a] +=
                    f * (cross[c * k + a].wwu - own[c] * all[a] / n);
    }
}

/* u and x side by side through the dense entry. */
static enum status vux_of_clusters(const struct table *t,
                                   const struct strata *strata, struct err *err)
{
    const struct design *d = t->d;
    size_t k = t->p->k, all = t->columns + k;
    struct small s = {.place = NULL};
    double *u = mem_array(homes(d) * all, sizeof *u);
    double *v = mem_array(all * all, sizeof *v);
    enum status rc = u && v ? small_init(&s, d, strata, err) : err_nomem(err);

    for (size_t i = 0; rc == OK && i < d->n; i++)
        for (size_t j = 0; t->code[i] >= 0 && j < t->m; j++)
            u[s.place[d->cluster[i]] * all + (size_t)t->code[i] * t->m + j] +=
                weight_of(d, i) * value_of(t, i, j);
    for (size_t c = 0; rc == OK && c < homes(d); c++)
        if (strata->home[c] < strata->n)
            memcpy(u + s.place[c] * all + t->columns, t->p->total + c * k,
                   k * sizeof *u);
    if (rc == OK)
        rc = infer_covariance(&s.design, u, all, v, err);
    for (size_t c = 0; rc == OK && c < t->columns; c++)
        memcpy(t->vux + c * k, v + c * all + t->columns, k * sizeof *u);
    small_free(&s);
    free(u);
    free(v);
    return rc;
}

/* B from X'Du, k by K. */
static void regress(const struct table *t)
{
    size_t k = t->p->k, n = t->columns;

    for (size_t a = 0; a < k; a++)
        for (size_t e = 0; e < k; e++) {
            double f = t->p->inverse[a * k + e];

            for (size_t c = 0; c < n; c++)
                t->b[a * n + c] += f * t->load[c * k + e];
        }
}

/* M = V_ux - B'V_xx / 2, in place of V_ux. */
static void halve(const struct table *t)
{
    size_t k = t->p->k, n = t->columns;

    for (size_t c = 0; c < n; c++)
        for (size_t e = 0; e < k; e++) {
            double half = t->b[e * n + c] / 2;

            for (size_t a = 0; a < k; a++)
                t->vux[c * k + a] -= half * t->p->vxx[e * k + a];
        }
}

/* v -= V_ux B + (V_ux B)' - B'V_xx B = M B + (M B)'.  Columns in which nobody
 * is have nothing in M: a table has many. */
static enum status correct(const struct table *t, double *v, struct err *err)
{
    size_t k = t->p->k, n = t->columns;
    double *mb = mem_array(n * n, sizeof *mb);

    if (!mb)
        return err_nomem(err);
    regress(t);
    halve(t);
    for (size_t c = 0; c < n; c++)
        for (size_t a = 0; a < k; a++) {
            double m = t->vux[c * k + a];

            if (!(m < 0 || m > 0))
                continue;
            for (size_t e = 0; e < n; e++)
                mb[c * n + e] += m * t->b[a * n + e];
        }
    for (size_t c = 0; c < n; c++)
        for (size_t e = 0; e < n; e++)
            v[c * n + e] -= mb[c * n + e] + mb[e * n + c];
    free(mb);
    return OK;
}

static enum status run(struct table *t, const struct strata *strata, double *v,
                       struct err *err)
{
    struct design plain = *t->d;
    size_t n_strata = t->d->cluster ? 1 : strata->n;
    enum status rc = OK;

    t->cross = mem_array(n_strata * t->columns * t->p->k, sizeof *t->cross);
    t->total = mem_array(n_strata * t->columns, sizeof *t->total);
    t->load = mem_array(t->columns * t->p->k, sizeof *t->load);
    t->vux = mem_array(t->columns * t->p->k, sizeof *t->vux);
    t->b = mem_array(t->p->k * t->columns, sizeof *t->b);
    if (!t->cross || !t->total || !t->load || !t->vux || !t->b)
        return err_nomem(err);
    plain.calibration = NULL;
    rc = infer_sparse(&plain, t->code, t->columns / t->m, t->x, t->m, v, err);
    if (rc != OK)
        return rc;
    cross_all(t);
    load_of_strata(t, n_strata);
    if (t->d->cluster)
        rc = vux_of_clusters(t, strata, err);
    else
        vux_of_strata(t, strata);
    return rc == OK ? correct(t, v, err) : rc;
}

enum status projected_sparse(const struct design *design, const int32_t *code,
                             size_t n_codes, const double *x, size_t m,
                             double *v, struct err *err)
{
    struct projection own = {0};
    struct strata strata = {0};
    struct table t = {.d = design,
                      .p = design->calibration->projection,
                      .code = code,
                      .x = x,
                      .m = m,
                      .columns = n_codes * m};
    enum status rc = OK;

    if (!t.p) {
        rc = projection_init(&own, design, err);
        t.p = &own;
    }
    if (rc == OK)
        rc = strata_init(&strata, design, err);
    if (rc == OK)
        rc = run(&t, &strata, v, err);
    free(t.cross);
    free(t.total);
    free(t.load);
    free(t.vux);
    free(t.b);
    strata_free(&strata);
    projection_free(&own);
    return rc;
}
