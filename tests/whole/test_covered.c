/* test_covered.c - what docs/methods/covered.tsv says is covered, value by
 * value: from the database alone, against values computed with R; and that
 * docs/methods/left_out.tsv says why, of everything else. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "tests/support/check.h"
#include "tests/support/covered.h"
#include "tests/support/covered_names.h"
#include "tests/support/covered_sets.h"

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static bool is_p(const char *statistic)
{
    const char *p = strstr(statistic, "_p");

    return p && (p[2] == '\0' || p[2] == '_') && !has(statistic, "prop") &&
           !has(statistic, "_pair") && !has(statistic, "_positio");
}

/* 1e-8, but where R iterates: the README's looser ones.  p to 1e-10, or on the
 * log scale; Wald's comes from the inverse of a matrix, which R finds another
 * way. */
static double tolerance(const char *statistic, bool p)
{
    if (has(statistic, "fisher") || has(statistic, "_logit_"))
        return 1e-7;
    if (strncmp(statistic, "pl_", 3) == 0 || strncmp(statistic, "bt_", 3) == 0)
        return 1e-6;
    return p && !has(statistic, "Wald") ? 1e-10 : 1e-8;
}

static void compare_value(const struct covered_line *line,
                          const struct expected *e, double ours)
{
    bool p = is_p(line->statistic), tiny = p && e->value < 1e-10;
    double off = fabs(ours - e->value);
    double allowed = tolerance(line->statistic, p);

    if (tiny && ours <= 0 && e->value <= 1e-300)
        return;
    if (tiny) {
        off = fabs(log(ours) - log(e->value)) / fmax(1, fabs(log(e->value)));
        allowed = 1e-6;
    } else if (!p) {
        allowed *= fmax(1, fabs(e->value));
    }
    if (!(off <= allowed))
        fail_msg("%s: %s %s | %s | %s = %s | %s: %.15g, not %.15g", line->file,
                 e->dataset, e->question, e->item, e->breakdown, e->level,
                 e->statistic, ours, e->value);
}

/* What stands in the same row of R and is another definition. */
static bool is_another(const struct covered_sets *sets,
                       const struct covered_line *line, const struct world *w,
                       const struct covered_at *at)
{
    /* Where all weights are one odd number R's exact comparison is off by a
     * place; its tolerant values have no interval. */
    if (line->file[0] == 'h' && !has(line->statistic, "tolerant") &&
        covered_set_constant(sets, w))
        return true;
    /* Ours is a family over all items of the question. */
    return has(line->statistic, "_p_") && has(line->statistic, "holm") &&
           *at->item;
}

/* Says whether there was something to compare. */
static bool compare_line(struct covered_line *line,
                         const struct covered_sets *sets,
                         const struct expected *e,
                         const struct covered_block *block)
{
    const struct world *w;
    struct covered_at at;
    double ours;

    if (!covered_names(sets, line, e, block, &w, &at) ||
        is_another(sets, line, w, &at))
        return false;
    ours = covered_value(w->db, line, &at);
    if (isnan(ours))
        return false;
    compare_value(line, e, ours);
    line->compared++;
    return true;
}

/* Of the rows that are not compared, how many have no reason. */
static size_t compare_file(struct covered *c, const char *file, size_t first,
                           size_t end, const struct covered_sets *sets,
                           struct covered_reasons *reasons)
{
    char *path = world_shared("oracles", file);
    struct sheet sheet = sheet_read(path);
    struct covered_block block = {0};
    size_t missed = 0;

    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);
        bool compared = false;

        covered_block_watch(&block, &e);
        for (size_t i = first; i < end; i++)
            if (strcmp(c->line[i].statistic, e.statistic) == 0)
                compared |= compare_line(&c->line[i], sets, &e, &block);
        if (compared || covered_reason(reasons, file, &e))
            continue;
        missed++;
        print_error("%s: %s of %s | %s | %s | %s | %s is neither covered "
                    "nor left out for a reason\n",
                    file, e.statistic, e.dataset, e.question, e.item,
                    e.breakdown, e.level);
    }
    sheet_free(&sheet);
    free(path);
    return missed;
}

/* Files of which nothing is covered; says how many have no reason. */
static size_t other_files(const struct covered *c,
                          struct covered_reasons *reasons)
{
    char *path = world_path("../shared/oracles");
    DIR *folder = opendir(path);
    struct dirent *entry;
    size_t missed = 0;

    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        const char *name = entry->d_name, *end = strrchr(name, '.');
        bool covered = !end || strcmp(end, ".csv") != 0;

        for (size_t i = 0; !covered && i < c->n; i++)
            covered = strcmp(c->line[i].file, name) == 0;
        if (covered || covered_file_reason(reasons, name))
            continue;
        missed++;
        print_error("%s is neither covered nor left out for a reason\n", name);
    }
    assert_int_equal(closedir(folder), 0);
    free(path);
    return missed;
}

/* ---- every weight of every scheme -------------------------------------- */

static size_t compare_weights(const struct world *w, const char *file,
                              const char *const (*scheme)[2], size_t n)
{
    char *path = world_shared("oracles", file);
    struct sheet sheet = sheet_read(path);
    sqlite3_stmt *s = NULL;
    size_t compared = 0;

    assert_int_equal(
        sqlite3_prepare_v2(w->db,
                           "SELECT value FROM response r CROSS JOIN weight ON "
                           "response_id = r.id WHERE scheme = ?1 AND "
                           "external_id = ?2",
                           -1, &s, NULL),
        SQLITE_OK);
    for (size_t r = 0; r < sheet.rows; r++)
        for (size_t k = 0; k < n; k++) {
            (void)sqlite3_bind_text(s, 1, scheme[k][0], -1, SQLITE_STATIC);
            (void)sqlite3_bind_text(s, 2, sheet.cell[r * sheet.columns], -1,
                                    SQLITE_STATIC);
            assert_int_equal(sqlite3_step(s), SQLITE_ROW);
            assert_near(sqlite3_column_double(s, 0),
                        sheet_number(&sheet, r, scheme[k][1]), 1e-8);
            (void)sqlite3_reset(s);
            compared++;
        }
    (void)sqlite3_finalize(s);
    sheet_free(&sheet);
    free(path);
    return compared;
}

static void all_weights(const struct covered_sets *sets)
{
    static const char *const of_films[][2] = {
        {"rake_gender_age_region", "w_rake3"},
        {"rake_gender_age", "w_rake2"},
        {"poststratify_gender_x_age", "w_post"},
        {"calibrate_linear", "w_lin"},
        {"calibrate_logit_bounds", "w_logit"},
        {"calibrate_linear_bounds", "w_linb"},
    };
    static const char *const of_schools[][2] = {
        {"rake_stype_schwide", "w_rake"},
        {"poststratify_stype", "w_post"},
        {"calibrate_linear_stype", "w_lin_stype"},
        {"calibrate_linear_stype_api99", "w_lin_stype_api99"},
        {"calibrate_raking_stype_api99", "w_rak_stype_api99"},
        {"calibrate_logit_stype_api99_bounds", "w_logit_stype_api99"},
        {"calibrate_linear_stype_api99_bounds", "w_linb_stype_api99"},
    };
    size_t n = compare_weights(&sets->world[SET_FILMS],
                               "d_weights_starwars.csv", of_films, 6) +
               compare_weights(&sets->world[SET_CLUSTERS],
                               "d_weights_apiclus1.csv", of_schools, 7);

    print_message("topic d: %zu weights compared\n", n);
    assert_int_equal(n, 6 * 1043 + 7 * 183);
}

/* ---- the whole --------------------------------------------------------- */

/* Prints what was compared; says whether it was enough. */
static bool enough(const struct covered *c)
{
    bool all = true;

    for (size_t i = 0, first = 0; i < c->n; i++) {
        const struct covered_line *l = &c->line[i];
        size_t n = 0;

        if (l->compared < l->least) {
            print_error("%s: %s: %zu compared, %zu stated\n", l->file,
                        l->statistic, l->compared, l->least);
            all = false;
        }
        if (getenv("COVERED"))
            print_message("%s\t%s\t%s\t%s\t%s\t%s\t%zu\n", l->file,
                          l->statistic, l->where, l->scheme, l->pick,
                          l->expression, l->compared);
        if (i + 1 < c->n && l[1].file[0] == l->file[0])
            continue;
        for (; first <= i; first++)
            n += c->line[first].compared;
        print_message("topic %c: %zu values compared\n", l->file[0], n);
    }
    return all;
}

static void covered(void **state)
{
    struct covered_sets sets;
    struct covered_reasons reasons;
    struct covered c;
    size_t missed = 0;
    bool all;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    c = covered_read("docs/methods/covered.tsv");
    reasons = covered_reasons_read("docs/methods/left_out.tsv");
    covered_sets_make(&sets, check_folder(state));
    for (size_t first = 0, end; first < c.n; first = end) {
        for (end = first; end < c.n; end++)
            if (strcmp(c.line[end].file, c.line[first].file) != 0)
                break;
        missed +=
            compare_file(&c, c.line[first].file, first, end, &sets, &reasons);
    }
    missed += other_files(&c, &reasons);
    all = enough(&c) && covered_reasons_used(&reasons);
    all_weights(&sets);
    covered_sets_free(&sets);
    covered_reasons_free(&reasons);
    covered_free(&c);
    assert_true(all);
    assert_int_equal(missed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(covered)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
