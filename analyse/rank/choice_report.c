/* choice_report.c - scores, contrasts and shares of a fitted model: see
 * choice.h. */
#include "analyse/rank/choice_set.h"

#include <math.h>
#include <stdlib.h>
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

        choice_add_set(&m, &(struct choice_sum){choice.offered, choice.kind, 1},
                       false);
    } else {
        add_shares(fit, choice, score);
    }
}

/* The k-th choice takes 1 / D of its set from each item that is still there,
 * so sums of 1 / D over the stages say it all. */
void choice_score_order(const struct choice_fit *fit, const unsigned char *item,
                        size_t n, uint64_t offered, double *score)
{
    double by[CHOICE_ITEMS], d = 0, sum = 0;
    uint64_t left = offered;

    for (size_t s = 0; s < n; s++)
        left &= ~(UINT64_C(1) << item[s]);
    for (size_t i = 0; left >> i; i++)
        if (left >> i & 1)
            d += fit->alpha[i];
    for (size_t s = n; s-- > 0;)
        by[s] = d += fit->alpha[item[s]];
    if (n && !left) /* the last of all is no choice */
        n--;
    for (size_t s = 0; s < n; s++) {
        sum += 1 / by[s];
        score[item[s]] += 1 - fit->alpha[item[s]] * sum;
        offered &= ~(UINT64_C(1) << item[s]);
    }
    for (size_t i = 0; i < fit->k; i++)
        if (offered >> i & 1)
            score[i] -= fit->alpha[i] * sum;
}

/* v := b v b, of p by p, symmetric. */
static enum status bread_on_both_sides(const double *b, size_t p, double *v,
                                       struct err *err)
{
    double *half = mem_array(p * p, sizeof *half);

    if (!half)
        return err_nomem(err);
    for (size_t i = 0; i < p; i++)
        linear_multiply(b, v + i * p, p, half + i * p);
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++) {
            double x = 0;

            for (size_t m = 0; m < p; m++)
                x += b[i * p + m] * half[m * p + j];
            v[i * p + j] = x;
        }
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < i; j++)
            v[j * p + i] = v[i * p + j];
    free(half);
    return OK;
}

enum status choice_sandwich(const struct choice_fit *fit, const double *u,
                            const struct design *design, double **v,
                            struct err *err)
{
    size_t p = fit->p;
    enum status rc;

    *v = mem_array(p * p, sizeof **v);
    if (!*v)
        return err_nomem(err);
    if (fit->state != CHOICE_FITTED) {
        for (size_t i = 0; i < p * p; i++)
            (*v)[i] = (double)NAN;
        return OK;
    }
    rc = infer_covariance(design, u, p, *v, err);
    return rc == OK ? bread_on_both_sides(fit->covariance, p, *v, err) : rc;
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
