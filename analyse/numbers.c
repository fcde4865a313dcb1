/* numbers.c - numbers and points: one pass or two over the responses for all
 * levels of a split. */
#include <math.h>
#include <stdlib.h>
#include "analyse/infer/quantile.h"
#include "analyse/infer/sparse.h"
#include "analyse/means.h"
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
    double *sd;
    size_t *start; /* of each level in row: see sort_levels() */
    uint32_t *row;
};

static enum status described_init(struct described *d, const struct slice *s,
                                  struct err *err)
{
    size_t n = s->split->n_levels;

    *d = (struct described){.n_levels = n};
    d->level = mem_array(s->subject->n, sizeof *d->level);
    d->mean = mem_array(n, sizeof *d->mean);
    d->sd = mem_array(n, sizeof *d->sd);
    d->start = mem_array(n + 1, sizeof *d->start);
    return d->level && d->mean && d->sd && d->start ? OK : err_nomem(err);
}

static void described_free(struct described *d)
{
    free(d->level);
    free(d->y);
    free(d->mean);
    free(d->sd);
    free(d->start);
    free(d->row);
}

/* The order of the whole column dealt out to the levels: row[start[l] ..
 * start[l + 1] - 1] are those of level l. */
static enum status sort_levels(const struct slice *s, size_t column,
                               struct described *d, struct err *err)
{
    const uint32_t *order = s->subject->order + column * s->subject->n;
    size_t n = s->subject->n;

    if (!d->row)
        d->row = mem_array(n, sizeof *d->row);
    if (!d->row)
        return err_nomem(err);
    for (size_t l = 0; l <= d->n_levels; l++)
        d->start[l] = 0;
    for (size_t i = 0; i < n; i++)
        if (d->level[i] >= 0)
            d->start[d->level[i] + 1]++;
    for (size_t l = 0; l < d->n_levels; l++)
        d->start[l + 1] += d->start[l];
    for (size_t o = 0; o < n; o++)
        if (d->level[order[o]] >= 0)
            d->row[d->start[d->level[order[o]]]++] = order[o];
    for (size_t l = d->n_levels; l > 0; l--)
        d->start[l] = d->start[l - 1];
    d->start[0] = 0;
    return OK;
}

static struct domain_order rows_of(const struct described *d, size_t level)
{
    return (struct domain_order){d->row + d->start[level],
                                 d->start[level + 1] - d->start[level]};
}

static struct estimate number_estimate(const struct slice *s, size_t column,
                                       size_t level, enum measure measure,
                                       const struct described *d)
{
    struct estimate e = slice_estimate(s, level, BASE_GAVE_VIEW, measure);

    e.item = slice_item(s, column);
    estimate_fill(&e, &d->mean[level], (double)NAN, false);
    return e;
}

static enum status sd_row(const struct slice *s, size_t column, size_t level,
                          const struct described *d, struct err *err)
{
    struct estimate e = number_estimate(s, column, level, MEASURE_SD, d);

    e.value = d->sd[level];
    e.se = e.lower = e.upper = e.confidence = e.df = e.deff = (double)NAN;
    e.interval = NULL;
    e.method = "n/(n-1)";
    return rows_estimate(s->rows, &e, err);
}

static enum status mean_row(const struct slice *s, size_t column, size_t level,
                            const struct described *d, struct err *err)
{
    struct estimate e = number_estimate(s, column, level, MEASURE_MEAN, d);

    return rows_estimate(s->rows, &e, err);
}

/* The probabilities that are stored: the middle, and all if asked. */
static const double probability[] = {0.5, 0.1, 0.25, 0.75, 0.9};
enum { PROBABILITIES = sizeof probability / sizeof *probability };

static enum quantile_rule rule_of(const struct slice *s)
{
    return s->subject->survey->quantiles == QUANTILES_MATH ? QUANTILE_MATH
                                                           : QUANTILE_SCHOOL;
}

static enum status quantile_row(const struct slice *s, size_t column,
                                size_t level, size_t which,
                                const struct quantile *q,
                                const struct described *d, struct err *err)
{
    enum measure measure = which ? MEASURE_QUANTILE : MEASURE_MEDIAN;
    struct estimate e = number_estimate(s, column, level, measure, d);

    if (which)
        e.arg = probability[which];
    e.value = q->value;
    e.se = q->se;
    e.lower = q->interval.lower;
    e.upper = q->interval.upper;
    e.deff = (double)NAN;
    e.interval = "woodruff";
    e.method = rule_of(s) == QUANTILE_MATH
                   ? "Woodruff, wald; quantile rule math"
                   : "Woodruff, wald; quantile rule school";
    if (isnan(e.lower) || isnan(e.upper))
        e.lower = e.upper = e.confidence = (double)NAN, e.interval = NULL;
    return rows_estimate(s->rows, &e, err);
}

/* The quantile's interval by the other kinds, for those who ask. */
static enum status other_kinds(const struct slice *s, size_t column,
                               const struct domain_order *order, double q,
                               struct err *err)
{
    const struct subject *u = s->subject;
    size_t n;
    const struct interval_kind *kind = interval_kinds(&n);
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < n; i++) {
        const struct quantile_options o = {rule_of(s), &kind[i], 0.95};
        struct other_interval row = {.interval = kind[i].name,
                                     .confidence = 0.95};
        struct quantile x;

        if (kind[i].counts_only)
            continue;
        rc = quantile_estimate(&s->design, u->column[column].value, order, &q,
                               1, &o, &x, err);
        row.lower = x.interval.lower;
        row.upper = x.interval.upper;
        if (rc == OK && !isnan(row.lower) && !isnan(row.upper))
            rc = rows_interval(s->rows, &row, err);
    }
    return rc;
}

static enum status quantile_rows(const struct slice *s, size_t column,
                                 size_t level, const struct described *d,
                                 struct err *err)
{
    const struct subject *u = s->subject;
    const struct quantile_options o = {rule_of(s), interval_kind_of("wald"),
                                       0.95};
    size_t n = u->everything ? PROBABILITIES : 1;
    const struct domain_order order = rows_of(d, level);
    struct quantile q[PROBABILITIES];
    enum status rc;

    rc = quantile_estimate(&s->design, u->column[column].value, &order,
                           probability, n, &o, q, err);
    for (size_t k = 0; rc == OK && k < n; k++) {
        rc = quantile_row(s, column, level, k, &q[k], d, err);
        if (rc == OK && u->everything)
            rc = other_kinds(s, column, &order, probability[k], err);
    }
    return rc;
}

/* Weighted sums, where weights add up to something. */
static enum status total_rows(const struct slice *s, size_t column,
                              const struct described *d, struct err *err)
{
    size_t n = d->n_levels;
    double *v = mem_array(n * n, sizeof *v);
    double *y = mem_array(s->subject->n, sizeof *y);
    enum status rc = v && y ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < s->subject->n; i++)
        y[i] = d->level[i] < 0 ? 0 : s->subject->column[column].value[i];
    if (rc == OK)
        rc = infer_sparse(&s->design, d->level, n, y, 1, v, err);
    for (size_t l = 0; rc == OK && l < n; l++) {
        struct estimate e = number_estimate(s, column, l, MEASURE_TOTAL, d);
        struct interval t;

        e.value = d->mean[l].value * d->mean[l].n_weighted;
        e.se = sqrt(fmax(v[l * n + l], 0));
        t = interval_t(e.value, e.se, e.df, 0.95);
        e.lower = t.lower;
        e.upper = t.upper;
        e.deff = (double)NAN;
        if (d->mean[l].n > 0)
            rc = rows_estimate(s->rows, &e, err);
    }
    free(v);
    free(y);
    return rc;
}

static enum status describe_column(const struct slice *s, size_t column,
                                   struct described *d, struct err *err)
{
    const struct answer_column *c = &s->subject->column[column];
    enum status rc;

    for (size_t i = 0; i < s->subject->n; i++)
        d->level[i] = c->code[i] == 0 ? s->split->code[i] : -1;
    rc = sort_levels(s, column, d, err);
    if (rc == OK)
        rc = slice_means(s, c->value, d->level, d->n_levels, d->mean, d->sd,
                         err);
    for (size_t l = 0; rc == OK && l < d->n_levels; l++) {
        rc = mean_row(s, column, l, d, err);
        if (rc == OK)
            rc = quantile_rows(s, column, l, d, err);
        if (rc == OK)
            rc = sd_row(s, column, l, d, err);
    }
    if (rc == OK && s->subject->everything)
        rc = total_rows(s, column, d, err);
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
        rc = slice_means(slice, slice->subject->column[i].value, d.level,
                         d.n_levels, d.mean, NULL, err);
        for (size_t l = 0; rc == OK && l < d.n_levels; l++)
            rc = mean_row(slice, i, l, &d, err);
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
        rc = slice_means(s, d->y, d->level, d->n_levels, d->mean, NULL, err);
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

/* What people would spend less what is spent. */
static enum status gap_rows(const struct slice *s, size_t level,
                            const struct ranking *row, struct err *err)
{
    const struct question *q = s->subject->question;
    enum status rc = OK;

    for (size_t c = 0; rc == OK && c < q->n_items; c++) {
        double actual = q->item[c].actual / q->total;
        struct estimate e;

        if (!q->item[c].actual_stated)
            continue;
        e = slice_estimate(s, level, BASE_ANSWERED, MEASURE_BUDGET_GAP);
        e.item = row[c].item;
        e.value = row[c].score - actual;
        e.se = row[c].se;
        e.lower = row[c].lower - actual;
        e.upper = row[c].upper - actual;
        e.df = row[c].df;
        e.n = row[c].n;
        e.n_weighted = row[c].n_weighted;
        e.n_effective = row[c].n_effective;
        e.deff = row[c].deff;
        e.confidence = row[c].confidence;
        e.interval = isnan(e.lower) ? NULL : "t";
        e.method = "linearisation";
        rc = rows_estimate(s->rows, &e, err);
    }
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
    if (rc == OK)
        rc = gap_rows(s, level, row, err);
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
