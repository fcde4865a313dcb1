/* rankings_again.c - how far places move when respondents are drawn again: for
 * rules whose scores have no covariance.
 *
 * A draw takes as many respondents as replied, with replacement.  Its numbers
 * come from the seed of the run and the number of the draw alone, so that
 * threads change nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/counting.h"
#include "analyse/rank/runoff.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

enum { CHUNKS = 20, CHUNK_DRAWS = AGAIN_DRAWS / CHUNKS };

struct drawing {
    const struct ballot_box *box;
    uint64_t seed;
    struct runoff_ballots ballots;
    double *above[2]; /* n by count_cells(): 1 where row is put above column;
                         not ranked: last, ignored */
    uint16_t *rank;   /* AGAIN_WAYS by k by AGAIN_DRAWS */
};

/* Room of one chunk of draws. */
struct hand {
    double *weight; /* n: times drawn, by weight */
    size_t *rank;   /* MAJORITY_RULES by k */
    double *sum;    /* of cells */
    double *votes;  /* k by k */
    double total;
};

/* Steele, Lea and Flood (2014), OOPSLA: splitmix64. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Of full ballots one half says it all: what is not above is below. */
static bool is_half(const struct ballot_box *box, size_t i, size_t j)
{
    return !box->full || i < j;
}

static size_t count_cells(const struct ballot_box *box)
{
    size_t k = box->poll->k;

    return box->full ? k * (k - 1) / 2 : k * k;
}

static void find_above(const struct ballot_box *box, bool ignored,
                       double *above)
{
    const struct poll *p = box->poll;

    for (size_t row = 0; row < box->n; row++) {
        const uint16_t *best = p->best + row * p->k;

        for (size_t i = 0; i < p->k; i++)
            for (size_t j = 0; j < p->k; j++) {
                uint16_t a = (uint16_t)(best[i] - 1);
                uint16_t b = (uint16_t)(best[j] - 1);

                if (is_half(box, i, j))
                    *above++ = a < b && !(ignored && !best[j]);
            }
    }
}

/* Sums of cells become votes. */
static void lay_out(const struct ballot_box *box, struct hand *h)
{
    size_t k = box->poll->k;
    const double *sum = h->sum;

    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            if (!is_half(box, i, j))
                continue;
            h->votes[i * k + j] = *sum;
            if (box->full)
                h->votes[j * k + i] = h->total - *sum;
            sum++;
        }
}

static enum status count_votes(const struct drawing *d, bool ignored,
                               struct hand *h, struct pairwise *m,
                               struct err *err)
{
    size_t cells = count_cells(d->box);

    memset(h->sum, 0, cells * sizeof *h->sum);
    h->total = 0;
    for (size_t row = 0; row < d->box->n; row++) {
        const double *above = d->above[ignored] + row * cells;
        double w = h->weight[row];

        for (size_t c = 0; w > 0 && c < cells; c++)
            h->sum[c] += w * above[c];
        h->total += w;
    }
    lay_out(d->box, h);
    return pairwise_from(m, h->votes, d->box->poll->k, h->total, err);
}

static void draw_hand(const struct ballot_box *box, uint64_t state,
                      struct hand *h)
{
    const double *weight = box->poll->weight;

    memset(h->weight, 0, box->n * sizeof *h->weight);
    for (size_t i = 0; i < box->n; i++)
        h->weight[(next_number(&state) >> 32) * box->n >> 32]++;
    for (size_t i = 0; weight && i < box->n; i++)
        h->weight[i] *= weight[i];
}

static void put_ranks(const struct drawing *d, size_t way, size_t draw,
                      const size_t *rank)
{
    size_t k = d->box->poll->k;

    for (size_t i = 0; i < k; i++)
        d->rank[(way * k + i) * AGAIN_DRAWS + draw] = (uint16_t)rank[i];
}

static enum status rank_hand(const struct drawing *d, size_t draw,
                             struct hand *h, struct err *err)
{
    size_t kinds = d->box->full ? 1 : 2, k = d->box->poll->k;
    struct runoff out = {0};
    enum status rc = OK;

    for (size_t u = 0; rc == OK && u < kinds; u++) {
        struct pairwise m = {0};

        rc = count_votes(d, u == 1, h, &m, err);
        if (rc == OK)
            rc = majority_ranks(&m, h->rank, NULL, err);
        for (size_t r = 0; rc == OK && r < MAJORITY_RULES; r++)
            put_ranks(d, u * MAJORITY_RULES + r, draw, h->rank + r * k);
        pairwise_free(&m);
    }
    if (rc == OK)
        rc = runoff_count(&out, &d->ballots, h->weight, err);
    if (rc == OK)
        put_ranks(d, AGAIN_RUNOFF, draw, out.rank);
    runoff_free(&out);
    return rc;
}

static enum status draw_chunk(void *with, size_t chunk, struct err *err)
{
    const struct drawing *d = with;
    size_t n = d->box->n, k = d->box->poll->k;
    struct hand h = {.weight = mem_array(n, sizeof *h.weight),
                     .rank = mem_array(MAJORITY_RULES * k, sizeof *h.rank),
                     .sum = mem_array(k * k, sizeof *h.sum),
                     .votes = mem_array(k * k, sizeof *h.votes)};
    enum status rc =
        h.weight && h.rank && h.sum && h.votes ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < CHUNK_DRAWS; i++) {
        size_t draw = chunk * CHUNK_DRAWS + i;
        uint64_t state = d->seed * UINT64_C(0xd1342543de82ef95) + draw;

        state = next_number(&state);
        draw_hand(d->box, state, &h);
        rc = rank_hand(d, draw, &h, err);
    }
    free(h.weight);
    free(h.rank);
    free(h.sum);
    free(h.votes);
    return rc;
}

static int by_rank(const void *a, const void *b)
{
    const uint16_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void find_percentiles(const struct drawing *d, struct again *a)
{
    size_t k = d->box->poll->k;
    size_t tail = (size_t)((1 - order_confidence) / 2 * AGAIN_DRAWS + 0.5);

    for (size_t w = 0; w < AGAIN_WAYS * k; w++) {
        uint16_t *rank = d->rank + w * AGAIN_DRAWS;

        qsort(rank, AGAIN_DRAWS, sizeof *rank, by_rank);
        a->lower[w] = rank[tail];
        a->upper[w] = rank[AGAIN_DRAWS - 1 - tail];
    }
}

enum status again_init(struct again *a, const struct ballot_box *box,
                       struct err *err)
{
    const struct subject *u = box->slice->subject;
    size_t k = box->poll->k;
    const struct places all = {.n = box->n, .k = k, .place = box->poll->best};
    struct drawing d = {.box = box, .seed = u->seed};
    enum status rc;

    *a = (struct again){.there = box->n > 0 && box->n <= AGAIN_CELLS / k};
    if (!a->there)
        return OK;
    d.rank = mem_array(AGAIN_WAYS * k * AGAIN_DRAWS, sizeof *d.rank);
    d.above[0] = mem_array(box->n * count_cells(box), sizeof *d.above[0]);
    d.above[1] = mem_array(box->full ? 0 : box->n * k * k, sizeof *d.above[1]);
    a->lower = mem_array(AGAIN_WAYS * k, sizeof *a->lower);
    a->upper = mem_array(AGAIN_WAYS * k, sizeof *a->upper);
    rc = d.rank && d.above[0] && d.above[1] && a->lower && a->upper
             ? OK
             : err_nomem(err);
    if (rc == OK)
        rc = runoff_ballots_init(&d.ballots, &all, err);
    if (rc == OK) {
        find_above(box, false, d.above[0]);
        if (!box->full)
            find_above(box, true, d.above[1]);
        rc = threads_run(CHUNKS, u->threads, draw_chunk, &d, err);
    }
    if (rc == OK)
        find_percentiles(&d, a);
    runoff_ballots_free(&d.ballots);
    free(d.rank);
    free(d.above[0]);
    free(d.above[1]);
    return rc;
}

void again_free(struct again *a)
{
    free(a->lower);
    free(a->upper);
    *a = (struct again){0};
}
