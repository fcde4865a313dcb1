/* interval.c - intervals around a mean and around a share.
 *
 * GSL's inverse of the beta distribution stops at about seven digits for some
 * arguments and calls the error handler where it does not converge, so the
 * search on the distribution is ours. */
#include "analyse/infer/infer.h"

#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include "analyse/infer/tails.h"

static double t_quantile(double q, double df)
{
    double t = gsl_cdf_tdist_Pinv(q, df);

    for (int i = 0; i < 3; i++) {
        double slope = gsl_ran_tdist_pdf(t, df);

        if (!(slope > 0))
            break;
        t -= (gsl_cdf_tdist_P(t, df) - q) / slope;
    }
    return t;
}

struct interval interval_t(double value, double se, double df,
                           double confidence)
{
    double t;

    if (!(df > 0) || !isfinite(se) || !isfinite(value))
        return (struct interval){(double)NAN, (double)NAN};
    t = t_quantile((1 + confidence) / 2, df);
    return (struct interval){value - t * se, value + t * se};
}

/* Where to start: Abramowitz and Stegun 26.5.22, good to some four digits of
 * the standard deviation.  Below 1 it is not defined; the mean will do. */
static double beta_start(double q, double a, double b)
{
    double z = -gsl_cdf_ugaussian_Pinv(q), la = 1 / (2 * a - 1);
    double lb = 1 / (2 * b - 1), lambda = (z * z - 3) / 6, h, w;

    if (a <= 1 || b <= 1)
        return a / (a + b);
    h = 2 / (la + lb);
    w = z * sqrt(h + lambda) / h - (lb - la) * (lambda + 5.0 / 6 - 2 / (3 * h));
    return a / (a + b * exp(2 * w));
}

/* For the lower tail, where doubles lie densest; the upper one is 1 less that
 * of the mirrored distribution.
 *
 * Halley's step on the distribution, kept between bounds that close in: a step
 * that would leave them is a bisection instead.  Each evaluation costs a
 * continued fraction, so the last step is taken on trust where it is small:
 * what is left of it is of the order of its cube, in units of what the
 * distribution bends over.  One evaluation or two do, but in long tails. */
static double beta_quantile(double q, double a, double b)
{
    double low = 0, high = 1;
    double x = beta_start(q, a, b), mean = a / (a + b);
    double sd = sqrt(mean * (1 - mean) / (a + b + 1));

    for (int i = 0; i < 200 && high > low; i++) {
        double miss, slope, step;

        if (!(x > low && x < high))
            x = (low + high) / 2;
        miss = beta_below(x, 1 - x, a, b, &slope) - q;
        if (miss < 0)
            low = x;
        else
            high = x;
        step = miss / slope;
        step /= 1 - step * ((a - 1) / x - (b - 1) / (1 - x)) / 2;
        if (!isfinite(step))
            step = 2; /* leaves the bounds */
        x -= step;
        if (fabs(step) <= 1e-4 * fmin(sd, fmin(x, 1 - x)))
            break;
    }
    return fmin(fmax(x, low), high);
}

/* Clopper and Pearson's bounds at 0 and 1 have a closed form. */
static struct interval at_the_end(double p, double n_effective, double tail)
{
    double bound = pow(tail, 1 / n_effective);

    if (p > 0)
        return (struct interval){bound, 1};
    return (struct interval){0, 1 - bound};
}

struct interval interval_beta(double p, double se, double n, double df,
                              double n_effective, double confidence)
{
    const struct interval none = {(double)NAN, (double)NAN};
    double tail = (1 - confidence) / 2, ne, ratio = 1;

    if (isnan(p))
        return none;
    if (p <= 0 || p >= 1)
        return n_effective > 0 ? at_the_end(p, n_effective, tail) : none;
    if (!(se > 0) || !isfinite(se) || !(df > 0) || !(n > 1))
        return none;
    if (n - 1 < df || n - 1 > df)
        ratio = t_quantile(1 - tail, n - 1) / t_quantile(1 - tail, df);
    ne = p * (1 - p) / (se * se) * ratio * ratio;
    return (struct interval){beta_quantile(tail, ne * p, ne * (1 - p) + 1),
                             1 - beta_quantile(tail, ne * (1 - p), ne * p + 1)};
}
