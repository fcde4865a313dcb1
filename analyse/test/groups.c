/* groups.c - see groups.h.
 *
 * Each level carries two totals: of deviations from its own mean, which is 0,
 * and of its weight.  Means alone would need the first only; the rest of the
 * levels together moves with their weights, and needs both. */
#include "analyse/test/groups.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "analyse/infer/levels.h"
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "analyse/test/quadratic.h"
#include "core/base/mem.h"

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

void groups_free(struct groups *g)
{
    free(g->mean);
    free(g->v);
    *g = (struct groups){0};
}

static enum status init(struct groups *g, size_t k, struct err *err)
{
    *g = (struct groups){.k = k};
    g->mean = mem_array(3 * k, sizeof *g->mean);
    g->v = mem_array(4 * k * k, sizeof *g->v);
    if (!g->mean || !g->v) {
        groups_free(g);
        return err_nomem(err);
    }
    g->n = g->mean + k;
    g->w = g->n + k;
    return OK;
}

/* Means are those of the sums with what rounding left added. */
static void find_means(struct groups *g, const struct level_sums *sums)
{
    for (size_t a = 0; a < g->k; a++) {
        g->n[a] = sums[a].of.n;
        g->w[a] = sums[a].of.w;
        g->mean[a] = sums[a].mean + sums[a].rest / sums[a].of.w;
        g->n_all += g->n[a];
        g->w_all += g->w[a];
    }
    for (size_t a = 0; a < g->k; a++)
        g->all += g->n[a] > 0 ? g->w[a] / g->w_all * g->mean[a] : 0;
    if (!(g->n_all > 0))
        g->all = (double)NAN;
}

/* Under a simple design the sums say how totals vary: those of deviations,
 * which are 0, and of weight. */
static void spread_of_sums(struct groups *g, const struct level_sums *sums,
                           double n)
{
    double factor = design_factor(n);
    size_t k = 2 * g->k;

    for (size_t a = 0; a < g->k; a++) {
        const struct level_sums *s = &sums[a];
        double *v = g->v + 2 * a * k + 2 * a;

        v[0] = factor * s->spread;
        v[1] = v[k] = factor * s->drift;
        v[k + 1] = factor * s->of.ww;
        for (size_t b = 0; b < g->k; b++)
            g->v[(2 * a + 1) * k + 2 * b + 1] -=
                factor * s->of.w * sums[b].of.w / n;
    }
    g->df = g->n_all - (g->n_all > 0);
}

/* Under any other, response by response. */
static enum status spread_of_rows(struct groups *g, const struct design *d,
                                  const double *y, const int32_t *level,
                                  struct err *err)
{
    int32_t *code = mem_array(d->n, sizeof *code);
    double *x = mem_array(2 * d->n, sizeof *x);
    unsigned char *member = mem_array(d->n, 1);
    enum status rc = code && x && member ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < d->n; i++) {
        code[i] = level[i] < 0 || isnan(y[i]) ? -1 : level[i];
        member[i] = code[i] >= 0;
        x[2 * i] = member[i] ? y[i] - g->mean[code[i]] : 0;
        x[2 * i + 1] = 1;
    }
    if (rc == OK)
        g->df = design_df(d, member);
    if (rc == OK)
        rc = isnan(g->df) ? err_nomem(err)
                          : infer_sparse(d, code, g->k, x, 2, g->v, err);
    free(code);
    free(x);
    free(member);
    return rc;
}

enum status groups_init(struct groups *g, const struct design *design,
                        const double *y, const int32_t *level, size_t k,
                        struct err *err)
{
    struct level_sums *sums = mem_array(k, sizeof *sums);
    enum status rc = init(g, k, err);

    if (rc == OK && !sums)
        rc = err_nomem(err);
    if (rc == OK)
        rc = design_check(design, err);
    if (rc == OK)
        rc = infer_level_sums(design, y, level, k, sums, err);
    if (rc == OK) {
        find_means(g, sums);
        if (design_is_simple(design))
            spread_of_sums(g, sums, (double)design->n);
        else
            rc = spread_of_rows(g, design, y, level, err);
    }
    if (rc != OK)
        groups_free(g);
    free(sums);
    return rc;
}

double groups_covariance(const struct groups *g, size_t a, size_t b)
{
    return g->v[2 * a * 2 * g->k + 2 * b] / (g->w[a] * g->w[b]);
}

double groups_se(const struct groups *g, size_t a)
{
    return sqrt(groups_covariance(g, a, a));
}

struct difference groups_pair(const struct groups *g, size_t a, size_t b)
{
    struct difference d =
        difference_of(g->mean[a] - g->mean[b],
                      groups_covariance(g, a, a) + groups_covariance(g, b, b) -
                          2 * groups_covariance(g, a, b),
                      g->df);

    d.n_a = g->n[a];
    d.n_b = g->n[b];
    return d;
}

struct difference groups_t(const struct groups *g, size_t a, size_t b)
{
    struct difference d = groups_pair(g, a, b);

    d.df = g->df - 1;
    d.p = isnan(d.t) ? d.p : tail_t(d.t, d.df);
    return d;
}

/* The coefficient of total j of level b in "the mean of a less the rest". */
static double rest_coefficient(const struct groups *g, size_t a, size_t b,
                               size_t j, double rest_mean, double rest_w)
{
    if (!(g->n[b] > 0))
        return 0;
    if (b == a)
        return j == 0 ? 1 / g->w[a] : 0;
    return j == 0 ? -1 / rest_w : -(g->mean[b] - rest_mean) / rest_w;
}

struct difference groups_rest(const struct groups *g, size_t a)
{
    double n = 0, w = 0, mean = 0, v = 0;
    struct difference d;

    for (size_t b = 0; b < g->k; b++) {
        if (b == a || !(g->n[b] > 0))
            continue;
        n += g->n[b];
        w += g->w[b];
        mean += g->w[b] * g->mean[b];
    }
    mean /= w;
    for (size_t b = 0; b < 2 * g->k; b++)
        for (size_t c = 0; c < 2 * g->k; c++)
            v += rest_coefficient(g, a, b / 2, b % 2, mean, w) *
                 g->v[b * 2 * g->k + c] *
                 rest_coefficient(g, a, c / 2, c % 2, mean, w);
    if (!(n > 0) || !(g->n[a] > 0))
        v = (double)NAN;
    d = difference_of(g->mean[a] - mean, v, g->df);
    d.n_a = g->n[a];
    d.n_b = n;
    return d;
}

/* Covariance of the differences to the first level of `used`. */
static void fill_differences(const struct groups *g, const size_t *used,
                             size_t m, double *y, double *v)
{
    double first = groups_covariance(g, used[0], used[0]);

    for (size_t a = 0; a < m; a++) {
        y[a] = g->mean[used[a + 1]] - g->mean[used[0]];
        for (size_t b = 0; b < m; b++)
            v[a * m + b] = groups_covariance(g, used[a + 1], used[b + 1]) -
                           groups_covariance(g, used[a + 1], used[0]) -
                           groups_covariance(g, used[0], used[b + 1]) + first;
    }
}

enum status groups_equal(const struct groups *g, struct groups_test *test,
                         struct err *err)
{
    const double none = (double)NAN;
    size_t *used = mem_array(g->k, sizeof *used), n = 0, m;
    double *work, q;

    *test = (struct groups_test){0, none, none, none, none, none};
    if (!used)
        return err_nomem(err);
    for (size_t a = 0; a < g->k; a++)
        if (g->n[a] > 0)
            used[n++] = a;
    test->groups = (double)n;
    m = n > 0 ? n - 1 : 0;
    work = mem_array(m * m + m + quadratic_scratch(m), sizeof *work);
    if (!work) {
        free(used);
        return err_nomem(err);
    }
    if (m > 0) {
        fill_differences(g, used, m, work, work + m);
        quadratic_form(work + m, work, m, work + m + m * m, &q);
        test->chisq = q;
        test->df1 = (double)m;
        test->df2 = g->df - (double)m;
        test->f = q / test->df1;
        test->p = tail_f(test->f, test->df1, test->df2);
    }
    free(work);
    free(used);
    return OK;
}

static bool ranked(const double *y, const int32_t *level, size_t i)
{
    return level[i] >= 0 && !isnan(y[i]);
}

enum status midranks(const struct design *design, const double *y,
                     const uint32_t *order, const int32_t *level, double *rank,
                     struct err *err)
{
    double all = 0, below = 0;
    size_t n = design->n;
    enum status rc = design_check(design, err);

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < n; i++) {
        rank[i] = (double)NAN;
        all += ranked(y, level, i) ? weight_of(design, i) : 0;
    }
    for (size_t from = 0, to; from < n; from = to) {
        double value = y[order[from]], tied = 0;

        for (to = from; to < n && !(y[order[to]] > value) &&
                        (to == from || !isnan(y[order[to]]));
             to++)
            if (ranked(y, level, order[to]))
                tied += weight_of(design, order[to]);
        for (size_t o = from; o < to; o++)
            if (ranked(y, level, order[o]))
                rank[order[o]] = (below + tied / 2) / all;
        below += tied;
    }
    return OK;
}

enum status domain_means(const struct design *design, const double *y,
                         const unsigned char *const *member, size_t k,
                         double *mean, double *v, struct err *err)
{
    double *u = mem_array(design->n * k, sizeof *u);
    enum status rc;

    if (!u)
        return err_nomem(err);
    for (size_t a = 0; a < k; a++) {
        double w = 0;

        mean[a] = 0;
        for (size_t i = 0; i < design->n; i++)
            if (member[a][i] && !isnan(y[i])) {
                w += weight_of(design, i);
                mean[a] += weight_of(design, i) * y[i];
            }
        mean[a] /= w; /* NaN where nobody is */
        for (size_t i = 0; i < design->n; i++)
            if (member[a][i] && !isnan(y[i]))
                u[i * k + a] = (y[i] - mean[a]) / w;
    }
    rc = infer_covariance(design, u, k, v, err);
    free(u);
    return rc;
}
