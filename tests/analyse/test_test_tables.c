/* test_test_tables.c - shares, differences and tests of two-way tables against
 * what R's survey package gives on real data (topic b). */
#include "analyse/test/twoway.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/kinds.h"
#include "analyse/test/adjust.h"
#include "analyse/test/effect.h"
#include "analyse/test/fisher.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

struct table {
    struct oracle_codes row, column;
    struct twoway t;
    struct twoway_test test;
    struct twoway_wald wald;
    struct fisher fisher;
    double *weighted, *counts;
    size_t pairs;
    size_t *a, *b;                      /* columns of each pair */
    double *p, *holm, *bh, *bonferroni; /* rows by pairs, within rows */
    double *holm_all, *bh_all;          /* over the table */
};

static double *numbers(size_t n)
{
    double *x = calloc(n ? n : 1, sizeof *x);

    assert_non_null(x);
    return x;
}

static struct difference columns_of(const struct twoway *t, size_t row,
                                    size_t a, size_t b)
{
    struct twoway_row r;
    struct difference d;
    struct err err = {0};

    assert_ok(twoway_row_init(&r, t, row, &err), &err);
    d = twoway_row_pair(&r, a, b);
    twoway_row_free(&r);
    return d;
}

static struct difference rest_of(const struct twoway *t, size_t row, size_t a)
{
    struct twoway_row r;
    struct difference d;
    struct err err = {0};

    assert_ok(twoway_row_init(&r, t, row, &err), &err);
    d = twoway_row_rest(&r, a);
    twoway_row_free(&r);
    return d;
}

static void list_pairs(struct table *t)
{
    size_t k = t->column.k, at = 0;

    t->pairs = k * (k - 1) / 2;
    t->a = calloc(t->pairs + 1, sizeof *t->a);
    t->b = calloc(t->pairs + 1, sizeof *t->b);
    assert_true(t->a && t->b);
    for (size_t a = 0; a < k; a++)
        for (size_t b = a + 1; b < k; b++) {
            t->a[at] = a;
            t->b[at++] = b;
        }
}

static void adjust(struct table *t)
{
    size_t n = t->row.k * t->pairs;
    struct err err = {0};

    t->p = numbers(n);
    t->holm = numbers(n);
    t->bh = numbers(n);
    t->bonferroni = numbers(n);
    t->holm_all = numbers(n);
    t->bh_all = numbers(n);
    for (size_t r = 0; r < t->row.k; r++) {
        size_t at = r * t->pairs;

        for (size_t q = 0; q < t->pairs; q++)
            t->p[at + q] = columns_of(&t->t, r, t->a[q], t->b[q]).p;
        assert_ok(
            adjust_p(ADJUST_HOLM, t->p + at, t->pairs, t->holm + at, &err),
            &err);
        assert_ok(adjust_p(ADJUST_BH, t->p + at, t->pairs, t->bh + at, &err),
                  &err);
        assert_ok(adjust_p(ADJUST_BONFERRONI, t->p + at, t->pairs,
                           t->bonferroni + at, &err),
                  &err);
    }
    assert_ok(adjust_p(ADJUST_HOLM, t->p, n, t->holm_all, &err), &err);
    assert_ok(adjust_p(ADJUST_BH, t->p, n, t->bh_all, &err), &err);
}

/* Rows and columns are those that the base has, as in R's factors. */
static struct table make(const struct oracle_data *d, const char *question,
                         const char *breakdown)
{
    struct oracle_codes all = oracle_codes(d, question, NULL);
    struct table t = {.column = oracle_codes(d, breakdown, all.code)};
    struct err err = {0};
    size_t k;

    oracle_codes_free(&all);
    t.row = oracle_codes(d, question, t.column.code);
    k = t.row.k * t.column.k;
    assert_ok(twoway_of_codes(&t.t, &d->design, t.row.code, t.row.k,
                              t.column.code, t.column.k, &err),
              &err);
    assert_ok(twoway_rao_scott(&t.t, &t.test, &err), &err);
    assert_ok(twoway_wald(&t.t, &t.wald, &err), &err);
    t.weighted = numbers(k);
    t.counts = numbers(k);
    for (size_t c = 0; c < k; c++) {
        t.weighted[c] = t.t.cell[c].w;
        t.counts[c] = t.t.cell[c].n;
    }
    assert_ok(fisher_exact(t.counts, t.row.k, t.column.k, 3e5, &t.fisher, &err),
              &err);
    list_pairs(&t);
    adjust(&t);
    return t;
}

static void table_free(struct table *t)
{
    double *kept[] = {t->weighted, t->counts,   t->p,      t->holm,
                      t->bh,       t->holm_all, t->bh_all, t->bonferroni};

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        free(kept[i]);
    free(t->a);
    free(t->b);
    oracle_codes_free(&t->row);
    oracle_codes_free(&t->column);
    twoway_free(&t->t);
}

/* Statistics of the whole table; false where the name is none of them. */
static bool whole(struct oracle *o, const struct expected *e,
                  const struct table *t)
{
    const struct twoway_test *s = &t->test;
    const struct twoway_wald *w = &t->wald;
    const struct value {
        const char *name;
        double value;
        bool p;
    } values[] = {
        {"base_n", t->t.n, false},
        {"base_wn", t->t.w, false},
        {"degf", t->t.df, false},
        {"pearson_chisq_w_scaled_n", s->pearson, false},
        {"svychisq_Chisq_statistic_uncorrected", s->pearson, false},
        {"svychisq_Chisq_df", s->df, false},
        {"svychisq_Chisq_p", s->chisq_p, true},
        {"rao_scott_mean_deff", s->mean_deff, false},
        {"rao_scott_chisq_corrected", s->chisq, false},
        {"svychisq_F", s->f, false},
        {"svychisq_F_ndf", s->f_df1, false},
        {"svychisq_F_ddf", s->f_df2, false},
        {"svychisq_F_p", s->f_p, true},
        {"svychisq_Wald_F", w->f, false},
        {"svychisq_Wald_ndf", w->df1, false},
        {"svychisq_Wald_ddf", w->df2, false},
        {"svychisq_Wald_p", w->p, false}, /* of an ill-conditioned matrix */
        {"svychisq_adjWald_F", w->adjusted_f, false},
        {"svychisq_adjWald_ndf", w->df1, false},
        {"svychisq_adjWald_ddf", w->adjusted_df2, false},
        {"svychisq_adjWald_p", w->adjusted_p, false},
        {"cramers_v_w", effect_cramers_v(t->weighted, t->row.k, t->column.k),
         false},
        {"cramers_v_unw", effect_cramers_v(t->counts, t->row.k, t->column.k),
         false},
        {"cramers_v_bias_corrected_unw",
         effect_cramers_v_corrected(t->counts, t->row.k, t->column.k, t->t.n),
         false},
        {"fisher_p_less", t->fisher.less, true},
        {"fisher_p_greater", t->fisher.more, true},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, e->statistic) == 0) {
            if (values[i].p)
                oracle_compare_p(o, e, values[i].value);
            else
                oracle_compare(o, e, values[i].value, 1e-8);
            return true;
        }
    if (strcmp(e->statistic, "fisher_p") == 0 && !isnan(t->fisher.p)) {
        oracle_compare(o, e, t->fisher.p, 1e-7);
        return true;
    }
    return false;
}

static double column_interval(const struct table *t, size_t r, size_t c,
                              bool upper)
{
    struct twoway_share s = twoway_column_share(&t->t, r, c);
    struct mean_estimate e = {.value = s.value, .se = s.se, .df = t->t.df};
    struct interval i = interval_kind_of("logit")->of(&e, 0, 0.95);

    return upper ? i.upper : i.lower;
}

static bool cell(struct oracle *o, const struct expected *e,
                 const struct table *t)
{
    size_t r = oracle_code_of(&t->row, e->item);
    size_t c = oracle_code_of(&t->column, e->level);
    const struct cell *at = &t->t.cell[c * t->row.k + r];
    struct difference rest = rest_of(&t->t, r, c);
    const struct value {
        const char *name;
        double value;
    } values[] = {
        {"n", at->n},
        {"wn", at->w},
        {"colprop_w", twoway_column_share(&t->t, r, c).value},
        {"se_colprop_w", twoway_column_share(&t->t, r, c).se},
        {"rowprop_w", twoway_row_share(&t->t, r, c).value},
        {"se_rowprop_w", twoway_row_share(&t->t, r, c).se},
        {"totprop_w", twoway_total_share(&t->t, r, c).value},
        {"se_totprop_w", twoway_total_share(&t->t, r, c).se},
        {"ci95_xlogit_tdegf_lo", column_interval(t, r, c, false)},
        {"ci95_xlogit_tdegf_hi", column_interval(t, r, c, true)},
        {"col_vs_rest_diff_w", rest.value},
        {"col_vs_rest_se_w", rest.se},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, e->statistic) == 0) {
            oracle_compare(o, e, values[i].value, 1e-8);
            return true;
        }
    if (strcmp(e->statistic, "col_vs_rest_p_tdegf") != 0)
        return false;
    oracle_compare_p(o, e, rest.p);
    return true;
}

static size_t pair_at(const struct table *t, size_t a, size_t b)
{
    for (size_t q = 0; q < t->pairs; q++)
        if (t->a[q] == a && t->b[q] == b)
            return q;
    fail_msg("no pair %zu, %zu", a, b);
    return 0;
}

static bool pair(struct oracle *o, const struct expected *e,
                 const struct table *t, size_t a, size_t b)
{
    size_t r = oracle_code_of(&t->row, e->item);
    size_t at = r * t->pairs + pair_at(t, a, b);
    struct difference d = columns_of(&t->t, r, a, b);
    const struct value {
        const char *name;
        double value;
        bool p;
    } values[] = {
        {"coldiff_w", d.value, false},
        {"se_coldiff_w", d.se, false},
        {"coldiff_w_t", d.t, false},
        {"coldiff_w_p_tdegf", d.p, true},
        {"coldiff_w_p_tdegf_holm_within_row", t->holm[at], true},
        {"coldiff_w_p_tdegf_BH_within_row", t->bh[at], true},
        {"coldiff_w_p_tdegf_bonferroni_within_row", t->bonferroni[at], true},
        {"coldiff_w_p_tdegf_holm_whole_table", t->holm_all[at], true},
        {"coldiff_w_p_tdegf_BH_whole_table", t->bh_all[at], true},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, e->statistic) == 0) {
            if (values[i].p)
                oracle_compare_p(o, e, values[i].value);
            else
                oracle_compare(o, e, values[i].value, 1e-8);
            return true;
        }
    return false;
}

static void one(struct oracle *o, size_t row, const struct table *t)
{
    struct expected e = sheet_expected(&o->sheet, row);
    size_t a, b;

    if (!e.item[0] && !e.level[0])
        (void)whole(o, &e, t);
    else if (e.item[0] && oracle_pair_of(&t->column, e.level, &a, &b))
        (void)pair(o, &e, t, a, b);
    else if (e.item[0] && e.level[0])
        (void)cell(o, &e, t);
}

static void file(const char *name, size_t least)
{
    const char *shared = check_shared("oracles/../");
    struct oracle o;
    struct oracle_data d = {0};

    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, name);
    for (size_t from = 0, to; from < o.sheet.rows; from = to) {
        struct expected e = sheet_expected(&o.sheet, from);
        struct table t;

        to = oracle_block(&o, from);
        if (!d.name || strcmp(d.name, e.dataset) != 0) {
            if (d.name)
                oracle_data_free(&d);
            d = oracle_data(shared, e.dataset);
        }
        t = make(&d, e.question, e.breakdown);
        for (size_t row = from; row < to; row++)
            one(&o, row, &t);
        table_free(&t);
    }
    oracle_data_free(&d);
    print_message("%s: %zu values compared\n", name, o.compared);
    assert_true(o.compared >= least);
    oracle_free(&o);
}

static void masculinity(void **state)
{
    (void)state;
    file("b_crosstab_masculinity_1.csv", 8253);
}

static void starwars(void **state)
{
    (void)state;
    file("b_crosstab_starwars.csv", 2203);
}

static void api(void **state)
{
    (void)state;
    file("b_crosstab_api.csv", 716);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masculinity),
        cmocka_unit_test(starwars),
        cmocka_unit_test(api),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
