/* test_test_means.c - means by group, their differences, t, F and rank tests
 * against what R gives on real data (topic c). */
#include "analyse/test/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/tails.h"
#include "analyse/test/adjust.h"
#include "tests/support/check.h"
#include "tests/support/oracle.h"

struct means {
    struct oracle_codes codes;
    double *y, *rank;
    struct groups g, ranks;
    struct groups_test equal, kruskal;
    size_t pairs, *a, *b;
    double *p, *holm, *bh, *bonferroni;
};

static double *numbers(size_t n)
{
    double *x = calloc(n ? n : 1, sizeof *x);

    assert_non_null(x);
    return x;
}

static void adjust(struct means *m)
{
    size_t k = m->codes.k;
    struct err err = {0};

    m->a = calloc(k * k, sizeof *m->a);
    m->b = calloc(k * k, sizeof *m->b);
    assert_true(m->a && m->b);
    m->p = numbers(k * k);
    m->holm = numbers(k * k);
    m->bh = numbers(k * k);
    m->bonferroni = numbers(k * k);
    for (size_t a = 0; a < k; a++)
        for (size_t b = a + 1; b < k; b++) {
            m->a[m->pairs] = a;
            m->b[m->pairs] = b;
            m->p[m->pairs++] = groups_pair(&m->g, a, b).p;
        }
    assert_ok(adjust_p(ADJUST_HOLM, m->p, m->pairs, m->holm, &err), &err);
    assert_ok(adjust_p(ADJUST_BH, m->p, m->pairs, m->bh, &err), &err);
    assert_ok(adjust_p(ADJUST_BONFERRONI, m->p, m->pairs, m->bonferroni, &err),
              &err);
}

static struct means make(const struct oracle_data *d, const char *question,
                         const char *breakdown)
{
    struct means m = {.y = oracle_numbers(d, question)};
    int32_t *valid = calloc(d->n, sizeof *valid);
    uint32_t *order = calloc(d->n, sizeof *order);
    struct err err = {0};

    assert_true(valid && order);
    for (size_t i = 0; i < d->n; i++)
        valid[i] = isnan(m.y[i]) ? -1 : 0;
    m.codes = oracle_codes(d, breakdown, valid);
    m.rank = numbers(d->n);
    assert_ok(groups_init(&m.g, &d->design, m.y, m.codes.code, m.codes.k, &err),
              &err);
    assert_ok(groups_equal(&m.g, &m.equal, &err), &err);
    assert_ok(infer_order(m.y, d->n, order, &err), &err);
    assert_ok(midranks(&d->design, m.y, order, m.codes.code, m.rank, &err),
              &err);
    assert_ok(groups_init(&m.ranks, &d->design, m.rank, m.codes.code, m.codes.k,
                          &err),
              &err);
    assert_ok(groups_equal(&m.ranks, &m.kruskal, &err), &err);
    adjust(&m);
    free(valid);
    free(order);
    return m;
}

static void means_free(struct means *m)
{
    double *kept[] = {m->y, m->rank, m->p, m->holm, m->bh, m->bonferroni};

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        free(kept[i]);
    free(m->a);
    free(m->b);
    oracle_codes_free(&m->codes);
    groups_free(&m->g);
    groups_free(&m->ranks);
}

struct value {
    const char *name;
    double value;
    bool p;
};

static void look_up(struct oracle *o, const struct expected *e,
                    const struct value *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(values[i].name, e->statistic) == 0) {
            if (values[i].p)
                oracle_compare_p(o, e, values[i].value);
            else
                oracle_compare(o, e, values[i].value, 1e-8);
        }
}

static void whole(struct oracle *o, const struct expected *e,
                  const struct means *m)
{
    struct difference t = groups_t(&m->g, 1, 0); /* second less first */
    double within = tail_t_within(0.95, t.df);
    const struct value values[] = {
        {"n", m->g.n_all, false},
        {"wn", m->g.w_all, false},
        {"mean_w", m->g.all, false},
        {"degf", m->g.df, false},
        {"svyglm_wald_F", m->equal.f, false},
        {"svyglm_wald_ndf", m->equal.df1, false},
        {"svyglm_wald_ddf", m->equal.df2, false},
        {"svyglm_wald_p", m->equal.p, true},
        {"midrank_kw_chisq", m->kruskal.chisq, false},
        {"midrank_kw_F", m->kruskal.f, false},
        {"midrank_kw_ndf", m->kruskal.df1, false},
        {"midrank_kw_ddf", m->kruskal.df2, false},
        {"midrank_kw_p", m->kruskal.p, true},
        {"svyttest_t", t.t, false},
        {"svyttest_df", t.df, false},
        {"svyttest_p", t.p, true},
        {"svyttest_diff_second_minus_first", t.value, false},
        {"svyttest_ci95_lo", t.value - within * t.se, false},
        {"svyttest_ci95_hi", t.value + within * t.se, false},
    };

    look_up(o, e, values, sizeof values / sizeof *values);
}

static void level(struct oracle *o, const struct expected *e,
                  const struct means *m)
{
    bool intercept = strcmp(e->level, "(Intercept)") == 0;
    size_t a = intercept ? 0 : oracle_code_of(&m->codes, e->level);
    struct difference from_first = groups_pair(&m->g, a, 0);
    const struct value values[] = {
        {"n", m->g.n[a], false},
        {"wn", m->g.w[a], false},
        {"mean_w", m->g.mean[a], false},
        {"se_w", groups_se(&m->g, a), false},
        {"mean_rankscore_w", m->ranks.mean[a], false},
        {"svyglm_coef", intercept ? m->g.mean[0] : from_first.value, false},
        {"svyglm_se", intercept ? groups_se(&m->g, 0) : from_first.se, false},
    };

    look_up(o, e, values, sizeof values / sizeof *values);
}

static void pair(struct oracle *o, const struct expected *e,
                 const struct means *m, size_t a, size_t b)
{
    struct difference d = groups_pair(&m->g, a, b);
    size_t q = 0;

    while (q < m->pairs && (m->a[q] != a || m->b[q] != b))
        q++;
    assert_true(q < m->pairs);
    {
        const struct value values[] = {
            {"diff_w", d.value, false},
            {"se_diff_w", d.se, false},
            {"diff_w_t", d.t, false},
            {"diff_w_p_tdegf", d.p, true},
            {"diff_w_p_tdegf_bonferroni", m->bonferroni[q], true},
            {"diff_w_p_tdegf_holm", m->holm[q], true},
            {"diff_w_p_tdegf_BH", m->bh[q], true},
        };

        look_up(o, e, values, sizeof values / sizeof *values);
    }
}

static void one(struct oracle *o, size_t row, const struct means *m)
{
    struct expected e = sheet_expected(&o->sheet, row);
    size_t a, b;

    if (!e.level[0])
        whole(o, &e, m);
    else if (oracle_pair_of(&m->codes, e.level, &a, &b))
        pair(o, &e, m, a, b);
    else
        level(o, &e, m);
}

static void file(const char *name, size_t least)
{
    const char *shared = check_shared("oracles/../");
    struct oracle_data d = {0};
    struct oracle o;

    if (!shared) {
        skip();
        return;
    }
    o = oracle_read(shared, name);
    for (size_t from = 0, to; from < o.sheet.rows; from = to) {
        struct expected e = sheet_expected(&o.sheet, from);
        struct means m;

        to = oracle_block(&o, from);
        if (!d.name || strcmp(d.name, e.dataset) != 0) {
            if (d.name)
                oracle_data_free(&d);
            d = oracle_data(shared, e.dataset);
        }
        m = make(&d, e.question, e.breakdown);
        for (size_t row = from; row < to; row++)
            one(&o, row, &m);
        means_free(&m);
    }
    oracle_data_free(&d);
    print_message("%s: %zu values compared\n", name, o.compared);
    assert_true(o.compared >= least);
    oracle_free(&o);
}

static void masculinity(void **state)
{
    (void)state;
    file("c_means_masculinity_1.csv", 396);
}

static void starwars(void **state)
{
    (void)state;
    file("c_means_starwars.csv", 321);
}

static void api(void **state)
{
    (void)state;
    file("c_means_api.csv", 475);
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
