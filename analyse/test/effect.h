/* effect.h - how strong an association is, whatever the number of responses.
 *
 * All take the (weighted) counts of a table, those of a column together, and
 * give the same for counts all multiplied by one number. */
#ifndef ANALYSE_TEST_EFFECT_H
#define ANALYSE_TEST_EFFECT_H

#include <stddef.h>

/* sqrt(X2 / (N (m - 1))), m the fewer of rows and columns that somebody is in;
 * 0 none, 1 complete.  Cramer (1946), section 21.9.  NaN where m is below 2. */
double effect_cramers_v(const double *count, size_t rows, size_t columns);

/* With the bias of small samples taken away: Bergsma (2013), J. Korean Stat.
 * Soc. 42:323-328.  n: responses, or their effective number. */
double effect_cramers_v_corrected(const double *count, size_t rows,
                                  size_t columns, double n);

/* Both sides in order, first to last.  Pairs of responses: concordant where
 * both rise, discordant where one falls. */
struct effect_order {
    double concordant, discordant;
    double gamma; /* (P - Q) / (P + Q): Goodman and Kruskal (1954) */
    double tau_b, tau_c;
    double somers_row;    /* d(row | column): Somers (1962) */
    double somers_column; /* d(column | row) */
};
/* NaN where there is no pair to compare. */
struct effect_order effect_order(const double *count, size_t rows,
                                 size_t columns);

#endif
