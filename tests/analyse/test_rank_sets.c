/* test_rank_sets.c - rank confidence sets where they can be told by hand, and
 * whether they cover. */
#include "analyse/rank/sets.h"
#include "tests/analyse/rank_data.h"

enum { MOST = 12 };

/* Two independent estimates: |Z_1 - Z_2| / sd is |Z|, so that the critical
 * value is the normal's. */
static void critical_of_one_pair(void **state)
{
    const double x[2] = {1, 0}, v[4] = {0.2, 0, 0, 0.3};
    struct rank_draws draws;
    struct err err = {0};
    struct set_request r = {
        .x = x, .v = v, .k = 2, .high_first = true, .confidence = 0.9};
    size_t lower[2], upper[2];
    double critical[2];

    (void)state;
    assert_ok(rank_draws_init(&draws, 2, 100000, 1, &err), &err);
    r.family = SETS_SIMULTANEOUS;
    assert_ok(rank_sets(&r, &draws, lower, upper, NULL, critical, &err), &err);
    assert_near(critical[0], 1.6449, 0.01);
    assert_int_equal(upper[0], 2); /* t = 1 / sqrt(0.5) = 1.414 */
    r.confidence = 0.8;            /* 1.2816 */
    assert_ok(rank_sets(&r, &draws, lower, upper, NULL, critical, &err), &err);
    assert_near(critical[0], 1.2816, 0.01);
    assert_int_equal(upper[0], 1);
    assert_int_equal(lower[1], 2);
    rank_draws_free(&draws);
}

/* What is certain without a variance, what says nothing, and what is missing.
 * Items 0 and 1 are always put alike; item 2 stands exactly 3 behind them;
 * item 3 has no number. */
static void nothing_random(void **state)
{
    const double nan = (double)NAN, x[4] = {1.5, 1.5, 4.5, nan};
    const double v[16] = {0.3, 0.3, 0.3, nan, 0.3, 0.3, 0.3, nan,
                          0.3, 0.3, 0.3, nan, nan, nan, nan, nan};
    struct rank_draws draws;
    struct err err = {0};
    struct set_request r = {.x = x, .v = v, .k = 4, .confidence = 0.95};
    size_t lower[4], upper[4], group[4];
    bool ahead[16];
    double critical[4];

    (void)state;
    assert_ok(rank_draws_init(&draws, 4, 100, 1, &err), &err);
    for (int family = 0; family < 2; family++) {
        r.family = (enum set_family)family;
        r.step_down = family;
        assert_ok(rank_sets(&r, &draws, lower, upper, ahead, critical, &err),
                  &err);
        assert_true(isnan(critical[0]));
        assert_true(lower[0] == 1 && upper[0] == 3);
        assert_true(lower[1] == 1 && upper[1] == 3);
        assert_true(lower[2] == 3 && upper[2] == 4);
        assert_true(lower[3] == 1 && upper[3] == 4);
    }
    assert_ok(rank_sets_adjusted(&r, ADJUST_HOLM, lower, upper, ahead, &err),
              &err);
    assert_true(lower[2] == 3 && upper[3] == 4);
    assert_int_equal(rank_groups(ahead, 4, group), 1);
    rank_draws_free(&draws);
}

/* 0 is ahead of all; 1, 2, 3 hang together by 2; 4 is behind all. */
static void groups(void **state)
{
    const bool ahead[25] = {0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0,
                            0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    const bool none[25] = {0}, chain[9] = {0, 1, 0, 0, 0, 1, 0, 0, 0};
    size_t group[5];

    (void)state;
    assert_int_equal(rank_groups(ahead, 5, group), 3);
    assert_int_equal(group[0], 1);
    assert_int_equal(group[1], 2);
    assert_int_equal(group[2], 2);
    assert_int_equal(group[3], 2);
    assert_int_equal(group[4], 3);
    assert_int_equal(rank_groups(none, 5, group), 1);
    /* 0 ahead of 1, 1 of 2, but 0 not of 2: nothing can be cut. */
    assert_int_equal(rank_groups(chain, 3, group), 1);
}

/* 5 to none: P = 1/32, twice over; 7 to none of four: 1/128, times the claims
 * of one item (6) or of all (12). */
static void few_choices(void **state)
{
    const double five[2] = {5, 0}, six[2] = {6, 0}, seven[4] = {7, 0, 0, 0};
    struct err err = {0};
    size_t lower[4], upper[4];

    (void)state;
    assert_ok(
        rank_sets_counts(five, 2, 0.95, SETS_SIMULTANEOUS, lower, upper, &err),
        &err);
    assert_int_equal(upper[0], 2);
    assert_ok(
        rank_sets_counts(six, 2, 0.95, SETS_SIMULTANEOUS, lower, upper, &err),
        &err);
    assert_int_equal(upper[0], 1);
    assert_ok(
        rank_sets_counts(seven, 4, 0.95, SETS_SIMULTANEOUS, lower, upper, &err),
        &err);
    assert_int_equal(upper[0], 4);
    assert_ok(
        rank_sets_counts(seven, 4, 0.95, SETS_MARGINAL, lower, upper, &err),
        &err);
    assert_int_equal(upper[0], 1);
}

/* Relabelled items have the same sets to the last digit, and so has another
 * run; a step down never widens a set. */
static void the_same_again(void **state)
{
    double x[MOST], v[MOST * MOST], xt[MOST], vt[MOST * MOST];
    size_t lower[MOST], upper[MOST], l2[MOST], u2[MOST];
    struct rank_draws draws, again;
    struct err err = {0};
    uint64_t seed = 3;
    double critical[MOST], other[MOST];

    (void)state;
    assert_ok(rank_draws_init(&draws, MOST, SETS_DRAWS, 7, &err), &err);
    assert_ok(rank_draws_init(&again, MOST, SETS_DRAWS, 7, &err), &err);
    assert_memory_equal(draws.z, again.z, MOST * SETS_DRAWS * sizeof *draws.z);
    for (size_t i = 0; i < MOST; i++) {
        x[i] = (double)i * 0.12 + next_random(&seed) / 5;
        for (size_t j = 0; j < MOST; j++)
            v[i * MOST + j] = (i == j ? 0.02 : -0.02 / 11);
    }
    for (size_t i = 0; i < MOST; i++) {
        xt[i] = x[(i * 5 + 3) % MOST];
        for (size_t j = 0; j < MOST; j++)
            vt[i * MOST + j] =
                v[(i * 5 + 3) % MOST * MOST + (j * 5 + 3) % MOST];
    }
    for (int family = 0; family < 2; family++) {
        struct set_request r = {.x = x,
                                .v = v,
                                .k = MOST,
                                .confidence = 0.95,
                                .family = (enum set_family)family};
        size_t narrow = 0, wide = 0;

        assert_ok(rank_sets(&r, &draws, lower, upper, NULL, critical, &err),
                  &err);
        r.step_down = true;
        assert_ok(rank_sets(&r, &draws, l2, u2, NULL, NULL, &err), &err);
        for (size_t i = 0; i < MOST; i++) {
            assert_true(l2[i] >= lower[i] && u2[i] <= upper[i]);
            narrow += u2[i] - l2[i];
            wide += upper[i] - lower[i];
        }
        assert_true(narrow < wide);
        r.x = xt;
        r.v = vt;
        assert_ok(rank_sets(&r, &again, lower, upper, NULL, other, &err), &err);
        for (size_t i = 0; i < (family == SETS_MARGINAL ? MOST : 1); i++)
            assert_near(
                other[i],
                critical[family == SETS_MARGINAL ? (i * 5 + 3) % MOST : 0], 0);
        for (size_t i = 0; i < MOST; i++) {
            assert_int_equal(lower[i], l2[(i * 5 + 3) % MOST]);
            assert_int_equal(upper[i], u2[(i * 5 + 3) % MOST]);
        }
    }
    rank_draws_free(&draws);
    rank_draws_free(&again);
}

/* Items that stand exactly as far apart as they seem to: in 2,000 samples all
 * true ranks lie in the joint sets in no fewer than 95%, less three simulation
 * errors. */
static void they_cover(void **state)
{
    enum { K = 5, SAMPLES = 2000 };
    static const double truth[K] = {0, 0.1, 0.2, 0.2, 0.5};
    static const size_t first[K] = {5, 4, 2, 2, 1}, last[K] = {5, 4, 3, 3, 1};
    double v[K * K] = {0}, x[K];
    struct rank_draws draws, samples;
    struct err err = {0};
    size_t lower[K], upper[K], held = 0;

    (void)state;
    for (size_t i = 0; i < K; i++)
        v[i * K + i] = 0.01;
    assert_ok(rank_draws_init(&draws, K, 2000, 1, &err), &err);
    assert_ok(rank_draws_init(&samples, K, SAMPLES, 2, &err), &err);
    for (size_t s = 0; s < SAMPLES; s++) {
        struct set_request r = {.x = x,
                                .v = v,
                                .k = K,
                                .high_first = true,
                                .confidence = 0.95,
                                .family = SETS_SIMULTANEOUS,
                                .step_down = true};
        bool all = true;

        for (size_t i = 0; i < K; i++)
            x[i] = truth[i] + 0.1 * (double)samples.z[i * SAMPLES + s];
        assert_ok(rank_sets(&r, &draws, lower, upper, NULL, NULL, &err), &err);
        for (size_t i = 0; i < K; i++)
            all = all && lower[i] <= first[i] && upper[i] >= last[i];
        held += all;
    }
    assert_true((double)held / SAMPLES >
                0.95 - 3 * sqrt(0.95 * 0.05 / SAMPLES));
    rank_draws_free(&draws);
    rank_draws_free(&samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(critical_of_one_pair),
        cmocka_unit_test(nothing_random),
        cmocka_unit_test(groups),
        cmocka_unit_test(few_choices),
        cmocka_unit_test(the_same_again),
        cmocka_unit_test(they_cover),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
