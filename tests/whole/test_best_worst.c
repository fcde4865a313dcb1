/* test_best_worst.c - best-worst tasks through the whole program, against R
 * survey 4.1 (svyratio) and survival 3.5 (coxph), and what is wrong with them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/world.h"

static void made(const char *folder)
{
    world_copy(folder, "tests/data/best_worst/tasks.csv", "tasks.csv");
    world_copy(folder, "tests/data/best_worst/tasks.yaml", "tasks.yaml");
}

static double query(const char *folder, const char *sql)
{
    char *text = program_query(folder, "c.db", sql);
    double x = *text ? strtod(text, NULL) : (double)NAN;

    free(text);
    return x;
}

/* Counts: svyratio(~num, ~den, svydesign(~1, weights = w)), num best less
 * worst and den shown by respondent, 0 outside the level.  Logit: coxph(...
 * ~ items + strata(task) + cluster(id), weights = w, robust = TRUE), rows of
 * the worst with the sign turned; its error times sqrt(48 / 47), because a
 * level is a domain of the 48. */
static const struct {
    const char *what, *item;
    double score, score_se, log_worth, log_worth_se, worth;
} cases[] = {
    {"unweighted", "patrol", 0.537634408602, 0.061007252013, 1.324929405,
     0.180855007, 0.527021283},
    {"unweighted", "calls", 0.250000000000, 0.052177924670, 0.478968219,
     0.129876094, 0.226168376},
    {"unweighted", "victims", 0.042553191489, 0.057958816029, -0.219277268,
     0.123161063, 0.112509117},
    {"unweighted", "roads", -0.128571428571, 0.064441079342, -0.451647731,
     0.145328475, 0.089180624},
    {"unweighted", "youth", -0.521428571429, 0.050427681638, -1.132972625,
     0.136535978, 0.045120600},
    {"supplied", "patrol", 0.544186408978, 0.066877307254, 1.384061088,
     0.215650264, 0.537940807},
    {"supplied", "calls", 0.291532801327, 0.058794696146, 0.580818559,
     0.160981239, 0.240929895},
    {"supplied", "victims", -0.029874213836, 0.071564829995, -0.385574040,
     0.159563950, 0.091662504},
    {"supplied", "roads", -0.110140947248, 0.086315873482, -0.451112124,
     0.201252626, 0.085847745},
    {"supplied", "youth", -0.513213804539, 0.061755151815, -1.128193483,
     0.170138677, 0.043619049},
    {"rural", "patrol", 0.482603092784, 0.097084316375, 1.246388835,
     0.297247462, 0.491718757},
    {"rural", "calls", 0.330920770878, 0.073823390542, 0.642831422, 0.206476416,
     0.268902674},
    {"rural", "victims", -0.125610278373, 0.095379735067, -0.537888778,
     0.222522475, 0.082568587},
    {"rural", "roads", -0.021930202499, 0.111497540643, -0.254879060,
     0.250934207, 0.109578263},
    {"rural", "youth", -0.507324429125, 0.082691445915, -1.096452419,
     0.245484264, 0.047231718},
};

static void check(const char *folder, size_t at, const char *column,
                  const char *table, const char *rule, double want,
                  double tolerance)
{
    bool rural = strcmp(cases[at].what, "rural") == 0;
    struct str sql = {0};

    str_addf(&sql,
             "SELECT %s FROM %s WHERE %s = '%s' AND item = '%s' AND base = "
             "'gave_view' AND scheme = '%s' AND level %s",
             column, table, strcmp(table, "ranking") == 0 ? "rule" : "measure",
             rule, cases[at].item, rural ? "supplied" : cases[at].what,
             rural ? "= 'rural'" : "IS NULL");
    assert_near(query(folder, str_cstr(&sql)), want, tolerance);
    str_free(&sql);
}

static void as_r_does(void **state)
{
    const char *folder = check_folder(state);

    made(folder);
    program_expect(
        run_canvass(folder, "run", "-d", "c.db", "tasks.yaml", "-o", "out"), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(folder, i, "score", "ranking", "best_worst", cases[i].score,
              1e-11);
        check(folder, i, "se", "ranking", "best_worst", cases[i].score_se,
              1e-11);
        check(folder, i, "score", "ranking", "best_worst_logit", cases[i].worth,
              1e-8);
        check(folder, i, "value", "estimate", "log_worth", cases[i].log_worth,
              1e-8);
        check(folder, i, "se", "estimate", "log_worth", cases[i].log_worth_se,
              1e-8);
    }
    /* Kish: everybody named something, sixteen of each weight. */
    assert_near(query(folder, "SELECT n_effective FROM ranking WHERE rule = "
                              "'best_worst' AND item = 'roads' AND base = "
                              "'answered' AND scheme = 'supplied' AND "
                              "breakdown IS NULL"),
                16 * (2.385 + 1 + 0.7) * (2.385 + 1 + 0.7) /
                    (2.385 * 2.385 + 1 + 0.49),
                1e-12);
    /* Patrols come first by both, whatever chance. */
    assert_near(query(folder, "SELECT sum(rank_upper_all) FROM ranking WHERE "
                              "item = 'patrol' AND breakdown IS NULL"),
                8, 0);
    assert_near(query(folder, "SELECT sum(headline) FROM ranking WHERE "
                              "rule = 'best_worst_logit'"),
                15, 0);
}

/* Nobody can name what was not shown; who names one item twice has said
 * nothing, and who names nothing gave no view. */
static void odd_tasks(void **state)
{
    static const char csv[] =
        "id,w,area,b1,w1,b2,w2,b3,w3,b4,w4\n"
        "1,2,urban,Patrols,calls,victims,youth,patrol,youth,calls,youth\n"
        "2,1,urban,youth,calls,,,patrol,,,\n"
        "3,1,rural,roads,roads,,,,,,\n"
        "4,1,rural,,,,,,,,\n"
        "5,1,rural,calls,patrol,youth,victims,youth,calls,youth,calls\n";
    const char *folder = check_folder(state);

    made(folder);
    program_file(folder, "tasks.csv", csv);
    program_expect(run_canvass(folder, "ingest", "-d", "c.db", "tasks.yaml"),
                   1);
    program_expect(run_canvass(folder, "analyse", "-d", "c.db"), 0);
    assert_near(query(folder, "SELECT count(*) FROM comment WHERE kind = "
                              "'unrecognised' AND text = 'youth'"),
                1, 0);
    assert_near(query(folder, "SELECT n FROM ranking WHERE rule = 'best_worst' "
                              "AND item = 'patrol' AND base = 'answered' AND "
                              "scheme = 'supplied' AND breakdown IS NULL"),
                3, 0);
    /* Weights 2, 1, 1: best 2 + 2 + 1, worst 1, shown 2 (2 + 1 + 1); task 1 of
       the second has its worst alone. */
    assert_near(query(folder, "SELECT score FROM ranking WHERE rule = "
                              "'best_worst' AND item = 'patrol' AND base = "
                              "'gave_view' AND scheme = 'supplied' AND "
                              "breakdown IS NULL"),
                (5.0 - 1) / 8, 1e-15);
}

/* What is wrong with tasks, by the line of the definition. */
static const struct {
    const char *from, *to, *message;
} wrong[] = {
    {"shown: [victims, roads, youth]", "shown: [victims, roads]",
     "tasks.yaml:15: question 'matters': a task shows 2 items; allowed: 3 and "
     "more"},
    {"shown: [victims, roads, youth]", "shown: [victims, roads, cars]",
     "tasks.yaml:15: question 'matters': a task shows 'cars', which is none "
     "of its items"},
    {"shown: [victims, roads, youth]", "shown: [victims, roads, roads]",
     "tasks.yaml:15: question 'matters': a task shows 'roads' twice; keep one"},
    {"best: b2", "best: b1", "tasks.yaml:15: "},
    {"best: b2, ", "", "tasks.yaml:15: "},
    {"best: b2", "best: b9",
     "tasks.yaml:15: column \"b9\" is not in tasks.csv"},
    {"{key: youth, label: Youth work}",
     "{key: youth, label: Youth work, column: b1}",
     "tasks.yaml:12: question 'matters': the columns of a best_worst are those "
     "of its tasks; take away that of item 'youth'"},
    {"type: best_worst", "type: ranking",
     "tasks.yaml:14: question 'matters': tasks belong to questions of type "
     "best_worst, not to type ranking"},
    {"label: Patrols", "label: Youth work",
     "tasks.yaml:12: question 'matters': the words 'youth work' stand for "
     "items 1 and 5"},
};

static void read_definition(struct str *out)
{
    char *path = world_path("tests/data/best_worst/tasks.yaml");
    struct err err = {0};

    assert_ok(file_read(path, 1 << 16, out, &err), &err);
    free(path);
}

static void wrong_tasks(void **state)
{
    const char *folder = check_folder(state);
    struct str right = {0};

    made(folder);
    read_definition(&right);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *at = strstr(str_cstr(&right), wrong[i].from);
        struct str edited = {0};
        struct child_result run;

        assert_non_null(at);
        str_add_n(&edited, right.p, (size_t)(at - right.p));
        str_add(&edited, wrong[i].to);
        str_add(&edited, at + strlen(wrong[i].from));
        program_file(folder, "tasks.yaml", str_cstr(&edited));
        run = run_canvass(folder, "ingest", "-d", "c.db", "tasks.yaml");
        if (!strstr(str_cstr(&run.err), wrong[i].message))
            fail_msg("'%s' lacks '%s'", str_cstr(&run.err), wrong[i].message);
        assert_int_equal(run.exit_status, 3);
        child_result_free(&run);
        str_free(&edited);
    }
    str_free(&right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_r_does),
        cmocka_unit_test(odd_tasks),
        cmocka_unit_test(wrong_tasks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
