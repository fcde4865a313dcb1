/* test_plan.c - which files, of which source; what is rebuilt, superseded or
 * refused; columns that are not there. */
#include "tests/ingest/try.h"

#include <sys/stat.h>
#include <unistd.h>

static const char survey[] =
    "survey: pcp\nwave: \"2016\"\n"
    "sources:\n"
    "  - {key: web, files: [\"web*.csv\"], platform: generic, id: id}\n"
    "  - {key: paper, files: [\"paper*.csv\", \"post.csv\"], platform: "
    "generic, id: id, channel: paper}\n"
    "questions:\n"
    "  - {key: q, type: single, column: Q, options: [{key: \"yes\"}, {key: "
    "\"no\"}]}\n";

static const char sources[] =
    "SELECT key, name, superseded_by IS NOT NULL, received FROM source LEFT "
    "JOIN ledger ON source_id = id ORDER BY id";

/* `n` responses with ids from `first` on. */
static void write_rows(const char *folder, const char *name, int first, int n)
{
    struct str s = {0};

    str_add(&s, "id,Q\n");
    for (int i = 0; i < n; i++)
        str_addf(&s, "%d,%s\n", first + i, i % 3 ? "yes" : "no");
    program_file(folder, name, str_cstr(&s));
    str_free(&s);
}

static void takes_its_patterns(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    t = try_ingest(folder, NULL, NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "survey.yaml:4: source 'web': no file "
                                       "fits \"web*.csv\""));
    tried_free(&t);
    write_rows(folder, "web-b.csv", 100, 10);
    write_rows(folder, "web-a.csv", 200, 10);
    write_rows(folder, "post.csv", 300, 5);
    write_rows(folder, "other.csv", 400, 5);
    t = try_ingest(folder, NULL, NULL);
    assert_ledger(&t, 25, 0, 0);
    assert_query(folder, sources,
                 "web|web-a.csv|0|10\nweb|web-b.csv|0|10\npaper|post.csv|0|5");
    tried_free(&t);
}

static void names_choose_a_source(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "other.csv", 1, 5);
    t = try_ingest(folder, "other.csv", NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "other.csv: its name fits the files of "
                                       "no source (web, paper)"));
    tried_free(&t);
    program_file(folder, "survey.yaml",
                 "survey: pcp\nsources:\n"
                 "  - {key: web, files: [\"*.csv\"], id: id}\n"
                 "  - {key: paper, files: [\"o*.csv\"], id: id}\n"
                 "questions:\n"
                 "  - {key: q, type: single, column: Q, options: [{key: "
                 "\"yes\"}, {key: \"no\"}]}\n");
    t = try_ingest(folder, "other.csv", NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "other.csv: its name fits the files of "
                                       "several sources (web, paper)"));
    tried_free(&t);
}

static void one_source_takes_any_name(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: pcp\nsources:\n"
                 "  - {key: web, files: [\"web.csv\"], id: id}\nquestions:\n"
                 "  - {key: q, type: single, column: Q, options: [{key: "
                 "\"yes\"}, {key: \"no\"}]}\n");
    write_rows(folder, "other.csv", 1, 5);
    t = try_ingest(folder, "other.csv", NULL);
    assert_ledger(&t, 5, 0, 0);
    tried_free(&t);
}

/* A later download takes the place of the first; named again, the first stays
 * where it is; a file of other people stands beside. */
static void supersedes(void **state)
{
    const char *folder = check_folder(state);
    char *path;
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web1.csv", 1, 100);
    t = try_ingest(folder, "web1.csv", NULL);
    assert_ledger(&t, 100, 0, 0);
    tried_free(&t);
    write_rows(folder, "web2.csv", 10, 120); /* 91 of 100 again */
    t = try_ingest(folder, "web2.csv", NULL);
    assert_ledger(&t, 120, 0, 0);
    assert_says(&t, NOTE_ATTENTION,
                "web2.csv: takes the place of web1.csv, whose responses it "
                "contains: 29 new, 0 with other answers, 9 vanished");
    assert_query(folder, sources, "web|web1.csv|1|\nweb|web2.csv|0|120");
    tried_free(&t);
    t = try_ingest(folder, "web1.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_true(t.sum.unchanged);
    assert_says(&t, NOTE_INFO, "web1.csv: was superseded by a later file");
    tried_free(&t);
    write_rows(folder, "web3.csv", 30, 110); /* 100 of 120 again: too few */
    t = try_ingest(folder, "web3.csv", NULL);
    assert_ledger(&t, 130, 100, 0);
    assert_query(folder, sources,
                 "web|web1.csv|1|\nweb|web2.csv|0|120\nweb|web3.csv|0|110");
    tried_free(&t);
    path = program_path(folder, "web1.csv");
    assert_int_equal(unlink(path), 0); /* superseded: not needed */
    free(path);
    write_rows(folder, "paper.csv", 1, 50); /* the same ids, another source */
    t = try_ingest(folder, "paper.csv", NULL);
    assert_ledger(&t, 180, 100, 0);
    tried_free(&t);
}

/* Two in three answers move by one line; with another definition they cannot
 * be compared. */
static void tells_what_a_download_changes(void **state)
{
    const char *folder = check_folder(state);
    struct str other = {0};
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web1.csv", 1, 100);
    t = try_ingest(folder, "web1.csv", NULL);
    tried_free(&t);
    write_rows(folder, "web2.csv", 2, 119);
    t = try_ingest(folder, "web2.csv", NULL);
    assert_says(&t, NOTE_ATTENTION,
                "contains: 20 new, 66 with other answers, 1 vanished");
    tried_free(&t);
    str_addf(&other, "%signore: [X]\n", survey);
    program_file(folder, "survey.yaml", str_cstr(&other));
    write_rows(folder, "web3.csv", 2, 120);
    t = try_ingest(folder, "web3.csv", NULL);
    assert_says(&t, NOTE_INFO,
                "contains: 1 new, which answers changed is not told, because "
                "the definition did, 0 vanished");
    tried_free(&t);
    str_free(&other);
}

/* A later download that calls a column otherwise; and each slip. */
static void follows_a_renamed_column(void **state)
{
    static const struct {
        const char *renamed, *header, *want;
    } slips[] = {
        {"{from: Q, to: New}", "id,Q,New\n1,yes,no\n",
         "web3.csv has both \"Q\" and \"New\""},
        {"{from: Q, to: New}", "id,Newer\n1,yes\n",
         "column \"Q\" is not in web3.csv"},
        {"{from: P, to: New}", "id,Q\n1,yes\n",
         "survey.yaml:4: renamed: nothing in this definition uses the column "
         "\"P\""},
        {"{from: Q, to: q}", "id,Q\n1,yes\n", "the same name on both sides"},
        {"{from: Q, to: N}, {from: id, to: n}", "id,Q\n1,yes\n",
         "\"n\" stands for two columns"},
    };
    static const char form[] =
        "survey: pcp\nwave: \"2016\"\nsources:\n  - {key: web, files: "
        "[\"web*.csv\"], platform: generic, id: id, renamed: [%s]}\n"
        "questions:\n  - {key: q, type: single, column: Q, options: [{key: "
        "\"yes\"}, {key: \"no\"}]}\n";
    const char *folder = check_folder(state);
    struct str yaml = {0};
    struct tried t;

    str_addf(&yaml, form, "{from: Q, to: \"New Q\"}");
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    program_file(folder, "web1.csv", "id,Q\n1,yes\n2,no\n");
    program_file(folder, "web2.csv", "id,new q\n1,yes\n2,no\n3,no\n");
    t = try_ingest(folder, "web1.csv", NULL);
    assert_ledger(&t, 2, 0, 0);
    tried_free(&t);
    t = try_ingest(folder, "web2.csv", NULL);
    assert_ledger(&t, 3, 0, 0);
    assert_says(&t, NOTE_INFO,
                "contains: 1 new, 0 with other answers, 0 vanished");
    assert_query(folder, "SELECT group_concat(q) FROM answers_1_1", "1,2,2");
    tried_free(&t);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        str_clear(&yaml);
        str_addf(&yaml, form, slips[i].renamed);
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        program_file(folder, "web3.csv", slips[i].header);
        t = try_ingest(folder, "web3.csv", NULL);
        assert_int_equal(t.status, ERR_INPUT);
        if (!strstr(t.err.text, slips[i].want))
            fail_msg("%s: %s", slips[i].renamed, t.err.text);
        tried_free(&t);
    }
    str_free(&yaml);
}

/* Downloads that come together, whatever their names and order. */
static void supersedes_within_a_run(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web-a.csv", 1, 60);
    write_rows(folder, "web-b.csv", 1, 50);
    t = try_ingest(folder, "web-a.csv", "web-b.csv");
    assert_ledger(&t, 60, 0, 0);
    assert_query(folder, sources, "web|web-a.csv|0|60\nweb|web-b.csv|1|");
    tried_free(&t);
    t = try_ingest(folder, NULL, NULL);
    assert_ok(t.status, &t.err);
    assert_true(t.sum.unchanged);
    tried_free(&t);
}

/* Without ids, the answers tell. */
static void supersedes_without_ids(void **state)
{
    const char *folder = check_folder(state);
    struct str s = {0};
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: pcp\nsources:\n  - {key: web, files: [\"*.csv\"]}\n"
                 "questions:\n  - {key: n, type: number, column: N}\n"
                 "  - {key: t, type: text, column: T}\n");
    str_add(&s, "N,T\n");
    for (int i = 0; i < 30; i++)
        str_addf(&s, "%d,words %d\n", i, i * 7);
    program_file(folder, "a.csv", str_cstr(&s));
    str_add(&s, "30,more\n");
    program_file(folder, "b.csv", str_cstr(&s));
    t = try_ingest(folder, "a.csv", NULL);
    assert_ledger(&t, 30, 0, 0);
    tried_free(&t);
    t = try_ingest(folder, "b.csv", NULL);
    assert_ledger(&t, 31, 0, 0);
    tried_free(&t);
    str_free(&s);
}

static void rebuilds(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "web1.csv");
    struct str edited = {0};
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web1.csv", 1, 10);
    t = try_ingest(folder, "web1.csv", NULL);
    tried_free(&t);
    /* the same bytes under another name are the same file */
    write_rows(folder, "web-again.csv", 1, 10);
    t = try_ingest(folder, "web-again.csv", NULL);
    assert_true(t.sum.unchanged);
    assert_int_equal(t.sum.received, 10);
    tried_free(&t);
    str_addf(&edited, "%sremove: {duplicate_id: last}\n", survey);
    program_file(folder, "survey.yaml", str_cstr(&edited));
    write_rows(folder, "paper.csv", 50, 10);
    t = try_ingest(folder, "paper.csv", NULL);
    assert_ledger(&t, 20, 0, 0); /* web1 again, from where it is */
    assert_query(folder, "SELECT id, key FROM survey", "1|pcp");
    tried_free(&t);
    /* overwritten by other people's answers: what it was is gone */
    write_rows(folder, "web1.csv", 500, 10);
    program_file(folder, "survey.yaml", survey);
    t = try_ingest(folder, "paper.csv", NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "web1.csv: is not what it was when it "
                                       "was ingested"));
    tried_free(&t);
    assert_int_equal(unlink(path), 0);
    t = try_ingest(folder, "paper.csv", NULL);
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "web1.csv: is gone, and the survey is "
                                       "rebuilt from it"));
    assert_query(folder, "SELECT sum(received) FROM ledger", "20");
    tried_free(&t);
    str_free(&edited);
    free(path);
}

/* The same name with more in it: overwritten by a later download. */
static void overwritten_by_a_longer_one(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web.csv", 1, 10);
    t = try_ingest(folder, "web.csv", NULL);
    tried_free(&t);
    write_rows(folder, "web.csv", 1, 12);
    t = try_ingest(folder, "web.csv", NULL);
    assert_ledger(&t, 12, 0, 0);
    assert_query(folder, sources, "web|web.csv|1|\nweb|web.csv|0|12");
    tried_free(&t);
}

/* ---- messages ---------------------------------------------------------- */

static const struct refused {
    const char *what, *yaml, *lookup, *message;
} refuseds[] = {
    {"a column that is not there",
     "questions:\n  - {key: q, type: single, column: Quest, options: [{key: "
     "a}]}\n",
     NULL,
     "survey.yaml:5: column \"Quest\" is not in web.csv; of its 3 columns the "
     "nearest is \"Question\""},
    {"an id that is not there",
     "questions:\n  - {key: q, type: single, column: Question, options: "
     "[{key: a}]}\n",
     NULL, NULL},
    {"a lookup without a column",
     "questions:\n  - {key: p, type: area, column: Postcode}\nderived:\n  - "
     "{key: d, from: p, lookup: places.csv}\n",
     "code,level\nPE1,x\n",
     "places.csv:1: has no column 'prefix'; a lookup is CSV with the columns "
     "prefix and level"},
    {"a prefix of two levels",
     "questions:\n  - {key: p, type: area, column: Postcode}\nderived:\n  - "
     "{key: d, from: p, lookup: places.csv}\n",
     "prefix,level\nPE1,x\npe 1,y\n",
     "places.csv:3: the prefix 'pe 1' has two levels, x and y; keep one"},
    {"a list of removals without ids",
     "questions:\n  - {key: q, type: single, column: Question, options: "
     "[{key: a}]}\nremove: {listed: places.csv}\n",
     "code\n1\n", "places.csv:1: has no column 'id'"},
};

static void refuses(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof refuseds / sizeof *refuseds; i++) {
        struct str yaml = {0};
        struct tried t;

        str_addf(&yaml,
                 "survey: s\nsources:\n  - {key: web, files: [\"web.csv\"], "
                 "id: id}\n%s",
                 refuseds[i].yaml);
        program_file(folder, "survey.yaml", str_cstr(&yaml));
        program_file(folder, "places.csv",
                     refuseds[i].lookup ? refuseds[i].lookup : "");
        program_file(folder, "web.csv", "id,Question,Postcode\n1,a,PE1\n");
        t = try_ingest(folder, "web.csv", NULL);
        if (refuseds[i].message) {
            assert_int_equal(t.status, ERR_INPUT);
            if (!strstr(t.err.text, refuseds[i].message))
                fail_msg("said '%s', not '%s'", t.err.text,
                         refuseds[i].message);
        }
        tried_free(&t);
        str_free(&yaml);
    }
}

static void names_columns_left_over(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "survey.yaml",
                 "survey: s\nsources:\n  - {key: web, files: [\"web.csv\"], "
                 "id: id}\nquestions:\n  - {key: q, type: single, column: Q, "
                 "options: [{key: a}]}\nignore: [known]\n");
    program_file(folder, "web.csv",
                 "id,Q,Email Address,IP Address,More,Most,known,Status\n"
                 "1,a,a@example.org,192.0.2.1,x,y,z,test\n"
                 "2,a,b@example.org,192.0.2.1,x,y,z,complete\n");
    t = try_ingest(folder, "web.csv", NULL);
    assert_ledger(&t, 1, 1, 0);
    assert_says(&t, NOTE_ATTENTION,
                "web.csv: 2 columns that the definition does not know; map "
                "them, or add to it: ignore: [\"More\", \"Most\"]");
    assert_says(&t, NOTE_INFO,
                "web.csv: personal data left out: \"Email "
                "Address\", \"IP Address\"");
    assert_int_equal(notes_attention(&t.notes), 1);
    tried_free(&t);
}

static void checks_without_a_trace(void **state)
{
    const char *folder = check_folder(state);
    char *yaml = program_path(folder, "survey.yaml");
    struct ingest_request request = {.survey_path = yaml};
    struct ingest_summary sum = {0};
    struct notes notes = {0};
    struct err err = {0};
    char *before, *after;

    program_file(folder, "survey.yaml", survey);
    write_rows(folder, "web.csv", 1, 10);
    before = program_digest(folder);
    assert_ok(ingest_check(&request, &sum, &notes, &err), &err);
    assert_int_equal(sum.analysed, 10);
    after = program_digest(folder);
    assert_string_equal(before, after);
    notes_free(&notes);
    free(before);
    free(after);
    free(yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_its_patterns),
        cmocka_unit_test(names_choose_a_source),
        cmocka_unit_test(one_source_takes_any_name),
        cmocka_unit_test(supersedes),
        cmocka_unit_test(tells_what_a_download_changes),
        cmocka_unit_test(follows_a_renamed_column),
        cmocka_unit_test(supersedes_within_a_run),
        cmocka_unit_test(supersedes_without_ids),
        cmocka_unit_test(rebuilds),
        cmocka_unit_test(overwritten_by_a_longer_one),
        cmocka_unit_test(refuses),
        cmocka_unit_test(names_columns_left_over),
        cmocka_unit_test(checks_without_a_trace),
    };

    return cmocka_run_group_tests_name("ingest plan", tests, NULL, NULL);
}
