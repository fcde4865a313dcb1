/* test_survey_plan.c - plan.yaml: what is read, and every refusal. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/plan.h"

static const char definition[] =
    "survey: pcp\n"
    "sources: [{key: web, files: [\"*.csv\"]}]\n"
    "headline: {question: priorities, rule: mean_rank}\n"
    "questions:\n"
    "  - {key: priorities, type: ranking, items: [{key: burglary, label: "
    "Dwelling burglary, column: B}, {key: asb, label: Anti-social behaviour, "
    "column: A}, {key: fraud, column: F}]}\n"
    "  - {key: safety, type: number, column: S}\n";

static const char good[] =
    "title: Plan 2017\n"
    "themes:\n"
    "  - key: victims\n"
    "    title: Victims\n"
    "    aim: Victims are heard\n"
    "    outcomes: [Fewer victims]\n"
    "    objectives:\n"
    "      - key: homes\n"
    "        title: Safe homes\n"
    "        actions: [Visit each victim]\n"
    "        evidence: [priorities.burglary, safety]\n"
    "      - {key: silent, title: Nothing asked}\n"
    "orders:\n"
    "  - {key: force, title: The force, file: force.csv}\n";

static const char force[] = "item,place\n"
                            "Anti-social  behaviour,1\n"
                            "burglary,2.5\n";

struct fixture {
    const char *folder;
    struct survey *survey;
    struct plan *plan;
    struct err err;
};

static void put(const struct fixture *f, const char *name, const char *bytes)
{
    struct str path = {0};
    struct err err = {0};

    path_join(&path, f->folder, name);
    assert_ok(file_write(str_cstr(&path), text_of(bytes), 0644, &err), &err);
    str_free(&path);
}

static enum status read_plan(struct fixture *f, const char *plan,
                             const char *order)
{
    struct str path = {0};
    enum status rc;

    f->folder = check_folder(NULL);
    assert_ok(
        survey_parse(&f->survey, text_of(definition), "survey.yaml", &f->err),
        &f->err);
    put(f, "plan.yaml", plan);
    put(f, "force.csv", order);
    path_join(&path, f->folder, "plan.yaml");
    rc = plan_read(&f->plan, str_cstr(&path), f->survey, &f->err);
    str_free(&path);
    return rc;
}

static void done(struct fixture *f)
{
    plan_release(f->plan);
    survey_free(f->survey);
}

static void reads_everything(void **state)
{
    struct fixture f = {0};
    const struct plan_theme *theme;

    (void)state;
    assert_ok(read_plan(&f, good, force), &f.err);
    assert_string_equal(f.plan->title, "Plan 2017");
    assert_int_equal(f.plan->n_themes, 1);
    theme = &f.plan->theme[0];
    assert_string_equal(theme->aim, "Victims are heard");
    assert_string_equal(theme->outcomes.word[0], "Fewer victims");
    assert_int_equal(theme->n_objectives, 2);
    assert_string_equal(theme->objective[0].actions.word[0],
                        "Visit each victim");
    assert_int_equal(theme->objective[0].evidence[0].question, 0);
    assert_int_equal(theme->objective[0].evidence[0].item, 0);
    assert_int_equal(theme->objective[0].evidence[1].question, 1);
    assert_true(theme->objective[0].evidence[1].item == SURVEY_NONE);
    assert_int_equal(theme->objective[1].n_evidence, 0);
    assert_near(f.plan->order[0].place[0], 2.5, 0);
    assert_near(f.plan->order[0].place[1], 1, 0);
    assert_true(isnan(f.plan->order[0].place[2]));
    assert_true(plan_covers(f.plan, 0, 0));
    assert_false(plan_covers(f.plan, 0, 1));
    done(&f);
}

static struct refusal {
    const char *name, *old, *new; /* good with old made new */
    const char *order;            /* NULL: force */
    const char *message;          /* behind the folder */
} refusals[] = {
    {"no such question", "safety]", "safetey]", NULL,
     "plan.yaml:11: evidence 'safetey': the survey has no question 'safetey'; "
     "name one of its questions, or QUESTION.ITEM"},
    {"no such item", "priorities.burglary", "priorities.burgling", NULL,
     "plan.yaml:11: evidence 'priorities.burgling': question 'priorities' has "
     "no item 'burgling'; name one of its items"},
    {"an item of a question without", "safety]", "safety.night]", NULL,
     "plan.yaml:11: evidence 'safety.night': question 'safety' has no item "
     "'night'; name one of its items"},
    {"an objective twice", "key: silent", "key: homes", NULL,
     "plan.yaml:12: objective 'homes' is there already, on line 8; give each "
     "its own key"},
    {"an order of unknown items", "", "", "item,place\nhomes,1\n",
     "force.csv:2: 'homes' is no item of question 'priorities'; use its keys "
     "or labels"},
    {"an order without places", "", "", "item,rank\nburglary,1\n",
     "force.csv:1: the header lacks a column; it has to name item and place"},
    {"a place that is none", "", "", "item,place\nburglary,first\n",
     "force.csv:2: the place is no number from 1; 1 is first"},
    {"an item twice", "", "", "item,place\nburglary,1\nburglary,2\n",
     "force.csv:3: item 'burglary' has a place already; give it one"},
    {"a short row", "", "", "item,place\nburglary\n",
     "force.csv:2: the row is short; give an item and its place"},
};

static void refuses(void **state)
{
    const struct refusal *r = *state;
    const char *at = strstr(good, r->old);
    struct fixture f = {0};
    struct str plan = {0};

    str_add_n(&plan, good, (size_t)(at - good));
    str_add(&plan, r->new);
    str_add(&plan, at + strlen(r->old));
    assert_int_equal(
        read_plan(&f, str_cstr(&plan), r->order ? r->order : force), ERR_INPUT);
    assert_null(f.plan);
    assert_string_equal(f.err.text + strlen(f.folder) + 1, r->message);
    str_free(&plan);
    done(&f);
}

int main(void)
{
    enum { REFUSALS = sizeof refusals / sizeof *refusals };
    struct CMUnitTest tests[REFUSALS + 1] = {
        [REFUSALS] = cmocka_unit_test(reads_everything)};

    for (size_t i = 0; i < REFUSALS; i++)
        tests[i] = (struct CMUnitTest){.name = refusals[i].name,
                                       .test_func = refuses,
                                       .initial_state = &refusals[i]};
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
