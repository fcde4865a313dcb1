/* progress.c - see progress.h.
 *
 * The clock is looked at on every so many calls, the number of which follows
 * how fast they come: one call a chart and one call a row both come out at a
 * few looks a second. */
#include "core/base/progress.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "core/base/num.h"

static const double first_shown = 1.0, between = 0.2; /* seconds */

struct progress {
    const char *what, *unit;
    double began, shown, looked;
    size_t calls, until; /* a look at the clock when calls reaches until */
    size_t skip;
    bool visible;
    pthread_mutex_t lock;
    size_t ones;
};

static double now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct progress *progress_new(const char *what, const char *unit)
{
    struct progress *p;

    if (!isatty(STDERR_FILENO))
        return NULL;
    p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->what = what;
    p->unit = unit;
    p->began = p->looked = now();
    p->skip = p->until = 1;
    if (pthread_mutex_init(&p->lock, NULL) != 0) {
        free(p);
        return NULL;
    }
    return p;
}

static void add_time(struct str *s, double seconds)
{
    unsigned long t = (unsigned long)(seconds + 0.5);

    str_addf(s, "%lu:%02lu", t / 60, t % 60);
}

static void show(struct progress *p, double t, double done, double total,
                 size_t units)
{
    double spent = t - p->began;
    struct str s = {0};

    str_addf(&s, "\r%s", p->what);
    if (total > 0)
        str_addf(&s, "  %d%%", (int)(100 * (done < total ? done / total : 1)));
    str_add(&s, "  ");
    num_add_count(&s, (double)units);
    str_addf(&s, " %s, ", p->unit);
    num_add_count(&s, (double)units / spent);
    str_add(&s, "/s");
    if (total > 0 && done > 0 && done < total) {
        str_add(&s, ", ");
        add_time(&s, spent * (total - done) / done);
        str_add(&s, " left");
    }
    str_add(&s, "\033[K");
    if (!s.failed)
        (void)fputs(str_cstr(&s), stderr); /* only a bar */
    (void)fflush(stderr);
    str_free(&s);
    p->visible = true;
    p->shown = t;
}

void progress_at(struct progress *p, double done, double total, size_t units)
{
    double t;

    if (!p || ++p->calls < p->until)
        return;
    t = now();
    if (t - p->looked < between / 8 && p->skip < 1u << 20)
        p->skip *= 2;
    else if (t - p->looked > between / 2)
        p->skip = p->skip > 4 ? p->skip / 4 : 1;
    p->looked = t;
    p->until = p->calls + p->skip;
    if (t - p->began >= first_shown && t - p->shown >= between)
        show(p, t, done, total, units);
}

void progress_one(struct progress *p, size_t total)
{
    if (!p || pthread_mutex_lock(&p->lock) != 0)
        return;
    p->ones++;
    progress_at(p, (double)p->ones, (double)total, p->ones);
    (void)pthread_mutex_unlock(&p->lock); /* held by us */
}

void progress_free(struct progress *p)
{
    if (!p)
        return;
    if (p->visible) {
        (void)fputs("\r\033[K", stderr); /* only a bar */
        (void)fflush(stderr);
    }
    (void)pthread_mutex_destroy(&p->lock); /* nobody holds it */
    free(p);
}
