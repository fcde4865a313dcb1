/* twoway.c - totals of cells, shares and their differences.
 *
 * A share is a ratio of two totals, so its linearisation gives each cell one
 * coefficient: (1 - p) / W to the cell that counts and -p / W to the others of
 * its base.  A difference has those of both shares; its variance is then one
 * quadratic form in the covariance of the totals, overlap and clusters
 * included. */
#include "analyse/test/twoway.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

static enum status init(struct twoway *t, size_t rows, size_t columns,
                        struct err *err)
{
    size_t k = rows * columns;

    *t = (struct twoway){.rows = rows, .columns = columns};
    t->cell = mem_array(k, sizeof *t->cell);
    t->v = mem_array(k * k, sizeof *t->v);
    if (t->cell && t->v)
        return OK;
    twoway_free(t);
    return err_nomem(err);
}

void twoway_free(struct twoway *t)
{
    free(t->cell);
    free(t->v);
    *t = (struct twoway){0};
}

static void add_up(struct twoway *t)
{
    for (size_t c = 0; c < t->rows * t->columns; c++) {
        t->n += t->cell[c].n;
        t->w += t->cell[c].w;
    }
}

enum status twoway_of_cells(struct twoway *t, const struct cell *cell,
                            size_t rows, size_t columns, double n_design,
                            struct err *err)
{
    size_t k = rows * columns;
    double factor = design_factor(n_design);
    enum status rc = init(t, rows, columns, err);

    if (rc != OK)
        return rc;
    memcpy(t->cell, cell, k * sizeof *cell);
    add_up(t);
    t->df = t->n - 1;
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            t->v[a * k + b] = factor * ((a == b ? cell[a].ww : 0) -
                                        cell[a].w * cell[b].w / n_design);
    return OK;
}

static enum status domain_df(struct twoway *t, const struct design *design,
                             const int32_t *code, struct err *err)
{
    unsigned char *member = mem_array(design->n, 1);

    if (!member)
        return err_nomem(err);
    for (size_t i = 0; i < design->n; i++)
        member[i] = code[i] >= 0;
    t->df = design_df(design, member);
    free(member);
    return isnan(t->df) ? err_nomem(err) : OK;
}

enum status twoway_of_codes(struct twoway *t, const struct design *design,
                            const int32_t *row, size_t rows,
                            const int32_t *column, size_t columns,
                            struct err *err)
{
    int32_t *code = mem_array(design->n, sizeof *code);
    enum status rc = code ? init(t, rows, columns, err) : err_nomem(err);

    if (rc == OK)
        rc = infer_table(design, row, rows, column, columns, t->cell, err);
    if (rc != OK) {
        if (code)
            twoway_free(t);
        goto done;
    }
    for (size_t i = 0; i < design->n; i++)
        code[i] = row[i] < 0 || column[i] < 0
                      ? -1
                      : column[i] * (int32_t)rows + row[i];
    add_up(t);
    rc = domain_df(t, design, code, err);
    if (rc == OK)
        rc = infer_sparse(design, code, rows * columns, NULL, 1, t->v, err);
    if (rc != OK)
        twoway_free(t);
done:
    free(code);
    return rc;
}

/* The cells that `in` holds of: a block of rows by columns. */
struct block {
    size_t row, rows, column, columns;
};

static struct cell sum_of(const struct twoway *t, struct block b)
{
    struct cell sum = {0, 0, 0};

    for (size_t c = b.column; c < b.column + b.columns; c++)
        for (size_t r = b.row; r < b.row + b.rows; r++)
            sum = cell_add(sum, t->cell[c * t->rows + r]);
    return sum;
}

/* A share as coefficients of the cells' totals: `in` to those of its row,
 * `out` to the others of its base, nothing elsewhere. */
struct linear {
    double value, n;
    double in, out;
};

static struct linear linear_of(struct cell in, struct cell of)
{
    double p = in.n >= of.n ? 1 : in.w / of.w;

    if (!(of.n > 0))
        return (struct linear){(double)NAN, 0, (double)NAN, (double)NAN};
    return (struct linear){p, of.n, (1 - p) / of.w, -p / of.w};
}

static bool inside(struct block b, size_t r, size_t c)
{
    return r >= b.row && r < b.row + b.rows && c >= b.column &&
           c < b.column + b.columns;
}

static struct twoway_share share(const struct twoway *t, struct block in,
                                 struct block of)
{
    size_t k = t->rows * t->columns;
    struct linear l = linear_of(sum_of(t, in), sum_of(t, of));
    double v = 0;

    for (size_t a = 0; a < k; a++) {
        size_t ar = a % t->rows, ac = a / t->rows;

        for (size_t b = 0; inside(of, ar, ac) && b < k; b++) {
            size_t br = b % t->rows, bc = b / t->rows;

            if (inside(of, br, bc))
                v += (inside(in, ar, ac) ? l.in : l.out) * t->v[a * k + b] *
                     (inside(in, br, bc) ? l.in : l.out);
        }
    }
    return (struct twoway_share){l.value, sqrt(fmax(v, 0))};
}

struct twoway_share twoway_column_share(const struct twoway *t, size_t row,
                                        size_t column)
{
    return share(t, (struct block){row, 1, column, 1},
                 (struct block){0, t->rows, column, 1});
}

struct twoway_share twoway_row_share(const struct twoway *t, size_t row,
                                     size_t column)
{
    return share(t, (struct block){row, 1, column, 1},
                 (struct block){row, 1, 0, t->columns});
}

struct twoway_share twoway_total_share(const struct twoway *t, size_t row,
                                       size_t column)
{
    return share(t, (struct block){row, 1, column, 1},
                 (struct block){0, t->rows, 0, t->columns});
}

struct difference difference_of(double value, double variance, double df)
{
    const double rounding = 1e-14;
    struct difference d = {.value = value, .df = df};

    d.se = sqrt(fmax(variance, 0));
    d.t = d.p = (double)NAN;
    if (isnan(value) || isnan(variance)) {
        d.value = d.se = (double)NAN;
        return d;
    }
    if (d.se > rounding * fabs(value)) {
        d.t = value / d.se;
        d.p = tail_t(d.t, df);
    } else if (fabs(value) <= rounding) {
        d.t = 0;
        d.p = 1;
    }
    return d;
}

void twoway_row_free(struct twoway_row *r)
{
    free(r->in);
    free(r->v);
    *r = (struct twoway_row){0};
}

/* Totals of column c are number 2c, of the row, and 2c + 1, of all rows. */
static void gather(struct twoway_row *r, const struct twoway *t, size_t row)
{
    size_t k = t->rows * t->columns, m = 2 * t->columns;

    for (size_t a = 0; a < k; a++) {
        size_t ac = a / t->rows;
        bool a_in = a % t->rows == row;

        r->of[ac] = cell_add(r->of[ac], t->cell[a]);
        if (a_in)
            r->in[ac] = t->cell[a];
        for (size_t b = 0; b < k; b++) {
            size_t bc = b / t->rows;
            bool b_in = b % t->rows == row;
            double v = t->v[a * k + b];

            r->v[(2 * ac + 1) * m + 2 * bc + 1] += v;
            r->v[2 * ac * m + 2 * bc + 1] += a_in ? v : 0;
            r->v[(2 * ac + 1) * m + 2 * bc] += b_in ? v : 0;
            r->v[2 * ac * m + 2 * bc] += a_in && b_in ? v : 0;
        }
    }
}

enum status twoway_row_init(struct twoway_row *r, const struct twoway *t,
                            size_t row, struct err *err)
{
    *r = (struct twoway_row){.columns = t->columns, .df = t->df};
    r->in = mem_array(2 * t->columns, sizeof *r->in);
    r->v = mem_array(4 * t->columns * t->columns, sizeof *r->v);
    if (!r->in || !r->v) {
        twoway_row_free(r);
        return err_nomem(err);
    }
    r->of = r->in + t->columns;
    gather(r, t, row);
    return OK;
}

/* g'Vh of two columns' totals, where a share has 1/W for the row's total and
 * -p/W for the column's. */
static double product(const struct twoway_row *r, size_t a,
                      const struct linear *g, size_t b, const struct linear *h)
{
    size_t m = 2 * r->columns;
    const double *v = r->v + 2 * a * m + 2 * b;

    return (g->in - g->out) * (v[0] * (h->in - h->out) + v[1] * h->out) +
           g->out * (v[m] * (h->in - h->out) + v[m + 1] * h->out);
}

static struct difference judge(const struct linear *first,
                               const struct linear *second, double variance,
                               double df)
{
    struct difference d =
        difference_of(first->value - second->value, variance, df);

    d.n_a = first->n;
    d.n_b = second->n;
    return d;
}

struct difference twoway_row_pair(const struct twoway_row *r, size_t a,
                                  size_t b)
{
    struct linear first = linear_of(r->in[a], r->of[a]);
    struct linear second = linear_of(r->in[b], r->of[b]);
    double v = product(r, a, &first, a, &first) +
               product(r, b, &second, b, &second) -
               2 * product(r, a, &first, b, &second);

    return judge(&first, &second, v, r->df);
}

struct difference twoway_row_rest(const struct twoway_row *r, size_t a)
{
    struct cell in = {0, 0, 0}, of = {0, 0, 0};
    struct linear first = linear_of(r->in[a], r->of[a]), second;
    double v = product(r, a, &first, a, &first);

    for (size_t c = 0; c < r->columns; c++)
        if (c != a) {
            in = cell_add(in, r->in[c]);
            of = cell_add(of, r->of[c]);
        }
    second = linear_of(in, of);
    for (size_t b = 0; b < r->columns; b++) {
        if (b == a)
            continue;
        v -= 2 * product(r, a, &first, b, &second);
        for (size_t c = 0; c < r->columns; c++)
            v += c == a ? 0 : product(r, b, &second, c, &second);
    }
    return judge(&first, &second, v, r->df);
}
