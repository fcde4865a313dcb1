/* Who differs, what that tells a plan: only what is worth telling is said. */
#include "tests/report/story_maker.h"

/* ---- who differs ------------------------------------------------------ */

static void groups(struct world *w, double n, double difference, double p)
{
    struct loaded_row *row;

    rank(w, "mean_rank", NULL, 200, abc);
    rank(w, "mean_rank", "young", n, cba);
    rank(w, "mean_rank", "old", 200 - n, abc);
    row = add(w,
              (struct cell_key){.question = "r",
                                .breakdown = "age",
                                .base = "complete",
                                .measure = "mean_ranks"},
              CELL_TEST, 5, 200);
    row->f.p = p;
    row = add(w,
              (struct cell_key){.question = "r",
                                .item = "c",
                                .breakdown = "age",
                                .level = "young",
                                .base = "complete",
                                .measure = "mean_rank_rest"},
              CELL_TEST, 5, n);
    row->f.p = p / 4;
    row->f.p_adjusted = p;
    row->f.difference = difference;
}

static void differ(void **state)
{
    static const char higher[] =
        "Young (age) put Cake higher than the others did: place 1 in the "
        "group, place 3 for everyone.\n";
    static const struct {
        double n, difference, p;
        bool said, different;
    } cases[] = {
        {80, -0.9, 0.001, true, true},   {80, -0.4, 0.001, false, true},
        {80, -0.9, 0.06, false, false},  {49, -0.9, 0.001, false, true},
        {151, -0.9, 0.001, false, true}, {9, -0.9, 0.001, false, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = {0};

        groups(&w, cases[i].n, cases[i].difference, cases[i].p);
        make(&w, grouped);
        assert_said(&w, cases[i].said, higher);
        assert_said(&w, cases[i].different,
                    "By age, the groups put the items in different orders");
        assert_said(&w, !cases[i].different,
                    "By age, the orders of the groups differ by no more than "
                    "chance could explain (p: 0.060).");
        pack_end(&w.made);
    }
}

static void untested(void **state)
{
    struct world w = {0};

    (void)state;
    rank(&w, "mean_rank", NULL, 200, abc);
    rank(&w, "mean_rank", "young", 100, cba);
    rank(&w, "mean_rank", "old", 100, abc);
    make(&w, grouped);
    assert_said(&w, true,
                "Differences between groups have not been tested, so none is "
                "claimed.\n");
    assert_said(&w, false, "higher than the others");
    pack_end(&w.made);
}

static void share(struct world *w, const char *level, double value, double n)
{
    add(w,
        (struct cell_key){.question = "q",
                          .option = "y",
                          .breakdown = level ? "age" : NULL,
                          .level = level,
                          .base = "answered",
                          .measure = "share"},
        CELL_RESULT, value, n)
        ->f.count = value * n;
}

static void largest(void **state)
{
    static const struct {
        double difference, n;
        bool told;
        const char *sentence;
    } cases[] = {
        {0.2, 80, true,
         "60% of Young (age) chose “Yes”: 20 percentage points more than of "
         "the others.\nThe question was: Would you?\n"},
        {-0.2, 80, true, "20 percentage points less than of the others."},
        {0.2, 80, false, "No difference between groups is worth telling"},
        {0.2, 49, true, "No difference between groups is worth telling"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w = {0};
        struct loaded_row *row;

        rank(&w, "mean_rank", NULL, 200, abc);
        share(&w, NULL, 0.5, 200);
        share(&w, "young", 0.6, cases[i].n);
        share(&w, "old", 0.4, 120);
        row = add(&w,
                  (struct cell_key){.question = "q",
                                    .option = "y",
                                    .breakdown = "age",
                                    .level = "young",
                                    .base = "answered",
                                    .measure = "share.rest"},
                  CELL_TEST, 3, cases[i].n);
        row->compared = "share";
        row->told = cases[i].told;
        row->f.difference = cases[i].difference;
        row->f.p = row->f.p_adjusted = 0.001;
        make(&w, grouped);
        assert_said(&w, true, cases[i].sentence);
        pack_end(&w.made);
    }
}

/* ---- the plan and the population -------------------------------------- */

static void tell(struct world *w, struct loaded_bearing bearing)
{
    assert_true(w->more.n_bearings < BEARINGS);
    w->bearing[w->more.n_bearings++] = bearing;
}

static void plan(void **state)
{
    const struct cell_key a = {.question = "r",
                               .item = "a",
                               .base = "complete",
                               .scheme = "unweighted",
                               .measure = "mean_rank"};
    const struct cell_key other = {.question = "r",
                                   .item = "a",
                                   .base = "complete",
                                   .scheme = "unweighted",
                                   .measure = "place",
                                   .other = "force"};
    const struct cell_key tau = {.question = "r",
                                 .scheme = "unweighted",
                                 .measure = "tau",
                                 .other = "force"};
    struct world w = {0};
    const struct story *s;

    (void)state;
    rank(&w, "mean_rank", NULL, 100, abc);
    sets(&w, abc, abc, abc);
    add(&w, other, CELL_OTHER, 3, 100);
    add(&w, tau, CELL_OTHER, -1, (double)NAN);
    tell(&w, (struct loaded_bearing){.kind = "evidence",
                                     .theme = "safe_homes",
                                     .objective = "o",
                                     .title = "An objective",
                                     .position = 1,
                                     .key = a});
    tell(&w, (struct loaded_bearing){.kind = "no_evidence",
                                     .theme = "safe_homes",
                                     .objective = "empty",
                                     .title = "Another"});
    tell(&w, (struct loaded_bearing){.kind = "uncovered", .key = a});
    tell(&w, (struct loaded_bearing){.kind = "order",
                                     .order = "force",
                                     .title = "The force",
                                     .key = a,
                                     .other_key = other});
    tell(&w, (struct loaded_bearing){.kind = "agreement",
                                     .order = "force",
                                     .title = "The force",
                                     .key = {.question = "r"},
                                     .other_key = tau});
    make(&w, plain);
    assert_said(&w, true,
                "No objective of the plan covers Apples, although "
                "its place is surely in the first third: place 1.");
    assert_said(&w, true,
                "Nothing in the survey speaks to the objective “Another”.\n");
    assert_said(&w, true, "Theme of the plan: Safe homes.\n");
    assert_said(&w, true, "Kendall's tau is -1.00.");
    s = w.made.exhibits.story;
    assert_string_equal(s->panel[s->n_panels - 1].heading, "The force");
    assert_float_equal(
        cell_number(s->panel[s->n_panels - 1].table.entry[1].cell, FIELD_VALUE),
        3, 0);
    pack_end(&w.made);
}

/* Of a whole margin. */
static void profile_all(struct world *w, const char *measure, double value,
                        double p)
{
    const struct cell_key key = {.question = "age",
                                 .base = "profile",
                                 .scheme = "raked",
                                 .measure = measure};

    add(w, key, CELL_PROFILE, value, (double)NAN)->f.p = p;
}

static void profile(struct world *w, const char *level, double share,
                    double target)
{
    const struct cell_key key = {.question = "age",
                                 .option = level,
                                 .base = "profile",
                                 .scheme = "raked"};
    struct cell_key before = key, weighted = key, known = key;
    struct loaded_row *row;

    before.measure = "share_before";
    weighted.measure = "share_weighted";
    known.measure = "target";
    row = add(w, before, CELL_PROFILE, share, (double)NAN);
    row->f.count = 200 * share;
    row->f.difference = share - target;
    add(w, weighted, CELL_PROFILE, target, (double)NAN);
    add(w, known, CELL_PROFILE, target, (double)NAN);
    known.measure = "index";
    add(w, known, CELL_PROFILE, 100 * share / target, (double)NAN);
}

static void check_margin(const struct panel *panel, bool withheld)
{
    enum { INDEX = 4, COLUMNS = 5 };
    const struct table *t = &panel->table;
    const struct entry *others = &t->entry[2 * COLUMNS];

    assert_int_equal(t->n_rows, 4);
    assert_int_equal(t->n_columns, COLUMNS);
    assert_int_equal(others[0].cell->mark,
                     withheld ? MARK_WITHHELD : MARK_NONE);
    assert_true(others[1].never);
    assert_string_equal(t->row[3].label, "Everyone");
    if (withheld) {
        assert_int_equal(panel->n_sentences, 1);
        return;
    }
    assert_float_equal(cell_number(t->entry[INDEX].cell, FIELD_VALUE),
                       200.0 / 3, 1e-12);
    /* 40 + 160 in levels, 12 in none: they add up. */
    assert_float_equal(cell_number(others[0].cell, FIELD_VALUE), 12, 0);
    assert_float_equal(cell_number(others[COLUMNS].cell, FIELD_VALUE), 212, 0);
    assert_words(&panel->sentence[1],
                 "Of those whose group is known, 10% would have to be in "
                 "another one for the two to agree.");
    assert_words(&panel->sentence[2],
                 "The difference is more than chance would make among so many "
                 "(p: 0.002).");
}

/* Beside the population stands what the question's own table shows; where that
 * withholds a level, so does this, and with it what would give it away. */
static void population(void **state)
{
    static const double young[] = {0.2, 0.03};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct world w = {0};
        const struct story *s;
        const struct entry *entry;

        for (size_t o = 0; o < 2; o++) {
            double share = o ? 1 - young[i] : young[i];

            add(&w,
                (struct cell_key){.question = "age",
                                  .option = o ? "old" : "young",
                                  .base = "answered",
                                  .measure = "share"},
                CELL_RESULT, share, 200)
                ->f.count = 200 * share;
        }
        for (size_t o = 0; o < 2; o++) {
            const struct cell_key level = {.question = "r",
                                           .item = "a",
                                           .breakdown = "age",
                                           .level = o ? "old" : "young",
                                           .base = "complete",
                                           .measure = "mean_rank"};

            add(&w, level, CELL_RESULT, 1, 100);
        }
        profile(&w, "young", young[i], 0.3);
        profile(&w, "old", 1 - young[i], 0.7);
        profile_all(&w, "not_compared", 12, (double)NAN);
        profile_all(&w, "everyone", 212, (double)NAN);
        profile_all(&w, "dissimilarity", 0.1, 0.002);
        make(&w, grouped);
        s = w.made.exhibits.story;
        assert_int_equal(s->n_panels, 1);
        assert_string_equal(s->panel[0].heading,
                            "Beside the population, by age");
        entry = s->panel[0].table.entry;
        assert_int_equal(entry[1].cell->mark, i ? MARK_WITHHELD : MARK_NONE);
        assert_float_equal(cell_number(entry[2].cell, FIELD_VALUE), 0.3, 0);
        if (i == 0)
            assert_float_equal(cell_number(entry[3].cell, FIELD_DIFFERENCE),
                               -0.1, 1e-12);
        check_margin(&s->panel[0], i == 1);
        pack_end(&w.made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differ),     cmocka_unit_test(untested),
        cmocka_unit_test(largest),    cmocka_unit_test(plan),
        cmocka_unit_test(population),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
