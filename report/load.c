/* load.c - see load.h. */
#include "report/load_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The definition named on the command line, where no earlier stage would have
 * to run again because of it. */
static enum status take_definition(struct load *load, const char *path,
                                   const struct report_request *request,
                                   struct err *err)
{
    struct survey *survey = NULL;
    struct survey_digests digests;
    enum status rc = survey_read(&survey, path, err);

    if (rc == OK)
        rc = survey_digests(survey, &digests, err);
    if (rc == OK && strcmp(digests.ingest, load->stored.digests.ingest) != 0)
        rc = err_at(err, ERR_STALE, path, 0,
                    "what ingest uses has changed since the data was "
                    "ingested; run: canvass ingest -d %s %s",
                    request->database, path);
    if (rc == OK && strcmp(digests.analyse, load->stored.digests.analyse) != 0)
        rc = err_at(err, ERR_STALE, path, 0,
                    "what analyse uses has changed since the results were "
                    "computed; run: canvass analyse -d %s --survey %s",
                    request->database, path);
    if (rc == OK)
        rc = store_update_definition(load->store, &load->stored, survey, err);
    survey_free(survey);
    if (rc != OK)
        return rc;
    stored_survey_free(&load->stored);
    load->found = false;
    rc = store_find(load->store, request->only, &load->stored, err);
    load->found = rc == OK;
    return rc;
}

enum status loaded_open(struct loaded *out,
                        const struct report_request *request, struct err *err)
{
    struct load *load = calloc(1, sizeof *load);
    enum status rc;

    *out = (struct loaded){.arena = arena_new(), .behind = load};
    if (!load || !out->arena)
        return err_nomem(err);
    rc = store_open(&load->store, request->database,
                    request->survey_path ? STORE_WRITE : STORE_READ, err);
    if (rc == OK)
        rc = store_find(load->store, request->only, &load->stored, err);
    load->found = rc == OK;
    if (rc == OK && request->survey_path)
        rc = take_definition(load, request->survey_path, request, err);
    if (rc == OK)
        rc = store_results_fresh(load->store, &load->stored, err);
    if (rc == OK)
        out->survey = load->stored.survey;
    return rc;
}

/* ---- the ledger ------------------------------------------------------- */

static enum status fetch_sources(struct fetch *fetch, struct err *err)
{
    struct loaded *l = fetch->loaded;
    struct load *load = l->behind;
    struct stored_sources all = {0};
    enum status rc = store_sources(load->store, load->stored.id, &all, err);

    if (rc == OK) {
        l->source = arena_alloc(l->arena, all.n + 1, sizeof *l->source);
        if (!l->source)
            rc = err_nomem(err);
    }
    for (size_t i = 0; rc == OK && i < all.n; i++) {
        const struct stored_source *s = &all.source[i];

        l->source[l->n_sources++] = (struct loaded_source){
            .key = load_keep(fetch, s->key),
            .name = load_keep(fetch, s->name),
            .sha256 = load_keep(fetch, s->sha256),
            .channel = load_keep(fetch, s->channel),
            .platform = load_keep(fetch, s->platform),
            .encoding = load_keep(fetch, s->encoding),
            .sample = s->sample,
            .superseded = s->superseded_by != 0,
            .received = (double)s->received,
            .analysed = (double)s->analysed,
            .removed = (double)s->removed,
            .rejected = (double)s->rejected,
        };
    }
    stored_sources_free(&all);
    return rc == OK && fetch->failed ? err_nomem(err) : rc;
}

static enum status fetch_removals(struct fetch *fetch, struct err *err)
{
    struct loaded *l = fetch->loaded;
    struct load *load = l->behind;
    struct stored_removal *all = NULL;
    size_t n = 0;
    enum status rc =
        store_removals(load->store, load->stored.id, &all, &n, err);

    if (rc == OK) {
        l->removal = arena_alloc(l->arena, n + 1, sizeof *l->removal);
        if (!l->removal)
            rc = err_nomem(err);
    }
    for (size_t i = 0; rc == OK && i < n; i++)
        l->removal[l->n_removals++] = (struct loaded_removal){
            .source = load_keep(fetch, all[i].source),
            .reason = load_keep(fetch, all[i].reason),
            .rows = (double)all[i].rows,
        };
    stored_removals_free(all, n);
    return rc == OK && fetch->failed ? err_nomem(err) : rc;
}

static enum status fetch_comments(struct fetch *fetch, struct err *err)
{
    struct loaded *l = fetch->loaded;
    struct load *load = l->behind;
    struct stored_count *all = NULL;
    size_t n = 0;
    enum status rc =
        store_comment_counts(load->store, load->stored.id, &all, &n, err);

    if (rc == OK) {
        l->comments = arena_alloc(l->arena, n + 1, sizeof *l->comments);
        if (!l->comments)
            rc = err_nomem(err);
    }
    for (size_t i = 0; rc == OK && i < n; i++) {
        if (all[i].kind == COMMENT_UNRECOGNISED)
            continue;
        l->comments[l->n_comments++] = (struct loaded_comments){
            .question = load_keep(fetch, all[i].question),
            .item = load_keep(fetch, all[i].item),
            .other = all[i].kind == COMMENT_OTHER,
            .n = (double)all[i].n,
        };
    }
    stored_counts_free(all, n);
    return rc == OK && fetch->failed ? err_nomem(err) : rc;
}

enum status loaded_rows(struct loaded *loaded, const struct plan *plan,
                        struct err *err)
{
    struct load *load = loaded->behind;
    struct fetch fetch = {.loaded = loaded, .plan = plan};
    struct stored_run run = {0};
    enum status rc =
        store_last_run(load->store, &load->stored, "analyse", &run, err);

    if (rc == OK) {
        loaded->version = load_keep(&fetch, run.version);
        loaded->config_sha256 = load_keep(&fetch, run.config_sha256);
        stored_run_free(&run);
        rc = fetch.failed ? err_nomem(err) : OK;
    }
    if (rc == OK)
        rc = load_results(&fetch, err);
    if (rc == OK)
        rc = fetch_sources(&fetch, err);
    if (rc == OK)
        rc = fetch_removals(&fetch, err);
    return rc == OK ? fetch_comments(&fetch, err) : rc;
}

enum status loaded_reported(struct loaded *loaded,
                            const struct report_request *request,
                            struct err *err)
{
    struct load *load = loaded->behind;

    /* A database that only others may write can still be reported. */
    if (!request->survey_path)
        return OK;
    return store_reported(load->store, &load->stored, err);
}

void loaded_close(struct loaded *loaded)
{
    if (loaded->behind) {
        if (loaded->behind->found)
            stored_survey_free(&loaded->behind->stored);
        store_close(loaded->behind->store);
        free(loaded->behind);
    }
    free(loaded->row);
    free(loaded->bearing);
    free(loaded->weights);
    arena_free(loaded->arena);
    *loaded = (struct loaded){0};
}
