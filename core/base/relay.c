/* relay.c - see relay.h. */
#include "core/base/relay.h"

#include <pthread.h>

struct relay {
    pthread_mutex_t lock; /* over all that follows */
    pthread_cond_t moved; /* filled, taken, stopped or over changed */
    size_t filled, taken; /* slots so far */
    bool over;            /* no slot will be filled any more */
    bool stopped;         /* none will be taken any more */
    enum status status;   /* of filling, once it is over */
    struct err err;
    /* Not touched while the threads run. */
    size_t slots;
    relay_fill *fill;
    relay_take *take;
    void *with;
};

/* None of these fails but by misuse. */
static void lock(struct relay *r)
{
    (void)pthread_mutex_lock(&r->lock);
}

static void unlock(struct relay *r)
{
    (void)pthread_mutex_unlock(&r->lock);
}

static void wait(struct relay *r)
{
    (void)pthread_cond_wait(&r->moved, &r->lock);
}

static void tell(struct relay *r)
{
    (void)pthread_cond_signal(&r->moved);
}

/* True where there is a slot to fill. */
static bool wait_for_room(struct relay *r, size_t *slot)
{
    bool room;

    lock(r);
    while (!r->stopped && r->filled - r->taken == r->slots)
        wait(r);
    room = !r->stopped;
    *slot = r->filled % r->slots;
    unlock(r);
    return room;
}

static void *fill_all(void *relay)
{
    struct relay *r = relay;
    bool last = false;
    size_t slot;

    while (!last && wait_for_room(r, &slot)) {
        struct err err = {0};
        enum status rc = r->fill(r->with, slot, &last, &err);

        lock(r);
        if (rc == OK) {
            r->filled++;
        } else {
            r->status = rc;
            r->err = err;
        }
        last = last || rc != OK;
        r->over = last;
        tell(r);
        unlock(r);
    }
    return NULL;
}

/* False at the end: all that was filled is taken. */
static bool wait_for_slot(struct relay *r, size_t *slot)
{
    bool any;

    lock(r);
    while (!r->over && r->filled == r->taken)
        wait(r);
    any = r->filled > r->taken;
    *slot = r->taken % r->slots;
    unlock(r);
    return any;
}

static enum status take_all(struct relay *r, struct err *err)
{
    enum status rc = OK;
    size_t slot;

    while (rc == OK && wait_for_slot(r, &slot)) {
        rc = r->take(r->with, slot, err);
        lock(r);
        r->taken++;
        r->stopped = rc != OK;
        tell(r);
        unlock(r);
    }
    return rc;
}

static enum status alone(const struct relay *r, struct err *err)
{
    bool last = false;
    enum status rc = OK;

    for (size_t slot = 0; rc == OK && !last; slot = (slot + 1) % r->slots) {
        rc = r->fill(r->with, slot, &last, err);
        if (rc == OK)
            rc = r->take(r->with, slot, err);
    }
    return rc;
}

static enum status together(struct relay *r, struct err *err)
{
    pthread_t filler;
    enum status rc;

    if (pthread_create(&filler, NULL, fill_all, r) != 0)
        return alone(r, err);
    rc = take_all(r, err);
    (void)pthread_join(filler, NULL);
    if (rc != OK || r->status == OK)
        return rc;
    if (err && err->status == OK)
        *err = r->err;
    return r->status;
}

enum status relay_run(size_t slots, relay_fill *fill, relay_take *take,
                      void *with, struct err *err)
{
    struct relay r = {.slots = slots, .fill = fill, .take = take, .with = with};
    enum status rc;

    if (slots < 2)
        return alone(&r, err);
    if (pthread_mutex_init(&r.lock, NULL) != 0)
        return err_nomem(err);
    if (pthread_cond_init(&r.moved, NULL) != 0) {
        (void)pthread_mutex_destroy(&r.lock);
        return err_nomem(err);
    }
    rc = together(&r, err);
    (void)pthread_cond_destroy(&r.moved);
    (void)pthread_mutex_destroy(&r.lock);
    return rc;
}
