/* rankings_agree.c - how far people agree with each other, and one rule with
 * another. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/counting.h"
#include "analyse/rank/agreement.h"
#include "core/base/mem.h"

static enum status keep_concordance(const struct ballot_box *box,
                                    struct counting *c, struct err *err)
{
    const struct middles r = {.n = box->n,
                              .k = box->poll->k,
                              .middle = box->poll->middle,
                              .weight = box->poll->weight};
    struct concordance a = kendall_w(&r, NULL);
    struct test t = slice_test(box->slice, box->base, "friedman");
    enum status rc;

    t.level = box->slice->split->level[box->level];
    t.n = box->of.n;
    t.effect = "kendall_w";
    t.effect_value = a.w;
    t.value = a.chisq;
    t.df1 = a.df;
    t.p = a.p;
    t.method = "rankings independent";
    rc = rows_test(c->rows, &t, err);
    t.test = "iman_davenport";
    t.value = a.f;
    t.df1 = a.f_df1;
    t.df2 = a.f_df2;
    t.p = a.f_p;
    t.effect = "mean_spearman";
    t.effect_value = a.mean_spearman;
    return rc == OK ? rows_test(c->rows, &t, err) : rc;
}

/* Friedman's test under the design. */
static enum status keep_equal(const struct ballot_box *box,
                              const struct moments *places, struct counting *c,
                              struct err *err)
{
    size_t k = box->poll->k;
    double *x = mem_array(k + k * k, sizeof *x);
    struct test t = slice_test(box->slice, box->base, "mean_ranks_equal");
    struct wald w;
    enum status rc = x ? OK : err_nomem(err);

    if (rc == OK) {
        moments_means(places, box->slice->view->n, c->mean, x + k);
        for (size_t i = 0; i < k; i++)
            x[i] = c->mean[i].value;
        rc = wald_equal(x, x + k, k, box->of.df, &w, err);
    }
    if (rc == OK) {
        t.level = box->slice->split->level[box->level];
        t.value = w.f;
        t.df1 = w.df;
        t.df2 = w.df2;
        t.p = w.p;
        t.n = box->of.n;
        t.method = "Wald, linearisation";
        rc = rows_test(c->rows, &t, err);
    }
    free(x);
    return rc;
}

/* tau-b of the places by two rules; the rules stand where levels do. */
static enum status keep_rules(const struct ballot_box *box, struct counting *c,
                              struct err *err)
{
    const struct ways *w = &c->ways;
    double *place = mem_array(w->n * w->k, sizeof *place);
    enum status rc = place ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < w->n * w->k; i++)
        place[i] = w->rank[i] ? (double)w->rank[i] : (double)NAN;
    for (size_t a = 0; rc == OK && a < w->n; a++)
        for (size_t b = a + 1; rc == OK && b < w->n; b++) {
            struct test t = slice_test(box->slice, box->base, "tau_rules");

            if (!w->way[a].chief || !w->way[b].chief)
                continue;
            t.breakdown = "rule";
            t.level = w->way[a].rule;
            t.other_level = w->way[b].rule;
            t.effect = "tau";
            t.effect_value = tau_b(place + a * w->k, place + b * w->k, w->k);
            t.n = box->of.n;
            t.method = "tau-b of places";
            rc = rows_test(c->rows, &t, err);
        }
    free(place);
    return rc;
}

enum status agreement_keep(const struct ballot_box *box,
                           const struct moments *places, struct counting *c,
                           struct err *err)
{
    bool everyone = !box->slice->split->breakdown;
    enum status rc = OK;

    if (box->n && (box->chief || everyone))
        rc = keep_concordance(box, c, err);
    if (rc == OK && box->n && (box->chief || everyone) &&
        design_stands_alone(&box->slice->design))
        rc = keep_equal(box, places, c, err);
    if (rc == OK && box->n && everyone)
        rc = keep_rules(box, c, err);
    return rc;
}
