/* test_oracles.c - what the whole program leaves in its database for two real
 * exports, against values computed with R and those that a publisher printed.
 *
 * Every expected row that canvass computes is compared; the numbers compared
 * are counted by topic, and fewer than stated is a failure. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/sheet.h"
#include "tests/support/world.h"

static struct sheet oracle(const char *name)
{
    char *path = world_shared("oracles", name);
    struct sheet sheet = sheet_read(path);

    free(path);
    return sheet;
}

struct pair {
    const char *statistic;
    double value;
};

/* Compares where the statistic is among ours; says whether it was. */
static bool compare(const struct expected *e, const struct pair *ours, size_t n,
                    double tolerance)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(ours[i].statistic, e->statistic) != 0)
            continue;
        if (!(fabs(ours[i].value - e->value) <=
              tolerance * fmax(1, fabs(e->value))))
            print_error("%s %s | %s | %s = %s | %s: ", e->dataset, e->question,
                        e->item, e->breakdown, e->level, e->statistic);
        assert_near(ours[i].value, e->value, tolerance);
        return true;
    }
    return false;
}

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Topic a: shares of everyone.  The unweighted standard error in R treats the
 * base as a design of its own; ours is that of a domain of all n. */
static bool topic_a(const struct world *w, const struct expected *e)
{
    struct found f = world_share(w, e, "supplied");
    struct found u = world_share(w, e, "unweighted");
    double own = sqrt((w->n - 1) / w->n * f.n / (f.n - 1));
    const struct pair base[] = {{"base_n", f.n},
                                {"base_wn", f.n_weighted},
                                {"kish_neff", f.n_effective},
                                {"kish_deff", f.n / f.n_effective},
                                {"degf", f.df}};
    const struct pair level[] = {{"n", f.count},
                                 {"wn", f.value * f.n_weighted},
                                 {"prop_unw", u.value},
                                 {"se_unw_svymean", u.se * own},
                                 {"prop_w", f.value},
                                 {"se_w", f.se},
                                 {"deff_wr", f.deff},
                                 {"neff_from_deff_wr", f.n / f.deff},
                                 {"ci95_beta_lo", f.lower},
                                 {"ci95_beta_hi", f.upper}};

    if (!f.there || !u.there)
        return false;
    return *e->item ? compare(e, level, LENGTH(level), 1e-8)
                    : compare(e, base, LENGTH(base), 1e-8);
}

/* Topic b: shares of columns. */
static bool topic_b(const struct world *w, const struct expected *e,
                    const char *scheme)
{
    struct found f, u;

    if (!*e->level || !*e->item)
        return false;
    f = world_share(w, e, scheme);
    u = world_share(w, e, "unweighted");
    const struct pair ours[] = {{"n", f.count},
                                {"wn", f.value * f.n_weighted},
                                {"colprop_unw", u.value},
                                {"colprop_w", f.value},
                                {"se_colprop_w", f.se}};

    return f.there && u.there && compare(e, ours, LENGTH(ours), 1e-8);
}

/* Topic c: means of levels. */
static bool topic_c(const struct world *w, const struct expected *e,
                    const char *scheme)
{
    struct found f, u;

    if (!*e->level)
        return false;
    f = world_mean(w, e, scheme);
    u = world_mean(w, e, "unweighted");
    const struct pair ours[] = {
        {"n", f.n},     {"wn", f.n_weighted},         {"mean_w", f.value},
        {"se_w", f.se}, {"kish_neff", f.n_effective}, {"mean_unw", u.value}};

    return f.there && u.there && compare(e, ours, LENGTH(ours), 1e-8);
}

typedef bool topic(const struct world *w, const struct expected *e);

static bool b_supplied(const struct world *w, const struct expected *e)
{
    return topic_b(w, e, "supplied");
}

static bool b_unweighted(const struct world *w, const struct expected *e)
{
    return topic_b(w, e, "unweighted");
}

static bool c_supplied(const struct world *w, const struct expected *e)
{
    return topic_c(w, e, "supplied");
}

static bool c_unweighted(const struct world *w, const struct expected *e)
{
    return topic_c(w, e, "unweighted");
}

/* Rows of expected values that leave answers out ("#excl") are of another
 * definition. */
static void compare_topic(const struct world *w, const char *name,
                          const char *file, topic *one, size_t least)
{
    struct sheet sheet = oracle(file);
    size_t compared = 0;

    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);

        if (!strchr(e.question, '#') && !strchr(e.item, '|') &&
            !strchr(e.level, '|'))
            compared += one(w, &e);
    }
    print_message("%s: %zu values compared\n", name, compared);
    assert_true(compared >= least);
    sheet_free(&sheet);
}

/* ---- masculinity ------------------------------------------------------ */

/* Done, with or without something for the analyst's eye. */
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

static void draft(const char *folder, const char *export)
{
    expect_done(run_canvass(folder, "init", export, "-o", "drafted.yaml"));
}

static struct world masculinity(void **state)
{
    const char *folder = check_folder(state);
    char *definition = world_path("tests/data/ingest/masculinity.yaml");
    char *export =
        world_shared("data", "surveymonkey__fivethirtyeight__masculinity.csv");
    struct world w = {.n = 1615};

    prepare(folder, definition, export);
    world_open(&w, folder, definition);
    free(definition);
    free(export);
    return w;
}

/* Topic e, as far as a choice of several goes: every group is a design of its
 * own there. */
static bool priority(const struct world *w, const struct expected *e)
{
    const char *breakdown, *level;
    struct where at;
    struct found f;
    double own;

    if (!world_locate(w, *e->item ? e->item : "q0004_0001", &at) ||
        !world_level(w, e, &breakdown, &level))
        return false;
    f = world_find(w->ranking, (const char *const[]){
                                   at.question->key, at.item, breakdown, level,
                                   "answered", "supplied", "pick_share", ""});
    own = sqrt((w->n - 1) / w->n * f.n / (f.n - 1));
    const struct pair ours[] = {
        {"share_w", f.value},
        {"se_share_w(domain as own design)", f.se * own},
        {"rank_by_estimate", f.rank}};

    return f.there && compare(e, ours, LENGTH(ours), 1e-8);
}

/* Topic j: what the publisher printed, as canvass would print it. */
static void published(const struct world *w)
{
    struct sheet sheet = oracle("j_published_masculinity.csv");
    size_t equal = 0;

    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);
        struct found f = world_share(w, &e, "supplied");
        double printed = sheet_number(&sheet, r, "published_percent");
        double exact = sheet_number(&sheet, r, "weighted_percent");

        if (!f.there || num_round(100 * f.value) != printed)
            print_error("%s | %s | %s = %s: %.12g, printed %g\n", e.question,
                        e.item, e.breakdown, e.level, 100 * f.value, printed);
        else
            equal++;
        if (f.there)
            assert_near(100 * f.value, exact, 1e-8);
    }
    print_message("topic j: %zu of %zu percentages\n", equal, sheet.rows);
    assert_int_equal(equal, 1820);
    sheet_free(&sheet);
}

static void of_masculinity(void **state)
{
    struct world w;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    w = masculinity(state);
    compare_topic(&w, "topic a, masculinity", "a_freq_masculinity_1.csv",
                  topic_a, 640);
    compare_topic(&w, "topic b, masculinity", "b_crosstab_masculinity_1.csv",
                  b_supplied, 1320);
    compare_topic(&w, "topic c, masculinity", "c_means_masculinity_1.csv",
                  c_supplied, 120);
    compare_topic(&w, "topic e, masculinity",
                  "e_priority_masculinity_q0004.csv", priority, 72);
    published(&w);
    world_close(&w);
}

/* ---- Star Wars -------------------------------------------------------- */

/* Columns 2 to 38 of the export by the names of the expected values. */
static const char *const films[] = {
    "seen_any",   "fan",       "seen1",      "seen2",      "seen3",
    "seen4",      "seen5",     "seen6",      "I_Phantom",  "II_Clones",
    "III_Sith",   "IV_Hope",   "V_Empire",   "VI_Jedi",    "fav_han",
    "fav_luke",   "fav_leia",  "fav_anakin", "fav_obiwan", "fav_palpatine",
    "fav_vader",  "fav_lando", "fav_boba",   "fav_c3po",   "fav_r2d2",
    "fav_jarjar", "fav_padme", "fav_yoda",   "shot_first", "eu_familiar",
    "eu_fan",     "trek_fan",  "gender",     "age",        "income",
    "education",  "region"};

static struct world star_wars(void **state)
{
    const char *folder = check_folder(state);
    char *export =
        world_shared("data", "surveymonkey__fivethirtyeight__star-wars.csv");
    char *definition = program_path(folder, "drafted.yaml");
    struct world w = {.alias = films, .n = 1186};
    size_t columns = 0;

    draft(folder, export);
    prepare(folder, "drafted.yaml", export);
    world_open(&w, folder, definition);
    for (size_t q = 0; q < w.survey->n_questions; q++)
        columns += w.survey->question[q].n_items
                       ? w.survey->question[q].n_items
                       : w.survey->question[q].derived.rule == DERIVE_NONE;
    assert_int_equal(columns, LENGTH(films));
    free(export);
    free(definition);
    return w;
}

/* Topic e: the complete rankings are a design of their own there. */
static bool ranking(const struct world *w, const struct expected *e)
{
    static const struct {
        const char *statistic, *rule;
        enum { VALUE, SE, RANK } which;
    } cases[] = {
        {"mean_rank", "mean_rank", VALUE},
        {"se_mean_rank", "mean_rank", SE},
        {"mean_rank_position", "mean_rank", RANK},
        {"borda_mean", "borda", VALUE},
        {"share_rank1", "first_choice", VALUE},
        {"share_top1", "first_choice", VALUE},
        {"se_share_rank1", "first_choice", SE},
        {"share_top3", "top3", VALUE},
        {"se_share_top3", "top3", SE},
    };
    struct where at;

    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct found f;
        double own;

        if (strcmp(cases[i].statistic, e->statistic) != 0 || *e->level ||
            !world_locate(w, e->item, &at))
            continue;
        f = world_find(w->ranking,
                       (const char *const[]){at.question->key, at.item, "", "",
                                             "complete", "unweighted",
                                             cases[i].rule, ""});
        own = sqrt((w->n - 1) / w->n * f.n / (f.n - 1));
        assert_near(f.n, 834, 0);
        return compare(
            e,
            &(struct pair){e->statistic, cases[i].which == SE     ? f.se * own
                                         : cases[i].which == RANK ? f.rank
                                                                  : f.value},
            1, 1e-8);
    }
    return false;
}

/* The mean rank by gender is what plain SQL gives over the answers. */
static void by_gender(const struct world *w)
{
    struct where item, gender;
    struct str sql = {0};
    sqlite3_stmt *s = NULL;
    size_t rows = 0;

    assert_true(world_locate(w, "V_Empire", &item) &&
                world_locate(w, "gender", &gender));
    str_addf(&sql,
             "SELECT avg(a.\"%s__%s\"), r.score FROM ranking r JOIN option o "
             "ON o.key = r.level JOIN question q ON q.id = o.question_id AND "
             "q.key = r.breakdown JOIN answers_1_1 a ON a.\"%s\" = o.code "
             "WHERE r.breakdown = '%s' AND r.question = '%s' AND r.item = "
             "'%s' AND r.rule = 'mean_rank' AND r.base = 'complete'",
             item.question->key, item.item, gender.question->key,
             gender.question->key, item.question->key, item.item);
    for (size_t i = 0; i < item.question->n_items; i++)
        str_addf(&sql, " AND a.\"%s__%s\" > 0", item.question->key,
                 item.question->item[i].key);
    str_add(&sql, " GROUP BY r.level");
    assert_int_equal(sqlite3_prepare_v2(w->db, str_cstr(&sql), -1, &s, NULL),
                     SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW) {
        assert_near(sqlite3_column_double(s, 1), sqlite3_column_double(s, 0),
                    1e-12);
        rows++;
    }
    assert_int_equal(rows, 2);
    (void)sqlite3_finalize(s);
    str_free(&sql);
}

static void of_star_wars(void **state)
{
    struct world w;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    w = star_wars(state);
    compare_topic(&w, "topic e, Star Wars", "e_rank_starwars_overall.csv",
                  ranking, 54);
    compare_topic(&w, "topic b, Star Wars", "b_crosstab_starwars.csv",
                  b_unweighted, 435);
    compare_topic(&w, "topic c, Star Wars", "c_means_starwars.csv",
                  c_unweighted, 78);
    by_gender(&w);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_masculinity),
        cmocka_unit_test(of_star_wars),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
