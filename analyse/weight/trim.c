/* trim.c - weights cut to bounds, and the excess spread over the rest.
 *
 * R's trimWeights(strict = TRUE) lets a weight that was cut take its part of
 * later excess and cuts it again; with one bound both come to
 * min(upper, w + c).  Here it stays where it is, which ends after as many
 * passes as there are fresh ones outside. */
#include "analyse/weight/weight.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

static size_t cut(double *weight, size_t n, double lower, double upper,
                  unsigned char *held, double *excess)
{
    size_t fresh = 0;

    for (size_t i = 0; i < n; i++) {
        double bound = weight[i] > upper ? upper : lower;

        if (held[i] || !(weight[i] > upper || weight[i] < lower))
            continue;
        *excess += weight[i] - bound;
        weight[i] = bound;
        held[i] = 1;
        fresh++;
    }
    return fresh;
}

enum status weight_trim(double *weight, size_t n, double lower, double upper,
                        bool strict, struct err *err)
{
    unsigned char *held = mem_array(n, 1);
    size_t inside = 0, fresh;
    enum status rc = OK;

    if (!held)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (isnan(weight[i]))
            held[i] = 1;
        else
            inside++;
    }
    do {
        double excess = 0;

        fresh = cut(weight, n, lower, upper, held, &excess);
        inside -= fresh;
        if (fresh && inside == 0) {
            rc = err_set(err, ERR_INPUT,
                         "all weights are outside %.6g to %.6g, and none is "
                         "left to take what was cut off; widen the limits",
                         lower, upper);
            break;
        }
        for (size_t i = 0; i < n && fresh; i++)
            if (!held[i])
                weight[i] += excess / (double)inside;
    } while (strict && fresh);
    free(held);
    return rc;
}
