/* fuzz.c - libFuzzer's door to one reader, named by the variable READER. */
#include "tests/fuzz/readers.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* What reads SPSS files limits its own process, which is here everyone's. */
int __wrap_setrlimit(int what, const void *limit);
int __wrap_setrlimit(int what, const void *limit)
{
    (void)what;
    (void)limit;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    const char *name = getenv("READER");

    for (size_t i = 0; i < n_fuzzed; i++)
        if (name && text_equal(text_of(name), text_of(fuzzed[i].name))) {
            fuzzed[i].read((struct text){(const char *)p, n});
            return 0;
        }
    fuzz_holds(false, "READER names a reader");
    return 0;
}
