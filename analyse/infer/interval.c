/* interval.c - intervals around a mean and around a share.
 *
 * GSL's inverse of the beta distribution stops at about seven digits for some
 * arguments, and calls the error handler where it does not converge; what it
 * gives is a start for a search of ours on the distribution itself. */
#include "analyse/infer/infer.h"

#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

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

/* Newton kept between bounds that close in: each step that would leave them
 * is a bisection instead. */
static double beta_quantile(double q, double a, double b)
{
    double low = 0, high = 1, mean = a / (a + b);
    double sd = sqrt(mean * (1 - mean) / (a + b + 1));
    double x = mean + (q < 0.5 ? -1.9 : 1.9) * sd;

    for (int i = 0; i < 200; i++) {
        double p, slope, next;

        if (!(x > low && x < high))
            x = (low + high) / 2;
        p = gsl_cdf_beta_P(x, a, b);
        if (p < q)
            low = x;
        else
            high = x;
        slope = gsl_ran_beta_pdf(x, a, b);
        next = slope > 0 ? x - (p - q) / slope : -1;
        if (fabs(next - x) <= 1e-15 * x)
            return next;
        x = next;
    }
    return x;
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

    if (p <= 0 || p >= 1)
        return n_effective > 0 ? at_the_end(p, n_effective, tail) : none;
    if (!(se > 0) || !isfinite(se) || !(df > 0) || !(n > 1))
        return none;
    if (n - 1 < df || n - 1 > df)
        ratio = t_quantile(1 - tail, n - 1) / t_quantile(1 - tail, df);
    ne = p * (1 - p) / (se * se) * ratio * ratio;
    return (struct interval){beta_quantile(tail, ne * p, ne * (1 - p) + 1),
                             beta_quantile(1 - tail, ne * p + 1, ne * (1 - p))};
}
