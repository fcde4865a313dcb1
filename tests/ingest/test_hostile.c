/* test_hostile.c - files that are no exports, quotes that are never closed,
 * and how much of the personal data planted in texts is found. */
#include "tests/ingest/try.h"

#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "ingest/personal.h"

static const char survey[] =
    "survey: s\nsources:\n  - {key: web, files: [\"*.csv\"], platform: "
    "generic, id: id}\nquestions:\n  - {key: q, type: single, column: Q, "
    "options: [{key: a}, {key: b}]}\n  - {key: t, type: text, column: T}\n";

/* ---- no exports -------------------------------------------------------- */

static void make_empty(const char *path)
{
    struct err err = {0};

    assert_ok(file_write(path, text_of(""), 0600, &err), &err);
}

static void make_header(const char *path)
{
    struct err err = {0};

    assert_ok(file_write(path, text_of("id,Q,T\n"), 0600, &err), &err);
}

static void make_fifo(const char *path)
{
    assert_int_equal(mkfifo(path, 0600), 0);
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0700), 0);
}

static void make_endless(const char *path)
{
    assert_int_equal(symlink("/dev/zero", path), 0);
}

static void make_nul(const char *path)
{
    static const char bytes[] = "id,Q,T\n1,a,x\0y\n";
    struct err err = {0};

    assert_ok(
        file_write(path, (struct text){bytes, sizeof bytes - 1}, 0600, &err),
        &err);
}

static void make_long_units(const char *path)
{
    static const char bytes[] = "\xFF\xFE\0\0i\0\0\0,\0\0\0Q\0\0\0\n\0\0\0"
                                "1\0\0\0,\0\0\0a\0\0\0\n\0\0";
    struct err err = {0};

    assert_ok(file_write(path, (struct text){bytes, sizeof bytes}, 0600, &err),
              &err);
}

static void make_binary(const char *path)
{
    struct str s = {0};
    struct err err = {0};

    for (int i = 1; i < 20000; i++)
        str_add_char(&s, (char)(1 + i * 7 % 255));
    assert_ok(file_write(path, str_text(&s), 0600, &err), &err);
    str_free(&s);
}

static void make_wide(const char *path)
{
    struct str s = {0};
    struct err err = {0};

    for (int i = 0; i <= 20000; i++)
        str_addf(&s, "%sc%d", i ? "," : "", i);
    str_add(&s, "\n1\n");
    assert_ok(file_write(path, str_text(&s), 0600, &err), &err);
    str_free(&s);
}

static void refuses(void **state)
{
    static const struct {
        void (*make)(const char *path);
        const char *want;
    } cases[] = {
        {make_empty, "is empty; export the responses again"},
        {make_header, "has a header (3 columns) and no response below it"},
        {make_fifo, "is no regular file; save the export first"},
        {make_folder, "is a folder; name the export inside it"},
        {make_endless, "is no regular file; save the export first"},
        {make_nul, "holds a NUL (byte 13)"},
        {make_binary, "is no text ("},
        {make_long_units, "is in UTF-32; save it as CSV (UTF-8)"},
        {make_wide, "too many columns"},
    };
    const char *folder = check_folder(state);
    char *database = program_path(folder, "x.db");

    program_file(folder, "survey.yaml", survey);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[] = "0.csv";
        char *path;
        struct tried t;

        name[0] = (char)('0' + i);
        path = program_path(folder, name);
        cases[i].make(path);
        t = try_ingest(folder, name, NULL);
        assert_int_equal(t.status, ERR_INPUT);
        if (!strstr(t.err.text, cases[i].want))
            fail_msg("wanted '%s', not '%s'", cases[i].want, t.err.text);
        assert_int_equal(file_kind(database), FILE_NONE);
        tried_free(&t);
        free(path);
    }
    free(database);
}

/* ---- quotes ------------------------------------------------------------ */

/* One row in 50 opens a quote and never closes it, among cells in quotes with
 * commas, quotes and line ends: each costs itself and no other row. */
static void costs_one_row(void **state)
{
    const char *folder = check_folder(state);
    struct str s = {0};
    struct tried t;

    str_add(&s, "id,Q,T\n");
    for (int i = 0; i < 1000; i++)
        if (i % 50 == 25)
            str_addf(&s, "%d,a,\"oops\n", i);
        else if (i % 3 == 0)
            str_addf(&s, "%d,b,\"one\nline, two \"\"q\"\"\"\n", i);
        else
            str_addf(&s, "%d,a,plain\n", i);
    program_file(folder, "survey.yaml", survey);
    program_file(folder, "x.csv", str_cstr(&s));
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, 980, 0, 20);
    assert_query(folder, "SELECT count(*), min(raw), min(detail) FROM rejected",
                 "20|125,a,\"oops|a quote is not closed");
    tried_free(&t);
    str_free(&s);
}

/* ---- personal data ----------------------------------------------------- */

/* As people write them; the last ones of a row are known to be missed. */
static void prints_its_recall(void **state)
{
    enum { MOST = 8 };
    static const struct {
        const char *kind, *planted[MOST];
        size_t found;
    } kinds[] = {
        {"e-mail",
         {"jo@example.org", "Jo.Bloggs+x@mail.example.co.uk", "j_b-1@ex.io",
          "JO@EXAMPLE.ORG", "jo at example dot org"},
         4},
        {"telephone",
         {"07700 900123", "07700900123", "+44 7700 900123", "(01632) 960123",
          "0044 7700 900123"},
         5},
        {"IP address", {"192.0.2.14", "10.0.0.1"}, 2},
        {"NI number", {"QQ123456C", "qq 12 34 56 c", "AB 123456 D"}, 3},
        {"postcode", {"CB24 3XY", "pe133ab", "SW1A 1AA", "M1  1AE"}, 4},
        {"link", {"https://example.org/a?b=c", "www.example.org"}, 2},
    };
    static const char *const around[] = {"%s", "please see %s, thanks", "(%s)",
                                         "mine: %s."};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t found = 0, planted = 0;

        for (size_t i = 0; i < MOST && kinds[k].planted[i]; i++)
            for (size_t a = 0; a < 4; a++, planted++) {
                struct str text = {0}, masked = {0};
                const char *at = strstr(around[a], "%s");

                str_add_n(&text, around[a], (size_t)(at - around[a]));
                str_add(&text, kinds[k].planted[i]);
                str_add(&text, at + 2);
                personal_mask(str_text(&text), &masked, NULL);
                found += !strstr(str_cstr(&masked), kinds[k].planted[i]);
                str_free(&text);
                str_free(&masked);
            }
        print_message("recall of %s: %zu of %zu\n", kinds[k].kind, found,
                      planted);
        assert_int_equal(found, 4 * kinds[k].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses),
        cmocka_unit_test(costs_one_row),
        cmocka_unit_test(prints_its_recall),
    };

    return cmocka_run_group_tests_name("ingest hostile", tests, NULL, NULL);
}
