/* test_weight_solve.c - weights by hand, and what must hold of any: margins
 * that equal their targets, whatever the order of rows and levels. */
#include "tests/analyse/test_weight_made.h"

/* The share of the weight that a level has, counted from the rows. */
static double share_of(const struct weights *w, const int32_t *level, int32_t l)
{
    double in = 0, all = 0;

    for (size_t i = 0; i < w->n; i++) {
        if (isnan(w->weight[i]))
            continue;
        all += w->weight[i];
        in += level[i] == l ? w->weight[i] : 0;
    }
    return in / all;
}

static double base_share(const struct made *m, const int32_t *level, int32_t l)
{
    double in = 0, all = 0;

    for (size_t i = 0; i < ROWS; i++) {
        all += m->base[i];
        in += level[i] == l ? m->base[i] : 0;
    }
    return in / all;
}

/* Every method, from unequal design weights: margins equal targets. */
static void meets_targets(void **state)
{
    struct made *m = make(0);
    const struct {
        enum weight_method method;
        double lower, upper;
    } ways[] = {{WEIGHT_RAKE, NA, NA},
                {WEIGHT_LINEAR, NA, NA},
                {WEIGHT_LINEAR, 0.3, 2.2},
                {WEIGHT_LOGIT, 0.3, 2.2}};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct weight_problem p = problem(ROWS, m->margin, MARGINS);
        struct weights w;
        double sum = 0, base = 0;

        p.base = m->base;
        p.method = ways[i].method;
        p.lower = ways[i].lower;
        p.upper = ways[i].upper;
        w = solved(&p, NULL);
        for (size_t k = 0; k < MARGINS; k++)
            for (int32_t l = 0; l < LEVELS; l++)
                assert_near(share_of(&w, m->level[k], l), m->target[k][l],
                            1e-11);
        for (size_t r = 0; r < ROWS; r++) {
            double g = w.weight[r] / m->base[r];

            sum += w.weight[r];
            base += m->base[r];
            assert_true(w.weight[r] > 0);
            assert_true(isnan(p.lower) ||
                        (g >= p.lower - 1e-12 && g <= p.upper + 1e-12));
        }
        assert_near(sum, base, 1e-11);
        assert_true(w.converged && w.misfit < 1e-12 && w.steps < 20);
        weights_free(&w);
    }
    free(m);
}

/* What every level is said to be is what the rows say. */
static void keeps_shares(void **state)
{
    struct made *m = make(0.07);
    struct weight_problem p = problem(ROWS, m->margin, MARGINS);
    struct weights w;

    (void)state;
    p.base = m->base;
    m->target[1][2] = m->target[2][0] = m->target[2][4] = NA;
    for (size_t k = 1; k < 3; k++) {
        double sum = 0;

        for (size_t l = 0; l < LEVELS; l++)
            sum += isnan(m->target[k][l]) ? 0 : m->target[k][l];
        for (size_t l = 0; l < LEVELS; l++)
            m->target[k][l] /= sum;
    }
    w = solved(&p, NULL);
    assert_int_equal(w.n_levels, MARGINS * (LEVELS + 1));
    for (size_t a = 0; a < w.n_levels; a++) {
        const struct weight_level *l = &w.level[a];
        const int32_t *level = m->level[l->margin];
        double before = base_share(m, level, l->level), kept;

        kept = base_share(m, level, WEIGHT_MISSING);
        for (int32_t o = 0; o < LEVELS; o++)
            if (isnan(m->target[l->margin][o]))
                kept += base_share(m, level, o);
        assert_near(l->before, before, 1e-12);
        assert_near(l->after, share_of(&w, level, l->level), 1e-12);
        assert_near(l->after, l->target, 1e-11);
        assert_near(l->target,
                    isnan(l->given)
                        ? before
                        : m->target[l->margin][l->level] * (1 - kept),
                    1e-12);
    }
    weights_free(&w);
    free(m);
}

/* Ten responses, one margin: 5 a, 3 b, 2 without an answer.  Those keep 20%,
 * a and b share the rest as 1 to 3: a has 2 of 10, b has 6. */
static void by_hand(void **state)
{
    const int32_t level[10] = {0, 0, 0, 0, 0, 1, 1, 1, -1, -1};
    const double target[2] = {0.25, 0.75};
    const struct weight_margin margin = {.name = "age",
                                         .level = level,
                                         .n_levels = 2,
                                         .label = abc,
                                         .target = target};
    const enum weight_method methods[] = {WEIGHT_POSTSTRATIFY, WEIGHT_RAKE,
                                          WEIGHT_LINEAR};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct weight_problem p = problem(10, &margin, 1);
        struct notes notes = {0};
        struct weights w;

        p.method = methods[i];
        w = solved(&p, &notes);
        for (size_t r = 0; r < 10; r++)
            assert_near(w.weight[r], r < 5 ? 0.4 : r < 8 ? 2 : 1, 1e-12);
        assert_int_equal(w.n_cells, 3);
        assert_int_equal(notes.n, 1);
        assert_string_equal(notes.note[0].text,
                            "scheme 'raked': no answer to age has no target: 2 "
                            "responses, kept at their share of 20%");
        assert_int_equal(notes.note[0].kind, NOTE_INFO);
        notes_free(&notes);
        weights_free(&w);
        p.missing = WEIGHT_DROP;
        w = solved(&p, &notes);
        for (size_t r = 0; r < 8; r++)
            assert_near(w.weight[r], r < 5 ? 0.4 : 2, 1e-12);
        assert_true(isnan(w.weight[8]) && isnan(w.weight[9]));
        assert_int_equal(w.n_used, 8);
        assert_string_equal(
            notes.note[0].text,
            "scheme 'raked': no answer to age: 2 responses, left "
            "without a weight");
        assert_int_equal(notes.note[0].kind, NOTE_ATTENTION);
        notes_free(&notes);
        weights_free(&w);
    }
}

static void same_weights(const struct weights *a, const struct weights *b,
                         double factor)
{
    for (size_t i = 0; i < a->n; i++)
        assert_near(a->weight[i] * factor, b->weight[i], 1e-11);
}

/* Equal design weights of any size, a total asked for, the order of levels, an
 * empty level: none changes anything. */
static void changes_nothing(void **state)
{
    struct made *m = make(0.03);
    struct weight_problem p = problem(ROWS, m->margin, MARGINS);
    struct weights plain = solved(&p, NULL), w;
    struct weight_margin wide = m->margin[3];
    int32_t *turned = calloc(ROWS, sizeof *turned);
    double target[LEVELS + 1];
    const char *label[LEVELS + 1];

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        m->base[i] = 2.385;
        turned[i] = m->level[3][i] < 0 ? -7 : LEVELS - m->level[3][i];
    }
    p.base = m->base;
    w = solved(&p, NULL);
    same_weights(&plain, &w, 2.385);
    weights_free(&w);
    p.base = NULL;
    p.total = 700000;
    w = solved(&p, NULL);
    same_weights(&plain, &w, 700000.0 / ROWS);
    weights_free(&w);
    p.total = NA;
    target[0] = NA;
    label[0] = "nobody";
    for (size_t l = 0; l < LEVELS; l++) {
        target[LEVELS - l] = 123456 * m->target[3][l];
        label[LEVELS - l] = abc[l];
    }
    wide.level = turned;
    wide.n_levels = LEVELS + 1;
    wide.target = target;
    wide.label = label;
    wide.counts = true;
    m->margin[3] = m->margin[0];
    m->margin[0] = wide;
    w = solved(&p, NULL);
    same_weights(&plain, &w, 1);
    assert_int_equal(w.n_levels, plain.n_levels);
    weights_free(&w);
    weights_free(&plain);
    free(turned);
    free(m);
}

static void order_of_rows(void **state)
{
    struct made *m = make(0.03), *t = make(0.03);
    struct weight_problem p = problem(ROWS, m->margin, MARGINS);
    struct weights a, b;

    (void)state;
    p.base = m->base;
    p.cap = 2.2;
    a = solved(&p, NULL);
    for (size_t i = 0; i < ROWS; i++) {
        size_t to = (i * 1009 + 5) % ROWS; /* ROWS is prime */

        t->base[to] = m->base[i];
        for (size_t k = 0; k < MARGINS; k++)
            t->level[k][to] = m->level[k][i];
    }
    p.margin = t->margin;
    p.base = t->base;
    b = solved(&p, NULL);
    for (size_t i = 0; i < ROWS; i++)
        assert_near(a.weight[i], b.weight[(i * 1009 + 5) % ROWS], 1e-10);
    weights_free(&a);
    weights_free(&b);
    free(m);
    free(t);
}

/* A number makes each response an equation's unit of its own: the answers are
 * those of cells, also where the number says what a level says already. */
static void numbers_and_cells(void **state)
{
    struct made *m = make(0);
    struct weight_problem p = problem(ROWS, m->margin, MARGINS);
    struct weights cells = solved(&p, NULL), rows;
    struct weight_number number = {.name = "in a"};
    double *value = calloc(ROWS, sizeof *value), *x;
    size_t k;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < ROWS; i++)
        value[i] = m->level[0][i] == 0 ? 40 : 0;
    number.value = value;
    number.total = 40 * ROWS * m->target[0][0];
    p.number = &number;
    p.n_numbers = 1;
    rows = solved(&p, NULL);
    same_weights(&cells, &rows, 1);
    assert_int_equal(rows.n_cells, ROWS);
    assert_true(cells.n_cells < ROWS);
    assert_ok(weights_columns(&rows, &p, &x, &k, &err), &err);
    assert_int_equal(k, MARGINS * (LEVELS - 1) + 1 + 1);
    assert_near(x[k - 1], value[0], 0);
    free(x);
    free(value);
    weights_free(&cells);
    weights_free(&rows);
    free(m);
}

/* More combinations than 64 bits can number: eight places to each margin, and
 * what tells responses apart in the first, which are shifted out. */
static void many_margins(void **state)
{
    enum { MANY = 30, WIDE = 7 };
    struct made *m = make(0.02);
    struct weight_margin margin[MANY];
    double target[MANY][WIDE];
    const char *const label[WIDE] = {"a", "b", "c", "d", "e", "f", "g"};
    int32_t *same = calloc(ROWS, sizeof *same);
    struct weight_problem p = problem(ROWS, margin, MANY);
    struct weight_problem few = problem(ROWS, m->margin, MARGINS);
    struct weights a, b;

    (void)state;
    for (size_t k = 0; k < MANY; k++) {
        for (size_t l = 0; l < WIDE; l++)
            target[k][l] = k < MARGINS && l < LEVELS ? m->target[k][l] : NA;
        if (k >= MARGINS)
            target[k][0] = 1;
        margin[k] =
            (struct weight_margin){.name = "one of many",
                                   .level = k < MARGINS ? m->level[k] : same,
                                   .n_levels = WIDE,
                                   .label = label,
                                   .target = target[k]};
    }
    a = solved(&p, NULL);
    b = solved(&few, NULL);
    assert_int_equal(a.n_cells, b.n_cells);
    same_weights(&a, &b, 1);
    weights_free(&a);
    weights_free(&b);
    free(same);
    free(m);
}

/* A crossing says all that its margins say, and they count once. */
static void collinear(void **state)
{
    struct made *m = make(0);
    struct weight_margin margin[3] = {m->margin[0], m->margin[1]};
    int32_t *both = calloc(ROWS, sizeof *both);
    double target[9], side[3] = {0.3, 0.5, 0.2};
    const char *label[9];
    struct weight_problem p = problem(ROWS, margin, 3);
    struct notes notes = {0};
    struct weights all, one;

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        m->level[0][i] /= 2; /* three levels, so that no cell is empty */
        m->level[1][i] /= 2;
        both[i] = m->level[0][i] * 3 + m->level[1][i];
    }
    for (size_t l = 0; l < 9; l++) {
        target[l] = side[l / 3] * side[l % 3];
        label[l] = "both";
    }
    for (size_t k = 0; k < 2; k++) {
        margin[k].n_levels = 3;
        margin[k].target = side;
    }
    margin[2] = (struct weight_margin){.name = "age*sex",
                                       .level = both,
                                       .n_levels = 9,
                                       .label = label,
                                       .target = target};
    p.base = m->base;
    all = solved(&p, &notes);
    assert_int_equal(notes.n, 1);
    assert_string_equal(notes.note[0].text,
                        "scheme 'raked': 5 of the 9 levels of age*sex follow "
                        "from the margins before it, and count once");
    p.margin = &margin[2];
    p.n_margins = 1;
    p.method = WEIGHT_POSTSTRATIFY;
    one = solved(&p, NULL);
    same_weights(&all, &one, 1);
    notes_free(&notes);
    weights_free(&all);
    weights_free(&one);
    free(both);
    free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meets_targets),     cmocka_unit_test(keeps_shares),
        cmocka_unit_test(by_hand),           cmocka_unit_test(changes_nothing),
        cmocka_unit_test(order_of_rows),     cmocka_unit_test(many_margins),
        cmocka_unit_test(numbers_and_cells), cmocka_unit_test(collinear),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
