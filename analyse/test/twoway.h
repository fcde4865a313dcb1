/* twoway.h - a question (rows) by a breakdown (columns), tested under the
 * design.
 *
 * Everything follows from the weighted totals of the cells and their
 * covariance: shares within columns, their differences, Rao and Scott's tests
 * and Wald's.  Base: responses that are in some row and some column; all
 * others stay in the design as a domain.  See docs/methods/tests.md. */
#ifndef ANALYSE_TEST_TWOWAY_H
#define ANALYSE_TEST_TWOWAY_H

#include "analyse/infer/infer.h"

struct twoway {
    size_t rows, columns;
    struct cell *cell; /* of infer_table(): those of a column together */
    double *v;         /* covariance of the weighted totals of the cells */
    double n, w;       /* responses in the table, their weight */
    double df;         /* clusters less strata, of the table's base */
};

/* From cell sums of a simple design (no strata, clusters, finite population,
 * calibration) of n_design responses: no pass over the responses.  ERR_NOMEM.
 */
MUST_CHECK enum status twoway_of_cells(struct twoway *t,
                                       const struct cell *cell, size_t rows,
                                       size_t columns, double n_design,
                                       struct err *err);
/* For any design.  row[i], column[i] below 0: not in the table. */
MUST_CHECK enum status twoway_of_codes(struct twoway *t,
                                       const struct design *design,
                                       const int32_t *row, size_t rows,
                                       const int32_t *column, size_t columns,
                                       struct err *err);
void twoway_free(struct twoway *t);

/* No association between rows and columns.  Rows and columns that nobody is in
 * are left out.  All NaN where fewer than two of either are left. */
struct twoway_test {
    double rows, columns; /* that somebody is in */
    double n;
    double pearson;        /* X2 of the weighted table scaled to n responses */
    double df;             /* (rows - 1)(columns - 1) */
    double mean_deff;      /* mean eigenvalue of Rao and Scott's Delta */
    double chisq, chisq_p; /* first order: pearson / mean_deff, on df */
    double f, f_df1, f_df2, f_p; /* second order: R's svychisq() */
};
/* Rao and Scott (1984), Ann. Stat. 12:46-60; Thomas and Rao (1987), JASA
 * 82:630-636.  Where empty cells leave fewer than df free contrasts, df is
 * their number.  ERR_NOMEM. */
MUST_CHECK enum status twoway_rao_scott(const struct twoway *t,
                                        struct twoway_test *test,
                                        struct err *err);

/* Wald's test of the totals against the product of the margins, as it stands
 * and adjusted; R's svychisq(statistic = "Wald", "adjWald").  NaN where the
 * covariance cannot be inverted or the design has too few clusters. */
struct twoway_wald {
    double f, df1, df2, p;
    double adjusted_f, adjusted_df2, adjusted_p;
};
MUST_CHECK enum status twoway_wald(const struct twoway *t,
                                   struct twoway_wald *wald, struct err *err);

/* A share, or a mean, against another. */
struct difference {
    double value; /* first less second */
    double se;    /* with the covariance between the two */
    double df;
    double t, p;     /* two-sided */
    double n_a, n_b; /* unweighted bases */
};
/* t and p from the rest: t is 0 and p 1 where value and se are 0 (nobody, or
 * everybody, on both sides); NaN where se alone is 0, since a difference
 * without any spread cannot be judged. */
struct difference difference_of(double value, double variance, double df);

/* A weighted share: of a column, a row, or the table. */
struct twoway_share {
    double value, se;
};
struct twoway_share twoway_column_share(const struct twoway *t, size_t row,
                                        size_t column);
struct twoway_share twoway_row_share(const struct twoway *t, size_t row,
                                     size_t column);
struct twoway_share twoway_total_share(const struct twoway *t, size_t row,
                                       size_t column);

/* One row of the table ready for comparisons between columns: what it takes
 * of the covariance is gathered once, and each comparison is then cheap. */
struct twoway_row {
    size_t columns;
    struct cell *in, *of; /* by column: of the row, of the whole column */
    double *v;            /* covariance of the totals of in and of */
    double df;
};
MUST_CHECK enum status twoway_row_init(struct twoway_row *r,
                                       const struct twoway *t, size_t row,
                                       struct err *err);
void twoway_row_free(struct twoway_row *r);

/* The share of the row in column a less that in column b; in column a less
 * that in all other columns together.  NaN for an empty column. */
struct difference twoway_row_pair(const struct twoway_row *r, size_t a,
                                  size_t b);
struct difference twoway_row_rest(const struct twoway_row *r, size_t a);

#endif
