/* sources.c - the files of a survey and what became of their rows. */
#include "core/store/db.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/store/feed.h"

/* Prepares a query of which ?1 is id; *out is NULL on failure. */
static enum status query(struct store *store, const char *sql, int64_t id,
                         sqlite3_stmt **out, struct err *err)
{
    struct binder b;
    enum status rc = db_prepare(store, sql, out, err);

    if (rc != OK)
        return rc;
    b = db_binder(*out);
    bind_int(&b, id);
    if (b.code == SQLITE_OK)
        return OK;
    db_done(*out);
    *out = NULL;
    return db_fail_code(store, b.code, "read the database", err);
}

static uint64_t count_of(sqlite3_stmt *statement, int column)
{
    int64_t n = sqlite3_column_int64(statement, column);

    return n > 0 ? (uint64_t)n : 0;
}

/* ---- sources ---------------------------------------------------------- */

void stored_sources_free(struct stored_sources *sources)
{
    for (size_t i = 0; i < sources->n; i++) {
        struct stored_source *s = &sources->source[i];

        free(s->key);
        free(s->name);
        free(s->path);
        free(s->channel);
        free(s->encoding);
        free(s->platform);
    }
    free(sources->source);
    *sources = (struct stored_sources){0};
}

static enum sample_kind sample_of(const char *name)
{
    enum sample_kind kind = SAMPLE_OPEN;

    if (strcmp(name, sample_kind_name(SAMPLE_PANEL)) == 0)
        kind = SAMPLE_PANEL;
    else if (strcmp(name, sample_kind_name(SAMPLE_PROBABILITY)) == 0)
        kind = SAMPLE_PROBABILITY;
    return kind;
}

/* What is too long was not written by us. */
static void copy_digest(char out[65], const char *digest)
{
    if (strlen(digest) < 65)
        memcpy(out, digest, strlen(digest) + 1);
}

static enum status take_source(sqlite3_stmt *row, struct stored_source *s,
                               struct err *err)
{
    *s = (struct stored_source){.id = sqlite3_column_int64(row, 0),
                                .key = db_copy(row, 1),
                                .name = db_copy(row, 2),
                                .path = db_copy(row, 3),
                                .channel = db_copy(row, 5),
                                .sample = sample_of(db_text(row, 6)),
                                .encoding = db_copy(row, 7),
                                .platform = db_copy(row, 8),
                                .superseded_by = sqlite3_column_int64(row, 9),
                                .empty_rows = count_of(row, 10),
                                .received = count_of(row, 11),
                                .analysed = count_of(row, 12),
                                .removed = count_of(row, 13),
                                .rejected = count_of(row, 14)};
    copy_digest(s->sha256, db_text(row, 4));
    if (!s->key || !s->name || !s->path || !s->channel || !s->encoding ||
        !s->platform)
        return err_nomem(err);
    return OK;
}

enum status store_sources(struct store *store, int64_t survey_id,
                          struct stored_sources *out, struct err *err)
{
    static const char sql[] =
        "SELECT s.id, s.key, s.name, s.path, s.sha256, s.channel, s.sample,\n"
        "  s.encoding, s.platform, s.superseded_by, s.empty_rows,\n"
        "  l.received, l.analysed, l.removed, l.rejected\n"
        "FROM source s LEFT JOIN ledger l ON l.source_id = s.id\n"
        "WHERE s.survey_id = ?1 ORDER BY s.id";
    sqlite3_stmt *statement = NULL;
    size_t room = 0;
    bool row = true;
    enum status rc;

    *out = (struct stored_sources){0};
    if (db_empty(store))
        return OK;
    rc = query(store, sql, survey_id, &statement, err);
    while (rc == OK && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = mem_grow((void **)&out->source, &room, out->n + 1,
                          sizeof(*out->source), err);
        if (rc == OK && row)
            rc = take_source(statement, &out->source[out->n++], err);
    }
    db_done(statement);
    if (rc != OK)
        stored_sources_free(out);
    return rc;
}

enum status store_hashed_ids(struct store *store, bool *any, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM response\n"
                              "WHERE length(external_id) = 64\n"
                              "  AND external_id NOT GLOB '*[^0-9a-f]*'\n"
                              "LIMIT 1";
    sqlite3_stmt *statement = NULL;
    enum status rc;

    *any = false;
    if (db_empty(store))
        return OK;
    rc = db_prepare(store, sql, &statement, err);
    if (rc == OK)
        rc = db_next(store, statement, any, err);
    db_done(statement);
    return rc;
}

enum status store_key_fingerprint(struct store *store, char out[65],
                                  struct err *err)
{
    static const char sql[] = "SELECT key_fingerprint FROM source\n"
                              "WHERE superseded_by IS NULL\n"
                              "  AND length(key_fingerprint) = 64\n"
                              "ORDER BY id LIMIT 1";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum status rc;

    out[0] = '\0';
    if (db_empty(store))
        return OK;
    rc = db_prepare(store, sql, &statement, err);
    if (rc == OK)
        rc = db_next(store, statement, &row, err);
    if (rc == OK && row)
        copy_digest(out, db_text(statement, 0));
    db_done(statement);
    return rc;
}

/* ---- removals --------------------------------------------------------- */

void stored_removals_free(struct stored_removal *removal, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(removal[i].source);
        free(removal[i].name);
        free(removal[i].reason);
    }
    free(removal);
}

enum status store_removals(struct store *store, int64_t survey_id,
                           struct stored_removal **out, size_t *n,
                           struct err *err)
{
    static const char sql[] =
        "SELECT s.key, s.name, m.reason, m.rows\n"
        "FROM removal m JOIN source s ON s.id = m.source_id\n"
        "WHERE s.survey_id = ?1 ORDER BY s.id, m.reason";
    sqlite3_stmt *statement = NULL;
    struct stored_removal *list = NULL;
    size_t room = 0;
    bool row = true;
    enum status rc = OK;

    *out = NULL;
    *n = 0;
    if (!db_empty(store))
        rc = query(store, sql, survey_id, &statement, err);
    while (rc == OK && statement && row) {
        struct stored_removal *m;

        rc = db_next(store, statement, &row, err);
        if (rc != OK || !row)
            break;
        rc = mem_grow((void **)&list, &room, *n + 1, sizeof(*list), err);
        if (rc != OK)
            break;
        m = &list[(*n)++];
        *m = (struct stored_removal){
            db_copy(statement, 0), db_copy(statement, 1), db_copy(statement, 2),
            count_of(statement, 3)};
        if (!m->source || !m->name || !m->reason)
            rc = err_nomem(err);
    }
    db_done(statement);
    if (rc != OK) {
        stored_removals_free(list, *n);
        list = NULL;
        *n = 0;
    }
    *out = list;
    return rc;
}

/* ---- comments --------------------------------------------------------- */

void stored_counts_free(struct stored_count *count, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(count[i].question);
        free(count[i].item);
    }
    free(count);
}

static enum comment_kind comment_kind_of(const char *name)
{
    enum comment_kind kind = COMMENT_ANSWER;

    if (strcmp(name, comment_kind_name(COMMENT_OTHER)) == 0)
        kind = COMMENT_OTHER;
    else if (strcmp(name, comment_kind_name(COMMENT_UNRECOGNISED)) == 0)
        kind = COMMENT_UNRECOGNISED;
    return kind;
}

static enum status take_count(sqlite3_stmt *row, struct stored_count *count,
                              struct err *err)
{
    bool item = sqlite3_column_type(row, 1) != SQLITE_NULL;

    *count = (struct stored_count){.question = db_copy(row, 0),
                                   .item = item ? db_copy(row, 1) : NULL,
                                   .kind = comment_kind_of(db_text(row, 2)),
                                   .n = count_of(row, 3)};
    return count->question && (count->item || !item) ? OK : err_nomem(err);
}

enum status store_comment_counts(struct store *store, int64_t survey_id,
                                 struct stored_count **out, size_t *n,
                                 struct err *err)
{
    static const char sql[] =
        "SELECT q.key, i.key, c.kind, count(*)\n"
        "FROM comment c JOIN question q ON q.id = c.question_id\n"
        "  LEFT JOIN item i ON i.id = c.item_id\n"
        "  JOIN response r ON r.id = c.response_id\n"
        "WHERE q.survey_id = ?1 AND r.status = 'analysed'\n"
        "GROUP BY q.position, i.position, c.kind\n"
        "ORDER BY q.position, i.position, c.kind";
    sqlite3_stmt *statement = NULL;
    struct stored_count *list = NULL;
    size_t room = 0;
    bool row = true;
    enum status rc = OK;

    *out = NULL;
    *n = 0;
    if (!db_empty(store))
        rc = query(store, sql, survey_id, &statement, err);
    while (rc == OK && statement && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = mem_grow((void **)&list, &room, *n + 1, sizeof(*list), err);
        if (rc == OK && row)
            rc = take_count(statement, &list[(*n)++], err);
    }
    db_done(statement);
    if (rc != OK) {
        stored_counts_free(list, *n);
        list = NULL;
        *n = 0;
    }
    *out = list;
    return rc;
}

/* ---- a longer download of the same ------------------------------------ */

enum status store_overlap(struct store *store, int64_t source_id,
                          store_seen *seen, void *with, uint64_t *rows,
                          uint64_t *again, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = true;
    enum status rc;

    *rows = *again = 0;
    if (db_empty(store))
        return OK;
    rc = query(store,
               "SELECT external_id, row_hash FROM response WHERE source_id = "
               "?1 ORDER BY id",
               source_id, &statement, err);
    while (rc == OK && row) {
        unsigned char hash[16] = {0};
        const void *stored;
        struct text id;

        rc = db_next(store, statement, &row, err);
        if (rc != OK || !row)
            break;
        id.p = db_text(statement, 0);
        id.n = (size_t)sqlite3_column_bytes(statement, 0);
        stored = sqlite3_column_blob(statement, 1);
        if (stored && sqlite3_column_bytes(statement, 1) == sizeof(hash))
            memcpy(hash, stored, sizeof(hash));
        ++*rows;
        *again += seen(with, id, hash);
    }
    db_done(statement);
    return rc;
}
