/* sets.c - critical values by simulation: see sets.h.
 *
 * Draws lie item by item and are taken CHUNK at a time, so that the loop over
 * pairs runs over short rows that stay in the cache. */
#include "analyse/rank/sets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include "analyse/rank/pair_test.h"
#include "core/base/mem.h"

enum { CHUNK = 256 };

struct work {
    const struct set_request *r;
    size_t k, n, padded;    /* padded: n made up to whole chunks */
    double *t, *inverse_sd; /* k by k */
    double *draw;           /* k by padded: correlated as the estimates are */
    double *top;            /* padded: the largest statistic of each draw */
    bool *open;             /* k by k: not yet rejected, and looked at */
    bool *ahead;            /* k by k */
};

/* Items by estimate, then by variance: order[0] is the best. */
static void sort_items(const struct set_request *r, size_t *order)
{
    for (size_t i = 0; i < r->k; i++) {
        size_t at = i;

        for (; at > 0; at--) {
            size_t o = order[at - 1];
            double lead = r->high_first ? r->x[i] - r->x[o] : r->x[o] - r->x[i];

            if (lead < 0 ||
                (lead == 0 && r->v[i * r->k + i] <= r->v[o * r->k + o]))
                break;
            order[at] = o;
        }
        order[at] = i;
    }
}

/* l: k by k, lower, with l l' = v of the items in order.  What is left of a
 * variance after those before may be nothing. */
static void factorise(const struct set_request *r, const size_t *order,
                      double *l)
{
    size_t k = r->k;

    for (size_t j = 0; j < k; j++)
        for (size_t i = j; i < k; i++) {
            double v = r->v[order[i] * k + order[j]], x = v;

            for (size_t m = 0; m < j; m++)
                x -= l[i * k + m] * l[j * k + m];
            if (i == j)
                l[i * k + j] = x > 1e-12 * v ? sqrt(x) : 0;
            else
                l[i * k + j] = l[j * k + j] > 0 ? x / l[j * k + j] : 0;
        }
}

static void correlate(struct work *w, const struct rank_draws *draws,
                      const size_t *order, const double *l)
{
    memset(w->draw, 0, w->k * w->padded * sizeof *w->draw);
    for (size_t i = 0; i < w->k; i++) {
        double *to = w->draw + order[i] * w->padded;

        for (size_t j = 0; j <= i; j++) {
            const double *z = draws->z + j * w->n;
            double by = l[i * w->k + j];

            for (size_t d = 0; d < w->n; d++)
                to[d] += by * z[d];
        }
    }
}

/* The larger of what is there and of one pair's statistic; both: of either
 * sign.  A length known beforehand lets compilers use wide registers. */
static void raise(double *restrict top, const double *restrict a,
                  const double *restrict b, double by)
{
    for (size_t d = 0; d < CHUNK; d++) {
        double x = (a[d] - b[d]) * by;

        top[d] = x > top[d] ? x : top[d];
    }
}

static void raise_both(double *restrict top, const double *restrict a,
                       const double *restrict b, double by)
{
    for (size_t d = 0; d < CHUNK; d++) {
        double x = fabs((a[d] - b[d]) * by);

        top[d] = x > top[d] ? x : top[d];
    }
}

static bool raise_pairs(struct work *w, size_t from)
{
    bool any = false;

    for (size_t i = 0; i < w->k; i++)
        for (size_t j = i + 1; j < w->k; j++) {
            const double *a = w->draw + i * w->padded + from;
            const double *b = w->draw + j * w->padded + from;
            double by = w->inverse_sd[i * w->k + j];
            bool up = w->open[i * w->k + j], down = w->open[j * w->k + i];

            if (!(up || down) || !(by > 0))
                continue;
            any = true;
            if (up && down)
                raise_both(w->top + from, a, b, by);
            else
                raise(w->top + from, up ? a : b, up ? b : a, by);
        }
    return any;
}

/* The element of place `at`, from 0, of n sorted ones.  Only what lies above a
 * guess is looked at closely: the tail of some taken at regular steps. */
static double select_high(double *top, size_t n, size_t at)
{
    enum { SAMPLE = 256 };
    double some[SAMPLE], guess;
    size_t step = n / SAMPLE, above = 0, share;

    if (step < 4)
        return gsl_stats_select(top, 1, n, at);
    for (size_t i = 0; i < SAMPLE; i++)
        some[i] = top[i * step];
    share = (n - at) * SAMPLE / n;
    share = 2 * share + 8 < SAMPLE ? SAMPLE - 2 * share - 8 : 0;
    guess = gsl_stats_select(some, 1, SAMPLE, share);
    for (size_t i = 0; i < n; i++)
        above += top[i] > guess;
    if (n - above > at)
        return gsl_stats_select(top, 1, n, at);
    for (size_t i = 0, to = 0; i < n; i++)
        if (top[i] > guess) {
            double x = top[to];

            top[to++] = top[i];
            top[i] = x;
        }
    return gsl_stats_select(top, 1, above, at - (n - above));
}

/* The quantile of the largest open statistic; NaN where none is random. */
static double find_critical(struct work *w)
{
    bool any = false;
    size_t at = (size_t)ceil(w->r->confidence * (double)w->n);

    for (size_t d = 0; d < w->padded; d++)
        w->top[d] = -(double)INFINITY;
    for (size_t from = 0; from < w->padded; from += CHUNK)
        any = raise_pairs(w, from);
    return any ? select_high(w->top, w->n, at > 0 ? at - 1 : 0) : (double)NAN;
}

/* Rejects what exceeds the critical value; true if anything did. */
static bool reject(struct work *w, double critical)
{
    bool any = false;

    for (size_t c = 0; c < w->k * w->k; c++) {
        bool sure = isinf(w->t[c]) && w->t[c] > 0;

        if (!w->open[c] || !(sure || w->t[c] > critical))
            continue;
        w->open[c] = false;
        w->ahead[c] = true;
        any = true;
    }
    return any;
}

/* Is there a claim left that a further step could reject?  The critical value
 * of any claims is at least that of one alone, up to simulation error. */
static bool worth_a_step(const struct work *w)
{
    double least = gsl_cdf_ugaussian_Pinv(w->r->confidence) - 0.25;

    for (size_t c = 0; c < w->k * w->k; c++)
        if (w->open[c] && w->t[c] > least)
            return true;
    return false;
}

/* All pairs, or those with item `of` (k: all). */
static double test_pairs(struct work *w, size_t of)
{
    double first = (double)NAN;

    memset(w->ahead, 0, w->k * w->k * sizeof *w->ahead);
    for (size_t i = 0; i < w->k; i++)
        for (size_t j = 0; j < w->k; j++)
            w->open[i * w->k + j] =
                i != j && (of == w->k || i == of || j == of);
    for (bool more = true, start = true; more; start = false) {
        double critical = find_critical(w);

        if (start)
            first = critical;
        more = reject(w, critical) && w->r->step_down && worth_a_step(w);
    }
    return first;
}

static enum status work_init(struct work *w, const struct set_request *r,
                             const struct rank_draws *draws, struct err *err)
{
    size_t k = r->k, *order = mem_array(k, sizeof *order);
    double *l = mem_array(k * k, sizeof *l);
    enum status rc = OK;

    *w = (struct work){.r = r, .k = k, .n = draws->n};
    w->padded = (w->n + CHUNK - 1) / CHUNK * CHUNK;
    w->t = mem_array(2 * k * k + (k + 1) * w->padded, sizeof *w->t);
    w->open = mem_array(2 * k * k, sizeof *w->open);
    if (!order || !l || !w->t || !w->open) {
        rc = err_nomem(err);
    } else {
        w->inverse_sd = w->t + k * k;
        w->draw = w->inverse_sd + k * k;
        w->top = w->draw + k * w->padded;
        w->ahead = w->open + k * k;
        pair_statistics(r, w->t, w->inverse_sd);
        sort_items(r, order);
        factorise(r, order, l);
        correlate(w, draws, order, l);
    }
    free(order);
    free(l);
    return rc;
}

enum status rank_sets(const struct set_request *request,
                      const struct rank_draws *draws, size_t *lower,
                      size_t *upper, bool *ahead, double *critical,
                      struct err *err)
{
    size_t k = request->k;
    bool own = request->family == SETS_MARGINAL;
    struct work w;
    enum status rc = work_init(&w, request, draws, err);

    for (size_t i = 0; rc == OK && i < k; i++) {
        if (own || i == 0) {
            double first = test_pairs(&w, own ? i : k);

            if (critical)
                critical[i] = first;
        }
        set_of_item(w.ahead, k, i, lower, upper);
        if (ahead)
            memcpy(ahead + i * k, w.ahead + i * k, k * sizeof *ahead);
    }
    free(w.t);
    free(w.open);
    return rc;
}

/* Could the item's own set differ from its joint one?  Its own critical values
 * are never above the joint ones, so that what is rejected together is
 * rejected alone; what is left matters only near them. */
static bool is_open_alone(const struct work *w, const bool *joint, size_t i)
{
    double least = gsl_cdf_ugaussian_Pinv(w->r->confidence) - 0.25;

    for (size_t j = 0; j < w->k; j++)
        if ((w->t[i * w->k + j] > least && !joint[i * w->k + j]) ||
            (w->t[j * w->k + i] > least && !joint[j * w->k + i]))
            return true;
    return false;
}

enum status rank_sets_both(const struct set_request *request,
                           const struct rank_draws *draws,
                           struct rank_bounds *own, struct rank_bounds *all,
                           bool *ahead, struct err *err)
{
    size_t k = request->k;
    struct work w;
    enum status rc = work_init(&w, request, draws, err);

    if (rc == OK) {
        (void)test_pairs(&w, k);
        memcpy(ahead, w.ahead, k * k * sizeof *ahead);
    }
    for (size_t i = 0; rc == OK && i < k; i++) {
        set_of_item(ahead, k, i, all->lower, all->upper);
        own->lower[i] = all->lower[i];
        own->upper[i] = all->upper[i];
        if (!is_open_alone(&w, ahead, i))
            continue;
        (void)test_pairs(&w, i);
        set_of_item(w.ahead, k, i, own->lower, own->upper);
    }
    free(w.t);
    free(w.open);
    return rc;
}
