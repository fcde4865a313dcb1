/* clock.h - seconds of a clock that only goes on. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <time.h>

static inline double clock_now(void)
{
    struct timespec t = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail on Linux */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#endif
