/* load.c - the analysed responses, into memory. */
#include "core/store/definition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/base/threads.h"
#include "core/store/beside.h"

static enum status scan(struct store *store, const char *sql, int64_t id,
                        sqlite3_stmt **out, struct err *err)
{
    enum status rc = db_prepare(store, sql, out, err);

    if (rc == OK && sqlite3_bind_parameter_count(*out) > 0 &&
        sqlite3_bind_int64(*out, 1, id) != SQLITE_OK)
        rc = db_fail(store, "read the database", err);
    return rc;
}

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

static int day_order(const struct frame *f, const struct frame_day *a,
                     const struct frame_day *b)
{
    int order = strcmp(f->source_key[a->source], f->source_key[b->source]);

    return order ? order : strcmp(a->day, b->day);
}

/* Counts a response of `day`.  at: the day of the one before, which most often
 * is the same. */
static enum status count_day(struct frame *f, const struct frame_day *day,
                             size_t *at, size_t *room, struct err *err)
{
    size_t low = *at, high = low + 1;
    void *days = f->day;
    enum status rc = OK;

    if (low >= f->n_days || day_order(f, &f->day[low], day) != 0)
        low = 0, high = f->n_days;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (day_order(f, &f->day[middle], day) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    if (low == f->n_days || day_order(f, &f->day[low], day) != 0) {
        rc = mem_grow(&days, room, f->n_days + 1, sizeof *f->day, err);
        f->day = days;
        if (rc != OK)
            return rc;
        memmove(f->day + low + 1, f->day + low,
                (f->n_days++ - low) * sizeof *f->day);
        f->day[low] = *day;
    }
    f->day[low].n++;
    return OK;
}

/* The day of a time in ISO, in column `at`. */
static struct frame_day day_of(sqlite3_stmt *row, int at, uint32_t source)
{
    struct frame_day day = {.source = source};
    const char *p = sqlite3_column_blob(row, at);
    size_t n = (size_t)sqlite3_column_bytes(row, at);

    if (p)
        memcpy(day.day, p, n < sizeof day.day - 1 ? n : sizeof day.day - 1);
    return day;
}

/* One scan of the responses for all that is needed of them: they lie among
 * the longest rows of the database. */
static enum status fill_frame(struct store *store, int64_t survey_id,
                              const struct source_key *map, size_t n_map,
                              size_t room, struct frame *frame, struct err *err)
{
    sqlite3_stmt *statement;
    bool row = true;
    size_t at = 0, last = 0, days = 0;
    enum status rc =
        scan(store,
             "SELECT id, source_id, submitted, kind IS NOT 'individual'\n"
             "FROM response WHERE survey_id = ?1 AND status = 'analysed'\n"
             "ORDER BY id",
             survey_id, &statement, err);

    while (rc == OK && row) {
        struct frame_day day;
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
        frame->kinds_written |= sqlite3_column_int(statement, 3) != 0;
        day = day_of(statement, 2, map[at].key);
        rc = count_day(frame, &day, &last, &days, err);
    }
    db_done(statement);
    if (rc == OK && frame->n < room)
        rc = db_damaged(store, "there are fewer responses than its ledger says",
                        err);
    return rc;
}

/* The weights that came with the responses, analysed or not, by id. */
struct supplied {
    struct supplied_weight {
        int64_t id;
        double value;
    } * row;
    size_t n, room;
};

static enum status read_weights(struct store *store, int64_t survey_id,
                                struct supplied *w, struct err *err)
{
    sqlite3_stmt *statement;
    void *rows = w->row;
    bool row = true;
    enum status rc = scan(store,
                          "SELECT response_id, value FROM weight\n"
                          "WHERE survey_id = ?1 AND scheme = 'supplied'\n"
                          "ORDER BY response_id",
                          survey_id, &statement, err);

    while (rc == OK && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = mem_grow(&rows, &w->room, w->n + 1, sizeof *w->row, err);
        w->row = rows;
        if (rc == OK && row)
            w->row[w->n++] = (struct supplied_weight){
                sqlite3_column_int64(statement, 0), db_num(statement, 1)};
    }
    db_done(statement);
    return rc;
}

/* Both go by id. */
static void match_weights(const struct supplied *w, struct frame *frame,
                          bool *has)
{
    size_t at = 0;

    for (size_t i = 0; i < w->n; i++) {
        const struct supplied_weight *of = &w->row[i];

        while (at < frame->n && frame->response_id[at] < of->id)
            at++;
        if (at < frame->n && frame->response_id[at] == of->id) {
            frame->supplied[at] = of->value;
            has[frame->source[at]] = true;
        }
    }
}

/* Where a source has weights, a response without one has NaN; where it has
 * none, each counts once. */
static enum status fill_weights(const struct supplied *w, struct frame *frame,
                                struct err *err)
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
        match_weights(w, frame, has);
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

/* Responses and weights, each by a scan of its own. */
struct scans {
    struct store *store;
    int64_t survey_id;
    bool beside; /* on connections of their own */
    const struct source_key *map;
    size_t n_map, room;
    struct frame *frame;
    struct supplied supplied;
};

static enum status scan_task(void *with, size_t task, struct err *err)
{
    struct scans *s = with;
    struct store *own = NULL, *store = s->store;
    enum status rc = OK;

    if (s->beside) {
        rc = beside_open(s->store, &own, err);
        store = own;
    }
    if (rc == OK && task == 0)
        rc = fill_frame(store, s->survey_id, s->map, s->n_map, s->room,
                        s->frame, err);
    else if (rc == OK)
        rc = read_weights(store, s->survey_id, &s->supplied, err);
    beside_close(own);
    return rc;
}

static enum status run_scans(struct scans *s, unsigned threads, struct err *err)
{
    enum status rc;

    s->beside = beside_allowed(s->store);
    rc = threads_run(2, s->beside ? threads : 1, scan_task, s, err);
    if (rc == OK)
        rc = fill_weights(&s->supplied, s->frame, err);
    free(s->supplied.row);
    return rc;
}

enum status store_load_frame(struct store *store,
                             const struct stored_survey *stored,
                             unsigned threads, struct frame *out,
                             struct err *err)
{
    struct stored_sources sources = {0};
    struct source_key *map = NULL;
    size_t n = 0;
    enum status rc = store_sources(store, stored->id, &sources, err);

    *out = (struct frame){0};
    for (size_t i = 0; rc == OK && i < sources.n; i++)
        n += sources.source[i].analysed;
    if (rc == OK) {
        map = mem_array(sources.n, sizeof(*map));
        out->response_id = mem_array(n, sizeof(*out->response_id));
        out->source = mem_array(n, sizeof(*out->source));
        out->source_key = mem_array(sources.n, sizeof(*out->source_key));
        out->sample = mem_array(sources.n, sizeof(*out->sample));
        if (!map || !out->response_id || !out->source || !out->source_key ||
            !out->sample)
            rc = err_nomem(err);
    }
    if (rc == OK)
        rc = find_keys(stored->survey, &sources, out, map, err);
    if (rc == OK) {
        struct scans s = {.store = store,
                          .survey_id = stored->id,
                          .map = map,
                          .n_map = sources.n,
                          .room = n,
                          .frame = out};

        rc = run_scans(&s, threads, err);
    }
    if (rc == OK)
        rc = design_load(store, stored, out, err);
    if (rc != OK)
        frame_free(out);
    free(map);
    stored_sources_free(&sources);
    return rc;
}
