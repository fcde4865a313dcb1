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
MUST_CHECK enum status sketch_add(struct sketch *s, uint64_t key,
                                  struct err *err);
/* A sink's batch function: adds each response. */
enum status sketch_batch(void *sketch, const struct answer_batch *batch,
                         struct err *err);

/* Compares what is shown to it, one response after the other. */
struct overlap {
    const struct sketch *in;
    uint64_t rows, again; /* of the sample */
};
/* A store_seen: counts the response, and tells whether `in` has it. */
bool overlap_seen(void *overlap, struct text external_id,
                  const unsigned char row_hash[16]);
/* At least 9 in 10 of those shown are in. */
bool overlap_contains(const struct overlap *o);

/* True where `in` contains `of` by the same measure. */
bool sketch_contains(const struct sketch *in, const struct sketch *of);
size_t sketch_count(const struct sketch *s);

#endif
