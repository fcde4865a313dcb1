/* orders.c - items put in order by shares or scores of coded answers. */
#include <math.h>
#include <stdlib.h>
#include "analyse/order.h"
#include "analyse/poll.h"
#include "analyse/procedures.h"
#include "analyse/shares.h"
#include "core/base/mem.h"

/* Bases that a headline of these rules may name. */
static const enum base order_base[] = {BASE_ANSWERED, BASE_GAVE_VIEW};
enum { ORDER_BASES = 2 };

/* Slots to count, or scores to average: one of the two. */
struct counting_by {
    const bool *in;
    const double *score;
};

/* "None of these" is an answer and no priority: it has no place. */
static bool has_place(const struct slice *slice, size_t column)
{
    return !slice->subject->question->item[column].excludes;
}

/* One way of counting at work. */
struct ordering {
    const struct slice *slice;
    enum rule rule;
    const struct counting_by *by;
    struct buckets buckets;
    size_t k;            /* items that have a place */
    size_t *column;      /* k */
    struct ranking *row; /* k */
    struct mean_estimate *mean;
    double *x, *v; /* k, k by k */
};

static void ordering_free(struct ordering *o)
{
    buckets_free(&o->buckets);
    free(o->column);
    free(o->row);
    free(o->mean);
    free(o->x);
    free(o->v);
}

static enum status ordering_init(struct ordering *o, const struct slice *slice,
                                 enum rule rule, const struct counting_by *by,
                                 struct err *err)
{
    size_t n = slice->subject->n_columns;

    *o = (struct ordering){.slice = slice, .rule = rule, .by = by};
    o->column = mem_array(n, sizeof *o->column);
    o->row = mem_array(n, sizeof *o->row);
    o->mean = mem_array(n, sizeof *o->mean);
    o->x = mem_array(n, sizeof *o->x);
    o->v = mem_array(n * n, sizeof *o->v);
    if (!o->column || !o->row || !o->mean || !o->x || !o->v)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        if (has_place(slice, i))
            o->column[o->k++] = i;
    return buckets_init(&o->buckets, slice, NULL, err);
}

/* (y - mean) / sum of weights where the answer is in the base, else 0. */
static double influence(const struct ordering *o, size_t item, size_t row,
                        enum base base)
{
    const struct subject *s = o->slice->subject;
    int32_t slot = s->column[o->column[item]].code[row];
    const struct mean_estimate *m = &o->mean[item];
    double y;

    if (slot < 0 || !coding_in_base(&s->coding, (size_t)slot, base))
        return 0;
    y = o->by->in ? (double)o->by->in[slot] : o->by->score[slot];
    return isnan(y) || !(m->n_weighted > 0) ? 0
                                            : (y - m->value) / m->n_weighted;
}

/* o->v: the items of one person vary together. */
static enum status find_covariance(struct ordering *o, size_t level,
                                   enum base base, struct err *err)
{
    const double *weight = o->slice->design.weight;
    const size_t *row = o->buckets.row + o->buckets.start[level];
    size_t n = o->buckets.start[level + 1] - o->buckets.start[level];
    double *u = mem_array(n * o->k, sizeof *u), *w = mem_array(n, sizeof *w);
    const struct domain d = {o->slice, n, row, weight ? w : NULL};
    enum status rc = u && w ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++) {
        w[i] = weight ? weight[row[i]] : 1;
        for (size_t c = 0; c < o->k; c++)
            u[i * o->k + c] = influence(o, c, row[i], base);
    }
    if (rc == OK)
        rc = domain_covariance(&d, u, o->k, o->v, err);
    free(u);
    free(w);
    return rc;
}

static enum status order_level(struct ordering *o, size_t level, enum base base,
                               struct err *err)
{
    const struct slice *slice = o->slice;
    bool sets = base_is_chief(slice, base) || !slice->split->breakdown;
    struct order order = {.slice = slice,
                          .row = o->row,
                          .k = o->k,
                          .rule = o->rule,
                          .x = o->x,
                          .v = sets ? o->v : NULL,
                          .high_first = true};
    enum status rc = OK;

    for (size_t i = 0; i < o->k; i++) {
        const struct counting_by *by = o->by;
        size_t c = o->column[i];
        double count = (double)NAN;

        o->mean[i] = by->in ? slice_share(slice, c, level, base, by->in, &count)
                            : slice_score(slice, c, level, base, by->score);
        o->x[i] = o->mean[i].value;
        o->row[i] = slice_ranking(slice, level, base, o->rule);
        o->row[i].item = slice_item(slice, c);
        ranking_fill(&o->row[i], &o->mean[i], count, by->in != NULL);
    }
    if (sets)
        rc = find_covariance(o, level, base, err);
    return rc == OK ? order_keep(&order, slice->rows, err) : rc;
}

static enum status order_by(const struct slice *slice, enum rule rule,
                            const struct counting_by *by, struct err *err)
{
    struct ordering o = {0};
    enum status rc = by->in || by->score ? OK : err_nomem(err);

    if (rc == OK)
        rc = ordering_init(&o, slice, rule, by, err);
    for (size_t l = 0; l < slice->split->n_levels; l++)
        for (size_t b = 0; b < ORDER_BASES; b++)
            if (rc == OK)
                rc = order_level(&o, l, order_base[b], err);
    ordering_free(&o);
    return rc;
}

enum status order_by_picks(struct slice *slice, struct err *err)
{
    size_t n = slice->subject->coding.n_slots;
    bool *in = mem_array(n, sizeof *in);
    struct counting_by by = {.in = in};
    enum status rc;

    if (in)
        in[0] = true;
    rc = order_by(slice, RULE_PICK_SHARE, &by, err);
    free(in);
    return rc;
}

enum status order_by_positive(struct slice *slice, struct err *err)
{
    bool *in = slots_of_side(slice, SIDE_POSITIVE);
    struct counting_by by = {.in = in};
    enum status rc = order_by(slice, RULE_POSITIVE_SHARE, &by, err);

    free(in);
    return rc;
}

enum status order_by_net(struct slice *slice, struct err *err)
{
    double *score = slots_of_net(slice);
    struct counting_by by = {.score = score};
    enum status rc = order_by(slice, RULE_NET_SCORE, &by, err);

    free(score);
    return rc;
}

enum status order_by_scores(struct slice *slice, struct err *err)
{
    double *score = slots_of_scores(slice);
    struct counting_by by = {.score = score};
    enum status rc = order_by(slice, RULE_MEAN_SCORE, &by, err);

    free(score);
    return rc;
}
