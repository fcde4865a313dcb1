/* test_orders.c - topic e of the shared expected values against what the whole
 * program leaves in its database: every rule on the Star Wars films, and the
 * sets of a choice of several in the masculinity survey.
 *
 * In the expected values the rankings, and each group, are a design of their
 * own; ours are domains of the whole: standard errors after the factor that
 * their README gives. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/world.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static void expect_done(struct child_result run)
{
    if (run.exit_status > 1)
        print_error("%s\n", str_cstr(&run.err));
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
}

static void prepare(const char *folder, const char *definition,
                    const char *export)
{
    expect_done(
        run_canvass(folder, "ingest", "-d", "oracle.db", definition, export));
    program_expect(run_canvass(folder, "analyse", "-d", "oracle.db"), 0);
}

/* The one number that a query gives; NaN where there is none. */
static double ask(const struct world *w, const struct str *sql)
{
    sqlite3_stmt *s = NULL;
    double value = (double)NAN;

    assert_int_equal(sqlite3_prepare_v2(w->db, str_cstr(sql), -1, &s, NULL),
                     SQLITE_OK);
    if (sqlite3_step(s) == SQLITE_ROW &&
        sqlite3_column_type(s, 0) != SQLITE_NULL)
        value = sqlite3_column_double(s, 0);
    (void)sqlite3_finalize(s);
    return value;
}

static void check(const struct expected *e, double ours, double tolerance)
{
    if (!(fabs(ours - e->value) <= tolerance * fmax(1, fabs(e->value))))
        print_error("%s %s | %s = %s | %s: %.12g, expected %.12g\n",
                    e->question, e->item, e->breakdown, e->level, e->statistic,
                    ours, e->value);
    assert_near(ours, e->value, tolerance);
}

/* ---- films ------------------------------------------------------------ */

static const struct {
    const char *statistic, *table, *rule, *column;
    double tolerance;
    bool own; /* a standard error: times the factor */
} items[] = {
#define R(statistic, rule, column)                                             \
    {                                                                          \
        statistic, "ranking", rule, column, 1e-8, 0                            \
    }
    R("mean_rank", "mean_rank", "score"),
    {"se_mean_rank", "ranking", "mean_rank", "se", 1e-8, true},
    R("mean_rank_position", "mean_rank", "rank"),
    R("borda_mean", "borda", "score"),
    R("dowdall_mean(1/rank)", "dowdall", "score"),
    R("share_rank1", "first_choice", "score"),
    R("share_top1", "first_choice", "score"),
    {"se_share_rank1", "ranking", "first_choice", "se", 1e-8, true},
    R("share_top3", "top3", "score"),
    {"se_share_top3", "ranking", "top3", "se", 1e-8, true},
    R("copeland_net", "copeland", "score"),
    R("schulze_winning_beats", "schulze", "score"),
    R("schulze_winning_rank(1+number of items that beat it)", "schulze",
      "rank"),
    R("ranked_pairs_margins_position", "ranked_pairs", "rank"),
    R("kemeny_position", "kemeny", "rank"),
    R("irv_position", "instant_runoff", "rank"),
    {"pl_worth_sum1", "ranking", "plackett_luce", "score", 1e-6, false},
    {"bt_worth_sum1", "ranking", "bradley_terry", "score", 1e-6, false},
    {"pl_logworth_mean0", "estimate", "log_worth", "value", 1e-6, false},
    {"pl_se_robust_mean0", "estimate", "log_worth", "se", 1e-6, true},
    R("rankci95_marginal_stepdown_L", "mean_rank", "rank_lower"),
    R("rankci95_marginal_stepdown_U", "mean_rank", "rank_upper"),
    R("rankci95_simultaneous_stepdown_L", "mean_rank", "rank_lower_all"),
    R("rankci95_simultaneous_stepdown_U", "mean_rank", "rank_upper_all"),
    R("rankset_holm_L", "mean_rank", "rank_lower_holm"),
    R("rankset_holm_U", "mean_rank", "rank_upper_holm"),
#undef R
};

static const struct {
    const char *statistic, *test, *column;
} tests_of[] = {
    {"kendall_W", "friedman", "effect_value"},
    {"kendall_W_chisq", "friedman", "value"},
    {"kendall_W_df", "friedman", "df1"},
    {"kendall_W_p", "friedman", "p"},
    {"friedman_chisq", "friedman", "value"},
    {"friedman_p", "friedman", "p"},
    {"iman_davenport_F", "iman_davenport", "value"},
    {"iman_davenport_p", "iman_davenport", "p"},
    {"mean_spearman_between_respondents", "iman_davenport", "effect_value"},
    {"kemeny_min_total_disagreements", "kemeny", "value"},
    {"kemeny_max_total", "kemeny", "upper"},
    {"kemeny_number_of_optimal_orders", "kemeny", "df1"},
    {"kemeny_mean_tau_to_voters", "kemeny", "effect_value"},
    {"kemeny_second_best_total", "kemeny", "value + difference"},
};

static bool one_item(const struct world *w, const struct expected *e)
{
    struct str sql = {0};
    struct where at;

    for (size_t i = 0; i < LENGTH(items); i++) {
        double own = items[i].own ? sqrt(1185.0 / 1186 * 834 / 833) : 1;

        if (strcmp(items[i].statistic, e->statistic) != 0 || *e->level ||
            !world_locate(w, e->item, &at))
            continue;
        str_addf(&sql,
                 "SELECT %s FROM %s WHERE %s = '%s' AND question = '%s' AND "
                 "item = '%s' AND breakdown IS NULL AND base = 'complete' AND "
                 "scheme = 'unweighted'",
                 items[i].column, items[i].table,
                 strcmp(items[i].table, "ranking") == 0 ? "rule" : "measure",
                 items[i].rule, at.question->key, at.item);
        check(e, own * ask(w, &sql), items[i].tolerance);
        str_free(&sql);
        return true;
    }
    return false;
}

static bool one_test(const struct world *w, const struct expected *e)
{
    struct str sql = {0};

    for (size_t i = 0; i < LENGTH(tests_of); i++) {
        if (strcmp(tests_of[i].statistic, e->statistic) != 0 || *e->item)
            continue;
        str_addf(&sql,
                 "SELECT %s FROM test WHERE test = '%s' AND breakdown IS NULL "
                 "AND base = 'complete'",
                 tests_of[i].column, tests_of[i].test);
        check(e, ask(w, &sql), 1e-8);
        str_free(&sql);
        return true;
    }
    return false;
}

/* "A>B": from the row of the two, whichever stands first in it. */
static bool one_pair(const struct world *w, const struct expected *e)
{
    static const struct {
        const char *statistic, *there, *turned;
        bool own;
    } cases[] = {
        {"pairwise_n_prefer_first", "ahead", "behind", false},
        {"pairwise_share_prefer_first", "share", "1 - share", false},
        {"pairwise_share_se", "se", "se", true},
    };
    const char *mark = strchr(e->item, '>');
    struct str first = {0}, sql = {0};
    struct where a, b;
    bool found = false;

    if (!mark)
        return false;
    str_add_n(&first, e->item, (size_t)(mark - e->item));
    found =
        world_locate(w, str_cstr(&first), &a) && world_locate(w, mark + 1, &b);
    for (size_t i = 0; found && i < LENGTH(cases); i++) {
        double own = cases[i].own ? sqrt(1185.0 / 1186 * 834 / 833) : 1;

        if (strcmp(cases[i].statistic, e->statistic) != 0)
            continue;
        str_addf(&sql,
                 "SELECT CASE item WHEN '%s' THEN %s ELSE %s END FROM pairwise "
                 "WHERE base = 'complete' AND breakdown IS NULL AND ((item = "
                 "'%s' AND other_item = '%s') OR (item = '%s' AND other_item "
                 "= '%s'))",
                 a.item, cases[i].there, cases[i].turned, a.item, b.item,
                 b.item, a.item);
        check(e, own * ask(w, &sql), 1e-8);
    }
    found = found && sql.n > 0;
    str_free(&first);
    str_free(&sql);
    return found;
}

/* By mean rank, Borda and Plackett-Luce Return of the Jedi is second; by every
 * majority rule and the run-off A New Hope. */
static void second_place(const struct world *w)
{
    static const struct {
        const char *film, *rules;
    } cases[] = {
        {"VI_Jedi", "'mean_rank', 'borda', 'plackett_luce'"},
        {"IV_Hope", "'copeland', 'schulze', 'ranked_pairs', 'kemeny', "
                    "'instant_runoff'"},
    };

    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct str sql = {0};
        struct where at;

        assert_true(world_locate(w, cases[i].film, &at));
        str_addf(&sql,
                 "SELECT count(DISTINCT rule) - sum(rank <> 2) FROM ranking "
                 "WHERE base = 'complete' AND breakdown IS NULL AND item = "
                 "'%s' AND rule IN (%s)",
                 at.item, cases[i].rules);
        assert_near(ask(w, &sql), i ? 5 : 3, 0);
        str_free(&sql);
    }
}

static void of_films(void **state)
{
    const char *folder = check_folder(state);
    struct world w = {.alias = world_films, .n = 1186};
    char *export, *definition, *path;
    struct sheet sheet;
    size_t compared = 0;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    export =
        world_shared("data", "surveymonkey__fivethirtyeight__star-wars.csv");
    definition = program_path(folder, "drafted.yaml");
    expect_done(run_canvass(folder, "init", export, "-o", "drafted.yaml"));
    prepare(folder, "drafted.yaml", export);
    world_open(&w, folder, definition);
    path = world_shared("oracles", "e_rank_starwars_overall.csv");
    sheet = sheet_read(path);
    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);

        compared += one_item(&w, &e) || one_test(&w, &e) || one_pair(&w, &e);
    }
    print_message("topic e, films: %zu values compared\n", compared);
    assert_true(compared >= 245);
    second_place(&w);
    sheet_free(&sheet);
    world_close(&w);
    free(path);
    free(export);
    free(definition);
}

/* ---- a choice of several ---------------------------------------------- */

static bool one_set(const struct world *w, const struct expected *e)
{
    static const struct {
        const char *statistic, *column;
    } cases[] = {
        {"rank_by_estimate", "rank"},
        {"rankci95_marginal_stepdown_L", "rank_lower"},
        {"rankci95_marginal_stepdown_U", "rank_upper"},
        {"rankci95_simultaneous_stepdown_L", "rank_lower_all"},
        {"rankci95_simultaneous_stepdown_U", "rank_upper_all"},
        {"rankset_holm_L", "rank_lower_holm"},
        {"rankset_holm_U", "rank_upper_holm"},
    };
    const char *breakdown, *level;
    struct str sql = {0};
    struct where at;

    for (size_t i = 0; i < LENGTH(cases); i++) {
        if (strcmp(cases[i].statistic, e->statistic) != 0 ||
            !world_locate(w, e->item, &at) ||
            !world_level(w, e, &breakdown, &level))
            continue;
        str_addf(&sql,
                 "SELECT %s FROM ranking WHERE question = '%s' AND item = '%s' "
                 "AND ifnull(breakdown, '') = '%s' AND ifnull(level, '') = "
                 "'%s' AND base = 'answered' AND scheme = 'supplied'",
                 cases[i].column, at.question->key, at.item, breakdown, level);
        check(e, ask(w, &sql), 0);
        str_free(&sql);
        return true;
    }
    return false;
}

static void of_choices(void **state)
{
    const char *folder = check_folder(state);
    struct world w = {.n = 1615};
    char *definition, *export, *path;
    struct sheet sheet;
    size_t compared = 0;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    definition = world_path("tests/data/ingest/masculinity.yaml");
    export =
        world_shared("data", "surveymonkey__fivethirtyeight__masculinity.csv");
    prepare(folder, definition, export);
    world_open(&w, folder, definition);
    path = world_shared("oracles", "e_priority_masculinity_q0004.csv");
    sheet = sheet_read(path);
    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);

        compared += one_set(&w, &e);
    }
    print_message("topic e, sets of choices: %zu values compared\n", compared);
    assert_true(compared >= 168);
    sheet_free(&sheet);
    world_close(&w);
    free(path);
    free(export);
    free(definition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_films),
        cmocka_unit_test(of_choices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
