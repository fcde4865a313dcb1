/* test_store_ingest.c - rows in: what stands in the tables and views. */
#include "tests/core/test_store_world.h"

/* ---- what stands where ------------------------------------------------ */

static const struct {
    const char *sql, *want;
} stands[] = {
    {"SELECT * FROM ledger", "1|20|18|2|0\n2|21|18|2|1\n"},
    {"SELECT * FROM removal", "1|blank|2\n2|blank|2\n"},
    {"SELECT * FROM rejected", "2|99|unterminated quote||\"x\n"},
    {"SELECT id, survey_id, key, name, path, channel, sample, encoding, "
     "platform, rows, empty_rows, superseded_by FROM source",
     "1|1|web|web.csv|web.csv|online|open|utf-8|generic|20|0|\n"
     "2|1|paper|paper.csv|paper.csv|online|probability|utf-8|generic|21|3|\n"},
    {"SELECT id, survey_id, source_id, line, external_id, submitted, kind, "
     "status, reason, duplicate_of, flags, length(row_hash), typeof(row_hash) "
     "FROM response WHERE id IN (1, 30)",
     "1|1|1|2|R0|2016-07-01|individual|analysed|||0|16|blob\n"
     "30|1|2|11|R29|2016-07-01|individual|removed|blank||0|16|blob\n"},
    {"SELECT key, wave, title, data_version, analysed_with FROM survey",
     "pcp|2016|What should the police put first?|1|\n"},
    {"SELECT key, type, text, asked_if, about_you, sensitive, position, "
     "derived, derived_from FROM question WHERE position IN (1, 5, 11)",
     "reply_as|single|As||1|0|1||\n"
     "crimes|multiple|crimes|age: 16-24, 75+|0|0|5||\n"
     "district|single|district||0|0|11|lookup|postcode\n"},
    {"SELECT i.* FROM item i JOIN question q ON q.id = question_id WHERE "
     "q.key = 'crimes' ORDER BY i.id",
     "6|5|theft|Theft|1|0\n7|5|other|Other|2|0\n"
     "8|5|nothing|None of these|3|1\n"},
    {"SELECT o.code, o.key, o.label, o.score, o.side, o.state FROM option o "
     "JOIN question q ON q.id = question_id WHERE q.key IN ('plan', "
     "'district')",
     "1|a|I'd agree|3.0|positive|answered\n2|n|Neither|2.0|neutral|answered\n"
     "3|d|Disagree|1.0|negative|answered\n4|dk|Don't know|||unknown\n"
     "1|fenland|Fenland|||answered\n2|ely|Ely|||answered\n"
     "3|city|The city|||answered\n"},
    {"SELECT table_name, column_name, kind FROM answer_column LIMIT 3",
     "answers_1_1|reply_as|code\nanswers_1_1|age|code\n"
     "answers_1_1|priorities__burglary|rank\n"},
    {"SELECT count(*), kind, text FROM comment GROUP BY kind, text",
     "10|answer|It's \"fine\"\n"},
    {"SELECT DISTINCT q.key, item_id FROM comment c JOIN question q ON q.id = "
     "question_id",
     "comment|\n"},
    {"SELECT count(*), min(response_id), sum(value), min(scheme) FROM weight",
     "17|21|22.5|supplied\n"},
    {"SELECT count(*) FROM measure WHERE kind = 'rule' AND name = 'top_n'",
     "1\n"},
};

static void what_stands_where(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    store_close(store);
    for (size_t i = 0; i < sizeof(stands) / sizeof(*stands); i++)
        says(folder, stands[i].sql, stands[i].want);
    tiny_free(&tiny);
}

/* What one answer is in the table, and in words; numbers by their value. */
static void expected(const struct tiny *tiny, size_t place, size_t row,
                     struct str *raw, struct str *label)
{
    const struct answer_place *p = &tiny->places.place[place];
    const struct question *q = &tiny->survey->question[p->question];
    int32_t code = tiny_code(tiny, place, row);
    bool number = p->kind == ANSWER_POINTS || p->kind == ANSWER_NUMBER;

    if (code < 0 && p->kind != ANSWER_NUMBER && code != CODE_NOT_ASKED)
        str_addf(raw, p->kind == ANSWER_POINTS ? "%d.0" : "%d", code);
    if (code < 0)
        return;
    if (number)
        str_addf(raw, "%.10g", tiny_value(tiny, place, row));
    else if (p->kind == ANSWER_DATE)
        str_addf(raw, "2016-07-%02zu", row % 31 + 1);
    else
        str_addf(raw, "%d", code);
    if (p->kind != ANSWER_CODE)
        str_add(label, str_cstr(raw));
    else if (q->type == TYPE_MULTIPLE)
        str_add(label, code ? q->item[p->item].label : "Not chosen");
    else
        str_add(label,
                q->options.n ? q->options.option[code - 1].label : "Answered");
}

static void check_cell(const char *folder, const char *table,
                       const char *column, size_t row, bool number,
                       const char *want)
{
    struct str sql = {0};
    char *is;

    str_addf(&sql, "SELECT %s FROM %s WHERE response_id = %zu", column, table,
             row + 1);
    is = program_query(folder, "x.db", str_cstr(&sql));
    if (number && *want && *is)
        assert_near(strtod(is, NULL), strtod(want, NULL), 1e-9);
    else if (strcmp(is, want) != 0)
        fail_msg("%s: '%s' not '%s'", str_cstr(&sql), is, want);
    free(is);
    str_free(&sql);
}

static void every_answer(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 9, &err), &err);
    store_close(store);
    for (size_t row = 0; row < 9; row++)
        for (size_t i = 0; i < tiny.places.n; i++) {
            const struct answer_place *p = &tiny.places.place[i];
            bool number = p->kind == ANSWER_POINTS || p->kind == ANSWER_NUMBER;
            struct str raw = {0}, label = {0};

            expected(&tiny, i, row, &raw, &label);
            check_cell(folder, "answers_1_1", p->name, row, number,
                       str_cstr(&raw));
            check_cell(folder, "answers_labelled_1_1", p->name, row, number,
                       str_cstr(&label));
            str_free(&raw);
            str_free(&label);
        }
    for (size_t row = 0; row < 9; row++) {
        size_t place = answer_place_of(
            &tiny.places, survey_question(tiny.survey, "score"), SURVEY_NONE);
        int32_t code = tiny_code(&tiny, place, row);
        struct str want = {0};

        if (code != CODE_NOT_ASKED)
            str_addf(&want, "%d", code);
        check_cell(folder, "answers_1_1", "score__state", row, false,
                   str_cstr(&want));
        str_free(&want);
    }
    tiny_free(&tiny);
}

/* The view is of analysed responses, with where they come from. */
static void labelled(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    store_close(store);
    says(folder,
         "SELECT source, respondent, count(*) FROM answers_labelled_1_1 GROUP "
         "BY 1, 2",
         "paper|individual|18\nweb|individual|18\n");
    says(folder,
         "SELECT plan__visible, count(*) FROM answers_labelled_1_1 GROUP BY 1",
         "|16\nDisagree|5\nDon't know|5\nI'd agree|4\nNeither|6\n");
    says(folder,
         "SELECT crimes__theft, count(*) FROM answers_labelled_1_1 GROUP BY 1",
         "|24\nNot chosen|4\nTheft|8\n");
    tiny_free(&tiny);
}

/* ---- wide ------------------------------------------------------------- */

/* More columns than a table holds: a grid of 1,500 items, 700 numbers and a
 * single with 2,000 options. */
static char *wide_yaml(void)
{
    struct str s = {0};

    str_add(&s, "survey: wide\nsources: [{key: web, files: [w.csv]}]\n"
                "scales: {yn: [{key: \"yes\", label: \"Yes, it's so\"}, "
                "{key: \"no\", label: \"No\"}]}\nquestions:\n"
                "  - {key: grid, type: scale, scale: yn, items: [");
    for (int i = 0; i < 1500; i++)
        str_addf(&s, "%s{key: i%d, column: G%d}", i ? ", " : "", i, i);
    str_add(&s, "]}\n  - {key: number, type: number, items: [");
    for (int i = 0; i < 700; i++)
        str_addf(&s, "%s{key: n%d, column: N%d}", i ? ", " : "", i, i);
    str_add(&s, "]}\n  - {key: place, type: single, column: P, options: [");
    for (int i = 0; i < 2000; i++)
        str_addf(&s, "%s{key: p%d, label: Place %d}", i ? ", " : "", i, i);
    str_add(&s, "]}\n");
    assert_false(s.failed);
    return s.p;
}

static void wide(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = wide_yaml();
    struct tiny tiny = tiny_read(folder, yaml);
    struct store_ingest *ingest = begin(store, &tiny);
    struct err err = {0};

    (void)source(ingest, "web", "w.csv");
    assert_ok(tiny_rows(ingest, &tiny, 0, 9, 0, &err), &err);
    (void)end(store, ingest);
    store_close(store);
    assert_int_equal(tiny.places.parts, 4);
    says(folder,
         "SELECT s.name, count(*) FROM sqlite_schema s JOIN "
         "pragma_table_info(s.name) WHERE s.name GLOB 'answers*' GROUP BY 1",
         "answers_1_1|1001\nanswers_1_2|501\nanswers_1_3|1001\n"
         "answers_1_4|402\nanswers_labelled_1_1|1003\n"
         "answers_labelled_1_2|503\nanswers_labelled_1_3|503\n"
         "answers_labelled_1_4|204\n");
    says(folder,
         "SELECT grid__i999, grid__i1000, number__n0, place FROM "
         "answers_labelled_1_1 JOIN answers_labelled_1_2 USING (response_id) "
         "JOIN answers_labelled_1_3 USING (response_id) JOIN "
         "answers_labelled_1_4 USING (response_id) WHERE response_id = 5",
         "No||9.54|Place 635\n");
    free(yaml);
    tiny_free(&tiny);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_where),
        cmocka_unit_test(every_answer),
        cmocka_unit_test(labelled),
        cmocka_unit_test(wide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
