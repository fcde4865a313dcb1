/* tails.c - see tails.h. */
#include "analyse/infer/tails.h"

#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>
#include "analyse/infer/infer.h"

/* Lentz's continued fraction of the incomplete beta function (Abramowitz and
 * Stegun 26.5.8), for x below (a + 1) / (a + b + 2).  The number of steps that
 * it needs grows with the square root of a and b. */
static double fraction(double x, double y, double a, double b)
{
    const double tiny = 1e-300;
    double c = 1, d = (1 - b + (a + b) * y) / (a + 1), h;

    d = 1 / (fabs(d) < tiny ? tiny : d);
    h = d;
    for (double m = 1; m < 100000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd =
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        double step;

        d = 1 + even * d;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = 1 + even / c;
        c = fabs(c) < tiny ? tiny : c;
        h *= d * c;
        d = 1 + odd * d;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = 1 + odd / c;
        c = fabs(c) < tiny ? tiny : c;
        step = d * c;
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

/* I_x(a, b) with y = 1 - x given apart, since one of the two may be tiny. */
static double beta_lower(double x, double y, double a, double b)
{
    double front;

    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    front = exp(log_front(x, y, a, b));
    if (x < (a + 1) / (a + b + 2))
        return front * fraction(x, y, a, b) / a;
    return 1 - front * fraction(y, x, b, a) / b;
}

double tail_f(double f, double df1, double df2)
{
    double x, y;

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
    return beta_lower(x, y, df2 / 2, df1 / 2);
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
