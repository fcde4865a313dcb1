/* test_generated.c - synthetic consultations of known truth: all dirt is
 * counted exactly, and no clean response is taken for dirt. */
#include "tests/ingest/try.h"

#include <unistd.h>
#include "core/base/csv.h"
#include "core/base/file.h"

#define DIRT "duplicates=40,blanks=30,campaign=20,tests=10,unlisted=17"
#define BAD_BYTES ",bad_bytes=25" /* which text alone can hold */

static bool can_generate(void)
{
    const char *program = getenv("GENERATE");

    return program && access(program, X_OK) == 0;
}

static void generate(const char *folder, const char *layout, const char *dirt,
                     const char *out)
{
    program_expect(run_generate(folder, "-n", "3500", "--layout", layout,
                                "--dirt", dirt, "--truth", "truth.csv",
                                "--districts", "districts.csv", "-o", out),
                   0);
}

/* A drafted definition finds all of it. */
static void a_draft_finds_the_dirt(void **state)
{
    static const struct {
        const char *layout, *dirt, *out;
        bool text;
    } exports[] = {{"surveymonkey", DIRT BAD_BYTES, "web.csv", true},
                   {"generic", DIRT BAD_BYTES, "web.csv", true},
                   {"surveymonkey", DIRT, "web.xlsx", false},
                   {"generic", DIRT, "web.xlsx", false}};

    if (!can_generate())
        skip();
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        const char *folder = check_folder(state);
        struct tried t;
        char *draft;

        generate(folder, exports[i].layout, exports[i].dirt, exports[i].out);
        draft = try_draft(folder, exports[i].out, &t);
        assert_ok(t.status, &t.err);
        assert_says(&t, NOTE_INFO,
                    "16 questions drafted: 6 single, 1 multiple, 1 pick, 4 "
                    "scale, 1 ranking, 1 points, 1 text, 1 area; asked_if "
                    "proposed for 7");
        tried_free(&t);
        program_file(folder, "survey.yaml", draft);
        free(draft);
        t = try_ingest(folder, exports[i].out, NULL);
        assert_ledger(&t, 3520, 80, 0);
        assert_query(folder, "SELECT reason, rows FROM removal ORDER BY 1",
                     "blank|30\nduplicate_id|40\ntest|10");
        assert_query(folder, "SELECT count(*) FROM response WHERE flags & 1",
                     "17");
        assert_query(folder,
                     "SELECT count(*) FROM comment WHERE kind = "
                     "'unrecognised'",
                     "17");
        assert_says(&t, NOTE_INFO,
                    !exports[i].text
                        ? "sheet \"Responses\", which of 2"
                        : "bytes in 25 rows, the first here, are no "
                          "UTF-8");
        tried_free(&t);
    }
}

/* The count that the truth gives for everyone: group and level empty. */
static double truth_of(const char *folder, const char *question,
                       const char *item, const char *option,
                       const char *statistic)
{
    const char *want[] = {"", "", question, item, option, statistic};
    char *path = program_path(folder, "truth.csv");
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    double value = -1;

    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    do {
        bool same = true;

        assert_ok(csv_next(reader, &row, &err), &err);
        for (size_t i = 0; row.n == 7 && i < 6; i++)
            same &= text_equal(row.cell[i], text_of(want[i]));
        if (row.n == 7 && same)
            value = strtod(row.cell[6].p, NULL);
    } while (row.what != CSV_END);
    csv_close(reader);
    free(path);
    return value;
}

// clang-format off
static const struct count {
    const char *question, *item, *option, *statistic, *where;
} counts[] = {
    {"reply_as", "", "resident", "realised_count", "reply_as = 1"},
    {"victim", "", "yes", "realised_count", "victim = 1"},
    {"victim", "", "", "realised_blank", "victim = -1"},
    {"plan", "visible", "sa", "realised_count", "plan__visible = 1"},
    {"plan", "visible", "dk", "realised_count", "plan__visible = 6"},
    {"plan", "visible", "", "realised_blank", "plan__visible = -1"},
    {"plan", "visible", "", "realised_unrecognised", "plan__visible = -2"},
    {"concerns", "parking", "", "realised_count", "concerns__parking = 1"},
    {"concerns", "", "", "realised_answered", "concerns__parking >= 0"},
    {"concerns", "", "", "realised_blank", "concerns__parking = -1"},
    {"crimes", "theft", "", "realised_count", "crimes__theft = 1"},
    {"crimes", "", "", "realised_not_asked", "crimes__burglary IS NULL"},
    {"age", "", "", "realised_unrecognised", "age = -2"},
    {"age", "", "75+", "realised_count", "age = 7"},
    {"budget", "", "", "realised_answered", "budget__roads >= 0"},
    {"budget", "", "", "realised_blank", "budget__roads = -1"},
    {"comment", "", "", "realised_answered", "comment = 1"},
    {"postcode", "", "", "realised_blank", "postcode = -1"},
    {"priorities", "", "", "realised_blank",
     "priorities__burglary = -1 AND priorities__asb = -1 AND "
     "priorities__speeding = -1 AND priorities__drugs = -1 AND "
     "priorities__knife_crime = -1 AND priorities__domestic_abuse = -1 "
     "AND priorities__rural_crime = -1 AND priorities__fraud = -1 AND "
     "priorities__hate_crime = -1 AND priorities__violence = -1 AND "
     "priorities__visible_policing = -1 AND "
     "priorities__child_exploitation = -1"},
};
// clang-format on

/* With the definition written by hand every count is that of the truth, for
 * individuals, of whom it tells. */
static void finds_the_truth(void **state, const char *dirt, const char *out)
{
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct err err = {0};
    struct tried t;

    if (!can_generate())
        skip();
    generate(folder, "surveymonkey", dirt, out);
    assert_ok(file_read("fixtures/consultation.yaml", 1 << 20, &yaml, &err),
              &err);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    t = try_ingest(folder, out, NULL);
    assert_ledger(&t, 3520, 80, 0);
    assert_query(folder, "SELECT count(*) FROM answers_1_1 WHERE district = -2",
                 "0");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct str sql = {0};
        double want = truth_of(folder, counts[i].question, counts[i].item,
                               counts[i].option, counts[i].statistic);

        if (want < 0)
            continue; /* none, and not written */
        str_addf(&sql,
                 "SELECT count(*) FROM answers_1_1 JOIN response ON id = "
                 "response_id WHERE status = 'analysed' AND reply_as = 1 AND "
                 "%s",
                 counts[i].where);
        if (program_number(folder, "x.db", str_cstr(&sql)) != want)
            print_message("%s\n", counts[i].where);
        assert_near(program_number(folder, "x.db", str_cstr(&sql)), want, 0);
        str_free(&sql);
    }
    str_free(&yaml);
    tried_free(&t);
}

static void a_definition_finds_the_truth(void **state)
{
    finds_the_truth(state, DIRT BAD_BYTES, "consultation.csv");
}

static void in_a_workbook_too(void **state)
{
    finds_the_truth(state, DIRT, "consultation.xlsx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_finds_the_dirt),
        cmocka_unit_test(a_definition_finds_the_truth),
        cmocka_unit_test(in_a_workbook_too),
    };

    return cmocka_run_group_tests_name("generated exports", tests, NULL, NULL);
}
