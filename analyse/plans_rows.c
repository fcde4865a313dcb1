/* plans_rows.c - see plans_rows.h. */
#include "analyse/plans_rows.h"

#include <math.h>

struct bearing bearing_blank(const char *kind)
{
    const double none = (double)NAN;

    return (struct bearing){.kind = kind,
                            .position = none,
                            .value = none,
                            .se = none,
                            .lower = none,
                            .upper = none,
                            .rank = none,
                            .rank_lower = none,
                            .rank_upper = none,
                            .rank_lower_all = none,
                            .rank_upper_all = none,
                            .other_rank = none,
                            .difference = none,
                            .p_adjusted = none,
                            .n = none};
}

struct bearing bearing_of_ranking(const char *kind, const struct ranking *r)
{
    struct bearing b = bearing_blank(kind);

    b.source = r->source;
    b.question = r->question;
    b.item = r->item;
    b.base = r->base;
    b.scheme = r->scheme;
    b.measure = r->rule;
    b.unranked = r->unranked;
    b.value = r->score;
    b.se = r->se;
    b.lower = r->lower;
    b.upper = r->upper;
    b.rank = r->rank;
    b.rank_lower = r->rank_lower;
    b.rank_upper = r->rank_upper;
    b.rank_lower_all = r->rank_lower_all;
    b.rank_upper_all = r->rank_upper_all;
    b.n = r->n;
    return b;
}

struct bearing bearing_of_estimate(const struct estimate *e)
{
    struct bearing b = bearing_blank("evidence");

    b.source = e->source;
    b.question = e->question;
    b.item = e->item;
    b.option = e->option;
    b.base = e->base;
    b.scheme = e->scheme;
    b.measure = e->measure;
    b.value = e->value;
    b.se = e->se;
    b.lower = e->lower;
    b.upper = e->upper;
    b.n = e->n;
    return b;
}
