/* test_covered.c - what docs/methods/covered.tsv says is covered, value by
 * value: from the database alone, against values computed with R. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/check.h"
#include "tests/support/covered.h"
#include "tests/support/program.h"
#include "tests/support/sheet.h"

/* A data set of the expected values, analysed in full. */
struct set {
    const char *name; /* as there, up to its design */
    const char *database, *definition, *export;
    const char *const *alias;
    struct world world;
};

static const char *const films[] = {
    "seen_any",   "fan",       "seen1",      "seen2",      "seen3",
    "seen4",      "seen5",     "seen6",      "I_Phantom",  "II_Clones",
    "III_Sith",   "IV_Hope",   "V_Empire",   "VI_Jedi",    "fav_han",
    "fav_luke",   "fav_leia",  "fav_anakin", "fav_obiwan", "fav_palpatine",
    "fav_vader",  "fav_lando", "fav_boba",   "fav_c3po",   "fav_r2d2",
    "fav_jarjar", "fav_padme", "fav_yoda",   "shot_first", "eu_familiar",
    "eu_fan",     "trek_fan",  "gender",     "age",        "income",
    "education",  "region"};

enum {
    MASCULINITY,
    VIEWS,
    STAR_WARS,
    STRATA,
    CLUSTERS,
    SIMPLE,
    UNIT,
    RAKED,
    SETS
};

/* Done, with or without something for the analyst's eye. */
static void expect_done(struct child_result run)
{
    if (run.exit_status > 1)
        print_error("%s\n", str_cstr(&run.err));
    assert_in_range(run.exit_status, 0, 1);
    child_result_free(&run);
}

static void analyse(struct set *set, const char *folder)
{
    char *path = program_path(folder, set->database);
    struct err err = {0};

    expect_done(run_canvass(folder, "ingest", "-d", set->database,
                            set->definition, set->export));
    expect_done(
        run_canvass(folder, "analyse", "-d", set->database, "--everything"));
    assert_ok(survey_read(&set->world.survey, set->definition, &err), &err);
    set->world.alias = set->alias;
    assert_int_equal(sqlite3_open(path, &set->world.db), SQLITE_OK);
    free(path);
}

/* Star Wars without who did not state a margin: the base of topic d. */
static void write_complete(const char *folder)
{
    static const size_t column[] = {0, 1, 2, 32, 26, 33, 34, 37};
    char *path =
        world_shared("data", "surveymonkey__fivethirtyeight__star-wars.csv");
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

/* The masculinity survey where "No answer" is a refusal. */
static void write_views(const char *folder)
{
    static const char label[] = "label: \"No answer\"";
    struct str in = {0}, out = {0};
    struct err err = {0};
    const char *p, *at;

    assert_ok(
        file_read("tests/data/ingest/masculinity.yaml", 1 << 20, &in, &err),
        &err);
    for (p = in.p; (at = strstr(p, label)); p = at + strlen(label)) {
        str_add_n(&out, p, (size_t)(at - p));
        str_addf(&out, "%s, state: refused", label);
    }
    str_add(&out, p);
    program_file(folder, "views.yaml", str_cstr(&out));
    str_free(&in);
    str_free(&out);
}

/* The simple random sample as if each counted once, of nobody knows how many.
 */
static void write_unit(const char *folder)
{
    static const char design[] = ", weight: pw, fpc: fpc";
    struct str in = {0}, out = {0};
    struct err err = {0};
    const char *at;

    assert_ok(file_read("tests/data/covered/apisrs.yaml", 1 << 20, &in, &err),
              &err);
    at = strstr(in.p, design);
    assert_non_null(at);
    str_add_n(&out, in.p, (size_t)(at - in.p));
    str_add(&out, at + strlen(design));
    program_file(folder, "unit.yaml", str_cstr(&out));
    str_free(&in);
    str_free(&out);
}

static char *own(const char *name)
{
    struct str path = {0};
    char *out;

    str_addf(&path, "tests/data/covered/%s", name);
    out = world_path(str_cstr(&path));
    str_free(&path);
    return out;
}

static char *api(const char *name)
{
    struct str path = {0};
    char *out;

    str_addf(&path, "data/%s", name);
    out = world_shared("oracles", str_cstr(&path));
    str_free(&path);
    return out;
}

/* ---- where an expected value is to be found --------------------------- */

/* The name of an expected data set, without its design. */
static const struct set *set_of(const struct set *sets, const char *name,
                                const char *question, const char *file)
{
    if (strncmp(file, "d_rake", 6) == 0)
        return &sets[RAKED];
    if (strstr(name, "weights=1"))
        return &sets[UNIT];
    if (strstr(question, "#excl") && name[0] == 'm')
        return &sets[VIEWS];
    for (size_t i = 0; i < RAKED; i++)
        if (strncmp(sets[i].name, name, strlen(sets[i].name)) == 0)
            return &sets[i];
    return NULL;
}

static const char *key_of(const struct question *q, const char *label, size_t n)
{
    const struct text want = {label, n};

    for (size_t o = 0; o < q->options.n; o++)
        if (text_same(text_of(q->options.option[o].label), want))
            return q->options.option[o].key;
    return NULL;
}

/* "A|B": two keys; "A": one. */
static bool level_keys(const struct question *q, const char *text,
                       struct covered_at *at)
{
    const char *bar = strchr(text, '|');
    size_t n = bar ? (size_t)(bar - text) : strlen(text);

    at->level = key_of(q, text, n);
    at->other = bar ? key_of(q, bar + 1, strlen(bar + 1)) : "";
    return at->level && at->other;
}

/* "seen_any=Yes(complete cases)": the question and its option. */
struct asked {
    char name[80];
    const char *option; /* "" none */
    bool excluding;     /* answers that are none are left out */
};

static struct asked question_of(const char *text)
{
    struct asked a = {.option = ""};
    size_t n = strcspn(text, "=# ");

    a.excluding = text[n] == '#';
    if (n >= sizeof a.name)
        n = sizeof a.name - 1;
    memcpy(a.name, text, n);
    if (text[n] == '=')
        a.option = "yes";
    return a;
}

struct looking {
    const struct set *set;
    struct asked asked;
    struct where by;
    struct covered_at at;
};

static bool find_names(struct looking *l, const struct expected *e,
                       bool by_level, bool first)
{
    struct where where;

    if (!world_locate(&l->set->world, l->asked.name, &where))
        return false;
    l->at.question = where.question->key;
    l->at.item = where.item;
    l->at.option = l->asked.option;
    if (!*l->asked.option && *e->item && where.question->options.n) {
        l->at.option = key_of(where.question, e->item, strlen(e->item));
        if (!l->at.option)
            return false;
    } else if (*e->item && strcmp(e->item, "Selected") != 0 &&
               where.question->n_items &&
               (where.question->type == TYPE_MULTIPLE ||
                where.question->type == TYPE_PICK)) {
        if (strcmp(e->item, "Not selected") == 0)
            return false;
    }
    if (!*e->item && !*l->asked.option && first && where.question->options.n)
        l->at.option = where.question->options.option[0].key;
    if (!by_level)
        return true;
    if (!*e->breakdown)
        return true;
    if (!world_locate(&l->set->world, e->breakdown, &l->by))
        return false;
    l->at.breakdown = l->by.question->key;
    return !*e->level || level_keys(l->by.question, e->level, &l->at);
}

/* Scheme by the expected level; NULL where canvass has none such. */
static const char *scheme_of(const char *level)
{
    static const char *const schemes[][2] = {
        {"design", "supplied"},
        {"poststratify_gender_x_age(product targets)",
         "poststratify_gender_x_age"},
        {"calibrate_raking", "rake_gender_age_region"},
        {"calibrate_logit_bounds_0.4_2.5", "calibrate_logit_bounds"},
        {"calibrate_linear_bounds_0.6_1.6", "calibrate_linear_bounds"},
        {"calibrate_logit_stype_api99_bounds_0.5_1.6",
         "calibrate_logit_stype_api99_bounds"},
        {"calibrate_linear_stype_api99_bounds_0.5_1.6",
         "calibrate_linear_stype_api99_bounds"},
    };

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strcmp(schemes[i][0], level) == 0)
            return schemes[i][1];
    if (strstr(level, "trim") || strstr(level, "loose"))
        return NULL;
    return level;
}

static bool is_test(const struct covered_line *line)
{
    return strcmp(line->where, "test") == 0 ||
           strcmp(line->where, "pair") == 0 || strcmp(line->where, "rest") == 0;
}

/* Tests of the expected values speak of the base of which n is theirs. */
static const char *base_of(const struct looking *l,
                           const struct covered_line *line, double n)
{
    static const char *const bases[] = {"answered", "gave_view"};
    static char file[] = "", test[] = "test", everything[] = "e.n",
                share[] = "rao_scott_f:cramers_v",
                mean[] = "means_f:", unweighted[] = "unweighted";
    struct covered_line ask = {file,  file,       test, unweighted,
                               share, everything, 0,    0};
    struct covered_at at = l->at;

    if (!is_test(line))
        return l->asked.excluding || strcmp(line->where, "mean") == 0 ||
                       strstr(line->where, "quantile")
                   ? "gave_view"
                   : "answered";
    if (strcmp(line->pick, "mean") == 0 || strstr(line->pick, "means_f") ||
        strstr(line->pick, "ranks_f"))
        ask.pick = mean;
    at.option = at.level = at.other = "";
    at.scheme = "unweighted";
    for (size_t b = 0; b < 2; b++) {
        at.base = bases[b];
        if (covered_value(l->set->world.db, &ask, &at) == n)
            return bases[b];
    }
    return NULL;
}

/* ---- comparing -------------------------------------------------------- */

static bool is_p(const char *statistic)
{
    const char *p = strstr(statistic, "_p");

    return p && (p[2] == '\0' || p[2] == '_') && !strstr(statistic, "prop");
}

/* p to 1e-10, or on the log scale; Wald's comes from the inverse of a matrix,
 * which R finds another way. */
static void compare_value(const struct covered_line *line,
                          const struct expected *e, double ours)
{
    bool p = is_p(line->statistic), tiny = p && e->value < 1e-10;
    double loose = strstr(line->statistic, "fisher") ? 1e-7 : 1e-8;
    double exact = strstr(line->statistic, "Wald") ? 1e-8 : 1e-10;
    double off =
        tiny ? fabs(log(ours) - log(e->value)) / fmax(1, fabs(log(e->value)))
             : fabs(ours - e->value);
    double allowed = tiny                ? 1e-6
                     : p && loose < 1e-7 ? exact
                                         : loose * fmax(1, fabs(e->value));

    if (tiny && ours <= 0 && e->value <= 1e-300)
        return;
    if (!(off <= allowed))
        fail_msg("%s: %s %s | %s | %s = %s | %s: %.15g, not %.15g", line->file,
                 e->dataset, e->question, e->item, e->breakdown, e->level,
                 e->statistic, ours, e->value);
}

/* The whole of a breakdown: n of its base, of the block's first row. */
struct block {
    const char *dataset, *question, *breakdown;
    double n;
};

static void watch_block(struct block *b, const struct expected *e)
{
    if (!b->dataset || strcmp(b->dataset, e->dataset) != 0 ||
        strcmp(b->question, e->question) != 0 ||
        strcmp(b->breakdown, e->breakdown) != 0)
        *b = (struct block){e->dataset, e->question, e->breakdown, (double)NAN};
    if (strcmp(e->statistic, "base_n") == 0 ||
        (strcmp(e->statistic, "n") == 0 && !*e->level && !*e->item))
        b->n = e->value;
}

static void compare_line(struct covered_line *line, const struct set *sets,
                         const struct expected *e, const struct block *block)
{
    bool by_scheme = strcmp(line->scheme, "level") == 0;
    struct looking l = {.set =
                            set_of(sets, e->dataset, e->question, line->file),
                        .asked = question_of(e->question),
                        .at = {.item = "",
                               .option = "",
                               .breakdown = "",
                               .level = "",
                               .other = ""}};
    double ours;

    if (!l.set)
        return;
    if (by_scheme) {
        l.at.scheme = scheme_of(e->level);
        l.at.question = l.at.base = "";
        if (!l.at.scheme)
            return;
    } else {
        l.at.scheme = line->scheme;
        if (strcmp(line->scheme, "supplied") == 0 &&
            (l.set == &sets[STAR_WARS] || l.set == &sets[UNIT]))
            l.at.scheme = "unweighted";
    }
    if (strcmp(line->where, "weights") != 0) {
        struct expected plain = *e;

        if (strncmp(e->breakdown, "quantile", 8) == 0)
            plain.breakdown = plain.level = "";
        if (!find_names(&l, &plain, !by_scheme,
                        !by_scheme && strcmp(line->where, "share") == 0))
            return;
        l.at.base = base_of(&l, line, block->n);
    } else if (strcmp(e->question, "weights") != 0) {
        return;
    }
    if (!l.at.base)
        return;
    /* Where all weights are one odd number R's exact comparison is off by a
     * place; its tolerant values have no interval. */
    if (line->file[0] == 'h' && !strstr(line->statistic, "tolerant") &&
        (l.set == &sets[SIMPLE] || l.set == &sets[CLUSTERS]))
        return;
    /* Ours is a family over all items of the question. */
    if (strstr(line->statistic, "holm") && *l.at.item)
        return;
    if (strcmp(line->where, "quantile") == 0 ||
        strcmp(line->where, "quantile_interval") == 0)
        if (strncmp(line->pick, e->level, strlen(e->level)) != 0)
            return;
    ours = covered_value(l.set->world.db, line, &l.at);
    if (isnan(ours))
        return;
    compare_value(line, e, ours);
    line->compared++;
}

static void compare_file(struct covered *c, size_t first, size_t end,
                         const struct set *sets)
{
    char *path = world_shared("oracles", c->line[first].file);
    struct sheet sheet = sheet_read(path);
    struct block block = {0};

    for (size_t r = 0; r < sheet.rows; r++) {
        struct expected e = sheet_expected(&sheet, r);

        watch_block(&block, &e);
        for (size_t i = first; i < end; i++)
            if (strcmp(c->line[i].statistic, e.statistic) == 0)
                compare_line(&c->line[i], sets, &e, &block);
    }
    sheet_free(&sheet);
    free(path);
}

/* Every weight of every scheme. */
static size_t compare_weights(const struct set *set, const char *file,
                              const char *const (*scheme)[2], size_t n)
{
    char *path = world_shared("oracles", file);
    struct sheet sheet = sheet_read(path);
    sqlite3_stmt *s = NULL;
    size_t compared = 0;

    assert_int_equal(
        sqlite3_prepare_v2(set->world.db,
                           "SELECT value FROM weight JOIN response r ON r.id = "
                           "response_id WHERE scheme = ?1 AND external_id = ?2",
                           -1, &s, NULL),
        SQLITE_OK);
    for (size_t r = 0; r < sheet.rows; r++)
        for (size_t k = 0; k < n; k++) {
            (void)sqlite3_bind_text(s, 1, scheme[k][0], -1, SQLITE_STATIC);
            (void)sqlite3_bind_text(s, 2, sheet.cell[r * sheet.columns], -1,
                                    SQLITE_STATIC);
            assert_int_equal(sqlite3_step(s), SQLITE_ROW);
            assert_near(sqlite3_column_double(s, 0),
                        sheet_number(&sheet, r, scheme[k][1]), 1e-8);
            (void)sqlite3_reset(s);
            compared++;
        }
    (void)sqlite3_finalize(s);
    sheet_free(&sheet);
    free(path);
    return compared;
}

static size_t all_weights(const struct set *sets)
{
    static const char *const of_films[][2] = {
        {"rake_gender_age_region", "w_rake3"},
        {"rake_gender_age", "w_rake2"},
        {"poststratify_gender_x_age", "w_post"},
        {"calibrate_linear", "w_lin"},
        {"calibrate_logit_bounds", "w_logit"},
        {"calibrate_linear_bounds", "w_linb"},
    };
    static const char *const of_schools[][2] = {
        {"rake_stype_schwide", "w_rake"},
        {"poststratify_stype", "w_post"},
        {"calibrate_linear_stype", "w_lin_stype"},
        {"calibrate_linear_stype_api99", "w_lin_stype_api99"},
        {"calibrate_raking_stype_api99", "w_rak_stype_api99"},
        {"calibrate_logit_stype_api99_bounds", "w_logit_stype_api99"},
        {"calibrate_linear_stype_api99_bounds", "w_linb_stype_api99"},
    };

    return compare_weights(&sets[RAKED], "d_weights_starwars.csv", of_films,
                           6) +
           compare_weights(&sets[CLUSTERS], "d_weights_apiclus1.csv",
                           of_schools, 7);
}

/* Prints what was compared; says whether it was enough. */
static bool enough(const struct covered *c)
{
    bool all = true;

    for (size_t i = 0, first = 0; i < c->n; i++) {
        size_t n = 0;

        if (c->line[i].compared < c->line[i].least) {
            print_error("%s: %s: %zu compared, %zu stated\n", c->line[i].file,
                        c->line[i].statistic, c->line[i].compared,
                        c->line[i].least);
            all = false;
        }
        if (getenv("COVERED"))
            print_message("%s\t%s\t%s\t%s\t%s\t%s\t%zu\n", c->line[i].file,
                          c->line[i].statistic, c->line[i].where,
                          c->line[i].scheme, c->line[i].pick,
                          c->line[i].expression, c->line[i].compared);
        if (i + 1 < c->n && c->line[i + 1].file[0] == c->line[i].file[0])
            continue;
        for (; first <= i; first++)
            n += c->line[first].compared;
        print_message("topic %c: %zu values compared\n", c->line[i].file[0], n);
    }
    return all;
}

static void covered(void **state)
{
    const char *folder;
    struct covered c;
    size_t weights;
    bool all;

    if (!check_shared("oracles") || !check_shared("data"))
        skip();
    folder = check_folder(state);
    c = covered_read("docs/methods/covered.tsv");
    struct set sets[SETS] = {
        [MASCULINITY] = {"masculinity",
                         "masculinity.db",
                         world_path("tests/data/ingest/masculinity.yaml"),
                         world_shared("data", "surveymonkey__fivethirtyeight__"
                                              "masculinity.csv"),
                         NULL,
                         {0}},
        [VIEWS] = {"(masculinity)",
                   "views.db",
                   program_path(folder, "views.yaml"),
                   world_shared("data", "surveymonkey__fivethirtyeight__"
                                        "masculinity.csv"),
                   NULL,
                   {0}},
        [STAR_WARS] = {"starwars",
                       "starwars.db",
                       program_path(folder, "drafted.yaml"),
                       world_shared("data", "surveymonkey__fivethirtyeight__"
                                            "star-wars.csv"),
                       films,
                       {0}},
        [STRATA] = {"apistrat",
                    "strata.db",
                    own("apistrat.yaml"),
                    api("apistrat.csv"),
                    NULL,
                    {0}},
        [CLUSTERS] = {"apiclus1",
                      "clusters.db",
                      own("apiclus1.yaml"),
                      api("apiclus1.csv"),
                      NULL,
                      {0}},
        [SIMPLE] = {"apisrs",
                    "simple.db",
                    own("apisrs.yaml"),
                    api("apisrs.csv"),
                    NULL,
                    {0}},
        [UNIT] = {"(apisrs)",
                  "unit.db",
                  program_path(folder, "unit.yaml"),
                  api("apisrs.csv"),
                  NULL,
                  {0}},
        [RAKED] = {"films",
                   "films.db",
                   own("films.yaml"),
                   program_path(folder, "films.csv"),
                   NULL,
                   {0}},
    };
    write_views(folder);
    write_unit(folder);
    write_complete(folder);
    expect_done(run_canvass(folder, "init", sets[STAR_WARS].export, "-o",
                            "drafted.yaml"));
    for (size_t i = 0; i < SETS; i++)
        analyse(&sets[i], folder);
    for (size_t first = 0, end; first < c.n; first = end) {
        for (end = first; end < c.n; end++)
            if (strcmp(c.line[end].file, c.line[first].file) != 0)
                break;
        compare_file(&c, first, end, sets);
    }
    all = enough(&c);
    weights = all_weights(sets);
    print_message("topic d: %zu weights compared\n", weights);
    assert_int_equal(weights, 6 * 1043 + 7 * 183);
    for (size_t i = 0; i < SETS; i++) {
        (void)sqlite3_close(sets[i].world.db);
        survey_free(sets[i].world.survey);
        free((void *)(uintptr_t)sets[i].definition);
        free((void *)(uintptr_t)sets[i].export);
    }
    covered_free(&c);
    assert_true(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(covered)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
