/* check_weighting.c - schemes of weights, and the rules of tests. */
#include "core/survey/check.h"

#include <math.h>
#include <string.h>

/* One question that splits. */
static enum status check_part(struct check *c,
                              const struct weighting_definition *w,
                              const char *margin, struct text part)
{
    struct text name = text_trim(part);
    char *key = arena_text(c->scratch, name.p, name.n);
    const struct question *q;
    size_t i;

    if (!key)
        return err_nomem(c->err);
    i = survey_question(c->survey, key);
    if (i == SURVEY_NONE)
        return BAD(c, w->line,
                   "scheme '%s': margin '%s' names no question '%s'", w->name,
                   SHOWN(c, margin), SHOWN(c, key));
    q = &c->survey->question[i];
    if (!question_splits(q))
        return BAD(c, w->line,
                   "scheme '%s': question '%s' of margin '%s' is of type "
                   "%s%s; allowed: a single or scale without items",
                   w->name, q->key, SHOWN(c, margin),
                   question_type_name(q->type),
                   q->n_items ? " with items" : "");
    return OK;
}

static enum status check_margin(struct check *c,
                                const struct weighting_definition *w, size_t m)
{
    const char *name = w->margins.word[m];
    const char *star = strchr(name, '*');
    enum status rc;

    for (size_t i = 0; i < m; i++)
        if (strcmp(w->margins.word[i], name) == 0)
            return BAD(c, w->line,
                       "scheme '%s': margin '%s' is given twice; keep one",
                       w->name, SHOWN(c, name));
    if (!star)
        return check_part(c, w, name, text_of(name));
    rc = check_part(c, w, name, (struct text){name, (size_t)(star - name)});
    return rc == OK ? check_part(c, w, name, text_of(star + 1)) : rc;
}

static enum status check_totals(struct check *c, struct weighting_definition *w)
{
    if (w->n_totals && w->method == WEIGHTING_POSTSTRATIFY)
        return BAD(c, w->total[0].line,
                   "scheme '%s': totals do not go with poststratify; allowed: "
                   "rake, linear, logit",
                   w->name);
    for (size_t i = 0; i < w->n_totals; i++) {
        struct weighting_total *t = &w->total[i];

        t->question_index = survey_question(c->survey, t->question);
        if (t->question_index == SURVEY_NONE)
            return BAD(c, t->line, "scheme '%s': there is no question '%s'",
                       w->name, SHOWN(c, t->question));
        if (c->survey->question[t->question_index].type != TYPE_NUMBER)
            return BAD(c, t->line,
                       "scheme '%s': question '%s' is no number, of which "
                       "alone a total is known",
                       w->name, t->question);
    }
    return OK;
}

static enum status check_numbers(struct check *c,
                                 const struct weighting_definition *w)
{
    bool bounded = !isnan(w->lower);

    if (!isnan(w->cap) && !(w->cap > 1))
        return BAD(c, w->line,
                   "scheme '%s': cap is the largest weight over the mean "
                   "weight, above 1, as 5",
                   w->name);
    if (bounded && !(w->lower >= 0 && w->lower < 1 && w->upper > 1))
        return BAD(c, w->line,
                   "scheme '%s': bounds are of the weight over the design "
                   "weight: lower from 0 and below 1, upper above 1",
                   w->name);
    if (w->method == WEIGHTING_LOGIT && !bounded)
        return BAD(c, w->line,
                   "scheme '%s': logit needs bounds, as {lower: 0.3, upper: "
                   "3}",
                   w->name);
    if (bounded && w->method != WEIGHTING_LOGIT &&
        w->method != WEIGHTING_LINEAR)
        return BAD(c, w->line,
                   "scheme '%s': bounds go with linear and logit; with %s "
                   "write a cap",
                   w->name, weighting_methods[w->method]);
    return OK;
}

static enum status check_name(struct check *c, size_t i)
{
    const struct survey *s = c->survey;
    const struct weighting_definition *w = &s->weighting[i];

    if (strcmp(w->name, "unweighted") == 0 || strcmp(w->name, "supplied") == 0)
        return BAD(c, w->line,
                   "weighting '%s': that name is taken; choose another",
                   w->name);
    for (size_t j = 0; j < i; j++)
        if (strcmp(s->weighting[j].name, w->name) == 0)
            return BAD(c, w->line,
                       "weighting '%s' is given twice; names are unique",
                       w->name);
    return OK;
}

static enum status check_scheme(struct check *c, size_t i)
{
    struct weighting_definition *w = &c->survey->weighting[i];
    enum status rc = check_name(c, i);

    if (rc != OK)
        return rc;
    if (!w->targets)
        w->targets = c->survey->targets;
    if (!w->targets)
        return BAD(c, w->line,
                   "scheme '%s' has no targets; name a CSV file, as targets: "
                   "targets.csv",
                   w->name);
    if (w->margins.n == 0)
        return BAD(c, w->line,
                   "scheme '%s' has no margins; list questions that the "
                   "targets know, as [age, district]",
                   w->name);
    if (w->margins.n > 1 && w->method == WEIGHTING_POSTSTRATIFY)
        return BAD(c, w->line,
                   "scheme '%s': poststratify takes one margin; cross two, as "
                   "\"%s*%s\", or write method: rake",
                   w->name, SHOWN(c, w->margins.word[0]),
                   SHOWN(c, w->margins.word[1]));
    for (size_t m = 0; m < w->margins.n && rc == OK; m++)
        rc = check_margin(c, w, m);
    if (rc == OK)
        rc = check_totals(c, w);
    return rc == OK ? check_numbers(c, w) : rc;
}

static enum status check_telling(struct check *c)
{
    const struct telling *t = &c->survey->telling;

    if (!(t->points >= 0 && t->points <= 100))
        return BAD(c, t->line,
                   "telling.points is a difference in percentage points, from "
                   "0 to 100");
    if (!(t->base >= 1))
        return BAD(c, t->line, "telling.base is a number of responses, from 1");
    if (!(t->p > 0 && t->p <= 1))
        return BAD(c, t->line,
                   "telling.p is a probability above 0 and up to 1, as 0.05");
    return OK;
}

/* The question of which the items are the replicates. */
static enum status find_replicates(struct check *c)
{
    struct replicates_definition *r = &c->survey->replicates;
    const struct question *q = NULL;

    for (size_t i = 0; i < c->survey->n_questions; i++)
        if (strcmp(c->survey->question[i].key, r->weights) == 0) {
            q = &c->survey->question[i];
            r->weights_index = i;
        }
    if (!q || q->type != TYPE_NUMBER || q->n_items < 2)
        return BAD(c, r->line,
                   "replicates.weights is '%s'; allowed: a question of type "
                   "number with an item for each replicate",
                   SHOWN(c, r->weights));
    return OK;
}

enum { MOST_REPLICATES = 10000 };

static enum status check_replicates(struct check *c)
{
    const struct replicates_definition *r = &c->survey->replicates;

    if (r->method == REPLICATES_NONE)
        return OK;
    if (!(r->count >= 2 && r->count <= MOST_REPLICATES) ||
        floor(r->count) < r->count)
        return BAD(c, r->line,
                   "replicates.count is a whole number from 2 to %d",
                   MOST_REPLICATES);
    if (r->method != REPLICATES_SUPPLIED)
        return r->weights || !isnan(r->scale)
                   ? BAD(c, r->line,
                         "replicates.weights and scale are for the method "
                         "supplied")
                   : OK;
    if (!r->weights || !(r->scale > 0))
        return BAD(c, r->line,
                   "supplied replicates need weights, the question that holds "
                   "them, and a scale above 0");
    return find_replicates(c);
}

enum { MOST_SCHEMES = 100 };

enum status check_weighting(struct check *c)
{
    enum status rc = OK;

    if (c->survey->n_weightings > MOST_SCHEMES)
        return BAD(c, c->survey->weighting[MOST_SCHEMES].line,
                   "more than %d schemes of weights", MOST_SCHEMES);
    for (size_t i = 0; i < c->survey->n_weightings && rc == OK; i++)
        rc = check_scheme(c, i);
    if (rc == OK)
        rc = check_replicates(c);
    return rc == OK ? check_telling(c) : rc;
}
