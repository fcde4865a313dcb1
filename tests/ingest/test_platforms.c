/* test_platforms.c - every export of a platform beside the checkout goes in by
 * its draft, or is refused for the right reason; and small ones of each shape
 * of text. */
#include "tests/ingest/try.h"

#include <unistd.h>
#include "core/base/file.h"
#include "ingest/export.h"

static const struct whole {
    const char *name, *platform;
    uint64_t received;
    const char *refused; /* the reason, in part; NULL: it goes in */
    const char *types;   /* drafted; NULL: not held */
} wholes[] = {
    {"googleforms__rstudio__r-community-2018-en.tsv", "googleforms", 3062, NULL,
     NULL},
    {"googleforms__rstudio__r-community-2019-es.csv", "googleforms", 338, NULL,
     NULL},
    {"googleforms__spack__user-survey-2020.csv", "googleforms", 170, NULL,
     NULL},
    {"googleforms__spack__user-survey-2021.csv", "googleforms", 179, NULL,
     NULL},
    {"googleforms__rstudio__r-community-2019-es.xlsx", "googleforms", 338, NULL,
     NULL},
    {"googleforms__spack__user-survey-2021.xlsx", "googleforms", 179, NULL,
     NULL},
    {"sav__jisc-bos__bossier-example.sav", "jisc", 13, NULL, NULL},
    {"sav__ona__childrens_survey.sav", "spss", 2, NULL, NULL},
    {"sav__pyreadstat__missing.sav", "spss", 6, NULL, NULL},
    {"sav__pyreadstat__multiple-response.sav", "spss", 6, NULL, NULL},
    {"kobo__ona__repeats.csv", "odk", 1, NULL, NULL},
    {"kobo__ona__transportation.csv", "odk", 4, NULL, NULL},
    {"limesurvey__n2survey__2021-codes.csv", "limesurvey", 36, NULL, NULL},
    {"limesurvey__n2survey__codeandtext-full.csv", "limesurvey", 12, NULL,
     NULL},
    {"limesurvey__n2survey__codeonly-full.csv", "limesurvey", 12, NULL, NULL},
    {"pabulib__krakow-2018-stare-miasto.pb", "pabulib", 1400, NULL,
     "ranking|1|28"},
    {"pabulib__toulouse-2019.pb", "pabulib", 1494, NULL, "points|1|30"},
    {"polis__compdemocracy__london-youth-policing-comments.csv", NULL, 0,
     "lists statements and holds no responses", NULL},
    {"polis__compdemocracy__london-youth-policing-participants.csv", "polis",
     26, NULL, "scale|1|36"},
    {"polis__compdemocracy__london-youth-policing-votes.csv", NULL, 0,
     "lists one vote a row, not one participant", NULL},
    {"qualtrics__ropensci__sample-legacy.csv", "qualtrics", 1, NULL, NULL},
    {"qualtrics__ropensci__sample.csv", "qualtrics", 1, NULL, NULL},
    {"redcap__redcapr__checkboxes-dictionary.csv", NULL, 0,
     "is a REDCap data dictionary and holds no responses", NULL},
    {"redcap__redcapr__checkboxes.csv", "redcap", 4, NULL,
     "multiple|2|9\ntext|1|0"},
    {"surveymonkey__cncf__gitops.csv", "surveymonkey", 220, NULL, NULL},
    {"surveymonkey__cncf__strimzi-2020-summary.csv", NULL, 0,
     "is a summary of results", NULL},
    {"surveymonkey__fivethirtyeight__flying-etiquette.csv", "surveymonkey",
     1040, NULL, NULL},
    {"surveymonkey__fivethirtyeight__food-world-cup.csv", "surveymonkey", 1373,
     NULL, "scale|2|40\nsingle|6|0"},
    {"surveymonkey__fivethirtyeight__masculinity.csv", "generic", 1615, NULL,
     NULL},
    {"surveymonkey__fivethirtyeight__star-wars.csv", "surveymonkey", 1186, NULL,
     NULL},
    {"surveymonkey__fivethirtyeight__thanksgiving-2015.csv", "surveymonkey",
     1058, NULL, NULL},
    {"surveymonkey__fivethirtyeight__weather-check.csv", "surveymonkey", 928,
     NULL, NULL},
    {"surveymonkey__todogroup__ospo-2018.csv", "surveymonkey", 748, NULL, NULL},
    {"surveymonkey__todogroup__ospo-2024-numeric.csv", "surveymonkey", 222,
     NULL, "multiple|4|36\npick|3|45\nscale|21|141\nsingle|17|0\ntext|2|0"},
    {"surveymonkey__todogroup__ospo-2024-text.csv", "surveymonkey", 222, NULL,
     "multiple|4|36\npick|3|45\nscale|21|141\nsingle|17|0\ntext|2|0"},
    {"tsv__fivethirtyeight__poll-of-pollsters-2.tsv", "surveymonkey", 12, NULL,
     NULL},
};

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

static struct tried take(const char *folder, const char *name)
{
    struct tried t;
    char *draft = try_draft(folder, name, &t);

    assert_ok(t.status, &t.err);
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    free(draft);
    return try_ingest(folder, name, NULL);
}

static void goes_in(const char *folder, const struct whole *w)
{
    struct tried t = take(folder, w->name);
    struct str said = {0};

    assert_ok(t.status, &t.err);
    assert_int_equal(t.sum.received, w->received);
    assert_int_equal(t.sum.analysed + t.sum.removed + t.sum.rejected,
                     w->received);
    assert_int_equal(t.sum.rejected, 0);
    str_addf(&said, ", %s (as told)", w->platform);
    assert_says(&t, NOTE_INFO, str_cstr(&said));
    if (w->types)
        assert_query(folder,
                     "SELECT type, count(*), sum((SELECT count(*) FROM item "
                     "WHERE question_id = question.id)) FROM question GROUP "
                     "BY 1 ORDER BY 1",
                     w->types);
    str_free(&said);
    tried_free(&t);
}

static void is_refused(const char *folder, const struct whole *w)
{
    struct tried t;
    char *draft = try_draft(folder, w->name, &t);

    assert_int_equal(t.status, ERR_INPUT);
    if (!strstr(t.err.text, w->refused))
        fail_msg("'%s' instead of '%s'", t.err.text, w->refused);
    free(draft);
    tried_free(&t);
}

static void each_real_one(void **state)
{
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        const char *folder = check_folder(state);

        if (!link_real(folder, wholes[i].name))
            skip();
        print_message("%s\n", wholes[i].name);
        if (wholes[i].refused)
            is_refused(folder, &wholes[i]);
        else
            goes_in(folder, &wholes[i]);
    }
}

/* ---- twins ------------------------------------------------------------- */

/* All answers by place, of responses with an id that both have. */
static char *answers_of(void **state, const char *name, const char *tables)
{
    const char *folder = check_folder(state);
    struct str sql = {0};
    struct tried t;
    char *out, *columns;

    assert_true(link_real(folder, name));
    t = take(folder, name);
    assert_ok(t.status, &t.err);
    columns = program_query(
        folder, "x.db",
        "SELECT group_concat(column_name, ',') FROM (SELECT column_name FROM "
        "answer_column JOIN question ON question.id = question_id WHERE type "
        "IN ('single', 'scale', 'multiple', 'pick', 'ranking') ORDER BY "
        "answer_column.rowid)");
    for (char *p = columns; *p;) {
        size_t n = strcspn(p, ",");

        str_addf(&sql, "%s%.*s", sql.n ? ", " : "SELECT external_id, ", (int)n,
                 p);
        p += n + (p[n] == ',');
    }
    str_addf(&sql,
             " FROM %s JOIN response ON response.id = response_id ORDER BY 1",
             tables);
    out = program_query(folder, "x.db", str_cstr(&sql));
    free(columns);
    str_free(&sql);
    tried_free(&t);
    return out;
}

static void lime_twins(void **state)
{
    char *a, *b;

    if (!check_shared("data"))
        skip();
    a = answers_of(state, "limesurvey__n2survey__codeonly-full.csv",
                   "answers_1_1");
    b = answers_of(state, "limesurvey__n2survey__codeandtext-full.csv",
                   "answers_1_1");
    assert_true(strlen(a) > 1000);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

/* Every answer of a workbook beside that of the same form as CSV. */
static char *sheet_answers(void **state, const char *name, const char *but)
{
    const char *folder = check_folder(state);
    struct str sql = {0};
    struct tried t;
    char *out, *columns;

    assert_true(link_real(folder, name));
    t = take(folder, name);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    columns = program_query(folder, "x.db",
                            "SELECT group_concat(column_name, ', ') FROM "
                            "answer_column JOIN question ON question.id = "
                            "question_id WHERE type <> 'text'");
    str_addf(&sql, "SELECT %s FROM answers_1_1 WHERE response_id NOT IN (%s)",
             columns, but);
    out = program_query(folder, "x.db", str_cstr(&sql));
    free(columns);
    str_free(&sql);
    return out;
}

/* In the second pair one respondent's cell of operating systems was shortened
 * in the CSV alone: row 87 of the sheet says more than "RHEL 7". */
static void sheet_twins(void **state)
{
    static const struct {
        const char *stem, *but;
    } twins[] = {{"googleforms__rstudio__r-community-2019-es", "0"},
                 {"googleforms__spack__user-survey-2021", "86"}};

    if (!check_shared("data"))
        skip();
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        struct str csv = {0}, xlsx = {0};
        char *a, *b;

        str_addf(&csv, "%s.csv", twins[i].stem);
        str_addf(&xlsx, "%s.xlsx", twins[i].stem);
        a = sheet_answers(state, str_cstr(&csv), twins[i].but);
        b = sheet_answers(state, str_cstr(&xlsx), twins[i].but);
        assert_true(strlen(a) > 10000);
        assert_string_equal(a, b);
        free(a);
        free(b);
        str_free(&csv);
        str_free(&xlsx);
    }
}

/* Labels, user-missing values, ticks and dates of SPSS files. */
static void spss_answers(void **state)
{
    const char *folder = check_folder(state);

    if (!link_real(folder, "sav__jisc-bos__bossier-example.sav"))
        skip();
    goes_in(folder, &(const struct whole){"sav__jisc-bos__bossier-example.sav",
                                          "jisc", 13, NULL, NULL});
    assert_query(folder,
                 "SELECT external_id, pet, petlikes__dogs, petlikes__parrots, "
                 "date FROM answers_1_1 JOIN response ON response.id = "
                 "response_id LIMIT 2",
                 "356806-356797-33882794|2|0|1|2018-04-18\n"
                 "356806-356797-33883022|4|1|1|2018-04-02");
    assert_query(folder,
                 "SELECT group_concat(label, ', ') FROM option JOIN question "
                 "ON question.id = question_id WHERE question.key = "
                 "'route_b_question'",
                 "Orange, Indigo, White, Black");
    folder = check_folder(state);
    assert_true(link_real(folder, "sav__pyreadstat__missing.sav"));
    goes_in(folder, &(const struct whole){"sav__pyreadstat__missing.sav",
                                          "spss", 6, NULL, NULL});
    assert_query(folder,
                 "SELECT label, state FROM option JOIN question ON question.id "
                 "= question_id WHERE question.key = 'labeled'",
                 "undetermined|not_applicable\nMale|answered\n"
                 "Female|answered");
    folder = check_folder(state);
    assert_true(link_real(folder, "sav__pyreadstat__multiple-response.sav"));
    goes_in(folder,
            &(const struct whole){"sav__pyreadstat__multiple-response.sav",
                                  "spss", 6, NULL, NULL});
    assert_query(folder,
                 "SELECT my_multiple_response_set__item_1, "
                 "my_multiple_response_set__item_2, "
                 "my_multiple_response_set__item_3 FROM answers_1_1",
                 "1|1|0\n1|0|0\n0|1|0\n0|0|0\n0|1|0\n1|1|0");
}

/* Codes and words are ticks alike. */
static void monkey_twins(void **state)
{
    char *a, *b;
    size_t lines = 0, missing = 0;

    if (!check_shared("data"))
        skip();
    a = answers_of(state, "surveymonkey__todogroup__ospo-2024-numeric.csv",
                   "answers_1_1");
    b = answers_of(state, "surveymonkey__todogroup__ospo-2024-text.csv",
                   "answers_1_1");
    for (char *p = a, *next; *p; p = next, lines++) {
        size_t n = strcspn(p, "\n");

        next = p + n + (p[n] == '\n');
        p[n] = '\0';
        if (!strstr(b, p)) {
            missing++;
            print_message("%.60s\n", p);
        }
    }
    assert_int_equal(lines, 222);
    assert_int_equal(missing, 0);
    free(a);
    free(b);
}

/* ---- shapes of text ---------------------------------------------------- */

static const struct shape_case {
    const char *bytes;
    size_t n; /* 0: as strlen */
    const char *second, *cell;
} shapes[] = {
    {"id\tAge\n1\t\"big\" one\n", 0, "Age", "\"big\" one"},
    {"id\tAge\n1\t\"a\"\"b\"\n", 0, "Age", "a\"b"},
    {"id\tAge\n1\t\"open\n2\tx\n", 0, "Age", "\"open"},
    {"sep=;\r\nid;Age\r\n1;2,5\r\n", 0, "Age", "2,5"},
    {"\xEF\xBB\xBFsep=|\nid|Age\n1|x;y\n", 0, "Age", "x;y"},
    {"id;How, and when, and why, or not\n1;a\n2;b\n", 0,
     "How, and when, and why, or not", "a"},
    {"id|Age\r1|2\r", 0, "Age", "2"},
    {"id,Age\r\r\n1,2\r\r\n", 0, "Age", "2"},
    {"Our survey\n\nid,Age\n1,x\n", 0, "Age", "x"},
    {"\xFF\xFEi\0d\0;\0A\0\n\0001\0;\0\xE9\0\n\0", 18, "A", "\xC3\xA9"},
    {"\0i\0d\0,\0A\0\n\0001\0,\0x\0\n", 16, "A", "x"},
    {"id,<b>Age</b>&nbsp;now\n1,Don@SQ@t_x000D_\xEF\xBB\xBFx\xC2\xA0y\n", 0,
     "Age now", "Don't\nx y"},
};

static void reads_shapes(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const struct shape_case *c = &shapes[i];
        char *path = program_path(folder, "x.csv");
        FILE *f = fopen(path, "wb");
        size_t n = c->n ? c->n : strlen(c->bytes);
        struct export *e = NULL;
        struct export_row row;
        struct err err = {0};
        struct str cell = {0};

        assert_non_null(f);
        assert_int_equal(fwrite(c->bytes, 1, n, f), n);
        assert_int_equal(fclose(f), 0);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_int_equal(e->columns.n, 2);
        assert_string_equal(e->columns.column[1].name, c->second);
        assert_ok(export_rewind(e, &err), &err);
        assert_ok(export_next(e, &row, &err), &err);
        assert_int_equal(row.what, EXPORT_ROW);
        str_add_n(&cell, row.cell[1].p, row.cell[1].n);
        assert_string_equal(str_cstr(&cell), c->cell);
        str_free(&cell);
        export_close(e);
        free(path);
    }
}

/* ---- layouts ----------------------------------------------------------- */

static const struct layout_case {
    const char *bytes, *platform, *question, *label; /* of the last column */
} layouts[] = {
    {"Timestamp,Rank these [Speed]\n12/13/2019 12:02:32,High\n", "googleforms",
     "Rank these [Speed]", ""},
    {"Timestamp,Rank [Speed],Rank [Cost]\n2019/10/13 11:50:46 PM "
     "GMT+5:30,a,b\n",
     "googleforms", "Rank", "Cost"},
    {"id,submitdate,lastpage,Q[SQ001],Q[SQ002]\n1,,2,Y,\n", "limesurvey", "Q",
     "SQ002"},
    {"id. Response ID,submitdate. Date submitted,lastpage. Last page,"
     "Q[1]. Why? [Cost]\n1,,2,Yes\n",
     "limesurvey", "Why?", "Cost"},
    {"StartDate,ResponseId,Q1_1\nStart,Id,Which? - Cost\n\"{\"\"ImportId\"\":"
     "\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":"
     "\"\"c\"\"}\"\n2017-07-18 08:28:09,R_1,1\n",
     "qualtrics", "Which?", "Cost"},
    {"record_id,a___1,a___2,f_complete\n1,0,1,2\n", "redcap", "f_complete", ""},
    {"_uuid,_submission_time,g/a/x,g/a/y\nu,2020-01-01,True,False\n", "odk",
     "g/a", "y"},
    {"ID,Start time,Completion time,Email,Name,Why?\n"
     "1,1/1/20 1:00,1/1/20 2:00,anonymous,,a;b;\n",
     "msforms", "Why?", ""},
    {"#,Why?,Start Date (UTC),Submit Date (UTC),Network ID\n"
     "a,b,1-1-2020,1-1-2020,c\n",
     "typeform", "Network ID", ""},
    {"Response ID,Time Started,Date Submitted,Status,Cost:Which?\n"
     "1,2015-12-21 22:21:47,2015-12-21 22:21:47,Complete,3\n",
     "alchemer", "Which?", "Cost"},
    {"UserID,Q1. Which?,\n,Choice,Choice\n,Cost,Speed\n1,Yes,No\n",
     "smartsurvey", "Q1. Which?", "Choice: Speed"},
    {",q0,q1,\nRespondent ID,Start Date,Which?,\n,,Cost,Speed\n"
     "10103000748,1,Cost,\n",
     "surveymonkey", "Which?", "Speed"},
};

static void reads_layouts(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        char *path = program_path(folder, "x.csv");
        const struct column *c;
        struct export *e = NULL;
        struct err err = {0};

        program_file(folder, "x.csv", layouts[i].bytes);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_string_equal(e->layout->name, layouts[i].platform);
        c = &e->columns.column[e->columns.n - 1];
        assert_string_equal(c->question, layouts[i].question);
        assert_string_equal(c->label, layouts[i].label);
        export_close(e);
        free(path);
    }
}

/* Six choose "Bus", six what goes on in small letters behind a comma; one
 * writes words of their own. */
static void joins_by_commas(void **state)
{
    static const char head[] = "Timestamp,Which do you use?\n";
    static const char both[] =
        "12/13/2019 12:02:32,\"Bus, Rail (train, tram), Walk, or run\"\n";
    const char *folder = check_folder(state);
    struct str bytes = {0};
    struct tried t;

    str_add(&bytes, head);
    for (size_t i = 0; i < 6; i++)
        str_add(&bytes, both);
    str_add(&bytes, "12/13/2019 12:02:32,\"Bus, Horse\"\n");
    program_file(folder, "x.csv", str_cstr(&bytes));
    t = take(folder, "x.csv");
    assert_ledger(&t, 7, 0, 0);
    assert_query(folder, "SELECT label FROM item ORDER BY rowid",
                 "Bus\nRail (train, tram)\nWalk, or run\nOther");
    assert_query(folder, "SELECT count(*) FROM comment", "1");
    tried_free(&t);
    str_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_shapes),  cmocka_unit_test(reads_layouts),
        cmocka_unit_test(each_real_one), cmocka_unit_test(lime_twins),
        cmocka_unit_test(sheet_twins),   cmocka_unit_test(spss_answers),
        cmocka_unit_test(monkey_twins),  cmocka_unit_test(joins_by_commas),
    };

    return cmocka_run_group_tests_name("platforms", tests, NULL, NULL);
}
