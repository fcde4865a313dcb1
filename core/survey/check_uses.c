/* check_uses.c - what analyse is asked for: respondent, headline, breakdowns.
 */
#include "core/survey/check.h"

#include <stdlib.h>
#include <string.h>
#include "core/evidence/evidence.h"

static enum status check_kinds(struct check *c, const struct question *q,
                               size_t *kind_of)
{
    const struct respondent *r = &c->survey->respondent;
    const struct words *lists[] = {&r->individual, &r->organisation, &r->staff};
    static const char *const names[] = {"individual", "organisation", "staff"};

    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const char *word = lists[k]->word[i];
            size_t o = survey_option(q, word);

            if (o == SURVEY_NONE)
                return BAD(c, r->line,
                           "respondent.%s: question '%s' has no option '%s'",
                           names[k], q->key, SHOWN(c, word));
            if (kind_of[o])
                return BAD(c, r->line,
                           "respondent: the option '%s' is listed twice, in %s "
                           "and in %s; keep one",
                           SHOWN(c, word), names[kind_of[o] - 1], names[k]);
            kind_of[o] = k + 1;
        }
    }
    for (size_t o = 0; o < q->options.n; o++)
        if (!kind_of[o] && q->options.option[o].state == STATE_ANSWERED)
            return BAD(c, r->line,
                       "respondent: the option '%s' of question '%s' is in "
                       "none of individual, organisation and staff; put it in "
                       "one",
                       SHOWN(c, q->options.option[o].key), q->key);
    return OK;
}

static enum status check_respondent(struct check *c)
{
    struct respondent *r = &c->survey->respondent;
    const struct question *q;
    size_t *kind_of;
    enum status rc;

    r->question_index = SURVEY_NONE;
    if (!r->question)
        return OK;
    r->question_index = survey_question(c->survey, r->question);
    if (r->question_index == SURVEY_NONE)
        return BAD(c, r->line, "respondent: there is no question '%s'",
                   SHOWN(c, r->question));
    q = &c->survey->question[r->question_index];
    if (!question_splits(q) || q->options.n == 0)
        return BAD(
            c, r->line,
            "respondent: '%s' is of type %s%s; allowed: a single or scale "
            "with options and without items",
            q->key, question_type_name(q->type),
            q->n_items ? " with items" : "");
    if (r->individual.n == 0)
        return BAD(c, r->line,
                   "respondent.individual is empty; list the options of those "
                   "who reply for themselves");
    kind_of = mem_array(q->options.n, sizeof *kind_of);
    if (!kind_of)
        return err_nomem(c->err);
    rc = check_kinds(c, q, kind_of);
    free(kind_of);
    return rc;
}

static bool is_ranking(const struct question *q)
{
    return q->type == TYPE_RANKING;
}

static bool is_best_worst(const struct question *q)
{
    return q->type == TYPE_BEST_WORST;
}

static bool is_choice(const struct question *q)
{
    return q->type == TYPE_PICK || q->type == TYPE_MULTIPLE;
}

static bool is_points(const struct question *q)
{
    return q->type == TYPE_POINTS;
}

static bool is_grid_with_sides(const struct question *q)
{
    return q->n_items && question_has_sides(q);
}

static bool is_grid_with_scores(const struct question *q)
{
    return q->n_items && question_has_scores(q);
}

/* NULL: no question is put in order by it yet. */
static bool (*const fits[RULES])(const struct question *q) = {
    [RULE_FIRST_CHOICE] = is_ranking,
    [RULE_TOP_N] = is_ranking,
    [RULE_MEAN_RANK] = is_ranking,
    [RULE_BORDA] = is_ranking,
    [RULE_DOWDALL] = is_ranking,
    [RULE_COPELAND] = is_ranking,
    [RULE_SCHULZE] = is_ranking,
    [RULE_RANKED_PAIRS] = is_ranking,
    [RULE_KEMENY] = is_ranking,
    [RULE_INSTANT_RUNOFF] = is_ranking,
    [RULE_PLACKETT_LUCE] = is_ranking,
    [RULE_BRADLEY_TERRY] = is_ranking,
    [RULE_BEST_WORST] = is_best_worst,
    [RULE_BEST_WORST_LOGIT] = is_best_worst,
    [RULE_PICK_SHARE] = is_choice,
    [RULE_POINTS_SHARE] = is_points,
    [RULE_POSITIVE_SHARE] = is_grid_with_sides,
    [RULE_MEAN_SCORE] = is_grid_with_scores,
    [RULE_NET_SCORE] = is_grid_with_sides,
};

static bool rule_fits(enum rule rule, const struct question *q)
{
    return fits[rule] && fits[rule](q);
}

/* The rules that fit a question, for a message; "" where none does. */
static void fitting(const struct question *q, struct str *out)
{
    for (int i = 0; i < RULES; i++)
        if (rule_fits((enum rule)i, q))
            str_addf(out, "%s%s", out->n ? ", " : "",
                     i == RULE_TOP_N ? "topN" : rule_row((enum rule)i)->name);
}

static enum status check_rule(struct check *c, const struct question *q)
{
    struct headline *h = &c->survey->headline;
    size_t line = h->line, top = 0;
    struct str fit = {0};
    enum rule rule = RULES;
    enum status rc = OK;

    if (rule_parse(h->rule, &rule, &top) && rule_fits(rule, q)) {
        if (top <= q->places || q->type != TYPE_RANKING)
            return OK;
        return BAD(c, line,
                   "headline: rule %s counts %zu places, question '%s' has "
                   "%zu; allowed: top1 to top%zu",
                   h->rule, top, q->key, q->places, q->places);
    }
    fitting(q, &fit);
    rc = str_status(&fit, c->err);
    if (rc == OK && fit.n)
        rc = BAD(
            c, line,
            "headline: the rule '%s' does not fit question '%s', of type %s; "
            "allowed: %s",
            SHOWN(c, h->rule), q->key, question_type_name(q->type),
            str_cstr(&fit));
    else if (rc == OK)
        rc = BAD(c, line,
                 "headline: question '%s' puts nothing in order; allowed: a "
                 "ranking, pick, multiple, points, best_worst, or a scale with "
                 "items whose options have sides or scores",
                 q->key);
    str_free(&fit);
    return rc;
}

static enum status check_base(struct check *c, const struct question *q)
{
    struct headline *h = &c->survey->headline;
    bool ranking = q->type == TYPE_RANKING;
    const char *usual = base_name(ranking ? BASE_COMPLETE : BASE_GAVE_VIEW);
    const char *other = base_name(ranking ? BASE_RANKED : BASE_ANSWERED);

    if (!h->base)
        h->base = arena_text(c->survey->arena, usual, strlen(usual));
    if (!h->base)
        return err_nomem(c->err);
    if (strcmp(h->base, usual) == 0 || strcmp(h->base, other) == 0)
        return OK;
    return BAD(c, h->line,
               "headline: the base '%s' does not fit type %s; allowed: %s, %s",
               SHOWN(c, h->base), question_type_name(q->type), usual, other);
}

static enum status check_scheme(struct check *c)
{
    const struct survey *s = c->survey;
    struct headline *h = &c->survey->headline;
    static const char unweighted[] = "unweighted";
    bool supplied = false;

    if (!h->scheme)
        h->scheme = arena_text(s->arena, unweighted, strlen(unweighted));
    if (!h->scheme)
        return err_nomem(c->err);
    if (strcmp(h->scheme, unweighted) == 0)
        return OK;
    for (size_t i = 0; i < s->n_sources; i++)
        supplied |= s->source[i].weight != NULL;
    if (strcmp(h->scheme, "supplied") == 0 && supplied)
        return OK;
    for (size_t i = 0; i < s->n_weightings; i++)
        if (strcmp(s->weighting[i].name, h->scheme) == 0)
            return OK;
    return BAD(c, h->line, "headline: there is no scheme '%s'; allowed: %s",
               SHOWN(c, h->scheme),
               supplied ? "unweighted, supplied"
                        : "unweighted (and supplied, where a source has a "
                          "weight)");
}

static enum status check_headline(struct check *c)
{
    struct headline *h = &c->survey->headline;
    const struct question *q;
    enum status rc;

    h->question_index = SURVEY_NONE;
    if (!h->question)
        return OK;
    h->question_index = survey_question(c->survey, h->question);
    if (h->question_index == SURVEY_NONE)
        return BAD(c, h->line, "headline: there is no question '%s'",
                   SHOWN(c, h->question));
    if (!h->rule)
        return BAD(c, h->line, "headline lacks the key 'rule'");
    q = &c->survey->question[h->question_index];
    rc = check_rule(c, q);
    if (rc == OK)
        rc = check_base(c, q);
    if (rc == OK)
        rc = check_scheme(c);
    return rc;
}

/* One side of a breakdown's name. */
static enum status check_part(struct check *c, struct breakdown *b,
                              struct text part)
{
    const struct question *q;
    char *key = arena_text(c->scratch, part.p, part.n);
    size_t at;

    if (!key)
        return err_nomem(c->err);
    at = survey_question(c->survey, key);
    if (at == SURVEY_NONE)
        return BAD(c, b->line, "breakdown '%s': there is no question '%s'",
                   SHOWN(c, b->name), SHOWN(c, key));
    q = &c->survey->question[at];
    if (!question_splits(q))
        return BAD(
            c, b->line,
            "breakdown '%s': '%s' is of type %s%s; allowed: single, scale "
            "(without items) and derived",
            SHOWN(c, b->name), q->key, question_type_name(q->type),
            q->n_items ? " with items" : "");
    b->question[b->n++] = at;
    return OK;
}

static enum status check_breakdown(struct check *c, struct breakdown *b)
{
    const char *cross = strchr(b->name, '*');
    struct text first = text_of(b->name), second = {0};
    enum status rc;

    b->n = 0;
    if (cross) {
        first.n = (size_t)(cross - b->name);
        second = text_of(cross + 1);
        if (memchr(second.p, '*', second.n))
            return BAD(c, b->line,
                       "breakdown '%s' crosses more than two questions; "
                       "allowed: one, or two as \"district*age\"",
                       SHOWN(c, b->name));
    }
    rc = check_part(c, b, text_trim(first));
    if (rc == OK && cross)
        rc = check_part(c, b, text_trim(second));
    if (rc == OK && b->n == 2 && b->question[0] == b->question[1])
        rc = BAD(c, b->line, "breakdown '%s' crosses a question with itself",
                 SHOWN(c, b->name));
    if (rc != OK || !cross)
        return rc;
    b->name = arena_printf(c->survey->arena, "%s*%s",
                           c->survey->question[b->question[0]].key,
                           c->survey->question[b->question[1]].key);
    return b->name ? OK : err_nomem(c->err);
}

static bool same_split(const struct breakdown *a, const struct breakdown *b)
{
    if (a->n != b->n)
        return false;
    if (a->n == 1)
        return a->question[0] == b->question[0];
    return (a->question[0] == b->question[0] &&
            a->question[1] == b->question[1]) ||
           (a->question[0] == b->question[1] &&
            a->question[1] == b->question[0]);
}

static enum status check_breakdowns(struct check *c)
{
    struct survey *s = c->survey;
    enum { MOST = 1000 };

    if (s->n_breakdowns > MOST)
        return BAD(c, s->breakdown[MOST].line, "more than %d breakdowns", MOST);
    for (size_t i = 0; i < s->n_breakdowns; i++) {
        enum status rc = check_breakdown(c, &s->breakdown[i]);

        if (rc != OK)
            return rc;
        for (size_t j = 0; j < i; j++)
            if (same_split(&s->breakdown[i], &s->breakdown[j]))
                return BAD(c, s->breakdown[i].line,
                           "breakdown '%s' is given twice; keep one",
                           SHOWN(c, s->breakdown[i].name));
    }
    return OK;
}

enum status check_uses(struct check *c)
{
    enum status rc = check_respondent(c);

    if (rc == OK)
        rc = check_headline(c);
    if (rc == OK)
        rc = check_breakdowns(c);
    if (rc == OK)
        rc = check_weighting(c);
    return rc;
}
