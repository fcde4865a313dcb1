/* test_replicated.c - standard errors by replicate weights in the database,
 * against the formula gone through by hand: which weights, which scale, about
 * what, for whom, and what is left to linearisation. */
#include "analyse/analyse.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/infer.h"
#include "analyse/infer/replicate.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/small.h"

enum { N = 7, R = 3, MOST = 16, FIRST = 2 }; /* FIRST: rows of source web */

/* web has two of the rows, so that those of panel are not the first. */
static const struct reply {
    const char *source, *group;
    bool yes;
    double score, weight, rep[R];
} replies[N] = {
    {"web", "x", true, 3, 0, {2, 2, 2}},
    {"web", "y", false, 9, 0, {3, 1, 2}},
    {"panel", "x", true, 2, 1, {1.5, 0, 2}},
    {"panel", "x", false, 5, 2, {2, 3, 1}},
    {"panel", "y", true, 7, 1.5, {0, 2, 1}},
    {"panel", "y", false, 4, 0.5, {1, 0.5, 1}},
    {"panel", "y", true, 1, 2.385, {0.25, 1, 3}},
};

static const char yaml[] =
    "survey: s\nsources:\n"
    "  - {key: web, files: [\"w.csv\"]}\n"
    "  - {key: panel, files: [\"p.csv\"], weight: w, sample: probability}\n"
    "questions:\n"
    "  - {key: g, type: single, column: G, options: [{key: x}, {key: y}]}\n"
    "  - {key: safe, type: single, column: B, options: [{key: \"yes\"}, {key: "
    "\"no\"}]}\n"
    "  - {key: score, type: number, column: D}\n"
    "  - {key: rep, type: number, items: [{key: r1, column: R1}, {key: r2, "
    "column: R2}, {key: r3, column: R3}]}\n";

static char *rows_of(const struct reply *reply, size_t n)
{
    struct str out = {0};
    struct err err = {0};
    char *text = NULL;

    str_add(&out, "source,weight,g,safe,score,rep__r1,rep__r2,rep__r3\n");
    for (size_t i = 0; i < n; i++) {
        const struct reply *r = &reply[i];

        str_addf(&out, "%s,", r->source);
        if (r->weight > 0)
            str_addf(&out, "%.15g", r->weight);
        str_addf(&out, ",%s,%s,%.15g,%.15g,%.15g,%.15g\n", r->group,
                 r->yes ? "yes" : "no", r->score, r->rep[0], r->rep[1],
                 r->rep[2]);
    }
    assert_ok(str_take(&out, &text, &err), &err);
    return text;
}

static enum status analyse(const char *path, const char *replicates,
                           const struct reply *reply, size_t n, struct err *err)
{
    const struct analyse_request request = {
        .database = path, .seed = 1, .threads = 1, .everything = true};
    struct analyse_summary summary;
    struct str definition = {0};
    char *rows = rows_of(reply, n);
    enum status rc;

    str_addf(&definition, "%s%s", yaml, replicates);
    (void)remove(path);
    small_database(path, str_cstr(&definition), rows);
    rc = analyse_run(&request, &summary, NULL, err);
    str_free(&definition);
    free(rows);
    return rc;
}

/* ---- by hand ---------------------------------------------------------- */

struct statistic {
    const char *question, *level; /* NULL: everyone */
};

static bool counts(const struct statistic *s, const struct reply *r)
{
    return !s->level || strcmp(s->level, r->group) == 0;
}

static bool is_share(const struct statistic *s)
{
    return strcmp(s->question, "safe") == 0;
}

static double value_of(const struct statistic *s, const double *w)
{
    double sum = 0, of = 0;

    for (size_t i = 0; i < N - FIRST; i++) {
        const struct reply *r = &replies[FIRST + i];

        if (!counts(s, r))
            continue;
        sum += w[i] * (is_share(s) ? r->yes : r->score);
        of += w[i];
    }
    return sum / of;
}

struct how {
    const char *yaml, *method;
    double scale;
    bool combined, about_full;
    double df; /* NaN: that of the base */
};

/* Weights of replicate k: what was supplied, or one response left out. */
static void weights_of(const struct how *how, size_t k, double *w)
{
    for (size_t i = 0; i < N - FIRST; i++) {
        const struct reply *r = &replies[FIRST + i];

        if (strcmp(how->method, "jackknife") == 0)
            w[i] = i == k ? 0 : r->weight * 5 / 4;
        else
            w[i] = r->rep[k] * (how->combined ? 1 : r->weight);
    }
}

static double variance_by_hand(const struct how *how, const struct statistic *s,
                               double full)
{
    size_t n = strcmp(how->method, "jackknife") == 0 ? N - FIRST : R;
    double t[MOST], centre = 0, v = 0, w[N];

    for (size_t k = 0; k < n; k++) {
        weights_of(how, k, w);
        t[k] = value_of(s, w);
        centre += t[k] / (double)n;
    }
    if (how->about_full)
        centre = full;
    for (size_t k = 0; k < n; k++)
        v += how->scale * (t[k] - centre) * (t[k] - centre);
    return v;
}

/* ---- the database ----------------------------------------------------- */

struct found {
    double value, se, df, lower, upper, n, n_effective, deff, other[2];
    char method[80];
};

static struct found find(sqlite3 *db, const struct statistic *s,
                         const char *source, const char *scheme)
{
    static const char sql[] =
        "SELECT e.value, e.se, e.df, e.lower, e.upper, e.n, e.n_effective, "
        "e.deff, i.lower, i.upper, e.method FROM estimate e LEFT JOIN interval "
        "i ON i.estimate_id = e.id AND i.interval = 'wald' WHERE e.question = "
        "?1 AND e.source = ?2 AND e.scheme = ?3 AND e.level IS ?4 AND "
        "ifnull(e.option, 'yes') = 'yes' AND e.base = 'gave_view' AND "
        "e.measure IN ('share', 'mean')";
    const char *names[] = {s->question, source, scheme, s->level};
    struct found f = {0};
    double *into = &f.value;
    sqlite3_stmt *at = NULL;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &at, NULL), SQLITE_OK);
    for (int i = 0; i < 4; i++)
        (void)sqlite3_bind_text(at, i + 1, names[i], -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(at), SQLITE_ROW);
    for (int c = 0; c < 10; c++)
        into[c] = sqlite3_column_double(at, c);
    (void)strncpy(f.method, (const char *)sqlite3_column_text(at, 10),
                  sizeof f.method - 1);
    (void)sqlite3_finalize(at);
    return f;
}

static void check(sqlite3 *db, const struct how *how, const struct statistic *s)
{
    struct found f = find(db, s, "panel", "supplied");
    double w[N], v, df = isnan(how->df) ? f.n - 1 : how->df, srs;
    struct interval in, wald;

    for (size_t i = 0; i < N - FIRST; i++)
        w[i] = replies[FIRST + i].weight;
    assert_near(f.value, value_of(s, w), 1e-12);
    v = variance_by_hand(how, s, f.value);
    assert_near(f.se, sqrt(v), 1e-12);
    assert_near(f.df, df, 0);
    assert_string_equal(f.method, how->method);
    wald = interval_t(f.value, f.se, df, 0.95);
    in = is_share(s)
             ? interval_beta(f.value, f.se, f.n, df, f.n_effective, 0.95)
             : wald;
    assert_near(f.lower, in.lower, 1e-12);
    assert_near(f.upper, in.upper, 1e-12);
    if (!is_share(s))
        return;
    srs = f.value * (1 - f.value) / (f.n - 1);
    assert_near(f.deff, v / srs, 1e-10);
    assert_near(f.other[0], wald.lower, 1e-12);
    assert_near(f.other[1], wald.upper, 1e-12);
}

#define BY_GROUP "breakdowns: [g]\n"
#define SUPPLIED BY_GROUP "replicates: {method: supplied, weights: rep, "

static const struct how ways[] = {
    {SUPPLIED "scale: 0.4}\n", "supplied replicates", 0.4, false, false, R - 1},
    {SUPPLIED "scale: 0.4, centre: estimate}\n", "supplied replicates", 0.4,
     false, true, R - 1},
    {SUPPLIED "are: weights, scale: 0.25, centre: estimate}\n",
     "supplied replicates", 0.25, true, true, R - 1},
    {"replicates: {method: jackknife}\n", "jackknife", 0.8, false, false,
     (double)NAN},
};

static const struct statistic statistics[] = {
    {"safe", NULL}, {"safe", "y"}, {"score", NULL}, {"score", "y"}};

static sqlite3 *open_of(const char *path)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static char *path_of(void **state, const char *name)
{
    struct str path = {0};
    struct err err = {0};
    char *out = NULL;

    str_addf(&path, "%s/%s.db", check_folder(state), name);
    assert_ok(str_take(&path, &out, &err), &err);
    return out;
}

static void by_hand(void **state)
{
    char *path = path_of(state, "hand");

    for (size_t h = 0; h < sizeof ways / sizeof *ways; h++) {
        struct err err = {0};
        sqlite3 *db;

        assert_ok(analyse(path, ways[h].yaml, replies, N, &err), &err);
        db = open_of(path);
        for (size_t s = 0; s < sizeof statistics / sizeof *statistics; s++) {
            if (h == 3 && statistics[s].level) /* no breakdown */
                continue;
            check(db, &ways[h], &statistics[s]);
        }
        (void)sqlite3_close(db);
    }
    free(path);
}

/* Where the columns are weights, a scheme without weights has none of them. */
static void left_alone(void **state)
{
    static const struct statistic all = {"score", NULL};
    char *path = path_of(state, "alone");
    struct err err = {0};
    sqlite3 *db;

    assert_ok(analyse(path, ways[2].yaml, replies, N, &err), &err);
    db = open_of(path);
    assert_string_equal(find(db, &all, "web", "unweighted").method,
                        "linearisation");
    assert_string_equal(find(db, &all, "panel", "unweighted").method,
                        "linearisation");
    (void)sqlite3_close(db);
    assert_ok(analyse(path, ways[0].yaml, replies, N, &err), &err);
    db = open_of(path);
    assert_string_equal(find(db, &all, "panel", "unweighted").method,
                        "supplied replicates");
    (void)sqlite3_close(db);
    free(path);
}

static char *quantiles_of(sqlite3 *db)
{
    sqlite3_stmt *at = NULL;
    struct str out = {0};
    struct err err = {0};
    char *text = NULL;

    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT measure, arg, scheme, value, se, lower, "
                           "upper, method FROM estimate WHERE measure IN "
                           "('median', 'quantile') AND question = 'score'",
                           -1, &at, NULL),
        SQLITE_OK);
    while (sqlite3_step(at) == SQLITE_ROW)
        for (int c = 0; c < 8; c++) {
            const unsigned char *cell = sqlite3_column_text(at, c);

            str_addf(&out, "%s|", cell ? (const char *)cell : "");
        }
    (void)sqlite3_finalize(at);
    assert_ok(str_take(&out, &text, &err), &err);
    return text;
}

/* Medians and quantiles keep Woodruff's intervals. */
static void quantiles(void **state)
{
    char *path = path_of(state, "quantiles"), *with, *without;
    struct err err = {0};
    sqlite3 *db;

    assert_ok(analyse(path, ways[0].yaml, replies, N, &err), &err);
    db = open_of(path);
    with = quantiles_of(db);
    (void)sqlite3_close(db);
    assert_ok(analyse(path, BY_GROUP, replies, N, &err), &err);
    db = open_of(path);
    without = quantiles_of(db);
    (void)sqlite3_close(db);
    assert_true(strlen(without) > 200);
    assert_string_equal(with, without);
    free(with);
    free(without);
    free(path);
}

/* A bootstrap of so many replicates, under the seed of the run. */
static void bootstrap(void **state)
{
    enum { TIMES = 6, PANEL = N - FIRST };
    static const struct statistic all = {"score", NULL};
    char *path = path_of(state, "bootstrap");
    double weight[PANEL], w[PANEL], t[TIMES], v = 0, mean = 0;
    const struct design d = {
        .n = PANEL, .n_strata = 1, .weight = weight, .lonely = LONELY_FAIL};
    struct replicates r = {0};
    struct err err = {0};
    sqlite3 *db;

    for (size_t i = 0; i < PANEL; i++)
        weight[i] = replies[FIRST + i].weight;
    assert_ok(replicates_bootstrap(&r, &d, TIMES, 1, &err), &err);
    for (size_t k = 0; k < TIMES; k++) {
        replicates_weights(&r, k, w);
        t[k] = value_of(&all, w);
        mean += t[k] / TIMES;
    }
    for (size_t k = 0; k < TIMES; k++)
        v += (t[k] - mean) * (t[k] - mean) / (TIMES - 1);
    replicates_free(&r);
    assert_ok(analyse(path, "replicates: {method: bootstrap, count: 6}\n",
                      replies + FIRST, PANEL, &err),
              &err);
    db = open_of(path);
    assert_near(find(db, &all, "panel", "supplied").se, sqrt(v), 1e-12);
    assert_string_equal(find(db, &all, "panel", "supplied").method,
                        "bootstrap");
    (void)sqlite3_close(db);
    free(path);
}

/* A replicate that leaves nobody in a level leaves it without an error, and
 * the other rows with theirs. */
static void nobody_left(void **state)
{
    static const struct statistic level[] = {
        {"score", "x"}, {"safe", "x"}, {"score", "y"}, {"score", NULL}};
    char *path = path_of(state, "nobody");
    struct reply some[N];
    struct err err = {0};
    sqlite3 *db;

    memcpy(some, replies, sizeof some);
    some[FIRST].rep[1] = some[FIRST + 1].rep[1] = 0;
    assert_ok(analyse(path, ways[0].yaml, some, N, &err), &err);
    db = open_of(path);
    for (size_t s = 0; s < sizeof level / sizeof *level; s++) {
        struct found f = find(db, &level[s], "panel", "supplied");

        assert_true(f.value > 0);
        assert_int_equal(f.se > 0, s >= 2); /* 0: NULL */
        assert_int_equal(f.upper > 0, s >= 2);
    }
    (void)sqlite3_close(db);
    free(path);
}

static void refused(void **state)
{
    static const char *const message =
        "has no replicate weight 'r2' from 0 up; correct the export";
    char *path = path_of(state, "refused");
    struct reply bad[N];
    struct err err = {0};
    sqlite3_stmt *at = NULL;
    sqlite3 *db;

    memcpy(bad, replies, sizeof bad);
    bad[FIRST + 1].rep[1] = -1;
    assert_int_equal(analyse(path, ways[0].yaml, bad, N, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, message));
    db = open_of(path);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT count(*) FROM estimate", -1, &at, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(at), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(at, 0), 0);
    (void)sqlite3_finalize(at);
    (void)sqlite3_close(db);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),     cmocka_unit_test(left_alone),
        cmocka_unit_test(quantiles),   cmocka_unit_test(bootstrap),
        cmocka_unit_test(nobody_left), cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests_name("replicated", tests, NULL, NULL);
}
