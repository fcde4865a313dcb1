/* tables_question.c - what a question of survey.yaml may hold. */
#include "core/survey/parts.h"

#include <math.h>
#include <string.h>
#include "core/base/num.h"

/* Rows: key, kind, required, member and what the kind needs. */
#define AT(struct_name, member) .offset = offsetof(struct struct_name, member)
#define ROWS(a) .field = (a), .n = sizeof(a) / sizeof *(a)

// clang-format off
static const struct form_field cells_fields[] = {
    {"not_asked",    FORM_WORDS, AT(cells, not_asked)},
    {"blank",        FORM_WORDS, AT(cells, blank)},
    {"not_selected", FORM_WORDS, AT(cells, not_selected)},
};
// clang-format on
const struct form_table cells_table = {ROWS(cells_fields),
                                       .line = offsetof(struct cells, line)};

static void option_init(void *to)
{
    struct option *option = to;

    option->score = (double)NAN;
}

/* Of the states of an answer only three can be an option's own. */
static const struct {
    const char *name;
    enum answer_state state;
} own_states[] = {{"refused", STATE_REFUSED},
                  {"unknown", STATE_UNKNOWN},
                  {"not_applicable", STATE_NOT_APPLICABLE}};

static enum status load_state(const struct form *form, const struct node *node,
                              void *to)
{
    struct option *option = to;
    enum status rc = form_is(form, node, NODE_TEXT);

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(own_states[i].name, node->text) == 0) {
            option->state = own_states[i].state;
            return OK;
        }
    }
    return form_bad(form, node,
                    "is '%s'; allowed: refused, unknown, not_applicable",
                    yaml_shown(form->arena, node->text));
}

static enum status load_side(const struct form *form, const struct node *node,
                             void *to)
{
    struct option *option = to;
    enum status rc = form_is(form, node, NODE_TEXT);

    if (rc != OK)
        return rc;
    for (int i = SIDE_POSITIVE; option_sides[i]; i++) {
        if (strcmp(option_sides[i], node->text) == 0) {
            option->side = (enum option_side)i;
            return OK;
        }
    }
    return form_bad(form, node, "is '%s'; allowed: positive, neutral, negative",
                    yaml_shown(form->arena, node->text));
}

static enum status load_actual(const struct form *form, const struct node *node,
                               void *to)
{
    struct item *item = to;
    enum status rc = form_is(form, node, NODE_TEXT);

    item->actual_stated = true;
    if (rc == OK && !num_parse(text_of(node->text), &item->actual))
        rc = form_bad(form, node, "is '%s', which is no number",
                      yaml_shown(form->arena, node->text));
    return rc;
}

// clang-format off
static const struct form_field option_fields[] = {
    {"key",   FORM_NAME,   true, AT(option, key)},
    {"label", FORM_NAME,   AT(option, label)},
    {"score", FORM_NUMBER, AT(option, score)},
    {"side",  FORM_CUSTOM, .load = load_side},
    {"state", FORM_CUSTOM, .load = load_state},
    {"match", FORM_WORDS,  AT(option, match)},
    {"words", FORM_NAME,   AT(option, words)},
};
const struct form_table option_table = {
    ROWS(option_fields), sizeof(struct option), offsetof(struct option, line),
    option_init};

static const struct form_field item_fields[] = {
    {"key",      FORM_KEY,   true, AT(item, key)},
    {"label",    FORM_NAME,  AT(item, label)},
    {"column",   FORM_NAME,  AT(item, column)},
    {"columns",  FORM_WORDS, AT(item, columns)},
    {"match",    FORM_WORDS, AT(item, match)},
    {"words",    FORM_NAME,  AT(item, words)},
    {"excludes", FORM_YES,   AT(item, excludes)},
    {"actual",   FORM_CUSTOM, .load = load_actual},
};
static const struct form_table item_table = {
    ROWS(item_fields), sizeof(struct item), offsetof(struct item, line), NULL};

static const struct form_field task_fields[] = {
    {"best",  FORM_NAME,  true, AT(shown_task, best)},
    {"worst", FORM_NAME,  true, AT(shown_task, worst)},
    {"shown", FORM_WORDS, AT(shown_task, shown)},
};
// clang-format on
static const struct form_table task_table = {
    ROWS(task_fields), sizeof(struct shown_task),
    offsetof(struct shown_task, line), NULL};

static enum status load_asked_if(const struct form *form,
                                 const struct node *node, void *to)
{
    struct question *question = to;
    enum status rc = form_is(form, node, NODE_MAP);

    if (rc != OK)
        return rc;
    if (node->n != 1)
        return form_bad(form, node,
                        "names %zu questions; allowed is one, as "
                        "{victim: [\"yes\"]}",
                        node->n);
    question->asked_if.line = node->key_line;
    question->asked_if.question = node->first->key;
    rc = form_words(form, node->first, &question->asked_if.options);
    if (rc == OK && question->asked_if.options.n == 0)
        rc = form_bad(form, node->first,
                      "is empty; list the answers of those who were asked");
    return rc;
}

static enum status load_beside(const struct form *form, const struct node *node,
                               struct beside *to)
{
    enum status rc = form_is(form, node, NODE_TEXT);

    to->line = node->key_line;
    to->question = node->text;
    return rc;
}

static enum status load_importance(const struct form *form,
                                   const struct node *node, void *to)
{
    return load_beside(form, node, &((struct question *)to)->importance);
}

static enum status load_overall(const struct form *form,
                                const struct node *node, void *to)
{
    return load_beside(form, node, &((struct question *)to)->overall);
}

static enum status load_cells(const struct form *form, const struct node *node,
                              void *to)
{
    struct question *question = to;

    question->cells.given = true;
    return form_load(form, &cells_table, node, &question->cells);
}

static enum status load_over(const struct form *form, const struct node *node,
                             void *to)
{
    struct question *question = to;
    enum status rc = form_is(form, node, NODE_TEXT);

    if (rc != OK)
        return rc;
    question->over_keep = strcmp(node->text, "keep") == 0;
    if (!question->over_keep && strcmp(node->text, "drop") != 0)
        return form_bad(form, node, "is '%s'; allowed: keep, drop",
                        yaml_shown(form->arena, node->text));
    return OK;
}

static void question_init(void *to)
{
    struct question *question = to;

    question->over_keep = true;
    question->asked_if.question_index = SURVEY_NONE;
    question->importance.question_index = SURVEY_NONE;
    question->overall.question_index = SURVEY_NONE;
    question->derived.from_index = SURVEY_NONE;
}

// clang-format off
static const struct form_field question_fields[] = {
    {"key",       FORM_KEY,    true, AT(question, key)},
    {"type",      FORM_ENUM,   true, AT(question, type),
     .names = question_types},
    {"text",      FORM_NAME,   AT(question, text)},
    {"column",    FORM_NAME,   AT(question, column)},
    {"columns",   FORM_WORDS,  AT(question, columns)},
    {"words",     FORM_NAME,   AT(question, words)},
    {"scale",     FORM_NAME,   AT(question, scale)},
    {"options",   FORM_LIST,   AT(question, options.option),
     .count = offsetof(struct question, options.n), .table = &option_table},
    {"items",     FORM_LIST,   AT(question, item),
     .count = offsetof(struct question, n_items), .table = &item_table},
    {"tasks",     FORM_LIST,   AT(question, task),
     .count = offsetof(struct question, n_tasks), .table = &task_table},
    {"places",    FORM_COUNT,  AT(question, places)},
    {"max",       FORM_COUNT,  AT(question, max)},
    {"over",      FORM_CUSTOM, .load = load_over},
    {"total",     FORM_NUMBER, AT(question, total)},
    {"separator", FORM_TEXT,   AT(question, separator)},
    {"asked_if",  FORM_CUSTOM, .load = load_asked_if},
    {"importance", FORM_CUSTOM, .load = load_importance},
    {"overall",   FORM_CUSTOM, .load = load_overall},
    {"about_you", FORM_YES,    AT(question, about_you)},
    {"sensitive", FORM_YES,    AT(question, sensitive)},
    {"keep",      FORM_YES,    AT(question, keep)},
    {"decimal",   FORM_ENUM,   AT(question, decimal), .names = decimal_marks},
    {"cells",     FORM_CUSTOM, .load = load_cells},
};
// clang-format on
const struct form_table question_table = {
    ROWS(question_fields), sizeof(struct question),
    offsetof(struct question, line), question_init};

static enum status one_rule(const struct form *form, const struct node *node,
                            struct derivation *d, enum derive_rule rule)
{
    if (d->rule != DERIVE_NONE)
        return form_bad(form, node,
                        "is one rule too many; give one of map, lookup, any");
    d->rule = rule;
    return OK;
}

static enum status load_map(const struct form *form, const struct node *node,
                            void *to)
{
    struct derivation *d = &((struct question *)to)->derived;
    enum status rc = one_rule(form, node, d, DERIVE_MAP);

    if (rc == OK)
        rc = form_is(form, node, NODE_MAP);
    if (rc != OK)
        return rc;
    if (node->n == 0)
        return form_bad(form, node,
                        "is empty; list each level with its options, as "
                        "{younger: [\"16-24\"]}");
    d->map = arena_alloc(form->arena, node->n, sizeof *d->map);
    if (!d->map)
        return err_nomem(form->err);
    for (const struct node *c = node->first; c; c = c->next) {
        struct derive_level *level = &d->map[d->n_map++];

        level->level = c->key;
        level->line = c->key_line;
        rc = form_words(form, c, &level->from);
        if (rc != OK)
            return rc;
    }
    return OK;
}

static enum status load_lookup(const struct form *form, const struct node *node,
                               void *to)
{
    struct derivation *d = &((struct question *)to)->derived;
    enum status rc = one_rule(form, node, d, DERIVE_LOOKUP);

    if (rc == OK)
        rc = form_is(form, node, NODE_TEXT);
    if (rc == OK && text_trim(text_of(node->text)).n == 0)
        rc = form_bad(form, node,
                      "is empty; name a CSV file with the columns "
                      "prefix and level");
    d->lookup = node->text;
    return rc;
}

static enum status load_any(const struct form *form, const struct node *node,
                            void *to)
{
    struct derivation *d = &((struct question *)to)->derived;
    enum status rc = one_rule(form, node, d, DERIVE_ANY);

    if (rc == OK)
        rc = form_is(form, node, NODE_TEXT);
    if (rc == OK && strcmp(node->text, "yes") != 0)
        rc = form_bad(form, node, "is '%s'; allowed: yes",
                      yaml_shown(form->arena, node->text));
    return rc;
}

// clang-format off
static const struct form_field derived_fields[] = {
    {"key",       FORM_KEY,    true, AT(question, key)},
    {"text",      FORM_NAME,   AT(question, text)},
    {"from",      FORM_NAME,   true, AT(question, derived.from)},
    {"map",       FORM_CUSTOM, .load = load_map},
    {"lookup",    FORM_CUSTOM, .load = load_lookup},
    {"any",       FORM_CUSTOM, .load = load_any},
    {"about_you", FORM_YES,    AT(question, about_you)},
    {"sensitive", FORM_YES,    AT(question, sensitive)},
};
// clang-format on
const struct form_table derived_table = {
    ROWS(derived_fields), sizeof(struct question),
    offsetof(struct question, line), question_init};
