/* measure.c - runs a command once and writes what it took.
 *
 * usage: measure FILE COMMAND [ARG...]
 * Appends one line to FILE: wall seconds, CPU seconds, peak memory in MiB.
 * Ends with the command's own exit status. */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "bench/clock.h"

extern char **environ;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct rusage used;
    double start = clock_now();
    int status = 0;
    pid_t pid;
    FILE *out;

    if (argc < 3) {
        fputs("usage: measure FILE COMMAND [ARG...]\n", stderr);
        return 2;
    }
    if (posix_spawnp(&pid, argv[2], NULL, NULL, argv + 2, environ) != 0) {
        fprintf(stderr, "measure: cannot start %s\n", argv[2]);
        return 127;
    }
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 127;
    if (getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 127;
    out = fopen(argv[1], "a");
    if (!out)
        return 127;
    fprintf(out, "%.3f %.3f %.1f\n", clock_now() - start,
            seconds(used.ru_utime) + seconds(used.ru_stime),
            (double)used.ru_maxrss / 1024);
    if (fclose(out) != 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
