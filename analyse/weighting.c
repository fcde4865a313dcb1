/* weighting.c - see weighting.h. */
#include "analyse/weighting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/sparse.h"
#include "analyse/sample.h"
#include "core/base/mem.h"
#include "core/survey/targets.h"

/* The parts of "a*b". */
static size_t parts_of(const struct survey *s, const char *margin,
                       size_t question[2])
{
    const char *star = strchr(margin, '*');
    size_t n = 0;

    for (size_t q = 0; q < s->n_questions; q++) {
        const char *key = s->question[q].key;
        size_t length = strlen(key);

        if (star ? (length == (size_t)(star - margin) &&
                    memcmp(key, margin, length) == 0) ||
                       strcmp(star + 1, key) == 0
                 : strcmp(margin, key) == 0)
            if (n < 2)
                question[n++] = q;
    }
    return n;
}

size_t weighting_questions(const struct survey *survey, size_t *list)
{
    size_t n = 0;

    for (size_t w = 0; w < survey->n_weightings; w++) {
        const struct weighting_definition *d = &survey->weighting[w];

        if (!list) {
            n += 2 * d->margins.n + d->n_totals;
            continue;
        }
        for (size_t m = 0; m < d->margins.n; m++)
            n += parts_of(survey, d->margins.word[m], list + n);
        for (size_t t = 0; t < d->n_totals; t++)
            list[n++] = d->total[t].question_index;
    }
    return n;
}

enum status weighting_targets(const struct data *data, const char *path,
                              struct targets **out, struct err *err)
{
    struct str bytes = {0};
    enum status rc =
        store_definition_file(data->store, data->stored, path, &bytes, err);

    *out = NULL;
    if (rc == OK)
        rc = targets_parse(out, str_text(&bytes), path, err);
    str_free(&bytes);
    return rc;
}

/* ---- margins ---------------------------------------------------------- */

static const int32_t *codes_of(const struct data *d, size_t question)
{
    return d->column[answer_place_of(&d->places, question, SURVEY_NONE)].code;
}

/* -1 unless an option was chosen that is an answer. */
static int32_t option_of(const struct question *q, int32_t code)
{
    if (code < 1 || (size_t)code > q->options.n ||
        q->options.option[code - 1].state != STATE_ANSWERED)
        return -1;
    return code - 1;
}

static enum status name_levels(struct data *d, const struct target_margin *m,
                               struct margin_levels *out, struct err *err)
{
    const struct question *one = &d->survey->question[m->question[0]];
    const struct question *two =
        m->n_questions > 1 ? &d->survey->question[m->question[1]] : NULL;
    size_t n_two = two ? two->options.n : 1;

    for (size_t l = 0; l < out->n_levels; l++) {
        const char *a = one->options.option[l / n_two].key;

        out->label[l] = two ? arena_printf(d->arena, "%s*%s", a,
                                           two->options.option[l % n_two].key)
                            : a;
        if (!out->label[l])
            return err_nomem(err);
        out->target[l] = (double)NAN;
    }
    for (size_t t = 0; t < m->n; t++) {
        size_t l = m->target[t].option[0];

        if (two)
            l = l * n_two + m->target[t].option[1];
        out->target[l] = m->target[t].value;
        out->line[l] = m->target[t].line;
    }
    return OK;
}

enum status margin_levels(struct data *d, const struct target_margin *m,
                          const size_t *row, size_t n, int32_t *level,
                          struct margin_levels *out, struct err *err)
{
    const struct question *one = &d->survey->question[m->question[0]];
    const struct question *two =
        m->n_questions > 1 ? &d->survey->question[m->question[1]] : NULL;
    const int32_t *first = codes_of(d, m->question[0]);
    const int32_t *second = two ? codes_of(d, m->question[1]) : NULL;
    size_t n_two = two ? two->options.n : 1;

    *out = (struct margin_levels){.level = level,
                                  .n_levels = one->options.n * n_two};
    out->label = arena_alloc(d->arena, out->n_levels, sizeof *out->label);
    out->target = arena_alloc(d->arena, out->n_levels, sizeof *out->target);
    out->line = arena_alloc(d->arena, out->n_levels, sizeof *out->line);
    if (!out->label || !out->target || !out->line)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        size_t r = row ? row[i] : i;
        int32_t a = option_of(one, first[r]);
        int32_t b = two ? option_of(two, second[r]) : 0;

        level[i] = a < 0 || b < 0 ? -1 : a * (int32_t)n_two + b;
    }
    return name_levels(d, m, out, err);
}

static enum status take_margins(struct data *d, struct weighted *w,
                                struct targets *targets, struct err *err)
{
    const struct weighting_definition *def = w->definition;
    struct weight_margin *margin =
        arena_alloc(d->arena, def->margins.n, sizeof *margin);
    const char *file = arena_text(d->arena, def->targets, strlen(def->targets));
    enum status rc = margin && file ? OK : err_nomem(err);

    for (size_t m = 0; rc == OK && m < def->margins.n; m++) {
        const struct target_margin *known;
        struct margin_levels at;
        int32_t *level = arena_alloc(d->arena, w->n, sizeof *level);

        rc = level ? targets_margin(targets, def->margins.word[m], d->survey,
                                    &known, err)
                   : err_nomem(err);
        if (rc == OK)
            rc = margin_levels(d, known, w->row, w->n, level, &at, err);
        if (rc == OK)
            margin[m] = (struct weight_margin){.name = def->margins.word[m],
                                               .level = at.level,
                                               .n_levels = at.n_levels,
                                               .label = at.label,
                                               .target = at.target,
                                               .counts = known->counts,
                                               .file = file,
                                               .line = at.line};
    }
    w->problem.margin = margin;
    w->problem.n_margins = def->margins.n;
    return rc;
}

static enum status take_totals(struct data *d, struct weighted *w,
                               struct err *err)
{
    const struct weighting_definition *def = w->definition;
    struct weight_number *number =
        arena_alloc(d->arena, def->n_totals, sizeof *number);

    if (!number)
        return err_nomem(err);
    for (size_t t = 0; t < def->n_totals; t++) {
        const struct weighting_total *total = &def->total[t];
        const struct answer_column *c = &d->column[answer_place_of(
            &d->places, total->question_index, SURVEY_NONE)];
        double *value = arena_alloc(d->arena, w->n, sizeof *value);

        if (!value)
            return err_nomem(err);
        for (size_t i = 0; i < w->n; i++) {
            value[i] = c->value[w->row[i]];
            if (!isfinite(value[i]))
                return err_at(
                    err, ERR_INPUT, *d->survey->path ? d->survey->path : NULL,
                    total->line,
                    "scheme '%s': response %lld has no number for "
                    "'%s'; a total can be met where everybody has "
                    "one",
                    def->name, (long long)d->frame.response_id[w->row[i]],
                    total->question);
        }
        number[t] =
            (struct weight_number){total->question, value, total->total};
    }
    w->problem.number = number;
    w->problem.n_numbers = def->n_totals;
    return OK;
}

/* Design weights and counts of a population: the weights add up to it, as they
 * must where the total of a number is given.  NaN: to what they begin with. */
static double total_of(const struct weighted *w)
{
    double sum = 0;

    if (!w->problem.base && !w->definition->n_totals)
        return (double)NAN;
    for (size_t m = 0; m < w->problem.n_margins; m++)
        if (!w->problem.margin[m].counts)
            return (double)NAN;
    for (size_t l = 0; l < w->problem.margin[0].n_levels; l++)
        if (!isnan(w->problem.margin[0].target[l]))
            sum += w->problem.margin[0].target[l];
    return sum;
}

/* ---- the solution ----------------------------------------------------- */

static enum status take_people(struct data *d, const struct view *v,
                               struct weighted *w, struct err *err)
{
    const double *supplied = d->frame.supplied;
    double *base;

    w->row = mem_array(v->n_rows, sizeof *w->row);
    base = arena_alloc(d->arena, v->n_rows, sizeof *base);
    if (!w->row || !base)
        return err_nomem(err);
    for (size_t i = 0; i < v->n_rows; i++) {
        size_t r = v->row ? v->row[i] : i;

        if (d->kind[r] == KIND_INDIVIDUAL)
            w->row[w->n++] = r;
    }
    for (size_t i = 0; supplied && i < w->n; i++)
        base[i] = supplied[w->row[i]];
    if (supplied && w->definition->from == FROM_SUPPLIED)
        w->problem.base = base;
    return OK;
}

enum status weighting_solve(struct data *data,
                            const struct weighting_definition *definition,
                            const struct view *view, struct weighted *w,
                            struct err *err)
{
    static const enum weight_method method[] = {
        [WEIGHTING_RAKE] = WEIGHT_RAKE,
        [WEIGHTING_POSTSTRATIFY] = WEIGHT_POSTSTRATIFY,
        [WEIGHTING_LINEAR] = WEIGHT_LINEAR,
        [WEIGHTING_LOGIT] = WEIGHT_LOGIT,
    };
    static const enum weight_rule rule[] = {
        [WEIGHTING_KEEP_SHARE] = WEIGHT_KEEP_SHARE,
        [WEIGHTING_DROP] = WEIGHT_DROP,
        [WEIGHTING_ERROR] = WEIGHT_ERROR,
    };
    struct targets *targets = NULL;
    enum status rc;

    *w = (struct weighted){.definition = definition, .source = view->source};
    rc = take_people(data, view, w, err);
    w->problem.name = view->source
                          ? arena_printf(data->arena, "%s' of source '%s",
                                         definition->name, view->source)
                          : definition->name;
    if (rc == OK && !w->problem.name)
        rc = err_nomem(err);
    w->problem.file = *data->survey->path ? data->survey->path : NULL;
    w->problem.line = definition->line;
    w->problem.n = w->n;
    w->problem.total = (double)NAN;
    w->problem.method = method[definition->method];
    w->problem.missing = rule[definition->missing];
    w->problem.no_target = rule[definition->no_target];
    w->problem.lower = definition->lower;
    w->problem.upper = definition->upper;
    w->problem.cap = definition->cap;
    if (rc == OK)
        rc = weighting_targets(data, definition->targets, &targets, err);
    if (rc == OK)
        rc = take_margins(data, w, targets, err);
    if (rc == OK)
        w->problem.total = total_of(w);
    if (rc == OK)
        rc = take_totals(data, w, err);
    if (rc == OK)
        rc = weights_solve(&w->problem, &w->weights, data->notes, err);
    targets_free(targets);
    return rc;
}

/* ---- its design ------------------------------------------------------- */

/* The columns of each combination of levels; responses name theirs. */
static enum status take_columns(struct data *d, struct weighted *w,
                                struct err *err)
{
    const struct weights *s = &w->weights;
    struct calibration *c = &w->calibration;
    size_t *at = mem_array(s->n_levels, sizeof *at), n = 0, k;
    double *x;

    if (!at)
        return err_nomem(err);
    for (size_t a = 0; a < s->n_levels; a++)
        at[a] = s->level[a].redundant ? SIZE_MAX : n++;
    k = n + w->problem.n_numbers;
    x = arena_alloc(d->arena, s->n_cells * k, sizeof *x);
    for (size_t i = 0; x && i < s->n; i++) {
        const uint32_t *column;
        double *to;

        if (s->cell[i] == WEIGHT_NONE)
            continue;
        column = s->column + s->cell[i] * s->n_margins;
        to = x + s->cell[i] * k;
        for (size_t m = 0; m < s->n_margins; m++)
            if (at[column[m]] != SIZE_MAX)
                to[at[column[m]]] = 1;
        for (size_t q = 0; q < w->problem.n_numbers; q++)
            to[n + q] = w->problem.number[q].value[i];
    }
    free(at);
    *c = (struct calibration){.x = x, .k = k, .n_rows = s->n_cells};
    return x ? OK : err_nomem(err);
}

static enum status take_used(struct data *d, struct weighted *w,
                             struct scheme *scheme, struct err *err)
{
    const struct weights *s = &w->weights;
    double *weight = arena_alloc(d->arena, s->n_used, sizeof *weight);
    double *base = arena_alloc(d->arena, s->n_used, sizeof *base);
    uint32_t *row = arena_alloc(d->arena, s->n_used, sizeof *row);
    size_t n = 0;

    if (!weight || !base || !row)
        return err_nomem(err);
    for (size_t i = 0; i < s->n; i++) {
        if (s->cell[i] == WEIGHT_NONE)
            continue;
        weight[n] = s->weight[i];
        base[n] = s->base[i];
        row[n++] = s->cell[i];
    }
    scheme->weight = scheme->design.weight = weight;
    w->calibration.base = base;
    w->calibration.row = row;
    return OK;
}

enum status weighting_scheme(struct data *data, struct weighted *w,
                             const struct view *view, struct scheme *scheme,
                             struct err *err)
{
    enum status rc;

    *scheme = (struct scheme){.name = w->definition->name, .weighted = w};
    rc = sample_design(data, view, scheme, err);
    if (rc == OK)
        rc = take_columns(data, w, err);
    if (rc == OK)
        rc = take_used(data, w, scheme, err);
    if (rc != OK)
        return rc;
    scheme->plain = false;
    scheme->design.calibration = &w->calibration;
    rc = projection_init(&w->projection, &scheme->design, err);
    w->calibration.projection = &w->projection;
    return rc;
}

void weighting_free(struct data *data)
{
    for (size_t i = 0; i < data->n_weighted; i++) {
        struct weighted *w = &data->weighted[i];

        weights_free(&w->weights);
        projection_free(&w->projection);
        free(w->row);
    }
    data->n_weighted = 0;
}
