/* adjust.c - see adjust.h. */
#include "analyse/test/adjust.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

struct ranked {
    double p;
    size_t i;
};

static int by_p(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->p < y->p || x->p > y->p)
        return x->p < y->p ? -1 : 1;
    return (x->i > y->i) - (x->i < y->i);
}

/* From the lowest up: what is adjusted never falls. */
static void holm(const struct ranked *r, size_t m, double *adjusted)
{
    double most = 0;

    for (size_t k = 0; k < m; k++) {
        most = fmax(most, (double)(m - k) * r[k].p);
        adjusted[r[k].i] = fmin(most, 1);
    }
}

/* From the highest down: what is adjusted never rises. */
static void benjamini_hochberg(const struct ranked *r, size_t m,
                               double *adjusted)
{
    double least = 1;

    for (size_t k = m; k-- > 0;) {
        least = fmin(least, (double)m / (double)(k + 1) * r[k].p);
        adjusted[r[k].i] = least;
    }
}

static void bonferroni(const struct ranked *r, size_t m, double *adjusted)
{
    for (size_t k = 0; k < m; k++)
        adjusted[r[k].i] = fmin((double)m * r[k].p, 1);
}

enum status adjust_p(enum adjustment kind, const double *p, size_t n,
                     double *adjusted, struct err *err)
{
    struct ranked *r = mem_array(n, sizeof *r);
    size_t m = 0;

    if (!r)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        if (!isnan(p[i]))
            r[m++] = (struct ranked){p[i], i};
    for (size_t i = 0; i < n; i++)
        adjusted[i] = p[i];
    qsort(r, m, sizeof *r, by_p);
    if (kind == ADJUST_HOLM)
        holm(r, m, adjusted);
    else if (kind == ADJUST_BH)
        benjamini_hochberg(r, m, adjusted);
    else if (kind == ADJUST_BONFERRONI)
        bonferroni(r, m, adjusted);
    free(r);
    return OK;
}

const char *adjustment_name(enum adjustment kind)
{
    static const char *const names[ADJUST_KINDS] = {"none", "holm", "bh",
                                                    "bonferroni"};

    return names[kind];
}
