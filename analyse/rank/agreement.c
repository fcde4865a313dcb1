/* agreement.c - see agreement.h. */
#include "analyse/rank/agreement.h"

#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include "analyse/rank/linear.h"
#include "analyse/rank/places.h"
#include "core/base/mem.h"

/* Sum of t^3 - t over the ties of one ranking. */
static double ties_of(const double *middle, size_t k)
{
    double sum = 0;

    for (size_t i = 0; i < k; i++) {
        double t = 0;

        for (size_t j = 0; j < k; j++)
            t += middle[j] == middle[i];
        sum += t * t - 1; /* t times over: t^3 - t */
    }
    return sum;
}

struct concordance_sums {
    double n, w, ties;
    double least, most; /* weight */
    double distance;    /* sum of (mean place - (k + 1) / 2)^2 */
};

static double mean_of(const struct middles *r, size_t i, double total)
{
    double sum = 0;

    for (size_t row = 0; row < r->n; row++)
        if (!r->member || r->member[row])
            sum += (r->weight ? r->weight[row] : 1) * r->middle[row * r->k + i];
    return sum / total;
}

static struct concordance_sums add_up(const struct middles *r, double *mean)
{
    struct concordance_sums s = {.least = (double)INFINITY};

    for (size_t row = 0; row < r->n; row++) {
        double w = r->weight ? r->weight[row] : 1;

        if (r->member && !r->member[row])
            continue;
        s.n++;
        s.w += w;
        s.ties += w * ties_of(r->middle + row * r->k, r->k);
        s.least = fmin(s.least, w);
        s.most = fmax(s.most, w);
    }
    for (size_t i = 0; i < r->k; i++) {
        double m = mean_of(r, i, s.w), from = m - ((double)r->k + 1) / 2;

        s.distance += from * from;
        if (mean)
            mean[i] = m;
    }
    return s;
}

struct concordance kendall_w(const struct middles *r, double *mean)
{
    struct concordance_sums s = add_up(r, mean);
    double nan = (double)NAN, k = (double)r->k, cube = k * k * k - k;
    double untied = cube - s.ties / s.w;
    struct concordance c = {.n = (size_t)s.n,
                            .w = nan,
                            .w_untied = 12 * s.distance / cube,
                            .chisq = nan,
                            .df = k - 1,
                            .p = nan,
                            .f = nan,
                            .f_df1 = k - 1,
                            .f_df2 = (s.n - 1) * (k - 1),
                            .f_p = nan,
                            .mean_spearman = nan};

    if (!(untied > 1e-9 * cube))
        return c;
    c.w = 12 * s.distance / untied;
    if (s.most - s.least > 1e-9 * s.most)
        return c;
    c.chisq = s.n * (k - 1) * c.w;
    c.p = gsl_cdf_chisq_Q(c.chisq, c.df);
    if (s.n < 2)
        return c;
    c.mean_spearman = (s.n * c.w - 1) / (s.n - 1);
    c.f = (s.n - 1) * c.chisq / (s.n * (k - 1) - c.chisq);
    c.f_p = c.w < 1 ? gsl_cdf_fdist_Q(c.f, c.f_df1, c.f_df2) : 0;
    return c;
}

double tau_b(const double *x, const double *y, size_t k)
{
    double same = 0, in_x = 0, in_y = 0;

    for (size_t i = 0; i < k; i++)
        for (size_t j = i + 1; j < k; j++) {
            double a = (x[i] > x[j]) - (x[i] < x[j]);
            double b = (y[i] > y[j]) - (y[i] < y[j]);

            if (isnan(x[i] + x[j] + y[i] + y[j]))
                continue;
            same += a * b;
            in_x += a * a;
            in_y += b * b;
        }
    return in_x > 0 && in_y > 0 ? same / sqrt(in_x * in_y) : (double)NAN;
}

static double pearson(const double *x, const double *y, size_t n)
{
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

    for (size_t i = 0; i < n; i++) {
        mx += x[i] / (double)n;
        my += y[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
        xy += (x[i] - mx) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : (double)NAN;
}

enum status spearman(const double *x, const double *y, size_t k, double *out,
                     struct err *err)
{
    double *room = mem_array(4 * k, sizeof *room);
    double *a, *b;
    size_t n = 0;

    if (!room)
        return err_nomem(err);
    a = room;
    b = room + k;
    for (size_t i = 0; i < k; i++) {
        if (isnan(x[i] + y[i]))
            continue;
        a[n] = x[i];
        b[n++] = y[i];
    }
    places_of_numbers(a, n, room + 2 * k);
    places_of_numbers(b, n, room + 3 * k);
    *out = pearson(room + 2 * k, room + 3 * k, n);
    free(room);
    return OK;
}

void compare_rules(const size_t *rank, size_t rules, size_t k, size_t *ahead,
                   size_t *spread)
{
    for (size_t i = 0; i < k; i++) {
        size_t low = 0, high = 0;

        for (size_t r = 0; r < rules; r++) {
            size_t x = rank[r * k + i];

            low = x && (!low || x < low) ? x : low;
            high = x > high ? x : high;
        }
        if (spread)
            spread[i] = high - low;
        for (size_t j = 0; ahead && j < k; j++) {
            ahead[i * k + j] = 0;
            for (size_t r = 0; r < rules; r++)
                ahead[i * k + j] += rank[r * k + i] && rank[r * k + j] &&
                                    rank[r * k + i] < rank[r * k + j];
        }
    }
}

static enum status test(const double *v, const double *d, size_t n, double nu,
                        struct wald *out, struct err *err)
{
    double nan = (double)NAN;
    size_t rank = 0;
    enum status rc;

    *out = (struct wald){nan, 0, nan, nan, nan, nan};
    for (size_t i = 0; i < n * n; i++)
        if (isnan(v[i]) || isnan(d[i / n]))
            return OK;
    rc = linear_quadratic(v, d, n, &out->chisq, &rank, err);
    out->df = (double)rank;
    if (rc != OK || rank == 0) {
        out->chisq = nan;
        return rc;
    }
    out->p_chisq = gsl_cdf_chisq_Q(out->chisq, out->df);
    out->df2 = nu - out->df + 1;
    if (!(out->df2 > 0))
        return OK;
    out->f = out->df2 / (nu * out->df) * out->chisq;
    out->p = gsl_cdf_fdist_Q(out->f, out->df, out->df2);
    return OK;
}

/* Differences of later blocks of k from the first: as many as n - k. */
static enum status against_first(const double *x, const double *v, size_t n,
                                 size_t k, double nu, struct wald *out,
                                 struct err *err)
{
    size_t m = n > k ? n - k : 0;
    double *d = mem_array(m + m * m, sizeof *d), *c = d ? d + m : NULL;
    enum status rc = d ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < m; i++) {
        size_t a = i + k, a0 = i % k;

        d[i] = x[a] - x[a0];
        for (size_t j = 0; j < m; j++) {
            size_t b = j + k, b0 = j % k;

            c[i * m + j] =
                v[a * n + b] - v[a * n + b0] - v[a0 * n + b] + v[a0 * n + b0];
        }
    }
    if (rc == OK && m)
        rc = test(c, d, m, nu, out, err);
    else
        *out = (struct wald){(double)NAN, 0,           (double)NAN,
                             (double)NAN, (double)NAN, (double)NAN};
    free(d);
    return rc;
}

enum status wald_equal(const double *x, const double *v, size_t k, double nu,
                       struct wald *out, struct err *err)
{
    return against_first(x, v, k, 1, nu, out, err);
}

enum status wald_groups(const double *x, const double *v, size_t g, size_t k,
                        double nu, struct wald *out, struct err *err)
{
    return against_first(x, v, g * k, k, nu, out, err);
}
