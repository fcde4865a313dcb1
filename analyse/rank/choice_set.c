/* choice_set.c - the sum over all that could have been chosen from a set, with
 * its derivatives.
 *
 * e_t(y) with y = alpha^(1/t) is linear in each y, so that its derivative by
 * log alpha_i is y_i / t times e_(t-1) without i, and the second by i and j
 * y_i y_j / t^2 times e_(t-2) without both.  Only sums of positive numbers:
 * nothing cancels. */
#include "analyse/rank/choice_set.h"

#include <math.h>
#include <string.h>

/* What one set needs: y, e, first and second derivatives of D, and for each
 * tie order its part of D and of the first derivatives. */
struct parts {
    size_t n, item[CHOICE_ITEMS];
    double d, *y, *e, *first, *second, *tie, *tie_first;
};

size_t choice_room(size_t k, size_t ties)
{
    return k + (k + 1) + k + k * k + ties + ties * k;
}

static struct parts lay_out(const struct choice_model *m, uint64_t offered)
{
    struct parts s = {.y = m->room};

    memset(m->room, 0, choice_room(m->k, m->ties) * sizeof *m->room);
    s.e = s.y + m->k;
    s.first = s.e + m->k + 1;
    s.second = s.first + m->k;
    s.tie = s.second + m->k * m->k;
    s.tie_first = s.tie + m->ties;
    for (size_t i = 0; i < m->k; i++)
        if (offered >> i & 1)
            s.item[s.n++] = i;
    return s;
}

/* e_t of all y but those at a and b (n: none). */
static double symmetric(struct parts *s, size_t t, size_t a, size_t b)
{
    memset(s->e, 0, (t + 1) * sizeof *s->e);
    s->e[0] = 1;
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = t; i != a && i != b && j > 0; j--)
            s->e[j] += s->y[i] * s->e[j - 1];
    return s->e[t];
}

static void add_singles(const struct choice_model *m, struct parts *s,
                        bool full)
{
    for (size_t i = 0; i < s->n; i++) {
        double alpha = m->alpha[s->item[i]];

        s->d += alpha;
        s->first[i] += alpha;
        if (full)
            s->second[i * s->n + i] += alpha;
    }
}

static void add_ties(const struct choice_model *m, struct parts *s, size_t tie,
                     bool full)
{
    size_t t = m->order[tie];
    double delta = m->alpha[m->k + tie], by = 1 / (double)t;

    if (t > s->n)
        return;
    for (size_t i = 0; i < s->n; i++)
        s->y[i] = exp(m->theta[s->item[i]] * by);
    s->tie[tie] = delta * symmetric(s, t, s->n, s->n);
    s->d += s->tie[tie];
    for (size_t i = 0; i < s->n; i++) {
        double one = delta * by * s->y[i] * symmetric(s, t - 1, i, s->n);

        s->tie_first[tie * m->k + i] = one;
        s->first[i] += one;
        if (full)
            s->second[i * s->n + i] += by * one;
        for (size_t j = 0; full && j < i; j++) {
            double two =
                delta * by * by * s->y[i] * s->y[j] * symmetric(s, t - 2, i, j);

            s->second[i * s->n + j] += two;
        }
    }
}

static void add_information(struct choice_model *m, const struct parts *s,
                            double w)
{
    double *info = m->information, d = s->d;

    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j <= i; j++)
            info[s->item[i] * m->p + s->item[j]] +=
                w * (s->second[i * s->n + j] / d -
                     s->first[i] / d * (s->first[j] / d));
    for (size_t t = 0; t < m->ties; t++) {
        size_t row = m->k + t;

        for (size_t i = 0; i < s->n; i++) {
            double x = w * (s->tie_first[t * m->k + i] / d -
                            s->tie[t] / d * (s->first[i] / d));

            info[row * m->p + s->item[i]] += x;
        }
        for (size_t u = 0; u <= t; u++)
            info[row * m->p + m->k + u] +=
                w *
                ((t == u) * s->tie[t] / d - s->tie[t] / d * (s->tie[u] / d));
    }
}

/* Without ties D is the sum of the worths, or of 1 / worth for the worst. */
static void add_plain(struct choice_model *m, const struct choice_sum *set,
                      bool full)
{
    size_t n = 0, item[CHOICE_ITEMS];
    double d = 0, share[CHOICE_ITEMS], w = set->weight;
    bool best = set->kind == CHOICE_BEST;

    for (size_t i = 0; i < m->k; i++)
        if (set->offered >> i & 1) {
            share[n] = best ? m->alpha[i] : 1 / m->alpha[i];
            d += share[n];
            item[n++] = i;
        }
    for (size_t i = 0; i < n; i++) {
        double x = w * (share[i] /= d);

        m->gradient[item[i]] -= best ? x : -x;
        if (!full)
            continue;
        for (size_t j = 0; j < i; j++)
            m->information[item[i] * m->p + item[j]] -= x * share[j];
        m->information[item[i] * m->p + item[i]] += x - x * share[i];
    }
    if (full)
        m->loglik -= w * log(d);
}

void choice_add_set(struct choice_model *m, const struct choice_sum *set,
                    bool full)
{
    double w = set->weight;
    struct parts s;

    if (!m->ties || set->kind == CHOICE_WORST) {
        add_plain(m, set, full);
        return;
    }
    s = lay_out(m, set->offered);
    add_singles(m, &s, full);
    for (size_t t = 0; t < m->ties; t++)
        add_ties(m, &s, t, full);
    for (size_t i = 0; i < s.n; i++)
        m->gradient[s.item[i]] -= w * s.first[i] / s.d;
    for (size_t t = 0; t < m->ties; t++)
        m->gradient[m->k + t] -= w * s.tie[t] / s.d;
    if (!full)
        return;
    m->loglik -= w * log(s.d);
    add_information(m, &s, w);
}
