/* world.c - see world.h. */
#include "tests/support/world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

const char *const world_films[37] = {
    "seen_any",   "fan",       "seen1",      "seen2",      "seen3",
    "seen4",      "seen5",     "seen6",      "I_Phantom",  "II_Clones",
    "III_Sith",   "IV_Hope",   "V_Empire",   "VI_Jedi",    "fav_han",
    "fav_luke",   "fav_leia",  "fav_anakin", "fav_obiwan", "fav_palpatine",
    "fav_vader",  "fav_lando", "fav_boba",   "fav_c3po",   "fav_r2d2",
    "fav_jarjar", "fav_padme", "fav_yoda",   "shot_first", "eu_familiar",
    "eu_fan",     "trek_fan",  "gender",     "age",        "income",
    "education",  "region"};

char *world_path(const char *path)
{
    struct str real = {0};
    struct err err = {0};
    char *out = NULL;

    assert_ok(path_real(path, &real, &err), &err);
    assert_ok(str_take(&real, &out, &err), &err);
    return out;
}

char *world_shared(const char *folder, const char *name)
{
    struct str path = {0};
    char *out;

    path_join(&path, check_shared(folder), name);
    out = world_path(str_cstr(&path));
    str_free(&path);
    return out;
}

#define SAME(column) " AND ifnull(" column ", '') = ?"
static const char estimate_sql[] =
    "SELECT value, se, lower, upper, df, n, count, n_weighted, n_effective, "
    "deff, NULL FROM estimate WHERE source IS NULL" SAME("question")
        SAME("item") SAME("option") SAME("breakdown") SAME("level") SAME("base")
            SAME("scheme") SAME("measure");
static const char ranking_sql[] =
    "SELECT score, se, lower, upper, df, n, count, n_weighted, n_effective, "
    "deff, rank FROM ranking WHERE source IS NULL" SAME("question") SAME("item")
        SAME("breakdown") SAME("level") SAME("base") SAME("scheme") SAME("rule")
            SAME("unranked");

void world_open(struct world *w, const char *folder, const char *definition)
{
    char *database = program_path(folder, "oracle.db");
    struct err err = {0};

    assert_ok(survey_read(&w->survey, definition, &err), &err);
    assert_int_equal(sqlite3_open(database, &w->db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(w->db, estimate_sql, -1, &w->estimate, NULL),
        SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(w->db, ranking_sql, -1, &w->ranking, NULL),
        SQLITE_OK);
    free(database);
}

void world_close(struct world *w)
{
    (void)sqlite3_finalize(w->estimate);
    (void)sqlite3_finalize(w->ranking);
    (void)sqlite3_close(w->db);
    survey_free(w->survey);
}

static double column_of(sqlite3_stmt *s, int at)
{
    return sqlite3_column_type(s, at) == SQLITE_NULL
               ? (double)NAN
               : sqlite3_column_double(s, at);
}

struct found world_find(sqlite3_stmt *s, const char *const name[8])
{
    struct found f = {0};

    for (int i = 0; i < 8; i++)
        (void)sqlite3_bind_text(s, i + 1, name[i], -1, SQLITE_STATIC);
    if (sqlite3_step(s) == SQLITE_ROW) {
        double *into[] = {&f.value,       &f.se,   &f.lower, &f.upper,
                          &f.df,          &f.n,    &f.count, &f.n_weighted,
                          &f.n_effective, &f.deff, &f.rank};

        f.there = true;
        for (int i = 0; i < 11; i++)
            *into[i] = column_of(s, i);
    }
    (void)sqlite3_reset(s);
    return f;
}

/* The column that an expected row means: its name, or its place. */
static bool is_column(const struct world *w, const char *column, size_t at,
                      const char *name)
{
    if (!w->alias)
        return column && strcmp(column, name) == 0;
    return strcmp(w->alias[at], name) == 0;
}

bool world_locate(const struct world *w, const char *name, struct where *out)
{
    size_t at = 0;

    for (size_t q = 0; q < w->survey->n_questions; q++) {
        const struct question *question = &w->survey->question[q];

        if (question->derived.rule != DERIVE_NONE)
            continue;
        *out = (struct where){question, ""};
        if (question->n_items == 0 &&
            is_column(w, question->column, at++, name))
            return true;
        for (size_t i = 0; i < question->n_items; i++) {
            out->item = question->item[i].key;
            if (is_column(w, question->item[i].column, at++, name))
                return true;
        }
    }
    return false;
}

static const char *key_of(const struct question *q, const char *label)
{
    for (size_t o = 0; o < q->options.n; o++)
        if (text_same(text_of(q->options.option[o].label), text_of(label)))
            return q->options.option[o].key;
    return NULL;
}

bool world_level(const struct world *w, const struct expected *e,
                 const char **breakdown, const char **level)
{
    struct where by;

    *breakdown = *level = "";
    if (!*e->breakdown)
        return true;
    if (!world_locate(w, e->breakdown, &by))
        return false;
    *breakdown = by.question->key;
    *level = key_of(by.question, e->level);
    return *level != NULL;
}

struct found world_share(const struct world *w, const struct expected *e,
                         const char *scheme)
{
    const char *breakdown, *level, *option = "";
    struct where at;

    if (!world_locate(w, e->question, &at) ||
        !world_level(w, e, &breakdown, &level))
        return (struct found){0};
    if (at.question->options.n) {
        option = *e->item ? key_of(at.question, e->item)
                          : at.question->options.option[0].key;
        if (!option)
            return (struct found){0};
    } else if (strcmp(e->item, "Not selected") == 0) {
        return (struct found){0};
    }
    return world_find(w->estimate,
                      (const char *const[]){at.question->key, at.item, option,
                                            breakdown, level, "answered",
                                            scheme, "share"});
}

void world_copy(const char *folder, const char *from, const char *name)
{
    char *path = world_path(from);
    struct str bytes = {0};
    struct err err = {0};

    assert_ok(file_read(path, 1 << 20, &bytes, &err), &err);
    program_file(folder, name, str_cstr(&bytes));
    str_free(&bytes);
    free(path);
}
