/* rankings_scores.c - rules that give each place a score: first_choice, top_n,
 * mean_rank, borda, dowdall; and how far opinions part (top and bottom
 * quarter).
 *
 * An item's score is a mean of scores of ballots, whose sums are taken block by
 * block and added in the order of the blocks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/counting.h"
#include "analyse/rank/scores.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

enum { SCORES = 12 };

struct score_way {
    enum score_rule score;
    size_t top;
    enum rule rule;       /* RULES: a measure */
    enum measure measure; /* of an estimate */
    const char *name;     /* of the rule */
    const char *unranked;
    bool share;   /* a mean of 0 and 1 */
    bool partial; /* only where somebody left an item out */
};

struct scoring {
    const struct slice *slice;
    size_t k, n_ways, done; /* done: ballots that are in */
    struct score_way way[SCORES];
    struct moments sum[SCORES], part;
    struct cell *in; /* SCORES by k: ballots with score 1 */
    double *v;       /* k by k */
    double *score;   /* k */
};

static void add_way(struct scoring *s, struct score_way way)
{
    s->way[s->n_ways++] = way;
}

static void add_top(struct scoring *s, size_t top, const char *name)
{
    add_way(s, (struct score_way){.score = top == 1 ? SCORE_FIRST : SCORE_TOP,
                                  .top = top,
                                  .rule = RULE_TOP_N,
                                  .name = name,
                                  .share = true});
}

/* first_choice is a top of 1; a top of the headline's own is counted too. */
static void choose_tops(struct scoring *s)
{
    const struct subject *u = s->slice->subject;
    const struct headline *h = &u->survey->headline;
    enum rule rule;
    size_t n = 0;

    add_top(s, 1, rule_row(RULE_FIRST_CHOICE)->name);
    s->way[0].rule = RULE_FIRST_CHOICE;
    if (s->k >= 3)
        add_top(s, 3, "top3");
    if (h->question && h->question_index == u->index &&
        rule_parse(h->rule, &rule, &n) && rule == RULE_TOP_N && n != 3)
        add_top(s, n, h->rule);
}

// clang-format off
static const struct score_way ways[] = {
    {SCORE_MEAN_RANK, 0, RULE_MEAN_RANK, MEASURES, "mean_rank", "average",
     false, false},
    {SCORE_BORDA_AVERAGE, 0, RULE_BORDA, MEASURES, "borda", "average",
     false, false},
    {SCORE_BORDA_ZERO, 0, RULE_BORDA, MEASURES, "borda", "zero", false, true},
    {SCORE_BORDA_MODIFIED, 0, RULE_BORDA, MEASURES, "borda", "modified",
     false, true},
    {SCORE_DOWDALL, 0, RULE_DOWDALL, MEASURES, "dowdall", "zero",
     false, false},
    {SCORE_TOP_QUARTER, 0, RULES, MEASURE_TOP_QUARTER, NULL, NULL,
     true, false},
    {SCORE_BOTTOM_QUARTER, 0, RULES, MEASURE_BOTTOM_QUARTER, NULL, NULL,
     true, false},
};
// clang-format on

enum status scoring_new(struct scoring **out, const struct slice *slice,
                        struct err *err)
{
    struct scoring *s = mem_array(1, sizeof *s);
    size_t k = slice->subject->n_columns;
    enum status rc = s ? OK : err_nomem(err);

    *out = s;
    if (rc != OK)
        return rc;
    s->slice = slice;
    s->k = k;
    choose_tops(s);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        add_way(s, ways[i]);
    for (size_t i = 0; rc == OK && i < s->n_ways; i++)
        rc = moments_init(&s->sum[i], k, err);
    if (rc == OK)
        rc = moments_init(&s->part, k, err);
    s->in = mem_array(SCORES * k, sizeof *s->in);
    s->v = mem_array(k * k, sizeof *s->v);
    s->score = mem_array(k, sizeof *s->score);
    if (rc == OK && (!s->in || !s->v || !s->score))
        rc = err_nomem(err);
    return rc;
}

void scoring_free(struct scoring *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n_ways; i++)
        moments_free(&s->sum[i]);
    moments_free(&s->part);
    free(s->in);
    free(s->v);
    free(s->score);
    free(s);
}

const struct moments *scoring_places(const struct scoring *s)
{
    for (size_t i = 0; i < s->n_ways; i++)
        if (s->way[i].rule == RULE_MEAN_RANK)
            return &s->sum[i];
    return NULL;
}

/* Without a tie or a gap the score of a place is one number, which the plain
 * rule gives too: only speed. */
static void score_of(const struct scoring *s, const struct score_way *way,
                     const struct poll *p, size_t row, double *score)
{
    const uint16_t *best = p->best + row * s->k;
    const double *middle = p->middle + row * s->k;

    switch (way->score) {
    case SCORE_FIRST:
    case SCORE_TOP:
        for (size_t i = 0; i < s->k; i++)
            score[i] = best[i] && best[i] <= way->top;
        break;
    case SCORE_MEAN_RANK:
        memcpy(score, middle, s->k * sizeof *score);
        break;
    case SCORE_BORDA_AVERAGE:
        for (size_t i = 0; i < s->k; i++)
            score[i] = (double)s->k - middle[i];
        break;
    case SCORE_BORDA_ZERO:
        for (size_t i = 0; i < s->k; i++)
            score[i] = best[i] ? (double)s->k - middle[i] : 0;
        break;
    default:
        score_ballot(way->score, way->top, best, s->k, score);
    }
}

static void add_rows(struct scoring *s, size_t which, const struct poll *p,
                     size_t from, size_t to)
{
    struct cell *in = s->in + which * s->k;
    const struct score_way *way = &s->way[which];

    for (size_t block = from; block < to; block += THREADS_BLOCK) {
        size_t end = block + THREADS_BLOCK < to ? block + THREADS_BLOCK : to;

        moments_clear(&s->part);
        for (size_t row = block; row < end; row++) {
            double w = p->weight ? p->weight[row] : 1;

            score_of(s, way, p, row, s->score);
            moments_add(&s->part, w, s->score);
            for (size_t i = 0; way->share && i < s->k; i++)
                if (s->score[i] > 0)
                    in[i] = cell_add(in[i], (struct cell){1, w, w * w});
        }
        moments_merge(&s->sum[which], &s->part);
    }
}

/* Standard errors under strata, clusters or calibration. */
static enum status whole_design(struct scoring *s, const struct ballot_box *box,
                                const struct score_way *way,
                                struct mean_estimate *mean, struct err *err)
{
    const struct domain d = ballot_domain(box);
    double *u = mem_array(box->n * s->k, sizeof *u);
    enum status rc = u ? OK : err_nomem(err);

    for (size_t row = 0; rc == OK && row < box->n; row++) {
        score_of(s, way, box->poll, row, u + row * s->k);
        for (size_t i = 0; i < s->k; i++)
            u[row * s->k + i] =
                (u[row * s->k + i] - mean[i].value) / mean[i].n_weighted;
    }
    if (rc == OK)
        rc = domain_covariance(&d, u, s->k, s->v, err);
    for (size_t i = 0; rc == OK && i < s->k; i++) {
        double variance = s->v[i * s->k + i];

        mean[i].deff *= variance / (mean[i].se * mean[i].se);
        mean[i].se = sqrt(variance);
    }
    free(u);
    return rc;
}

static enum status find_means(struct scoring *s, size_t which,
                              const struct ballot_box *box,
                              struct mean_estimate *mean, struct err *err)
{
    const struct moments *m = &s->sum[which];
    const struct cell of = {m->n, m->w, m->ww};
    double n_design = s->slice->view->n;

    moments_means(m, n_design, mean, s->v);
    for (size_t i = 0; s->way[which].share && i < s->k; i++)
        mean[i] = infer_share(s->in[which * s->k + i], of, n_design);
    if (box->n && !design_stands_alone(&s->slice->design))
        return whole_design(s, box, &s->way[which], mean, err);
    return OK;
}

static enum status keep_estimates(struct scoring *s, size_t which,
                                  struct counting *c, struct err *err)
{
    const struct ballot_box *box = c->box;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < s->k; i++) {
        struct estimate e = slice_estimate(box->slice, box->level, box->base,
                                           s->way[which].measure);

        e.item = slice_item(box->slice, i);
        estimate_fill(&e, &c->mean[i],
                      box->n ? s->in[which * s->k + i].n : (double)NAN, true);
        rc = rows_estimate(c->rows, &e, err);
    }
    return rc;
}

static enum status keep_way(struct scoring *s, size_t which, struct counting *c,
                            struct err *err)
{
    const struct score_way *way = &s->way[which];
    bool sets = c->box->chief || !c->box->slice->split->breakdown;
    const struct ranking *like = NULL;

    if (way->rule == RULES)
        return keep_estimates(s, which, c, err);
    counting_rows(c, rule_row(way->rule), way->name, way->unranked);
    for (size_t i = 0; i < s->k; i++) {
        s->score[i] = c->mean[i].value;
        ranking_fill(&c->row[i], &c->mean[i],
                     way->share && c->box->n ? s->in[which * s->k + i].n
                                             : (double)NAN,
                     way->share);
    }
    /* Borda's count is k less the mean rank, whose rows were kept just now. */
    if (way->score == SCORE_BORDA_AVERAGE)
        like = c->rows->ranking + c->rows->n_rankings - s->k;
    return counting_keep(
        c,
        (struct order){.rule = way->rule,
                       .top = way->top,
                       .x = s->score,
                       .v = sets ? s->v : NULL,
                       .like = like,
                       .high_first = score_high_first(way->score)},
        err);
}

enum status scoring_count(struct scoring *s, struct ballot_box *box,
                          struct counting *c, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < s->n_ways; i++) {
        add_rows(s, i, box->poll, s->done, box->n);
        if (s->way[i].partial && box->full)
            continue;
        rc = find_means(s, i, box, c->mean, err);
        box->of = c->mean[0];
        if (rc == OK)
            rc = keep_way(s, i, c, err);
    }
    s->done = box->n;
    return rc;
}
