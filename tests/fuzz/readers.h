/* readers.h - everything that reads what others wrote, each as a function that
 * takes any bytes, for `make fuzz` and for the test that replays what it found.
 * A new reader is one row of the table in readers.c. */
#ifndef TESTS_FUZZ_READERS_H
#define TESTS_FUZZ_READERS_H

#include <stddef.h>
#include "core/base/text.h"

/* Whatever the bytes are, it returns; what is wrong ends the program. */
typedef void fuzz_reader(struct text bytes);

struct fuzzed {
    const char *name; /* of what is read: "csv", "survey" */
    fuzz_reader *read;
    bool takes_exports; /* its seeds are those of "export" */
};

extern const struct fuzzed fuzzed[];
extern const size_t n_fuzzed;

fuzz_reader fuzz_csv, fuzz_export, fuzz_init, fuzz_ingest, fuzz_sheet,
    fuzz_spss;
fuzz_reader fuzz_survey, fuzz_plan, fuzz_targets, fuzz_theme, fuzz_png;

/* Ends the program, which is a finding, unless it holds. */
void fuzz_holds(bool holds, const char *what);
/* A file in memory with these bytes; its path, to be freed.  One for each of
 * `which` from 0 to 3, written again by the next call. */
char *fuzz_file(size_t which, struct text bytes);

#endif
