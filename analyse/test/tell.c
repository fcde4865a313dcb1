/* tell.c - see tell.h. */
#include "analyse/test/tell.h"

#include <math.h>

const struct tell_rule tell_default = {5, 50, 0.05};

bool tell(const struct tell_rule *rule, double points, double base_a,
          double base_b, double p)
{
    const double rounding = 1e-9;

    return fabs(points) >= rule->points - rounding && base_a >= rule->base &&
           base_b >= rule->base && p < rule->p;
}
