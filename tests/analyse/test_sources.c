/* test_sources.c - sources side by side and pooled, what is refused, and what
 * must not change an answer: threads, the order of rows, equal weights. */
#include "analyse/analyse.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/store/store.h"
#include "tests/support/check.h"
#include "tests/support/small.h"

#define QUESTIONS                                                              \
    "questions:\n"                                                             \
    "  - {key: area, type: single, column: A, options: [{key: north}, {key: "  \
    "south}]}\n"                                                               \
    "  - {key: safe, type: single, column: B, options: [{key: \"yes\"}, {key:" \
    " \"no\"}]}\n"                                                             \
    "  - {key: all, type: single, column: C, options: [{key: here}]}\n"        \
    "  - {key: score, type: number, column: D}\n"                              \
    "  - {key: order, type: ranking, items: [{key: x, column: X}, {key: y, "   \
    "column: Y}, {key: z, column: Z}]}\n"                                      \
    "breakdowns: [area, all]\n"

#define TWO(kind)                                                              \
    "survey: two\nsources:\n"                                                  \
    "  - {key: web, files: [\"w.csv\"]}\n"                                     \
    "  - {key: phone, files: [\"p.csv\"], weight: w, sample: " kind "}\n"

static const char two_rows[] = "source,weight,area,safe\n"
                               "web,,north,yes\n"
                               "web,,north,no\n"
                               "web,,north,no\n"
                               "phone,2.385,north,yes\n"
                               "phone,1.19,south,no\n";

struct made {
    char *path;
    sqlite3 *db;
};

static struct made make(void **state, const char *name, const char *yaml,
                        const char *rows)
{
    struct made m = {0};
    struct str path = {0};
    struct err err = {0};

    str_addf(&path, "%s/%s.db", check_folder(state), name);
    small_database(str_cstr(&path), yaml, rows);
    assert_ok(str_take(&path, &m.path, &err), &err);
    assert_int_equal(sqlite3_open(m.path, &m.db), SQLITE_OK);
    return m;
}

static void made_free(struct made *m)
{
    (void)sqlite3_close(m->db);
    free(m->path);
}

static void analyse(const struct made *m, unsigned threads)
{
    const struct analyse_request request = {
        .database = m->path, .seed = 1, .threads = threads};
    struct analyse_summary summary;
    struct err err = {0};

    assert_ok(analyse_run(&request, &summary, NULL, &err), &err);
}

/* All rows and columns of a query as text; to be freed. */
static char *all_of(const struct made *m, const char *sql)
{
    sqlite3_stmt *s = NULL;
    struct str out = {0};
    struct err err = {0};
    char *text = NULL;

    if (sqlite3_prepare_v2(m->db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(m->db));
    while (sqlite3_step(s) == SQLITE_ROW) {
        for (int c = 0; c < sqlite3_column_count(s); c++)
            str_addf(&out, "%s%s", c ? "|" : "",
                     sqlite3_column_text(s, c)
                         ? (const char *)sqlite3_column_text(s, c)
                         : "");
        str_add_char(&out, '\n');
    }
    (void)sqlite3_finalize(s);
    assert_ok(str_take(&out, &text, &err), &err);
    return text;
}

static void expect(const struct made *m, const char *sql, const char *wanted)
{
    char *found = all_of(m, sql);

    assert_string_equal(found, wanted);
    free(found);
}

static const char shown[] =
    "SELECT source, scheme, n, round(value, 9), round(se, 9) FROM estimate "
    "WHERE question = 'safe' AND option = 'yes' AND base = 'answered' AND "
    "breakdown IS NULL";

/* se of a third of 3 in a design of 3: sqrt(3/2 * 2/9 / 3); weighted 2.385 of
 * 3.575: p = 0.667132867, se = sqrt(2 ((1 - p)^2 2.385^2 + p^2 1.19^2))
 * / 3.575. */
static const char apart[] = "web|unweighted|3|0.333333333|0.333333333\n"
                            "phone|unweighted|2|0.5|0.5\n"
                            "phone|supplied|2|0.667132867|0.444133209\n";

static void kinds_apart(void **state)
{
    struct made m =
        make(state, "apart", TWO("probability") QUESTIONS, two_rows);

    analyse(&m, 1);
    expect(&m, shown, apart);
    expect(&m,
           "SELECT DISTINCT level FROM estimate WHERE source = 'web' AND "
           "breakdown = 'area'",
           "north\n");
    made_free(&m);
}

static void pooled_first(void **state, const char *name, const char *yaml)
{
    struct made m = make(state, name, yaml, two_rows);

    analyse(&m, 1);
    expect(&m,
           "SELECT source, scheme, n, round(value, 9) FROM estimate WHERE "
           "question = 'safe' AND option = 'yes' AND base = 'answered' AND "
           "breakdown IS NULL",
           "|unweighted|5|0.4\n"
           "|supplied|5|0.514828897\n" /* (1 + 2.385) / (3 + 3.575) */
           "web|unweighted|3|0.333333333\n"
           "phone|unweighted|2|0.5\n"
           "phone|supplied|2|0.667132867\n");
    made_free(&m);
}

static void pooled(void **state)
{
    pooled_first(state, "like", TWO("open") QUESTIONS);
    pooled_first(state, "asked", TWO("panel") "pool: yes\n" QUESTIONS);
}

#define ONE                                                                    \
    "survey: one\nsources: [{key: web, files: [\"w.csv\"], weight: w}]\n"

static const struct {
    const char *weight, *message;
} weights[] = {
    {"0", "has the weight 0, or none that is a number; a weight is"},
    {"-1.5", "has the weight -1.5; a weight is a number above 0"},
    {"", "has the weight nan, or none that is a number; a weight is"},
};

static void weights_refused(void **state)
{
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        struct str rows = {0};
        struct made m;
        struct analyse_request request = {.seed = 1};
        struct analyse_summary summary;
        struct err err = {0};

        str_addf(&rows, "weight,area\n1,north\n%s,south\n", weights[i].weight);
        m = make(state, "weights", ONE QUESTIONS, str_cstr(&rows));
        request.database = m.path;
        assert_int_equal(analyse_run(&request, &summary, NULL, &err),
                         ERR_INPUT);
        assert_non_null(strstr(err.text, weights[i].message));
        expect(&m, "SELECT count(*) FROM estimate", "0\n");
        made_free(&m);
        (void)remove(request.database);
        str_free(&rows);
    }
}

static void refused(void **state)
{
    struct made m = make(state, "refused", ONE QUESTIONS, "weight\n1\n");
    struct analyse_request request = {.database = m.path, .seed = 1};
    struct analyse_summary summary;
    struct str path = {0};
    struct err err = {0};

    request.plan_path = "no such plan.yaml";
    assert_int_equal(analyse_run(&request, &summary, NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, "no such plan.yaml"));
    request.plan_path = NULL;

    str_addf(&path, "%s/other.yaml", check_folder(state));
    request.survey_path = str_cstr(&path);
    assert_ok(file_write(request.survey_path,
                         text_of("survey: other\nsources: [{key: web, files: "
                                 "[\"w.csv\"]}]\n" QUESTIONS),
                         0600, &err),
              &err);
    err = (struct err){0};
    assert_int_equal(analyse_run(&request, &summary, NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, "the survey other is not in"));

    assert_ok(file_write(request.survey_path,
                         text_of("survey: one\nsources: [{key: web, files: "
                                 "[\"v.csv\"]}]\n" QUESTIONS),
                         0600, &err),
              &err);
    err = (struct err){0};
    assert_int_equal(analyse_run(&request, &summary, NULL, &err), ERR_STALE);
    assert_non_null(strstr(err.text, "canvass ingest -d"));
    expect(&m, "SELECT count(*) FROM estimate", "0\n");

    request.only = "one/2016";
    err = (struct err){0};
    assert_int_equal(analyse_run(&request, &summary, NULL, &err), ERR_USAGE);
    assert_non_null(strstr(err.text, "leave one of the two out"));
    str_free(&path);
    made_free(&m);
}

static const char crossed[] =
    "survey: crossed\nsources: [{key: web, files: [\"w.csv\"]}]\n"
    "headline: {question: order, rule: borda, base: ranked}\n" QUESTIONS;

/* Levels of a crossing are named first by first; the headline of borda is one
 * treatment of unranked items, not both. */
static void crossing(void **state)
{
    struct str yaml = {0};
    struct made m;

    str_add(&yaml, crossed);
    memcpy(strstr(yaml.p, "[area, all]"), "[area*safe]", 11);
    m = make(state, "crossed", str_cstr(&yaml),
             "area,safe,order__x\nnorth,yes,1\nnorth,yes,\nsouth,yes,\n"
             "north,no,2\nnorth,no,\nnorth,no,\nnorth,,\n,yes,\n");
    analyse(&m, 1);
    expect(&m,
           "SELECT breakdown, level, n FROM estimate WHERE question = 'all' "
           "AND measure = 'share' AND base = 'answered' AND breakdown IS NOT "
           "NULL",
           "area*safe|north*yes|0\narea*safe|north*no|0\n"
           "area*safe|south*yes|0\n");
    expect(&m,
           "SELECT level, n, count FROM estimate WHERE question = 'safe' AND "
           "option = 'yes' AND base = 'answered' AND breakdown IS NOT NULL",
           "north*yes|2|2\nnorth*no|3|0\nsouth*yes|1|1\n");
    expect(&m,
           "SELECT DISTINCT rule, base, unranked FROM ranking WHERE headline",
           "borda|ranked|average\n");
    str_free(&yaml);
    made_free(&m);
}

/* A new breakdown is taken by analyse alone. */
static void definition_taken(void **state)
{
    static const char more[] = ONE QUESTIONS "title: Another\n";
    struct made m = make(state, "taken", ONE QUESTIONS,
                         "weight,area,safe\n1,north,yes\n1,south,no\n");
    struct analyse_request request = {.database = m.path, .seed = 1};
    struct analyse_summary summary;
    struct str path = {0}, yaml = {0};
    struct err err = {0};

    analyse(&m, 1);
    str_add(&yaml, more);
    memcpy(strstr(yaml.p, "[area, all]"), "[safe]     ", 11);
    str_addf(&path, "%s/more.yaml", check_folder(state));
    request.survey_path = str_cstr(&path);
    assert_ok(file_write(request.survey_path, str_text(&yaml), 0600, &err),
              &err);
    assert_ok(analyse_run(&request, &summary, NULL, &err), &err);
    expect(&m, "SELECT DISTINCT breakdown FROM estimate", "\nsafe\n");
    expect(&m, "SELECT title FROM survey", "Another\n");
    str_free(&yaml);
    str_free(&path);
    made_free(&m);
}

/* 9,001 rows, more than two blocks; order 0 forwards, 1 backwards. */
static char *many_rows(bool backwards, const char *weight)
{
    struct str s = {0};
    struct err err = {0};
    char *out = NULL;

    str_add(&s, "weight,area,safe,all,score,order__x,order__y,order__z\n");
    for (unsigned k = 0; k < 9001; k++) {
        unsigned i = backwards ? 9000 - k : k;
        unsigned x = i * 2654435761u >> 7, y = x % 3 + 1;

        str_addf(&s, "%s%s,%s,%s,here,%u,%u,%u,", weight,
                 weight[0] ? ""
                 : x % 2   ? "2.385"
                           : "0.731",
                 x % 5 ? "north" : "south", x % 7 > 3 ? "yes" : "no", x % 997,
                 y, y % 3 + 1);
        if (x % 11)
            str_addf(&s, "%u", (y + 1) % 3 + 1);
        str_add(&s, "\n");
    }
    assert_ok(str_take(&s, &out, &err), &err);
    return out;
}

#define E_NAMES "question, item, option, breakdown, level, base, measure"
#define R_NAMES "question, item, breakdown, level, base, rule, unranked"

static void threads_show_in_nothing(void **state)
{
    static const char *const sql[] = {
        "SELECT " E_NAMES ", scheme, quote(value), quote(se), quote(lower), "
        "quote(upper), quote(deff), n, count, method FROM estimate",
        "SELECT " R_NAMES ", scheme, quote(score), quote(se), quote(lower), "
        "quote(upper), rank, rank_lower, rank_upper, rank_lower_all, "
        "rank_upper_all, rank_lower_holm, tier, n, count, method FROM ranking",
        "SELECT test, item, breakdown, level, other_level, base, scheme, "
        "quote(value), quote(p_adjusted), quote(effect_value) FROM test",
        "SELECT item, other_item, level, base, unranked, scheme, quote(share), "
        "quote(se), rules_ahead, rules FROM pairwise"};
    char *rows = many_rows(false, "");
    struct made m = make(state, "threads", ONE QUESTIONS, rows);

    analyse(&m, 1);
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        char *one = all_of(&m, sql[i]), *many;

        analyse(&m, 5);
        many = all_of(&m, sql[i]);
        assert_true(strlen(one) > 1000);
        assert_string_equal(one, many);
        free(one);
        free(many);
    }
    made_free(&m);
    free(rows);
}

/* The largest difference between what should be the same; the tables joined by
 * every name but the one compared. */
static double largest(const struct made *m, const char *sql)
{
    char *text = all_of(m, sql);
    double value = strtod(text, NULL);

    assert_true(*text && *text != '\n');
    free(text);
    return value;
}

#define DIFFER(a, b, x)                                                        \
    "max(abs(" a "." x " - " b "." x ") / max(1, abs(" a "." x ")))"

static void equal_weights(void **state)
{
    char *rows = many_rows(false, "2.385");
    struct made m = make(state, "equal", ONE QUESTIONS, rows);

    analyse(&m, 2);
    assert_true(
        largest(
            &m,
            "SELECT " DIFFER("a", "b", "value") " + " DIFFER(
                "a", "b",
                "se") " FROM estimate a, estimate b WHERE "
                      "a.scheme = 'unweighted' AND b.scheme = 'supplied' AND "
                      "a.rowid <> b.rowid AND (a.question, a.item, a.option, "
                      "a.breakdown, a.level, a.base, a.measure) IS "
                      "(b.question, "
                      "b.item, b.option, b.breakdown, b.level, b.base, "
                      "b.measure) AND a.arg IS b.arg") < 1e-12);
    assert_true(
        largest(
            &m,
            "SELECT " DIFFER("a", "b", "score") " + " DIFFER(
                "a", "b",
                "se") " FROM ranking a, ranking b WHERE "
                      "a.scheme = 'unweighted' AND b.scheme = 'supplied' AND "
                      "(a.question, a.item, a.breakdown, a.level, a.base, "
                      "a.rule"
                      ", a.unranked) IS (b.question, b.item, b.breakdown, "
                      "b.level, b.base, b.rule, b.unranked)") < 1e-12);
    made_free(&m);
    free(rows);
}

/* A breakdown of which everyone is in one level is everyone. */
static void domain_of_everyone(void **state)
{
    char *rows = many_rows(false, "");
    struct made m = make(state, "everyone", ONE QUESTIONS, rows);

    analyse(&m, 2);
    assert_true(
        largest(
            &m,
            "SELECT " DIFFER("a", "b", "value") " + " DIFFER(
                "a", "b",
                "se") " FROM estimate a, estimate b WHERE "
                      "a.breakdown IS NULL AND b.breakdown = 'all' AND "
                      "(a.question, a.item, a.option, a.scheme, a.base, "
                      "a.measure) IS (b.question, b.item, b.option, b.scheme, "
                      "b.base, b.measure) AND a.arg IS b.arg") == 0);
    made_free(&m);
    free(rows);
}

static void order_of_rows(void **state)
{
    char *rows = many_rows(false, ""), *back = many_rows(true, "");
    struct made m = make(state, "forwards", ONE QUESTIONS, rows);
    struct made other = make(state, "backwards", ONE QUESTIONS, back);
    struct str attach = {0};

    analyse(&m, 2);
    analyse(&other, 2);
    str_addf(&attach, "ATTACH '%s' AS other", other.path);
    free(all_of(&m, str_cstr(&attach)));
    assert_true(
        largest(
            &m,
            "SELECT " DIFFER("a", "b", "value") " + " DIFFER(
                "a", "b",
                "se") " FROM main.estimate a, other.estimate"
                      " b WHERE (a.question, a.item, a.option, a.breakdown, "
                      "a.level, a.scheme, a.base, a.measure) IS (b.question, "
                      "b.item, b.option, b.breakdown, b.level, b.scheme, "
                      "b.base,"
                      " b.measure) AND a.arg IS b.arg") < 1e-12);
    str_free(&attach);
    made_free(&m);
    made_free(&other);
    free(rows);
    free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_apart),
        cmocka_unit_test(pooled),
        cmocka_unit_test(weights_refused),
        cmocka_unit_test(refused),
        cmocka_unit_test(crossing),
        cmocka_unit_test(definition_taken),
        cmocka_unit_test(threads_show_in_nothing),
        cmocka_unit_test(equal_weights),
        cmocka_unit_test(domain_of_everyone),
        cmocka_unit_test(order_of_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
