/* choice.c - choices added up, and whether they connect: see choice.h. */
#include "analyse/rank/choice_set.h"

#include <stdlib.h>
#include "core/base/mem.h"

enum { FIRST_ROOM = 256 };

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
    c->room = FIRST_ROOM;
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

static struct choice_sum *find(struct choice_sum *sum, size_t room,
                               struct choice choice)
{
    uint64_t hash = (choice.offered * UINT64_C(0x9e3779b97f4a7c15)) ^
                    (choice.chosen * UINT64_C(0xbf58476d1ce4e5b9));
    size_t at = (size_t)(hash >> 32) & (room - 1);

    while (sum[at].weight > 0 && (sum[at].choice.offered != choice.offered ||
                                  sum[at].choice.chosen != choice.chosen ||
                                  sum[at].choice.kind != choice.kind))
        at = (at + 1) & (room - 1);
    return &sum[at];
}

static enum status grow(struct choices *c, struct err *err)
{
    size_t room = 2 * c->room;
    struct choice_sum *sum = mem_array(room, sizeof *sum);

    if (!sum)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++)
        if (c->sum[i].weight > 0)
            *find(sum, room, c->sum[i].choice) = c->sum[i];
    free(c->sum);
    c->sum = sum;
    c->room = room;
    return OK;
}

enum status choices_add(struct choices *c, struct choice choice, double weight,
                        struct err *err)
{
    struct choice_sum *sum;

    if (!choice.chosen || !(choice.offered & (choice.offered - 1)) ||
        !(weight > 0))
        return OK;
    if (2 * (c->n + 1) > c->room) {
        enum status rc = grow(c, err);

        if (rc != OK)
            return rc;
    }
    sum = find(c->sum, c->room, choice);
    c->n += !(sum->weight > 0);
    sum->choice = choice;
    sum->weight += weight;
    c->stages += weight;
    return OK;
}

static int by_bits(const void *a, const void *b)
{
    const struct choice *x = &((const struct choice_sum *)a)->choice;
    const struct choice *y = &((const struct choice_sum *)b)->choice;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->offered != y->offered)
        return x->offered < y->offered ? -1 : 1;
    return (x->chosen > y->chosen) - (x->chosen < y->chosen);
}

static void note(struct choice_tally *tally, size_t k,
                 const struct choice_sum *sum)
{
    const struct choice *x = &sum->choice;
    uint64_t passed = x->offered & ~x->chosen;
    uint64_t ahead = x->kind == CHOICE_BEST ? x->chosen : passed;
    uint64_t behind = x->kind == CHOICE_BEST ? passed : x->chosen;
    size_t chosen = count_bits(x->chosen);

    tally->tied[chosen] += sum->weight;
    for (size_t i = 0; i < k; i++) {
        if (ahead >> i & 1)
            tally->beats[i] |= behind;
        if (!(x->chosen >> i & 1))
            continue;
        tally->level[i] |= x->chosen;
        tally->won[i] += (int)x->kind * sum->weight / (double)chosen;
    }
}

/* Sorted first, so that no order of ballots has a say in a sum. */
enum status choice_add_up(struct choice_tally *tally, const struct choices *c,
                          struct err *err)
{
    struct choice_sum *set = mem_array(c->n, sizeof *set);
    size_t n = 0;

    *tally = (struct choice_tally){.set = set};
    if (!set)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++)
        if (c->sum[i].weight > 0)
            set[n++] = c->sum[i];
    qsort(set, n, sizeof *set, by_bits);
    for (size_t i = 0; i < n; i++) {
        struct choice_sum *last = tally->n ? &set[tally->n - 1] : NULL;

        note(tally, c->k, &set[i]);
        if (last && last->choice.offered == set[i].choice.offered &&
            last->choice.kind == set[i].choice.kind)
            last->weight += set[i].weight;
        else
            set[tally->n++] = set[i];
    }
    return OK;
}

static void close_reach(uint64_t *reach, size_t k)
{
    for (size_t via = 0; via < k; via++)
        for (size_t i = 0; i < k; i++)
            if (reach[i] >> via & 1)
                reach[i] |= reach[via];
}

size_t choice_groups(const struct choice_tally *tally, size_t k, size_t *group)
{
    uint64_t reach[CHOICE_ITEMS];
    bool circle = false;
    size_t groups = 0;

    for (size_t i = 0; i < k; i++)
        reach[i] = tally->beats[i];
    close_reach(reach, k);
    for (size_t i = 0; i < k; i++)
        circle = circle || (reach[i] >> i & 1);
    for (size_t i = 0; circle && i < k; i++)
        reach[i] |= tally->level[i];
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
