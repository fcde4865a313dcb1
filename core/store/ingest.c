/* ingest.c - a survey's rows on their way in. */
#include "core/store/definition.h"
#include "core/store/feed.h"
#include "core/store/wipe.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

/* One call of store_ingest_source(): responses first .. end - 1. */
struct ingested {
    int64_t id, first, end;
    uint64_t received; /* rows handed over, read or not */
    uint64_t empty_rows;
    size_t key; /* in the definition */
};

/* The ids of one key's rows as they came.  While they only rise, or only fall,
 * none can be there twice, and nobody has to sort a million of them. */
struct id_order {
    struct str last;
    int direction; /* -1, 0 at the first, 1 */
    bool broken;
};

struct store_ingest {
    struct store *store;
    struct survey *survey;
    int64_t survey_id, next_id;
    struct answer_places places;
    struct definition_ids ids;
    struct feeds *feeds;
    sqlite3_stmt *reject;
    struct ingested *source;
    size_t n, room;
    struct id_order *order; /* of each source of the definition */
    bool unordered;         /* a source is not in it */
};

static enum status prepare(struct store_ingest *ingest,
                           const struct survey_digests *digests,
                           struct err *err)
{
    struct store *store = ingest->store;
    enum status rc = db_need_transaction(store, err);

    ingest->order =
        mem_array(ingest->survey->n_sources, sizeof(*ingest->order));
    if (rc == OK && !ingest->order)
        rc = err_nomem(err);
    if (rc == OK)
        rc = answer_places(ingest->survey, &ingest->places, err);
    if (rc == OK)
        rc = definition_survey(store, ingest->survey, digests,
                               &ingest->survey_id, err);
    if (rc == OK)
        rc = definition_files(store, ingest->survey_id, ingest->survey, err);
    if (rc == OK)
        rc = wipe_survey(store, ingest->survey_id, err);
    if (rc == OK)
        rc = definition_insert(store, ingest->survey_id, ingest->survey,
                               &ingest->ids, err);
    if (rc == OK)
        rc = tables_create(store, ingest->survey_id, &ingest->places,
                           &ingest->ids, err);
    if (rc == OK)
        rc = db_number(store, "SELECT max(id) + 1 FROM response", 0, 1,
                       &ingest->next_id, err);
    if (rc == OK)
        rc = feeds_new(&ingest->feeds, store, &ingest->places, &ingest->ids,
                       ingest->survey_id, err);
    if (rc == OK)
        rc = db_prepare(store, "INSERT INTO rejected VALUES (?, ?, ?, ?, ?)",
                        &ingest->reject, err);
    return rc;
}

enum status store_ingest_begin(struct store_ingest **out, struct store *store,
                               struct survey *survey,
                               const struct survey_digests *digests,
                               struct err *err)
{
    struct store_ingest *ingest = mem_array(1, sizeof(*ingest));
    enum status rc;

    *out = NULL;
    if (!ingest)
        return err_nomem(err);
    ingest->store = store;
    ingest->survey = survey;
    rc = prepare(ingest, digests, err);
    if (rc != OK) {
        store_ingest_free(ingest);
        return rc;
    }
    store->tidy = ingest->survey_id;
    *out = ingest;
    return OK;
}

void store_ingest_free(struct store_ingest *ingest)
{
    if (!ingest)
        return;
    feeds_free(ingest->feeds);
    db_done(ingest->reject);
    definition_ids_free(&ingest->ids);
    for (size_t i = 0; ingest->order && i < ingest->survey->n_sources; i++)
        str_free(&ingest->order[i].last);
    free(ingest->order);
    free(ingest->source);
    free(ingest);
}

/* ---- sources ---------------------------------------------------------- */

/* A file that was there before keeps its id: what it superseded names it. */
static enum status source_before(struct store_ingest *ingest,
                                 const struct stored_source *source,
                                 int64_t *id, struct err *err)
{
    static const char sql[] =
        "SELECT id FROM source WHERE survey_id = ?1\n"
        "  AND superseded_by IS NULL AND (id = ?2 OR ?2 = 0 AND key = ?3\n"
        "  AND sha256 = ?4 AND path = ?5) ORDER BY id LIMIT 1";
    sqlite3_stmt *statement;
    bool row = false;
    enum status rc = db_prepare(ingest->store, sql, &statement, err);

    *id = 0;
    if (rc == OK) {
        struct binder b = db_binder(statement);

        bind_int(&b, ingest->survey_id);
        bind_int(&b, source->id);
        bind_text(&b, source->key);
        bind_text(&b, source->sha256);
        bind_text(&b, source->path);
        rc = db_next(ingest->store, statement, &row, err);
    }
    if (rc == OK && row)
        *id = sqlite3_column_int64(statement, 0);
    db_done(statement);
    for (size_t i = 0; i < ingest->n; i++)
        if (ingest->source[i].id == *id)
            *id = 0; /* the same bytes again are another source */
    return rc;
}

static enum status write_source(struct store_ingest *ingest,
                                const struct stored_source *source, int64_t *id,
                                struct err *err)
{
    static const char sql[] =
        "INSERT INTO source(id, survey_id, key, name, path, sha256, channel,\n"
        "  sample, encoding, encoding_evidence, platform, key_fingerprint,\n"
        "  rows, empty_rows)\n"
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)\n"
        "ON CONFLICT (id) DO UPDATE SET key = excluded.key,\n"
        "  name = excluded.name, path = excluded.path,\n"
        "  sha256 = excluded.sha256, channel = excluded.channel,\n"
        "  sample = excluded.sample, encoding = excluded.encoding,\n"
        "  encoding_evidence = excluded.encoding_evidence,\n"
        "  platform = excluded.platform,\n"
        "  key_fingerprint = excluded.key_fingerprint RETURNING id";
    sqlite3_stmt *statement;
    bool row = false;
    enum status rc = db_prepare(ingest->store, sql, &statement, err);
    struct binder b = db_binder(statement);

    if (rc != OK)
        return rc;
    if (*id)
        bind_int(&b, *id);
    else
        bind_null(&b);
    bind_int(&b, ingest->survey_id);
    bind_text(&b, source->key);
    bind_text(&b, source->name ? source->name : "");
    bind_text(&b, source->path);
    bind_text(&b, source->sha256);
    bind_text(&b, source->channel);
    bind_text(&b, sample_kind_name(source->sample));
    bind_text(&b, source->encoding);
    bind_text(&b, source->encoding_evidence);
    bind_text(&b, source->platform);
    bind_text(&b, source->key_fingerprint);
    bind_int(&b, (int64_t)source->empty_rows);
    rc = db_next(ingest->store, statement, &row, err);
    if (rc == OK && row)
        *id = sqlite3_column_int64(statement, 0);
    db_done(statement);
    return rc;
}

/* SURVEY_NONE where the definition has no such source. */
static size_t key_of(const struct survey *survey, const char *key)
{
    for (size_t i = 0; i < survey->n_sources; i++)
        if (strcmp(survey->source[i].key, key) == 0)
            return i;
    return SURVEY_NONE;
}

enum status store_ingest_source(struct store_ingest *ingest,
                                const struct stored_source *source, int64_t *id,
                                struct err *err)
{
    enum status rc = db_need_transaction(ingest->store, err);

    if (rc == OK)
        rc = mem_grow((void **)&ingest->source, &ingest->room, ingest->n + 1,
                      sizeof(*ingest->source), err);
    if (rc == OK)
        rc = source_before(ingest, source, id, err);
    if (rc == OK)
        rc = write_source(ingest, source, id, err);
    if (rc == OK)
        ingest->source[ingest->n++] =
            (struct ingested){.id = *id,
                              .first = ingest->next_id,
                              .end = ingest->next_id,
                              .empty_rows = source->empty_rows,
                              .key = key_of(ingest->survey, source->key)};
    return rc;
}

/* Rows come after their source, within the transaction. */
static enum status need_source(struct store_ingest *ingest, struct err *err)
{
    if (ingest->n == 0)
        return err_set(err, ERR_STORE, "%s: rows came before their source",
                       ingest->store->path);
    return db_need_transaction(ingest->store, err);
}

void store_ingest_empty_rows(struct store_ingest *ingest, uint64_t rows)
{
    if (ingest->n)
        ingest->source[ingest->n - 1].empty_rows = rows;
}

/* ---- rows ------------------------------------------------------------- */

/* By length, then by bytes: the order of numbers, and a total one. */
static int compare_ids(struct text a, struct text b)
{
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    return memcmp(a.p, b.p, a.n);
}

static enum status watch_order(struct id_order *order,
                               const struct response_row *row, size_t n,
                               struct err *err)
{
    struct text last = str_text(&order->last);

    for (size_t i = 0; i < n && !order->broken; i++) {
        int way;

        if (row[i].external_id.n == 0)
            continue;
        way = last.n ? compare_ids(row[i].external_id, last) : 0;
        way = (way > 0) - (way < 0);
        order->broken = last.n && (way == 0 || way == -order->direction);
        order->direction = way;
        last = row[i].external_id;
    }
    if (last.p != order->last.p) { /* of a batch that goes away */
        str_clear(&order->last);
        str_add_n(&order->last, last.p, last.n);
    }
    return str_status(&order->last, err);
}

enum status store_ingest_batch(struct store_ingest *ingest,
                               const struct answer_batch *batch,
                               struct err *err)
{
    enum status rc = need_source(ingest, err);
    struct ingested *source;
    struct feed_batch from;

    if (rc != OK || batch->n == 0)
        return rc;
    source = &ingest->source[ingest->n - 1];
    from = (struct feed_batch){.batch = batch,
                               .survey_id = ingest->survey_id,
                               .source_id = source->id,
                               .first_id = ingest->next_id};
    rc = feeds_write(ingest->feeds, &from, err);
    if (rc == OK)
        rc = design_write(ingest->store, batch, ingest->next_id, err);
    if (rc == OK && source->key == SURVEY_NONE)
        ingest->unordered = true;
    else if (rc == OK)
        rc =
            watch_order(&ingest->order[source->key], batch->row, batch->n, err);
    ingest->next_id += (int64_t)batch->n;
    source->end = ingest->next_id;
    source->received += batch->n;
    return rc;
}

enum status store_ingest_reject(struct store_ingest *ingest,
                                const struct rejected_row *row, struct err *err)
{
    enum status rc = need_source(ingest, err);
    struct binder b = db_binder(ingest->reject);

    if (rc != OK)
        return rc;
    bind_int(&b, ingest->source[ingest->n - 1].id);
    bind_int(&b, (int64_t)row->line);
    bind_text(&b, row->reason);
    bind_text(&b, row->detail);
    bind_bytes(&b, row->raw);
    ingest->source[ingest->n - 1].received++;
    return db_run(ingest->store, &b, "write a rejected row", err);
}

/* ---- the end ---------------------------------------------------------- */

/* Only among responses that are analysed: somebody whose first attempt was
 * removed as blank is not lost by it. */
#define DUPLICATES(direction)                                                  \
    "WITH again AS MATERIALIZED (\n"                                           \
    "  SELECT external_id FROM response\n"                                     \
    "  WHERE survey_id = ?1 AND status = 'analysed'\n"                         \
    "    AND external_id IS NOT NULL\n"                                        \
    "  GROUP BY external_id HAVING count(*) > 1),\n"                           \
    "kept AS MATERIALIZED (\n"                                                 \
    "  SELECT r.id AS id, first_value(r.id) OVER (\n"                          \
    "    PARTITION BY s.key, r.external_id ORDER BY r.id " direction ")\n"     \
    "    AS first\n"                                                           \
    "  FROM response r JOIN source s ON s.id = r.source_id\n"                  \
    "  WHERE r.survey_id = ?1 AND r.status = 'analysed'\n"                     \
    "    AND r.external_id IN (SELECT external_id FROM again))\n"              \
    "UPDATE response SET status = 'removed', reason = 'duplicate_id',\n"       \
    "  duplicate_of = kept.first\n"                                            \
    "FROM kept WHERE response.id = kept.id AND kept.first <> kept.id"

static bool may_have_duplicates(const struct store_ingest *ingest)
{
    bool may = ingest->unordered;

    for (size_t i = 0; i < ingest->survey->n_sources; i++)
        may = may || ingest->order[i].broken;
    return may;
}

static enum status remove_duplicates(struct store_ingest *ingest,
                                     uint64_t *duplicates, struct err *err)
{
    bool last = ingest->survey->remove.duplicate_id == DUPLICATE_LAST;
    enum status rc;

    *duplicates = 0;
    if (ingest->survey->remove.duplicate_id == DUPLICATE_KEEP ||
        !may_have_duplicates(ingest))
        return OK;
    rc = db_script(ingest->store, last ? DUPLICATES("DESC") : DUPLICATES("ASC"),
                   ingest->survey_id, err);
    if (rc == OK)
        *duplicates = (uint64_t)sqlite3_changes64(ingest->store->db);
    return rc;
}

/* What was handed over beside what is there: the table's CHECK compares. */
static enum status account(struct store_ingest *ingest,
                           const struct ingested *source, struct err *err)
{
    static const char *const sql[] = {
        "UPDATE source SET rows = ?2, empty_rows = ?3 WHERE id = ?1",
        "INSERT INTO ledger SELECT ?1, ?2, ifnull(sum(status = 'analysed'), "
        "0),\n"
        "  ifnull(sum(status = 'removed'), 0),\n"
        "  (SELECT count(*) FROM rejected WHERE source_id = ?1)\n"
        "FROM response WHERE id >= ?4 AND id < ?5",
        "INSERT INTO removal "
        "SELECT ?1, reason, count(*) FROM response\n"
        "WHERE id >= ?4 AND id < (SELECT iif(removed > 0, ?5, ?4)\n"
        "  FROM ledger WHERE source_id = ?1)\n"
        "  AND status = 'removed' GROUP BY reason",
    };
    const int64_t value[] = {source->id, (int64_t)source->received,
                             (int64_t)source->empty_rows, source->first,
                             source->end};
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < sizeof(sql) / sizeof(*sql); i++) {
        sqlite3_stmt *statement;
        struct binder b;

        rc = db_prepare(ingest->store, sql[i], &statement, err);
        if (rc != OK)
            return rc;
        b = db_binder(statement);
        while (b.at < sqlite3_bind_parameter_count(statement))
            bind_int(&b, value[b.at]);
        rc = db_run(ingest->store, &b, "write the ledger", err);
        db_done(statement);
    }
    return rc;
}

static enum status write_lookups(struct store_ingest *ingest, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < ingest->survey->n_questions; i++) {
        const struct question *q = &ingest->survey->question[i];

        if (q->derived.rule == DERIVE_LOOKUP)
            rc = definition_options(ingest->store, ingest->ids.question[i], q,
                                    err);
    }
    return rc;
}

enum status store_ingest_end(struct store_ingest *ingest, uint64_t *duplicates,
                             struct err *err)
{
    struct store *store = ingest->store;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = remove_duplicates(ingest, duplicates, err);
    for (size_t i = 0; rc == OK && i < ingest->n; i++)
        rc = account(ingest, &ingest->source[i], err);
    if (rc == OK)
        rc = write_lookups(ingest, err);
    if (rc == OK)
        rc = views_create(store, ingest->survey_id, ingest->survey,
                          &ingest->places, err);
    return rc;
}

enum status store_supersede(struct store *store, int64_t old_id, int64_t new_id,
                            struct err *err)
{
    int64_t survey_id = 0;
    sqlite3_stmt *statement = NULL;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = db_number(store, "SELECT survey_id FROM source WHERE id = ?1",
                       old_id, 0, &survey_id, err);
    if (rc == OK && survey_id == 0)
        rc = err_set(err, ERR_STORE, "%s: has no source %lld", store->path,
                     (long long)old_id);
    if (rc == OK)
        rc = wipe_source(store, survey_id, old_id, err);
    if (rc == OK)
        rc = db_prepare(store,
                        "UPDATE source SET superseded_by = ? WHERE id = ?",
                        &statement, err);
    if (rc == OK) {
        struct binder b = db_binder(statement);

        bind_int(&b, new_id);
        bind_int(&b, old_id);
        rc = db_run(store, &b, "write the sources", err);
    }
    db_done(statement);
    if (rc == OK)
        rc = wipe_results(store, survey_id, err);
    if (rc == OK)
        rc = wipe_marks(store, survey_id, err);
    return rc;
}
