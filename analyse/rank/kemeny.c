/* kemeny.c - cuts the items into parts and puts their answers together: see
 * kemeny.h. */
#include "analyse/rank/kemeny_part.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

/* Which items majorities lead to, ties both ways: k by k. */
static void find_reach(const struct pairwise *m, bool *reach)
{
    size_t k = m->k;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            reach[i * k + j] = i == j || pairwise_margin(m, i, j) >= 0;
    for (size_t via = 0; via < k; via++)
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < k; j++)
                if (reach[i * k + via] && reach[via * k + j])
                    reach[i * k + j] = true;
}

/* Up to KEMENY_EXACT items are one part, so that the second best is known.
 * part_of[i]: 1 plus the items of the parts ahead. */
static void find_parts(const struct pairwise *m, bool *reach, size_t *part_of)
{
    size_t k = m->k;

    find_reach(m, reach);
    for (size_t i = 0; i < k; i++) {
        part_of[i] = 1;
        for (size_t j = 0; k > KEMENY_EXACT && j < k; j++)
            part_of[i] += reach[j * k + i] && !reach[i * k + j];
    }
}

double part_cost(const struct part *part, size_t a, size_t b)
{
    return part->m->votes[part->item[b] * part->m->k + part->item[a]];
}

/* What the order of the parts costs, whatever their insides. */
static double between_parts(const struct pairwise *m, const size_t *part_of)
{
    double sum = 0;

    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < m->k; j++)
            if (part_of[i] < part_of[j])
                sum += m->votes[j * m->k + i];
    return sum;
}

static void hand_back(const struct part *part, size_t ahead, size_t *rank,
                      size_t *lowest, size_t *highest)
{
    for (size_t a = 0; a < part->n; a++) {
        size_t item = part->item[a];

        rank[item] = ahead;
        for (size_t b = 0; b < part->n; b++)
            rank[item] +=
                part->before[b * part->n + a] && !part->before[a * part->n + b];
        if (lowest)
            lowest[item] = ahead + part->lowest[a] - 1;
        if (highest)
            highest[item] = ahead + part->highest[a] - 1;
    }
}

static void sum_up(const struct pairwise *m, struct kemeny *out)
{
    double votes = 0;

    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < m->k; j++)
            votes += i == j ? 0 : m->votes[i * m->k + j];
    out->most = out->exact ? votes - out->total : (double)NAN;
    out->tau = votes > 0 ? 1 - 2 * out->total / votes : (double)NAN;
    if (!out->exact)
        out->orders = (double)NAN;
}

struct work {
    bool *reach, *before;
    size_t *part_of, *item, *lowest, *highest;
};

static enum status solve_part(const struct pairwise *m, struct work *w,
                              size_t ahead, struct part *part, struct err *err)
{
    *part = (struct part){.m = m,
                          .item = w->item,
                          .tolerance = rank_tolerance(m->total),
                          .before = w->before,
                          .lowest = w->lowest,
                          .highest = w->highest};
    for (size_t i = 0; i < m->k; i++)
        if (w->part_of[i] == ahead)
            w->item[part->n++] = i;
    for (size_t i = 0; i < part->n * part->n; i++)
        w->before[i] = false;
    if (!part->n)
        return OK;
    return part->n <= KEMENY_EXACT ? part_exact(part, err)
                                   : part_search(part, err);
}

enum status kemeny(const struct pairwise *m, size_t *rank, size_t *lowest,
                   size_t *highest, struct kemeny *out, struct err *err)
{
    size_t k = m->k;
    bool *flags = mem_array(2 * k * k, sizeof *flags);
    size_t *sizes = mem_array(4 * k, sizeof *sizes);
    enum status rc = flags && sizes ? OK : err_nomem(err);
    struct work w = {0};

    if (rc == OK)
        w = (struct work){flags,     flags + k * k, sizes,
                          sizes + k, sizes + 2 * k, sizes + 3 * k};
    *out = (struct kemeny){.second = (double)NAN, .orders = 1, .exact = true};
    if (rc == OK) {
        find_parts(m, w.reach, w.part_of);
        out->total = out->bound = between_parts(m, w.part_of);
    }
    for (size_t ahead = 1; rc == OK && ahead <= k; ahead++) {
        struct part part;

        rc = solve_part(m, &w, ahead, &part, err);
        if (rc != OK || !part.n)
            continue;
        hand_back(&part, ahead, rank, lowest, highest);
        out->total += part.total;
        out->bound += part.bound;
        out->orders *= part.orders;
        out->exact = out->exact && part.n <= KEMENY_EXACT;
        if (part.n == k)
            out->second = part.second;
    }
    if (rc == OK)
        sum_up(m, out);
    free(flags);
    free(sizes);
    return rc;
}
