/* load.c - analysed responses and columns of their answers, into memory.
 *
 * Codes index arrays in analyse/: what is out of range in the file is refused
 * here. */
#include "core/store/definition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/store/quote.h"

/* Columns of one scan; SQLite's limit is 2,000, a number takes two. */
enum { SCAN_COLUMNS = 900 };

static enum status scan(struct store *store, const char *sql, int64_t id,
                        sqlite3_stmt **out, struct err *err)
{
    enum status rc = db_prepare(store, sql, out, err);

    if (rc == OK && sqlite3_bind_parameter_count(*out) > 0 &&
        sqlite3_bind_int64(*out, 1, id) != SQLITE_OK)
        rc = db_fail(store, "read the database", err);
    return rc;
}

/* ---- the frame -------------------------------------------------------- */

/* Which key a source's rows have. */
struct source_key {
    int64_t id;
    uint32_t key;
};

static enum status add_key(struct frame *frame, const char *key,
                           enum sample_kind sample, struct err *err)
{
    frame->source_key[frame->n_sources] = strdup(key);
    if (!frame->source_key[frame->n_sources])
        return err_nomem(err);
    frame->sample[frame->n_sources++] = sample;
    return OK;
}

static bool is_live(const struct stored_source *source, const char *key)
{
    return source->superseded_by == 0 && strcmp(source->key, key) == 0;
}

/* In the definition's order, whatever the order of the files. */
static enum status find_keys(const struct survey *survey,
                             const struct stored_sources *sources,
                             struct frame *frame, struct source_key *map,
                             struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < survey->n_sources; i++) {
        const char *key = survey->source[i].key;
        bool found = false;

        for (size_t j = 0; rc == OK && j < sources->n; j++) {
            if (!is_live(&sources->source[j], key))
                continue;
            if (!found)
                rc = add_key(frame, key, survey->source[i].sample, err);
            found = true;
            map[j] = (struct source_key){sources->source[j].id,
                                         (uint32_t)frame->n_sources - 1};
        }
    }
    return rc;
}

static enum status fill_frame(struct store *store, int64_t survey_id,
                              const struct source_key *map, size_t n_map,
                              size_t room, struct frame *frame, struct err *err)
{
    sqlite3_stmt *statement;
    bool row = true;
    size_t at = 0;
    enum status rc =
        scan(store,
             "SELECT id, source_id FROM response\n"
             "WHERE survey_id = ?1 AND status = 'analysed' ORDER BY id",
             survey_id, &statement, err);

    while (rc == OK && row) {
        int64_t source;

        rc = db_next(store, statement, &row, err);
        if (rc != OK || !row)
            break;
        source = sqlite3_column_int64(statement, 1);
        if (at >= n_map || map[at].id != source) /* rows lie by source */
            for (at = 0; at < n_map && map[at].id != source;)
                at++;
        if (at == n_map || frame->n == room) {
            rc = db_damaged(store, "a response is of no live source", err);
            break;
        }
        frame->response_id[frame->n] = sqlite3_column_int64(statement, 0);
        frame->source[frame->n++] = map[at].key;
    }
    db_done(statement);
    return rc;
}

static enum status take_weights(struct store *store, int64_t survey_id,
                                struct frame *frame, bool *has, struct err *err)
{
    sqlite3_stmt *statement;
    bool row = true;
    size_t at = 0;
    enum status rc = scan(store,
                          "SELECT response_id, value FROM weight\n"
                          "WHERE survey_id = ?1 AND scheme = 'supplied'\n"
                          "ORDER BY response_id",
                          survey_id, &statement, err);

    while (rc == OK && row) {
        int64_t id;

        rc = db_next(store, statement, &row, err);
        if (rc != OK || !row)
            break;
        id = sqlite3_column_int64(statement, 0);
        while (at < frame->n && frame->response_id[at] < id)
            at++;
        if (at < frame->n && frame->response_id[at] == id) {
            frame->supplied[at] = db_num(statement, 1);
            has[frame->source[at]] = true;
        }
    }
    db_done(statement);
    return rc;
}

/* Where a source has weights, a response without one has NaN; where it has
 * none, each counts once. */
static enum status fill_weights(struct store *store, int64_t survey_id,
                                struct frame *frame, struct err *err)
{
    bool *has = mem_array(frame->n_sources, sizeof(*has));
    bool any = false;
    enum status rc = OK;

    frame->supplied = mem_array(frame->n, sizeof(*frame->supplied));
    if (!has || !frame->supplied)
        rc = err_nomem(err);
    for (size_t i = 0; rc == OK && i < frame->n; i++)
        frame->supplied[i] = (double)NAN;
    if (rc == OK)
        rc = take_weights(store, survey_id, frame, has, err);
    for (size_t i = 0; rc == OK && i < frame->n; i++) {
        any = any || has[frame->source[i]];
        if (!has[frame->source[i]])
            frame->supplied[i] = 1;
    }
    if (!any) {
        free(frame->supplied);
        frame->supplied = NULL;
    }
    free(has);
    return rc;
}

enum status store_load_frame(struct store *store,
                             const struct stored_survey *stored,
                             struct frame *out, struct err *err)
{
    struct stored_sources sources = {0};
    struct source_key *map = NULL;
    int64_t n = 0;
    enum status rc = store_sources(store, stored->id, &sources, err);

    *out = (struct frame){0};
    if (rc == OK)
        rc = db_number(store,
                       "SELECT count(*) FROM response\n"
                       "WHERE survey_id = ?1 AND status = 'analysed'",
                       stored->id, 0, &n, err);
    if (rc == OK) {
        map = mem_array(sources.n, sizeof(*map));
        out->response_id = mem_array((size_t)n, sizeof(*out->response_id));
        out->source = mem_array((size_t)n, sizeof(*out->source));
        out->source_key = mem_array(sources.n, sizeof(*out->source_key));
        out->sample = mem_array(sources.n, sizeof(*out->sample));
        if (!map || !out->response_id || !out->source || !out->source_key ||
            !out->sample)
            rc = err_nomem(err);
    }
    if (rc == OK)
        rc = find_keys(stored->survey, &sources, out, map, err);
    if (rc == OK)
        rc = fill_frame(store, stored->id, map, sources.n, (size_t)n, out, err);
    if (rc == OK)
        rc = fill_weights(store, stored->id, out, err);
    if (rc == OK)
        rc = design_load(store, stored, out, err);
    if (rc != OK)
        frame_free(out);
    free(map);
    stored_sources_free(&sources);
    return rc;
}

/* ---- columns ---------------------------------------------------------- */

/* One column of a scan: what may stand in it and where it goes. */
struct target {
    const struct answer_place *place;
    struct answer_column *column;
    int64_t low, high; /* codes allowed, beside -1 and -2 */
};

static struct target target_of(const struct survey *survey,
                               const struct answer_place *place,
                               struct answer_column *column)
{
    const struct question *q = &survey->question[place->question];
    struct target t = {.place = place, .column = column, .low = 1, .high = 1};

    if (q->type == TYPE_MULTIPLE || q->type == TYPE_PICK)
        t.low = 0;
    else if (place->kind == ANSWER_RANK)
        t.high = (int64_t)q->n_items;
    else if (q->type == TYPE_SINGLE || q->type == TYPE_SCALE ||
             q->type == TYPE_BEST_WORST)
        t.high = (int64_t)(q->options.n ? q->options.n : q->n_items);
    return t;
}

static bool take_code(const struct target *t, sqlite3_stmt *row, int at,
                      size_t i)
{
    int64_t code = sqlite3_column_int64(row, at);

    if (code == 0 && sqlite3_column_type(row, at) == SQLITE_NULL)
        return true; /* as a new column is */
    t->column->code[i] = (int32_t)code;
    return code == CODE_BLANK || code == CODE_UNRECOGNISED ||
           (code >= t->low && code <= t->high);
}

static bool take_points(const struct target *t, sqlite3_stmt *row, int at,
                        size_t i)
{
    double value = db_num(row, at);

    if (isnan(value))
        return true;
    if (value < 0) {
        t->column->code[i] = value > -1.5 ? CODE_BLANK : CODE_UNRECOGNISED;
        return value == CODE_BLANK || value == CODE_UNRECOGNISED;
    }
    t->column->code[i] = 1;
    t->column->value[i] = value;
    return isfinite(value);
}

static bool take_number(const struct target *t, sqlite3_stmt *row, int at,
                        size_t i)
{
    t->column->value[i] = db_num(row, at);
    if (!take_code(t, row, at + 1, i))
        return false;
    return t->column->code[i] == 1 ? isfinite(t->column->value[i])
                                   : isnan(t->column->value[i]);
}

static bool take_date(const struct target *t, sqlite3_stmt *row, int at,
                      size_t i, bool *memory)
{
    const char *text = db_text(row, at);

    if (sqlite3_column_type(row, at) == SQLITE_NULL)
        return true;
    t->column->code[i] = strcmp(text, "-1") == 0   ? CODE_BLANK
                         : strcmp(text, "-2") == 0 ? CODE_UNRECOGNISED
                                                   : 1;
    if (t->column->code[i] == 1) {
        t->column->text[i] = arena_text(t->column->words, text, strlen(text));
        *memory = t->column->text[i] != NULL;
    }
    return true;
}

static enum status take_row(struct store *store, const struct target *target,
                            size_t n, sqlite3_stmt *row, size_t i,
                            struct err *err)
{
    int at = 0;
    bool good = true, memory = true;

    for (size_t k = 0; good && memory && k < n; k++) {
        const struct target *t = &target[k];

        if (t->place->kind == ANSWER_POINTS)
            good = take_points(t, row, at++, i);
        else if (t->place->kind == ANSWER_DATE)
            good = take_date(t, row, at++, i, &memory);
        else if (t->place->kind == ANSWER_NUMBER)
            good = take_number(t, row, at++, i), at++;
        else
            good = take_code(t, row, at++, i);
        if (!good)
            return err_set(err, ERR_INPUT,
                           "%s: the column %s holds what is no answer; ingest "
                           "again into a new file",
                           store->path, t->place->name);
    }
    return memory ? OK : err_nomem(err);
}

static enum status scan_sql(struct str *sql, int64_t survey_id,
                            const struct target *target, size_t n,
                            struct err *err)
{
    bool good = true;

    str_add(sql, "SELECT ");
    for (size_t k = 0; good && k < n; k++) {
        struct str state = {0};

        str_add(sql, k ? ", a." : "a.");
        good = quote_name(sql, text_of(target[k].place->name));
        if (good && target[k].place->kind == ANSWER_NUMBER) {
            str_addf(&state, "%s__state", target[k].place->name);
            str_add(sql, ", a.");
            good = quote_name(sql, str_text(&state));
        }
        str_free(&state);
    }
    str_add(sql, " FROM ");
    answers_name(sql, "answers", survey_id, target[0].place->part);
    str_add(sql, " a CROSS JOIN response r ON r.id = a.response_id\n"
                 "WHERE r.status = 'analysed' ORDER BY a.response_id");
    return str_status(sql, err);
}

static enum status scan_part(struct store *store, int64_t survey_id,
                             const struct target *target, size_t n, size_t rows,
                             struct err *err)
{
    struct str sql = {0};
    sqlite3_stmt *statement = NULL;
    bool row = true;
    size_t i = 0;
    enum status rc = scan_sql(&sql, survey_id, target, n, err);

    if (rc == OK)
        rc = scan(store, str_cstr(&sql), 0, &statement, err);
    while (rc == OK && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row && i < rows)
            rc = take_row(store, target, n, statement, i, err);
        i += row;
    }
    if (rc == OK && i != rows)
        rc = db_damaged(store, "some responses have no answers", err);
    db_done(statement);
    str_free(&sql);
    return rc;
}

static enum status load_parts(struct store *store,
                              const struct stored_survey *stored,
                              const struct answer_place *const *place, size_t n,
                              size_t rows, struct answer_column *column,
                              struct target *target, struct err *err)
{
    size_t parts = 0;
    enum status rc = OK;

    for (size_t i = 0; i < n; i++)
        if (place[i]->part > parts)
            parts = place[i]->part;
    for (size_t part = 1; rc == OK && part <= parts; part++) {
        size_t k = 0;

        for (size_t i = 0; rc == OK && i < n; i++) {
            if (place[i]->part == part)
                target[k++] = target_of(stored->survey, place[i], &column[i]);
            if (k == SCAN_COLUMNS || (i + 1 == n && k)) {
                rc = scan_part(store, stored->id, target, k, rows, err);
                k = 0;
            }
        }
    }
    return rc;
}

enum status store_load_columns(struct store *store,
                               const struct stored_survey *stored,
                               const struct answer_place *const *place,
                               size_t n, size_t rows,
                               struct answer_column *column, struct err *err)
{
    struct target *target = mem_array(n, sizeof(*target));
    size_t made = 0;
    enum status rc = target ? OK : err_nomem(err);

    while (rc == OK && made < n) {
        rc = answer_column_new(&column[made], place[made]->kind, rows, err);
        made += rc == OK;
    }
    if (rc == OK)
        rc = load_parts(store, stored, place, n, rows, column, target, err);
    while (rc != OK && made)
        answer_column_free(&column[--made]);
    free(target);
    return rc;
}
