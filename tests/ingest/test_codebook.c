/* test_codebook.c - exports of codes beside what says what they stand for: the
 * same responses as text, or a data dictionary. */
#include "tests/ingest/try.h"

#include <unistd.h>
#include "core/base/file.h"

/* ---- the responses twice ------------------------------------------------ */

static const char definition[] =
    "survey: s\n"
    "sources: [{key: web, files: [codes.csv], codebook: text.csv%s}]\n"
    "cells: {blank: [N/A]}\n"
    "questions:\n"
    "  - {key: years, type: single, column: Years, options: [{key: none, "
    "label: \"0\"}, {key: few, label: \"1 to 2\"}, {key: more, label: More}, "
    "{key: unknown, label: Don't know, state: unknown}]}\n"
    "  - {key: seen, type: multiple, column: Seen, separator: \",\", items: "
    "[{key: tv, label: TV}, {key: press, label: Press}, {key: web, label: "
    "Web}]}\n"
    "  - {key: age, type: number, column: Age}\n";

/* Rows of codes and of words in another order.  The code 1 is the label 0, the
 * code 0 the label Don't know; a number that means none has words; what is
 * nobody's code stands in both. */
static const char codes[] =
    "Response ID,Years,Seen,Age\n"
    "1,1,1,41\n2,2,2,52\n3,3,\"1,3\",-9\n4,0,\"2,3\",64\n5,1,3,41\n"
    "6,7,1,52\n7,2,\"2,1\",52\n";
static const char text[] =
    "Response ID,Years,Seen,Age\n"
    "4,Don't know,\"Press,Web\",64\n3,More,\"TV,Web\",N/A\n1,0,TV,41\n"
    "2,1 to 2,Press,52\n5,0,Web,41\n9,More,TV,77\n"
    "7,1 to 2,\"Other (papers, say),Press,TV\",52\n";
static const char answers[] = "1|1|0|0|41.0\n2|0|1|0|52.0\n3|1|0|1|\n"
                              "4|0|1|1|64.0\n1|0|0|1|41.0\n-2|1|0|0|52.0\n"
                              "2|1|1|0|52.0";

static void try_twins(const char *folder, const char *first, const char *other,
                      const char *more, struct tried *t)
{
    struct str yaml = {0};
    const char *at = strstr(definition, "%s");

    str_add_n(&yaml, definition, (size_t)(at - definition));
    str_add(&yaml, more);
    str_add(&yaml, at + 2);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "codes.csv", first);
    program_file(folder, "text.csv", other);
    *t = try_ingest(folder, NULL, NULL);
    str_free(&yaml);
}

static void by_id(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    try_twins(folder, codes, text, ", id: Response ID", &t);
    assert_ledger(&t, 7, 0, 0);
    assert_says(&t, NOTE_INFO,
                "text.csv: the same responses as text (6 in both), which tell "
                "of 3 of 4 columns what their codes stand for");
    assert_says(&t, NOTE_ATTENTION,
                "add one, or a match to one, as {key: "
                "\"7\"");
    assert_query(folder,
                 "SELECT years, seen__tv, seen__press, seen__web, age FROM "
                 "answers_1_1",
                 answers);
    tried_free(&t);
}

static const struct twins {
    const char *name, *first, *other, *message; /* NULL: goes in */
} twins[] = {
    {"by place, without ids", "A,Years,Seen,Age\nx,1,1,5\ny,2,2,6\nz,0,3,7\n",
     "A,Years,Seen,Age\nx,0,TV,5\ny,1 to 2,Press,6\nz,Don't know,Web,7\n",
     NULL},
    {"by place, of columns too",
     "A,Years,Seen,Age\nx,1,1,5\ny,2,2,6\nz,0,3,7\n",
     "A.,Q1. Years,Q2. Seen,Q3. Age\nx,0,TV,5\ny,1 to 2,Press,6\n"
     "z,Don't know,Web,7\n",
     NULL},
    {"without ids, and one more", "A,Years,Seen,Age\nx,1,1,5\ny,2,2,6\n",
     "A,Years,Seen,Age\nx,0,TV,5\ny,1 to 2,Press,6\nz,More,Web,7\n",
     "text.csv: has 3 responses where "},
    {"words first", text, codes,
     "codes.csv what its codes stand for (6 responses in both); name a "
     "dictionary, or an export of the same responses as text"},
    {"the same twice", codes, codes, "tells of no column of "},
    {"other responses", codes,
     "Response ID,Years,Seen,Age\n11,0,TV,1\n12,More,Web,2\n",
     "what its codes stand for (0 responses in both)"},
    {"no export", codes, "", "text.csv: is empty"},
};

static void pairs(void **state)
{
    const struct twins *c = *state;
    const char *folder = check_folder(state);
    struct tried t;

    try_twins(folder, c->first, c->other, "", &t);
    if (c->message) {
        assert_int_equal(t.status, ERR_INPUT);
        if (!strstr(t.err.text, c->message))
            fail_msg("wanted '%s', not '%s'", c->message, t.err.text);
    } else {
        assert_ledger(&t, 3, 0, 0);
        assert_query(folder,
                     "SELECT years, seen__tv, seen__press, seen__web, age FROM "
                     "answers_1_1",
                     "1|1|0|0|5.0\n2|0|1|0|6.0\n4|0|0|1|7.0");
    }
    tried_free(&t);
}

/* Codes that the definition gives itself are not put otherwise by a codebook,
 * whatever its labels have become. */
static void what_is_settled(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: s\nsources: [{key: web, files: [codes.csv], "
                 "codebook: text.csv, id: Response ID}]\nquestions:\n"
                 "  - {key: years, type: single, column: Years, options: "
                 "[{key: none, label: Not one, match: [\"1\"]}, {key: few, "
                 "label: 1 to 2}, {key: more, label: More}, {key: unknown, "
                 "label: Can't say, match: [\"0\"]}, {key: never, label: "
                 "Never, match: [\"7\"]}]}\n");
    program_file(folder, "codes.csv", codes);
    program_file(folder, "text.csv", text);
    t = try_ingest(folder, NULL, NULL);
    assert_ledger(&t, 7, 0, 0);
    assert_query(folder, "SELECT years FROM answers_1_1",
                 "1\n2\n3\n4\n1\n5\n2");
    tried_free(&t);
}

/* A slip or two do not hide what a code stands for; figures that were put
 * right meanwhile and moods that changed are no codes. */
static void slips(void **state)
{
    static const char *const moods[] = {"Glad", "Sad", "Mad", "Bad", "Odd"};
    const char *folder = check_folder(state);
    struct str first = {0}, other = {0};
    struct tried t;

    str_add(&first, "Response ID,Years,Seen,Age,Mood\n");
    str_add(&other, "Response ID,Years,Seen,Age,Mood\n");
    for (int i = 0; i < 100; i++) {
        str_addf(&first, "%d,%d,1,%d,%d\n", i, i % 2 ? 2 : 3, i, i % 3);
        str_addf(&other, "%d,%s,TV,%d,%s\n", i,
                 i % 2 || i == 50 ? "1 to 2" : "More", 1000 - i, moods[i % 5]);
    }
    try_twins(folder, str_cstr(&first), str_cstr(&other), ", id: Response ID",
              &t);
    assert_ledger(&t, 100, 0, 0);
    assert_says(&t, NOTE_INFO, "(100 in both), which tell of 2 of 5 columns");
    assert_query(folder,
                 "SELECT sum(years = 2), sum(years = 3), sum(seen__tv), "
                 "max(age) FROM answers_1_1",
                 "50|50|100|99.0");
    tried_free(&t);
    str_free(&first);
    str_free(&other);
}

/* ---- again and again ----------------------------------------------------- */

static void again(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "text.csv");
    struct tried t;

    try_twins(folder, codes, text, ", id: Response ID", &t);
    assert_ledger(&t, 7, 0, 0);
    tried_free(&t);
    try_twins(folder, codes, text, ", id: Response ID", &t);
    assert_true(t.sum.unchanged);
    tried_free(&t);
    /* A later one tells of one code more. */
    try_twins(folder, codes,
              "Response ID,Years,Seen,Age\n1,0,TV,41\n2,1 to 2,Press,52\n"
              "3,More,\"TV,Web\",N/A\n4,Don't know,\"Press,Web\",64\n"
              "5,0,Web,41\n6,More,TV,52\n",
              ", id: Response ID", &t);
    assert_ledger(&t, 7, 0, 0);
    assert_false(t.sum.unchanged);
    assert_query(folder, "SELECT years FROM answers_1_1 LIMIT 1 OFFSET 5", "3");
    tried_free(&t);
    assert_int_equal(unlink(path), 0);
    t = try_ingest(folder, NULL, NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "text.csv"));
    tried_free(&t);
    free(path);
}

/* ---- by the commands ------------------------------------------------------
 */

static const char dictionary[] =
    "\"Variable / Field Name\",\"Form Name\",\"Field Type\",\"Field Label\","
    "\"Choices, Calculations, OR Slider Labels\"\nrecord_id,form,text,Record,\n"
    "sex,form,radio,What is your sex?,\"1, Woman | 2, Man\"\n";
static const char records[] = "record_id,sex,form_complete\n1,1,2\n2,2,2\n"
                              "3,2,2\n4,1,2\n5,2,2\n6,2,2\n";
static const char labels[] =
    "survey: s\nsources: [{key: web, files: [r.csv], id: record_id}]\n"
    "questions:\n  - {key: sex, type: single, column: sex, options: [{key: w, "
    "label: Woman}, {key: m, label: Man}]}\n";

static const struct way {
    const char *name;
    const char *words[9];
    int status;
    const char *said;
} ways[] = {
    {"ingest, told",
     {"ingest", "-d", "x.db", "s.yaml", "r.csv", "--codebook", "d.csv"},
     0,
     "s.yaml: add to the source, so that it is used the next time: codebook: "
     "\"d.csv\""},
    {"ingest, behind it",
     {"ingest", "-d", "x.db", "s.yaml", "r.csv", "d.csv"},
     0,
     "d.csv: a data dictionary, which tells of 2 of 3 columns"},
    {"ingest, alone",
     {"ingest", "-d", "x.db", "s.yaml", "d.csv"},
     0,
     "r.csv: utf-8, redcap"},
    {"run, told",
     {"run", "-d", "x.db", "r.csv", "--codebook", "d.csv", "-o", "out"},
     0,
     "d.csv: a data dictionary"},
    {"run, behind it",
     {"run", "-d", "x.db", "r.csv", "d.csv", "-o", "out"},
     0,
     "d.csv: a data dictionary"},
    {"run of a definition, behind it",
     {"run", "-d", "x.db", "s.yaml", "r.csv", "d.csv", "-o", "out"},
     0,
     "d.csv: a data dictionary"},
    {"check",
     {"check", "s.yaml", "r.csv", "--codebook", "d.csv"},
     0,
     "1 question: 1 single"},
    {"two of them",
     {"ingest", "-d", "x.db", "s.yaml", "r.csv", "d.csv", "--codebook",
      "d.csv"},
     2,
     "d.csv: is a second codebook beside d.csv; name one"},
};

static void commands(void **state)
{
    const struct way *w = *state;
    const char *folder = check_folder(state);
    struct child_result run;

    program_file(folder, "s.yaml", labels);
    program_file(folder, "r.csv", records);
    program_file(folder, "d.csv", dictionary);
    for (int time = 0; time < 2; time++) {
        run = program_run("canvass", folder, w->words);
        if (!strstr(str_cstr(&run.err), w->said))
            fail_msg("wanted '%s', not '%s'", w->said, str_cstr(&run.err));
        program_expect(run, w->status);
    }
    if (w->status == 0 && strcmp(w->words[0], "check") != 0)
        assert_query(folder,
                     "SELECT sum(sex = 1), sum(sex = 2) FROM "
                     "answers_1_1",
                     "2|4");
}

/* ---- a real pair -----------------------------------------------------------
 */

static void ingest_as(const char *folder, const char *database,
                      const char *yaml, const char *export)
{
    program_expect(run_canvass(folder, "ingest", "-d", database, yaml, export),
                   0);
}

/* Every answer by the id of who gave it; `plain`: not asked, not answered and
 * not ticked are one, as of a dialect that writes nothing for all three. */
static char *all_answers(const char *folder, const char *database, bool plain)
{
    char *rows = program_query(folder, database,
                               "SELECT r.external_id, a.* FROM answers_1_1 a "
                               "JOIN response r ON r.id = a.response_id "
                               "ORDER BY 1");
    struct str filled = {0};
    struct err err = {0};
    char *out = NULL;

    for (const char *c = rows; *c; c++) {
        bool begins = plain && c > rows && c[-1] == '|';

        if (begins && (*c == '|' || *c == '\n'))
            str_add(&filled, "-1");
        if (begins && *c == '0' && (c[1] == '|' || c[1] == '\n'))
            str_add(&filled, "-1");
        else
            str_add_char(&filled, *c);
    }
    free(rows);
    assert_ok(str_take(&filled, &out, &err), &err);
    return out;
}

/* folder/from.yaml as folder/to.yaml, of the codes and with the words for a
 * codebook. */
static void name_words(const char *folder, const char *from, const char *to)
{
    static const char files[] = "files: [words.csv]";
    struct str yaml = {0}, with = {0};
    struct err err = {0};
    char *path = program_path(folder, from);
    const char *at;

    assert_ok(file_read(path, 1 << 22, &yaml, &err), &err);
    at = strstr(str_cstr(&yaml), files);
    assert_non_null(at);
    str_add_n(&with, yaml.p, (size_t)(at - yaml.p));
    str_add(&with, "files: [numbers.csv], codebook: words.csv");
    str_add(&with, at + strlen(files));
    program_file(folder, to, str_cstr(&with));
    str_free(&yaml);
    str_free(&with);
    free(path);
}

/* What the generator writes of one consultation in two dialects. */
static void dialects(void **state)
{
    static const struct {
        const char *codes, *words;
        bool plain;
    } pairs_of[] = {{"surveymonkey_numeric", "surveymonkey", false},
                    {"qualtrics_numeric", "qualtrics", false},
                    {"limesurvey_short", "limesurvey", true}};

    for (size_t i = 0; i < sizeof pairs_of / sizeof *pairs_of; i++) {
        const char *folder = check_folder(state);
        char *a, *b;

        program_expect(run_generate(folder, "-n", "400", "--layout",
                                    pairs_of[i].codes, "-o", "numbers.csv"),
                       0);
        program_expect(run_generate(folder, "-n", "400", "--layout",
                                    pairs_of[i].words, "-o", "words.csv"),
                       0);
        program_expect(
            run_canvass(folder, "init", "words.csv", "-o", "words.yaml"), 0);
        name_words(folder, "words.yaml", "numbers.yaml");
        ingest_as(folder, "a.db", "numbers.yaml", "numbers.csv");
        ingest_as(folder, "b.db", "words.yaml", "words.csv");
        a = all_answers(folder, "a.db", pairs_of[i].plain);
        b = all_answers(folder, "b.db", pairs_of[i].plain);
        if (strcmp(a, b) != 0)
            fail_msg("%s and %s differ", pairs_of[i].codes, pairs_of[i].words);
        free(a);
        free(b);
    }
}

/* The draft of the numbers beside the words is that of the words, and either
 * file gives the same answers under it; and so do the numbers under the draft
 * of the words, once it names them. */
static void real_twins(void **state)
{
    const char *data = check_shared("data");
    const char *folder = check_folder(state);
    struct err err = {0};
    char *path;

    if (!data)
        skip();
    for (int i = 0; i < 2; i++) {
        struct str from = {0}, name = {0};

        str_addf(&name, "%s/surveymonkey__todogroup__ospo-2024-%s.csv", data,
                 i ? "text" : "numeric");
        assert_ok(path_real(str_cstr(&name), &from, &err), &err);
        str_free(&name);
        path = program_path(folder, i ? "words.csv" : "numbers.csv");
        assert_int_equal(symlink(str_cstr(&from), path), 0);
        free(path);
        str_free(&from);
    }
    program_expect(run_canvass(folder, "init", "numbers.csv", "--codebook",
                               "words.csv", "-o", "numbers.yaml"),
                   0);
    program_expect(run_canvass(folder, "init", "words.csv", "-o", "words.yaml"),
                   0);
    ingest_as(folder, "a.db", "numbers.yaml", "numbers.csv");
    ingest_as(folder, "b.db", "words.yaml", "words.csv");
    name_words(folder, "words.yaml", "named.yaml");
    ingest_as(folder, "c.db", "named.yaml", "numbers.csv");
    for (const char *name = "ac"; *name; name++) {
        char database[] = "?.db";
        char *a, *b;

        database[0] = *name;
        a = all_answers(folder, database, false);
        b = all_answers(folder, "b.db", false);
        assert_string_equal(a, b);
        assert_near(program_number(folder, database,
                                   "SELECT count(*) FROM answers_1_1"),
                    222, 0);
        free(a);
        free(b);
    }
}

int main(void)
{
    enum {
        PAIRS = sizeof twins / sizeof *twins,
        WAYS = sizeof ways / sizeof *ways
    };
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_id),      cmocka_unit_test(what_is_settled),
        cmocka_unit_test(slips),      cmocka_unit_test(again),
        cmocka_unit_test(real_twins), cmocka_unit_test(dialects),
    };
    struct CMUnitTest table[PAIRS], runs[WAYS];
    int failed;

    for (size_t i = 0; i < PAIRS; i++)
        table[i] =
            (struct CMUnitTest){.name = twins[i].name,
                                .test_func = pairs,
                                .initial_state = (void *)(uintptr_t)&twins[i]};
    for (size_t i = 0; i < WAYS; i++)
        runs[i] =
            (struct CMUnitTest){.name = ways[i].name,
                                .test_func = commands,
                                .initial_state = (void *)(uintptr_t)&ways[i]};
    failed = cmocka_run_group_tests_name("codebooks", tests, NULL, NULL);
    failed += cmocka_run_group_tests_name("twins", table, NULL, NULL);
    failed += cmocka_run_group_tests_name("named", runs, NULL, NULL);
    return failed != 0;
}
