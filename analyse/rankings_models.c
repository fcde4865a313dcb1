/* rankings_models.c - Plackett-Luce and Bradley-Terry: worths, their logarithms
 * and quasi-variances, with standard errors by respondent. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/counting.h"
#include "analyse/rank/luce.h"
#include "core/base/mem.h"

static const struct model {
    enum rule rule;
    enum luce_kind kind;
    const char *unranked;
    double arg; /* of log_worth; NaN: none is kept */
    bool partial;
} models[] = {
    {RULE_PLACKETT_LUCE, LUCE_TOP_K, "last", 1, false},
    {RULE_PLACKETT_LUCE, LUCE_SUBSET, "ignored", 0, true},
    {RULE_BRADLEY_TERRY, LUCE_PAIRS_LAST, "last", (double)NAN, false},
    {RULE_BRADLEY_TERRY, LUCE_PAIRS_IGNORED, "ignored", (double)NAN, true},
};

/* A model on its way into rows. */
struct fitting {
    const struct model *model;
    const struct ballot_box *box;
    struct counting *c;
    struct luce luce;
    double *v;     /* k by k: covariance of the log worths */
    double *worth; /* k, then its k standard errors */
    size_t *rank;  /* k */
};

static enum status fit_model(struct fitting *f, struct err *err)
{
    unsigned char *member = mem_array(f->box->slice->subject->n, 1);
    double factor = 1;
    struct design design = ballot_design(f->box, &factor);
    struct places places;
    enum status rc = member ? OK : err_nomem(err);

    if (rc == OK) {
        places = ballot_places(f->box, member);
        rc = luce_fit(&f->luce, &places, f->model->kind, &design, err);
    }
    free(member);
    for (size_t i = 0; rc == OK && i < f->luce.fit.p * f->luce.fit.p; i++)
        f->luce.robust[i] *= factor;
    return rc;
}

static enum status keep_logs(const struct fitting *f, enum measure measure,
                             const double *value, struct err *err)
{
    const struct ballot_box *box = f->box;
    size_t k = box->poll->k;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < k; i++) {
        struct mean_estimate m = box->of;
        struct estimate e =
            slice_estimate(box->slice, box->level, box->base, measure);

        m.value = value[i];
        m.se =
            measure == MEASURE_LOG_WORTH ? sqrt(f->v[i * k + i]) : (double)NAN;
        m.deff = (double)NAN;
        estimate_fill(&e, &m, (double)NAN, false);
        e.item = slice_item(box->slice, i);
        e.arg = box->full ? (double)NAN : f->model->arg;
        e.method = measure == MEASURE_LOG_WORTH
                       ? "maximum likelihood, sandwich by respondent"
                       : "of the sandwich by respondent";
        rc = rows_estimate(f->c->rows, &e, err);
    }
    return rc;
}

static enum status keep_estimates(const struct fitting *f, struct err *err)
{
    size_t k = f->box->poll->k;
    double worst[2], *quasi = mem_array(k, sizeof *quasi);
    enum status rc = quasi ? OK : err_nomem(err);

    if (rc == OK)
        rc = keep_logs(f, MEASURE_LOG_WORTH, f->luce.fit.theta, err);
    if (rc == OK && !f->box->slice->split->breakdown) {
        rc = quasi_variances(f->v, k, k, quasi, worst, err);
        if (rc == OK)
            rc = keep_logs(f, MEASURE_QUASI_VARIANCE, quasi, err);
    }
    free(quasi);
    return rc;
}

static enum status keep_worths(const struct fitting *f, struct err *err)
{
    const struct ballot_box *box = f->box;
    const struct choice_fit *fit = &f->luce.fit;
    size_t k = box->poll->k;
    bool fitted = fit->state == CHOICE_FITTED;

    counting_rows(f->c, rule_row(f->model->rule), NULL, f->model->unranked);
    for (size_t i = 0; i < k; i++) {
        struct mean_estimate m = box->of;

        m.value = fitted ? f->worth[i] : (double)NAN;
        m.se = fitted ? f->worth[k + i] : (double)NAN;
        m.deff = (double)NAN;
        if (fitted)
            ranking_fill(&f->c->row[i], &m, (double)NAN, false);
        f->c->row[i].method =
            fitted ? "maximum likelihood, sandwich by respondent, interval t"
                   : choice_state_text(fit->state);
    }
    return counting_keep(f->c,
                         (struct order){.rule = f->model->rule,
                                        .rank = f->rank,
                                        .x = fit->theta,
                                        .v = fitted ? f->v : NULL,
                                        .high_first = true},
                         err);
}

/* Worths of a fit that ends at 1e-10 of its maximum are level within this. */
static const double level_worths = 1e-8;

static enum status keep_model(struct fitting *f, struct err *err)
{
    const struct choice_fit *fit = &f->luce.fit;
    size_t k = f->box->poll->k;
    enum status rc = OK;

    if (fit->state == CHOICE_FITTED) {
        rank_by_value(fit->theta, k, true, level_worths, f->rank);
        choice_worth(fit, f->luce.robust, f->worth, f->worth + k);
        for (size_t i = 0; i < k; i++)
            memcpy(f->v + i * k, f->luce.robust + i * fit->p, k * sizeof *f->v);
    }
    rc = keep_worths(f, err);
    if (rc == OK && fit->state == CHOICE_FITTED && !isnan(f->model->arg))
        rc = keep_estimates(f, err);
    return rc;
}

static enum status count_model(const struct model *model,
                               const struct ballot_box *box, struct counting *c,
                               struct choice_fit *fit, struct err *err)
{
    size_t k = box->poll->k;
    struct fitting f = {.model = model,
                        .box = box,
                        .c = c,
                        .v = mem_array(k * k, sizeof *f.v),
                        .worth = mem_array(2 * k, sizeof *f.worth),
                        .rank = mem_array(k, sizeof *f.rank)};
    enum status rc =
        f.v && f.worth && f.rank ? fit_model(&f, err) : err_nomem(err);

    if (rc == OK)
        rc = keep_model(&f, err);
    if (rc == OK && fit && model == models) {
        *fit = f.luce.fit;
        f.luce.fit = (struct choice_fit){0};
    }
    luce_free(&f.luce);
    free(f.v);
    free(f.worth);
    free(f.rank);
    return rc;
}

enum status models_count(const struct ballot_box *box, struct counting *c,
                         struct choice_fit *fit, struct err *err)
{
    enum status rc = OK;

    if (box->poll->k > CHOICE_ITEMS)
        return OK;
    for (size_t i = 0; rc == OK && i < sizeof models / sizeof *models; i++)
        if (!models[i].partial || !box->full)
            rc = count_model(&models[i], box, c, fit, err);
    return rc;
}
