/* design.c - where responses stand in the design of their sample.
 *
 * Names become numbers in the database, by sorting: nothing here depends on
 * the order in which rows came, and no table of names is held in memory. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/store/definition.h"

static void bind_part(struct binder *b, struct text t)
{
    if (t.p)
        bind_bytes(b, t);
    else
        bind_null(b);
}

enum status design_write(struct store *store, const struct answer_batch *batch,
                         int64_t first_id, struct err *err)
{
    sqlite3_stmt *insert = NULL;
    enum status rc = OK;

    if (!batch->design)
        return OK;
    rc = db_prepare(store, "INSERT INTO design VALUES (?, ?, ?, ?)", &insert,
                    err);
    for (size_t i = 0; rc == OK && i < batch->n; i++) {
        struct binder b = db_binder(insert);

        bind_int(&b, first_id + (int64_t)i);
        bind_part(&b, batch->design[i].stratum);
        bind_part(&b, batch->design[i].cluster);
        bind_num(&b, batch->design[i].population);
        rc = db_run(store, &b, "write the design", err);
    }
    db_done(insert);
    return rc;
}

/* ---- reading ---------------------------------------------------------- */

#define ANALYSED                                                               \
    "WITH a AS (SELECT r.id AS id, r.line AS line, s.key AS key,\n"            \
    "  d.stratum AS stratum, d.cluster AS cluster,\n"                          \
    "  d.population AS population\n"                                           \
    "  FROM response r JOIN source s ON s.id = r.source_id\n"                  \
    "  LEFT JOIN design d ON d.response_id = r.id\n"                           \
    "  WHERE r.survey_id = ?1 AND r.status = 'analysed')\n"

/* Whose cell was empty or no number. */
static const char lacking[] =
    ANALYSED "SELECT line, key, CASE WHEN stratum = '' THEN 'stratum'\n"
             "  WHEN cluster = '' THEN 'cluster' ELSE 'fpc' END FROM a\n"
             "WHERE stratum = '' OR cluster = '' OR population < 0\n"
             "ORDER BY id LIMIT 1";

static const char strata[] =
    ANALYSED "SELECT key, stratum, min(population), max(population) FROM a\n"
             "GROUP BY key, stratum ORDER BY key, ifnull(stratum, '')";

/* A response of a source without clusters is one of its own. */
static const char places[] = ANALYSED
    "SELECT dense_rank() OVER (ORDER BY key, ifnull(stratum, '')) - 1,\n"
    "  dense_rank() OVER (ORDER BY key, ifnull(stratum, ''), cluster,\n"
    "    CASE WHEN cluster IS NULL THEN id END) - 1\n"
    "FROM a ORDER BY id";

static enum status start(struct store *store, const char *sql, int64_t id,
                         sqlite3_stmt **out, struct err *err)
{
    enum status rc = db_prepare(store, sql, out, err);

    if (rc == OK) {
        struct binder b = db_binder(*out);

        bind_int(&b, id);
    }
    return rc;
}

static enum status refuse_lacking(struct store *store, int64_t id,
                                  struct err *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    enum status rc = start(store, lacking, id, &s, err);

    if (rc == OK)
        rc = db_next(store, s, &row, err);
    if (rc == OK && row)
        rc = err_set(err, ERR_INPUT,
                     "%s: the response on line %lld of source '%s' has no "
                     "%s; correct the export, or list the response in "
                     "removals, and ingest again",
                     store->path, (long long)sqlite3_column_int64(s, 0),
                     db_text(s, 1), db_text(s, 2));
    db_done(s);
    return rc;
}

static enum status add_stratum(struct store *store, sqlite3_stmt *s,
                               struct frame *frame, size_t *room,
                               struct err *err)
{
    size_t n = frame->n_strata;
    bool named = sqlite3_column_type(s, 1) != SQLITE_NULL;
    double least = db_num(s, 2), most = db_num(s, 3);
    void *names = frame->stratum_name, *sizes = frame->population;
    size_t other = *room;
    enum status rc =
        mem_grow(&names, room, n + 1, sizeof *frame->stratum_name, err);

    frame->stratum_name = names;
    if (rc == OK)
        rc = mem_grow(&sizes, &other, n + 1, sizeof *frame->population, err);
    frame->population = sizes;
    if (rc != OK)
        return rc;
    if (least < most)
        return err_set(err, ERR_INPUT,
                       "%s: fpc of stratum '%s' of source '%s' is %g in one "
                       "response and %g in another; it is the size of the "
                       "stratum's population, the same for all of it",
                       store->path, db_text(s, 1), db_text(s, 0), least, most);
    frame->population[n] = isnan(least) ? (double)INFINITY : least;
    frame->stratum_name[n] = db_copy(s, named ? 1 : 0);
    if (!frame->stratum_name[n])
        return err_nomem(err);
    frame->n_strata++;
    return OK;
}

static enum status load_strata(struct store *store, int64_t id,
                               struct frame *frame, struct err *err)
{
    sqlite3_stmt *s = NULL;
    size_t room = 0;
    bool row = true;
    enum status rc = start(store, strata, id, &s, err);

    while (rc == OK && row) {
        rc = db_next(store, s, &row, err);
        if (rc == OK && row)
            rc = add_stratum(store, s, frame, &room, err);
    }
    db_done(s);
    return rc;
}

static enum status load_places(struct store *store, int64_t id,
                               struct frame *frame, struct err *err)
{
    sqlite3_stmt *s = NULL;
    size_t i = 0;
    bool row = true;
    enum status rc = start(store, places, id, &s, err);

    while (rc == OK && row) {
        int64_t stratum, cluster;

        rc = db_next(store, s, &row, err);
        if (rc != OK || !row)
            break;
        stratum = sqlite3_column_int64(s, 0);
        cluster = sqlite3_column_int64(s, 1);
        if (i == frame->n || stratum < 0 || (size_t)stratum >= frame->n_strata)
            rc = db_damaged(store, "the design and the responses differ", err);
        else {
            frame->stratum[i] = (uint32_t)stratum;
            if (frame->cluster)
                frame->cluster[i] = (uint32_t)cluster;
            if ((size_t)cluster >= frame->n_clusters)
                frame->n_clusters = (size_t)cluster + 1;
            i++;
        }
    }
    db_done(s);
    return rc;
}

enum status design_load(struct store *store, const struct stored_survey *stored,
                        struct frame *frame, struct err *err)
{
    bool any = false, clustered = false;
    enum status rc;

    for (size_t i = 0; i < stored->survey->n_sources; i++) {
        const struct source_definition *d = &stored->survey->source[i];

        any = any || d->stratum || d->cluster || d->fpc;
        clustered = clustered || d->cluster;
    }
    if (!any)
        return OK;
    frame->stratum = mem_array(frame->n, sizeof *frame->stratum);
    if (clustered)
        frame->cluster = mem_array(frame->n, sizeof *frame->cluster);
    if (!frame->stratum || (clustered && !frame->cluster))
        return err_nomem(err);
    rc = refuse_lacking(store, stored->id, err);
    if (rc == OK)
        rc = load_strata(store, stored->id, frame, err);
    if (rc == OK)
        rc = load_places(store, stored->id, frame, err);
    if (!clustered)
        frame->n_clusters = 0;
    return rc;
}
