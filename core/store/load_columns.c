/* load_columns.c - columns of the answers of analysed responses, into memory.
 *
 * Codes index arrays in analyse/: what is out of range in the file is refused
 * here. */
#include "core/store/definition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/base/threads.h"
#include "core/store/beside.h"
#include "core/store/quote.h"

/* Columns of one scan; SQLite's limit is 2,000, a number takes two. */
enum { SCAN_COLUMNS = 900 };

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

/* A stretch of the frame's rows that one connection reads. */
struct stretch {
    struct store *store;
    const struct frame *frame;
    const struct target *target;
    size_t n; /* targets, all of one part */
    size_t from, to;
};

static enum status take_row(const struct stretch *s, sqlite3_stmt *row,
                            size_t i, struct err *err)
{
    int at = 1;
    bool good = true, memory = true;

    for (size_t k = 0; good && memory && k < s->n; k++) {
        const struct target *t = &s->target[k];

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
                           s->store->path, t->place->name);
    }
    return memory ? OK : err_nomem(err);
}

static enum status scan_sql(struct str *sql, int64_t survey_id,
                            const struct target *target, size_t n,
                            struct err *err)
{
    bool good = true;

    str_add(sql, "SELECT response_id");
    for (size_t k = 0; good && k < n; k++) {
        struct str state = {0};

        str_add(sql, ", ");
        good = quote_name(sql, text_of(target[k].place->name));
        if (good && target[k].place->kind == ANSWER_NUMBER) {
            str_addf(&state, "%s__state", target[k].place->name);
            str_add(sql, ", ");
            good = quote_name(sql, str_text(&state));
        }
        str_free(&state);
    }
    str_add(sql, " FROM ");
    answers_name(sql, "answers", survey_id, target[0].place->part);
    str_add(sql, "\nWHERE response_id BETWEEN ? AND ? ORDER BY response_id");
    return str_status(sql, err);
}

/* Removed responses have answers too: they are passed over, since the frame
 * has not their id. */
static enum status read_stretch(const struct stretch *s, sqlite3_stmt *rows,
                                struct err *err)
{
    const int64_t *id = s->frame->response_id;
    size_t i = s->from;
    bool row = true;
    enum status rc = OK;

    while (rc == OK && row && i < s->to) {
        int64_t at;

        rc = db_next(s->store, rows, &row, err);
        if (rc != OK || !row)
            break;
        at = sqlite3_column_int64(rows, 0);
        if (at > id[i])
            break;
        if (at == id[i])
            rc = take_row(s, rows, i++, err);
    }
    if (rc == OK && i < s->to)
        rc = db_damaged(s->store, "some responses have no answers", err);
    return rc;
}

static enum status scan_stretch(const struct stretch *s, const char *sql,
                                struct err *err)
{
    sqlite3_stmt *rows = NULL;
    struct binder b;
    enum status rc = OK;

    if (s->from == s->to)
        return OK;
    rc = db_prepare(s->store, sql, &rows, err);
    if (rc == OK) {
        b = db_binder(rows);
        bind_int(&b, s->frame->response_id[s->from]);
        bind_int(&b, s->frame->response_id[s->to - 1]);
        rc = b.code == SQLITE_OK ? read_stretch(s, rows, err)
                                 : db_fail(s->store, "read the database", err);
    }
    db_done(rows);
    return rc;
}

/* One part, cut into as many stretches as there are threads to read them. */
struct part {
    struct stretch whole;
    const char *sql;
    size_t stretches;
};

static enum status scan_task(void *with, size_t task, struct err *err)
{
    const struct part *p = with;
    struct stretch s = p->whole;
    size_t each = s.to / p->stretches;
    enum status rc = beside_open(p->whole.store, &s.store, err);

    s.from = task * each;
    s.to = task + 1 < p->stretches ? s.from + each : s.to;
    if (rc == OK)
        rc = scan_stretch(&s, p->sql, err);
    beside_close(s.store);
    return rc;
}

/* Dates share the memory of their words: one thread reads those. */
static size_t stretches_of(const struct stretch *s, unsigned threads)
{
    size_t most = s->to / THREADS_BLOCK;

    if (!beside_allowed(s->store))
        return 1;
    for (size_t k = 0; k < s->n; k++)
        if (s->target[k].place->kind == ANSWER_DATE)
            return 1;
    threads = threads ? threads : threads_default();
    return most < 1 ? 1 : most < threads ? most : threads;
}

static enum status scan_part(const struct stretch *whole, int64_t survey_id,
                             unsigned threads, struct err *err)
{
    struct str sql = {0};
    struct part p = {.whole = *whole,
                     .stretches = stretches_of(whole, threads)};
    enum status rc = scan_sql(&sql, survey_id, whole->target, whole->n, err);

    p.sql = str_cstr(&sql);
    if (rc == OK && p.stretches > 1)
        rc = threads_run(p.stretches, threads, scan_task, &p, err);
    else if (rc == OK)
        rc = scan_stretch(whole, p.sql, err);
    str_free(&sql);
    return rc;
}

static enum status load_parts(struct store *store,
                              const struct stored_survey *stored,
                              const struct answer_place *const *place, size_t n,
                              const struct frame *frame, unsigned threads,
                              struct answer_column *column,
                              struct target *target, struct err *err)
{
    struct stretch s = {
        .store = store, .frame = frame, .target = target, .to = frame->n};
    size_t parts = 0;
    enum status rc = OK;

    for (size_t i = 0; i < n; i++)
        if (place[i]->part > parts)
            parts = place[i]->part;
    for (size_t part = 1; rc == OK && part <= parts; part++) {
        s.n = 0;
        for (size_t i = 0; rc == OK && i < n; i++) {
            if (place[i]->part == part)
                target[s.n++] = target_of(stored->survey, place[i], &column[i]);
            if (s.n == SCAN_COLUMNS || (i + 1 == n && s.n)) {
                rc = scan_part(&s, stored->id, threads, err);
                s.n = 0;
            }
        }
    }
    return rc;
}

enum status store_load_columns(struct store *store,
                               const struct stored_survey *stored,
                               const struct answer_place *const *place,
                               size_t n, const struct frame *frame,
                               unsigned threads, struct answer_column *column,
                               struct err *err)
{
    struct target *target = mem_array(n, sizeof(*target));
    size_t made = 0;
    enum status rc = target ? OK : err_nomem(err);

    while (rc == OK && made < n) {
        rc = answer_column_new(&column[made], place[made]->kind, frame->n, err);
        made += rc == OK;
    }
    if (rc == OK)
        rc = load_parts(store, stored, place, n, frame, threads, column, target,
                        err);
    while (rc != OK && made)
        answer_column_free(&column[--made]);
    free(target);
    return rc;
}
