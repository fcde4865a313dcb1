/* small.c - see small.h. */
#include "tests/support/small.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/num.h"
#include "core/store/store.h"
#include "tests/support/check.h"
#include "tests/support/sheet.h"

struct small {
    struct survey *survey;
    struct answer_places places;
    struct sheet sheet;
    struct answer_column *column;
    struct response_row *row;
    double *weight;
    struct design_row *design;
    size_t n; /* rows of the batch */
};

static const char *cell_of(const struct small *s, size_t row, const char *name)
{
    for (size_t c = 0; c < s->sheet.columns; c++)
        if (strcmp(s->sheet.head[c], name) == 0)
            return s->sheet.cell[row * s->sheet.columns + c];
    return NULL;
}

static int32_t code_of(const struct question *q, const char *cell)
{
    size_t option = survey_option(q, cell);
    int64_t code = 0;

    if (!*cell)
        return CODE_BLANK;
    if (strcmp(cell, ".") == 0)
        return CODE_NOT_ASKED;
    if (strcmp(cell, "?") == 0)
        return CODE_UNRECOGNISED;
    if (option != SURVEY_NONE)
        return (int32_t)option + 1;
    if (!num_parse_int(text_of(cell), &code))
        fail_msg("%s: no such answer: %s", q->key, cell);
    return (int32_t)code;
}

static void fill_cell(struct small *s, size_t place, const char *cell,
                      size_t at)
{
    const struct answer_place *p = &s->places.place[place];
    struct answer_column *c = &s->column[place];
    double number = (double)NAN;

    if (!cell)
        cell = "";
    if (p->kind == ANSWER_NUMBER || p->kind == ANSWER_POINTS) {
        (void)num_parse(text_of(cell), &number);
        c->code[at] = isnan(number)
                          ? code_of(&s->survey->question[p->question], cell)
                          : 1;
        c->value[at] = number;
        if (p->kind == ANSWER_POINTS && isnan(number) &&
            c->code[at] != CODE_NOT_ASKED)
            c->value[at] = c->code[at];
        return;
    }
    c->code[at] = code_of(&s->survey->question[p->question], cell);
}

static struct text name_of(const char *cell)
{
    return cell ? text_of(cell) : (struct text){NULL, 0};
}

static void fill_design(struct small *s, size_t r)
{
    const char *fpc = cell_of(s, r, "fpc");
    struct design_row *to = &s->design[s->n];

    *to = (struct design_row){name_of(cell_of(s, r, "stratum")),
                              name_of(cell_of(s, r, "cluster")), (double)NAN};
    if (fpc && !num_parse(text_of(fpc), &to->population))
        to->population = -1;
}

static void fill_batch(struct small *s, const char *key, bool first)
{
    s->n = 0;
    for (size_t r = 0; r < s->sheet.rows; r++) {
        const char *source = cell_of(s, r, "source");
        const char *weight = cell_of(s, r, "weight");

        if (source ? strcmp(source, key) != 0 : !first)
            continue;
        for (size_t p = 0; p < s->places.n; p++)
            fill_cell(s, p, cell_of(s, r, s->places.place[p].name), s->n);
        s->row[s->n] =
            (struct response_row){.line = r + 2, .status = RESPONSE_ANALYSED};
        fill_design(s, r);
        s->weight[s->n] = (double)NAN;
        if (weight)
            (void)num_parse(text_of(weight), &s->weight[s->n]);
        s->n++;
    }
}

static void add_source(struct small *s, struct store_ingest *ingest, size_t i,
                       struct err *err)
{
    const struct source_definition *d = &s->survey->source[i];
    char name[] = "small.csv", utf8[] = "utf-8", generic[] = "generic";
    struct stored_source source = {.key = d->key,
                                   .name = name,
                                   .path = name,
                                   .channel = d->channel,
                                   .encoding = utf8,
                                   .platform = generic,
                                   .sample = d->sample};
    struct answer_batch batch = {.row = s->row,
                                 .column = s->column,
                                 .n = 0,
                                 .weight = d->weight ? s->weight : NULL};
    bool drawn = d->stratum || d->cluster || d->fpc;
    int64_t id;

    (void)snprintf(source.sha256, sizeof source.sha256, "%064zu", i);
    fill_batch(s, d->key, i == 0);
    batch.n = s->n;
    batch.design = drawn ? s->design : NULL;
    assert_ok(store_ingest_source(ingest, &source, &id, err), err);
    assert_ok(store_ingest_batch(ingest, &batch, err), err);
}

static void make_room(struct small *s, struct err *err)
{
    assert_ok(answer_places(s->survey, &s->places, err), err);
    s->column = calloc(s->places.n, sizeof *s->column);
    s->row = calloc(s->sheet.rows, sizeof *s->row);
    s->weight = calloc(s->sheet.rows, sizeof *s->weight);
    s->design = calloc(s->sheet.rows, sizeof *s->design);
    for (size_t p = 0; p < s->places.n; p++)
        assert_ok(answer_column_new(&s->column[p], s->places.place[p].kind,
                                    s->sheet.rows, err),
                  err);
}

void small_database(const char *path, const char *yaml, const char *rows)
{
    struct small s = {0};
    struct survey_digests digests;
    struct store *store = NULL;
    struct store_ingest *ingest = NULL;
    struct str csv = {0};
    struct err err = {0};
    uint64_t duplicates;

    str_addf(&csv, "%s.csv", path);
    assert_ok(file_write(str_cstr(&csv), text_of(rows), 0600, &err), &err);
    s.sheet = sheet_read(str_cstr(&csv));
    assert_ok(survey_parse(&s.survey, text_of(yaml), "small.yaml", &err), &err);
    make_room(&s, &err);
    assert_ok(survey_digests(s.survey, &digests, &err), &err);
    assert_ok(store_open(&store, path, STORE_CREATE, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(store_ingest_begin(&ingest, store, s.survey, &digests, &err),
              &err);
    for (size_t i = 0; i < s.survey->n_sources; i++)
        add_source(&s, ingest, i, &err);
    assert_ok(store_ingest_end(ingest, &duplicates, &err), &err);
    store_ingest_free(ingest);
    assert_ok(store_commit(store, &err), &err);
    store_close(store);
    for (size_t p = 0; p < s.places.n; p++)
        answer_column_free(&s.column[p]);
    free(s.column);
    free(s.row);
    free(s.weight);
    free(s.design);
    sheet_free(&s.sheet);
    str_free(&csv);
    survey_free(s.survey);
}
