/* Primary and secondary suppression in one table; row and column 0 are the
 * totals. */
#include <math.h>
#include <string.h>
#include "report/gate.h"
#include "tests/support/check.h"

#define X ((double)NAN)

static const struct counts_case {
    const char *name;
    size_t rows, columns;
    double count[20];
    bool everyone, add_rows, add_columns;
    const char *withheld; /* c where it is, . where not */
} cases[] = {
    {"nothing small", 3, 1, {60, 40, 20}, true, false, true, "..."},
    {"one small and the next",
     4,
     1,
     {68, 40, 20, 8},
     true,
     false,
     true,
     "..cc"},
    {"zero is no person", 3, 1, {40, 40, 0}, true, false, true, "..."},
    {"zero is taken where there is no other",
     3,
     1,
     {8, 8, 0},
     true,
     false,
     true,
     "cc."},
    {"two small are enough", 4, 1, {55, 40, 8, 7}, true, false, true, "..cc"},
    {"as many as the rule asks", 3, 1, {50, 40, 10}, true, false, true, "..."},
    /*            all  a   b
     * all        100  60  40
     * yes         50  42   8      8 is small; its row takes 42, its column 32,
     * no          50  18  32      and 18 goes for both of those */
    {"a table",
     3,
     3,
     {100, 60, 40, 50, 42, 8, 50, 18, 32},
     true,
     true,
     true,
     "....cc.cc"},
    {"only rows add up",
     3,
     3,
     {100, 60, 40, 50, 42, 8, 50, 18, 32},
     true,
     true,
     false,
     "....cc..."},
    {"a total of opinion is no person",
     3,
     2,
     {100, 60, 5, 30, 95, 30},
     false,
     true,
     true,
     "......"},
    {"a missing cell is passed over",
     3,
     3,
     {100, 60, 40, 50, X, 8, 50, 18, 32},
     true,
     true,
     true,
     "...c.cc.c"},
};

static void counts(void **state)
{
    const struct counts_case *c = *state;
    bool withheld[20] = {false};
    char found[21] = {0};
    const struct counts table = {
        .count = c->count,
        .withheld = withheld,
        .n_rows = c->rows,
        .n_columns = c->columns,
        .least = 10,
        .everyone_too = c->everyone,
        .rows_add_up = c->add_rows,
        .columns_add_up = c->add_columns,
    };
    bool changed = gate_counts(&table);

    for (size_t i = 0; i < c->rows * c->columns; i++)
        found[i] = withheld[i] ? 'c' : '.';
    assert_string_equal(found, c->withheld);
    assert_int_equal(changed, strchr(found, 'c') != NULL);
    assert_false(gate_counts(&table)); /* a second time asks for no more */
}

int main(void)
{
    enum { N = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[N];

    for (size_t i = 0; i < N; i++)
        tests[i] =
            (struct CMUnitTest){.name = cases[i].name,
                                .test_func = counts,
                                .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
