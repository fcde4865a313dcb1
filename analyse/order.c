/* order.c - see order.h. */
#include "analyse/order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/rank/sets.h"
#include "core/base/mem.h"

const double order_confidence = 0.95;

static bool is_headline(const struct order *o, const struct ranking *row)
{
    const struct headline *h = &o->slice->subject->survey->headline;
    enum rule chosen;
    size_t top;

    return h->question && h->question_index == o->slice->subject->index &&
           rule_parse(h->rule, &chosen, &top) && chosen == o->rule &&
           (o->rule != RULE_TOP_N || top == o->top) &&
           strcmp(h->base, row->base) == 0 &&
           strcmp(h->scheme, row->scheme) == 0 &&
           (!row->unranked || strcmp(row->unranked, "average") == 0 ||
            strcmp(row->unranked, "last") == 0 ||
            (o->rule == RULE_DOWDALL && strcmp(row->unranked, "zero") == 0));
}

static enum status give_places(const struct order *o, struct err *err)
{
    double *score = mem_array(2 * o->k, sizeof *score);

    if (!score)
        return err_nomem(err);
    for (size_t i = 0; i < o->k; i++)
        score[i] = o->row[i].score;
    order_places(score, o->k, rule_row(o->rule)->better, score + o->k);
    for (size_t i = 0; i < o->k; i++) {
        o->row[i].rank = score[o->k + i];
        if (o->rank)
            o->row[i].rank = o->rank[i] ? (double)o->rank[i] : (double)NAN;
    }
    free(score);
    return OK;
}

/* Room for the sets of k items. */
struct room {
    size_t *lower, *upper, *lower_all, *upper_all, *group;
    bool *ahead;
};

static void put_holm(const struct order *o, const struct room *r)
{
    for (size_t i = 0; i < o->k; i++) {
        o->row[i].rank_lower_holm = (double)r->lower[i];
        o->row[i].rank_upper_holm = (double)r->upper[i];
    }
}

static enum status put_simulated(const struct order *o,
                                 const struct set_request *q,
                                 const struct room *r, struct err *err)
{
    struct rank_bounds own = {r->lower, r->upper};
    struct rank_bounds all = {r->lower_all, r->upper_all};
    enum status rc =
        rank_sets_both(q, o->slice->subject->draws, &own, &all, r->ahead, err);

    for (size_t i = 0; rc == OK && i < o->k; i++) {
        o->row[i].rank_lower = (double)own.lower[i];
        o->row[i].rank_upper = (double)own.upper[i];
        o->row[i].rank_lower_all = (double)all.lower[i];
        o->row[i].rank_upper_all = (double)all.upper[i];
    }
    return rc;
}

/* Groups come from the joint sets, where there are some. */
static enum status put_sets(const struct order *o, const struct room *r,
                            struct err *err)
{
    size_t most =
        o->slice->split->breakdown ? SETS_LEVEL_ITEMS : SETS_EVERYONE_ITEMS;
    struct set_request q = {.x = o->x,
                            .v = o->v,
                            .k = o->k,
                            .high_first = o->high_first,
                            .confidence = order_confidence,
                            .step_down = true};
    const struct rank_draws *draws = o->slice->subject->draws;
    enum status rc =
        rank_sets_adjusted(&q, ADJUST_HOLM, r->lower, r->upper, r->ahead, err);

    if (rc == OK)
        put_holm(o, r);
    if (rc == OK && draws && draws->k == o->k && o->k <= most)
        rc = put_simulated(o, &q, r, err);
    if (rc == OK)
        (void)rank_groups(r->ahead, o->k, r->group);
    for (size_t i = 0; rc == OK && i < o->k; i++)
        o->row[i].tier = (double)r->group[i];
    return rc;
}

/* An item without an estimate says nothing of the others, and has no set.  One
 * response has no variance, which is not certainty. */
static bool all_known(const struct order *o)
{
    for (size_t i = 0; i < o->k; i++)
        if (isnan(o->x[i]) || isnan(o->v[i * o->k + i]) || o->row[i].n < 2)
            return false;
    return o->k > 0;
}

static enum status give_sets(const struct order *o, struct err *err)
{
    size_t *number = mem_array(5 * o->k, sizeof *number);
    struct room r = {.ahead = mem_array(o->k * o->k, sizeof *r.ahead)};
    enum status rc = number && r.ahead ? OK : err_nomem(err);

    if (rc == OK) {
        r.lower = number;
        r.upper = number + o->k;
        r.lower_all = number + 2 * o->k;
        r.upper_all = number + 3 * o->k;
        r.group = number + 4 * o->k;
        rc = put_sets(o, &r, err);
    }
    free(number);
    free(r.ahead);
    return rc;
}

static void copy_sets(const struct order *o)
{
    for (size_t i = 0; i < o->k; i++) {
        struct ranking *to = &o->row[i];
        const struct ranking *from = &o->like[i];

        to->rank_lower = from->rank_lower;
        to->rank_upper = from->rank_upper;
        to->rank_lower_all = from->rank_lower_all;
        to->rank_upper_all = from->rank_upper_all;
        to->rank_lower_holm = from->rank_lower_holm;
        to->rank_upper_holm = from->rank_upper_holm;
        to->tier = from->tier;
    }
}

enum status order_keep(const struct order *order, struct rows *rows,
                       struct err *err)
{
    enum status rc = give_places(order, err);

    if (rc == OK && order->like)
        copy_sets(order);
    else if (rc == OK && order->v && all_known(order))
        rc = give_sets(order, err);
    for (size_t i = 0; rc == OK && i < order->k; i++) {
        order->row[i].headline = is_headline(order, &order->row[i]);
        rc = rows_ranking(rows, &order->row[i], err);
    }
    return rc;
}

static bool puts_in_order(const struct question *q)
{
    switch (q->type) {
    case TYPE_RANKING:
    case TYPE_POINTS:
    case TYPE_BEST_WORST:
    case TYPE_PICK:
    case TYPE_MULTIPLE:
        return true;
    default:
        return q->n_items && (question_has_sides(q) || question_has_scores(q));
    }
}

size_t subject_places(const struct subject *subject)
{
    const struct question *q = subject->question;
    size_t k = 0;

    if (!puts_in_order(q))
        return 0;
    for (size_t i = 0; i < q->n_items; i++)
        k += !q->item[i].excludes;
    return k <= SETS_EVERYONE_ITEMS ? k : 0;
}
