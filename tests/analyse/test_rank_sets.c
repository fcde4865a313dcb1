/* test_rank_sets.c - rank confidence sets: the shared oracles, where csranks
 * computed them, and cases that can be told by hand. */
#include "analyse/rank/scores.h"
#include "analyse/rank/sets.h"
#include "tests/analyse/rank_data.h"

enum { MOST = 12 };

/* Estimates with their covariance and the oracle's sets of them. */
struct subject {
    size_t k;
    const char *item[6], *question, *level;
    double x[6], v[36];
    bool high_first;
    struct oracle o;
};

static double value(const struct subject *s, size_t i, const char *statistic,
                    const char *end)
{
    struct str name = {0};
    double v;

    str_addf(&name, "%s%s", statistic, end);
    v = oracle_value(&s->o, s->question, i < s->k ? s->item[i] : "", s->level,
                     str_cstr(&name));
    str_free(&name);
    return v;
}

static void check_sets(const struct subject *s, const size_t *lower,
                       const size_t *upper, const char *statistic)
{
    for (size_t i = 0; i < s->k; i++) {
        double l = value(s, i, statistic, "_L"),
               u = value(s, i, statistic, "_U");

        if ((double)lower[i] != l || (double)upper[i] != u)
            print_error("%s of %s, %s\n", statistic, s->item[i], s->level);
        assert_near((double)lower[i], l, 0);
        assert_near((double)upper[i], u, 0);
    }
}

static void check_critical(const struct subject *s, const double *critical,
                           enum set_family family)
{
    bool own = family == SETS_MARGINAL;

    for (size_t i = 0; i < (own ? s->k : 1); i++) {
        double want = value(s, own ? i : s->k,
                            own ? "rankci_crit_marginal_singlestep_MC"
                                : "rankci_crit_simultaneous_singlestep_MC",
                            "");

        assert_true(fabs(critical[i] - want) < 0.04);
    }
}

static void check_subject(const struct subject *s)
{
    static const struct {
        enum set_family family;
        bool step_down;
        const char *name;
    } rows[] = {
        {SETS_MARGINAL, false, "rankci95_marginal_singlestep"},
        {SETS_MARGINAL, true, "rankci95_marginal_stepdown"},
        {SETS_SIMULTANEOUS, false, "rankci95_simultaneous_singlestep"},
        {SETS_SIMULTANEOUS, true, "rankci95_simultaneous_stepdown"},
    };
    struct rank_draws draws;
    struct err err = {0};
    struct set_request r = {.x = s->x,
                            .v = s->v,
                            .k = s->k,
                            .high_first = s->high_first,
                            .confidence = 0.95};
    size_t lower[6], upper[6];
    double critical[6];

    assert_ok(rank_draws_init(&draws, s->k, 40000, 2026, &err), &err);
    for (size_t i = 0; i < 4; i++) {
        r.family = rows[i].family;
        r.step_down = rows[i].step_down;
        assert_ok(rank_sets(&r, &draws, lower, upper, NULL, critical, &err),
                  &err);
        check_sets(s, lower, upper, rows[i].name);
        check_critical(s, critical, r.family);
    }
    assert_ok(rank_sets_adjusted(&r, ADJUST_HOLM, lower, upper, NULL, &err),
              &err);
    check_sets(s, lower, upper, "rankset_holm");
    assert_ok(
        rank_sets_adjusted(&r, ADJUST_BONFERRONI, lower, upper, NULL, &err),
        &err);
    check_sets(s, lower, upper, "rankset_bonferroni");
    rank_draws_free(&draws);
}

static void check_counts(const struct subject *s, const double *count)
{
    struct err err = {0};
    size_t lower[6], upper[6];

    assert_ok(
        rank_sets_counts(count, s->k, 0.95, SETS_MARGINAL, lower, upper, &err),
        &err);
    check_sets(s, lower, upper, "rankci95_first_choice_multinom_marginal_holm");
    assert_ok(rank_sets_counts(count, s->k, 0.95, SETS_SIMULTANEOUS, lower,
                               upper, &err),
              &err);
    check_sets(s, lower, upper,
               "rankci95_first_choice_multinom_simultaneous_holm");
}

static void open_oracle(struct subject *s, const char *file)
{
    const char *folder = check_shared("oracles");
    struct str path = {0};

    if (!folder)
        skip();
    str_addf(&path, "%s/%s", folder, file);
    s->o = oracle_read(str_cstr(&path));
    str_free(&path);
}

static void estimate(struct subject *s, const struct profile *p, double *first)
{
    struct places places = profile_places(p);
    struct design d = profile_design(p);
    struct err err = {0};

    assert_ok(score_means(&places, &d, SCORE_MEAN_RANK, 0, s->x, s->v, &err),
              &err);
    assert_ok(score_means(&places, &d, SCORE_FIRST, 0, first, NULL, &err),
              &err);
    for (size_t i = 0; i < s->k; i++)
        first[i] = round(first[i] * (double)p->n);
}

static void films(void **state)
{
    struct subject s = {.k = 6,
                        .item = {"I_Phantom", "II_Clones", "III_Sith",
                                 "IV_Hope", "V_Empire", "VI_Jedi"},
                        .question = "film_ranking",
                        .level = ""};
    const char *data = check_shared("data");
    struct str path = {0};
    struct profile p;
    double first[6];

    (void)state;
    open_oracle(&s, "e_rank_starwars_overall.csv");
    if (!data)
        skip();
    str_addf(&path, "%s/surveymonkey__fivethirtyeight__star-wars.csv", data);
    p = profile_csv(str_cstr(&path), 9, 6, 2);
    estimate(&s, &p, first);
    check_subject(&s);
    check_counts(&s, first);
    profile_free(&p);
    oracle_free(&s.o);
    str_free(&path);
}

static void dressings(void **state)
{
    struct subject s = {.k = 4,
                        .item = {"A", "B", "C", "D"},
                        .question = "dressing_ranking",
                        .level = ""};
    const char *folder = check_shared("oracles");
    struct str path = {0};
    struct profile p;
    double first[4];

    (void)state;
    open_oracle(&s, "e_rank_salad.csv");
    str_addf(&path, "%s/data/salad.csv", folder);
    p = profile_csv(str_cstr(&path), 0, 4, 1);
    estimate(&s, &p, first);
    check_subject(&s);
    profile_free(&p);
    oracle_free(&s.o);
    str_free(&path);
}

/* Masculinity: weighted shares of six items that were picked, for everyone and
 * three groups.  Each group is a design of its own, as in the oracle. */
struct picks {
    size_t n;
    double *weight, *y; /* n by 6 */
};

static size_t column_of(const struct csv_row *row, const char *name)
{
    for (size_t c = 0; c < row->n; c++)
        if (text_equal(row->cell[c], text_of(name)))
            return c;
    fail_msg("no column %s", name);
    return 0;
}

static struct picks read_picks(const char *path, const char *by,
                               const char *level)
{
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    struct picks p = {.weight = calloc(2000, sizeof *p.weight),
                      .y = calloc(12000, sizeof *p.y)};
    size_t weight, first, group;

    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    assert_ok(csv_next(reader, &row, &err), &err);
    weight = column_of(&row, "weight");
    first = column_of(&row, "q0004_0001");
    group = by[0] ? column_of(&row, by) : 0;
    for (;;) {
        assert_ok(csv_next(reader, &row, &err), &err);
        if (row.what == CSV_END)
            break;
        if (row.n <= weight ||
            (by[0] && !text_equal(row.cell[group], text_of(level))))
            continue;
        assert_true(num_parse(row.cell[weight], &p.weight[p.n]));
        for (size_t i = 0; i < 6; i++)
            p.y[p.n * 6 + i] =
                !text_equal(row.cell[first + i], text_of("Not selected"));
        p.n++;
    }
    csv_close(reader);
    return p;
}

static void estimate_picks(struct subject *s, const struct picks *p)
{
    struct design d = {.n = p->n, .weight = p->weight};
    double *u = calloc(p->n * 6, sizeof *u), total = 0;
    struct err err = {0};

    memset(s->x, 0, sizeof s->x);
    for (size_t row = 0; row < p->n; row++) {
        total += p->weight[row];
        for (size_t i = 0; i < 6; i++)
            s->x[i] += p->weight[row] * p->y[row * 6 + i];
    }
    for (size_t i = 0; i < 6; i++)
        s->x[i] /= total;
    for (size_t c = 0; c < p->n * 6; c++)
        u[c] = (p->y[c] - s->x[c % 6]) / total;
    assert_ok(infer_covariance(&d, u, 6, s->v, &err), &err);
    free(u);
    for (size_t i = 0; i < 6; i++) {
        assert_near(s->x[i], value(s, i, "share_w", ""), 1e-8);
        assert_near(sqrt(s->v[i * 7]), value(s, i, "se_share_w", ""), 1e-8);
    }
}

static void picked(void **state)
{
    static const char *const groups[][2] = {{"", ""},
                                            {"race2", "Non-white"},
                                            {"age3", "18 - 34"},
                                            {"age3", "65 and up"}};
    struct subject s = {.k = 6,
                        .item = {"q0004_0001", "q0004_0002", "q0004_0003",
                                 "q0004_0004", "q0004_0005", "q0004_0006"},
                        .question = "q0004_priority",
                        .high_first = true};
    const char *data = check_shared("data");
    struct str path = {0};

    (void)state;
    open_oracle(&s, "e_priority_masculinity_q0004.csv");
    if (!data)
        skip();
    str_addf(&path, "%s/surveymonkey__fivethirtyeight__masculinity.csv", data);
    for (size_t g = 0; g < 4; g++) {
        struct picks p =
            read_picks(str_cstr(&path), groups[g][0], groups[g][1]);

        s.level = groups[g][1];
        estimate_picks(&s, &p);
        check_subject(&s);
        free(p.weight);
        free(p.y);
    }
    oracle_free(&s.o);
    str_free(&path);
}

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
    const bool none[25] = {0};
    size_t group[5];

    (void)state;
    assert_int_equal(rank_groups(ahead, 5, group), 3);
    assert_int_equal(group[0], 1);
    assert_int_equal(group[1], 2);
    assert_int_equal(group[2], 2);
    assert_int_equal(group[3], 2);
    assert_int_equal(group[4], 3);
    assert_int_equal(rank_groups(none, 5, group), 1);
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
            x[i] = truth[i] + 0.1 * samples.z[i * SAMPLES + s];
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
        cmocka_unit_test(films),
        cmocka_unit_test(dressings),
        cmocka_unit_test(picked),
        cmocka_unit_test(critical_of_one_pair),
        cmocka_unit_test(nothing_random),
        cmocka_unit_test(groups),
        cmocka_unit_test(the_same_again),
        cmocka_unit_test(they_cover),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
