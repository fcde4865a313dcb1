/* tasks.c - best-worst tasks: what was named best and worst, counted and by a
 * logit. */
#include <math.h>
#include <stdlib.h>
#include "analyse/order.h"
#include "analyse/poll.h"
#include "analyse/procedures.h"
#include "analyse/rank/luce.h"
#include "core/base/mem.h"

/* Who named nothing gave no view: both bases are the same. */
static const enum base task_base[] = {BASE_GAVE_VIEW, BASE_ANSWERED};
enum { TASK_BASES = 2 };

struct sitting {
    const struct slice *slice;
    struct buckets buckets;
    size_t k;
    uint64_t *shown;   /* of each task of the question */
    struct task *task; /* of the level at hand, by respondent */
    size_t n_tasks;
    struct mean_estimate of; /* respondents with a task; value NaN */
    struct ranking *row;     /* k */
    double *x, *v;           /* k, k by k */
};

static void sitting_free(struct sitting *s)
{
    buckets_free(&s->buckets);
    free(s->shown);
    free(s->task);
    free(s->row);
    free(s->x);
    free(s->v);
}

static enum status sitting_init(struct sitting *s, const struct slice *slice,
                                struct err *err)
{
    const struct question *q = slice->subject->question;
    size_t k = q->n_items;

    *s = (struct sitting){.slice = slice, .k = k};
    s->shown = mem_array(q->n_tasks, sizeof *s->shown);
    s->task = mem_array(slice->subject->n * q->n_tasks, sizeof *s->task);
    s->row = mem_array(k, sizeof *s->row);
    s->x = mem_array(2 * k, sizeof *s->x);
    s->v = mem_array(k * k, sizeof *s->v);
    if (!s->shown || !s->task || !s->row || !s->x || !s->v)
        return err_nomem(err);
    for (size_t t = 0; t < q->n_tasks; t++)
        for (size_t i = 0; i < q->task[t].shown.n; i++)
            s->shown[t] |= UINT64_C(1)
                           << survey_item(q, q->task[t].shown.word[i]);
    return buckets_init(&s->buckets, slice, NULL, err);
}

/* A task of which one item was named both best and worst contradicts itself
 * and is left out, like one without either. */
static bool take_task(struct sitting *s, size_t row, size_t t)
{
    const struct answer_column *column = s->slice->subject->column + 2 * t;
    int32_t best = column[0].code[row], worst = column[1].code[row];

    if ((best < 1 && worst < 1) || best == worst)
        return false;
    s->task[s->n_tasks++] =
        (struct task){.shown = s->shown[t],
                      .best = best < 1 ? NO_ITEM : best - 1,
                      .worst = worst < 1 ? NO_ITEM : worst - 1,
                      .respondent = row};
    return true;
}

static void take_level(struct sitting *s, size_t level)
{
    const double *weight = s->slice->design.weight;
    double n = 0, w = 0, ww = 0;

    s->n_tasks = 0;
    for (size_t i = s->buckets.start[level]; i < s->buckets.start[level + 1];
         i++) {
        size_t row = s->buckets.row[i];
        double one = weight ? weight[row] : 1;
        bool any = false;

        for (size_t t = 0; t < s->slice->subject->question->n_tasks; t++)
            any = take_task(s, row, t) || any;
        if (!any)
            continue;
        n++;
        w += one;
        ww += one * one;
    }
    s->of = (struct mean_estimate){.value = (double)NAN,
                                   .se = (double)NAN,
                                   .df = n - 1,
                                   .n = n,
                                   .n_weighted = w,
                                   .n_effective = n > 0 ? w * w / ww : 0,
                                   .deff = (double)NAN};
}

/* Rows of both bases; x and v are what sets rest on.  method: of all. */
static enum status keep_rule(struct sitting *s, size_t level, enum rule rule,
                             const double *score, const double *se,
                             const char *method, bool known, struct err *err)
{
    struct rows *rows = s->slice->rows;
    struct order order = {.slice = s->slice,
                          .row = s->row,
                          .k = s->k,
                          .rule = rule,
                          .x = s->x,
                          .v = known ? s->v : NULL,
                          .high_first = true};
    enum status rc = OK;

    for (size_t b = 0; rc == OK && b < TASK_BASES; b++) {
        for (size_t i = 0; i < s->k; i++) {
            struct mean_estimate m = s->of;

            m.value = known ? score[i] : (double)NAN;
            m.se = known ? se[i] : (double)NAN;
            s->row[i] = slice_ranking(s->slice, level, task_base[b], rule);
            s->row[i].item = slice_item(s->slice, i);
            ranking_fill(&s->row[i], &m, (double)NAN, false);
            s->row[i].method = method;
        }
        rc = order_keep(&order, rows, err);
        order.like = rows->ranking + rows->n_rankings - s->k;
    }
    return rc;
}

static enum status keep_counts(struct sitting *s, size_t level, struct err *err)
{
    double *se = s->x + s->k;
    enum status rc = best_worst_counts(s->task, s->n_tasks, s->k,
                                       &s->slice->design, s->x, s->v, err);

    for (size_t i = 0; rc == OK && i < s->k; i++)
        se[i] = sqrt(s->v[i * s->k + i]);
    if (rc != OK)
        return rc;
    return keep_rule(s, level, RULE_BEST_WORST, s->x, se,
                     "ratio of counts, linearisation by respondent, interval t",
                     true, err);
}

static enum status keep_logs(const struct sitting *s, size_t level,
                             struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < s->k; i++) {
        struct estimate e =
            slice_estimate(s->slice, level, BASE_GAVE_VIEW, MEASURE_LOG_WORTH);
        struct mean_estimate m = s->of;

        m.value = s->x[i];
        m.se = sqrt(s->v[i * s->k + i]);
        estimate_fill(&e, &m, (double)NAN, false);
        e.item = slice_item(s->slice, i);
        e.method = "maximum likelihood, sandwich by respondent";
        rc = rows_estimate(s->slice->rows, &e, err);
    }
    return rc;
}

static enum status keep_logit(struct sitting *s, size_t level, struct err *err)
{
    double *worth = mem_array(2 * s->k, sizeof *worth);
    struct luce luce = {0};
    enum status rc = worth ? best_worst_logit(&luce, s->task, s->n_tasks, s->k,
                                              &s->slice->design, err)
                           : err_nomem(err);
    bool fitted = rc == OK && luce.fit.state == CHOICE_FITTED;

    for (size_t i = 0; fitted && i < s->k * s->k; i++) {
        s->v[i] = luce.robust[i / s->k * luce.fit.p + i % s->k];
        s->x[i / s->k] = luce.fit.theta[i / s->k];
    }
    if (fitted)
        choice_worth(&luce.fit, luce.robust, worth, worth + s->k);
    if (rc == OK)
        rc = keep_rule(
            s, level, RULE_BEST_WORST_LOGIT, worth, worth + s->k,
            fitted ? "maximum likelihood, sandwich by respondent, interval t"
                   : choice_state_text(luce.fit.state),
            fitted, err);
    if (fitted && rc == OK)
        rc = keep_logs(s, level, err);
    luce_free(&luce);
    free(worth);
    return rc;
}

enum status order_by_tasks(struct slice *slice, struct err *err)
{
    struct sitting s;
    enum status rc = sitting_init(&s, slice, err);

    for (size_t l = 0; rc == OK && l < slice->split->n_levels; l++) {
        take_level(&s, l);
        rc = keep_counts(&s, l, err);
        if (rc == OK)
            rc = keep_logit(&s, l, err);
    }
    sitting_free(&s);
    return rc;
}
