/* results_weighting.c - weights, how they came out, the sample beside its
 * targets, and further intervals: rows that analyse/ writes. */
#include <math.h>
#include "core/store/results_part.h"
#include "core/store/row_table.h"

enum { INTERVAL, WEIGHTING, LARGEST, PROFILE };

#define SEVEN "?, ?, ?, ?, ?, ?, ?"
static const char *const inserts[RESULTS_WEIGHTING] = {
    [INTERVAL] = "INSERT INTO interval(run_id, survey, wave, estimate_id,\n"
                 "  interval, confidence, lower, upper)\n"
                 "VALUES (" SEVEN ", ?)",
    [WEIGHTING] =
        "INSERT INTO weighting(run_id, survey, wave, source, scheme, n,\n"
        "  n_effective, deff, sum, mean, sd, minimum, q01, q05, q25, median,\n"
        "  q75, q95, q99, maximum, cap, capped, missing, iterations, rounds,\n"
        "  converged, largest_gap, method)\n"
        "VALUES (" SEVEN ", " SEVEN ", " SEVEN ", " SEVEN ")",
    [LARGEST] = "INSERT INTO weighting_largest(run_id, survey, wave, source,\n"
                "  scheme, place, response_id, value, over_mean, levels)\n"
                "VALUES (" SEVEN ", ?, ?, ?)",
    [PROFILE] =
        "INSERT INTO profile(run_id, survey, wave, source, scheme, kind,\n"
        "  breakdown, level, n, share_of_all, share_before, share, target,\n"
        "  difference, over_target, se, dissimilarity, test, value, df1,\n"
        "  df2, p) VALUES (" SEVEN ", " SEVEN ", " SEVEN ", ?)",
};

enum status results_weighting_prepare(struct store_results *results,
                                      struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < RESULTS_WEIGHTING; i++)
        rc =
            db_prepare(results->store, inserts[i], &results->weighting[i], err);
    return rc;
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum status store_interval(struct store_results *results,
                           const struct other_interval *x, struct err *err)
{
    const double value[] = {x->confidence, x->lower, x->upper};
    struct binder b = results_begin_row(results, results->weighting[INTERVAL]);

    bind_int(&b, results->last_estimate);
    bind_text(&b, x->interval);
    results_bind_nums(&b, value, COUNT(value));
    return results_run_row(results, &b, err);
}

/* Weights of a scheme as rows of `weight`. */
struct weight_rows {
    int64_t survey_id;
    const struct frame *frame;
    const char *scheme;
    const double *weight;
};

static size_t weight_rows(const void *with)
{
    const struct weight_rows *w = with;

    return w->frame->n;
}

static void weight_cell(sqlite3_context *to, const void *with, size_t row,
                        int column)
{
    const struct weight_rows *w = with;

    if (column == 0)
        sqlite3_result_int64(to, w->survey_id);
    else if (column == 1)
        sqlite3_result_int64(to, w->frame->response_id[row]);
    else if (column == 2)
        row_give_word(to, w->scheme);
    else
        sqlite3_result_double(to, w->weight[row]); /* NaN is NULL */
}

enum status store_weights(struct store_results *results,
                          const struct frame *frame, const char *scheme,
                          const double *weight, struct err *err)
{
    static const char name[] = "canvass_weights";
    const struct weight_rows rows = {results->survey_id, frame, scheme, weight};
    struct row_table table = {4, weight_rows, weight_cell, &rows};
    struct store *store = results->store;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = row_table_add(store, name, &table, err);
    if (rc != OK)
        return rc;
    rc = db_exec(store,
                 "INSERT INTO weight SELECT * FROM canvass_weights\n"
                 "WHERE c3 IS NOT NULL",
                 err);
    row_table_remove(store, name);
    return rc;
}

enum status store_weighting(struct store_results *results,
                            const struct weighting_row *x, struct err *err)
{
    const char *name[] = {x->source, x->scheme};
    const double first[] = {x->n,    x->n_effective, x->deff,   x->sum,
                            x->mean, x->sd,          x->minimum};
    const double last[] = {x->maximum, x->cap,        x->capped,
                           x->missing, x->iterations, x->rounds};
    struct binder b = results_begin_row(results, results->weighting[WEIGHTING]);

    results_bind_texts(&b, name, COUNT(name));
    results_bind_nums(&b, first, COUNT(first));
    results_bind_nums(&b, x->quantile, COUNT(x->quantile));
    results_bind_nums(&b, last, COUNT(last));
    bind_int(&b, x->converged);
    bind_num(&b, x->largest_gap);
    bind_text(&b, x->method);
    return results_run_row(results, &b, err);
}

enum status store_largest(struct store_results *results,
                          const struct weighting_largest *x, struct err *err)
{
    const char *name[] = {x->source, x->scheme};
    const double value[] = {x->value, x->over_mean};
    struct binder b = results_begin_row(results, results->weighting[LARGEST]);

    results_bind_texts(&b, name, COUNT(name));
    bind_int(&b, (int64_t)x->place);
    bind_int(&b, x->response_id);
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, x->levels);
    return results_run_row(results, &b, err);
}

enum status store_profile(struct store_results *results,
                          const struct profile_row *x, struct err *err)
{
    const char *name[] = {x->source, x->scheme, x->kind, x->breakdown,
                          x->level};
    const double value[] = {x->n,           x->share_of_all, x->share_before,
                            x->share,       x->target,       x->difference,
                            x->over_target, x->se,           x->dissimilarity};
    const double test[] = {x->value, x->df1, x->df2, x->p};
    struct binder b = results_begin_row(results, results->weighting[PROFILE]);

    results_bind_texts(&b, name, COUNT(name));
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, x->test);
    results_bind_nums(&b, test, COUNT(test));
    return results_run_row(results, &b, err);
}
