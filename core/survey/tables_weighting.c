/* tables_weighting.c - what `weighting` and `telling` may hold. */
#include <math.h>
#include "core/survey/parts.h"

#define AT(struct_name, member) .offset = offsetof(struct struct_name, member)
#define ROWS(a) .field = (a), .n = sizeof(a) / sizeof *(a)

static void weighting_init(void *to)
{
    struct weighting_definition *w = to;

    w->cap = w->lower = w->upper = (double)NAN;
}

const char *const weighting_methods[] = {"rake", "poststratify", "linear",
                                         "logit", NULL};
const char *const weighting_rules[] = {"keep_share", "drop", "error", NULL};
const char *const weighting_starts[] = {"supplied", "unweighted", NULL};
const char *const lonely_rules[] = {"fail", "remove", "adjust", "average",
                                    NULL};

const char *const quantiles_rules[] = {"school", "math", NULL};

const char *const replicates_methods[] = {"none", "jackknife", "bootstrap",
                                          "supplied", NULL};
const char *const replicates_kinds[] = {"factors", "weights", NULL};
const char *const replicates_centres[] = {"mean", "estimate", NULL};

// clang-format off
static const struct form_field total_fields[] = {
    {"question", FORM_NAME,   true, AT(weighting_total, question)},
    {"total",    FORM_NUMBER, true, AT(weighting_total, total)},
};
static const struct form_table total_table = {
    ROWS(total_fields), sizeof(struct weighting_total),
    offsetof(struct weighting_total, line)};

/* Members of the scheme itself. */
static const struct form_field bounds_fields[] = {
    {"lower", FORM_NUMBER, true, AT(weighting_definition, lower)},
    {"upper", FORM_NUMBER, true, AT(weighting_definition, upper)},
};
static const struct form_table bounds_table = {
    ROWS(bounds_fields), .line = FORM_NO_LINE};

static const struct form_field weighting_fields[] = {
    {"name",      FORM_KEY,    true, AT(weighting_definition, name)},
    {"method",    FORM_ENUM,   AT(weighting_definition, method),
     .names = weighting_methods},
    {"targets",   FORM_NAME,   AT(weighting_definition, targets)},
    {"margins",   FORM_WORDS,  true, AT(weighting_definition, margins)},
    {"totals",    FORM_LIST,   AT(weighting_definition, total),
     .count = offsetof(struct weighting_definition, n_totals),
     .table = &total_table},
    {"missing",   FORM_ENUM,   AT(weighting_definition, missing),
     .names = weighting_rules},
    {"no_target", FORM_ENUM,   AT(weighting_definition, no_target),
     .names = weighting_rules},
    {"cap",       FORM_NUMBER, AT(weighting_definition, cap)},
    {"bounds",    FORM_MAP,    .table = &bounds_table},
    {"from",      FORM_ENUM,   AT(weighting_definition, from),
     .names = weighting_starts},
};
const struct form_table weighting_table = {
    ROWS(weighting_fields), sizeof(struct weighting_definition),
    offsetof(struct weighting_definition, line), weighting_init};

static const struct form_field replicates_fields[] = {
    {"method",  FORM_ENUM,   true, AT(replicates_definition, method),
     .names = replicates_methods},
    {"count",   FORM_NUMBER, AT(replicates_definition, count)},
    {"weights", FORM_NAME,   AT(replicates_definition, weights)},
    {"are",     FORM_ENUM,   AT(replicates_definition, are),
     .names = replicates_kinds},
    {"scale",   FORM_NUMBER, AT(replicates_definition, scale)},
    {"centre",  FORM_ENUM,   AT(replicates_definition, centre),
     .names = replicates_centres},
};
const struct form_table replicates_table = {
    ROWS(replicates_fields), .line = offsetof(struct replicates_definition, line)};

static const struct form_field renamed_fields[] = {
    {"from", FORM_NAME, true, AT(renamed_column, from)},
    {"to",   FORM_NAME, true, AT(renamed_column, to)},
};
const struct form_table renamed_table = {
    ROWS(renamed_fields), sizeof(struct renamed_column),
    offsetof(struct renamed_column, line), NULL};

static const struct form_field telling_fields[] = {
    {"points", FORM_NUMBER, AT(telling, points)},
    {"base",   FORM_NUMBER, AT(telling, base)},
    {"p",      FORM_NUMBER, AT(telling, p)},
};
const struct form_table telling_table = {
    ROWS(telling_fields), .line = offsetof(struct telling, line)};
// clang-format on
