/* weighing.c - weights and how they came out, as rows. */
#include "analyse/weighing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum { LARGEST = 10 };

/* "age 16-24, district fenland": of one who carries a large weight. */
static void say_levels(const struct weighted *w, size_t i, struct str *out)
{
    str_clear(out);
    for (size_t m = 0; m < w->problem.n_margins; m++) {
        const struct weight_margin *margin = &w->problem.margin[m];
        int32_t level = margin->level[i];

        str_addf(out, "%s%s %s", m ? ", " : "", margin->name,
                 level < 0 ? "not stated" : margin->label[level]);
    }
}

static enum status save_largest(const struct data *d, const struct weighted *w,
                                double mean, struct store_results *results,
                                struct err *err)
{
    size_t row[LARGEST];
    size_t n = weight_largest(w->weights.weight, w->n, LARGEST, row);
    struct str levels = {0};
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < n; k++) {
        double value = w->weights.weight[row[k]];
        struct weighting_largest x = {.source = w->source,
                                      .scheme = w->definition->name,
                                      .place = k + 1,
                                      .value = value,
                                      .over_mean = value / mean};

        say_levels(w, row[k], &levels);
        rc = str_status(&levels, err);
        x.response_id = d->frame.response_id[w->row[row[k]]];
        x.levels = str_cstr(&levels);
        if (rc == OK)
            rc = store_largest(results, &x, err);
    }
    str_free(&levels);
    return rc;
}

/* In shares of a margin, as the page would show it. */
static double largest_gap(const struct weights *w)
{
    double most = 0;

    for (size_t a = 0; a < w->n_levels; a++)
        most = fmax(most, fabs(w->level[a].after - w->level[a].target));
    return most;
}

static enum status save_one(const struct data *d, const struct weighted *w,
                            struct store_results *results, struct err *err)
{
    const struct weights *s = &w->weights;
    struct weight_summary sum;
    struct weighting_row row = {.source = w->source,
                                .scheme = w->definition->name,
                                .cap = s->cap,
                                .capped = (double)s->at_cap,
                                .missing = (double)(s->n - s->n_used),
                                .iterations = (double)s->steps,
                                .rounds = (double)s->rounds,
                                .converged = s->converged,
                                .largest_gap = largest_gap(s),
                                .method =
                                    weight_method_name(w->problem.method)};
    enum status rc = weight_summarise(s->weight, s->n, &sum, err);

    if (rc != OK)
        return rc;
    row.n = (double)sum.n;
    row.n_effective = sum.n_effective;
    row.deff = sum.effect;
    row.sum = sum.sum;
    row.mean = sum.mean;
    row.sd = sum.sd;
    row.minimum = sum.min;
    memcpy(row.quantile, sum.quantile, sizeof row.quantile);
    row.maximum = sum.max;
    rc = store_weighting(results, &row, err);
    return rc == OK ? save_largest(d, w, sum.mean, results, err) : rc;
}

/* A scheme's weights together, whichever views it was solved in. */
static enum status save_weights(const struct data *d,
                                const struct weighting_definition *scheme,
                                struct store_results *results, struct err *err)
{
    double *value = mem_array(d->frame.n, sizeof *value);
    enum status rc = value ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < d->frame.n; i++)
        value[i] = (double)NAN;
    for (size_t k = 0; rc == OK && k < d->n_weighted; k++)
        for (size_t i = 0;
             d->weighted[k].definition == scheme && i < d->weighted[k].n; i++)
            value[d->weighted[k].row[i]] = d->weighted[k].weights.weight[i];
    if (rc == OK)
        rc = store_weights(results, &d->frame, scheme->name, value, err);
    free(value);
    return rc;
}

enum status weighing_weights(const struct data *data,
                             struct store_results *results, struct err *err)
{
    const struct survey *s = data->survey;
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < s->n_weightings; k++)
        rc = save_weights(data, &s->weighting[k], results, err);
    return rc;
}

enum status weighing_save(struct data *data, struct store_results *results,
                          struct err *err)
{
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < data->n_weighted; k++)
        rc = save_one(data, &data->weighted[k], results, err);
    return rc == OK ? sample_profile(data, results, err) : rc;
}
