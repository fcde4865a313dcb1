/* orders.c - items put in order by shares or scores of coded answers. */
#include <math.h>
#include <stdlib.h>
#include "analyse/procedures.h"
#include "analyse/shares.h"
#include "core/base/mem.h"

/* Bases that a headline of these rules may name. */
static const enum base order_base[] = {BASE_ANSWERED, BASE_GAVE_VIEW};
enum { ORDER_BASES = 2 };

/* Slots to count, or scores to average: one of the two. */
struct counting {
    const bool *in;
    const double *score;
};

/* "None of these" is an answer and no priority: it has no place. */
static bool has_place(const struct slice *slice, size_t column)
{
    return !slice->subject->question->item[column].excludes;
}

static enum status order_level(const struct slice *slice, size_t level,
                               enum base base, enum rule rule,
                               const struct counting *by, struct ranking *row,
                               struct err *err)
{
    size_t k = 0;

    for (size_t i = 0; i < slice->subject->n_columns; i++) {
        struct mean_estimate mean;
        double count = (double)NAN;

        if (!has_place(slice, i))
            continue;
        mean = by->in ? slice_share(slice, i, level, base, by->in, &count)
                      : slice_score(slice, i, level, base, by->score);
        row[k] = slice_ranking(slice, level, base, rule);
        row[k].item = slice_item(slice, i);
        ranking_fill(&row[k], &mean, count, by->in != NULL);
        k++;
    }
    return slice_order(slice, row, k, rule, 0, err);
}

static enum status order_by(const struct slice *slice, enum rule rule,
                            const struct counting *by, struct err *err)
{
    struct ranking *row = mem_array(slice->subject->n_columns, sizeof *row);
    enum status rc = row && (by->in || by->score) ? OK : err_nomem(err);

    for (size_t l = 0; l < slice->split->n_levels; l++)
        for (size_t b = 0; b < ORDER_BASES; b++)
            if (rc == OK)
                rc = order_level(slice, l, order_base[b], rule, by, row, err);
    free(row);
    return rc;
}

enum status order_by_picks(struct slice *slice, struct err *err)
{
    size_t n = slice->subject->coding.n_slots;
    bool *in = mem_array(n, sizeof *in);
    struct counting by = {.in = in};
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
    struct counting by = {.in = in};
    enum status rc = order_by(slice, RULE_POSITIVE_SHARE, &by, err);

    free(in);
    return rc;
}

enum status order_by_net(struct slice *slice, struct err *err)
{
    double *score = slots_of_net(slice);
    struct counting by = {.score = score};
    enum status rc = order_by(slice, RULE_NET_SCORE, &by, err);

    free(score);
    return rc;
}

enum status order_by_scores(struct slice *slice, struct err *err)
{
    double *score = slots_of_scores(slice);
    struct counting by = {.score = score};
    enum status rc = order_by(slice, RULE_MEAN_SCORE, &by, err);

    free(score);
    return rc;
}
