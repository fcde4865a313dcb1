/* test_oracles.c - what the whole program leaves in its database for two real
 * exports, against what a publisher printed and what plain SQL gives.  Values
 * computed with R: test_covered.c. */
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

#define LENGTH(array) (sizeof(array) / sizeof *(array))

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
    published(&w);
    world_close(&w);
}

/* ---- Star Wars -------------------------------------------------------- */

static struct world star_wars(void **state)
{
    const char *folder = check_folder(state);
    char *export =
        world_shared("data", "surveymonkey__fivethirtyeight__star-wars.csv");
    char *definition = program_path(folder, "drafted.yaml");
    struct world w = {.alias = world_films, .n = 1186};
    size_t columns = 0;

    draft(folder, export);
    prepare(folder, "drafted.yaml", export);
    world_open(&w, folder, definition);
    for (size_t q = 0; q < w.survey->n_questions; q++)
        columns += w.survey->question[q].n_items
                       ? w.survey->question[q].n_items
                       : w.survey->question[q].derived.rule == DERIVE_NONE;
    assert_int_equal(columns, LENGTH(world_films));
    free(export);
    free(definition);
    return w;
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
