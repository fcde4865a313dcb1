/* choice_fit.c - MM, then Newton: see choice.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/rank/choice_set.h"
#include "analyse/rank/linear.h"
#include "core/base/mem.h"

enum { MM_STEPS = 4, NEWTON_STEPS = 200, HALVINGS = 40 };

/* A variance beyond so many times that of one choice in all of them, or a log
 * worth beyond so much, stands for one that has no finite value. */
static const double too_wide = 1e9, too_far = 300;

struct fitting {
    const struct choice_sum *set;
    size_t n; /* sets */
    double stages;
    struct choice_model m;
    double *theta; /* p, as all that follow */
    double *alpha; /* exp() of theta */
    double *won;   /* what the gradient starts from */
    double *step;
    double *old;
};

static enum status fitting_init(struct fitting *f, const struct choices *c,
                                const struct choice_sum *set,
                                struct choice_fit *out, struct err *err)
{
    size_t p = out->p, room = choice_room(out->k, out->ties);
    double *all = mem_array(5 * p + p * p + room, sizeof *all);

    if (!all)
        return err_nomem(err);
    *f = (struct fitting){.set = set,
                          .n = c->n,
                          .stages = out->stages,
                          .theta = out->theta,
                          .alpha = out->alpha,
                          .won = all,
                          .step = all + p,
                          .old = all + 2 * p};
    f->m = (struct choice_model){.k = out->k,
                                 .ties = out->ties,
                                 .p = p,
                                 .order = out->order,
                                 .theta = out->theta,
                                 .alpha = out->alpha,
                                 .gradient = all + 3 * p,
                                 .information = all + 4 * p,
                                 .room = all + 4 * p + p * p};
    for (size_t i = 0; i < out->k; i++)
        f->won[i] = c->won[i];
    for (size_t t = 0; t < out->ties; t++)
        f->won[out->k + t] = c->tied[out->order[t]];
    return OK;
}

static void evaluate(struct fitting *f, bool full)
{
    struct choice_model *m = &f->m;

    m->loglik = 0;
    memcpy(m->gradient, f->won, m->p * sizeof *m->gradient);
    if (full)
        memset(m->information, 0, m->p * m->p * sizeof *m->information);
    for (size_t i = 0; i < m->p; i++) {
        m->loglik += f->won[i] * f->theta[i];
        f->alpha[i] = exp(f->theta[i]);
    }
    for (size_t i = 0; i < f->n; i++)
        choice_add_set(m, &f->set[i], full);
    for (size_t i = 0; full && i < m->p; i++)
        for (size_t j = 0; j < i; j++)
            m->information[j * m->p + i] = m->information[i * m->p + j];
}

static void centre(double *theta, size_t k)
{
    double mean = 0;

    for (size_t i = 0; i < k; i++)
        mean += theta[i] / (double)k;
    for (size_t i = 0; i < k; i++)
        theta[i] -= mean;
}

/* alpha = alpha won / expected, and delta likewise.  A choice of the worst
 * has no such step: Newton starts from where it is. */
static void take_mm_step(struct fitting *f)
{
    struct choice_model *m = &f->m;

    evaluate(f, false);
    for (size_t i = 0; i < m->p; i++) {
        double expected = f->won[i] - m->gradient[i];

        if (f->won[i] > 0 && expected > 0)
            f->theta[i] += log(f->won[i] / expected);
    }
    centre(f->theta, m->k);
}

/* matrix := its inverse, where worths have mean 0.  All equal is the one
 * direction that the information does not know: c nn' is added to it, and
 * nn' / c taken away from the inverse. */
static bool invert(double *matrix, size_t k, size_t p)
{
    double c = 0;

    for (size_t i = 0; i < k; i++)
        c += matrix[i * p + i] / (double)k;
    if (!(c > 0) || isinf(c))
        return false;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            matrix[i * p + j] += c / (double)k;
    if (!linear_invert(matrix, p))
        return false;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            matrix[i * p + j] -= 1 / (c * (double)k);
    return true;
}

/* Halves the step until the likelihood does not fall; false: it cannot. */
static bool take_newton_step(struct fitting *f)
{
    struct choice_model *m = &f->m;
    double before = m->loglik, size = 1;

    memcpy(f->old, f->theta, m->p * sizeof *f->old);
    for (size_t h = 0; h < HALVINGS; h++, size /= 2) {
        for (size_t i = 0; i < m->p; i++)
            f->theta[i] = f->old[i] + size * f->step[i];
        centre(f->theta, m->k);
        evaluate(f, true);
        if (m->loglik >= before - 1e-11 * fabs(before))
            return true;
    }
    return false;
}

/* The gain that is still to be had, g'H^-1 g, tells when to stop; one more
 * step is then taken, which squares what error is left. */
static enum choice_state climb(struct fitting *f, struct choice_fit *out)
{
    struct choice_model *m = &f->m;
    bool last = false;

    evaluate(f, true);
    for (out->steps = 0; out->steps < NEWTON_STEPS; out->steps++) {
        double gain = 0;

        if (!invert(m->information, m->k, m->p))
            return CHOICE_DIVERGED;
        linear_multiply(m->information, m->gradient, m->p, f->step);
        for (size_t i = 0; i < m->p; i++)
            gain += f->step[i] * m->gradient[i];
        if (last || isnan(gain))
            break;
        last = gain <= 1e-12 * f->stages;
        if (!take_newton_step(f))
            return CHOICE_DIVERGED;
        for (size_t i = 0; i < m->p; i++)
            if (fabs(f->theta[i]) > too_far)
                return CHOICE_DIVERGED;
    }
    if (!last || out->steps == NEWTON_STEPS)
        return CHOICE_DIVERGED;
    for (size_t i = 0; i < m->p; i++)
        if (m->information[i * m->p + i] * f->stages > too_wide)
            return CHOICE_DIVERGED;
    out->loglik = m->loglik;
    memcpy(out->covariance, m->information,
           m->p * m->p * sizeof *out->covariance);
    return CHOICE_FITTED;
}

static enum status make(struct choice_fit *out, const struct choices *c,
                        struct err *err)
{
    *out = (struct choice_fit){.k = c->k, .stages = c->stages};
    out->order = mem_array(c->k + 1, sizeof *out->order);
    out->group = mem_array(c->k, sizeof *out->group);
    for (size_t t = 2; out->order && t <= c->k; t++)
        if (c->tied[t] > 0)
            out->order[out->ties++] = t;
    out->p = c->k + out->ties;
    out->theta = mem_array(out->p, sizeof *out->theta);
    out->alpha = mem_array(out->p, sizeof *out->alpha);
    out->covariance = mem_array(out->p * out->p, sizeof *out->covariance);
    if (out->order && out->group && out->theta && out->alpha && out->covariance)
        return OK;
    choice_fit_free(out);
    return err_nomem(err);
}

static void say_nothing(struct choice_fit *out)
{
    out->loglik = (double)NAN;
    for (size_t i = 0; i < out->p; i++)
        out->theta[i] = out->alpha[i] = (double)NAN;
    for (size_t i = 0; i < out->p * out->p; i++)
        out->covariance[i] = (double)NAN;
}

static enum status find_maximum(struct choice_fit *out, const struct choices *c,
                                struct err *err)
{
    struct choice_sum *set = NULL;
    struct fitting f = {0};
    enum status rc = choices_sorted(c, &set, err);

    if (rc == OK)
        rc = fitting_init(&f, c, set, out, err);
    if (rc == OK) {
        for (size_t i = 0; i < MM_STEPS; i++)
            take_mm_step(&f);
        out->state = climb(&f, out);
    }
    free(set);
    free(f.won);
    return rc;
}

enum status choice_fit(struct choice_fit *out, const struct choices *c,
                       struct err *err)
{
    enum status rc = make(out, c, err);

    if (rc != OK)
        return rc;
    out->n_groups = choice_groups(c, out->group);
    out->state = CHOICE_NO_DATA;
    if (c->n && out->n_groups != 1)
        out->state = CHOICE_DISCONNECTED;
    else if (c->n)
        rc = find_maximum(out, c, err);
    if (rc != OK)
        choice_fit_free(out);
    else if (out->state != CHOICE_FITTED)
        say_nothing(out);
    return rc;
}

void choice_fit_free(struct choice_fit *fit)
{
    free(fit->theta);
    free(fit->alpha);
    free(fit->covariance);
    free(fit->order);
    free(fit->group);
    *fit = (struct choice_fit){0};
}
