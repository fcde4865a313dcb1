/* sketch.c - see sketch.h. */
#include "ingest/sketch.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "ingest/dictionary.h"

enum { MOST = 1 << 16, SLOTS = 1 << 18 };

struct sketch {
    uint64_t *slot; /* 0: free */
    size_t n;
    unsigned bits; /* that have to be 0 */
};

struct sketch *sketch_new(void)
{
    struct sketch *s = calloc(1, sizeof *s);

    if (s)
        s->slot = mem_array(SLOTS, sizeof *s->slot);
    if (s && !s->slot) {
        free(s);
        s = NULL;
    }
    return s;
}

void sketch_free(struct sketch *s)
{
    if (!s)
        return;
    free(s->slot);
    free(s);
}

uint64_t sketch_key(struct text external_id, const unsigned char row_hash[16])
{
    uint64_t key;

    if (external_id.n)
        key = text_hash(external_id, 0x5DEECE66D);
    else
        memcpy(&key, row_hash, sizeof key);
    return key ? key : 1;
}

static bool is_sampled(const struct sketch *s, uint64_t key)
{
    return s->bits == 0 || key >> (64 - s->bits) == 0;
}

static uint64_t *find(const struct sketch *s, uint64_t key)
{
    size_t i = key & (SLOTS - 1);

    while (s->slot[i] && s->slot[i] != key)
        i = (i + 1) & (SLOTS - 1);
    return &s->slot[i];
}

/* Half as many: those whose next bit is 0, too. */
static enum status thin(struct sketch *s, struct err *err)
{
    uint64_t *old = s->slot;

    s->slot = mem_array(SLOTS, sizeof *s->slot);
    if (!s->slot) {
        s->slot = old;
        return err_nomem(err);
    }
    s->bits++;
    s->n = 0;
    for (size_t i = 0; i < SLOTS; i++)
        if (old[i] && is_sampled(s, old[i])) {
            *find(s, old[i]) = old[i];
            s->n++;
        }
    free(old);
    return OK;
}

enum status sketch_add(struct sketch *s, uint64_t key, struct err *err)
{
    uint64_t *slot;
    enum status rc = OK;

    if (!is_sampled(s, key))
        return OK;
    slot = find(s, key);
    if (*slot)
        return OK;
    *slot = key;
    s->n++;
    while (s->n > MOST && rc == OK)
        rc = thin(s, err);
    return rc;
}

enum status sketch_batch(void *sketch, const struct answer_batch *batch,
                         struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < batch->n && rc == OK; i++)
        rc = sketch_add(
            sketch,
            sketch_key(batch->row[i].external_id, batch->row[i].row_hash), err);
    return rc;
}

bool overlap_seen(void *overlap, struct text external_id,
                  const unsigned char row_hash[16])
{
    struct overlap *o = overlap;
    uint64_t key = sketch_key(external_id, row_hash);
    bool seen;

    if (!is_sampled(o->in, key))
        return false;
    seen = *find(o->in, key) != 0;
    o->rows++;
    o->again += seen;
    return seen;
}

bool overlap_contains(const struct overlap *o)
{
    return o->rows > 0 && 10 * o->again >= 9 * o->rows;
}

bool sketch_contains(const struct sketch *in, const struct sketch *of)
{
    struct overlap o = {.in = in};

    for (size_t i = 0; i < SLOTS; i++) {
        if (!of->slot[i] || !is_sampled(in, of->slot[i]))
            continue;
        o.rows++;
        o.again += *find(in, of->slot[i]) != 0;
    }
    return overlap_contains(&o);
}

size_t sketch_count(const struct sketch *s)
{
    return s->n << s->bits;
}
