/* tokens.c - how long libcsv alone takes over a file: the bound of whatever
 * reads CSV with it.
 *
 * usage: tokens FILE
 * Prints seconds and cells. */
#include <csv.h>
#include <stdio.h>
#include "bench/clock.h"

static void on_cell(void *p, size_t n, void *cells)
{
    (void)p;
    (void)n;
    ++*(size_t *)cells;
}

static void on_row(int c, void *cells)
{
    (void)c;
    (void)cells;
}

static int tokens(FILE *f, size_t *cells)
{
    static char chunk[256 * 1024];
    struct csv_parser parser;
    size_t n;

    if (csv_init(&parser, 0) != 0)
        return 1;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        if (csv_parse(&parser, chunk, n, on_cell, on_row, cells) != n)
            break;
    (void)csv_fini(&parser, on_cell, on_row, cells);
    csv_free(&parser);
    return n != 0 || ferror(f);
}

int main(int argc, char **argv)
{
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    double start = clock_now();
    size_t cells = 0;

    if (!f || tokens(f, &cells) != 0) {
        fputs("usage: tokens FILE.csv, which libcsv can read\n", stderr);
        return 2;
    }
    printf("%.3f %zu\n", clock_now() - start, cells);
    return fclose(f) == 0 ? 0 : 2;
}
