/* test_spread.c - one answer in one of several columns: of an option, of a
 * place. */
#include "tests/ingest/try.h"

static struct tried take(const char *folder, const char *csv)
{
    struct tried t;
    char *draft;

    program_file(folder, "x.csv", csv);
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    free(draft);
    return try_ingest(folder, "x.csv", NULL);
}

/* Twelve in four orders, then tied, skipped, unknown and empty. */
static void ranks_by_place(void **state)
{
    static const char *const orders[] = {"A,B,C", "B,A,C", "C,A,D", "D,C,B"};
    const char *folder = check_folder(state);
    struct str csv = {0};
    struct tried t;

    str_add(&csv, "id,submitdate,lastpage,startlanguage,P[1],P[2],P[3],Q\n");
    for (int i = 0; i < 12; i++)
        str_addf(&csv, "%d,2024-01-01 10:00:00,1,en,%s,Yes\n", i + 1,
                 orders[i % 4]);
    str_add(&csv, "13,2024-01-01 10:00:00,1,en,A,A,,Yes\n"
                  "14,2024-01-01 10:00:00,1,en,,B,,Yes\n"
                  "15,2024-01-01 10:00:00,1,en,,,,Yes\n");
    t = take(folder, str_cstr(&csv));
    assert_ledger(&t, 15, 0, 0);
    assert_query(folder, "SELECT type FROM question ORDER BY id",
                 "ranking\nsingle");
    assert_query(folder,
                 "SELECT p__a, p__b, p__c, p__d, flags FROM answers_1_1 JOIN "
                 "response ON id = response_id WHERE line IN (2, 4, 14, 15, "
                 "16)",
                 "1|2|3|-1|0\n2|-1|1|3|0\n1|-1|-1|-1|4\n-1|2|-1|-1|8\n"
                 "-1|-1|-1|-1|0");
    tried_free(&t);
    str_free(&csv);
}

/* The same words in two numbered columns of a row are a scale's. */
static void scales_are_no_places(void **state)
{
    const char *folder = check_folder(state);
    struct str csv = {0};
    struct tried t;

    str_add(&csv, "id,Rank these [1],Rank these [2]\n");
    for (int i = 0; i < 12; i++)
        str_addf(&csv, "%d,%s,%s\n", i + 1, i % 2 ? "Often" : "Never",
                 i % 3 ? "Often" : "Never");
    t = take(folder, str_cstr(&csv));
    assert_query(folder, "SELECT type FROM question", "scale");
    tried_free(&t);
    str_free(&csv);
}

static const char monkey[] =
    "Respondent ID,Collector ID,Role?,,,Rate,,,,\n"
    ",,Officer,Staff,Other (please specify),"
    "Roads - Agree,Roads - Disagree,Parks - Agree,Parks - Disagree,"
    "Other (please specify)\n";

/* 40 that choose one, by words or by the number of the choice. */
static void singles_in_columns(void **state)
{
    for (int numeric = 0; numeric < 2; numeric++) {
        static const char *const rows[2][3] = {
            {"Officer,,,Agree,,,Disagree,", ",Staff,,,Disagree,Agree,,",
             ",,A cook,Agree,,,,So so"},
            {"1,,,1,,,2,", ",2,,,2,1,,", ",,A cook,1,,,,So so"}};
        const char *folder = check_folder(state);
        struct str csv = {0};
        struct tried t;

        str_add(&csv, monkey);
        for (int i = 0; i < 40; i++)
            str_addf(&csv, "%d,1,%s\n", 10000001 + i, rows[numeric][i % 3]);
        t = take(folder, str_cstr(&csv));
        assert_ledger(&t, 40, 0, 0);
        assert_query(folder, "SELECT key, type FROM question ORDER BY id",
                     "role|single\nrate|scale");
        assert_query(folder,
                     "SELECT role, rate__roads, rate__parks FROM answers_1_1 "
                     "LIMIT 3",
                     "1|1|2\n2|2|1\n3|1|-1");
        assert_query(folder, "SELECT text, count(*) FROM comment GROUP BY 1",
                     "A cook|13\nSo so|13");
        assert_query(folder, "SELECT count(*) FROM response WHERE flags", "0");
        tried_free(&t);
        /* A second tick is no answer, and kept. */
        str_add(&csv, numeric ? "20000001,1,1,2,,,,,,\n"
                              : "20000001,1,Officer,Staff,,,,,,\n");
        program_file(folder, "x.csv", str_cstr(&csv));
        t = try_ingest(folder, "x.csv", NULL);
        assert_ledger(&t, 41, 0, 0);
        assert_query(folder,
                     "SELECT role, flags, text FROM answers_1_1 JOIN response "
                     "ON id = response_id JOIN comment USING (response_id) "
                     "WHERE flags",
                     numeric ? "-2|17|1; 2" : "-2|17|Officer; Staff");
        tried_free(&t);
        str_free(&csv);
    }
}

/* Two chosen once, or fewer than 30 who chose: ticks. */
static void ticks_stay_ticks(void **state)
{
    for (int few = 0; few < 2; few++) {
        const char *folder = check_folder(state);
        struct str csv = {0};
        struct tried t;

        str_add(&csv, monkey);
        for (int i = 0; i < (few ? 29 : 40); i++)
            str_addf(&csv, "%d,1,%s,,,,,\n", 10000001 + i,
                     i == 7 && !few ? "Officer,Staff,"
                     : i % 2        ? "Officer,,"
                                    : ",Staff,");
        t = take(folder, str_cstr(&csv));
        assert_query(folder, "SELECT type FROM question WHERE key = 'role'",
                     "multiple");
        tried_free(&t);
        str_free(&csv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_by_place),
        cmocka_unit_test(scales_are_no_places),
        cmocka_unit_test(singles_in_columns),
        cmocka_unit_test(ticks_stay_ticks),
    };

    return cmocka_run_group_tests_name("answers in several columns", tests,
                                       NULL, NULL);
}
