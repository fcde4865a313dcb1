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
    c->set = mem_array(c->room, sizeof *c->set);
    if (!c->set) {
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
    free(c->set);
    free(c);
}

static struct choice_set *find(struct choice_set *set, size_t room,
                               uint64_t offered, enum choice_kind kind)
{
    uint64_t hash = offered * UINT64_C(0x9e3779b97f4a7c15) + (kind < 0);
    size_t at = (size_t)(hash >> 32) & (room - 1);

    while (set[at].weight > 0 &&
           (set[at].offered != offered || set[at].kind != kind))
        at = (at + 1) & (room - 1);
    return &set[at];
}

static enum status grow(struct choices *c, struct err *err)
{
    size_t room = 2 * c->room;
    struct choice_set *set = mem_array(room, sizeof *set);

    if (!set)
        return err_nomem(err);
    for (size_t i = 0; i < c->room; i++)
        if (c->set[i].weight > 0)
            *find(set, room, c->set[i].offered, c->set[i].kind) = c->set[i];
    free(c->set);
    c->set = set;
    c->room = room;
    return OK;
}

/* Who was put ahead of whom, for the check of connection. */
static void note_wins(struct choices *c, struct choice choice)
{
    uint64_t passed = choice.offered & ~choice.chosen;
    uint64_t ahead = choice.kind == CHOICE_BEST ? choice.chosen : passed;
    uint64_t behind = choice.kind == CHOICE_BEST ? passed : choice.chosen;

    for (size_t i = 0; i < c->k; i++) {
        if (ahead >> i & 1)
            c->beats[i] |= behind;
        if (choice.chosen >> i & 1)
            c->level[i] |= choice.chosen;
    }
}

enum status choices_add(struct choices *c, struct choice choice, double weight,
                        struct err *err)
{
    size_t chosen = count_bits(choice.chosen);
    struct choice_set *set;
    enum status rc = OK;

    if (!chosen || !(choice.offered & (choice.offered - 1)) || !(weight > 0))
        return OK;
    if (2 * (c->n + 1) > c->room)
        rc = grow(c, err);
    if (rc != OK)
        return rc;
    set = find(c->set, c->room, choice.offered, choice.kind);
    c->n += !(set->weight > 0);
    *set =
        (struct choice_set){choice.offered, choice.kind, set->weight + weight};
    for (size_t i = 0; i < c->k; i++)
        if (choice.chosen >> i & 1)
            c->won[i] += (int)choice.kind * weight / (double)chosen;
    c->tied[chosen] += weight;
    c->stages += weight;
    note_wins(c, choice);
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
    size_t groups = 0;

    for (size_t i = 0; i < c->k; i++)
        reach[i] = c->beats[i];
    close_reach(reach, c->k);
    for (size_t i = 0; i < c->k; i++)
        circle = circle || (reach[i] >> i & 1);
    for (size_t i = 0; circle && i < c->k; i++)
        reach[i] |= c->level[i];
    if (circle)
        close_reach(reach, c->k);
    for (size_t i = 0; i < c->k; i++) {
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
