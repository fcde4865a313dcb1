/* test_fault_analyse.c - memory runs out at each allocation of an analysis:
 * it says so, nothing leaks, and the results are the old ones, whole. */
#include "analyse/analyse.h"

#include <stdlib.h>
#include "core/base/text.h"
#include "core/store/results.h"
#include "tests/support/alloc.h"
#include "tests/support/check.h"
#include "tests/support/small.h"

static const char definition[] =
    "survey: small\n"
    "sources:\n"
    "  - {key: web, files: [\"w.csv\"], weight: w}\n"
    "  - {key: hall, files: [\"h.csv\"]}\n"
    "respondent: {question: who, individual: [me], staff: [us]}\n"
    "headline: {question: order, rule: top1, base: ranked}\n"
    "questions:\n"
    "  - {key: who, type: single, column: A, options: [{key: me}, {key: us}]}\n"
    "  - {key: area, type: single, column: B, options: [{key: n}, {key: s}]}\n"
    "  - {key: grid, type: scale, options: [{key: y, score: 1, side: "
    "positive}, {key: z, score: 0, side: negative}], items: [{key: p, column: "
    "C}, {key: q, column: D}]}\n"
    "  - {key: picks, type: pick, max: 2, items: [{key: p, column: E}, {key: "
    "q, column: F}]}\n"
    "  - {key: order, type: ranking, items: [{key: p, column: G}, {key: q, "
    "column: H}, {key: r, column: I}]}\n"
    "  - {key: points, type: points, total: 10, items: [{key: p, column: J}, "
    "{key: q, column: K}]}\n"
    "  - {key: years, type: number, column: L}\n"
    "  - {key: said, type: text, column: M}\n"
    "breakdowns: [area, \"area*who\"]\n";

static const char answers[] =
    "source,weight,who,area,grid__p,grid__q,picks__p,picks__q,order__p,"
    "order__q,order__r,points__p,points__q,years,said\n"
    "web,2.385,me,n,y,z,1,0,1,2,3,4,6,12,1\n"
    "web,1.19,me,s,z,z,0,1,1,,,5,5,7,\n"
    "hall,,us,s,y,,1,1,3,2,1,10,0,3,1\n";

static void memory(void **state)
{
    struct str path = {0};
    struct analyse_request request = {.seed = 1, .threads = 1};
    struct analyse_summary whole, summary;
    struct err err = {0};
    size_t runs = 0;

    str_addf(&path, "%s/small.db", check_folder(state));
    request.database = str_cstr(&path);
    small_database(request.database, definition, answers);
    assert_ok(analyse_run(&request, &whole, NULL, &err), &err);
    for (size_t n = 0;; n += 1 + n / 40, runs++) {
        enum status rc;

        err = (struct err){0};
        alloc_fail_at(n);
        rc = analyse_run(&request, &summary, NULL, &err);
        if (!alloc_failed()) {
            assert_ok(rc, &err);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
        assert_memory_equal(err.text, "out of memory", 13);
    }
    print_message("%zu places where memory ran out\n", runs);
    assert_true(runs > 100);
    assert_int_equal(summary.estimates, whole.estimates);
    assert_int_equal(summary.rankings, whole.rankings);
    str_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
