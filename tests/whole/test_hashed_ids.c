/* test_hashed_ids.c - ids that are e-mail addresses: duplicates are found, and
 * no address is in the database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/base/file.h"
#include "core/base/hash.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

static const char yaml[] =
    "survey: s\n"
    "sources: [{key: web, files: [a.csv], id: E-mail}]\n"
    "questions:\n"
    "  - {key: q, type: single, column: Q, options: [{key: \"yes\"}, {key: "
    "\"no\"}]}\n";
static const char csv[] = "E-mail,Q\nann@example.org,yes\nbob@example.org,no\n"
                          "Ann@Example.org ,no\n";

static void no_address_inside(const char *folder, const char *name)
{
    char *path = program_path(folder, name);
    struct str bytes = {0};
    struct err err = {0};

    assert_ok(file_read(path, 1u << 24, &bytes, &err), &err);
    for (size_t i = 0; i + 7 < bytes.n; i++)
        if (memcmp(bytes.p + i, "example", 7) == 0)
            fail_msg("%s holds an address at byte %zu", name, i);
    str_free(&bytes);
    free(path);
}

static void hashed(void **state)
{
    const char *folder = check_folder(state);
    char *key = program_path(folder, "s.db.key"), *rows;
    struct stat stat_of;

    program_file(folder, "s.yaml", yaml);
    program_file(folder, "a.csv", csv);
    program_expect(run_canvass(folder, "ingest", "-d", "s.db", "s.yaml"), 0);
    rows = program_query(folder, "s.db",
                         "SELECT count(*), sum(status = 'removed'), "
                         "count(DISTINCT external_id), min(length(external_id))"
                         " FROM response");
    assert_string_equal(rows, "3|1|2|64");
    free(rows);
    no_address_inside(folder, "s.db");
    assert_int_equal(stat(key, &stat_of), 0);
    assert_int_equal(stat_of.st_mode & 0777, 0600);
    free(key);
}

/* The same key gives the same hash elsewhere: RFC 4231 is the algorithm's own
 * test; here that it is that algorithm, over the folded id. */
static void told_key(void **state)
{
    static const char hex[] = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
                              "0b0b0b0b0b0b0b0b0b0b0b0b";
    const char *folder = check_folder(state);
    unsigned char key[HASH_BYTES];
    char want[HASH_HEX], *path = program_path(folder, "own.key"), *got;
    struct err err = {0};

    memset(key, 0x0b, sizeof key);
    assert_ok(hash_keyed(key, text_of("bob@example.org"), want, &err), &err);
    program_file(folder, "s.yaml", yaml);
    program_file(folder, "a.csv", csv);
    program_file(folder, "own.key", hex);
    assert_int_equal(chmod(path, 0600), 0);
    program_expect(run_canvass(folder, "ingest", "-d", "s.db", "--key",
                               "own.key", "s.yaml"),
                   0);
    got = program_query(folder, "s.db",
                        "SELECT external_id FROM response WHERE line = 3");
    assert_string_equal(got, want);
    free(got);
    free(path);
}

static void bad_key(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "own.key");
    struct child_result run;

    program_file(folder, "s.yaml", yaml);
    program_file(folder, "a.csv", csv);
    program_file(folder, "own.key", "secret");
    assert_int_equal(chmod(path, 0644), 0);
    run = run_canvass(folder, "ingest", "-d", "s.db", "--key", "own.key",
                      "s.yaml");
    assert_int_equal(run.exit_status, 3);
    assert_string_equal(str_cstr(&run.err),
                        "canvass: own.key: is the key to hashed ids, and "
                        "others may read it; type: chmod 600 own.key\n");
    child_result_free(&run);
    assert_int_equal(chmod(path, 0600), 0);
    run = run_canvass(folder, "ingest", "-d", "s.db", "--key", "own.key",
                      "s.yaml");
    assert_int_equal(run.exit_status, 3);
    assert_string_equal(str_cstr(&run.err),
                        "canvass: own.key: holds no key (64 hexadecimal "
                        "figures); name another file with --key\n");
    child_result_free(&run);
    free(path);
}

static void ingest_ok(const char *folder, const char *file)
{
    program_expect(run_canvass(folder, "ingest", "-d", "s.db", "s.yaml", file),
                   0);
}

/* A later download is known by its hashes, whatever its header for addresses;
 * without the key it is refused, and nothing is changed; with it, it goes on.
 */
static void lost_key(void **state)
{
    static const char later[] =
        "Contact,Q\nann@example.org,yes\nbob@example.org,yes\n"
        "eve@example.org,no\n";
    const char *folder = check_folder(state);
    char *key = program_path(folder, "s.db.key"), *before, *after, *rows;
    char *aside = program_path(folder, "aside.key");
    struct child_result run;

    program_file(folder, "s.yaml",
                 "survey: s\nsources: [{key: web, files: [\"*.csv\"], id: "
                 "E-mail, renamed: [{from: E-mail, to: Contact}]}]\n"
                 "questions:\n  - {key: q, type: single, column: Q, options: "
                 "[{key: \"yes\"}, {key: \"no\"}]}\n");
    program_file(folder, "a.csv",
                 "E-mail,Q\nann@example.org,yes\n"
                 "bob@example.org,no\n");
    program_file(folder, "b.csv", later);
    ingest_ok(folder, "a.csv");
    assert_int_equal(rename(key, aside), 0);
    before = program_digest(folder);
    run = run_canvass(folder, "ingest", "-d", "s.db", "s.yaml", "b.csv");
    assert_int_equal(run.exit_status, 3);
    assert_string_equal(
        str_cstr(&run.err),
        "canvass: s.db.key: is gone, and the ids in the database are hashed "
        "with this key: nobody in a later download would be known again; put "
        "it back, name it with --key, or begin a new database\n");
    child_result_free(&run);
    after = program_digest(folder);
    assert_string_equal(before, after);
    program_expect(run_canvass(folder, "ingest", "-d", "s.db", "--key",
                               "aside.key", "s.yaml", "b.csv"),
                   0);
    rows = program_query(folder, "s.db",
                         "SELECT count(*), count(DISTINCT external_id), "
                         "sum(status = 'removed') FROM response");
    assert_string_equal(rows, "3|3|0");
    no_address_inside(folder, "s.db");
    free(rows);
    free(before);
    free(after);
    free(key);
    free(aside);
}

/* Under any header: what lies in the column tells. */
static void other_headers(void **state)
{
    static const char *const headers[] = {"E-mail", "Your address", "Kontakt",
                                          "id"};

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        const char *folder = check_folder(state);
        struct str definition = {0}, rows = {0};
        char *got;

        str_addf(&definition,
                 "survey: s\nsources: [{key: web, files: [a.csv], id: %s}]\n"
                 "questions:\n  - {key: q, type: single, column: Q, options: "
                 "[{key: \"yes\"}, {key: \"no\"}]}\n",
                 headers[i]);
        str_addf(&rows, "%s,Q\nann@example.org,yes\nbob@example.org,no\n",
                 headers[i]);
        program_file(folder, "s.yaml", str_cstr(&definition));
        program_file(folder, "a.csv", str_cstr(&rows));
        ingest_ok(folder, "a.csv");
        got = program_query(folder, "s.db",
                            "SELECT min(length(external_id)) FROM response");
        assert_string_equal(got, "64");
        no_address_inside(folder, "s.db");
        free(got);
        str_free(&definition);
        str_free(&rows);
    }
}

/* ---- another key than the database's ----------------------------------- */

/* HMAC-SHA-256 of "canvass: the key to hashed ids" under 32 bytes of 0x0b,
 * reckoned by Python's hmac. */
#define KEY_0B                                                                 \
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
#define KEY_0C                                                                 \
    "0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c"
#define FINGERPRINT_0B                                                         \
    "008547488780ad52c6d395b746db60da9771628bf6054ebb6cf5bbca8950a11b"

static void key_file(const char *folder, const char *name, const char *hex)
{
    char *path = program_path(folder, name);

    program_file(folder, name, hex);
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
}

/* Of two sources, the first with two columns of ids. */
static void define(const char *folder, const char *id, const char *ignored)
{
    struct str yaml_text = {0};

    str_addf(&yaml_text,
             "survey: s\n"
             "sources: [{key: web, files: [a.csv, b.csv], id: %s}, {key: "
             "phone, files: [c.csv], id: case}]\n"
             "questions:\n  - {key: q, type: single, column: Q, options: "
             "[{key: \"yes\"}, {key: \"no\"}]}\n"
             "ignore: [%s]\n",
             id, ignored);
    program_file(folder, "s.yaml", str_cstr(&yaml_text));
    str_free(&yaml_text);
}

/* a.csv and the longer b.csv hold addresses, c.csv of another source none. */
static void two_sources(const char *folder)
{
    define(folder, "E-mail", "serial");
    program_file(folder, "a.csv",
                 "E-mail,serial,Q\nann@example.org,1,yes\n"
                 "bob@example.org,2,no\n");
    program_file(folder, "b.csv",
                 "E-mail,serial,Q\nann@example.org,1,yes\n"
                 "bob@example.org,2,yes\neve@example.org,3,no\n");
    program_file(folder, "c.csv", "case,Q\n1,yes\n2,no\n");
    key_file(folder, "s.db.key", KEY_0B);
    key_file(folder, "other.key", KEY_0C);
}

static struct child_result ingest_under(const char *folder, const char *key,
                                        const char *export)
{
    return key ? run_canvass(folder, "ingest", "-d", "s.db", "--key", key,
                             "s.yaml", export)
               : run_canvass(folder, "ingest", "-d", "s.db", "s.yaml", export);
}

static void refused(const char *folder, const char *key, const char *export,
                    const char *said)
{
    char *before = program_digest(folder), *after;
    struct child_result run = ingest_under(folder, key, export);

    assert_string_equal(str_cstr(&run.err), said);
    assert_int_equal(run.exit_status, 3);
    child_result_free(&run);
    after = program_digest(folder);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void expect_rows(const char *folder, const char *sql, const char *want)
{
    char *got = program_query(folder, "s.db", sql);

    assert_string_equal(got, want);
    free(got);
}

#define OTHER_THAN(key)                                                        \
    "canvass: " key ": is not the key that the ids in s.db are hashed with: "  \
    "nobody in a later download would be known again; name that key with "     \
    "--key, or begin a new database\n"

static const struct other_case {
    const char *name;
    const char *beside; /* the key that lies beside the database, second */
    const char *key;    /* of --key; NULL: not given */
    const char *export;
    const char *said;
} other_cases[] = {
    {"a later download", KEY_0B, "other.key", "b.csv", OTHER_THAN("other.key")},
    {"nothing new", KEY_0B, "other.key", "a.csv", OTHER_THAN("other.key")},
    {"another source", KEY_0B, "other.key", "c.csv", OTHER_THAN("other.key")},
    {"the file beside", KEY_0C, NULL, "b.csv", OTHER_THAN("s.db.key")},
};

/* Refused, and nothing is changed; with its own key it goes on. */
static void other_key(void **state)
{
    const struct other_case *c = *state;
    void *folder_state = NULL;
    const char *folder = check_folder(&folder_state);

    two_sources(folder);
    program_expect(ingest_under(folder, NULL, "a.csv"), 0);
    key_file(folder, "s.db.key", c->beside);
    refused(folder, c->key, c->export, c->said);
    key_file(folder, "s.db.key", KEY_0B);
    program_expect(ingest_under(folder, NULL, "b.csv"), 0);
    expect_rows(folder,
                "SELECT count(*), count(DISTINCT external_id), "
                "sum(status = 'removed') FROM response",
                "3|3|0");
}

/* Of each source whose ids are hashed, and of those alone; a source that was
 * superseded, or is no more hashed, holds the database to no key. */
static void fingerprints(void **state)
{
    const char *folder = check_folder(state);

    two_sources(folder);
    program_expect(ingest_under(folder, NULL, "c.csv"), 0);
    expect_rows(folder, "SELECT name, key_fingerprint FROM source ORDER BY id",
                "c.csv|");
    program_expect(ingest_under(folder, NULL, "a.csv"), 0);
    expect_rows(folder, "SELECT name, key_fingerprint FROM source ORDER BY id",
                "c.csv|\na.csv|" FINGERPRINT_0B);
    program_expect(ingest_under(folder, NULL, "b.csv"), 0);
    define(folder, "serial", "E-mail");
    program_expect(ingest_under(folder, NULL, "b.csv"), 0);
    expect_rows(folder, "SELECT name, key_fingerprint FROM source ORDER BY id",
                "c.csv|\na.csv|" FINGERPRINT_0B "\nb.csv|");
    define(folder, "E-mail", "serial");
    for (int again = 0; again < 2; again++)
        program_expect(ingest_under(folder, "other.key", "b.csv"), 0);
}

/* Where nobody gave an address, nothing is hashed, and any key will do. */
static void no_addresses(void **state)
{
    const char *folder = check_folder(state);

    two_sources(folder);
    program_file(folder, "a.csv", "E-mail,serial,Q\n,1,yes\n,2,no\n");
    program_expect(ingest_under(folder, NULL, "a.csv"), 0);
    program_expect(ingest_under(folder, "other.key", "c.csv"), 0);
    program_expect(ingest_under(folder, "made.key", "b.csv"), 0);
    refused(folder, "other.key", "b.csv", OTHER_THAN("other.key"));
}

/* A database of version 1 knows no key: the next ingest that writes its rows
 * gives it one, and from there on it is held to that. */
static void before_fingerprints(void **state)
{
    const char *folder = check_folder(state);

    two_sources(folder);
    program_expect(ingest_under(folder, NULL, "a.csv"), 0);
    expect_rows(folder, "ALTER TABLE source DROP COLUMN key_fingerprint", "");
    expect_rows(folder, "PRAGMA user_version = 1", "");
    program_expect(ingest_under(folder, NULL, "b.csv"), 0);
    expect_rows(folder, "PRAGMA user_version", "2");
    expect_rows(folder, "SELECT name, key_fingerprint FROM source ORDER BY id",
                "a.csv|\nb.csv|" FINGERPRINT_0B);
    refused(folder, "other.key", "c.csv", OTHER_THAN("other.key"));
}

/* HMAC-SHA-256 of RFC 4231, test case 1, whose key is 20 bytes of 0x0b: keys
 * shorter than a block are filled up with noughts. */
static void rfc_4231(void **state)
{
    unsigned char key[HASH_BYTES] = {0};
    char hex[HASH_HEX];
    struct err err = {0};

    (void)state;
    memset(key, 0x0b, 20);
    assert_ok(hash_keyed(key, text_of("Hi There"), hex, &err), &err);
    assert_string_equal(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da7"
                             "26e9376c2e32cff7");
}

int main(void)
{
    enum { FIXED = 9, OTHERS = sizeof other_cases / sizeof *other_cases };
    struct CMUnitTest tests[FIXED + OTHERS] = {
        cmocka_unit_test(hashed),        cmocka_unit_test(told_key),
        cmocka_unit_test(bad_key),       cmocka_unit_test(lost_key),
        cmocka_unit_test(other_headers), cmocka_unit_test(fingerprints),
        cmocka_unit_test(rfc_4231),      cmocka_unit_test(before_fingerprints),
        cmocka_unit_test(no_addresses)};

    for (size_t i = 0; i < OTHERS; i++)
        tests[FIXED + i] = (struct CMUnitTest){
            .name = other_cases[i].name,
            .test_func = other_key,
            .initial_state = (void *)(uintptr_t)&other_cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
