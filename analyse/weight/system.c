/* system.c - cells and targets as equations, and which of them are needed. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

static enum status allocate(struct system *s, struct err *err)
{
    size_t k = s->k;

    s->d = mem_array(3 * s->units, sizeof *s->d);
    s->number = mem_array(s->units * s->n_numbers, sizeof *s->number);
    s->target = mem_array(3 * k, sizeof *s->target);
    s->redundant = mem_array(k, sizeof *s->redundant);
    s->work = mem_array(k + 1, k * sizeof *s->work);
    if (!s->d || !s->number || !s->target || !s->redundant || !s->work)
        return err_nomem(err);
    s->u = s->d + s->units;
    s->g = s->u + s->units;
    s->lambda = s->target + k;
    s->sum = s->lambda + k;
    return OK;
}

/* Numbers are divided by their mean size, so that they weigh like levels. */
static enum status take_numbers(struct system *s, struct err *err)
{
    const struct weight_problem *p = s->problem;
    const struct weights *w = s->weights;

    for (size_t q = 0; q < s->n_numbers; q++) {
        const struct weight_number *number = &p->number[q];
        double size = 0;

        for (size_t i = 0; i < p->n; i++) {
            if (w->cell[i] == WEIGHT_NONE)
                continue;
            if (!isfinite(number->value[i]))
                return err_at(err, ERR_INPUT, p->file, p->line,
                              "scheme '%s': response %zu has no '%s', which "
                              "has a target; every response needs it",
                              p->name, i + 1, number->name);
            size += fabs(number->value[i]);
        }
        if (!(size > 0) || !isfinite(number->total))
            return err_at(err, ERR_INPUT, p->file, p->line,
                          "scheme '%s': the number '%s' is 0 throughout, or "
                          "has no total",
                          p->name, number->name);
        size /= (double)w->n_used;
        for (size_t i = 0; i < p->n; i++)
            if (w->cell[i] != WEIGHT_NONE)
                s->number[w->cell[i] * s->n_numbers + q] =
                    number->value[i] / size;
        s->target[s->n_columns + q] = number->total / size * s->scale;
    }
    return OK;
}

void system_load(struct system *s, const double *weight)
{
    const uint32_t *cell = s->weights->cell;

    for (size_t c = 0; c < s->units; c++) {
        s->d[c] = s->u[c] = 0;
        s->g[c] = 1;
    }
    for (size_t a = 0; a < s->k; a++)
        s->lambda[a] = 0;
    for (size_t i = 0; i < s->weights->n; i++)
        if (cell[i] != WEIGHT_NONE)
            s->d[cell[i]] += weight[i];
    for (size_t c = 0; c < s->units; c++)
        s->d[c] *= s->scale;
}

enum status system_init(struct system *s, const struct weight_problem *p,
                        const struct weights *w, struct err *err)
{
    enum status rc;

    *s = (struct system){.problem = p,
                         .weights = w,
                         .units = w->n_cells,
                         .n_margins = p->n_margins,
                         .n_columns = w->n_levels,
                         .n_numbers = p->n_numbers,
                         .k = w->n_levels + p->n_numbers,
                         .column = w->column,
                         .scale = (double)w->n_used / gather_total(p, w)};
    if ((rc = allocate(s, err)) != OK)
        return rc;
    for (size_t a = 0; a < s->n_columns; a++)
        s->target[a] = w->level[a].target * (double)w->n_used;
    if ((rc = take_numbers(s, err)) != OK)
        return rc;
    system_load(s, w->base);
    return system_rank(s, err);
}

void system_free(struct system *s)
{
    free(s->d);
    free(s->number);
    free(s->target);
    free(s->redundant);
    free(s->work);
    *s = (struct system){0};
}

/* Rows of units against numbers; without numbers nothing is to do. */
static void cross_numbers(struct system *s, size_t c, double v)
{
    const double *x = s->number + c * s->n_numbers;
    const uint32_t *column = s->column + c * s->n_margins;

    for (size_t q = 0; q < s->n_numbers; q++) {
        double *row = s->work + (s->n_columns + q) * s->k;

        for (size_t m = 0; m < s->n_margins; m++)
            row[column[m]] += v * x[q];
        for (size_t r = 0; r <= q; r++)
            row[s->n_columns + r] += v * x[q] * x[r];
    }
}

/* The columns of a unit ascend, as margins do. */
void system_cross(struct system *s, const double *v)
{
    for (size_t i = 0; i < s->k * s->k; i++)
        s->work[i] = 0;
    for (size_t c = 0; c < s->units; c++) {
        const uint32_t *column = s->column + c * s->n_margins;

        for (size_t m = 0; m < s->n_margins; m++)
            for (size_t l = 0; l <= m; l++)
                s->work[column[m] * s->k + column[l]] += v[c];
        if (s->n_numbers)
            cross_numbers(s, c, v[c]);
    }
}

void system_measure(struct system *s)
{
    s->misfit = 0;
    s->worst = 0;
    for (size_t a = 0; a < s->k; a++)
        s->sum[a] = 0;
    for (size_t c = 0; c < s->units; c++) {
        const uint32_t *column = s->column + c * s->n_margins;
        const double *x = s->number + c * s->n_numbers;
        double w = s->d[c] * s->g[c];

        for (size_t m = 0; m < s->n_margins; m++)
            s->sum[column[m]] += w;
        for (size_t q = 0; q < s->n_numbers; q++)
            s->sum[s->n_columns + q] += w * x[q];
    }
    for (size_t a = 0; a < s->k; a++) {
        double off = fabs(s->sum[a] - s->target[a]) / (1 + fabs(s->target[a]));

        /* A sum that is no number is the worst of all. */
        if (!(off <= s->misfit)) {
            s->misfit = isnan(off) ? (double)INFINITY : off;
            s->worst = a;
        }
    }
}

/* Column a is `made` by columns before it: do the targets agree? */
static enum status compare(const struct system *s, size_t a, const double *part,
                           struct err *err)
{
    const struct weight_problem *p = s->problem;
    struct str name = {0}, from = {0};
    double made = 0, n = (double)s->weights->n_used;
    size_t named = 0;
    enum status rc;

    for (size_t b = 0; b < a; b++)
        made += part[b] * s->target[b];
    if (fabs(made - s->target[a]) <= 1e-8 * (1 + fabs(s->target[a])))
        return OK;
    say_column(&name, p, s->weights, a);
    for (size_t b = 0; b < a && named < 6; b++) {
        if (fabs(part[b]) < 1e-6)
            continue;
        str_add(&from, named++ ? ", " : "");
        if (named == 6)
            str_add(&from, "and others");
        else
            say_column(&from, p, s->weights, b);
    }
    rc = str_status(&from, err);
    if (rc == OK && (rc = str_status(&name, err)) == OK)
        rc = say_bad(p, s->weights, a, err,
                     "the target of %s is %.6g%% of everyone, but the targets "
                     "of %s make it %.6g%%: correct them, merge the levels, or "
                     "take a margin out",
                     str_cstr(&name), 100 * s->target[a] / n, str_cstr(&from),
                     100 * made / n);
    str_free(&name);
    str_free(&from);
    return rc;
}

enum status system_rank(struct system *s, struct err *err)
{
    double *part = mem_array(s->k, sizeof *part);
    enum status rc = OK;

    if (!part)
        return err_nomem(err);
    system_cross(s, s->d);
    factor(s->work, s->k, s->redundant);
    for (size_t a = 0; a < s->k && rc == OK; a++) {
        if (!s->redundant[a])
            continue;
        factor_combination(s->work, s->k, a, s->redundant, part);
        rc = compare(s, a, part, err);
    }
    free(part);
    return rc;
}
