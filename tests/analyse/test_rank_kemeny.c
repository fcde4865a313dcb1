/* test_rank_kemeny.c - every order weighed one by one, and parts of many items.
 */
#include "analyse/rank/kemeny.h"
#include "tests/analyse/rank_data.h"

/* Every order of k items, its total and place by place, against kemeny(). */
struct brute {
    const struct pairwise *m;
    size_t k, order[8];
    bool used[8];
    double least, orders;
    bool before[64];
    size_t lowest[8], highest[8];
};

static void take_order(struct brute *b, double total)
{
    double tolerance = rank_tolerance(b->m->total);

    if (total > b->least + tolerance)
        return;
    if (total < b->least - tolerance) {
        b->least = total;
        b->orders = 0;
        memset(b->before, 0, sizeof b->before);
        for (size_t i = 0; i < b->k; i++) {
            b->lowest[i] = b->k;
            b->highest[i] = 1;
        }
    }
    b->orders++;
    for (size_t a = 0; a < b->k; a++) {
        size_t i = b->order[a];

        b->lowest[i] = a + 1 < b->lowest[i] ? a + 1 : b->lowest[i];
        b->highest[i] = a + 1 > b->highest[i] ? a + 1 : b->highest[i];
        for (size_t c = a + 1; c < b->k; c++)
            b->before[i * b->k + b->order[c]] = true;
    }
}

static void weigh_orders(struct brute *b, size_t at, double total)
{
    if (at == b->k) {
        take_order(b, total);
        return;
    }
    for (size_t i = 0; i < b->k; i++) {
        double more = total;

        if (b->used[i])
            continue;
        for (size_t a = 0; a < at; a++)
            more += b->m->votes[i * b->k + b->order[a]];
        b->used[i] = true;
        b->order[at] = i;
        weigh_orders(b, at + 1, more);
        b->used[i] = false;
    }
}

static void same_as_brute(const struct pairwise *m)
{
    struct brute b = {.m = m, .k = m->k, .least = 1e300};
    struct kemeny out;
    struct err err = {0};
    size_t rank[8], lowest[8], highest[8];

    weigh_orders(&b, 0, 0);
    assert_ok(kemeny(m, rank, lowest, highest, &out, &err), &err);
    assert_near(out.total, b.least, 1e-9);
    assert_near(out.orders, b.orders, 0);
    assert_true(out.exact);
    for (size_t i = 0; i < b.k; i++) {
        size_t want = 1;

        assert_int_equal(lowest[i], b.lowest[i]);
        assert_int_equal(highest[i], b.highest[i]);
        for (size_t j = 0; j < b.k; j++)
            want += b.before[j * b.k + i] && !b.before[i * b.k + j];
        assert_int_equal(rank[i], want);
    }
}

/* Odd profiles have whole weights, so that many orders share the least. */
static void kemeny_by_brute_force(void **state)
{
    uint64_t seed = 20260105;

    (void)state;
    for (size_t t = 0; t < 1000; t++) {
        size_t k = 2 + t % (t % 50 == 0 ? 7 : 6);
        struct profile p = profile_random(3 + t % 9, k, t % 3 == 0, &seed);
        struct places places = profile_places(&p);
        struct pairwise m;
        struct err err = {0};

        for (size_t i = 0; t % 2 && i < p.n; i++)
            p.weight[i] = 1;
        assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
        same_as_brute(&m);
        pairwise_free(&m);
        profile_free(&p);
    }
    for (size_t k = 2; k <= 8; k++) {
        struct profile p = profile_random(5, k, true, &seed);
        struct places places = profile_places(&p);
        struct pairwise m;
        struct err err = {0};

        assert_ok(pairwise_init(&m, &places, UNRANKED_IGNORED, &err), &err);
        same_as_brute(&m);
        pairwise_free(&m);
        profile_free(&p);
    }
}

/* Beyond 15 items: what is cut into small parts is exact, with the total of
 * the same order by hand; a large circle has a bound below its total. */
static void kemeny_of_many(void **state)
{
    enum { K = 20 };
    double votes[K * K];
    struct pairwise m;
    struct kemeny out;
    struct err err = {0};
    size_t rank[K], lowest[K], highest[K];

    (void)state;
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++)
            votes[i * K + j] = i == j ? 0 : i < j ? 6.5 : 3.5;
    votes[3 * K + 5] = 3.5; /* 3, 4, 5 run in a circle */
    votes[5 * K + 3] = 6.5;
    assert_ok(pairwise_from(&m, votes, K, 10, &err), &err);
    assert_ok(kemeny(&m, rank, lowest, highest, &out, &err), &err);
    assert_true(out.exact);
    assert_near(out.total, 189 * 3.5 + 6.5, 1e-12);
    assert_near(out.bound, out.total, 0);
    assert_near(out.orders, 3, 0);
    for (size_t i = 0; i < K; i++)
        assert_int_equal(rank[i], i >= 3 && i <= 5 ? 4 : i + 1);
    assert_int_equal(lowest[4], 4);
    assert_int_equal(highest[4], 6);
    pairwise_free(&m);
    votes[0 * K + K - 1] = 3.5; /* and now all do */
    votes[(K - 1) * K + 0] = 6.5;
    assert_ok(pairwise_from(&m, votes, K, 10, &err), &err);
    assert_ok(kemeny(&m, rank, NULL, NULL, &out, &err), &err);
    assert_false(out.exact);
    assert_true(isnan(out.second) && isnan(out.orders) && isnan(out.most));
    assert_near(out.bound, 190 * 3.5, 1e-12);
    assert_near(out.total, 190 * 3.5 + 2 * 3, 1e-12);
    pairwise_free(&m);
}

/* Of 17 items the last two of three are level with a third: it may stand in
 * three places, though one of the two beats the other. */
static void kemeny_of_many_with_level_pairs(void **state)
{
    enum { K = 17 };
    double votes[K * K];
    struct pairwise m;
    struct kemeny out;
    struct err err = {0};
    size_t rank[K], lowest[K], highest[K];

    (void)state;
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++)
            votes[i * K + j] = i == j ? 0 : i < j ? 6.5 : 3.5;
    for (size_t i = K - 3; i < K - 1; i++)
        votes[i * K + K - 1] = votes[(K - 1) * K + i] = 5;
    assert_ok(pairwise_from(&m, votes, K, 10, &err), &err);
    assert_ok(kemeny(&m, rank, lowest, highest, &out, &err), &err);
    assert_true(out.exact);
    assert_near(out.orders, 3, 0);
    assert_int_equal(lowest[K - 1], K - 2);
    assert_int_equal(highest[K - 1], K);
    assert_int_equal(rank[K - 1], K - 2);
    assert_int_equal(rank[K - 2], K - 1);
    pairwise_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kemeny_by_brute_force),
        cmocka_unit_test(kemeny_of_many),
        cmocka_unit_test(kemeny_of_many_with_level_pairs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
