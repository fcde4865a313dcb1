/* wide.c - a survey for bench/engine: 20 questions of five options, 6
 * breakdowns of 2 to 10 levels, 4 numbers, a design weight.
 *
 * usage: wide RESPONSES
 * Writes wide.csv, targets.csv and three definitions that read parts of it:
 * tables.yaml, raking.yaml, means.yaml.  Seed 1; answers lean with the first
 * breakdown, one in 25 is blank. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>

#include "core/base/num.h"

enum { QUESTIONS = 20, OPTIONS = 5, NUMBERS = 4, BREAKDOWNS = 6, MARGINS = 5 };

static const int levels[BREAKDOWNS] = {2, 3, 4, 6, 8, 10};

static const char head[] =
    "survey: wide\n"
    "sources:\n"
    "  - {key: web, files: [wide.csv], platform: generic, id: id, weight: w,\n"
    "     sample: probability}\n"
    "remove: {test: no, blank: no}\n"
    "breakdowns: [b1, b2, b3, b4, b5, b6]\n";
static const char rake[] = "targets: targets.csv\n"
                           "weighting:\n"
                           "  - {name: raked, method: rake, from: supplied,\n"
                           "     margins: [b1, b2, b3, b4, b5]}\n";

static void header(FILE *out)
{
    fputs("id,w", out);
    for (int b = 1; b <= BREAKDOWNS; b++)
        fprintf(out, ",b%d", b);
    for (int q = 1; q <= QUESTIONS; q++)
        fprintf(out, ",q%d", q);
    for (int x = 1; x <= NUMBERS; x++)
        fprintf(out, ",x%d", x);
    fputc('\n', out);
}

static int below(gsl_rng *rng, int n)
{
    return (int)gsl_rng_uniform_int(rng, (unsigned long)n);
}

static void reply(FILE *out, gsl_rng *rng, long id)
{
    int group = 0;

    fprintf(out, "%ld,%.3f", id, 0.4 + 2 * gsl_rng_uniform(rng));
    for (int b = 0; b < BREAKDOWNS; b++) {
        int level = below(rng, levels[b]);

        group = b == 0 ? level : group;
        fprintf(out, ",%d", level + 1);
    }
    for (int q = 0; q < QUESTIONS; q++) {
        int code = below(rng, OPTIONS) + 1, lean = below(rng, 10);

        if (below(rng, 25) == 0)
            fputc(',', out);
        else
            fprintf(out, ",%d", group && lean < q % 4 ? 1 : code);
    }
    for (int x = 0; x < NUMBERS; x++)
        fprintf(out, ",%.2f", 50 + group + 10 * gsl_ran_ugaussian(rng));
    fputc('\n', out);
}

static void replies(FILE *out, long n)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    if (!rng)
        return;
    gsl_rng_set(rng, 1);
    header(out);
    for (long i = 1; i <= n; i++)
        reply(out, rng, i);
    gsl_rng_free(rng);
}

static void coded(FILE *out, char letter, int number, int options)
{
    fprintf(out, "  - {key: %c%d, type: single, column: %c%d, options: [",
            letter, number, letter, number);
    for (int o = 1; o <= options; o++)
        fprintf(out, "%s{key: \"%d\"}", o > 1 ? ", " : "", o);
    fputs("]}\n", out);
}

/* What is not asked for is ignored. */
static void questions(FILE *out, int choices, int numbers)
{
    const char *separator = "";

    fputs("ignore: [", out);
    for (int q = choices; q < QUESTIONS; q++, separator = ", ")
        fprintf(out, "%sq%d", separator, q + 1);
    for (int x = numbers; x < NUMBERS; x++, separator = ", ")
        fprintf(out, "%sx%d", separator, x + 1);
    fputs("]\nquestions:\n", out);
    for (int b = 0; b < BREAKDOWNS; b++)
        coded(out, 'b', b + 1, levels[b]);
    for (int q = 0; q < choices; q++)
        coded(out, 'q', q + 1, OPTIONS);
    for (int x = 1; x <= numbers; x++)
        fprintf(out, "  - {key: x%d, type: number, column: x%d}\n", x, x);
}

static void tables(FILE *out, long n)
{
    (void)n;
    fputs(head, out);
    questions(out, QUESTIONS, 0);
}

static void raking(FILE *out, long n)
{
    (void)n;
    fputs(head, out);
    fputs(rake, out);
    questions(out, 0, 0);
}

static void means(FILE *out, long n)
{
    (void)n;
    fputs(head, out);
    questions(out, 0, NUMBERS);
}

static void targets(FILE *out, long n)
{
    (void)n;
    fputs("margin,level,share\n", out);
    for (int b = 0; b < MARGINS; b++) {
        double sum = levels[b] * (levels[b] + 3) / 2.0;

        for (int l = 1; l <= levels[b]; l++)
            fprintf(out, "b%d,%d,%.15f\n", b + 1, l, (l + 1) / sum);
    }
}

static bool written(const char *path, void write(FILE *, long), long n)
{
    FILE *out = fopen(path, "w");
    bool good;

    if (!out)
        return false;
    write(out, n);
    good = !ferror(out);
    return fclose(out) == 0 && good;
}

int main(int argc, char **argv)
{
    int64_t n = 0;

    if (argc != 2 || !num_parse_int(text_of(argv[1]), &n) || n < 1) {
        fputs("usage: wide RESPONSES\n", stderr);
        return 2;
    }
    return written("wide.csv", replies, (long)n) &&
                   written("tables.yaml", tables, 0) &&
                   written("raking.yaml", raking, 0) &&
                   written("means.yaml", means, 0) &&
                   written("targets.csv", targets, 0)
               ? 0
               : 4;
}
