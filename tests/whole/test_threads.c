/* test_threads.c - the same database, byte for byte, whatever the number of
 * threads that read, count and rank; of it the run table alone knows when.
 *
 * More rows than two blocks of threads.h, so that several connections read
 * them; a question of each kind that is counted in threads. */
#include <sqlite3.h>
#include <stdlib.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/base/threads.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

enum { ROWS = 2 * THREADS_BLOCK + 700, MOST = 64 << 20 };

static const char definition[] =
    "survey: many\n"
    "sources: [{key: web, files: [many.csv], platform: generic, id: id, "
    "weight: w, stratum: h}]\n"
    "targets: targets.csv\n"
    "weighting: [{name: raked, margins: [sex, area]}]\n"
    "scales: {agree: [{key: a, score: 3, side: positive}, {key: n, score: 2, "
    "side: neutral}, {key: d, score: 1, side: negative}]}\n"
    "breakdowns: [sex, area]\n"
    "questions:\n"
    "  - {key: sex, type: single, column: sex, options: [{key: f}, {key: m}]}\n"
    "  - {key: area, type: single, column: area, options: [{key: \"0\"}, "
    "{key: \"1\"}, {key: \"2\"}]}\n"
    "  - {key: plan, type: scale, scale: agree, column: plan}\n"
    "  - {key: crimes, type: multiple, items: [{key: c1, column: c1}, "
    "{key: c2, column: c2}]}\n"
    "  - {key: visits, type: number, column: visits}\n"
    "  - {key: first, type: ranking, items: [{key: r1, column: r1}, "
    "{key: r2, column: r2}, {key: r3, column: r3}]}\n";

static const char targets[] = "margin,level,share\n"
                              "sex,f,0.51\nsex,m,0.49\n"
                              "area,0,0.2\narea,1,0.3\narea,2,0.5\n";

/* Numbers without a pattern that a block could hide: the high bits of a
 * linear congruence. */
static unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

static char *rows(void)
{
    /* Few ballots: they are drawn again and again for their sets. */
    static const char *const ranks[] = {"1,2,3", "3,1,2", "2,3,1", "1,3,2"};
    struct str s = {0};
    struct err err = {0};
    uint64_t at = 1;
    char *out;

    str_add(&s, "id,w,h,sex,area,plan,c1,c2,visits,r1,r2,r3\n");
    for (unsigned i = 0; i < ROWS; i++) {
        str_addf(&s, "%u,%u.%03u,%u", i, 1 + draw(&at, 3), draw(&at, 1000),
                 draw(&at, 2));
        str_addf(&s, ",%c,%u,%c", "fm"[draw(&at, 2)], draw(&at, 3),
                 "and"[draw(&at, 3)]);
        str_addf(&s, ",%u,%u,%u.%u", draw(&at, 2), draw(&at, 2), draw(&at, 40),
                 draw(&at, 10));
        str_addf(&s, ",%s\n", i % 64 ? ",," : ranks[draw(&at, 4)]);
    }
    assert_ok(str_take(&s, &out, &err), &err);
    str_free(&s);
    return out;
}

/* The survey again, analysed by so many threads, without the time of the run:
 * the bytes of the file. */
static struct str analysed(const char *folder, struct text before,
                           const char *threads)
{
    char *path = program_path(folder, "again.db");
    struct str after = {0};
    struct err err = {0};
    sqlite3 *db;

    assert_ok(file_write(path, before, 0600, &err), &err);
    program_expect(
        run_canvass(folder, "analyse", "-d", "again.db", "--threads", threads),
        0);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE run SET started = "
                                  "'2016-09-09T00:00:00Z'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_ok(file_read(path, MOST, &after, &err), &err);
    free(path);
    return after;
}

static void any_number(void **state)
{
    static const char *const threads[] = {"1", "2", "7"};
    const char *folder = check_folder(state);
    char *path = program_path(folder, "survey.db"), *csv = rows();
    struct str before = {0}, first = {0};
    struct err err = {0};

    program_file(folder, "many.yaml", definition);
    program_file(folder, "targets.csv", targets);
    program_file(folder, "many.csv", csv);
    program_expect(
        run_canvass(folder, "ingest", "-d", "survey.db", "many.yaml"), 0);
    assert_ok(file_read(path, MOST, &before, &err), &err);
    for (size_t i = 0; i < 3; i++) {
        struct str next = analysed(folder, str_text(&before), threads[i]);

        if (i == 0)
            first = next;
        assert_true(text_equal(str_text(&first), str_text(&next)));
        if (i > 0)
            str_free(&next);
    }
    assert_true(program_number(folder, "again.db",
                               "SELECT count(*) FROM estimate") > 300);
    str_free(&first);
    str_free(&before);
    free(path);
    free(csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_number)};

    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
