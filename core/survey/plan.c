/* plan.c - plan.yaml by one table, its evidence found in the survey. */
#include "core/survey/plan.h"

#include <math.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/form.h"
#include "core/survey/orders.h"

#define AT(struct_name, member) .offset = offsetof(struct struct_name, member)
#define ROWS(a) .field = (a), .n = sizeof(a) / sizeof *(a)

static enum status load_evidence(const struct form *form,
                                 const struct node *node, void *to)
{
    struct plan_objective *objective = to;
    struct words words;
    enum status rc = form_words(form, node, &words);
    size_t i = 0;

    if (rc != OK)
        return rc;
    objective->evidence =
        arena_alloc(form->arena, words.n, sizeof *objective->evidence);
    if (!objective->evidence)
        return err_nomem(form->err);
    objective->n_evidence = words.n;
    for (const struct node *n = node->first; n; n = n->next, i++)
        objective->evidence[i] =
            (struct plan_evidence){.name = words.word[i], .line = n->line};
    return OK;
}

static void theme_init(void *to)
{
    static char none[] = "";

    ((struct plan_theme *)to)->aim = none;
}

// clang-format off
static const struct form_field objective_fields[] = {
    {"key",      FORM_KEY,    true, AT(plan_objective, key)},
    {"title",    FORM_NAME,   true, AT(plan_objective, title)},
    {"actions",  FORM_WORDS,  AT(plan_objective, actions)},
    {"evidence", FORM_CUSTOM, .load = load_evidence},
};
static const struct form_table objective_table = {
    ROWS(objective_fields), sizeof(struct plan_objective),
    offsetof(struct plan_objective, line), NULL};

static const struct form_field theme_fields[] = {
    {"key",        FORM_KEY,   true, AT(plan_theme, key)},
    {"title",      FORM_NAME,  true, AT(plan_theme, title)},
    {"aim",        FORM_TEXT,  AT(plan_theme, aim)},
    {"outcomes",   FORM_WORDS, AT(plan_theme, outcomes)},
    {"objectives", FORM_LIST,  AT(plan_theme, objective),
     .count = offsetof(struct plan_theme, n_objectives),
     .table = &objective_table},
};
static const struct form_table theme_table = {
    ROWS(theme_fields), sizeof(struct plan_theme),
    offsetof(struct plan_theme, line), theme_init};

static const struct form_field order_fields[] = {
    {"key",   FORM_KEY,  true, AT(plan_order, key)},
    {"title", FORM_NAME, true, AT(plan_order, title)},
    {"file",  FORM_NAME, true, AT(plan_order, file)},
};
static const struct form_table order_table = {
    ROWS(order_fields), sizeof(struct plan_order),
    offsetof(struct plan_order, line), NULL};

static const struct form_field plan_fields[] = {
    {"title",  FORM_NAME, true, AT(plan, title)},
    {"themes", FORM_LIST, true, AT(plan, theme),
     .count = offsetof(struct plan, n_themes), .table = &theme_table},
    {"orders", FORM_LIST, AT(plan, order),
     .count = offsetof(struct plan, n_orders), .table = &order_table},
};
// clang-format on
static const struct form_table plan_table = {ROWS(plan_fields),
                                             .line = FORM_NO_LINE};

/* "question" or "question.item". */
static enum status find(const struct plan *plan, const struct survey *survey,
                        struct plan_evidence *e, struct err *err)
{
    const char *dot = strchr(e->name, '.');
    char *key = arena_text(plan->arena, e->name,
                           dot ? (size_t)(dot - e->name) : strlen(e->name));

    if (!key)
        return err_nomem(err);
    e->item = SURVEY_NONE;
    e->question = survey_question(survey, key);
    if (e->question == SURVEY_NONE)
        return err_at(err, ERR_INPUT, plan->path, e->line,
                      "evidence '%s': the survey has no question '%s'; name "
                      "one of its questions, or QUESTION.ITEM",
                      e->name, key);
    if (!dot)
        return OK;
    e->item = survey_item(&survey->question[e->question], dot + 1);
    if (e->item == SURVEY_NONE)
        return err_at(err, ERR_INPUT, plan->path, e->line,
                      "evidence '%s': question '%s' has no item '%s'; name one "
                      "of its items",
                      e->name, key, dot + 1);
    return OK;
}

static enum status resolve(struct plan *plan, const struct survey *survey,
                           struct err *err)
{
    for (size_t t = 0; t < plan->n_themes; t++) {
        struct plan_theme *theme = &plan->theme[t];

        for (size_t o = 0; o < theme->n_objectives; o++) {
            struct plan_objective *objective = &theme->objective[o];

            for (size_t i = 0; i < objective->n_evidence; i++) {
                enum status rc =
                    find(plan, survey, &objective->evidence[i], err);

                if (rc != OK)
                    return rc;
            }
        }
    }
    return OK;
}

static enum status twice(const struct plan *plan, const char *what,
                         const char *key, size_t line, size_t before,
                         struct err *err)
{
    return err_at(err, ERR_INPUT, plan->path, line,
                  "%s '%s' is there already, on line %zu; give each its own "
                  "key",
                  what, key, before);
}

/* Objectives are known by their key alone, whatever their theme. */
static enum status check_objectives(const struct plan *plan, struct err *err)
{
    for (size_t t = 0; t < plan->n_themes; t++)
        for (size_t i = 0; i < plan->theme[t].n_objectives; i++)
            for (size_t u = 0; u <= t; u++)
                for (size_t k = 0; k < plan->theme[u].n_objectives; k++) {
                    const struct plan_objective *a =
                        &plan->theme[t].objective[i];
                    const struct plan_objective *b =
                        &plan->theme[u].objective[k];

                    if (b->line < a->line && strcmp(a->key, b->key) == 0)
                        return twice(plan, "objective", a->key, a->line,
                                     b->line, err);
                }
    return OK;
}

static enum status check_keys(const struct plan *plan, struct err *err)
{
    for (size_t i = 0; i < plan->n_themes; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(plan->theme[i].key, plan->theme[k].key) == 0)
                return twice(plan, "theme", plan->theme[i].key,
                             plan->theme[i].line, plan->theme[k].line, err);
    for (size_t i = 0; i < plan->n_orders; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(plan->order[i].key, plan->order[k].key) == 0)
                return twice(plan, "order", plan->order[i].key,
                             plan->order[i].line, plan->order[k].line, err);
    return check_objectives(plan, err);
}

static enum status parse(struct plan *plan, struct text yaml,
                         const struct survey *survey, struct err *err)
{
    const struct form form = {plan->arena, plan->path, err};
    struct node *root = NULL;
    enum status rc = yaml_tree(plan->arena, yaml, plan->path, &root, err);

    if (rc == OK)
        rc = form_load(&form, &plan_table, root, plan);
    if (rc == OK)
        rc = check_keys(plan, err);
    if (rc == OK)
        rc = resolve(plan, survey, err);
    for (size_t i = 0; rc == OK && i < plan->n_orders; i++)
        rc = order_read(plan, &plan->order[i], survey, err);
    return rc;
}

enum status plan_read(struct plan **out, const char *path,
                      const struct survey *survey, struct err *err)
{
    struct arena *arena = arena_new();
    struct plan *plan = arena ? arena_alloc(arena, 1, sizeof *plan) : NULL;
    struct str bytes = {0};
    enum status rc;

    *out = NULL;
    if (!plan) {
        arena_free(arena);
        return err_nomem(err);
    }
    plan->arena = arena;
    plan->path = arena_text(arena, path, strlen(path));
    rc = plan->path ? file_read(path, YAML_BYTES, &bytes, err) : err_nomem(err);
    if (rc == OK)
        rc = parse(plan, str_text(&bytes), survey, err);
    str_free(&bytes);
    if (rc == OK)
        *out = plan;
    else
        plan_release(plan);
    return rc;
}

void plan_release(struct plan *plan)
{
    if (plan)
        arena_free(plan->arena);
}

bool plan_covers(const struct plan *plan, size_t question, size_t item)
{
    for (size_t t = 0; t < plan->n_themes; t++)
        for (size_t o = 0; o < plan->theme[t].n_objectives; o++) {
            const struct plan_objective *objective =
                &plan->theme[t].objective[o];

            for (size_t i = 0; i < objective->n_evidence; i++)
                if (objective->evidence[i].question == question &&
                    objective->evidence[i].item == item)
                    return true;
        }
    return false;
}
