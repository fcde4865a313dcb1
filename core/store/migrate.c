/* migrate.c - a database of any version up to ours becomes one of ours, in the
 * transaction that is open; and is it one at all? */
#include "core/store/schema.h"

#include <string.h>
#include "core/evidence/evidence.h"

static enum status mark(struct store *store, int64_t version, struct err *err)
{
    struct str sql = {0};
    enum status rc;

    str_addf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %lld;",
             SCHEMA_APPLICATION, (long long)version);
    rc = str_status(&sql, err);
    if (rc == OK)
        rc = db_exec(store, str_cstr(&sql), err);
    str_free(&sql);
    return rc;
}

enum status schema_migrate(struct store *store, const struct schema_step *steps,
                           int64_t n, struct err *err)
{
    int64_t version;
    enum status rc = db_need_transaction(store, err);

    if (rc == OK)
        rc = db_number(store, "PRAGMA user_version", 0, 0, &version, err);
    if (rc != OK)
        return rc;
    if (version > n)
        return err_set(err, ERR_INPUT,
                       "%s: was made by a newer canvass (its version is %lld, "
                       "this program knows %lld); update canvass",
                       store->path, (long long)version, (long long)n);
    if (version < 0)
        return db_damaged(store, "has no version", err);
    for (int64_t i = version; rc == OK && i < n; i++) {
        for (const char *const *sql = steps[i].sql; rc == OK && *sql; sql++)
            rc = db_exec(store, *sql, err);
        if (rc == OK)
            rc = mark(store, i + 1, err);
    }
    return rc;
}

static const char *const tables[] = {
    "answer_column",
    "comment",
    "definition_file",
    "design",
    "estimate",
    "interval",
    "item",
    "ledger",
    "measure",
    "option",
    "pairwise",
    "plan_evidence",
    "profile",
    "question",
    "ranking",
    "rejected",
    "removal",
    "response",
    "run",
    "source",
    "survey",
    "test",
    "weight",
    "weighting",
    "weighting_largest",
};

static bool is_ours(const char *name)
{
    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
        if (strcmp(name, tables[i]) == 0)
            return true;
    return strncmp(name, "answers_", 8) == 0 &&
           strncmp(name, "answers_labelled_", 17) != 0;
}

/* What a stranger's file may hold under our names must not be taken for our
 * tables: a view or a virtual table of that name, or a trigger on it. */
static enum status check_object(struct store *store, sqlite3_stmt *statement,
                                size_t *found, struct err *err)
{
    const char *type = db_text(statement, 0), *on = db_text(statement, 1);
    bool trigger = strcmp(type, "trigger") == 0;

    if (sqlite3_strnicmp(on, "canvass_", 8) == 0)
        return db_damaged(store, "holds a table named canvass_...", err);
    if (!is_ours(on) || strcmp(type, "index") == 0)
        return OK;
    if (trigger || strcmp(type, "table") != 0 ||
        sqlite3_strnicmp(db_text(statement, 2), "CREATE TABLE", 12) != 0)
        return err_set(err, ERR_INPUT,
                       "%s: its %s on \"%s\" was not made by canvass; drop it, "
                       "or ingest again into a new file",
                       store->path, trigger ? "trigger" : "object", on);
    if (strncmp(on, "answers_", 8) != 0)
        ++*found;
    return OK;
}

enum status schema_check(struct store *store, struct err *err)
{
    sqlite3_stmt *statement;
    size_t found = 0;
    bool row = true;
    enum status rc = db_prepare(
        store, "SELECT type, lower(tbl_name), sql FROM main.sqlite_schema",
        &statement, err);

    while (rc == OK && row) {
        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = check_object(store, statement, &found, err);
    }
    db_done(statement);
    if (rc == OK && found != sizeof(tables) / sizeof(*tables))
        rc = db_damaged(store, "lacks tables of canvass", err);
    return rc;
}

static const char *better_name(enum better better)
{
    if (better == BETTER_NEITHER)
        return "neither";
    return better == BETTER_HIGHER ? "higher" : "lower";
}

static enum status add_measure(struct store *store, sqlite3_stmt *insert,
                               const struct measure_row *row, struct err *err)
{
    struct binder b = db_binder(insert);

    if (!row)
        return OK;
    bind_text(&b, row->name);
    bind_text(&b, row->kind);
    bind_text(&b, row->unit);
    bind_num(&b, row->lower);
    bind_num(&b, row->upper);
    bind_text(&b, better_name(row->better));
    bind_text(&b, row->wording);
    bind_text(&b, row->reference);
    return db_run(store, &b, "write the measures", err);
}

enum status schema_measures(struct store *store, struct err *err)
{
    sqlite3_stmt *insert = NULL;
    enum status rc = db_exec(store, "DELETE FROM measure", err);

    if (rc == OK)
        rc = db_prepare(store,
                        "INSERT INTO measure VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        &insert, err);
    for (int i = 0; rc == OK && i < MEASURES; i++)
        rc = add_measure(store, insert, measure_row((enum measure)i), err);
    for (int i = 0; rc == OK && i < RULES; i++)
        rc = add_measure(store, insert, rule_row((enum rule)i), err);
    db_done(insert);
    return rc;
}
