/* tables.c - the wide tables of a survey's answers, and the views of them in
 * the analyst's words. */
#include "core/store/definition.h"

#include <stdlib.h>
#include <string.h>
#include "core/store/quote.h"

void answers_name(struct str *sql, const char *kind, int64_t survey_id,
                  size_t part)
{
    struct str name = {0};

    str_addf(&name, "%s_%lld_%zu", kind, (long long)survey_id, part);
    if (name.failed || !quote_name(sql, str_text(&name)))
        sql->failed = true;
    str_free(&name);
}

/* Why no name or literal could be made: `name` is none, or memory is out. */
static enum status refuse_name(struct store *store, const char *name,
                               struct err *err)
{
    struct str probe = {0};
    bool good = quote_name(&probe, text_of(name));

    str_free(&probe);
    if (good)
        return err_nomem(err);
    return err_set(err, ERR_INPUT,
                   "%s: \"%s\" cannot name a column; use a-z, 0-9 and _",
                   store->path, name);
}

/* ---- dropping --------------------------------------------------------- */

static enum status drop_object(struct store *store, const char *type,
                               const char *name, struct err *err)
{
    struct str sql = {0};
    enum status rc;

    str_addf(&sql, "DROP %s IF EXISTS ", type);
    if (!quote_name(&sql, text_of(name)))
        rc = refuse_name(store, name, err);
    else
        rc = str_status(&sql, err);
    if (rc == OK)
        rc = db_exec(store, str_cstr(&sql), err);
    str_free(&sql);
    return rc;
}

static enum status drop_like(struct store *store, const char *type,
                             const char *prefix, int64_t survey_id,
                             struct err *err)
{
    static const char sql[] =
        "SELECT name FROM main.sqlite_schema WHERE type = ?1\n"
        "  AND name GLOB ?2 || '[0-9]*' AND name NOT GLOB ?2 || '*[^0-9]*'\n"
        "LIMIT 1";
    enum status rc = OK;
    bool row = true;

    while (rc == OK && row) {
        struct str pattern = {0};
        sqlite3_stmt *statement = NULL;
        char *name = NULL;

        str_addf(&pattern, "%s_%lld_", prefix, (long long)survey_id);
        rc = str_status(&pattern, err);
        if (rc == OK)
            rc = db_prepare(store, sql, &statement, err);
        if (rc == OK) {
            struct binder b = db_binder(statement);

            bind_text(&b, type);
            bind_text(&b, str_cstr(&pattern));
            rc = db_next(store, statement, &row, err);
        }
        if (rc == OK && row)
            name = db_copy(statement, 0);
        db_done(statement); /* before the schema changes */
        if (rc == OK && row)
            rc = name ? drop_object(store, type, name, err) : err_nomem(err);
        free(name);
        str_free(&pattern);
    }
    return rc;
}

enum status tables_drop(struct store *store, int64_t survey_id, struct err *err)
{
    enum status rc =
        drop_like(store, "view", "answers_labelled", survey_id, err);

    if (rc == OK)
        rc = drop_like(store, "table", "answers", survey_id, err);
    return rc;
}

enum status tables_count(struct store *store, int64_t survey_id, size_t *n,
                         struct err *err)
{
    static const char sql[] =
        "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table'\n"
        "  AND name GLOB 'answers_' || ?1 || '_[0-9]*'\n"
        "  AND name NOT GLOB 'answers_' || ?1 || '_*[^0-9]*'";
    int64_t count = 0;
    enum status rc = db_number(store, sql, survey_id, 0, &count, err);

    *n = (size_t)count;
    return rc;
}

/* ---- tables ----------------------------------------------------------- */

static const char *kind_name(enum answer_kind kind)
{
    static const char *const name[] = {
        [ANSWER_CODE] = "code",     [ANSWER_RANK] = "rank",
        [ANSWER_POINTS] = "points", [ANSWER_NUMBER] = "number",
        [ANSWER_DATE] = "date",
    };

    return name[kind];
}

static const char *kind_type(enum answer_kind kind)
{
    static const char *const type[] = {
        [ANSWER_CODE] = " INTEGER", [ANSWER_RANK] = " INTEGER",
        [ANSWER_POINTS] = " REAL",  [ANSWER_NUMBER] = " REAL",
        [ANSWER_DATE] = " TEXT",
    };

    return type[kind];
}

static enum status add_column(struct store *store, struct str *sql,
                              const struct answer_place *place, struct err *err)
{
    struct str state = {0};
    bool good;

    str_add(sql, ",\n  ");
    good = quote_name(sql, text_of(place->name));
    str_add(sql, kind_type(place->kind));
    if (good && place->kind == ANSWER_NUMBER) {
        str_addf(&state, "%s__state", place->name);
        str_add(sql, ", ");
        good = quote_name(sql, str_text(&state));
        str_add(sql, " INTEGER");
    }
    str_free(&state);
    return good ? OK : refuse_name(store, place->name, err);
}

static enum status create_part(struct store *store, int64_t survey_id,
                               const struct answer_places *places, size_t part,
                               struct err *err)
{
    struct str sql = {0};
    enum status rc = OK;

    str_add(&sql, "CREATE TABLE ");
    answers_name(&sql, "answers", survey_id, part);
    str_add(&sql, "(\n  response_id INTEGER PRIMARY KEY");
    for (size_t i = 0; rc == OK && i < places->n; i++)
        if (places->place[i].part == part)
            rc = add_column(store, &sql, &places->place[i], err);
    str_add_char(&sql, ')');
    if (rc == OK)
        rc = str_status(&sql, err);
    if (rc == OK)
        rc = db_exec(store, str_cstr(&sql), err);
    str_free(&sql);
    return rc;
}

static enum status note_column(struct store *store, sqlite3_stmt *insert,
                               int64_t survey_id,
                               const struct answer_place *place,
                               const struct definition_ids *ids,
                               struct err *err)
{
    struct str table = {0};
    struct binder b = db_binder(insert);
    enum status rc;

    str_addf(&table, "answers_%lld_%zu", (long long)survey_id, place->part);
    rc = str_status(&table, err);
    bind_int(&b, ids->question[place->question]);
    if (place->item == SURVEY_NONE)
        bind_null(&b);
    else
        bind_int(&b, ids->item[place->question][place->item]);
    bind_text(&b, str_cstr(&table));
    bind_text(&b, place->name);
    bind_text(&b, kind_name(place->kind));
    if (rc == OK)
        rc = db_run(store, &b, "write the columns", err);
    str_free(&table);
    return rc;
}

enum status tables_create(struct store *store, int64_t survey_id,
                          const struct answer_places *places,
                          const struct definition_ids *ids, struct err *err)
{
    sqlite3_stmt *insert = NULL;
    enum status rc = OK;

    for (size_t part = 1; rc == OK && part <= places->parts; part++)
        rc = create_part(store, survey_id, places, part, err);
    if (rc == OK)
        rc = db_prepare(store,
                        "INSERT INTO answer_column VALUES (?, ?, ?, ?, ?)",
                        &insert, err);
    for (size_t i = 0; rc == OK && i < places->n; i++)
        rc = note_column(store, insert, survey_id, &places->place[i], ids, err);
    db_done(insert);
    return rc;
}

/* ---- views ------------------------------------------------------------ */

static bool add_cases(struct str *sql, const struct question *q,
                      const struct answer_place *place)
{
    bool good = true;

    if (q->n_tasks) {
        for (size_t i = 0; good && i < q->n_items; i++) {
            str_addf(sql, " WHEN %zu THEN ", i + 1);
            good = quote_literal(sql, text_of(q->item[i].label));
        }
        return good;
    }
    if (q->type == TYPE_MULTIPLE || q->type == TYPE_PICK) {
        const char *label =
            place->item == SURVEY_NONE ? q->text : q->item[place->item].label;

        str_add(sql, " WHEN 1 THEN ");
        good = quote_literal(sql, text_of(label));
        str_add(sql, " WHEN 0 THEN 'Not chosen'");
        return good;
    }
    for (size_t i = 0; good && i < q->options.n; i++) {
        str_addf(sql, " WHEN %zu THEN ", i + 1);
        good = quote_literal(sql, text_of(q->options.option[i].label));
    }
    if (q->options.n == 0) /* words lie in `comment` */
        str_add(sql, " WHEN 1 THEN 'Answered'");
    return good;
}

/* The answer in words, or its number; NULL for what is missing. */
static bool add_answer(struct str *sql, const struct question *q,
                       const struct answer_place *place)
{
    bool good = true;

    str_add(sql, ",\n  CASE");
    switch (place->kind) {
    case ANSWER_CODE:
        str_add(sql, " a.");
        good =
            quote_name(sql, text_of(place->name)) && add_cases(sql, q, place);
        break;
    case ANSWER_RANK:
    case ANSWER_POINTS:
        str_add(sql, " WHEN a.");
        good = quote_name(sql, text_of(place->name));
        str_addf(sql, " >= %d THEN a.", place->kind == ANSWER_RANK);
        good = good && quote_name(sql, text_of(place->name));
        break;
    case ANSWER_NUMBER: /* NULL already where it is missing */
        str_add(sql, " WHEN TRUE THEN a.");
        good = quote_name(sql, text_of(place->name));
        break;
    case ANSWER_DATE:
        str_add(sql, " WHEN a.");
        good = quote_name(sql, text_of(place->name));
        str_add(sql, " NOT IN ('-1', '-2') THEN a.");
        good = good && quote_name(sql, text_of(place->name));
        break;
    }
    str_add(sql, " END AS ");
    return good && quote_name(sql, text_of(place->name));
}

static enum status create_view(struct store *store, int64_t survey_id,
                               const struct survey *survey,
                               const struct answer_places *places, size_t part,
                               struct err *err)
{
    struct str sql = {0};
    enum status rc = OK;

    str_add(&sql, "CREATE VIEW ");
    answers_name(&sql, "answers_labelled", survey_id, part);
    str_add(&sql, " AS SELECT a.response_id AS response_id,\n"
                  "  s.key AS source, r.kind AS respondent");
    for (size_t i = 0; rc == OK && i < places->n; i++) {
        const struct answer_place *place = &places->place[i];

        if (place->part == part &&
            !add_answer(&sql, &survey->question[place->question], place))
            rc = refuse_name(store, place->name, err);
    }
    str_add(&sql, "\nFROM ");
    answers_name(&sql, "answers", survey_id, part);
    str_add(&sql, " a JOIN response r ON r.id = a.response_id\n"
                  "  JOIN source s ON s.id = r.source_id\n"
                  "WHERE r.status = 'analysed'");
    if (rc == OK)
        rc = str_status(&sql, err);
    if (rc == OK)
        rc = db_exec(store, str_cstr(&sql), err);
    str_free(&sql);
    return rc;
}

enum status views_create(struct store *store, int64_t survey_id,
                         const struct survey *survey,
                         const struct answer_places *places, struct err *err)
{
    enum status rc =
        drop_like(store, "view", "answers_labelled", survey_id, err);

    for (size_t part = 1; rc == OK && part <= places->parts; part++)
        rc = create_view(store, survey_id, survey, places, part, err);
    return rc;
}
