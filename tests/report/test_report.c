/* The whole room over a small database made by hand: what is written, what is
 * refused, and that the same in gives the same out. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/store/results.h"
#include "core/store/store.h"
#include "report/report.h"
#include "tests/support/check.h"

#define YAML(label, breakdowns)                                                \
    "survey: small\n"                                                          \
    "title: \"Plans & <b>priorities</b>\"\n"                                   \
    "organisation: Office\n"                                                   \
    "fieldwork: {from: 2016-07-01, to: 2016-09-09}\n"                          \
    "sources:\n"                                                               \
    "  - {key: web, files: [\"web.csv\"], platform: generic, id: id}\n"        \
    "headline: {question: first, rule: mean_rank, base: complete, scheme: "    \
    "unweighted}\n"                                                            \
    "questions:\n"                                                             \
    "  - {key: first, type: ranking, text: What first?, items: [{key: a, "     \
    "label: \"" label "\", column: A}, {key: b, label: \"It's `b` & 'c'\", "   \
    "column: B}]}\n"                                                           \
    "  - {key: sex, type: single, text: Sex?, about_you: yes, column: S, "     \
    "options: [{key: f, label: Female}, {key: m, label: Male}]}\n"             \
    "breakdowns: [" breakdowns "]\n"

static const char definition[] = YAML("<script>alert(1)</script>", "sex");

static void write_row(struct store_results *results, const char *item,
                      const char *level, double value, double rank,
                      struct err *err)
{
    const struct ranking r = {.question = "first",
                              .item = item,
                              .breakdown = level ? "sex" : NULL,
                              .level = level,
                              .base = "complete",
                              .scheme = "unweighted",
                              .rule = "mean_rank",
                              .headline = true,
                              .score = value,
                              .se = 0.1,
                              .lower = value - 0.2,
                              .upper = value + 0.2,
                              .confidence = 0.95,
                              .df = 199,
                              .rank = rank,
                              .rank_lower = (double)NAN,
                              .rank_upper = (double)NAN,
                              .rank_lower_all = (double)NAN,
                              .rank_upper_all = (double)NAN,
                              .n = level ? 100 : 200,
                              .count = level ? 100 : 200,
                              .n_weighted = 200,
                              .n_effective = 200,
                              .deff = 1,
                              .method = "by hand"};

    assert_ok(store_ranking(results, &r, err), err);
}

static void write_results(struct store *store, struct err *err)
{
    static const double share[] = {0.475, 0.525};
    const struct run run = {
        .stage = "analyse", .version = "0", .seed = 1, .started = "2026"};
    struct stored_survey stored = {0};
    struct store_results *results = NULL;
    struct frame frame = {0};
    enum respondent_kind kind[4] = {KIND_INDIVIDUAL};

    assert_ok(store_find(store, NULL, &stored, err), err);
    assert_ok(store_load_frame(store, &stored, 0, &frame, err), err);
    assert_true(frame.n <= 4);
    assert_ok(store_begin(store, err), err);
    assert_ok(
        store_results_begin(&results, store, &stored, &run, &frame, kind, err),
        err);
    for (size_t i = 0; i < 2; i++) {
        struct estimate e = {.question = "sex",
                             .option = i ? "m" : "f",
                             .base = "answered",
                             .scheme = "unweighted",
                             .measure = "share",
                             .arg = (double)NAN,
                             .value = share[i],
                             .se = 0.02,
                             .lower = share[i] - 0.04,
                             .upper = share[i] + 0.04,
                             .confidence = 0.95,
                             .interval = "beta",
                             .df = 199,
                             .n = 200,
                             .count = 200 * share[i],
                             .n_weighted = 200,
                             .n_effective = 200,
                             .deff = 1,
                             .method = "by hand"};

        assert_ok(store_estimate(results, &e, err), err);
    }
    write_row(results, "a", NULL, 1.385, 1, err);
    write_row(results, "b", NULL, 1.615, 2, err);
    write_row(results, "a", "f", 1.6, 2, err);
    write_row(results, "b", "f", 1.4, 1, err);
    write_row(results, "a", "m", 1.2, 1, err);
    write_row(results, "b", "m", 1.8, 2, err);
    assert_ok(store_results_end(results, err), err);
    assert_ok(store_commit(store, err), err);
    store_results_free(results);
    frame_free(&frame);
    stored_survey_free(&stored);
}

static void write_responses(struct store_ingest *ingest,
                            const struct survey *survey, struct err *err)
{
    static const int32_t code[4][3] = {
        {1, 2, 1}, {2, 1, 2}, {1, 2, 1}, {1, 2, 2}};
    struct answer_column column[3];
    struct response_row row[4] = {0};
    const struct answer_batch batch = {.n = 4, .row = row, .column = column};

    (void)survey;
    for (size_t c = 0; c < 3; c++) {
        assert_ok(answer_column_new(&column[c],
                                    c < 2 ? ANSWER_RANK : ANSWER_CODE, 4, err),
                  err);
        for (size_t i = 0; i < 4; i++)
            column[c].code[i] = code[i][c];
    }
    for (size_t i = 0; i < 4; i++) {
        row[i].line = i + 2;
        row[i].row_hash[0] = (unsigned char)i;
        row[i].status = RESPONSE_ANALYSED;
    }
    assert_ok(store_ingest_batch(ingest, &batch, err), err);
    for (size_t c = 0; c < 3; c++)
        answer_column_free(&column[c]);
}

static void make_database(const char *path)
{
    char name[] = "web.csv", channel[] = "online", encoding[] = "utf-8";
    char platform[] = "generic";
    struct stored_source source = {.name = name,
                                   .path = name,
                                   .channel = channel,
                                   .encoding = encoding,
                                   .platform = platform};
    struct survey *survey = NULL;
    struct survey_digests digests;
    struct store *store = NULL;
    struct store_ingest *ingest = NULL;
    uint64_t duplicates;
    int64_t id;
    struct err err = {0};

    memset(source.sha256, 'a', 64);
    assert_ok(survey_parse(&survey, text_of(definition), "", &err), &err);
    assert_ok(survey_digests(survey, &digests, &err), &err);
    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(store_ingest_begin(&ingest, store, survey, &digests, &err), &err);
    source.key = survey->source[0].key;
    assert_ok(store_ingest_source(ingest, &source, &id, &err), &err);
    write_responses(ingest, survey, &err);
    assert_ok(store_ingest_end(ingest, &duplicates, &err), &err);
    assert_ok(store_commit(store, &err), &err);
    store_ingest_free(ingest);
    write_results(store, &err);
    store_close(store);
    survey_free(survey);
}

/* ---- paths ------------------------------------------------------------ */

struct world {
    struct str database, out, survey;
    struct report_request request;
};

static void open_world(struct world *w, void **state)
{
    const char *folder = check_folder(state);

    *w = (struct world){0};
    path_join(&w->database, folder, "small.db");
    path_join(&w->out, folder, "out");
    path_join(&w->survey, folder, "survey.yaml");
    make_database(str_cstr(&w->database));
    w->request = (struct report_request){.database = str_cstr(&w->database),
                                         .out = str_cstr(&w->out)};
}

static void close_world(struct world *w)
{
    str_free(&w->database);
    str_free(&w->out);
    str_free(&w->survey);
}

static void read_out(const struct world *w, const char *name, struct str *text)
{
    struct str path = {0};
    struct err err = {0};

    path_join(&path, str_cstr(&w->out), name);
    str_clear(text);
    assert_ok(file_read(str_cstr(&path), 1 << 24, text, &err), &err);
    str_free(&path);
}

static void run(struct world *w)
{
    struct report_summary summary;
    struct err err = {0};

    assert_ok(report_run(&w->request, &summary, NULL, &err), &err);
}

/* ---- tests ------------------------------------------------------------ */

/* Every data-id is an id of evidence.json, or of one with #field behind. */
static void check_ids(const char *page, const char *json)
{
    json_t *root = json_loads(json, 0, NULL);
    json_t *ids = json_object(), *row;
    size_t i, found = 0;

    assert_non_null(root);
    json_array_foreach(json_object_get(root, "numbers"), i, row)
        assert_int_equal(
            json_object_set(ids, json_string_value(json_object_get(row, "id")),
                            row),
            0);
    for (const char *p = page; (p = strstr(p, "data-id=\"")) != NULL; found++) {
        size_t n;
        char *id;

        p += strlen("data-id=\"");
        n = strcspn(p, "\"#");
        id = strndup(p, n);
        assert_non_null(id);
        if (!json_object_get(ids, id))
            fail_msg("%s is not in evidence.json", id);
        free(id);
    }
    assert_true(found > 20);
    json_decref(ids);
    json_decref(root);
}

static void writes(void **state)
{
    static const char *const files[] = {"index.html",
                                        "evidence.json",
                                        "definition.yaml",
                                        "charts/first.svg",
                                        "charts/first.png",
                                        "charts/first__sex.svg",
                                        "tables/first.csv",
                                        "tables/sex.csv",
                                        "tables/first__sex.csv",
                                        "tables/first__rules.csv",
                                        "charts/sex.svg"};
    struct world w;
    struct str text = {0}, json = {0};

    open_world(&w, state);
    run(&w);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        read_out(&w, files[i], &text);
        assert_true(text.n > 0);
    }
    read_out(&w, "index.html", &text);
    read_out(&w, "evidence.json", &json);
    assert_null(strstr(text.p, "<script"));
    assert_null(strstr(text.p, "<b>"));
    assert_null(strstr(text.p, "GNUPLOT"));
    assert_null(strstr(text.p, "src="));
    assert_null(strstr(text.p, "http-equiv"));
    assert_non_null(strstr(text.p, "lang=\"en-GB\""));
    assert_non_null(strstr(text.p, "1 July 2016"));
    assert_non_null(
        strstr(text.p, "Plans &amp; &lt;b&gt;priorities&lt;/b&gt;"));
    assert_non_null(strstr(text.p, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    check_ids(text.p, json.p);
    str_free(&text);
    str_free(&json);
    close_world(&w);
}

static void same_again(void **state)
{
    static const char *const files[] = {"index.html", "evidence.json",
                                        "definition.yaml", "charts/first.png",
                                        "tables/first__sex.csv"};
    enum { N = sizeof files / sizeof *files };
    struct world w;
    struct str before[N] = {{0}}, after = {0};

    open_world(&w, state);
    run(&w);
    for (size_t i = 0; i < N; i++)
        read_out(&w, files[i], &before[i]);
    assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
    assert_int_equal(setenv("LANG", "de_DE.UTF-8", 1), 0);
    w.request.threads = 4;
    run(&w);
    for (size_t i = 0; i < N; i++) {
        read_out(&w, files[i], &after);
        if (!text_equal(str_text(&before[i]), str_text(&after)))
            fail_msg("%s is not the same again", files[i]);
        str_free(&before[i]);
    }
    str_free(&after);
    close_world(&w);
}

static void holds_database(void **state)
{
    struct world w;
    struct report_summary summary;
    struct err err = {0};

    open_world(&w, state);
    str_clear(&w.out);
    path_folder(&w.out, w.request.database);
    w.request.out = str_cstr(&w.out);
    assert_int_equal(report_run(&w.request, &summary, NULL, &err), ERR_USAGE);
    assert_non_null(strstr(err.text, "holds the database"));
    assert_int_equal(file_kind(w.request.database), FILE_REGULAR);
    close_world(&w);
}

static void one_figure(void **state)
{
    struct world w;
    struct report_summary summary;
    struct str text = {0}, list = {0};
    struct err err = {0};

    open_world(&w, state);
    assert_ok(report_list(&w.request, &list, &err), &err);
    assert_string_equal(str_cstr(&list),
                        "first\nfirst__rules\nfirst__sex\nsex\n");
    w.request.figure = "first__sex";
    run(&w);
    read_out(&w, "first__sex.svg", &text);
    read_out(&w, "first__sex.png", &text);
    read_out(&w, "first__sex.csv", &text);
    str_clear(&text);
    path_join(&text, str_cstr(&w.out), "index.html");
    assert_int_equal(file_kind(str_cstr(&text)), FILE_NONE);
    w.request.figure = "nothing";
    assert_int_equal(report_run(&w.request, &summary, NULL, &err), ERR_USAGE);
    assert_string_equal(err.text, "there is no exhibit nothing; --list names "
                                  "those there are");
    str_free(&text);
    str_free(&list);
    close_world(&w);
}

static void definitions(void **state)
{
    static const char renamed[] = YAML("Burglary", "sex");
    static const char changed[] = YAML("Burglary", "");
    struct world w;
    struct report_summary summary;
    struct str text = {0};
    struct err err = {0};

    open_world(&w, state);
    w.request.survey_path = str_cstr(&w.survey);
    assert_ok(file_write(w.request.survey_path, text_of(renamed), 0600, &err),
              &err);
    run(&w);
    read_out(&w, "index.html", &text);
    assert_non_null(strstr(text.p, "Burglary"));
    assert_null(strstr(text.p, "alert(1)"));
    assert_ok(file_write(w.request.survey_path, text_of(changed), 0600, &err),
              &err);
    assert_int_equal(report_run(&w.request, &summary, NULL, &err), ERR_STALE);
    assert_non_null(strstr(err.text, "canvass analyse"));
    str_free(&text);
    close_world(&w);
}

static void no_gnuplot(void **state)
{
    struct world w;
    struct report_summary summary;
    struct str before = {0}, after = {0}, path = {0};
    struct err err = {0};

    open_world(&w, state);
    run(&w);
    read_out(&w, "index.html", &before);
    str_add(&path, getenv("PATH") ? getenv("PATH") : "");
    assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
    assert_int_equal(report_run(&w.request, &summary, NULL, &err), ERR_MISSING);
    assert_int_equal(setenv("PATH", str_cstr(&path), 1), 0);
    read_out(&w, "index.html", &after);
    assert_true(text_equal(str_text(&before), str_text(&after)));
    str_free(&before);
    str_free(&after);
    str_free(&path);
    close_world(&w);
}

/* A gnuplot that fails, and one that writes nothing. */
static void bad_gnuplot(void **state)
{
    static const struct {
        const char *script, *message;
    } bad[] = {
        {"#!/bin/sh\necho 'chart 0' >&2\necho 'line 7: oops' >&2\nexit 3\n",
         "gnuplot failed at chart first: line 7: oops; its script is kept in "},
        {"#!/bin/sh\nexit 0\n", "gnuplot did not draw chart first; its script "
                                "is kept in "},
        {"#!/bin/sh\nfor i in 0 1 2; do for f in wide narrow; do echo garbage "
         ">$i-$f.svg; echo >$i-$f.png; done; done\n",
         "gnuplot wrote no whole drawing of chart first; is the disk full, or "
         "gnuplot older than 5.4? its script is kept in "},
    };
    struct world w;
    struct report_summary summary;
    struct str path = {0}, program = {0}, kept = {0};

    open_world(&w, state);
    path_folder(&path, w.request.database);
    path_join(&program, str_cstr(&path), "gnuplot");
    str_addf(&kept, "%s", getenv("PATH") ? getenv("PATH") : "");
    str_addf(&path, ":%s", str_cstr(&kept));
    assert_int_equal(setenv("PATH", str_cstr(&path), 1), 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        char *folder, *end;

        assert_ok(
            file_write(str_cstr(&program), text_of(bad[i].script), 0700, &err),
            &err);
        assert_int_equal(report_run(&w.request, &summary, NULL, &err),
                         ERR_MISSING);
        assert_memory_equal(err.text, bad[i].message, strlen(bad[i].message));
        assert_int_equal(file_kind(err.text + strlen(bad[i].message)),
                         FILE_REGULAR);
        folder = err.text + strlen(bad[i].message);
        end = strrchr(folder, '/');
        *end = '\0';
        tempdir_remove(folder);
        assert_int_equal(file_kind(w.request.out), FILE_NONE);
    }
    assert_int_equal(setenv("PATH", str_cstr(&kept), 1), 0);
    str_free(&path);
    str_free(&program);
    str_free(&kept);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes),         cmocka_unit_test(same_again),
        cmocka_unit_test(holds_database), cmocka_unit_test(one_figure),
        cmocka_unit_test(definitions),    cmocka_unit_test(no_gnuplot),
        cmocka_unit_test(bad_gnuplot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
