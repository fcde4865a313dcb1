/* spss_limits.c - see spss_limits.h. */
#include "ingest/spss_limits.h"

#include <sys/resource.h>

/* Sanitizers reserve more addresses than any limit that would help. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ADDRESSES RLIM_INFINITY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ADDRESSES RLIM_INFINITY
#endif
#endif
#ifndef ADDRESSES
#define ADDRESSES ((rlim_t)2 << 30)
#endif

enum status spss_limits_set(struct err *err)
{
    const struct {
        int what;
        rlim_t most;
    } limits[] = {{RLIMIT_AS, ADDRESSES},
                  {RLIMIT_CPU, 600},
                  {RLIMIT_FSIZE, (rlim_t)8 << 30},
                  {RLIMIT_CORE, 0}};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit limit;

        if (getrlimit(limits[i].what, &limit) != 0)
            return err_set(err, ERR_IO, "the limits of the process are hidden");
        if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > limits[i].most)
            limit.rlim_cur = limits[i].most;
        if (setrlimit(limits[i].what, &limit) != 0)
            return err_set(err, ERR_IO, "the process cannot be limited");
    }
    return OK;
}
