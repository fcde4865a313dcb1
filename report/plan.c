/* plan.c - see plan.h. */
#include "report/plan.h"

#include <string.h>

bool plan_about_you(const struct survey *survey, size_t question)
{
    const struct question *q = &survey->question[question];

    if (q->about_you)
        return true;
    return q->derived.rule != DERIVE_NONE &&
           q->derived.from_index < survey->n_questions &&
           (survey->question[q->derived.from_index].about_you ||
            survey->question[q->derived.from_index].type == TYPE_AREA);
}

bool plan_sensitive(const struct survey *survey, size_t question)
{
    const struct question *q = &survey->question[question];

    if (q->sensitive)
        return true;
    for (size_t i = 0; i < survey->disclosure.sensitive.n; i++) {
        if (strcmp(survey->disclosure.sensitive.word[i], q->key) == 0)
            return true;
    }
    return q->derived.rule != DERIVE_NONE && q->derived.from_index < question &&
           plan_sensitive(survey, q->derived.from_index);
}

bool plan_counted_only(const struct question *question)
{
    return question->type == TYPE_TEXT || question->type == TYPE_AREA ||
           question->type == TYPE_DATE;
}

bool plan_ranked(const struct question *question)
{
    return question->type == TYPE_RANKING ||
           (question->type == TYPE_SCALE && question->n_items > 0 &&
            (question_has_sides(question) || question_has_scores(question)));
}

static bool is_split(const struct survey *survey, size_t question)
{
    for (size_t b = 0; b < survey->n_breakdowns; b++) {
        for (size_t i = 0; i < survey->breakdown[b].n; i++) {
            if (survey->breakdown[b].question[i] == question)
                return true;
        }
    }
    return survey->respondent.question &&
           survey->respondent.question_index == question;
}

char *plan_words(struct arena *arena, const char *key)
{
    char *words = arena_text(arena, key, strlen(key));

    for (char *p = words; p && *p; p++) {
        if (*p == '_')
            *p = ' ';
    }
    return words;
}

static enum status make_split(struct split *split, const struct survey *survey,
                              const struct breakdown *breakdown,
                              struct arena *arena, struct err *err)
{
    const char *label[2] = {NULL, NULL};

    split->name = breakdown->name;
    split->n = breakdown->n;
    for (size_t i = 0; i < breakdown->n; i++) {
        split->question[i] = breakdown->question[i];
        label[i] =
            plan_words(arena, survey->question[breakdown->question[i]].key);
        if (!label[i])
            return err_nomem(err);
        if (plan_sensitive(survey, breakdown->question[i]))
            split->sensitive = true;
    }
    split->label = label[0];
    if (split->n == 2)
        split->label = arena_printf(arena, "%s and %s", label[0], label[1]);
    return split->label ? OK : err_nomem(err);
}

static enum status make_splits(struct plan *plan, struct arena *arena,
                               struct err *err)
{
    const struct survey *survey = plan->survey;
    enum status rc = OK;

    plan->split =
        arena_alloc(arena, survey->n_breakdowns + 1, sizeof *plan->split);
    if (!plan->split)
        return err_nomem(err);
    for (size_t b = 0; b < survey->n_breakdowns && rc == OK; b++)
        rc = make_split(&plan->split[plan->n_splits++], survey,
                        &survey->breakdown[b], arena, err);
    if (survey->respondent.question)
        plan->split[plan->n_splits++] =
            (struct split){.name = "respondent", .label = "kind of respondent"};
    return rc;
}

/* Sources of one kind are pooled, and where the definition says so. */
static bool pooled(const struct survey *survey)
{
    for (size_t i = 1; i < survey->n_sources; i++) {
        if (survey->source[i].sample != survey->source[0].sample)
            return survey->pool;
    }
    return true;
}

static enum status make_sources(struct plan *plan, struct arena *arena,
                                struct err *err)
{
    const struct survey *survey = plan->survey;
    bool together = pooled(survey);

    plan->n_sources = together ? 1 : survey->n_sources;
    plan->source = arena_alloc(arena, plan->n_sources, sizeof *plan->source);
    if (!plan->source)
        return err_nomem(err);
    for (size_t i = 0; i < plan->n_sources; i++)
        plan->source[i] = together ? NULL : survey->source[i].key;
    return OK;
}

/* The headline's scheme stands for the page; without one the most weighted. */
static const char *scheme_of(const struct survey *survey)
{
    if (survey->headline.question && survey->headline.scheme)
        return survey->headline.scheme;
    if (survey->n_weightings)
        return survey->weighting[0].name;
    for (size_t i = 0; i < survey->n_sources; i++) {
        if (survey->source[i].weight)
            return "supplied";
    }
    return "unweighted";
}

/* KEY[__BREAKDOWN][__rules or __importance][__SOURCE]: keys hold no "__". */
static enum status add_one(struct plan *plan, struct planned planned,
                           struct arena *arena, struct err *err)
{
    const struct question *q = &plan->survey->question[planned.question];
    struct str name = {0};
    enum status rc;

    str_add(&name, q->key);
    if (planned.kind == PLANNED_RULES)
        str_add(&name, "__rules");
    if (planned.kind == PLANNED_IMPORTANCE)
        str_add(&name, "__importance");
    if (planned.split) {
        str_add(&name, "__");
        for (const char *p = planned.split->name; *p; p++) {
            if (*p == '*')
                str_add(&name, "__");
            else
                str_add_char(&name, *p);
        }
    }
    if (planned.source)
        str_addf(&name, "__%s", planned.source);
    planned.name = arena_text(arena, str_cstr(&name), name.n);
    rc = str_status(&name, err);
    if (rc == OK && !planned.name)
        rc = err_nomem(err);
    if (rc == OK)
        plan->exhibit[plan->n_exhibits++] = planned;
    str_free(&name);
    return rc;
}

/* Side by side: the same of each source. */
static enum status add(struct plan *plan, struct planned planned,
                       struct arena *arena, struct err *err)
{
    enum status rc = OK;

    for (size_t s = 0; s < plan->n_sources && rc == OK; s++) {
        planned.source = plan->source[s];
        rc = add_one(plan, planned, arena, err);
    }
    return rc;
}

static bool splits_itself(const struct split *split, size_t question)
{
    for (size_t i = 0; i < split->n; i++) {
        if (split->question[i] == question)
            return true;
    }
    return false;
}

/* Everyone means individuals, so that the question which tells the kinds apart
 * says nothing of its own but by kind. */
static enum status add_kinds(struct plan *plan, struct planned planned,
                             struct arena *arena, struct err *err)
{
    enum status rc;

    planned.kind = PLANNED_KINDS;
    planned.section = SECTION_WHO;
    rc = add(plan, planned, arena, err);
    planned.kind = PLANNED_CROSS;
    planned.split = &plan->split[plan->n_splits - 1];
    return rc == OK ? add(plan, planned, arena, err) : rc;
}

/* A panel reads what was put first before seven questions of age and sex. */
static enum section section_of(const struct survey *survey, size_t question,
                               bool headline)
{
    if (headline)
        return SECTION_HEADLINE;
    if (!plan_about_you(survey, question) && !is_split(survey, question))
        return SECTION_QUESTIONS;
    return survey->headline.question ? SECTION_PERSONS : SECTION_WHO;
}

static enum status add_question(struct plan *plan, size_t question,
                                struct arena *arena, struct err *err)
{
    const struct survey *survey = plan->survey;
    const struct question *q = &survey->question[question];
    bool headline = survey->headline.question &&
                    survey->headline.question_index == question;
    struct planned planned = {
        .kind = PLANNED_QUESTION,
        .section = section_of(survey, question, headline),
        .question = question,
    };
    enum status rc;

    if (survey->respondent.question &&
        survey->respondent.question_index == question)
        return add_kinds(plan, planned, arena, err);
    rc = add(plan, planned, arena, err);
    if (rc == OK && plan_ranked(q)) {
        planned.kind = PLANNED_RULES;
        rc = add(plan, planned, arena, err);
    }
    if (rc == OK && q->importance.question) {
        planned.kind = PLANNED_IMPORTANCE;
        rc = add(plan, planned, arena, err);
    }
    planned.kind = PLANNED_CROSS;
    if (headline)
        planned.section = SECTION_GROUPS;
    for (size_t s = 0; s < plan->n_splits && rc == OK; s++) {
        planned.split = &plan->split[s];
        if (!splits_itself(planned.split, question))
            rc = add(plan, planned, arena, err);
    }
    return rc;
}

enum status plan_exhibits(struct plan *out, const struct survey *survey,
                          struct arena *arena, struct err *err)
{
    struct plan plan = {.survey = survey, .scheme = scheme_of(survey)};
    enum status rc = make_splits(&plan, arena, err);

    if (rc == OK)
        rc = make_sources(&plan, arena, err);
    if (rc == OK) {
        plan.exhibit = arena_alloc(
            arena,
            plan.n_sources * survey->n_questions * (plan.n_splits + 3) + 1,
            sizeof *plan.exhibit);
        if (!plan.exhibit)
            rc = err_nomem(err);
    }
    for (size_t q = 0; q < survey->n_questions && rc == OK; q++) {
        if (!plan_counted_only(&survey->question[q]))
            rc = add_question(&plan, q, arena, err);
    }
    *out = plan;
    return rc;
}

enum status plan_only(struct plan *plan, const char *name, struct err *err)
{
    for (size_t i = 0; i < plan->n_exhibits; i++) {
        if (strcmp(plan->exhibit[i].name, name) == 0) {
            plan->exhibit[0] = plan->exhibit[i];
            plan->n_exhibits = 1;
            return OK;
        }
    }
    return err_set(err, ERR_USAGE,
                   "there is no exhibit %s; --list names those there are",
                   name);
}
