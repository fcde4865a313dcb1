/* check.c - see check.h. */
#include "tests/support/check.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/file.h"

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

/* Paths that were given out: they must live as long as the test program, which
 * has no other place for them. */
static struct kept {
    struct kept *next;
    struct str path;
    bool remove;
    pid_t owner; /* a forked child must not remove its parent's folders */
} * all_kept;

static void remove_kept(void)
{
    while (all_kept) {
        struct kept *k = all_kept;

        all_kept = k->next;
        if (k->remove && k->owner == getpid())
            tempdir_remove(str_cstr(&k->path));
        str_free(&k->path);
        free(k);
    }
}

static struct kept *keep(void)
{
    struct kept *k = calloc(1, sizeof *k);

    if (!k)
        fail_msg("out of memory");
    if (!all_kept && atexit(remove_kept) != 0)
        fail_msg("no atexit()");
    k->owner = getpid();
    k->next = all_kept;
    all_kept = k;
    return k;
}

const char *check_shared(const char *name)
{
    const char *root = getenv("TEST_ROOT"), *ci = getenv("CI");
    struct kept *k = keep();

    path_join(&k->path, root && root[0] ? root : ".", "../shared");
    str_add_char(&k->path, '/');
    str_add(&k->path, name);
    if (k->path.failed)
        fail_msg("out of memory");
    if (file_kind(str_cstr(&k->path)) != FILE_NONE)
        return str_cstr(&k->path);
    if (ci && strcmp(ci, "true") == 0)
        fail_msg("%s is absent, and CI=true asks for it", str_cstr(&k->path));
    return NULL;
}

const char *check_folder(void **state)
{
    const char *under = getenv("TEST_TMPDIR");
    struct kept *k = keep();

    (void)state;
    path_join(&k->path, under && under[0] ? under : "/tmp",
              "canvass-test-XXXXXX");
    if (k->path.failed || !mkdtemp(k->path.p))
        fail_msg("no folder under %s: %s", under ? under : "/tmp",
                 strerror(errno));
    k->remove = true;
    return str_cstr(&k->path);
}
