/* kemeny_search.c - a part too large to weigh every order of.
 *
 * Borda's order is within a factor of 5 of the least total (Coppersmith,
 * Fleischer and Rudra 2010) and mostly far closer; moving one item at a time
 * from there ends soon.  It is done from Borda's order with its ties one way
 * round and the other. */
#include "analyse/rank/kemeny_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

static double total_of(const struct part *part, const size_t *order)
{
    double sum = 0;

    for (size_t a = 0; a < part->n; a++)
        for (size_t b = a + 1; b < part->n; b++)
            sum += part_cost(part, order[a], order[b]);
    return sum;
}

static double least_of_pairs(const struct part *part)
{
    double sum = 0;

    for (size_t a = 0; a < part->n; a++)
        for (size_t b = a + 1; b < part->n; b++)
            sum += fmin(part_cost(part, a, b), part_cost(part, b, a));
    return sum;
}

static double borda_of(const struct part *part, size_t a)
{
    double sum = 0;

    for (size_t b = 0; b < part->n; b++)
        sum += part_cost(part, b, a) - part_cost(part, a, b);
    return sum;
}

static void start_order(const struct part *part, bool turned, size_t *order)
{
    for (size_t at = 0; at < part->n; at++) {
        size_t a = turned ? part->n - 1 - at : at, to = at;
        double borda = borda_of(part, a);

        while (to > 0 &&
               borda_of(part, order[to - 1]) < borda - part->tolerance) {
            order[to] = order[to - 1];
            to--;
        }
        order[to] = a;
    }
}

static void move(size_t *order, size_t from, size_t to)
{
    size_t item = order[from];

    if (from < to)
        memmove(order + from, order + from + 1, (to - from) * sizeof *order);
    else
        memmove(order + to + 1, order + to, (from - to) * sizeof *order);
    order[to] = item;
}

/* The best place for what stands at `from`; the gain in *gain. */
static size_t best_move(const struct part *part, const size_t *order,
                        size_t from, double *gain)
{
    size_t item = order[from], best = from;
    double change = 0, least = -part->tolerance;

    for (size_t to = from; to-- > 0;) {
        change +=
            part_cost(part, item, order[to]) - part_cost(part, order[to], item);
        if (change < least) {
            least = change;
            best = to;
        }
    }
    change = 0;
    for (size_t to = from + 1; to < part->n; to++) {
        change +=
            part_cost(part, order[to], item) - part_cost(part, item, order[to]);
        if (change < least) {
            least = change;
            best = to;
        }
    }
    *gain = best == from ? 0 : -least;
    return best;
}

static void improve(const struct part *part, size_t *order)
{
    for (;;) {
        double most = 0;
        size_t from = 0, to = 0;

        for (size_t at = 0; at < part->n; at++) {
            double gain;
            size_t place = best_move(part, order, at, &gain);

            if (gain > most) {
                most = gain;
                from = at;
                to = place;
            }
        }
        if (from == to)
            return;
        move(order, from, to);
    }
}

static void note_order(struct part *part, const size_t *order)
{
    for (size_t a = 0; a < part->n; a++) {
        size_t item = order[a];

        if (a + 1 < part->lowest[item])
            part->lowest[item] = a + 1;
        if (a + 1 > part->highest[item])
            part->highest[item] = a + 1;
        for (size_t b = a + 1; b < part->n; b++)
            part->before[item * part->n + order[b]] = true;
    }
}

enum status part_search(struct part *part, struct err *err)
{
    size_t n = part->n, *order = mem_array(2 * n, sizeof *order);
    double total[2];

    if (!order)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        part->lowest[i] = n;
        part->highest[i] = 1;
    }
    for (size_t turn = 0; turn < 2; turn++) {
        start_order(part, turn == 1, order + turn * n);
        improve(part, order + turn * n);
        total[turn] = total_of(part, order + turn * n);
    }
    part->total = fmin(total[0], total[1]);
    part->bound = least_of_pairs(part);
    part->second = (double)NAN;
    for (size_t turn = 0; turn < 2; turn++)
        if (total[turn] <= part->total + part->tolerance)
            note_order(part, order + turn * n);
    free(order);
    return OK;
}
