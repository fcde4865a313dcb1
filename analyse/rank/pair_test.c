/* pair_test.c - pairs, groups, and the sets that need no simulation: see
 * sets.h. */
#include "analyse/rank/pair_test.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "core/base/mem.h"

/* Rounding in a covariance of items that everyone puts alike. */
static const double no_variance = 1e-12, no_difference = 1e-9;

void pair_statistics(const struct set_request *r, double *t, double *inverse_sd)
{
    size_t k = r->k;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            double vi = r->v[i * k + i], vj = r->v[j * k + j];
            double variance = vi + vj - 2 * r->v[i * k + j];
            double lead = r->high_first ? r->x[i] - r->x[j] : r->x[j] - r->x[i];

            t[i * k + j] = inverse_sd[i * k + j] = 0;
            if (i == j || isnan(variance) || isnan(lead))
                continue;
            if (variance > no_variance * (vi + vj)) {
                inverse_sd[i * k + j] = 1 / sqrt(variance);
                t[i * k + j] = lead * inverse_sd[i * k + j];
            } else if (fabs(lead) > no_difference * (1 + fabs(r->x[i]))) {
                t[i * k + j] = copysign((double)INFINITY, lead);
            }
        }
}

void set_of_item(const bool *ahead, size_t k, size_t i, size_t *lower,
                 size_t *upper)
{
    lower[i] = 1;
    upper[i] = k;
    for (size_t j = 0; j < k; j++) {
        lower[i] += ahead[j * k + i];
        upper[i] -= ahead[i * k + j];
    }
}

/* A hypothesis: row is not ahead of column. */
struct claim {
    double p;
    size_t i, j;
};

static int by_p(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return x->i != y->i ? (x->i > y->i) - (x->i < y->i)
                        : (x->j > y->j) - (x->j < y->j);
}

/* Marks what is rejected; p is sorted. */
static void reject(struct claim *claim, size_t n, enum set_adjust adjust,
                   double level, bool *ahead, size_t k)
{
    qsort(claim, n, sizeof *claim, by_p);
    for (size_t c = 0; c < n; c++) {
        double of = (double)(adjust == ADJUST_HOLM ? n - c : n);

        if (!(claim[c].p * of <= level))
            return;
        ahead[claim[c].i * k + claim[c].j] = true;
    }
}

/* One claim a pair: that the worse-looking is not behind. */
static size_t list_pairs(const double *t, size_t k, struct claim *claim)
{
    size_t n = 0;

    for (size_t i = 0; i < k; i++)
        for (size_t j = i + 1; j < k; j++) {
            double x = t[i * k + j], p = 2 * gsl_cdf_ugaussian_Q(fabs(x));

            claim[n++] =
                x > 0 ? (struct claim){p, i, j} : (struct claim){p, j, i};
        }
    return n;
}

enum status rank_sets_adjusted(const struct set_request *request,
                               enum set_adjust adjust, size_t *lower,
                               size_t *upper, bool *ahead, struct err *err)
{
    size_t k = request->k;
    double *t = mem_array(2 * k * k, sizeof *t);
    struct claim *claim = mem_array(k * k, sizeof *claim);
    bool *found = mem_array(k * k, sizeof *found);
    enum status rc = t && claim && found ? OK : err_nomem(err);

    if (rc == OK) {
        pair_statistics(request, t, t + k * k);
        reject(claim, list_pairs(t, k, claim), adjust, 1 - request->confidence,
               found, k);
        for (size_t i = 0; i < k; i++)
            set_of_item(found, k, i, lower, upper);
        for (size_t i = 0; ahead && i < k * k; i++)
            ahead[i] = found[i];
    }
    free(t);
    free(claim);
    free(found);
    return rc;
}

/* P(Bin(n, 1/2) >= x). */
static double at_least(double x, double n)
{
    return x > 0 ? gsl_cdf_binomial_Q((unsigned)x - 1, 0.5, (unsigned)n) : 1;
}

/* Claims of all ordered pairs, or of those with item `of` (k: all). */
static size_t list_counts(const double *count, size_t k, size_t of,
                          struct claim *claim)
{
    size_t n = 0;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            if (i != j && (of == k || i == of || j == of))
                claim[n++] = (struct claim){
                    at_least(count[i], count[i] + count[j]), i, j};
    return n;
}

enum status rank_sets_counts(const double *count, size_t k, double confidence,
                             enum set_family family, size_t *lower,
                             size_t *upper, struct err *err)
{
    struct claim *claim = mem_array(k * k, sizeof *claim);
    bool *found = mem_array(k * k, sizeof *found);
    enum status rc = claim && found ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < k; i++) {
        bool own = family == SETS_MARGINAL;

        for (size_t c = 0; own && c < k * k; c++)
            found[c] = false;
        if (own || i == 0)
            reject(claim, list_counts(count, k, own ? i : k, claim),
                   ADJUST_HOLM, 1 - confidence, found, k);
        set_of_item(found, k, i, lower, upper);
    }
    free(claim);
    free(found);
    return rc;
}

/* An item that nothing is ahead of is in the front group, and with it every
 * item that is not behind all of the group.  What is left is behind them all.
 */
static size_t start_group(const bool *ahead, size_t k, const size_t *group)
{
    for (size_t i = 0; i < k; i++) {
        size_t behind = 0;

        for (size_t j = 0; j < k; j++)
            behind += group[j] == 0 && ahead[j * k + i];
        if (group[i] == 0 && behind == 0)
            return i;
    }
    return k;
}

static bool join_group(const bool *ahead, size_t k, size_t *group, size_t which)
{
    bool joined = false;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; group[i] == 0 && j < k; j++)
            if (group[j] == which && !ahead[j * k + i]) {
                group[i] = which;
                joined = true;
            }
    return joined;
}

size_t rank_groups(const bool *ahead, size_t k, size_t *group)
{
    size_t groups = 0, first;

    for (size_t i = 0; i < k; i++)
        group[i] = 0;
    while ((first = start_group(ahead, k, group)) < k) {
        group[first] = ++groups;
        while (join_group(ahead, k, group, groups))
            ;
    }
    return groups;
}
