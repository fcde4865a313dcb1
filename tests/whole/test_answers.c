/* test_answers.c - the page's first answers where items stand in a chain: each
 * cannot be told from the next, and the last can from the first. */
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

/* 200 responses of which about 60, 50, 40 and 30 in 100 chose an item. */
static void write_choices(const char *folder)
{
    struct str rows = {0};

    str_add(&rows, "id,W | Alarms,W | Beat,W | Cars,W | Dogs\n");
    for (int i = 0; i < 200; i++)
        str_addf(&rows, "%d,%s,%s,%s,%s\n", i, i % 10 < 6 ? "x" : "",
                 i / 2 % 10 < 5 ? "x" : "", i * 3 / 7 % 10 < 4 ? "x" : "",
                 i * 7 / 11 % 10 < 3 ? "x" : "");
    program_file(folder, "x.csv", str_cstr(&rows));
    str_free(&rows);
}

static void chain(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "out/index.html");
    struct str page = {0};
    struct err err = {0};

    write_choices(folder);
    program_file(
        folder, "survey.yaml",
        "survey: s\nsources: [{key: web, files: [x.csv], id: id}]\n"
        "headline: {question: w, rule: pick_share, base: gave_view, scheme: "
        "unweighted}\n"
        "questions:\n  - key: w\n    type: pick\n    max: 4\n    items:\n"
        "      - {key: a, label: Alarms, column: \"W | Alarms\"}\n"
        "      - {key: b, label: Beat, column: \"W | Beat\"}\n"
        "      - {key: c, label: Cars, column: \"W | Cars\"}\n"
        "      - {key: d, label: Dogs, column: \"W | Dogs\"}\n");
    program_expect(
        run_canvass(folder, "run", "survey.yaml", "-d", "x.db", "-o", "out"),
        0);
    assert_near(program_number(folder, "x.db",
                               "SELECT count(DISTINCT tier) FROM ranking WHERE "
                               "rule = 'pick_share' AND headline"),
                1, 0);
    assert_ok(file_read(path, 16 * 1024 * 1024, &page, &err), &err);
    assert_non_null(strstr(str_cstr(&page),
                           "could not be separated from it: <span "
                           "class=\"said\" dir=\"auto\">Beat</span>.</p>"));
    str_free(&page);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(chain)};

    return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
