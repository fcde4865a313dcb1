/* solve.c - Newton's method on the dual of the calibration problem.
 *
 * lambda minimises f = sum d G(u) - target'lambda, G' = F, which is convex for
 * every distance here; its gradient is the misfit.  A step is halved until f
 * falls enough, which brings Newton home from anywhere; near the end, where f
 * has no digits left to fall by, a smaller misfit will do.  Raking starts with
 * a few sweeps by turns, which come near at once, and falls back on them.
 *
 * Where bounds cut, the slope of the bounded linear distance is 0, and a level
 * of which everyone stands at a bound has no curvature: it borrows that of the
 * unbounded distance. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

struct value {
    double g, slope, area; /* F, F', G */
};

static struct value by_rake(double u, double lower, double upper)
{
    double e = exp(u);

    (void)lower;
    (void)upper;
    return (struct value){e, e, e};
}

static struct value by_linear(double u, double lower, double upper)
{
    double g = 1 + u, bound;

    if (!(g < lower || g > upper))
        return (struct value){g, 1, u + u * u / 2};
    bound = g < lower ? lower : upper;
    /* G goes on as a line from where the bound was met. */
    return (struct value){bound, 0, bound * u - (bound - 1) * (bound - 1) / 2};
}

/* With e^Au on both sides of the fraction, the larger of its terms is made 1,
 * so that it does not overflow. */
static struct value by_logit(double u, double l, double h)
{
    double a = (h - l) / ((1 - l) * (h - 1));
    double x = a * u + log((1 - l) / (h - 1)); /* of e^x / (1 + e^x) */
    double e = exp(-fabs(x)), big = 1 / (1 + e), small = e / (1 + e);
    double up = x > 0 ? big : small, down = x > 0 ? small : big;

    return (struct value){l * down + h * up, a * (h - l) * up * down,
                          l * u + (h - l) / a * ((x > 0 ? x : 0) + log1p(e))};
}

typedef struct value distance(double u, double lower, double upper);
static distance *const distances[WEIGHT_METHODS] = {by_rake, by_rake, by_linear,
                                                    by_logit};

/* What a step needs beside the system. */
struct search {
    double *slope; /* units: d F' */
    double *step;  /* k */
    double *from;  /* k: lambda before the step */
    bool *skip;    /* k */
    double f, lower, upper;
    distance *distance;
};

static void evaluate(struct system *s, struct search *at)
{
    at->f = 0;
    for (size_t c = 0; c < s->units; c++) {
        const uint32_t *column = s->column + c * s->n_margins;
        const double *x = s->number + c * s->n_numbers;
        struct value v;
        double u = 0;

        for (size_t m = 0; m < s->n_margins; m++)
            u += s->lambda[column[m]];
        for (size_t q = 0; q < s->n_numbers; q++)
            u += s->lambda[s->n_columns + q] * x[q];
        v = at->distance(u, at->lower, at->upper);
        s->u[c] = u;
        s->g[c] = v.g;
        at->slope[c] = s->d[c] * v.slope;
        at->f += s->d[c] * v.area;
    }
    for (size_t a = 0; a < s->k; a++)
        at->f -= s->target[a] * s->lambda[a];
    system_measure(s);
}

static void borrow_curvature(struct system *s, const struct search *at)
{
    if (at->distance != by_linear || !isfinite(at->upper))
        return;
    for (size_t a = 0; a < s->n_columns; a++) {
        double own = s->weights->level[a].n, *h = &s->work[a * s->k + a];

        if (*h < 1e-6 * own)
            *h += own;
    }
}

/* One damped step; false where none makes it better. */
static bool advance(struct system *s, struct search *at)
{
    double f = at->f, misfit = s->misfit, gain = 0;

    system_cross(s, at->slope);
    borrow_curvature(s, at);
    for (size_t a = 0; a < s->k; a++) {
        at->from[a] = s->lambda[a];
        at->step[a] = s->target[a] - s->sum[a];
        if (s->redundant[a]) { /* leaves its row to the others */
            at->step[a] = 0;
            for (size_t b = 0; b < s->k; b++)
                s->work[a * s->k + b] = s->work[b * s->k + a] = 0;
        }
    }
    factor(s->work, s->k, at->skip);
    for (size_t a = 0; a < s->k; a++)
        s->work[s->k * s->k + a] = at->step[a];
    factor_solve(s->work, s->k, at->skip, at->step);
    for (size_t a = 0; a < s->k; a++)
        gain += at->step[a] * s->work[s->k * s->k + a];
    for (double t = 1; t > 1e-10; t /= 2) {
        for (size_t a = 0; a < s->k; a++)
            s->lambda[a] = at->from[a] + t * at->step[a];
        evaluate(s, at);
        if (isfinite(at->f) && isfinite(s->misfit) &&
            (at->f <= f - 1e-4 * t * gain || s->misfit < misfit)) {
            s->steps++;
            return true;
        }
    }
    for (size_t a = 0; a < s->k; a++)
        s->lambda[a] = at->from[a];
    evaluate(s, at);
    return false;
}

static enum status newton(struct system *s, struct err *err)
{
    const struct weight_problem *p = s->problem;
    struct search at = {.lower = -(double)INFINITY,
                        .upper = (double)INFINITY,
                        .distance = distances[p->method]};

    if (!isnan(p->lower)) {
        at.lower = p->lower;
        at.upper = p->upper;
    }
    at.slope = mem_array(s->units + 2 * s->k, sizeof *at.slope);
    at.skip = mem_array(s->k, sizeof *at.skip);
    if (!at.slope || !at.skip) {
        free(at.slope);
        free(at.skip);
        return err_nomem(err);
    }
    at.step = at.slope + s->units;
    at.from = at.step + s->k;
    evaluate(s, &at);
    for (size_t i = 0; i < 100; i++) {
        double before = s->misfit;

        /* Down to rounding, which shows by gaining no more. */
        if (!advance(s, &at) || (before < 1e-12 && s->misfit > before / 2))
            break;
    }
    free(at.slope);
    free(at.skip);
    return OK;
}

static void sweep_margin(struct system *s, size_t m)
{
    for (size_t a = 0; a < s->n_columns; a++)
        s->sum[a] = 0;
    for (size_t c = 0; c < s->units; c++)
        s->sum[s->column[c * s->n_margins + m]] += s->d[c] * s->g[c];
    for (size_t a = 0; a < s->n_columns; a++)
        if (s->weights->level[a].margin == m) {
            s->sum[a] = s->target[a] / s->sum[a];
            s->lambda[a] += log(s->sum[a]);
        }
    for (size_t c = 0; c < s->units; c++)
        s->g[c] *= s->sum[s->column[c * s->n_margins + m]];
}

void system_sweep(struct system *s, size_t most, double enough)
{
    system_measure(s);
    for (size_t i = 0; i < most && s->misfit > enough; i++) {
        for (size_t m = 0; m < s->n_margins; m++)
            sweep_margin(s, m);
        system_measure(s);
        s->steps++;
    }
}

/* A level whose own bounds forbid its target. */
static enum status check_bounds(const struct system *s, struct err *err)
{
    const struct weight_problem *p = s->problem;
    struct str name = {0};
    enum status rc = OK;

    for (size_t a = 0; a < s->n_columns && rc == OK; a++) {
        double g = s->target[a] / s->sum[a];

        if (isnan(p->lower) || (g >= p->lower && g <= p->upper))
            continue;
        str_clear(&name);
        say_column(&name, p, s->weights, a);
        rc = str_status(&name, err);
        if (rc == OK)
            rc = say_bad(p, s->weights, a, err,
                         "%s needs %.4g times its design weights, and the "
                         "bounds are %.4g to %.4g; widen them, or merge the "
                         "level with another",
                         str_cstr(&name), g, p->lower, p->upper);
    }
    str_free(&name);
    return rc;
}

static enum status refuse(const struct system *s, struct err *err)
{
    const struct weight_problem *p = s->problem;
    const struct weight_level *l;
    const char *with = NULL;
    double n = (double)s->weights->n_used;
    struct str name = {0};
    enum status rc;

    if (s->worst < s->n_columns) {
        l = &s->weights->level[s->worst];
        if (l->level >= 0)
            with = say_neighbour(&p->margin[l->margin], l->level);
    }
    say_column(&name, p, s->weights, s->worst);
    rc = str_status(&name, err);
    if (rc == OK)
        rc = say_bad(p, s->weights, s->worst, err,
                     "no weights%s meet all targets at once: %s comes to "
                     "%.4g%% where %.4g%% is wanted; %s%s%s%stake a margin out",
                     isnan(p->lower) ? " above 0" : " within the bounds",
                     str_cstr(&name), 100 * s->sum[s->worst] / n,
                     100 * s->target[s->worst] / n,
                     with ? "merge it with another level such as '" : "",
                     with ? with : "", with ? "', or " : "",
                     isnan(p->lower) ? "" : "widen the bounds, or ");
    str_free(&name);
    return rc;
}

enum status system_solve(struct system *s, struct err *err)
{
    bool turns = s->problem->method <= WEIGHT_RAKE && s->n_numbers == 0;
    enum status rc;

    system_measure(s);
    if ((rc = check_bounds(s, err)) != OK)
        return rc;
    if (turns)
        system_sweep(s, s->n_margins == 1 ? 1 : 3, 0);
    if (s->problem->method != WEIGHT_POSTSTRATIFY &&
        (rc = newton(s, err)) != OK)
        return rc;
    if (turns && s->misfit > WEIGHT_ENOUGH)
        system_sweep(s, 2000, WEIGHT_ENOUGH);
    return s->misfit <= WEIGHT_ENOUGH ? OK : refuse(s, err);
}
