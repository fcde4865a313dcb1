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
    threads_task *task, *after; /* after NULL: nothing */
    void *with;
    bool *done;     /* by task, where there is an `after` */
    size_t settled; /* tasks whose `after` has been called */
    bool settling;  /* by some thread */
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

/* Whoever finishes a task settles all that can be settled, unless another
 * thread is at it and will find this one too. */
static void settle(struct pool *p, size_t task)
{
    struct err err = {0};

    (void)pthread_mutex_lock(&p->lock); /* fails only by misuse */
    p->done[task] = true;
    while (!p->settling && p->settled < p->failed && p->done[p->settled]) {
        enum status rc;

        p->settling = true;
        (void)pthread_mutex_unlock(&p->lock);
        rc = p->after(p->with, p->settled, &err);
        if (rc != OK)
            fail(p, p->settled, rc, &err);
        (void)pthread_mutex_lock(&p->lock);
        p->settling = false;
        p->settled += rc == OK;
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
        if (p->after)
            settle(p, task);
    }
    return NULL;
}

/* The caller's thread works too; where the system has no more threads to give,
 * those that there are do it all. */
static enum status run(struct pool *p, size_t wanted, struct err *err)
{
    pthread_t *thread = mem_array(wanted, sizeof *thread);
    struct err first = {0};
    size_t started = 0;

    if (!thread)
        return err_nomem(err);
    p->err = &first;
    if (pthread_mutex_init(&p->lock, NULL) != 0) {
        free(thread);
        return err_nomem(err);
    }
    while (started + 1 < wanted &&
           pthread_create(&thread[started], NULL, work, p) == 0)
        started++;
    (void)work(p);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(thread[i], NULL); /* fails only by misuse */
    (void)pthread_mutex_destroy(&p->lock);
    free(thread);
    if (p->failed < p->n && err && err->status == OK)
        *err = first;
    return p->status;
}

enum status threads_run_settled(size_t n, unsigned threads, threads_task *task,
                                threads_task *after, void *with,
                                struct err *err)
{
    struct pool p = {
        .n = n, .failed = n, .task = task, .after = after, .with = with};
    size_t wanted = threads ? threads : threads_default();
    enum status rc;

    if (n == 0)
        return OK;
    p.done = mem_array(n, sizeof *p.done);
    if (!p.done)
        return err_nomem(err);
    rc = run(&p, wanted < n ? wanted : n, err);
    free(p.done);
    return rc;
}

enum status threads_run(size_t n, unsigned threads, threads_task *task,
                        void *with, struct err *err)
{
    return threads_run_settled(n, threads, task, NULL, with, err);
}
