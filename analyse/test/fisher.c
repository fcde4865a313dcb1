/* fisher.c - see fisher.h.
 *
 * Larger tables are gone through column by column, each column in every way
 * that the rows' remainders allow.  Where the best that can follow is still no
 * likelier than the table at hand, all that follows counts and its total
 * probability is known in closed form; where the worst that can follow is
 * likelier, none does.  That is the idea of the network algorithm, Mehta and
 * Patel (1983), JASA 78:427-434, with plain bounds. */
#include "analyse/test/fisher.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "core/base/mem.h"

enum { SIDE = 12 }; /* rows, and columns, of the largest table */

struct table {
    size_t rows, columns;
    double count[SIDE][SIDE]; /* by column, then row */
    double row[SIDE], column[SIDE];
    double n;
    double log_observed; /* probability, with tolerance */
    double log_all;      /* of the margins */
    /* Less ln of the factorials of columns c and on: as even over the rows as
     * can be, and each in one piece. */
    double even[SIDE], whole[SIDE];
    double tables, most;
    double p;
    double *log_factorial; /* of 0 .. n */
};

static double ln_of(const struct table *t, double x)
{
    return t->log_factorial[(size_t)x];
}

/* False where the table is none of whole counts, or too large. */
static bool read_table(struct table *t, const double *count, size_t rows,
                       size_t columns)
{
    size_t used[SIDE];

    for (size_t r = 0; r < rows; r++) {
        double sum = 0;

        for (size_t c = 0; c < columns; c++) {
            double x = count[c * rows + r];

            if (!(x >= 0 && x <= 1e9) || floor(x) < x)
                return false;
            sum += x;
        }
        if (sum > 0 && t->rows == SIDE)
            return false;
        if (sum > 0)
            used[t->rows++] = r;
    }
    for (size_t c = 0; c < columns; c++) {
        double sum = 0;

        for (size_t r = 0; r < t->rows; r++)
            sum += count[c * rows + used[r]];
        if (!(sum > 0))
            continue;
        if (t->columns == SIDE)
            return false;
        for (size_t r = 0; r < t->rows; r++) {
            t->count[t->columns][r] = count[c * rows + used[r]];
            t->row[r] += count[c * rows + used[r]];
        }
        t->column[t->columns++] = sum;
        t->n += sum;
    }
    return t->rows > 1 && t->columns > 1;
}

static void find_observed(struct table *t)
{
    double log_p;

    t->log_all = -ln_of(t, t->n);
    for (size_t r = 0; r < t->rows; r++)
        t->log_all += ln_of(t, t->row[r]);
    for (size_t c = 0; c < t->columns; c++)
        t->log_all += ln_of(t, t->column[c]);
    log_p = t->log_all;
    for (size_t c = 0; c < t->columns; c++)
        for (size_t r = 0; r < t->rows; r++)
            log_p -= ln_of(t, t->count[c][r]);
    t->log_observed = log_p + log1p(1e-7);
}

/* A sub-table: columns c and on, with the rows' remainders. */
struct rest {
    size_t c;
    double row[SIDE], n;
    double log_p; /* of the margins less the cells that are set */
};

/* ln of the sum over all sub-tables of 1 / product of cells' factorials:
 * n! / (rows! columns!). */
static double log_total(const struct table *t, const struct rest *s)
{
    double log_sum = ln_of(t, s->n);

    for (size_t r = 0; r < t->rows; r++)
        log_sum -= ln_of(t, s->row[r]);
    for (size_t c = s->c; c < t->columns; c++)
        log_sum -= ln_of(t, t->column[c]);
    return log_sum;
}

/* ln of the product of the factorials of `cells` whole numbers that add up to
 * `sum`, at its least: as even as they can be, since ln x! is convex. */
static double ln_even(const struct table *t, double sum, double cells)
{
    double low = floor(sum / cells), more = sum - low * cells;

    return (cells - more) * ln_of(t, low) +
           (more > 0 ? more * ln_of(t, low + 1) : 0);
}

static void bound_columns(struct table *t)
{
    for (size_t c = 0; c < t->columns; c++)
        for (size_t k = c; k < t->columns; k++) {
            t->even[c] -= ln_even(t, t->column[k], (double)t->rows);
            t->whole[c] -= ln_of(t, t->column[k]);
        }
}

/* Bounds of ln of 1 / product of factorials over all sub-tables: even cells
 * give the most, and each row, or column, in one piece the least. */
static double log_most(const struct table *t, const struct rest *s)
{
    double by_row = 0;

    for (size_t r = 0; r < t->rows; r++)
        by_row -= ln_even(t, s->row[r], (double)(t->columns - s->c));
    return fmin(by_row, t->even[s->c]);
}

static double log_least(const struct table *t, const struct rest *s)
{
    double by_row = 0;

    for (size_t r = 0; r < t->rows; r++)
        by_row -= ln_of(t, s->row[r]);
    return fmax(by_row, t->whole[s->c]);
}

static void walk(struct table *t, const struct rest *s);

/* Cell r of column s->c, `left` of which is still to be placed in rows r and
 * on; `after` is what those rows can take. */
static void fill(struct table *t, struct rest *s, size_t r, double left,
                 double after)
{
    double row = s->row[r], log_p = s->log_p, high = fmin(row, left), low;

    if (r + 1 == t->rows) {
        struct rest next = *s;

        next.row[r] -= left;
        next.log_p -= ln_of(t, left);
        next.n -= t->column[s->c];
        next.c++;
        walk(t, &next);
        return;
    }
    after -= row;
    low = fmax(0, left - after);
    for (double x = low; x <= high && t->tables <= t->most; x++) {
        s->row[r] = row - x;
        s->log_p = log_p - ln_of(t, x);
        fill(t, s, r + 1, left - x, after);
    }
    s->row[r] = row;
    s->log_p = log_p;
}

static void walk(struct table *t, const struct rest *s)
{
    struct rest next = *s;

    if (++t->tables > t->most)
        return;
    if (s->c + 1 == t->columns) {
        for (size_t r = 0; r < t->rows; r++)
            next.log_p -= ln_of(t, s->row[r]);
        if (next.log_p <= t->log_observed)
            t->p += exp(next.log_p);
        return;
    }
    if (s->log_p + log_most(t, s) <= t->log_observed) {
        t->p += exp(s->log_p + log_total(t, s));
        return;
    }
    if (s->log_p + log_least(t, s) > t->log_observed)
        return;
    fill(t, &next, 0, t->column[s->c], s->n);
}

/* Both sides of the hypergeometric distribution of the first cell. */
static void sides(const struct table *t, struct fisher *f)
{
    double low = fmax(0, t->row[0] + t->column[0] - t->n);
    double high = fmin(t->row[0], t->column[0]);

    f->less = f->more = 0;
    for (double x = low; x <= high; x++) {
        double log_p = t->log_all - ln_of(t, x) - ln_of(t, t->row[0] - x) -
                       ln_of(t, t->column[0] - x) -
                       ln_of(t, t->n - t->row[0] - t->column[0] + x);

        f->less += x <= t->count[0][0] ? exp(log_p) : 0;
        f->more += x >= t->count[0][0] ? exp(log_p) : 0;
    }
    f->less = fmin(f->less, 1);
    f->more = fmin(f->more, 1);
}

static enum status compute(struct table *t, struct fisher *f, struct err *err)
{
    struct rest all = {0};

    t->log_factorial = mem_array((size_t)t->n + 2, sizeof *t->log_factorial);
    if (!t->log_factorial)
        return err_nomem(err);
    for (size_t x = 2; x <= (size_t)t->n; x++)
        t->log_factorial[x] = t->log_factorial[x - 1] + log((double)x);
    find_observed(t);
    bound_columns(t);
    for (size_t r = 0; r < t->rows; r++)
        all.row[r] = t->row[r];
    all.n = t->n;
    all.log_p = t->log_all;
    walk(t, &all);
    f->tables = t->tables;
    if (t->tables <= t->most)
        f->p = fmin(t->p, 1);
    if (t->rows == 2 && t->columns == 2)
        sides(t, f);
    free(t->log_factorial);
    return OK;
}

enum status fisher_exact(const double *count, size_t rows, size_t columns,
                         double most, struct fisher *fisher, struct err *err)
{
    const double none = (double)NAN, largest = 100000;
    struct table t = {.most = most};

    *fisher = (struct fisher){none, none, none, 0};
    if (!read_table(&t, count, rows, columns) || t.n > largest)
        return OK;
    return compute(&t, fisher, err);
}
