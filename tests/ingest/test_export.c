/* test_export.c - files opened: what is refused, how columns are named, which
 * rows are rejected. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include "ingest/export.h"

static struct export *open_export(const char *folder, const char *bytes,
                                  const char *platform)
{
    struct export *e = NULL;
    struct err err = {0};
    char *path;

    program_file(folder, "x.csv", bytes);
    path = program_path(folder, "x.csv");
    assert_ok(export_open(&e, path, &(struct told){.platform = platform}, &err),
              &err);

    return e;
}

static void close_export(struct export *e)
{
    union {
        const char *in;
        char *out;
    } path = {.in = e->path};

    export_close(e);
    free(path.out);
}

/* ---- names ------------------------------------------------------------- */

static const struct named {
    const char *what, *bytes;
    const char *layout;
    const char *names; /* joined by newlines */
} nameds[] = {
    {"one header row", "id,Age,Age,,Age\n1,2,3,4,5\n", "generic",
     "id\nAge\nAge #2\n@D\nAge #3\n"},
    {"spaces and line breaks of headers are one space",
     "\" id \",\"How old\r\n  are you?\"\n1,2\n", "generic",
     "id\nHow old are you?\n"},
    {"lines of a question keep their whole header",
     "id,Q [a],Q [b],x_0001,x_0002\n1,2,3,4,5\n", "generic",
     "id\nQ [a]\nQ [b]\nx_0001\nx_0002\n"},
    {"SurveyMonkey's two rows",
     "Respondent ID,Seen it?,,Rank,,Say more,Age\n"
     ",Response,Other (please specify),A,B,Open-Ended Response,Response\n"
     "1,Yes,,1,2,,30\n",
     "surveymonkey",
     "Respondent ID\nSeen it?\nSeen it? | Other (please specify)\n"
     "Rank | A\nRank | B\nSay more\nAge\n"},
    {"the same without a word of SurveyMonkey's",
     "Number,Rank,,,\n,A,B,C,D\n1,1,2,3,4\n", "surveymonkey",
     "Number\nRank | A\nRank | B\nRank | C\nRank | D\n"},
    {"nothing is filled from the platform's own columns",
     "Respondent ID,Custom Data 1,Q,\n,,Response,A\n1,,2,3\n", "surveymonkey",
     "Respondent ID\nCustom Data 1\nQ\nQ | A\n"},
    {"a first header that is blank is no second header row",
     ",q1,q2\n1,Yes,No\n2,No,No\n", "generic", "@A\nq1\nq2\n"},
    {"a comma, a semicolon or a TAB", "id;Age;Sex\n1;2,5;3\n", "generic",
     "id\nAge\nSex\n"},
    {"columns that lost their headers", "id,Age\n1,2,3\n4,5,6\n7,8\n",
     "generic", "id\nAge\n@C\n"},
    {"a byte order mark", "\xef\xbb\xbfid,Age\n1,2\n", "generic", "id\nAge\n"},
};

static void names_columns(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof nameds / sizeof *nameds; i++) {
        struct export *e = open_export(folder, nameds[i].bytes, NULL);
        struct str names = {0}, one = {0};

        for (size_t c = 0; c < e->columns.n; c++) {
            str_addf(&names, "%s\n", export_column_name(e, c, &one));
            assert_int_equal(export_column(e, str_cstr(&one)), c);
        }
        assert_string_equal(str_cstr(&names), nameds[i].names);
        assert_string_equal(e->layout->name, nameds[i].layout);
        str_free(&names);
        str_free(&one);
        close_export(e);
    }
}

static void finds_columns(void **state)
{
    const char *folder = check_folder(state);
    struct export *e = open_export(
        folder, "id,Don\xe2\x80\x99t  know,Age,Age\n1,2,3,4\n", NULL);
    struct str s = {0};

    assert_int_equal(export_column(e, "DON'T KNOW"), 1);
    assert_int_equal(export_column(e, "Age#2"), 3);
    assert_int_equal(export_column(e, "age #2"), 3);
    assert_int_equal(export_column(e, "@c"), 2);
    assert_int_equal(export_column(e, "@E"), (size_t)-1);
    assert_int_equal(export_column(e, "Sex"), (size_t)-1);
    export_nearest(e, "Agee", &s);
    assert_string_equal(str_cstr(&s), "\"Age\", \"Age #2\"");
    str_free(&s);
    close_export(e);
}

/* ---- rows -------------------------------------------------------------- */

static const struct rows {
    const char *what, *bytes;
    const char *seen; /* line and cells, or line! reason */
} rowss[] = {
    {"rows and physical lines", "a,b\n1,\"x\ny\"\n\n2,z\n",
     "2 1|x\ny\n5 2|z\n"},
    {"padding is no row", "a,b\n1,2\n,\n , \n3,4\n", "2 1|2\n5 3|4\n"},
    {"delimiters at the end of each row", "a,b,\n1,2,\n3,4,\n",
     "2 1|2\n3 3|4\n"},
    {"a row that is too long", "a,b\n1,2,3\n4,5\n",
     "2! wrong_number_of_cells 3 cells where the header has 2: 1,2,3\n3 4|5\n"},
    {"a short row where rows are full", "a,b,c\n1,2,\n3,4\n5,6,7\n",
     "2 1|2|\n3! wrong_number_of_cells 2 cells where the header has 3: 3,4\n"
     "4 5|6|7\n"},
    {"a file that leaves out what is empty at the end",
     "a,b,c\n1,2,3\n3,4\n5\n", "2 1|2|3\n3 3|4|\n4 5||\n"},
    {"a short row of which a cell holds the rest",
     "a,b,c,d,e\n1,2,3,4,5\n2,\"2,3,4,\"5\"\n3,2,3,4,5\n",
     "2 1|2|3|4|5\n3! wrong_number_of_cells 2 cells where the header has 5: "
     "2,\"2,3,4,\"\"5\"\n4 3|2|3|4|5\n"},
    {"a quote that never ends costs one row", "a,b\n1,\"x\n2,y\n3,z\n",
     "2! unreadable a quote is not closed: 1,\"x\n3 2|y\n4 3|z\n"},
    {"personal data in a rejected row",
     "a,b\n1,jo@example.org,07700 900123\n2,3\n",
     "2! wrong_number_of_cells 3 cells where the header has 2: "
     "1,[e-mail],[telephone]\n3 2|3\n"},
    {"bytes that are no UTF-8", "a,b\n1,caf\xc3\xa9\n2,That\x92s\n",
     "2 1|caf\xc3\xa9\n3 2|That\xe2\x80\x99s\n"},
    {"CRLF and CR", "a,b\r\n1,2\r3,4\r\n", "2 1|2\n3 3|4\n"},
};

static void gives_rows(void **state)
{
    const char *folder = check_folder(state);
    struct err err = {0};

    for (size_t i = 0; i < sizeof rowss / sizeof *rowss; i++) {
        struct export *e = open_export(folder, rowss[i].bytes, "generic");
        struct export_row row = {0};
        struct str seen = {0};

        for (int again = 0; again < 2; again++) {
            str_clear(&seen);
            assert_ok(export_rewind(e, &err), &err);
            for (;;) {
                assert_ok(export_next(e, &row, &err), &err);
                if (row.what == EXPORT_END)
                    break;
                str_addf(&seen, "%zu", row.line);
                if (row.what == EXPORT_REJECTED)
                    str_addf(&seen, "! %s %s: %.*s", row.reason, row.detail,
                             (int)row.raw.n, row.raw.p);
                for (size_t c = 0; row.what == EXPORT_ROW && c < e->columns.n;
                     c++)
                    str_addf(&seen, "%c%.*s", c ? '|' : ' ', (int)row.cell[c].n,
                             row.cell[c].p);
                str_add(&seen, "\n");
            }
            if (strcmp(str_cstr(&seen), rowss[i].seen) != 0)
                print_message("%s\n", rowss[i].what);
            assert_string_equal(str_cstr(&seen), rowss[i].seen);
        }
        str_free(&seen);
        close_export(e);
    }
}

/* One torn row is no sign that a file leaves out what is empty: a half row far
 * behind is not filled up; and where a file does, a torn row is torn. */
static void torn_rows_stay_torn(void **state)
{
    static const char torn[] = "2,\"2,3,4,\"5\"\n";
    const char *folder = check_folder(state);

    for (int leaves = 0; leaves < 2; leaves++) {
        struct export_row row = {0};
        struct str bytes = {0};
        struct err err = {0};
        struct export *e;
        size_t rejected = 0;

        str_add(&bytes, "a,b,c,d,e\n");
        for (int i = 0; i < 300; i++)
            str_add(&bytes, i == 5 ? torn
                            : i == 250 || (leaves && i % 9 == 0)
                                ? "1,2\n"
                                : "1,2,3,4,5\n");
        e = open_export(folder, str_cstr(&bytes), "generic");
        assert_ok(export_rewind(e, &err), &err);
        do {
            assert_ok(export_next(e, &row, &err), &err);
            rejected += row.what == EXPORT_REJECTED;
        } while (row.what != EXPORT_END);
        assert_int_equal(rejected, leaves ? 1 : 2);
        close_export(e);
        str_free(&bytes);
    }
}

/* ---- encodings of whole files ------------------------------------------ */

static void chooses_an_encoding(void **state)
{
    static const struct {
        const char *bytes;
        enum encoding encoding;
        const char *header;
    } cases[] = {
        {"a,caf\xc3\xa9\n1,2\n", ENCODING_UTF8, "caf\xc3\xa9"},
        {"a,caf\xe9\n1,\xa3"
         "5\n",
         ENCODING_WINDOWS_1252, "caf\xc3\xa9"},
        {"a,level\xcaof\n1,it\xd5s\n", ENCODING_MACINTOSH, "level of"},
        {"a,fan?\x8c\xe6\n1,2\n", ENCODING_UTF8, "fan?"},
        {"a,caf\xc3\xa9\n1,it\x92s\n", ENCODING_UTF8, "caf\xc3\xa9"},
    };
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct export *e = open_export(folder, cases[i].bytes, NULL);

        assert_int_equal(e->encoding, cases[i].encoding);
        assert_string_equal(e->columns.column[1].name, cases[i].header);
        close_export(e);
    }
}

/* ---- what is refused --------------------------------------------------- */

static const struct refused {
    const char *bytes; /* NULL: no file */
    const char *message;
} refuseds[] = {
    {NULL, "there is no such file; check the name"},
    {"", "is empty; export the responses again"},
    {"\n\n", "holds nothing but blank lines; export the responses again"},
    {"id,Age\n",
     "has a header (2 columns) and no response below it; export the responses "
     "again"},
    {"PK\x03\x04rest",
     "is a damaged or truncated workbook (Not a zip archive); "
     "download the export again"},
    {"Our survey\nQ1,\nYes,10\nNo,20\n",
     ":1: holds one cell and the rows below more: a title, or a summary of "
     "results; export all individual responses, with their headers in the "
     "first row"},
    {"Q1. Who?\nAnswer Choices,Response Percent,Responses\nMe,50%,1\n",
     ":2: is a summary of results (\"Answer Choices\", \"Responses\") and "
     "holds "
     "no responses; export all individual responses"},
    {"Answer,Women,Men\nYes,40%,60%\nNo,60%,40%\n",
     ":1: is a cross-tabulation (4 of the first 4 cells are shares) and holds "
     "no responses; export all individual responses"},
    {"voter-id,timestamp,comment-id,vote\n1,2,3,4\n",
     ":1: lists one vote a row, not one participant; name the export of "
     "participants and their votes instead"},
    {"Variable / Field Name,Form Name\nage,f\n",
     ":1: is a REDCap data dictionary and holds no responses; export the data, "
     "and name the dictionary behind it where a definition is drafted (canvass "
     "init)"},
    {"\x01\x02\x03,\x04\n1,2\n",
     "is no text (4 of its first 10 bytes are control characters); name a CSV "
     "export"},
    {"\x1F\x8B\x08rest",
     "is packed by gzip; unpack it, and name the export inside"},
    {"\xEF\xBB\xBF\n <!DocType html>\n<p>a,b\n1,2\n",
     "is a web page (HTML); open it in a spreadsheet and save it as .xlsx, or "
     "export the responses as CSV"},
    {"<TABLE><tr><td>id</td></tr>\n<tr><td>1</td></tr></TABLE>\n",
     "is a web page (HTML); open it in a spreadsheet and save it as .xlsx, or "
     "export the responses as CSV"},
    {"<?xml version=\"1.0\"?>\n<r/>\n",
     "is XML; export the responses as CSV or Excel workbook"},
    {"[ {\"id\": 1},\n {\"id\": 2}]\n",
     "is JSON; export the responses as CSV or Excel workbook"},
    {"{\n\"id\": 1}\n",
     "is JSON; export the responses as CSV or Excel workbook"},
};

static void refuses(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof refuseds / sizeof *refuseds; i++) {
        struct export *e = NULL;
        struct err err = {0};
        char *path = program_path(folder, i ? "x.csv" : "none.csv");
        struct str want = {0};

        if (refuseds[i].bytes)
            program_file(folder, "x.csv", refuseds[i].bytes);
        str_addf(&want, "%s%s%s", path,
                 refuseds[i].message[0] == ':' ? "" : ": ",
                 refuseds[i].message);
        assert_int_equal(export_open(&e, path, NULL, &err), ERR_INPUT);
        assert_null(e);
        assert_string_equal(err.text, str_cstr(&want));
        str_free(&want);
        free(path);
    }
}

/* Headers that only begin as marked up text does. */
static void takes_marks(void **state)
{
    static const char *const header[] = {"<b>id</b>", "[id]", "{id}", "<htm",
                                         "<"};
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct str bytes = {0};
        struct export *e;

        str_addf(&bytes, "%s,Q\n1,a\n2,b\n", header[i]);
        e = open_export(folder, str_cstr(&bytes), NULL);
        assert_int_equal(e->columns.n, 2);
        close_export(e);
        str_free(&bytes);
    }
}

static void refuses_names(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "x.csv");
    struct export *e = NULL;
    struct err err = {0};

    program_file(folder, "x.csv", "a,b\n1,2\n");
    assert_int_equal(
        export_open(&e, path, &(struct told){.encoding = "ebcdic"}, &err),
        ERR_USAGE);
    assert_string_equal(err.text, "there is no encoding 'ebcdic'; allowed: "
                                  "utf-8, windows-1252, macintosh");
    err = (struct err){0};
    assert_int_equal(
        export_open(&e, path, &(struct told){.platform = "snip"}, &err),
        ERR_USAGE);
    assert_string_equal(
        err.text, "there is no platform 'snip'; allowed: "
                  "surveymonkey, googleforms, limesurvey, "
                  "qualtrics, odk, redcap, polis, pabulib, "
                  "jisc, jisc_csv, spss, generic, msforms, kobo, smartsurvey, "
                  "citizenspace, alchemer, typeform, "
                  "engagementhq, decidim, govocal, snap");
    err = (struct err){0};
    assert_int_equal(export_open(&e, folder, NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, "is a folder"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_columns),
        cmocka_unit_test(finds_columns),
        cmocka_unit_test(gives_rows),
        cmocka_unit_test(refuses),
        cmocka_unit_test(chooses_an_encoding),
        cmocka_unit_test(takes_marks),
        cmocka_unit_test(refuses_names),
        cmocka_unit_test(torn_rows_stay_torn),
    };

    return cmocka_run_group_tests_name("ingest export", tests, NULL, NULL);
}
