/* test_rows.c - from answers in a database to the rows of results: who counts,
 * in which base, under which weights, with which numbers. */
#include "analyse/analyse.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/small.h"

static const char definition[] =
    "survey: small\n"
    "sources:\n"
    "  - {key: web, files: [\"w.csv\"], weight: w}\n"
    "respondent: {question: reply_as, individual: [resident], organisation: "
    "[charity], staff: [police]}\n"
    "headline: {question: places, rule: top2, base: ranked, scheme: "
    "supplied}\n"
    "scales:\n"
    "  agree:\n"
    "    - {key: a, label: Agree, score: 2, side: positive}\n"
    "    - {key: n, label: Neither, score: 1, side: neutral}\n"
    "    - {key: d, label: Disagree, score: 0, side: negative}\n"
    "    - {key: dk, label: Don't know, state: unknown}\n"
    "questions:\n"
    "  - {key: reply_as, type: single, column: Q1, options: [{key: resident},"
    " {key: charity}, {key: police}]}\n"
    "  - {key: area, type: single, column: Q2, options: [{key: north}, {key: "
    "south}, {key: east}, {key: pns, state: refused}]}\n"
    "  - {key: plan, type: scale, scale: agree, asked_if: {area: [north]}, "
    "items: [{key: seen, column: A}, {key: heard, column: B}]}\n"
    "  - {key: crimes, type: multiple, items: [{key: theft, column: C}, {key: "
    "fraud, column: D}, {key: none, column: E, excludes: yes}]}\n"
    "  - {key: places, type: ranking, items: [{key: x, column: F}, {key: y, "
    "column: G}, {key: z, column: H}]}\n"
    "  - {key: budget, type: points, total: 10, items: [{key: x, column: I}, "
    "{key: y, column: J}]}\n"
    "  - {key: years, type: number, column: K}\n"
    "  - {key: said, type: text, column: L}\n"
    "breakdowns: [area, \"area*reply_as\"]\n";

/* The last two are an organisation and staff. */
static const char answers[] =
    "weight,reply_as,area,plan__seen,plan__heard,crimes__theft,crimes__fraud,"
    "crimes__none,places__x,places__y,places__z,budget__x,budget__y,years,"
    "said\n"
    "2.385,resident,north,a,a,1,0,0,1,2,3,10,0,1985,1\n"
    "1.19,resident,north,d,dk,0,1,0,2,1,3,4,6,1990,\n"
    "0.5,resident,north,dk,?,0,0,1,1,,,3,,1991,1\n"
    "1.7,,south,.,.,0,0,0,,,,,,,\n"
    "2,resident,pns,n,,1,1,0,3,1,2,?,5,?,\n"
    "1.1,charity,south,.,.,1,0,0,1,2,3,0,10,2000,1\n"
    "1,police,north,d,d,0,0,1,3,2,1,5,5,2001,1\n";

static char *database(void **state)
{
    struct str path = {0};
    struct err err = {0};
    char *out = NULL;

    str_addf(&path, "%s/small.db", check_folder(state));
    small_database(str_cstr(&path), definition, answers);
    assert_ok(str_take(&path, &out, &err), &err);
    return out;
}

static void analyse(const char *path, unsigned threads)
{
    const struct analyse_request request = {
        .database = path, .seed = 1, .threads = threads};
    struct analyse_summary summary;
    struct err err = {0};

    assert_ok(analyse_run(&request, &summary, NULL, &err), &err);
    assert_int_equal(summary.responses, 7);
}

/* The one number of a query; NaN for NULL, and fails where there is no row. */
static double ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    double value;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    value = sqlite3_column_type(statement, 0) == SQLITE_NULL
                ? (double)NAN
                : sqlite3_column_double(statement, 0);
    if (sqlite3_step(statement) != SQLITE_DONE)
        fail_msg("%s: more than one row", sql);
    (void)sqlite3_finalize(statement);
    return value;
}

#define E "FROM estimate WHERE source IS NULL AND "
#define ALL " AND breakdown IS NULL AND scheme = 'unweighted'"
#define R "FROM ranking WHERE source IS NULL AND "

static const struct {
    const char *what, *sql;
    double value;
} known[] = {
    {"individuals alone, with who did not state",
     "SELECT n " E "question = 'area' AND option = 'south' AND base = "
     "'answered'" ALL,
     5},
    {"refused is an answer, and no view",
     "SELECT n " E "question = 'area' AND option = 'south' AND base = "
     "'gave_view'" ALL,
     4},
    {"a share",
     "SELECT value " E "question = 'area' AND option = 'north' AND "
     "base = 'answered'" ALL,
     0.6},
    {"its numerator",
     "SELECT count " E "question = 'area' AND option = 'north'"
     " AND base = 'answered'" ALL,
     3},
    {"se with all 7 in n/(n-1): sqrt(7/6 * 0.6 * 0.4 / 5)",
     "SELECT se " E "question = 'area' AND option = 'north' AND base = "
     "'answered'" ALL,
     0.23664319132398465},
    {"df of the domain",
     "SELECT df " E "question = 'area' AND option = 'north'"
     " AND base = 'answered'" ALL,
     4},
    {"weighted: (2.385 + 1.19 + 0.5) / 7.775",
     "SELECT value " E "question = 'area' AND option = 'north' AND base = "
     "'answered' AND breakdown IS NULL AND scheme = 'supplied'",
     4.075 / 7.775},
    {"refused has its row among answers",
     "SELECT count " E "question = 'area' AND option = 'pns' AND base = "
     "'answered'" ALL,
     1},
    {"and none among views",
     "SELECT count(*) " E "question = 'area' AND option = 'pns' AND base = "
     "'gave_view'",
     0},
    {"levels are answered options that somebody has",
     "SELECT count(DISTINCT level) " E "breakdown = 'area'", 2},
    {"a crossing, of individuals",
     "SELECT group_concat(DISTINCT level) = 'north*resident' " E
     "breakdown = 'area*reply_as'",
     1},
    {"kinds stand beside",
     "SELECT n " E "question = 'area' AND option = "
     "'south' AND base = 'answered' AND breakdown = "
     "'respondent' AND level = 'organisation' AND "
     "scheme = 'unweighted'",
     1},
    {"a grid, item by item: 3 answered what they were asked, and one more",
     "SELECT n " E "question = 'plan' AND item = 'seen' AND option = 'a' AND "
     "base = 'answered'" ALL,
     4},
    {"unrecognised is an answer: 3 of heard",
     "SELECT n " E "question = 'plan' AND item = 'heard' AND option = 'a' AND "
     "base = 'answered'" ALL,
     3},
    {"and no view",
     "SELECT n " E "question = 'plan' AND item = 'heard' AND option = 'a' AND "
     "base = 'gave_view'" ALL,
     1},
    {"blank was asked",
     "SELECT n " E "question = 'plan' AND item = 'heard' AND"
     " option = 'a' AND base = 'asked'" ALL,
     4},
    {"no asked without a question asked of some",
     "SELECT count(*) " E "question = 'area' AND base = 'asked'", 0},
    {"positive among views",
     "SELECT value " E "question = 'plan' AND item = 'seen' AND measure = "
     "'positive' AND base = 'gave_view'" ALL,
     1 / 3.0},
    {"net",
     "SELECT value " E "question = 'plan' AND item = 'seen' AND measure "
     "= 'net' AND base = 'gave_view'" ALL,
     0},
    {"net, weighted: (2.385 - 1.19) / 5.575",
     "SELECT value " E "question = 'plan' AND item = 'seen' AND measure = "
     "'net' AND base = 'gave_view' AND breakdown IS NULL AND scheme = "
     "'supplied'",
     1.195 / 5.575},
    {"mean of scores",
     "SELECT value " E "question = 'plan' AND item = 'seen' "
     "AND measure = 'mean'" ALL,
     1},
    {"se of scores 2, 0, 1 about 1: sqrt(7/6 * 2 / 9)",
     "SELECT se " E "question = 'plan' AND item = 'seen' AND measure = "
     "'mean'" ALL,
     0.50917507721731548},
    {"a multiple, per cent of people",
     "SELECT value " E "question = 'crimes' AND item = 'theft' AND base = "
     "'answered'" ALL,
     0.4},
    {"five answered, one of them with nothing chosen",
     "SELECT n " E "question = 'crimes' AND item = "
     "'theft' AND base = 'answered'" ALL,
     5},
    {"none of these has a share",
     "SELECT value " E "question = 'crimes' AND "
     "item = 'none' AND base = 'answered'" ALL,
     0.2},
    {"and no place in the order",
     "SELECT count(*) " R "question = 'crimes' AND item = 'none'", 0},
    {"a tie is a tie: 1 and 1",
     "SELECT sum(rank) " R "question = 'crimes' AND base = 'gave_view'" ALL, 2},
    {"mean of a number",
     "SELECT value " E "question = 'years' AND measure = "
     "'mean'" ALL,
     1988 + 2 / 3.0},
    {"median",
     "SELECT value " E "question = 'years' AND measure = 'median'" ALL, 1990},
    {"sd: sqrt(((11/3)^2 + (4/3)^2 + (7/3)^2) / 2)",
     "SELECT value " E "question = 'years' AND measure = 'sd'" ALL,
     3.2145502536643185},
    {"who wrote something, of all",
     "SELECT value " E "question = 'said' AND base = 'all'" ALL, 0.4},
    {"mean place on complete ballots",
     "SELECT score " R "question = 'places' "
     "AND rule = 'mean_rank' AND base = 'complete' AND item = 'x'" ALL,
     2},
    {"three are complete",
     "SELECT n " R "question = 'places' AND rule = "
     "'mean_rank' AND base = 'complete' AND item = 'x'" ALL,
     3},
    {"on ranked, y of the third stands at 2.5: (2 + 1 + 2.5 + 1) / 4",
     "SELECT score " R "question = 'places' AND rule = 'mean_rank' AND base = "
     "'ranked' AND item = 'y'" ALL,
     1.625},
    {"borda is items less place",
     "SELECT score " R "question = 'places' AND rule = 'borda' AND unranked = "
     "'average' AND item = 'y'" ALL,
     1.375},
    {"borda zero: (1 + 2 + 0 + 2) / 4",
     "SELECT score " R "question = 'places' AND rule = 'borda' AND unranked = "
     "'zero' AND item = 'y'" ALL,
     1.25},
    {"se of borda zero 1, 2, 0, 2 about 1.25: sqrt(7/6 * 2.75 / 16)",
     "SELECT se " R "question = 'places' AND rule = 'borda' AND unranked = "
     "'zero' AND item = 'y'" ALL,
     0.44779552625426411},
    {"on complete the treatments are one, and not named",
     "SELECT count(*) " R "question = 'places' AND rule = 'borda' AND base = "
     "'complete' AND unranked IS NULL AND item = 'y'" ALL,
     1},
    {"first choice on ranked",
     "SELECT score " R "question = 'places' AND rule = 'first_choice' AND base"
     " = 'ranked' AND item = 'x'" ALL,
     0.5},
    {"unranked is in no top: y is among three of four",
     "SELECT score " R "question = 'places' AND rule = 'top3' AND base = "
     "'ranked' AND item = 'y'" ALL,
     0.75},
    {"the headline's own top, weighted: (2.385 + 1.19 + 2) / 6.075 for y",
     "SELECT score " R "headline AND breakdown IS NULL AND item = 'y'",
     5.575 / 6.075},
    {"the headline is one rule, base and scheme, for every level",
     "SELECT count(*) " R "headline", 3 * (1 + 2 + 1 + 3)},
    {"points as shares of what each gave: (1 + 0.4 + 1) / 3",
     "SELECT score " R "question = 'budget' AND base = 'gave_view' AND item = "
     "'x'" ALL,
     0.8},
    {"and as points",
     "SELECT value " E "question = 'budget' AND item = 'x'" ALL, 17 / 3.0},
    {"mean score of a grid's items, in order",
     "SELECT group_concat(item) = 'heard' FROM (SELECT item " R "question = "
     "'plan' AND rule = 'mean_score' AND base = 'gave_view'" ALL
     " AND rank = 1)",
     1},
};

static void known_rows(void **state)
{
    char *path = database(state);
    sqlite3 *db = NULL;

    analyse(path, 1);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double value = ask(db, known[i].sql);

        if (!(fabs(value - known[i].value) < 1e-12))
            print_error("%s:\n", known[i].what);
        assert_near(value, known[i].value, 1e-12);
    }
    (void)sqlite3_close(db);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
