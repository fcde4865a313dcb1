/* sample_profile.c - who replied, beside what is known of the population.
 *
 * Levels and all who stated none add up to the total of a margin: nobody is
 * left out of the table, and nobody without an answer is compared. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/weighing.h"
#include "analyse/weighting.h"
#include "analyse/weight/profile.h"
#include "core/base/mem.h"
#include "core/survey/targets.h"

/* One scheme of one view. */
struct profiling {
    struct data *data;
    struct store_results *results;
    const struct view *view;
    const struct scheme *scheme;
    struct design now, before;          /* with its weights, and those before */
    unsigned char *member;              /* individuals */
    const struct target_margin *margin; /* NULL: no targets */
    const char *name;
    int32_t *level; /* of each row, of the margin at hand */
    struct margin_levels at;
    size_t question[2];
    size_t n_questions;
};

static struct profile_row blank_row(const struct profiling *p, const char *kind)
{
    const double none = (double)NAN;

    return (struct profile_row){.source = p->view->source,
                                .scheme = p->scheme->name,
                                .kind = kind,
                                .breakdown = p->name,
                                .n = none,
                                .share_of_all = none,
                                .share_before = none,
                                .share = none,
                                .target = none,
                                .difference = none,
                                .over_target = none,
                                .se = none,
                                .dissimilarity = none,
                                .value = none,
                                .df1 = none,
                                .df2 = none,
                                .p = none};
}

static double weight_of(const struct profiling *p, size_t i)
{
    return p->scheme->weight ? p->scheme->weight[i] : 1;
}

/* Why a response has no level: the state of the first answer that is none. */
static enum answer_state state_of(const struct profiling *p, size_t i)
{
    const struct data *d = p->data;
    size_t row = p->view->row ? p->view->row[i] : i;

    for (size_t k = 0; k < p->n_questions; k++) {
        size_t q = p->question[k];
        const struct answer_column *c =
            &d->column[answer_place_of(&d->places, q, SURVEY_NONE)];
        enum answer_state state =
            answer_state_of(&d->survey->question[q], c, row);

        if (state != STATE_ANSWERED)
            return state;
    }
    return STATE_BLANK;
}

static enum status save_unstated(struct profiling *p, double all_weight,
                                 struct err *err)
{
    double n[STATES] = {0}, w[STATES] = {0};
    enum status rc = OK;

    for (size_t i = 0; i < p->view->n_rows; i++) {
        enum answer_state s;

        if (!p->member[i] || p->at.level[i] >= 0)
            continue;
        s = state_of(p, i);
        n[s]++;
        w[s] += weight_of(p, i);
    }
    for (int s = 0; rc == OK && s < STATES; s++) {
        struct profile_row row = blank_row(p, "not_stated");

        if (!(n[s] > 0))
            continue;
        row.level = answer_state_name((enum answer_state)s);
        row.n = n[s];
        row.share_of_all = w[s] / all_weight;
        rc = store_profile(p->results, &row, err);
    }
    return rc;
}

/* Without targets nothing is compared: shares of those who have a level. */
static void count_levels(const struct profiling *p, struct profile_level *level,
                         struct profile *out, double *all_weight)
{
    double stated = 0;

    *out = (struct profile){.p = (double)NAN};
    for (size_t i = 0; i < p->view->n_rows; i++) {
        double w = weight_of(p, i);

        if (!p->member[i])
            continue;
        out->n_all++;
        *all_weight += w;
        if (p->at.level[i] < 0)
            continue;
        level[p->at.level[i]].n++;
        level[p->at.level[i]].share += w;
        stated += w;
    }
    for (size_t l = 0; l < p->at.n_levels; l++) {
        level[l].share_of_all = level[l].share / *all_weight;
        level[l].share /= stated;
        level[l].target = level[l].gap = level[l].index = level[l].se =
            (double)NAN;
    }
}

static enum status save_levels(struct profiling *p,
                               const struct profile_level *level,
                               const struct profile_level *before,
                               struct err *err)
{
    enum status rc = OK;

    for (size_t l = 0; rc == OK && l < p->at.n_levels; l++) {
        struct profile_row row = blank_row(p, "level");

        if (!(level[l].n > 0) && isnan(p->at.target[l]))
            continue;
        row.level = p->at.label[l];
        row.n = level[l].n;
        row.share_of_all = level[l].share_of_all;
        row.share_before = before[l].share;
        row.share = level[l].share;
        row.target = level[l].target;
        row.difference = level[l].gap;
        row.over_target = level[l].index / 100;
        row.se = p->scheme->weighted ? (double)NAN : level[l].se;
        rc = store_profile(p->results, &row, err);
    }
    return rc;
}

static enum status save_total(struct profiling *p, const struct profile *x,
                              struct err *err)
{
    struct profile_row row = blank_row(p, "total");

    row.n = x->n_all;
    row.share_of_all = 1;
    if (p->margin)
        row.dissimilarity = x->dissimilarity;
    if (p->margin && !p->scheme->weighted) {
        row.value = x->statistic;
        row.df1 = x->df1;
        row.df2 = x->df2;
        row.p = x->p;
        row.test = x->design_based ? "rao_scott_f" : "chi_square";
    }
    return store_profile(p->results, &row, err);
}

static enum status compare(struct profiling *p, struct profile_level *level,
                           struct profile_level *before, struct profile *out,
                           double *all_weight, struct err *err)
{
    const struct weight_margin margin = {.name = p->name,
                                         .level = p->at.level,
                                         .n_levels = p->at.n_levels,
                                         .label = p->at.label,
                                         .target = p->at.target,
                                         .counts =
                                             p->margin && p->margin->counts};
    struct profile first;
    enum status rc;

    count_levels(p, level, out, all_weight);
    memcpy(before, level, p->at.n_levels * sizeof *level);
    if (!p->margin)
        return OK;
    if (p->scheme->weighted) {
        rc = profile_compare(&p->before, &margin, p->member, before, &first,
                             err);
        return rc == OK ? profile_compare(&p->now, &margin, p->member, level,
                                          out, err)
                        : rc;
    }
    rc = profile_compare(&p->now, &margin, p->member, level, out, err);
    memcpy(before, level, p->at.n_levels * sizeof *level);
    return rc;
}

/* The margin at p->at. */
static enum status save_margin(struct profiling *p, struct err *err)
{
    size_t n = p->at.n_levels;
    struct profile_level *level = mem_array(2 * n, sizeof *level);
    struct profile total;
    double all_weight = 0;
    enum status rc = level ? OK : err_nomem(err);

    if (rc == OK)
        rc = compare(p, level, level + n, &total, &all_weight, err);
    if (rc == OK && total.n_all > 0) {
        rc = save_levels(p, level, level + n, err);
        if (rc == OK)
            rc = save_unstated(p, all_weight, err);
        if (rc == OK)
            rc = save_total(p, &total, err);
    }
    free(level);
    return rc;
}

/* A margin of targets. */
static enum status save_target(struct profiling *p, struct targets *targets,
                               const char *name, struct err *err)
{
    enum status rc =
        targets_margin(targets, name, p->data->survey, &p->margin, err);

    if (rc != OK)
        return rc;
    p->name = name;
    p->n_questions = p->margin->n_questions;
    memcpy(p->question, p->margin->question, sizeof p->question);
    for (size_t k = 0; rc == OK && k < p->n_questions; k++)
        rc = data_need(p->data, p->question[k], err);
    if (rc == OK)
        rc = margin_levels(p->data, p->margin, p->view->row, p->view->n_rows,
                           p->level, &p->at, err);
    return rc == OK ? save_margin(p, err) : rc;
}

/* A question as a margin without targets. */
static enum status save_question(struct profiling *p, size_t question,
                                 struct err *err)
{
    struct target_margin none = {.n_questions = 1, .resolved = true};
    enum status rc;

    none.question[0] = question;
    p->margin = NULL;
    p->name = p->data->survey->question[question].key;
    p->question[0] = question;
    p->n_questions = 1;
    rc = data_need(p->data, question, err);
    if (rc == OK)
        rc = margin_levels(p->data, &none, p->view->row, p->view->n_rows,
                           p->level, &p->at, err);
    return rc == OK ? save_margin(p, err) : rc;
}

static bool has_margin(const struct targets *targets, const char *name)
{
    for (size_t m = 0; targets && m < targets->n; m++)
        if (strcmp(targets->margin[m].name, name) == 0)
            return true;
    return false;
}

/* Asked about the respondent, or splits the rest. */
static bool is_profiled(const struct survey *s, size_t question)
{
    const struct question *q = &s->question[question];

    if (!question_splits(q))
        return false;
    for (size_t b = 0; b < s->n_breakdowns; b++)
        if (s->breakdown[b].n == 1 && s->breakdown[b].question[0] == question)
            return true;
    return q->about_you;
}

static enum status save_scheme(struct profiling *p, struct targets *targets,
                               struct err *err)
{
    const struct weighted *w = p->scheme->weighted;
    const struct survey *s = p->data->survey;
    enum status rc = OK;

    p->now = p->scheme->design;
    p->now.calibration = NULL; /* a margin that is met has no error */
    p->before = p->now;
    if (w)
        p->before.weight = w->calibration.base;
    for (size_t m = 0; w && rc == OK && m < w->definition->margins.n; m++)
        rc = save_target(p, targets, w->definition->margins.word[m], err);
    for (size_t m = 0; !w && targets && rc == OK && m < targets->n; m++)
        rc = save_target(p, targets, targets->margin[m].name, err);
    for (size_t q = 0; rc == OK && q < s->n_questions; q++)
        if (is_profiled(s, q) && !has_margin(targets, s->question[q].key))
            rc = save_question(p, q, err);
    return rc;
}

/* The targets of the survey, else of its first scheme. */
static const char *targets_of(const struct survey *s, const struct scheme *of)
{
    if (of->weighted)
        return of->weighted->definition->targets;
    if (s->targets)
        return s->targets;
    return s->n_weightings ? s->weighting[0].targets : NULL;
}

static enum status save_view(struct data *d, const struct view *v,
                             struct store_results *results, struct err *err)
{
    struct profiling p = {.data = d, .results = results, .view = v};
    enum status rc = OK;

    p.member = mem_array(v->n_rows, 1);
    p.level = mem_array(v->n_rows, sizeof *p.level);
    if (!p.member || !p.level)
        rc = err_nomem(err);
    for (size_t i = 0; rc == OK && i < v->n_rows; i++)
        p.member[i] = d->kind[v->row ? v->row[i] : i] == KIND_INDIVIDUAL;
    for (size_t k = 0; rc == OK && k < v->n_schemes; k++) {
        const char *path = targets_of(d->survey, &v->scheme[k]);
        struct targets *targets = NULL;

        p.scheme = &v->scheme[k];
        if (path)
            rc = weighting_targets(d, path, &targets, err);
        if (rc == OK)
            rc = save_scheme(&p, targets, err);
        targets_free(targets);
    }
    free(p.member);
    free(p.level);
    return rc;
}

/* ---- channels and days ------------------------------------------------ */

static const char *channel_of(const struct survey *s, const char *key)
{
    for (size_t i = 0; i < s->n_sources; i++)
        if (strcmp(s->source[i].key, key) == 0)
            return s->source[i].channel;
    return NULL;
}

static enum status save_count(const struct data *d,
                              struct store_results *results, const char *kind,
                              const char *source, const char *level, double n,
                              struct err *err)
{
    const struct scheme unweighted = {.name = "unweighted"};
    const struct view v = {.source = source};
    const struct profiling p = {.view = &v, .scheme = &unweighted};
    struct profile_row row = blank_row(&p, kind);

    row.level = level;
    row.n = n;
    row.share_of_all = n / (double)d->frame.n;
    return store_profile(results, &row, err);
}

static enum status save_channels(const struct data *d,
                                 struct store_results *results, struct err *err)
{
    const struct frame *f = &d->frame;
    double *n = mem_array(f->n_sources, sizeof *n);
    enum status rc = n ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < f->n; i++)
        n[f->source[i]]++;
    for (size_t s = 0; rc == OK && s < f->n_sources; s++)
        rc = save_count(d, results, "channel", f->source_key[s],
                        channel_of(d->survey, f->source_key[s]), n[s], err);
    free(n);
    return rc;
}

static enum status save_days(const struct data *d,
                             struct store_results *results, struct err *err)
{
    const struct frame *f = &d->frame;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < f->n_days; i++)
        rc = save_count(d, results, "day", f->source_key[f->day[i].source],
                        *f->day[i].day ? f->day[i].day : NULL,
                        (double)f->day[i].n, err);
    return rc;
}

enum status sample_profile(struct data *data, struct store_results *results,
                           struct err *err)
{
    enum status rc = OK;

    for (size_t v = 0; rc == OK && v < data->n_views; v++)
        rc = save_view(data, &data->view[v], results, err);
    if (rc == OK)
        rc = save_channels(data, results, err);
    return rc == OK ? save_days(data, results, err) : rc;
}
