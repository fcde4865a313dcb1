/* importance.c - see importance.h. */
#include "analyse/rank/importance.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "core/base/mem.h"

struct importance importance_rating(double importance, double satisfaction,
                                    double var_importance,
                                    double var_satisfaction, double cov)
{
    double rest = 1 - satisfaction, rating = importance * rest;
    double variance = rest * rest * var_importance +
                      importance * importance * var_satisfaction -
                      2 * importance * rest * cov;

    /* Shares of whole numbers that meet a band are in it despite rounding. */
    return (struct importance){
        .rating = rating,
        .se = variance < 0 ? 0 : sqrt(variance),
        .band = isnan(rating)           ? ""
                : rating >= 0.2 - 1e-12 ? "very high priority"
                : rating >= 0.1 - 1e-12 ? "increased emphasis"
                                        : "current emphasis",
    };
}

void importance_quadrants(const double *importance, const double *satisfaction,
                          size_t k, enum quadrant *quadrant)
{
    double n = 0, i_mean = 0, s_mean = 0;

    for (size_t i = 0; i < k; i++) {
        if (isnan(importance[i] + satisfaction[i]))
            continue;
        n++;
        i_mean += importance[i];
        s_mean += satisfaction[i];
    }
    for (size_t i = 0; i < k; i++) {
        bool important = importance[i] >= i_mean / n - 1e-12;
        bool satisfied = satisfaction[i] >= s_mean / n - 1e-12;

        if (isnan(importance[i] + satisfaction[i]))
            quadrant[i] = QUADRANT_NONE;
        else if (important)
            quadrant[i] = satisfied ? QUADRANT_KEEP : QUADRANT_IMPROVE;
        else
            quadrant[i] = satisfied ? QUADRANT_EXCEEDS : QUADRANT_LESS_URGENT;
    }
}

struct spread {
    double n, w, mx, my, xx, yy, xy;
};

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

/* Two passes, so that numbers far from 0 lose no digits. */
static struct spread measure(const struct design *d, const double *x,
                             const double *y, unsigned char *member)
{
    struct spread s = {0};

    for (size_t i = 0; i < d->n; i++) {
        member[i] = (unsigned char)!isnan(x[i] + y[i]);
        if (!member[i])
            continue;
        s.n++;
        s.w += weight_of(d, i);
        s.mx += weight_of(d, i) * x[i];
        s.my += weight_of(d, i) * y[i];
    }
    s.mx /= s.w;
    s.my /= s.w;
    for (size_t i = 0; i < d->n; i++) {
        double w = weight_of(d, i) / s.w;

        if (!member[i])
            continue;
        s.xx += w * (x[i] - s.mx) * (x[i] - s.mx);
        s.yy += w * (y[i] - s.my) * (y[i] - s.my);
        s.xy += w * (x[i] - s.mx) * (y[i] - s.my);
    }
    return s;
}

static bool varies(double variance, double mean)
{
    return variance > 1e-24 * (1 + mean * mean);
}

enum status importance_derived(const struct design *design, const double *x,
                               const double *y, struct derived *out,
                               struct err *err)
{
    double *u = mem_array(design->n, sizeof *u), v;
    unsigned char *member = mem_array(design->n, 1);
    enum status rc = u && member ? OK : err_nomem(err);
    struct spread s;

    *out = (struct derived){(double)NAN, (double)NAN, 0, (double)NAN};
    if (rc != OK)
        goto done;
    s = measure(design, x, y, member);
    out->n = s.n;
    if (s.n < 3 || !varies(s.xx, s.mx) || !varies(s.yy, s.my))
        goto done;
    out->r = s.xy / sqrt(s.xx * s.yy);
    out->df = design_df(design, member);
    for (size_t i = 0; i < design->n; i++) {
        double a = (x[i] - s.mx) / sqrt(s.xx), b = (y[i] - s.my) / sqrt(s.yy);

        if (member[i])
            u[i] = (a * b - out->r * (a * a + b * b) / 2) / s.w;
    }
    rc = infer_covariance(design, u, 1, &v, err);
    if (rc == OK)
        out->se = sqrt(v);
done:
    free(u);
    free(member);
    return rc;
}
