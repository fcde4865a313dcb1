/* covered_sets.c - see covered_sets.h. */
#include "tests/support/covered_sets.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

/* Columns 2 to 38 of Star Wars by the names of the expected values. */
static const char *const films[] = {
    "seen_any",   "fan",       "seen1",      "seen2",      "seen3",
    "seen4",      "seen5",     "seen6",      "I_Phantom",  "II_Clones",
    "III_Sith",   "IV_Hope",   "V_Empire",   "VI_Jedi",    "fav_han",
    "fav_luke",   "fav_leia",  "fav_anakin", "fav_obiwan", "fav_palpatine",
    "fav_vader",  "fav_lando", "fav_boba",   "fav_c3po",   "fav_r2d2",
    "fav_jarjar", "fav_padme", "fav_yoda",   "shot_first", "eu_familiar",
    "eu_fan",     "trek_fan",  "gender",     "age",        "income",
    "education",  "region"};

static const char masculinity[] =
    "surveymonkey__fivethirtyeight__masculinity.csv";
static const char star_wars[] = "surveymonkey__fivethirtyeight__star-wars.csv";

/* Names without a folder of their own are made in the test's. */
static const struct {
    const char *dataset; /* its name up to its design; NULL: by other signs */
    const char *folder, *export;
    const char *definition;
    const char *const *alias;
} sets_of[SETS] = {
    [SET_MASCULINITY] = {"masculinity", "data", masculinity,
                         "tests/data/ingest/masculinity.yaml", NULL},
    [SET_VIEWS] = {NULL, "data", masculinity, "views.yaml", NULL},
    [SET_STAR_WARS] = {"starwars", "data", star_wars, "drafted.yaml", films},
    [SET_STRATA] = {"apistrat", "oracles", "data/apistrat.csv",
                    "tests/data/covered/apistrat.yaml", NULL},
    [SET_CLUSTERS] = {"apiclus1", "oracles", "data/apiclus1.csv",
                      "tests/data/covered/apiclus1.yaml", NULL},
    [SET_SIMPLE] = {"apisrs", "oracles", "data/apisrs.csv",
                    "tests/data/covered/apisrs.yaml", NULL},
    [SET_UNIT] = {NULL, "oracles", "data/apisrs.csv", "unit.yaml", NULL},
    [SET_FILMS] = {NULL, NULL, "films.csv", "tests/data/covered/films.yaml",
                   NULL},
};

/* ---- definitions and data that are made from others -------------------- */

/* tests/data's file with every `old` replaced. */
static void write_changed(const char *from, const char *old, const char *new,
                          const char *folder, const char *name)
{
    struct str in = {0}, out = {0};
    struct err err = {0};
    const char *p, *at;

    assert_ok(file_read(from, 1 << 20, &in, &err), &err);
    assert_non_null(strstr(in.p, old));
    for (p = in.p; (at = strstr(p, old)); p = at + strlen(old)) {
        str_add_n(&out, p, (size_t)(at - p));
        str_add(&out, new);
    }
    str_add(&out, p);
    program_file(folder, name, str_cstr(&out));
    str_free(&in);
    str_free(&out);
}

static void write_films(const char *folder)
{
    static const size_t column[] = {0, 1, 2, 32, 26, 33, 34, 37};
    char *path = world_shared("data", star_wars);
    struct sheet s = sheet_read(path);
    struct str out = {0};

    str_add(&out, "id,seen_any,fan,trek_fan,fav_jarjar,gender,age,region\n");
    for (size_t r = 1; r < s.rows; r++) {
        char **cell = s.cell + r * s.columns;

        if (!*cell[33] || !*cell[34] || !*cell[37])
            continue;
        for (size_t c = 0; c < 8; c++)
            str_addf(&out, "%s\"%s\"", c ? "," : "", cell[column[c]]);
        str_add(&out, "\n");
    }
    program_file(folder, "films.csv", str_cstr(&out));
    str_free(&out);
    sheet_free(&s);
    free(path);
}

/* ---- analysing --------------------------------------------------------- */

/* Done, with or without something for the analyst's eye. */
static void expect_done(struct child_result run)
{
    if (run.exit_status > 1)
        print_error("%s\n", str_cstr(&run.err));
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
}

static void analyse(struct covered_sets *sets, size_t i, const char *folder)
{
    struct world *w = &sets->world[i];
    struct str name = {0};
    struct err err = {0};
    char *path;

    str_addf(&name, "set%zu.db", i);
    path = program_path(folder, str_cstr(&name));
    expect_done(run_canvass(folder, "ingest", "-d", str_cstr(&name),
                            sets->definition[i], sets->export[i]));
    expect_done(
        run_canvass(folder, "analyse", "-d", str_cstr(&name), "--everything"));
    assert_ok(survey_read(&w->survey, sets->definition[i], &err), &err);
    w->alias = sets_of[i].alias;
    assert_int_equal(sqlite3_open(path, &w->db), SQLITE_OK);
    str_free(&name);
    free(path);
}

void covered_sets_make(struct covered_sets *sets, const char *folder)
{
    *sets = (struct covered_sets){0};
    for (size_t i = 0; i < SETS; i++) {
        sets->definition[i] = strchr(sets_of[i].definition, '/')
                                  ? world_path(sets_of[i].definition)
                                  : program_path(folder, sets_of[i].definition);
        sets->export[i] =
            sets_of[i].folder
                ? world_shared(sets_of[i].folder, sets_of[i].export)
                : program_path(folder, sets_of[i].export);
    }
    write_changed(sets->definition[SET_MASCULINITY], "label: \"No answer\"",
                  "label: \"No answer\", state: refused", folder, "views.yaml");
    write_changed(sets->definition[SET_SIMPLE], ", weight: pw, fpc: fpc", "",
                  folder, "unit.yaml");
    write_films(folder);
    expect_done(run_canvass(folder, "init", sets->export[SET_STAR_WARS], "-o",
                            "drafted.yaml"));
    for (size_t i = 0; i < SETS; i++)
        analyse(sets, i, folder);
}

void covered_sets_free(struct covered_sets *sets)
{
    for (size_t i = 0; i < SETS; i++) {
        (void)sqlite3_close(sets->world[i].db);
        survey_free(sets->world[i].survey);
        free(sets->definition[i]);
        free(sets->export[i]);
    }
}

const struct world *covered_set_of(const struct covered_sets *sets,
                                   const char *file, const char *dataset,
                                   const char *question)
{
    if (strncmp(file, "d_rake", 6) == 0)
        return &sets->world[SET_FILMS];
    if (strstr(dataset, "weights=1"))
        return &sets->world[SET_UNIT];
    if (strstr(question, "#excl") && dataset[0] == 'm')
        return &sets->world[SET_VIEWS];
    for (size_t i = 0; i < SETS; i++)
        if (sets_of[i].dataset && strncmp(sets_of[i].dataset, dataset,
                                          strlen(sets_of[i].dataset)) == 0)
            return &sets->world[i];
    return NULL;
}

bool covered_set_equal(const struct covered_sets *sets, const struct world *w)
{
    return w == &sets->world[SET_STAR_WARS] || w == &sets->world[SET_UNIT];
}

bool covered_set_constant(const struct covered_sets *sets,
                          const struct world *w)
{
    return w == &sets->world[SET_SIMPLE] || w == &sets->world[SET_CLUSTERS];
}
