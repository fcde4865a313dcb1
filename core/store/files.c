/* files.c - the files that analyse reads, kept with the definition: what was
 * analysed can be analysed again wherever the database is. */
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/mem.h"
#include "core/store/definition.h"
#include "core/survey/targets.h"

enum { MOST_BYTES = 4 << 20 };

static enum status write_file(struct store *store, int64_t survey_id,
                              const char *path, struct text bytes,
                              struct err *err)
{
    sqlite3_stmt *insert = NULL;
    enum status rc = db_prepare(store,
                                "INSERT OR REPLACE INTO definition_file\n"
                                "VALUES (?, ?, ?)",
                                &insert, err);

    if (rc == OK) {
        struct binder b = db_binder(insert);

        bind_int(&b, survey_id);
        bind_text(&b, path);
        bind_bytes(&b, bytes);
        rc = db_run(store, &b, "write the targets", err);
    }
    db_done(insert);
    return rc;
}

static enum status take_file(struct store *store, int64_t survey_id,
                             const struct survey *survey, const char *path,
                             struct err *err)
{
    struct str full = {0}, bytes = {0};
    struct targets *targets = NULL;
    enum status rc;

    survey_path(survey, path, &full);
    rc = str_status(&full, err);
    if (rc == OK)
        rc = file_read(str_cstr(&full), MOST_BYTES, &bytes, err);
    if (rc == OK)
        rc = targets_parse(&targets, str_text(&bytes), str_cstr(&full), err);
    if (rc == OK)
        rc = write_file(store, survey_id, path, str_text(&bytes), err);
    targets_free(targets);
    str_free(&full);
    str_free(&bytes);
    return rc;
}

enum status definition_files(struct store *store, int64_t survey_id,
                             const struct survey *survey, struct err *err)
{
    enum status rc =
        db_script(store, "DELETE FROM definition_file WHERE survey_id = ?1",
                  survey_id, err);

    if (rc == OK && survey->targets)
        rc = take_file(store, survey_id, survey, survey->targets, err);
    for (size_t i = 0; rc == OK && i < survey->n_weightings; i++)
        rc = take_file(store, survey_id, survey, survey->weighting[i].targets,
                       err);
    return rc;
}

enum status store_definition_file(struct store *store,
                                  const struct stored_survey *stored,
                                  const char *path, struct str *out,
                                  struct err *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    enum status rc = db_prepare(store,
                                "SELECT text FROM definition_file\n"
                                "WHERE survey_id = ? AND path = ?",
                                &s, err);

    if (rc == OK) {
        struct binder b = db_binder(s);

        bind_int(&b, stored->id);
        bind_text(&b, path);
        rc = db_next(store, s, &row, err);
    }
    if (rc == OK && row)
        str_add_n(out, db_text(s, 0), (size_t)sqlite3_column_bytes(s, 0));
    else if (rc == OK)
        rc = err_set(err, ERR_INPUT,
                     "%s: holds no file of targets '%s'; give the definition "
                     "again with --survey",
                     store->path, path);
    db_done(s);
    return rc == OK ? str_status(out, err) : rc;
}
