/* test_coverage.c - how often an interval holds the truth, on surveys made
 * with unequal weights that have nothing to do with the answers, over a grid
 * of n and p.  COVERAGE=full: four times the surveys, printed as the table of
 * docs/methods/inference.md. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/infer.h"
#include "tests/support/check.h"

static const size_t ns[] = {50, 100, 200, 500};
static const double ps[] = {0.05, 0.1, 0.3, 0.5};
enum { NS = sizeof ns / sizeof *ns, PS = sizeof ps / sizeof *ps, MOST = 500 };

/* SplitMix64, in [0, 1). */
static double draw(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static size_t surveys(void)
{
    const char *full = getenv("COVERAGE");

    return full && strcmp(full, "full") == 0 ? 40000 : 10000;
}

/* Weights from 0.5 to 2: a weight effect of about 1.15. */
static void draw_weights(double *weight, size_t n, uint64_t *state)
{
    for (size_t i = 0; i < n; i++)
        weight[i] = 0.5 * pow(4, draw(state));
}

static double coverage_of_share(size_t n, double p, uint64_t *state)
{
    size_t held = 0, most = surveys();
    double weight[MOST];

    for (size_t s = 0; s < most; s++) {
        struct cell in = {0, 0, 0}, of = {0, 0, 0};
        struct mean_estimate e;
        struct interval x;

        draw_weights(weight, n, state);
        for (size_t i = 0; i < n; i++) {
            const struct cell one = {1, weight[i], weight[i] * weight[i]};

            of = cell_add(of, one);
            if (draw(state) < p)
                in = cell_add(in, one);
        }
        e = infer_share(in, of, (double)n);
        x = interval_beta(e.value, e.se, e.n, e.df, e.n_effective, 0.95);
        held += x.lower <= p && p <= x.upper;
    }
    return (double)held / (double)most;
}

/* The sum of two dice with ten sides, of which the mean is 11. */
static double coverage_of_mean(size_t n, uint64_t *state)
{
    size_t held = 0, most = surveys();
    double weight[MOST], y[MOST];
    int32_t level[MOST] = {0};
    struct err err = {0};

    for (size_t s = 0; s < most; s++) {
        const struct design d = {.n = n, .weight = weight};
        struct mean_estimate e;
        struct interval x;

        draw_weights(weight, n, state);
        for (size_t i = 0; i < n; i++)
            y[i] = floor(10 * draw(state)) + floor(10 * draw(state)) + 2;
        assert_ok(infer_means(&d, y, level, 1, (double)n, &e, NULL, &err),
                  &err);
        x = interval_t(e.value, e.se, e.df, 0.95);
        held += x.lower <= 11 && 11 <= x.upper;
    }
    return (double)held / (double)most;
}

static void means(void **state)
{
    uint64_t random = 20160701;

    (void)state;
    for (size_t n = 0; n < NS; n++) {
        double c = coverage_of_mean(ns[n], &random);

        print_message("mean, n %zu: %.1f%%\n", ns[n], 100 * c);
        assert_in_range((int)round(1000 * c), 940, 960);
    }
}

static void shares(void **state)
{
    uint64_t random = 20160909;

    (void)state;
    for (size_t n = 0; n < NS; n++)
        for (size_t p = 0; p < PS; p++) {
            double c = coverage_of_share(ns[n], ps[p], &random);

            print_message("beta, n %zu, p %g: %.1f%%\n", ns[n], ps[p], 100 * c);
            assert_in_range((int)round(1000 * c), 940, 1000);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means),
        cmocka_unit_test(shares),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
