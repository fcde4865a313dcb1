/* alloc.c - see alloc.h.
 *
 * The names are the linker's: --wrap=malloc sends malloc() to __wrap_malloc()
 * and leaves the real one as __real_malloc().  The state is global since
 * malloc() has no argument to carry it, and atomic since threads allocate. */
#include "tests/support/alloc.h"

#include <stdatomic.h>
#include <stdint.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

static atomic_size_t left = SIZE_MAX; /* SIZE_MAX: none is to fail */
static atomic_bool failed, sticky;

static bool fails(void)
{
    size_t n = left;

    if (n == SIZE_MAX)
        return false;
    if (n > 0) {
        left = n - 1; /* tests of one thread need the exact count */
        return false;
    }
    if (!sticky)
        left = SIZE_MAX;
    failed = true;
    return true;
}

void alloc_fail_at(size_t n)
{
    failed = false;
    sticky = false;
    left = n;
}

void alloc_fail_from(size_t n)
{
    failed = false;
    sticky = true;
    left = n;
}

bool alloc_failed(void)
{
    left = SIZE_MAX;
    return failed;
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t n)
{
    return fails() ? NULL : __real_realloc(p, n);
}
