/* dictionary.c - see dictionary.h. */
#include "ingest/dictionary.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/bytes.h"
#include "core/base/mem.h"
#include "core/base/num.h"

/* Cells remembered: what has more different cells than this is no choice, and
 * longer cells are hardly met twice. */
enum { MOST_CELLS = 4096, LONGEST_CELL = 512, FIRST_SLOTS = 32 };

struct entry {
    uint64_t hash;
    size_t at; /* in bytes */
    uint32_t n;
    int32_t value;
};

/* Cells of up to eight bytes, as one word: most cells of most exports, found
 * without hashing bytes one by one. */
struct brief {
    uint64_t bytes;
    uint32_t n; /* 0: nothing here */
    int32_t value;
};
enum { BRIEF_BITS = 6, BRIEFS = 1 << BRIEF_BITS };

/* Open addressing; at most half full. */
struct table {
    struct entry *slot;
    size_t slots, used;
    struct str bytes;
};

struct number {
    double value;
    int32_t stands_for;
};

struct dictionary {
    struct table words, cells;
    struct brief brief[BRIEFS]; /* of cells met, each in its one place */
    struct number *number;
    size_t n_numbers, room;
    struct str folded;
    bool words_only;
    bool missed; /* a cell is remembered that fitted no word */
};

static uint64_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93u;
    x ^= x >> 29;
    return x;
}

uint64_t text_hash(struct text t, uint64_t seed)
{
    uint64_t h = seed ^ (t.n * 0x9E3779B97F4A7C15u);

    while (t.n >= 8) {
        h = mix(h ^ bytes_load(t.p, 8)) * 0x9E3779B97F4A7C15u;
        t = (struct text){t.p + 8, t.n - 8};
    }
    return mix(mix(h ^ bytes_load(t.p, t.n)) * 0x9E3779B97F4A7C15u);
}

static struct entry *find(struct table *t, struct text key, uint64_t hash)
{
    size_t mask = t->slots - 1;

    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct entry *e = &t->slot[i];

        if (e->value == DICTIONARY_UNKNOWN && e->n == UINT32_MAX)
            return e; /* empty */
        if (e->hash == hash && e->n == key.n &&
            (key.n == 0 || memcmp(t->bytes.p + e->at, key.p, key.n) == 0))
            return e;
    }
}

static bool is_empty(const struct entry *e)
{
    return e->n == UINT32_MAX;
}

static enum status make_slots(struct table *t, size_t slots, struct err *err)
{
    struct entry *old = t->slot;
    size_t n = t->slots;

    t->slot = mem_array(slots, sizeof *t->slot);
    if (!t->slot) {
        t->slot = old;
        return err_nomem(err);
    }
    t->slots = slots;
    for (size_t i = 0; i < slots; i++)
        t->slot[i] =
            (struct entry){.n = UINT32_MAX, .value = DICTIONARY_UNKNOWN};
    for (size_t i = 0; i < n; i++) {
        size_t j = old[i].hash & (slots - 1);

        if (is_empty(&old[i]))
            continue;
        while (!is_empty(&t->slot[j]))
            j = (j + 1) & (slots - 1);
        t->slot[j] = old[i];
    }
    free(old);
    return OK;
}

static enum status put(struct table *t, struct text key, int32_t value,
                       struct err *err)
{
    uint64_t hash = text_hash(key, 0);
    struct entry *e;
    size_t at;
    enum status rc = OK;

    if (2 * (t->used + 1) > t->slots)
        rc = make_slots(t, 2 * t->slots, err);
    if (rc != OK)
        return rc;
    e = find(t, key, hash);
    if (!is_empty(e))
        return OK;
    at = t->bytes.n;
    str_add_n(&t->bytes, key.p, key.n);
    rc = str_status(&t->bytes, err);
    if (rc != OK)
        return rc;
    *e = (struct entry){hash, at, (uint32_t)key.n, value};
    t->used++;
    return OK;
}

struct dictionary *dictionary_new(void)
{
    struct dictionary *d = calloc(1, sizeof *d);

    if (d && (make_slots(&d->words, FIRST_SLOTS, NULL) != OK ||
              make_slots(&d->cells, FIRST_SLOTS, NULL) != OK)) {
        dictionary_free(d);
        return NULL;
    }
    return d;
}

void dictionary_free(struct dictionary *d)
{
    if (!d)
        return;
    free(d->words.slot);
    free(d->cells.slot);
    str_free(&d->words.bytes);
    str_free(&d->cells.bytes);
    str_free(&d->folded);
    free(d->number);
    free(d);
}

void dictionary_words_only(struct dictionary *d)
{
    d->words_only = true;
}

/* What fitted nothing may fit a word that is added now. */
static void forget_cells(struct dictionary *d)
{
    for (size_t i = 0; i < d->cells.slots; i++)
        d->cells.slot[i] =
            (struct entry){.n = UINT32_MAX, .value = DICTIONARY_UNKNOWN};
    memset(d->brief, 0, sizeof d->brief);
    d->cells.used = 0;
    str_clear(&d->cells.bytes);
    d->missed = false;
}

enum status dictionary_add(struct dictionary *d, struct text word,
                           int32_t value, struct err *err)
{
    double number;
    enum status rc;

    if (d->missed)
        forget_cells(d);
    str_clear(&d->folded);
    text_fold(&d->folded, word);
    rc = str_status(&d->folded, err);
    if (rc == OK)
        rc = put(&d->words, str_text(&d->folded), value, err);
    if (rc == OK && !d->words_only &&
        num_parse(str_text(&d->folded), &number)) {
        rc = mem_grow((void **)&d->number, &d->room, d->n_numbers + 1,
                      sizeof *d->number, err);
        if (rc == OK)
            d->number[d->n_numbers++] = (struct number){number, value};
    }
    return rc;
}

static int32_t find_folded(struct dictionary *d, struct text cell)
{
    struct entry *e;
    double number;

    str_clear(&d->folded);
    text_fold(&d->folded, cell);
    if (d->folded.failed)
        return DICTIONARY_UNKNOWN;
    e = find(&d->words, str_text(&d->folded),
             text_hash(str_text(&d->folded), 0));
    if (!is_empty(e))
        return e->value;
    if (d->n_numbers == 0 || !num_parse(str_text(&d->folded), &number))
        return DICTIONARY_UNKNOWN;
    for (size_t i = 0; i < d->n_numbers; i++)
        if (d->number[i].value == number)
            return d->number[i].stands_for;
    return DICTIONARY_UNKNOWN;
}

static int32_t find_cell(struct dictionary *d, struct text cell)
{
    struct entry *e;
    int32_t value;

    if (cell.n > LONGEST_CELL)
        return find_folded(d, cell);
    e = find(&d->cells, cell, text_hash(cell, 0));
    if (!is_empty(e))
        return e->value;
    value = find_folded(d, cell);
    d->missed |= value == DICTIONARY_UNKNOWN;
    /* Memory that is out only means that the cell is folded again. */
    if (d->cells.used < MOST_CELLS && put(&d->cells, cell, value, NULL) != OK)
        return value;
    return value;
}

int32_t dictionary_find(struct dictionary *d, struct text cell)
{
    uint64_t bytes;
    struct brief *b;

    if (cell.n == 0 || cell.n > 8)
        return find_cell(d, cell);
    bytes = bytes_load(cell.p, cell.n);
    b = &d->brief[bytes * 0x9E3779B97F4A7C15u >> (64 - BRIEF_BITS)];
    if (b->bytes != bytes || b->n != cell.n)
        *b = (struct brief){bytes, (uint32_t)cell.n, find_cell(d, cell)};
    return b->value;
}

enum status dictionary_meet(struct dictionary *d, struct text cell,
                            int32_t fresh, int32_t *value, struct err *err)
{
    struct entry *e = find(&d->cells, cell, text_hash(cell, 0));
    enum status rc = OK;

    if (!is_empty(e)) {
        *value = e->value;
        return OK;
    }
    *value = find_folded(d, cell);
    if (*value == DICTIONARY_UNKNOWN) {
        *value = fresh;
        rc = dictionary_add(d, cell, fresh, err);
    }
    if (rc == OK && d->cells.used < MOST_CELLS && cell.n <= LONGEST_CELL)
        rc = put(&d->cells, cell, *value, err);
    return rc;
}
