/* check.c - see check.h. */
#include "tests/support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void check_near(double a, double b, double tolerance, const char *what,
                const char *file, int line)
{
    double scale = fabs(b) > 1 ? fabs(b) : 1;

    if (fabs(a - b) <= tolerance * scale)
        return;
    print_error("%s is %.17g, not %.17g (tolerance %g)\n", what, a, b,
                tolerance);
    _fail(file, line);
}

void check_ok(enum status status, const struct err *err, const char *what,
              const char *file, int line)
{
    if (status == OK)
        return;
    print_error("%s: %s\n", what, err ? err->text : "failed");
    _fail(file, line);
}
