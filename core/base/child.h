/* child.h - another program, run without a shell.
 *
 * posix_spawn with argv, standard input from /dev/null or from a text, output
 * and messages caught up to a limit, a time limit, the status checked. */
#ifndef CORE_BASE_CHILD_H
#define CORE_BASE_CHILD_H

#include <stdbool.h>
#include "core/base/err.h"
#include "core/base/text.h"

struct child_options {
    const char *const *env; /* NULL-ended "NAME=VALUE"; NULL: inherited */
    struct text input;      /* fed to its standard input */
    const char *folder;     /* its working folder; NULL: ours */
    double seconds;         /* killed after so long; 0: 60 */
    size_t most_output;     /* bytes kept of each stream; 0: 1 MiB */
    /* Called with each piece of its messages as it comes; NULL: not. */
    void (*heard)(void *with, struct text piece);
    void *with;
};

struct child_result {
    int exit_status; /* of a program that ended by itself */
    int signal;      /* 0, or what killed it */
    bool timed_out;
    struct str out, err; /* caught; free with child_result_free() */
};

/* argv[0] is looked up in PATH.  ERR_MISSING where it cannot be started;
 * otherwise OK, whatever the program's own end was. */
MUST_CHECK enum status child_run(const char *const argv[],
                                 const struct child_options *options,
                                 struct child_result *result, struct err *err);
void child_result_free(struct child_result *result);

#endif
