/* rankings_pairs.c - majorities between items, the rules that rest on them
 * alone, and instant run-off. */
#include <math.h>
#include <stdlib.h>
#include "analyse/counting.h"
#include "analyse/rank/kemeny.h"
#include "analyse/rank/runoff.h"
#include "core/base/mem.h"

enum { KINDS_OF_UNRANKED = 2 }; /* last, ignored */

struct pairs {
    size_t k, done; /* done: ballots that are in */
    double total;
    struct cell *ahead[KINDS_OF_UNRANKED]; /* k by k: row above column */
};

const enum rule majority_rule[MAJORITY_RULES] = {
    RULE_COPELAND, RULE_SCHULZE, RULE_RANKED_PAIRS, RULE_KEMENY};
static const char *const unranked_name[KINDS_OF_UNRANKED] = {
    [UNRANKED_LAST] = "last", [UNRANKED_IGNORED] = "ignored"};

enum status pairs_new(struct pairs **out, size_t k, struct err *err)
{
    struct pairs *p = mem_array(1, sizeof *p);

    *out = p;
    if (!p)
        return err_nomem(err);
    p->k = k;
    for (size_t u = 0; u < KINDS_OF_UNRANKED; u++)
        p->ahead[u] = mem_array(k * k, sizeof *p->ahead[u]);
    return p->ahead[0] && p->ahead[1] ? OK : err_nomem(err);
}

void pairs_free(struct pairs *p)
{
    if (!p)
        return;
    free(p->ahead[0]);
    free(p->ahead[1]);
    free(p);
}

static void add_pair(struct pairs *p, size_t above, size_t below, double w,
                     bool both)
{
    const struct cell one = {1, w, w * w};
    size_t at = above * p->k + below;

    p->ahead[UNRANKED_LAST][at] = cell_add(p->ahead[UNRANKED_LAST][at], one);
    if (both)
        p->ahead[UNRANKED_IGNORED][at] =
            cell_add(p->ahead[UNRANKED_IGNORED][at], one);
}

/* 0, not ranked, wraps round to the largest number and so comes last. */
static void add_ballot(struct pairs *p, const uint16_t *best, double w)
{
    for (size_t i = 0; i < p->k; i++)
        for (size_t j = i + 1; j < p->k; j++) {
            uint16_t a = (uint16_t)(best[i] - 1), b = (uint16_t)(best[j] - 1);
            bool both = best[i] && best[j];

            if (a < b)
                add_pair(p, i, j, w, both);
            else if (b < a)
                add_pair(p, j, i, w, both);
        }
}

/* ---- rules ------------------------------------------------------------ */

static bool beats_all(const struct pairwise *m, const size_t *order, size_t cut)
{
    for (size_t i = 0; i < cut; i++)
        for (size_t j = cut; j < m->k; j++)
            if (!(pairwise_margin(m, order[i], order[j]) > 0))
                return false;
    return true;
}

/* The items order[from .. to - 1], which stand behind from others. */
static enum status kemeny_part(const struct pairwise *m, const size_t *order,
                               size_t from, size_t to, size_t *rank,
                               struct err *err)
{
    size_t k = to - from, *own = mem_array(k, sizeof *own);
    double *votes = mem_array(k * k, sizeof *votes);
    struct pairwise part = {0};
    struct kemeny best;
    enum status rc = own && votes ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < k; i++)
        for (size_t j = 0; j < k; j++)
            votes[i * k + j] =
                m->votes[order[from + i] * m->k + order[from + j]];
    if (rc == OK)
        rc = pairwise_from(&part, votes, k, m->total, err);
    if (rc == OK && k > 1)
        rc = kemeny(&part, own, NULL, NULL, &best, err);
    for (size_t i = 0; rc == OK && i < k; i++)
        rank[order[from + i]] = from + (k > 1 ? own[i] : 1);
    pairwise_free(&part);
    free(own);
    free(votes);
    return rc;
}

/* Where every item of one part beats every item of the other each best order
 * puts the one before the other (Truchon 1998), and most circles are small. */
static enum status kemeny_ranks(const struct pairwise *m, const size_t *wins,
                                size_t *rank, struct err *err)
{
    size_t *order = mem_array(m->k, sizeof *order);
    enum status rc = order ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < m->k; i++) {
        size_t at = i;

        for (; at > 0 && wins[order[at - 1]] < wins[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t from = 0, to = 1; rc == OK && from < m->k; to++) {
        if (!beats_all(m, order, to))
            continue;
        rc = kemeny_part(m, order, from, to, rank, err);
        from = to;
    }
    free(order);
    return rc;
}

enum status majority_ranks(const struct pairwise *m, size_t *rank,
                           size_t *beats, struct err *err)
{
    size_t k = m->k, *wins = mem_array(k, sizeof *wins);
    double *path = mem_array(k * k, sizeof *path);
    enum status rc = wins && path ? OK : err_nomem(err);

    if (rc == OK) {
        copeland(m, wins, NULL, rank);
        rc = schulze(m, STRENGTH_WINNING, path, rank + k, err);
    }
    for (size_t i = 0; rc == OK && beats && i < k; i++) {
        beats[i] = 0;
        for (size_t j = 0; j < k; j++)
            beats[i] += path[i * k + j] > path[j * k + i];
    }
    if (rc == OK)
        rc = ranked_pairs(m, STRENGTH_MARGINS, rank + 2 * k, err);
    if (rc == OK)
        rc = kemeny_ranks(m, wins, rank + 3 * k, err);
    free(wins);
    free(path);
    return rc;
}

static size_t items_behind(const size_t *rank, size_t k, size_t i)
{
    size_t n = 0;

    for (size_t j = 0; j < k; j++)
        n += rank[j] > rank[i];
    return n;
}

static const char *method_of(enum rule rule, size_t k)
{
    if (rule == RULE_COPELAND)
        return "majorities, a tied one counts neither way";
    if (rule == RULE_SCHULZE)
        return "strongest paths by winning votes";
    if (rule == RULE_RANKED_PAIRS)
        return "locked by margins";
    return k <= KEMENY_EXACT ? "exact"
                             : "exact, or search where parts are "
                               "large: see test kemeny";
}

/* One rule's rows.  rank NULL: nobody replied. */
static enum status keep_rule(struct counting *c, enum rule rule,
                             const char *unranked, const size_t *rank,
                             const double *score, const char *method,
                             const struct again *again, size_t which,
                             struct err *err)
{
    size_t k = c->ways.k;

    counting_rows(c, rule_row(rule), NULL, unranked);
    for (size_t i = 0; i < k; i++) {
        c->row[i].score = rank ? score[i] : (double)NAN;
        c->row[i].method = method;
        if (!again || !again->there)
            continue;
        c->row[i].rank_lower = (double)again->lower[which * k + i];
        c->row[i].rank_upper = (double)again->upper[which * k + i];
        c->row[i].confidence = order_confidence;
    }
    return counting_keep(c, (struct order){.rule = rule, .rank = rank}, err);
}

static enum status keep_majorities(const struct pairwise *m, size_t kind,
                                   struct counting *c,
                                   const struct again *again, struct err *err)
{
    size_t k = m->k, *rank = mem_array((MAJORITY_RULES + 3) * k, sizeof *rank);
    double *score = mem_array(k, sizeof *score);
    size_t *wins = NULL, *losses = NULL;
    enum status rc = rank && score ? OK : err_nomem(err);

    if (rc == OK) {
        wins = rank + MAJORITY_RULES * k;
        losses = wins + k;
        copeland(m, wins, losses, rank);
        rc = majority_ranks(m, rank, losses + k, err);
    }
    for (size_t r = 0; rc == OK && r < MAJORITY_RULES; r++) {
        for (size_t i = 0; i < k; i++)
            score[i] = r == 0   ? (double)wins[i] - (double)losses[i]
                       : r == 1 ? (double)losses[k + i]
                                : (double)items_behind(rank + r * k, k, i);
        rc = keep_rule(c, majority_rule[r], unranked_name[kind],
                       c->box->n ? rank + r * k : NULL, score,
                       method_of(majority_rule[r], k), again,
                       kind * MAJORITY_RULES + r, err);
    }
    free(rank);
    free(score);
    return rc;
}

/* What there is to say of the order with the fewest disagreements. */
static enum status keep_kemeny(const struct pairwise *m, size_t kind,
                               struct counting *c, struct err *err)
{
    const struct ballot_box *box = c->box;
    size_t *rank = mem_array(m->k, sizeof *rank);
    struct test t = slice_test(box->slice, box->base, "kemeny");
    struct kemeny best;
    enum status rc =
        rank ? kemeny(m, rank, NULL, NULL, &best, err) : err_nomem(err);

    if (rc == OK) {
        t.option = box->full ? NULL : unranked_name[kind];
        t.value = best.total;
        t.lower = best.bound;
        t.upper = best.most;
        t.difference = best.second - best.total;
        t.df1 = best.orders;
        t.effect = "tau";
        t.effect_value = best.tau;
        t.n = box->of.n;
        t.method = best.exact ? "exact" : "search";
        rc = rows_test(c->rows, &t, err);
    }
    free(rank);
    return rc;
}

static enum status keep_runoff(const struct ballot_box *box, struct counting *c,
                               const struct again *again, struct err *err)
{
    size_t k = box->poll->k;
    const struct places p = {.n = box->n,
                             .k = k,
                             .place = box->poll->best,
                             .weight = box->poll->weight};
    double *score = mem_array(k, sizeof *score);
    struct runoff out = {0};
    enum status rc = score ? runoff(&out, &p, err) : err_nomem(err);

    for (size_t i = 0; rc == OK && i < k; i++)
        for (size_t r = 0; r < out.rounds; r++)
            score[i] += !isnan(out.votes[r * k + i]);
    if (rc == OK)
        rc = keep_rule(c, RULE_INSTANT_RUNOFF, NULL, box->n ? out.rank : NULL,
                       score, "fewest first places leave together", again,
                       AGAIN_RUNOFF, err);
    runoff_free(&out);
    free(score);
    return rc;
}

static enum status votes_of(const struct pairs *p, size_t kind,
                            struct pairwise *m, struct err *err)
{
    double *votes = mem_array(p->k * p->k, sizeof *votes);
    enum status rc = votes ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < p->k * p->k; i++)
        votes[i] = p->ahead[kind][i].w;
    if (rc == OK)
        rc = pairwise_from(m, votes, p->k, p->total, err);
    free(votes);
    return rc;
}

enum status pairs_count(struct pairs *p, const struct ballot_box *box,
                        struct counting *c, struct err *err)
{
    bool everyone = !box->slice->split->breakdown;
    struct again again = {0};
    struct pairwise m = {0};
    enum status rc = OK;

    for (; p->done < box->n; p->done++) {
        double w = box->poll->weight ? box->poll->weight[p->done] : 1;

        add_ballot(p, box->poll->best + p->done * p->k, w);
        p->total += w;
    }
    if (everyone && box->chief)
        rc = again_init(&again, box, err);
    for (size_t u = 0; rc == OK && u < (box->full ? 1 : KINDS_OF_UNRANKED);
         u++) {
        rc = votes_of(p, u, &m, err);
        if (rc == OK)
            rc = keep_majorities(&m, u, c, &again, err);
        if (rc == OK && everyone && box->n)
            rc = keep_kemeny(&m, u, c, err);
        pairwise_free(&m);
    }
    if (rc == OK)
        rc = keep_runoff(box, c, &again, err);
    again_free(&again);
    return rc;
}

/* ---- the table -------------------------------------------------------- */

static void count_rules(const struct ways *w, size_t i, size_t j,
                        struct majority *row)
{
    row->rules = row->rules_ahead = row->rules_behind = 0;
    for (size_t r = 0; r < w->n; r++) {
        size_t a = w->rank[r * w->k + i], b = w->rank[r * w->k + j];

        if (!w->way[r].chief || !a || !b)
            continue;
        row->rules++;
        row->rules_ahead += a < b;
        row->rules_behind += b < a;
    }
}

/* NULL se: by cell sums. */
static struct majority pair_row(const struct pairs *p,
                                const struct ballot_box *box, size_t i,
                                size_t j, const double *se)
{
    const struct cell *all = p->ahead[UNRANKED_LAST];
    struct cell ahead = all[i * p->k + j], behind = all[j * p->k + i];
    struct mean_estimate share =
        infer_share(ahead, cell_add(ahead, behind), box->slice->view->n);
    struct estimate e =
        slice_estimate(box->slice, box->level, box->base, MEASURE_SHARE);

    if (se) {
        share.deff *=
            se[i * p->k + j] * se[i * p->k + j] / (share.se * share.se);
        share.se = se[i * p->k + j];
    }
    estimate_fill(&e, &share, (double)NAN, true);
    return (struct majority){.source = e.source,
                             .question = e.question,
                             .breakdown = e.breakdown,
                             .level = e.level,
                             .base = e.base,
                             .scheme = e.scheme,
                             .unranked = box->full ? NULL : "last",
                             .item = slice_item(box->slice, i),
                             .other_item = slice_item(box->slice, j),
                             .ahead = ahead.w,
                             .behind = behind.w,
                             .tied = box->of.n_weighted - ahead.w - behind.w,
                             .share = e.value,
                             .se = e.se,
                             .lower = e.lower,
                             .upper = e.upper,
                             .confidence = e.confidence,
                             .df = e.df,
                             .n = e.n,
                             .n_weighted = e.n_weighted,
                             .method = e.method};
}

static enum status whole_errors(const struct pairs *p,
                                const struct ballot_box *box, double *se,
                                struct err *err)
{
    unsigned char *member = mem_array(box->slice->subject->n, 1);
    struct places places;
    struct pairwise m = {0};
    enum status rc = member ? OK : err_nomem(err);

    if (rc == OK) {
        places = ballot_places(box, member);
        rc = votes_of(p, UNRANKED_LAST, &m, err);
    }
    if (rc == OK)
        rc = pairwise_errors(&m, &places, &box->slice->design, UNRANKED_LAST,
                             se, err);
    pairwise_free(&m);
    free(member);
    return rc;
}

enum status pairs_keep(const struct pairs *p, const struct ballot_box *box,
                       struct counting *c, struct err *err)
{
    bool simple = design_stands_alone(&box->slice->design);
    double *se = NULL;
    enum status rc = OK;

    if (!simple && box->n) {
        se = mem_array(p->k * p->k, sizeof *se);
        rc = se ? whole_errors(p, box, se, err) : err_nomem(err);
    }
    for (size_t i = 0; rc == OK && i < p->k; i++)
        for (size_t j = i + 1; rc == OK && j < p->k; j++) {
            struct majority row = pair_row(p, box, i, j, se);

            count_rules(&c->ways, i, j, &row);
            rc = rows_majority(c->rows, &row, err);
        }
    free(se);
    return rc;
}
