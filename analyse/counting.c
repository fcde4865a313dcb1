/* counting.c - see counting.h. */
#include "analyse/counting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum status counting_init(struct counting *c, const struct ballot_box *box,
                          struct rows *rows, struct err *err)
{
    size_t k = box->poll->k;

    *c = (struct counting){.box = box, .rows = rows, .ways = {.k = k}};
    c->row = mem_array(k, sizeof *c->row);
    c->mean = mem_array(k, sizeof *c->mean);
    c->ways.rank = mem_array(WAYS * k, sizeof *c->ways.rank);
    if (c->row && c->mean && c->ways.rank)
        return OK;
    counting_free(c);
    return err_nomem(err);
}

void counting_free(struct counting *c)
{
    free(c->row);
    free(c->mean);
    free(c->ways.rank);
    *c = (struct counting){0};
}

void counting_rows(struct counting *c, const struct measure_row *rule,
                   const char *name, const char *unranked)
{
    const struct ballot_box *box = c->box;

    for (size_t i = 0; i < box->poll->k; i++) {
        struct ranking *r = &c->row[i];

        *r = slice_ranking(box->slice, box->level, box->base, RULE_MEAN_RANK);
        r->rule = name ? name : rule->name;
        r->unranked = box->full ? NULL : unranked;
        r->item = slice_item(box->slice, i);
        r->n = box->of.n;
        r->n_weighted = box->of.n_weighted;
        r->n_effective = box->of.n_effective;
    }
}

static bool rule_is_new(const struct ways *w, const char *rule)
{
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->way[i].rule, rule) == 0)
            return false;
    return true;
}

enum status counting_keep(struct counting *c, struct order order,
                          struct err *err)
{
    struct ways *w = &c->ways;
    enum status rc;

    order.slice = c->box->slice;
    order.row = c->row;
    order.k = w->k;
    rc = order_keep(&order, c->rows, err);
    if (rc != OK || w->n == WAYS)
        return rc;
    w->way[w->n].chief = rule_is_new(w, c->row[0].rule);
    w->way[w->n].rule = c->row[0].rule;
    for (size_t i = 0; i < w->k; i++)
        w->rank[w->n * w->k + i] =
            isnan(c->row[i].rank) ? 0 : (size_t)c->row[i].rank;
    w->n++;
    return OK;
}

struct test slice_test(const struct slice *slice, enum base base,
                       const char *name)
{
    const double none = (double)NAN;

    return (struct test){.source = slice->view->source,
                         .question = slice->subject->question->key,
                         .breakdown = slice->split->breakdown,
                         .base = base_name(base),
                         .scheme = slice->scheme->name,
                         .test = name,
                         .value = none,
                         .df1 = none,
                         .df2 = none,
                         .p = none,
                         .p_adjusted = none,
                         .difference = none,
                         .se = none,
                         .lower = none,
                         .upper = none,
                         .effect_value = none,
                         .n = none,
                         .p_bh = none};
}
