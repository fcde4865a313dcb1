/* feed.c - see feed.h.
 *
 * Each feed below is a table of rows: how many columns, how many rows, and
 * what stands in row and column. */
#include "core/store/feed.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"
#include "core/store/row_table.h"

struct feed;

/* A column of an answers table. */
struct feed_column {
    size_t place; /* index into the batch's columns */
    enum answer_kind kind;
    bool state; /* NAME__state */
};

struct feed {
    struct feeds *feeds;
    const char *table; /* that it goes into; NULL: answers of `part` */
    size_t part;
    struct row_table rows;
    struct feed_column *column; /* of answers, the response's id left out */
    char *name;                 /* of the module */
    sqlite3_stmt *insert;
};

struct feeds {
    struct store *store;
    const struct answer_places *places;
    const struct definition_ids *ids;
    struct feed *feed;
    size_t n;
    const struct feed_batch *from; /* NULL between batches */
};

const char *comment_kind_name(enum comment_kind kind)
{
    static const char *const name[] = {
        [COMMENT_ANSWER] = "answer",
        [COMMENT_OTHER] = "other",
        [COMMENT_UNRECOGNISED] = "unrecognised",
    };

    return name[kind];
}

/* ---- what stands in row and column ------------------------------------ */

static void give_text(sqlite3_context *to, struct text t)
{
    if (t.n == 0)
        sqlite3_result_null(to);
    else
        sqlite3_result_text64(to, t.p, t.n, SQLITE_STATIC, SQLITE_UTF8);
}

static size_t batch_rows(const void *with)
{
    const struct feed *feed = with;

    return feed->feeds->from ? feed->feeds->from->batch->n : 0;
}

/* In the order of the table; everyone is an individual until analyse says who
 * is not, so that saying it seldom makes a row longer. */
static void response_cell(sqlite3_context *to, const void *with, size_t row,
                          int column)
{
    const struct feed *feed = with;
    const struct feed_batch *from = feed->feeds->from;
    const struct response_row *r = &from->batch->row[row];

    switch (column) {
    case 0:
        sqlite3_result_int64(to, from->first_id + (int64_t)row);
        break;
    case 1:
        sqlite3_result_int64(to, from->survey_id);
        break;
    case 2:
        sqlite3_result_int64(to, from->source_id);
        break;
    case 3:
        sqlite3_result_int64(to, (int64_t)r->line);
        break;
    case 4:
        give_text(to, r->external_id);
        break;
    case 5:
        sqlite3_result_blob(to, r->row_hash, sizeof(r->row_hash),
                            SQLITE_STATIC);
        break;
    case 6:
        give_text(to, r->submitted);
        break;
    case 7:
        row_give_word(to, respondent_kind_name(KIND_INDIVIDUAL));
        break;
    case 8:
        row_give_word(to,
                      r->status == RESPONSE_ANALYSED ? "analysed" : "removed");
        break;
    case 9:
        row_give_word(to, r->status == RESPONSE_ANALYSED ? NULL : r->reason);
        break;
    case 10:
        sqlite3_result_null(to); /* duplicate_of */
        break;
    default:
        sqlite3_result_int64(to, r->flags);
        break;
    }
}

static void code_cell(sqlite3_context *to, int32_t code)
{
    if (code == CODE_NOT_ASKED)
        sqlite3_result_null(to);
    else
        sqlite3_result_int(to, code);
}

static void value_cell(sqlite3_context *to, const struct feed_column *column,
                       const struct answer_column *from, size_t row)
{
    int32_t code = from->code[row];
    double value = column->kind == ANSWER_DATE ? (double)NAN : from->value[row];

    if (column->kind == ANSWER_NUMBER) {
        sqlite3_result_double(to, code >= 0 ? value : (double)NAN);
    } else if (column->kind == ANSWER_DATE && code >= 0 && from->text[row]) {
        sqlite3_result_text(to, from->text[row], -1, SQLITE_STATIC);
    } else if (value >= 0) {
        sqlite3_result_double(to, value);
    } else {
        if (!isnan(value)) /* points may say why not in place of themselves */
            code = (int32_t)fmax(value, CODE_NOT_ASKED);
        code_cell(to, code < 0 ? code : CODE_BLANK);
    }
}

static void answers_cell(sqlite3_context *to, const void *with, size_t row,
                         int column)
{
    const struct feed *feed = with;
    const struct feed_batch *from = feed->feeds->from;
    const struct feed_column *c;

    if (column == 0) {
        sqlite3_result_int64(to, from->first_id + (int64_t)row);
        return;
    }
    c = &feed->column[column - 1];
    if (c->state || c->kind == ANSWER_CODE || c->kind == ANSWER_RANK)
        code_cell(to, from->batch->column[c->place].code[row]);
    else
        value_cell(to, c, &from->batch->column[c->place], row);
}

static size_t comment_rows(const void *with)
{
    const struct feed *feed = with;

    return feed->feeds->from ? feed->feeds->from->batch->n_comments : 0;
}

static void comment_cell(sqlite3_context *to, const void *with, size_t row,
                         int column)
{
    const struct feed *feed = with;
    const struct feed_batch *from = feed->feeds->from;
    const struct definition_ids *ids = feed->feeds->ids;
    const struct comment_row *c = &from->batch->comment[row];

    switch (column) {
    case 0:
        sqlite3_result_int64(to, from->first_id + (int64_t)c->row);
        break;
    case 1:
        sqlite3_result_int64(to, ids->question[c->question]);
        break;
    case 2:
        if (c->item == SURVEY_NONE)
            sqlite3_result_null(to);
        else
            sqlite3_result_int64(to, ids->item[c->question][c->item]);
        break;
    case 3:
        row_give_word(to, comment_kind_name(c->kind));
        break;
    default:
        sqlite3_result_text64(to, c->text.p ? c->text.p : "", c->text.n,
                              SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
}

static size_t weight_rows(const void *with)
{
    const struct feed *feed = with;

    return feed->feeds->from && feed->feeds->from->batch->weight
               ? batch_rows(feed)
               : 0;
}

static void weight_cell(sqlite3_context *to, const void *with, size_t row,
                        int column)
{
    const struct feed *feed = with;
    const struct feed_batch *from = feed->feeds->from;

    if (column == 0)
        sqlite3_result_int64(to, from->survey_id);
    else if (column == 1)
        sqlite3_result_int64(to, from->first_id + (int64_t)row);
    else if (column == 2)
        row_give_word(to, "supplied");
    else
        sqlite3_result_double(to, from->batch->weight[row]);
}

/* ---- the feeds of a survey -------------------------------------------- */

static enum status feed_columns(struct feed *feed, struct err *err)
{
    const struct answer_places *places = feed->feeds->places;
    size_t n = 0;

    feed->column = mem_array(2 * places->n, sizeof(*feed->column));
    if (!feed->column)
        return err_nomem(err);
    for (size_t i = 0; i < places->n; i++) {
        const struct answer_place *place = &places->place[i];

        if (place->part != feed->part)
            continue;
        feed->column[n++] =
            (struct feed_column){.place = i, .kind = place->kind};
        if (place->kind == ANSWER_NUMBER)
            feed->column[n++] = (struct feed_column){
                .place = i, .kind = place->kind, .state = true};
    }
    feed->rows.columns = (int)n + 1;
    return OK;
}

static enum status feed_prepare(struct feed *feed, int64_t survey_id,
                                struct err *err)
{
    struct store *store = feed->feeds->store;
    struct str name = {0}, sql = {0};
    enum status rc;

    str_addf(&name, "canvass_%s", feed->table ? feed->table : "answers");
    str_add(&sql, "INSERT INTO ");
    if (feed->table) {
        str_add(&sql, feed->table);
    } else {
        str_addf(&name, "_%zu", feed->part);
        answers_name(&sql, "answers", survey_id, feed->part);
    }
    str_addf(&sql, " SELECT * FROM %s%s", str_cstr(&name),
             feed->rows.cell == weight_cell ? " WHERE c3 IS NOT NULL" : "");
    rc = str_status(&sql, err);
    if (rc == OK)
        rc = str_take(&name, &feed->name, err);
    str_free(&name);
    feed->rows.with = feed;
    if (rc == OK)
        rc = row_table_add(store, feed->name, &feed->rows, err);
    if (rc == OK)
        rc = db_prepare(store, str_cstr(&sql), &feed->insert, err);
    str_free(&sql);
    return rc;
}

static void feeds_list(struct feeds *feeds)
{
    static const struct feed fixed[] = {
        {.table = "response", .rows = {12, batch_rows, response_cell, NULL}},
        {.table = "comment", .rows = {5, comment_rows, comment_cell, NULL}},
        {.table = "weight", .rows = {4, weight_rows, weight_cell, NULL}},
    };
    size_t n = sizeof(fixed) / sizeof(*fixed);

    for (size_t i = 0; i < feeds->n; i++) {
        if (i < n)
            feeds->feed[i] = fixed[i];
        else
            feeds->feed[i] = (struct feed){
                .part = i - n + 1, .rows = {0, batch_rows, answers_cell, NULL}};
        feeds->feed[i].feeds = feeds;
    }
}

enum status feeds_new(struct feeds **out, struct store *store,
                      const struct answer_places *places,
                      const struct definition_ids *ids, int64_t survey_id,
                      struct err *err)
{
    struct feeds *feeds = mem_array(1, sizeof(*feeds));
    enum status rc = OK;

    *out = feeds;
    if (!feeds)
        return err_nomem(err);
    feeds->store = store;
    feeds->places = places;
    feeds->ids = ids;
    feeds->n = 3 + places->parts;
    feeds->feed = mem_array(feeds->n, sizeof(*feeds->feed));
    if (!feeds->feed)
        return err_nomem(err); /* the caller frees */
    feeds_list(feeds);
    for (size_t i = 0; rc == OK && i < feeds->n; i++) {
        if (!feeds->feed[i].table)
            rc = feed_columns(&feeds->feed[i], err);
        if (rc == OK)
            rc = feed_prepare(&feeds->feed[i], survey_id, err);
    }
    return rc;
}

enum status feeds_write(struct feeds *feeds, const struct feed_batch *from,
                        struct err *err)
{
    enum status rc = OK;

    feeds->from = from;
    for (size_t i = 0; rc == OK && i < feeds->n; i++) {
        struct binder b = db_binder(feeds->feed[i].insert);

        if (feeds->feed[i].rows.rows(&feeds->feed[i]) > 0)
            rc = db_run(feeds->store, &b, "write the responses", err);
    }
    feeds->from = NULL;
    return rc;
}

void feeds_free(struct feeds *feeds)
{
    if (!feeds)
        return;
    for (size_t i = 0; feeds->feed && i < feeds->n; i++) {
        struct feed *feed = &feeds->feed[i];

        db_done(feed->insert);
        if (feed->name)
            row_table_remove(feeds->store, feed->name);
        free(feed->name);
        free(feed->column);
    }
    free(feeds->feed);
    free(feeds);
}
