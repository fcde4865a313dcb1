/* alloc.h - memory that runs out when a test says so.
 *
 * For tests/ROOM/test_fault_NAME.c, which the Makefile links so that every
 * malloc, calloc and realloc of our code comes here; those inside shared
 * libraries do not, unless a library was given our realloc.
 *
 *     for (size_t n = 0;; n++) {
 *         alloc_fail_at(n);
 *         rc = work(&err);
 *         if (!alloc_failed())
 *             break;
 *         assert_int_equal(rc, ERR_NOMEM);
 *     }
 *
 * The assertion itself allocates: alloc_failed() ends the failing. */
#ifndef TESTS_SUPPORT_ALLOC_H
#define TESTS_SUPPORT_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* The allocation after n more fails, once. */
void alloc_fail_at(size_t n);
/* The same, and every one after it fails too. */
void alloc_fail_from(size_t n);
/* Did one fail since?  All succeed from now on. */
bool alloc_failed(void);

#endif
