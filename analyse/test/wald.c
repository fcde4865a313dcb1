/* wald.c - Wald's tests of a two-way table.
 *
 * Y_rc = N_rc - N_r N_c / N is 0 where rows and columns are independent; its
 * linearisation in the cells' totals is 1_rc - p_c 1_r - p_r 1_c + p_r p_c.
 * Koch, Freeman and Freeman (1975), Int. Stat. Rev. 43:59-78; the adjustment
 * is described by Thomas and Rao (1987), JASA 82:630-636. */
#include "analyse/test/twoway.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/tails.h"
#include "analyse/test/quadratic.h"
#include "core/base/mem.h"

struct margins {
    size_t rows, columns; /* used */
    size_t *row, *column; /* their places in the table as given */
    double *p_row, *p_column;
};

static void margins_free(struct margins *m)
{
    free(m->row);
    free(m->column);
    free(m->p_row);
    free(m->p_column);
}

static enum status margins_init(struct margins *m, const struct twoway *t,
                                struct err *err)
{
    *m = (struct margins){0};
    m->row = mem_array(t->rows, sizeof *m->row);
    m->column = mem_array(t->columns, sizeof *m->column);
    m->p_row = mem_array(t->rows, sizeof *m->p_row);
    m->p_column = mem_array(t->columns, sizeof *m->p_column);
    if (!m->row || !m->column || !m->p_row || !m->p_column) {
        margins_free(m);
        return err_nomem(err);
    }
    for (size_t c = 0; c < t->columns; c++)
        for (size_t r = 0; r < t->rows; r++) {
            m->p_row[r] += t->cell[c * t->rows + r].w / t->w;
            m->p_column[c] += t->cell[c * t->rows + r].w / t->w;
        }
    for (size_t r = 0; r < t->rows; r++)
        if (m->p_row[r] > 0)
            m->row[m->rows++] = r;
    for (size_t c = 0; c < t->columns; c++)
        if (m->p_column[c] > 0)
            m->column[m->columns++] = c;
    return OK;
}

/* J applied to one column (stride 1) of totals or of their covariance:
 * out[j] for the used cells without the first row and column. */
static void contrast(const struct twoway *t, const struct margins *m,
                     const double *x, size_t stride, double *row,
                     double *column, double *out)
{
    double all = 0;
    size_t at = 0;

    for (size_t r = 0; r < t->rows; r++)
        row[r] = 0;
    for (size_t c = 0; c < t->columns; c++)
        column[c] = 0;
    for (size_t c = 0; c < t->columns; c++)
        for (size_t r = 0; r < t->rows; r++) {
            double value = x[(c * t->rows + r) * stride];

            row[r] += value;
            column[c] += value;
            all += value;
        }
    for (size_t j = 1; j < m->columns; j++)
        for (size_t i = 1; i < m->rows; i++) {
            size_t r = m->row[i], c = m->column[j];

            out[at++] = x[(c * t->rows + r) * stride] -
                        m->p_column[c] * row[r] - m->p_row[r] * column[c] +
                        m->p_row[r] * m->p_column[c] * all;
        }
}

static void finish(double q, double d, double nu, struct twoway_wald *wald)
{
    wald->df1 = d;
    wald->df2 = nu;
    wald->f = q / d;
    wald->p = tail_f(wald->f, d, nu);
    if (!(nu - d + 1 > 0))
        return;
    wald->adjusted_df2 = nu - d + 1;
    wald->adjusted_f = q * wald->adjusted_df2 / (d * nu);
    wald->adjusted_p = tail_f(wald->adjusted_f, d, wald->adjusted_df2);
}

static enum status compute(const struct twoway *t, const struct margins *m,
                           struct twoway_wald *wald, struct err *err)
{
    size_t k = t->rows * t->columns, d = (m->rows - 1) * (m->columns - 1);
    size_t sides = t->rows + t->columns;
    double *work = mem_array(
        2 * k + d * k + d * d + d + quadratic_scratch(d) + sides, sizeof *work);
    double *total, *half, *v, *y, *scratch, *row, *column, *one, q;

    if (!work)
        return err_nomem(err);
    total = work;
    half = total + k;
    v = half + d * k;
    y = v + d * d;
    scratch = y + d;
    row = scratch + quadratic_scratch(d);
    column = row + t->rows;
    one = column + t->columns;
    for (size_t a = 0; a < k; a++)
        total[a] = t->cell[a].w;
    contrast(t, m, total, 1, row, column, y);
    /* half: k by d, V J'; then v: J V J' */
    for (size_t a = 0; a < k; a++)
        contrast(t, m, t->v + a * k, 1, row, column, half + a * d);
    for (size_t b = 0; b < d; b++) {
        contrast(t, m, half + b, d, row, column, one);
        for (size_t a = 0; a < d; a++)
            v[a * d + b] = one[a];
    }
    quadratic_form(v, y, d, scratch, &q);
    finish(q, (double)d, t->df, wald);
    free(work);
    return OK;
}

enum status twoway_wald(const struct twoway *t, struct twoway_wald *wald,
                        struct err *err)
{
    const double none = (double)NAN;
    struct margins m;
    enum status rc = margins_init(&m, t, err);

    *wald = (struct twoway_wald){none, none, none, none, none, none, none};
    if (rc != OK)
        return rc;
    if (m.rows > 1 && m.columns > 1)
        rc = compute(t, &m, wald, err);
    margins_free(&m);
    return rc;
}
