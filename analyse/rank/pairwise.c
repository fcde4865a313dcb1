/* pairwise.c - see pairwise.h. */
#include "analyse/rank/pairwise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

static enum status make(struct pairwise *m, size_t k, struct err *err)
{
    *m = (struct pairwise){.k = k};
    m->votes = mem_array(k * k, sizeof *m->votes);
    m->tied = mem_array(k * k, sizeof *m->tied);
    if (m->votes && m->tied)
        return OK;
    pairwise_free(m);
    return err_nomem(err);
}

/* 1: a above b, -1: below, 0: level, 2: the ballot says nothing. */
static int compare(uint16_t a, uint16_t b, enum unranked unranked)
{
    if (unranked == UNRANKED_IGNORED && (!a || !b))
        return 2;
    if (a == b)
        return 0;
    if (!a || !b)
        return a ? 1 : -1;
    return a < b ? 1 : -1;
}

static void add_ballot(struct pairwise *m, const uint16_t *place,
                       enum unranked unranked, double w)
{
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < m->k; j++) {
            int c = i == j ? 2 : compare(place[i], place[j], unranked);

            if (c == 1)
                m->votes[i * m->k + j] += w;
            else if (c == 0)
                m->tied[i * m->k + j] += w;
        }
}

enum status pairwise_init(struct pairwise *m, const struct places *p,
                          enum unranked unranked, struct err *err)
{
    enum status rc = make(m, p->k, err);

    for (size_t row = 0; rc == OK && row < p->n; row++) {
        if (!places_used(p, row))
            continue;
        add_ballot(m, p->place + row * p->k, unranked, places_weight(p, row));
        m->total += places_weight(p, row);
    }
    return rc;
}

enum status pairwise_from(struct pairwise *m, const double *votes, size_t k,
                          double total, struct err *err)
{
    enum status rc = make(m, k, err);

    if (rc != OK)
        return rc;
    memcpy(m->votes, votes, k * k * sizeof *votes);
    m->total = total;
    return OK;
}

void pairwise_free(struct pairwise *m)
{
    free(m->votes);
    free(m->tied);
    *m = (struct pairwise){0};
}

double pairwise_margin(const struct pairwise *m, size_t i, size_t j)
{
    double margin = m->votes[i * m->k + j] - m->votes[j * m->k + i];

    return fabs(margin) <= rank_tolerance(m->total) ? 0 : margin;
}

double pairwise_share(const struct pairwise *m, size_t i, size_t j)
{
    double chose = m->votes[i * m->k + j] + m->votes[j * m->k + i];

    return chose > 0 ? m->votes[i * m->k + j] / chose : (double)NAN;
}

/* Influences of the shares of item i against each later item. */
static void influences(const struct pairwise *m, const struct places *p,
                       enum unranked unranked, size_t i, double *u)
{
    size_t k = m->k, columns = k - i - 1;

    memset(u, 0, p->n * columns * sizeof *u);
    for (size_t row = 0; row < p->n; row++) {
        const uint16_t *place = p->place + row * k;

        for (size_t j = i + 1; j < k && places_used(p, row); j++) {
            double chose = m->votes[i * k + j] + m->votes[j * k + i];
            int c = compare(place[i], place[j], unranked);

            if (c == 1 || c == -1)
                u[row * columns + j - i - 1] =
                    ((c == 1) - pairwise_share(m, i, j)) / chose;
        }
    }
}

enum status pairwise_errors(const struct pairwise *m, const struct places *p,
                            const struct design *design, enum unranked unranked,
                            double *se, struct err *err)
{
    size_t k = m->k;
    double *u = mem_array(p->n * k, sizeof *u);
    double *v = mem_array(k * k, sizeof *v);
    enum status rc = u && v ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < k; i++) {
        size_t columns = k - i - 1;

        se[i * k + i] = (double)NAN;
        if (!columns)
            break;
        influences(m, p, unranked, i, u);
        rc = infer_covariance(design, u, columns, v, err);
        for (size_t j = i + 1; rc == OK && j < k; j++) {
            double variance = v[(j - i - 1) * columns + j - i - 1];
            bool any = !isnan(pairwise_share(m, i, j));

            se[i * k + j] = any ? sqrt(variance) : (double)NAN;
            se[j * k + i] = se[i * k + j];
        }
    }
    free(u);
    free(v);
    return rc;
}

static size_t beats_all(const struct pairwise *m, double sign)
{
    for (size_t i = 0; i < m->k; i++) {
        size_t beaten = 0;

        for (size_t j = 0; j < m->k; j++)
            beaten += sign * pairwise_margin(m, i, j) > 0;
        if (beaten + 1 == m->k && m->k > 1)
            return i;
    }
    return m->k;
}

size_t pairwise_winner(const struct pairwise *m)
{
    return beats_all(m, 1);
}

size_t pairwise_loser(const struct pairwise *m)
{
    return beats_all(m, -1);
}

static void count_wins(const struct pairwise *m, size_t i, size_t *won,
                       size_t *lost)
{
    *won = *lost = 0;
    for (size_t j = 0; j < m->k; j++) {
        double margin = pairwise_margin(m, i, j);

        *won += margin > 0;
        *lost += margin < 0;
    }
}

void copeland(const struct pairwise *m, size_t *wins, size_t *losses,
              size_t *rank)
{
    for (size_t i = 0; i < m->k; i++) {
        size_t won, lost;

        count_wins(m, i, &won, &lost);
        if (wins)
            wins[i] = won;
        if (losses)
            losses[i] = lost;
        rank[i] = 1;
        for (size_t j = 0; j < m->k; j++) {
            size_t other_won, other_lost;

            count_wins(m, j, &other_won, &other_lost);
            rank[i] += other_won + lost > won + other_lost;
        }
    }
}

void minimax(const struct pairwise *m, enum strength by, double *worst,
             size_t *rank)
{
    for (size_t i = 0; i < m->k; i++) {
        worst[i] = by == STRENGTH_WINNING ? 0 : -(double)INFINITY;
        for (size_t j = 0; j < m->k; j++) {
            double margin = pairwise_margin(m, j, i);
            double against = by == STRENGTH_MARGINS ? margin
                             : margin > 0           ? m->votes[j * m->k + i]
                                                    : 0;

            if (j != i && against > worst[i])
                worst[i] = against;
        }
    }
    rank_by_value(worst, m->k, false, rank_tolerance(m->total), rank);
}
