/* weights.c - a weighting problem from responses to weights.
 *
 * Under a cap, trimming (which moves the margins) and raking (which moves
 * weights over the cap) take turns until both hold.  Each turn starts from the
 * weights of the last, so that what the cap takes from one response goes to
 * others like it.  Where they cannot both hold, the cap does, and the margins
 * are off by what `misfit` says. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

#define BAD(p, ...) err_at(err, ERR_INPUT, (p)->file, (p)->line, __VA_ARGS__)

static enum status check_bounds(const struct weight_problem *p, struct err *err)
{
    bool bounds = !isnan(p->lower) && !isnan(p->upper);

    if (isnan(p->lower) != isnan(p->upper))
        return BAD(p, "scheme '%s': one bound is given; give both or none",
                   p->name);
    if (bounds &&
        !(p->lower >= 0 && p->lower < 1 && p->upper > 1 && isfinite(p->upper)))
        return BAD(p,
                   "scheme '%s': the bounds are %.6g and %.6g; they are what a "
                   "design weight may be multiplied by: the lower from 0 to "
                   "below 1, the upper above 1",
                   p->name, p->lower, p->upper);
    if (bounds && p->method <= WEIGHT_RAKE)
        return BAD(p, "scheme '%s': %s has no bounds; use logit or linear",
                   p->name, weight_method_name(p->method));
    if (!bounds && p->method == WEIGHT_LOGIT)
        return BAD(p, "scheme '%s': logit needs bounds", p->name);
    return OK;
}

static enum status check(const struct weight_problem *p, struct err *err)
{
    enum status rc = check_bounds(p, err);

    if (rc != OK)
        return rc;
    if (!isnan(p->cap) && !(p->cap > 1 && isfinite(p->cap)))
        return BAD(p,
                   "scheme '%s': the cap is %.6g; it is the largest weight "
                   "over the mean weight, and so above 1",
                   p->name, p->cap);
    if (!isnan(p->total) && !(p->total > 0 && isfinite(p->total)))
        return BAD(p,
                   "scheme '%s': weights cannot add up to %.6g; give a number "
                   "above 0",
                   p->name, p->total);
    if (p->n_margins == 0)
        return BAD(p, "scheme '%s' has no margins", p->name);
    if (p->method == WEIGHT_POSTSTRATIFY && (p->n_margins > 1 || p->n_numbers))
        return BAD(p,
                   "scheme '%s': poststratify takes one margin, and there are "
                   "%zu; cross them in the targets (a*b), or use rake",
                   p->name, p->n_margins + p->n_numbers);
    if (p->n >= WEIGHT_NONE)
        return BAD(p, "scheme '%s': there are too many responses", p->name);
    return OK;
}

static enum status allocate(const struct weight_problem *p, struct weights *w,
                            struct err *err)
{
    *w = (struct weights){
        .n = p->n, .n_margins = p->n_margins, .cap = (double)NAN};
    w->weight = mem_array(p->n, sizeof *w->weight);
    w->base = mem_array(p->n, sizeof *w->base);
    w->cell = mem_array(p->n, sizeof *w->cell);
    return w->weight && w->base && w->cell ? OK : err_nomem(err);
}

void weights_free(struct weights *w)
{
    free(w->weight);
    free(w->base);
    free(w->cell);
    free(w->column);
    free(w->level);
    *w = (struct weights){0};
}

/* weight = start * g; the largest. */
static double apply(const struct system *s, struct weights *w,
                    const double *start)
{
    double most = 0;

    for (size_t i = 0; i < w->n; i++) {
        if (w->cell[i] == WEIGHT_NONE)
            continue;
        w->weight[i] = start[i] * s->g[w->cell[i]];
        if (w->weight[i] > most)
            most = w->weight[i];
    }
    return most;
}

static enum status refuse_negative(const struct weight_problem *p,
                                   const struct weights *w, struct err *err)
{
    size_t n = 0, low = 0;

    for (size_t i = 0; i < w->n; i++) {
        if (!(w->weight[i] <= 0))
            continue;
        if (n++ == 0 || w->weight[i] < w->weight[low])
            low = i;
    }
    if (n)
        return BAD(p,
                   "scheme '%s': linear calibration gives %zu %s a weight of 0 "
                   "or less (the lowest is %.4g); use rake or logit, or give "
                   "bounds",
                   p->name, n, RESPONSES(n), w->weight[low]);
    return OK;
}

/* Levels whose few cannot carry their target under the cap. */
static enum status say_carried(const struct weight_problem *p,
                               const struct weights *w, struct notes *notes,
                               struct err *err)
{
    struct str name = {0};
    enum status rc = OK;

    for (size_t a = 0; a < w->n_levels && rc == OK; a++) {
        const struct weight_level *l = &w->level[a];
        double needed = l->target * (double)w->n_used / l->n;

        if (needed <= p->cap)
            continue;
        str_clear(&name);
        say_column(&name, p, w, a);
        if ((rc = str_status(&name, err)) != OK)
            break;
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "scheme '%s': %s is to be %.4g%% with %g %s, which "
                       "takes weights of %.4g times the mean; the cap is %.4g: "
                       "raise it, or merge the level",
                       p->name, str_cstr(&name), 100 * l->target, l->n,
                       RESPONSES(l->n), needed, p->cap);
    }
    str_free(&name);
    return rc;
}

static enum status say_unmet(const struct weight_problem *p,
                             const struct system *s, struct notes *notes,
                             struct err *err)
{
    struct str name = {0};
    enum status rc;
    double n = (double)s->weights->n_used;

    say_column(&name, p, s->weights, s->worst);
    rc = str_status(&name, err);
    if (rc == OK)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "scheme '%s' has not converged: under the cap of %.4g "
                       "the targets cannot all be met; %s is at %.4g%% "
                       "where %.4g%% is wanted",
                       p->name, p->cap, str_cstr(&name),
                       100 * s->sum[s->worst] / n,
                       100 * s->target[s->worst] / n);
    str_free(&name);
    return rc;
}

/* The margins as the weights leave them, after the last cut. */
static void measure(struct system *s, struct weights *w)
{
    system_load(s, w->weight);
    system_measure(s);
    w->misfit = s->misfit;
    w->converged = s->misfit <= WEIGHT_ENOUGH;
}

/* Trims and rakes by turns, starting over the cap.  A turn that hardly
 * lowers the largest weight any more says that both cannot hold. */
static enum status take_turns(struct system *s, struct weights *w, double most,
                              struct err *err)
{
    const double slack = 1e-12, limit = w->cap * (1 + slack);
    double before = (double)INFINITY;
    enum status rc = OK;

    for (; most > limit && w->rounds < WEIGHT_ROUNDS; w->rounds++) {
        if (w->rounds % 20 == 0) {
            if (most - w->cap > 0.99 * before)
                break;
            before = most - w->cap;
        }
        rc = weight_trim(w->weight, w->n, 0, w->cap, true, err);
        if (rc != OK)
            return rc;
        system_load(s, w->weight);
        if ((rc = system_solve(s, NULL)) != OK)
            break;
        most = apply(s, w, w->weight);
    }
    if (rc != OK && rc != ERR_INPUT)
        return err_nomem(err);
    return most > limit ? weight_trim(w->weight, w->n, 0, w->cap, true, err)
                        : OK;
}

static enum status hold_cap(const struct weight_problem *p, struct system *s,
                            struct weights *w, double most, struct notes *notes,
                            struct err *err)
{
    enum status rc;

    if (isnan(p->cap))
        return OK;
    w->cap = p->cap * gather_total(p, w) / (double)w->n_used;
    if (most <= w->cap)
        return OK;
    if ((rc = say_carried(p, w, notes, err)) != OK ||
        (rc = take_turns(s, w, most, err)) != OK)
        return rc;
    measure(s, w);
    for (size_t i = 0; i < w->n; i++)
        w->at_cap += w->weight[i] >= w->cap * (1 - 1e-9);
    return w->converged ? OK : say_unmet(p, s, notes, err);
}

/* Beyond the first, each margin of everyone repeats one thing: everyone. */
static enum status say_redundant(const struct weight_problem *p,
                                 const struct weights *w, struct notes *notes,
                                 struct err *err)
{
    enum status rc = OK;

    for (size_t m = 0; m < p->n_margins && rc == OK; m++) {
        size_t n = 0, all = 0;

        for (size_t a = 0; a < w->n_levels; a++)
            if (w->level[a].margin == m) {
                all++;
                n += w->level[a].redundant;
            }
        if (n > 1)
            rc = notes_add(notes, err, NOTE_INFO,
                           "scheme '%s': %zu of the %zu levels of %s follow "
                           "from the margins before it, and count once",
                           p->name, n, all, p->margin[m].name);
    }
    return rc;
}

static void finish(const struct system *s, struct weights *w)
{
    double all = 0;

    for (size_t i = 0; i < w->n; i++) {
        if (w->cell[i] == WEIGHT_NONE)
            continue;
        all += w->weight[i];
        for (size_t m = 0; m < w->n_margins; m++)
            w->level[w->column[w->cell[i] * w->n_margins + m]].after +=
                w->weight[i];
    }
    for (size_t a = 0; a < w->n_levels; a++) {
        w->level[a].after /= all;
        w->level[a].redundant = s->redundant[a];
    }
}

static enum status solve(const struct weight_problem *p, struct weights *w,
                         struct system *s, struct notes *notes, struct err *err)
{
    enum status rc = system_init(s, p, w, err);
    double most;

    if (rc == OK)
        rc = system_solve(s, err);
    if (rc != OK)
        return rc;
    w->converged = true;
    w->misfit = s->misfit;
    w->steps = s->steps;
    most = apply(s, w, w->base);
    if (p->method == WEIGHT_LINEAR)
        rc = refuse_negative(p, w, err);
    if (rc == OK)
        rc = hold_cap(p, s, w, most, notes, err);
    if (rc == OK && p->method == WEIGHT_LINEAR && !isnan(p->cap))
        rc = refuse_negative(p, w, err);
    if (rc == OK) {
        finish(s, w);
        rc = say_redundant(p, w, notes, err);
    }
    return rc;
}

enum status weights_solve(const struct weight_problem *problem,
                          struct weights *out, struct notes *notes,
                          struct err *err)
{
    struct system s = {0};
    struct weights w = {0};
    enum status rc = check(problem, err);

    if (rc == OK)
        rc = allocate(problem, &w, err);
    if (rc == OK)
        rc = gather(problem, &w, notes, err);
    if (rc == OK)
        rc = solve(problem, &w, &s, notes, err);
    system_free(&s);
    if (rc == OK)
        *out = w;
    else
        weights_free(&w);
    return rc;
}

enum status weights_columns(const struct weights *w,
                            const struct weight_problem *p, double **x,
                            size_t *k, struct err *err)
{
    size_t *at = mem_array(w->n_levels, sizeof *at);
    size_t n = 0;

    *x = NULL;
    if (!at)
        return err_nomem(err);
    for (size_t a = 0; a < w->n_levels; a++)
        at[a] = w->level[a].redundant ? w->n_levels : n++;
    *k = n + p->n_numbers;
    *x = mem_array(w->n, *k * sizeof **x);
    for (size_t i = 0; *x && i < w->n; i++) {
        const uint32_t *column;

        if (w->cell[i] == WEIGHT_NONE)
            continue;
        column = w->column + w->cell[i] * w->n_margins;
        for (size_t m = 0; m < w->n_margins; m++)
            if (at[column[m]] < w->n_levels)
                (*x)[i * *k + at[column[m]]] = 1;
        for (size_t q = 0; q < p->n_numbers; q++)
            (*x)[i * *k + n + q] = p->number[q].value[i];
    }
    free(at);
    return *x ? OK : err_nomem(err);
}
