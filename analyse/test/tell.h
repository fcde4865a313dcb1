/* tell.h - which differences are worth telling: one stated rule.
 *
 * A difference is told where it is large enough to matter, rests on enough
 * people on both sides and is unlikely to be chance after adjustment for the
 * number of comparisons; all three, or it is not told. */
#ifndef ANALYSE_TEST_TELL_H
#define ANALYSE_TEST_TELL_H

#include <stdbool.h>

struct tell_rule {
    double points; /* at least so many points of difference: 5 */
    double base;   /* at least so many responses on each side: 50 */
    double p;      /* adjusted p under this: 0.05 */
};
extern const struct tell_rule tell_default;

/* points: the difference in percentage points, either sign; base_a, base_b:
 * unweighted responses; p: adjusted.  NaN anywhere is not worth telling.  A
 * difference that falls short by rounding alone (1e-9) counts. */
bool tell(const struct tell_rule *rule, double points, double base_a,
          double base_b, double p);

#endif
