/* test_bad_data.c - data and targets that cannot be weighted or estimated,
 * through the program: a message that says what and what to do, and nothing of
 * an answer in the database. */
#include <stdlib.h>
#include <string.h>
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

#define SHARES "margin,level,share\n"
#define HALVES "sex,f,0.5\nsex,m,0.5\n"
#define RAKE "weighting: [{name: r, margins: [sex, area]}]\n"
#define BOUNDED                                                                \
    "weighting: [{name: r, method: logit, margins: [sex, area], bounds: "      \
    "{lower: 0.95, upper: 1.05}}]\n"
#define CAPPED "weighting: [{name: r, margins: [sex, area], cap: 1.2}]\n"

static const char head[] = "w,area,sex,q,y,st\n";
static const char *const good[] = {"1,n,f,yes,3,a\n",   "2,n,m,no,4,a\n",
                                   "1.5,s,f,yes,5,a\n", "1.19,s,m,no,6,b\n",
                                   "2,n,f,yes,7,b\n",   "1,s,f,no,8,b\n"};
enum { ROWS = sizeof good / sizeof *good };

static const struct bad {
    const char *name;
    const char *row[ROWS]; /* instead of the good one; NULL: the good one */
    const char *source;    /* added to it */
    const char *more;      /* of the definition */
    const char *targets;   /* NULL: none */
    enum { INGEST, ANALYSE } stage;
    int status; /* of that stage; the one before ends in 0 or 1 */
    const char *message;
} bads[] = {
    {"weight-negative",
     {NULL, "-2,n,m,no,4,a\n"},
     "",
     "",
     NULL,
     ANALYSE,
     3,
     "response 2 of source 'w' has the weight -2; a weight is a number above "
     "0: correct the export, or list the response in removals"},
    {"weight-zero",
     {NULL, "0,n,m,no,4,a\n"},
     "",
     "",
     NULL,
     ANALYSE,
     3,
     "response 2 of source 'w' has the weight 0, or none that is a number; a "
     "weight is a number above 0"},
    {"weight-missing",
     {NULL, NULL, ",s,f,yes,5,a\n"},
     "",
     "",
     NULL,
     ANALYSE,
     3,
     "response 3 of source 'w' has the weight 0, or none that is a number"},
    {"weight-infinite",
     {NULL, NULL, NULL, "inf,s,m,no,6,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     3,
     "response 4 of source 'w' has the weight 0, or none that is a number"},
    {"weight-too-large",
     {NULL, NULL, NULL, "1e999,s,m,no,6,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     3,
     "response 4 of source 'w' has the weight 0, or none that is a number"},
    {"lonely-cluster",
     {NULL, NULL, NULL, NULL, NULL, "1,s,f,no,8,c\n"},
     ", stratum: st",
     "",
     NULL,
     ANALYSE,
     3,
     "stratum 'c' has one response alone, which says nothing about its "
     "variance; join it to another in the data, or write lonely: remove, "
     "adjust or average"},
    {"no-stratum",
     {NULL, NULL, NULL, NULL, NULL, "1,s,f,no,8,\n"},
     ", stratum: st",
     "",
     NULL,
     ANALYSE,
     3,
     "the response on line 7 of source 'w' has no stratum; correct the export, "
     "or list the response in removals, and ingest again"},
    {"one-level",
     {NULL, NULL, "1.5,n,f,yes,5,a\n", "1,n,m,no,6,b\n", NULL,
      "1,n,f,no,8,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     0,
     "breakdown 'area': everybody with a level is 'n'; there is nothing to "
     "compare"},
    {"one-person",
     {NULL, NULL, NULL, NULL, NULL, "1,e,f,no,8,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     0,
     "breakdown 'area': level 'e' is one response, which has no variance; "
     "merge it with another"},
    {"all-equal",
     {NULL, "2,n,m,yes,4,a\n", NULL, "1,s,m,yes,6,b\n", NULL,
      "1,s,f,yes,8,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     0,
     "question 'q': all answers are 'yes'; standard errors are 0 and say "
     "nothing, and there is nothing to test"},
    {"all-numbers-equal",
     {"1,n,f,yes,7,a\n", "2,n,m,no,7,a\n", "1.5,s,f,yes,7,a\n",
      "1.19,s,m,no,7,b\n", NULL, "1,s,f,no,7,b\n"},
     "",
     "",
     NULL,
     ANALYSE,
     0,
     "question 'y': all answers are '7'; standard errors are 0"},
    {"collinear-margins",
     {NULL, "2,n,f,no,4,a\n", "1.5,s,m,yes,5,a\n", NULL, NULL,
      "1,s,m,no,8,b\n"},
     "",
     RAKE,
     SHARES HALVES "area,n,0.4\narea,s,0.6\n",
     ANALYSE,
     3,
     "targets.csv:4: scheme 'r': the target of 'n' of area is 40% of everyone, "
     "but the targets of 'f' of sex make it 50%: correct them, merge the "
     "levels, or take a margin out"},
    {"shares-do-not-add-up",
     {NULL},
     "",
     RAKE,
     SHARES "sex,f,0.5\nsex,m,0.3\narea,n,0.5\narea,s,0.5\n",
     INGEST,
     3,
     "targets.csv:2: the shares of 'sex' add up to 0.8; they must add up to 1: "
     "correct them or give counts"},
    {"counts-do-not-add-up",
     {NULL},
     "",
     RAKE,
     "margin,level,count\nsex,f,500\nsex,m,500\narea,n,400\narea,s,500\n",
     ANALYSE,
     3,
     "targets.csv:4: scheme 'r': the counts of area add up to 900 and those of "
     "sex to 1000; give both for the same people, or shares"},
    {"nobody-has-the-level",
     {NULL},
     "",
     RAKE,
     SHARES HALVES "area,n,0.4\narea,s,0.3\narea,e,0.3\n",
     ANALYSE,
     3,
     "targets.csv:6: scheme 'r': nobody is 'e' of area, which has a target; "
     "merge it with another level such as 's', here and in the definition, or "
     "leave the margin out"},
    {"bounds-too-narrow",
     {NULL},
     "",
     BOUNDED,
     SHARES HALVES "area,n,0.5\narea,s,0.5\n",
     ANALYSE,
     3,
     "times its design weights, and the bounds are 0.95 to 1.05; widen them, "
     "or merge the level with another"},
    {"cap-too-low",
     {NULL},
     "",
     CAPPED,
     SHARES "sex,f,0.1\nsex,m,0.9\narea,n,0.5\narea,s,0.5\n",
     ANALYSE,
     1,
     "scheme 'r' has not converged: under the cap of 1.2 the targets cannot "
     "all be met"},
};

static void write_files(const char *folder, const struct bad *bad)
{
    struct str rows = {0}, yaml = {0};

    str_add(&rows, head);
    for (size_t i = 0; i < ROWS; i++)
        str_add(&rows, bad->row[i] ? bad->row[i] : good[i]);
    program_file(folder, "d.csv", str_cstr(&rows));
    str_addf(&yaml,
             "survey: s\n"
             "sources: [{key: w, files: [d.csv], platform: generic, sample: "
             "probability, weight: w%s}]\n"
             "questions:\n"
             "  - {key: area, type: single, column: area, options: [{key: n}, "
             "{key: s}, {key: e}]}\n"
             "  - {key: sex, type: single, column: sex, options: [{key: f}, "
             "{key: m}]}\n"
             "  - {key: q, type: single, column: q, options: [{key: \"yes\"}, "
             "{key: \"no\"}]}\n"
             "  - {key: y, type: number, column: y}\n"
             "breakdowns: [area, sex]\n%s%s%s",
             bad->source, *bad->source ? "" : "ignore: [st]\n",
             bad->targets ? "targets: targets.csv\n" : "", bad->more);
    program_file(folder, "s.yaml", str_cstr(&yaml));
    if (bad->targets)
        program_file(folder, "targets.csv", bad->targets);
    str_free(&rows);
    str_free(&yaml);
}

/* The run ended so and said so. */
static void expect_said(struct child_result run, const struct bad *bad)
{
    const char *said = str_cstr(&run.err);

    if (run.exit_status != bad->status || !strstr(said, bad->message))
        fail_msg("%s: status %d, not %d; said:\n%s", bad->name, run.exit_status,
                 bad->status, said);
    child_result_free(&run);
}

static void refuse_at_ingest(const char *folder, const struct bad *bad)
{
    char *path = program_path(folder, "s.db");
    FILE *file;

    expect_said(run_canvass(folder, "ingest", "-d", "s.db", "s.yaml"), bad);
    file = fopen(path, "r");
    assert_null(file);
    free(path);
}

static void refuse_at_analysis(const char *folder, const struct bad *bad)
{
    struct child_result ingest =
        run_canvass(folder, "ingest", "-d", "s.db", "s.yaml");
    char *before, *after;
    double rows;

    if (ingest.exit_status > 1)
        fail_msg("%s: %s", bad->name, str_cstr(&ingest.err));
    child_result_free(&ingest);
    before = program_digest(folder);
    expect_said(run_canvass(folder, "analyse", "-d", "s.db"), bad);
    after = program_digest(folder);
    rows = program_number(folder, "s.db",
                          "SELECT (SELECT count(*) FROM estimate) + (SELECT "
                          "count(*) FROM test) + (SELECT count(*) FROM run "
                          "WHERE stage = 'analyse')");
    if (bad->status > 1) {
        assert_string_equal(before, after);
        assert_near(rows, 0, 0);
    } else {
        assert_true(rows > 100);
    }
    free(before);
    free(after);
}

static void all_bad(void **state)
{
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        const char *folder = check_folder(state);

        write_files(folder, &bads[i]);
        if (bads[i].stage == INGEST)
            refuse_at_ingest(folder, &bads[i]);
        else
            refuse_at_analysis(folder, &bads[i]);
    }
}

/* A level of one response, and answers that are all equal, have no interval
 * that claims to know anything: those of Kish's n, or none. */
static void says_nothing_it_does_not_know(void **state)
{
    const char *folder = check_folder(state);
    char *rows;

    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++)
        if (strcmp(bads[i].name, "one-person") == 0)
            write_files(folder, &bads[i]);
    program_expect(run_canvass(folder, "ingest", "-d", "s.db", "s.yaml"), 0);
    program_expect(run_canvass(folder, "analyse", "-d", "s.db", "--everything"),
                   0);
    rows = program_query(
        folder, "s.db",
        "SELECT measure, interval, round(lower, 3), upper FROM estimate WHERE "
        "level = 'e' AND scheme = 'supplied' AND base <> 'all' AND (option = "
        "'no' AND measure = 'share' OR measure = 'mean') AND question IN "
        "('q', 'y') AND n = 1 AND "
        "base = 'gave_view' ORDER BY measure DESC");
    assert_string_equal(rows, "share|kish|0.025|1.0\nmean|||");
    free(rows);
    assert_near(program_number(folder, "s.db",
                               "SELECT count(*) FROM test WHERE level = 'e' "
                               "AND p < 0.05"),
                0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bad),
        cmocka_unit_test(says_nothing_it_does_not_know),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
