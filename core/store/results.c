/* results.c - the rows that analyse/ writes. */
#include "core/store/results.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/store/db.h"
#include "core/store/results_part.h"
#include "core/store/schema.h"
#include "core/store/wipe.h"

/* Names that say which number a row is; no two rows may have the same. */
static const char drop_indexes[] =
    "DROP INDEX IF EXISTS estimate_key; DROP INDEX IF EXISTS ranking_key;\n"
    "DROP INDEX IF EXISTS test_key; DROP INDEX IF EXISTS interval_key;\n"
    "DROP INDEX IF EXISTS pairwise_key;";
static const char create_indexes[] =
    "CREATE UNIQUE INDEX estimate_key ON estimate(survey, wave,\n"
    "  ifnull(question, ''), ifnull(item, ''), ifnull(option, ''),\n"
    "  ifnull(breakdown, ''), ifnull(level, ''), ifnull(base, ''),\n"
    "  ifnull(scheme, ''), ifnull(measure, ''), ifnull(arg, ''),\n"
    "  ifnull(source, ''));\n"
    "CREATE UNIQUE INDEX ranking_key ON ranking(survey, wave,\n"
    "  ifnull(question, ''), ifnull(breakdown, ''), ifnull(level, ''),\n"
    "  ifnull(base, ''), ifnull(scheme, ''), ifnull(rule, ''),\n"
    "  ifnull(unranked, ''), ifnull(item, ''), ifnull(source, ''));\n"
    "CREATE UNIQUE INDEX test_key ON test(survey, wave,\n"
    "  ifnull(question, ''), ifnull(item, ''), ifnull(option, ''),\n"
    "  ifnull(breakdown, ''), ifnull(level, ''), ifnull(other_level, ''),\n"
    "  ifnull(base, ''), ifnull(scheme, ''), ifnull(measure, ''),\n"
    "  ifnull(test, ''), ifnull(effect, ''), ifnull(source, ''));\n"
    "CREATE UNIQUE INDEX interval_key ON interval(estimate_id, interval);\n"
    "CREATE UNIQUE INDEX pairwise_key ON pairwise(survey, wave,\n"
    "  ifnull(question, ''), ifnull(breakdown, ''), ifnull(level, ''),\n"
    "  ifnull(base, ''), ifnull(scheme, ''), ifnull(unranked, ''),\n"
    "  ifnull(item, ''), ifnull(other_item, ''), ifnull(source, ''));";

#define SEVEN "?, ?, ?, ?, ?, ?, ?"
static const char insert_estimate[] =
    "INSERT INTO estimate(run_id, survey, wave, source, question, item,\n"
    "  option, breakdown, level, base, scheme, measure, arg, value, se,\n"
    "  lower, upper, confidence, interval, df, n, count, n_weighted,\n"
    "  n_effective, deff, method)\n"
    "VALUES (" SEVEN ", " SEVEN ", " SEVEN ", ?, ?, ?, ?, ?)";
static const char insert_ranking[] =
    "INSERT INTO ranking(run_id, survey, wave, source, question, breakdown,\n"
    "  level, base, scheme, rule, unranked, headline, item, score, se,\n"
    "  lower, upper, confidence, df, rank, rank_lower, rank_upper,\n"
    "  rank_lower_all, rank_upper_all, rank_lower_holm, rank_upper_holm,\n"
    "  tier, n, count, n_weighted, n_effective, deff, method)\n"
    "VALUES (" SEVEN ", " SEVEN ", " SEVEN ", " SEVEN ", ?, ?, ?, ?, ?)";
static const char insert_test[] =
    "INSERT INTO test(run_id, survey, wave, source, question, item, option,\n"
    "  breakdown, level, other_level, base, scheme, test, family, value,\n"
    "  df1, df2, p, p_adjusted, difference, se, lower, upper, effect,\n"
    "  effect_value, n, method, measure, p_bh, told)\n"
    "VALUES (" SEVEN ", " SEVEN ", " SEVEN ", " SEVEN ", ?, ?)";

/* ---- what results stand for ------------------------------------------- */

static enum status digest_of(const struct text *field, size_t n,
                             char out[HASH_HEX], struct err *err)
{
    unsigned char digest[HASH_BYTES];
    struct hash *hash = hash_new();
    enum status rc = hash ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        rc = hash_add_field(hash, field[i], err);
    if (rc == OK)
        rc = hash_end(hash, digest, err);
    if (rc == OK)
        hash_hex(digest, out);
    hash_free(hash);
    return rc;
}

/* Of the data that are there and the definition's parts that analyse uses, as
 * they are in the database now; `mark` is what it was at the last analysis. */
static enum status state_now(struct store *store, int64_t survey_id,
                             char now[HASH_HEX], char mark[HASH_HEX],
                             struct err *err)
{
    sqlite3_stmt *statement;
    struct text field[3];
    bool row = false;
    enum status rc = db_prepare(store,
                                "SELECT data_version, ingest_sha256,\n"
                                "  analyse_sha256, analysed_with\n"
                                "FROM survey WHERE id = ?",
                                &statement, err);
    struct binder b = db_binder(statement);

    if (rc != OK)
        return rc;
    bind_int(&b, survey_id);
    rc = db_next(store, statement, &row, err);
    if (rc == OK && !row)
        rc = err_set(err, ERR_STORE, "%s: the survey is gone", store->path);
    if (rc == OK) {
        const char *before = db_text(statement, 3);

        for (int i = 0; i < 3; i++)
            field[i] = text_of(db_text(statement, i));
        rc = digest_of(field, 3, now, err);
        mark[0] = '\0';
        if (strlen(before) < HASH_HEX)
            memcpy(mark, before, strlen(before) + 1);
    }
    db_done(statement);
    return rc;
}

enum status store_results_fresh(struct store *store,
                                const struct stored_survey *stored,
                                struct err *err)
{
    char now[HASH_HEX], mark[HASH_HEX];
    const char *slash = *stored->wave ? "/" : "";
    enum status rc = state_now(store, stored->id, now, mark, err);

    if (rc != OK || strcmp(now, mark) == 0)
        return rc;
    if (!mark[0])
        return err_set(err, ERR_STALE,
                       "%s: there are no results of %s%s%s; run `canvass "
                       "analyse -d %s`",
                       store->path, stored->key, slash, stored->wave,
                       store->path);
    return err_set(err, ERR_STALE,
                   "%s: the results of %s%s%s are older than its definition; "
                   "run `canvass analyse -d %s`",
                   store->path, stored->key, slash, stored->wave, store->path);
}

/* ---- the beginning ---------------------------------------------------- */

static enum status write_run(struct store_results *results,
                             const struct stored_survey *stored,
                             const struct run *run, struct err *err)
{
    const struct text part[] = {text_of(stored->digests.ingest),
                                text_of(stored->digests.analyse)};
    char config[HASH_HEX];
    sqlite3_stmt *insert = NULL;
    enum status rc = digest_of(part, 2, config, err);

    if (rc == OK)
        rc = db_prepare(results->store,
                        "INSERT INTO run(stage, version, config_sha256, seed,\n"
                        "  started, survey, wave) VALUES (" SEVEN ")",
                        &insert, err);
    if (rc == OK) {
        struct binder b = db_binder(insert);

        bind_text(&b, run->stage);
        bind_text(&b, run->version);
        bind_text(&b, config);
        bind_int(&b, (int64_t)run->seed);
        bind_given(&b, run->started);
        bind_text(&b, stored->key);
        bind_text(&b, stored->wave);
        rc = db_run(results->store, &b, "write the run", err);
        results->run_id = sqlite3_last_insert_rowid(results->store->db);
    }
    db_done(insert);
    return rc;
}

/* Rows are few that are no individuals: all are, as ingest wrote them, then
 * those are said. */
static enum status write_kinds(struct store *store, int64_t survey_id,
                               const struct frame *frame,
                               const enum respondent_kind *kind,
                               struct err *err)
{
    sqlite3_stmt *update = NULL;
    enum status rc = OK;

    if (frame->kinds_written)
        rc = db_script(store,
                       "UPDATE response SET kind = 'individual'\n"
                       "WHERE survey_id = ?1 AND kind IS NOT 'individual'",
                       survey_id, err);
    if (rc == OK)
        rc = db_prepare(store, "UPDATE response SET kind = ? WHERE id = ?",
                        &update, err);
    for (size_t i = 0; kind && rc == OK && i < frame->n; i++) {
        struct binder b = db_binder(update);

        if (kind[i] == KIND_INDIVIDUAL)
            continue;
        bind_text(&b, respondent_kind_name(kind[i]));
        bind_int(&b, frame->response_id[i]);
        rc = db_run(store, &b, "write the kinds of respondent", err);
    }
    db_done(update);
    return rc;
}

static enum status begin(struct store_results *results,
                         const struct stored_survey *stored,
                         const struct run *run, const struct frame *frame,
                         const enum respondent_kind *kind, struct err *err)
{
    struct store *store = results->store;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = wipe_results(store, stored->id, err);
    if (rc == OK)
        rc = db_script(store,
                       /* ranges: what came with the data is not read */
                       "DELETE FROM weight WHERE survey_id = ?1\n"
                       "  AND scheme < 'supplied';\n"
                       "DELETE FROM weight WHERE survey_id = ?1\n"
                       "  AND scheme > 'supplied';",
                       stored->id, err);
    if (rc == OK)
        rc = db_exec(store, drop_indexes, err);
    if (rc == OK)
        rc = schema_measures(store, err);
    if (rc == OK)
        rc = write_kinds(store, stored->id, frame, kind, err);
    if (rc == OK)
        rc = write_run(results, stored, run, err);
    if (rc == OK)
        rc = db_prepare(store, insert_estimate, &results->estimate, err);
    if (rc == OK)
        rc = db_prepare(store, insert_ranking, &results->ranking, err);
    if (rc == OK)
        rc = db_prepare(store, insert_test, &results->test, err);
    if (rc == OK)
        rc = results_weighting_prepare(results, err);
    if (rc == OK)
        rc = results_orders_prepare(results, err);
    return rc;
}

enum status store_results_begin(struct store_results **out, struct store *store,
                                const struct stored_survey *stored,
                                const struct run *run,
                                const struct frame *frame,
                                const enum respondent_kind *kind,
                                struct err *err)
{
    struct store_results *results = mem_array(1, sizeof(*results));
    enum status rc;

    *out = NULL;
    if (!results)
        return err_nomem(err);
    results->store = store;
    results->survey_id = stored->id;
    results->survey = strdup(stored->key);
    results->wave = strdup(stored->wave);
    rc = results->survey && results->wave ? OK : err_nomem(err);
    if (rc == OK)
        rc = begin(results, stored, run, frame, kind, err);
    if (rc != OK) {
        store_results_free(results);
        return rc;
    }
    *out = results;
    return OK;
}

void store_results_free(struct store_results *results)
{
    if (!results)
        return;
    db_done(results->estimate);
    db_done(results->ranking);
    db_done(results->test);
    db_done(results->majority);
    db_done(results->bearing);
    for (size_t i = 0; i < RESULTS_WEIGHTING; i++)
        db_done(results->weighting[i]);
    free(results->survey);
    free(results->wave);
    free(results);
}

/* ---- rows ------------------------------------------------------------- */

struct binder results_begin_row(const struct store_results *results,
                                sqlite3_stmt *insert)
{
    struct binder b = db_binder(insert);

    bind_int(&b, results->run_id);
    bind_text(&b, results->survey);
    bind_text(&b, results->wave);
    return b;
}

void results_bind_texts(struct binder *b, const char *const text[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        bind_text(b, text[i]);
}

void results_bind_nums(struct binder *b, const double num[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        bind_num(b, num[i]);
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum status results_run_row(struct store_results *results,
                            const struct binder *b, struct err *err)
{
    enum status rc = db_need_transaction(results->store, err);

    return rc == OK ? db_run(results->store, b, "write the results", err) : rc;
}

enum status store_estimate(struct store_results *results,
                           const struct estimate *e, struct err *err)
{
    const char *name[] = {e->source, e->question,  e->item,
                          e->option, e->breakdown, e->level,
                          e->base,   e->scheme,    e->measure};
    const double value[] = {e->arg,   e->value, e->se,
                            e->lower, e->upper, e->confidence};
    const double count[] = {e->df,         e->n,           e->count,
                            e->n_weighted, e->n_effective, e->deff};
    struct binder b = results_begin_row(results, results->estimate);
    enum status rc;

    results_bind_texts(&b, name, COUNT(name));
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, e->interval);
    results_bind_nums(&b, count, COUNT(count));
    bind_text(&b, e->method);
    rc = results_run_row(results, &b, err);
    results->last_estimate = sqlite3_last_insert_rowid(results->store->db);
    return rc;
}

enum status store_ranking(struct store_results *results,
                          const struct ranking *r, struct err *err)
{
    const char *name[] = {r->source, r->question, r->breakdown, r->level,
                          r->base,   r->scheme,   r->rule,      r->unranked};
    const double value[] = {r->score,
                            r->se,
                            r->lower,
                            r->upper,
                            r->confidence,
                            r->df,
                            r->rank,
                            r->rank_lower,
                            r->rank_upper,
                            r->rank_lower_all,
                            r->rank_upper_all,
                            r->rank_lower_holm,
                            r->rank_upper_holm,
                            r->tier,
                            r->n,
                            r->count,
                            r->n_weighted,
                            r->n_effective,
                            r->deff};
    struct binder b = results_begin_row(results, results->ranking);

    results_bind_texts(&b, name, COUNT(name));
    bind_int(&b, r->headline);
    bind_text(&b, r->item);
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, r->method);
    return results_run_row(results, &b, err);
}

enum status store_test(struct store_results *results, const struct test *t,
                       struct err *err)
{
    const char *name[] = {t->source,    t->question, t->item,        t->option,
                          t->breakdown, t->level,    t->other_level, t->base,
                          t->scheme,    t->test,     t->family};
    const double value[] = {t->value, t->df1,        t->df2,
                            t->p,     t->p_adjusted, t->difference,
                            t->se,    t->lower,      t->upper};
    const double effect[] = {t->effect_value, t->n};
    struct binder b = results_begin_row(results, results->test);

    results_bind_texts(&b, name, COUNT(name));
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, t->effect);
    results_bind_nums(&b, effect, COUNT(effect));
    bind_text(&b, t->method);
    bind_text(&b, t->measure);
    bind_num(&b, t->p_bh);
    bind_int(&b, t->told);
    return results_run_row(results, &b, err);
}

enum status store_results_end(struct store_results *results, struct err *err)
{
    struct store *store = results->store;
    char now[HASH_HEX], mark[HASH_HEX];
    sqlite3_stmt *update = NULL;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = db_exec(store, create_indexes, err);
    if (rc == OK)
        rc = state_now(store, results->survey_id, now, mark, err);
    if (rc == OK)
        rc = db_prepare(store,
                        "UPDATE survey SET analysed_with = ?,\n"
                        "  reported_with = '' WHERE id = ?",
                        &update, err);
    if (rc == OK) {
        struct binder b = db_binder(update);

        bind_text(&b, now);
        bind_int(&b, results->survey_id);
        rc = db_run(store, &b, "write the survey", err);
    }
    db_done(update);
    return rc;
}

enum status store_reported(struct store *store,
                           const struct stored_survey *stored, struct err *err)
{
    return db_script(store,
                     "UPDATE survey SET reported_with = report_sha256\n"
                     "WHERE id = ?1",
                     stored->id, err);
}
