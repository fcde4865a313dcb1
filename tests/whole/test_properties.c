/* test_properties.c - what must not change an answer, and what must be so
 * whatever the answers are, through the program: no expected values needed. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/sheet.h"

static const char *folder;
static char *definition;

static void cell_add(struct str *out, const char *cell)
{
    str_add_char(out, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            str_add_char(out, '"');
        str_add_char(out, *cell);
    }
    str_add_char(out, '"');
}

/* The export with two columns more: a weight of 2.385 for all, and a number of
 * each row; the rows in their order or turned round. */
static void write_export(const struct sheet *s, const char *name, bool turned)
{
    struct str out = {0};

    for (size_t c = 0; c < s->columns; c++)
        cell_add(&out, s->head[c]), str_add_char(&out, ',');
    str_add(&out, "w,k\n");
    for (size_t i = 0; i < s->rows; i++) {
        size_t r = turned && i ? s->rows - i : i; /* row 0: second headers */

        for (size_t c = 0; c < s->columns; c++)
            cell_add(&out, s->cell[r * s->columns + c]),
                str_add_char(&out, ',');
        if (r)
            str_addf(&out, "2.385,%zu\n", r);
        else
            str_add(&out, ",\n");
    }
    program_file(folder, name, str_cstr(&out));
    str_free(&out);
}

/* The definition with `old` made `new`; analysed as NAME.db. */
static void analyse(const char *name, const char *old, const char *new,
                    const char *export)
{
    const char *at = strstr(definition, old);
    struct str yaml = {0}, file = {0}, db = {0};
    struct child_result run;

    assert_non_null(at);
    str_add_n(&yaml, definition, (size_t)(at - definition));
    str_addf(&yaml, "%s%s", new, at + strlen(old));
    str_addf(&file, "%s.yaml", name);
    str_addf(&db, "%s.db", name);
    program_file(folder, str_cstr(&file), str_cstr(&yaml));
    run = run_canvass(folder, "ingest", "-d", str_cstr(&db), str_cstr(&file),
                      export);
    assert_in_range(run.exit_status, 0, 1); /* columns w and k */
    child_result_free(&run);
    program_expect(
        run_canvass(folder, "analyse", "-d", str_cstr(&db), "--everything"), 0);
    str_free(&yaml);
    str_free(&file);
    str_free(&db);
}

/* Two are enough, and a tenth of the rows. */
static void keep_two_breakdowns(void)
{
    static const char few[] = "breakdowns: [age, sex]\n#";
    char *line = strstr(definition, "breakdowns: [age,");

    assert_non_null(line);
    memcpy(line, few, sizeof few - 1);
}

static int set_up(void **state)
{
    struct str bytes = {0}, path = {0};
    struct err err = {0};
    struct sheet s;

    folder = check_folder(state);
    program_expect(run_generate(folder, "-n", "250", "--seed", "7",
                                "--districts", "districts.csv", "-o",
                                "made.csv"),
                   0);
    assert_ok(file_read("fixtures/consultation.yaml", 1 << 20, &bytes, &err),
              &err);
    assert_ok(str_take(&bytes, &definition, &err), &err);
    keep_two_breakdowns();
    path_join(&path, folder, "made.csv");
    s = sheet_read(str_cstr(&path));
    write_export(&s, "rows.csv", false);
    write_export(&s, "turned.csv", true);
    sheet_free(&s);
    str_free(&path);
    analyse("base", "", "", "rows.csv");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(definition);
    return 0;
}

/* ---- two databases side by side ---------------------------------------- */

#define KEYS(a, b)                                                             \
    "ifnull(" a ".question, '') = ifnull(" b ".question, '') AND "             \
    "ifnull(" a ".item, '') = ifnull(" b ".item, '') AND "                     \
    "ifnull(" a ".breakdown, '') = ifnull(" b ".breakdown, '') AND "           \
    "ifnull(" a ".level, '') = ifnull(" b ".level, '') AND "                   \
    "ifnull(" a ".base, '') = ifnull(" b ".base, '')"
#define OPTION(a, b) " AND ifnull(" a ".option, '') = ifnull(" b ".option, '')"
/* Both empty, or as near as that. */
#define FAR(column)                                                            \
    "ifnull(abs(b." column " - a." column ") > :near * max(1, abs(a." column   \
    ")), (a." column " IS NULL) <> (b." column " IS NULL))"

static const struct {
    const char *table, *keys, *far;
} tables
    [] =
        {
            {"estimate",
             KEYS("a", "b") OPTION(
                 "a", "b") " AND a.measure = b.measure AND ifnull(a.arg, '') = "
                           "ifnull(b.arg, '')",
             /* totals go by the size of the weights */
             "(a.measure <> 'total' OR a.scheme = b.scheme) AND (" FAR("value") " OR " FAR("se") " OR " FAR(
                 "lower") " OR " FAR("upper") " OR " FAR("df") " OR a.n <> b.n "
                                                               "OR " FAR("deff") " OR " FAR(
                                                                   "n_"
                                                                   "effective") ")"},
            {"ranking",
             KEYS("a", "b") " AND a.rule = b.rule AND ifnull(a.unranked, '') = "
                            "ifnull(b.unranked, '')",
             FAR("score") " OR " FAR(
                 "se") " OR a.rank <> b.rank OR a.n <> b.n"},
            {"test",
             KEYS("a", "b")
                 OPTION("a", "b") " AND ifnull(a.other_level, '') = "
                                  "ifnull(b.other_level, '') AND a.test = "
                                  "b.test AND ifnull(a.measure, '') = "
                                  "ifnull(b.measure, '') AND "
                                  "ifnull(a.effect, '') = ifnull(b.effect, "
                                  "'')",
             FAR("value") " OR " FAR("p") " OR " FAR("p_adjusted") " OR " FAR(
                 "p_bh") " OR " FAR("effect_value") " OR a.told <> b.told"},
};

static sqlite3_int64 count(sqlite3 *db, const struct str *sql)
{
    sqlite3_stmt *s = NULL;
    sqlite3_int64 n;

    if (sqlite3_prepare_v2(db, str_cstr(sql), -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(db), str_cstr(sql));
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    n = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    return n;
}

/* Every row of base.db, of tests those alone that `of_tests` says, has one of
 * the scheme `other` in NAME.db with the same numbers. */
static void compare(const char *name, const char *other, const char *of_rows,
                    const char *of_tests)
{
    const double nearness = 1e-11;
    struct str path = {0}, sql = {0};
    sqlite3 *db = NULL;

    path_join(&path, folder, "base.db");
    assert_int_equal(sqlite3_open(str_cstr(&path), &db), SQLITE_OK);
    str_addf(&sql, "ATTACH '%s/%s.db' AS o", folder, name);
    assert_int_equal(sqlite3_exec(db, str_cstr(&sql), NULL, NULL, NULL),
                     SQLITE_OK);
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const char *but =
            strcmp(tables[t].table, "test") == 0 ? of_tests : of_rows;
        sqlite3_int64 all, there, far;
        struct str pairs = {0};

        str_clear(&sql);
        str_addf(&sql,
                 "SELECT count(*) FROM %s a WHERE scheme = 'unweighted' AND %s",
                 tables[t].table, but);
        all = count(db, &sql);
        str_addf(&pairs,
                 "FROM main.%s a CROSS JOIN o.%s b ON b.survey = a.survey AND "
                 "b.wave = a.wave AND %s AND b.scheme = '%s' WHERE a.scheme = "
                 "'unweighted' AND %s",
                 tables[t].table, tables[t].table, tables[t].keys, other, but);
        str_clear(&sql);
        str_addf(&sql, "SELECT count(*) %s", str_cstr(&pairs));
        there = count(db, &sql);
        str_clear(&sql);
        str_addf(&sql, "SELECT count(*) %s AND (", str_cstr(&pairs));
        for (const char *p = tables[t].far, *mark; p; p = mark) {
            mark = strstr(p, ":near");
            if (mark) {
                str_add_n(&sql, p, (size_t)(mark - p));
                str_addf(&sql, "%g", nearness);
                mark += strlen(":near");
            } else {
                str_add(&sql, p);
            }
        }
        str_add(&sql, ")");
        far = count(db, &sql);
        if (all < 100 || there != all || far)
            fail_msg("%s, %s: %lld rows, %lld found, %lld with other numbers",
                     name, tables[t].table, (long long)all, (long long)there,
                     (long long)far);
        str_free(&pairs);
    }
    (void)sqlite3_close(db);
    str_free(&path);
    str_free(&sql);
}

static const char everything[] = "1";

static void order_of_rows(void **state)
{
    (void)state;
    analyse("turned", "", "", "turned.csv");
    compare("turned", "unweighted", everything, everything);
}

static void order_of_options(void **state)
{
    (void)state;
    analyse("options",
            "      - {key: \"16-24\", label: 16 to 24}\n"
            "      - {key: \"25-34\", label: 25 to 34}\n",
            "      - {key: \"25-34\", label: 25 to 34}\n"
            "      - {key: \"16-24\", label: 16 to 24}\n",
            "rows.csv");
    /* A pair may stand the other way round; association goes by the order. */
    compare("options", "unweighted",
            "ifnull(a.level, '') NOT IN ('16-24', '25-34')",
            "ifnull(a.level, '') NOT IN ('16-24', '25-34') AND a.test <> "
            "'association'");
}

static void empty_level(void **state)
{
    (void)state;
    analyse("empty", "      - {key: \"75+\", label: 75 and over}\n",
            "      - {key: \"75+\", label: 75 and over}\n"
            "      - {key: none_such, label: Nobody at all}\n",
            "rows.csv");
    compare("empty", "unweighted", "a.question <> 'age'",
            "a.question <> 'age'");
}

static void equal_weights(void **state)
{
    (void)state;
    analyse("equal", "channel: online, sample: open}",
            "channel: online, sample: open, weight: w}", "rows.csv");
    /* Tests of counts and likelihoods are not made of weights, and Kemeny's
     * statistic is a sum of them. */
    compare("equal", "supplied", everything,
            "a.test NOT IN ('fisher', 'pearson', 'plackett_luce_ratio', "
            "'kemeny')");
}

/* Clusters of one: the same through influence columns as through sums. */
static void clusters_of_one(void **state)
{
    (void)state;
    analyse("own", "channel: online, sample: open}",
            "channel: online, sample: open, cluster: k}", "rows.csv");
    compare("own", "unweighted", everything, everything);
}

static void raked_margins(void **state)
{
    (void)state;
    program_file(folder, "t.csv",
                 "margin,level,share\nsex,female,0.51\nsex,male,0.49\n"
                 "age,16-24,0.14\nage,25-34,0.17\nage,35-44,0.16\n"
                 "age,45-54,0.17\nage,55-64,0.15\nage,65-74,0.12\n"
                 "age,75+,0.09\n");
    analyse("raked", "derived:\n",
            "targets: t.csv\n"
            "weighting: [{name: raked, margins: [age, sex]}]\nderived:\n",
            "rows.csv");
    assert_near(program_number(folder, "raked.db",
                               "SELECT count(*) FROM profile WHERE kind = "
                               "'level' AND scheme = 'raked' AND abs(share - "
                               "target) <= 1e-9 AND abs(share_before - share) "
                               "> 0.001"),
                9, 0);
    /* and so the estimates under the scheme, of those who have a level */
    assert_near(
        program_number(folder, "raked.db",
                       "SELECT sum(abs(e.value / (SELECT sum(value) FROM "
                       "estimate WHERE question = 'age' AND scheme = 'raked' "
                       "AND breakdown IS NULL AND base = 'gave_view' AND "
                       "measure = 'share') - p.target)) FROM estimate e JOIN "
                       "profile p ON p.breakdown = 'age' AND p.scheme = "
                       "'raked' AND p.level = e.option AND p.kind = 'level' "
                       "WHERE e.question = 'age' AND e.scheme = 'raked' AND "
                       "e.breakdown IS NULL AND e.base = 'gave_view' AND "
                       "e.measure = 'share'"),
        0, 1e-9);
    /* A target that is met has no error, and what rounding leaves is none. */
    assert_near(program_number(folder, "raked.db",
                               "SELECT count(*) FROM estimate WHERE question "
                               "= 'sex' AND scheme = 'raked' AND breakdown IS "
                               "NULL AND base = 'gave_view' AND option IN "
                               "('female', 'male') AND measure = 'share' AND "
                               "se = 0 AND value > 0.4"),
                2, 0);
}

/* Weights to targets are part of the design: their errors stay linearised. */
static void raked_replicates(void **state)
{
    (void)state;
    analyse("both", "derived:\n",
            "targets: t.csv\nreplicates: {method: bootstrap, count: 3}\n"
            "weighting: [{name: raked, margins: [sex]}]\nderived:\n",
            "rows.csv");
    assert_near(
        program_number(folder, "both.db",
                       "SELECT count(DISTINCT scheme || method) FROM estimate "
                       "WHERE measure = 'mean' AND (scheme, method) IN (VALUES "
                       "('raked', 'linearisation'), ('unweighted', "
                       "'bootstrap'))"),
        2, 0);
    assert_near(program_number(folder, "both.db",
                               "SELECT count(*) FROM estimate WHERE scheme = "
                               "'raked' AND method = 'bootstrap'"),
                0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_rows),    cmocka_unit_test(order_of_options),
        cmocka_unit_test(empty_level),      cmocka_unit_test(equal_weights),
        cmocka_unit_test(clusters_of_one),  cmocka_unit_test(raked_margins),
        cmocka_unit_test(raked_replicates),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
