/* relay.h - one thread fills slots, the caller's own empties them, in order.
 *
 * What is done to each slot, and the order in which slots are filled and in
 * which they are taken, are the same with a second thread and without: only
 * that filling then goes on while another slot is taken. */
#ifndef CORE_BASE_RELAY_H
#define CORE_BASE_RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"

/* Fills a slot; *last where none comes after it, and it is taken too.  It
 * shares with relay_take nothing but the slot. */
typedef enum status relay_fill(void *with, size_t slot, bool *last,
                               struct err *err);
/* Takes what is in a slot; on the thread that called relay_run(). */
typedef enum status relay_take(void *with, size_t slot, struct err *err);

/* Fills and takes slots 0 .. slots-1 round and round until the last, or until
 * one fails: the failure given is the one that comes first in the order of
 * slots, and after it no slot is taken.  Where the system has no thread to
 * give, or there is one slot, the caller's does both in turn. */
MUST_CHECK enum status relay_run(size_t slots, relay_fill *fill,
                                 relay_take *take, void *with, struct err *err);

#endif
