/* choice_fit.c - MM, then Newton: see choice.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/rank/choice_set.h"
#include "analyse/rank/linear.h"
#include "core/base/mem.h"

enum { MM_STEPS = 8, NEWTON_STEPS = 200, HALVINGS = 40 };

/* A variance beyond so many times that of one choice in all of them, or a log
 * worth beyond so much, stands for one that has no finite value. */
static const double too_wide = 1e9, too_far = 300;

static int by_bits(const void *a, const void *b)
{
    const struct choice_set *x = a, *y = b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->offered > y->offered) - (x->offered < y->offered);
}

/* In an order that no ballot has a say in, so that sums come out alike. */
static enum status list_sets(const struct choices *c, struct choice_set **out,
                             struct err *err)
{
    struct choice_set *set = mem_array(c->n, sizeof *set);
    size_t n = 0;

    if (!set)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++)
        if (c->set[i].weight > 0)
            set[n++] = c->set[i];
    qsort(set, n, sizeof *set, by_bits);
    *out = set;
    return OK;
}

struct fitting {
    const struct choices *c;
    struct choice_set *set;
    struct choice_model m;
    double *won;  /* p: what the gradient starts from */
    double *step; /* p */
    double *old;  /* p */
};

static enum status fitting_init(struct fitting *f, const struct choices *c,
                                struct choice_fit *out, struct err *err)
{
    size_t p = out->p, room = choice_room(out->k, out->ties);
    double *all = mem_array(4 * p + p * p + room, sizeof *all);

    f->c = c;
    f->won = all;
    f->set = NULL;
    if (!all)
        return err_nomem(err);
    f->step = all + p;
    f->old = all + 2 * p;
    f->m = (struct choice_model){.k = out->k,
                                 .ties = out->ties,
                                 .p = p,
                                 .order = out->order,
                                 .theta = out->theta,
                                 .gradient = all + 3 * p,
                                 .information = all + 4 * p,
                                 .room = all + 4 * p + p * p};
    for (size_t i = 0; i < c->k; i++)
        f->won[i] = c->won[i];
    for (size_t t = 0; t < out->ties; t++)
        f->won[c->k + t] = c->tied[out->order[t]];
    return list_sets(c, &f->set, err);
}

static void evaluate(struct fitting *f, bool full)
{
    struct choice_model *m = &f->m;

    m->loglik = 0;
    memcpy(m->gradient, f->won, m->p * sizeof *m->gradient);
    if (full)
        memset(m->information, 0, m->p * m->p * sizeof *m->information);
    for (size_t i = 0; i < m->p; i++)
        m->loglik += f->won[i] * m->theta[i];
    for (size_t i = 0; i < f->c->n; i++)
        choice_add_set(m, f->set[i].offered, f->set[i].kind, f->set[i].weight,
                       full);
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
            m->theta[i] += log(f->won[i] / expected);
    }
    centre(m->theta, m->k);
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

    memcpy(f->old, m->theta, m->p * sizeof *f->old);
    for (size_t h = 0; h < HALVINGS; h++, size /= 2) {
        for (size_t i = 0; i < m->p; i++)
            m->theta[i] = f->old[i] + size * f->step[i];
        evaluate(f, false);
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

    for (out->steps = 0; out->steps < NEWTON_STEPS; out->steps++) {
        double gain = 0;

        evaluate(f, true);
        if (!invert(m->information, m->k, m->p))
            return CHOICE_DIVERGED;
        linear_multiply(m->information, m->gradient, m->p, f->step);
        for (size_t i = 0; i < m->p; i++)
            gain += f->step[i] * m->gradient[i];
        if (last || isnan(gain))
            break;
        last = gain <= 1e-12 * f->c->stages;
        if (!take_newton_step(f))
            return CHOICE_DIVERGED;
        centre(m->theta, m->k);
        for (size_t i = 0; i < m->p; i++)
            if (fabs(m->theta[i]) > too_far)
                return CHOICE_DIVERGED;
    }
    if (!last || out->steps == NEWTON_STEPS)
        return CHOICE_DIVERGED;
    for (size_t i = 0; i < m->p; i++)
        if (m->information[i * m->p + i] * f->c->stages > too_wide)
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
    out->covariance = mem_array(out->p * out->p, sizeof *out->covariance);
    if (out->order && out->group && out->theta && out->covariance)
        return OK;
    choice_fit_free(out);
    return err_nomem(err);
}

static void say_nothing(struct choice_fit *out)
{
    out->loglik = (double)NAN;
    for (size_t i = 0; i < out->p; i++)
        out->theta[i] = (double)NAN;
    for (size_t i = 0; i < out->p * out->p; i++)
        out->covariance[i] = (double)NAN;
}

enum status choice_fit(struct choice_fit *out, const struct choices *c,
                       struct err *err)
{
    struct fitting f = {0};
    enum status rc = make(out, c, err);

    if (rc != OK)
        return rc;
    out->n_groups = choice_groups(c, out->group);
    out->state = !c->n                ? CHOICE_NO_DATA
                 : out->n_groups != 1 ? CHOICE_DISCONNECTED
                                      : CHOICE_DIVERGED;
    if (out->state == CHOICE_DIVERGED) {
        rc = fitting_init(&f, c, out, err);
        for (size_t i = 0; rc == OK && i < MM_STEPS; i++)
            take_mm_step(&f);
        if (rc == OK)
            out->state = climb(&f, out);
    }
    if (rc != OK)
        choice_fit_free(out);
    else if (out->state != CHOICE_FITTED)
        say_nothing(out);
    free(f.set);
    free(f.won);
    return rc;
}

void choice_fit_free(struct choice_fit *fit)
{
    free(fit->theta);
    free(fit->covariance);
    free(fit->order);
    free(fit->group);
    *fit = (struct choice_fit){0};
}
