/* test_rank_oracle.c - topic e of the shared oracles: rules and models on real
 * rankings, computed in R by other people's code. */
#include "analyse/rank/kemeny.h"
#include "analyse/rank/luce.h"
#include "analyse/rank/pairwise.h"
#include "analyse/rank/runoff.h"
#include "analyse/rank/scores.h"
#include "tests/analyse/rank_data.h"

enum { MOST = 6 };

struct subject {
    const char *file, *question; /* of the oracle */
    size_t k;
    const char *item[MOST];
    struct profile p;
    struct oracle o;
};

static const struct subject starwars = {
    .file = "e_rank_starwars_overall.csv",
    .question = "film_ranking",
    .k = 6,
    .item = {"I_Phantom", "II_Clones", "III_Sith", "IV_Hope", "V_Empire",
             "VI_Jedi"},
};
static const struct subject salad = {
    .file = "e_rank_salad.csv",
    .question = "dressing_ranking",
    .k = 4,
    .item = {"A", "B", "C", "D"},
};
static const struct subject debian = {
    .file = "e_rank_debian2002.csv",
    .question = "unlisted",
    .k = 4,
    .item = {"Robinson", "Hertzog", "Garbee", "NOTA"},
};

/* Skips the test where the shared data is absent. */
static struct subject open_subject(const struct subject *of)
{
    const char *data = check_shared("data"), *folder = check_shared("oracles");
    struct subject s = *of;
    struct str path = {0};

    if (!data || !folder)
        skip();
    str_addf(&path, "%s/%s", folder, s.file);
    s.o = oracle_read(str_cstr(&path));
    str_clear(&path);
    if (of == &starwars) {
        str_addf(&path, "%s/surveymonkey__fivethirtyeight__star-wars.csv",
                 data);
        s.p = profile_csv(str_cstr(&path), 9, 6, 2);
    } else if (of == &salad) {
        str_addf(&path, "%s/data/salad.csv", folder);
        s.p = profile_csv(str_cstr(&path), 0, 4, 1);
    } else {
        str_addf(&path, "%s/data/debian2002.soi", folder);
        s.p = profile_soi(str_cstr(&path), 4);
    }
    str_free(&path);
    return s;
}

static void close_subject(struct subject *s)
{
    profile_free(&s->p);
    oracle_free(&s->o);
}

static double value(const struct subject *s, size_t i, const char *statistic)
{
    return oracle_value(&s->o, s->question, i < s->k ? s->item[i] : "", "",
                        statistic);
}

static double pair_value(const struct subject *s, size_t i, size_t j,
                         const char *mark, const char *statistic)
{
    struct str name = {0};
    double v;

    str_addf(&name, "%s%s%s", s->item[i], mark, s->item[j]);
    v = oracle_value(&s->o, s->question, str_cstr(&name), "", statistic);
    str_free(&name);
    return v;
}

/* The linear rules, with their errors, and the covariance by differences. */
static void check_scores(const struct subject *s)
{
    static const struct {
        enum score_rule rule;
        size_t top;
        const char *mean, *se;
    } rows[] = {
        {SCORE_MEAN_RANK, 0, "mean_rank", "se_mean_rank"},
        {SCORE_BORDA_AVERAGE, 0, "borda_mean", "se_mean_rank"},
        {SCORE_BORDA_ZERO, 0, "borda_mean", "se_mean_rank"},
        {SCORE_DOWDALL, 0, "dowdall_mean", NULL},
        {SCORE_FIRST, 0, "share_top1", "se_share_rank1"},
        {SCORE_TOP, 1, "share_rank1", "se_share_rank1"},
        {SCORE_TOP, 2, "share_top2", "se_share_top2"},
        {SCORE_TOP, 3, "share_top3", "se_share_top3"},
        {SCORE_TOP_QUARTER, 0, "share_rank1", "se_share_rank1"},
    };
    struct places places = profile_places(&s->p);
    struct design d = profile_design(&s->p);
    struct err err = {0};
    double mean[MOST], v[MOST * MOST];

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        assert_ok(
            score_means(&places, &d, rows[r].rule, rows[r].top, mean, v, &err),
            &err);
        for (size_t i = 0; i < s->k; i++) {
            assert_near(mean[i], value(s, i, rows[r].mean), 1e-8);
            if (rows[r].se)
                assert_near(sqrt(v[i * s->k + i]), value(s, i, rows[r].se),
                            1e-8);
        }
    }
    assert_ok(score_means(&places, &d, SCORE_MEAN_RANK, 0, mean, v, &err),
              &err);
    for (size_t i = 0; i < s->k; i++)
        for (size_t j = i + 1; j < s->k; j++) {
            double variance =
                v[i * s->k + i] + v[j * s->k + j] - 2 * v[i * s->k + j];

            assert_near(mean[i] - mean[j],
                        pair_value(s, i, j, ">", "mean_rank_diff"), 1e-8);
            assert_near(sqrt(variance),
                        pair_value(s, i, j, ">", "mean_rank_diff_se"), 1e-8);
        }
}

static void check_strength(const struct subject *s, const struct pairwise *m,
                           enum strength by)
{
    bool winning = by == STRENGTH_WINNING;
    struct err err = {0};
    double path[MOST * MOST], worst[MOST];
    size_t rank[MOST];

    assert_ok(schulze(m, by, path, rank, &err), &err);
    for (size_t i = 0; i < s->k; i++) {
        assert_near(
            (double)rank[i],
            value(s, i,
                  winning ? "schulze_winning_rank" : "schulze_margins_rank"),
            0);
        for (size_t j = 0; j < s->k; j++)
            if (i != j)
                assert_near(path[i * s->k + j],
                            pair_value(s, i, j, ">",
                                       winning
                                           ? "schulze_winning_path_strength"
                                           : "schulze_margins_path_strength"),
                            1e-8);
    }
    assert_ok(ranked_pairs(m, by, rank, &err), &err);
    for (size_t i = 0; i < s->k; i++)
        assert_near((double)rank[i],
                    value(s, i,
                          winning ? "ranked_pairs_winning_position"
                                  : "ranked_pairs_margins_position"),
                    0);
    minimax(m, by, worst, rank);
    for (size_t i = 0; i < s->k; i++)
        assert_near(worst[i],
                    value(s, i,
                          winning ? "minimax_worst_opposition_winningvotes"
                                  : "minimax_worst_margin_against"),
                    1e-8);
}

static void check_kemeny(const struct subject *s, const struct pairwise *m)
{
    struct kemeny out;
    struct err err = {0};
    size_t rank[MOST];

    assert_ok(kemeny(m, rank, NULL, NULL, &out, &err), &err);
    for (size_t i = 0; i < s->k; i++)
        assert_near((double)rank[i], value(s, i, "kemeny_position"), 0);
    assert_near(out.total, value(s, s->k, "kemeny_min_total"), 1e-8);
    assert_near(out.second, value(s, s->k, "kemeny_second_best"), 1e-8);
    assert_near(out.most, value(s, s->k, "kemeny_max_total"), 1e-8);
    assert_near(out.orders, value(s, s->k, "kemeny_number_of_optimal"), 0);
    if (s->k == 4 && s->p.n == 475)
        return;
    assert_near(out.tau, value(s, s->k, "kemeny_mean_tau"), 1e-8);
}

static void check_majorities(const struct subject *s, enum unranked unranked)
{
    struct places places = profile_places(&s->p);
    struct pairwise m;
    struct err err = {0};
    size_t wins[MOST], losses[MOST], rank[MOST];

    assert_ok(pairwise_init(&m, &places, unranked, &err), &err);
    copeland(&m, wins, losses, rank);
    for (size_t i = 0; i < s->k; i++) {
        assert_near((double)wins[i], value(s, i, "copeland_wins"), 0);
        assert_near((double)losses[i], value(s, i, "copeland_losses"), 0);
        assert_near(i == pairwise_winner(&m),
                    value(s, i, "is_condorcet_winner"), 0);
        assert_near(i == pairwise_loser(&m), value(s, i, "is_condorcet_loser"),
                    0);
        for (size_t j = 0; j < s->k; j++) {
            if (i == j)
                continue;
            assert_near(m.votes[i * s->k + j],
                        pair_value(s, i, j, ">", "pairwise_n_prefer_first"),
                        1e-8);
            assert_near(pairwise_share(&m, i, j),
                        pair_value(s, i, j, ">", "pairwise_share_prefer_first"),
                        1e-8);
        }
    }
    check_strength(s, &m, STRENGTH_WINNING);
    check_strength(s, &m, STRENGTH_MARGINS);
    check_kemeny(s, &m);
    pairwise_free(&m);
}

static void check_errors_of_pairs(const struct subject *s)
{
    struct places places = profile_places(&s->p);
    struct design d = profile_design(&s->p);
    struct pairwise m;
    struct err err = {0};
    double se[MOST * MOST];

    assert_ok(pairwise_init(&m, &places, UNRANKED_LAST, &err), &err);
    assert_ok(pairwise_errors(&m, &places, &d, UNRANKED_LAST, se, &err), &err);
    for (size_t i = 0; i < s->k; i++)
        for (size_t j = i + 1; j < s->k; j++) {
            assert_near(se[i * s->k + j],
                        pair_value(s, i, j, ">", "pairwise_share_se"), 1e-8);
            assert_near(se[j * s->k + i], se[i * s->k + j], 0);
        }
    pairwise_free(&m);
}

/* One model: theta from the first and from the mean, worths, quasi-variances.
 * `prefix` is pl or bt; robust NULL: not checked; factor: what turns the
 * oracle's robust errors into those of the whole design. */
static void check_model(const struct subject *s, const struct choice_fit *fit,
                        const double *robust, const char *prefix, double factor)
{
    const char *word = prefix[0] == 'p' ? "logworth" : "ability";
    struct str name = {0};
    struct err err = {0};
    double x[MOST], se[MOST], q[MOST], worst[2];

    assert_string_equal(choice_state_text(fit->state), "fitted");
    for (size_t base = 0; base < 2; base++) {
        const char *from = base ? "mean0" : "ref_first";

        choice_contrast(fit, fit->covariance, base ? s->k : 0, x, se);
        for (size_t i = 0; i < s->k; i++) {
            str_clear(&name);
            str_addf(&name, "%s_%s_%s", prefix, word, from);
            assert_near(x[i], value(s, i, str_cstr(&name)), 1e-6);
            str_clear(&name);
            str_addf(&name, "%s_se_%s", prefix, from);
            assert_near(se[i], value(s, i, str_cstr(&name)), 1e-6);
        }
        if (robust)
            choice_contrast(fit, robust, base ? s->k : 0, x, se);
        for (size_t i = 0; robust && i < s->k; i++) {
            str_clear(&name);
            str_addf(&name, "%s_se_robust_%s", prefix, from);
            assert_near(se[i], value(s, i, str_cstr(&name)) * factor, 1e-6);
        }
    }
    choice_worth(fit, fit->covariance, x, se);
    assert_ok(quasi_variances(fit->covariance, s->k, fit->p, q, worst, &err),
              &err);
    for (size_t i = 0; i < s->k; i++) {
        str_clear(&name);
        str_addf(&name, "%s_worth_sum1", prefix);
        assert_near(x[i], value(s, i, str_cstr(&name)), 1e-6);
        str_clear(&name);
        str_addf(&name, "%s_quasi_se", prefix);
        assert_near(sqrt(q[i]), value(s, i, str_cstr(&name)), 1e-6);
        if (prefix[0] == 'p')
            assert_near(se[i], value(s, i, "pl_se_worth_sum1"), 1e-6);
    }
    str_free(&name);
}

static void check_luce(const struct subject *s, enum luce_kind kind,
                       double factor)
{
    struct places places = profile_places(&s->p);
    struct design d = profile_design(&s->p);
    struct luce luce;
    struct err err = {0};

    assert_ok(luce_fit(&luce, &places, kind, &d, &err), &err);
    check_model(s, &luce.fit, luce.robust, "pl", factor);
    assert_near(luce.fit.loglik, value(s, s->k, "pl_loglik"), 1e-8);
    luce_free(&luce);
}

static void check_bradley_terry(const struct subject *s, enum unranked unranked)
{
    struct places places = profile_places(&s->p);
    struct pairwise m;
    struct choice_fit fit;
    struct luce luce;
    struct err err = {0};
    double deviance;
    size_t df;

    assert_ok(pairwise_init(&m, &places, unranked, &err), &err);
    assert_ok(bradley_terry(&fit, &m, &deviance, &df, &err), &err);
    check_model(s, &fit, NULL, "bt", 1);
    assert_near(deviance, value(s, s->k, "bt_deviance"), 1e-6);
    assert_near((double)df, value(s, s->k, "bt_df_residual"), 0);
    assert_ok(luce_fit(&luce, &places,
                       unranked == UNRANKED_LAST ? LUCE_PAIRS_LAST
                                                 : LUCE_PAIRS_IGNORED,
                       NULL, &err),
              &err);
    check_model(s, &luce.fit, NULL, "bt", 1);
    luce_free(&luce);
    choice_fit_free(&fit);
    pairwise_free(&m);
}

static void check_runoff(const struct subject *s, size_t rounds)
{
    struct places places = profile_places(&s->p);
    struct runoff out;
    struct str name = {0};
    struct err err = {0};

    assert_ok(runoff(&out, &places, &err), &err);
    for (size_t r = 0; r < rounds; r++)
        for (size_t i = 0; i < s->k; i++) {
            if (isnan(out.votes[r * s->k + i]))
                continue;
            str_clear(&name);
            str_addf(&name, "irv_round%zu_votes", r + 1);
            assert_near(out.votes[r * s->k + i], value(s, i, str_cstr(&name)),
                        1e-8);
        }
    if (rounds + 1 == s->k) {
        assert_int_equal(out.first_tie, 0);
        for (size_t i = 0; i < s->k; i++)
            assert_near((double)out.rank[i], value(s, i, "irv_position"), 0);
    } else {
        assert_near((double)out.first_tie, value(s, s->k, "irv_tie_at_round"),
                    0);
        assert_int_equal(out.rank[0], out.rank[3]);
    }
    str_free(&name);
    runoff_free(&out);
}

static void check_complete(struct subject *s, size_t n, size_t rounds)
{
    assert_int_equal(s->p.n, n);
    check_scores(s);
    check_majorities(s, UNRANKED_LAST);
    check_majorities(s, UNRANKED_IGNORED);
    check_errors_of_pairs(s);
    check_runoff(s, rounds);
    check_luce(s, LUCE_TOP_K, 1);
    check_luce(s, LUCE_SUBSET, 1);
    check_bradley_terry(s, UNRANKED_LAST);
    check_bradley_terry(s, UNRANKED_IGNORED);
    close_subject(s);
}

static void films(void **state)
{
    struct subject s = open_subject(&starwars);

    (void)state;
    check_complete(&s, 834, 5);
}

static void dressings(void **state)
{
    struct subject s = open_subject(&salad);

    (void)state;
    check_complete(&s, 32, 1);
}

static void debian_leader(void **state)
{
    struct subject s = open_subject(&debian);

    (void)state;
    assert_int_equal(s.p.n, 475);
    s.question = "unlisted_tied_last";
    check_majorities(&s, UNRANKED_LAST);
    s.question = "unlisted_ignored";
    check_majorities(&s, UNRANKED_IGNORED);
    s.question = "irv_exhausted";
    check_runoff(&s, 3);
    s.question = "BT_from_pairs(unlisted_tied_last";
    check_bradley_terry(&s, UNRANKED_LAST);
    s.question = "BT_from_pairs(unlisted_ignored";
    check_bradley_terry(&s, UNRANKED_IGNORED);
    s.question = "PL_topk_likelihood";
    check_luce(&s, LUCE_TOP_K, 1);
    s.question = "PL_subset_likelihood(";
    /* 19 ballots name one item; the oracle left them out of the design. */
    check_luce(&s, LUCE_SUBSET, sqrt(475 / 474.0 / (456 / 455.0)));
    close_subject(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(films),
        cmocka_unit_test(dressings),
        cmocka_unit_test(debian_leader),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
