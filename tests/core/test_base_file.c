/* test_base_file.c - files, paths, output folders, digests. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "tests/support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"
#include "core/base/hash.h"

/* Paths of one test, freed together. */
struct paths {
    const char *folder;
    struct str at[16];
    size_t n;
};

static const char *in(struct paths *p, const char *name)
{
    struct str *s = &p->at[p->n++];

    assert_true(p->n < 16);
    path_join(s, p->folder, name);
    return str_cstr(s);
}

static void forget(struct paths *p)
{
    for (size_t i = 0; i < p->n; i++)
        str_free(&p->at[i]);
}

static void put(const char *path, const char *text)
{
    struct err err = {0};

    assert_ok(file_write(path, text_of(text), 0644, &err), &err);
}

static void holds(const char *path, const char *text)
{
    struct str s = {0};
    struct err err = {0};

    assert_ok(file_read(path, 1000, &s, &err), &err);
    assert_string_equal(str_cstr(&s), text);
    str_free(&s);
}

static size_t entries(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t n = 0;

    assert_non_null(dir);
    while (readdir(dir))
        n++;
    assert_int_equal(closedir(dir), 0);
    return n - 2;
}

static void says(const struct err *err, const char *what)
{
    if (!strstr(err->text, what))
        fail_msg("'%s' does not say '%s'", err->text, what);
}

static void write_and_read(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    const char *a = in(&p, "a"), *link_to_a = in(&p, "link");
    struct str s = {0};
    struct stat st;
    struct err err = {0};
    mode_t mask = umask(0);

    assert_ok(file_write(a, text_of("one"), 0600, &err), &err);
    (void)umask(mask);
    assert_int_equal(stat(a, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    put(a, "two");
    holds(a, "two");
    assert_int_equal(entries(p.folder), 1);
    str_add(&s, "before,");
    assert_ok(file_read(a, 3, &s, &err), &err);
    assert_string_equal(str_cstr(&s), "before,two");
    assert_int_equal(file_read(a, 2, &s, &err), ERR_INPUT);
    says(&err, "/a: is larger than 2 bytes; ");
    assert_int_equal(symlink("a", link_to_a), 0);
    holds(link_to_a, "two");
    assert_int_equal(file_kind(link_to_a), FILE_REGULAR);
    str_free(&s);
    forget(&p);
}

static void write_fails(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    struct err err = {0};
    const char *fifo = in(&p, "fifo");

    assert_int_equal(file_write(in(&p, "no/such"), text_of("x"), 0644, &err),
                     ERR_IO);
    says(&err, "/no/such: cannot be written: No such file or directory; make "
               "its folder first");
    err = (struct err){0};
    assert_int_equal(file_write(p.folder, text_of("x"), 0644, &err), ERR_IO);
    says(&err, "it is not a regular file; choose another name");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    err = (struct err){0};
    assert_int_equal(file_write(fifo, text_of("x"), 0644, &err), ERR_IO);
    assert_int_equal(file_kind(fifo), FILE_OTHER);
    assert_int_equal(entries(p.folder), 1);
    forget(&p);
}

static void read_fails(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    const char *fifo = in(&p, "fifo");
    struct str s = {0};
    struct err err = {0};

    assert_int_equal(file_read(in(&p, "none"), 9, &s, &err), ERR_INPUT);
    says(&err, "/none: cannot be read: No such file or directory; check the "
               "name and the folder");
    err = (struct err){0};
    assert_int_equal(file_read(p.folder, 9, &s, &err), ERR_INPUT);
    says(&err, ": is a folder; name a file inside it");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    err = (struct err){0};
    assert_int_equal(file_read(fifo, 9, &s, &err), ERR_INPUT);
    says(&err, "/fifo: is not a regular file; copy it to one first");
    assert_int_equal(s.n, 0);
    forget(&p);
}

static void paths(void **state)
{
    static const struct {
        const char *path, *folder, *name, *stem;
    } cases[] = {
        {"a/b.c.csv", "a", "b.c.csv", "b.c"},
        {"b.csv", ".", "b.csv", "b"},
        {"/b", "/", "b", "b"},
        {"/", "/", "/", "/"},
        {"//", "/", "/", "/"},
        {"a/b/", "a", "b", "b"},
        {"a//b", "a", "b", "b"},
        {".hidden", ".", ".hidden", ".hidden"},
        {"a.b/c", "a.b", "c", "c"},
        {"/a/b/c.yaml", "/a/b", "c.yaml", "c"},
        {"..", ".", "..", "."},
        {"", ".", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        path_folder(&s, cases[i].path);
        assert_string_equal(str_cstr(&s), cases[i].folder);
        str_clear(&s);
        path_stem(&s, cases[i].path);
        assert_string_equal(str_cstr(&s), cases[i].stem);
        assert_true(
            text_equal(path_name(cases[i].path), text_of(cases[i].name)));
        str_free(&s);
    }
}

static void joining(void **state)
{
    static const char *const cases[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"},
        {"/", "b", "/b"},  {"a", "/b", "/b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        path_join(&s, cases[i][0], cases[i][1]);
        assert_string_equal(str_cstr(&s), cases[i][2]);
        str_free(&s);
    }
}

/* The checkout is where tests start; a relative path of another folder's file
 * is not its name there. */
static void beside(void **state)
{
    static const struct {
        const char *file, *path, *want; /* + for the checkout */
    } cases[] = {
        {"s.yaml", "none/a.csv", "none/a.csv"},
        {"./s.yaml", "tests/run", "tests/run"},
        {"tests/core/s.yaml", "/none/a.csv", "/none/a.csv"},
        {"tests/s.yaml", "tests/run", "run"},
        {"tests/s.yaml", "tests/../tests/data/none.csv", "data/none.csv"},
        {"tests/core/s.yaml", "tests/run", "+/tests/run"},
        {"tests/core/s.yaml", "tests/core", "+/tests/core"},
        {"tests/core/s.yaml", "tests/fuzz/read_csv.c",
         "+/tests/fuzz/read_csv.c"},
        {"tests/co/../core/s.yaml", "tests/corex", NULL},
        {"tests/core/s.yaml", "Makefile", "+/Makefile"},
    };
    char *here = realpath(".", NULL);

    (void)state;
    assert_non_null(here);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0}, want = {0};
        struct err err = {0};
        enum status rc = path_beside(cases[i].file, cases[i].path, &s, &err);

        assert_int_equal(rc, cases[i].want ? OK : ERR_INPUT);
        if (rc == OK) {
            bool whole = cases[i].want[0] == '+';

            str_add(&want, whole ? here : "");
            str_add(&want, cases[i].want + whole);
            assert_string_equal(str_cstr(&s), str_cstr(&want));
        }
        str_free(&s);
        str_free(&want);
    }
    free(here);
}

static void real_paths(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    char *root = realpath(p.folder, NULL);
    struct str s = {0}, want = {0};
    struct err err = {0};
    const char *through, *missing;

    assert_non_null(root);
    assert_int_equal(mkdir(in(&p, "real"), 0700), 0);
    assert_int_equal(symlink("real", in(&p, "link")), 0);
    through = in(&p, "link/new");
    missing = in(&p, "none/new");
    assert_ok(path_real(through, &s, &err), &err);
    path_join(&want, root, "real/new");
    assert_string_equal(str_cstr(&s), str_cstr(&want));
    put(through, "x");
    str_clear(&s);
    assert_ok(path_real(through, &s, &err), &err);
    assert_string_equal(str_cstr(&s), str_cstr(&want));
    str_clear(&s);
    assert_int_equal(path_real(missing, &s, &err), ERR_INPUT);
    says(&err, "/none: cannot be read: No such file or directory");
    free(root);
    str_free(&s);
    str_free(&want);
    forget(&p);
}

static void publish(const char *folder, const char *marker, const char *text)
{
    struct outdir *dir = NULL;
    struct err err = {0};

    assert_ok(outdir_open(&dir, folder, marker, &err), &err);
    assert_ok(outdir_write(dir, "index.html", text_of(text), &err), &err);
    assert_ok(outdir_write(dir, "tables/a.csv", text_of(text), &err), &err);
    assert_ok(outdir_write(dir, "tables/b.csv", text_of("b"), &err), &err);
    assert_ok(outdir_write(dir, "evidence.json", text_of("{}"), &err), &err);
    assert_ok(outdir_commit(dir, &err), &err);
    outdir_close(dir);
}

static void folder_whole(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    const char *out = in(&p, "out"), *slashed = in(&p, "out/");

    publish(out, NULL, "one");
    holds(in(&p, "out/index.html"), "one");
    holds(in(&p, "out/tables/a.csv"), "one");
    put(in(&p, "out/stale.html"), "of an earlier run");
    publish(slashed, NULL, "two");
    holds(in(&p, "out/tables/a.csv"), "two");
    assert_int_equal(file_kind(in(&p, "out/stale.html")), FILE_NONE);
    assert_int_equal(entries(p.folder), 1);
    assert_int_equal(mkdir(in(&p, "empty"), 0755), 0);
    publish(in(&p, "empty"), NULL, "three");
    holds(in(&p, "empty/index.html"), "three");
    assert_int_equal(entries(p.folder), 2);
    forget(&p);
}

static void folder_aborted(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    struct outdir *dir = NULL;
    struct err err = {0};
    const char *out = in(&p, "out");
    struct str made = {0};

    publish(out, NULL, "one");
    assert_ok(outdir_open(&dir, out, NULL, &err), &err);
    str_add(&made, outdir_path(dir));
    assert_int_equal(file_kind(str_cstr(&made)), FILE_FOLDER);
    assert_ok(outdir_write(dir, "index.html", text_of("two"), &err), &err);
    outdir_close(dir);
    assert_int_equal(file_kind(str_cstr(&made)), FILE_NONE);
    holds(in(&p, "out/index.html"), "one");
    assert_int_equal(entries(p.folder), 1);
    outdir_close(NULL);
    str_free(&made);
    forget(&p);
}

static void folder_refused(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    struct outdir *dir = NULL;
    struct err err = {0};
    const char *home = in(&p, "home");

    assert_int_equal(mkdir(home, 0755), 0);
    put(in(&p, "home/thesis.doc"), "years");
    assert_int_equal(outdir_open(&dir, home, "marker", &err), ERR_INPUT);
    says(&err, "/home: holds other files and would be replaced; name a new "
               "folder or an empty one");
    put(in(&p, "home/marker"), "");
    publish(home, "marker", "one");
    assert_int_equal(file_kind(in(&p, "home/thesis.doc")), FILE_NONE);
    err = (struct err){0};
    put(in(&p, "file"), "x");
    assert_int_equal(outdir_open(&dir, in(&p, "file"), NULL, &err), ERR_INPUT);
    says(&err, "/file: is not a folder; name another");
    err = (struct err){0};
    assert_int_equal(outdir_open(&dir, in(&p, "none/out"), NULL, &err),
                     ERR_INPUT);
    says(&err, "/none: cannot be read: No such file or directory");
    for (int i = 0; i < 4; i++) {
        static const char *const names[] = {".", "..", "/", ""};

        err = (struct err){0};
        assert_int_equal(outdir_open(&dir, names[i], NULL, &err), ERR_INPUT);
        says(&err, "cannot be the output folder; name a folder of its own");
    }
    assert_null(dir);
    assert_int_equal(entries(p.folder), 2);
    forget(&p);
}

static void folder_names(void **state)
{
    static const char *const bad[] = {"",     "/a",   "a/",    "../a",
                                      "a/..", "a//b", ".",     "a/b/c",
                                      "..",   "./a",  "a/../b"};
    struct paths p = {.folder = check_folder(state)};
    struct outdir *dir = NULL;
    struct err err = {0};

    assert_ok(outdir_open(&dir, in(&p, "out"), NULL, &err), &err);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        err = (struct err){0};
        assert_int_equal(outdir_write(dir, bad[i], text_of("x"), &err), ERR_IO);
        says(&err, "would lie outside the output folder; change the name");
    }
    err = (struct err){0};
    assert_ok(outdir_write(dir, "a", text_of("x"), &err), &err);
    assert_int_equal(outdir_write(dir, "a", text_of("y"), &err), ERR_IO);
    says(&err, "/a: cannot be written: File exists");
    outdir_close(dir);
    forget(&p);
}

/* The folder wanted is a link: what it leads to is replaced, not the link;
 * and a link among what is removed is not followed. */
static void folder_links(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    struct stat st;

    assert_int_equal(mkdir(in(&p, "precious"), 0755), 0);
    put(in(&p, "precious/file"), "kept");
    publish(in(&p, "real"), NULL, "one");
    assert_int_equal(symlink("real", in(&p, "out")), 0);
    assert_int_equal(symlink("../precious", in(&p, "real/trap")), 0);
    publish(in(&p, "out"), NULL, "two");
    holds(in(&p, "real/index.html"), "two");
    assert_int_equal(lstat(in(&p, "out"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(file_kind(in(&p, "real/trap")), FILE_NONE);
    holds(in(&p, "precious/file"), "kept");
    forget(&p);
}

static void temporary(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    struct str path = {0}, inside = {0};
    struct stat st;
    struct err err = {0};

    assert_int_equal(setenv("TMPDIR", p.folder, 1), 0);
    assert_ok(tempdir_make(&path, &err), &err);
    assert_int_equal(stat(str_cstr(&path), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    path_join(&inside, str_cstr(&path), "deep");
    assert_int_equal(mkdir(str_cstr(&inside), 0700), 0);
    str_add(&inside, "/file");
    put(str_cstr(&inside), "x");
    tempdir_remove(str_cstr(&path));
    assert_int_equal(entries(p.folder), 0);
    tempdir_remove(str_cstr(&path)); /* gone already */
    assert_int_equal(setenv("TMPDIR", in(&p, "none"), 1), 0);
    assert_int_equal(tempdir_make(&path, &err), ERR_IO);
    says(&err, "set TMPDIR to a folder that you may write to");
    assert_int_equal(unsetenv("TMPDIR"), 0);
    str_free(&path);
    str_free(&inside);
    forget(&p);
}

/* The digests of FIPS 180-2, appendix B. */
static const char abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char none[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void digests(void **state)
{
    struct paths p = {.folder = check_folder(state)};
    char hex[HASH_HEX], other[HASH_HEX];
    unsigned char digest[HASH_BYTES];
    struct hash *h = hash_new();
    struct err err = {0};

    assert_ok(hash_bytes("abc", 3, hex, &err), &err);
    assert_string_equal(hex, abc);
    assert_ok(hash_bytes(NULL, 0, hex, &err), &err);
    assert_string_equal(hex, none);
    put(in(&p, "abc"), "abc");
    assert_ok(hash_file(in(&p, "abc"), hex, &err), &err);
    assert_string_equal(hex, abc);
    assert_non_null(h);
    assert_ok(hash_add(h, "x", 1, &err), &err);
    assert_ok(hash_reset(h, &err), &err);
    assert_ok(hash_add(h, "a", 1, &err), &err);
    assert_ok(hash_add(h, "bc", 2, &err), &err);
    assert_ok(hash_end(h, digest, &err), &err);
    hash_hex(digest, hex);
    assert_string_equal(hex, abc);
    /* "a", "bc" and "ab", "c" are different lists. */
    assert_ok(hash_reset(h, &err), &err);
    assert_ok(hash_add_field(h, text_of("a"), &err), &err);
    assert_ok(hash_add_field(h, text_of("bc"), &err), &err);
    assert_ok(hash_end(h, digest, &err), &err);
    hash_hex(digest, hex);
    assert_ok(hash_reset(h, &err), &err);
    assert_ok(hash_add_field(h, text_of("ab"), &err), &err);
    assert_ok(hash_add_field(h, text_of("c"), &err), &err);
    assert_ok(hash_end(h, digest, &err), &err);
    hash_hex(digest, other);
    assert_string_not_equal(hex, other);
    hash_free(h);
    hash_free(NULL);
    assert_int_equal(hash_file(p.folder, hex, &err), ERR_INPUT);
    says(&err, ": is a folder");
    forget(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(write_and_read), cmocka_unit_test(write_fails),
        cmocka_unit_test(read_fails),     cmocka_unit_test(paths),
        cmocka_unit_test(joining),        cmocka_unit_test(real_paths),
        cmocka_unit_test(folder_whole),   cmocka_unit_test(folder_aborted),
        cmocka_unit_test(folder_refused), cmocka_unit_test(folder_names),
        cmocka_unit_test(folder_links),   cmocka_unit_test(temporary),
        cmocka_unit_test(digests),        cmocka_unit_test(beside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
