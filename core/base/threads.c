/* threads.c - see threads.h.
 *
 * Tasks are handed out in ascending order, so when one fails all lower ones
 * have been handed out already and are finished before the end: which failure
 * is the lowest does not depend on the number of threads. */
#include "core/base/threads.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
#include "core/base/mem.h"

struct pool {
    pthread_mutex_t lock; /* over all that follows */
    size_t next, n;
    size_t failed; /* the lowest failed task; n: none */
    enum status status;
    struct err *err;
    threads_task *task;
    void *with;
};

unsigned threads_default(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 256 ? 256 : (unsigned)n;
}

static bool take(struct pool *p, size_t *task)
{
    bool any;

    (void)pthread_mutex_lock(&p->lock); /* fails only by misuse */
    any = p->next < p->n && p->failed == p->n;
    if (any)
        *task = p->next++;
    (void)pthread_mutex_unlock(&p->lock);
    return any;
}

static void fail(struct pool *p, size_t task, enum status rc,
                 const struct err *err)
{
    (void)pthread_mutex_lock(&p->lock);
    if (task < p->failed) {
        p->failed = task;
        p->status = rc;
        if (p->err)
            *p->err = *err;
    }
    (void)pthread_mutex_unlock(&p->lock);
}

static void *work(void *pool)
{
    struct pool *p = pool;
    struct err err = {0};
    size_t task;

    while (take(p, &task)) {
        enum status rc = p->task(p->with, task, &err);

        if (rc != OK) {
            fail(p, task, rc, &err);
            break;
        }
    }
    return NULL;
}

enum status threads_run(size_t n, unsigned threads, threads_task *task,
                        void *with, struct err *err)
{
    struct pool p = {.n = n, .failed = n, .task = task, .with = with};
    struct err first = {0};
    pthread_t *thread;
    size_t started = 0, wanted = threads ? threads : threads_default();

    if (n == 0)
        return OK;
    if (wanted > n)
        wanted = n;
    thread = mem_array(wanted, sizeof *thread);
    if (!thread)
        return err_nomem(err);
    p.err = &first;
    if (pthread_mutex_init(&p.lock, NULL) != 0) {
        free(thread);
        return err_nomem(err);
    }
    /* The caller's thread works too; where the system has no more threads to
     * give, those that there are do it all. */
    while (started + 1 < wanted &&
           pthread_create(&thread[started], NULL, work, &p) == 0)
        started++;
    (void)work(&p);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(thread[i], NULL); /* fails only by misuse */
    (void)pthread_mutex_destroy(&p.lock);
    free(thread);
    if (p.failed < n && err && err->status == OK)
        *err = first;
    return p.status;
}
