/* test_store_load.c - surveys found, frames and columns out again, and a
 * definition that changes under the same data. */
#include "tests/core/test_store_world.h"

#include <math.h>
#include <sqlite3.h>

/* ---- finding ---------------------------------------------------------- */

static void not_found(struct store *store, const char *only, const char *want)
{
    struct stored_survey stored;
    struct err err = {0};
    const char *path = store_path(store);

    assert_int_equal(store_find(store, only, &stored, &err), ERR_INPUT);
    assert_null(stored.survey);
    if (strncmp(err.text, path, strlen(path)) != 0 ||
        strcmp(err.text + strlen(path), want) != 0)
        fail_msg("%s\nnot\n%s%s", err.text, path, want);
}

static void found(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = tiny_edit("wave: \"2016\"\n", "");
    struct tiny one = tiny_read(folder, tiny_yaml);
    struct tiny two = tiny_read(folder, yaml);
    struct stored_survey stored;
    struct err err = {0};
    char **list;
    size_t n;
    bool there;

    not_found(store, NULL, ": holds no survey; run `canvass ingest` first");
    assert_ok(tiny_ingest(store, &one, 10, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_string_equal(stored.key, "pcp");
    assert_string_equal(stored.wave, "2016");
    assert_string_equal(stored.digests.ingest, one.digests.ingest);
    assert_string_equal(stored.digests.analyse, one.digests.analyse);
    assert_string_equal(stored.digests.report, one.digests.report);
    assert_string_equal(stored.analysed_with, "");
    stored_survey_free(&stored);
    assert_ok(tiny_ingest(store, &two, 10, &err), &err);
    not_found(store, NULL,
              ": holds several surveys (pcp, pcp/2016); pick one with --only");
    not_found(store, "pcp/2017",
              ": holds no survey pcp/2017; it has pcp, pcp/2016");
    assert_ok(store_find(store, "pcp", &stored, &err), &err);
    assert_int_equal(stored.id, 2);
    stored_survey_free(&stored);
    assert_ok(store_lookup(store, "pcp", "2016", &there, &stored, &err), &err);
    assert_true(there);
    assert_int_equal(stored.id, 1);
    stored_survey_free(&stored);
    assert_ok(store_lookup(store, "pcp", "x", &there, &stored, &err), &err);
    assert_false(there);
    assert_ok(store_list(store, &list, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(list[0], "pcp");
    assert_string_equal(list[1], "pcp/2016");
    free(list[0]);
    free(list[1]);
    free(list);
    store_close(store);
    free(yaml);
    tiny_free(&one);
    tiny_free(&two);
}

/* The options of a lookup are not in the definition. */
static void lookups(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_survey stored;
    const struct question *q;
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 10, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    q = &stored.survey->question[survey_question(stored.survey, "district")];
    assert_int_equal(q->options.n, 3);
    assert_string_equal(q->options.option[2].key, "city");
    assert_string_equal(q->options.option[2].label, "The city");
    assert_int_equal(q->options.option[2].state, STATE_ANSWERED);
    assert_true(isnan(q->options.option[2].score));
    stored_survey_free(&stored);
    store_close(store);
    says(folder,
         "SELECT district, count(*) FROM answers_labelled_1_1 GROUP BY 1",
         "|8\nEly|3\nFenland|4\nThe city|3\n");
    tiny_free(&tiny);
}

/* ---- loading ---------------------------------------------------------- */

static void check_frame(const struct frame *f)
{
    assert_int_equal(f->n, 36);
    assert_int_equal(f->n_sources, 2);
    assert_string_equal(f->source_key[0], "web");
    assert_string_equal(f->source_key[1], "paper");
    assert_int_equal(f->sample[0], SAMPLE_OPEN);
    assert_int_equal(f->sample[1], SAMPLE_PROBABILITY);
    for (size_t i = 0; i < f->n; i++) {
        size_t row = (size_t)f->response_id[i] - 1;
        double weight = row < 20 ? 1 : tiny_weight(row);

        assert_int_equal(row, i + i / 9); /* each tenth was removed */
        assert_int_equal(f->source[i], row >= 20);
        assert_true(isnan(weight) ? isnan(f->supplied[i])
                                  : weight == f->supplied[i]);
    }
}

static void check_column(const struct tiny *tiny, size_t place,
                         const struct answer_column *c, const struct frame *f)
{
    enum answer_kind kind = tiny->places.place[place].kind;

    assert_int_equal(c->n, f->n);
    for (size_t i = 0; i < f->n; i++) {
        size_t row = (size_t)f->response_id[i] - 1;
        int32_t code = tiny_code(tiny, place, row);
        double value = tiny_value(tiny, place, row);

        assert_int_equal(c->code[i], code);
        if (c->value)
            assert_true(isnan(value) ? isnan(c->value[i])
                                     : value == c->value[i]);
        if (kind == ANSWER_DATE && code > 0)
            assert_memory_equal(c->text[i], "2016-07-", 8);
        else if (kind == ANSWER_DATE)
            assert_null(c->text[i]);
    }
}

static void loaded(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_survey stored;
    struct answer_places places;
    const struct answer_place *place[20];
    struct answer_column column[20];
    struct frame frame;
    struct err err = {0};
    size_t n;

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_ok(answer_places(stored.survey, &places, &err), &err);
    n = places.n;
    assert_true(n < 20);
    assert_ok(store_load_frame(store, &stored, 0, &frame, &err), &err);
    check_frame(&frame);
    for (size_t i = 0; i < n; i++) /* backwards: any order will do */
        place[i] = &places.place[n - 1 - i];
    assert_ok(
        store_load_columns(store, &stored, place, n, &frame, 0, column, &err),
        &err);
    for (size_t i = 0; i < n; i++) {
        check_column(&tiny, n - 1 - i, &column[i], &frame);
        answer_column_free(&column[i]);
    }
    frame.response_id[frame.n - 1] += 1000; /* has no answers */
    assert_int_equal(
        store_load_columns(store, &stored, place, n, &frame, 0, column, &err),
        ERR_INPUT);
    assert_null(column[0].code);
    frame_free(&frame);
    stored_survey_free(&stored);
    store_close(store);
    tiny_free(&tiny);
}

static void change(struct store *store, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(store_path(store), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Days by source key and day, in whatever order responses came in. */
static const char some_days[] =
    "UPDATE response SET submitted = CASE id % 7\n"
    "  WHEN 0 THEN NULL WHEN 1 THEN '2016-07-03T23:59:59' WHEN 2 THEN\n"
    "  '2016-06-30' WHEN 3 THEN '2016-07-03' ELSE '2016-07-01 09:00' END";

static void days(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_survey stored;
    struct str list = {0};
    struct frame f;
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    change(store, some_days);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_ok(store_load_frame(store, &stored, 0, &f, &err), &err);
    for (size_t i = 0; i < f.n_days; i++)
        str_addf(&list, "%s|%s|%zu\n", f.source_key[f.day[i].source],
                 f.day[i].day, f.day[i].n);
    says(folder,
         "SELECT s.key, substr(submitted, 1, 10), count(*)\n"
         "FROM response r JOIN source s ON s.id = r.source_id\n"
         "WHERE r.status = 'analysed' GROUP BY 1, 2 ORDER BY 1, 2",
         str_cstr(&list));
    assert_int_equal(f.n_days, 8);
    assert_false(f.kinds_written);
    frame_free(&f);
    change(store, "UPDATE response SET kind = 'staff' WHERE id = 5");
    assert_ok(store_load_frame(store, &stored, 1, &f, &err), &err);
    assert_true(f.kinds_written);
    frame_free(&f);
    str_free(&list);
    stored_survey_free(&stored);
    store_close(store);
    tiny_free(&tiny);
}

/* Where responses are not what the ledger and the sources say. */
static const struct {
    const char *sql, *says;
} damages[] = {
    {"DELETE FROM response WHERE id = 5",
     "there are fewer responses than its ledger says"},
    {"UPDATE ledger SET analysed = analysed - 1, removed = removed + 1\n"
     "WHERE source_id = 1",
     "a response is of no live source"},
    {"UPDATE response SET source_id = 99 WHERE id = 5",
     "a response is of no live source"},
};

static void damaged(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);

    for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
        struct stored_survey stored;
        struct str want = {0};
        struct frame frame;
        struct err err = {0};

        assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
        change(store, damages[i].sql);
        assert_ok(store_find(store, NULL, &stored, &err), &err);
        assert_int_equal(store_load_frame(store, &stored, 0, &frame, &err),
                         ERR_INPUT);
        str_addf(&want,
                 "%s: %s; it is not as canvass made it: restore a copy, or "
                 "ingest again into a new file",
                 store_path(store), damages[i].says);
        assert_string_equal(err.text, str_cstr(&want));
        assert_null(frame.response_id);
        str_free(&want);
        stored_survey_free(&stored);
    }
    store_close(store);
    tiny_free(&tiny);
}

static void without_weights(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct store_ingest *ingest = begin(store, &tiny);
    struct stored_survey stored;
    struct frame frame;
    struct err err = {0};

    (void)source(ingest, "web", "web.csv");
    (void)end(store, ingest);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_ok(store_load_frame(store, &stored, 0, &frame, &err), &err);
    assert_int_equal(frame.n, 0);
    assert_int_equal(frame.n_sources, 1);
    assert_null(frame.supplied);
    frame_free(&frame);
    stored_survey_free(&stored);
    store_close(store);
    tiny_free(&tiny);
}

/* What somebody may have written where codes are. */
static const struct {
    const char *sql, *column;
} strange[] = {
    {"UPDATE answers_1_1 SET age = 4 WHERE response_id = 3", "age"},
    {"UPDATE answers_1_1 SET age = 0 WHERE response_id = 3", "age"},
    {"UPDATE answers_1_1 SET age = -3 WHERE response_id = 3", "age"},
    {"UPDATE answers_1_1 SET age = 4294967297 WHERE response_id = 3", "age"},
    {"UPDATE answers_1_1 SET age = 'x' WHERE response_id = 3", "age"},
    {"UPDATE answers_1_1 SET priorities__asb = 9", "priorities__asb"},
    {"UPDATE answers_1_1 SET crimes__theft = 2", "crimes__theft"},
    {"UPDATE answers_1_1 SET budget__roads = -0.5", "budget__roads"},
    {"UPDATE answers_1_1 SET budget__roads = 9e999", "budget__roads"},
    {"UPDATE answers_1_1 SET score = NULL", "score"},
    {"UPDATE answers_1_1 SET score = 1, score__state = -1", "score"},
    {"UPDATE answers_1_1 SET comment = 2", "comment"},
};

static void hostile_codes(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};

    for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++) {
        struct answer_column column;
        struct stored_survey stored;
        struct answer_places places;
        const struct answer_place *place = NULL;
        struct frame frame;
        struct str want = {0};

        assert_ok(tiny_ingest(store, &tiny, 8, &err), &err);
        change(store, strange[i].sql);
        assert_ok(store_find(store, NULL, &stored, &err), &err);
        assert_ok(answer_places(stored.survey, &places, &err), &err);
        for (size_t k = 0; k < places.n; k++)
            if (strcmp(places.place[k].name, strange[i].column) == 0)
                place = &places.place[k];
        assert_ok(store_load_frame(store, &stored, 0, &frame, &err), &err);
        assert_int_equal(store_load_columns(store, &stored, &place, 1, &frame,
                                            0, &column, &err),
                         ERR_INPUT);
        frame_free(&frame);
        str_addf(&want,
                 "%s: the column %s holds what is no answer; ingest again into "
                 "a new file",
                 store_path(store), strange[i].column);
        assert_string_equal(err.text, str_cstr(&want));
        err = (struct err){0};
        str_free(&want);
        stored_survey_free(&stored);
    }
    store_close(store);
    tiny_free(&tiny);
}

/* ---- a definition that changes ---------------------------------------- */

static void relabelled(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = tiny_edit("label: Neither, score: 2, side: neutral",
                           "label: \"It's neither\", score: 2, side: neutral");
    struct tiny one = tiny_read(folder, tiny_yaml);
    struct tiny two = tiny_read(folder, yaml);
    struct stored_survey stored;
    const struct question *q;
    struct err err = {0};

    assert_ok(tiny_ingest(store, &one, 20, &err), &err);
    assert_ok(tiny_analyse(store, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_ok(store_update_definition(store, &stored, two.survey, &err), &err);
    q = &stored.survey->question[survey_question(stored.survey, "plan")];
    assert_string_equal(q->options.option[1].label, "It's neither");
    q = &stored.survey->question[survey_question(stored.survey, "district")];
    assert_int_equal(q->options.n, 3);
    assert_string_equal(stored.digests.report, two.digests.report);
    assert_string_equal(stored.digests.ingest, one.digests.ingest);
    assert_ok(store_results_fresh(store, &stored, &err), &err);
    stored_survey_free(&stored);
    store_close(store);
    says(folder,
         "SELECT count(*) FROM answers_labelled_1_1 WHERE plan__visible = "
         "'It''s neither'",
         "6\n");
    says(folder, "SELECT count(*) FROM option WHERE label = 'It''s neither'",
         "1\n");
    says(folder, "SELECT count(*), sum(position) FROM question", "11|66\n");
    free(yaml);
    tiny_free(&one);
    tiny_free(&two);
}

static void reanalysed(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = tiny_edit("breakdowns: [age, ", "breakdowns: [");
    struct tiny one = tiny_read(folder, tiny_yaml);
    struct tiny two = tiny_read(folder, yaml);
    struct stored_survey stored;
    struct str want = {0};
    struct err err = {0};

    assert_ok(tiny_ingest(store, &one, 20, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    str_addf(&want,
             "%s: there are no results of pcp/2016; run `canvass analyse -d "
             "%s`",
             store_path(store), store_path(store));
    assert_int_equal(store_results_fresh(store, &stored, &err), ERR_STALE);
    assert_string_equal(err.text, str_cstr(&want));
    err = (struct err){0};
    assert_ok(tiny_analyse(store, &err), &err);
    assert_ok(store_results_fresh(store, &stored, &err), &err);
    assert_ok(store_update_definition(store, &stored, two.survey, &err), &err);
    assert_int_equal(store_results_fresh(store, &stored, &err), ERR_STALE);
    str_clear(&want);
    str_addf(&want,
             "%s: the results of pcp/2016 are older than its definition; run "
             "`canvass analyse -d %s`",
             store_path(store), store_path(store));
    assert_string_equal(err.text, str_cstr(&want));
    err = (struct err){0};
    assert_ok(store_update_definition(store, &stored, one.survey, &err), &err);
    assert_ok(store_results_fresh(store, &stored, &err), &err);
    stored_survey_free(&stored);
    store_close(store);
    str_free(&want);
    free(yaml);
    tiny_free(&one);
    tiny_free(&two);
}

/* Where ingest would read the export otherwise, its data cannot stay. */
static void other_questions(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = tiny_edit("type: number, column: S", "type: date, column: S");
    struct tiny one = tiny_read(folder, tiny_yaml);
    struct tiny two = tiny_read(folder, yaml);
    struct stored_survey stored;
    struct err err = {0};

    assert_ok(tiny_ingest(store, &one, 20, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    assert_int_equal(store_update_definition(store, &stored, two.survey, &err),
                     ERR_STALE);
    assert_non_null(strstr(err.text, "run `canvass ingest -d "));
    assert_non_null(stored.survey); /* as it was */
    stored_survey_free(&stored);
    store_close(store);
    free(yaml);
    tiny_free(&one);
    tiny_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found),         cmocka_unit_test(lookups),
        cmocka_unit_test(loaded),        cmocka_unit_test(days),
        cmocka_unit_test(damaged),       cmocka_unit_test(without_weights),
        cmocka_unit_test(hostile_codes), cmocka_unit_test(relabelled),
        cmocka_unit_test(reanalysed),    cmocka_unit_test(other_questions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
