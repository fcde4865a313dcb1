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
    {"codebook",  FORM_NAME,    AT(source_definition, codebook)},
    {"id",        FORM_NAME,    AT(source_definition, id)},
    {"submitted", FORM_NAME,    AT(source_definition, submitted)},
    {"date_order", FORM_ENUM,   AT(source_definition, date_order),
     .names = date_orders},
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
    {"quantiles",    FORM_ENUM,   TOP(quantiles), .names = quantiles_rules},
    {"replicates",   FORM_MAP,    TOP(replicates), .table = &replicates_table},
    {"telling",      FORM_MAP,    TOP(telling), .table = &telling_table},
    {"remove",       FORM_MAP,    TOP(remove), .table = &remove_table},
    {"disclosure",   FORM_MAP,    TOP(disclosure), .table = &disclosure_table},
    {"ignore",       FORM_WORDS,  TOP(ignore)},
};
// clang-format on
const struct form_table definition_table = {ROWS(definition_fields),
                                            .line = FORM_NO_LINE};
