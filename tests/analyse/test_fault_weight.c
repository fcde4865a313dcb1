/* test_fault_weight.c - memory runs out at every allocation of weighting and
 * of the profile: said so, nothing made, nothing left. */
#include "analyse/weight/profile.h"
#include "tests/analyse/test_weight_made.h"
#include "tests/support/alloc.h"

static struct weight_problem capped(const struct made *m)
{
    struct weight_problem p = problem(ROWS, m->margin, 3);

    p.base = m->base;
    p.cap = 2.4;
    return p;
}

static void weighting(void **state)
{
    struct made *m = make(0.02);
    struct weight_problem p = capped(m);

    (void)state;
    for (size_t n = 0;; n++) {
        struct weights w = {.n = 77};
        struct notes notes = {0};
        struct err err = {0};
        enum status rc;

        alloc_fail_at(n);
        rc = weights_solve(&p, &w, &notes, &err);
        if (!alloc_failed()) {
            assert_int_equal(rc, OK);
            assert_true(n > 20);
            notes_free(&notes);
            weights_free(&w);
            break;
        }
        if (rc != ERR_NOMEM || err.status != ERR_NOMEM)
            print_error("allocation %zu: %s\n", n, err.text);
        assert_int_equal(rc, ERR_NOMEM);
        assert_int_equal(err.status, ERR_NOMEM);
        assert_int_equal(w.n, 77);
        notes_free(&notes);
    }
    free(m);
}

static void columns(void **state)
{
    struct made *m = make(0.02);
    struct weight_problem p = capped(m);
    struct weights w = solved(&p, NULL);

    (void)state;
    for (size_t n = 0;; n++) {
        struct weight_summary s;
        double *x = NULL;
        size_t k = 0;
        struct err err = {0};
        enum status rc;

        alloc_fail_at(n);
        rc = weights_columns(&w, &p, &x, &k, &err);
        if (rc == OK)
            rc = weight_summarise(w.weight, w.n, &s, &err);
        free(x);
        if (!alloc_failed())
            break;
        assert_int_equal(rc, ERR_NOMEM);
    }
    weights_free(&w);
    free(m);
}

static void profiles(void **state)
{
    struct made *m = make(0.02);
    struct design design = {.n = ROWS, .weight = m->base};
    struct profile_level level[LEVELS];

    (void)state;
    for (size_t n = 0;; n++) {
        struct profile p;
        struct err err = {0};
        enum status rc;

        alloc_fail_at(n);
        rc = profile_compare(&design, &m->margin[0], NULL, level, &p, &err);
        if (!alloc_failed()) {
            assert_int_equal(rc, OK);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
        assert_int_equal(err.status, ERR_NOMEM);
    }
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighting),
        cmocka_unit_test(columns),
        cmocka_unit_test(profiles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
