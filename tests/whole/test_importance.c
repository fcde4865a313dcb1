/* test_importance.c - a grid of satisfaction beside the choice of what matters,
 * and points beside a budget: rows of the database against R survey 4.1. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/world.h"

static void made(const char *folder)
{
    world_copy(folder, "tests/data/ingest/importance.csv", "importance.csv");
    world_copy(folder, "tests/data/ingest/importance.yaml", "importance.yaml");
    world_copy(folder, "tests/data/ingest/importance-targets.csv",
               "importance-targets.csv");
    program_expect(run_canvass(folder, "run", "-d", "c.db", "importance.yaml",
                               "-o", "out"),
                   0);
}

static double query(const char *folder, const char *sql)
{
    char *text = program_query(folder, "c.db", sql);
    double x = *text ? strtod(text, NULL) : (double)NAN;

    free(text);
    return x;
}

/* des <- svydesign(~1, weights=~w0, data=d), subset by Sex where a level;
 * y1, b1: chose it, answered the choice; y2, b2: satisfied, gave a view
 * t <- svytotal(~y1+b1+y2+b2+..., des)
 * svycontrast(t, quote(y1/b1*(1-y2/b2)))
 * svycontrast(t, quote((so/g-s1*o1/g^2)/sqrt((ss/g-(s1/g)^2)*(oo/g-(o1/g)^2))))
 */
static const struct rated_case {
    const char *name, *scheme, *level, *item;
    double rating, rating_se, r, r_se;
} cases[] = {
    {"calls, weighted", "supplied", "IS NULL", "calls", 0.3279543711487,
     0.03455699527886, 0.645859159208, 0.0437543108545},
    {"online, weighted", "supplied", "IS NULL", "online", 0.05147709004069,
     0.01148603423749, 0.4979353484785, 0.0557942400551},
    {"calls, weighted, women", "supplied", "= 'female'", "calls",
     0.416106532982, 0.04929253453143, 0.704914497216, 0.0491146353037},
    {"online, weighted, women", "supplied", "= 'female'", "online",
     0.05575044396565, 0.01788479524047, 0.5785257712736, 0.06947782628371},
    {"calls", "unweighted", "IS NULL", "calls", 0.3308861698183,
     0.03241966499495, 0.6316016462056, 0.04232959964289},
    {"calls, women", "unweighted", "= 'female'", "calls", 0.4087699739874,
     0.04786126893899, 0.6882135131761, 0.05087936960997},
};

static double of(const char *folder, const char *column, const char *table,
                 const char *measure, const struct rated_case *c)
{
    struct str sql = {0};
    double x;

    str_addf(&sql,
             "SELECT %s FROM %s WHERE question = 'satisfied' AND item = '%s' "
             "AND scheme = '%s' AND level %s AND %s",
             column, table, c->item, c->scheme, c->level, measure);
    x = query(folder, str_cstr(&sql));
    str_free(&sql);
    return x;
}

static void ratings(void **state)
{
    const char *folder = check_folder(state);
    static const char rule[] = "rule = 'importance_satisfaction'";
    static const char derived[] = "measure = 'derived_importance'";

    made(folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct rated_case *c = &cases[i];

        assert_near(of(folder, "score", "ranking", rule, c), c->rating, 1e-12);
        assert_near(of(folder, "se", "ranking", rule, c), c->rating_se, 1e-12);
        assert_near(of(folder, "value", "estimate", derived, c), c->r, 1e-12);
        assert_near(of(folder, "se", "estimate", derived, c), c->r_se, 1e-12);
    }
}

static void quadrants(void **state)
{
    const char *folder = check_folder(state);
    char *rows;

    made(folder);
    rows = program_query(
        folder, "c.db",
        "SELECT item, rank, rank_lower_all, rank_upper_all, method FROM "
        "ranking WHERE rule = 'importance_satisfaction' AND level IS NULL AND "
        "scheme = 'unweighted' ORDER BY rank");
    assert_string_equal(
        rows, "patrol|1|1|2|linearisation; very high priority; improve\n"
              "calls|2|1|2|linearisation; very high priority; improve\n"
              "roads|3|3|4|linearisation; increased emphasis; exceeds\n"
              "victims|4|3|5|linearisation; increased emphasis; exceeds\n"
              "rural|5|4|6|linearisation; current emphasis; less urgent\n"
              "online|6|5|6|linearisation; current emphasis; exceeds");
    free(rows);
}

/* Shares of ten points by four people: half, 0.4, 0.6 and 0.3 to streets, so
 * 0.45, of which 0.7 is spent today. */
static void budget(void **state)
{
    const char *folder = check_folder(state);

    program_file(folder, "b.csv",
                 "Id,Streets,Roads\n1,5,5\n2,4,6\n3,6,4\n4,3,7\n");
    program_file(folder, "b.yaml",
                 "survey: money\n"
                 "sources:\n  - {key: web, files: [b.csv], id: Id}\n"
                 "questions:\n"
                 "  - {key: money, type: points, total: 10, items: ["
                 "{key: streets, column: Streets, actual: 7}, "
                 "{key: roads, column: Roads}]}\n");
    program_expect(
        run_canvass(folder, "run", "-d", "c.db", "b.yaml", "-o", "out"), 0);
    assert_near(query(folder, "SELECT value FROM estimate WHERE measure = "
                              "'budget_gap'"),
                -0.25, 1e-12);
    /* sd of 0.5, 0.4, 0.6, 0.3 over the root of 4 */
    assert_near(query(folder, "SELECT se FROM estimate WHERE measure = "
                              "'budget_gap'"),
                sqrt(0.05 / 3) / 2, 1e-12);
    assert_near(query(folder, "SELECT count(*) FROM estimate WHERE measure = "
                              "'budget_gap'"),
                1, 0);
}

/* Kish's, of those who gave a view: (sum w)^2 / sum w^2 by plain SQL. */
static void effective(void **state)
{
    const char *folder = check_folder(state);

    made(folder);
    assert_near(
        query(folder, "SELECT n_effective FROM ranking WHERE rule = "
                      "'importance_satisfaction' AND level IS NULL AND item = "
                      "'calls' AND scheme = 'supplied'"),
        query(folder, "SELECT sum(value) * sum(value) / sum(value * value) "
                      "FROM weight JOIN answers_1_1 USING (response_id) WHERE "
                      "scheme = 'supplied' AND satisfied__calls BETWEEN 1 AND "
                      "5"),
        1e-9);
}

static const struct refused_case {
    const char *name, *line, *message;
} refused[] = {
    {"no such question", "importance: maters",
     "bad.yaml:6: question 'sat': importance: there is no question 'maters'; "
     "did you mean 'matters'?"},
    {"not a choice", "importance: sex",
     "bad.yaml:6: question 'sat': importance: 'sex' is not a multiple or a "
     "pick with at least two items of the same keys"},
    {"overall without scores", "overall: sex",
     "bad.yaml:6: question 'sat': overall: 'sex' is not a scale without items "
     "whose options have scores"},
};

static void refuse(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct str yaml = {0};
        struct child_result run;

        str_addf(&yaml,
                 "survey: s\nsources: [{key: w, files: [w.csv]}]\nquestions:\n"
                 "  - {key: sex, type: single, column: S, options: [{key: f}, "
                 "{key: m}]}\n"
                 "  - {key: matters, type: multiple, items: [{key: a, column: "
                 "A}, {key: b, column: B}]}\n"
                 "  - {key: sat, type: scale, %s, options: [{key: y, score: 1, "
                 "side: positive}, {key: n, score: 0, side: negative}], items: "
                 "[{key: a, column: C}, {key: b, column: D}]}\n",
                 refused[i].line);
        program_file(folder, "bad.yaml", str_cstr(&yaml));
        run = run_canvass(folder, "check", "bad.yaml");
        assert_int_equal(run.exit_status, 3);
        if (!strstr(str_cstr(&run.err), refused[i].message))
            fail_msg("'%s' lacks '%s'", str_cstr(&run.err), refused[i].message);
        child_result_free(&run);
        str_free(&yaml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratings),   cmocka_unit_test(quadrants),
        cmocka_unit_test(effective), cmocka_unit_test(budget),
        cmocka_unit_test(refuse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
