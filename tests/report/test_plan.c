/* Which exhibits a definition asks for, by name and the letter of the section
 * (who, headline, groups, questions, persons). */
#include <string.h>
#include "report/plan.h"
#include "tests/support/check.h"

#define HEAD                                                                   \
    "survey: p\n"                                                              \
    "sources:\n"                                                               \
    "  - {key: web, files: [\"w.csv\"], platform: generic, id: id}\n"
#define PHONE                                                                  \
    "  - {key: phone, files: [\"p.csv\"], platform: generic, id: id, sample: " \
    "probability}\n"
#define AGE                                                                    \
    "  - {key: age, type: single, column: A, about_you: yes, options: [{key: " \
    "young}, {key: old}]}\n"
#define AREA                                                                   \
    "  - {key: area, type: single, column: B, options: [{key: n}, {key: "      \
    "s}]}\n"

#define RANKING                                                                \
    "  - {key: r, type: ranking, items: [{key: a, column: C}, {key: b, "       \
    "column: D}]}\n"

static const struct plan_case {
    const char *name, *yaml, *only, *names;
} cases[] = {
    {"a question alone", HEAD "questions:\n" AGE, NULL, "age/w "},
    {"by breakdowns and crossings",
     HEAD "questions:\n" AGE AREA "breakdowns: [age, \"area*age\"]\n", NULL,
     "age/w area/w area__age/w "},
    {"sources of different kinds stand side by side",
     HEAD PHONE "questions:\n" AGE, NULL, "age__web/w age__phone/w "},
    {"unless they are pooled", HEAD PHONE "pool: yes\nquestions:\n" AGE, NULL,
     "age/w "},
    {"rankings have their rules", HEAD "questions:\n" RANKING, NULL,
     "r/q r__rules/q "},
    {"words and areas are only counted",
     HEAD "questions:\n  - {key: t, type: text, column: A}\n  - {key: p, type: "
          "area, column: C}\n" AREA,
     NULL, "area/q "},
    {"kinds of respondent",
     HEAD "respondent: {question: area, individual: [n], staff: [s]}\n"
          "questions:\n" AGE AREA "breakdowns: [age]\n",
     NULL, "age/w age__respondent/w area/w area__respondent/w "},
    {"one of them",
     HEAD "questions:\n" AGE AREA "breakdowns: [age, \"area*age\"]\n",
     "area__age", "area__age/w "},
    {"persons come behind what was put first",
     HEAD "respondent: {question: area, individual: [n], staff: [s]}\n"
          "headline: {question: r, rule: mean_rank, base: ranked}\n"
          "questions:\n" AGE AREA RANKING "breakdowns: [age]\n",
     NULL,
     "age/p age__respondent/p area/w area__respondent/w r/h r__rules/h "
     "r__age/g "
     "r__respondent/g "},
    {"and before the questions where nothing was",
     HEAD "questions:\n" AGE AREA "breakdowns: [age]\n", NULL,
     "age/w area/q area__age/q "},
};

static void plans(void **state)
{
    const struct plan_case *c = *state;
    struct arena *arena = arena_new();
    struct survey *survey = NULL;
    struct plan plan;
    struct str names = {0};
    struct err err = {0};

    assert_ok(survey_parse(&survey, text_of(c->yaml), "p.yaml", &err), &err);
    assert_ok(plan_exhibits(&plan, survey, arena, &err), &err);
    if (c->only)
        assert_ok(plan_only(&plan, c->only, &err), &err);
    for (size_t i = 0; i < plan.n_exhibits; i++)
        str_addf(&names, "%s/%c ", plan.exhibit[i].name,
                 "whgqp"[plan.exhibit[i].section]);
    assert_string_equal(str_cstr(&names), c->names);
    str_free(&names);
    survey_free(survey);
    arena_free(arena);
}

int main(void)
{
    enum { N = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[N];

    for (size_t i = 0; i < N; i++)
        tests[i] =
            (struct CMUnitTest){.name = cases[i].name,
                                .test_func = plans,
                                .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
