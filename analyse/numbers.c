/* numbers.c - numbers and points: one pass or two over the responses for all
 * levels of a split. */
#include <math.h>
#include <stdlib.h>
#include "analyse/order.h"
#include "analyse/poll.h"
#include "analyse/procedures.h"
#include "core/base/mem.h"

/* What a column of numbers comes to by level. */
struct described {
    size_t n_levels;
    int32_t *level; /* by response: -1 outside the domain */
    double *y;      /* a copy that was scaled; NULL: the column itself */
    struct mean_estimate *mean;
    double *sd, *median;
};

static enum status described_init(struct described *d, const struct slice *s,
                                  struct err *err)
{
    size_t n = s->split->n_levels;

    *d = (struct described){.n_levels = n};
    d->level = mem_array(s->subject->n, sizeof *d->level);
    d->mean = mem_array(n, sizeof *d->mean);
    d->sd = mem_array(2 * n, sizeof *d->sd);
    d->median = d->sd ? d->sd + n : NULL;
    return d->level && d->mean && d->sd ? OK : err_nomem(err);
}

static void described_free(struct described *d)
{
    free(d->level);
    free(d->y);
    free(d->mean);
    free(d->sd);
}

static enum status number_row(const struct slice *s, size_t column,
                              size_t level, enum measure measure,
                              const struct described *d, struct err *err)
{
    struct estimate e = slice_estimate(s, level, BASE_GAVE_VIEW, measure);

    e.item = slice_item(s, column);
    estimate_fill(&e, &d->mean[level], (double)NAN, false);
    if (measure != MEASURE_MEAN) {
        e.value = measure == MEASURE_SD ? d->sd[level] : d->median[level];
        e.se = e.lower = e.upper = e.confidence = e.df = e.deff = (double)NAN;
        e.interval = NULL;
        e.method = measure == MEASURE_SD ? "n/(n-1)" : "quantile rule school";
    }
    return rows_estimate(s->rows, &e, err);
}

static enum status describe_column(const struct slice *s, size_t column,
                                   struct described *d, struct err *err)
{
    const struct answer_column *c = &s->subject->column[column];
    enum status rc;

    for (size_t i = 0; i < s->subject->n; i++)
        d->level[i] = c->code[i] == 0 ? s->split->code[i] : -1;
    rc = infer_means(&s->design, c->value, d->level, d->n_levels, s->view->n,
                     d->mean, d->sd, err);
    if (rc == OK)
        rc = infer_quantile(&s->design, c->value,
                            s->subject->order + column * s->subject->n,
                            d->level, d->n_levels, 0.5, d->median, err);
    for (size_t l = 0; rc == OK && l < d->n_levels; l++) {
        rc = number_row(s, column, l, MEASURE_MEAN, d, err);
        if (rc == OK)
            rc = number_row(s, column, l, MEASURE_MEDIAN, d, err);
        if (rc == OK)
            rc = number_row(s, column, l, MEASURE_SD, d, err);
    }
    return rc;
}

enum status describe_number(struct slice *slice, struct err *err)
{
    struct described d;
    enum status rc = described_init(&d, slice, err);

    for (size_t i = 0; rc == OK && i < slice->subject->n_columns; i++)
        rc = describe_column(slice, i, &d, err);
    described_free(&d);
    return rc;
}

static void points_levels(const struct slice *s, struct described *d)
{
    for (size_t i = 0; i < s->subject->n; i++)
        d->level[i] = isnan(s->subject->given[i]) ? -1 : s->split->code[i];
}

enum status mean_of_points(struct slice *slice, struct err *err)
{
    struct described d;
    enum status rc = described_init(&d, slice, err);

    if (rc == OK)
        points_levels(slice, &d);
    for (size_t i = 0; rc == OK && i < slice->subject->n_columns; i++) {
        rc =
            infer_means(&slice->design, slice->subject->column[i].value,
                        d.level, d.n_levels, slice->view->n, d.mean, NULL, err);
        for (size_t l = 0; rc == OK && l < d.n_levels; l++)
            rc = number_row(slice, i, l, MEASURE_MEAN, &d, err);
    }
    described_free(&d);
    return rc;
}

/* row: levels by columns, for the base answered. */
static enum status point_shares(const struct slice *s, struct described *d,
                                struct ranking *row, struct err *err)
{
    size_t k = s->subject->n_columns;

    for (size_t c = 0; c < k; c++) {
        enum status rc;

        for (size_t i = 0; i < s->subject->n; i++)
            d->y[i] = s->subject->column[c].value[i] / s->subject->given[i];
        rc = infer_means(&s->design, d->y, d->level, d->n_levels, s->view->n,
                         d->mean, NULL, err);
        if (rc != OK)
            return rc;
        for (size_t l = 0; l < d->n_levels; l++) {
            struct ranking *r = &row[l * k + c];

            *r = slice_ranking(s, l, BASE_ANSWERED, RULE_POINTS_SHARE);
            r->item = slice_item(s, c);
            ranking_fill(r, &d->mean[l], (double)NAN, false);
        }
    }
    return OK;
}

/* The covariance of the shares of points at one level. */
static enum status point_covariance(const struct slice *s, const size_t *row,
                                    size_t n, const struct ranking *of,
                                    double *v, struct err *err)
{
    const double *weight = s->design.weight;
    size_t k = s->subject->n_columns;
    double *u = mem_array(n * k, sizeof *u), *w = mem_array(n, sizeof *w);
    const struct domain d = {s, n, row, weight ? w : NULL};
    enum status rc = u && w ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++) {
        w[i] = weight ? weight[row[i]] : 1;
        for (size_t c = 0; c < k; c++)
            u[i * k + c] = (s->subject->column[c].value[row[i]] /
                                s->subject->given[row[i]] -
                            of[c].score) /
                           of[c].n_weighted;
    }
    if (rc == OK)
        rc = domain_covariance(&d, u, k, v, err);
    free(u);
    free(w);
    return rc;
}

/* Whoever answered without giving points has no share, so that both bases are
 * those who gave some. */
static enum status point_rows(const struct slice *s,
                              const struct buckets *buckets, size_t level,
                              struct ranking *row, struct err *err)
{
    size_t k = s->subject->n_columns, from = buckets->start[level];
    size_t n = buckets->start[level + 1] - from;
    double *x = mem_array(k + k * k, sizeof *x);
    struct order order = {.slice = s,
                          .row = row,
                          .k = k,
                          .rule = RULE_POINTS_SHARE,
                          .x = x,
                          .high_first = true};
    enum status rc =
        x ? point_covariance(s, buckets->row + from, n, row, x + k, err)
          : err_nomem(err);

    for (size_t c = 0; rc == OK && c < k; c++)
        x[c] = row[c].score;
    if (rc == OK) {
        order.v = n ? x + k : NULL;
        rc = order_keep(&order, s->rows, err);
    }
    for (size_t c = 0; c < k; c++)
        row[c].base = base_name(BASE_GAVE_VIEW);
    if (rc == OK)
        rc = order_keep(&order, s->rows, err);
    free(x);
    return rc;
}

/* Who gave points, by level. */
static enum status point_buckets(const struct slice *s, struct buckets *b,
                                 struct err *err)
{
    unsigned char *keep = mem_array(s->subject->n, 1);
    enum status rc = keep ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < s->subject->n; i++)
        if (!isnan(s->subject->given[i]))
            keep[i] = 1;
    if (rc == OK)
        rc = buckets_init(b, s, keep, err);
    free(keep);
    return rc;
}

enum status order_by_points(struct slice *slice, struct err *err)
{
    size_t k = slice->subject->n_columns, n_levels = slice->split->n_levels;
    struct ranking *row = mem_array(k * n_levels, sizeof *row);
    struct buckets buckets = {0};
    struct described d;
    enum status rc = described_init(&d, slice, err);

    d.y = mem_array(slice->subject->n, sizeof *d.y);
    if (rc == OK && (!row || !d.y))
        rc = err_nomem(err);
    if (rc == OK)
        rc = point_buckets(slice, &buckets, err);
    if (rc == OK) {
        points_levels(slice, &d);
        rc = point_shares(slice, &d, row, err);
    }
    for (size_t l = 0; rc == OK && l < n_levels; l++)
        rc = point_rows(slice, &buckets, l, row + l * k, err);
    described_free(&d);
    buckets_free(&buckets);
    free(row);
    return rc;
}
