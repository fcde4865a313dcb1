/* places.c - see places.h. */
#include "analyse/rank/places.h"

#include <math.h>

bool places_used(const struct places *p, size_t row)
{
    const uint16_t *place = p->place + row * p->k;

    if (p->member && !p->member[row])
        return false;
    for (size_t i = 0; i < p->k; i++)
        if (place[i])
            return true;
    return false;
}

double places_weight(const struct places *p, size_t row)
{
    return p->weight ? p->weight[row] : 1;
}

double places_total(const struct places *p)
{
    double total = 0;

    for (size_t row = 0; row < p->n; row++)
        if (places_used(p, row))
            total += places_weight(p, row);
    return total;
}

void places_middle(const uint16_t *place, size_t k, double *middle)
{
    double sum = 0, items = (double)k;
    size_t ranked = 0;

    for (size_t i = 0; i < k; i++) {
        size_t tied = 0;

        if (!place[i])
            continue;
        for (size_t j = 0; j < k; j++)
            tied += place[j] == place[i];
        middle[i] = place[i] + ((double)tied - 1) / 2;
        sum += middle[i];
        ranked++;
    }
    for (size_t i = 0; i < k; i++)
        if (!place[i])
            middle[i] = (items * (items + 1) / 2 - sum) / (double)(k - ranked);
}

void places_of_numbers(const double *y, size_t k, double *middle)
{
    for (size_t i = 0; i < k; i++) {
        size_t below = 0, tied = 0;

        for (size_t j = 0; j < k; j++) {
            below += y[j] < y[i];
            tied += y[j] == y[i];
        }
        middle[i] = (double)below + ((double)tied + 1) / 2;
    }
}

double rank_tolerance(double total)
{
    return 1e-9 * total;
}

void rank_by_value(const double *value, size_t k, bool high_first,
                   double tolerance, size_t *rank)
{
    for (size_t i = 0; i < k; i++) {
        rank[i] = isnan(value[i]) ? 0 : 1;
        for (size_t j = 0; rank[i] && j < k; j++) {
            double lead =
                high_first ? value[j] - value[i] : value[i] - value[j];

            rank[i] += lead > tolerance;
        }
    }
}

void rank_by_ahead(const bool *ahead, size_t k, size_t *rank)
{
    for (size_t i = 0; i < k; i++) {
        rank[i] = 1;
        for (size_t j = 0; j < k; j++)
            rank[i] += ahead[j * k + i];
    }
}
