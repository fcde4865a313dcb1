/* slice.c - see slice.h. */
#include "analyse/slice.h"

#include <math.h>

static const double confidence = 0.95;

const struct cell *slice_cells(const struct slice *slice, size_t column,
                               size_t level)
{
    return slice->table + (column * slice->split->n_levels + level) *
                              slice->subject->coding.n_slots;
}

const char *slice_item(const struct slice *slice, size_t column)
{
    const struct question *q = slice->subject->question;

    return q->n_items ? q->item[column].key : NULL;
}

struct estimate slice_estimate(const struct slice *slice, size_t level,
                               enum base base, enum measure measure)
{
    const double none = (double)NAN;

    return (struct estimate){.source = slice->view->source,
                             .question = slice->subject->question->key,
                             .breakdown = slice->split->breakdown,
                             .level = slice->split->level[level],
                             .base = base_name(base),
                             .scheme = slice->scheme->name,
                             .measure = measure_row(measure)->name,
                             .arg = none,
                             .value = none,
                             .se = none,
                             .lower = none,
                             .upper = none,
                             .confidence = none,
                             .df = none,
                             .n = none,
                             .count = none,
                             .n_weighted = none,
                             .n_effective = none,
                             .deff = none};
}

struct ranking slice_ranking(const struct slice *slice, size_t level,
                             enum base base, enum rule rule)
{
    const double none = (double)NAN;

    return (struct ranking){.source = slice->view->source,
                            .question = slice->subject->question->key,
                            .breakdown = slice->split->breakdown,
                            .level = slice->split->level[level],
                            .base = base_name(base),
                            .scheme = slice->scheme->name,
                            .rule = rule_row(rule)->name,
                            .score = none,
                            .se = none,
                            .lower = none,
                            .upper = none,
                            .confidence = none,
                            .df = none,
                            .rank = none,
                            .rank_lower = none,
                            .rank_upper = none,
                            .rank_lower_all = none,
                            .rank_upper_all = none,
                            .rank_lower_holm = none,
                            .rank_upper_holm = none,
                            .tier = none,
                            .n = none,
                            .count = none,
                            .n_weighted = none,
                            .n_effective = none,
                            .deff = none};
}

static struct interval interval_of(const struct mean_estimate *m, bool share,
                                   const char **name)
{
    if (!share) {
        *name = "t";
        return interval_t(m->value, m->se, m->df, confidence);
    }
    *name = m->value > 0 && m->value < 1 ? "beta" : "kish";
    return interval_beta(m->value, m->se, m->n, m->df, m->n_effective,
                         confidence);
}

void estimate_fill(struct estimate *e, const struct mean_estimate *mean,
                   double count, bool share)
{
    struct interval interval = interval_of(mean, share, &e->interval);

    e->value = mean->value;
    e->se = mean->se;
    e->lower = interval.lower;
    e->upper = interval.upper;
    e->df = mean->df;
    e->n = mean->n;
    e->count = count;
    e->n_weighted = mean->n_weighted;
    e->n_effective = mean->n_effective;
    e->deff = mean->deff;
    e->method = "linearisation";
    if (isnan(e->lower))
        e->interval = NULL;
    else
        e->confidence = confidence;
}

void ranking_fill(struct ranking *r, const struct mean_estimate *mean,
                  double count, bool share)
{
    const char *name;
    struct interval interval = interval_of(mean, share, &name);

    r->score = mean->value;
    r->se = mean->se;
    r->lower = interval.lower;
    r->upper = interval.upper;
    r->df = mean->df;
    r->n = mean->n;
    r->count = count;
    r->n_weighted = mean->n_weighted;
    r->n_effective = mean->n_effective;
    r->deff = mean->deff;
    r->method = "linearisation";
    if (!isnan(r->lower)) {
        r->confidence = confidence;
        r->method = *name == 't'   ? "linearisation, interval t"
                    : *name == 'b' ? "linearisation, interval beta"
                                   : "linearisation, interval kish";
    }
}

void order_places(const double *score, size_t k, enum better better,
                  double *place)
{
    double sign = better == BETTER_LOWER ? -1 : 1;

    for (size_t i = 0; i < k; i++) {
        place[i] = isnan(score[i]) ? (double)NAN : 1;
        for (size_t j = 0; j < k; j++) {
            double ahead = sign * (score[j] - score[i]);
            double least = 1e-12 * fmax(fabs(score[i]), fabs(score[j]));

            if (ahead > least)
                place[i]++;
        }
    }
}
