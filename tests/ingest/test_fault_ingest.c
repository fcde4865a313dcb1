/* test_fault_ingest.c - memory runs out at every fifth allocation in turn,
 * while a definition is drafted; at every seventh while an export is taken in.
 * The steps are primes, so that over the runs of a loop each of its
 * allocations has its turn. */
#include "tests/ingest/try.h"

#include <unistd.h>
#include "tests/support/alloc.h"

static const char export[] =
    "Respondent ID,End Date,Seen it?,,Rank,,Agree?,Say more,Postcode,Tick,\n"
    ",,Response,Other (please specify),A,B,Response,Open-Ended Response,"
    "Response,X,Y\n"
    "1,2016-07-01,Yes,,1,2,Agree,\"ring 01632 960123\",CB1 2AA,X,\n"
    "2,2016-07-02,No,why,2,1,Strongly agree,it\x92s,PE13 1,,Y\n"
    "3,2016-07-03,Yes,,1,2,Disagree,,CB1,X,Y\n"
    "4,2016-07-04,Yes,,2,1,Agree,more,CB1 2AB,,\n"
    "5,2016-07-05,No,,1,,Agree,again,CB1 2AC,X,,x\n";

static enum status draft(const char *folder, struct err *err)
{
    struct str path = {0}, yaml = {0};
    struct notes notes = {0};
    const char *exports[1];
    enum status rc;

    str_addf(&path, "%s/x.csv", folder);
    exports[0] = str_cstr(&path);
    rc = path.failed ? err_nomem(err)
                     : ingest_draft(exports, 1, &(struct told){0}, NULL, &yaml,
                                    &notes, err);
    str_free(&path);
    str_free(&yaml);
    notes_free(&notes);
    return rc;
}

static enum status take(const char *folder, struct err *err)
{
    struct str yaml = {0}, path = {0}, database = {0};
    struct notes notes = {0};
    struct ingest_summary sum = {0};
    struct ingest_request request = {.n_exports = 1};
    const char *exports[1];
    enum status rc = ERR_NOMEM;

    str_addf(&yaml, "%s/survey.yaml", folder);
    str_addf(&path, "%s/x.csv", folder);
    str_addf(&database, "%s/x.db", folder);
    exports[0] = str_cstr(&path);
    request.survey_path = str_cstr(&yaml);
    request.database = str_cstr(&database);
    request.exports = exports;
    if (!yaml.failed && !path.failed && !database.failed)
        rc = ingest_run(&request, &sum, &notes, err);
    str_free(&yaml);
    str_free(&path);
    str_free(&database);
    notes_free(&notes);
    return rc;
}

/* A name that could not be compared is one that is not there. */
static bool is_allowed(enum status rc)
{
    return rc == ERR_NOMEM || rc == ERR_STORE || rc == ERR_INPUT ||
           rc == ERR_IO || rc == ERR_USAGE;
}

static void starve(const char *folder, size_t step,
                   enum status (*work)(const char *, struct err *))
{
    for (size_t n = 0;; n += step) {
        struct err err = {0};
        enum status rc;

        alloc_fail_from(n);
        rc = work(folder, &err);
        if (!alloc_failed()) {
            assert_int_equal(rc, OK);
            assert_true(n > 100);
            return;
        }
        if (!is_allowed(rc))
            fail_msg("allocation %zu: status %d, '%s'", n, (int)rc, err.text);
    }
}

static void drafting(void **state)
{
    const char *folder = check_folder(state);

    program_file(folder, "x.csv", export);
    starve(folder, 5, draft);
}

static void taking_in(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;
    char *yaml;

    program_file(folder, "x.csv", export);
    yaml = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    program_file(folder, "survey.yaml", yaml);
    free(yaml);
    starve(folder, 7, take);
    assert_query(folder, "SELECT received, analysed, rejected FROM ledger",
                 "5|4|1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafting),
        cmocka_unit_test(taking_in),
    };

    return cmocka_run_group_tests_name("ingest without memory", tests, NULL,
                                       NULL);
}
