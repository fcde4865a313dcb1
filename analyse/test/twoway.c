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
    return OK;
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
    if (rc != OK)
        goto done;
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

/* Quadratic form over whole columns: coefficients by what each column counts
 * as, first (+), second (-) or neither. */
static double column_variance(const struct twoway *t, size_t row,
                              const struct linear *of)
{
    size_t k = t->rows * t->columns;
    double v = 0;

    for (size_t a = 0; a < k; a++) {
        const struct linear *la = &of[a / t->rows];
        double ga = a % t->rows == row ? la->in : la->out;

        if (!(fabs(ga) > 0))
            continue;
        for (size_t b = 0; b < k; b++) {
            const struct linear *lb = &of[b / t->rows];

            v += ga * t->v[a * k + b] * (b % t->rows == row ? lb->in : lb->out);
        }
    }
    return v;
}

static struct difference compare(const struct twoway *t, size_t row, size_t a,
                                 size_t b_first, size_t b_end)
{
    struct cell in = {0, 0, 0}, all = {0, 0, 0};
    struct linear first, second, *of = mem_array(t->columns, sizeof *of);
    struct difference d;

    if (!of) /* a few dozen bytes: said as not known */
        return difference_of((double)NAN, (double)NAN, t->df);
    for (size_t c = b_first; c < b_end; c++) {
        if (c == a)
            continue;
        in = cell_add(in, t->cell[c * t->rows + row]);
        all = cell_add(all, sum_of(t, (struct block){0, t->rows, c, 1}));
    }
    first = linear_of(t->cell[a * t->rows + row],
                      sum_of(t, (struct block){0, t->rows, a, 1}));
    second = linear_of(in, all);
    for (size_t c = b_first; c < b_end; c++)
        of[c] = (struct linear){0, 0, -second.in, -second.out};
    of[a] = first;
    d = difference_of(first.value - second.value, column_variance(t, row, of),
                      t->df);
    d.n_a = first.n;
    d.n_b = second.n;
    free(of);
    return d;
}

struct difference twoway_columns(const struct twoway *t, size_t row, size_t a,
                                 size_t b)
{
    return compare(t, row, a, b, b + 1);
}

struct difference twoway_rest(const struct twoway *t, size_t row, size_t a)
{
    return compare(t, row, a, 0, t->columns);
}
