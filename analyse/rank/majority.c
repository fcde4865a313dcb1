/* majority.c - Schulze and ranked pairs: see pairwise.h. */
#include "analyse/rank/pairwise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

static double strength_of(const struct pairwise *m, enum strength by, size_t i,
                          size_t j)
{
    double margin = pairwise_margin(m, i, j);

    if (margin <= 0)
        return 0;
    return by == STRENGTH_MARGINS ? margin : m->votes[i * m->k + j];
}

static void widest_paths(double *p, size_t k)
{
    for (size_t via = 0; via < k; via++)
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++) {
                double path = fmin(p[i * k + via], p[via * k + j]);

                if (i != j && i != via && j != via && path > p[i * k + j])
                    p[i * k + j] = path;
            }
}

enum status schulze(const struct pairwise *m, enum strength by,
                    double *strength, size_t *rank, struct err *err)
{
    size_t k = m->k;
    double tolerance = rank_tolerance(m->total);
    double *p = mem_array(k * k, sizeof *p);
    bool *ahead = mem_array(k * k, sizeof *ahead);
    enum status rc = p && ahead ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < k; i++)
        for (size_t j = 0; j < k; j++)
            p[i * k + j] = i == j ? 0 : strength_of(m, by, i, j);
    if (rc == OK) {
        widest_paths(p, k);
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++)
                ahead[i * k + j] = p[i * k + j] > p[j * k + i] + tolerance;
        rank_by_ahead(ahead, k, rank);
        if (strength)
            memcpy(strength, p, k * k * sizeof *p);
    }
    free(p);
    free(ahead);
    return rc;
}

/* A majority of `over` others: the stronger key decides, then the second. */
struct majority {
    size_t winner, loser;
    double first, second;
};

static int stronger(const void *a, const void *b)
{
    const struct majority *x = a, *y = b;

    if (x->first != y->first)
        return x->first > y->first ? -1 : 1;
    if (x->second != y->second)
        return x->second > y->second ? -1 : 1;
    return x->winner != y->winner ? (x->winner > y->winner) - 1
                                  : (x->loser > y->loser) - 1;
}

static size_t list_majorities(const struct pairwise *m, enum strength by,
                              struct majority *list)
{
    size_t count = 0;

    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < m->k; j++) {
            double votes = m->votes[i * m->k + j];
            double against = m->votes[j * m->k + i];

            if (i == j || pairwise_margin(m, i, j) <= 0)
                continue;
            list[count++] =
                by == STRENGTH_MARGINS
                    ? (struct majority){i, j, votes - against, votes}
                    : (struct majority){i, j, votes, -against};
        }
    return count;
}

/* Sums that differ by less than the tolerance are made equal, so that the
 * second key can decide between them. */
static void level_first(struct majority *list, size_t count, double tolerance)
{
    qsort(list, count, sizeof *list, stronger);
    for (size_t i = 1; i < count; i++)
        if (list[i - 1].first - list[i].first <= tolerance)
            list[i].first = list[i - 1].first;
    qsort(list, count, sizeof *list, stronger);
}

static size_t end_of_group(const struct majority *list, size_t from,
                           size_t count, double tolerance)
{
    size_t to = from + 1;

    while (to < count && list[to].first == list[from].first &&
           list[to - 1].second - list[to].second <= tolerance)
        to++;
    return to;
}

/* reach: from row one comes to column. */
static void add_edge(bool *reach, size_t k, size_t from, size_t to)
{
    if (reach[from * k + to])
        return;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            if ((i == from || reach[i * k + from]) &&
                (j == to || reach[to * k + j]))
                reach[i * k + j] = true;
}

/* locked: reach over what is locked; trial: with all candidates of the group
 * added, of which those that come back to where they start are left out. */
static void lock_group(bool *locked, bool *trial, size_t k,
                       const struct majority *list, size_t count, bool *kept)
{
    memcpy(trial, locked, k * k * sizeof *trial);
    for (size_t i = 0; i < count; i++) {
        kept[i] = !locked[list[i].loser * k + list[i].winner];
        if (kept[i])
            add_edge(trial, k, list[i].winner, list[i].loser);
    }
    for (size_t i = 0; i < count; i++)
        if (kept[i] && !trial[list[i].loser * k + list[i].winner])
            add_edge(locked, k, list[i].winner, list[i].loser);
}

enum status ranked_pairs(const struct pairwise *m, enum strength by,
                         size_t *rank, struct err *err)
{
    size_t k = m->k, count;
    double tolerance = rank_tolerance(m->total);
    struct majority *list = mem_array(k * k, sizeof *list);
    bool *locked = mem_array(3 * k * k, sizeof *locked);

    if (!list || !locked) {
        free(list);
        free(locked);
        return err_nomem(err);
    }
    count = list_majorities(m, by, list);
    level_first(list, count, tolerance);
    for (size_t from = 0, to; from < count; from = to) {
        to = end_of_group(list, from, count, tolerance);
        lock_group(locked, locked + k * k, k, list + from, to - from,
                   locked + 2 * k * k);
    }
    rank_by_ahead(locked, k, rank);
    free(list);
    free(locked);
    return OK;
}
