/* test_rank_rules.c - the rules that count: published elections, orders weighed
 * one by one, and what must not change an answer. */
#include "analyse/rank/kemeny.h"
#include "analyse/rank/pairwise.h"
#include "analyse/rank/runoff.h"
#include "analyse/rank/scores.h"
#include "tests/analyse/rank_data.h"

/* Every rule by one table: what it makes of a profile. */
enum { MOST = 20 };

static void by_score(const struct places *p, enum score_rule rule, size_t *rank)
{
    struct design d = {.n = p->n, .weight = p->weight};
    struct err err = {0};
    double mean[MOST];

    assert_ok(score_means(p, &d, rule, 3, mean, NULL, &err), &err);
    rank_by_value(mean, p->k, score_high_first(rule), 1e-9, rank);
}

static void by_majority(const struct places *p, int rule, size_t *rank)
{
    struct pairwise m;
    struct kemeny out;
    struct err err = {0};
    double worst[MOST];
    enum strength by = rule % 2 ? STRENGTH_MARGINS : STRENGTH_WINNING;

    assert_ok(pairwise_init(&m, p, UNRANKED_LAST, &err), &err);
    if (rule < 2)
        assert_ok(schulze(&m, by, NULL, rank, &err), &err);
    else if (rule < 4)
        assert_ok(ranked_pairs(&m, by, rank, &err), &err);
    else if (rule < 6)
        minimax(&m, by, worst, rank);
    else if (rule < 7)
        copeland(&m, NULL, NULL, rank);
    else
        assert_ok(kemeny(&m, rank, NULL, NULL, &out, &err), &err);
    pairwise_free(&m);
}

static void by_runoff(const struct places *p, size_t *rank)
{
    struct runoff out;
    struct err err = {0};

    assert_ok(runoff(&out, p, &err), &err);
    memcpy(rank, out.rank, p->k * sizeof *rank);
    runoff_free(&out);
}

enum { MAJORITIES = 8, RULES = SCORE_RULES + MAJORITIES + 1 };

static void apply(const struct places *p, int rule, size_t *rank)
{
    if (rule < SCORE_RULES)
        by_score(p, (enum score_rule)rule, rank);
    else if (rule < SCORE_RULES + MAJORITIES)
        by_majority(p, rule - SCORE_RULES, rank);
    else
        by_runoff(p, rank);
}

enum {
    SCHULZE_WINNING = SCORE_RULES,
    SCHULZE_MARGINS,
    PAIRS_WINNING,
    PAIRS_MARGINS,
    MINIMAX_WINNING,
    MINIMAX_MARGINS,
    COPELAND,
    KEMENY,
    RUNOFF
};

/* A: Memphis, B: Nashville, C: Chattanooga, D: Knoxville. */
static const char *const tennessee[] = {"ABCD", "BCDA", "CDBA", "DCBA"};
static const double tennessee_w[] = {42, 26, 15, 17};
/* Schulze (2011), example 1: 45 voters, five candidates. */
static const char *const schulze45[] = {"ACBED", "ADECB", "BEDAC", "CABED",
                                        "CAEBD", "CBADE", "DCEBA", "EBADC"};
static const double schulze45_w[] = {5, 5, 8, 3, 7, 2, 7, 8};
static const char *const cycle[] = {"ABC", "BCA", "CAB"};
static const double cycle_w[] = {2.385, 2.385, 2.385};
/* Two cancel out: nobody is ahead of anybody. */
static const char *const opposed[] = {"ABC", "CBA"};
/* D is last for all; A, B and C run in a circle of unequal majorities: A over B
 * by 7 to 2, B over C by 6 to 3, C over A by 5 to 4. */
static const char *const unequal[] = {"ABCD", "BCAD", "CABD"};
static const double unequal_w[] = {4, 2, 3};

static const struct election {
    const char *name;
    size_t k, n;
    const char *const *order;
    const double *weight;
    int rule;
    size_t rank[5];
} elections[] = {
    {"first", 4, 4, tennessee, tennessee_w, SCORE_FIRST, {1, 2, 4, 3}},
    {"borda", 4, 4, tennessee, tennessee_w, SCORE_BORDA_ZERO, {3, 1, 2, 4}},
    {"mean", 4, 4, tennessee, tennessee_w, SCORE_MEAN_RANK, {3, 1, 2, 4}},
    {"copeland", 4, 4, tennessee, tennessee_w, COPELAND, {4, 1, 2, 3}},
    {"schulze", 4, 4, tennessee, tennessee_w, SCHULZE_WINNING, {4, 1, 2, 3}},
    {"pairs", 4, 4, tennessee, tennessee_w, PAIRS_WINNING, {4, 1, 2, 3}},
    {"pairs", 4, 4, tennessee, tennessee_w, PAIRS_MARGINS, {4, 1, 2, 3}},
    {"kemeny", 4, 4, tennessee, tennessee_w, KEMENY, {4, 1, 2, 3}},
    {"runoff", 4, 4, tennessee, tennessee_w, RUNOFF, {2, 3, 4, 1}},
    {"45 ballots",
     5,
     8,
     schulze45,
     schulze45_w,
     SCHULZE_WINNING,
     {2, 4, 3, 5, 1}},
    {"45 margins",
     5,
     8,
     schulze45,
     schulze45_w,
     SCHULZE_MARGINS,
     {2, 4, 3, 5, 1}},
    {"45 pairs", 5, 8, schulze45, schulze45_w, PAIRS_WINNING, {1, 4, 2, 5, 3}},
    {"circle", 3, 3, cycle, cycle_w, SCHULZE_WINNING, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, PAIRS_WINNING, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, PAIRS_MARGINS, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, KEMENY, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, COPELAND, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, RUNOFF, {1, 1, 1}},
    {"circle", 3, 3, cycle, cycle_w, MINIMAX_MARGINS, {1, 1, 1}},
    {"opposed", 3, 2, opposed, cycle_w, KEMENY, {1, 1, 1}},
    {"opposed", 3, 2, opposed, cycle_w, PAIRS_MARGINS, {1, 1, 1}},
    {"opposed", 3, 2, opposed, cycle_w, RUNOFF, {1, 3, 1}},
    {"unequal", 4, 3, unequal, unequal_w, SCHULZE_MARGINS, {1, 2, 3, 4}},
    {"unequal", 4, 3, unequal, unequal_w, PAIRS_WINNING, {1, 2, 3, 4}},
    {"unequal", 4, 3, unequal, unequal_w, KEMENY, {1, 2, 3, 4}},
    {"unequal", 4, 3, unequal, unequal_w, COPELAND, {1, 1, 1, 4}},
    {"unequal", 4, 3, unequal, unequal_w, MINIMAX_MARGINS, {1, 3, 2, 4}},
};

static void published(void **state)
{
    (void)state;
    for (size_t e = 0; e < sizeof elections / sizeof *elections; e++) {
        const struct election *x = &elections[e];
        struct profile p = profile_text(x->k, x->n, x->order, x->weight);
        struct places places = profile_places(&p);
        size_t rank[MOST];

        apply(&places, x->rule, rank);
        for (size_t i = 0; i < x->k; i++) {
            if (rank[i] != x->rank[i])
                print_error("%s by rule %d: item %zu has rank %zu, not %zu\n",
                            x->name, x->rule, i, rank[i], x->rank[i]);
            assert_int_equal(rank[i], x->rank[i]);
        }
        profile_free(&p);
    }
}

/* Tennessee in figures: by hand from the four groups. */
static void tennessee_figures(void **state)
{
    struct profile p = profile_text(4, 4, tennessee, tennessee_w);
    struct places places = profile_places(&p);
    struct design d = profile_design(&p);
    struct pairwise m;
    struct runoff r;
    struct kemeny best;
    struct err err = {0};
    double mean[4], path[16];
    size_t rank[4], wins[4], losses[4];

    (void)state;
    assert_ok(score_means(&places, &d, SCORE_BORDA_ZERO, 0, mean, NULL, &err),
              &err);
    assert_near(mean[0] * 100, 126, 1e-12);
    assert_near(mean[1] * 100, 194, 1e-12);
    assert_near(mean[2] * 100, 173, 1e-12);
    assert_near(mean[3] * 100, 107, 1e-12);
    assert_ok(score_means(&places, &d, SCORE_DOWDALL, 0, mean, NULL, &err),
              &err);
    assert_near(mean[1], (42 / 2.0 + 26 + 32 / 3.0) / 100, 1e-14);
    assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
    assert_near(m.votes[0 * 4 + 1], 42, 0);
    assert_near(m.votes[1 * 4 + 2], 68, 0);
    assert_near(m.votes[2 * 4 + 3], 83, 0);
    assert_near(pairwise_share(&m, 1, 0), 0.58, 1e-15);
    assert_int_equal(pairwise_winner(&m), 1);
    assert_int_equal(pairwise_loser(&m), 0);
    copeland(&m, wins, losses, rank);
    assert_int_equal(wins[2], 2);
    assert_int_equal(losses[2], 1);
    assert_ok(schulze(&m, STRENGTH_WINNING, path, rank, &err), &err);
    assert_near(path[1 * 4 + 0], 58, 0);
    assert_near(path[0 * 4 + 1], 0, 0);
    assert_ok(kemeny(&m, rank, NULL, NULL, &best, &err), &err);
    assert_near(best.total, 600 - 393, 1e-12);  /* 393 is Kemeny's score */
    assert_near(best.second, 600 - 377, 1e-12); /* 42 less, 58 more */
    assert_near(best.orders, 1, 0);
    assert_ok(runoff(&r, &places, &err), &err);
    assert_int_equal(r.rounds, 4);
    assert_near(r.votes[4 + 3], 32, 0); /* Chattanooga's go to Knoxville */
    assert_near(r.votes[8 + 3], 58, 0);
    assert_true(isnan(r.votes[8 + 1]));
    runoff_free(&r);
    pairwise_free(&m);
    profile_free(&p);
}

/* The strengths of strongest paths printed in Schulze (2011), section 3.1. */
static void schulze_paths(void **state)
{
    static const double paths[25] = {0,  28, 28, 30, 24, 25, 0,  28, 33,
                                     24, 25, 29, 0,  29, 24, 25, 28, 28,
                                     0,  24, 25, 28, 28, 31, 0};
    struct profile p = profile_text(5, 8, schulze45, schulze45_w);
    struct places places = profile_places(&p);
    struct pairwise m;
    struct err err = {0};
    double path[25];
    size_t rank[5];

    (void)state;
    assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
    assert_ok(schulze(&m, STRENGTH_WINNING, path, rank, &err), &err);
    for (size_t i = 0; i < 25; i++)
        assert_near(path[i], paths[i], 0);
    pairwise_free(&m);
    profile_free(&p);
}

/* Ballots with a tie and with items not ranked: A alone first, B and C tied,
 * D and E not ranked. */
static void scores_of_partial(void **state)
{
    static const double want[SCORE_RULES][5] = {
        [SCORE_FIRST] = {1, 0, 0, 0, 0},
        [SCORE_TOP] = {1, 1, 1, 0, 0},
        [SCORE_MEAN_RANK] = {1, 2.5, 2.5, 4.5, 4.5},
        [SCORE_BORDA_AVERAGE] = {4, 2.5, 2.5, 0.5, 0.5},
        [SCORE_BORDA_ZERO] = {4, 2.5, 2.5, 0, 0},
        [SCORE_BORDA_MODIFIED] = {3, 1.5, 1.5, 0, 0},
        [SCORE_DOWDALL] = {1, 5 / 12.0, 5 / 12.0, 0, 0},
        [SCORE_TOP_QUARTER] = {1, 0, 0, 0, 0},
        [SCORE_BOTTOM_QUARTER] = {0, 0, 0, 0, 0},
    };
    const uint16_t place[5] = {1, 2, 2, 0, 0};

    (void)state;
    for (size_t rule = 0; rule < SCORE_RULES; rule++) {
        double score[5];

        score_ballot((enum score_rule)rule, 2, place, 5, score);
        for (size_t i = 0; i < 5; i++)
            assert_near(score[i], want[rule][i], 1e-15);
    }
}

/* Does a Condorcet winner come first, alone? */
static void condorcet_winner_first(void **state)
{
    static const int rules[] = {
        SCHULZE_WINNING, SCHULZE_MARGINS, PAIRS_WINNING, PAIRS_MARGINS,
        MINIMAX_WINNING, MINIMAX_MARGINS, COPELAND,      KEMENY};
    uint64_t seed = 11;
    size_t found = 0;

    (void)state;
    for (size_t t = 0; t < 500; t++) {
        struct profile p = profile_random(1 + t % 9, 2 + t % 6, t % 2, &seed);
        struct places places = profile_places(&p);
        struct pairwise m;
        struct err err = {0};
        size_t winner;

        assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
        winner = pairwise_winner(&m);
        for (size_t r = 0; winner < p.k && r < 8; r++) {
            size_t rank[MOST];

            apply(&places, rules[r], rank);
            for (size_t i = 0; i < p.k; i++)
                assert_true(i == winner ? rank[i] == 1 : rank[i] > 1);
        }
        found += winner < p.k;
        pairwise_free(&m);
        profile_free(&p);
    }
    assert_true(found > 100);
}

/* Items moved round by one and ballots turned over. */
static struct profile turned(const struct profile *p)
{
    struct profile q = profile_new(p->n, p->k);

    for (size_t row = 0; row < p->n; row++) {
        size_t to = p->n - 1 - row;

        q.weight[to] = p->weight[row];
        for (size_t i = 0; i < p->k; i++)
            q.place[to * p->k + (i * 3 + 1) % p->k] = p->place[row * p->k + i];
    }
    return q;
}

/* Every other ballot twice instead of weight 2. */
static struct profile doubled(const struct profile *p)
{
    struct profile q = profile_new(2 * p->n, p->k);

    q.n = 0;
    for (size_t row = 0; row < p->n; row++)
        for (size_t c = 0; c < 1 + row % 2; c++)
            memcpy(q.place + q.n++ * p->k, p->place + row * p->k,
                   p->k * sizeof *q.place);
    return q;
}

static void nothing_else_counts(void **state)
{
    static const size_t sizes[] = {2, 4, 5, 7, 8};
    uint64_t seed = 5;

    (void)state;
    for (size_t t = 0; t < 300; t++) {
        struct profile p =
            profile_random(2 + t % 7, sizes[t % 5], t % 2, &seed);
        struct profile q, r;
        struct places a = profile_places(&p), b, c;

        for (size_t row = 0; row < p.n; row++)
            p.weight[row] = 1 + (double)(row % 2);
        q = turned(&p);
        r = doubled(&p);
        b = profile_places(&q);
        c = profile_places(&r);
        for (int rule = 0; rule < RULES; rule++) {
            size_t x[MOST], y[MOST], z[MOST];

            apply(&a, rule, x);
            apply(&b, rule, y);
            apply(&c, rule, z);
            for (size_t i = 0; i < p.k; i++) {
                assert_int_equal(x[i], y[(i * 3 + 1) % p.k]);
                assert_int_equal(x[i], z[i]);
            }
        }
        profile_free(&p);
        profile_free(&q);
        profile_free(&r);
    }
}

/* Weights that add up to the same in another order of ballots are a tie. */
static void rounding_is_no_majority(void **state)
{
    static const char *const order[] = {"AB", "AB", "AB", "BA", "BA"};
    static const double weight[] = {0.1, 0.2, 0.3, 0.3, 0.3};
    struct profile p = profile_text(2, 5, order, weight);
    struct places places = profile_places(&p);

    (void)state;
    assert_true(0.1 + 0.2 + 0.3 != 0.3 + 0.3);
    for (int rule = SCORE_RULES; rule < RULES; rule++) {
        size_t rank[2];

        apply(&places, rule, rank);
        assert_int_equal(rank[0], 1);
        assert_int_equal(rank[1], 1);
    }
    profile_free(&p);
}

/* Nothing to go by: all tied, nobody, one item, a domain without a member. */
static void little_to_go_by(void **state)
{
    static const char *const order[] = {"(ABC)", "(ABC)", ""};
    static const double weight[] = {1, 2.385, 1};
    struct profile p = profile_text(3, 3, order, weight);
    struct places places = profile_places(&p);
    const unsigned char nobody[3] = {0, 0, 1};
    struct design d = profile_design(&p);
    struct err err = {0};
    double mean[3], v[9];

    (void)state;
    for (int rule = 0; rule < RULES; rule++) {
        size_t rank[3];

        apply(&places, rule, rank);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(rank[i], 1);
    }
    places.member = nobody;
    assert_near(places_total(&places), 0, 0);
    assert_ok(score_means(&places, &d, SCORE_MEAN_RANK, 0, mean, v, &err),
              &err);
    assert_true(isnan(mean[0]) && isnan(v[4]));
    for (int rule = SCORE_RULES; rule < RULES; rule++) {
        size_t rank[3];

        apply(&places, rule, rank);
        assert_int_equal(rank[2], 1);
    }
    places = (struct places){.n = 2, .k = 1, .place = p.place};
    for (int rule = 0; rule < RULES; rule++) {
        size_t rank[1];

        apply(&places, rule, rank);
        assert_int_equal(rank[0], 1);
    }
    profile_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published),
        cmocka_unit_test(tennessee_figures),
        cmocka_unit_test(schulze_paths),
        cmocka_unit_test(scores_of_partial),
        cmocka_unit_test(condorcet_winner_first),
        cmocka_unit_test(nothing_else_counts),
        cmocka_unit_test(rounding_is_no_majority),
        cmocka_unit_test(little_to_go_by),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
