/* views.c - who is in which group, under which weights.
 *
 * Everyone, and every level of a breakdown, are individuals; organisations and
 * staff are levels of the breakdown `respondent` alone.  All of them belong to
 * the design: the domain is narrower, the design never is. */
#include "analyse/views.h"

#include <stdlib.h>
#include <string.h>
#include "analyse/sample.h"
#include "analyse/remarks.h"
#include "analyse/replicated.h"
#include "analyse/weighting.h"
#include "core/base/mem.h"

static const int32_t *codes_of(const struct data *d, size_t question)
{
    return d->column[answer_place_of(&d->places, question, SURVEY_NONE)].code;
}

static bool listed(const struct words *words, const char *key)
{
    for (size_t i = 0; i < words->n; i++)
        if (strcmp(words->word[i], key) == 0)
            return true;
    return false;
}

/* Who did not state counts as an individual. */
static void find_kinds(struct data *d)
{
    const struct respondent *r = &d->survey->respondent;
    const struct question *q;
    const int32_t *code;

    if (!r->question)
        return; /* zeroed: KIND_INDIVIDUAL */
    q = &d->survey->question[r->question_index];
    code = codes_of(d, r->question_index);
    for (size_t i = 0; i < d->frame.n; i++) {
        const char *key;

        if (code[i] < 1 || (size_t)code[i] > q->options.n)
            continue;
        key = q->options.option[code[i] - 1].key;
        d->kind[i] = listed(&r->organisation, key) ? KIND_ORGANISATION
                     : listed(&r->staff, key)      ? KIND_STAFF
                                                   : KIND_INDIVIDUAL;
    }
}

/* Over the whole frame. */
static enum status split_new(struct data *d, struct split *s,
                             const char *breakdown, size_t n_levels,
                             struct err *err)
{
    *s = (struct split){.breakdown = breakdown, .n_levels = n_levels};
    s->level = arena_alloc(d->arena, n_levels, sizeof *s->level);
    s->code = mem_array(d->frame.n, sizeof *s->code);
    return s->level && s->code ? OK : err_nomem(err);
}

/* By the option's place among the answered ones; -1 for any other answer. */
static enum status split_question(struct data *d, size_t question,
                                  struct split *s, struct err *err)
{
    const struct options *options = &d->survey->question[question].options;
    const int32_t *code = codes_of(d, question);
    int32_t *level = mem_array(options->n, sizeof *level);
    int32_t n = 0;
    enum status rc = level ? OK : err_nomem(err);

    if (rc == OK)
        rc =
            split_new(d, s, d->survey->question[question].key, options->n, err);
    for (size_t o = 0; rc == OK && o < options->n; o++) {
        bool answered = options->option[o].state == STATE_ANSWERED;

        level[o] = answered ? n : -1;
        if (answered)
            s->level[n++] = options->option[o].key;
    }
    for (size_t i = 0; rc == OK && i < d->frame.n; i++) {
        bool known = code[i] >= 1 && (size_t)code[i] <= options->n &&
                     d->kind[i] == KIND_INDIVIDUAL;

        s->code[i] = known ? level[code[i] - 1] : -1;
    }
    s->n_levels = (size_t)n;
    free(level);
    return rc;
}

enum { MOST_PAIRS = 1 << 22 };

/* Which pairs of levels somebody has; n_pairs of bytes. */
static void mark_pairs(const struct data *d, const struct split *one,
                       const struct split *two, struct split *s,
                       unsigned char *used)
{
    for (size_t i = 0; i < d->frame.n; i++) {
        s->code[i] = one->code[i] < 0 || two->code[i] < 0
                         ? -1
                         : one->code[i] * (int32_t)two->n_levels + two->code[i];
        if (s->code[i] >= 0)
            used[s->code[i]] = 1;
    }
}

/* Only pairs that somebody has are named: of two long lists of places nearly
 * all are empty. */
static enum status cross(struct data *d, const struct breakdown *b,
                         const struct split *one, const struct split *two,
                         struct split *s, struct err *err)
{
    size_t n_pairs = one->n_levels * two->n_levels;
    unsigned char *used;
    enum status rc;

    if (n_pairs > MOST_PAIRS)
        return err_set(err, ERR_INPUT,
                       "breakdown '%s' crosses %zu by %zu levels; cross "
                       "coarser questions, such as derived ones",
                       b->name, one->n_levels, two->n_levels);
    used = mem_array(n_pairs, 1);
    rc = used ? split_new(d, s, b->name, n_pairs, err) : err_nomem(err);
    if (rc == OK)
        mark_pairs(d, one, two, s, used);
    for (size_t l = 0; rc == OK && l < n_pairs; l++) {
        if (!used[l])
            continue;
        s->level[l] =
            arena_printf(d->arena, "%s*%s", one->level[l / two->n_levels],
                         two->level[l % two->n_levels]);
        if (!s->level[l])
            rc = err_nomem(err);
    }
    free(used);
    return rc;
}

static enum status split_breakdown(struct data *d, const struct breakdown *b,
                                   struct split *s, struct err *err)
{
    struct split one = {0}, two = {0};
    enum status rc;

    if (b->n == 1)
        return split_question(d, b->question[0], s, err);
    rc = split_question(d, b->question[0], &one, err);
    if (rc == OK)
        rc = split_question(d, b->question[1], &two, err);
    if (rc == OK)
        rc = cross(d, b, &one, &two, s, err);
    free(one.code);
    free(two.code);
    return rc;
}

static enum status split_everyone(struct data *d, struct split *s,
                                  struct err *err)
{
    enum status rc = split_new(d, s, NULL, 1, err);

    for (size_t i = 0; rc == OK && i < d->frame.n; i++)
        s->code[i] = d->kind[i] == KIND_INDIVIDUAL ? 0 : -1;
    return rc;
}

static enum status split_kinds(struct data *d, struct split *s, struct err *err)
{
    enum status rc = split_new(d, s, "respondent", KINDS, err);

    for (size_t k = 0; rc == OK && k < KINDS; k++)
        s->level[k] = respondent_kind_name((enum respondent_kind)k);
    for (size_t i = 0; rc == OK && i < d->frame.n; i++)
        s->code[i] = (int32_t)d->kind[i];
    return rc;
}

/* Levels that nobody of the view belongs to are left out. */
static void drop_empty(struct split *s, size_t n, int32_t *map)
{
    size_t kept = 0;

    for (size_t l = 0; l < s->n_levels; l++)
        map[l] = -1;
    for (size_t i = 0; i < n; i++)
        if (s->code[i] >= 0)
            map[s->code[i]] = 0;
    for (size_t l = 0; l < s->n_levels; l++) {
        if (map[l] < 0)
            continue;
        map[l] = (int32_t)kept;
        s->level[kept++] = s->level[l];
    }
    s->n_levels = kept;
    for (size_t i = 0; i < n; i++)
        if (s->code[i] >= 0)
            s->code[i] = map[s->code[i]];
}

static enum status finish_splits(struct view *v, struct err *err)
{
    for (size_t k = 0; k < v->n_splits; k++) {
        int32_t *map = mem_array(v->split[k].n_levels, sizeof *map);

        if (!map)
            return err_nomem(err);
        drop_empty(&v->split[k], v->n_rows, map);
        free(map);
    }
    return OK;
}

static enum status make_splits(struct data *d, struct view *v, struct err *err)
{
    const struct survey *survey = d->survey;
    enum status rc;

    v->split =
        arena_alloc(d->arena, survey->n_breakdowns + 2, sizeof *v->split);
    if (!v->split)
        return err_nomem(err);
    rc = split_everyone(d, &v->split[v->n_splits++], err);
    for (size_t b = 0; rc == OK && b < survey->n_breakdowns; b++)
        rc = split_breakdown(d, &survey->breakdown[b], &v->split[v->n_splits++],
                             err);
    if (rc == OK && survey->respondent.question)
        rc = split_kinds(d, &v->split[v->n_splits++], err);
    return rc;
}

/* The same splits for some of the rows. */
static enum status narrow_splits(struct data *d, const struct view *from,
                                 struct view *v, struct err *err)
{
    v->split = arena_alloc(d->arena, from->n_splits, sizeof *v->split);
    if (!v->split)
        return err_nomem(err);
    for (size_t k = 0; k < from->n_splits; k++) {
        const struct split *f = &from->split[k];
        struct split *to = &v->split[v->n_splits++];

        *to =
            (struct split){.breakdown = f->breakdown, .n_levels = f->n_levels};
        to->level = arena_alloc(d->arena, f->n_levels, sizeof *to->level);
        to->code = mem_array(v->n_rows, sizeof *to->code);
        if (!to->level || !to->code)
            return err_nomem(err);
        memcpy(to->level, f->level, f->n_levels * sizeof *to->level);
        for (size_t i = 0; i < v->n_rows; i++)
            to->code[i] = f->code[v->row[i]];
    }
    return OK;
}

static bool source_weighted(const struct survey *survey, const char *key)
{
    for (size_t i = 0; i < survey->n_sources; i++)
        if (!key || strcmp(survey->source[i].key, key) == 0)
            if (survey->source[i].weight)
                return true;
    return false;
}

/* Numbers of the frame in the order of the view. */
static const double *gathered(struct data *d, const struct view *v,
                              const double *of, struct err *err)
{
    double *out;

    if (!v->row)
        return of;
    out = arena_alloc(d->arena, v->n_rows, sizeof *out);
    for (size_t i = 0; out && i < v->n_rows; i++)
        out[i] = of[v->row[i]];
    if (!out)
        (void)err_nomem(err);
    return out;
}

static enum status make_schemes(struct data *d, struct view *v, struct err *err)
{
    size_t most = 2 + d->survey->n_weightings;
    struct scheme *supplied;
    enum status rc;

    v->scheme = arena_alloc(d->arena, most, sizeof *v->scheme);
    if (!v->scheme)
        return err_nomem(err);
    v->scheme[v->n_schemes++] = (struct scheme){.name = "unweighted"};
    rc = sample_design(d, v, &v->scheme[0], err);
    if (rc == OK)
        rc = replicated_supply(d, v, &v->scheme[0], err);
    if (rc != OK || !d->frame.supplied ||
        !source_weighted(d->survey, v->source))
        return rc;
    supplied = &v->scheme[v->n_schemes++];
    *supplied = v->scheme[0];
    supplied->name = "supplied";
    supplied->weight = gathered(d, v, d->frame.supplied, err);
    supplied->design.weight = supplied->weight;
    return supplied->weight ? replicated_supply(d, v, supplied, err)
                            : ERR_NOMEM;
}

/* The rows of a source. */
static enum status take_source(struct data *d, struct view *v, uint32_t source,
                               struct err *err)
{
    const struct frame *f = &d->frame;
    size_t *row = arena_alloc(d->arena, f->n, sizeof *row);

    if (!row)
        return err_nomem(err);
    v->source = f->source_key[source];
    v->row = row;
    for (size_t i = 0; i < f->n; i++)
        if (f->source[i] == source)
            row[v->n_rows++] = i;
    v->n = (double)v->n_rows;
    return OK;
}

static bool pooled(const struct data *d)
{
    const struct frame *f = &d->frame;

    for (size_t s = 1; s < f->n_sources; s++)
        if (f->sample[s] != f->sample[0])
            return d->survey->pool;
    return true;
}

/* Those of a view who have a weight under a scheme: the view itself where
 * everybody does, else one of its own. */
static enum status add_weighted(struct data *d, size_t view, struct weighted *w,
                                struct err *err)
{
    struct view *of = &d->view[view];
    struct view *v = of;
    enum status rc = OK;

    if (w->weights.n_used < of->n_rows) {
        size_t *row = arena_alloc(d->arena, w->weights.n_used, sizeof *row);

        v = &d->view[d->n_views++];
        *v = (struct view){.source = of->source, .row = row};
        v->scheme = arena_alloc(d->arena, 1, sizeof *v->scheme);
        if (!row || !v->scheme)
            return err_nomem(err);
        for (size_t i = 0; i < w->n; i++)
            if (w->weights.cell[i] != WEIGHT_NONE)
                row[v->n_rows++] = w->row[i];
        v->n = (double)v->n_rows;
        rc = narrow_splits(d, &d->view[0], v, err);
    }
    if (rc == OK)
        rc = weighting_scheme(d, w, v, &v->scheme[v->n_schemes], err);
    v->n_schemes += rc == OK;
    return rc;
}

/* Each scheme where it may be shown: pooled, or for each source. */
static enum status add_weightings(struct data *d, bool together,
                                  struct err *err)
{
    const struct survey *s = d->survey;
    size_t end = d->n_views;
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < s->n_weightings; k++)
        for (size_t v = 0; rc == OK && v < end; v++) {
            struct weighted *w = &d->weighted[d->n_weighted];

            if (together != (d->view[v].source == NULL) ||
                d->view[v].n_rows == 0)
                continue;
            d->n_weighted++;
            rc = weighting_solve(d, &s->weighting[k], &d->view[v], w, err);
            if (rc == OK)
                rc = add_weighted(d, v, w, err);
        }
    return rc;
}

/* The pooled view is made first in any case, since the others are narrowed
 * from it; where it may not be shown it is left behind. */
enum status views_make(struct data *data, struct err *err)
{
    const struct frame *f = &data->frame;
    size_t most = (f->n_sources + 1) * (1 + data->survey->n_weightings);
    bool together = pooled(data);
    struct view *all;
    enum status rc;

    find_kinds(data);
    data->view = arena_alloc(data->arena, most, sizeof *data->view);
    data->weighted = arena_alloc(data->arena, most, sizeof *data->weighted);
    if (!data->view || !data->weighted)
        return err_nomem(err);
    all = &data->view[data->n_views++];
    all->n_rows = f->n;
    all->n = (double)f->n;
    if ((rc = make_splits(data, all, err)) != OK ||
        (together && (rc = make_schemes(data, all, err)) != OK))
        return rc;
    for (uint32_t s = 0; f->n_sources > 1 && s < f->n_sources; s++) {
        struct view *v = &data->view[data->n_views++];

        if ((rc = take_source(data, v, s, err)) != OK ||
            (rc = narrow_splits(data, all, v, err)) != OK ||
            (rc = make_schemes(data, v, err)) != OK)
            return rc;
    }
    rc = add_weightings(data, together, err);
    for (size_t k = 0; rc == OK && k < data->n_views; k++)
        rc = finish_splits(&data->view[k], err);
    for (size_t k = 0; rc == OK && k < data->n_views; k++)
        if (data->view[k].n_schemes)
            rc = remark_breakdowns(data, &data->view[k], err);
    return rc;
}

void views_free(struct data *data)
{
    for (size_t v = 0; v < data->n_views; v++)
        for (size_t k = 0; k < data->view[v].n_splits; k++)
            free(data->view[v].split[k].code);
    data->n_views = 0;
}
