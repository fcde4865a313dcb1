/* sets.c - critical values by simulation: see sets.h.
 *
 * Draws lie item by item and are taken CHUNK at a time, so that the loop over
 * pairs runs over short rows that stay in the cache. */
#include "analyse/rank/sets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_float.h>
#include "analyse/rank/pair_test.h"
#include "core/base/mem.h"

enum { CHUNK = 256 };

struct work {
    const struct set_request *r;
    size_t k, n, padded;    /* padded: n made up to whole chunks */
    double *t, *inverse_sd; /* k by k */
    float *draw;            /* k by padded: correlated as the estimates are */
    float *top;             /* padded: the largest statistic of each draw */
    float *few;             /* padded: room to select in */
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

/* A length known beforehand lets compilers use wide registers. */
static void add_some(float *restrict to, const float *restrict z, float by,
                     size_t some)
{
    if (some == CHUNK)
        for (size_t d = 0; d < CHUNK; d++)
            to[d] += by * z[d];
    else
        for (size_t d = 0; d < some; d++)
            to[d] += by * z[d];
}

static void correlate(struct work *w, const struct rank_draws *draws,
                      const size_t *order, const double *l)
{
    for (size_t from = 0; from < w->n; from += CHUNK) {
        size_t some = w->n - from < CHUNK ? w->n - from : CHUNK;

        for (size_t i = 0; i < w->k; i++)
            for (size_t j = 0; j <= i; j++)
                add_some(w->draw + order[i] * w->padded + from,
                         draws->z + j * w->n + from, (float)l[i * w->k + j],
                         some);
    }
}

/* A third of an analysis under the thread sanitizer would be these loops.
 * What they go over, find_top() and correlate() write value by value in the
 * same call, and a race is seen there. */
#define SEEN_ELSEWHERE __attribute__((no_sanitize("thread")))

/* The larger of what is there and of one pair's statistic; both: of either
 * sign. */
SEEN_ELSEWHERE
static void raise(float *restrict top, const float *restrict a,
                  const float *restrict b, float by)
{
    for (size_t d = 0; d < CHUNK; d++) {
        float x = (a[d] - b[d]) * by;

        top[d] = x > top[d] ? x : top[d];
    }
}

SEEN_ELSEWHERE
static void raise_both(float *restrict top, const float *restrict a,
                       const float *restrict b, float by)
{
    for (size_t d = 0; d < CHUNK; d++) {
        float x = fabsf((a[d] - b[d]) * by);

        top[d] = x > top[d] ? x : top[d];
    }
}

static bool raise_pairs(struct work *w, size_t from)
{
    bool any = false;

    for (size_t i = 0; i < w->k; i++)
        for (size_t j = i + 1; j < w->k; j++) {
            const float *a = w->draw + i * w->padded + from;
            const float *b = w->draw + j * w->padded + from;
            float by = (float)w->inverse_sd[i * w->k + j];
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

/* The quantile of the largest statistics. */
static double find_quantile(const struct work *w)
{
    size_t at = (size_t)ceil(w->r->confidence * (double)w->n);

    memcpy(w->few, w->top, w->n * sizeof *w->few);
    return (double)gsl_stats_float_select(w->few, 1, w->n, at - (at > 0));
}

/* Is x above the quantile of the largest statistics?  Counting is less work
 * than to find it.  What lies beyond the draws is never above 0. */
static bool is_above(const struct work *w, double x, double confidence)
{
    size_t at = (size_t)ceil(confidence * (double)w->n), above = 0;

    for (size_t from = 0; x > 0 && from < w->padded; from += CHUNK) {
        const float *top = w->top + from;
        unsigned some = 0;

        for (size_t d = 0; d < CHUNK; d++)
            some += top[d] >= (float)x;
        above += some;
    }
    return x > 0 && above + at <= w->n;
}

/* The largest open statistic of each draw; false where none is random. */
static bool find_top(struct work *w)
{
    bool any = false;

    for (size_t d = 0; d < w->padded; d++)
        w->top[d] = -(float)INFINITY;
    for (size_t from = 0; from < w->padded; from += CHUNK)
        any = raise_pairs(w, from);
    return any;
}

/* Quantiles of the same draws differ from true ones by less. */
static double simulation_error(const struct work *w)
{
    return 10 / sqrt((double)w->n);
}

/* Rejects what exceeds the critical value, which is known to be above `least`;
 * true if anything did.  Each claim looked at narrows where it can lie. */
static bool reject(struct work *w, double least, bool random)
{
    double most = (double)INFINITY;
    bool any = false;

    for (size_t c = 0; random && c < w->k * w->k; c++)
        if (w->open[c] && w->t[c] > least && w->t[c] < most) {
            if (is_above(w, w->t[c], w->r->confidence))
                most = w->t[c];
            else
                least = w->t[c];
        }
    for (size_t c = 0; c < w->k * w->k; c++)
        if (w->open[c] && w->t[c] >= most) {
            w->open[c] = false;
            w->ahead[c] = true;
            any = true;
        }
    return any;
}

/* The largest statistic of open claims that no further step can reject, after
 * the first; see test_pairs(). */
static double find_hopeless(const struct work *w, double least)
{
    double confidence = 2 * w->r->confidence - 1;

    for (size_t c = 0; c < w->k * w->k; c++)
        if (w->open[c] && w->t[c] > least &&
            !is_above(w, w->t[c] + simulation_error(w), confidence))
            least = w->t[c];
    return least;
}

/* Is there a claim left that a further step could reject? */
static bool worth_a_step(const struct work *w, double least)
{
    for (size_t c = 0; c < w->k * w->k; c++)
        if (w->open[c] && w->t[c] > least)
            return true;
    return false;
}

/* No critical value of a first step is less: that of one pair. */
static double critical_of_one(const struct work *w)
{
    return gsl_cdf_ugaussian_Pinv((1 + w->r->confidence) / 2) -
           simulation_error(w);
}

/* All pairs, or those with item `of` (k: all); critical: of the first step, or
 * NULL.
 *
 * At least one direction of each pair stays open for ever, and the two have the
 * same distribution.  So the largest statistic of what is open exceeds a number
 * at least half as often as that of all, and no later critical value lies below
 * the quantile of twice the level of the first step: claims below that need no
 * further one. */
static void test_pairs(struct work *w, size_t of, double *critical)
{
    double least = critical_of_one(w);
    bool random, more;

    memset(w->ahead, 0, w->k * w->k * sizeof *w->ahead);
    for (size_t i = 0; i < w->k; i++)
        for (size_t j = 0; j < w->k; j++)
            w->open[i * w->k + j] =
                i != j && (of == w->k || i == of || j == of);
    random = find_top(w);
    if (critical)
        *critical = random ? find_quantile(w) : (double)NAN;
    more = reject(w, least, random) && w->r->step_down && random;
    if (more)
        least = find_hopeless(w, 0);
    while (more && worth_a_step(w, least))
        more = find_top(w) && reject(w, least, true);
}

static void work_free(struct work *w)
{
    free(w->t);
    free(w->draw);
    free(w->open);
}

static enum status work_init(struct work *w, const struct set_request *r,
                             const struct rank_draws *draws, struct err *err)
{
    size_t k = r->k, *order = mem_array(k, sizeof *order);
    double *l = mem_array(k * k, sizeof *l);
    enum status rc = OK;

    *w = (struct work){.r = r, .k = k, .n = draws->n};
    w->padded = (w->n + CHUNK - 1) / CHUNK * CHUNK;
    w->t = mem_array(2 * k * k, sizeof *w->t);
    w->draw = mem_array((k + 2) * w->padded, sizeof *w->draw);
    w->open = mem_array(2 * k * k, sizeof *w->open);
    if (!order || !l || !w->t || !w->draw || !w->open) {
        rc = err_nomem(err);
    } else {
        w->inverse_sd = w->t + k * k;
        w->top = w->draw + k * w->padded;
        w->few = w->top + w->padded;
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
            test_pairs(&w, own ? i : k, critical ? &critical[i] : NULL);
        }
        set_of_item(w.ahead, k, i, lower, upper);
        if (ahead)
            memcpy(ahead + i * k, w.ahead + i * k, k * sizeof *ahead);
    }
    work_free(&w);
    return rc;
}

/* Could the item's own set differ from its joint one?  Its own critical values
 * are never above the joint ones, so that what is rejected together is
 * rejected alone, nor the first below that of one pair. */
static bool is_open_alone(const struct work *w, const bool *joint, size_t i)
{
    double least = critical_of_one(w);

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
        test_pairs(&w, k, NULL);
        memcpy(ahead, w.ahead, k * k * sizeof *ahead);
    }
    for (size_t i = 0; rc == OK && i < k; i++) {
        set_of_item(ahead, k, i, all->lower, all->upper);
        own->lower[i] = all->lower[i];
        own->upper[i] = all->upper[i];
        if (!is_open_alone(&w, ahead, i))
            continue;
        test_pairs(&w, i, NULL);
        set_of_item(w.ahead, k, i, own->lower, own->upper);
    }
    work_free(&w);
    return rc;
}
