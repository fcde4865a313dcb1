/* plans.c - see plans.h.
 *
 * Evidence stands in the order of the headline's places, then of their sets,
 * then of how many replied; what the headline does not ask comes behind, in
 * the order of n.  No score is made up. */
#include "analyse/plans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/plans_rows.h"
#include "analyse/rank/agreement.h"
#include "core/base/mem.h"
#include "core/survey/plan.h"

struct plans {
    struct plan *plan;
    const struct survey *survey;
    const char *source, *scheme;
    struct rows kept; /* of everyone; and tests that found a difference */
};

/* The rows of one objective. */
struct gathered {
    struct bearing *row;
    size_t n, room;
};

static const double found = 0.05; /* adjusted p under this is a difference */

enum status plans_open(struct plans **out, const char *path,
                       const struct survey *survey, struct err *err)
{
    struct plans *p = mem_array(1, sizeof *p);
    enum status rc = p ? OK : err_nomem(err);

    *out = p;
    if (rc != OK)
        return rc;
    p->survey = survey;
    p->scheme =
        survey->headline.question ? survey->headline.scheme : "unweighted";
    return plan_read(&p->plan, path, survey, err);
}

void plans_free(struct plans *plans)
{
    if (!plans)
        return;
    plan_release(plans->plan);
    rows_free(&plans->kept);
    free(plans);
}

void plans_of(struct plans *plans, const struct data *data)
{
    for (size_t v = data->n_views; v-- > 0;)
        if (data->view[v].n_schemes)
            plans->source = data->view[v].source;
}

/* ---- what is remembered ----------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_ours(const struct plans *p, const char *source,
                    const char *scheme)
{
    return same(source, p->source) && same(scheme, p->scheme);
}

/* A level against the rest in which an item differs; of crossings too many
 * would be told. */
static bool is_difference(const struct test *t)
{
    return t->item && t->breakdown && !strchr(t->breakdown, '*') && t->level &&
           !t->other_level && t->p_adjusted < found && !isnan(t->difference);
}

enum status plans_keep(struct plans *plans, const struct rows *rows,
                       struct err *err)
{
    struct rows *kept = &plans->kept;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < rows->n_estimates; i++) {
        const struct estimate *e = &rows->estimate[i];

        if (!e->breakdown && is_ours(plans, e->source, e->scheme))
            rc = rows_estimate(kept, e, err);
    }
    for (size_t i = 0; rc == OK && i < rows->n_rankings; i++) {
        const struct ranking *r = &rows->ranking[i];

        if (!r->breakdown && is_ours(plans, r->source, r->scheme))
            rc = rows_ranking(kept, r, err);
    }
    for (size_t i = 0; rc == OK && i < rows->n_tests; i++) {
        const struct test *t = &rows->test[i];

        if (is_difference(t) && is_ours(plans, t->source, t->scheme))
            rc = rows_test(kept, t, err);
    }
    return rc;
}

/* ---- one number ------------------------------------------------------- */

/* The usual rule of what is not the headline's question. */
static const char *usual_rule(const struct question *q)
{
    enum rule rule = q->type == TYPE_RANKING  ? RULE_MEAN_RANK
                     : q->type == TYPE_POINTS ? RULE_POINTS_SHARE
                     : q->n_tasks             ? RULE_BEST_WORST
                     : question_has_sides(q)  ? RULE_POSITIVE_SHARE
                     : question_has_scores(q) ? RULE_MEAN_SCORE
                                              : RULE_PICK_SHARE;

    return rule_row(rule)->name;
}

static bool is_headline(const struct plans *p, size_t question)
{
    return p->survey->headline.question &&
           p->survey->headline.question_index == question;
}

static const struct ranking *find_place(const struct plans *p, size_t question,
                                        const char *item)
{
    const struct question *q = &p->survey->question[question];
    const char *rule = usual_rule(q);
    const char *base =
        base_name(q->type == TYPE_RANKING ? BASE_COMPLETE : BASE_GAVE_VIEW);

    for (size_t i = 0; i < p->kept.n_rankings; i++) {
        const struct ranking *r = &p->kept.ranking[i];

        if (!same(r->question, q->key) || !same(r->item, item))
            continue;
        if (is_headline(p, question)
                ? r->headline
                : same(r->rule, rule) && same(r->base, base) &&
                      (!r->unranked || same(r->unranked, "average")))
            return r;
    }
    return NULL;
}

static enum status gather(struct gathered *g, const struct bearing *b,
                          struct err *err)
{
    void *all = g->row;
    enum status rc = mem_grow(&all, &g->room, g->n + 1, sizeof *b, err);

    g->row = all;
    if (rc == OK)
        g->row[g->n++] = *b;
    return rc;
}

/* Of what has no place: the mean of numbers and scores, the share positive, or
 * the share of each option. */
static enum status gather_estimates(const struct plans *p, size_t question,
                                    const char *item, struct gathered *g,
                                    struct err *err)
{
    const struct question *q = &p->survey->question[question];
    const char *measure =
        measure_row(question_has_sides(q) ? MEASURE_POSITIVE
                    : q->type == TYPE_NUMBER || question_has_scores(q)
                        ? MEASURE_MEAN
                        : MEASURE_SHARE)
            ->name;
    bool given =
        q->type == TYPE_TEXT || q->type == TYPE_DATE || q->type == TYPE_AREA;
    const char *base = base_name(given ? BASE_ALL : BASE_GAVE_VIEW);
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < p->kept.n_estimates; i++) {
        const struct estimate *e = &p->kept.estimate[i];
        struct bearing b;

        if (!same(e->question, q->key) || !same(e->item, item) ||
            !same(e->measure, measure) || !same(e->base, base))
            continue;
        b = bearing_of_estimate(e);
        rc = gather(g, &b, err);
    }
    return rc;
}

static enum status gather_item(const struct plans *p, size_t question,
                               const char *item, struct gathered *g,
                               struct err *err)
{
    const struct ranking *r = find_place(p, question, item);
    struct bearing b;

    if (!r)
        return gather_estimates(p, question, item, g, err);
    b = bearing_of_ranking("evidence", r);
    return gather(g, &b, err);
}

static enum status gather_all(const struct plans *p,
                              const struct plan_evidence *e, struct gathered *g,
                              struct err *err)
{
    const struct question *q = &p->survey->question[e->question];
    enum status rc = OK;

    if (e->item != SURVEY_NONE)
        return gather_item(p, e->question, q->item[e->item].key, g, err);
    if (!q->n_items)
        return gather_item(p, e->question, NULL, g, err);
    for (size_t i = 0; rc == OK && i < q->n_items; i++)
        rc = gather_item(p, e->question, q->item[i].key, g, err);
    return rc;
}

/* ---- order ------------------------------------------------------------ */

/* Below 0: a stands before b.  What is missing stands last. */
static int by_number(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

static int compare(const struct plans *p, const struct bearing *a,
                   const struct bearing *b)
{
    const char *headline = p->survey->headline.question;
    int first = headline && same(a->question, headline);
    int second = headline && same(b->question, headline);
    int c = second - first;

    if (c == 0 && first) {
        c = by_number(a->rank, b->rank);
        c = c ? c : by_number(a->rank_lower, b->rank_lower);
        c = c ? c : by_number(a->rank_upper, b->rank_upper);
    }
    return c ? c : by_number(-a->n, -b->n);
}

/* What is level keeps the order of the plan. */
static void sort_rows(const struct plans *p, struct gathered *g)
{
    for (size_t i = 1; i < g->n; i++) {
        struct bearing one = g->row[i];
        size_t at = i;

        for (; at > 0 && compare(p, &g->row[at - 1], &one) > 0; at--)
            g->row[at] = g->row[at - 1];
        g->row[at] = one;
    }
}

/* ---- writing ---------------------------------------------------------- */

static enum status save_differences(const struct plans *p,
                                    const struct bearing *of,
                                    struct store_results *results,
                                    struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < p->kept.n_tests; i++) {
        const struct test *t = &p->kept.test[i];
        struct bearing b = bearing_blank("differs");

        if (!same(t->question, of->question) || !same(t->item, of->item) ||
            !same(t->option, of->option) || !same(t->base, of->base))
            continue;
        b.theme = of->theme;
        b.objective = of->objective;
        b.title = of->title;
        b.position = of->position;
        b.source = t->source;
        b.question = t->question;
        b.item = t->item;
        b.option = t->option;
        b.breakdown = t->breakdown;
        b.level = t->level;
        b.base = t->base;
        b.scheme = t->scheme;
        b.measure = t->test;
        b.difference = t->difference;
        b.se = t->se;
        b.lower = t->lower;
        b.upper = t->upper;
        b.p_adjusted = t->p_adjusted;
        b.n = t->n;
        rc = store_bearing(results, &b, err);
    }
    return rc;
}

static enum status save_rows(const struct plans *p,
                             const struct plan_theme *theme,
                             const struct plan_objective *objective,
                             struct gathered *g, struct store_results *results,
                             struct err *err)
{
    enum status rc = OK;

    sort_rows(p, g);
    for (size_t i = 0; rc == OK && i < g->n; i++) {
        g->row[i].theme = theme->key;
        g->row[i].objective = objective->key;
        g->row[i].title = objective->title;
        g->row[i].position = (double)i + 1;
        rc = store_bearing(results, &g->row[i], err);
        if (rc == OK)
            rc = save_differences(p, &g->row[i], results, err);
    }
    return rc;
}

static enum status save_silence(const struct plans *p,
                                const struct plan_theme *theme,
                                const struct plan_objective *objective,
                                struct store_results *results,
                                struct notes *notes, struct err *err)
{
    struct bearing b = bearing_blank("no_evidence");
    enum status rc;

    b.theme = theme->key;
    b.objective = objective->key;
    b.title = objective->title;
    rc = store_bearing(results, &b, err);
    return rc == OK ? notes_add(notes, err, NOTE_INFO,
                                "%s:%zu: nothing in the survey speaks to the "
                                "objective '%s' (%s)",
                                p->plan->path, objective->line, objective->key,
                                objective->title)
                    : rc;
}

static enum status save_objective(const struct plans *p,
                                  const struct plan_theme *theme,
                                  const struct plan_objective *objective,
                                  struct store_results *results,
                                  struct notes *notes, struct err *err)
{
    struct gathered g = {0};
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < objective->n_evidence; i++)
        rc = gather_all(p, &objective->evidence[i], &g, err);
    if (rc == OK && g.n)
        rc = save_rows(p, theme, objective, &g, results, err);
    else if (rc == OK)
        rc = save_silence(p, theme, objective, results, notes, err);
    free(g.row);
    return rc;
}

/* Items of which every place in the set lies in the first third. */
static enum status save_uncovered(const struct plans *p,
                                  struct store_results *results,
                                  struct notes *notes, struct err *err)
{
    size_t at = p->survey->headline.question_index;
    const struct question *q = &p->survey->question[at];
    double third = q->n_items < 3 ? 1 : (double)(q->n_items / 3);
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < q->n_items; i++) {
        const struct ranking *r = find_place(p, at, q->item[i].key);
        struct bearing b;

        if (!r || !(r->rank_upper <= third) || plan_covers(p->plan, at, i))
            continue;
        b = bearing_of_ranking("uncovered", r);
        rc = store_bearing(results, &b, err);
        if (rc == OK)
            rc = notes_add(notes, err, NOTE_INFO,
                           "%s: no objective names '%s.%s' (%s), which stands "
                           "at places %.0f to %.0f of %zu",
                           p->plan->path, q->key, q->item[i].key,
                           q->item[i].label, r->rank_lower, r->rank_upper,
                           q->n_items);
    }
    return rc;
}

static enum status save_order(const struct plans *p,
                              const struct plan_order *order,
                              struct store_results *results, struct err *err)
{
    size_t at = p->survey->headline.question_index, n = 0;
    const struct question *q = &p->survey->question[at];
    double *place = mem_array(q->n_items, sizeof *place);
    struct bearing all = bearing_blank("agreement");
    enum status rc = place ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < q->n_items; i++) {
        const struct ranking *r = find_place(p, at, q->item[i].key);
        struct bearing b =
            r ? bearing_of_ranking("order", r) : bearing_blank("order");

        place[i] = b.rank;
        if (isnan(order->place[i]))
            continue;
        b.question = q->key;
        b.item = q->item[i].key;
        b.order = order->key;
        b.title = order->title;
        b.other_rank = order->place[i];
        b.difference = b.rank - b.other_rank;
        n += !isnan(b.rank);
        rc = store_bearing(results, &b, err);
    }
    if (rc == OK) {
        all.order = order->key;
        all.title = order->title;
        all.question = q->key;
        all.measure = "tau";
        all.value = tau_b(place, order->place, q->n_items);
        all.n = (double)n;
        rc = store_bearing(results, &all, err);
    }
    free(place);
    return rc;
}

enum status plans_save(const struct plans *plans, struct store_results *results,
                       struct notes *notes, struct err *err)
{
    const struct plan *plan = plans->plan;
    enum status rc = OK;

    for (size_t t = 0; t < plan->n_themes; t++)
        for (size_t o = 0; rc == OK && o < plan->theme[t].n_objectives; o++)
            rc = save_objective(plans, &plan->theme[t],
                                &plan->theme[t].objective[o], results, notes,
                                err);
    if (rc != OK || !plans->survey->headline.question)
        return rc;
    rc = save_uncovered(plans, results, notes, err);
    for (size_t i = 0; rc == OK && i < plan->n_orders; i++)
        rc = save_order(plans, &plan->order[i], results, err);
    return rc;
}
