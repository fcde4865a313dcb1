/* choice_report.c - scores, contrasts and shares of a fitted model: see
 * choice.h. */
#include "analyse/rank/choice_set.h"

#include <math.h>
#include <string.h>
#include "analyse/rank/linear.h"
#include "core/base/mem.h"

/* Of a set without ties in the model: a share of worth each. */
static void add_shares(const struct choice_fit *fit, struct choice choice,
                       double *score)
{
    bool best = choice.kind == CHOICE_BEST;
    double sum = 0;

    for (size_t i = 0; i < fit->k; i++)
        if (choice.offered >> i & 1)
            sum += best ? fit->alpha[i] : 1 / fit->alpha[i];
    for (size_t i = 0; i < fit->k; i++)
        if (choice.offered >> i & 1)
            score[i] -= best ? fit->alpha[i] / sum : -1 / (fit->alpha[i] * sum);
}

enum { MOST_ROOM = CHOICE_ITEMS * (2 * CHOICE_ITEMS + 6) };

void choice_score(const struct choice_fit *fit, struct choice choice,
                  double *score)
{
    size_t chosen = 0;

    if (!choice.chosen || !(choice.offered & (choice.offered - 1)))
        return;
    for (uint64_t s = choice.chosen; s; s &= s - 1)
        chosen++;
    for (size_t i = 0; i < fit->k; i++)
        if (choice.chosen >> i & 1)
            score[i] += (int)choice.kind / (double)chosen;
    for (size_t t = 0; t < fit->ties; t++)
        score[fit->k + t] += fit->order[t] == chosen;
    if (fit->ties && choice.kind == CHOICE_BEST) {
        double room[MOST_ROOM];
        struct choice_model m = {.k = fit->k,
                                 .ties = fit->ties,
                                 .p = fit->p,
                                 .order = fit->order,
                                 .theta = fit->theta,
                                 .alpha = fit->alpha,
                                 .gradient = score,
                                 .room = room};

        choice_add_set(&m, choice.offered, choice.kind, 1, false);
    } else {
        add_shares(fit, choice, score);
    }
}

enum status choice_sandwich(const struct choice_fit *fit, double *u,
                            const struct design *design, double **v,
                            struct err *err)
{
    size_t p = fit->p;
    double influence[2 * CHOICE_ITEMS];

    *v = mem_array(p * p, sizeof **v);
    if (!*v)
        return err_nomem(err);
    if (fit->state != CHOICE_FITTED) {
        for (size_t i = 0; i < p * p; i++)
            (*v)[i] = (double)NAN;
        return OK;
    }
    for (size_t row = 0; row < design->n; row++) {
        linear_multiply(fit->covariance, u + row * p, p, influence);
        memcpy(u + row * p, influence, p * sizeof *u);
    }
    return infer_covariance(design, u, p, *v, err);
}

void choice_contrast(const struct choice_fit *fit, const double *v, size_t from,
                     double *value, double *se)
{
    size_t p = fit->p;

    for (size_t i = 0; i < fit->k; i++) {
        double variance = v[i * p + i];

        value[i] = fit->theta[i];
        if (from < fit->k) {
            value[i] -= fit->theta[from];
            variance += v[from * p + from] - 2 * v[i * p + from];
        }
        se[i] = i == from || variance < 0 ? 0 : sqrt(variance);
    }
}

void choice_worth(const struct choice_fit *fit, const double *v, double *worth,
                  double *se)
{
    double sum = 0;

    for (size_t i = 0; i < fit->k; i++)
        sum += fit->alpha[i];
    for (size_t i = 0; i < fit->k; i++)
        worth[i] = fit->alpha[i] / sum;
    for (size_t i = 0; i < fit->k; i++) {
        double variance = 0;

        for (size_t a = 0; a < fit->k; a++)
            for (size_t b = 0; b < fit->k; b++)
                variance += ((a == i) - worth[a]) * ((b == i) - worth[b]) *
                            v[a * fit->p + b];
        se[i] = worth[i] * sqrt(variance > 0 ? variance : 0);
    }
}
