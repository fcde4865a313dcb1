/* test_sides.c - an open and a sampled source side by side, through the
 * program: what the database, the page and the files say of each, and who
 * replied, added up. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "core/base/file.h"

#define SOURCE(key, file, channel, sample)                                     \
    "  - {key: " key ", files: [\"" file "\"], platform: surveymonkey, id: "   \
    "\"Respondent ID\", submitted: \"End Date\", channel: " channel            \
    ", sample: " sample "}\n"
/* The second cannot meet its targets under its cap. */
#define WEIGHTING                                                              \
    "weighting:\n"                                                             \
    "  - {name: raked, targets: targets.csv, margins: [sex, age_band]}\n"      \
    "  - {name: capped, targets: targets.csv, margins: [age_band], cap: "      \
    "1.2}\n"

static const char targets[] = "margin,level,share\n"
                              "sex,female,0.51\nsex,male,0.49\n"
                              "age_band,Under 35,0.30\n"
                              "age_band,35 to 64,0.47\n"
                              "age_band,65 and over,0.23\n";

static const char *folder;

/* The sample's definition with other sources and fewer breakdowns. */
static void write_definition(const char *name, const char *sources)
{
    static const char wide[] = "breakdowns: [age, ";
    struct str yaml = {0}, out = {0};
    struct err err = {0};
    char *from, *to, *breakdowns, *rest;

    assert_ok(file_read("fixtures/consultation.yaml", 1 << 20, &yaml, &err),
              &err);
    str_add_char(&yaml, '\0');
    from = strstr(yaml.p, "  - {key: web,");
    breakdowns = strstr(yaml.p, wide);
    assert_true(from && breakdowns);
    to = strchr(from, '\n') + 1;
    rest = strchr(breakdowns, '\n') + 1;
    str_add_n(&out, yaml.p, (size_t)(from - yaml.p));
    str_add(&out, sources);
    str_add_n(&out, to, (size_t)(breakdowns - to));
    str_addf(&out, "breakdowns: [sex, district]\n%s%s", WEIGHTING, rest);
    program_file(folder, name, str_cstr(&out));
    str_free(&out);
    str_free(&yaml);
}

static int set_up(void **state)
{
    folder = check_folder(state);
    program_expect(run_generate(folder, "-n", "900", "--districts",
                                "districts.csv", "-o", "web.csv"),
                   0);
    program_expect(run_generate(folder, "-n", "500", "--seed", "2", "--channel",
                                "telephone", "-o", "phone.csv"),
                   0);
    program_file(folder, "targets.csv", targets);
    write_definition("open.yaml", SOURCE("web", "web.csv", "online", "open"));
    write_definition("mixed.yaml", SOURCE("web", "web.csv", "online", "open")
                                       SOURCE("phone", "phone.csv", "telephone",
                                              "probability"));
    program_expect(run_canvass(folder, "run", "-d", "open.db", "open.yaml",
                               "web.csv", "-o", "open"),
                   1);
    program_expect(run_canvass(folder, "run", "-d", "mixed.db", "mixed.yaml",
                               "web.csv", "phone.csv", "-o", "mixed"),
                   1);
    return 0;
}

static char *text_in(const char *name)
{
    struct str text = {0};
    struct err err = {0};
    char *path = program_path(folder, name), *out = NULL;

    assert_ok(file_read(path, 64 << 20, &text, &err), &err);
    assert_ok(str_take(&text, &out, &err), &err);
    free(path);
    return out;
}

/* Its shared strings: every text of every sheet. */
static char *words_of_book(const char *name)
{
    char *path = program_path(folder, name), *out = NULL;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *file;
    struct str text = {0};
    struct err err = {0};
    char chunk[4096];
    zip_int64_t n;

    assert_non_null(zip);
    file = zip_fopen(zip, "xl/sharedStrings.xml", 0);
    assert_non_null(file);
    while ((n = zip_fread(file, chunk, sizeof chunk)) > 0)
        str_add_n(&text, chunk, (size_t)n);
    assert_int_equal(zip_fclose(file), 0);
    zip_discard(zip);
    free(path);
    assert_ok(str_take(&text, &out, &err), &err);
    return out;
}

static void expect(const char *database, const char *sql, const char *wanted)
{
    char *got = program_query(folder, database, sql);

    if (strcmp(got, wanted) != 0)
        fail_msg("%s\n%s", sql, got);
    free(got);
}

/* ---- the database ----------------------------------------------------- */

/* Nothing is pooled, and a source's figures are those it has alone. */
static void apart(void **state)
{
    static const char rows[] =
        "SELECT question, item, option, breakdown, level, base, scheme, "
        "measure, arg, value, se, lower, upper, n FROM estimate WHERE "
        "ifnull(source, 'web') = 'web'";
    char *mixed, *alone;

    (void)state;
    expect("mixed.db",
           "SELECT DISTINCT ifnull(source, 'pooled') FROM estimate UNION "
           "SELECT ifnull(source, 'pooled') FROM ranking UNION SELECT "
           "ifnull(source, 'pooled') FROM test ORDER BY 1",
           "phone\nweb");
    mixed = program_query(folder, "mixed.db", rows);
    alone = program_query(folder, "open.db", rows);
    assert_true(strlen(alone) > 100000);
    assert_string_equal(mixed, alone);
    free(mixed);
    free(alone);
}

/* Queries whose answer is the number of rows that are wrong. */
static const struct sum {
    const char *name, *sql;
} sums[] = {
    {"levels and not stated add up to the total",
     "SELECT count(*) FROM (SELECT sum(CASE kind WHEN 'total' THEN -n ELSE n "
     "END) AS n, sum(CASE kind WHEN 'total' THEN -share_of_all ELSE "
     "share_of_all END) AS share FROM profile WHERE kind IN ('level', "
     "'not_stated', 'total') GROUP BY source, scheme, breakdown) WHERE n <> 0 "
     "OR abs(share) > 1e-12"},
    {"those without an answer are in no comparison",
     "SELECT count(*) FROM profile WHERE kind = 'not_stated' AND (share IS NOT "
     "NULL OR target IS NOT NULL OR difference IS NOT NULL)"},
    {"shares compared add up to 1",
     "SELECT count(*) FROM (SELECT sum(share) AS s, sum(target) AS t, "
     "sum(share_before) AS b FROM profile WHERE kind = 'level' AND target IS "
     "NOT NULL GROUP BY source, scheme, breakdown) WHERE abs(s - 1) > 1e-9 OR "
     "abs(t - 1) > 1e-9 OR abs(b - 1) > 1e-9"},
    {"gap and index",
     "SELECT count(*) FROM profile WHERE kind = 'level' AND target IS NOT NULL "
     "AND (abs(share - target - difference) > 1e-12 OR abs(share / target - "
     "over_target) > 1e-12)"},
    {"dissimilarity is half the gaps",
     "SELECT count(*) FROM profile t JOIN (SELECT source, scheme, breakdown, "
     "sum(abs(difference)) / 2 AS half FROM profile WHERE kind = 'level' GROUP "
     "BY source, scheme, breakdown) g USING (source, scheme, breakdown) WHERE "
     "t.kind = 'total' AND t.dissimilarity IS NOT NULL AND "
     "abs(t.dissimilarity - g.half) > 1e-12"},
    {"a test a margin, unweighted",
     "SELECT count(*) FROM profile WHERE kind = 'total' AND scheme = "
     "'unweighted' AND dissimilarity IS NOT NULL AND (p IS NULL OR value IS "
     "NULL OR df1 IS NULL)"},
    {"channels are all responses",
     "SELECT abs(1400 - sum(n)) + (count(*) <> 2) + (abs(sum(share_of_all) - "
     "1) > 1e-12) FROM profile WHERE kind = 'channel'"},
    {"days are all responses",
     "SELECT abs(1400 - sum(n)) + (count(*) < 100) FROM profile WHERE kind = "
     "'day'"},
};

static void adds_up(void **state)
{
    const struct sum *s = *state;

    assert_near(program_number(folder, "mixed.db", s->sql), 0, 0);
}

static void stated(void **state)
{
    (void)state;
    expect("mixed.db",
           "SELECT DISTINCT level FROM profile WHERE kind = 'not_stated' AND "
           "breakdown = 'sex' ORDER BY 1",
           "blank\nrefused");
    expect("mixed.db",
           "SELECT DISTINCT kind, ifnull(level, source) FROM profile WHERE "
           "kind = 'channel' ORDER BY 2",
           "channel|online\nchannel|telephone");
    /* Organisations and staff are apart from everyone. */
    expect("mixed.db",
           "SELECT sum(level = 'individual'), sum(level <> 'individual') > 0 "
           "FROM (SELECT DISTINCT source, level, n FROM estimate WHERE "
           "breakdown = 'respondent' AND question = 'concerns' AND base = "
           "'answered' AND scheme = 'unweighted')",
           "2|1");
    expect("mixed.db",
           "SELECT count(*) FROM estimate a JOIN estimate b USING (source, "
           "question, base, scheme, measure) WHERE a.breakdown IS NULL AND "
           "b.breakdown = 'respondent' AND b.level = 'individual' AND "
           "question = 'concerns' AND a.item IS b.item AND a.arg IS b.arg AND "
           "a.value IS NOT b.value",
           "0");
}

/* Weighted each by itself, and what is said of it says of which. */
static void said_of(void **state)
{
    struct child_result run = run_canvass(folder, "analyse", "-d", "mixed.db");
    const char *said = str_cstr(&run.err);

    (void)state;
    assert_non_null(strstr(said, "scheme 'raked' of source 'web': "));
    assert_non_null(strstr(said, "scheme 'raked' of source 'phone': no answer "
                                 "to sex has no target: "));
    program_expect(run, 1);
}

/* ---- what is published ------------------------------------------------ */

/* The article of an exhibit, from its id to its end. */
static char *article(const char *page, const char *name)
{
    struct str id = {0};
    const char *from, *to;
    char *out;

    str_addf(&id, "<article id=\"%s\"", name);
    from = strstr(page, str_cstr(&id));
    if (!from)
        fail_msg("no article %s", name);
    to = strstr(from, "</article>");
    out = to ? strndup(from, (size_t)(to - from)) : NULL;
    assert_non_null(out);
    str_free(&id);
    return out;
}

static const struct said {
    const char *name, *has, *not ;
} articles[] = {
    {"priorities__web", "stability intervals", "confidence"},
    {"priorities__web", "open to anyone", "random"},
    {"priorities__phone", "95% confidence intervals", "stability"},
    {"priorities__phone", "a random sample", "open to anyone"},
    {"sure__web", "people like those who replied", "sampled"},
    {"sure__phone", "people who were sampled", "stability"},
    {"population-sex__web", "Not stated, or not known", "(phone)"},
    {"population-sex__phone", "would have to be in another one", "(web)"},
    {"who-differs__phone", "(phone)", "(web)"},
    {"weights__web", "Effective number", "(phone)"},
    {"weights__phone", "Furthest from a target", "(web)"},
};

static void side_by_side(void **state)
{
    char *page = text_in("mixed/index.html");
    const char *web, *phone, *next;

    (void)state;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        const struct said *s = &articles[i];
        char *text = article(page, s->name);

        if (!strstr(text, s->has))
            fail_msg("%s does not say '%s'", s->name, s->has);
        if (strstr(text, s->not ))
            fail_msg("%s says '%s'", s->name, s->not );
        free(text);
    }
    /* The same question of one source stands by that of the other. */
    web = strstr(page, "<article id=\"concerns__web\"");
    phone = strstr(page, "<article id=\"concerns__phone\"");
    assert_true(web && phone && web < phone);
    next = strstr(web + 1, "<article id=\"");
    assert_ptr_equal(next, phone);
    assert_non_null(strstr(page, " came first among the "));
    assert_non_null(strstr(page, ", a random sample):"));
    assert_non_null(strstr(page, "Of a random sample they are 95% confidence"));
    free(page);
}

/* A number of evidence.json, or another field of its row. */
static double evidence(const json_t *root, const char *id, const char *field)
{
    json_t *rows = json_object_get(root, "numbers"), *row;
    size_t i;

    json_array_foreach(rows, i, row)
    {
        json_t *own = json_object_get(row, "id");

        if (own && strcmp(json_string_value(own), id) == 0)
            return json_number_value(json_object_get(row, field));
    }
    fail_msg("evidence.json has no %s", id);
    return 0;
}

static const struct told {
    const char *id, *field; /* %s: the source */
    const char *sql;        /* of one source */
} told[] = {
    {"sex~%s:profile:unweighted:everyone", "value",
     "SELECT n FROM profile WHERE kind = 'total' AND breakdown = 'sex'"},
    {"sex~%s:profile:unweighted:not_compared", "value",
     "SELECT sum(n) FROM profile WHERE kind IN ('level', 'not_stated') AND "
     "breakdown = 'sex' AND target IS NULL"},
    {"age_band~%s:profile:unweighted:not_compared", "value",
     "SELECT sum(n) FROM profile WHERE kind IN ('level', 'not_stated') AND "
     "breakdown = 'age_band' AND target IS NULL"},
    {"sex//female~%s:profile:unweighted:index", "value",
     "SELECT 100 * share / target FROM profile WHERE breakdown = 'sex' AND "
     "level = 'female'"},
    {"age_band~%s:profile:unweighted:dissimilarity", "value",
     "SELECT sum(abs(difference)) / 2 FROM profile WHERE kind = 'level' AND "
     "breakdown = 'age_band'"},
    {"age_band~%s:profile:unweighted:dissimilarity", "p",
     "SELECT p FROM profile WHERE kind = 'total' AND breakdown = 'age_band'"},
    {"weights/%s/capped/capped", "value",
     "SELECT capped FROM weighting WHERE "
     "1"},
    {"weights/%s/capped/largest_gap", "value",
     "SELECT largest_gap FROM weighting WHERE 1"},
    {"weights/%s/capped/q95", "value", "SELECT q95 FROM weighting WHERE 1"},
};

static void numbers_told(void **state)
{
    static const char *const sources[] = {"web", "phone"};
    char *text = text_in("mixed/evidence.json");
    json_t *root = json_loads(text, 0, NULL);

    (void)state;
    assert_non_null(root);
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
            const char *of = strstr(told[i].id, "%s");
            struct str id = {0}, sql = {0};

            str_add_n(&id, told[i].id, (size_t)(of - told[i].id));
            str_addf(&id, "%s%s", sources[k], of + 2);
            str_addf(&sql, "%s AND source = '%s' AND scheme = '%s'",
                     told[i].sql, sources[k],
                     strstr(told[i].sql, "weighting") ? "capped"
                                                      : "unweighted");
            assert_near(evidence(root, str_cstr(&id), told[i].field),
                        program_number(folder, "mixed.db", str_cstr(&sql)),
                        1e-9);
            str_free(&id);
            str_free(&sql);
        }
    json_decref(root);
    free(text);
}

/* The largest difference is of each source its own. */
static void largest(void **state)
{
    static const char sql[] =
        "SELECT group_concat(points, '|') FROM (SELECT source, "
        "CAST(round(100 * max(abs(difference))) AS INTEGER) || ' percentage "
        "points' AS points FROM test WHERE told AND measure = 'share' AND test "
        "= 'difference' AND level IS NOT NULL AND scheme = 'unweighted' AND "
        "breakdown IN ('sex', 'district') AND question IN ('concerns', "
        "'plan', 'crimes', 'reported_satisfied', 'any_victim') GROUP BY "
        "source)";
    char *points = program_query(folder, "mixed.db", sql), *other;
    char *page = text_in("mixed/index.html");
    char *end = strstr(page, "id=\"contents-h\"");

    (void)state;
    assert_non_null(end);
    *end = '\0';
    other = strchr(points, '|');
    assert_non_null(other);
    *other++ = '\0';
    assert_string_not_equal(points, other);
    if (!strstr(page, points) || !strstr(page, other))
        fail_msg("In short lacks %s or %s", points, other);
    free(points);
    free(page);
}

/* No margin of error, under no name, in any file of an open consultation. */
static void open_alone(void **state)
{
    static const char *const never[] = {"margin of error", "onfidence interval",
                                        "ignificant"};
    static const char *const files[] = {"open/index.html", "open/evidence.json",
                                        "open/tables/priorities.csv",
                                        "open/charts/priorities.svg"};
    char *page = text_in("open/index.html");
    char *evidence = text_in("open/evidence.json");
    char *book = words_of_book("open/tables/crosstabs.xlsx");

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = text_in(files[i]);

        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            if (strstr(text, never[k]))
                fail_msg("%s says '%s'", files[i], never[k]);
        free(text);
    }
    assert_non_null(strstr(page, "Intervals are stability among those who "
                                 "replied"));
    assert_non_null(strstr(page, ">Differences between groups of "
                                 "respondents<"));
    assert_non_null(strstr(evidence, "\"intervals\": \"stability among those "
                                     "who replied\""));
    assert_non_null(strstr(evidence, "\"tests\": \"differences between groups "
                                     "of respondents\""));
    assert_non_null(strstr(book, "stability among"));
    for (size_t k = 0; k < sizeof never / sizeof *never; k++)
        assert_null(strstr(book, never[k]));
    free(book);
    free(page);
    free(evidence);
}

int main(void)
{
    enum { SUMS = sizeof sums / sizeof *sums };
    struct CMUnitTest tests[SUMS + 7] = {
        cmocka_unit_test(apart),        cmocka_unit_test(stated),
        cmocka_unit_test(said_of),      cmocka_unit_test(side_by_side),
        cmocka_unit_test(numbers_told), cmocka_unit_test(largest),
        cmocka_unit_test(open_alone)};

    for (size_t i = 0; i < SUMS; i++)
        tests[7 + i] =
            (struct CMUnitTest){.name = sums[i].name,
                                .test_func = adds_up,
                                .initial_state = (void *)(uintptr_t)&sums[i]};
    return cmocka_run_group_tests_name("sides", tests, set_up, NULL);
}
