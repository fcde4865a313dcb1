/* luce.c - ballots as choices: see luce.h.
 *
 * One walk over the choices of a ballot serves both passes: adding them up, and
 * the scores of the sandwich. */
#include "analyse/rank/luce.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "core/base/mem.h"

/* A ballot's places with their items as bits, the best first. */
struct ladder {
    size_t n;
    uint16_t place[CHOICE_ITEMS];
    uint64_t items[CHOICE_ITEMS];
    uint64_t ranked, all;
};

static void climb_down(struct ladder *l, const uint16_t *place, size_t k)
{
    l->n = 0;
    l->ranked = 0;
    l->all = k == CHOICE_ITEMS ? UINT64_MAX : (UINT64_C(1) << k) - 1;
    for (size_t i = 0; i < k; i++) {
        size_t at = l->n;
        uint64_t bit = UINT64_C(1) << i;

        if (!place[i])
            continue;
        l->ranked |= bit;
        while (at > 0 && l->place[at - 1] > place[i])
            at--;
        if (at > 0 && l->place[at - 1] == place[i]) {
            l->items[at - 1] |= bit;
            continue;
        }
        for (size_t j = l->n; j > at; j--) {
            l->place[j] = l->place[j - 1];
            l->items[j] = l->items[j - 1];
        }
        l->place[at] = place[i];
        l->items[at] = bit;
        l->n++;
    }
}

/* Takes one choice: adds it up, or its score. */
struct taker {
    struct choices *choices;
    const struct choice_fit *fit;
    double weight, *score;
};

static enum status take(const struct taker *t, uint64_t offered,
                        uint64_t chosen, enum choice_kind kind, struct err *err)
{
    struct choice choice = {offered, chosen, kind};

    if (t->choices)
        return choices_add(t->choices, choice, t->weight, err);
    choice_score(t->fit, choice, t->score);
    return OK;
}

static enum status walk_pairs(const struct ladder *l, enum luce_kind kind,
                              const struct taker *t, struct err *err)
{
    enum status rc = OK;
    uint64_t behind = kind == LUCE_PAIRS_LAST ? l->all : l->ranked;

    for (size_t s = 0; s < l->n; s++) {
        behind &= ~l->items[s];
        for (uint64_t a = l->items[s]; a; a &= a - 1)
            for (uint64_t b = behind; rc == OK && b; b &= b - 1) {
                uint64_t winner = a & (~a + 1);

                rc = take(t, winner | (b & (~b + 1)), winner, CHOICE_BEST, err);
            }
    }
    return rc;
}

static enum status walk(const struct ladder *l, enum luce_kind kind,
                        const struct taker *t, struct err *err)
{
    uint64_t left = kind == LUCE_TOP_K ? l->all : l->ranked;
    enum status rc = OK;

    if (kind == LUCE_PAIRS_LAST || kind == LUCE_PAIRS_IGNORED)
        return walk_pairs(l, kind, t, err);
    for (size_t s = 0; rc == OK && s < l->n; s++) {
        rc = take(t, left, l->items[s], CHOICE_BEST, err);
        left &= ~l->items[s];
    }
    return rc;
}

static enum status add_ballots(struct choices *c, const struct places *p,
                               enum luce_kind kind, struct err *err)
{
    enum status rc = OK;
    struct ladder l;

    for (size_t row = 0; rc == OK && row < p->n; row++) {
        struct taker t = {.choices = c, .weight = places_weight(p, row)};

        if (p->member && !p->member[row])
            continue;
        climb_down(&l, p->place + row * p->k, p->k);
        rc = walk(&l, kind, &t, err);
    }
    return rc;
}

static enum status sandwich(struct luce *out, const struct places *p,
                            enum luce_kind kind, const struct design *design,
                            struct err *err)
{
    size_t params = out->fit.p;
    double *u = mem_array(p->n * params, sizeof *u);
    enum status rc = u ? OK : err_nomem(err);
    struct ladder l;

    for (size_t row = 0; rc == OK && row < p->n; row++) {
        struct taker t = {.fit = &out->fit, .score = u + row * params};

        if (out->fit.state != CHOICE_FITTED || (p->member && !p->member[row]))
            continue;
        climb_down(&l, p->place + row * p->k, p->k);
        rc = walk(&l, kind, &t, err);
    }
    if (rc == OK)
        rc = choice_sandwich(&out->fit, u, design, &out->robust, err);
    free(u);
    return rc;
}

enum status luce_fit(struct luce *out, const struct places *p,
                     enum luce_kind kind, const struct design *design,
                     struct err *err)
{
    struct choices *c = NULL;
    enum status rc = choices_new(&c, p->k, err);

    *out = (struct luce){0};
    if (rc == OK)
        rc = add_ballots(c, p, kind, err);
    if (rc == OK)
        rc = choice_fit(&out->fit, c, err);
    if (rc == OK && design)
        rc = sandwich(out, p, kind, design, err);
    choices_free(c);
    if (rc != OK)
        luce_free(out);
    return rc;
}

void luce_free(struct luce *luce)
{
    choice_fit_free(&luce->fit);
    free(luce->robust);
    luce->robust = NULL;
}

static void compare_pairs(const struct choice_fit *fit,
                          const struct pairwise *m, double *deviance,
                          size_t *df)
{
    double sum = 0;
    size_t pairs = 0, k = m->k;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            double won = m->votes[i * k + j], all = won + m->votes[j * k + i];
            double odds = exp(fit->theta[j] - fit->theta[i]);

            pairs += i < j && all > 0;
            if (won > 0)
                sum += 2 * won * log(won / all * (1 + odds));
        }
    if (deviance)
        *deviance = sum;
    if (df)
        *df = pairs + 1 > k ? pairs + 1 - k : 0;
}

enum status bradley_terry(struct choice_fit *out, const struct pairwise *m,
                          double *deviance, size_t *df, struct err *err)
{
    struct choices *c = NULL;
    enum status rc = choices_new(&c, m->k, err);

    *out = (struct choice_fit){0};
    for (size_t i = 0; rc == OK && i < m->k; i++)
        for (size_t j = 0; rc == OK && j < m->k; j++) {
            uint64_t a = UINT64_C(1) << i, b = UINT64_C(1) << j;
            struct choice choice = {a | b, a, CHOICE_BEST};

            rc = choices_add(c, choice, m->votes[i * m->k + j], err);
        }
    if (rc == OK)
        rc = choice_fit(out, c, err);
    if (rc == OK)
        compare_pairs(out, m, deviance, df);
    choices_free(c);
    return rc;
}

struct likelihood_ratio luce_ratio(const struct choice_fit *all,
                                   const struct choice_fit *group,
                                   size_t n_groups)
{
    struct likelihood_ratio r = {-2 * all->loglik, 1 - (double)all->p,
                                 (double)NAN};

    for (size_t g = 0; g < n_groups; g++) {
        r.chisq += 2 * group[g].loglik;
        r.df += (double)group[g].p - 1;
    }
    if (isnan(r.chisq))
        r.df = (double)NAN;
    else if (r.df > 0)
        r.p = gsl_cdf_chisq_Q(r.chisq > 0 ? r.chisq : 0, r.df);
    return r;
}
