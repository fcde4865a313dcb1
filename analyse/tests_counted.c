/* tests_counted.c - tests that pass over the responses: questions with several
 * answers as a whole, and numbers by level. */
#include <math.h>
#include <stdlib.h>
#include "analyse/compare.h"
#include "analyse/procedures.h"
#include "analyse/test/multi.h"
#include "core/base/mem.h"

/* ---- several answers -------------------------------------------------- */

enum { MOST_GROUPED = 600 }; /* items by levels */

static enum status keep_multi(const struct slice *s, const struct multi *m,
                              struct err *err)
{
    struct test row =
        compare_test(s, BASE_GAVE_VIEW, "share", "bilder_loughin_f");
    struct multi_test t;
    enum status rc = multi_association(m, &t, err);

    if (rc != OK || isnan(t.f_p))
        return rc;
    row.value = t.f;
    row.df1 = t.f_df1;
    row.df2 = t.f_df2;
    row.p = t.f_p;
    row.n = m->n;
    row.method = "Bilder and Loughin, second order";
    rc = rows_test(s->rows, &row, err);
    if (rc != OK || !s->subject->everything)
        return rc;
    row.test = "bilder_loughin_chisq";
    row.value = t.first;
    row.df1 = t.df;
    row.df2 = (double)NAN;
    row.p = t.first_p;
    row.effect = "mean_deff";
    row.effect_value = t.mean_deff;
    row.method = "Bilder and Loughin, first order";
    return rows_test(s->rows, &row, err);
}

enum status test_choices(struct slice *s, struct err *err)
{
    const struct subject *u = s->subject;
    size_t items = u->n_columns;
    unsigned char *chosen;
    int32_t *group;
    struct multi m = {0};
    enum status rc;

    if (!compare_allows(s) || items < 2 ||
        items * s->split->n_levels > MOST_GROUPED)
        return OK;
    chosen = mem_array(u->n * items, 1);
    group = mem_array(u->n, sizeof *group);
    if (!chosen || !group) {
        rc = err_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < u->n; i++) {
        group[i] = s->split->code[i];
        for (size_t c = 0; c < items; c++) {
            int32_t slot = u->column[c].code[i];

            if (slot < 0 || slot > 1) /* neither chosen nor not */
                group[i] = -1;
            chosen[i * items + c] = slot == 0;
        }
    }
    rc = multi_init(&m, &s->design, chosen, items, group, s->split->n_levels,
                    err);
    if (rc == OK)
        rc = keep_multi(s, &m, err);
    multi_free(&m);
done:
    free(chosen);
    free(group);
    return rc;
}

/* ---- numbers ---------------------------------------------------------- */

enum { MOST_LEVELS = 200 };

static enum status rank_test(const struct slice *s, size_t column,
                             const double *y, const int32_t *level,
                             struct err *err)
{
    const struct subject *u = s->subject;
    double *rank = mem_array(u->n, sizeof *rank);
    struct groups g = {0};
    enum status rc = rank ? OK : err_nomem(err);

    if (rc == OK)
        rc =
            midranks(&s->design, y, u->order + column * u->n, level, rank, err);
    if (rc == OK)
        rc = groups_init(&g, &s->design, rank, level, s->split->n_levels, err);
    if (rc == OK)
        rc = compare_means(s, BASE_GAVE_VIEW, &g, slice_item(s, column), "rank",
                           "ranks_f", err);
    groups_free(&g);
    free(rank);
    return rc;
}

static enum status test_column(const struct slice *s, size_t column,
                               int32_t *level, struct comparisons *c,
                               struct err *err)
{
    const struct subject *u = s->subject;
    const struct answer_column *of = &u->column[column];
    const char *item = slice_item(s, column);
    struct groups g = {0};
    enum status rc;

    for (size_t i = 0; i < u->n; i++) {
        bool given = u->given ? !isnan(u->given[i]) : of->code[i] == 0;

        level[i] = given ? s->split->code[i] : -1;
    }
    rc = groups_init(&g, &s->design, of->value, level, s->split->n_levels, err);
    if (rc == OK)
        rc = compare_means(s, BASE_GAVE_VIEW, &g, item, "mean", "means_f", err);
    if (rc == OK)
        rc = compare_levels(c, &g, item, NULL, column,
                            u->given ? u->question->total : (double)NAN, err);
    groups_free(&g);
    if (rc == OK && u->order && u->everything)
        rc = rank_test(s, column, of->value, level, err);
    return rc;
}

enum status test_numbers(struct slice *slice, struct err *err)
{
    struct comparisons c = {
        .slice = slice, .base = BASE_GAVE_VIEW, .measure = "mean"};
    int32_t *level;
    enum status rc;

    if (!compare_allows(slice) || slice->split->n_levels > MOST_LEVELS)
        return OK;
    level = mem_array(slice->subject->n, sizeof *level);
    rc = level ? OK : err_nomem(err);
    for (size_t i = 0; rc == OK && i < slice->subject->n_columns; i++)
        rc = test_column(slice, i, level, &c, err);
    if (rc == OK)
        rc = compare_keep(&c, err);
    compare_free(&c);
    free(level);
    return rc;
}
