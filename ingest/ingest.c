/* ingest.c - see ingest.h.  What is to be done is settled first (plan.c), with
 * every file opened and laid against the definition; then all of it is done in
 * one transaction. */
#include "ingest/ingest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "ingest/plan.h"

/* ---- rows into the store ---------------------------------------------- */

static enum status store_batch(void *with, const struct answer_batch *batch,
                               struct err *err)
{
    return store_ingest_batch(with, batch, err);
}

static enum status store_reject(void *with, const struct rejected_row *row,
                                struct err *err)
{
    return store_ingest_reject(with, row, err);
}

static enum status ingest_file(struct plan *p, struct planned *f,
                               struct store_ingest *into, struct notes *notes,
                               struct err *err)
{
    const struct source_definition *s = &p->survey->source[f->source];
    const struct export *e = f->loaded.export;
    struct stored_source row = {.id = f->live_id};
    struct str name = {0}, evidence = {0};
    enum status rc;

    str_add_n(&name, e->name.p, e->name.n);
    load_encoding_evidence(e, &evidence);
    rc = str_status(&name, err);
    if (rc == OK)
        rc = str_status(&evidence, err);
    memcpy(row.sha256, e->scan.sha256, sizeof row.sha256);
    /* The store reads these in the call and keeps nothing. */
    row.key = s->key;
    row.name = name.p;
    row.path = f->real;
    row.channel = s->channel;
    row.sample = s->sample;
    row.encoding = f->encoding;
    row.encoding_evidence = evidence.p;
    row.platform = f->platform;
    if (f->loaded.binding->hides_id && !f->superseded_by)
        row.key_fingerprint = p->loading.secret.fingerprint;
    if (rc == OK)
        rc = store_ingest_source(into, &row, &f->id, err);
    if (rc == OK && !f->superseded_by) {
        const struct sink sink = {into, store_batch, store_reject};

        rc = load_rows(&f->loaded, &p->loading, &sink, 0, err);
        store_ingest_empty_rows(into, e->empty_rows);
        if (rc == OK)
            rc = load_note_rows(&f->loaded, notes, err);
    }
    str_free(&name);
    str_free(&evidence);
    return rc;
}

static enum status supersede(struct plan *p, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < p->n && rc == OK; i++)
        if (p->file[i].superseded_by)
            rc = store_supersede(p->store, p->file[i].id,
                                 p->file[p->file[i].superseded_by - 1].id, err);
    for (size_t i = 0; i < p->live.n && rc == OK; i++)
        if (p->live_superseded_by[i])
            rc = store_supersede(p->store, p->live.source[i].id,
                                 p->file[p->live_superseded_by[i] - 1].id, err);
    return rc;
}

static enum status rebuild(struct plan *p, struct notes *notes, struct err *err)
{
    struct store_ingest *into = NULL;
    uint64_t duplicates = 0;
    enum status rc =
        store_ingest_begin(&into, p->store, p->survey, &p->digests, err);

    for (size_t i = 0; i < p->n && rc == OK; i++)
        rc = ingest_file(p, &p->file[i], into, notes, err);
    if (rc == OK)
        rc = store_ingest_end(into, &duplicates, err);
    store_ingest_free(into);
    if (rc == OK)
        rc = supersede(p, err); /* takes out of the ledger what end put in */
    if (rc == OK)
        rc = rules_note(p->loading.rules, notes, err);
    return rc;
}

/* ---- what came of it -------------------------------------------------- */

static enum status sum_up(struct plan *p, int64_t survey_id,
                          struct ingest_summary *summary, struct err *err)
{
    struct stored_sources sources;
    enum status rc = store_sources(p->store, survey_id, &sources, err);

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < sources.n; i++) {
        summary->received += sources.source[i].received;
        summary->analysed += sources.source[i].analysed;
        summary->removed += sources.source[i].removed;
        summary->rejected += sources.source[i].rejected;
    }
    stored_sources_free(&sources);
    return OK;
}

static enum status note_removals(struct plan *p, int64_t survey_id,
                                 struct notes *notes, struct err *err)
{
    struct stored_removal *removal = NULL;
    size_t n = 0;
    enum status rc = store_removals(p->store, survey_id, &removal, &n, err);

    for (size_t i = 0; i < n && rc == OK; i++)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: %" PRIu64 " response%s removed: %s",
                       removal[i].name, removal[i].rows,
                       removal[i].rows == 1 ? "" : "s", removal[i].reason);
    stored_removals_free(removal, n);
    return rc;
}

static enum status conclude(struct plan *p, struct ingest_summary *summary,
                            struct notes *notes, struct err *err)
{
    struct stored_survey stored;
    bool found = false;
    enum status rc = store_lookup(p->store, p->survey->key, p->survey->wave,
                                  &found, &stored, err);

    if (rc != OK || !found)
        return rc;
    rc = sum_up(p, stored.id, summary, err);
    if (rc == OK)
        rc = note_removals(p, stored.id, notes, err);
    stored_survey_free(&stored);
    return rc;
}

/* Labels, breakdowns and the like may have changed all the same. */
static enum status keep(struct plan *p, struct err *err)
{
    if (strcmp(p->stored.survey->yaml, p->survey->yaml) == 0)
        return OK;
    return store_update_definition(p->store, &p->stored, p->survey, err);
}

static enum status carry_out(struct plan *p, struct ingest_summary *summary,
                             struct notes *notes, struct err *err)
{
    enum status rc = store_begin(p->store, err);

    *summary = (struct ingest_summary){.unchanged = p->unchanged};
    if (rc == OK)
        rc = p->unchanged ? keep(p, err) : rebuild(p, notes, err);
    if (rc == OK)
        rc = conclude(p, summary, notes, err);
    return rc == OK ? store_commit(p->store, err) : rc;
}

enum status ingest_run(const struct ingest_request *request,
                       struct ingest_summary *summary, struct notes *notes,
                       struct err *err)
{
    struct plan *plan = NULL;
    enum status rc = plan_make(&plan, request, notes, err);

    if (rc == OK)
        rc = carry_out(plan, summary, notes, err);
    plan_free(plan);
    return rc;
}

enum status ingest_check(const struct ingest_request *request,
                         struct ingest_summary *summary, struct notes *notes,
                         struct err *err)
{
    struct ingest_request apart = *request;
    struct str folder = {0}, path = {0};
    enum status rc = tempdir_make(&folder, err);

    if (rc != OK)
        return rc;
    path_join(&path, str_cstr(&folder), "check.db");
    rc = str_status(&path, err);
    apart.database = str_cstr(&path);
    apart.key = NULL;
    apart.vfs = NULL;
    if (rc == OK)
        rc = ingest_run(&apart, summary, notes, err);
    tempdir_remove(str_cstr(&folder));
    str_free(&folder);
    str_free(&path);
    return rc;
}
