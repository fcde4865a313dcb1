/* places.h - ballots as a matrix of places, and the ranks that they make.
 *
 * Everything in analyse/rank/ is a pure function over arrays.  A ballot is a
 * row of k places: 1 is best, equal numbers are a tie, 0 is not ranked.  A
 * place is the best one that the item holds: after two items tied at 2 the
 * next stands at 4 (struct ballots, `best`).  Weights are real numbers, so sums
 * of them are compared with rank_tolerance().
 *
 * A rank is 1 plus the number of items strictly ahead.  Ties come out as
 * ties; the order in which items or ballots stand in the file never counts. */
#ifndef ANALYSE_RANK_PLACES_H
#define ANALYSE_RANK_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/base/err.h"

/* All borrowed. */
struct places {
    size_t n, k;
    const uint16_t *place;       /* n by k, row after row */
    const double *weight;        /* n, finite, > 0; NULL: all 1 */
    const unsigned char *member; /* n, 0: not in the domain; NULL: all are */
};

/* In the domain, with at least one item ranked. */
bool places_used(const struct places *p, size_t row);
double places_weight(const struct places *p, size_t row);
/* The weight of all ballots used. */
double places_total(const struct places *p);

/* The places that each item stands at on average: t items tied at b stand at
 * b + (t - 1) / 2, items not ranked at the mean of the places left, so that
 * they add up to k (k + 1) / 2.  R's rank() of a complete ballot. */
void places_middle(const uint16_t *place, size_t k, double *middle);

/* The same from k numbers, the lowest first: R's rank(). */
void places_of_numbers(const double *y, size_t k, double *middle);

/* Sums of weights that differ by no more are equal: 1e-9 of the total. */
double rank_tolerance(double total);

/* rank[i] = 1 + the number of items whose value is better by more than
 * `tolerance`.  An item whose value is NaN has rank 0 and counts nowhere. */
void rank_by_value(const double *value, size_t k, bool high_first,
                   double tolerance, size_t *rank);

/* rank[i] = 1 + the number of items j with ahead[j * k + i]. */
void rank_by_ahead(const bool *ahead, size_t k, size_t *rank);

#endif
