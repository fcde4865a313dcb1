/* rankings.c - rules over ballots: first_choice, top_n, mean_rank, borda.
 *
 * One pass over the responses fills, by level and kind of ballot, the moments
 * of the places and of the points, and counts of those who put an item within
 * a top; the base ranked is the complete ballots and the partial ones added. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/procedures.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

enum { TOPS = 3 }; /* first_choice, top3, and the headline's own N */

/* Sums of one level and one kind of ballot. */
struct tally {
    struct moments place;  /* unranked items at the average of places left */
    struct moments points; /* k - place, unranked items 0 */
    struct cell *top;      /* TOPS by k */
};

struct counts {
    size_t k, n_levels, top[TOPS], n_tops;
    const char *name[TOPS]; /* of the rule */
    bool full; /* a complete ballot leaves no item unranked: its points follow
                  from its places, and are not summed */
    struct tally *tally; /* n_levels by BALLOT_KINDS; BALLOT_NONE unused */
};

static enum status tally_init(struct tally *t, size_t k, struct err *err)
{
    enum status rc = moments_init(&t->place, k, err);

    if (rc == OK)
        rc = moments_init(&t->points, k, err);
    t->top = mem_array(TOPS * k, sizeof *t->top);
    return rc == OK && !t->top ? err_nomem(err) : rc;
}

static void tally_clear(struct tally *t)
{
    moments_clear(&t->place);
    moments_clear(&t->points);
    memset(t->top, 0, TOPS * t->place.k * sizeof *t->top);
}

static void tally_merge(struct tally *into, const struct tally *from)
{
    moments_merge(&into->place, &from->place);
    moments_merge(&into->points, &from->points);
    for (size_t i = 0; i < TOPS * into->place.k; i++)
        into->top[i] = cell_add(into->top[i], from->top[i]);
}

static void tally_free(struct tally *t)
{
    moments_free(&t->place);
    moments_free(&t->points);
    free(t->top);
}

static void counts_free(struct counts *c)
{
    for (size_t i = 0; c->tally && i < c->n_levels * BALLOT_KINDS; i++)
        tally_free(&c->tally[i]);
    free(c->tally);
}

static void add_top(struct counts *c, size_t top, const char *name)
{
    c->top[c->n_tops] = top;
    c->name[c->n_tops++] = name;
}

/* first_choice is a top of 1; a top of the headline's own is counted too. */
static void choose_tops(struct counts *c, const struct subject *s)
{
    const struct headline *h = &s->survey->headline;
    enum rule rule;
    size_t n = 0;

    add_top(c, 1, rule_row(RULE_FIRST_CHOICE)->name);
    if (c->k >= 3)
        add_top(c, 3, "top3");
    if (h->question && h->question_index == s->index &&
        rule_parse(h->rule, &rule, &n) && rule == RULE_TOP_N && n != 3)
        add_top(c, n, h->rule);
}

static enum status counts_init(struct counts *c, const struct slice *slice,
                               struct err *err)
{
    enum status rc = OK;

    *c = (struct counts){.k = slice->subject->n_columns,
                         .n_levels = slice->split->n_levels};
    c->full = slice->subject->question->places == c->k;
    choose_tops(c, slice->subject);
    c->tally = mem_array(c->n_levels * BALLOT_KINDS, sizeof *c->tally);
    if (!c->tally)
        return err_nomem(err);
    for (size_t i = 0; rc == OK && i < c->n_levels * BALLOT_KINDS; i++)
        rc = tally_init(&c->tally[i], c->k, err);
    return rc;
}

/* points: room for k. */
static void add_ballot(const struct counts *c, struct tally *t,
                       const struct ballots *b, size_t row, double w,
                       double *points)
{
    const double *place = b->place + row * c->k;
    const uint16_t *best = b->best + row * c->k;

    moments_add(&t->place, w, place);
    if (!c->full || b->kind[row] != BALLOT_COMPLETE) {
        for (size_t i = 0; i < c->k; i++)
            points[i] = best[i] ? (double)c->k - place[i] : 0;
        moments_add(&t->points, w, points);
    }
    for (size_t m = 0; m < c->n_tops; m++)
        for (size_t i = 0; i < c->k; i++) {
            struct cell *top = &t->top[m * c->k + i];

            if (!best[i] || best[i] > c->top[m])
                continue;
            top->n++;
            top->w += w;
            top->ww += w * w;
        }
}

static void count_block(struct counts *part, const struct slice *s, size_t from,
                        size_t to, double *points)
{
    const struct ballots *b = &s->subject->ballots;

    for (size_t i = from; i < to; i++) {
        int32_t level = s->split->code[i];

        if (level >= 0 && b->kind[i] != BALLOT_NONE)
            add_ballot(
                part, &part->tally[(size_t)level * BALLOT_KINDS + b->kind[i]],
                b, i, s->design.weight ? s->design.weight[i] : 1, points);
    }
}

static enum status count_all(struct counts *c, const struct slice *s,
                             struct err *err)
{
    struct counts part = {0};
    double *points = mem_array(c->k, sizeof *points);
    enum status rc = points ? counts_init(&part, s, err) : err_nomem(err);
    size_t n = s->subject->n, tallies = c->n_levels * BALLOT_KINDS;

    for (size_t from = 0; rc == OK && from < n; from += THREADS_BLOCK) {
        for (size_t i = 0; i < tallies; i++)
            tally_clear(&part.tally[i]);
        count_block(&part, s, from,
                    from + THREADS_BLOCK < n ? from + THREADS_BLOCK : n,
                    points);
        for (size_t i = 0; i < tallies; i++)
            tally_merge(&c->tally[i], &part.tally[i]);
    }
    counts_free(&part);
    free(points);
    return rc;
}

/* What the rows of one base and level come from. */
struct placing {
    const struct slice *slice;
    struct counts *counts;
    size_t level;
    enum base base;
    const struct tally *tally;
    bool full; /* nobody has an unranked item: the treatments are one */
    struct ranking *row;        /* room for k */
    struct mean_estimate *mean; /* room for k */
};

static struct ranking *start_row(const struct placing *p, size_t item,
                                 enum rule rule)
{
    p->row[item] = slice_ranking(p->slice, p->level, p->base, rule);
    p->row[item].item = slice_item(p->slice, item);
    return &p->row[item];
}

static enum status top_rows(const struct placing *p, size_t m, struct err *err)
{
    const struct counts *c = p->counts;
    const struct moments *all = &p->tally->place;
    const struct cell of = {all->n, all->w, all->ww};
    enum rule rule = m == 0 ? RULE_FIRST_CHOICE : RULE_TOP_N;

    for (size_t i = 0; i < c->k; i++) {
        struct cell in = p->tally->top[m * c->k + i];
        struct mean_estimate share = infer_share(in, of, p->slice->view->n);
        struct ranking *r = start_row(p, i, rule);

        r->rule = c->name[m];
        ranking_fill(r, &share, of.n > 0 ? in.n : (double)NAN, true);
    }
    return slice_order(p->slice, p->row, c->k, rule, c->top[m], err);
}

/* reverse: k less the mean, which is the mean of k less the place. */
static enum status mean_rows(const struct placing *p, const struct moments *m,
                             enum rule rule, const char *unranked, bool reverse,
                             struct err *err)
{
    size_t k = p->counts->k;

    moments_means(m, p->slice->view->n, p->mean, NULL);
    for (size_t i = 0; i < k; i++) {
        struct ranking *r = start_row(p, i, rule);

        r->unranked = unranked;
        if (reverse)
            p->mean[i].value = (double)k - p->mean[i].value;
        ranking_fill(r, &p->mean[i], (double)NAN, false);
    }
    return slice_order(p->slice, p->row, k, rule, 0, err);
}

static enum status place_rows(const struct placing *p, struct err *err)
{
    const char *average = p->full ? NULL : "average";
    enum status rc = OK;

    for (size_t m = 0; rc == OK && m < p->counts->n_tops; m++)
        rc = top_rows(p, m, err);
    if (rc == OK)
        rc =
            mean_rows(p, &p->tally->place, RULE_MEAN_RANK, average, false, err);
    if (rc == OK)
        rc = mean_rows(p, &p->tally->place, RULE_BORDA, average, true, err);
    if (rc == OK && !p->full)
        rc = mean_rows(p, &p->tally->points, RULE_BORDA, "zero", false, err);
    return rc;
}

static enum status level_rows(struct placing *p, size_t level, struct err *err)
{
    struct tally *tally = &p->counts->tally[level * BALLOT_KINDS];
    enum status rc;

    p->level = level;
    p->base = BASE_COMPLETE;
    p->tally = &tally[BALLOT_COMPLETE];
    p->full = p->counts->full;
    rc = place_rows(p, err);
    if (rc != OK)
        return rc;
    if (p->counts->full)
        moments_reverse(&tally[BALLOT_COMPLETE].points,
                        &tally[BALLOT_COMPLETE].place, (double)p->counts->k);
    tally_merge(&tally[BALLOT_PARTIAL], &tally[BALLOT_COMPLETE]);
    p->base = BASE_RANKED;
    p->tally = &tally[BALLOT_PARTIAL];
    p->full = false;
    return place_rows(p, err);
}

enum status order_by_ballots(struct slice *slice, struct err *err)
{
    struct counts counts;
    struct placing p = {.slice = slice, .counts = &counts};
    enum status rc = counts_init(&counts, slice, err);

    p.row = mem_array(counts.k, sizeof *p.row);
    p.mean = mem_array(counts.k, sizeof *p.mean);
    if (rc == OK && (!p.row || !p.mean))
        rc = err_nomem(err);
    if (rc == OK)
        rc = count_all(&counts, slice, err);
    for (size_t l = 0; rc == OK && l < counts.n_levels; l++)
        rc = level_rows(&p, l, err);
    free(p.row);
    free(p.mean);
    counts_free(&counts);
    return rc;
}
