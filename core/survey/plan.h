/* plan.h - a plan that the evidence is to speak to: plan.yaml as structs.
 *
 * Themes hold objectives; an objective lists the questions and items of the
 * survey that bear on it.  Everything hangs in one arena and ends with
 * plan_release().  Texts are UTF-8 and never NULL; "" where not given. */
#ifndef CORE_SURVEY_PLAN_H
#define CORE_SURVEY_PLAN_H

#include "core/survey/survey.h"

/* `priorities.burglary`, `safety`: something in the survey. */
struct plan_evidence {
    char *name;            /* as written */
    size_t question, item; /* item SURVEY_NONE: the whole question */
    size_t line;
};

struct plan_objective {
    char *key, *title;
    struct words actions; /* priorities for action */
    struct plan_evidence *evidence;
    size_t n_evidence;
    size_t line;
};

struct plan_theme {
    char *key, *title, *aim;
    struct words outcomes; /* shared outcomes */
    struct plan_objective *objective;
    size_t n_objectives;
    size_t line;
};

/* Somebody else's order of the headline's items: a CSV of columns item and
 * place (1 is first; equal places are ties; items may be left out). */
struct plan_order {
    char *key, *title, *file;
    double *place; /* of each item of the question; NaN: not in the order */
    size_t line;
};

struct plan {
    struct arena *arena;
    char *path;
    char *title;
    struct plan_theme *theme;
    size_t n_themes;
    struct plan_order *order;
    size_t n_orders;
};

/* Reads PATH and the orders that it names, resolved against the survey.
 * ERR_INPUT with `PATH:LINE: what is wrong and what is allowed`, also where
 * the survey lacks what the plan names; *out is then NULL. */
MUST_CHECK enum status plan_read(struct plan **out, const char *path,
                                 const struct survey *survey, struct err *err);
void plan_release(struct plan *plan); /* NULL is allowed */

/* True where an objective names the item of the question. */
bool plan_covers(const struct plan *plan, size_t question, size_t item);

#endif
