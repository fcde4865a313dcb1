/* Numbers and dates as people read them. */
#include <math.h>
#include <string.h>
#include "report/show.h"
#include "tests/support/check.h"

static const struct number_case {
    const char *name;
    double x;
    enum style style;
    const char *shown;
} numbers[] = {
    {"a share", 0.344, STYLE_PERCENT, "34%"},
    {"half up", 0.125, STYLE_PERCENT, "13%"},
    {"half up, where binary falls short", 0.285, STYLE_PERCENT, "29%"},
    {"half up, once", 0.3449999, STYLE_PERCENT, "34%"},
    {"none", 0, STYLE_PERCENT, "0%"},
    {"next to none", 0.0049, STYLE_PERCENT, "less than 1%"},
    {"just one", 0.005, STYLE_PERCENT, "1%"},
    {"all", 1, STYLE_PERCENT, "100%"},
    {"a net below nothing", -0.124, STYLE_PERCENT, "-12%"},
    {"thousands", 12345, STYLE_COUNT, "12,345"},
    {"an average place", 2.51199, STYLE_PLACE, "2.51"},
    {"an average place, half up", 2.385 + 0.02, STYLE_PLACE, "2.41"},
    {"a score", 6.25, STYLE_SCORE, "6.3"},
    {"a place", 3, STYLE_RANK, "3"},
    {"nothing", (double)NAN, STYLE_COUNT, ""},
};

static void number(void **state)
{
    const struct number_case *c = *state;
    struct str s = {0};

    show_number(&s, c->x, c->style);
    assert_string_equal(str_cstr(&s), c->shown);
    str_free(&s);
}

static void cells(void **state)
{
    struct cell cell = {.f = {.value = 0.5, .n = 30, .rank = (double)NAN}};
    struct str s = {0};

    (void)state;
    show_cell(&s, &cell, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&s), "50%");
    str_clear(&s);
    cell.mark = MARK_LOW;
    show_cell(&s, &cell, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&s), "50% [u]");
    str_clear(&s);
    show_cell(&s, &cell, FIELD_N, STYLE_COUNT);
    assert_string_equal(str_cstr(&s), "30");
    str_clear(&s);
    show_cell(&s, &cell, FIELD_RANK, STYLE_RANK);
    assert_string_equal(str_cstr(&s), "[x]");
    str_clear(&s);
    cell.mark = MARK_WITHHELD;
    show_cell(&s, &cell, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&s), "[c]");
    str_clear(&s);
    show_cell(&s, NULL, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&s), "[x]");
    str_free(&s);
}

static void dates(void **state)
{
    static const char *const both[][2] = {
        {"2016-07-01", "1 July 2016"},
        {"2016-12-31", "31 December 2016"},
        {"2016-09-09T10:00:00", "9 September 2016"},
        {"2016-13-01", "2016-13-01"},
        {"summer", "summer"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        struct str s = {0};

        show_date(&s, both[i][0]);
        assert_string_equal(str_cstr(&s), both[i][1]);
        str_free(&s);
    }
}

static void measures(void **state)
{
    (void)state;
    assert_int_equal(show_style("share"), STYLE_PERCENT);
    assert_int_equal(show_style("first_choice"), STYLE_PERCENT);
    assert_int_equal(show_style("top3"), STYLE_PERCENT);
    assert_int_equal(show_style("mean_rank"), STYLE_PLACE);
    assert_int_equal(show_style("mean"), STYLE_SCORE);
    assert_true(show_lower_is_better("mean_rank"));
    assert_false(show_lower_is_better("borda"));
    assert_string_equal(show_measure("top3"),
                        "share who placed it in their first three");
}

int main(void)
{
    enum { N = sizeof numbers / sizeof *numbers };
    struct CMUnitTest tests[N + 3] = {cmocka_unit_test(cells),
                                      cmocka_unit_test(dates),
                                      cmocka_unit_test(measures)};

    for (size_t i = 0; i < N; i++)
        tests[i + 3] = (struct CMUnitTest){.name = numbers[i].name,
                                           .test_func = number,
                                           .initial_state =
                                               (void *)(uintptr_t)&numbers[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
