/* test_real.c - exports that real platforms produced, beside the checkout. */
#include "tests/ingest/try.h"

#include <unistd.h>
#include "core/base/file.h"

#define FLAGSHIP "surveymonkey__fivethirtyeight__star-wars.csv"
#define MASCULINITY "surveymonkey__fivethirtyeight__masculinity.csv"

/* A link of the test's folder to the file; false: it is not there. */
static bool link_real(const char *folder, const char *name)
{
    const char *data = check_shared("data");
    struct str from = {0}, real = {0};
    struct err err = {0};
    char *to;

    if (!data)
        return false;
    to = program_path(folder, name);
    path_join(&from, data, name);
    assert_ok(path_real(str_cstr(&from), &real, &err), &err);
    assert_int_equal(symlink(str_cstr(&real), to), 0);
    str_free(&from);
    str_free(&real);
    free(to);
    return true;
}

/* Drafts a definition of it and takes it in. */
static struct tried draft_and_take(const char *folder, const char *name)
{
    struct tried t;
    char *draft = try_draft(folder, name, &t);

    assert_ok(t.status, &t.err);
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    free(draft);
    return try_ingest(folder, name, NULL);
}

static void asked(const char *folder, const char *sql, const char *want)
{
    assert_query(folder, sql, want);
}

static void star_wars(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    if (!link_real(folder, FLAGSHIP))
        skip();
    t = draft_and_take(folder, FLAGSHIP);
    assert_ledger(&t, 1186, 0, 0);
    assert_int_equal(notes_attention(&t.notes), 0);
    assert_says(&t, NOTE_INFO,
                FLAGSHIP ":1: the header of column 32 ends in 2 bytes that "
                         "make no sense in any encoding (8C E6); they are "
                         "left out");
    asked(folder,
          "SELECT type, count(*), sum((SELECT count(*) FROM item WHERE "
          "question_id = question.id)) FROM question GROUP BY 1 ORDER BY 1",
          "multiple|1|6\nranking|1|6\nscale|1|14\nsingle|11|0");
    asked(folder, "SELECT label, state FROM option WHERE state <> 'answered'",
          "Unfamiliar (N/A)|not_applicable");
    asked(folder,
          "SELECT count(*) FROM question WHERE asked_if IS NOT NULL AND "
          "asked_if LIKE '%seen%yes%' AND type IN ('ranking', 'multiple', "
          "'scale')",
          "3");
    asked(folder, "SELECT count(*) FROM question WHERE about_you", "5");
    asked(folder, "SELECT count(DISTINCT external_id) FROM response", "1186");
    tried_free(&t);
}

static void mean_rank(const char *folder, const char *like, double want)
{
    struct str sql = {0};
    char *column;

    str_addf(&sql,
             "SELECT column_name FROM answer_column JOIN item ON item.id = "
             "item_id JOIN question ON question.id = item.question_id WHERE "
             "type = 'ranking' AND label LIKE '%s'",
             like);
    column = program_query(folder, "x.db", str_cstr(&sql));
    str_clear(&sql);
    /* Two ballots are partial: near the figure of the complete ones. */
    str_addf(&sql, "SELECT avg(%s) FROM answers_1_1 WHERE %s > 0", column,
             column);
    assert_near(program_number(folder, "x.db", str_cstr(&sql)), want, 0.01);
    free(column);
    str_free(&sql);
}

static void star_wars_ranks(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    if (!link_real(folder, FLAGSHIP))
        skip();
    t = draft_and_take(folder, FLAGSHIP);
    assert_ok(t.status, &t.err);
    mean_rank(folder, "%Empire%", 2.51199);
    mean_rank(folder, "%Phantom%", 3.73261);
    tried_free(&t);
}

static void masculinity(void **state)
{
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct err err = {0};
    struct tried t;

    if (!link_real(folder, MASCULINITY))
        skip();
    assert_ok(
        file_read("tests/data/ingest/masculinity.yaml", 1 << 20, &yaml, &err),
        &err);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    t = try_ingest(folder, MASCULINITY, NULL);
    assert_ledger(&t, 1615, 0, 0);
    assert_int_equal(notes_attention(&t.notes), 0);
    asked(folder,
          "SELECT count(*), round(sum(value), 9) FROM weight WHERE scheme = "
          "'supplied'",
          "1615|1614.999999992");
    asked(folder,
          "SELECT label, (SELECT count(*) FROM answers_1_1 WHERE q0001 = "
          "code) FROM option WHERE question_id = (SELECT id FROM question "
          "WHERE key = 'q0001') ORDER BY code",
          "Very masculine|612\nSomewhat masculine|826\nNot very "
          "masculine|131\nNot at all masculine|32\nNo answer|14");
    asked(folder,
          "SELECT count(q0010__men_make_more_money), "
          "sum(q0010__men_make_more_money), sum(q0004__pop_culture) FROM "
          "answers_1_1",
          "880|173|303");
    asked(folder, "SELECT count(*) FROM comment", "0");
    asked(folder, "SELECT min(submitted), max(submitted) FROM response",
          "2018-05-10T04:06:00|2018-05-22T12:07:00");
    str_free(&yaml);
    tried_free(&t);
}

/* Every CSV of a platform that is understood so far goes in by its draft,
 * whole. */
static void each_goes_in(void **state)
{
    static const struct {
        const char *name;
        uint64_t received;
    } files[] = {
        {"surveymonkey__fivethirtyeight__flying-etiquette.csv", 1040},
        {"surveymonkey__fivethirtyeight__food-world-cup.csv", 1373},
        {"surveymonkey__fivethirtyeight__thanksgiving-2015.csv", 1058},
        {"surveymonkey__fivethirtyeight__weather-check.csv", 928},
        {"surveymonkey__cncf__gitops.csv", 220},
        {"googleforms__spack__user-survey-2020.csv", 170},
        {"googleforms__spack__user-survey-2021.csv", 179},
        {"googleforms__rstudio__r-community-2019-es.csv", 338},
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *folder = check_folder(state);
        struct tried t;

        if (!link_real(folder, files[i].name))
            skip();
        t = draft_and_take(folder, files[i].name);
        assert_ok(t.status, &t.err);
        assert_int_equal(t.sum.received, files[i].received);
        assert_int_equal(t.sum.analysed + t.sum.removed + t.sum.rejected,
                         files[i].received);
        assert_int_equal(t.sum.rejected, 0);
        tried_free(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(star_wars),
        cmocka_unit_test(star_wars_ranks),
        cmocka_unit_test(masculinity),
        cmocka_unit_test(each_goes_in),
    };

    return cmocka_run_group_tests_name("real exports", tests, NULL, NULL);
}
