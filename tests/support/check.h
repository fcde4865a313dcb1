/* check.h - what every test needs beside cmocka. */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "core/base/err.h"

/* |a - b| <= tolerance * max(1, |b|); prints both numbers. */
#define assert_near(a, b, tolerance)                                           \
    check_near((a), (b), (tolerance), #a, __FILE__, __LINE__)
void check_near(double a, double b, double tolerance, const char *what,
                const char *file, int line);

/* The status is OK; prints the message otherwise. */
#define assert_ok(call, err) check_ok((call), (err), #call, __FILE__, __LINE__)
void check_ok(enum status status, const struct err *err, const char *what,
              const char *file, int line);

/* The folder ../shared/NAME, or NULL where it is absent: the test then calls
 * skip().  With CI=true its absence fails the test. */
const char *check_shared(const char *name);

/* A folder of this test's own, made anew, under TEST_TMPDIR. */
const char *check_folder(void **state);

#endif
