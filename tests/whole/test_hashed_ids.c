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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashed),        cmocka_unit_test(told_key),
        cmocka_unit_test(bad_key),       cmocka_unit_test(lost_key),
        cmocka_unit_test(other_headers), cmocka_unit_test(rfc_4231)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
