/* spread.h - variances and covariances out of a slice's table of cells, under
 * any design.
 *
 * A linear form of a level gives each slot a number; its total is the sum of
 * weight times number over the level's responses.  Under a plain design sums
 * of w and w^2 by cell say how two such totals vary together; under any other
 * the covariance of all cells of a column is found once for all forms. */
#ifndef ANALYSE_SPREAD_H
#define ANALYSE_SPREAD_H

#include "analyse/slice.h"

/* Of one column of coded answers, under a design that is not plain. */
struct spread {
    bool full;         /* cells of different levels too */
    double *v;         /* levels by slots squared, or by level slots squared */
    unsigned char *in; /* clusters (or none) by cells: has a member there */
    unsigned char *home; /* strata by cells */
    double *df;          /* levels by BASES; NaN: not yet found */
};

/* Covariances of as many cells are held whole. */
enum { SPREAD_CELLS = 1500 };

/* Makes slice->spread where the design is not plain; needs slice->table. */
MUST_CHECK enum status spread_make(struct slice *slice, struct err *err);
void spread_free(struct slice *slice);
/* Cells of different levels can be compared. */
bool spread_compares(const struct slice *slice);

/* The covariance of the total of form a at level la and of b at lb. */
double slice_form(const struct slice *slice, size_t column, size_t la,
                  const double *a, size_t lb, const double *b);

/* Degrees of freedom of the responses at levels from .. to - 1 in slots where
 * domain is above 0: clusters less strata that have a member. */
double slice_df(const struct slice *slice, size_t column, size_t from,
                size_t to, const double *domain);

#endif
