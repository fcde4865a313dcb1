/* read_csv.c - the CSV reader against itself in other chunks, and a line at a
 * time against libcsv, which knows nothing of cutting cells in place. */
#include "tests/fuzz/readers.h"

#include <string.h>
#include <csv.h>
#include "core/base/csv.h"

struct feed {
    struct text left;
    size_t chunk;
};

static size_t read_feed(void *from, char *into, size_t most, struct err *err)
{
    struct feed *f = from;
    size_t n = f->left.n < f->chunk ? f->left.n : f->chunk;

    (void)err;
    n = n < most ? n : most;
    if (n)
        memcpy(into, f->left.p, n);
    f->left = (struct text){f->left.p + n, f->left.n - n};
    return n;
}

/* Cells with their lengths, so that none runs into the next. */
static void add_cell(struct str *s, struct text cell)
{
    str_addf(s, "%zu:", cell.n);
    str_add_n(s, cell.p, cell.n);
}

static void add_row(struct str *s, const struct csv_row *row)
{
    str_addf(s, "\n%d %zu-%zu %d ", (int)row->what, row->line, row->last_line,
             row->empty);
    for (size_t i = 0; row->what == CSV_ROW && i < row->n; i++)
        add_cell(s, row->cell[i]);
    if (row->what == CSV_BAD_ROW) {
        str_add(s, row->problem);
        add_cell(s, row->raw);
    }
}

static void read_rows(struct text bytes, size_t chunk, char delimiter,
                      struct str *out)
{
    struct feed feed = {bytes, chunk};
    struct csv_options options = {.delimiter = delimiter};
    struct csv_reader *r = NULL;
    struct csv_row row;

    fuzz_holds(csv_open(&r, read_feed, &feed, "fuzz", &options, NULL) == OK,
               "a reader is made");
    do {
        fuzz_holds(csv_next(r, &row, NULL) == OK, "a row is given");
        add_row(out, &row);
    } while (row.what != CSV_END);
    fuzz_holds(csv_bytes_read(r) == bytes.n, "all bytes are read");
    csv_close(r);
    fuzz_holds(!out->failed, "there is memory");
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void peer_cell(void *p, size_t n, void *s)
{
    add_cell(s, (struct text){p, n});
}

static void peer_row(int c, void *s)
{
    (void)c;
    (void)s;
}

/* A line that is read as a row holds the cells that libcsv finds. */
static void compare_line(struct text line, char delimiter)
{
    struct feed feed = {line, line.n + 1};
    struct csv_options options = {.delimiter = delimiter};
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct csv_parser peer;
    struct str ours = {0}, theirs = {0};

    fuzz_holds(csv_open(&r, read_feed, &feed, "fuzz", &options, NULL) == OK &&
                   csv_next(r, &row, NULL) == OK,
               "a line is read");
    for (size_t i = 0; row.what == CSV_ROW && i < row.n; i++)
        add_cell(&ours, row.cell[i]);
    if (row.what == CSV_ROW) {
        fuzz_holds(csv_init(&peer, 0) == 0, "a peer is made");
        csv_set_delim(&peer, (unsigned char)delimiter);
        csv_set_space_func(&peer, no_space);
        fuzz_holds(csv_parse(&peer, line.p, line.n, peer_cell, peer_row,
                             &theirs) == line.n &&
                       csv_fini(&peer, peer_cell, peer_row, &theirs) == 0,
                   "the peer reads the line");
        csv_free(&peer);
        fuzz_holds(text_equal(str_text(&ours), str_text(&theirs)),
                   "cells are those of libcsv");
    }
    csv_close(r);
    str_free(&ours);
    str_free(&theirs);
}

void fuzz_csv(struct text bytes)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    char delimiter = delimiters[bytes.n % sizeof delimiters];
    size_t chunk = bytes.n ? 1 + (unsigned char)bytes.p[bytes.n - 1] % 31 : 1;
    struct str whole = {0}, parts = {0};
    struct text left = bytes;

    read_rows(bytes, bytes.n + 1, delimiter, &whole);
    read_rows(bytes, chunk, delimiter, &parts);
    fuzz_holds(text_equal(str_text(&whole), str_text(&parts)),
               "chunks make no difference");
    str_free(&whole);
    str_free(&parts);
    while (left.n) {
        size_t n = 0;

        while (n < left.n && left.p[n] != '\n' && left.p[n] != '\r')
            n++;
        if (n)
            compare_line((struct text){left.p, n}, delimiter);
        n += n < left.n;
        left = (struct text){left.p + n, left.n - n};
    }
}
