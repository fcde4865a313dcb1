/* kemeny_exact.c - every order weighed by subsets.
 *
 * from[S] is the least total of S in the first |S| places, to[S] that of
 * putting the rest behind S.  A step from S to S with i is in a best order
 * exactly where from[S] + cost + to[S with i] is the least total. */
#include "analyse/rank/kemeny_part.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

struct subsets {
    struct part *part;
    size_t n, all;
    double *from, *next; /* the least total, and the least above it */
    double *to;
    double *ways; /* how many best orders begin with S */
};

/* Of putting i right behind the items of S: those who have i above them. */
static double step_cost(const struct part *part, size_t s, size_t i)
{
    double sum = 0;

    for (size_t j = 0; j < part->n; j++)
        if (s >> j & 1)
            sum += part_cost(part, j, i);
    return sum;
}

static void keep_two(double value, double tolerance, double *least,
                     double *next)
{
    if (value < *least - tolerance) {
        *next = *least;
        *least = value;
    } else if (value > *least + tolerance && value < *next) {
        *next = value;
    }
}

static void forwards(struct subsets *d)
{
    double tolerance = d->part->tolerance;

    d->next[0] = (double)INFINITY;
    for (size_t s = 1; s < d->all; s++) {
        d->from[s] = d->next[s] = (double)INFINITY;
        for (size_t i = 0; i < d->n; i++) {
            size_t rest = s & ~((size_t)1 << i);
            double cost;

            if (rest == s)
                continue;
            cost = step_cost(d->part, rest, i);
            keep_two(d->from[rest] + cost, tolerance, &d->from[s], &d->next[s]);
            keep_two(d->next[rest] + cost, tolerance, &d->from[s], &d->next[s]);
        }
    }
}

static void backwards(struct subsets *d)
{
    for (size_t s = d->all - 1; s-- > 0;) {
        d->to[s] = (double)INFINITY;
        for (size_t i = 0; i < d->n; i++) {
            size_t with = s | (size_t)1 << i;
            double cost;

            if (with == s)
                continue;
            cost = step_cost(d->part, s, i) + d->to[with];
            if (cost < d->to[s])
                d->to[s] = cost;
        }
    }
}

static void mark(struct part *part, size_t s, size_t i, size_t place)
{
    if (place < part->lowest[i])
        part->lowest[i] = place;
    if (place > part->highest[i])
        part->highest[i] = place;
    for (size_t j = 0; j < part->n; j++)
        if (s >> j & 1)
            part->before[j * part->n + i] = true;
}

static size_t count_bits(size_t s)
{
    size_t n = 0;

    for (; s; s &= s - 1)
        n++;
    return n;
}

static void walk_best(struct subsets *d)
{
    double best = d->from[d->all - 1] + d->part->tolerance;

    d->ways[0] = 1;
    for (size_t s = 0; s < d->all; s++) {
        size_t place = count_bits(s) + 1;

        for (size_t i = 0; d->ways[s] > 0 && i < d->n; i++) {
            size_t with = s | (size_t)1 << i;

            if (with == s ||
                d->from[s] + step_cost(d->part, s, i) + d->to[with] > best)
                continue;
            d->ways[with] += d->ways[s];
            mark(d->part, s, i, place);
        }
    }
}

enum status part_exact(struct part *part, struct err *err)
{
    struct subsets d = {
        .part = part, .n = part->n, .all = (size_t)1 << part->n};
    double *room = mem_array(4 * d.all, sizeof *room);

    if (!room)
        return err_nomem(err);
    d.from = room;
    d.next = room + d.all;
    d.to = room + 2 * d.all;
    d.ways = room + 3 * d.all;
    for (size_t i = 0; i < part->n; i++) {
        part->lowest[i] = part->n;
        part->highest[i] = 1;
    }
    forwards(&d);
    backwards(&d);
    walk_best(&d);
    part->total = part->bound = d.from[d.all - 1];
    part->second = isinf(d.next[d.all - 1]) ? (double)NAN : d.next[d.all - 1];
    part->orders = d.ways[d.all - 1];
    free(room);
    return OK;
}
