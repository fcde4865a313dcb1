/* test_store_world.h - a database, and what it says, for tests of the store. */
#ifndef TESTS_CORE_TEST_STORE_WORLD_H
#define TESTS_CORE_TEST_STORE_WORLD_H

#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "tests/support/program.h"
#include "tests/support/tiny.h"

/* A new database x.db in a folder of its own. */
static inline const char *folder_of(void **state, struct store **store)
{
    const char *folder = check_folder(state);
    struct str path = {0};
    struct err err = {0};

    path_join(&path, folder, "x.db");
    assert_ok(store_open(store, str_cstr(&path), STORE_CREATE, &err), &err);
    str_free(&path);
    return folder;
}

/* What a query gives, each row with its end of line. */
static inline void says(const char *folder, const char *sql, const char *want)
{
    char *is = program_query(folder, "x.db", sql);
    size_t n = strlen(want);

    if (n > 0 && want[n - 1] == '\n') /* between rows, not behind them */
        n--;
    if (strlen(is) != n || strncmp(is, want, n) != 0)
        fail_msg("%s\n%s\nnot\n%s", sql, is, want);
    free(is);
}

static inline struct store_ingest *begin(struct store *store, struct tiny *tiny)
{
    struct store_ingest *ingest = NULL;
    struct err err = {0};

    assert_ok(store_begin(store, &err), &err);
    assert_ok(
        store_ingest_begin(&ingest, store, tiny->survey, &tiny->digests, &err),
        &err);
    return ingest;
}

static inline int64_t source(struct store_ingest *ingest, const char *key,
                             const char *name)
{
    struct stored_source s = tiny_source(key, name);
    struct err err = {0};
    int64_t id = 0;

    assert_ok(store_ingest_source(ingest, &s, &id, &err), &err);
    return id;
}

static inline uint64_t end(struct store *store, struct store_ingest *ingest)
{
    struct err err = {0};
    uint64_t duplicates = 0;

    assert_ok(store_ingest_end(ingest, &duplicates, &err), &err);
    store_ingest_free(ingest);
    assert_ok(store_commit(store, &err), &err);
    return duplicates;
}

#endif
