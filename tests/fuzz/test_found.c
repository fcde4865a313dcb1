/* test_found.c - what `make fuzz` starts from and what it has found, read
 * again. */
#include "tests/support/check.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "tests/fuzz/readers.h"

static size_t replay(const struct fuzzed *f, const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t n = 0;

    while (dir && (entry = readdir(dir)) != NULL) {
        struct str path = {0}, bytes = {0};
        struct err err = {0};

        if (entry->d_name[0] == '.')
            continue;
        path_join(&path, folder, entry->d_name);
        assert_ok(file_read(path.p, 1 << 20, &bytes, &err), &err);
        f->read(str_text(&bytes));
        str_free(&path);
        str_free(&bytes);
        n++;
    }
    if (dir)
        assert_int_equal(closedir(dir), 0);
    return n;
}

static void every_reader(void **state)
{
    static const char *const sets[] = {"seeds", "found"};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < n_fuzzed; i++) {
        for (size_t k = 0; k < 2; k++) {
            struct str folder = {0};

            str_addf(&folder, "tests/fuzz/%s/%s", sets[k], fuzzed[i].name);
            n += replay(&fuzzed[i], folder.p);
            str_free(&folder);
        }
        if (fuzzed[i].takes_exports)
            n += replay(&fuzzed[i], "tests/fuzz/seeds/export");
    }
    assert_true(n > 20);
}

/* Whatever the bytes: also none, and those of every other format. */
static void any_file(void **state)
{
    static const char *const files[] = {"tests/fuzz/seeds/export/approval.pb",
                                        "tests/fuzz/seeds/plan/small-plan.yaml",
                                        "tests/fuzz/seeds/png/colour.png",
                                        "fixtures/consultation.yaml"};

    (void)state;
    for (size_t i = 0; i < n_fuzzed; i++) {
        fuzzed[i].read((struct text){"", 0});
        for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
            struct str bytes = {0};
            struct err err = {0};

            assert_ok(file_read(files[k], 1 << 20, &bytes, &err), &err);
            fuzzed[i].read(str_text(&bytes));
            str_free(&bytes);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reader),
        cmocka_unit_test(any_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
