/* readers.c - see readers.h. */
#define _GNU_SOURCE /* memfd_create() */
#include "tests/fuzz/readers.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

const struct fuzzed fuzzed[] = {
    {"csv", fuzz_csv, true},          {"export", fuzz_export, true},
    {"init", fuzz_init, true},        {"ingest", fuzz_ingest, true},
    {"sheet", fuzz_sheet, false},     {"spss", fuzz_spss, false},
    {"survey", fuzz_survey, false},   {"plan", fuzz_plan, false},
    {"targets", fuzz_targets, false}, {"theme", fuzz_theme, false},
    {"png", fuzz_png, false},
};
const size_t n_fuzzed = sizeof fuzzed / sizeof *fuzzed;

void fuzz_holds(bool holds, const char *what)
{
    if (holds)
        return;
    (void)fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

char *fuzz_file(size_t which, struct text bytes)
{
    static int files[4]; /* global: one for the life of the process */
    struct str path = {0};
    char *out = NULL;
    size_t done = 0;

    if (!files[which])
        files[which] = memfd_create("fuzz", MFD_CLOEXEC);
    fuzz_holds(files[which] > 0 && ftruncate(files[which], 0) == 0,
               "a file in memory can be made");
    while (done < bytes.n) {
        ssize_t n =
            pwrite(files[which], bytes.p + done, bytes.n - done, (off_t)done);

        fuzz_holds(n > 0, "a file in memory can be written");
        done += (size_t)n;
    }
    str_addf(&path, "/proc/self/fd/%d", files[which]);
    fuzz_holds(str_take(&path, &out, NULL) == OK, "there is memory");
    return out;
}
