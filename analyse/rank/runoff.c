/* runoff.c - see runoff.h.
 *
 * A ballot hangs in the chain of the item that it votes for, and moves only
 * when that item leaves.  Those that divide their weight among several hang in
 * a chain of their own, which is counted anew in every round. */
#include "analyse/rank/runoff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

static void put_in_order(const uint16_t *of, size_t k, uint16_t *item,
                         uint16_t *place)
{
    size_t n = 0;

    for (size_t i = 0; i < k; i++) {
        size_t at = n;

        if (!of[i])
            continue;
        for (; at > 0 && place[at - 1] > of[i]; at--) {
            item[at] = item[at - 1];
            place[at] = place[at - 1];
        }
        item[at] = (uint16_t)i;
        place[at] = of[i];
        n++;
    }
    for (; n < k; n++)
        item[n] = (uint16_t)k;
}

enum status runoff_ballots_init(struct runoff_ballots *b,
                                const struct places *p, struct err *err)
{
    *b = (struct runoff_ballots){.n = p->n, .k = p->k};
    b->item = mem_array(p->n * p->k, sizeof *b->item);
    b->place = mem_array(p->n * p->k, sizeof *b->place);
    if (!b->item || !b->place) {
        runoff_ballots_free(b);
        return err_nomem(err);
    }
    for (size_t row = 0; row < p->n; row++) {
        size_t at = row * p->k;

        if (places_used(p, row))
            put_in_order(p->place + at, p->k, b->item + at, b->place + at);
        else
            b->item[at] = (uint16_t)p->k;
    }
    return OK;
}

void runoff_ballots_free(struct runoff_ballots *b)
{
    free(b->item);
    free(b->place);
    *b = (struct runoff_ballots){0};
}

/* chain[i]: the first ballot of item i, chain[k] of those that divide their
 * weight, as 1 + its row; next: of each ballot. */
struct count {
    const struct runoff_ballots *b;
    const double *weight;
    struct runoff *out;
    double *votes, *shared; /* k; of whole ballots, of divided ones */
    double exhausted;
    size_t *chain, *next, *at;
};

static enum status count_init(struct count *c, const struct runoff_ballots *b,
                              struct err *err)
{
    c->b = b;
    c->votes = mem_array(2 * b->k, sizeof *c->votes);
    c->chain = mem_array(b->k + 1 + 2 * b->n, sizeof *c->chain);
    if (!c->votes || !c->chain)
        return err_nomem(err);
    c->shared = c->votes + b->k;
    c->next = c->chain + b->k + 1;
    c->at = c->next + b->n;
    return OK;
}

/* The end of the items that share the place of the one at `from`. */
static size_t end_of_place(const struct runoff_ballots *b, size_t row,
                           size_t from)
{
    const uint16_t *item = b->item + row * b->k;
    const uint16_t *place = b->place + row * b->k;
    size_t to = from + 1;

    while (to < b->k && item[to] < b->k && place[to] == place[from])
        to++;
    return to;
}

/* Several items at one place, of which `sharers` are still there. */
static size_t divide(struct count *c, size_t row, size_t to, double w,
                     size_t sharers)
{
    const uint16_t *item = c->b->item + row * c->b->k;

    for (size_t j = c->at[row]; j < to; j++)
        if (!c->out->rank[item[j]])
            c->shared[item[j]] += w / (double)sharers;
    return c->b->k;
}

/* Gives the ballot's weight to the best of those still there. */
static void give(struct count *c, size_t row)
{
    size_t k = c->b->k, *at = &c->at[row], to, sharers = 0, whose = k;
    const uint16_t *item = c->b->item + row * k;
    double w = c->weight ? c->weight[row] : 1;

    for (to = *at; !sharers && to < k && item[to] < k;) {
        *at = to;
        to = end_of_place(c->b, row, to);
        for (size_t j = *at; j < to; j++)
            if (!c->out->rank[item[j]]) {
                whose = item[j];
                sharers++;
            }
    }
    if (!sharers) {
        c->exhausted += w;
        return;
    }
    if (sharers > 1)
        whose = divide(c, row, to, w, sharers);
    else
        c->votes[whose] += w;
    c->next[row] = c->chain[whose];
    c->chain[whose] = row + 1;
}

static void give_chain(struct count *c, size_t which)
{
    size_t row = c->chain[which];

    c->chain[which] = 0;
    while (row) {
        size_t next = c->next[row - 1];

        give(c, row - 1);
        row = next;
    }
}

static void give_all(struct count *c)
{
    for (size_t row = 0; row < c->b->n; row++)
        if (c->b->item[row * c->b->k] < c->b->k &&
            (!c->weight || c->weight[row] > 0))
            give(c, row);
}

static void put_round(const struct count *c, size_t round)
{
    double *votes = c->out->votes + round * c->b->k;

    for (size_t i = 0; i < c->b->k; i++)
        votes[i] = c->out->rank[i] ? (double)NAN : c->votes[i] + c->shared[i];
    c->out->exhausted[round] = c->exhausted;
}

/* Those with the fewest votes leave; returns how many are left. */
static size_t leave(struct count *c, size_t round, size_t left,
                    double tolerance)
{
    struct runoff *out = c->out;
    const double *votes = out->votes + round * out->k;
    double fewest = (double)INFINITY;
    size_t going = 0;

    for (size_t i = 0; i < out->k; i++)
        if (votes[i] < fewest)
            fewest = votes[i];
    for (size_t i = 0; i < out->k; i++)
        going += votes[i] <= fewest + tolerance;
    for (size_t i = 0; i < out->k; i++)
        if (votes[i] <= fewest + tolerance)
            out->rank[i] = left - going + 1;
    if (going > 1 && !out->first_tie)
        out->first_tie = round + 1;
    memset(c->shared, 0, out->k * sizeof *c->shared);
    give_chain(c, out->k);
    for (size_t i = 0; i < out->k; i++)
        if (votes[i] <= fewest + tolerance)
            give_chain(c, i);
    return left - going;
}

static enum status make(struct runoff *out, size_t k, struct err *err)
{
    *out = (struct runoff){.k = k};
    out->votes = mem_array(k * k, sizeof *out->votes);
    out->exhausted = mem_array(k, sizeof *out->exhausted);
    out->rank = mem_array(k, sizeof *out->rank);
    if (out->votes && out->exhausted && out->rank)
        return OK;
    runoff_free(out);
    return err_nomem(err);
}

static double weight_used(const struct count *c)
{
    double total = 0;

    for (size_t row = 0; row < c->b->n; row++)
        if (c->b->item[row * c->b->k] < c->b->k)
            total += c->weight ? c->weight[row] : 1;
    return total;
}

enum status runoff_count(struct runoff *out, const struct runoff_ballots *b,
                         const double *weight, struct err *err)
{
    struct count c = {.weight = weight, .out = out};
    enum status rc = make(out, b->k, err);

    if (rc != OK)
        return rc;
    rc = count_init(&c, b, err);
    if (rc == OK) {
        double tolerance = rank_tolerance(weight_used(&c));

        give_all(&c);
        for (size_t left = b->k; left > 0; out->rounds++) {
            put_round(&c, out->rounds);
            left = leave(&c, out->rounds, left, tolerance);
        }
    } else {
        runoff_free(out);
    }
    free(c.votes);
    free(c.chain);
    return rc;
}

enum status runoff(struct runoff *out, const struct places *p, struct err *err)
{
    struct runoff_ballots b;
    enum status rc = runoff_ballots_init(&b, p, err);

    *out = (struct runoff){0};
    if (rc == OK)
        rc = runoff_count(out, &b, p->weight, err);
    runoff_ballots_free(&b);
    return rc;
}

void runoff_free(struct runoff *out)
{
    free(out->votes);
    free(out->exhausted);
    free(out->rank);
    *out = (struct runoff){0};
}
