/* test_wide.c - a survey of 5,000 columns: drafted, taken in, and read back
 * through its labelled views, every answer of it. */
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/program.h"

enum { MULTIPLES = 500, CHOICES = 8, SINGLES = 999, ROWS = 40 };

static const char *const answers[] = {"Yes", "No", "Not sure"};

static bool ticked(size_t row, size_t question, size_t choice)
{
    return (row * 7 + question * 5 + choice * choice * 3) % 11 < 4;
}

static const char *answer(size_t row, size_t question)
{
    return answers[(row * row + question * 7) % 3];
}

static void write_export(const char *folder)
{
    struct str csv = {0};

    str_add(&csv, "Id");
    for (size_t q = 0; q < MULTIPLES; q++)
        for (size_t c = 0; c < CHOICES; c++)
            str_addf(&csv, ",What of %zu | Choice %zu of %zu", q, c, q);
    for (size_t q = 0; q < SINGLES; q++)
        str_addf(&csv, ",Which %zu", q);
    for (size_t r = 0; r < ROWS; r++) {
        str_addf(&csv, "\n%zu", 1000 + r);
        for (size_t q = 0; q < MULTIPLES; q++)
            for (size_t c = 0; c < CHOICES; c++)
                if (ticked(r, q, c))
                    str_addf(&csv, ",Choice %zu of %zu", c, q);
                else
                    str_add_char(&csv, ',');
        for (size_t q = 0; q < SINGLES; q++)
            str_addf(&csv, ",%s", answer(r, q));
    }
    str_add_char(&csv, '\n');
    program_file(folder, "wide.csv", str_cstr(&csv));
    str_free(&csv);
}

/* The answers of a column, a line a response, through its part's view. */
static char *column_of(const char *folder, const char *place)
{
    struct str sql = {0};
    char *out, *part;

    part = program_query(folder, "w.db", place);
    assert_non_null(strchr(part, '|'));
    *strchr(part, '|') = '\0';
    /* answers_1_5 has the view answers_labelled_1_5. */
    str_addf(&sql, "SELECT ifnull(%s, '') FROM answers_labelled_%s",
             part + strlen(part) + 1, part + strlen("answers_"));
    out = program_query(folder, "w.db", str_cstr(&sql));
    str_free(&sql);
    free(part);
    return out;
}

static void compare(const char *folder, const char *where, const char *want)
{
    struct str sql = {0};
    char *got;

    str_addf(&sql,
             "SELECT table_name, column_name FROM answer_column JOIN question "
             "ON question.id = answer_column.question_id "
             "WHERE %s",
             where);
    got = column_of(folder, str_cstr(&sql));
    assert_string_equal(got, want);
    free(got);
    str_free(&sql);
}

static void every_part(const char *folder)
{
    for (size_t q = 0; q < SINGLES; q += 37) {
        struct str want = {0}, where = {0};

        for (size_t r = 0; r < ROWS; r++)
            str_addf(&want, "%s%s", r ? "\n" : "", answer(r, q));
        str_addf(&where, "question.text = 'Which %zu'", q);
        compare(folder, str_cstr(&where), str_cstr(&want));
        str_free(&want);
        str_free(&where);
    }
}

static void wide(void **state)
{
    const char *folder = check_folder(state);
    size_t ticks = 0;
    struct str sql = {0};
    char *columns, *got;

    write_export(folder);
    program_expect(run_canvass(folder, "init", "wide.csv", "-o", "w.yaml"), 0);
    program_expect(
        run_canvass(folder, "ingest", "-d", "w.db", "w.yaml", "wide.csv"), 0);
    got = program_query(folder, "w.db",
                        "SELECT type, count(*) FROM question GROUP BY type");
    assert_string_equal(got, "multiple|500\nsingle|999");
    free(got);
    every_part(folder);
    columns = program_query(
        folder, "w.db",
        "SELECT group_concat('(SELECT total(' || column_name || ' = 1) FROM ' "
        "|| table_name || ')', ' + ') FROM (SELECT *, row_number() OVER () AS "
        "nth FROM answer_column WHERE item_id IS NOT NULL) WHERE nth <= 900");
    str_addf(&sql, "SELECT %s", columns);
    got = program_query(folder, "w.db", str_cstr(&sql));
    free(columns);
    /* The first 900 ticked columns: 112 questions and half of one. */
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < 900; i++)
            ticks += ticked(r, i / CHOICES, i % CHOICES);
    assert_int_equal((size_t)strtod(got, NULL), ticks);
    free(got);
    str_free(&sql);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wide)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
