/* read_written.c - what the analyst writes: definition, plan, targets, theme
 * and its logo. */
#include "tests/fuzz/readers.h"

#include <stdlib.h>
#include "core/survey/plan.h"
#include "core/survey/targets.h"
#include "core/survey/theme.h"

void fuzz_survey(struct text bytes)
{
    struct survey *survey = NULL;
    struct survey_digests digests;
    struct err err = {0};

    if (survey_parse(&survey, bytes, "", &err) == OK)
        /* A lookup that is not there is no finding. */
        (void)!survey_digests(survey, &digests, &err);
    else
        fuzz_holds(!survey && err.text[0], "a failure says why");
    survey_free(survey);
}

static const char asked[] =
    "survey: s\n"
    "sources: [{key: web, files: [a.csv]}]\n"
    "headline: {question: priorities, rule: mean_rank}\n"
    "questions:\n"
    "  - {key: priorities, type: ranking, text: What first, items: [{key: a, "
    "label: A, column: A}, {key: b, label: B, column: B}]}\n"
    "  - {key: age, type: single, column: Age, options: [{key: 16-24, label: "
    "16 to 24}, {key: 25+, label: 25 and over}]}\n"
    "  - {key: sex, type: single, column: Sex, options: [{key: f, label: "
    "Female}, {key: m, label: Male}]}\n";

static struct survey *usual(void)
{
    struct survey *survey = NULL;
    struct err err = {0};

    if (survey_parse(&survey, text_of(asked), "", &err) != OK)
        fuzz_holds(false, err.text);
    return survey;
}

void fuzz_plan(struct text bytes)
{
    struct survey *survey = usual();
    char *path = fuzz_file(0, bytes);
    struct plan *plan = NULL;
    struct err err = {0};

    if (plan_read(&plan, path, survey, &err) != OK)
        fuzz_holds(!plan && err.text[0], "a failure says why");
    plan_release(plan);
    survey_free(survey);
    free(path);
}

void fuzz_targets(struct text bytes)
{
    struct survey *survey = usual();
    struct targets *targets = NULL;
    const struct target_margin *margin;
    struct err err = {0};

    if (targets_parse(&targets, bytes, "", &err) != OK)
        fuzz_holds(!targets && err.text[0], "a failure says why");
    for (size_t i = 0; targets && i < targets->n; i++) {
        struct err why = {0};

        if (targets_margin(targets, targets->margin[i].name, survey, &margin,
                           &why) != OK)
            fuzz_holds(why.text[0], "a failure says why");
    }
    targets_free(targets);
    survey_free(survey);
}

void fuzz_theme(struct text bytes)
{
    char *path = fuzz_file(0, bytes);
    struct theme *theme = NULL;
    struct err err = {0};

    if (theme_read(&theme, path, &err) != OK)
        fuzz_holds(!theme && err.text[0], "a failure says why");
    theme_free(theme);
    free(path);
}

void fuzz_png(struct text bytes)
{
    struct str out = {0};
    unsigned width = 0, height = 0;

    if (!theme_png(bytes, 2000, &out, &width, &height))
        fuzz_holds(width > 0 && width <= 2000 && height > 0 && height <= 2000,
                   "a picture has a size");
    str_free(&out);
}
