/* test_rank_majority.c - majorities that are level or forbidden, their errors,
 * and ties in the run-off. */
#include "analyse/rank/pairwise.h"
#include "analyse/rank/runoff.h"
#include "tests/analyse/rank_data.h"

static struct pairwise matrix(const double *votes, size_t k)
{
    struct pairwise m;
    struct err err = {0};

    assert_ok(pairwise_from(&m, votes, k, 20, &err), &err);
    return m;
}

/* A beats B and D, B beats C, all else is level: A +2, B 0, C -1, D -1. */
static void copeland_with_level_pairs(void **state)
{
    const double votes[16] = {0, 9, 5, 9, 1, 0, 9, 5, 5, 1, 0, 5, 1, 5, 5, 0};
    const double lost[9] = {0, 9, 1, 1, 0, 5, 9, 5, 0};
    struct pairwise m = matrix(votes, 4);
    size_t rank[4];

    (void)state;
    copeland(&m, NULL, NULL, rank);
    assert_int_equal(rank[0], 1);
    assert_int_equal(rank[1], 2);
    assert_int_equal(rank[2], 3);
    assert_int_equal(rank[3], 3);
    pairwise_free(&m);
    m = matrix(lost, 3); /* C over A over B: net 0, -1, +1 */
    copeland(&m, NULL, NULL, rank);
    assert_int_equal(rank[0], 2);
    assert_int_equal(rank[1], 3);
    assert_int_equal(rank[2], 1);
    pairwise_free(&m);
}

/* A over B over C by 10 forbid C over A by 4, which then makes no circle with
 * A over D and D over C by 4. */
static void forbidden_majorities_count_for_nothing(void **state)
{
    const double votes[16] = {0,  15, 8, 12, 5, 0,  15, 10,
                              12, 5,  0, 8,  8, 10, 12, 0};
    struct pairwise m = matrix(votes, 4);
    struct err err = {0};
    size_t rank[4];

    (void)state;
    for (int by = 0; by < 2; by++) {
        assert_ok(ranked_pairs(&m, (enum strength)by, rank, &err), &err);
        assert_int_equal(rank[0], 1);
        assert_int_equal(rank[1], 2);
        assert_int_equal(rank[3], 2);
        assert_int_equal(rank[2], 4);
    }
    pairwise_free(&m);
}

/* Shares of those who chose are ratios: by hand, with weights, with two who
 * did not choose. */
static void errors_of_shares(void **state)
{
    static const char *const order[] = {"AB", "BA", "AB", "(AB)", ""};
    static const double w[] = {2.385, 1.19, 0.7, 3, 1};
    struct profile p = profile_text(2, 5, order, w);
    struct places places = profile_places(&p);
    struct design d = profile_design(&p);
    struct pairwise m;
    struct err err = {0};
    double se[4], v = 0;
    const double all = 4.275, share = 3.085 / all;

    (void)state;
    assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
    assert_near(m.tied[1], 3, 0);
    assert_ok(pairwise_errors(&m, &places, &d, UNRANKED_LAST, se, &err), &err);
    for (size_t i = 0; i < 3; i++) {
        double z = w[i] * ((i != 1) - share) / all;

        v += 5 / 4.0 * z * z; /* they add up to 0 */
    }
    assert_near(se[1], sqrt(v), 1e-14);
    assert_true(isnan(se[0]));
    pairwise_free(&m);
    profile_free(&p);
}

/* A tie at the top is split, and passes on when one of it leaves. */
static void runoff_splits_ties(void **state)
{
    static const char *const order[] = {"(AB)C", "A", "C", "B"};
    static const double w[] = {2, 2.385, 4, 1};
    struct profile p = profile_text(3, 4, order, w);
    struct places places = profile_places(&p);
    struct runoff r;
    struct err err = {0};

    (void)state;
    assert_ok(runoff(&r, &places, &err), &err);
    assert_near(r.votes[0], 3.385, 1e-15);
    assert_near(r.votes[1], 2, 1e-15);
    assert_near(r.votes[2], 4, 1e-15);
    assert_near(r.votes[3 + 0], 4.385, 1e-15);
    assert_near(r.exhausted[1], 1, 0);
    assert_int_equal(r.rank[0], 1);
    runoff_free(&r);
    profile_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copeland_with_level_pairs),
        cmocka_unit_test(forbidden_majorities_count_for_nothing),
        cmocka_unit_test(errors_of_shares),
        cmocka_unit_test(runoff_splits_ties),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
