/* quasi.c - quasi-variances by Gauss and Newton: see choice.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/rank/choice.h"
#include "analyse/rank/linear.h"
#include "core/base/mem.h"

enum { STEPS = 100, HALVINGS = 40 };

struct quasi {
    size_t k;
    double *variance; /* k by k: of each pair */
    double *q, *old, *gradient, *step, *cross;
};

static double misfit(const struct quasi *f)
{
    double sum = 0;

    for (size_t i = 0; i < f->k; i++)
        for (size_t j = i + 1; j < f->k; j++) {
            double fitted = f->q[i] + f->q[j], r;

            if (!(fitted > 0))
                return (double)INFINITY;
            r = log(fitted / f->variance[i * f->k + j]);
            sum += r * r;
        }
    return sum;
}

/* Least squares on the variances themselves: the normal equations are (k - 2)
 * q_i + sum of q = sum over j of var(i - j). */
static void start(struct quasi *f)
{
    double all = 0, k = (double)f->k;

    for (size_t i = 0; i < f->k; i++) {
        f->q[i] = 0;
        for (size_t j = 0; j < f->k; j++)
            f->q[i] += f->variance[i * f->k + j];
        all += f->q[i];
    }
    for (size_t i = 0; i < f->k; i++)
        f->q[i] = (f->q[i] - all / (2 * (k - 1))) / (k - 2);
    if (isinf(misfit(f)))
        for (size_t i = 0; i < f->k; i++)
            f->q[i] = all / (2 * k * (k - 1));
}

static bool find_step(struct quasi *f)
{
    size_t k = f->k;

    memset(f->gradient, 0, k * sizeof *f->gradient);
    memset(f->cross, 0, k * k * sizeof *f->cross);
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            double fitted = f->q[i] + f->q[j];
            double r = log(f->variance[i * k + j] / fitted);

            if (i == j)
                continue;
            f->gradient[i] += r / fitted;
            f->cross[i * k + i] += 1 / (fitted * fitted);
            f->cross[i * k + j] += 1 / (fitted * fitted);
        }
    if (!linear_invert(f->cross, k))
        return false;
    linear_multiply(f->cross, f->gradient, k, f->step);
    return true;
}

/* True while there is something to gain. */
static bool improve(struct quasi *f)
{
    double before = misfit(f), size = 1, largest = 0, scale = 0;

    if (!find_step(f))
        return false;
    memcpy(f->old, f->q, f->k * sizeof *f->q);
    for (size_t h = 0; h < HALVINGS; h++, size /= 2) {
        for (size_t i = 0; i < f->k; i++)
            f->q[i] = f->old[i] + size * f->step[i];
        if (misfit(f) <= before)
            break;
    }
    if (misfit(f) > before)
        memcpy(f->q, f->old, f->k * sizeof *f->q);
    for (size_t i = 0; i < f->k; i++) {
        largest = fmax(largest, fabs(f->q[i] - f->old[i]));
        scale = fmax(scale, fabs(f->q[i]));
    }
    return largest > 1e-14 * scale;
}

static void find_worst(const struct quasi *f, double worst[2])
{
    worst[0] = (double)INFINITY;
    worst[1] = -(double)INFINITY;
    for (size_t i = 0; i < f->k; i++)
        for (size_t j = i + 1; j < f->k; j++) {
            double variance = f->variance[i * f->k + j];
            double error = sqrt((f->q[i] + f->q[j]) / variance) - 1;

            worst[0] = fmin(worst[0], error);
            worst[1] = fmax(worst[1], error);
        }
}

static bool read_variances(struct quasi *f, const double *v, size_t stride)
{
    bool usable = f->k >= 3;

    for (size_t i = 0; i < f->k; i++)
        for (size_t j = 0; j < f->k; j++) {
            double x =
                v[i * stride + i] + v[j * stride + j] - 2 * v[i * stride + j];

            f->variance[i * f->k + j] = i == j ? 0 : x;
            usable = usable && (i == j || x > 0);
        }
    return usable;
}

enum status quasi_variances(const double *v, size_t k, size_t stride, double *q,
                            double worst[2], struct err *err)
{
    double *room = mem_array(2 * k * k + 4 * k, sizeof *room);
    struct quasi f = {.k = k, .variance = room};

    if (!room)
        return err_nomem(err);
    f.cross = room + k * k;
    f.q = f.cross + k * k;
    f.old = f.q + k;
    f.gradient = f.old + k;
    f.step = f.gradient + k;
    worst[0] = worst[1] = (double)NAN;
    for (size_t i = 0; i < k; i++)
        q[i] = (double)NAN;
    if (read_variances(&f, v, stride)) {
        start(&f);
        for (size_t i = 0; i < STEPS && improve(&f); i++)
            ;
        memcpy(q, f.q, k * sizeof *q);
        find_worst(&f, worst);
    }
    free(room);
    return OK;
}
