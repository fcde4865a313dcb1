/* sketch.h - which responses a file holds, in bounded memory: whether it
 * contains those of another.
 *
 * Each response is a 64-bit hash of its id (without one: of its answers).  Up
 * to 65,536 are kept; beyond that, those whose first bits are 0: a sample of
 * responses that is the same in every file. */
#ifndef INGEST_SKETCH_H
#define INGEST_SKETCH_H

#include "core/store/store.h"

struct sketch;
struct sketch *sketch_new(void);    /* NULL: out of memory */
void sketch_free(struct sketch *s); /* NULL is allowed */

uint64_t sketch_key(struct text external_id, const unsigned char row_hash[16]);
/* answers: of the response; 0 to leave them untold. */
MUST_CHECK enum status sketch_add(struct sketch *s, uint64_t key,
                                  uint64_t answers, struct err *err);
/* A sink's batch function: adds each response. */
enum status sketch_batch(void *sketch, const struct answer_batch *batch,
                         struct err *err);

/* Compares what is shown to it, one response after the other. */
struct overlap {
    const struct sketch *in;
    struct sketch *shown; /* so that who replied twice counts once; NULL: all
                             that is shown differs */
    bool failed;          /* no memory for that */
    uint64_t rows, again; /* of the sample */
    uint64_t changed;     /* of those again: with other answers */
};
/* A store_seen: counts the response, and tells whether `in` has it. */
bool overlap_seen(void *overlap, struct text external_id,
                  const unsigned char row_hash[16]);
/* At least 9 in 10 of those shown are in. */
bool overlap_contains(const struct overlap *o);

/* The same of all that `of` holds. */
struct overlap sketch_overlap(const struct sketch *in, const struct sketch *of);
size_t sketch_count(const struct sketch *s);

/* What a download brings beside the one whose place it takes.  Responses that
 * have no id and other answers are new. */
struct difference {
    uint64_t new, changed, vanished;
    bool sampled; /* estimated from a sample of the responses */
};
struct difference overlap_difference(const struct overlap *o);

#endif
