/* threads.h - work cut into fixed blocks, the same answer for any number of
 * threads.
 *
 * The blocks and their order depend on n alone.  Each block writes its own
 * slot; whoever adds the slots up does so in block order. */
#ifndef CORE_BASE_THREADS_H
#define CORE_BASE_THREADS_H

#include "core/base/err.h"

enum { THREADS_BLOCK = 4096 };

/* How many threads the machine offers, at least 1. */
unsigned threads_default(void);

/* One task, numbered from 0.  Returns OK or sets err. */
typedef enum status threads_task(void *with, size_t task, struct err *err);

/* Runs tasks 0 .. n-1 on `threads` threads (0: threads_default()).  The error
 * given is that of the lowest failed task.  Tasks after a failure may be
 * skipped. */
MUST_CHECK enum status threads_run(size_t n, unsigned threads,
                                   threads_task *task, void *with,
                                   struct err *err);
/* The same, and after(with, i) once task i is done: in ascending order, one at
 * a time, whichever thread calls it, while other tasks run.  After a failure
 * of either nothing later is settled. */
MUST_CHECK enum status threads_run_settled(size_t n, unsigned threads,
                                           threads_task *task,
                                           threads_task *after, void *with,
                                           struct err *err);
#endif
