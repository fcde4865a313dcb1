/* The sample beside its targets, read back as it was given. */
#include "core/base/file.h"
#include "core/store/results_profile.h"
#include "tests/support/check.h"
#include "tests/support/tiny.h"

static const struct profile_row given = {.source = "web",
                                         .scheme = "raked",
                                         .kind = "level",
                                         .breakdown = "age",
                                         .level = "75+",
                                         .n = 20,
                                         .share_of_all = 0.1,
                                         .share_before = 0.2,
                                         .share = 0.25,
                                         .target = 0.3,
                                         .difference = -0.05,
                                         .over_target = 0.8,
                                         .se = 0.01,
                                         .dissimilarity = 0.4,
                                         .test = "chi_square",
                                         .value = 5,
                                         .df1 = 3,
                                         .df2 = 90,
                                         .p = 0.02};

static enum status see(void *with, const struct profile_row *row,
                       struct err *err)
{
    const double is[] = {row->n,     row->share_of_all, row->share_before,
                         row->share, row->target,       row->difference,
                         row->se,    row->over_target,  row->dissimilarity,
                         row->value, row->df1,          row->df2,
                         row->p};
    const double want[] = {given.n,     given.share_of_all, given.share_before,
                           given.share, given.target,       given.difference,
                           given.se,    given.over_target,  given.dissimilarity,
                           given.value, given.df1,          given.df2,
                           given.p};

    (void)err;
    ++*(size_t *)with;
    assert_string_equal(row->source, given.source);
    assert_string_equal(row->scheme, given.scheme);
    assert_string_equal(row->kind, given.kind);
    assert_string_equal(row->breakdown, given.breakdown);
    assert_string_equal(row->level, given.level);
    assert_string_equal(row->test, given.test);
    assert_memory_equal(is, want, sizeof is);
    return OK;
}

static void analyse(struct store *store, struct stored_survey *stored)
{
    static const struct run run = {.stage = "analyse", .version = "0.1"};
    struct store_results *results = NULL;
    struct frame frame = {0};
    struct err err = {0};

    assert_ok(store_load_frame(store, stored, 0, &frame, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(
        store_results_begin(&results, store, stored, &run, &frame, NULL, &err),
        &err);
    assert_ok(store_profile(results, &given, &err), &err);
    assert_ok(store_results_end(results, &err), &err);
    assert_ok(store_commit(store, &err), &err);
    store_results_free(results);
    frame_free(&frame);
}

static void there_and_back(void **state)
{
    const char *folder = check_folder(state);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_survey stored = {0};
    struct store *store = NULL;
    struct str path = {0};
    struct err err = {0};
    size_t n = 0;

    path_join(&path, folder, "tiny.db");
    assert_ok(store_open(&store, str_cstr(&path), STORE_CREATE, &err), &err);
    assert_ok(tiny_ingest(store, &tiny, 10, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    analyse(store, &stored);
    assert_ok(store_each_profile(store, &stored, see, &n, &err), &err);
    assert_int_equal(n, 1);
    stored_survey_free(&stored);
    store_close(store);
    tiny_free(&tiny);
    str_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
