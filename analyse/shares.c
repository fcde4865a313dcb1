/* shares.c - shares, sides and scores of coded answers, out of the slice's
 * table: no pass over the responses is made here. */
#include "analyse/shares.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/kinds.h"
#include "analyse/procedures.h"
#include "analyse/spread.h"
#include "core/base/mem.h"

size_t coded_bases(const struct slice *slice, enum base base[BASES])
{
    size_t n = 0;

    base[n++] = BASE_ANSWERED;
    base[n++] = BASE_GAVE_VIEW;
    if (slice->subject->asked_exists)
        base[n++] = BASE_ASKED;
    return n;
}

/* The same estimate with the variance of a design that is not plain: y by
 * slot stands in the scratch, NaN outside the domain.  base: where the domain
 * is a whole base, so that its df need not be counted again. */
static struct mean_estimate honoured(const struct slice *slice, size_t column,
                                     size_t level, enum base base,
                                     struct mean_estimate e)
{
    size_t n = slice->subject->coding.n_slots;
    double *y = slice->scratch, *form = y + n, *domain = form + n;
    double *known =
        base < BASES ? &slice->spread[column].df[level * BASES + base] : NULL;
    double v, df = known ? *known : (double)NAN;

    for (size_t k = 0; k < n; k++) {
        domain[k] = isnan(y[k]) ? 0 : 1;
        form[k] = isnan(y[k]) ? 0 : (y[k] - e.value) / e.n_weighted;
    }
    if (isnan(df))
        df = slice_df(slice, column, level, level + 1, domain);
    if (known)
        *known = df;
    v = fmax(slice_form(slice, column, level, form, level, form), 0);
    /* A target that the weights meet has no error; this is what rounding
     * leaves of it. */
    if (v < 1e-13 * e.se * e.se)
        v = 0;
    e.deff = e.se > 0 ? e.deff * v / (e.se * e.se) : (double)NAN;
    e.se = sqrt(v);
    e.df = df;
    return e;
}

struct mean_estimate slice_share(const struct slice *slice, size_t column,
                                 size_t level, enum base base, const bool *in,
                                 double *count)
{
    const struct coding *c = &slice->subject->coding;
    const struct cell *cell = slice_cells(slice, column, level);
    struct cell chosen = {0, 0, 0}, of = {0, 0, 0};
    struct mean_estimate share;

    for (size_t k = 0; k < c->n_slots; k++) {
        if (!coding_in_base(c, k, base))
            continue;
        of = cell_add(of, cell[k]);
        if (in[k])
            chosen = cell_add(chosen, cell[k]);
    }
    *count = chosen.n;
    share = infer_share(chosen, of, slice->view->n);
    if (slice->scheme->plain || !(of.n > 0))
        return share;
    for (size_t k = 0; k < c->n_slots; k++)
        slice->scratch[k] = coding_in_base(c, k, base) ? in[k] : (double)NAN;
    return honoured(slice, column, level, base, share);
}

struct mean_estimate slice_score(const struct slice *slice, size_t column,
                                 size_t level, enum base base,
                                 const double *score)
{
    const struct coding *c = &slice->subject->coding;
    struct mean_estimate mean;

    for (size_t k = 0; k < c->n_slots; k++)
        slice->scratch[k] = coding_in_base(c, k, base) ? score[k] : (double)NAN;
    mean = infer_score(slice_cells(slice, column, level), slice->scratch,
                       c->n_slots, slice->view->n);
    if (slice->scheme->plain || !(mean.n > 0))
        return mean;
    return honoured(slice, column, level, BASES, mean);
}

static enum option_side side_of(const struct slice *slice, size_t slot)
{
    const struct coding *c = &slice->subject->coding;

    if (slot >= c->n_choices || c->state[slot] != STATE_ANSWERED)
        return SIDE_NONE;
    return slice->subject->question->options.option[slot].side;
}

bool *slots_of_side(const struct slice *slice, enum option_side side)
{
    size_t n = slice->subject->coding.n_slots;
    bool *in = mem_array(n, sizeof *in);

    for (size_t k = 0; in && k < n; k++)
        in[k] = side_of(slice, k) == side;
    return in;
}

double *slots_of_net(const struct slice *slice)
{
    size_t n = slice->subject->coding.n_slots;
    double *score = mem_array(n, sizeof *score);

    for (size_t k = 0; score && k < n; k++) {
        enum option_side side = side_of(slice, k);

        score[k] = side == SIDE_POSITIVE ? 1 : side == SIDE_NEGATIVE ? -1 : 0;
    }
    return score;
}

double *slots_of_scores(const struct slice *slice)
{
    const struct coding *c = &slice->subject->coding;
    double *score = mem_array(c->n_slots, sizeof *score);

    for (size_t k = 0; score && k < c->n_slots; k++)
        score[k] = k < c->n_choices
                       ? slice->subject->question->options.option[k].score
                       : (double)NAN;
    return score;
}

/* Every kind of interval around the share that was kept last. */
static enum status all_intervals(const struct slice *slice,
                                 const struct mean_estimate *share,
                                 double count, struct err *err)
{
    const double confidence = 0.95;
    size_t n;
    const struct interval_kind *kind = interval_kinds(&n);
    bool equal = !slice->scheme->weight && slice->scheme->plain;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < n; i++) {
        struct other_interval row = {.interval = kind[i].name,
                                     .confidence = confidence};
        struct interval x;

        if (kind[i].counts_only && !equal)
            continue;
        x = kind[i].of(share, count, confidence);
        row.lower = x.lower;
        row.upper = x.upper;
        if (!isnan(x.lower) && !isnan(x.upper))
            rc = rows_interval(slice->rows, &row, err);
    }
    return rc;
}

/* How many people that is, where weights add up to a population. */
static enum status add_total(const struct slice *slice, size_t column,
                             size_t level, const struct estimate *share,
                             enum base base, const bool *in, struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    struct estimate e = *share;
    double *form = slice->scratch;
    struct interval t;

    for (size_t k = 0; k < c->n_slots; k++)
        form[k] = in[k] && coding_in_base(c, k, base);
    e.measure = measure_row(MEASURE_TOTAL)->name;
    e.value = share->value * share->n_weighted;
    e.se = sqrt(fmax(slice_form(slice, column, level, form, level, form), 0));
    t = interval_t(e.value, e.se, e.df, 0.95);
    e.lower = t.lower;
    e.upper = t.upper;
    e.interval = "t";
    e.deff = (double)NAN;
    return isnan(e.value) ? OK : rows_estimate(slice->rows, &e, err);
}

/* One row of a share.  option NULL where the item is the choice. */
static enum status add_share(const struct slice *slice, size_t column,
                             size_t level, enum base base, enum measure measure,
                             const char *option, const bool *in,
                             struct err *err)
{
    struct estimate e = slice_estimate(slice, level, base, measure);
    struct mean_estimate share;
    double count;
    enum status rc;

    share = slice_share(slice, column, level, base, in, &count);
    e.item = slice_item(slice, column);
    e.option = option;
    estimate_fill(&e, &share, count, true);
    rc = rows_estimate(slice->rows, &e, err);
    if (rc == OK && slice->subject->everything)
        rc = all_intervals(slice, &share, count, err);
    if (rc == OK && slice->subject->everything && measure == MEASURE_SHARE)
        rc = add_total(slice, column, level, &e, base, in, err);
    return rc;
}

static enum status options_of(const struct slice *slice, size_t column,
                              size_t level, enum base base, bool *in,
                              struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    const struct options *o = &slice->subject->question->options;
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < c->n_choices; k++) {
        if (!coding_in_base(c, k, base))
            continue;
        in[k] = true;
        rc = add_share(slice, column, level, base, MEASURE_SHARE,
                       o->option[k].key, in, err);
        in[k] = false;
    }
    return rc;
}

/* What is done for each base, column and level, in the order of the rows. */
typedef enum status each(const struct slice *slice, size_t column, size_t level,
                         enum base base, bool *in, struct err *err);

static enum status for_each(const struct slice *slice, const enum base *base,
                            size_t n_bases, each *one, struct err *err)
{
    bool *in = mem_array(slice->subject->coding.n_slots, sizeof *in);
    enum status rc = in ? OK : err_nomem(err);

    for (size_t l = 0; l < slice->split->n_levels; l++)
        for (size_t b = 0; b < n_bases; b++)
            for (size_t i = 0; i < slice->subject->n_columns; i++)
                if (rc == OK)
                    rc = one(slice, i, l, base[b], in, err);
    free(in);
    return rc;
}

enum status share_of_options(struct slice *slice, struct err *err)
{
    enum base base[BASES];

    return for_each(slice, base, coded_bases(slice, base), options_of, err);
}

/* The first slot is "chosen" or "given". */
static enum status first_slot(const struct slice *slice, size_t column,
                              size_t level, enum base base, bool *in,
                              struct err *err)
{
    in[0] = true;
    return add_share(slice, column, level, base, MEASURE_SHARE, NULL, in, err);
}

enum status share_of_items(struct slice *slice, struct err *err)
{
    enum base base[BASES];

    return for_each(slice, base, coded_bases(slice, base), first_slot, err);
}

enum status share_given(struct slice *slice, struct err *err)
{
    const enum base base[] = {BASE_ALL, BASE_ASKED};

    return for_each(slice, base, slice->subject->asked_exists ? 2 : 1,
                    first_slot, err);
}

static enum status side_rows(const struct slice *slice, size_t column,
                             size_t level, enum base base, bool *in,
                             struct err *err)
{
    struct estimate net = slice_estimate(slice, level, base, MEASURE_NET);
    bool *positive = slots_of_side(slice, SIDE_POSITIVE);
    bool *negative = slots_of_side(slice, SIDE_NEGATIVE);
    double *score = slots_of_net(slice);
    struct mean_estimate mean;
    enum status rc = OK;

    (void)in;
    if (!positive || !negative || !score)
        rc = err_nomem(err);
    if (rc == OK)
        rc = add_share(slice, column, level, base, MEASURE_POSITIVE, NULL,
                       positive, err);
    if (rc == OK)
        rc = add_share(slice, column, level, base, MEASURE_NEGATIVE, NULL,
                       negative, err);
    if (rc == OK) {
        mean = slice_score(slice, column, level, base, score);
        net.item = slice_item(slice, column);
        estimate_fill(&net, &mean, (double)NAN, false);
        rc = rows_estimate(slice->rows, &net, err);
    }
    free(positive);
    free(negative);
    free(score);
    return rc;
}

enum status sides(struct slice *slice, struct err *err)
{
    enum base base[BASES];

    return for_each(slice, base, coded_bases(slice, base), side_rows, err);
}

static enum status score_row(const struct slice *slice, size_t column,
                             size_t level, enum base base, bool *in,
                             struct err *err)
{
    struct estimate e = slice_estimate(slice, level, base, MEASURE_MEAN);
    double *score = slots_of_scores(slice);
    struct mean_estimate mean;

    (void)in;
    if (!score)
        return err_nomem(err);
    mean = slice_score(slice, column, level, base, score);
    free(score);
    e.item = slice_item(slice, column);
    estimate_fill(&e, &mean, (double)NAN, false);
    return rows_estimate(slice->rows, &e, err);
}

enum status mean_of_scores(struct slice *slice, struct err *err)
{
    const enum base base = BASE_GAVE_VIEW;

    return for_each(slice, &base, 1, score_row, err);
}

/* The highest and the lowest two of the scores that options have, where there
 * are four or more. */
static enum status top_rows(const struct slice *slice, size_t column,
                            size_t level, enum base base, bool *in,
                            struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    double *score = slots_of_scores(slice);
    double high[2] = {-(double)INFINITY, -(double)INFINITY};
    double low[2] = {(double)INFINITY, (double)INFINITY};
    size_t n = 0;
    enum status rc = OK;

    if (!score)
        return err_nomem(err);
    for (size_t k = 0; k < c->n_choices; k++) {
        if (isnan(score[k]))
            continue;
        n++;
        if (score[k] > high[0])
            high[1] = high[0], high[0] = score[k];
        else if (score[k] < high[0] && score[k] > high[1])
            high[1] = score[k];
        if (score[k] < low[0])
            low[1] = low[0], low[0] = score[k];
        else if (score[k] > low[0] && score[k] < low[1])
            low[1] = score[k];
    }
    for (int bottom = 0; n >= 4 && rc == OK && bottom < 2; bottom++) {
        for (size_t k = 0; k < c->n_choices; k++)
            in[k] = bottom ? score[k] <= low[1] : score[k] >= high[1];
        rc = add_share(slice, column, level, base,
                       bottom ? MEASURE_BOTTOM2 : MEASURE_TOP2, NULL, in, err);
    }
    for (size_t k = 0; k < c->n_choices; k++)
        in[k] = false;
    free(score);
    return rc;
}

enum status top_and_bottom(struct slice *slice, struct err *err)
{
    enum base base[BASES];

    return for_each(slice, base, coded_bases(slice, base), top_rows, err);
}
