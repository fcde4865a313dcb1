/* definition.c - see definition.h. */
#include "core/store/definition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

void definition_ids_free(struct definition_ids *ids)
{
    for (size_t i = 0; ids->item && i < ids->n; i++)
        free(ids->item[i]);
    free(ids->item);
    free(ids->question);
    *ids = (struct definition_ids){0};
}

static enum status ids_new(struct definition_ids *ids,
                           const struct survey *survey, struct err *err)
{
    *ids = (struct definition_ids){.n = survey->n_questions};
    ids->question = mem_array(ids->n, sizeof(*ids->question));
    ids->item = mem_array(ids->n, sizeof(*ids->item));
    if (!ids->question || !ids->item)
        return err_nomem(err);
    for (size_t i = 0; i < ids->n; i++) {
        size_t n = survey->question[i].n_items;

        ids->item[i] = n ? mem_array(n, sizeof(**ids->item)) : NULL;
        if (n && !ids->item[i])
            return err_nomem(err);
    }
    return OK;
}

static void bind_survey(struct binder *b, const struct survey *survey,
                        const struct survey_digests *digests, struct text yaml)
{
    bind_text(b, survey->key);
    bind_text(b, survey->wave);
    bind_given(b, survey->title);
    bind_bytes(b, yaml);
    bind_text(b, digests->ingest);
    bind_text(b, digests->analyse);
    bind_text(b, digests->report);
    bind_given(b, survey->organisation);
    bind_given(b, survey->contact);
    bind_text(b, survey->from);
    bind_text(b, survey->to);
}

enum status definition_survey(struct store *store, const struct survey *survey,
                              const struct survey_digests *digests, int64_t *id,
                              struct err *err)
{
    static const char sql[] =
        "INSERT INTO survey(key, wave, title, definition, ingest_sha256,\n"
        "  analyse_sha256, report_sha256, organisation, contact,\n"
        "  fieldwork_from, fieldwork_to)\n"
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\n"
        "ON CONFLICT (key, wave) DO UPDATE SET title = excluded.title,\n"
        "  definition = excluded.definition,\n"
        "  ingest_sha256 = excluded.ingest_sha256,\n"
        "  analyse_sha256 = excluded.analyse_sha256,\n"
        "  report_sha256 = excluded.report_sha256,\n"
        "  organisation = excluded.organisation,\n"
        "  contact = excluded.contact,\n"
        "  fieldwork_from = excluded.fieldwork_from,\n"
        "  fieldwork_to = excluded.fieldwork_to RETURNING id";
    struct str drafted = {0};
    struct text yaml = {survey->yaml, survey->n_yaml};
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum status rc;

    if (!survey->yaml) { /* made by the program, never read */
        survey_write(survey, SURVEY_DRAFT, &drafted);
        yaml = str_text(&drafted);
    }
    rc = str_status(&drafted, err);
    if (rc == OK)
        rc = db_prepare(store, sql, &statement, err);
    if (rc == OK) {
        struct binder b = db_binder(statement);

        bind_survey(&b, survey, digests, yaml);
        rc = b.code == SQLITE_OK
                 ? db_next(store, statement, &row, err)
                 : db_fail_code(store, b.code, "write the survey", err);
    }
    if (rc == OK && row)
        *id = sqlite3_column_int64(statement, 0);
    db_done(statement);
    str_free(&drafted);
    return rc;
}

static const char *derive_name(enum derive_rule rule)
{
    static const char *const name[] = {
        [DERIVE_NONE] = NULL,
        [DERIVE_MAP] = "map",
        [DERIVE_LOOKUP] = "lookup",
        [DERIVE_ANY] = "any",
    };

    return name[rule];
}

/* For people: "victim: yes, not_sure". */
static void asked_words(struct str *s, const struct asked_if *asked)
{
    if (!asked->question)
        return;
    str_addf(s, "%s: ", asked->question);
    for (size_t i = 0; i < asked->options.n; i++)
        str_addf(s, "%s%s", i ? ", " : "", asked->options.word[i]);
}

static enum status insert_question(struct store *store, sqlite3_stmt *insert,
                                   int64_t survey_id, size_t position,
                                   const struct question *q, int64_t *id,
                                   struct err *err)
{
    struct str asked = {0};
    struct binder b = db_binder(insert);
    enum status rc;

    asked_words(&asked, &q->asked_if);
    rc = str_status(&asked, err);
    bind_int(&b, survey_id);
    bind_text(&b, q->key);
    bind_text(&b, question_type_name(q->type));
    bind_text(&b, q->text);
    bind_given(&b, str_cstr(&asked));
    bind_int(&b, q->about_you);
    bind_int(&b, q->sensitive);
    bind_int(&b, (int64_t)position + 1);
    bind_text(&b, derive_name(q->derived.rule));
    bind_text(&b, q->derived.rule == DERIVE_NONE ? NULL : q->derived.from);
    if (rc == OK)
        rc = db_run(store, &b, "write the questions", err);
    *id = sqlite3_last_insert_rowid(store->db);
    str_free(&asked);
    return rc;
}

static enum status insert_items(struct store *store, int64_t question_id,
                                const struct question *q, int64_t *id,
                                struct err *err)
{
    sqlite3_stmt *insert;
    enum status rc = db_prepare(
        store,
        "INSERT INTO item(question_id, key, label, position, excludes)\n"
        "VALUES (?, ?, ?, ?, ?)",
        &insert, err);

    for (size_t i = 0; rc == OK && i < q->n_items; i++) {
        struct binder b = db_binder(insert);

        bind_int(&b, question_id);
        bind_text(&b, q->item[i].key);
        bind_text(&b, q->item[i].label);
        bind_int(&b, (int64_t)i + 1);
        bind_int(&b, q->item[i].excludes);
        rc = db_run(store, &b, "write the items", err);
        id[i] = sqlite3_last_insert_rowid(store->db);
    }
    db_done(insert);
    return rc;
}

enum status definition_options(struct store *store, int64_t question_id,
                               const struct question *question, struct err *err)
{
    static const char sql[] =
        "INSERT INTO option(question_id, code, key, label, score, side, state)"
        "\nVALUES (?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *insert = NULL;
    enum status rc = db_script(
        store, "DELETE FROM option WHERE question_id = ?1", question_id, err);

    if (rc == OK)
        rc = db_prepare(store, sql, &insert, err);
    for (size_t i = 0; rc == OK && i < question->options.n; i++) {
        const struct option *o = &question->options.option[i];
        struct binder b = db_binder(insert);

        bind_int(&b, question_id);
        bind_int(&b, (int64_t)i + 1);
        bind_text(&b, o->key);
        bind_text(&b, o->label);
        bind_num(&b, o->score);
        bind_given(&b, option_side_name(o->side));
        bind_text(&b, answer_state_name(o->state));
        rc = db_run(store, &b, "write the options", err);
    }
    db_done(insert);
    return rc;
}

enum status definition_insert(struct store *store, int64_t survey_id,
                              const struct survey *survey,
                              struct definition_ids *ids, struct err *err)
{
    static const char sql[] =
        "INSERT INTO question(survey_id, key, type, text, asked_if,\n"
        "  about_you, sensitive, position, derived, derived_from)\n"
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *insert = NULL;
    enum status rc = ids_new(ids, survey, err);

    if (rc == OK)
        rc = db_prepare(store, sql, &insert, err);
    for (size_t i = 0; rc == OK && i < survey->n_questions; i++) {
        const struct question *q = &survey->question[i];

        rc = insert_question(store, insert, survey_id, i, q, &ids->question[i],
                             err);
        if (rc == OK && q->n_items)
            rc = insert_items(store, ids->question[i], q, ids->item[i], err);
        if (rc == OK)
            rc = definition_options(store, ids->question[i], q, err);
    }
    db_done(insert);
    return rc;
}

/* ---- lookups ---------------------------------------------------------- */

static enum status take_option(struct store *store, sqlite3_stmt *statement,
                               size_t i, struct arena *arena,
                               struct option *option, struct err *err)
{
    const char *key = db_text(statement, 1), *label = db_text(statement, 2);

    if (sqlite3_column_int64(statement, 0) != (int64_t)i + 1)
        return db_damaged(store, "the options of a lookup have gaps", err);
    option->score = (double)NAN;
    option->state = STATE_ANSWERED;
    option->key = arena_text(arena, key, strlen(key));
    option->label = arena_text(arena, label, strlen(label));
    return option->key && option->label ? OK : err_nomem(err);
}

static enum status fill_question(struct store *store, int64_t question_id,
                                 struct survey *survey, struct question *q,
                                 struct err *err)
{
    sqlite3_stmt *statement = NULL;
    struct option *option = NULL;
    int64_t n = 0;
    bool row = true;
    enum status rc =
        db_number(store, "SELECT count(*) FROM option WHERE question_id = ?1",
                  question_id, 0, &n, err);

    if (rc != OK || n == 0)
        return rc;
    option = arena_alloc(survey->arena, (size_t)n, sizeof(*option));
    if (!option)
        return err_nomem(err);
    rc = db_prepare(store,
                    "SELECT code, key, ifnull(label, key) FROM option\n"
                    "WHERE question_id = ?1 ORDER BY code",
                    &statement, err);
    if (rc == OK && sqlite3_bind_int64(statement, 1, question_id) != SQLITE_OK)
        rc = db_fail(store, "read the options", err);
    for (size_t i = 0; rc == OK && row && i < (size_t)n; i++) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = take_option(store, statement, i, survey->arena, &option[i],
                             err);
    }
    db_done(statement);
    if (rc == OK)
        q->options = (struct options){.option = option, .n = (size_t)n};
    return rc;
}

enum status definition_fill(struct store *store, int64_t survey_id,
                            struct survey *survey, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < survey->n_questions; i++) {
        struct question *q = &survey->question[i];
        sqlite3_stmt *statement;
        struct binder b;
        bool row = false;

        if (q->derived.rule != DERIVE_LOOKUP)
            continue;
        rc = db_prepare(store,
                        "SELECT id FROM question WHERE survey_id = ? AND "
                        "key = ?",
                        &statement, err);
        if (rc != OK)
            break;
        b = db_binder(statement);
        bind_int(&b, survey_id);
        bind_text(&b, q->key);
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = fill_question(store, sqlite3_column_int64(statement, 0),
                               survey, q, err);
        db_done(statement);
    }
    return rc;
}
