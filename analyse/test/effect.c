/* effect.c - see effect.h. */
#include "analyse/test/effect.h"

#include <math.h>

static double row_sum(const double *count, size_t rows, size_t columns,
                      size_t r)
{
    double sum = 0;

    for (size_t c = 0; c < columns; c++)
        sum += count[c * rows + r];
    return sum;
}

static double column_sum(const double *count, size_t rows, size_t c)
{
    double sum = 0;

    for (size_t r = 0; r < rows; r++)
        sum += count[c * rows + r];
    return sum;
}

/* X2 / N, and how many rows and columns somebody is in. */
static double phi_squared(const double *count, size_t rows, size_t columns,
                          double *used_rows, double *used_columns)
{
    double all = 0, phi = 0;

    *used_rows = *used_columns = 0;
    for (size_t c = 0; c < columns; c++) {
        all += column_sum(count, rows, c);
        *used_columns += column_sum(count, rows, c) > 0;
    }
    for (size_t r = 0; r < rows; r++) {
        double in_row = row_sum(count, rows, columns, r);

        *used_rows += in_row > 0;
        for (size_t c = 0; in_row > 0 && c < columns; c++) {
            double expected = in_row / all * (column_sum(count, rows, c) / all);
            double miss = count[c * rows + r] / all - expected;

            phi += expected > 0 ? miss * miss / expected : 0;
        }
    }
    return phi;
}

double effect_cramers_v(const double *count, size_t rows, size_t columns)
{
    double r, c, phi = phi_squared(count, rows, columns, &r, &c);

    return fmin(r, c) > 1 ? sqrt(phi / (fmin(r, c) - 1)) : (double)NAN;
}

double effect_cramers_v_corrected(const double *count, size_t rows,
                                  size_t columns, double n)
{
    double r, c, phi = phi_squared(count, rows, columns, &r, &c);
    double r_less, c_less;

    if (!(fmin(r, c) > 1) || !(n > 1))
        return (double)NAN;
    phi = fmax(0, phi - (r - 1) * (c - 1) / (n - 1));
    r_less = r - (r - 1) * (r - 1) / (n - 1);
    c_less = c - (c - 1) * (c - 1) / (n - 1);
    return fmin(r_less, c_less) > 1 ? sqrt(phi / (fmin(r_less, c_less) - 1))
                                    : (double)NAN;
}

/* Sums of each cell with those after it in both, and in one but not the
 * other, row by row of sums from the end: a pass for each row. */
static void count_pairs(const double *count, size_t rows, size_t columns,
                        double *concordant, double *discordant)
{
    *concordant = *discordant = 0;
    for (size_t r = 0; r < rows; r++)
        for (size_t below = r + 1; below < rows; below++) {
            double before = 0, after = row_sum(count, rows, columns, below);

            for (size_t c = 0; c < columns; c++) {
                after -= count[c * rows + below];
                *concordant += count[c * rows + r] * after;
                *discordant += count[c * rows + r] * before;
                before += count[c * rows + below];
            }
        }
}

struct effect_order effect_order(const double *count, size_t rows,
                                 size_t columns)
{
    double all = 0, row_pairs = 0, column_pairs = 0, r, c, m, net;
    struct effect_order e;

    count_pairs(count, rows, columns, &e.concordant, &e.discordant);
    (void)phi_squared(count, rows, columns, &r, &c);
    m = fmin(r, c);
    for (size_t i = 0; i < columns; i++) {
        double in = column_sum(count, rows, i);

        all += in;
        column_pairs -= in * in;
    }
    for (size_t i = 0; i < rows; i++) {
        double in = row_sum(count, rows, columns, i);

        row_pairs -= in * in;
    }
    /* pairs that differ in their row, and in their column */
    row_pairs = (all * all + row_pairs) / 2;
    column_pairs = (all * all + column_pairs) / 2;
    net = e.concordant - e.discordant;
    e.gamma = net / (e.concordant + e.discordant);
    e.tau_b = net / sqrt(row_pairs * column_pairs);
    e.tau_c = m > 1 ? 2 * m * net / (all * all * (m - 1)) : (double)NAN;
    e.somers_row = r > 1 && c > 1 ? net / column_pairs : (double)NAN;
    e.somers_column = r > 1 && c > 1 ? net / row_pairs : (double)NAN;
    return e;
}
