/* survey.c - which surveys a database holds, and their definitions. */
#include "core/store/definition.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

void stored_survey_free(struct stored_survey *stored)
{
    survey_free(stored->survey);
    *stored = (struct stored_survey){0};
}

/* ---- lists ------------------------------------------------------------ */

static enum status add_name(char ***list, size_t *n, size_t *room,
                            sqlite3_stmt *statement, struct err *err)
{
    struct str name = {0};
    enum status rc = mem_grow((void **)list, room, *n + 1, sizeof(**list), err);

    if (rc != OK)
        return rc;
    str_add(&name, db_text(statement, 0));
    if (*db_text(statement, 1))
        str_addf(&name, "/%s", db_text(statement, 1));
    rc = str_take(&name, &(*list)[*n], err);
    if (rc == OK)
        ++*n;
    else
        str_free(&name);
    return rc;
}

static void list_free(char **list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(list[i]);
    free(list);
}

enum status store_list(struct store *store, char ***out, size_t *n,
                       struct err *err)
{
    sqlite3_stmt *statement = NULL;
    size_t room = 0;
    bool row = true;
    enum status rc;

    *out = NULL;
    *n = 0;
    if (db_empty(store))
        return OK;
    rc = db_prepare(store, "SELECT key, wave FROM survey ORDER BY key, wave",
                    &statement, err);
    while (rc == OK && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = add_name(out, n, &room, statement, err);
    }
    db_done(statement);
    if (rc != OK) {
        list_free(*out, *n);
        *out = NULL;
        *n = 0;
    }
    return rc;
}

/* ---- one of them ------------------------------------------------------ */

/* A digest is 64 characters or none. */
static void take_digest(char out[65], const char *text)
{
    size_t n = strlen(text);

    if (n > 64)
        n = 0;
    memcpy(out, text, n);
    out[n] = '\0';
}

static enum status take_survey(struct store *store, sqlite3_stmt *statement,
                               struct stored_survey *out, struct err *err)
{
    struct text yaml = {db_text(statement, 1), 0};
    enum status rc;

    yaml.n = (size_t)sqlite3_column_bytes(statement, 1);
    out->id = sqlite3_column_int64(statement, 0);
    take_digest(out->digests.ingest, db_text(statement, 2));
    take_digest(out->digests.analyse, db_text(statement, 3));
    take_digest(out->digests.report, db_text(statement, 4));
    take_digest(out->analysed_with, db_text(statement, 5));
    rc = survey_parse(&out->survey, yaml, "", err);
    if (rc != OK)
        return rc;
    if (strcmp(out->survey->key, db_text(statement, 6)) != 0 ||
        strcmp(out->survey->wave, db_text(statement, 7)) != 0)
        return db_damaged(store, "a survey and its definition differ", err);
    out->key = out->survey->key;
    out->wave = out->survey->wave;
    return OK;
}

enum status store_lookup(struct store *store, const char *key, const char *wave,
                         bool *found, struct stored_survey *out,
                         struct err *err)
{
    sqlite3_stmt *statement = NULL;
    struct binder b;
    enum status rc;

    *found = false;
    *out = (struct stored_survey){0};
    if (db_empty(store))
        return OK;
    rc = db_prepare(store,
                    "SELECT id, definition, ingest_sha256, analyse_sha256,\n"
                    "  report_sha256, analysed_with, key, wave\n"
                    "FROM survey WHERE key = ? AND wave = ?",
                    &statement, err);
    if (rc != OK)
        return rc;
    b = db_binder(statement);
    bind_text(&b, key);
    bind_text(&b, wave ? wave : "");
    rc = db_next(store, statement, found, err);
    if (rc == OK && *found)
        rc = take_survey(store, statement, out, err);
    db_done(statement);
    if (rc == OK && *found)
        rc = definition_fill(store, out->id, out->survey, err);
    if (rc != OK) {
        stored_survey_free(out);
        *found = false;
    }
    return rc;
}

static enum status choose(struct store *store, const char *only, char **list,
                          size_t n, size_t *chosen, struct err *err)
{
    struct str names = {0};
    enum status rc;

    for (size_t i = 0; i < n; i++)
        str_addf(&names, "%s%s", i ? ", " : "", list[i]);
    rc = str_status(&names, err);
    for (*chosen = 0; only && *chosen < n; ++*chosen)
        if (strcmp(list[*chosen], only) == 0)
            break;
    if (rc == OK && n == 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: holds no survey; run `canvass ingest` first",
                     store->path);
    if (rc == OK && only && *chosen == n)
        rc = err_set(err, ERR_INPUT, "%s: holds no survey %s; it has %s",
                     store->path, only, str_cstr(&names));
    if (rc == OK && !only && n > 1)
        rc = err_set(err, ERR_INPUT,
                     "%s: holds several surveys (%s); pick one with --only",
                     store->path, str_cstr(&names));
    str_free(&names);
    return rc;
}

enum status store_find(struct store *store, const char *only,
                       struct stored_survey *out, struct err *err)
{
    char **list;
    size_t n, chosen = 0;
    bool found = false;
    enum status rc = store_list(store, &list, &n, err);

    *out = (struct stored_survey){0};
    if (rc != OK)
        return rc;
    rc = choose(store, only, list, n, &chosen, err);
    if (rc == OK) {
        char *slash = strchr(list[chosen], '/');

        if (slash)
            *slash = '\0';
        rc = store_lookup(store, list[chosen], slash ? slash + 1 : "", &found,
                          out, err);
        if (rc == OK && !found)
            rc = db_damaged(store, "a survey's name is not as canvass writes",
                            err);
    }
    list_free(list, n);
    return rc;
}

/* ---- a new definition of the same data -------------------------------- */

static enum status run_each(struct store *store, sqlite3_stmt *statement,
                            const char *const text[], size_t n,
                            const double *score, int64_t survey_id,
                            struct err *err)
{
    struct binder b = db_binder(statement);

    for (size_t i = 0; i < n; i++)
        bind_given(&b, text[i]);
    if (score)
        bind_num(&b, *score);
    bind_int(&b, survey_id);
    return db_run(store, &b, "write the definition", err);
}

/* By key, so that rows keep the ids that comments name. */
static enum status update_question(struct store *store, int64_t survey_id,
                                   const struct question *q,
                                   sqlite3_stmt *const s[3], struct err *err)
{
    const char *question[] = {q->key, q->text, q->about_you ? "1" : "0",
                              q->sensitive ? "1" : "0"};
    enum status rc = run_each(store, s[0], question, 4, NULL, survey_id, err);

    for (size_t i = 0; rc == OK && i < q->n_items; i++) {
        const char *item[] = {q->key, q->item[i].key, q->item[i].label};

        rc = run_each(store, s[1], item, 3, NULL, survey_id, err);
    }
    for (size_t i = 0; rc == OK && i < q->options.n; i++) {
        const struct option *o = &q->options.option[i];
        const char *option[] = {q->key, o->key, o->label,
                                option_side_name(o->side),
                                answer_state_name(o->state)};

        rc = run_each(store, s[2], option, 5, &o->score, survey_id, err);
    }
    return rc;
}

static enum status update_questions(struct store *store, int64_t survey_id,
                                    const struct survey *survey,
                                    struct err *err)
{
    static const char *const sql[] = {
        "UPDATE question SET text = ?2, about_you = ?3, sensitive = ?4\n"
        "WHERE survey_id = ?5 AND key = ?1",
        "UPDATE item SET label = ?3 WHERE key = ?2 AND question_id =\n"
        "  (SELECT id FROM question WHERE survey_id = ?4 AND key = ?1)",
        "UPDATE option SET label = ?3, side = ?4, state = ?5, score = ?6\n"
        "WHERE key = ?2 AND question_id =\n"
        "  (SELECT id FROM question WHERE survey_id = ?7 AND key = ?1)",
    };
    sqlite3_stmt *statement[3] = {NULL};
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < 3; i++)
        rc = db_prepare(store, sql[i], &statement[i], err);
    for (size_t i = 0; rc == OK && i < survey->n_questions; i++)
        rc = update_question(store, survey_id, &survey->question[i], statement,
                             err);
    for (size_t i = 0; i < 3; i++)
        db_done(statement[i]);
    return rc;
}

static enum status take_definition(struct store *store,
                                   const struct stored_survey *stored,
                                   struct survey *survey,
                                   const struct survey_digests *digests,
                                   struct err *err)
{
    struct answer_places places;
    int64_t id = 0;
    enum status rc = answer_places(survey, &places, err);

    if (rc == OK)
        rc = definition_fill(store, stored->id, survey, err);
    if (rc == OK)
        rc = definition_survey(store, survey, digests, &id, err);
    if (rc == OK && id != stored->id)
        rc = err_set(err, ERR_STORE, "%s: the definition is of another survey",
                     store->path);
    if (rc == OK)
        rc = definition_files(store, id, survey, err);
    if (rc == OK)
        rc = update_questions(store, id, survey, err);
    if (rc == OK)
        rc = views_create(store, id, survey, &places, err);
    return rc;
}

static enum status same_data(struct store *store,
                             const struct stored_survey *stored,
                             const struct survey *survey,
                             struct survey_digests *digests, struct err *err)
{
    enum status rc = survey_digests(survey, digests, err);

    if (rc != OK)
        return rc;
    if (strcmp(survey->key, stored->key) != 0 ||
        strcmp(survey->wave, stored->wave) != 0)
        return err_set(err, ERR_INPUT, "%s: is not the definition of %s%s%s",
                       survey->path, stored->key, *stored->wave ? "/" : "",
                       stored->wave);
    if (strcmp(digests->ingest, stored->digests.ingest) != 0)
        return err_set(err, ERR_STALE,
                       "%s: its questions or sources are not those that %s was "
                       "ingested with; run `canvass ingest -d %s %s`",
                       survey->path, store->path, store->path, survey->path);
    return OK;
}

enum status store_update_definition(struct store *store,
                                    struct stored_survey *stored,
                                    struct survey *survey, struct err *err)
{
    struct survey_digests digests;
    struct stored_survey after;
    bool ours = !db_in_transaction(store), found = false;
    enum status rc = same_data(store, stored, survey, &digests, err);

    if (rc == OK && ours)
        rc = store_begin(store, err);
    if (rc != OK)
        return rc;
    rc = take_definition(store, stored, survey, &digests, err);
    if (rc == OK)
        rc =
            store_lookup(store, stored->key, stored->wave, &found, &after, err);
    if (rc == OK && ours)
        rc = store_commit(store, err);
    if (rc != OK) {
        if (ours)
            store_rollback(store);
        if (found)
            stored_survey_free(&after);
        return rc;
    }
    stored_survey_free(stored);
    *stored = after;
    return OK;
}
