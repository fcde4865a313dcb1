/* rankings.c - the models of rankings by themselves, for bench/rankings.
 *
 * usage: rankings N K [FILE]
 * Draws N complete Plackett-Luce ballots of K items (seed 1), fits them with
 * the sandwich covariance, and solves Kemeny's problem exactly where K allows
 * it.  Prints seconds, median of three runs.  With FILE the ballots are written
 * there as CSV and the fitted log worths printed, for a peer to be held to. */
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyse/rank/kemeny.h"
#include "analyse/rank/luce.h"
#include "core/base/mem.h"
#include "core/base/num.h"

static double now(void)
{
    struct timespec t = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail on Linux */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The k items in the order of exponential times with rates 1, 1/2, ... 1/k. */
static void draw(gsl_rng *rng, size_t k, uint16_t *place)
{
    double time[CHOICE_ITEMS];

    for (size_t i = 0; i < k; i++)
        time[i] = -log(gsl_rng_uniform_pos(rng)) * (double)(i + 1);
    for (size_t i = 0; i < k; i++) {
        place[i] = 1;
        for (size_t j = 0; j < k; j++)
            place[i] = (uint16_t)(place[i] + (time[j] < time[i]));
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double seconds[3])
{
    qsort(seconds, 3, sizeof *seconds, by_value);
    return seconds[1];
}

static enum status fit(const struct places *p, FILE *worths, struct err *err)
{
    const struct design design = {.n = p->n};
    double seconds[3];

    for (size_t run = 0; run < 3; run++) {
        struct luce luce = {0};
        double start = now();
        enum status rc = luce_fit(&luce, p, LUCE_TOP_K, &design, err);

        seconds[run] = now() - start;
        if (rc != OK)
            return rc;
        for (size_t i = 0; worths && run == 0 && i < p->k; i++)
            fprintf(worths, "%.9f\n", luce.fit.theta[i] - luce.fit.theta[0]);
        luce_free(&luce);
    }
    printf("plackett_luce %zu %zu %.4f\n", p->n, p->k, median(seconds));
    return OK;
}

static enum status order(const struct places *p, struct err *err)
{
    size_t rank[KEMENY_EXACT];
    double seconds[3];

    for (size_t run = 0; run < 3; run++) {
        struct pairwise m = {0};
        struct kemeny best;
        enum status rc = pairwise_init(&m, p, UNRANKED_LAST, err);
        double start = now();

        if (rc == OK)
            rc = kemeny(&m, rank, NULL, NULL, &best, err);
        seconds[run] = now() - start;
        pairwise_free(&m);
        if (rc != OK)
            return rc;
    }
    printf("kemeny %zu %zu %.4f\n", p->n, p->k, median(seconds));
    return OK;
}

static int write_ballots(const struct places *p, const char *path)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return 1;
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = 0; j < p->k; j++)
            fprintf(out, "%u%c", p->place[i * p->k + j],
                    j + 1 < p->k ? ',' : '\n');
    return fclose(out);
}

int main(int argc, char **argv)
{
    int64_t n = 0, k = 0;
    struct err err = {0};
    uint16_t *place;
    struct places p;
    gsl_rng *rng;
    enum status rc;

    if (argc < 3 || !num_parse_int(text_of(argv[1]), &n) || n < 1 ||
        !num_parse_int(text_of(argv[2]), &k) || k < 2 || k > CHOICE_ITEMS) {
        fputs("usage: rankings N K [FILE]\n", stderr);
        return 2;
    }
    place = mem_array((size_t)n * (size_t)k, sizeof *place);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!place || !rng)
        return 4;
    gsl_rng_set(rng, 1);
    for (size_t i = 0; i < (size_t)n; i++)
        draw(rng, (size_t)k, place + i * (size_t)k);
    p = (struct places){.n = (size_t)n, .k = (size_t)k, .place = place};
    rc = fit(&p, argc > 3 ? stdout : NULL, &err);
    if (rc == OK && k <= KEMENY_EXACT)
        rc = order(&p, &err);
    if (rc != OK)
        fprintf(stderr, "rankings: %s\n", err.text);
    if (argc > 3 && write_ballots(&p, argv[3]) != 0)
        rc = ERR_IO;
    gsl_rng_free(rng);
    free(place);
    return rc == OK ? 0 : 4;
}
