/* luce.c - ballots as choices: see luce.h.
 *
 * Each ballot is walked twice: to add its choices up, and for its score in the
 * sandwich.  Without ties both are short, see choices_add_order(). */
#include "analyse/rank/luce.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "core/base/mem.h"

/* A ballot's places with their items as bits, the best first. */
struct ladder {
    size_t n;
    bool single;                     /* one item a place */
    unsigned char one[CHOICE_ITEMS]; /* single: the item of each place */
    uint16_t place[CHOICE_ITEMS];
    uint64_t items[CHOICE_ITEMS];
    uint64_t ranked, all;
};

static uint64_t bit(size_t i)
{
    return UINT64_C(1) << i;
}

static void put_item(struct ladder *l, uint16_t place, size_t item)
{
    size_t at = l->n;

    while (at > 0 && l->place[at - 1] > place)
        at--;
    if (at > 0 && l->place[at - 1] == place) {
        l->items[at - 1] |= bit(item);
        return;
    }
    for (size_t j = l->n; j > at; j--) {
        l->place[j] = l->place[j - 1];
        l->items[j] = l->items[j - 1];
    }
    l->place[at] = place;
    l->items[at] = bit(item);
    l->n++;
}

/* Items by place, where no place is taken twice or beyond the last. */
static bool take_singles(struct ladder *l, const uint16_t *place, size_t k)
{
    unsigned char at[CHOICE_ITEMS];
    uint64_t taken = 0;

    for (size_t i = 0; i < k; i++) {
        if (!place[i])
            continue;
        if (place[i] > k || (taken & bit(place[i] - 1U)))
            return false;
        taken |= bit(place[i] - 1U);
        at[place[i] - 1] = (unsigned char)i;
    }
    for (size_t p = 0; p < k; p++)
        if (taken & bit(p)) {
            l->one[l->n] = at[p];
            l->items[l->n++] = bit(at[p]);
            l->ranked |= bit(at[p]);
        }
    return true;
}

static void climb_down(struct ladder *l, const uint16_t *place, size_t k)
{
    l->n = 0;
    l->ranked = 0;
    l->all = k == CHOICE_ITEMS ? UINT64_MAX : bit(k) - 1;
    l->single = take_singles(l, place, k);
    for (size_t i = 0; !l->single && i < k; i++)
        if (place[i]) {
            l->ranked |= bit(i);
            put_item(l, place[i], i);
        }
}

/* What a walk leaves: choices or votes added up, or (both NULL) scores. */
struct taker {
    struct choices *choices;
    double *votes; /* k by k */
    const struct choice_fit *fit;
    const double *loses; /* k by k: how likely row loses to column */
    double weight, *score;
};

static void walk_pairs(const struct ladder *l, enum luce_kind kind, size_t k,
                       const struct taker *t)
{
    uint64_t behind = kind == LUCE_PAIRS_LAST ? l->all : l->ranked;

    for (size_t s = 0; s < l->n; s++) {
        behind &= ~l->items[s];
        for (size_t a = 0; l->items[s] >> a; a++)
            for (size_t b = 0; (l->items[s] & bit(a)) && b < k; b++) {
                if (!(behind & bit(b)))
                    continue;
                if (t->votes) {
                    t->votes[a * k + b] += t->weight;
                } else {
                    t->score[a] += t->loses[a * k + b];
                    t->score[b] -= t->loses[a * k + b];
                }
            }
    }
}

static enum status walk_ties(const struct ladder *l, uint64_t left,
                             const struct taker *t, struct err *err)
{
    enum status rc = OK;

    for (size_t s = 0; rc == OK && s < l->n; s++) {
        struct choice choice = {left, l->items[s], CHOICE_BEST};

        if (t->choices)
            rc = choices_add(t->choices, choice, t->weight, err);
        else
            choice_score(t->fit, choice, t->score);
        left &= ~l->items[s];
    }
    return rc;
}

static bool is_of_pairs(enum luce_kind kind)
{
    return kind == LUCE_PAIRS_LAST || kind == LUCE_PAIRS_IGNORED;
}

static enum status walk(const struct places *p, size_t row, enum luce_kind kind,
                        const struct taker *t, struct err *err)
{
    struct ladder l;
    uint64_t left;

    climb_down(&l, p->place + row * p->k, p->k);
    left = kind == LUCE_TOP_K ? l.all : l.ranked;
    if (is_of_pairs(kind))
        walk_pairs(&l, kind, p->k, t);
    else if (l.single && t->choices)
        return choices_add_order(t->choices, l.one, l.n, left, t->weight, err);
    else if (l.single && !t->fit->ties)
        choice_score_order(t->fit, l.one, l.n, left, t->score);
    else
        return walk_ties(&l, left, t, err);
    return OK;
}

static enum status add_votes(struct choices *c, const double *votes, size_t k,
                             struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; rc == OK && j < k; j++) {
            struct choice choice = {bit(i) | bit(j), bit(i), CHOICE_BEST};

            rc = choices_add(c, choice, votes[i * k + j], err);
        }
    return rc;
}

static enum status add_ballots(struct choices *c, const struct places *p,
                               enum luce_kind kind, struct err *err)
{
    bool pairs = is_of_pairs(kind);
    double *votes = mem_array(pairs ? p->k * p->k : 0, sizeof *votes);
    struct taker t = {.choices = c, .votes = votes};
    enum status rc = votes ? OK : err_nomem(err);

    for (size_t row = 0; rc == OK && row < p->n; row++) {
        t.weight = places_weight(p, row);
        if (!p->member || p->member[row])
            rc = walk(p, row, kind, &t, err);
    }
    if (rc == OK && pairs)
        rc = add_votes(c, votes, p->k, err);
    free(votes);
    return rc;
}

static void find_losses(const struct choice_fit *fit, double *loses)
{
    for (size_t i = 0; i < fit->k; i++)
        for (size_t j = 0; j < fit->k; j++)
            loses[i * fit->k + j] =
                fit->alpha[j] / (fit->alpha[i] + fit->alpha[j]);
}

static enum status sandwich(struct luce *out, const struct places *p,
                            enum luce_kind kind, const struct design *design,
                            struct err *err)
{
    size_t params = out->fit.p;
    double *u = mem_array(p->n * params, sizeof *u);
    double *loses = mem_array(p->k * p->k, sizeof *loses);
    struct taker t = {.fit = &out->fit, .loses = loses};
    enum status rc = u && loses ? OK : err_nomem(err);

    if (rc == OK)
        find_losses(&out->fit, loses);
    for (size_t row = 0; rc == OK && row < p->n; row++) {
        if (out->fit.state != CHOICE_FITTED || (p->member && !p->member[row]))
            continue;
        t.score = u + row * params;
        rc = walk(p, row, kind, &t, err);
    }
    if (rc == OK)
        rc = choice_sandwich(&out->fit, u, design, &out->robust, err);
    free(u);
    free(loses);
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
    if (rc == OK)
        rc = add_votes(c, m->votes, m->k, err);
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
