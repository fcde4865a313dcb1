/* poll.c - see poll.h. */
#include "analyse/poll.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum status buckets_init(struct buckets *b, const struct slice *slice,
                         const unsigned char *keep, struct err *err)
{
    const struct split *split = slice->split;
    size_t n = slice->subject->n, *at;

    *b = (struct buckets){.n_levels = split->n_levels};
    b->start = mem_array(split->n_levels + 1, sizeof *b->start);
    b->row = mem_array(n, sizeof *b->row);
    at = mem_array(split->n_levels + 1, sizeof *at);
    if (!b->start || !b->row || !at) {
        free(at);
        buckets_free(b);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        if (split->code[i] >= 0 && (!keep || keep[i]))
            b->start[split->code[i] + 1]++;
    for (size_t l = 0; l < split->n_levels; l++)
        b->start[l + 1] += b->start[l];
    memcpy(at, b->start, (split->n_levels + 1) * sizeof *at);
    for (size_t i = 0; i < n; i++)
        if (split->code[i] >= 0 && (!keep || keep[i]))
            b->row[at[split->code[i]]++] = i;
    free(at);
    return OK;
}

void buckets_free(struct buckets *b)
{
    free(b->start);
    free(b->row);
    *b = (struct buckets){0};
}

bool design_stands_alone(const struct design *design)
{
    return !design->stratum && !design->cluster && !design->population &&
           !design->calibration;
}

/* N/(N-1) over n/(n-1). */
static double alone_factor(double whole, double n)
{
    return whole > 1 ? whole / (whole - 1) * (n - 1) / n : (double)NAN;
}

static enum status covariance_in_whole(const struct domain *d, const double *u,
                                       size_t k, double *v, struct err *err)
{
    const struct design *design = &d->slice->design;
    double *all = mem_array(design->n * k, sizeof *all);
    enum status rc = all ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < d->n; i++)
        memcpy(all + d->row[i] * k, u + i * k, k * sizeof *all);
    if (rc == OK)
        rc = infer_covariance(design, all, k, v, err);
    free(all);
    return rc;
}

enum status domain_covariance(const struct domain *d, const double *u, size_t k,
                              double *v, struct err *err)
{
    struct design alone = {.n = d->n, .weight = d->weight};
    double factor = alone_factor(d->slice->view->n, (double)d->n);
    enum status rc;

    if (!design_stands_alone(&d->slice->design))
        return covariance_in_whole(d, u, k, v, err);
    if (d->n < 2) {
        for (size_t i = 0; i < k * k; i++)
            v[i] = d->n == 0 || isnan(factor) ? (double)NAN : 0;
        return OK;
    }
    rc = infer_covariance(&alone, u, k, v, err);
    for (size_t i = 0; rc == OK && i < k * k; i++)
        v[i] *= factor;
    return rc;
}

/* ---- ballots ---------------------------------------------------------- */

static void take_ballot(struct poll *p, const struct slice *slice, size_t row,
                        size_t to)
{
    const struct ballots *b = &slice->subject->ballots;

    p->row[to] = row;
    memcpy(p->best + to * p->k, b->best + row * p->k, p->k * sizeof *p->best);
    memcpy(p->middle + to * p->k, b->place + row * p->k,
           p->k * sizeof *p->middle);
    if (p->weight)
        p->weight[to] = slice->design.weight[row];
}

static void take_ballots(struct poll *p, const struct slice *slice,
                         const struct buckets *buckets, size_t level)
{
    const unsigned char *kind = slice->subject->ballots.kind;
    size_t complete = 0, partial = p->n_complete;

    for (size_t i = buckets->start[level]; i < buckets->start[level + 1]; i++) {
        size_t row = buckets->row[i];

        if (kind[row] == BALLOT_COMPLETE)
            take_ballot(p, slice, row, complete++);
        else if (kind[row] == BALLOT_PARTIAL)
            take_ballot(p, slice, row, partial++);
    }
}

enum status poll_init(struct poll *p, const struct slice *slice,
                      const struct buckets *buckets, size_t level,
                      struct err *err)
{
    const unsigned char *kind = slice->subject->ballots.kind;

    *p = (struct poll){.k = slice->subject->n_columns};
    for (size_t i = buckets->start[level]; i < buckets->start[level + 1]; i++) {
        p->n += kind[buckets->row[i]] != BALLOT_NONE;
        p->n_complete += kind[buckets->row[i]] == BALLOT_COMPLETE;
    }
    p->row = mem_array(p->n, sizeof *p->row);
    p->best = mem_array(p->n * p->k, sizeof *p->best);
    p->middle = mem_array(p->n * p->k, sizeof *p->middle);
    if (slice->design.weight)
        p->weight = mem_array(p->n, sizeof *p->weight);
    if (!p->row || !p->best || !p->middle ||
        (slice->design.weight && !p->weight)) {
        poll_free(p);
        return err_nomem(err);
    }
    take_ballots(p, slice, buckets, level);
    return OK;
}

void poll_free(struct poll *p)
{
    free(p->row);
    free(p->best);
    free(p->middle);
    free(p->weight);
    *p = (struct poll){0};
}

struct ballot_box ballot_box(const struct poll *poll, const struct slice *slice,
                             size_t level, enum base base)
{
    bool complete = base == BASE_COMPLETE;

    return (struct ballot_box){
        .poll = poll,
        .slice = slice,
        .level = level,
        .n = complete ? poll->n_complete : poll->n,
        .base = base,
        .full = complete && slice->subject->question->places == poll->k,
        .chief = base_is_chief(slice, base)};
}

struct domain ballot_domain(const struct ballot_box *box)
{
    return (struct domain){.slice = box->slice,
                           .n = box->n,
                           .row = box->poll->row,
                           .weight = box->poll->weight};
}

struct places ballot_places(const struct ballot_box *box, unsigned char *member)
{
    const struct ballots *all = &box->slice->subject->ballots;

    if (design_stands_alone(&box->slice->design))
        return (struct places){.n = box->n,
                               .k = box->poll->k,
                               .place = box->poll->best,
                               .weight = box->poll->weight};
    memset(member, 0, all->n);
    for (size_t i = 0; i < box->n; i++)
        member[box->poll->row[i]] = 1;
    return (struct places){.n = all->n,
                           .k = all->k,
                           .place = all->best,
                           .weight = box->slice->design.weight,
                           .member = member};
}

struct design ballot_design(const struct ballot_box *box, double *factor)
{
    *factor = 1;
    if (!design_stands_alone(&box->slice->design))
        return box->slice->design;
    *factor = alone_factor(box->slice->view->n, (double)box->n);
    return (struct design){.n = box->n, .weight = box->poll->weight};
}

bool base_is_chief(const struct slice *slice, enum base base)
{
    const struct headline *h = &slice->subject->survey->headline;
    bool ranking = slice->subject->question->type == TYPE_RANKING;

    if (h->question && h->question_index == slice->subject->index)
        return strcmp(h->base, base_name(base)) == 0;
    return base == (ranking ? BASE_COMPLETE : BASE_GAVE_VIEW);
}
