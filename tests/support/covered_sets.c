/* covered_sets.c - see covered_sets.h. */
#include "tests/support/covered_sets.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/program.h"
#include "tests/support/world.h"

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
    [SET_STAR_WARS] = {"starwars", "data", star_wars, "drafted.yaml",
                       world_films},
    [SET_STRATA] = {"apistrat", "oracles", "data/apistrat.csv",
                    "tests/data/covered/apistrat.yaml", NULL},
    [SET_CLUSTERS] = {"apiclus1", "oracles", "data/apiclus1.csv",
                      "tests/data/covered/apiclus1.yaml", NULL},
    [SET_SIMPLE] = {"apisrs", "oracles", "data/apisrs.csv",
                    "tests/data/covered/apisrs.yaml", NULL},
    [SET_UNIT] = {NULL, "oracles", "data/apisrs.csv", "unit.yaml", NULL},
    [SET_CLUSTERS_MATH] = {NULL, "oracles", "data/apiclus1.csv", "math0.yaml",
                           NULL},
    [SET_SIMPLE_MATH] = {NULL, "oracles", "data/apisrs.csv", "math1.yaml",
                         NULL},
    [SET_UNIT_MATH] = {NULL, "oracles", "data/apisrs.csv", "math2.yaml", NULL},
    [SET_SALAD] = {"salad", "oracles", "data/salad.csv",
                   "tests/data/covered/salad.yaml", NULL},
    [SET_FILMS] = {NULL, NULL, "films.csv", "tests/data/covered/films.yaml",
                   NULL},
#define STRATA "oracles", "data/apistrat.csv"
    [SET_JACKKNIFE_STRATA] = {NULL, STRATA, "rep0.yaml", NULL},
    [SET_JACKKNIFE_STRATA_ABOUT] = {NULL, STRATA, "rep1.yaml", NULL},
    [SET_JACKKNIFE_UNCORRECTED] = {NULL, STRATA, "rep2.yaml", NULL},
    [SET_JACKKNIFE_UNCORRECTED_ABOUT] = {NULL, STRATA, "rep3.yaml", NULL},
#undef STRATA
#define CLUSTERS NULL, NULL, "clusters.csv"
    [SET_JACKKNIFE_CLUSTERS] = {CLUSTERS, "rep4.yaml", NULL},
    [SET_JACKKNIFE_CLUSTERS_ABOUT] = {CLUSTERS, "rep5.yaml", NULL},
    [SET_BOOTSTRAP] = {CLUSTERS, "rep6.yaml", NULL},
    [SET_BOOTSTRAP_ABOUT] = {CLUSTERS, "rep7.yaml", NULL},
#undef CLUSTERS
};

/* Two sets each, in the order of above. */
static const struct {
    const char *kind; /* as the expected values begin to name it */
    const char *design, *method;
} replicated[] = {
    {"JKn from strata=stype with fpc", "stratum: stype, fpc: fpc",
     "method: jackknife"},
    {"JKn from strata=stype without fpc", "stratum: stype",
     "method: jackknife"},
    {"JK1 from ids=dnum with fpc", "cluster: dnum, fpc: fpc",
     "method: jackknife"},
    {"Canty-Davison bootstrap", "cluster: dnum, fpc: fpc",
     "method: supplied, weights: drawn, scale: 0.021865889212828"},
};
enum { REPLICATED = sizeof replicated / sizeof *replicated, DRAWN = 50 };

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

static void write_math(const struct covered_sets *sets, const char *folder)
{
    for (size_t i = 0; i < 3; i++) {
        struct str name = {0};

        str_addf(&name, "math%zu.yaml", i);
        write_changed(sets->definition[SET_CLUSTERS + i],
                      "\nbreakdowns:", "\nquantiles: math\nbreakdowns:", folder,
                      str_cstr(&name));
        str_free(&name);
    }
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

static void write_replicated(const char *folder)
{
    for (size_t i = 0; i < 2 * (size_t)REPLICATED; i++) {
        struct str yaml = {0}, name = {0};

        str_addf(
            &yaml,
            "survey: r\nsources:\n  - {key: r, files: [x.csv], platform: "
            "generic, id: cds, sample: probability, weight: pw, %s}\n"
            "cells: {blank: [\"NA\"]}\nreplicates: {%s, centre: %s}\n"
            "questions:\n"
            "  - {key: stype, type: single, column: stype, options: [{key: "
            "e, label: E}, {key: h, label: H}, {key: m, label: M}]}\n"
            "  - {key: comp_imp, type: single, column: comp.imp, options: "
            "[{key: \"no\", label: \"No\"}, {key: \"yes\", label: "
            "\"Yes\"}]}\n"
            "  - {key: api00, type: number, column: api00}\n"
            "  - {key: enroll, type: number, column: enroll}\n"
            "  - {key: meals, type: number, column: meals}\n",
            replicated[i / 2].design, replicated[i / 2].method,
            i % 2 ? "estimate" : "mean");
        if (strstr(replicated[i / 2].method, "drawn"))
            str_add(&yaml, "  - {key: drawn, type: number, items: [");
        for (int k = 1; strstr(replicated[i / 2].method, "drawn") && k <= DRAWN;
             k++)
            str_addf(&yaml, "{key: r%d, column: r%d}%s", k, k,
                     k < DRAWN ? ", " : "]}\n");
        str_add(&yaml, "breakdowns: [stype, comp_imp]\n");
        str_addf(&name, "rep%zu.yaml", i);
        program_file(folder, str_cstr(&name), str_cstr(&yaml));
        str_free(&yaml);
        str_free(&name);
    }
}

/* The clusters with the bootstrap's factors beside them, which stand in the
 * same order. */
static void write_clusters(const char *folder)
{
    char *path = world_shared("oracles", "data/apiclus1.csv");
    char *drawn =
        world_shared("oracles", "h_repweights_apiclus1_bootstrap50.csv");
    struct sheet a = sheet_read(path), b = sheet_read(drawn);
    struct str out = {0};

    assert_int_equal(a.rows, b.rows);
    for (size_t r = 0; r <= a.rows; r++) {
        char **left = r ? a.cell + (r - 1) * a.columns : a.head;
        char **right = r ? b.cell + (r - 1) * b.columns : b.head;

        if (r)
            assert_string_equal(left[0], right[0]);
        for (size_t c = 0; c < a.columns; c++)
            str_addf(&out, "\"%s\",", left[c]);
        for (size_t c = 2; c < b.columns; c++)
            str_addf(&out, "%s%s", right[c], c + 1 < b.columns ? "," : "\n");
    }
    program_file(folder, "clusters.csv", str_cstr(&out));
    str_free(&out);
    sheet_free(&a);
    sheet_free(&b);
    free(path);
    free(drawn);
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
    world_copy(folder, "tests/data/covered/api-targets.csv", "api-targets.csv");
    write_math(sets, folder);
    write_films(folder);
    write_replicated(folder);
    write_clusters(folder);
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

static const struct world *replicated_set(const struct covered_sets *sets,
                                          const struct expected *e)
{
    const char *kind =
        strcmp(e->breakdown, "replicates") == 0 ? e->level : e->item;

    for (size_t i = 0; i < REPLICATED; i++)
        if (strncmp(kind, replicated[i].kind, strlen(replicated[i].kind)) == 0)
            return &sets->world[(size_t)SET_JACKKNIFE_STRATA + 2 * i +
                                (strstr(e->statistic, "_mse") != NULL)];
    return NULL;
}

static const struct world *set_of(const struct covered_sets *sets,
                                  const char *file, const struct expected *e)
{
    if (strncmp(file, "h_replicate", 11) == 0)
        return replicated_set(sets, e);
    if (strncmp(file, "d_rake", 6) == 0)
        return &sets->world[SET_FILMS];
    if (strstr(e->dataset, "weights=1"))
        return &sets->world[SET_UNIT];
    if ((strstr(e->question, "#excl") || strncmp(file, "f_ordinal", 9) == 0) &&
        e->dataset[0] == 'm')
        return &sets->world[SET_VIEWS];
    for (size_t i = 0; i < SETS; i++)
        if (sets_of[i].dataset && strncmp(sets_of[i].dataset, e->dataset,
                                          strlen(sets_of[i].dataset)) == 0)
            return &sets->world[i];
    return NULL;
}

const struct world *covered_set_of(const struct covered_sets *sets,
                                   const char *file, const struct expected *e)
{
    const struct world *w = set_of(sets, file, e);
    size_t at = (size_t)(w - sets->world);

    if (strncmp(file, "h_quantile", 10) != 0 || !strstr(e->statistic, "math") ||
        !w || at < SET_CLUSTERS || at > SET_UNIT)
        return w;
    return w + (SET_CLUSTERS_MATH - SET_CLUSTERS);
}

bool covered_set_equal(const struct covered_sets *sets, const struct world *w)
{
    return w == &sets->world[SET_STAR_WARS] || w == &sets->world[SET_UNIT] ||
           w == &sets->world[SET_SALAD] || w == &sets->world[SET_UNIT_MATH];
}

bool covered_set_constant(const struct covered_sets *sets,
                          const struct world *w)
{
    return w == &sets->world[SET_SIMPLE] || w == &sets->world[SET_CLUSTERS] ||
           w == &sets->world[SET_SIMPLE_MATH] ||
           w == &sets->world[SET_CLUSTERS_MATH];
}
