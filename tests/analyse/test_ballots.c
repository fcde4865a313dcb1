/* test_ballots.c - what people write when they are asked to rank, as places;
 * and places of scores, with ties. */
#include "analyse/ballots.h"
#include "analyse/slice.h"

#include <math.h>
#include <string.h>
#include "tests/support/check.h"

enum { ITEMS = 4 };
#define NO (-1)
#define NONE ((double)NAN)

static const struct ballot_case {
    const char *name;
    int32_t wrote[ITEMS];
    size_t places;
    enum ballot_kind kind;
    double place[ITEMS];
    uint16_t best[ITEMS];
} cases[] = {
    {"every place",
     {2, 1, 4, 3},
     4,
     BALLOT_COMPLETE,
     {2, 1, 4, 3},
     {2, 1, 4, 3}},
    {"nothing", {NO, NO, NO, NO}, 4, BALLOT_NONE, {0}, {0}},
    {"one: the rest share 2, 3, 4",
     {NO, 1, NO, NO},
     4,
     BALLOT_PARTIAL,
     {3, 1, 3, 3},
     {0, 1, 0, 0}},
    {"two of four",
     {2, NO, 1, NO},
     4,
     BALLOT_PARTIAL,
     {2, 3.5, 1, 3.5},
     {2, 0, 1, 0}},
    {"two, where two were asked for",
     {2, NO, 1, NO},
     2,
     BALLOT_COMPLETE,
     {2, 3.5, 1, 3.5},
     {2, 0, 1, 0}},
    {"three, where two were asked for",
     {2, 3, 1, NO},
     2,
     BALLOT_PARTIAL,
     {2, 3, 1, 4},
     {2, 3, 1, 0}},
    {"two first: they share 1 and 2",
     {1, 1, 3, 4},
     4,
     BALLOT_PARTIAL,
     {1.5, 1.5, 3, 4},
     {1, 1, 3, 4}},
    {"two second, then a third: pushed to 4",
     {1, 2, 2, 3},
     4,
     BALLOT_PARTIAL,
     {1, 2.5, 2.5, 4},
     {1, 2, 2, 4}},
    {"a place skipped stays empty: 2 and 4 are left",
     {1, 3, NO, NO},
     4,
     BALLOT_PARTIAL,
     {1, 3, 3, 3},
     {1, 3, 0, 0}},
    {"no first", {2, 3, 4, NO}, 4, BALLOT_PARTIAL, {2, 3, 4, 1}, {2, 3, 4, 0}},
    {"all last: they fill 1 to 4",
     {4, 4, 4, 4},
     4,
     BALLOT_PARTIAL,
     {2.5, 2.5, 2.5, 2.5},
     {1, 1, 1, 1}},
    {"two last: they fill 3 and 4",
     {4, 4, 1, NO},
     4,
     BALLOT_PARTIAL,
     {3.5, 3.5, 1, 2},
     {3, 3, 1, 0}},
    {"beyond the last",
     {9, 1, NO, NO},
     4,
     BALLOT_PARTIAL,
     {4, 1, 2.5, 2.5},
     {4, 1, 0, 0}},
    {"blank, not asked and unrecognised are no place",
     {CODE_BLANK, CODE_NOT_ASKED, CODE_UNRECOGNISED, 1},
     4,
     BALLOT_PARTIAL,
     {3, 3, 3, 1},
     {0, 0, 0, 1}},
};

static void places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct ballot_case *c = &cases[i];
        int32_t code[ITEMS];
        struct answer_column column[ITEMS] = {{0}};
        struct ballots b;
        struct err err = {0};
        double sum = 0;

        print_message("%s\n", c->name);
        memcpy(code, c->wrote, sizeof code);
        for (size_t k = 0; k < ITEMS; k++)
            column[k].code = &code[k];
        assert_ok(ballots_init(&b, column, ITEMS, 1, c->places, &err), &err);
        assert_int_equal(b.kind[0], c->kind);
        for (size_t k = 0; k < ITEMS; k++) {
            assert_near(b.place[k], c->place[k], 1e-15);
            assert_int_equal(b.best[k], c->best[k]);
            sum += b.place[k];
        }
        if (c->kind != BALLOT_NONE)
            assert_near(sum, 10, 1e-14);
        ballots_free(&b);
    }
}

static const struct {
    const char *name;
    double score[ITEMS];
    enum better better;
    double place[ITEMS];
} orders[] = {
    {"higher is better", {0.1, 0.4, 0.2, 0.3}, BETTER_HIGHER, {4, 1, 3, 2}},
    {"lower is better", {0.1, 0.4, 0.2, 0.3}, BETTER_LOWER, {1, 4, 2, 3}},
    {"ties come out as ties", {2.385, 1, 2.385, 3}, BETTER_LOWER, {2, 1, 2, 4}},
    {"rounding is no difference",
     {0.3, 0.1 + 0.2, 0.5, 0.1},
     BETTER_HIGHER,
     {2, 2, 1, 4}},
    {"all level", {0, 0, 0, 0}, BETTER_HIGHER, {1, 1, 1, 1}},
    {"nobody",
     {NONE, NONE, NONE, NONE},
     BETTER_HIGHER,
     {NONE, NONE, NONE, NONE}},
    {"on both sides of 0", {-1, 1, 0, -1}, BETTER_HIGHER, {3, 1, 2, 3}},
};

static void order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        double place[ITEMS];

        print_message("%s\n", orders[i].name);
        order_places(orders[i].score, ITEMS, orders[i].better, place);
        for (size_t k = 0; k < ITEMS; k++)
            if (isnan(orders[i].place[k]))
                assert_true(isnan(place[k]));
            else
                assert_near(place[k], orders[i].place[k], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places),
        cmocka_unit_test(order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
