/* feed.h - bytes in memory, handed to the CSV reader in chunks. */
#ifndef TESTS_CORE_FEED_H
#define TESTS_CORE_FEED_H

#include <string.h>
#include "core/base/csv.h"

struct feed {
    const char *p;
    size_t n, chunk;
    bool fails; /* at the end, instead of ending */
};

__attribute__((unused)) static size_t read_feed(void *from, char *into,
                                                size_t most, struct err *err)
{
    struct feed *f = from;
    size_t n = f->n < f->chunk ? f->n : f->chunk;

    if (n > most)
        n = most;
    if (n == 0 && f->fails) {
        (void)err_at(err, ERR_IO, "feed", 0, "broke off");
        return (size_t)-1;
    }
    if (n)
        memcpy(into, f->p, n);
    f->p += n;
    f->n -= n;
    return n;
}

#endif
