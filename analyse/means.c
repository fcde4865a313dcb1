/* means.c - see means.h. */
#include "analyse/means.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/test/groups.h"
#include "core/base/mem.h"

/* The deff scales with the variance, whose reference stays what it was. */
static enum status honour(const struct slice *s, const struct groups *g,
                          const int32_t *level, unsigned char *member,
                          struct mean_estimate *mean, struct err *err)
{
    for (size_t l = 0; l < g->k; l++) {
        double se = groups_se(g, l);

        if (!(mean[l].n > 0))
            continue;
        for (size_t i = 0; i < s->subject->n; i++)
            member[i] = level[i] == (int32_t)l;
        mean[l].deff = mean[l].se > 0
                           ? mean[l].deff * se * se / (mean[l].se * mean[l].se)
                           : (double)NAN;
        mean[l].se = se;
        mean[l].df = design_df(&s->design, member);
        if (isnan(mean[l].df))
            return err_nomem(err);
    }
    return OK;
}

enum status slice_means(const struct slice *slice, const double *y,
                        const int32_t *level, size_t n_levels,
                        struct mean_estimate *mean, double *sd, struct err *err)
{
    unsigned char *member = NULL;
    struct groups g = {0};
    enum status rc = infer_means(&slice->design, y, level, n_levels,
                                 slice->view->n, mean, sd, err);

    if (rc != OK || slice->scheme->plain)
        return rc;
    member = mem_array(slice->subject->n, 1);
    rc = member ? groups_init(&g, &slice->design, y, level, n_levels, err)
                : err_nomem(err);
    if (rc == OK)
        rc = honour(slice, &g, level, member, mean, err);
    groups_free(&g);
    free(member);
    return rc;
}
