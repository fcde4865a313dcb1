/* read_export.c - exports of any format and encoding: opened and read to their
 * end; drafted from; drafted from and ingested with that draft. */
#include "tests/fuzz/readers.h"

#include <stdlib.h>
#include "core/survey/survey.h"
#include "ingest/export.h"
#include "ingest/ingest.h"

void fuzz_export(struct text bytes)
{
    char *path = fuzz_file(0, bytes);
    struct export *e = NULL;
    struct export_row row = {.what = EXPORT_ROW};
    struct err err = {0};
    enum status rc = export_open(&e, path, NULL, &err);

    if (rc == OK)
        rc = export_rewind(e, &err);
    while (rc == OK && row.what != EXPORT_END) {
        rc = export_next(e, &row, &err);
        for (size_t i = 0;
             rc == OK && row.what == EXPORT_ROW && i < e->columns.n; i++)
            fuzz_holds(text_valid_utf8(row.cell[i]) == row.cell[i].n,
                       "cells are UTF-8");
    }
    fuzz_holds(rc == OK || err.text[0], "a failure says why");
    export_close(e);
    free(path);
}

/* The draft of the bytes, as a file; NULL where there is none. */
static char *draft(const char *path)
{
    const char *exports[] = {path};
    struct str yaml = {0};
    struct notes notes = {0};
    struct survey *survey = NULL;
    struct err err = {0};
    char *out = NULL;
    enum status rc =
        ingest_draft(exports, 1, &(struct told){0}, NULL, &yaml, &notes, &err);

    fuzz_holds(rc == OK || err.text[0], "a failure says why");
    if (rc == OK) {
        if (survey_parse(&survey, str_text(&yaml), "draft", &err) != OK)
            fuzz_holds(false, err.text);
        survey_free(survey);
        out = fuzz_file(1, str_text(&yaml));
    }
    notes_free(&notes);
    str_free(&yaml);
    return out;
}

void fuzz_init(struct text bytes)
{
    char *path = fuzz_file(0, bytes);

    free(draft(path));
    free(path);
}

void fuzz_ingest(struct text bytes)
{
    char *path = fuzz_file(0, bytes), *yaml = draft(path);
    const char *exports[] = {path};
    struct ingest_request request = {
        .survey_path = yaml, .exports = exports, .n_exports = 1};
    struct ingest_summary sum = {0};
    struct notes notes = {0};
    struct err err = {0};

    if (yaml) {
        enum status rc = ingest_check(&request, &sum, &notes, &err);

        fuzz_holds(rc == OK || rc == ERR_INPUT, err.text);
        fuzz_holds(sum.received == sum.analysed + sum.removed + sum.rejected,
                   "the ledger adds up");
    }
    notes_free(&notes);
    free(yaml);
    free(path);
}
