/* cells.c - distinct combinations of levels, numbered as they appear.
 *
 * The levels of a response are one number in mixed radix; numbers become cells
 * through a table of hashes, which is quicker than sorting a million of them.
 * Where the margins have more combinations than a number has room for, the
 * numbers so far are made cells first. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

struct table {
    uint32_t *slot; /* id + 1; 0: free */
    size_t slots;   /* a power of 2 */
    uint64_t *key;  /* by id */
    size_t n, room;
};

static size_t home(const struct table *t, uint64_t key)
{
    uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(h ^ h >> 32) & (t->slots - 1);
}

static size_t find(const struct table *t, uint64_t key)
{
    size_t at = home(t, key);

    while (t->slot[at] && t->key[t->slot[at] - 1] != key)
        at = (at + 1) & (t->slots - 1);
    return at;
}

static enum status grow(struct table *t, struct err *err)
{
    uint32_t *old = t->slot;

    t->slot = mem_array(2 * t->slots, sizeof *t->slot);
    if (!t->slot) {
        t->slot = old;
        return err_nomem(err);
    }
    free(old);
    t->slots *= 2;
    for (size_t id = 0; id < t->n; id++)
        t->slot[find(t, t->key[id])] = (uint32_t)id + 1;
    return OK;
}

static enum status id_of(struct table *t, uint64_t key, uint32_t *id,
                         struct err *err)
{
    size_t at = find(t, key);
    void *keys = t->key;
    enum status rc;

    if (t->slot[at]) {
        *id = t->slot[at] - 1;
        return OK;
    }
    rc = mem_grow(&keys, &t->room, t->n + 1, sizeof *t->key, err);
    t->key = keys;
    if (rc != OK)
        return rc;
    t->key[t->n] = key;
    *id = (uint32_t)t->n++;
    t->slot[at] = *id + 1;
    return 2 * t->n > t->slots ? grow(t, err) : OK;
}

/* Makes the codes of used responses cells. */
static enum status number(const uint64_t *code, struct weights *w,
                          struct err *err)
{
    struct table t = {.slots = 1024};
    enum status rc = OK;

    t.slot = mem_array(t.slots, sizeof *t.slot);
    if (!t.slot)
        return err_nomem(err);
    for (size_t i = 0; i < w->n && rc == OK; i++)
        if (!isnan(w->base[i]))
            rc = id_of(&t, code[i], &w->cell[i], err);
    w->n_cells = t.n;
    free(t.slot);
    free(t.key);
    return rc;
}

static enum status add_margin(const struct weight_margin *m, uint64_t *code,
                              uint64_t *span, struct weights *w,
                              struct err *err)
{
    uint64_t radix = m->n_levels + 1;

    if (*span > UINT64_MAX / radix) {
        enum status rc = number(code, w, err);

        if (rc != OK)
            return rc;
        for (size_t i = 0; i < w->n; i++)
            code[i] = w->cell[i];
        *span = w->n_cells;
    }
    *span *= radix;
    for (size_t i = 0; i < w->n; i++)
        code[i] = code[i] * radix +
                  (m->level[i] >= 0 ? (uint64_t)m->level[i] : m->n_levels);
    return OK;
}

static void each_its_own(struct weights *w)
{
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(w->base[i]))
            w->cell[i] = (uint32_t)w->n_cells++;
}

static enum status set_columns(const struct weight_problem *p,
                               struct weights *w, const struct place *place,
                               struct err *err)
{
    size_t next = 0;

    w->column = mem_array(w->n_cells * p->n_margins, sizeof *w->column);
    if (!w->column)
        return err_nomem(err);
    for (size_t i = 0; i < w->n; i++) {
        if (w->cell[i] != next)
            continue; /* WEIGHT_NONE, or a cell that was seen */
        for (size_t m = 0; m < p->n_margins; m++) {
            int32_t l = p->margin[m].level[i];

            w->column[next * p->n_margins + m] =
                place[m].column[l >= 0 ? (size_t)l : p->margin[m].n_levels];
        }
        next++;
    }
    return OK;
}

enum status cells_find(const struct weight_problem *p, struct weights *w,
                       const struct place *place, struct err *err)
{
    uint64_t *code = mem_array(w->n, sizeof *code), span = 1;
    enum status rc = code ? OK : err_nomem(err);

    for (size_t i = 0; i < w->n; i++)
        w->cell[i] = WEIGHT_NONE;
    if (p->n_numbers) {
        each_its_own(w);
    } else {
        for (size_t m = 0; m < p->n_margins && rc == OK; m++)
            rc = add_margin(&p->margin[m], code, &span, w, err);
        if (rc == OK)
            rc = number(code, w, err);
    }
    if (rc == OK)
        rc = set_columns(p, w, place, err);
    free(code);
    return rc;
}
