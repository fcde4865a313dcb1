/* best_worst.c - best-worst tasks: see luce.h. */
#include <math.h>
#include <stdlib.h>
#include "analyse/rank/luce.h"
#include "core/base/mem.h"

static uint64_t bit(int item)
{
    return item == NO_ITEM ? 0 : UINT64_C(1) << item;
}

static double weight_of(const struct design *d, const struct task *t)
{
    return d->weight ? d->weight[t->respondent] : 1;
}

static double value_of(const struct task *t, size_t i)
{
    return (t->best == (int)i) - (t->worst == (int)i);
}

/* u = (value - score) / times shown, added up by respondent. */
static enum status count_errors(const struct task *task, size_t n, size_t k,
                                const struct design *design,
                                const double *shown, const double *score,
                                double *v, struct err *err)
{
    double *u = mem_array(design->n * k, sizeof *u);
    enum status rc = u ? OK : err_nomem(err);

    for (size_t t = 0; rc == OK && t < n; t++)
        for (size_t i = 0; i < k; i++)
            if (task[t].shown >> i & 1)
                u[task[t].respondent * k + i] +=
                    (value_of(&task[t], i) - score[i]) / shown[i];
    if (rc == OK)
        rc = infer_covariance(design, u, k, v, err);
    for (size_t i = 0; rc == OK && i < k * k; i++)
        if (!(shown[i / k] > 0 && shown[i % k] > 0))
            v[i] = (double)NAN;
    free(u);
    return rc;
}

enum status best_worst_counts(const struct task *task, size_t n, size_t k,
                              const struct design *design, double *score,
                              double *v, struct err *err)
{
    double shown[CHOICE_ITEMS] = {0};

    if (k > CHOICE_ITEMS)
        return err_set(err, ERR_INPUT,
                       "%zu items are more than the %d that best-worst tasks "
                       "take; leave them out",
                       k, CHOICE_ITEMS);
    for (size_t i = 0; i < k; i++)
        score[i] = 0;
    for (size_t t = 0; t < n; t++)
        for (size_t i = 0; i < k; i++)
            if (task[t].shown >> i & 1) {
                double w = weight_of(design, &task[t]);

                shown[i] += w;
                score[i] += w * value_of(&task[t], i);
            }
    for (size_t i = 0; i < k; i++)
        score[i] = shown[i] > 0 ? score[i] / shown[i] : (double)NAN;
    if (!v)
        return OK;
    return count_errors(task, n, k, design, shown, score, v, err);
}

/* The two choices of a task; the second leaves the best out. */
static void choices_of(const struct task *t, struct choice out[2])
{
    out[0] = (struct choice){t->shown, bit(t->best) & t->shown, CHOICE_BEST};
    out[1] =
        (struct choice){t->shown & ~bit(t->best),
                        bit(t->worst) & t->shown & ~bit(t->best), CHOICE_WORST};
}

static enum status add_tasks(struct choices *c, const struct task *task,
                             size_t n, const struct design *design,
                             struct err *err)
{
    enum status rc = OK;

    for (size_t t = 0; rc == OK && t < n; t++) {
        struct choice choice[2];

        choices_of(&task[t], choice);
        for (size_t i = 0; rc == OK && i < 2; i++)
            rc = choices_add(c, choice[i], weight_of(design, &task[t]), err);
    }
    return rc;
}

static enum status sandwich(struct luce *out, const struct task *task, size_t n,
                            const struct design *design, struct err *err)
{
    size_t p = out->fit.p;
    double *u = mem_array(design->n * p, sizeof *u);
    enum status rc = u ? OK : err_nomem(err);

    for (size_t t = 0; rc == OK && t < n; t++) {
        struct choice choice[2];

        choices_of(&task[t], choice);
        for (size_t i = 0; out->fit.state == CHOICE_FITTED && i < 2; i++)
            choice_score(&out->fit, choice[i], u + task[t].respondent * p);
    }
    if (rc == OK)
        rc = choice_sandwich(&out->fit, u, design, &out->robust, err);
    free(u);
    return rc;
}

enum status best_worst_logit(struct luce *out, const struct task *task,
                             size_t n, size_t k, const struct design *design,
                             struct err *err)
{
    struct choices *c = NULL;
    enum status rc = choices_new(&c, k, err);

    *out = (struct luce){0};
    if (rc == OK)
        rc = add_tasks(c, task, n, design, err);
    if (rc == OK)
        rc = choice_fit(&out->fit, c, err);
    if (rc == OK)
        rc = sandwich(out, task, n, design, err);
    choices_free(c);
    if (rc != OK)
        luce_free(out);
    return rc;
}
