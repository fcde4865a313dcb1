/* test_rank_sets_oracle.c - rank confidence sets as csranks computed them. */
#include "analyse/rank/scores.h"
#include "analyse/rank/sets.h"
#include "tests/analyse/rank_data.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(films),
        cmocka_unit_test(dressings),
        cmocka_unit_test(picked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
