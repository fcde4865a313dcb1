/* test_fault_base.c - memory runs out at every allocation in turn.
 *
 * Each job either does its whole work or says that memory is out; under the
 * sanitizers, nothing leaks on the way.  The Nth allocation fails alone, then
 * it and all after it. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/child.h"
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/mem.h"
#include "core/base/notes.h"
#include "core/base/num.h"
#include "core/base/text.h"
#include "core/base/threads.h"
#include "tests/support/alloc.h"

static enum status buffers(const char *folder, struct err *err)
{
    static const char tail[] = "folded - 'fine'a_slug0.291,234,567"
                               "\"'=\"\"a\"\",b\"";
    struct str s = {0};
    char *z = NULL;
    enum status rc;

    (void)folder;
    str_add(&s, "some text");
    for (int i = 0; i < 100; i++)
        str_addf(&s, "%d and so on", i);
    text_fold(&s, text_of("Folded – “ﬁne”"));
    text_slug(&s, text_of("A slug, cut"), 8);
    num_add_fixed(&s, 0.285, 2);
    num_add_count(&s, 1234567);
    csv_add(&s, text_of("=\"a\",b"), true);
    rc = str_take(&s, &z, err);
    if (rc == OK)
        assert_string_equal(z + strlen(z) - (sizeof tail - 1), tail);
    free(z);
    return rc;
}

static enum status arenas(const char *folder, struct err *err)
{
    struct arena *a = arena_new();
    enum status rc = a ? OK : err_nomem(err);

    (void)folder;
    if (rc == OK && (!arena_text(a, "x", 1) || !arena_alloc(a, 100, 1000) ||
                     !arena_printf(a, "%d", 7) || !arena_alloc(a, 60, 1000)))
        rc = err_nomem(err);
    arena_free(a);
    return rc;
}

static enum status some_notes(const char *folder, struct err *err)
{
    struct notes notes = {0};
    enum status rc = OK;

    (void)folder;
    for (int i = 0; i < 20 && rc == OK; i++)
        rc = notes_add(&notes, err, NOTE_INFO, "note %d", i);
    if (rc == OK)
        assert_int_equal(notes.n, 20);
    notes_free(&notes);
    return rc;
}

static enum status write_input(const char *folder, struct str *path,
                               struct err *err)
{
    struct str s = {0};
    enum status rc;

    for (int i = 0; i < 300; i++)
        str_add(&s, "plain,\"quoted\nlines\",\"and \"\"more\"\"\"\n");
    str_add(&s, "1,\"open\n2,\"fine\"\n");
    path_join(path, folder, "in.csv");
    rc = str_status(path, err);
    if (rc == OK)
        rc = str_status(&s, err);
    if (rc == OK)
        rc = file_write(str_cstr(path), str_text(&s), 0600, err);
    str_free(&s);
    return rc;
}

static enum status read_csv(const char *folder, struct err *err)
{
    struct csv_reader *r = NULL;
    struct csv_row row = {.what = CSV_ROW};
    struct str path = {0};
    size_t rows = 0, bad = 0;
    enum status rc = write_input(folder, &path, err);

    if (rc == OK)
        rc = csv_open_file(&r, str_cstr(&path), NULL, err);
    while (rc == OK && row.what != CSV_END) {
        rc = csv_next(r, &row, err);
        if (rc == OK) {
            rows += row.what == CSV_ROW;
            bad += row.what == CSV_BAD_ROW;
        }
    }
    if (rc == OK) {
        assert_int_equal(rows, 301);
        assert_int_equal(bad, 1);
    }
    csv_close(r);
    str_free(&path);
    return rc;
}

static enum status publish(const char *folder, struct err *err)
{
    struct outdir *dir = NULL;
    struct str path = {0}, real = {0};
    char hex[HASH_HEX];
    enum status rc;

    path_join(&path, folder, "out");
    rc = str_status(&path, err);
    if (rc == OK)
        rc = outdir_open(&dir, str_cstr(&path), NULL, err);
    if (rc == OK)
        rc = outdir_write(dir, "tables/a.csv", text_of("x"), err);
    if (rc == OK)
        rc = outdir_write(dir, "evidence.json", text_of("{}"), err);
    if (rc == OK)
        rc = outdir_commit(dir, err);
    outdir_close(dir);
    str_add(&path, "/evidence.json");
    if (rc == OK)
        rc = str_status(&path, err);
    if (rc == OK)
        rc = path_real(str_cstr(&path), &real, err);
    if (rc == OK)
        rc = hash_file(str_cstr(&real), hex, err);
    str_free(&path);
    str_free(&real);
    return rc;
}

static enum status run_child(const char *folder, struct err *err)
{
    static const char *const argv[] = {"sh", "-c", "cat; echo err >&2", NULL};
    struct child_options o = {.input = text_of("in"), .folder = folder};
    struct child_result r;
    enum status rc = child_run(argv, &o, &r, err);

    if (rc == OK) {
        assert_string_equal(str_cstr(&r.out), "in");
        child_result_free(&r);
    }
    return rc;
}

static enum status temporary(const char *folder, struct err *err)
{
    struct str path = {0};
    enum status rc = tempdir_make(&path, err);

    (void)folder;
    if (rc == OK)
        tempdir_remove(str_cstr(&path));
    str_free(&path);
    return rc;
}

static enum status nothing(void *with, size_t task, struct err *err)
{
    (void)with;
    (void)task;
    (void)err;
    return OK;
}

static enum status one_thread(const char *folder, struct err *err)
{
    (void)folder;
    return threads_run(10, 1, nothing, NULL, err);
}

static const struct job {
    const char *name;
    enum status (*run)(const char *folder, struct err *err);
} jobs[] = {
    {"buffers", buffers},     {"arenas", arenas},      {"notes", some_notes},
    {"csv", read_csv},        {"folder", publish},     {"child", run_child},
    {"temporary", temporary}, {"threads", one_thread},
};

static void every_allocation(void **state)
{
    const struct job *job = *state;
    const char *folder = check_folder(NULL);
    size_t n, failures = 0;

    for (int sticky = 0; sticky < 2; sticky++)
        for (n = 0;; n++) {
            struct err err = {0};
            enum status rc;

            if (sticky)
                alloc_fail_from(n);
            else
                alloc_fail_at(n);
            rc = job->run(folder, &err);
            if (!alloc_failed()) {
                assert_ok(rc, &err);
                break;
            }
            failures++;
            if (rc != OK) {
                assert_int_equal(rc, ERR_NOMEM);
                assert_int_equal(err.status, ERR_NOMEM);
            }
        }
    assert_true(failures > 0);
}

int main(void)
{
    enum { N = sizeof jobs / sizeof *jobs };
    struct CMUnitTest tests[N];

    for (size_t i = 0; i < N; i++)
        tests[i] = (struct CMUnitTest){
            .name = jobs[i].name,
            .test_func = every_allocation,
            .initial_state = (void *)(uintptr_t)&jobs[i],
        };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
