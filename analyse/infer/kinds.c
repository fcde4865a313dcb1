/* kinds.c - see kinds.h and docs/methods/tests.md.
 *
 * Bounds are cut at 0 and 1 only where the formula cannot leave them but for
 * rounding; an interval that can (wald, agresti_coull) is shown as it is. */
#include "analyse/infer/kinds.h"

#include <math.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include "analyse/infer/tails.h"

static const struct interval none = {(double)NAN, (double)NAN};

static double normal_within(double confidence)
{
    return gsl_cdf_ugaussian_Pinv((1 + confidence) / 2);
}

static struct interval beta(const struct mean_estimate *e, double yes,
                            double confidence)
{
    (void)yes;
    return interval_beta(e->value, e->se, e->n, e->df, e->n_effective,
                         confidence);
}

static double expit(double x)
{
    return 1 / (1 + exp(-x));
}

/* R's svyciprop(method = "xlogit"). */
static struct interval logit(const struct mean_estimate *e, double yes,
                             double confidence)
{
    double p = e->value, t = tail_t_within(confidence, e->df);
    double centre, half;

    (void)yes;
    if (!(p > 0 && p < 1))
        return none;
    centre = log(p / (1 - p));
    half = t * e->se / (p * (1 - p));
    return (struct interval){expit(centre - half), expit(centre + half)};
}

static double sin_squared(double x)
{
    return sin(x) * sin(x);
}

/* R's svyciprop(method = "asin"). */
static struct interval arcsine(const struct mean_estimate *e, double yes,
                               double confidence)
{
    double p = e->value, t = tail_t_within(confidence, e->df);
    double centre, half;

    (void)yes;
    if (!(p > 0 && p < 1))
        return none;
    centre = asin(sqrt(p));
    half = t * e->se / (2 * sqrt(p * (1 - p)));
    return (struct interval){sin_squared(centre - half),
                             sin_squared(centre + half)};
}

static struct interval wald(const struct mean_estimate *e, double yes,
                            double confidence)
{
    (void)yes;
    return interval_t(e->value, e->se, e->df, confidence);
}

static struct interval wald_normal(const struct mean_estimate *e, double yes,
                                   double confidence)
{
    double z = normal_within(confidence);

    (void)yes;
    return (struct interval){e->value - z * e->se, e->value + z * e->se};
}

/* Wilson (1927), JASA 22:209-212. */
static struct interval wilson_of(double p, double n, double confidence)
{
    double z = normal_within(confidence), zz = z * z;
    double centre = (p + zz / (2 * n)) / (1 + zz / n);
    double half = z / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n));

    if (!(n > 0) || isnan(p))
        return none;
    return (struct interval){p > 0 ? fmax(centre - half, 0) : 0,
                             p < 1 ? fmin(centre + half, 1) : 1};
}

static struct interval wilson_kish(const struct mean_estimate *e, double yes,
                                   double confidence)
{
    (void)yes;
    return wilson_of(e->value, e->n_effective, confidence);
}

/* The effective n of the design is 0/0 at 0 and 1; Kish's is not. */
static struct interval wilson_design(const struct mean_estimate *e, double yes,
                                     double confidence)
{
    double p = e->value, n = e->n_effective;

    (void)yes;
    if (p > 0 && p < 1)
        n = p * (1 - p) / (e->se * e->se);
    return wilson_of(p, n, confidence);
}

static struct interval wilson(const struct mean_estimate *e, double yes,
                              double confidence)
{
    return wilson_of(yes / e->n, e->n, confidence);
}

/* Clopper and Pearson (1934), Biometrika 26:404-413: the beta interval where
 * the effective n is n itself. */
static struct interval clopper_pearson(const struct mean_estimate *e,
                                       double yes, double confidence)
{
    double p = yes / e->n;

    return interval_beta(p, sqrt(p * (1 - p) / e->n), e->n, e->n - 1, e->n,
                         confidence);
}

/* Agresti and Coull (1998), Am. Stat. 52:119-126. */
static struct interval agresti_coull(const struct mean_estimate *e, double yes,
                                     double confidence)
{
    double z = normal_within(confidence), n = e->n + z * z;
    double p = (yes + z * z / 2) / n, half = z * sqrt(p * (1 - p) / n);

    return e->n > 0 ? (struct interval){p - half, p + half} : none;
}

// clang-format off
static const struct interval_kind kinds[] = {
    {"beta", "Korn and Graubard's beta interval", false, beta},
    {"logit", "t interval on the logit scale", false, logit},
    {"asin", "t interval on the arcsine scale", false, arcsine},
    {"wald", "the share and its standard error by t", false, wald},
    {"wald_normal", "the share and 1.96 standard errors", false, wald_normal},
    {"wilson_kish", "Wilson's score interval on Kish's effective n", false,
     wilson_kish},
    {"wilson_design", "Wilson's score interval on the design's effective n",
     false, wilson_design},
    {"wilson", "Wilson's score interval", true, wilson},
    {"clopper_pearson", "Clopper and Pearson's exact interval", true,
     clopper_pearson},
    {"agresti_coull", "Agresti and Coull's interval", true, agresti_coull},
};
// clang-format on

const struct interval_kind *interval_kinds(size_t *n)
{
    *n = sizeof kinds / sizeof *kinds;
    return kinds;
}

const struct interval_kind *interval_kind_of(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}
