/* choice.c - choices added up, and whether they connect: see choice.h. */
#include "analyse/rank/choice_set.h"

#include <stdlib.h>
#include "core/base/mem.h"

/* Up to so many items every set has a slot of its own. */
enum { FEW_ITEMS = 12, FIRST_ROOM = 1024 };

static size_t count_bits(uint64_t s)
{
    size_t n = 0;

    for (; s; s &= s - 1)
        n++;
    return n;
}

enum status choices_new(struct choices **out, size_t k, struct err *err)
{
    struct choices *c;

    *out = NULL;
    if (k > CHOICE_ITEMS)
        return err_set(err, ERR_INPUT,
                       "%zu items are more than the %d that a model of choices "
                       "takes; leave it out",
                       k, CHOICE_ITEMS);
    c = mem_array(1, sizeof *c);
    if (!c)
        return err_nomem(err);
    c->k = k;
    c->room = k <= FEW_ITEMS ? (size_t)2 << k : FIRST_ROOM;
    c->sum = mem_array(c->room, sizeof *c->sum);
    if (!c->sum) {
        free(c);
        return err_nomem(err);
    }
    *out = c;
    return OK;
}

void choices_free(struct choices *c)
{
    if (!c)
        return;
    free(c->sum);
    free(c);
}

static struct choice_sum *find(struct choice_sum *sum, size_t k, size_t room,
                               uint64_t offered, enum choice_kind kind)
{
    uint64_t one_of = offered << 1 | (kind == CHOICE_WORST);
    size_t at = (size_t)one_of & (room - 1);

    if (k <= FEW_ITEMS)
        return &sum[at];
    at = (size_t)(one_of * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (room - 1);
    while (sum[at].weight > 0 &&
           (sum[at].offered != offered || sum[at].kind != kind))
        at = (at + 1) & (room - 1);
    return &sum[at];
}

static enum status grow(struct choices *c, struct err *err)
{
    size_t room = 2 * c->room;
    struct choice_sum *sum = mem_array(room, sizeof *sum);

    if (!sum)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++) {
        const struct choice_sum *old = &c->sum[i];

        if (old->weight > 0)
            *find(sum, c->k, room, old->offered, old->kind) = *old;
    }
    free(c->sum);
    c->sum = sum;
    c->room = room;
    return OK;
}

static enum status add_set(struct choices *c, uint64_t offered,
                           enum choice_kind kind, double weight,
                           struct err *err)
{
    struct choice_sum *sum;

    if (c->k > FEW_ITEMS && 2 * (c->n + 1) > c->room) {
        enum status rc = grow(c, err);

        if (rc != OK)
            return rc;
    }
    sum = find(c->sum, c->k, c->room, offered, kind);
    c->n += !(sum->weight > 0);
    sum->offered = offered;
    sum->kind = kind;
    sum->weight += weight;
    c->stages += weight;
    return OK;
}

enum status choices_add(struct choices *c, struct choice x, double weight,
                        struct err *err)
{
    uint64_t passed = x.offered & ~x.chosen;
    bool best = x.kind == CHOICE_BEST;
    uint64_t ahead = best ? x.chosen : passed;
    uint64_t behind = best ? passed : x.chosen;
    size_t chosen = count_bits(x.chosen);

    if (!x.chosen || !(x.offered & (x.offered - 1)) || !(weight > 0))
        return OK;
    c->tied[chosen] += weight;
    for (size_t i = 0; i < c->k; i++) {
        if (ahead >> i & 1)
            c->beats[i] |= behind;
        if (!(x.chosen >> i & 1))
            continue;
        c->level[i] |= x.chosen;
        c->won[i] += (int)x.kind * weight / (double)chosen;
    }
    return add_set(c, x.offered, x.kind, weight, err);
}

enum status choices_add_order(struct choices *c, const unsigned char *item,
                              size_t n, uint64_t offered, double weight,
                              struct err *err)
{
    enum status rc = OK;

    for (size_t s = 0; rc == OK && s < n && (offered & (offered - 1)); s++) {
        uint64_t passed = offered & ~(UINT64_C(1) << item[s]);

        rc = add_set(c, offered, CHOICE_BEST, weight, err);
        c->won[item[s]] += weight;
        c->beats[item[s]] |= passed;
        offered = passed;
    }
    return rc;
}

static int by_bits(const void *a, const void *b)
{
    const struct choice_sum *x = a, *y = b;

    if (x->offered != y->offered)
        return x->offered < y->offered ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

enum status choices_sorted(const struct choices *c, struct choice_sum **set,
                           struct err *err)
{
    size_t n = 0;

    *set = mem_array(c->n, sizeof **set);
    if (!*set)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++)
        if (c->sum[i].weight > 0)
            (*set)[n++] = c->sum[i];
    if (c->k > FEW_ITEMS) /* else their slots are in order */
        qsort(*set, n, sizeof **set, by_bits);
    return OK;
}

static void close_reach(uint64_t *reach, size_t k)
{
    for (size_t via = 0; via < k; via++)
        for (size_t i = 0; i < k; i++)
            if (reach[i] >> via & 1)
                reach[i] |= reach[via];
}

size_t choice_groups(const struct choices *c, size_t *group)
{
    uint64_t reach[CHOICE_ITEMS];
    bool circle = false;
    size_t groups = 0, k = c->k;

    for (size_t i = 0; i < k; i++)
        reach[i] = c->beats[i];
    close_reach(reach, k);
    for (size_t i = 0; i < k; i++)
        circle = circle || (reach[i] >> i & 1);
    for (size_t i = 0; circle && i < k; i++)
        reach[i] |= c->level[i];
    if (circle)
        close_reach(reach, k);
    for (size_t i = 0; i < k; i++) {
        size_t j = 0;

        while (j < i && !((reach[i] >> j & 1) && (reach[j] >> i & 1)))
            j++;
        group[i] = j < i ? group[j] : groups++;
    }
    return groups;
}

const char *choice_state_text(enum choice_state state)
{
    static const char *const text[] = {
        [CHOICE_FITTED] = "fitted",
        [CHOICE_NO_DATA] = "nobody chose between the items",
        [CHOICE_DISCONNECTED] =
            "the items fall into groups of which one is never put behind "
            "another, or never compared with it, so that no worths can be "
            "estimated",
        [CHOICE_DIVERGED] = "the likelihood has no maximum that was found",
    };

    return text[state];
}
