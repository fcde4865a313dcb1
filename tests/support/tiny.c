/* tiny.c - see tiny.h. */
#include "tests/support/tiny.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/mem.h"
#include "tests/support/check.h"

// clang-format off
const char tiny_yaml[] =
"survey: pcp\n"
"wave: \"2016\"\n"
"title: What should the police put first?\n"
"sources:\n"
"  - {key: web, files: [\"web*.csv\"], id: id}\n"
"  - {key: paper, files: [paper.csv], id: id, weight: w, channel: paper, sample: probability}\n"
"respondent: {question: reply_as, individual: [resident], organisation: [charity], staff: [police]}\n"
"headline: {question: priorities, rule: mean_rank, base: complete, scheme: unweighted}\n"
"scales:\n"
"  agree3:\n"
"    - {key: a, label: \"I'd agree\", score: 3, side: positive}\n"
"    - {key: n, label: Neither, score: 2, side: neutral}\n"
"    - {key: d, label: Disagree, score: 1, side: negative}\n"
"    - {key: dk, label: Don't know, state: unknown}\n"
"questions:\n"
"  - {key: reply_as, type: single, column: As, about_you: yes, options: [{key: resident, label: A resident}, {key: charity, label: A charity}, {key: police, label: A police employee}]}\n"
"  - {key: age, type: single, column: Age, about_you: yes, options: [{key: 16-24, label: 16 to 24}, {key: \"75+\", label: 75 and over}, {key: pns, label: Prefer not to say, state: refused}]}\n"
"  - {key: priorities, type: ranking, text: Please rank these, items: [{key: burglary, label: Dwelling burglary, column: R1}, {key: asb, label: Anti-social behaviour, column: R2}, {key: speeding, label: Speeding, column: R3}]}\n"
"  - {key: plan, type: scale, scale: agree3, items: [{key: visible, label: Officers are visible, column: P1}, {key: rural, label: Rural crime, column: P2}]}\n"
"  - {key: crimes, type: multiple, asked_if: {age: [16-24, \"75+\"]}, items: [{key: theft, label: Theft, column: C1}, {key: other, label: Other, column: C2, words: C2w}, {key: nothing, label: None of these, column: C3, excludes: yes}]}\n"
"  - {key: budget, type: points, total: 100, items: [{key: roads, label: Roads, column: B1}, {key: rest, label: The rest, column: B2}]}\n"
"  - {key: score, type: number, column: S}\n"
"  - {key: born, type: date, column: D}\n"
"  - {key: postcode, type: area, column: PC, keep: no}\n"
"  - {key: comment, type: text, column: T}\n"
"derived:\n"
"  - {key: district, from: postcode, lookup: districts.csv}\n"
"breakdowns: [age, district, \"district*age\"]\n";
// clang-format on

static void write_file(const char *folder, const char *name, const char *text)
{
    struct str path = {0};
    struct err err = {0};

    path_join(&path, folder, name);
    assert_ok(file_write(str_cstr(&path), text_of(text), 0600, &err), &err);
    str_free(&path);
}

static char *keep(struct survey *survey, const char *text)
{
    char *kept = arena_text(survey->arena, text, strlen(text));

    assert_non_null(kept);
    return kept;
}

static void fill_lookup(struct survey *survey)
{
    static const char *const level[] = {"fenland", "ely", "city"};
    static const char *const label[] = {"Fenland", "Ely", "The city"};
    size_t at = survey_question(survey, "district");
    struct option *option;

    if (at == SURVEY_NONE)
        return;
    option = arena_alloc(survey->arena, 3, sizeof(*option));
    assert_non_null(option);
    for (size_t i = 0; i < 3; i++)
        option[i] = (struct option){.key = keep(survey, level[i]),
                                    .label = keep(survey, label[i]),
                                    .score = (double)NAN,
                                    .state = STATE_ANSWERED};
    survey->question[at].options = (struct options){option, 3};
}

struct tiny tiny_read(const char *folder, const char *yaml)
{
    struct tiny tiny = {0};
    struct str path = {0};
    struct err err = {0};

    write_file(folder, "districts.csv",
               "prefix,level\nPE13,fenland\nCB6,ely\nCB1,city\n");
    write_file(folder, "survey.yaml", yaml);
    path_join(&path, folder, "survey.yaml");
    assert_ok(survey_read(&tiny.survey, str_cstr(&path), &err), &err);
    assert_ok(survey_digests(tiny.survey, &tiny.digests, &err), &err);
    fill_lookup(tiny.survey);
    assert_ok(answer_places(tiny.survey, &tiny.places, &err), &err);
    str_free(&path);
    return tiny;
}

void tiny_free(struct tiny *tiny)
{
    survey_free(tiny->survey);
    *tiny = (struct tiny){0};
}

char *tiny_edit(const char *find, const char *put)
{
    const char *at = strstr(tiny_yaml, find);
    struct str s = {0};

    assert_non_null(at);
    str_add_n(&s, tiny_yaml, (size_t)(at - tiny_yaml));
    str_add(&s, put);
    str_add(&s, at + strlen(find));
    assert_false(s.failed);
    return s.p;
}

/* ---- rows ------------------------------------------------------------- */

int32_t tiny_code(const struct tiny *tiny, size_t place, size_t row)
{
    const struct answer_place *p = &tiny->places.place[place];
    const struct question *q = &tiny->survey->question[p->question];
    bool chosen = q->type == TYPE_MULTIPLE || q->type == TYPE_PICK;
    size_t k = chosen ? 2 : q->options.n ? q->options.n : 1;
    size_t v = (row * 11 + place * 3) % (k + 3);

    if (p->kind == ANSWER_RANK)
        return row % 7 == 6 ? CODE_BLANK
                            : (int32_t)((row + p->item) % q->n_items) + 1;
    if (v >= k)
        return -(int32_t)(v - k) - 1;
    return (int32_t)v + !chosen;
}

double tiny_value(const struct tiny *tiny, size_t place, size_t row)
{
    const struct answer_place *p = &tiny->places.place[place];

    if ((p->kind != ANSWER_POINTS && p->kind != ANSWER_NUMBER) ||
        tiny_code(tiny, place, row) < 0)
        return (double)NAN;
    return p->kind == ANSWER_POINTS ? (double)(row % 101) : 2.385 * (double)row;
}

double tiny_weight(size_t row)
{
    return row % 6 == 5 ? (double)NAN : 0.5 + (double)(row % 3);
}

static enum status fill_column(const struct tiny *tiny, size_t place,
                               size_t first, size_t n,
                               struct answer_column *column, struct err *err)
{
    enum answer_kind kind = tiny->places.place[place].kind;
    enum status rc = answer_column_new(column, kind, n, err);

    for (size_t i = 0; rc == OK && i < n; i++) {
        column->code[i] = tiny_code(tiny, place, first + i);
        if (column->value)
            column->value[i] = tiny_value(tiny, place, first + i);
        if (column->text && column->code[i] > 0) {
            column->text[i] = arena_printf(column->words, "2016-07-%02zu",
                                           (first + i) % 31 + 1);
            if (!column->text[i])
                rc = err_nomem(err);
        }
    }
    return rc;
}

/* One comment for each row that has one. */
static size_t fill_comments(const struct tiny *tiny,
                            const struct answer_column *column, size_t n,
                            struct comment_row *comment)
{
    size_t question = survey_question(tiny->survey, "comment");
    size_t place = answer_place_of(&tiny->places, question, SURVEY_NONE);
    size_t made = 0;

    for (size_t i = 0; place != SURVEY_NONE && i < n; i++)
        if (column[place].code[i] == 1)
            comment[made++] =
                (struct comment_row){.row = i,
                                     .question = question,
                                     .item = SURVEY_NONE,
                                     .kind = COMMENT_ANSWER,
                                     .text = text_of("It's \"fine\"")};
    return made;
}

static enum status fill_rows(struct response_row *row, double *weight,
                             size_t first, size_t n, bool ids,
                             struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        char *id = arena_printf(arena, "R%zu", first + i);

        if (!id)
            return err_nomem(err);
        weight[i] = tiny_weight(first + i);
        row[i] = (struct response_row){.line = i + 2,
                                       .submitted = text_of("2016-07-01"),
                                       .status = RESPONSE_ANALYSED};
        if (ids)
            row[i].external_id = text_of(id);
        memcpy(row[i].row_hash, &first, sizeof(first));
        row[i].row_hash[15] = (unsigned char)i;
        if ((first + i) % 10 == 9) {
            row[i].status = RESPONSE_REMOVED;
            row[i].reason = "blank";
        }
    }
    return OK;
}

enum status tiny_rows(struct store_ingest *ingest, const struct tiny *tiny,
                      size_t first, size_t n, unsigned with, struct err *err)
{
    struct arena *arena = arena_new();
    struct response_row *row = mem_array(n, sizeof(*row));
    struct comment_row *comment = mem_array(n, sizeof(*comment));
    struct answer_column *column = mem_array(tiny->places.n, sizeof(*column));
    double *weight = mem_array(n, sizeof(*weight));
    enum status rc =
        arena && row && comment && column && weight ? OK : err_nomem(err);
    struct answer_batch batch = {.n = n, .row = row, .comment = comment};

    if (rc == OK)
        rc = fill_rows(row, weight, first, n, with & TINY_IDS, arena, err);
    for (size_t i = 0; rc == OK && i < tiny->places.n; i++)
        rc = fill_column(tiny, i, first, n, &column[i], err);
    if (rc == OK) {
        batch.column = column;
        batch.weight = with & TINY_WEIGHTS ? weight : NULL;
        batch.n_comments = fill_comments(tiny, column, n, comment);
        rc = store_ingest_batch(ingest, &batch, err);
    }
    for (size_t i = 0; column && i < tiny->places.n; i++)
        answer_column_free(&column[i]);
    free(column);
    free(weight);
    free(comment);
    free(row);
    arena_free(arena);
    return rc;
}

/* ---- an ingest, an analysis ------------------------------------------- */

/* The store hands texts out as its caller's own, hence not const. */
static char *lend(const char *text)
{
    union {
        const char *from;
        char *to;
    } u = {text};

    return u.to;
}

struct stored_source tiny_source(const char *key, const char *name)
{
    struct stored_source source = {.key = lend(key),
                                   .name = lend(name),
                                   .path = lend(name),
                                   .channel = lend("online"),
                                   .encoding = lend("utf-8"),
                                   .platform = lend("generic")};

    memset(source.sha256, '0' + (int)(strlen(name) % 10), 64);
    return source;
}

static enum status tiny_fill(struct store_ingest *ingest,
                             const struct tiny *tiny, size_t n, struct err *err)
{
    struct stored_source web = tiny_source("web", "web.csv");
    struct stored_source paper = tiny_source("paper", "paper.csv");
    struct rejected_row bad = {
        .line = 99, .reason = "unterminated quote", .raw = text_of("\"x")};
    uint64_t duplicates;
    int64_t id;
    enum status rc = store_ingest_source(ingest, &web, &id, err);

    paper.sample = SAMPLE_PROBABILITY;
    if (rc == OK)
        rc = tiny_rows(ingest, tiny, 0, n, TINY_IDS, err);
    if (rc == OK)
        rc = store_ingest_source(ingest, &paper, &id, err);
    if (rc == OK)
        rc = tiny_rows(ingest, tiny, n, n, TINY_IDS | TINY_WEIGHTS, err);
    if (rc == OK)
        rc = store_ingest_reject(ingest, &bad, err);
    store_ingest_empty_rows(ingest, 3);
    if (rc == OK)
        rc = store_ingest_end(ingest, &duplicates, err);
    return rc;
}

enum status tiny_ingest(struct store *store, struct tiny *tiny, size_t n,
                        struct err *err)
{
    struct store_ingest *ingest = NULL;
    enum status rc = store_begin(store, err);

    if (rc == OK)
        rc = store_ingest_begin(&ingest, store, tiny->survey, &tiny->digests,
                                err);
    if (rc == OK)
        rc = tiny_fill(ingest, tiny, n, err);
    store_ingest_free(ingest);
    if (rc == OK)
        return store_commit(store, err);
    store_rollback(store);
    return rc;
}

static enum status tiny_results(struct store_results *results, struct err *err)
{
    struct estimate e = {.question = "age",
                         .option = "75+",
                         .base = "answered",
                         .scheme = "unweighted",
                         .measure = "share",
                         .arg = (double)NAN,
                         .value = 0.25,
                         .se = 0.0625,
                         .lower = 0.125,
                         .upper = 0.5,
                         .confidence = 0.95,
                         .interval = "beta",
                         .df = 79,
                         .n = 80,
                         .count = 20,
                         .n_weighted = 80,
                         .n_effective = 80,
                         .deff = 1,
                         .method = "linearisation"};
    static const char *const level[] = {NULL, "fenland", "ely", "city"};
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < 4; i++) {
        e.breakdown = level[i] ? "district" : NULL;
        e.level = level[i];
        rc = store_estimate(results, &e, err);
    }
    return rc == OK ? store_results_end(results, err) : rc;
}

enum status tiny_analyse(struct store *store, struct err *err)
{
    struct stored_survey stored = {0};
    struct store_results *results = NULL;
    struct frame frame = {0};
    const struct run run = {.stage = "analyse",
                            .version = "0",
                            .seed = 1,
                            .started = "2016-09-10T00:00:00Z"};
    enum status rc = store_find(store, NULL, &stored, err);

    if (rc == OK)
        rc = store_load_frame(store, &stored, 0, &frame, err);
    if (rc == OK)
        rc = store_begin(store, err);
    if (rc == OK)
        rc = store_results_begin(&results, store, &stored, &run, &frame, NULL,
                                 err);
    if (rc == OK)
        rc = tiny_results(results, err);
    store_results_free(results);
    if (rc == OK)
        rc = store_commit(store, err);
    else
        store_rollback(store);
    frame_free(&frame);
    stored_survey_free(&stored);
    return rc;
}
