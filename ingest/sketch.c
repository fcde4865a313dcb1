/* sketch.c - see sketch.h. */
#include "ingest/sketch.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "ingest/dictionary.h"

enum { MOST = 1 << 16, SLOTS = 1 << 18 };

struct sketch {
    uint64_t *slot;    /* 0: free */
    uint64_t *answers; /* of each slot */
    size_t n;
    unsigned bits; /* that have to be 0 */
};

struct sketch *sketch_new(void)
{
    struct sketch *s = calloc(1, sizeof *s);

    if (s)
        s->slot = mem_array(SLOTS, sizeof *s->slot);
    if (s)
        s->answers = mem_array(SLOTS, sizeof *s->answers);
    if (s && s->slot && s->answers)
        return s;
    sketch_free(s);
    return NULL;
}

void sketch_free(struct sketch *s)
{
    if (!s)
        return;
    free(s->slot);
    free(s->answers);
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

static uint64_t answers_key(const unsigned char row_hash[16])
{
    uint64_t key;

    memcpy(&key, row_hash, sizeof key);
    return key;
}

/* Where key is, or would be. */
static size_t find(const struct sketch *s, uint64_t key)
{
    size_t i = key & (SLOTS - 1);

    while (s->slot[i] && s->slot[i] != key)
        i = (i + 1) & (SLOTS - 1);
    return i;
}

/* Half as many: those whose next bit is 0, too. */
static enum status thin(struct sketch *s, struct err *err)
{
    struct sketch old = *s;
    struct sketch *fresh = sketch_new();

    if (!fresh)
        return err_nomem(err);
    fresh->bits = s->bits + 1;
    for (size_t i = 0; i < SLOTS; i++)
        if (old.slot[i] && is_sampled(fresh, old.slot[i])) {
            size_t at = find(fresh, old.slot[i]);

            fresh->slot[at] = old.slot[i];
            fresh->answers[at] = old.answers[i];
            fresh->n++;
        }
    *s = *fresh;
    *fresh = old;
    sketch_free(fresh);
    return OK;
}

enum status sketch_add(struct sketch *s, uint64_t key, uint64_t answers,
                       struct err *err)
{
    size_t at;
    enum status rc = OK;

    if (!is_sampled(s, key))
        return OK;
    at = find(s, key);
    if (s->slot[at])
        return OK;
    s->slot[at] = key;
    s->answers[at] = answers;
    s->n++;
    while (s->n > MOST && rc == OK)
        rc = thin(s, err);
    return rc;
}

enum status sketch_batch(void *sketch, const struct answer_batch *batch,
                         struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < batch->n && rc == OK; i++) {
        const struct response_row *r = &batch->row[i];

        rc = sketch_add(sketch, sketch_key(r->external_id, r->row_hash),
                        answers_key(r->row_hash), err);
    }
    return rc;
}

static bool show(struct overlap *o, uint64_t key, uint64_t answers)
{
    size_t at;
    bool seen;

    if (!is_sampled(o->in, key))
        return false;
    at = find(o->in, key);
    seen = o->in->slot[at] != 0;
    o->rows++;
    o->again += seen;
    o->changed += seen && o->in->answers[at] != answers;
    return seen;
}

bool overlap_seen(void *overlap, struct text external_id,
                  const unsigned char row_hash[16])
{
    struct overlap *o = overlap;
    uint64_t key = sketch_key(external_id, row_hash);
    uint64_t answers = answers_key(row_hash);

    if (o->shown && is_sampled(o->shown, key) &&
        o->shown->slot[find(o->shown, key)])
        return is_sampled(o->in, key) && o->in->slot[find(o->in, key)];
    if (o->shown && sketch_add(o->shown, key, answers, NULL) != OK)
        o->failed = true;
    return show(o, key, answers);
}

bool overlap_contains(const struct overlap *o)
{
    return o->rows > 0 && 10 * o->again >= 9 * o->rows;
}

struct overlap sketch_overlap(const struct sketch *in, const struct sketch *of)
{
    struct overlap o = {.in = in};

    for (size_t i = 0; i < SLOTS; i++)
        if (of->slot[i])
            (void)show(&o, of->slot[i], of->answers[i]);
    return o;
}

struct difference overlap_difference(const struct overlap *o)
{
    unsigned bits = o->in->bits;

    return (struct difference){
        .new = (o->in->n > o->again ? o->in->n - o->again : 0) << bits,
        .changed = o->changed << bits,
        .vanished = (o->rows - o->again) << bits,
        .sampled = bits > 0};
}

size_t sketch_count(const struct sketch *s)
{
    return s->n << s->bits;
}
