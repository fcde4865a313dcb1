/* independence.c - Rao and Scott's tests of a two-way table.
 *
 * Delta = (C'D^-1 C / n)^-1 C'D^-1 V D^-1 C needs its trace and that of its
 * square only, and so the projection
 *
 *   Q = D^-1 C (C'D^-1 C)^-1 C'D^-1 = D^-1 - X (X'D X)^-1 X'
 *
 * over cells that are not empty, X being the additive tables a_r + b_c that
 * are 0 at all empty cells: an empty cell ties its row to its column, so X has
 * one column for each set of rows and columns tied together, +1 for its rows
 * and -1 for its columns, less one.  X'D X is then the Laplacian of a graph of
 * rows + columns nodes, which a 12 by 80 table inverts in no time where C has
 * 869 columns.  tr(Delta) = n tr(VQ), tr(Delta^2) = n^2 tr(VQVQ). */
#include "analyse/test/twoway.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <gsl/gsl_linalg.h>
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

/* The table without empty rows and columns. */
struct whole {
    size_t rows, columns, k;
    size_t *from; /* by cell: its place in the table as given */
    double *p;    /* shares of cells */
    double *v;    /* k by k: their covariance */
    size_t *tied; /* rows, then columns: the set that each is in */
    size_t sets;
    double *inverse; /* sets - 1 squared: (X'D X)^-1 */
    double *load;    /* scratch: of cells, or twice of sides */
    double *vq;      /* k by k */
};

static void whole_free(struct whole *w)
{
    free(w->from);
    free(w->p);
    free(w->v);
    free(w->tied);
    free(w->inverse);
    free(w->load);
    free(w->vq);
}

static bool row_used(const struct twoway *t, size_t r)
{
    for (size_t c = 0; c < t->columns; c++)
        if (t->cell[c * t->rows + r].n > 0)
            return true;
    return false;
}

static bool column_used(const struct twoway *t, size_t c)
{
    for (size_t r = 0; r < t->rows; r++)
        if (t->cell[c * t->rows + r].n > 0)
            return true;
    return false;
}

static enum status whole_init(struct whole *w, const struct twoway *t,
                              struct err *err)
{
    size_t k, sides;

    *w = (struct whole){0};
    for (size_t r = 0; r < t->rows; r++)
        w->rows += row_used(t, r);
    for (size_t c = 0; c < t->columns; c++)
        w->columns += column_used(t, c);
    k = w->k = w->rows * w->columns;
    sides = w->rows + w->columns;
    w->from = mem_array(k, sizeof *w->from);
    w->p = mem_array(k, sizeof *w->p);
    w->v = mem_array(k * k, sizeof *w->v);
    w->tied = mem_array(sides, sizeof *w->tied);
    w->inverse = mem_array(sides * sides, sizeof *w->inverse);
    w->load = mem_array(k + 2 * sides, sizeof *w->load);
    w->vq = mem_array(k * k, sizeof *w->vq);
    if (w->from && w->p && w->v && w->tied && w->inverse && w->load && w->vq)
        return OK;
    whole_free(w);
    return err_nomem(err);
}

static void find_cells(struct whole *w, const struct twoway *t)
{
    size_t at = 0;

    for (size_t c = 0; c < t->columns; c++)
        for (size_t r = 0; column_used(t, c) && r < t->rows; r++)
            if (row_used(t, r))
                w->from[at++] = c * t->rows + r;
    for (size_t a = 0; a < w->k; a++)
        w->p[a] = t->cell[w->from[a]].w / t->w;
}

/* J V J' / W^2 with J = I - p 1': from totals to shares. */
static void find_covariance(struct whole *w, const struct twoway *t)
{
    size_t k = w->k, all = t->rows * t->columns;
    double *sum = w->load, total = 0, ww = t->w * t->w;

    for (size_t a = 0; a < k; a++) {
        sum[a] = 0;
        for (size_t b = 0; b < k; b++)
            sum[a] += t->v[w->from[a] * all + w->from[b]];
        total += sum[a];
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            w->v[a * k + b] =
                (t->v[w->from[a] * all + w->from[b]] - w->p[a] * sum[b] -
                 w->p[b] * sum[a] + w->p[a] * w->p[b] * total) /
                ww;
}

static void tie(struct whole *w, size_t keep, size_t drop)
{
    for (size_t s = 0; keep != drop && s < w->rows + w->columns; s++)
        if (w->tied[s] == drop)
            w->tied[s] = keep;
}

static bool empty(const struct whole *w, size_t a)
{
    return !(w->p[a] > 0);
}

static void find_sets(struct whole *w)
{
    size_t sides = w->rows + w->columns;

    for (size_t s = 0; s < sides; s++)
        w->tied[s] = s;
    for (size_t a = 0; a < w->k; a++)
        if (empty(w, a))
            tie(w, w->tied[a % w->rows], w->tied[w->rows + a / w->rows]);
    w->sets = 0;
    for (size_t s = 0; s < sides; s++) { /* number them from 0, in order */
        size_t old = w->tied[s];

        if (old < w->sets)
            continue;
        for (size_t q = s; q < sides; q++)
            if (w->tied[q] == old)
                w->tied[q] = w->sets;
        w->sets++;
    }
}

static size_t set_of_row(const struct whole *w, size_t a)
{
    return w->tied[a % w->rows];
}

static size_t set_of_column(const struct whole *w, size_t a)
{
    return w->tied[w->rows + a / w->rows];
}

/* X'D X without its last row and column, inverted.  It is positive definite:
 * every row meets every column, in an empty cell or in another. */
static void invert_laplacian(struct whole *w)
{
    size_t m = w->sets - 1;
    gsl_matrix_view g;

    if (m == 0)
        return;
    g = gsl_matrix_view_array(w->inverse, m, m);
    gsl_matrix_set_zero(&g.matrix);
    for (size_t a = 0; a < w->k; a++) {
        size_t r = set_of_row(w, a), c = set_of_column(w, a);

        if (empty(w, a) || r == c)
            continue;
        if (r < m)
            w->inverse[r * m + r] += w->p[a];
        if (c < m)
            w->inverse[c * m + c] += w->p[a];
        if (r < m && c < m) {
            w->inverse[r * m + c] -= w->p[a];
            w->inverse[c * m + r] -= w->p[a];
        }
    }
    (void)gsl_linalg_cholesky_decomp1(&g.matrix); /* definite, see above */
    (void)gsl_linalg_cholesky_invert(&g.matrix);
}

/* One row of V X (X'D X)^-1 into solved[sets]; the last set has 0. */
static void solve_row(const struct whole *w, size_t a, double *vx,
                      double *solved)
{
    size_t m = w->sets - 1;

    for (size_t s = 0; s <= m; s++)
        vx[s] = solved[s] = 0;
    for (size_t b = 0; b < w->k; b++) {
        size_t r = set_of_row(w, b), c = set_of_column(w, b);

        if (empty(w, b) || r == c)
            continue;
        vx[r] += w->v[a * w->k + b];
        vx[c] -= w->v[a * w->k + b];
    }
    for (size_t s = 0; s < m; s++)
        for (size_t q = 0; q < m; q++)
            solved[s] += vx[q] * w->inverse[q * m + s];
}

static void multiply(struct whole *w)
{
    size_t k = w->k;
    double *vx = w->load, *solved = w->load + w->sets;

    for (size_t a = 0; a < k; a++) {
        solve_row(w, a, vx, solved);
        for (size_t b = 0; b < k; b++)
            w->vq[a * k + b] = empty(w, b) ? 0
                                           : w->v[a * k + b] / w->p[b] -
                                                 solved[set_of_row(w, b)] +
                                                 solved[set_of_column(w, b)];
    }
}

static double pearson(const struct whole *w, double n)
{
    double *row = w->load, *column = w->load + w->rows, x2 = 0;

    for (size_t s = 0; s < w->rows + w->columns; s++)
        row[s] = 0;
    for (size_t a = 0; a < w->k; a++) {
        row[a % w->rows] += w->p[a];
        column[a / w->rows] += w->p[a];
    }
    for (size_t a = 0; a < w->k; a++) {
        double expected = row[a % w->rows] * column[a / w->rows];
        double miss = w->p[a] - expected;

        x2 += miss * miss / expected;
    }
    return n * x2;
}

static void finish(const struct whole *w, double nu, struct twoway_test *test)
{
    double trace = 0, square = 0, filled = 0;

    for (size_t a = 0; a < w->k; a++) {
        filled += !empty(w, a);
        trace += w->vq[a * w->k + a];
        for (size_t b = 0; b < w->k; b++)
            square += w->vq[a * w->k + b] * w->vq[b * w->k + a];
    }
    trace *= test->n;
    square *= test->n * test->n;
    test->df = filled - (double)(w->sets - 1);
    if (!(test->df > 0) || !(trace > 0))
        return;
    test->mean_deff = trace / test->df;
    test->chisq = test->pearson / test->mean_deff;
    test->chisq_p = tail_chisq(test->chisq, test->df);
    test->f = test->pearson / trace;
    test->f_df1 = trace * trace / square;
    test->f_df2 = test->f_df1 * nu;
    test->f_p = tail_f(test->f, test->f_df1, test->f_df2);
}

enum status twoway_rao_scott(const struct twoway *t, struct twoway_test *test,
                             struct err *err)
{
    const double none = (double)NAN;
    struct whole w;
    enum status rc = whole_init(&w, t, err);

    *test = (struct twoway_test){(double)w.rows, (double)w.columns,
                                 t->n,           none,
                                 none,           none,
                                 none,           none,
                                 none,           none,
                                 none,           none};
    if (rc != OK)
        return rc;
    if (w.rows > 1 && w.columns > 1) {
        find_cells(&w, t);
        test->pearson = pearson(&w, t->n);
        find_covariance(&w, t);
        find_sets(&w);
        invert_laplacian(&w);
        multiply(&w);
        finish(&w, t->df, test);
    }
    whole_free(&w);
    return OK;
}
