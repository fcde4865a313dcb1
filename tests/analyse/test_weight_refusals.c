/* test_weight_refusals.c - bad weights, targets and bounds, each with its exact
 * message, and nothing made. */
#include "tests/analyse/test_weight_made.h"

/* Eight responses in two margins: age a a a b b b c c, sex m f m f m f m f. */
struct small {
    int32_t age[8], sex[8];
    double ages[4], sexes[2], base[8];
    size_t age_line[4], sex_line[2];
    struct weight_margin margin[2];
    struct weight_number number;
    double value[8];
    struct weight_problem problem;
};

static const char *const ages[] = {"young", "middle", "old", "very old"};
static const char *const sexes[] = {"male", "female"};

static void small_make(struct small *s)
{
    *s = (struct small){.age = {0, 0, 0, 1, 1, 1, 2, 2},
                        .sex = {0, 1, 0, 1, 0, 1, 0, 1},
                        .ages = {0.3, 0.4, 0.3, NA},
                        .sexes = {0.5, 0.5},
                        .base = {1, 1, 1, 1, 1, 1, 1, 1},
                        .value = {1, 2, 3, 4, 5, 6, 7, 9},
                        .age_line = {2, 3, 4, 5},
                        .sex_line = {6, 7}};
    s->margin[0] = (struct weight_margin){.name = "age",
                                          .level = s->age,
                                          .n_levels = 4,
                                          .label = ages,
                                          .target = s->ages,
                                          .file = "targets.csv",
                                          .line = s->age_line};
    s->margin[1] = (struct weight_margin){.name = "sex",
                                          .level = s->sex,
                                          .n_levels = 2,
                                          .label = sexes,
                                          .target = s->sexes,
                                          .file = "targets.csv",
                                          .line = s->sex_line};
    s->number = (struct weight_number){"spend", s->value, 40};
    s->problem = problem(8, s->margin, 2);
    s->problem.base = s->base;
    s->problem.number = &s->number;
    s->problem.file = "survey.yaml";
    s->problem.line = 40;
}

static void no_weights(struct small *s)
{
    s->base[2] = NA;
}
static void zero_weight(struct small *s)
{
    s->base[0] = 0;
}
static void negative_weight(struct small *s)
{
    s->base[7] = -1.5;
}
static void infinite_weight(struct small *s)
{
    s->base[1] = (double)INFINITY;
}
static void empty_level(struct small *s)
{
    s->ages[3] = 0.01;
}
static void empty_levels(struct small *s)
{
    for (size_t i = 0; i < 8; i++)
        s->age[i] = 1;
}
static void bad_sum(struct small *s)
{
    s->ages[0] = 0.2;
}
static void negative_target(struct small *s)
{
    s->ages[0] = -0.3;
}
static void zero_target(struct small *s)
{
    s->ages[0] = 0;
}
static void no_targets(struct small *s)
{
    s->sexes[0] = s->sexes[1] = NA;
}
static void other_counts(struct small *s)
{
    s->margin[0].counts = s->margin[1].counts = true;
    s->ages[0] = 3000;
    s->ages[1] = 4000;
    s->ages[2] = 3000;
    s->sexes[0] = s->sexes[1] = 6000;
}
static void all_missing(struct small *s)
{
    for (size_t i = 0; i < 8; i++)
        s->sex[i] = -1;
    s->sexes[0] = s->sexes[1] = 0;
    s->sexes[0] = 1;
}
static void missing_error(struct small *s)
{
    s->age[0] = s->age[7] = -1;
    s->problem.missing = WEIGHT_ERROR;
}
static void target_error(struct small *s)
{
    s->age[0] = 3;
    s->problem.no_target = WEIGHT_ERROR;
}
static void all_dropped(struct small *s)
{
    for (size_t i = 0; i < 8; i++)
        s->sex[i] = -1;
    s->problem.missing = WEIGHT_DROP;
}
static void two_strata(struct small *s)
{
    s->problem.method = WEIGHT_POSTSTRATIFY;
}
static void no_margins(struct small *s)
{
    s->problem.n_margins = 0;
}
static void one_bound(struct small *s)
{
    s->problem.lower = 0.5;
}
static void raked_bounds(struct small *s)
{
    s->problem.lower = 0.5;
    s->problem.upper = 2;
}
static void unbounded_logit(struct small *s)
{
    s->problem.method = WEIGHT_LOGIT;
}
static void odd_bounds(struct small *s)
{
    s->problem.method = WEIGHT_LOGIT;
    s->problem.lower = 1.1;
    s->problem.upper = 2;
}
static void tight_bounds(struct small *s)
{
    s->problem.method = WEIGHT_LOGIT;
    s->problem.lower = 0.9;
    s->problem.upper = 1.1;
}
/* Each level fits, together they do not. */
static void joint_bounds(struct small *s)
{
    s->problem.method = WEIGHT_LINEAR;
    s->problem.lower = 0.79;
    s->problem.upper = 1.21;
    s->sexes[0] = 0.6;
    s->sexes[1] = 0.4;
}
static void low_cap(struct small *s)
{
    s->problem.cap = 1;
}
static void bad_total(struct small *s)
{
    s->problem.total = 0;
}
static void negative_result(struct small *s)
{
    s->problem.method = WEIGHT_LINEAR;
    s->problem.n_numbers = 1;
    s->number.total = 12;
}
static void no_number(struct small *s)
{
    s->problem.n_numbers = 1;
    s->value[4] = NA;
}
static void empty_number(struct small *s)
{
    s->problem.n_numbers = 1;
    for (size_t i = 0; i < 8; i++)
        s->value[i] = 0;
}
/* Everyone young is male and the other way round. */
static void same_people(struct small *s)
{
    for (size_t i = 0; i < 8; i++)
        s->sex[i] = s->age[i] != 0;
}
/* Men are all young: 0.5 of everyone cannot be, but nothing is collinear. */
static void no_room(struct small *s)
{
    for (size_t i = 0; i < 8; i++)
        s->sex[i] = i > 1;
}

// clang-format off
static const struct {
    void (*spoil)(struct small *s);
    const char *want;
} cases[] = {
    {no_weights, "survey.yaml:40: scheme 'raked': response 3 has the design "
     "weight nan; a weight is a number above 0"},
    {zero_weight, "survey.yaml:40: scheme 'raked': response 1 has the design "
     "weight 0; a weight is a number above 0"},
    {negative_weight, "survey.yaml:40: scheme 'raked': response 8 has the "
     "design weight -1.5; a weight is a number above 0"},
    {infinite_weight, "survey.yaml:40: scheme 'raked': response 2 has the "
     "design weight inf; a weight is a number above 0"},
    {empty_level, "targets.csv:5: scheme 'raked': nobody is 'very old' of age, "
     "which has a target; merge it with another level such as 'old', here and "
     "in the definition, or leave the margin out"},
    {empty_levels, "targets.csv:2: scheme 'raked': nobody is 'young', 'old' of "
     "age, which have a target; merge them with another level such as "
     "'middle', here and in the definition, or leave the margin out"},
    {bad_sum, "targets.csv:2: scheme 'raked': the shares of age add up to 0.9; "
     "they must add up to 1: correct them or give counts"},
    {negative_target, "targets.csv:2: scheme 'raked': the target of 'young' of "
     "age is -0.3; a target is a number from 0 up"},
    {zero_target, "targets.csv:2: scheme 'raked': 'young' of age has the "
     "target 0 and 3 responses; take the line out, so that no_target deals "
     "with it"},
    {no_targets, "targets.csv: scheme 'raked': margin sex has no target above "
     "0"},
    {other_counts, "targets.csv:6: scheme 'raked': the counts of sex add up to "
     "12000 and those of age to 10000; give both for the same people, or "
     "shares"},
    {all_missing, "targets.csv:6: scheme 'raked': nobody is 'male' of sex, "
     "which has a target; merge it with another level, here and in the "
     "definition, or leave the margin out"},
    {missing_error, "survey.yaml:40: scheme 'raked': no answer to age: 2 "
     "responses; write missing: keep_share or missing: drop"},
    {target_error, "survey.yaml:40: scheme 'raked': no target for the level of "
     "age: 1 response; write no_target: keep_share or no_target: drop, or give "
     "a target"},
    {all_dropped, "survey.yaml:40: scheme 'raked': there is nobody to weight"},
    {two_strata, "survey.yaml:40: scheme 'raked': poststratify takes one "
     "margin, and there are 2; cross them in the targets (a*b), or use rake"},
    {no_margins, "survey.yaml:40: scheme 'raked' has no margins"},
    {one_bound, "survey.yaml:40: scheme 'raked': one bound is given; give both "
     "or none"},
    {raked_bounds, "survey.yaml:40: scheme 'raked': rake has no bounds; use "
     "logit or linear"},
    {unbounded_logit, "survey.yaml:40: scheme 'raked': logit needs bounds"},
    {odd_bounds, "survey.yaml:40: scheme 'raked': the bounds are 1.1 and 2; "
     "they are what a design weight may be multiplied by: the lower from 0 to "
     "below 1, the upper above 1"},
    {tight_bounds, "targets.csv:2: scheme 'raked': 'young' of age needs 0.8 "
     "times its design weights, and the bounds are 0.9 to 1.1; widen them, or "
     "merge the level with another"},
    {joint_bounds, "targets.csv:7: scheme 'raked': no weights within the bounds meet "
     "all targets at once: 'female' of sex comes to 49.62% where 40% is wanted; "
     "widen the bounds, or take a margin out"},
    {low_cap, "survey.yaml:40: scheme 'raked': the cap is 1; it is the largest "
     "weight over the mean weight, and so above 1"},
    {bad_total, "survey.yaml:40: scheme 'raked': weights cannot add up to 0; "
     "give a number above 0"},
    {negative_result, "survey.yaml:40: scheme 'raked': linear calibration gives 4 "
     "responses a weight of 0 or less (the lowest is -5.227); use rake or logit, "
     "or give bounds"},
    {no_number, "survey.yaml:40: scheme 'raked': response 5 has no 'spend', "
     "which has a target; every response needs it"},
    {empty_number, "survey.yaml:40: scheme 'raked': the number 'spend' is 0 "
     "throughout, or has no total"},
    {same_people, "targets.csv:6: scheme 'raked': the target of 'male' of sex is 50% "
     "of everyone, but the targets of 'young' of age make it 30%: correct them, "
     "merge the levels, or take a margin out"},
    {no_room, "targets.csv:2: scheme 'raked': no weights above 0 meet all targets at "
     "once: 'young' of age comes to 50% where 30% is wanted; merge it with "
     "another level such as 'middle', or take a margin out"},
};
// clang-format on

static void refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct small s;
        struct weights w = {.n = 77};
        struct notes notes = {0};
        struct err err = {0};
        enum status rc;

        small_make(&s);
        cases[i].spoil(&s);
        rc = weights_solve(&s.problem, &w, &notes, &err);
        notes_free(&notes);
        if (rc != ERR_INPUT || strcmp(err.text, cases[i].want) != 0)
            print_error("case %zu says\n%s\nnot\n%s\n", i, err.text,
                        cases[i].want);
        assert_int_equal(rc, ERR_INPUT);
        assert_string_equal(err.text, cases[i].want);
        assert_int_equal(w.n, 77);
    }
}

/* What is accepted, and said. */
static void scales(void **state)
{
    struct small s;
    struct weights w;
    struct notes notes = {0};
    struct err err = {0};

    (void)state;
    small_make(&s);
    s.ages[0] = 0.295;
    assert_ok(weights_solve(&s.problem, &w, &notes, &err), &err);
    assert_int_equal(notes.n, 1);
    assert_string_equal(notes.note[0].text,
                        "scheme 'raked': the shares of age add up to 0.995; "
                        "they are scaled to 1");
    assert_near(w.level[0].after, 0.295 / 0.995, 1e-11);
    notes_free(&notes);
    weights_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses),
        cmocka_unit_test(scales),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
