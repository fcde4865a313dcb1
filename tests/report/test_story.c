/* How sure an order is and where ways of counting disagree, at the edges: ties,
 * one, all, none, small bases. */
#include "tests/report/story_maker.h"

/* ---- ways of counting ------------------------------------------------- */

static void disagree(void **state)
{
    struct world w = {0};

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    rank(&w, "borda", NULL, 100, abc);
    rank(&w, "plackett_luce", NULL, 100, abc);
    rank(&w, "copeland", NULL, 100, acb);
    rank(&w, "schulze", NULL, 100, acb);
    rank(&w, "kemeny", NULL, 100, acb);
    rank(&w, "instant_runoff", NULL, 100, acb);
    make(&w, plain);
    assert_said(&w, true, "Every way of counting puts Apples first.\n");
    assert_said(&w, true,
                "The ways of counting do not agree on the second place: Bread "
                "by average place, Borda score and Plackett-Luce; Cake by "
                "every Condorcet rule and instant run-off.\n");
    assert_said(&w, false, "moves by more than a place");
    pack_end(&w.made);
}

static void moves(void **state)
{
    struct world w = {0};
    const struct exhibit *e;

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    rank(&w, "first_choice", NULL, 100, cba);
    make(&w, plain);
    assert_said(&w, true,
                "The ways of counting do not agree on the first place: Apples "
                "by average place; Cake by first choices.\n");
    assert_said(&w, true, "moves by more than a place");
    e = pack_exhibit(&w.made, "r__rules");
    assert_int_equal(e->table.row[0].note, 1);
    assert_int_equal(e->table.row[1].note, 0);
    assert_int_equal(e->table.row[2].note, 1);
    pack_end(&w.made);
}

static void same_order(void **state)
{
    struct world w = {0};

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    rank(&w, "borda", NULL, 100, abc);
    make(&w, plain);
    assert_said(&w, true, "Every way of counting gives the same order.\n");
    pack_end(&w.made);
}

static void ties(void **state)
{
    struct world w = {0};

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    rank(&w, "copeland", NULL, 100, tied);
    make(&w, plain);
    assert_said(&w, true,
                "The ways of counting do not agree on the first place: Apples "
                "by average place; Apples and Bread together by Copeland.\n");
    pack_end(&w.made);
}

/* On a base that is small, or withheld, nothing is said. */
static void small(void **state)
{
    static const double bases[] = {49, 9, 0};

    (void)state;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        struct world w = {0};

        rank(&w, "mean_rank", NULL, bases[i], abc);
        rank(&w, "copeland", NULL, bases[i], acb);
        sets(&w, abc, abc, abc);
        make(&w, grouped);
        assert_said(&w, false, "ways of counting do not");
        assert_said(&w, false, "Apples came first");
        assert_int_equal(w.made.exhibits.story->n_panels, 0);
        pack_end(&w.made);
    }
}

/* ---- how sure --------------------------------------------------------- */

static void sure(void **state)
{
    static const double two[ITEMS] = {1, 1, 3}, three[ITEMS] = {2, 2, 3},
                        one[ITEMS] = {1, 1, 1}, all[ITEMS] = {3, 3, 3},
                        last[ITEMS] = {1, 2, 2}, tail[ITEMS] = {1, 3, 3},
                        second[ITEMS] = {2, 2, 3};
    static const struct {
        const double *lower, *upper, *tier;
        const char *sentence;
    } cases[] = {
        {abc, abc, abc,
         "Apples came first, and keeps that place even when chance is allowed "
         "for.\nEvery item could be separated from every other.\n"},
        {two, three, tied,
         "Apples came first. When chance is allowed for, its place could be "
         "anything from 1 to 2.\nThese could not be separated from each "
         "other: Apples and Bread.\n"},
        {abc, second, tied,
         "Only some of these could be separated from each other: Apples and "
         "Bread.\n"},
        {last, tail, last,
         "These could not be separated from each other: Bread and Cake.\n"},
        {one, all, one,
         "anything from 1 to 3.\nNo item could be set apart from all the "
         "others.\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = {0};

        rank(&w, "mean_rank", NULL, 100, abc);
        sets(&w, cases[i].lower, cases[i].upper, cases[i].tier);
        make(&w, plain);
        assert_said(&w, true, cases[i].sentence);
        pack_end(&w.made);
    }
}

/* Nothing is claimed where nothing was computed. */
static void unsure(void **state)
{
    struct world w = {0};

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    make(&w, plain);
    assert_said(&w, false, "chance is allowed for");
    assert_said(&w, false, "separated");
    assert_said(&w, true, "The survey was not broken down by groups.\n");
    assert_int_equal(w.made.exhibits.story->n_panels, 0);
    pack_end(&w.made);
}

static void pairs(void **state)
{
    static const struct {
        double ahead, behind;
        bool turned;
        const char *sentence;
    } cases[] = {
        {12, 0, false, "Apples is ahead of Bread in all 12 ways of counting."},
        {5, 6, false,
         "Apples is ahead of Bread in 5 of the 12 ways of "
         "counting."},
        {5, 6, true,
         "Apples is ahead of Bread in 6 of the 12 ways of "
         "counting."},
        {0, 12, false,
         "Apples is ahead of Bread in none of the 12 ways of "
         "counting."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = {0};
        struct loaded_row *row;

        rank(&w, "mean_rank", NULL, 100, abc);
        row = add(&w,
                  (struct cell_key){.question = "r",
                                    .item = cases[i].turned ? "b" : "a",
                                    .other = cases[i].turned ? "a" : "b",
                                    .base = "complete",
                                    .measure = "pairwise"},
                  CELL_PAIR, 0.5, 100);
        row->f.rules_ahead = cases[i].ahead;
        row->f.rules_behind = cases[i].behind;
        row->f.rules = 12;
        make(&w, plain);
        assert_said(&w, true, cases[i].sentence);
        pack_end(&w.made);
    }
}

static void agreement(void **state)
{
    static const struct {
        double w;
        const char *sentence;
    } cases[] = {
        {0, "agreed on the order hardly at all: Kendall's W is 0.00,"},
        {0.19, "agreed on the order a little: Kendall's W is 0.19,"},
        {0.9, "agreed on the order very much: Kendall's W is 0.90,"},
        {1, "All those who replied gave the same order.\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = {0};

        rank(&w, "mean_rank", NULL, 100, abc);
        add(&w,
            (struct cell_key){
                .question = "r", .base = "complete", .measure = "friedman"},
            CELL_TEST, 10, 100)
            ->f.effect_value = cases[i].w;
        make(&w, plain);
        assert_said(&w, true, cases[i].sentence);
        pack_end(&w.made);
    }
}

static void weights(void **state)
{
    static const char yaml[] =
        YAML("targets: t.csv\n"
             "weighting: [{name: raked, method: rake, margins: [age]}]\n"
             "breakdowns: [age]\n");
    struct world w = {0};
    const struct story *s;

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    rank(&w, "mean_rank", NULL, 100, acb);
    for (size_t i = ITEMS; i < 2 * (size_t)ITEMS; i++)
        w.row[i].key.scheme = "raked";
    make(&w, yaml);
    assert_said(&w, true, "The order depends on the weights;");
    s = w.made.exhibits.story;
    assert_string_equal(s->panel[0].id, "weighted");
    assert_int_equal(s->panel[0].table.row[0].note, 0);
    assert_int_equal(s->panel[0].table.row[1].note, 1);
    pack_end(&w.made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disagree),   cmocka_unit_test(moves),
        cmocka_unit_test(same_order), cmocka_unit_test(ties),
        cmocka_unit_test(small),      cmocka_unit_test(sure),
        cmocka_unit_test(unsure),     cmocka_unit_test(pairs),
        cmocka_unit_test(agreement),  cmocka_unit_test(weights),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
