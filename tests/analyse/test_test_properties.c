/* test_test_properties.c - what must hold of the tests whatever the data:
 * roads that must agree, changes that must change nothing, bad input. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/sparse.h"
#include "analyse/infer/tails.h"
#include "analyse/test/groups.h"
#include "analyse/test/multi.h"
#include "analyse/test/twoway.h"
#include "tests/support/check.h"

enum { N = 600, ROWS = 4, COLUMNS = 5, ITEMS = 3 };

/* Responses made by a fixed recurrence, and a design of each kind. */
struct made {
    double weight[N], y[N], x[N * 3], base[N];
    int32_t row[N], column[N];
    uint32_t stratum[N], cluster[N];
    double population[3];
    unsigned char chosen[N * ITEMS];
    struct calibration calibration;
};

static double next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static struct made *make(void)
{
    struct made *m = calloc(1, sizeof *m);
    uint64_t seed = 11;

    assert_non_null(m);
    for (size_t i = 0; i < N; i++) {
        m->weight[i] = 0.2385 + 3 * next(&seed);
        m->base[i] = 0.5 + next(&seed);
        m->column[i] = (int32_t)((COLUMNS + 0.4) * next(&seed)) - (i % 9 == 0);
        m->row[i] = (int32_t)(ROWS * next(&seed) * next(&seed) * 1.2);
        if (m->column[i] >= COLUMNS)
            m->column[i] = -1;
        if (m->row[i] >= ROWS)
            m->row[i] = m->column[i] == 1 ? 2 : -1;
        m->y[i] = next(&seed) * 3 + m->column[i] * 0.2;
        m->cluster[i] = (uint32_t)(i / 12);
        m->stratum[i] = m->cluster[i] % 3;
        m->x[3 * i] = 1;
        m->x[3 * i + 1] = m->stratum[i] == 1;
        m->x[3 * i + 2] = next(&seed);
        for (size_t j = 0; j < ITEMS; j++)
            m->chosen[i * ITEMS + j] =
                next(&seed) < 0.2 + 0.15 * (double)j + 0.05 * m->column[i];
    }
    for (size_t h = 0; h < 3; h++)
        m->population[h] = 400;
    m->calibration = (struct calibration){.x = m->x, .k = 3, .base = m->base};
    return m;
}

enum kind { SIMPLE, STRATA, CLUSTERS, BOTH, CALIBRATED, KINDS };

static struct design design_of(const struct made *m, enum kind kind)
{
    struct design d = {.n = N, .weight = m->weight};

    if (kind == STRATA || kind == BOTH) {
        d.stratum = m->stratum;
        d.n_strata = 3;
        d.population = m->population;
    }
    if (kind == CLUSTERS || kind == BOTH) {
        d.cluster = m->cluster;
        d.n_clusters = N / 12;
    }
    if (kind == CALIBRATED)
        d.calibration = &m->calibration;
    return d;
}

/* The sparse entry is the dense entry, in every design. */
static void sparse_is_dense(void **state)
{
    enum { K = 2 * COLUMNS };
    struct made *m = make();
    double *x = calloc(2 * N, sizeof *x), *u = calloc(N * K, sizeof *u);
    double a[K * K], b[K * K];
    struct err err = {0};

    (void)state;
    assert_true(x && u);
    for (size_t i = 0; i < N; i++) {
        x[2 * i] = m->y[i];
        x[2 * i + 1] = 1;
        for (size_t j = 0; m->column[i] >= 0 && j < 2; j++)
            u[i * K + (size_t)m->column[i] * 2 + j] = x[2 * i + j];
    }
    for (int kind = 0; kind < KINDS; kind++) {
        struct design d = design_of(m, (enum kind)kind);

        assert_ok(infer_sparse(&d, m->column, COLUMNS, x, 2, a, &err), &err);
        assert_ok(infer_covariance(&d, u, K, b, &err), &err);
        for (size_t c = 0; c < K * K; c++)
            assert_near(a[c], b[c], 1e-12);
    }
    free(x);
    free(u);
    free(m);
}

static struct twoway table_of(const struct design *d, const int32_t *row,
                              size_t rows, const int32_t *column,
                              size_t columns)
{
    struct twoway t;
    struct err err = {0};

    assert_ok(twoway_of_codes(&t, d, row, rows, column, columns, &err), &err);
    return t;
}

static struct twoway_test test_of(const struct twoway *t)
{
    struct twoway_test test;
    struct err err = {0};

    assert_ok(twoway_rao_scott(t, &test, &err), &err);
    return test;
}

static struct twoway_wald wald_of(const struct twoway *t)
{
    struct twoway_wald wald;
    struct err err = {0};

    assert_ok(twoway_wald(t, &wald, &err), &err);
    return wald;
}

static void same_tests(const struct twoway *a, const struct twoway *b)
{
    struct twoway_test x = test_of(a), y = test_of(b);
    struct twoway_wald v = wald_of(a), w = wald_of(b);

    assert_near(x.pearson, y.pearson, 1e-12);
    assert_near(x.mean_deff, y.mean_deff, 1e-12);
    assert_near(x.f, y.f, 1e-12);
    assert_near(x.f_df1, y.f_df1, 1e-12);
    assert_near(x.f_p, y.f_p, 1e-12);
    assert_near(v.f, w.f, 1e-11);
    assert_near(v.adjusted_p, w.adjusted_p, 1e-11);
}

/* Cell sums and responses agree; an empty row and an empty column, another
 * order of levels and of responses change nothing. */
static void nothing_changes(void **state)
{
    struct made *m = make(), *turned = make();
    struct err err = {0};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct design d = design_of(m, (enum kind)kind), back;
        struct twoway t = table_of(&d, m->row, ROWS, m->column, COLUMNS), u;
        int32_t row[N], column[N];

        if (kind == SIMPLE) {
            assert_ok(twoway_of_cells(&u, t.cell, ROWS, COLUMNS, N, &err),
                      &err);
            same_tests(&t, &u);
            twoway_free(&u);
        }
        for (size_t i = 0; i < N; i++) { /* 1, 3, 5, 7 and 6, 4, 2, 0 */
            row[i] = m->row[i] < 0 ? -1 : 2 * m->row[i] + 1;
            column[i] = m->column[i] < 0 ? -1 : COLUMNS + 1 - m->column[i];
        }
        u = table_of(&d, row, 2 * ROWS + 2, column, COLUMNS + 3);
        same_tests(&t, &u);
        twoway_free(&u);
        for (size_t i = 0; i < N; i++) {
            size_t j = N - 1 - i;

            turned->weight[i] = m->weight[j];
            turned->base[i] = m->base[j];
            turned->stratum[i] = m->stratum[j];
            turned->cluster[i] = m->cluster[j];
            memcpy(turned->x + 3 * i, m->x + 3 * j, 3 * sizeof *m->x);
            row[i] = m->row[j];
            column[i] = m->column[j];
        }
        turned->calibration =
            (struct calibration){.x = turned->x, .k = 3, .base = turned->base};
        back = design_of(turned, (enum kind)kind);
        u = table_of(&back, row, ROWS, column, COLUMNS);
        same_tests(&t, &u);
        twoway_free(&u);
        twoway_free(&t);
    }
    free(m);
    free(turned);
}

/* Equal weights of any size: the plain chi-square in all but n / (n - 1). */
static void equal_weights(void **state)
{
    struct made *m = make();
    struct design d = {.n = N, .weight = m->weight}, plain = {.n = N};
    struct twoway t, u;
    struct twoway_test test;

    (void)state;
    for (size_t i = 0; i < N; i++)
        m->weight[i] = 30.97;
    t = table_of(&d, m->row, ROWS, m->column, COLUMNS);
    u = table_of(&plain, m->row, ROWS, m->column, COLUMNS);
    same_tests(&t, &u);
    test = test_of(&u);
    assert_near(test.df, (ROWS - 1) * (COLUMNS - 1), 0);
    assert_near(test.chisq_p, tail_chisq(test.chisq, test.df), 0);
    twoway_free(&t);
    twoway_free(&u);
    /* 2 by 2, independent: Delta is n / (n - 1) to the last digit */
    {
        const struct cell cell[4] = {
            {20, 20, 20}, {30, 30, 30}, {40, 40, 40}, {60, 60, 60}};
        struct err err = {0};

        assert_ok(twoway_of_cells(&t, cell, 2, 2, 150, &err), &err);
        test = test_of(&t);
        assert_near(test.pearson, 0, 1e-12);
        assert_near(test.mean_deff, 150.0 / 149, 1e-13);
        assert_near(test.f_df1, 1, 1e-13);
        assert_near(test.f_df2, 149, 1e-11);
        twoway_free(&t);
    }
    free(m);
}

/* A share is a mean: two rows give the differences that groups give, in every
 * design; and rests are rests. */
static void shares_are_means(void **state)
{
    struct made *m = make();
    struct err err = {0};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct design d = design_of(m, (enum kind)kind);
        int32_t two[N];
        double y[N];
        struct twoway t;
        struct twoway_row r;
        struct groups g;

        for (size_t i = 0; i < N; i++) {
            two[i] = m->row[i] < 0 ? -1 : m->row[i] > 0;
            y[i] = m->row[i] < 0 ? (double)NAN : two[i];
        }
        t = table_of(&d, two, 2, m->column, COLUMNS);
        assert_ok(groups_init(&g, &d, y, m->column, COLUMNS, &err), &err);
        assert_near(g.df, t.df, 0);
        assert_ok(twoway_row_init(&r, &t, 1, &err), &err);
        for (size_t a = 0; a < COLUMNS; a++) {
            struct difference p = twoway_row_rest(&r, a),
                              q = groups_rest(&g, a);

            assert_near(twoway_column_share(&t, 1, a).value, g.mean[a], 1e-13);
            assert_near(twoway_column_share(&t, 1, a).se, groups_se(&g, a),
                        1e-13);
            assert_near(p.value, q.value, 1e-13);
            assert_near(p.se, q.se, 1e-13);
            assert_near(p.n_b, q.n_b, 0);
            p = twoway_row_pair(&r, a, (a + 2) % COLUMNS);
            q = groups_pair(&g, a, (a + 2) % COLUMNS);
            assert_near(p.se, q.se, 1e-13);
            assert_near(p.p, q.p, 1e-12);
        }
        twoway_row_free(&r);
        twoway_free(&t);
        groups_free(&g);
    }
    free(m);
}

/* Domains that do not overlap are levels; one that is everyone is everyone;
 * one beside itself differs by nothing. */
static void domains(void **state)
{
    static unsigned char member[4][N];
    const unsigned char *const of[4] = {member[0], member[1], member[2],
                                        member[2]};
    struct made *m = make();
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++) {
        member[0][i] = m->column[i] == 0;
        member[1][i] = m->column[i] == 1;
        member[2][i] = m->column[i] >= 0;
    }
    for (int kind = 0; kind < KINDS; kind++) {
        struct design d = design_of(m, (enum kind)kind);
        int32_t one[N] = {0};
        struct groups g, all;
        double mean[4], v[16];

        for (size_t i = 0; i < N; i++)
            one[i] = m->column[i] >= 0 ? 0 : -1;
        assert_ok(groups_init(&g, &d, m->y, m->column, COLUMNS, &err), &err);
        assert_ok(groups_init(&all, &d, m->y, one, 1, &err), &err);
        assert_ok(domain_means(&d, m->y, of, 4, mean, v, &err), &err);
        assert_near(mean[0], g.mean[0], 1e-13);
        assert_near(v[0], groups_covariance(&g, 0, 0), 1e-14);
        assert_near(v[1], groups_covariance(&g, 0, 1), 1e-14);
        assert_near(mean[2], g.all, 1e-13);
        assert_near(mean[2], all.mean[0], 1e-13);
        assert_near(sqrt(v[10]), groups_se(&all, 0), 1e-13);
        assert_near(v[10] + v[15] - 2 * v[11], 0, 1e-16);
        groups_free(&g);
        groups_free(&all);
    }
    free(m);
}

/* The F of k groups by brute force; two groups: F is t squared. */
static void wald_is_t(void **state)
{
    struct made *m = make();
    struct design d = design_of(m, BOTH);
    struct groups g;
    struct groups_test test;
    struct difference t;
    int32_t two[N];
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++)
        two[i] = m->column[i] == 1 || m->column[i] == 3 ? m->column[i] : -1;
    assert_ok(groups_init(&g, &d, m->y, two, COLUMNS, &err), &err);
    assert_ok(groups_equal(&g, &test, &err), &err);
    t = groups_t(&g, 3, 1);
    assert_near(test.groups, 2, 0);
    assert_near(test.f, t.t * t.t, 1e-13);
    assert_near(test.p, t.p, 1e-13);
    assert_near(test.df2, t.df, 0);
    assert_near(t.df, N / 12 - 3 - 1, 0);
    assert_true(isnan(groups_pair(&g, 0, 1).p)); /* nobody in 0 */
    assert_near(groups_rest(&g, 1).value, -t.value, 1e-13);
    groups_free(&g);
    for (size_t i = 0; i < N; i++) /* the unit of y changes nothing */
        m->y[i] *= 1e-9;
    assert_ok(groups_init(&g, &d, m->y, two, COLUMNS, &err), &err);
    assert_ok(groups_equal(&g, &test, &err), &err);
    assert_near(test.f, t.t * t.t, 1e-11);
    groups_free(&g);
    free(m);
}

/* One item of two groups, equal weights: the sum of chi-squares is one plain
 * chi-square; and simple sums are what influence columns give. */
static void multi(void **state)
{
    struct made *m = make();
    struct design d = design_of(m, SIMPLE), strata = d;
    uint32_t one[N] = {0};
    struct multi a, b;
    struct multi_test x, y;
    double sum = 0;
    struct err err = {0};

    (void)state;
    strata.stratum = one;
    strata.n_strata = 1;
    assert_ok(multi_init(&a, &d, m->chosen, ITEMS, m->column, COLUMNS, &err),
              &err);
    assert_ok(
        multi_init(&b, &strata, m->chosen, ITEMS, m->column, COLUMNS, &err),
        &err);
    assert_ok(multi_association(&a, &x, &err), &err);
    assert_ok(multi_association(&b, &y, &err), &err);
    assert_near(x.chisq, y.chisq, 1e-12);
    assert_near(x.mean_deff, y.mean_deff, 1e-12);
    assert_near(x.f_df1, y.f_df1, 1e-12);
    assert_near(x.f_p, y.f_p, 1e-12);
    assert_near(x.df, ITEMS * (COLUMNS - 1), 0);
    assert_true(x.f_df1 > COLUMNS - 1 && x.f_df1 < x.df);
    for (size_t j = 0; j < ITEMS; j++) {
        int32_t row[N];
        struct twoway t;

        for (size_t i = 0; i < N; i++)
            row[i] = m->chosen[i * ITEMS + j];
        t = table_of(&d, row, 2, m->column, COLUMNS);
        sum += test_of(&t).pearson;
        twoway_free(&t);
    }
    assert_near(x.chisq, sum, 1e-12);
    multi_free(&a);
    multi_free(&b);
    free(m);
}

/* One item and two groups: F is the square of the difference over its se. */
static void multi_of_two(void **state)
{
    struct made *m = make();
    struct err err = {0};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        struct design d = design_of(m, (enum kind)kind);
        unsigned char single[N];
        int32_t two[N];
        double y[N], t;
        struct multi multi;
        struct multi_test test;
        struct groups g;

        for (size_t i = 0; i < N; i++) {
            single[i] = m->chosen[i * ITEMS];
            y[i] = single[i];
            two[i] = m->column[i] == 1 || m->column[i] == 3 ? m->column[i] : -1;
        }
        assert_ok(multi_init(&multi, &d, single, 1, two, COLUMNS, &err), &err);
        assert_ok(multi_association(&multi, &test, &err), &err);
        assert_ok(groups_init(&g, &d, y, two, COLUMNS, &err), &err);
        t = groups_pair(&g, 3, 1).t;
        assert_near(test.f, t * t, 1e-12);
        assert_near(test.f_df1, 1, 1e-12);
        assert_near(test.f_df2, g.df, 1e-9);
        assert_near(test.first, t * t, 1e-12);
        assert_near(test.first_p, tail_normal(t), 1e-12);
        assert_near(test.groups, 2, 0);
        multi_free(&multi);
        groups_free(&g);
    }
    free(m);
}

/* Twice the same item: twice the chi-square and half the degrees of freedom,
 * so the same F on the same degrees of freedom. */
static void multi_repeated(void **state)
{
    struct made *m = make();
    struct design d = design_of(m, CLUSTERS);
    unsigned char single[N], twice[3 * N];
    struct multi a, b;
    struct multi_test x, y;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < N; i++) {
        single[i] = twice[3 * i] = twice[3 * i + 1] = m->chosen[i * ITEMS];
        twice[3 * i + 2] = 0; /* nobody: is left out */
    }
    assert_ok(multi_init(&a, &d, single, 1, m->column, COLUMNS, &err), &err);
    assert_ok(multi_init(&b, &d, twice, 3, m->column, COLUMNS, &err), &err);
    assert_ok(multi_association(&a, &x, &err), &err);
    assert_ok(multi_association(&b, &y, &err), &err);
    assert_near(y.chisq, 2 * x.chisq, 1e-12);
    assert_near(y.items, 2, 0);
    assert_near(y.f, x.f, 1e-12);
    assert_near(y.f_df1, x.f_df1, 1e-12);
    assert_near(y.f_p, x.f_p, 1e-12);
    assert_near(x.f_df2, x.f_df1 * (N / 12 - 1), 1e-10);
    multi_free(&a);
    multi_free(&b);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sparse_is_dense), cmocka_unit_test(nothing_changes),
        cmocka_unit_test(equal_weights),   cmocka_unit_test(shares_are_means),
        cmocka_unit_test(domains),         cmocka_unit_test(wald_is_t),
        cmocka_unit_test(multi),           cmocka_unit_test(multi_of_two),
        cmocka_unit_test(multi_repeated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
