/* test_types.c - small exports: what a draft takes their questions for, and
 * that the answers come in so. */
#include "tests/ingest/try.h"

#include <unistd.h>

enum { MOST = 6 };

static const struct type_case {
    const char *name, *csv;
    const char *draft[MOST]; /* each in the draft */
    const char *sql, *want;
    const char *said; /* a note of ingest; NULL */
} cases[] = {
    {"yes and no, of items that are called No and by a number",
     "id,submitdate,lastpage,startlanguage,Q[SQ1],Q[SQ2],Q[811]\n"
     "1,2020-01-01,1,en,Yes,No,No\n2,2020-01-01,1,en,No,Yes,No\n"
     "3,2020-01-01,1,en,Yes,No,No\n4,2020-01-01,1,en,N/A,N/A,N/A\n",
     {"type: multiple", "cells: {not_asked: [N/A]"},
     "SELECT group_concat(q__sq1 || q__sq2 || q__item_811, ' ') FROM "
     "answers_1_1 "
     "WHERE q__sq1 IS NOT NULL",
     "100 010 100",
     NULL},
    {"previews by the code of their status",
     "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,Q1\n"
     "Start,End,Response Type,Finished,Recorded,Response ID,Ready?\n"
     "{\"ImportId\":1},{\"ImportId\":2},{\"ImportId\":3},{\"ImportId\":4},"
     "{\"ImportId\":5},{\"ImportId\":6},{\"ImportId\":7}\n"
     "2020-01-01,2020-01-01,0,1,2020-01-01,R_1,Yes\n"
     "2020-01-01,2020-01-01,1,1,2020-01-01,R_2,No\n"
     "2020-01-01,2020-01-01,0,1,2020-01-01,R_3,Yes\n",
     {"platform: qualtrics"},
     "SELECT group_concat(external_id || reason) FROM response WHERE status = "
     "'removed'",
     "R_2test",
     NULL},
    {"an item called No is ticked by Yes",
     "id,submitdate,lastpage,startlanguage,Q[1]. Why? [Pay],Q[2]. Why? [No]\n"
     "1,2020-01-01,1,en,Yes,No\n2,2020-01-01,1,en,No,No\n"
     "3,2020-01-01,1,en,Yes,No\n",
     {"type: multiple", "match: [\"Yes\"]"},
     "SELECT group_concat(q1__pay || q1__no, ' ') FROM answers_1_1",
     "10 00 10",
     NULL},
    {"decimal commas, points between thousands, a sign behind",
     "id;Hours;Pay\n1;3,5;1.234,50 \xe2\x82\xac\n2;7,25;900\n3;4;2.000\n"
     "4;12,75;1.800,5\n5;2;3.100\n",
     {"key: hours, type: number", "key: pay, type: number"},
     "SELECT group_concat(hours, ' ') || '|' || group_concat(pay, ' ') FROM "
     "answers_1_1",
     "3.5 7.25 4.0 12.75 2.0|1234.5 900.0 2000.0 1800.5 3100.0",
     "question 'pay': \"Pay\" is read with a decimal comma, as 2 of its "
     "numbers can only be"},
    {"commas and spaces between thousands, pounds and per cent",
     "id,Cost,Part\n1,\"1,234.5\",12%\n2,\xc2\xa3"
     "900,3.5 %\n3,2\xc2\xa0"
     "000,40%\n4,\"\xc2\xa3 3,100\",0%\n5,1 500,11%\n6,\"12,000\",99%\n",
     {"key: cost, type: number", "key: part, type: number"},
     "SELECT group_concat(cost, ' ') || '|' || group_concat(part, ' ') FROM "
     "answers_1_1",
     "1234.5 900.0 2000.0 3100.0 1500.0 12000.0|12.0 3.5 40.0 0.0 11.0 99.0",
     NULL},
    {"nothing tells what the comma parts",
     "id;Cost\n1;1,234\n2;2,500\n3;1,111\n4;9,876\n5;12\n6;99\n",
     {"key: cost, type: number"},
     "SELECT group_concat(cost, ' ') FROM answers_1_1",
     "1234.0 2500.0 1111.0 9876.0 12.0 99.0",
     "question 'cost': no number tells whether commas in \"Cost\" part "
     "thousands or decimals; they are read as parting thousands; decimal: "
     "comma of the question decides otherwise"},
    {"half hours are no list: seven is not before five",
     "id;Hours\n1;1,5\n2;2,5\n3;7,5\n4;3\n5;8\n6;4,5\n",
     {"key: hours, type: number"},
     "SELECT group_concat(hours, ' ') FROM answers_1_1",
     "1.5 2.5 7.5 3.0 8.0 4.5",
     NULL},
    {"codes between commas are no decimals",
     "id,Q\n1,\"1,2\"\n2,3\n3,\"2,3\"\n4,\"1,3\"\n5,\"1,2\"\n6,1\n7,2\n",
     {"key: q, type: single"},
     NULL,
     NULL,
     NULL},
    {"codes in figures are choices, but for a scale that is asked for",
     "id,Region,Sex,Support,How satisfied are you?,How many children?\n"
     "1,1,1,2,5,0\n2,2,2,1,4,1\n3,7,1,2,1,2\n4,1,2,3,2,2\n5,2,1,3,4,1\n"
     "6,7,2,1,5,0\n7,1,1,1,3,0\n8,2,1,2,2,1\n",
     {"key: region, type: single", "key: sex, type: single",
      "key: support, type: single",
      "type: scale, column: \"How satisfied are you?\"",
      "type: number, column: \"How many children?\"",
      "# Figures without words, taken for codes: give each its label;"},
     NULL,
     NULL,
     "the options of 3 questions are codes without words (region, sex, "
     "support); give each its label, as {key: \"1\", label: \"...\"}"},
    {"figures beside words are a scale, but for a question about the person",
     "id,Colour,Age,Score\n1,Red,1,5\n2,Blue,2,4\n3,Red,3,1\n4,Blue,1,2\n"
     "5,Red,2,4\n6,Blue,3,5\n7,Red,1,5\n8,Blue,2,1\n9,Red,3,2\n",
     {"key: colour, type: single", "key: age, type: single",
      "key: score, type: scale"},
     NULL,
     NULL,
     NULL},
    {"codes of letters and figures are in the order of the figures",
     "id,Q1,Q2\n1,A10,A1\n2,A2,A3\n3,A1,A3\n4,A2,A1\n5,A10,A1\n6,A1,A3\n",
     {"{key: a1, label: A1},\n      {key: a2, label: A2},\n      "
      "{key: a10, label: A10}]"},
     NULL,
     NULL,
     NULL},
};

static void one_case(const char *folder, const struct type_case *c)
{
    char *draft, *database = program_path(folder, "x.db");
    struct tried t;

    program_file(folder, "x.csv", c->csv);
    draft = try_draft(folder, "x.csv", &t);
    if (t.status != OK)
        fail_msg("%s: %s", c->name, t.err.text);
    tried_free(&t);
    for (size_t i = 0; i < MOST && c->draft[i]; i++)
        if (!strstr(draft, c->draft[i]))
            fail_msg("%s: no '%s' in\n%s", c->name, c->draft[i], draft);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL);
    if (t.status != OK)
        fail_msg("%s: %s\n%s", c->name, t.err.text, draft);
    if (c->said)
        assert_says(&t, NOTE_INFO, c->said);
    tried_free(&t);
    if (c->sql) {
        char *got = program_query(folder, "x.db", c->sql);

        if (strcmp(got, c->want) != 0)
            fail_msg("%s: '%s', not '%s'\n%s", c->name, got, c->want, draft);
        free(got);
    }
    (void)unlink(database); /* the next case is another survey */
    free(database);
    free(draft);
}

static void drafts_types(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        one_case(folder, &cases[i]);
}

/* What the definition says counts more than the cells. */
static void keys_decide(void **state)
{
    static const struct {
        const char *order, *decimal, *want;
    } told[] = {
        {"", "", "2020-05-04|1234.0|2020-05-04|2.5"},
        {", date_order: month_first", "", "2020-04-05|1234.0|2020-04-05|2.5"},
        {"", ", decimal: comma", "2020-05-04|1.234|2020-05-04|none"},
        {", date_order: day_first", ", decimal: point",
         "2020-05-04|1234.0|2020-05-04|2.5"},
    };
    const char *folder = check_folder(state);
    char *database = program_path(folder, "x.db");

    program_file(folder, "x.csv",
                 "Id,When,Cost\n1,04/05/2020,\"1,234\"\n2,04/05/2020,2.5\n");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct str yaml = {0};
        struct tried t;

        str_addf(&yaml,
                 "survey: s\nsources: [{key: web, files: [x.csv], id: Id, "
                 "submitted: When%s}]\nquestions:\n  - {key: cost, type: "
                 "number, column: Cost%s}\n",
                 told[i].order, told[i].decimal);
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        t = try_ingest(folder, NULL, NULL);
        assert_ok(t.status, &t.err);
        assert_int_equal(says(&t, NOTE_INFO, "no date tells"),
                         !told[i].order[0]);
        assert_query(folder,
                     "SELECT group_concat(submitted || '|' || coalesce(cost, "
                     "'none'), '|') FROM "
                     "response JOIN answers_1_1 ON id = response_id",
                     told[i].want);
        tried_free(&t);
        str_free(&yaml);
        (void)unlink(database);
    }
    free(database);
}

/* The first download ticks by numbers and has nobody for one choice, whose own
 * number is 0: in a later one it is no empty box. */
static void zero_comes_later(void **state)
{
    static const char head[] = "Respondent ID,Collector ID,Which?,,\n"
                               ",,Bus,Train,None of these\n";
    const char *folder = check_folder(state);
    struct str rows = {0};
    struct tried t;
    char *draft;

    str_add(&rows, head);
    for (int i = 0; i < 12; i++)
        str_addf(&rows, "11809174%02d,1,%s,%s,\n", i, i % 3 ? "1" : "",
                 i % 3 == 1 ? "" : "2");
    program_file(folder, "x.csv", str_cstr(&rows));
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    free(draft);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_int_equal(notes_attention(&t.notes), 0);
    tried_free(&t);
    str_add(&rows, "1180917499,1,,,0\n");
    program_file(folder, "x.csv", str_cstr(&rows));
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_says(&t, NOTE_ATTENTION,
                "matches no item; add a match to the item, as match: [\"0\"]");
    tried_free(&t);
    str_free(&rows);
}

/* Finds of personal data are counted by their kind. */
static void counts_kinds(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "x.csv",
                 "Id,Why\n1,write to a@example.org or b@example.org\n2,ring "
                 "01632 960123\n3,I live at CB24 3XY and QQ123456C is mine\n"
                 "4,see https://example.org from 192.0.2.14\n");
    program_file(folder, "survey.yaml",
                 "survey: s\nsources: [{key: web, files: [x.csv], id: Id}]\n"
                 "questions:\n  - {key: why, type: text, column: Why}\n");
    t = try_ingest(folder, NULL, NULL);
    assert_ok(t.status, &t.err);
    assert_says(&t, NOTE_INFO,
                "masked in texts, which stay unredacted material all the same: "
                "e-mail (2), telephone (1), IP address (1), NI number (1), "
                "postcode (1), link (1)");
    tried_free(&t);
}

/* Where dates or numbers disagree, what most of them say holds, with the line
 * that settles it otherwise. */
static void disagreement_is_said(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "x.csv",
                 "Id,When,Cost\n1,14/05/2020,\"3,5\"\n2,15/05/2020,2.5\n"
                 "3,05/16/2020,\"7,25\"\n4,16/05/2020,\"1,2\"\n");
    program_file(folder, "survey.yaml",
                 "survey: s\nsources: [{key: web, files: [x.csv], id: Id, "
                 "submitted: When}]\nquestions:\n  - {key: cost, type: number, "
                 "column: Cost}\n");
    t = try_ingest(folder, NULL, NULL);
    assert_ok(t.status, &t.err);
    assert_says(&t, NOTE_ATTENTION,
                "dates disagree: 3 can only be day first, 1 only month first; "
                "the others are read day first; date_order: month_first in its "
                "source decides otherwise");
    assert_says(&t, NOTE_ATTENTION,
                "question 'cost': in \"Cost\" 3 numbers can only have a "
                "decimal comma, 1 only a decimal point; it is read with a "
                "comma; decimal: point of the question decides otherwise");
    tried_free(&t);
}

/* As many of the one kind as of the other do not tell, but speak all the same.
 */
static void a_draw_is_said(void **state)
{
    static const struct {
        const char *when, *want;
    } draws[] = {
        {"14/05/2020,05/16/2020", "dates disagree: 1 can only be day first, 1 "
                                  "only month first; the others are read day "
                                  "first; date_order: month_first in its "
                                  "source decides otherwise"},
        {"14/05/2020 1:00 AM,05/16/2020 1:00 AM",
         "the others are read month first; date_order: day_first"},
    };
    const char *folder = check_folder(state);

    program_file(folder, "survey.yaml",
                 "survey: s\nsources: [{key: web, files: [x.csv], id: Id, "
                 "submitted: When}]\nquestions:\n  - {key: q, type: text, "
                 "column: Q}\n");
    for (size_t i = 0; i < sizeof draws / sizeof *draws; i++) {
        const char *comma = strchr(draws[i].when, ',');
        struct str csv = {0};
        struct tried t;

        str_addf(&csv, "Id,When,Q\n1,%.*s,a\n2,%s,b\n",
                 (int)(comma - draws[i].when), draws[i].when, comma + 1);
        program_file(folder, "x.csv", str_cstr(&csv));
        t = try_ingest(folder, NULL, NULL);
        assert_ok(t.status, &t.err);
        assert_says(&t, NOTE_ATTENTION, draws[i].want);
        tried_free(&t);
        str_free(&csv);
    }
}

/* Of 400 scores three are 0, which goes on from 1, one is 77 and one words. */
static void rare_figures_go_on(void **state)
{
    const char *folder = check_folder(state);
    struct str csv = {0};
    struct tried t;
    char *draft;

    str_add(&csv, "id,How safe do you feel?\n");
    for (int i = 0; i < 400; i++)
        str_addf(&csv, "%d,%s\n", i,
                 i % 150 == 0 ? "0"
                 : i == 7     ? "77"
                 : i == 8     ? "about seven"
                 : i % 2      ? "8"
                              : "1");
    program_file(folder, "x.csv", str_cstr(&csv));
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    assert_non_null(strstr(draft, "type: scale"));
    assert_non_null(strstr(draft, "{key: \"0\", score: 0}"));
    assert_non_null(strstr(draft, "Too rare to be an answer that was offered: "
                                  "\"77\" (1), \"about seven\" (1)."));
    tried_free(&t);
    free(draft);
    str_free(&csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rare_figures_go_on),
        cmocka_unit_test(drafts_types),
        cmocka_unit_test(keys_decide),
        cmocka_unit_test(disagreement_is_said),
        cmocka_unit_test(a_draw_is_said),
        cmocka_unit_test(zero_comes_later),
        cmocka_unit_test(counts_kinds),
    };

    return cmocka_run_group_tests_name("types", tests, NULL, NULL);
}
