/* moments.c - sums that give means of k scores and their covariance.
 *
 * For scores of the size of a place in a list: the squares are taken about 0,
 * which costs log10(mean^2 / variance) of 16 digits.  Numbers of any size go
 * through infer_means(). */
#include "analyse/infer/design.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

enum status moments_init(struct moments *m, size_t k, struct err *err)
{
    double *all = mem_array(3 * k + k * k, sizeof *all);

    *m = (struct moments){0};
    if (!all)
        return err_nomem(err);
    *m = (struct moments){.k = k,
                          .wy = all,
                          .wwy = all + k,
                          .wyy = all + 2 * k,
                          .wwyy = all + 3 * k};
    return OK;
}

void moments_free(struct moments *m)
{
    free(m->wy);
    *m = (struct moments){0};
}

void moments_clear(struct moments *m)
{
    m->n = m->w = m->ww = 0;
    for (size_t i = 0; i < 3 * m->k + m->k * m->k; i++)
        m->wy[i] = 0;
}

/* The upper triangle alone is kept up; moments_means() mirrors it. */
void moments_add(struct moments *m, double weight, const double *y)
{
    double ww = weight * weight;

    m->n++;
    m->w += weight;
    m->ww += ww;
    for (size_t i = 0; i < m->k; i++) {
        double wwy = ww * y[i];
        double *row = m->wwyy + i * m->k;

        m->wy[i] += weight * y[i];
        m->wyy[i] += weight * y[i] * y[i];
        m->wwy[i] += wwy;
        for (size_t j = i; j < m->k; j++)
            row[j] += wwy * y[j];
    }
}

void moments_merge(struct moments *into, const struct moments *from)
{
    into->n += from->n;
    into->w += from->w;
    into->ww += from->ww;
    for (size_t i = 0; i < 3 * into->k + into->k * into->k; i++)
        into->wy[i] += from->wy[i];
}

void moments_reverse(struct moments *into, const struct moments *of, double k)
{
    into->n = of->n;
    into->w = of->w;
    into->ww = of->ww;
    for (size_t i = 0; i < of->k; i++) {
        into->wy[i] = k * of->w - of->wy[i];
        into->wwy[i] = k * of->ww - of->wwy[i];
        into->wyy[i] = k * k * of->w - 2 * k * of->wy[i] + of->wyy[i];
        for (size_t j = i; j < of->k; j++)
            into->wwyy[i * of->k + j] = k * k * of->ww -
                                        k * (of->wwy[i] + of->wwy[j]) +
                                        of->wwyy[i * of->k + j];
    }
}

/* sum w^2 (y_i - m_i)(y_j - m_j), never below 0 on the diagonal */
static double spread(const struct moments *m, size_t i, size_t j)
{
    double a = m->wy[i] / m->w, b = m->wy[j] / m->w;
    double s = m->wwyy[i <= j ? i * m->k + j : j * m->k + i];

    s = s - a * m->wwy[j] - b * m->wwy[i] + m->ww * a * b;
    return i == j && s < 0 ? 0 : s;
}

/* What rounding leaves where everyone gave the same is no variance. */
static double squares(const struct moments *m, size_t i)
{
    double mean = m->wy[i] / m->w;
    double s = m->wyy[i] - m->w * mean * mean;

    return s > 1e-13 * m->wyy[i] ? s : 0;
}

void moments_means(const struct moments *m, double n_design,
                   struct mean_estimate *estimate, double *v)
{
    struct cell of = {m->n, m->w, m->ww};
    double factor = design_factor(n_design) / (m->w * m->w);

    for (size_t i = 0; i < m->k; i++) {
        double s = squares(m, i);

        estimate[i] =
            m->n > 0 ? mean_of_domain(of, m->wy[i] / m->w,
                                      s > 0 ? factor * spread(m, i, i) : 0, s)
                     : mean_of_domain(of, (double)NAN, (double)NAN, 0);
        for (size_t j = 0; v && j < m->k; j++)
            v[i * m->k + j] = m->n > 0 ? factor * spread(m, i, j) : (double)NAN;
    }
}
