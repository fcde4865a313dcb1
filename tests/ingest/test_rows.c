/* test_rows.c - what becomes of cells and rows: states, flags, derived
 * questions, removal, in the database. */
#include "tests/ingest/try.h"

/* One question each, in the way of docs/formats/survey.md. */
static const char head[] =
    "survey: s\nsources:\n  - {key: web, files: [\"*.csv\"], platform: "
    "generic, id: id, submitted: sent}\ncells: {not_asked: [\"N/A\"], blank: "
    "[\"-\"], not_selected: [\"Not selected\"]}\nignore: [extra]\n";

static const struct cells_case {
    const char *what, *questions, *export;
    const char *sql, *want;
} cells_cases[] = {
    {"a single: label, key, match, codes, folded",
     "questions:\n"
     "  - {key: q, type: single, column: Q, options: [{key: \"yes\", label: "
     "Yes I do}, {key: \"no\", label: \"No\", match: [\"2\", Nay]}]}\n",
     "id,sent,Q\n1,,Yes I do\n2,,YES  i_do\n3,,yes\n4,,nay\n5,,2.0\n6,,\n"
     "7,,-\n8,,N/A\n9,,perhaps\n",
     "SELECT q, count(*) FROM answers_1_1 GROUP BY 1 ORDER BY 1",
     "|1\n-2|1\n-1|2\n1|3\n2|2"},
    {"an option may be called like no answer",
     "questions:\n"
     "  - {key: q, type: single, column: Q, options: [{key: yes}, {key: na, "
     "label: N/A, state: not_applicable}]}\n",
     "id,sent,Q\n1,,N/A\n2,,yes\n", "SELECT q FROM answers_1_1 ORDER BY 1",
     "1\n2"},
    {"a multiple: ticks, words of its own, blank, not asked",
     "questions:\n"
     "  - {key: k, type: single, column: K, options: [{key: y}]}\n"
     "  - {key: q, type: multiple, items: [{key: a, label: Apples, column: A}, "
     "{key: none, label: None, column: N, excludes: yes}, {key: other, label: "
     "Other, column: O}]}\n",
     "id,sent,K,A,N,O\n1,,y,Apples,,\n2,,y,1,0,pears\n3,,y,,,\n"
     "4,,y,Not selected,Not selected,\n5,,y,N/A,N/A,N/A\n6,,y,Yes,yes,No\n"
     "7,,y,maybe,,\n",
     "SELECT q__a, q__none, q__other, flags FROM answers_1_1 JOIN response ON "
     "id = response_id ORDER BY id",
     "1|0|0|0\n1|0|1|0\n-1|-1|-1|0\n0|0|0|0\n|||0\n1|1|0|64\n-2|0|0|1"},
    {"a joined cell: the longest choice, strays",
     "questions:\n"
     "  - {key: k, type: single, column: K, options: [{key: y}]}\n"
     "  - {key: q, type: pick, max: 2, column: Q, separator: \", \", items: "
     "[{key: a, label: \"Bread, white\"}, {key: b, label: Bread}, {key: c, "
     "label: Cake}]}\n",
     "id,sent,K,Q\n1,,y,\"Bread, white, Cake\"\n2,,y,\"Bread, Cake\"\n"
     "3,,y,\"Cake,Bread,Bread, white\"\n4,,y,Soup\n5,,y,\"Soup, Cake\"\n"
     "6,,y,\n",
     "SELECT q__a, q__b, q__c, flags FROM answers_1_1 JOIN response ON id = "
     "response_id ORDER BY id",
     "1|0|1|0\n0|1|1|0\n1|1|1|16\n-2|-2|-2|1\n0|0|1|1\n-1|-1|-1|0"},
    {"one answer in all of five lines, or of fewer",
     "questions:\n"
     "  - {key: q, type: scale, options: [{key: a}, {key: b}], items: [{key: "
     "i1, column: A}, {key: i2, column: B}, {key: i3, column: C}, {key: i4, "
     "column: D}, {key: i5, column: E}]}\n"
     "  - {key: r, type: scale, options: [{key: a}, {key: b}], items: [{key: "
     "i1, column: F}, {key: i2, column: G}, {key: i3, column: H}, {key: i4, "
     "column: I}]}\n",
     "id,sent,A,B,C,D,E,F,G,H,I\n1,,b,b,b,b,b,a,b,a,a\n2,,a,a,a,a,b,b,b,b,b\n"
     "3,,a,a,a,a,,a,a,a,b\n4,,,,,,,a,a,a,b\n5,,x,x,x,x,x,,,,\n",
     "SELECT line, flags FROM response ORDER BY id",
     "2|512\n3|0\n4|0\n5|0\n6|1"},
    {"over: drop",
     "questions:\n"
     "  - {key: q, type: pick, max: 1, over: drop, column: Q, separator: "
     "\";\", items: [{key: a}, {key: b}]}\n",
     "id,sent,Q\n1,,a;b\n2,,b\n",
     "SELECT q__a, q__b, flags FROM answers_1_1 JOIN response ON id = "
     "response_id ORDER BY id",
     "-2|-2|17\n0|1|0"},
    {"ranks: partial, tied, skipped, out of range",
     "questions:\n"
     "  - {key: q, type: ranking, items: [{key: a, column: A}, {key: b, "
     "column: B}, {key: c, column: C}]}\n",
     "id,sent,A,B,C\n1,,1,2,3\n2,,2,1,\n3,,1,1,2\n4,,1,3,\n5,,1st,2nd,4\n"
     "6,,3.0,2,1 - most important\n",
     "SELECT q__a, q__b, q__c, flags FROM answers_1_1 JOIN response ON id = "
     "response_id ORDER BY id",
     "1|2|3|0\n2|1|-1|0\n1|1|2|4\n1|3|-1|8\n1|2|-2|1\n3|2|1|0"},
    {"an order in one cell",
     "questions:\n"
     "  - {key: q, type: ranking, column: Q, separator: \";\", items: [{key: "
     "a}, {key: b}, {key: c}]}\n",
     "id,sent,Q\n1,,b;a;c;\n2,,c\n",
     "SELECT q__a, q__b, q__c FROM answers_1_1 ORDER BY response_id",
     "2|1|3\n-1|-1|1"},
    {"points: what is left out got none",
     "questions:\n"
     "  - {key: k, type: single, column: K, options: [{key: y}]}\n"
     "  - {key: q, type: points, total: 100, items: [{key: a, column: A}, "
     "{key: b, column: B}]}\n",
     "id,sent,K,A,B\n1,,y,60,40\n2,,y,100,\n3,,y,\xc2\xa3"
     "50,20\n4,,y,,\n5,,y,-5,105\n6,,y,N/A,N/A\n",
     "SELECT q__a, q__b, flags FROM answers_1_1 JOIN response ON id = "
     "response_id ORDER BY id",
     "60.0|40.0|0\n100.0|0.0|0\n50.0|20.0|32\n-1.0|-1.0|0\n-2.0|105.0|1\n||0"},
    {"numbers and dates, with their states",
     "questions:\n"
     "  - {key: k, type: single, column: K, options: [{key: y}]}\n"
     "  - {key: n, type: number, column: N}\n"
     "  - {key: d, type: date, column: D}\n",
     "id,sent,K,N,D\n1,,y,\"1,234.5\",28/02/2016\n2,,y,12%,3/4/2016\n"
     "3,,y,many,soon\n4,,y,,\n5,,y,N/A,N/A\n",
     "SELECT n, n__state, d FROM answers_1_1 ORDER BY response_id",
     "1234.5|1|2016-02-28\n12.0|1|2016-04-03\n|-2|-2\n|-1|-1\n||"},
    {"texts: words in comment, masked; a postcode not at all",
     "questions:\n"
     "  - {key: t, type: text, column: T}\n"
     "  - {key: p, type: area, column: P}\n",
     "id,sent,T,P\n1,,write to a@example.org,CB24 3XY\n2,,-,\n3,,more,-\n",
     "SELECT t, p, text FROM answers_1_1 LEFT JOIN comment USING "
     "(response_id) ORDER BY response_id",
     "1|1|write to [e-mail]\n-1|-1|\n1|-1|more"},
    {"asked_if: blank elsewhere is not asked, an answer counts",
     "questions:\n"
     "  - {key: g, type: single, column: G, options: [{key: \"yes\"}, {key: "
     "\"no\"}]}\n"
     "  - {key: q, type: single, column: Q, asked_if: {g: [\"yes\"]}, options: "
     "[{key: a}]}\n",
     "id,sent,G,Q\n1,,yes,a\n2,,yes,\n3,,no,\n4,,no,a\n5,,,a\n",
     "SELECT g, q, flags FROM answers_1_1 JOIN response ON id = response_id "
     "ORDER BY id",
     "1|1|0\n1|-1|0\n2||0\n2|1|2\n-1|1|2"},
    {"derived: map, any, lookup",
     "questions:\n"
     "  - {key: g, type: single, column: G, options: [{key: x}, {key: y}, "
     "{key: z}]}\n"
     "  - {key: m, type: multiple, items: [{key: a, column: A}, {key: none, "
     "column: N, excludes: yes}]}\n"
     "  - {key: p, type: area, column: P}\n"
     "derived:\n"
     "  - {key: gm, from: g, map: {low: [x, y]}}\n"
     "  - {key: ma, from: m, any: yes}\n"
     "  - {key: d, from: p, lookup: places.csv}\n",
     "id,sent,G,A,N,P\n1,,x,1,,PE13 4AB\n2,,z,,1,PE1 4AB\n3,,y,,,pe25\n"
     "4,,,,,CB25 0\n5,,x,,,CB251ZZ\n6,,x,,,PE1 3CK\n",
     "SELECT gm, ma, d, (SELECT label FROM option WHERE code = d AND "
     "question_id = 6), (SELECT text FROM comment WHERE response_id = "
     "answers_1_1.response_id) FROM answers_1_1 ORDER BY response_id",
     "1|1|1|Fenland|\n-1|2|2|Peterborough|\n1|-1|-2||PE25\n-1|-1|3|East "
     "Cambs|\n1|-1|4|South|\n1|-1|2|Peterborough|"},
};

static void cell(void **state)
{
    const struct cells_case *c = *state;
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct tried t;

    str_addf(&yaml, "%s%sremove: {blank: no}\n", head, c->questions);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "places.csv",
                 "prefix,level\nPE13,Fenland\nPE1,Peterborough\nCB25 0,East "
                 "Cambs\nCB25,South\n");
    program_file(folder, "x.csv", c->export);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_query(folder, c->sql, c->want);
    str_free(&yaml);
    tried_free(&t);
}

/* ---- removal ----------------------------------------------------------- */

static const char removal_survey[] =
    "survey: s\nfieldwork: {from: 2016-07-01, to: 2016-07-31}\n"
    "sources:\n  - {key: web, files: [\"*.csv\"], platform: generic, id: id, "
    "submitted: sent, weight: w}\n"
    "questions:\n"
    "  - {key: q, type: single, column: Q, options: [{key: a}, {key: b}]}\n"
    "  - {key: r, type: single, column: R, options: [{key: a}]}\n"
    "ignore: [status]\n";

/* Rows that more than one rule would remove show the order of precedence. */
static const char removal_rows[] =
    "id,sent,status,w,Q,R\n"
    "1,2016-07-02,complete,1,a,a\n"       /* stays */
    "1,2016-07-03,complete,1,b,a\n"       /* duplicate of the first */
    "2,2016-07-02,test,1,a,a\n"           /* test */
    "3,2016-07-02,test,1,,\n"             /* test, not blank */
    "4,2016-06-30,complete,1,a,a\n"       /* outside */
    "5,2016-08-01 00:00,complete,1,,\n"   /* outside, not blank */
    "6,2016-07-31 23:59,complete,1,,\n"   /* blank */
    "6,2016-07-31 23:59,complete,1,a,a\n" /* stays: the first was blank */
    "7,2016-07-05,complete,1,a,\n"        /* incomplete */
    "8,2016-07-05,test,1,a,a\n"           /* listed, not test */
    "9,,complete,x,a,b\n"                 /* stays: no date; weight 0 */
    "10,soon,complete,,c,a\n"             /* stays: c is unrecognised */
    ",,,,,\n"                             /* padding */
    "11,2016-07-05,complete,1,a,a,a\n"    /* rejected */
    "11,2016-07-06,complete,1,a,a\n" /* stays: the other was not read */;

static void removes(void **state)
{
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct tried t;

    str_addf(&yaml,
             "%sremove: {outside_fieldwork: yes, incomplete_below: 0.6, "
             "listed: out.csv}\n",
             removal_survey);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "out.csv", "why,id\nasked to,8\nwrong,99\n");
    program_file(folder, "x.csv", removal_rows);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 5, 8, 1);
    assert_query(folder, "SELECT reason, rows FROM removal ORDER BY reason",
                 "blank|1\nduplicate_id|1\nincomplete|1\nlisted|1\n"
                 "outside_fieldwork|2\ntest|2");
    assert_query(folder, "SELECT line FROM response WHERE status = 'analysed'",
                 "2\n9\n12\n13\n16");
    assert_query(folder, "SELECT empty_rows, rows FROM source", "1|14");
    assert_query(folder, "SELECT line, reason, detail FROM rejected",
                 "15|wrong_number_of_cells|7 cells where the header has 6");
    assert_query(folder,
                 "SELECT line, flags FROM response WHERE flags ORDER BY line",
                 "12|257\n13|385");
    assert_query(folder,
                 "SELECT sum(value) FROM weight JOIN response ON id = "
                 "response_id WHERE status = 'analysed'",
                 "3.0");
    assert_says(&t, NOTE_ATTENTION,
                "out.csv:3: no response has this id; check it");
    assert_says(&t, NOTE_ATTENTION,
                "x.csv:13: 1 time of reply in \"sent\", here, is no date");
    assert_says(&t, NOTE_ATTENTION, "x.csv:12: 2 weights in \"w\"");
    assert_says(&t, NOTE_ATTENTION, "1 row could not be read");
    assert_says(&t, NOTE_ATTENTION, "survey.yaml:7: question 'r': 1 cell of ");
    assert_says(&t, NOTE_ATTENTION,
                "matches no option; add one, or a match to one, as {key: "
                "\"b\", label: \"b\"}");
    str_free(&yaml);
    tried_free(&t);
}

static void keeps_what_it_is_told(void **state)
{
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct tried t;

    str_addf(&yaml, "%sremove: {test: no, duplicate_id: keep, blank: no}\n",
             removal_survey);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "x.csv", removal_rows);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 13, 0, 1);
    tried_free(&t);
    str_clear(&yaml);
    str_addf(&yaml, "%sremove: {duplicate_id: last}\n", removal_survey);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 7, 6, 1);
    assert_query(folder,
                 "SELECT line, duplicate_of IS NOT NULL FROM response WHERE "
                 "external_id = '1' ORDER BY line",
                 "2|1\n3|0");
    str_free(&yaml);
    tried_free(&t);
}

/* Respondents who agree in everything but their id are not one. */
static void like_minds_are_not_one(void **state)
{
    const char *folder = check_folder(state);
    struct str rows = {0};
    struct tried t;

    str_add(&rows, "id,sent,w,Q,R\n");
    for (int i = 0; i < 5000; i++)
        str_addf(&rows, "%d,2016-07-02,1,a,a\n", i);
    program_file(folder, "survey.yaml", removal_survey);
    program_file(folder, "x.csv", str_cstr(&rows));
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 5000, 0, 0);
    assert_query(folder, "SELECT count(DISTINCT row_hash) FROM response", "1");
    str_free(&rows);
    tried_free(&t);
}

/* Rows that differ in one byte, in length, or in which cell has it. */
static void every_byte_is_hashed(void **state)
{
    static const char rows[] = "id,A,B,C\n"
                               "1,,,\n2,a,,\n3,,a,\n4,,,a\n5,a,a,\n6,a,a,a\n"
                               "7,aa,,\n8,,aa,\n9,,,aa\n10,aaa,,\n"
                               "11,aaaaaaaa,,\n12,,aaaaaaaa,\n13,,,aaaaaaaa\n"
                               "14,aaaaaaaab,,\n15,baaaaaaab,,\n"
                               "16,,,aaaaaaaab\n17,,,baaaaaaab\n"
                               "18,aaaaaaaa,b,\n19,aaaaaaaa,,b\n"
                               "20,aaaaaaaaaaaaaaaab,,\n"
                               "21,aaaaaaaabaaaaaaab,,\n22,\001,,\n";
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: s\nremove: {blank: no}\n"
                 "sources: [{key: web, files: [x.csv], id: id}]\n"
                 "questions:\n"
                 "  - {key: a, type: text, column: A}\n"
                 "  - {key: b, type: text, column: B}\n"
                 "  - {key: c, type: text, column: C}\n");
    program_file(folder, "x.csv", rows);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 22, 0, 0);
    assert_query(folder, "SELECT count(DISTINCT row_hash) FROM response", "22");
    tried_free(&t);
}

/* One and several are said apart, with the line of what settles them; short
 * rows and padding too. */
static void says_how_many(void **state)
{
    static const struct {
        const char *rows, *asked, *short_row, *padding;
    } cases[] = {
        {"1,y,y,x\n2,n,y,x\n3,y\n,,,\n", "question 'q': 1 answered it in ",
         "1 row leaves out empty cells at the end, as this file does",
         "1 row without id and answer, as padding, is not counted"},
        {"1,n,y,x\n2,n,y,x\n3,y\n4,n\n,,,\n,,,\n",
         "question 'q': 2 answered it in ",
         "2 rows leave out empty cells at the end, as this file does",
         "2 rows without id and answer, as padding, are not counted"},
    };
    static const char *const told[] = {
        "x.csv although asked_if says that this one was not asked; what they "
        "say counts; give asked_if the answers of all who were asked, or take "
        "it out",
        "x.csv although asked_if says that they were not asked; what they say "
        "counts; give asked_if"};
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str yaml = {0}, csv = {0};
        struct tried t;

        str_addf(&yaml,
                 "survey: s%zu\nsources: [{key: web, files: [x.csv], id: id}]\n"
                 "questions:\n  - {key: k, type: single, column: K, options: "
                 "[{key: y}, {key: n}]}\n  - {key: q, type: single, column: Q, "
                 "asked_if: {k: [y]}, options: [{key: y}]}\n  - {key: t, type: "
                 "text, column: T}\n",
                 i);
        str_addf(&csv, "id,K,Q,T\n%s", cases[i].rows);
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        program_file(folder, "x.csv", str_cstr(&csv));
        t = try_ingest(folder, "x.csv", NULL);
        assert_ok(t.status, &t.err);
        assert_says(&t, NOTE_INFO, "survey.yaml:5: question 'q'");
        assert_says(&t, NOTE_INFO, cases[i].asked);
        assert_says(&t, NOTE_INFO, told[i]);
        assert_says(&t, NOTE_INFO, cases[i].short_row);
        assert_says(&t, NOTE_INFO, cases[i].padding);
        tried_free(&t);
        str_free(&yaml);
        str_free(&csv);
    }
}

/* What a spreadsheet adds up below the responses is none; whoever writes the
 * word as an answer is one. */
static void totals_are_no_responses(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: s\nsources: [{key: web, files: [x.csv], platform: "
                 "generic, id: id}]\nquestions:\n  - {key: n, type: number, "
                 "column: N}\n  - {key: m, type: number, column: M}\n  - {key: "
                 "t, type: text, column: T}\n");
    program_file(folder, "x.csv",
                 "id,N,M,T\n1,4,5,Total\n2,6,7,x\nTotal:,10,12,\n"
                 ",\"1,500\",,GRAND total\n,,,Total\n,9,,Total cost\n"
                 "Sum,Mean,3,\n");
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_ledger(&t, 5, 0, 2);
    assert_says(&t, NOTE_ATTENTION,
                "x.csv:4: a row of totals stands here and further down; no "
                "response, but in the table rejected");
    assert_false(says(&t, NOTE_ATTENTION, "could not be read"));
    assert_query(folder, "SELECT line, reason FROM rejected",
                 "4|total\n5|total");
    tried_free(&t);
}

/* Downloads one behind the other: the headers in between are no responses.
 * What stands there without the name of an id may be an answer. */
static void headers_stand_again(void **state)
{
    static const struct {
        const char *export, *say;
        uint64_t analysed, rejected;
    } cases[] = {
        {"id,sent,Bread,<b>Cake</b>\n1,,Bread,\n2,,,Cake\n"
         "id,sent,Bread,<b>Cake</b>\n3,,Bread,Cake\n",
         "x.csv:4: the headers stand here again, as where downloads are put "
         "one behind the other; no response, but in the table rejected",
         3, 1},
        {"id,sent,Bread,Cake\n1,,Bread,\nid,sent,Bread,Cake\n"
         " id ,sent,Bread,Cake\n",
         "x.csv:3: the headers stand here again and further down, as where", 1,
         2},
        {"id,sent,Bread,Cake\nid,sent,Bread,\n1,,Bread,Cake\n", NULL, 2, 0},
        {"Bread,Cake\nBread,Cake\nBread,\n", NULL, 2, 0},
    };
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str yaml = {0};
        struct tried t;

        str_addf(&yaml,
                 "survey: s%zu\nsources: [{key: web, files: [x.csv], "
                 "platform: generic%s}]\nquestions: [{key: q, type: multiple, "
                 "items: [{key: b, label: Bread, column: Bread}, {key: c, "
                 "label: Cake, column: Cake}]}]\n",
                 i, i < 3 ? ", id: id, submitted: sent" : "");
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        program_file(folder, "x.csv", cases[i].export);
        t = try_ingest(folder, "x.csv", NULL);
        assert_ok(t.status, &t.err);
        assert_ledger(&t, cases[i].analysed, 0, cases[i].rejected);
        if (cases[i].say)
            assert_says(&t, NOTE_ATTENTION, cases[i].say);
        assert_false(says(&t, NOTE_ATTENTION, "could not be read"));
        tried_free(&t);
        str_free(&yaml);
    }
    assert_query(folder, "SELECT DISTINCT reason, raw FROM rejected",
                 "header_again|id,sent,Bread,<b>Cake</b>\n"
                 "header_again|id,sent,Bread,Cake\n"
                 "header_again|\" id \",sent,Bread,Cake");
}

int main(void)
{
    enum { CASES = sizeof cells_cases / sizeof *cells_cases };
    struct CMUnitTest tests[CASES + 7] = {
        [CASES] = cmocka_unit_test(removes),
        cmocka_unit_test(keeps_what_it_is_told),
        cmocka_unit_test(like_minds_are_not_one),
        cmocka_unit_test(every_byte_is_hashed),
        cmocka_unit_test(headers_stand_again),
        cmocka_unit_test(says_how_many),
        cmocka_unit_test(totals_are_no_responses),
    };

    for (size_t i = 0; i < CASES; i++) {
        union {
            const struct cells_case *in;
            void *out;
        } row = {.in = &cells_cases[i]};

        tests[i] = (struct CMUnitTest){.name = cells_cases[i].what,
                                       .test_func = cell,
                                       .initial_state = row.out};
    }
    return cmocka_run_group_tests_name("ingest rows", tests, NULL, NULL);
}
