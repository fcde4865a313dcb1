/* test_fault_store.c - memory runs out at every allocation of an ingest, of an
 * analysis, and of reading: each says so, leaves the database as it was and
 * lets nothing leak. */
#include "tests/core/test_store_world.h"

#include <unistd.h>
#include "tests/support/alloc.h"
#include "tests/support/faultvfs.h"

static struct {
    struct faultvfs *vfs; /* that does not flush */
    struct tiny tiny;
    char *folder, *database;
} world;

static enum status job_ingest(struct store *store, struct err *err)
{
    return tiny_ingest(store, &world.tiny, 3, err);
}

static enum status job_analyse(struct store *store, struct err *err)
{
    return tiny_analyse(store, err);
}

static enum status count_estimate(void *with, const struct estimate *e,
                                  struct err *err)
{
    (void)err;
    *(size_t *)with += e->n > 0;
    return OK;
}

static enum status read_columns(struct store *store,
                                const struct stored_survey *stored,
                                struct err *err)
{
    struct frame frame = {0};
    struct answer_places places = {0};
    struct answer_column column[20];
    const struct answer_place *place[20];
    enum status rc = store_load_frame(store, stored, 0, &frame, err);

    if (rc == OK)
        rc = answer_places(stored->survey, &places, err);
    for (size_t i = 0; rc == OK && i < places.n; i++)
        place[i] = &places.place[i];
    if (rc == OK)
        rc = store_load_columns(store, stored, place, places.n, &frame, 2,
                                column, err);
    for (size_t i = 0; rc == OK && i < places.n; i++)
        answer_column_free(&column[i]);
    frame_free(&frame);
    return rc;
}

static enum status job_read(struct store *store, struct err *err)
{
    struct stored_survey stored = {0};
    struct stored_sources sources = {0};
    struct stored_removal *removal = NULL;
    struct stored_count *count = NULL;
    size_t removals = 0, counts = 0, n = 0;
    enum status rc = store_find(store, "pcp/2016", &stored, err);

    if (rc == OK)
        rc = read_columns(store, &stored, err);
    if (rc == OK)
        rc = store_results_fresh(store, &stored, err);
    if (rc == OK)
        rc = store_sources(store, 1, &sources, err);
    if (rc == OK)
        rc = store_removals(store, 1, &removal, &removals, err);
    if (rc == OK)
        rc = store_comment_counts(store, 1, &count, &counts, err);
    if (rc == OK)
        rc = store_each_estimate(store, &stored, count_estimate, &n, err);
    if (rc == OK)
        assert_int_equal(n, 4);
    stored_sources_free(&sources);
    stored_removals_free(removal, removals);
    stored_counts_free(count, counts);
    stored_survey_free(&stored);
    return rc;
}

typedef enum status job(struct store *store, struct err *err);

static enum status run_job(job *work, struct err *err)
{
    struct store *store;
    enum status rc =
        store_open_vfs(&store, world.database, STORE_CREATE, "quick", err);

    if (rc == OK)
        rc = work(store, err);
    store_close(store);
    return rc;
}

static void every(job *work, const char *sql, const char *before,
                  void run_out(size_t n))
{
    size_t n = 0;

    for (bool failed = true; failed; n += failed) {
        struct err err = {0};
        enum status rc;

        run_out(n);
        rc = run_job(work, &err);
        failed = alloc_failed();
        if (failed && rc != ERR_NOMEM)
            fail_msg("at %zu: %d %s", n, rc, err.text);
        if (!failed)
            assert_ok(rc, &err);
        if (failed && before)
            says(world.folder, sql, before);
        else if (failed)
            assert_int_equal(access(world.database, F_OK), -1);
    }
    print_message("%zu allocations\n", n);
    assert_true(n > 50);
}

static void first_ingest(void **state)
{
    (void)state;
    every(job_ingest, NULL, NULL, alloc_fail_at);
    (void)unlink(world.database);
    every(job_ingest, NULL, NULL, alloc_fail_from);
}

static void again(void **state)
{
    (void)state;
    every(job_ingest, "SELECT data_version FROM survey", "1\n", alloc_fail_at);
}

static void analysis(void **state)
{
    (void)state;
    every(job_analyse, "SELECT count(*) FROM run", "0\n", alloc_fail_at);
}

static void reading(void **state)
{
    (void)state;
    every(job_read, "SELECT count(*) FROM run", "1\n", alloc_fail_at);
}

static int set_up(void **state)
{
    const char *folder = check_folder(state);
    struct str path = {0};

    path_join(&path, folder, "x.db");
    world.folder = strdup(folder);
    world.database = path.p;
    world.vfs = faultvfs_new("quick");
    world.tiny = tiny_read(folder, tiny_yaml);
    assert_non_null(world.vfs);
    assert_non_null(world.folder);
    assert_non_null(world.database);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tiny_free(&world.tiny);
    faultvfs_free(world.vfs);
    free(world.folder);
    free(world.database);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_ingest),
        cmocka_unit_test(again),
        cmocka_unit_test(analysis),
        cmocka_unit_test(reading),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
