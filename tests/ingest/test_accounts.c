/* test_accounts.c - what is counted of rows and cells: which reason removes a
 * response that several would, which of two with one id stays, what was
 * cleaned, and where it came from. */
#include "tests/ingest/try.h"

/* ---- all rules against each other ---------------------------------------- */

/* In the order of precedence, as docs/formats/ingest.md has it. */
enum rule { LISTED, TEST, OUTSIDE, BLANK, INCOMPLETE, DUPLICATE, RULES };
static const char *const reasons[RULES] = {
    "listed", "test",       "outside_fieldwork",
    "blank",  "incomplete", "duplicate_id"};

static bool has(unsigned set, enum rule rule)
{
    return set >> rule & 1;
}

static const char *reason_of(unsigned set)
{
    for (size_t i = 0; i < RULES; i++)
        if (has(set, (enum rule)i))
            return reasons[i];
    return "";
}

/* A response that every rule of the set would remove. */
static void add_response(struct str *rows, unsigned set, const char *id)
{
    str_addf(rows, "%s,%s,%s,%s\n", id,
             has(set, OUTSIDE) ? "2015-01-01" : "2016-07-02",
             has(set, TEST) ? "test" : "complete",
             has(set, BLANK)        ? ",,,"
             : has(set, INCOMPLETE) ? "a,,,"
                                    : "a,a,a,a");
}

/* Every set of rules once.  One with an id that is there already has a clean
 * response of that id before it. */
static void make_rows(struct str *rows, struct str *list)
{
    str_add(rows, "id,sent,status,Q,R,S,T\n");
    str_add(list, "id\n");
    for (unsigned set = 0; set < 1u << RULES; set++) {
        char id[16];

        (void)snprintf(id, sizeof id, "r%u", set);
        if (has(set, LISTED))
            str_addf(list, "%s\n", id);
        if (has(set, DUPLICATE))
            add_response(rows, has(set, LISTED) ? 1u << LISTED : 0, id);
        add_response(rows, set, id);
    }
}

static void try_rules(const char *folder, const char *keep, struct tried *t)
{
    struct str yaml = {0}, rows = {0}, list = {0};

    make_rows(&rows, &list);
    str_add(&yaml, "survey: s\nfieldwork: {from: 2016-07-01, to: 2016-07-31}\n"
                   "sources:\n  - {key: web, files: [x.csv], platform: "
                   "generic, id: id, submitted: sent}\nquestions:\n");
    for (const char *q = "QRST"; *q; q++)
        str_addf(&yaml,
                 "  - {key: %c, type: single, column: %c, options: [{key: "
                 "a}]}\n",
                 *q + 'a' - 'A', *q);
    str_addf(&yaml,
             "ignore: [status]\nremove: {outside_fieldwork: yes, "
             "incomplete_below: 0.5, listed: out.csv, duplicate_id: %s}\n",
             keep);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "out.csv", str_cstr(&list));
    program_file(folder, "x.csv", str_cstr(&rows));
    *t = try_ingest(folder, NULL, NULL);
    assert_ok(t->status, &t->err);
    str_free(&yaml);
    str_free(&rows);
    str_free(&list);
}

static void assert_reason(const char *folder, size_t line, unsigned set,
                          const char *want)
{
    struct str sql = {0};
    char *got;

    str_addf(&sql, "SELECT ifnull(reason, '') FROM response WHERE line = %zu",
             line);
    got = program_query(folder, "x.db", str_cstr(&sql));
    if (strcmp(got, want) != 0)
        fail_msg("line %zu, rules %x: '%s', not '%s'", line, set, got, want);
    free(got);
    str_free(&sql);
}

/* Of two with one id the first stays, the last, or both; a clean one before
 * another is not lost by what is removed for another reason. */
static void all_rules(void **state)
{
    enum { FIRST, LAST, KEEP };
    static const char *const keeps[] = {"first", "last", "keep"};

    for (int keep = FIRST; keep <= KEEP; keep++) {
        const char *folder = check_folder(state);
        struct tried t;
        size_t line = 1;

        try_rules(folder, keeps[keep], &t);
        for (unsigned set = 0; set < 1u << RULES; set++) {
            bool alone = set == 1u << DUPLICATE;

            line += 1 + has(set, DUPLICATE);
            assert_reason(folder, line, set,
                          alone && keep != FIRST ? "" : reason_of(set));
            if (has(set, DUPLICATE))
                assert_reason(folder, line - 1, set,
                              has(set, LISTED)        ? "listed"
                              : alone && keep == LAST ? "duplicate_id"
                                                      : "");
        }
        assert_query(folder,
                     "SELECT received = analysed + removed + rejected, "
                     "received FROM ledger",
                     "1|96");
        tried_free(&t);
    }
}

/* Of three with one id the one in the middle is removed for its own reason,
 * and is neither kept for the others nor counted as theirs. */
static void between_duplicates(void **state)
{
    static const struct {
        const char *keep, *want;
    } keeps[] = {{"first", "-\ntest\nduplicate_id"},
                 {"last", "duplicate_id\ntest\n-"},
                 {"keep", "-\ntest\n-"}};

    for (size_t i = 0; i < sizeof keeps / sizeof *keeps; i++) {
        const char *folder = check_folder(state);
        struct str yaml = {0};
        struct tried t;

        str_addf(&yaml,
                 "survey: s\nsources: [{key: web, files: [x.csv], platform: "
                 "generic, id: id}]\nquestions:\n  - {key: q, type: single, "
                 "column: Q, options: [{key: a}]}\nignore: [status]\nremove: "
                 "{duplicate_id: %s}\n",
                 keeps[i].keep);
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        program_file(folder, "x.csv",
                     "id,status,Q\n1,complete,a\n1,test,a\n1,complete,a\n");
        t = try_ingest(folder, NULL, NULL);
        assert_ok(t.status, &t.err);
        assert_query(folder,
                     "SELECT ifnull(reason, '-') FROM response ORDER BY line",
                     keeps[i].want);
        tried_free(&t);
        str_free(&yaml);
    }
}

/* ---- what was cleaned ------------------------------------------------------
 */

static const struct cleaned {
    const char *cell, *text; /* of the answer; in the database */
    const char *counts;      /* NULL: nothing is cleaned */
} answers[] = {
    {"two\xC2\xA0hard\xC2\xA0spaces", "two hard spaces",
     "2 no-break spaces made spaces"},
    {"a \xEF\xBB\xBFmark", "a mark", "1 U+FEFF left out"},
    {"one_x000D_two", "one\ntwo", "1 _x000D_ made line ends"},
    {"it@SQ@s @SQ@", "it's '", "2 @SQ@ made apostrophes"},
    {"<b>bold</b> &amp; mine", "<b>bold</b> &amp; mine", NULL},
    {"\xC2\xA0@SQ@_x000D_x", "'\nx",
     "1 no-break spaces made spaces, 1 _x000D_ made line ends, 1 @SQ@ made "
     "apostrophes"},
};
static const struct cleaned headers[] = {
    {"<b>Why</b>", "Why", "2 HTML tags left out"},
    {"R&amp;D", "R&D", "1 HTML entities made letters"},
    {"A\xC2\xA0\xEF\xBB\xBFq", "A q",
     "1 no-break spaces made spaces, 1 U+FEFF left out"},
    {"a < b and b > c", "a < b and b > c", NULL},
};

static void try_cell(const char *folder, const char *header, const char *name,
                     const char *cell, struct tried *t)
{
    struct str rows = {0}, yaml = {0};

    str_addf(&rows, "id,%s\n1,%s\n", header, cell);
    str_addf(&yaml,
             "survey: s\nsources: [{key: web, files: [x.csv], platform: "
             "generic, id: id}]\nquestions:\n  - {key: t, type: text, column: "
             "\"%s\"}\n",
             name);
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "x.csv", str_cstr(&rows));
    *t = try_ingest(folder, NULL, NULL);
    assert_ledger(t, 1, 0, 0);
    str_free(&rows);
    str_free(&yaml);
}

static void assert_cleaned(const struct tried *t, const char *where,
                           const char *counts)
{
    struct str want = {0};

    str_addf(&want, "cleaned in %s: %s", where, counts ? counts : "");
    if (counts)
        assert_says(t, NOTE_INFO, str_cstr(&want));
    else
        assert_false(says(t, NOTE_INFO, "cleaned in"));
    str_free(&want);
}

static void cleans(void **state)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const char *folder = check_folder(state);
        struct tried t;

        try_cell(folder, "T", "T", answers[i].cell, &t);
        assert_query(folder, "SELECT text FROM comment", answers[i].text);
        assert_cleaned(&t, "answers", answers[i].counts);
        tried_free(&t);
    }
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        const char *folder = check_folder(state);
        struct tried t;

        try_cell(folder, headers[i].cell, headers[i].text, "x", &t);
        assert_cleaned(&t, "headers", headers[i].counts);
        tried_free(&t);
    }
}

/* ---- where it came from ----------------------------------------------------
 */

/* Web, paper and telephone of one survey: each keeps its way and its sample,
 * and one id in two of them is two people. */
static void sources(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(
        folder, "survey.yaml",
        "survey: s\npool: yes\nsources:\n"
        "  - {key: web, files: [web*.csv], id: id}\n"
        "  - {key: forms, files: [paper.csv], id: id, channel: paper}\n"
        "  - {key: calls, files: [calls.csv], id: id, channel: telephone, "
        "sample: probability}\n"
        "questions:\n  - {key: q, type: single, column: Q, options: [{key: "
        "a}, {key: b}]}\n");
    program_file(folder, "web1.csv", "id,Q\n1,a\n2,b\n3,a\n");
    program_file(folder, "paper.csv", "id,Q\n1,b\n2,b\n2,a\n");
    program_file(folder, "calls.csv", "id,Q\n1,a\n");
    t = try_ingest(folder, NULL, NULL);
    assert_ledger(&t, 6, 1, 0);
    tried_free(&t);
    /* A later download of one leaves the others. */
    program_file(folder, "web2.csv", "id,Q\n1,a\n2,b\n3,a\n4,a\n");
    t = try_ingest(folder, "web2.csv", NULL);
    assert_ledger(&t, 7, 1, 0);
    assert_query(folder,
                 "SELECT s.key, s.channel, s.sample, l.received, l.analysed "
                 "FROM source s JOIN ledger l ON l.source_id = s.id ORDER BY "
                 "s.key",
                 "calls|telephone|probability|1|1\nforms|paper|open|3|2\n"
                 "web|online|open|4|4");
    tried_free(&t);
}

/* ---- an encoding that is told
 * ------------------------------------------------ */

/* "caf\x8E" is a word in both: what is told decides, in the draft too. */
static void told_encoding(void **state)
{
    static const struct {
        const char *encoding, *text;
    } told[] = {{"macintosh", "caf\xC3\xA9 one"},
                {"windows-1252", "caf\xC5\xBD one"}};

    for (size_t i = 0; i < 2; i++) {
        const char *folder = check_folder(state);

        program_file(folder, "r.csv",
                     "id,Q,What else?\n1,a,caf\x8E one\n2,b,other words two\n"
                     "3,a,more words three\n4,b,and some four\n");
        for (int again = 0; again < 2; again++)
            program_expect(run_canvass(folder, "run", "-d", "x.db", "r.csv",
                                       "--encoding", told[i].encoding, "-o",
                                       "out"),
                           0);
        assert_query(folder, "SELECT encoding, encoding_evidence FROM source",
                     i ? "windows-1252|as told" : "macintosh|as told");
        assert_query(folder, "SELECT text FROM comment ORDER BY rowid LIMIT 1",
                     told[i].text);
        /* The draft says it, so that it is told no more. */
        program_expect(run_canvass(folder, "ingest", "-d", "y.db", "r.yaml"),
                       0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_rules),     cmocka_unit_test(between_duplicates),
        cmocka_unit_test(cleans),        cmocka_unit_test(sources),
        cmocka_unit_test(told_encoding),
    };

    return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
