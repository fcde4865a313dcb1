/* test_orders_truth.c - generated surveys of which the true order is known:
 * does the joint set hold it, are groups generated alike called different no
 * more often than stated, and are groups generated apart found? */
#include "tests/support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include "analyse/rank/agreement.h"
#include "analyse/rank/scores.h"
#include "analyse/rank/sets.h"

enum { SURVEYS = 500, PEOPLE = 300, K = 8 };

struct made {
    uint16_t place[PEOPLE * K];
    unsigned char member[2][PEOPLE]; /* two groups, every other person */
};

/* Plackett-Luce by an exponential race: the order of the mean ranks is that of
 * the worths, since the expected rank of i is 1 + sum of w_j / (w_i + w_j). */
static void rank_one(gsl_rng *rng, const double *worth, uint16_t *place)
{
    double arrives[K];

    for (size_t i = 0; i < K; i++)
        arrives[i] = gsl_ran_exponential(rng, 1 / worth[i]);
    for (size_t i = 0; i < K; i++) {
        place[i] = 1;
        for (size_t j = 0; j < K; j++)
            place[i] = (uint16_t)(place[i] + (arrives[j] < arrives[i]));
    }
}

/* Worths some of which lie close together. */
static void draw_worths(gsl_rng *rng, double *worth)
{
    for (size_t i = 0; i < K; i++)
        worth[i] = exp(gsl_ran_gaussian(rng, 0.4));
}

static void make(gsl_rng *rng, const double *one, const double *two,
                 struct made *m)
{
    for (size_t row = 0; row < PEOPLE; row++) {
        m->member[0][row] = row % 2 == 0;
        m->member[1][row] = row % 2 == 1;
        rank_one(rng, row % 2 ? two : one, m->place + row * K);
    }
}

static void means(const struct made *m, const unsigned char *member, double *x,
                  double *v)
{
    const struct design design = {.n = PEOPLE};
    const struct places p = {
        .n = PEOPLE, .k = K, .place = m->place, .member = member};
    struct err err = {0};

    assert_ok(score_means(&p, &design, SCORE_MEAN_RANK, 0, x, v, &err), &err);
}

static bool holds_truth(const struct made *m, const double *worth,
                        const struct rank_draws *draws, double *width)
{
    double x[K], v[K * K];
    size_t lower[K], upper[K], rank[K];
    struct err err = {0};
    const struct set_request q = {.x = x,
                                  .v = v,
                                  .k = K,
                                  .confidence = 0.95,
                                  .family = SETS_SIMULTANEOUS,
                                  .step_down = true};
    bool all = true;

    means(m, NULL, x, v);
    assert_ok(rank_sets(&q, draws, lower, upper, NULL, NULL, &err), &err);
    rank_by_value(worth, K, true, 0, rank);
    for (size_t i = 0; i < K; i++) {
        all = all && lower[i] <= rank[i] && rank[i] <= upper[i];
        *width += (double)(upper[i] - lower[i] + 1) / K / SURVEYS;
    }
    return all;
}

static bool called_different(const struct made *m)
{
    enum { BOTH = 2 * K };
    double x[BOTH], v[BOTH * BOTH] = {0}, own[K * K];
    struct err err = {0};
    struct wald w;

    for (size_t g = 0; g < 2; g++) {
        means(m, m->member[g], x + g * K, own);
        for (size_t i = 0; i < K; i++)
            memcpy(v + (g * K + i) * BOTH + g * K, own + i * K, sizeof x / 2);
    }
    assert_ok(wald_groups(x, v, 2, K, PEOPLE - 1, &w, &err), &err);
    return w.p < 0.05;
}

static void truth(void **state)
{
    const double error = 3 * sqrt(0.05 * 0.95 / SURVEYS);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct made *m = calloc(1, sizeof *m);
    struct rank_draws draws;
    struct err err = {0};
    double held = 0, alike = 0, apart = 0, width = 0;

    (void)state;
    assert_true(rng && m);
    gsl_rng_set(rng, 20161);
    assert_ok(rank_draws_init(&draws, K, SETS_DRAWS, 1, &err), &err);
    for (size_t s = 0; s < SURVEYS; s++) {
        double worth[K], other[K];

        draw_worths(rng, worth);
        make(rng, worth, worth, m);
        held += holds_truth(m, worth, &draws, &width);
        alike += called_different(m);
        /* the other group puts two neighbours the other way round */
        memcpy(other, worth, sizeof other);
        other[0] = worth[0] * 1.5;
        other[1] = worth[1] / 1.5;
        make(rng, worth, other, m);
        apart += called_different(m);
    }
    print_message("%d surveys of %d people and %d items: the joint set holds "
                  "the true order in %.1f%%, %.2f places wide; groups alike "
                  "called different in %.1f%%, groups apart (two items, 1.5 "
                  "times the worth and 1 / 1.5) found in %.1f%%\n",
                  SURVEYS, PEOPLE, K, 100 * held / SURVEYS, width,
                  100 * alike / SURVEYS, 100 * apart / SURVEYS);
    assert_true(held / SURVEYS >= 0.95 - error);
    assert_true(alike / SURVEYS <= 0.05 + error);
    assert_true(apart / SURVEYS > 0.5);
    rank_draws_free(&draws);
    gsl_rng_free(rng);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(truth)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
