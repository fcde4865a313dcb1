/* multi.c - see multi.h.
 *
 * With s the shares by group and item and d = (I - 1 q') s their distances
 * from the item's share over all groups (q: the groups' shares of weight),
 * chisq = n d'A d, A = q_g / (s_j (1 - s_j)), is under the null a sum of
 * chi-squares of one degree of freedom with the eigenvalues of n A Cov(d) for
 * weights.  Their sum and the sum of their squares are traces.  The groups'
 * weights are taken as fixed: their part of the linearisation is (s_gj - s_j),
 * which is 0 under the null. */
#include "analyse/test/multi.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "core/base/mem.h"

static enum status init(struct multi *m, size_t items, size_t groups,
                        struct err *err)
{
    size_t k = items * groups;

    *m = (struct multi){.items = items, .groups = groups};
    m->share = mem_array(k, sizeof *m->share);
    m->w = mem_array(groups, sizeof *m->w);
    m->v = mem_array(k * k, sizeof *m->v);
    if (m->share && m->w && m->v)
        return OK;
    multi_free(m);
    return err_nomem(err);
}

void multi_free(struct multi *m)
{
    free(m->share);
    free(m->w);
    free(m->v);
    *m = (struct multi){0};
}

enum status multi_of_moments(struct multi *m, const struct moments *of,
                             size_t groups, double n_design, struct err *err)
{
    size_t items = groups > 0 ? of[0].k : 0, k = items * groups;
    struct mean_estimate *e = mem_array(items, sizeof *e);
    double *v = mem_array(items * items, sizeof *v);
    enum status rc = init(m, items, groups, err);

    if (rc == OK && (!e || !v)) {
        multi_free(m);
        rc = err_nomem(err);
    }
    for (size_t g = 0; rc == OK && g < groups; g++) {
        m->n += of[g].n;
        m->w[g] = of[g].w;
        if (!(of[g].n > 0))
            continue;
        moments_means(&of[g], n_design, e, v);
        for (size_t j = 0; j < items; j++) {
            m->share[g * items + j] = e[j].value;
            for (size_t l = 0; l < items; l++)
                m->v[(g * items + j) * k + g * items + l] = v[j * items + l];
        }
    }
    m->df = m->n - 1;
    free(e);
    free(v);
    return rc;
}

struct input {
    const struct design *design;
    const unsigned char *chosen;
    const int32_t *group;
};

static enum status simple(struct multi *m, const struct input *in, size_t items,
                          size_t groups, struct err *err)
{
    struct moments *of = mem_array(groups, sizeof *of);
    double *y = mem_array(items, sizeof *y);
    enum status rc = of && y ? design_check(in->design, err) : err_nomem(err);

    for (size_t g = 0; rc == OK && g < groups; g++)
        rc = moments_init(&of[g], items, err);
    for (size_t i = 0; rc == OK && i < in->design->n; i++) {
        if (in->group[i] < 0)
            continue;
        for (size_t j = 0; j < items; j++)
            y[j] = in->chosen[i * items + j];
        moments_add(&of[in->group[i]],
                    in->design->weight ? in->design->weight[i] : 1, y);
    }
    if (rc == OK)
        rc = multi_of_moments(m, of, groups, (double)in->design->n, err);
    for (size_t g = 0; of && g < groups; g++)
        moments_free(&of[g]);
    free(of);
    free(y);
    return rc;
}

static void find_shares(struct multi *m, const struct input *in,
                        unsigned char *member)
{
    const struct design *d = in->design;

    for (size_t i = 0; i < d->n; i++) {
        double w = d->weight ? d->weight[i] : 1;

        member[i] = in->group[i] >= 0;
        if (!member[i])
            continue;
        m->n++;
        m->w[in->group[i]] += w;
        for (size_t j = 0; j < m->items; j++)
            m->share[(size_t)in->group[i] * m->items + j] +=
                w * in->chosen[i * m->items + j];
    }
    for (size_t a = 0; a < m->items * m->groups; a++)
        if (m->w[a / m->items] > 0)
            m->share[a] /= m->w[a / m->items];
    m->df = design_df(d, member);
}

static enum status general(struct multi *m, const struct input *in,
                           size_t items, size_t groups, struct err *err)
{
    size_t n = in->design->n;
    unsigned char *member = mem_array(n, 1);
    double *x = mem_array(n * items, sizeof *x);
    enum status rc = init(m, items, groups, err);

    if (rc == OK && (!member || !x))
        rc = err_nomem(err);
    if (rc == OK) {
        find_shares(m, in, member);
        if (isnan(m->df))
            rc = err_nomem(err);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; member[i] && j < items; j++) {
                size_t g = (size_t)in->group[i];

                x[i * items + j] =
                    (in->chosen[i * items + j] - m->share[g * items + j]) /
                    m->w[g];
            }
    }
    if (rc == OK)
        rc = infer_sparse(in->design, in->group, groups, x, items, m->v, err);
    if (rc != OK)
        multi_free(m);
    free(member);
    free(x);
    return rc;
}

enum status multi_init(struct multi *m, const struct design *design,
                       const unsigned char *chosen, size_t items,
                       const int32_t *group, size_t groups, struct err *err)
{
    struct input in = {design, chosen, group};

    *m = (struct multi){0};
    if (design_is_simple(design))
        return simple(m, &in, items, groups, err);
    return general(m, &in, items, groups, err);
}

struct distances {
    size_t items, k;
    double *all;   /* items: shares over all groups */
    double *q;     /* groups: shares of weight */
    double *v;     /* covariance of d, then n A times it */
    double *scale; /* A */
};

static void distances_free(struct distances *d)
{
    free(d->all);
    free(d->q);
    free(d->v);
    free(d->scale);
}

static enum status distances_init(struct distances *d, const struct multi *m,
                                  struct err *err)
{
    size_t k = m->items * m->groups;

    *d = (struct distances){.items = m->items, .k = k};
    d->all = mem_array(m->items, sizeof *d->all);
    d->q = mem_array(m->groups, sizeof *d->q);
    d->v = mem_array(k * k, sizeof *d->v);
    d->scale = mem_array(k, sizeof *d->scale);
    if (d->all && d->q && d->v && d->scale)
        return OK;
    distances_free(d);
    return err_nomem(err);
}

/* Takes the mean over groups from each item's entries of one vector. */
static void centre(const struct distances *d, double *x, size_t stride)
{
    for (size_t j = 0; j < d->items; j++) {
        double mean = 0;

        for (size_t a = j; a < d->k; a += d->items)
            mean += d->q[a / d->items] * x[a * stride];
        for (size_t a = j; a < d->k; a += d->items)
            x[a * stride] -= mean;
    }
}

static void find_scale(struct distances *d, const struct multi *m,
                       struct multi_test *test)
{
    double w = 0;

    test->items = test->groups = 0;
    for (size_t g = 0; g < m->groups; g++) {
        w += m->w[g];
        test->groups += m->w[g] > 0;
    }
    for (size_t g = 0; g < m->groups; g++)
        d->q[g] = m->w[g] / w;
    for (size_t a = 0; a < d->k; a++)
        d->all[a % d->items] += d->q[a / d->items] * m->share[a];
    for (size_t a = 0; a < d->k; a++) {
        double p = d->all[a % d->items], spread = p * (1 - p);

        d->scale[a] = spread > 1e-14 ? d->q[a / d->items] / spread : 0;
    }
    for (size_t j = 0; j < d->items; j++)
        test->items += d->all[j] * (1 - d->all[j]) > 1e-14;
}

static void finish(double trace, double square, double nu,
                   struct multi_test *test)
{
    test->df = test->items * (test->groups - 1);
    test->mean_deff = trace / test->df;
    test->first = test->chisq / test->mean_deff;
    test->first_p = tail_chisq(test->first, test->df);
    test->f = test->chisq / trace;
    test->f_df1 = trace * trace / square;
    test->f_df2 = test->f_df1 * nu;
    test->f_p = tail_f(test->f, test->f_df1, test->f_df2);
}

static void compute(struct distances *d, const struct multi *m,
                    struct multi_test *test)
{
    double trace = 0, square = 0, chisq = 0;
    size_t k = d->k;

    for (size_t a = 0; a < k; a++) {
        double miss = m->share[a] - d->all[a % d->items];

        chisq += m->n * d->scale[a] * miss * miss;
    }
    for (size_t a = 0; a < k * k; a++)
        d->v[a] = m->v[a];
    for (size_t a = 0; a < k; a++)
        centre(d, d->v + a * k, 1);
    for (size_t a = 0; a < k; a++)
        centre(d, d->v + a, k);
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            square +=
                d->v[a * k + b] * d->v[b * k + a] * d->scale[a] * d->scale[b];
    for (size_t a = 0; a < k; a++)
        trace += d->v[a * k + a] * d->scale[a];
    trace *= m->n;
    square *= m->n * m->n;
    if (!(test->groups > 1) || !(test->items > 0))
        return;
    test->chisq = chisq;
    if (trace > 0)
        finish(trace, square, m->df, test);
}

enum status multi_association(const struct multi *m, struct multi_test *test,
                              struct err *err)
{
    const double none = (double)NAN;
    struct distances d;
    enum status rc = distances_init(&d, m, err);

    *test = (struct multi_test){none, none, none, none, none, none,
                                none, none, none, none, none};
    if (rc != OK)
        return rc;
    find_scale(&d, m, test);
    compute(&d, m, test);
    distances_free(&d);
    return OK;
}
