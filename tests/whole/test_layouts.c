/* test_layouts.c - the synthetic consultation as each platform exports it, with
 * dirt: a draft, hardly edited, finds the platform, every kind of dirt to the
 * row, the type of every question, and of every option, choice, place and
 * amount as many as the generator counted. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"

#define TYPES                                                                  \
    "single ranking12 pick10 scale8 scale scale points6 single multiple12 "    \
    "scale single single single single area text"
/* Nothing in the export says how many may be picked. */
#define UNTOLD                                                                 \
    "single ranking12 multiple10 scale8 scale scale points6 single "           \
    "multiple12 scale single single single single area text"

enum {
    NUMBERS_NOTHING = 1, /* the platform has no ids */
    MARKS_TESTS = 2,
    UNCHECKED = 4,
    NO_ORDER = 8,    /* codes as A1, which have no order */
    NAMES_STAY = 16, /* headers are codes: nothing tells that one asks a name */
    TYPED_NA = 32,   /* a comment that says n/a is one that was not asked */
    RANKS_PLACES = 64, /* or an order: no two items have one place */
    NO_QUOTES = 128,
    NO_LABELS = 256 /* codes, and nothing says what they stand for */
};

static const struct case_of {
    const char *layout, *file, *platform, *types;
    unsigned what;
    /* What says what codes stand for: "dictionary", or the layout of a second
     * export as text; NULL: nothing does, or nothing has to. */
    const char *book;
} cases[] = {
    {"surveymonkey", "x.csv", "surveymonkey", TYPES, MARKS_TESTS, NULL},
    {"surveymonkey_numeric", "x.csv", "surveymonkey", TYPES,
     MARKS_TESTS | NO_LABELS, NULL},
    {"surveymonkey_numeric", "x.csv", "surveymonkey", TYPES, MARKS_TESTS,
     "surveymonkey"},
    {"surveymonkey_condensed", "x.csv", "surveymonkey", TYPES, MARKS_TESTS,
     NULL},
    {"surveymonkey", "x.xlsx", "surveymonkey", TYPES, MARKS_TESTS, NULL},
    {"generic", "x.csv", "generic", TYPES, MARKS_TESTS, NULL},
    {"googleforms", "x.csv", "googleforms", TYPES, NUMBERS_NOTHING, NULL},
    {"googleforms", "x.xlsx", "googleforms", TYPES, NUMBERS_NOTHING, NULL},
    {"googleforms_tsv", "x.tsv", "googleforms", TYPES,
     NUMBERS_NOTHING | NO_QUOTES, NULL},
    {"googleforms_download", "x.csv", "googleforms", TYPES, NUMBERS_NOTHING,
     NULL},
    {"qualtrics", "x.csv", "qualtrics", TYPES, MARKS_TESTS, NULL},
    {"qualtrics_numeric", "x.csv", "qualtrics", TYPES, MARKS_TESTS | NO_LABELS,
     NULL},
    {"qualtrics_numeric", "x.csv", "qualtrics", TYPES, MARKS_TESTS,
     "qualtrics"},
    {"qualtrics_joined", "x.csv", "qualtrics", TYPES, MARKS_TESTS, NULL},
    {"limesurvey", "x.csv", "limesurvey", UNTOLD " text",
     NAMES_STAY | RANKS_PLACES, NULL},
    {"limesurvey_text", "x.csv", "limesurvey", TYPES, RANKS_PLACES, NULL},
    {"limesurvey_short", "x.csv", "limesurvey",
     "single ranking12 multiple10 scale8 scale scale points6 single multiple12 "
     "single single single single single area text text",
     NAMES_STAY | NO_ORDER | NO_LABELS | RANKS_PLACES, NULL},
    {"limesurvey_short", "x.csv", "limesurvey", UNTOLD " text",
     NAMES_STAY | RANKS_PLACES, "limesurvey"},
    {"ona", "x.csv", "odk", UNTOLD, TYPED_NA | RANKS_PLACES, NULL},
    {"odk", "x.csv", "odk", UNTOLD, RANKS_PLACES, NULL},
    {"redcap", "x.csv", "redcap", TYPES, 0, "dictionary"},
    {"jisc", "x.sav", "jisc", TYPES, 0, NULL},
    {"jisc_csv", "x.csv", "jisc_csv", TYPES, 0, NULL},
    {"spss", "x.sav", "spss", TYPES, 0, NULL},
    {"msforms", "x.xlsx", "msforms", TYPES, UNCHECKED | RANKS_PLACES, NULL},
    {"kobo", "x.csv", "kobo", UNTOLD, UNCHECKED | RANKS_PLACES, NULL},
    {"smartsurvey", "x.csv", "smartsurvey", TYPES, UNCHECKED, NULL},
    {"citizenspace", "x.xlsx", "citizenspace", TYPES, UNCHECKED, NULL},
    {"alchemer", "x.csv", "alchemer", "text " TYPES, UNCHECKED, NULL},
    {"typeform", "x.csv", "typeform", UNTOLD, UNCHECKED | RANKS_PLACES, NULL},
    {"engagementhq", "x.csv", "engagementhq", TYPES, UNCHECKED, NULL},
    {"decidim", "x.csv", "decidim", TYPES, UNCHECKED | RANKS_PLACES, NULL},
    {"govocal", "x.xlsx", "govocal", TYPES, UNCHECKED | RANKS_PLACES, NULL},
    {"snap", "x.csv", "snap", TYPES, UNCHECKED, NULL},
};

/* ---- what was done ----------------------------------------------------- */

static bool is_text(const struct case_of *c)
{
    return strstr(c->file, "csv") || strstr(c->file, "tsv");
}

static void write(const struct case_of *c, const char *folder,
                  const char *layout, const char *truth, const char *file)
{
    bool text = is_text(c);
    struct str dirt = {0};
    bool codes = c->book && strcmp(c->book, "dictionary") == 0;

    str_addf(&dirt,
             "duplicates=9,blanks=7,tests=3,campaign=6,unlisted=3,straight=6,"
             "over_picks=5%s%s%s",
             text ? ",bad_bytes=2,padding=8" : "",
             text && !(c->what & NO_QUOTES) ? ",open_quotes=3" : "",
             c->what & RANKS_PLACES ? "" : ",ties=4");
    program_expect(run_generate(folder, "-n", "400", "--seed", "7", "--layout",
                                layout, "--dirt", str_cstr(&dirt), "--truth",
                                truth, "--listed", "tests.csv", "-o", file,
                                codes ? "--dictionary" : NULL, "book.csv"),
                   0);
    str_free(&dirt);
}

static void make(const struct case_of *c, const char *folder)
{
    write(c, folder, c->layout, "truth.csv", c->file);
    if (c->book && strcmp(c->book, "dictionary") != 0)
        write(c, folder, c->book, "other_truth.csv", "book.csv");
}

/* The one edit: most platforms do not mark the rows that tried the form, and
 * the analyst lists them. */
static void list_tests(const char *folder)
{
    static const char mark[] = "remove: {";
    char *path = program_path(folder, "survey.yaml"), *at;
    struct str draft = {0}, edited = {0};
    struct err err = {0};

    assert_ok(file_read(path, 1 << 20, &draft, &err), &err);
    at = strstr(str_cstr(&draft), mark);
    assert_non_null(at);
    at += sizeof mark - 1;
    str_add_n(&edited, draft.p, (size_t)(at - draft.p));
    str_addf(&edited, "listed: tests.csv, %s", at);
    program_file(folder, "survey.yaml", str_cstr(&edited));
    str_free(&draft);
    str_free(&edited);
    free(path);
}

static void take(const struct case_of *c, const char *folder)
{
    static const char *const import[] = {"sqlite3", "x.db",
                                         ".import --csv truth.csv truth", NULL};
    const struct child_options options = {.folder = folder};
    struct child_result run;
    struct err err = {0};

    run = run_canvass(folder, "init", "-o", "survey.yaml", c->file,
                      c->book ? "--codebook" : NULL, "book.csv");
    if (run.exit_status > 1)
        fail_msg("%s", str_cstr(&run.err));
    assert_int_equal(strstr(str_cstr(&run.err), "not checked on a real file") !=
                         NULL,
                     (c->what & UNCHECKED) != 0);
    child_result_free(&run);
    if (!(c->what & (MARKS_TESTS | NUMBERS_NOTHING)))
        list_tests(folder);
    run = run_canvass(folder, "ingest", "-d", "x.db", "survey.yaml", c->file);
    /* Of a file without any other sign beyond ASCII all is read otherwise. */
    if (is_text(c))
        assert_true(strstr(str_cstr(&run.err), "bytes in 2 rows") ||
                    strstr(str_cstr(&run.err), "is no UTF-8 in 2 places"));
    program_expect(run, 1); /* three values match no option */
    assert_ok(child_run(import, &options, &run, &err), &err);
    program_expect(run, 0);
}

/* ---- what was found ---------------------------------------------------- */

static void expect(const char *folder, const char *sql, const char *want)
{
    char *got = program_query(folder, "x.db", sql);

    assert_string_equal(got, want);
    free(got);
}

/* A query of the database gives the number that the truth has. */
static void agrees(const struct case_of *c, const char *folder,
                   const char *statistic, const char *sql)
{
    struct str told = {0};
    double want, got;

    str_addf(&told,
             "SELECT value FROM truth WHERE question = '' AND statistic = '%s'",
             statistic);
    want = program_number(folder, "x.db", str_cstr(&told));
    got = program_number(folder, "x.db", sql);
    if (want != got)
        fail_msg("%s: %s is %g, not %g", c->layout, statistic, got, want);
    str_free(&told);
}

#define OF_LEDGER(column) #column, "SELECT " #column " FROM ledger"
#define FLAGGED(bit)                                                           \
    "SELECT count(*) FROM response WHERE status = 'analysed' AND flags "       \
    "& " #bit

static void accounts_for_dirt(const struct case_of *c, const char *folder)
{
    expect(folder, "SELECT platform FROM source", c->platform);
    expect(folder, "SELECT removed_why FROM ledger_labelled",
           c->what & NUMBERS_NOTHING ? "blank: 7"
           : c->what & MARKS_TESTS   ? "blank: 7; duplicate_id: 9; test: 3"
                                     : "blank: 7; duplicate_id: 9; listed: 3");
    agrees(c, folder, OF_LEDGER(received));
    agrees(c, folder, OF_LEDGER(analysed));
    agrees(c, folder, OF_LEDGER(removed));
    agrees(c, folder, OF_LEDGER(rejected));
    agrees(c, folder, "open_quotes", "SELECT count(*) FROM rejected");
    agrees(c, folder, "padding", "SELECT empty_rows FROM source");
    agrees(c, folder, "unlisted",
           "SELECT count(*) FROM comment WHERE kind = 'unrecognised'");
    agrees(c, folder, "realised_ties", FLAGGED(4));
    if (strstr(c->types, "pick10"))
        agrees(c, folder, "realised_over_picks", FLAGGED(16));
    agrees(c, folder, "realised_straight", FLAGGED(512));
    /* Nobody answered what was not asked, though some platforms write "not
     * chosen" there. */
    expect(folder, "SELECT count(*) FROM response WHERE flags & 2", "0");
}

static void knows_the_types(const struct case_of *c, const char *folder)
{
    expect(folder,
           "SELECT group_concat(t, ' ') FROM (SELECT type || coalesce((SELECT "
           "nullif(count(*), 0) FROM item WHERE question_id = question.id), "
           "'') AS t FROM question WHERE coalesce(derived, '') = '' ORDER BY "
           "position)",
           c->types);
}

/* One row for each column of answers that is not empty: its question in the
 * truth, or its type in the database; how often each answer was given, from
 * the rarest on; the same in the order of the options. */
static const char of_truth[] =
    "WITH told AS (SELECT question, item, option, sum(CASE WHEN statistic = "
    "'realised_mean' THEN value * (SELECT value FROM truth b WHERE "
    "b.\"group\" = t.\"group\" AND b.level = t.level AND b.question = "
    "t.question AND b.statistic = 'realised_answered' AND b.item = '') ELSE "
    "value END) AS n, min(rowid) AS at FROM truth t WHERE (\"group\" = '' AND "
    "level = '' OR \"group\" = 'respondent' AND level <> 'individual') AND "
    "(statistic IN ('realised_count', 'realised_place') OR statistic = "
    "'realised_mean' AND question = 'budget' OR statistic = "
    "'realised_answered' AND question IN ('postcode', 'comment')) GROUP BY 1, "
    "2, 3 HAVING n > 0), sorted AS (SELECT question, item, "
    "group_concat(round(n)) AS s, min(at) AS at FROM (SELECT * FROM told ORDER "
    "BY n) GROUP BY 1, 2), ordered AS (SELECT question, item, "
    "group_concat(round(n)) AS o FROM (SELECT * FROM told ORDER BY at) GROUP "
    "BY 1, 2) SELECT question, s, o FROM sorted JOIN ordered USING (question, "
    "item) ORDER BY (SELECT min(at) FROM told b WHERE b.question = "
    "sorted.question), at";

/* SQL that gives the SQL for all columns of the database. */
static const char of_columns[] =
    "SELECT group_concat(sql, ' UNION ALL ') FROM (SELECT 'SELECT ' || "
    "question.position || ', ' || coalesce(item.position, 0) || ', ''' || type "
    "|| ''', group_concat(round(n)), (SELECT group_concat(round(n)) FROM "
    "(SELECT ' || how || ' AS n ' || source || ' ORDER BY v)) FROM (SELECT ' "
    "|| how || ' AS n ' || source || ' ORDER BY n) WHERE n > 0' AS sql FROM "
    "(SELECT question_id AS q, item_id AS i, CASE WHEN kind IN ('points', "
    "'number') THEN 'sum(v)' ELSE "
    "'count(*)' END AS how, 'FROM (SELECT \"' || column_name || '\" AS v FROM "
    "' || table_name || ' JOIN response ON id = response_id WHERE status = "
    "''analysed'') WHERE v > 0' || CASE WHEN kind IN ('points', 'number') THEN "
    "'' ELSE ' GROUP BY v' END AS source FROM answer_column) JOIN question ON "
    "question.id = q LEFT JOIN item ON item.id = i WHERE coalesce(derived, '') "
    "= '')";

struct told {
    char *name, *sorted, *ordered;
};
struct list {
    struct told *row;
    size_t n;
    char *text;
};

/* name|sorted|ordered, a line each; lines without numbers are left out. */
static struct list list_of(char *text)
{
    struct list l = {.text = text};

    l.row = calloc(strlen(text) + 1, sizeof *l.row);
    assert_non_null(l.row);
    for (char *at = text; *at;) {
        char *end = at + strcspn(at, "\n");
        char *bar = memchr(at, '|', (size_t)(end - at));
        bool last = *end == '\0';

        assert_non_null(bar);
        *end = '\0';
        l.row[l.n] = (struct told){at, bar + 1, strchr(bar + 1, '|')};
        *bar = '\0';
        assert_non_null(l.row[l.n].ordered);
        *l.row[l.n].ordered++ = '\0';
        l.n += l.row[l.n].sorted[0] != '\0';
        at = last ? end : end + 1;
    }
    return l;
}

static void list_free(struct list *l)
{
    free(l->row);
    free(l->text);
}

static int by_sorted(const void *a, const void *b)
{
    return strcmp(((const struct told *)a)->sorted,
                  ((const struct told *)b)->sorted);
}

/* Questions of which the options have an order that an export can tell. */
static bool has_order(const char *question)
{
    static const char *const keys[] = {"priorities", "plan", "safety", "trust",
                                       "reported_satisfied"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(question, keys[i]) == 0)
            return true;
    return false;
}

/* n columns of one question, in whatever order its items were met. */
static void same_counts(const struct case_of *c, struct told *want,
                        struct told *got, size_t n)
{
    qsort(want, n, sizeof *want, by_sorted);
    qsort(got, n, sizeof *got, by_sorted);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(want[i].sorted, got[i].sorted) != 0)
            fail_msg("%s: %s has %s, not %s", c->layout, want[i].name,
                     got[i].sorted, want[i].sorted);
        if (has_order(want[i].name) && !(c->what & NO_ORDER) &&
            strcmp(want[i].ordered, got[i].ordered) != 0)
            fail_msg("%s: %s has in order %s, not %s", c->layout, want[i].name,
                     got[i].ordered, want[i].ordered);
    }
}

static void counts_the_answers(const struct case_of *c, const char *folder)
{
    char *columns = program_query(folder, "x.db", of_columns);
    struct list want = list_of(program_query(folder, "x.db", of_truth)), got;
    struct str sql = {0};
    size_t at = 0, compared = 0;

    str_addf(&sql,
             "SELECT column3, column4, column5 FROM (SELECT 0 AS column1, 0 AS "
             "column2, '' AS column3, NULL AS column4, NULL AS column5 UNION "
             "ALL %s) WHERE column4 IS NOT NULL ORDER BY column1, column2",
             columns);
    got = list_of(program_query(folder, "x.db", str_cstr(&sql)));
    for (size_t from = 0, to; from < want.n; from = to) {
        bool typed =
            strcmp(want.row[from].name, "comment") == 0 && (c->what & TYPED_NA);

        for (to = from; to < want.n &&
                        strcmp(want.row[to].name, want.row[from].name) == 0;)
            to++;
        assert_true(at + (to - from) <= got.n);
        if (!typed)
            same_counts(c, want.row + from, got.row + at, to - from);
        compared += to - from;
        at += to - from;
    }
    assert_int_equal(got.n - at, (c->what & NAMES_STAY) != 0);
    assert_true(compared > 50);
    list_free(&want);
    list_free(&got);
    str_free(&sql);
    free(columns);
}

/* Each age as often as the truth has it, by its label. */
static void knows_the_labels(const struct case_of *c, const char *folder)
{
    char *sql, *want, *got;

    if (c->what & NO_LABELS)
        return;
    sql = program_query(
        folder, "x.db",
        "SELECT 'SELECT group_concat(t, '', '') FROM (SELECT replace(lower(\"' "
        "|| column_name || '\"), ''_'', '' '') || '' '' || count(*) AS t FROM "
        "answers_labelled_1_1 WHERE \"' || column_name || '\" IS NOT NULL "
        "GROUP BY \"' || column_name || '\" ORDER BY t)' FROM answer_column "
        "WHERE question_id = (SELECT question_id FROM \"option\" WHERE "
        "replace(label, '_', ' ') = '16 to 24')");
    if (!sql[0])
        fail_msg("%s: no question has the option '16 to 24'", c->layout);
    got = program_query(folder, "x.db", sql);
    want = program_query(
        folder, "x.db",
        "SELECT group_concat(t, ', ') FROM (SELECT CASE option WHEN 'pns' THEN "
        "'prefer not to say' WHEN '75+' THEN '75 and over' ELSE "
        "replace(option, '-', ' to ') END || ' ' || CAST(sum(value) AS "
        "INTEGER) AS t FROM truth WHERE question = 'age' AND statistic = "
        "'realised_count' AND value > 0 AND (\"group\" = '' OR \"group\" = "
        "'respondent' AND level <> 'individual') GROUP BY option ORDER BY t)");
    assert_string_equal(got, want);
    free(sql);
    free(got);
    free(want);
}

static void finds_the_truth(void **state)
{
    const struct case_of *c = *state;
    void *own = NULL;
    const char *folder = check_folder(&own);

    make(c, folder);
    take(c, folder);
    accounts_for_dirt(c, folder);
    knows_the_types(c, folder);
    counts_the_answers(c, folder);
    knows_the_labels(c, folder);
}

int main(void)
{
    enum { CASES = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[CASES];
    struct str names[CASES] = {{0}};
    int failed;

    for (size_t i = 0; i < CASES; i++) {
        union {
            const struct case_of *in;
            void *out;
        } row = {.in = &cases[i]};

        str_addf(&names[i], "%s as %s%s%s", cases[i].layout, cases[i].file,
                 cases[i].book ? " beside " : "",
                 cases[i].book ? cases[i].book : "");
        tests[i] = (struct CMUnitTest){.name = str_cstr(&names[i]),
                                       .test_func = finds_the_truth,
                                       .initial_state = row.out};
    }
    failed = cmocka_run_group_tests_name("layouts", tests, NULL, NULL);
    for (size_t i = 0; i < CASES; i++)
        str_free(&names[i]);
    return failed;
}
