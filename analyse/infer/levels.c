/* levels.c - see levels.h; and the order of a number. */
#include "analyse/infer/levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/design.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

static double weight_of(const struct design *d, size_t i)
{
    return d->weight ? d->weight[i] : 1;
}

static void add(struct level_sums *into, const struct level_sums *part)
{
    into->of = cell_add(into->of, part->of);
    into->mean += part->mean;
    into->rest += part->rest;
    into->squares += part->squares;
    into->drift += part->drift;
    into->spread += part->spread;
}

/* The sum of w y into `mean`. */
static void first_pass(const struct design *d, const double *y,
                       const int32_t *level, size_t from, size_t to,
                       struct level_sums *part)
{
    for (size_t i = from; i < to; i++) {
        double w = weight_of(d, i);
        struct level_sums *s;

        if (level[i] < 0 || isnan(y[i]))
            continue;
        s = &part[level[i]];
        s->of.n++;
        s->of.w += w;
        s->of.ww += w * w;
        s->mean += w * y[i];
    }
}

static void second_pass(const struct design *d, const double *y,
                        const int32_t *level, size_t from, size_t to,
                        const struct level_sums *all, struct level_sums *part)
{
    for (size_t i = from; i < to; i++) {
        double w = weight_of(d, i), diff;
        struct level_sums *s;

        if (level[i] < 0 || isnan(y[i]))
            continue;
        s = &part[level[i]];
        diff = y[i] - all[level[i]].mean;
        s->rest += w * diff;
        s->squares += w * diff * diff;
        s->drift += w * (w * diff);
        s->spread += w * diff * (w * diff);
    }
}

enum status infer_level_sums(const struct design *design, const double *y,
                             const int32_t *level, size_t n_levels,
                             struct level_sums *sums, struct err *err)
{
    struct level_sums *part = mem_array(n_levels, sizeof *part);

    if (!part)
        return err_nomem(err);
    memset(sums, 0, n_levels * sizeof *sums);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t from = 0; from < design->n; from += THREADS_BLOCK) {
            size_t to = from + THREADS_BLOCK;

            to = to < design->n ? to : design->n;
            memset(part, 0, n_levels * sizeof *part);
            if (pass)
                second_pass(design, y, level, from, to, sums, part);
            else
                first_pass(design, y, level, from, to, part);
            for (size_t l = 0; l < n_levels; l++)
                add(&sums[l], &part[l]);
        }
        for (size_t l = 0; !pass && l < n_levels; l++)
            sums[l].mean /= sums[l].of.w; /* NaN for an empty level */
    }
    free(part);
    return OK;
}

static struct mean_estimate mean_of(const struct level_sums *s, double n_design)
{
    double w = s->of.w;

    if (!(s->of.n > 0))
        return mean_of_domain(s->of, (double)NAN, (double)NAN, 0);
    return mean_of_domain(s->of, s->mean,
                          design_factor(n_design) * s->spread / (w * w),
                          s->squares);
}

enum status infer_means(const struct design *design, const double *y,
                        const int32_t *level, size_t n_levels, double n_design,
                        struct mean_estimate *estimate, double *sd,
                        struct err *err)
{
    struct level_sums *sums = mem_array(n_levels, sizeof *sums);
    enum status rc =
        sums ? infer_level_sums(design, y, level, n_levels, sums, err)
             : err_nomem(err);

    for (size_t l = 0; rc == OK && l < n_levels; l++) {
        estimate[l] = mean_of(&sums[l], n_design);
        if (sd)
            sd[l] = sqrt(design_factor(sums[l].of.n) * sums[l].squares /
                         sums[l].of.w);
    }
    free(sums);
    return rc;
}

/* ---- order ------------------------------------------------------------ */

/* A number as an integer that sorts alike: the sign turned for numbers above
 * 0, every bit for those below, and NaN behind all. */
static uint64_t key_of(double y)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits;

    if (isnan(y))
        return UINT64_MAX;
    y += 0.0; /* -0 is 0 */
    memcpy(&bits, &y, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

/* Rows with their keys, in one array each: side by side they would be a third
 * larger. */
struct deck {
    uint64_t *key;
    uint32_t *row;
};

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

/* One pass of a radix sort: by the digit at `shift`, else as they were.
 * Returns whether anything may have moved: not where all have one digit. */
static bool deal(const struct deck *from, const struct deck *to, size_t n,
                 unsigned shift, size_t *start)
{
    size_t next = 0;

    memset(start, 0, DIGITS * sizeof *start);
    for (size_t i = 0; i < n; i++)
        start[from->key[i] >> shift & (DIGITS - 1)]++;
    if (n == 0 || start[from->key[0] >> shift & (DIGITS - 1)] == n)
        return false;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t many = start[d];

        start[d] = next;
        next += many;
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = start[from->key[i] >> shift & (DIGITS - 1)]++;

        to->key[at] = from->key[i];
        to->row[at] = from->row[i];
    }
    return true;
}

enum status infer_order(const double *y, size_t n, uint32_t *order,
                        struct err *err)
{
    uint64_t *key = mem_array(2 * n, sizeof *key);
    uint32_t *row = mem_array(n, sizeof *row);
    size_t *start = mem_array(DIGITS, sizeof *start);
    enum status rc = key && row && start ? OK : err_nomem(err);

    if (rc == OK) {
        struct deck one = {key, order}, two = {key + n, row};

        for (size_t i = 0; i < n; i++) {
            one.key[i] = key_of(y[i]);
            one.row[i] = (uint32_t)i;
        }
        for (unsigned shift = 0; shift < 64; shift += DIGIT)
            if (deal(&one, &two, n, shift, start)) {
                struct deck swap = one;

                one = two;
                two = swap;
            }
        if (one.row != order)
            memcpy(order, one.row, n * sizeof *order);
    }
    free(key);
    free(row);
    free(start);
    return rc;
}
