/* tests_coded.c - coded answers by a breakdown: associations as a whole, means
 * of scores, and every level against the others; all out of the slice's
 * table, without a pass over the responses. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/crossing.h"
#include "analyse/infer/tails.h"
#include "analyse/procedures.h"
#include "analyse/shares.h"
#include "analyse/spread.h"
#include "analyse/test/effect.h"
#include "analyse/test/fisher.h"
#include "core/base/mem.h"

enum status crossing_init(struct crossing *x, const struct slice *slice,
                          enum base base, struct err *err)
{
    const struct coding *c = &slice->subject->coding;

    *x = (struct crossing){.slice = slice, .base = base};
    x->slot = mem_array(c->n_slots, sizeof *x->slot);
    x->y = mem_array(c->n_slots, sizeof *x->y);
    if (!x->slot || !x->y)
        return err_nomem(err);
    for (size_t k = 0; k < c->n_slots; k++)
        if (coding_in_base(c, k, base))
            x->slot[x->n_rows++] = k;
    return OK;
}

void crossing_free(struct crossing *x)
{
    free(x->slot);
    free(x->y);
}

/* ---- the table as a whole --------------------------------------------- */

static size_t cell_at(const struct crossing *x, size_t row, size_t level)
{
    return level * x->slice->subject->coding.n_slots + x->slot[row];
}

/* The covariance of the table's cells out of that of all. */
static enum status take_spread(const struct crossing *x, struct twoway *t,
                               struct err *err)
{
    const struct slice *s = x->slice;
    const struct spread *spread = &s->spread[x->column];
    size_t n = t->rows * t->columns;
    size_t all = s->split->n_levels * s->subject->coding.n_slots;
    double *domain;

    t->cell = mem_array(n, sizeof *t->cell);
    t->v = mem_array(n * n, sizeof *t->v);
    domain = mem_array(s->subject->coding.n_slots, sizeof *domain);
    if (!t->cell || !t->v || !domain) {
        free(domain);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        size_t a = cell_at(x, i % t->rows, i / t->rows);

        t->cell[i] = slice_cells(s, x->column, 0)[a];
        t->n += t->cell[i].n;
        t->w += t->cell[i].w;
        for (size_t j = 0; j < n; j++)
            t->v[i * n + j] =
                spread->v[a * all + cell_at(x, j % t->rows, j / t->rows)];
    }
    for (size_t r = 0; r < x->n_rows; r++)
        domain[x->slot[r]] = 1;
    t->df = slice_df(s, x->column, 0, s->split->n_levels, domain);
    free(domain);
    return OK;
}

static enum status table_of(const struct crossing *x, struct twoway *t,
                            struct err *err)
{
    const struct slice *s = x->slice;
    size_t n = x->n_rows * s->split->n_levels;
    struct cell *cell;
    enum status rc;

    *t = (struct twoway){.rows = x->n_rows, .columns = s->split->n_levels};
    if (s->spread)
        return take_spread(x, t, err);
    cell = mem_array(n, sizeof *cell);
    if (!cell)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        cell[i] = slice_cells(s, x->column,
                              0)[cell_at(x, i % x->n_rows, i / x->n_rows)];
    rc = twoway_of_cells(t, cell, x->n_rows, s->split->n_levels, s->view->n,
                         err);
    free(cell);
    return rc;
}

static enum status keep_test(const struct crossing *x, const char *name,
                             double value, double df1, double df2, double p,
                             const char *effect, double effect_value, double n,
                             const char *method, struct err *err)
{
    struct test row = compare_test(x->slice, x->base, "share", name);

    if (isnan(p) && isnan(effect_value))
        return OK;
    row.item = slice_item(x->slice, x->column);
    row.value = value;
    row.df1 = df1;
    row.df2 = df2;
    row.p = p;
    row.effect = effect;
    row.effect_value = effect_value;
    row.n = n;
    row.method = method;
    return rows_test(x->slice->rows, &row, err);
}

#define NONE ((double)NAN)

/* Weighted counts, those of a level together; caller frees. */
static double *counts_of(const struct twoway *t, bool weighted)
{
    size_t n = t->rows * t->columns;
    double *count = mem_array(n, sizeof *count);

    for (size_t i = 0; count && i < n; i++)
        count[i] = weighted ? t->cell[i].w : t->cell[i].n;
    return count;
}

static enum status other_effects(const struct crossing *x,
                                 const struct twoway *t, const double *count,
                                 struct err *err)
{
    struct effect_order o = effect_order(count, t->rows, t->columns);
    double kish = 0, v;
    const struct {
        const char *name;
        double value;
    } effects[] = {{"gamma", o.gamma},
                   {"tau_b", o.tau_b},
                   {"tau_c", o.tau_c},
                   {"somers_d", o.somers_row},
                   {"somers_d_level", o.somers_column}};
    enum status rc = OK;

    for (size_t i = 0; i < t->rows * t->columns; i++)
        kish += t->cell[i].ww;
    v = effect_cramers_v_corrected(count, t->rows, t->columns,
                                   t->w * t->w / kish);
    rc = keep_test(x, "association", NONE, NONE, NONE, NONE,
                   "cramers_v_corrected", v, t->n, "Bergsma", err);
    for (size_t i = 0; rc == OK && i < sizeof effects / sizeof *effects; i++)
        rc = keep_test(x, "association", NONE, NONE, NONE, NONE,
                       effects[i].name, effects[i].value, t->n,
                       "options and levels in the definition's order", err);
    return rc;
}

/* Whether the least expected count is below 5. */
static bool is_thin(const struct twoway *t)
{
    for (size_t r = 0; r < t->rows; r++)
        for (size_t c = 0; c < t->columns; c++) {
            double row = 0, column = 0;

            for (size_t i = 0; i < t->columns; i++)
                row += t->cell[i * t->rows + r].n;
            for (size_t i = 0; i < t->rows; i++)
                column += t->cell[c * t->rows + i].n;
            if (row > 0 && column > 0 && row * column < 5 * t->n)
                return true;
        }
    return false;
}

/* Exact, of a table whose responses count alike. */
static enum status exact(const struct crossing *x, const struct twoway *t,
                         struct err *err)
{
    const double most = 100000;
    double *count = counts_of(t, false);
    struct fisher f;
    enum status rc = count ? OK : err_nomem(err);

    if (rc == OK)
        rc = fisher_exact(count, t->rows, t->columns, most, &f, err);
    if (rc == OK)
        rc = keep_test(x, "fisher", NONE, NONE, NONE, f.p, NULL, NONE, t->n,
                       "exact", err);
    free(count);
    return rc;
}

static enum status other_tests(const struct crossing *x, const struct twoway *t,
                               const struct twoway_test *r, struct err *err)
{
    const struct scheme *scheme = x->slice->scheme;
    struct twoway_wald w;
    enum status rc = twoway_wald(t, &w, err);

    if (rc == OK)
        rc = keep_test(x, "rao_scott_chisq", r->chisq, r->df, NONE, r->chisq_p,
                       "mean_deff", r->mean_deff, r->n,
                       "Rao and Scott, first order", err);
    if (rc == OK)
        rc = keep_test(x, "wald_f", w.f, w.df1, w.df2, w.p, NULL, NONE, r->n,
                       "Wald", err);
    if (rc == OK)
        rc =
            keep_test(x, "wald_adjusted_f", w.adjusted_f, w.df1, w.adjusted_df2,
                      w.adjusted_p, NULL, NONE, r->n, "Wald, adjusted", err);
    if (rc == OK && scheme->plain && !scheme->weight)
        rc = keep_test(x, "pearson", r->pearson, r->df, NONE,
                       tail_chisq(r->pearson, r->df), NULL, NONE, r->n,
                       "Pearson's chi-square", err);
    return rc;
}

static enum status association(const struct crossing *x, struct err *err)
{
    const struct scheme *scheme = x->slice->scheme;
    bool everything = x->slice->subject->everything;
    struct twoway t;
    struct twoway_test r;
    double *count = NULL;
    enum status rc = table_of(x, &t, err);

    if (rc == OK)
        rc = twoway_rao_scott(&t, &r, err);
    if (rc == OK && !(count = counts_of(&t, true)))
        rc = err_nomem(err);
    if (rc == OK)
        rc = keep_test(x, "rao_scott_f", r.f, r.f_df1, r.f_df2, r.f_p,
                       "cramers_v", effect_cramers_v(count, t.rows, t.columns),
                       r.n, "Rao and Scott, second order", err);
    if (rc == OK && everything)
        rc = other_tests(x, &t, &r, err);
    if (rc == OK && everything)
        rc = other_effects(x, &t, count, err);
    if (rc == OK && scheme->plain && !scheme->weight &&
        (everything || (t.n <= 300 && is_thin(&t))))
        rc = exact(x, &t, err);
    free(count);
    twoway_free(&t);
    return rc;
}

/* ---- procedures -------------------------------------------------------- */

static bool worth_comparing(const struct slice *slice)
{
    return compare_allows(slice) && spread_compares(slice);
}

/* Everything of the slice's columns in one base. */
static enum status test_base(const struct slice *slice, enum base base,
                             struct err *err)
{
    struct comparisons c = {.slice = slice, .base = base, .measure = "share"};
    struct crossing x;
    enum status rc = crossing_init(&x, slice, base, err);

    for (; rc == OK && x.column < slice->subject->n_columns; x.column++) {
        rc = association(&x, err);
        if (rc == OK)
            rc = compare_slots(&x, &c, err);
    }
    if (rc == OK)
        rc = compare_keep(&c, err);
    compare_free(&c);
    crossing_free(&x);
    return rc;
}

enum status test_shares(struct slice *slice, struct err *err)
{
    enum status rc;

    if (!worth_comparing(slice))
        return OK;
    rc = test_base(slice, BASE_GAVE_VIEW, err);
    if (rc == OK && slice->subject->everything)
        rc = test_base(slice, BASE_ANSWERED, err);
    return rc;
}

/* Each column's mean of a score, as one family. */
static enum status test_scores(const struct slice *slice, const double *score,
                               const char *measure, double length,
                               struct err *err)
{
    struct comparisons c = {.slice = slice, .base = BASE_GAVE_VIEW};
    struct crossing x;
    enum status rc = crossing_init(&x, slice, BASE_GAVE_VIEW, err);

    for (; rc == OK && x.column < slice->subject->n_columns; x.column++)
        rc = score_tests(&x, score, measure, length, &c, err);
    if (rc == OK)
        rc = compare_keep(&c, err);
    compare_free(&c);
    crossing_free(&x);
    return rc;
}

enum status test_score_means(struct slice *slice, struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    double *score, low = (double)INFINITY, high = -(double)INFINITY;
    enum status rc;

    if (!worth_comparing(slice))
        return OK;
    score = slots_of_scores(slice);
    if (!score)
        return err_nomem(err);
    for (size_t k = 0; k < c->n_choices; k++) {
        low = fmin(low, score[k]);
        high = fmax(high, score[k]);
    }
    rc = test_scores(slice, score, "mean", high - low, err);
    free(score);
    return rc;
}

enum status test_sides(struct slice *slice, struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    bool *in;
    double *score;
    enum status rc;

    if (!worth_comparing(slice))
        return OK;
    in = slots_of_side(slice, SIDE_POSITIVE);
    score = mem_array(c->n_slots, sizeof *score);
    for (size_t k = 0; in && score && k < c->n_slots; k++)
        score[k] = in[k];
    rc = in && score ? test_scores(slice, score, "positive", 1, err)
                     : err_nomem(err);
    free(in);
    free(score);
    return rc;
}
