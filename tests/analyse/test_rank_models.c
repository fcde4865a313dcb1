/* test_rank_models.c - models of choice against closed forms, against sums
 * over all subsets and against differences of their own scores. */
#include "analyse/rank/luce.h"
#include "tests/analyse/rank_data.h"

static struct luce fit(const struct profile *p, enum luce_kind kind)
{
    struct places places = profile_places(p);
    struct design d = profile_design(p);
    struct luce luce;
    struct err err = {0};

    assert_ok(luce_fit(&luce, &places, kind, &d, &err), &err);
    return luce;
}

/* Davidson's model of two items is saturated: alpha_a / alpha_b = wins of a /
 * wins of b, delta = ties / root of (wins of a times wins of b). */
static void two_with_ties(void **state)
{
    static const char *const order[] = {"AB", "BA", "(AB)"};
    static const double weight[] = {18, 2, 3.6};
    struct profile p = profile_text(2, 3, order, weight);

    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        struct luce luce = fit(&p, (enum luce_kind)kind);

        assert_int_equal(luce.fit.state, CHOICE_FITTED);
        assert_int_equal(luce.fit.ties, 1);
        assert_near(luce.fit.theta[0] - luce.fit.theta[1], log(9), 1e-10);
        assert_near(luce.fit.theta[2], log(3.6 / 6), 1e-10);
        assert_near(luce.fit.loglik,
                    18 * log(18 / 23.6) + 2 * log(2 / 23.6) +
                        3.6 * log(3.6 / 23.6),
                    1e-12);
        luce_free(&luce);
    }
    profile_free(&p);
}

/* log P of one choice by going through every subset of what was offered. */
static double log_choice(const struct choice_fit *f, uint64_t offered,
                         uint64_t chosen, int sign)
{
    double all = 0, own = 0;

    for (uint64_t s = offered; s; s = (s - 1) & offered) {
        double logs = 0, t = 0, delta = 0;
        bool known = false;

        for (size_t i = 0; i < f->k; i++)
            if (s >> i & 1) {
                logs += sign * f->theta[i];
                t++;
            }
        for (size_t o = 0; o < f->ties; o++)
            if ((double)f->order[o] == t) {
                known = sign > 0;
                delta = f->theta[f->k + o];
            }
        if (t > 1 && !known)
            continue;
        all += exp(logs / t + delta);
        if (s == chosen)
            own = logs / t + delta;
    }
    return own - log(all);
}

/* All choices of a ballot, written down the long way. */
static double log_ballot(const struct choice_fit *f, const uint16_t *place,
                         bool top_k, double *score)
{
    double sum = 0;

    for (uint16_t at = 1; at <= f->k; at++) {
        uint64_t offered = 0, chosen = 0;

        for (size_t i = 0; i < f->k; i++) {
            chosen |= (uint64_t)(place[i] == at) << i;
            if (place[i] >= at || (top_k && !place[i]))
                offered |= UINT64_C(1) << i;
        }
        if (!chosen || !(offered & (offered - 1)))
            continue;
        sum += log_choice(f, offered, chosen, 1);
        choice_score(f, (struct choice){offered, chosen, CHOICE_BEST}, score);
    }
    return sum;
}

static double log_all(const struct choice_fit *f, const struct profile *p,
                      bool top_k, double *total)
{
    double sum = 0;

    memset(total, 0, f->p * sizeof *total);
    for (size_t row = 0; row < p->n; row++) {
        double score[20] = {0};

        sum +=
            p->weight[row] * log_ballot(f, p->place + row * p->k, top_k, score);
        for (size_t i = 0; i < f->p; i++)
            total[i] += p->weight[row] * score[i];
    }
    return sum;
}

static void move_by(struct choice_fit *f, size_t j, double h)
{
    f->theta[j] += h;
    f->alpha[j] = exp(f->theta[j]);
}

/* At the maximum scores add up to 0; away from it they are the differences of
 * the likelihood, and their own differences the information, of which the
 * covariance is the inverse among worths with mean 0. */
static void derivatives(void **state)
{
    uint64_t seed = 99;
    const double h = 1e-5;

    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        struct profile p = profile_random(60, 5, true, &seed);
        struct luce luce;
        struct choice_fit *f = &luce.fit;
        double up[20], down[20], info[20][20];

        for (size_t c = 0; c < 60; c++) /* some ties of three */
            if (p.place[c] == 2 || p.place[c] == 3)
                p.place[c] = 1;
        luce = fit(&p, (enum luce_kind)kind);
        assert_int_equal(f->state, CHOICE_FITTED);
        assert_true(f->ties >= 2);
        assert_near(log_all(f, &p, kind == 0, up), f->loglik, 1e-10);
        for (size_t i = 0; i < f->p; i++)
            assert_near(up[i], 0, 1e-9);
        for (size_t j = 0; j < f->p; j++) {
            double above, below, at[20];

            move_by(f, j, h);
            above = log_all(f, &p, kind == 0, up);
            move_by(f, j, -2 * h);
            below = log_all(f, &p, kind == 0, down);
            move_by(f, j, h);
            (void)log_all(f, &p, kind == 0, at);
            assert_near((above - below) / (2 * h), at[j], 1e-6);
            for (size_t i = 0; i < f->p; i++)
                info[i][j] = -(up[i] - down[i]) / (2 * h);
        }
        for (size_t i = 0; i < f->p; i++)
            for (size_t j = 0; j < f->p; j++) {
                double x = 0;

                for (size_t m = 0; m < f->p; m++)
                    x += f->covariance[i * f->p + m] * info[m][j];
                assert_near(x, (i == j) - (i < 5 && j < 5 ? 0.2 : 0), 1e-6);
            }
        luce_free(&luce);
        profile_free(&p);
    }
}

/* The sandwich by hand, without the engine: the scores of the ballots. */
static void sandwich(void **state)
{
    uint64_t seed = 4;
    struct profile p = profile_random(40, 4, true, &seed);
    struct luce luce = fit(&p, LUCE_TOP_K);
    struct choice_fit *f = &luce.fit;
    double v[100] = {0};

    (void)state;
    for (size_t row = 0; row < p.n; row++) {
        double score[10] = {0}, z[10] = {0};

        (void)log_ballot(f, p.place + row * 4, true, score);
        for (size_t i = 0; i < f->p; i++)
            for (size_t j = 0; j < f->p; j++)
                z[i] += p.weight[row] * f->covariance[i * f->p + j] * score[j];
        for (size_t i = 0; i < f->p; i++)
            for (size_t j = 0; j < f->p; j++)
                v[i * f->p + j] += 40 / 39.0 * z[i] * z[j];
    }
    for (size_t i = 0; i < f->p * f->p; i++)
        assert_near(luce.robust[i], v[i], 1e-12);
    luce_free(&luce);
    profile_free(&p);
}

/* Weight 2 is the ballot twice, and labels do not count. */
static void nothing_else_counts(void **state)
{
    uint64_t seed = 8;

    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        struct profile p = profile_random(30, 5, true, &seed);
        struct profile q = profile_new(60, 5);
        struct luce a, b;

        q.n = 0;
        for (size_t row = 0; row < p.n; row++) {
            p.weight[row] = 1 + (double)(row % 2);
            for (size_t c = 0; c < 1 + row % 2; c++, q.n++)
                for (size_t i = 0; i < 5; i++)
                    q.place[q.n * 5 + (3 * i + 1) % 5] = p.place[row * 5 + i];
        }
        a = fit(&p, (enum luce_kind)kind);
        b = fit(&q, (enum luce_kind)kind);
        assert_int_equal(a.fit.state, CHOICE_FITTED);
        for (size_t i = 0; i < 5; i++) {
            size_t to = (3 * i + 1) % 5;

            assert_near(a.fit.theta[i], b.fit.theta[to], 1e-9);
            assert_near(a.fit.covariance[i * a.fit.p + i],
                        b.fit.covariance[to * b.fit.p + to], 1e-9);
        }
        assert_near(a.fit.loglik, b.fit.loglik, 1e-9);
        luce_free(&a);
        luce_free(&b);
        profile_free(&p);
        profile_free(&q);
    }
}

/* What has no finite worths, and how it falls apart. */
static void no_maximum(void **state)
{
    static const struct {
        const char *order[3];
        enum luce_kind kind;
        enum choice_state state;
        size_t groups;
    } rows[] = {
        {{"ABC", "ACB", "ABC"}, LUCE_TOP_K, CHOICE_DISCONNECTED, 2},
        {{"ABC", "", ""}, LUCE_TOP_K, CHOICE_DISCONNECTED, 3},
        {{"AB", "BA", "AB"}, LUCE_TOP_K, CHOICE_DISCONNECTED, 2},
        {{"AB", "BA", "AB"}, LUCE_SUBSET, CHOICE_DISCONNECTED, 2},
        {{"AB", "BA", "C"}, LUCE_PAIRS_IGNORED, CHOICE_DISCONNECTED, 2},
        {{"(ABC)", "(ABC)", ""}, LUCE_TOP_K, CHOICE_DISCONNECTED, 3},
        {{"(AB)C", "ABC", "C"}, LUCE_SUBSET, CHOICE_DISCONNECTED, 3},
        {{"A", "B", "C"}, LUCE_SUBSET, CHOICE_NO_DATA, 3},
        {{"", "", ""}, LUCE_TOP_K, CHOICE_NO_DATA, 3},
        {{"A", "B", "C"}, LUCE_TOP_K, CHOICE_FITTED, 1},
        {{"ABC", "BCA", "CAB"}, LUCE_TOP_K, CHOICE_FITTED, 1},
        /* C is tied with B alone, and A and B beat each other. */
        {{"AB", "BA", "(BC)"}, LUCE_SUBSET, CHOICE_FITTED, 1},
    };
    static const double weight[] = {1, 2.385, 1};

    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct profile p = profile_text(3, 3, rows[r].order, weight);
        struct luce luce = fit(&p, rows[r].kind);

        if (luce.fit.state != rows[r].state)
            print_error("row %zu: state %d\n", r, luce.fit.state);
        assert_int_equal(luce.fit.state, rows[r].state);
        assert_int_equal(luce.fit.n_groups, rows[r].groups);
        if (rows[r].state != CHOICE_FITTED) {
            assert_true(isnan(luce.fit.theta[0]));
            assert_true(isnan(luce.fit.loglik));
            assert_true(isnan(luce.robust[0]));
        }
        luce_free(&luce);
        profile_free(&p);
    }
    assert_string_equal(choice_state_text(CHOICE_DISCONNECTED),
                        "the items fall into groups of which one is never put "
                        "behind another, or never compared with it, so that no "
                        "worths can be estimated");
}

static void too_many_items(void **state)
{
    struct choices *c;
    struct err err = {0};

    (void)state;
    assert_int_equal(choices_new(&c, 65, &err), ERR_INPUT);
    assert_null(c);
    assert_string_equal(err.text, "65 items are more than the 64 that a model "
                                  "of choices takes; leave it out");
}

/* 64 items use every bit of a set. */
static void as_many_as_there_are_bits(void **state)
{
    struct profile p = profile_new(128, 64);
    struct luce luce;

    (void)state;
    for (size_t row = 0; row < 128; row++)
        for (size_t i = 0; i < 64; i++)
            p.place[row * 64 + i] =
                (uint16_t)(1 + (row < 64 ? i + row : 127 - i + row) % 64);
    luce = fit(&p, LUCE_TOP_K);
    assert_int_equal(luce.fit.state, CHOICE_FITTED);
    for (size_t i = 0; i < 64; i++)
        assert_near(luce.fit.theta[i], 0, 1e-6);
    luce_free(&luce);
    profile_free(&p);
}

/* Two groups of two items: 2 log L is the G^2 of the table 30 10 / 20 20. */
static void likelihood_ratio(void **state)
{
    static const char *const order[] = {"AB", "BA", "AB", "BA"};
    static const double weight[] = {30, 10, 20, 20};
    static const unsigned char first[] = {1, 1, 0, 0}, second[] = {0, 0, 1, 1};
    struct profile p = profile_text(2, 4, order, weight);
    struct places places = profile_places(&p);
    struct luce all, one[2];
    struct choice_fit alone[2];
    struct likelihood_ratio r;
    struct err err = {0};

    (void)state;
    assert_ok(luce_fit(&all, &places, LUCE_TOP_K, NULL, &err), &err);
    for (size_t g = 0; g < 2; g++) {
        places.member = g ? second : first;
        assert_ok(luce_fit(&one[g], &places, LUCE_TOP_K, NULL, &err), &err);
        alone[g] = one[g].fit;
    }
    r = luce_ratio(&all.fit, alone, 2);
    assert_near(r.chisq,
                2 * (30 * log(30 / 25.0) + 10 * log(10 / 15.0) +
                     20 * log(20 / 25.0) + 20 * log(20 / 15.0)),
                1e-9);
    assert_near(r.df, 1, 0);
    assert_near(r.p, 0.0205, 5e-4);
    luce_free(&all);
    luce_free(&one[0]);
    luce_free(&one[1]);
    profile_free(&p);
}

/* Tasks of two items are pairs: the worst is what is left. */
static void tasks_of_two(void **state)
{
    static const struct task tasks[] = {
        {3, 0, 1, 0}, {3, 0, 1, 1}, {3, 1, 0, 2},
        {6, 1, 2, 0}, {6, 2, 1, 1}, {5, 0, 2, 2},
        {5, 2, 0, 0}, {5, 0, 2, 1}, {6, 1, NO_ITEM, 2}};
    const double w[3] = {2.385, 1.19, 0.7};
    const double votes[9] = {0, 3.575, 1.89, 0.7, 0, 3.085, 2.385, 1.19, 0};
    struct design d = {.n = 3, .weight = w};
    struct pairwise m;
    struct choice_fit pairs;
    struct luce luce;
    struct err err = {0};

    (void)state;
    assert_ok(pairwise_from(&m, votes, 3, 10, &err), &err);
    assert_ok(bradley_terry(&pairs, &m, NULL, NULL, &err), &err);
    assert_ok(best_worst_logit(&luce, tasks, 9, 3, &d, &err), &err);
    assert_int_equal(luce.fit.state, CHOICE_FITTED);
    for (size_t i = 0; i < 3; i++)
        assert_near(luce.fit.theta[i], pairs.theta[i], 1e-10);
    assert_near(luce.fit.loglik, pairs.loglik, 1e-12);
    luce_free(&luce);
    choice_fit_free(&pairs);
    pairwise_free(&m);
}

/* Scores of tasks of four, by differences of the likelihood. */
static void tasks_of_four(void **state)
{
    enum { N = 60, K = 5 };
    struct task tasks[N];
    double w[N / 3], total[K] = {0};
    struct design d = {.n = N / 3, .weight = w};
    struct luce luce;
    struct err err = {0};
    uint64_t seed = 12;
    double sum = 0;

    (void)state;
    for (size_t t = 0; t < N; t++) {
        int out = (int)(t % K), best, worst;

        best = (out + 1 + (int)(4 * next_random(&seed))) % K;
        do {
            worst = (out + 1 + (int)(4 * next_random(&seed))) % K;
        } while (worst == best);
        tasks[t] =
            (struct task){31 & ~(UINT64_C(1) << out), best, worst, t / 3};
        w[t / 3] = 0.5 + next_random(&seed);
    }
    assert_ok(best_worst_logit(&luce, tasks, N, K, &d, &err), &err);
    assert_int_equal(luce.fit.state, CHOICE_FITTED);
    for (size_t t = 0; t < N; t++) {
        uint64_t best = UINT64_C(1) << tasks[t].best, rest;
        uint64_t worst = UINT64_C(1) << tasks[t].worst;
        double score[K] = {0};

        rest = tasks[t].shown & ~best;
        sum += w[t / 3] * (log_choice(&luce.fit, tasks[t].shown, best, 1) +
                           log_choice(&luce.fit, rest, worst, -1));
        choice_score(&luce.fit,
                     (struct choice){tasks[t].shown, best, CHOICE_BEST}, score);
        choice_score(&luce.fit, (struct choice){rest, worst, CHOICE_WORST},
                     score);
        for (size_t i = 0; i < K; i++)
            total[i] += w[t / 3] * score[i];
    }
    assert_near(luce.fit.loglik, sum, 1e-11);
    for (size_t i = 0; i < K; i++)
        assert_near(total[i], 0, 1e-9);
    luce_free(&luce);
}

/* Item 0 shown twice with weights 2.385 and 1.19, best and worst once; item 2
 * never shown. */
static void counts(void **state)
{
    static const struct task tasks[] = {{3, 0, 1, 0}, {3, 1, 0, 1}};
    const double w[2] = {2.385, 1.19};
    struct design d = {.n = 2, .weight = w};
    struct err err = {0};
    double score[3], v[9];
    const double m = 1.195 / 3.575, z = 2.385 * (1 - m) / 3.575;

    (void)state;
    assert_ok(best_worst_counts(tasks, 2, 3, &d, score, v, &err), &err);
    assert_near(score[0], m, 1e-15);
    assert_near(score[1], -m, 1e-15);
    assert_true(isnan(score[2]) && isnan(v[8]) && isnan(v[2]));
    assert_near(v[0], 2.0 / 1 * 2 * z * z, 1e-14);
    assert_near(v[1], -v[0], 1e-14);
}

/* Three pairs give three quasi-variances exactly: q_1 = (v12 + v13 - v23) / 2;
 * here the last is negative, and two items have none. */
static void quasi(void **state)
{
    const double v[9] = {1, 0.2, 0.1, 0.2, 2, 0.3, 0.1, 0.3, 0.5};
    const double odd[9] = {1, 0, 0.5, 0, 1, 0.5, 0.5, 0.5, 0.4};
    struct err err = {0};
    double q[3], worst[2];

    (void)state;
    assert_ok(quasi_variances(v, 3, 3, q, worst, &err), &err);
    assert_near(q[0], (2.6 + 1.3 - 1.9) / 2, 1e-10);
    assert_near(q[1], (2.6 + 1.9 - 1.3) / 2, 1e-10);
    assert_near(q[2], (1.3 + 1.9 - 2.6) / 2, 1e-10);
    assert_near(worst[0], 0, 1e-10);
    assert_near(worst[1], 0, 1e-10);
    assert_ok(quasi_variances(odd, 3, 3, q, worst, &err), &err);
    assert_near(q[2], (0.4 + 0.4 - 2) / 2, 1e-8);
    assert_ok(quasi_variances(v, 2, 3, q, worst, &err), &err);
    assert_true(isnan(q[0]) && isnan(worst[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_with_ties),
        cmocka_unit_test(derivatives),
        cmocka_unit_test(sandwich),
        cmocka_unit_test(nothing_else_counts),
        cmocka_unit_test(no_maximum),
        cmocka_unit_test(too_many_items),
        cmocka_unit_test(as_many_as_there_are_bits),
        cmocka_unit_test(likelihood_ratio),
        cmocka_unit_test(tasks_of_two),
        cmocka_unit_test(tasks_of_four),
        cmocka_unit_test(counts),
        cmocka_unit_test(quasi),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
