/* tables.c - what survey.yaml may hold: one table that checks and loads.
 *
 * A new key is a row here and a member of the struct in survey.h. */
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
static const struct form_table cells_table = {
    ROWS(cells_fields), .line = offsetof(struct cells, line)};

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
static const struct form_table option_table = {
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
    {"cells",     FORM_CUSTOM, .load = load_cells},
};
// clang-format on
static const struct form_table question_table = {
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
static const struct form_table derived_table = {
    ROWS(derived_fields), sizeof(struct question),
    offsetof(struct question, line), question_init};

static enum status load_scales(const struct form *form, const struct node *node,
                               void *to)
{
    struct definition *d = to;
    enum status rc = form_is(form, node, NODE_MAP);

    if (rc != OK)
        return rc;
    d->scale = arena_alloc(form->arena, node->n, sizeof *d->scale);
    if (!d->scale)
        return err_nomem(form->err);
    for (const struct node *c = node->first; c; c = c->next) {
        struct scale *scale = &d->scale[d->n_scales++];
        void *array = NULL;

        if (!text_is_key(text_of(c->key)))
            return form_bad(form, c,
                            "is no name for a scale; use small letters, digits "
                            "and single _");
        scale->name = c->key;
        scale->line = c->key_line;
        rc = form_list(form, &option_table, c, &array, &scale->options.n);
        scale->options.option = array;
        if (rc == OK && scale->options.n == 0)
            rc = form_bad(form, c, "is empty; list its options");
        if (rc != OK)
            return rc;
    }
    return OK;
}

static void source_init(void *to)
{
    static char online[] = "online";

    ((struct source_definition *)to)->channel = online;
}

// clang-format off
static const struct form_field source_fields[] = {
    {"key",       FORM_KEY,     true, AT(source_definition, key)},
    {"files",     FORM_WORDS,   true, AT(source_definition, files)},
    {"platform",  FORM_NAME,    AT(source_definition, platform)},
    {"encoding",  FORM_NAME,    AT(source_definition, encoding)},
    {"sheet",     FORM_NAME,    AT(source_definition, sheet)},
    {"id",        FORM_NAME,    AT(source_definition, id)},
    {"submitted", FORM_NAME,    AT(source_definition, submitted)},
    {"channel",   FORM_NAME,    AT(source_definition, channel)},
    {"sample",    FORM_ENUM,    AT(source_definition, sample), .names = sample_kinds},
    {"weight",    FORM_NAME,    AT(source_definition, weight)},
    {"stratum",   FORM_NAME,    AT(source_definition, stratum)},
    {"cluster",   FORM_NAME,    AT(source_definition, cluster)},
    {"fpc",       FORM_NAME,    AT(source_definition, fpc)},
    {"renamed",   FORM_LIST,    AT(source_definition, renamed),
     .table = &renamed_table, .count = offsetof(struct source_definition, n_renamed)},
};
static const struct form_table source_table = {
    ROWS(source_fields), sizeof(struct source_definition),
    offsetof(struct source_definition, line), source_init};

static const struct form_field fieldwork_fields[] = {
    {"from", FORM_DATE, AT(survey, from)},
    {"to",   FORM_DATE, AT(survey, to)},
};
static const struct form_table fieldwork_table = {
    ROWS(fieldwork_fields), .line = FORM_NO_LINE};

static const struct form_field respondent_fields[] = {
    {"question",     FORM_NAME,  true, AT(respondent, question)},
    {"individual",   FORM_WORDS, true, AT(respondent, individual)},
    {"organisation", FORM_WORDS, AT(respondent, organisation)},
    {"staff",        FORM_WORDS, AT(respondent, staff)},
};
static const struct form_table respondent_table = {
    ROWS(respondent_fields), .line = offsetof(struct respondent, line)};

static const struct form_field headline_fields[] = {
    {"question", FORM_NAME, true, AT(headline, question)},
    {"rule",     FORM_NAME, true, AT(headline, rule)},
    {"base",     FORM_NAME, AT(headline, base)},
    {"scheme",   FORM_NAME, AT(headline, scheme)},
};
static const struct form_table headline_table = {
    ROWS(headline_fields), .line = offsetof(struct headline, line)};

static const char *const duplicates[] = {"first", "last", "keep", NULL};
static const struct form_field remove_fields[] = {
    {"test",              FORM_YES,    AT(remove_rules, test)},
    {"duplicate_id",      FORM_ENUM,   AT(remove_rules, duplicate_id),
     .names = duplicates},
    {"blank",             FORM_YES,    AT(remove_rules, blank)},
    {"outside_fieldwork", FORM_YES,    AT(remove_rules, outside_fieldwork)},
    {"incomplete_below",  FORM_NUMBER, AT(remove_rules, incomplete_below)},
    {"listed",            FORM_NAME,   AT(remove_rules, listed)},
};
static const struct form_table remove_table = {
    ROWS(remove_fields), .line = offsetof(struct remove_rules, line)};

static const struct form_field disclosure_fields[] = {
    {"min_base",   FORM_COUNT, AT(disclosure, min_base)},
    {"small_base", FORM_COUNT, AT(disclosure, small_base)},
    {"min_count",  FORM_COUNT, AT(disclosure, min_count)},
    {"sensitive",  FORM_WORDS, AT(disclosure, sensitive)},
};
static const struct form_table disclosure_table = {
    ROWS(disclosure_fields), .line = FORM_NO_LINE};
// clang-format on

static enum status load_breakdowns(const struct form *form,
                                   const struct node *node, void *to)
{
    struct survey *survey = to;
    enum status rc = form_is(form, node, NODE_LIST);

    if (rc != OK)
        return rc;
    survey->breakdown =
        arena_alloc(form->arena, node->n, sizeof *survey->breakdown);
    if (!survey->breakdown)
        return err_nomem(form->err);
    for (const struct node *c = node->first; c; c = c->next) {
        struct breakdown *b = &survey->breakdown[survey->n_breakdowns];

        rc = form_is(form, c, NODE_TEXT);
        if (rc != OK)
            return rc;
        b->name = c->text;
        b->line = c->line;
        survey->n_breakdowns++;
    }
    return OK;
}

/* fieldwork's members lie in struct survey itself. */
static enum status load_fieldwork(const struct form *form,
                                  const struct node *node, void *to)
{
    return form_load(form, &fieldwork_table, node, to);
}

// clang-format off
#define TOP(member) .offset = offsetof(struct definition, survey.member)
static const struct form_field definition_fields[] = {
    {"survey",       FORM_KEY,    true, TOP(key)},
    {"wave",         FORM_TEXT,   TOP(wave)},
    {"title",        FORM_TEXT,   TOP(title)},
    {"organisation", FORM_TEXT,   TOP(organisation)},
    {"contact",      FORM_TEXT,   TOP(contact)},
    {"fieldwork",    FORM_CUSTOM, .load = load_fieldwork},
    {"sources",      FORM_LIST,   true, TOP(source),
     .count = offsetof(struct definition, survey.n_sources),
     .table = &source_table},
    {"pool",         FORM_YES,    TOP(pool)},
    {"cells",        FORM_MAP,    TOP(cells), .table = &cells_table},
    {"respondent",   FORM_MAP,    TOP(respondent), .table = &respondent_table},
    {"headline",     FORM_MAP,    TOP(headline), .table = &headline_table},
    {"scales",       FORM_CUSTOM, .load = load_scales},
    {"questions",    FORM_LIST,   true, TOP(question),
     .count = offsetof(struct definition, survey.n_questions),
     .table = &question_table},
    {"derived",      FORM_LIST,   AT(definition, derived),
     .count = offsetof(struct definition, n_derived), .table = &derived_table},
    {"breakdowns",   FORM_CUSTOM, .load = load_breakdowns},
    {"targets",      FORM_NAME,   TOP(targets)},
    {"weighting",    FORM_LIST,   TOP(weighting),
     .count = offsetof(struct definition, survey.n_weightings),
     .table = &weighting_table},
    {"lonely",       FORM_ENUM,   TOP(lonely), .names = lonely_rules},
    {"replicates",   FORM_MAP,    TOP(replicates), .table = &replicates_table},
    {"telling",      FORM_MAP,    TOP(telling), .table = &telling_table},
    {"remove",       FORM_MAP,    TOP(remove), .table = &remove_table},
    {"disclosure",   FORM_MAP,    TOP(disclosure), .table = &disclosure_table},
    {"ignore",       FORM_WORDS,  TOP(ignore)},
};
// clang-format on
const struct form_table definition_table = {ROWS(definition_fields),
                                            .line = FORM_NO_LINE};
