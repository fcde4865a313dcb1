/* satisfaction.c - a grid of satisfaction beside the choice among the same
 * items that says how important each is, and beside satisfaction with the
 * whole.
 *
 * One person's importance and satisfaction vary together, and so do those of
 * different items: all ratings of a level come from one covariance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/order.h"
#include "analyse/poll.h"
#include "analyse/procedures.h"
#include "analyse/rank/importance.h"
#include "analyse/shares.h"
#include "core/base/mem.h"

/* A weighted share of a domain, taken row by row. */
struct tally {
    double n, w, ww, wy;
};

struct rating {
    size_t item, choice; /* columns of the grid and of the choice */
    struct tally important, satisfied;
};

struct ratings {
    const struct slice *slice;
    struct buckets buckets;
    bool *positive; /* by slot of the grid */
    size_t k;       /* items that both questions have */
    struct rating *item;
    struct ranking *row;
    enum quadrant *quadrant;
    double *x; /* k ratings, k importances, k satisfactions */
    double *v; /* k by k */
};

static void ratings_free(struct ratings *r)
{
    buckets_free(&r->buckets);
    free(r->positive);
    free(r->item);
    free(r->row);
    free(r->quadrant);
    free(r->x);
    free(r->v);
}

static enum status ratings_init(struct ratings *r, const struct slice *slice,
                                struct err *err)
{
    const struct question *grid = slice->subject->question;
    const struct question *choice = slice->subject->importance->question;
    size_t n = grid->n_items;

    *r = (struct ratings){.slice = slice,
                          .positive = slots_of_side(slice, SIDE_POSITIVE),
                          .item = mem_array(n, sizeof *r->item),
                          .row = mem_array(n, sizeof *r->row),
                          .quadrant = mem_array(n, sizeof *r->quadrant),
                          .x = mem_array(3 * n, sizeof *r->x),
                          .v = mem_array(n * n, sizeof *r->v)};
    if (!r->positive || !r->item || !r->row || !r->quadrant || !r->x || !r->v)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        size_t at = survey_item(choice, grid->item[i].key);

        if (at != SURVEY_NONE)
            r->item[r->k++] = (struct rating){.item = i, .choice = at};
    }
    return buckets_init(&r->buckets, slice, NULL, err);
}

/* 1 or 0, NaN outside the base. */
static double find_important(const struct ratings *r, const struct rating *item,
                             size_t row)
{
    const struct subject *s = r->slice->subject->importance;
    int32_t slot = s->column[item->choice].code[row];

    if (slot < 0 || !coding_in_base(&s->coding, (size_t)slot, BASE_ANSWERED))
        return (double)NAN;
    return slot == 0;
}

static double find_satisfied(const struct ratings *r, const struct rating *item,
                             size_t row)
{
    const struct subject *s = r->slice->subject;
    int32_t slot = s->column[item->item].code[row];

    if (slot < 0 || !coding_in_base(&s->coding, (size_t)slot, BASE_GAVE_VIEW))
        return (double)NAN;
    return r->positive[slot];
}

static void tally_add(struct tally *t, double y, double w)
{
    if (isnan(y))
        return;
    t->n++;
    t->w += w;
    t->ww += w * w;
    t->wy += w * y;
}

static double share_of(const struct tally *t)
{
    return t->n > 0 ? t->wy / t->w : (double)NAN;
}

static double influence_of(const struct tally *t, double y)
{
    return isnan(y) ? 0 : (y - share_of(t)) / t->w;
}

static double weight_at(const struct ratings *r, size_t row)
{
    const double *weight = r->slice->design.weight;

    return weight ? weight[row] : 1;
}

static void count_level(struct ratings *r, const size_t *row, size_t n)
{
    for (size_t c = 0; c < r->k; c++) {
        struct rating *item = &r->item[c];

        item->important = item->satisfied = (struct tally){0};
        for (size_t i = 0; i < n; i++) {
            double w = weight_at(r, row[i]);

            tally_add(&item->important, find_important(r, item, row[i]), w);
            tally_add(&item->satisfied, find_satisfied(r, item, row[i]), w);
        }
        r->x[r->k + c] = share_of(&item->important);
        r->x[2 * r->k + c] = share_of(&item->satisfied);
    }
}

/* Of I (1 - S): (1 - S) times the influence of I less I times that of S. */
static enum status find_covariance(struct ratings *r, const size_t *row,
                                   size_t n, struct err *err)
{
    size_t k = r->k;
    double *u = mem_array(n * k, sizeof *u), *w = mem_array(n, sizeof *w);
    const struct domain d = {r->slice, n, row,
                             r->slice->design.weight ? w : NULL};
    enum status rc = u && w ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++) {
        w[i] = weight_at(r, row[i]);
        for (size_t c = 0; c < k; c++) {
            const struct rating *item = &r->item[c];
            double of_i =
                influence_of(&item->important, find_important(r, item, row[i]));
            double of_s =
                influence_of(&item->satisfied, find_satisfied(r, item, row[i]));

            u[i * k + c] = (1 - r->x[2 * k + c]) * of_i - r->x[k + c] * of_s;
        }
    }
    if (rc == OK)
        rc = domain_covariance(&d, u, k, r->v, err);
    free(u);
    free(w);
    return rc;
}

/* Strings of a row are borrowed, so that each is a constant. */
#define OF_BAND(band)                                                          \
    {                                                                          \
        band,                                                                  \
        {                                                                      \
            [QUADRANT_NONE] = "linearisation; " band,                          \
            [QUADRANT_IMPROVE] = "linearisation; " band "; improve",           \
            [QUADRANT_KEEP] = "linearisation; " band "; keep",                 \
            [QUADRANT_LESS_URGENT] = "linearisation; " band "; less urgent",   \
            [QUADRANT_EXCEEDS] = "linearisation; " band "; exceeds",           \
        }                                                                      \
    }

static const char *method_of(const char *band, enum quadrant quadrant)
{
    static const struct {
        const char *band, *method[QUADRANT_EXCEEDS + 1];
    } bands[] = {OF_BAND("very high priority"), OF_BAND("increased emphasis"),
                 OF_BAND("current emphasis")};

    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
        if (strcmp(bands[i].band, band) == 0)
            return bands[i].method[quadrant];
    return "linearisation";
}

/* The row's n is that of satisfaction, which not all have a view of. */
static void fill_row(struct ratings *r, size_t level, size_t c)
{
    const struct tally *t = &r->item[c].satisfied;
    struct importance rating =
        importance_rating(r->x[r->k + c], r->x[2 * r->k + c], 0, 0, 0);
    const struct mean_estimate m = {
        .value = rating.rating,
        .se = sqrt(r->v[c * r->k + c]),
        .df = t->n - 1,
        .n = t->n,
        .n_weighted = t->w,
        .n_effective = t->n > 0 ? t->w * t->w / t->ww : (double)NAN,
        .deff = (double)NAN,
    };
    struct ranking *row = &r->row[c];

    *row = slice_ranking(r->slice, level, BASE_GAVE_VIEW,
                         RULE_IMPORTANCE_SATISFACTION);
    row->item = slice_item(r->slice, r->item[c].item);
    ranking_fill(row, &m, (double)NAN, false);
    row->method = method_of(rating.band, r->quadrant[c]);
    r->x[c] = rating.rating;
}

static enum status rate_level(struct ratings *r, size_t level, struct err *err)
{
    const size_t *row = r->buckets.row + r->buckets.start[level];
    size_t n = r->buckets.start[level + 1] - r->buckets.start[level];
    struct order order = {.slice = r->slice,
                          .row = r->row,
                          .k = r->k,
                          .rule = RULE_IMPORTANCE_SATISFACTION,
                          .x = r->x,
                          .v = n ? r->v : NULL,
                          .high_first = true};
    enum status rc;

    count_level(r, row, n);
    importance_quadrants(r->x + r->k, r->x + 2 * r->k, r->k, r->quadrant);
    rc = find_covariance(r, row, n, err);
    for (size_t c = 0; rc == OK && c < r->k; c++)
        fill_row(r, level, c);
    return rc == OK ? order_keep(&order, r->slice->rows, err) : rc;
}

enum status order_by_importance(struct slice *slice, struct err *err)
{
    struct ratings r;
    enum status rc = ratings_init(&r, slice, err);

    for (size_t l = 0; rc == OK && l < slice->split->n_levels; l++)
        rc = rate_level(&r, l, err);
    ratings_free(&r);
    return rc;
}

/* ---- derived ---------------------------------------------------------- */

/* Scores of one column for the responses of a level, NaN elsewhere. */
static void scores_of(const struct subject *s, size_t column,
                      const int32_t *level, size_t wanted, double *score)
{
    const struct options *options = &s->question->options;

    for (size_t i = 0; i < s->n; i++) {
        int32_t slot = s->column[column].code[i];
        bool in = level[i] == (int32_t)wanted && slot >= 0 &&
                  (size_t)slot < options->n &&
                  options->option[slot].state == STATE_ANSWERED;

        score[i] = in ? options->option[slot].score : (double)NAN;
    }
}

static enum status derive_row(const struct slice *s, size_t level, size_t item,
                              const struct derived *d, struct err *err)
{
    struct estimate e =
        slice_estimate(s, level, BASE_GAVE_VIEW, MEASURE_DERIVED_IMPORTANCE);
    const struct mean_estimate m = {.value = d->r,
                                    .se = d->se,
                                    .df = d->df,
                                    .n = d->n,
                                    .n_weighted = (double)NAN,
                                    .n_effective = (double)NAN,
                                    .deff = (double)NAN};

    e.item = slice_item(s, item);
    estimate_fill(&e, &m, (double)NAN, false);
    return rows_estimate(s->rows, &e, err);
}

enum status derive_importance(struct slice *slice, struct err *err)
{
    const struct subject *s = slice->subject;
    double *x = mem_array(2 * s->n, sizeof *x);
    enum status rc = x ? OK : err_nomem(err);

    for (size_t l = 0; rc == OK && l < slice->split->n_levels; l++) {
        scores_of(s->overall, 0, slice->split->code, l, x + s->n);
        for (size_t c = 0; rc == OK && c < s->n_columns; c++) {
            struct derived d;

            scores_of(s, c, slice->split->code, l, x);
            rc = importance_derived(&slice->design, x, x + s->n, &d, err);
            if (rc == OK)
                rc = derive_row(slice, l, c, &d, err);
        }
    }
    free(x);
    return rc;
}
