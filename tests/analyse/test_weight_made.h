/* test_weight_made.h - problems to weight, for the tests of analyse/weight/. */
#ifndef TESTS_ANALYSE_TEST_WEIGHT_MADE_H
#define TESTS_ANALYSE_TEST_WEIGHT_MADE_H

#include "analyse/weight/weight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"

#define NA ((double)NAN)

static const char *const abc[] = {"a", "b", "c", "d", "e"};

static struct weight_problem
problem(size_t n, const struct weight_margin *margin, size_t n_margins)
{
    return (struct weight_problem){.name = "raked",
                                   .n = n,
                                   .margin = margin,
                                   .n_margins = n_margins,
                                   .total = NA,
                                   .method = WEIGHT_RAKE,
                                   .lower = NA,
                                   .upper = NA,
                                   .cap = NA};
}

static inline struct weights solved(const struct weight_problem *p,
                                    struct notes *notes)
{
    struct weights w;
    struct err err = {0};

    assert_ok(weights_solve(p, &w, notes, &err), &err);
    return w;
}

/* A consultation made by a fixed recurrence. */
enum { ROWS = 5003, MARGINS = 5, LEVELS = 5 };
struct made {
    int32_t level[MARGINS][ROWS];
    double target[MARGINS][LEVELS], base[ROWS];
    struct weight_margin margin[MARGINS];
};

static inline double next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Targets that are 0.8 to 1.2 times what the sample has. */
static inline void set_targets(struct made *m, size_t k)
{
    double n[LEVELS] = {0}, all = 0;

    for (size_t i = 0; i < ROWS; i++)
        if (m->level[k][i] >= 0)
            n[m->level[k][i]]++;
    for (size_t l = 0; l < LEVELS; l++) {
        m->target[k][l] = n[l] * (0.8 + 0.1 * (double)((l * 7 + k * 3) % 5));
        all += m->target[k][l];
    }
    for (size_t l = 0; l < LEVELS; l++)
        m->target[k][l] /= all;
}

/* Answers lean on one thing, so that margins hang together; `blank`: share
 * without an answer. */
static inline struct made *make(double blank)
{
    static const char *const names[MARGINS] = {"age", "sex", "district",
                                               "tenure", "work"};
    struct made *m = calloc(1, sizeof *m);
    uint64_t seed = 11;

    for (size_t i = 0; i < ROWS; i++) {
        double lean = next(&seed);

        m->base[i] = 0.2385 + 2 * next(&seed);
        for (size_t k = 0; k < MARGINS; k++)
            m->level[k][i] =
                next(&seed) < blank
                    ? WEIGHT_MISSING
                    : (int32_t)(LEVELS * (0.6 * next(&seed) + 0.4 * lean));
    }
    for (size_t k = 0; k < MARGINS; k++) {
        set_targets(m, k);
        m->margin[k] = (struct weight_margin){.name = names[k],
                                              .level = m->level[k],
                                              .n_levels = LEVELS,
                                              .label = abc,
                                              .target = m->target[k]};
    }
    return m;
}

#endif
