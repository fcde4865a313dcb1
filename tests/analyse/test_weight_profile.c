/* test_weight_profile.c - the sample beside its targets: numbers by hand, and
 * what must not change them. */
#include "analyse/weight/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"

#define NA ((double)NAN)

static const char *const abc[] = {"a", "b", "c", "other"};

/* 100 responses: 20 a, 30 b, 40 c, 6 other (no target), 4 without an answer. */
struct hundred {
    int32_t level[100];
    double target[4], weight[100];
    uint32_t cluster[100];
    struct weight_margin margin;
    struct design design;
};

static void hundred_make(struct hundred *h)
{
    *h = (struct hundred){.target = {0.25, 0.35, 0.4, NA}};
    for (size_t i = 0; i < 100; i++) {
        h->level[i] = i < 20 ? 0 : i < 50 ? 1 : i < 90 ? 2 : i < 96 ? 3 : -1;
        h->weight[i] = 2.385;
        h->cluster[i] = (uint32_t)(99 - i);
    }
    h->margin = (struct weight_margin){.name = "age",
                                       .level = h->level,
                                       .n_levels = 4,
                                       .label = abc,
                                       .target = h->target};
    h->design = (struct design){.n = 100};
}

/* R: chisq.test(c(20, 30, 40), p = c(.25, .35, .4)) has X-squared 0.615...:
 * sum of (o - e)^2 / e with e = 22.5, 31.5, 36. */
static void by_hand(void **state)
{
    struct hundred h;
    struct profile_level l[4];
    struct profile p;
    struct err err = {0};
    const double x2 = 6.25 / 22.5 + 2.25 / 31.5 + 16.0 / 36;

    (void)state;
    hundred_make(&h);
    assert_ok(profile_compare(&h.design, &h.margin, NULL, l, &p, &err), &err);
    assert_near(p.n_all, 100, 0);
    assert_near(p.n, 90, 0);
    assert_near(p.n_missing, 4, 0);
    assert_near(p.n_no_target, 6, 0);
    assert_near(p.missing_share, 0.04, 1e-15);
    assert_near(l[0].share, 2.0 / 9, 1e-15);
    assert_near(l[0].share_of_all, 0.2, 1e-15);
    assert_near(l[0].gap, 2.0 / 9 - 0.25, 1e-15);
    assert_near(l[0].index, 100 * (2.0 / 9) / 0.25, 1e-12);
    assert_near(l[2].index, 100 * (4.0 / 9) / 0.4, 1e-12);
    /* as svymean of a domain: n/(n-1) of the whole file */
    assert_near(l[0].se, sqrt(100.0 / 99 * (2.0 / 9) * (7.0 / 9) / 90), 1e-14);
    assert_true(isnan(l[3].share) && isnan(l[3].target) && isnan(l[3].se));
    assert_near(l[3].n, 6, 0);
    assert_near(l[3].share_of_all, 0.06, 1e-15);
    assert_near(p.dissimilarity, 4.0 / 9 - 0.4, 1e-15);
    assert_false(p.design_based);
    assert_near(p.chi_square, x2, 1e-14);
    assert_near(p.statistic, x2, 1e-14);
    assert_near(p.df1, 2, 0);
    assert_true(isnan(p.df2));
    assert_near(p.p, exp(-x2 / 2), 1e-14); /* the tail with 2 df */
}

static void same(const struct profile_level *a, const struct profile_level *b,
                 const struct profile *p, const struct profile *q)
{
    for (size_t l = 0; l < 3; l++) {
        assert_near(a[l].share, b[l].share, 1e-12);
        assert_near(a[l].se, b[l].se, 1e-12);
        assert_near(a[l].index, b[l].index, 1e-12);
    }
    assert_near(p->chi_square, q->chi_square, 1e-12);
    assert_near(p->statistic, q->statistic, 1e-12);
    assert_near(p->df1, q->df1, 1e-12);
    assert_near(p->p, q->p, 1e-12);
}

/* Equal weights, counts for shares, a domain of everyone. */
static void changes_nothing(void **state)
{
    struct hundred h;
    struct profile_level a[4], b[4];
    unsigned char everyone[100];
    struct profile p, q;
    struct err err = {0};

    (void)state;
    hundred_make(&h);
    memset(everyone, 1, sizeof everyone);
    assert_ok(profile_compare(&h.design, &h.margin, NULL, a, &p, &err), &err);
    h.design.weight = h.weight;
    for (size_t l = 0; l < 3; l++)
        h.target[l] *= 98765;
    assert_ok(profile_compare(&h.design, &h.margin, everyone, b, &q, &err),
              &err);
    same(a, b, &p, &q);
}

/* Sums by level against influence columns; weights of two sizes, for which
 * D is worked out here. */
static void design_based(void **state)
{
    struct hundred h;
    struct profile_level a[4], b[4];
    struct profile p, q;
    struct err err = {0};
    double w[3] = {0}, s[3] = {0}, all = 0, squares = 0, x2 = 0, tr = 0,
           tr2 = 0;

    (void)state;
    hundred_make(&h);
    for (size_t i = 0; i < 100; i++)
        h.weight[i] = i % 3 ? 2.385 : 0.7;
    h.design.weight = h.weight;
    assert_ok(profile_compare(&h.design, &h.margin, NULL, a, &p, &err), &err);
    h.design.cluster = h.cluster;
    h.design.n_clusters = 100;
    assert_ok(profile_compare(&h.design, &h.margin, NULL, b, &q, &err), &err);
    same(a, b, &p, &q);
    assert_true(p.design_based && q.design_based);
    for (size_t i = 0; i < 90; i++) {
        w[h.level[i]] += h.weight[i];
        s[h.level[i]] += h.weight[i] * h.weight[i];
        all += h.weight[i];
        squares += h.weight[i] * h.weight[i];
    }
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double x = w[i] / all, y = w[j] / all, t = h.target[i];
            double v =
                100.0 / 99 / (all * all) *
                ((i == j ? s[i] : 0) - y * s[i] - x * s[j] + x * y * squares);

            tr2 += 90 * 90 * v * v / (t * h.target[j]);
            if (i != j)
                continue;
            tr += 90 * v / t;
            x2 += 90 * (x - t) * (x - t) / t;
        }
    assert_near(p.statistic, x2 / tr, 1e-12);
    assert_near(p.df1, tr * tr / tr2, 1e-12);
    assert_near(p.df2, tr * tr / tr2 * 89, 1e-12);
    assert_true(p.p > 0 && p.p < 1);
}

/* A domain keeps the design; what is left of a test where there is none. */
static void domains_and_ends(void **state)
{
    struct hundred h;
    struct profile_level l[4];
    unsigned char member[100] = {0};
    struct profile p;
    struct err err = {0};

    (void)state;
    hundred_make(&h);
    for (size_t i = 10; i < 40; i++)
        member[i] = 1;
    assert_ok(profile_compare(&h.design, &h.margin, member, l, &p, &err), &err);
    assert_near(p.n, 30, 0);
    assert_near(l[0].share, 1.0 / 3, 1e-15);
    assert_near(l[0].se, sqrt(100.0 / 99 * (2.0 / 9) / 30), 1e-14);
    assert_near(l[2].share, 0, 0);
    assert_near(p.dissimilarity, 0.4, 1e-15);
    memset(member, 0, sizeof member);
    assert_ok(profile_compare(&h.design, &h.margin, member, l, &p, &err), &err);
    assert_near(p.n_all, 0, 0);
    assert_true(isnan(p.p));
    h.target[2] = 0; /* forty people are in it */
    assert_ok(profile_compare(&h.design, &h.margin, NULL, l, &p, &err), &err);
    assert_true(isnan(p.p) && isnan(l[2].index));
    for (size_t i = 0; i < 3; i++)
        h.target[i] = NA;
    h.margin.file = "targets.csv";
    assert_int_equal(profile_compare(&h.design, &h.margin, NULL, l, &p, &err),
                     ERR_INPUT);
    assert_string_equal(err.text,
                        "targets.csv: margin age has no target above 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(changes_nothing),
        cmocka_unit_test(design_based),
        cmocka_unit_test(domains_and_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
