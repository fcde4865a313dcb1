/* tails.c - see tails.h. */
#include "analyse/infer/tails.h"

#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>
#include "analyse/infer/infer.h"

/* The continued fraction of the incomplete beta function with x below
 * (a + 1) / (a + b + 2), by Lentz's method: the even part of Abramowitz and
 * Stegun 26.5.8 (Didonato and Morris 1992, ACM Trans. Math. Softw. 18:360-373,
 * equation 9).  y is 1 - x, given apart: a is often a million times b, y is
 * then tiny, and the terms of the plain fraction are its differences from 1. */
static double fraction(double x, double y, double a, double b)
{
    const double tiny = 1e-300;
    double lambda = a * y - b * x, h = tiny, c = tiny, d = 0;

    for (double n = 0; n < 100000; n++) {
        double s = a + 2 * n, step, alpha = 1;
        double beta = n + (a + n) / (s + 1) * (lambda + 1 + n * (1 + y));

        if (n > 0) {
            alpha = (a + n - 1) / (s - 1) * ((a + b + n - 1) / (s - 1)) * n *
                    (b - n) * x * x;
            beta += n * (b - n) * x / (s - 1);
        }
        d = beta + alpha * d;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = beta + alpha / c;
        c = fabs(c) < tiny ? tiny : c;
        step = c * d;
        h *= step;
        if (fabs(step - 1) < 4e-16)
            break;
    }
    return h;
}

/* ln of the gamma function less Stirling's main term, so that the difference
 * of huge logarithms below keeps its digits. */
static double stirling_rest(double a)
{
    return gsl_sf_lngamma(a) - ((a - 0.5) * log(a) - a + 0.5 * log(2 * M_PI));
}

static double stirling_series(double a)
{
    double r = 1 / (a * a);

    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / a;
}

static double rest_of(double a)
{
    return a < 20 ? stirling_rest(a) : stirling_series(a);
}

/* ln of x^a y^b / B(a, b), y = 1 - x, from how far x and y are from their
 * means: terms of size a + b that would cancel never arise. */
static double log_front(double x, double y, double a, double b)
{
    double n = a + b, miss = x * b - y * a;
    double of_x = x * n / a < 0.5 ? log(x * n / a) : log1p(miss / a);
    double of_y = y * n / b < 0.5 ? log(y * n / b) : log1p(-miss / b);

    return a * of_x + b * of_y + 0.5 * log(a * b / n / (2 * M_PI)) +
           rest_of(n) - rest_of(a) - rest_of(b);
}

double beta_below(double x, double y, double a, double b, double *density)
{
    double front;

    *density = 0;
    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    front = exp(log_front(x, y, a, b));
    *density = front / (x * y);
    if (x < (a + 1) / (a + b + 2))
        return front * fraction(x, y, a, b);
    return 1 - front * fraction(y, x, b, a);
}

double tail_f(double f, double df1, double df2)
{
    double x, y, density;

    if (isnan(f) || !(df1 > 0) || !(df2 > 0))
        return (double)NAN;
    if (f <= 0)
        return 1;
    if (isinf(f))
        return 0;
    if (isinf(df2))
        return tail_chisq(f * df1, df1);
    x = 1 / (1 + df1 / df2 * f);
    y = 1 / (1 + df2 / df1 / f);
    return beta_below(x, y, df2 / 2, df1 / 2, &density);
}

double tail_t(double t, double df)
{
    return isinf(df) && df > 0 ? tail_normal(t) : tail_f(t * t, 1, df);
}

double tail_chisq(double x, double df)
{
    if (isnan(x) || !(df > 0))
        return (double)NAN;
    if (x <= 0)
        return 1;
    return isinf(x) ? 0 : gsl_cdf_chisq_Q(x, df);
}

double tail_normal(double z)
{
    return erfc(fabs(z) / sqrt(2));
}

double tail_t_within(double confidence, double df)
{
    return interval_t(0, 1, df, confidence).upper;
}
