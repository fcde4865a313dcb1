/* try.h - ingest in a folder of the test's own, and what it said. */
#ifndef TESTS_INGEST_TRY_H
#define TESTS_INGEST_TRY_H

#include "tests/support/check.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include "ingest/ingest.h"

struct tried {
    enum status status;
    struct err err;
    struct notes notes;
    struct ingest_summary sum;
};

/* folder/survey.yaml into folder/x.db with up to two exports of the folder;
 * NULL: those of the definition. */
__attribute__((unused)) static struct tried
try_ingest(const char *folder, const char *first, const char *second)
{
    struct tried t = {0};
    char *yaml = program_path(folder, "survey.yaml");
    char *database = program_path(folder, "x.db");
    char *export[2] = {first ? program_path(folder, first) : NULL,
                       second ? program_path(folder, second) : NULL};
    const char *const exports[2] = {export[0], export[1]};
    struct ingest_request request = {.database = database,
                                     .survey_path = yaml,
                                     .exports = exports,
                                     .n_exports = (size_t)(first != NULL) +
                                                  (size_t)(second != NULL)};

    t.status = ingest_run(&request, &t.sum, &t.notes, &t.err);
    free(yaml);
    free(database);
    free(export[0]);
    free(export[1]);
    return t;
}

/* The draft of folder/NAME, whose name it gives as NAME; to be freed. */
__attribute__((unused)) static char *
try_draft(const char *folder, const char *name, struct tried *t)
{
    struct str yaml = {0};
    char *path = program_path(folder, name), *out = NULL;
    const char *const exports[] = {path};

    *t = (struct tried){0};
    t->status = ingest_draft(exports, 1, &(struct told){0}, NULL, &yaml,
                             &t->notes, &t->err);
    if (t->status == OK)
        assert_ok(str_take(&yaml, &out, &t->err), &t->err);
    str_free(&yaml);
    free(path);
    return out;
}

__attribute__((unused)) static bool says(const struct tried *t,
                                         enum note_kind kind, const char *words)
{
    for (size_t i = 0; i < t->notes.n; i++)
        if (t->notes.note[i].kind == kind &&
            strstr(t->notes.note[i].text, words))
            return true;
    return false;
}

__attribute__((unused)) static void
assert_says(const struct tried *t, enum note_kind kind, const char *words)
{
    if (says(t, kind, words))
        return;
    for (size_t i = 0; i < t->notes.n; i++)
        print_message("%s %s\n", t->notes.note[i].kind ? "!" : "-",
                      t->notes.note[i].text);
    fail_msg("nobody said '%s'", words);
}

__attribute__((unused)) static void tried_free(struct tried *t)
{
    notes_free(&t->notes);
}

/* OK, with these counts. */
__attribute__((unused)) static void assert_ledger(const struct tried *t,
                                                  uint64_t analysed,
                                                  uint64_t removed,
                                                  uint64_t rejected)
{
    assert_ok(t->status, &t->err);
    assert_int_equal(t->sum.analysed, analysed);
    assert_int_equal(t->sum.removed, removed);
    assert_int_equal(t->sum.rejected, rejected);
    assert_int_equal(t->sum.received, analysed + removed + rejected);
}

__attribute__((unused)) static void
assert_query(const char *folder, const char *sql, const char *want)
{
    char *got = program_query(folder, "x.db", sql);

    assert_string_equal(got, want);
    free(got);
}

#endif
