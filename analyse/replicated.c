/* replicated.c - see replicated.h. */
#include "analyse/replicated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/kinds.h"
#include "analyse/infer/replicate.h"
#include "core/base/mem.h"

bool replicated_applies(const struct slice *slice)
{
    const struct replicates_definition *r = &slice->subject->survey->replicates;

    if (r->method == REPLICATES_NONE || slice->scheme->weighted)
        return false;
    return r->method != REPLICATES_SUPPLIED || slice->scheme->n_factors > 0;
}

enum status replicated_supply(struct data *data, const struct view *view,
                              struct scheme *scheme, struct err *err)
{
    const struct replicates_definition *r = &data->survey->replicates;
    const struct question *q;
    double *factor;
    size_t k;

    if (r->method != REPLICATES_SUPPLIED ||
        (r->are == ARE_WEIGHTS && !scheme->weight))
        return OK;
    q = &data->survey->question[r->weights_index];
    k = q->n_items;
    factor = arena_alloc(data->arena, view->n_rows * k, sizeof *factor);
    if (!factor)
        return err_nomem(err);
    for (size_t c = 0; c < k; c++) {
        const double *value =
            data->column[answer_place_of(&data->places, r->weights_index, c)]
                .value;

        for (size_t i = 0; i < view->n_rows; i++) {
            size_t row = view->row ? view->row[i] : i;

            factor[i * k + c] = value[row];
            if (!(value[row] >= 0 && isfinite(value[row])))
                return err_set(err, ERR_INPUT,
                               "response %lld has no replicate weight '%s' "
                               "from 0 up; correct the export, or list the "
                               "response in removals, and ingest again",
                               (long long)data->frame.response_id[row],
                               q->item[c].key);
        }
    }
    scheme->factor = factor;
    scheme->n_factors = k;
    return OK;
}

/* ---- replicates of a slice --------------------------------------------- */

static enum status make_replicates(const struct slice *s, struct replicates *r,
                                   struct err *err)
{
    const struct replicates_definition *d = &s->subject->survey->replicates;
    const struct supplied supplied = {.factor = s->scheme->factor,
                                      .count = s->scheme->n_factors,
                                      .combined = d->are == ARE_WEIGHTS,
                                      .scale = d->scale};

    if (d->method == REPLICATES_JACKKNIFE)
        return replicates_jackknife(r, &s->scheme->design, err);
    if (d->method == REPLICATES_BOOTSTRAP)
        return replicates_bootstrap(r, &s->scheme->design, (size_t)d->count,
                                    s->subject->seed, err);
    return replicates_supplied(r, &s->scheme->design, &supplied, err);
}

/* What a slice is run again with. */
struct again {
    struct scheme scheme;
    struct slice slice;
    struct rows rows;
    double *weight;
    struct cell *cell;
};

static void again_free(struct again *a)
{
    rows_free(&a->rows);
    free(a->weight);
    free(a->cell);
    free(a->slice.scratch);
}

static enum status again_init(struct again *a, const struct slice *s,
                              struct err *err)
{
    const struct subject *u = s->subject;
    size_t slots = u->coding.n_slots;

    *a = (struct again){.scheme = *s->scheme, .slice = *s};
    a->weight = mem_array(u->n, sizeof *a->weight);
    a->cell =
        mem_array(u->n_columns * s->split->n_levels * slots, sizeof *a->cell);
    a->slice.scratch = mem_array(3 * slots, sizeof *a->slice.scratch);
    a->scheme.plain = true;
    a->scheme.weight = a->weight;
    a->scheme.design =
        (struct design){.n = u->n, .weight = a->weight, .zeros = true};
    return a->weight && a->cell && a->slice.scratch ? OK : err_nomem(err);
}

static bool same_name(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_row(const struct estimate *a, const struct estimate *b)
{
    return same_name(a->item, b->item) && same_name(a->option, b->option) &&
           same_name(a->level, b->level) && same_name(a->base, b->base) &&
           same_name(a->measure, b->measure) &&
           (a->arg == b->arg || (isnan(a->arg) && isnan(b->arg)));
}

/* The values of the rows `of`, not a number where there is no such row: nobody
 * is left in its level. */
static enum status take_values(const struct rows *rows,
                               const struct estimate *of, size_t n,
                               double *value, struct err *err)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        bool there =
            at < rows->n_estimates && same_row(&of[i], &rows->estimate[at]);

        value[i] = there ? rows->estimate[at].value : (double)NAN;
        at += there;
    }
    if (at == rows->n_estimates)
        return OK;
    return err_set(err, ERR_STORE,
                   "replicates give other rows than the weights themselves; "
                   "this is a defect of canvass");
}

/* The values of the procedure under one set of weights. */
static enum status run_again(struct again *a, procedure *run,
                             const struct estimate *of, size_t n, double *value,
                             struct err *err)
{
    struct slice *s = &a->slice;
    enum status rc = OK;

    s->scheme = &a->scheme;
    s->design = a->scheme.design;
    s->spread = NULL;
    s->rows = &a->rows;
    if (s->table)
        rc = slice_tabulate(s, a->cell, err);
    if (rc == OK)
        rc = run(s, err);
    if (rc == OK)
        rc = take_values(&a->rows, of, n, value, err);
    rows_free(&a->rows);
    return rc;
}

/* ---- rows -------------------------------------------------------------- */

static struct mean_estimate mean_of(const struct estimate *e)
{
    return (struct mean_estimate){.value = e->value,
                                  .se = e->se,
                                  .df = e->df,
                                  .n = e->n,
                                  .n_weighted = e->n_weighted,
                                  .n_effective = e->n_effective,
                                  .deff = e->deff};
}

static void set_error(struct estimate *e, double v, double df,
                      const char *method)
{
    struct mean_estimate m = mean_of(e);
    bool share = e->interval && strcmp(e->interval, "t") != 0;
    struct interval x;

    if (!isnan(df))
        m.df = e->df = df;
    e->deff = e->se > 0 ? e->deff * v / (e->se * e->se) : (double)NAN;
    e->se = m.se = sqrt(v);
    e->method = method;
    if (!e->interval)
        return;
    x = share ? interval_beta(m.value, m.se, m.n, m.df, m.n_effective, 0.95)
              : interval_t(m.value, m.se, m.df, 0.95);
    e->lower = x.lower;
    e->upper = x.upper;
}

/* Quantiles keep Woodruff's interval: a jackknife of them is wrong. */
static bool has_error(const struct estimate *e)
{
    return !isnan(e->se) && !isnan(e->value) &&
           strcmp(e->measure, measure_row(MEASURE_MEDIAN)->name) != 0 &&
           strcmp(e->measure, measure_row(MEASURE_QUANTILE)->name) != 0;
}

static void set_intervals(struct rows *rows, size_t first)
{
    size_t n;
    const struct interval_kind *kind = interval_kinds(&n);

    for (size_t i = first; i < rows->n_intervals; i++) {
        struct other_interval *x = &rows->interval[i];
        const struct estimate *e = &rows->estimate[x->estimate];
        const struct mean_estimate m = mean_of(e);

        for (size_t k = 0; has_error(e) && k < n; k++) {
            struct interval to;

            if (strcmp(kind[k].name, x->interval) != 0)
                continue;
            to = kind[k].of(&m, e->count, x->confidence);
            x->lower = to.lower;
            x->upper = to.upper;
        }
    }
}

static enum status set_errors(const struct slice *s, const struct replicates *r,
                              const double *value, size_t first,
                              struct err *err)
{
    static const char *const names[] = {[REPLICATES_JACKKNIFE] = "jackknife",
                                        [REPLICATES_BOOTSTRAP] = "bootstrap",
                                        [REPLICATES_SUPPLIED] =
                                            "supplied replicates"};
    const struct replicates_definition *d = &s->subject->survey->replicates;
    struct estimate *e = s->rows->estimate + first;
    size_t n = s->rows->n_estimates - first;
    double df =
        d->method == REPLICATES_SUPPLIED ? (double)r->count - 1 : (double)NAN;
    double *full = mem_array(n, sizeof *full), *v = mem_array(n, sizeof *v);
    enum status rc = full && v ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        full[i] = e[i].value;
    if (rc == OK)
        rc = replicates_each(r, value, n, full, d->centre == CENTRE_ESTIMATE, v,
                             err);
    for (size_t i = 0; rc == OK && i < n; i++)
        if (has_error(&e[i]))
            set_error(&e[i], v[i], df, names[d->method]);
    free(full);
    free(v);
    return rc;
}

enum status replicated_errors(const struct slice *slice, procedure *run,
                              size_t first, size_t first_interval,
                              struct err *err)
{
    size_t n = slice->rows->n_estimates - first;
    struct replicates r = {0};
    struct again again;
    double *value = NULL;
    enum status rc = again_init(&again, slice, err);

    if (rc == OK)
        rc = make_replicates(slice, &r, err);
    if (rc == OK && !(value = mem_array(r.count * n, sizeof *value)))
        rc = err_nomem(err);
    for (size_t i = 0; rc == OK && i < r.count; i++) {
        replicates_weights(&r, i, again.weight);
        rc = run_again(&again, run, slice->rows->estimate + first, n,
                       value + i * n, err);
    }
    if (rc == OK)
        rc = set_errors(slice, &r, value, first, err);
    if (rc == OK)
        set_intervals(slice->rows, first_interval);
    again_free(&again);
    replicates_free(&r);
    free(value);
    return rc;
}
