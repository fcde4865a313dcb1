/* test_base_csv.c - rows out of CSV bytes, at every chunk size. */
#include "tests/core/feed.h"
#include "tests/support/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <csv.h>
#include "core/base/csv.h"
#include "core/base/file.h"

/* "2-3[a|b]" is a row of two cells on lines 2 and 3; "2[]" an empty one;
 * "2!problem<raw>" a bad one; "e4" the end, at line 4.  NUL shows as 0. */
static void add_bytes(struct str *s, struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        str_add_char(s, t.p[i] ? t.p[i] : '0');
}

static void add_row(struct str *s, const struct csv_row *row)
{
    if (row->what == CSV_END) {
        str_addf(s, "e%zu", row->line);
        return;
    }
    str_addf(s, "%zu", row->line);
    if (row->last_line != row->line)
        str_addf(s, "-%zu", row->last_line);
    if (row->what == CSV_BAD_ROW) {
        str_addf(s, "!%s<", row->problem);
        add_bytes(s, row->raw);
        str_add_char(s, '>');
        return;
    }
    str_add_char(s, '[');
    for (size_t i = 0; i < row->n; i++) {
        if (i)
            str_add_char(s, '|');
        add_bytes(s, row->cell[i]);
    }
    str_add(s, row->empty ? "]e " : "] ");
}

static void read_rows(struct str *s, struct text input, size_t chunk,
                      const struct csv_options *options)
{
    struct feed feed = {input.p, input.n, chunk, false};
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct err err = {0};

    assert_ok(csv_open(&r, read_feed, &feed, "feed", options, &err), &err);
    do {
        if (csv_next(r, &row, &err) != OK) {
            str_addf(s, "%s", err.text);
            csv_close(r);
            return;
        }
        add_row(s, &row);
    } while (row.what != CSV_END);
    assert_int_equal(csv_bytes_read(r), input.n);
    csv_close(r);
}

#define TOO_LONG(line, what)                                                   \
    "feed:" line ": " what " of more than 3 bytes begins here, and no answer " \
    "is that long; take it out, or close the quote that opens it"

static const struct csv_case {
    const char *name;
    const char *input; /* 0 stands for a NUL byte */
    const char *rows;
    struct csv_options options;
} cases[] = {
    {"nothing", "", "e1", {0}},
    {"one row", "a,b\n", "1[a|b] e2", {0}},
    {"no line end", "a,b", "1[a|b] e2", {0}},
    {"crlf", "a,b\r\nc,d\r\n", "1[a|b] 2[c|d] e3", {0}},
    {"cr", "a,b\rc,d\r", "1[a|b] 2[c|d] e3", {0}},
    {"mixed ends", "a\rb\nc\r\nd", "1[a] 2[b] 3[c] 4[d] e5", {0}},
    {"lf cr is two", "a\n\rb", "1[a] 2[]e 3[b] e4", {0}},
    {"blank lines", "\n\na\n\r\n\n", "1[]e 2[]e 3[a] 4[]e 5[]e e6", {0}},
    {"empty cells", ",,\n", "1[||]e e2", {0}},
    {"quoted empty", "\"\",\"\"\n", "1[|]e e2", {0}},
    {"not trimmed", " a ,\tb\t\n", "1[ a |\tb\t] e2", {0}},
    {"quoted, not trimmed", "\" a \",\"b\"\n", "1[ a |b] e2", {0}},
    {"quotes inside", "\"a \"\"b\"\" c\",d\n", "1[a \"b\" c|d] e2", {0}},
    {"only quotes", "\"\"\"\"\n", "1[\"] e2", {0}},
    {"delimiter inside", "\"a,b\",c\n", "1[a,b|c] e2", {0}},
    {"line inside", "\"a\nb\",c\nd\n", "1-2[a\nb|c] 3[d] e4", {0}},
    {"crlf inside", "\"a\r\nb\",c\r\nd", "1-2[a\r\nb|c] 3[d] e4", {0}},
    {"cr inside", "x,\"a\rb\"\rd", "1-2[x|a\rb] 3[d] e4", {0}},
    {"blank lines inside", "\"a\n\n\nb\"\nc\n", "1-4[a\n\n\nb] 5[c] e6", {0}},
    {"two cells of lines",
     "\"a\nb\",\"c\nd\"\ne",
     "1-3[a\nb|c\nd] 4[e] e5",
     {0}},
    {"a whole row inside", "\"a\nb,c\nd\",e\n", "1-3[a\nb,c\nd|e] e4", {0}},
    {"quote in plain cell", "5\" pipe,b\n", "1[5\" pipe|b] e2", {0}},
    {"stray quotes",
     "\"he said \"hi\" there\",x\n",
     "1[he said \"hi\" there|x] e2",
     {0}},
    {"stray after line",
     "\"one\nsays \"hi\" two\",x\ny\n",
     "1-2[one\nsays \"hi\" two|x] 3[y] e4",
     {0}},
    {"text behind quote",
     "\"a\"b,c\n\"d\",e\n",
     "1!a quote is not closed<\"a\"b,c>2[d|e] e3",
     {0}},
    {"space behind quote", "\"a\" ,c\"\n", "1[a\" ,c] e2", {0}},
    {"nul", "a0,\"b0\"\n0\n", "1[a0|b0] 2[0] e3", {0}},
    {"mark is not dropped here",
     "\xEF\xBB\xBF\"a\",b\n",
     "1[\xEF\xBB\xBF\"a\"|b] e2",
     {0}},
    {"semicolon", "a,b;\"c;d\"\n", "1[a,b|c;d] e2", {.delimiter = ';'}},
    {"tab", "a\tb \t\"c\td\"\n", "1[a|b |c\td] e2", {.delimiter = '\t'}},

    {"open at the end",
     "a,b\nc,\"d\n",
     "1[a|b] 2!a quote is not closed<c,\"d>"
     "e3",
     {0}},
    {"open at the very end",
     "a\n\"",
     "1[a] 2!a quote is not closed<\">e3",
     {0}},
    {"open costs one row",
     "a,\"b\nc,d\r\ne,f\n",
     "1!a quote is not closed<a,\"b>2[c|d] 3[e|f] e4",
     {0}},
    {"open, then quoted cells",
     "1,\"open\n2,\"fine\",x\n3,y,z\n",
     "1!a quote is not closed<1,\"open>2[2|fine|x] 3[3|y|z] e4",
     {0}},
    {"open, all quoted",
     "\"1\",\"open\n\"2\",\"fine\"\n\"3\",\"\"\n",
     "1!a quote is not closed<\"1\",\"open>2[2|fine] 3[3|] e4",
     {0}},
    {"open, quotes later",
     "1,\"open\n2,x\n3,\"y\"\n",
     "1!a quote is not closed<1,\"open>2[2|x] 3[3|y] e4",
     {0}},
    {"open, a quoted quote later",
     "1,\"open\n2,x\n3,\"\"\"y\"\" z\"\n",
     "1!a quote is not closed<1,\"open>2[2|x] 3[3|\"y\" z] e4",
     {0}},
    {"open on a second line",
     "\"a\nb\",\"c\nd,e\n",
     "1-2!a quote is not closed<\"a\nb\",\"c>3[d|e] e4",
     {0}},
    {"each line open",
     "a,\"b\nc,\"d\ne,\"f\n",
     "1!a quote is not closed<a,\"b>2!a quote is not closed<c,\"d>"
     "3!a quote is not closed<e,\"f>e4",
     {0}},
    {"open, too long to go on",
     "\"abc\nabcdef\nghijkl\nm,\"n\"\n",
     "1!a quote is not closed<\"abc>2[abcdef] 3[ghijkl] 4[m|n] e5",
     {.max_field = 8}},

    {"long cell",
     "abc,d\nabcd,e\nabc,d\n",
     "1[abc|d] " TOO_LONG("2", "a row with a cell"),
     {.max_field = 3}},
    {"long quoted cell",
     "\"abcd\",e\n\"abc\",d\n",
     TOO_LONG("1", "a row with a cell"),
     {.max_field = 3}},
    {"long cell behind a line end",
     "\"a\nb\",cccc\n\"d\"\n",
     TOO_LONG("1", "a row with a cell"),
     {.max_field = 3}},
    {"long cell of lines",
     "a,b\n\"c\nde\nf\",g\n",
     "1[a|b] " TOO_LONG("2", "a cell"),
     {.max_field = 3}},
    {"long cell of lines, among rows that tell nothing",
     "\"c\nde\nf\",g\n",
     "1!a quote is not closed<\"c>2[de] 3[f\"|g] e4",
     {.max_field = 3}},
    {"open, and what follows are rows",
     "a,b\n\"c\nd,e\nf,g\n",
     "1[a|b] 2!a quote is not closed<\"c>3[d|e] 4[f|g] e5",
     {.max_field = 3}},
    {"open, in one column",
     "a\n\"c\nde\nf\ng\n",
     "1[a] 2!a quote is not closed<\"c>3[de] 4[f] 5[g] e6",
     {.max_field = 3}},
    {"open, below a title",
     "t\na,b\n\"c\nde\nf\",g\n",
     "1[t] 2[a|b] " TOO_LONG("3", "a cell"),
     {.max_field = 3}},
    {"many columns",
     "a,b,c\nd,e\n",
     "1!too many columns<a,b,c>2[d|e] e3",
     {.max_columns = 2}},
    {"many quoted columns",
     "\"a\",b,c\n\"d\",e",
     "1!too many columns<\"a\",b,c>2[d|e] e3",
     {.max_columns = 2}},
};

/* '0' in a table stands for NUL. */
static char *with_nul(const char *z, size_t *n)
{
    char *copy;

    *n = strlen(z);
    copy = malloc(*n + 1);
    assert_non_null(copy);
    for (size_t i = 0; i <= *n; i++)
        copy[i] = z[i] == '0' ? '\0' : z[i];
    return copy;
}

static void every_chunk(void **state)
{
    const struct csv_case *c = *state;
    size_t n;
    char *input = with_nul(c->input, &n);

    for (size_t k = 1; k <= n + 1; k++) {
        struct str s = {0};

        read_rows(&s, (struct text){input, n}, k, &c->options);
        assert_string_equal(str_cstr(&s), c->rows);
        str_free(&s);
    }
    free(input);
}

/* Repeatable bytes out of an alphabet. */
static void scramble(unsigned *seed, char *p, size_t n, const char *alphabet)
{
    size_t letters = strlen(alphabet);

    for (size_t i = 0; i < n; i++) {
        *seed = *seed * 1103515245u + 12345u;
        p[i] = alphabet[(*seed >> 16) % letters];
    }
}

static size_t count_lines(const char *p, size_t n)
{
    size_t lines = 0;

    for (size_t i = 0; i < n; i++)
        lines += p[i] == '\n' ? i == 0 || p[i - 1] != '\r' : p[i] == '\r';
    return lines + (n > 0 && p[n - 1] != '\n' && p[n - 1] != '\r');
}

/* Whatever comes in: the rows cover every physical line once and in order,
 * and do not depend on how the bytes arrive. */
static void any_bytes(void **state)
{
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char p[24];
        size_t n = (size_t)round % sizeof p, line = 1;
        struct feed feed = {p, n, 5, false};
        struct str whole = {0}, bits = {0};
        struct csv_reader *r = NULL;
        struct csv_row row;
        struct err err = {0};

        scramble(&seed, p, n, "ab,,\"\"\"\n\n\r ");
        read_rows(&whole, (struct text){p, n}, n + 1, NULL);
        read_rows(&bits, (struct text){p, n}, 1, NULL);
        assert_string_equal(str_cstr(&whole), str_cstr(&bits));
        assert_ok(csv_open(&r, read_feed, &feed, "feed", NULL, &err), &err);
        for (;;) {
            assert_ok(csv_next(r, &row, &err), &err);
            assert_int_equal(row.line, line);
            if (row.what == CSV_END)
                break;
            assert_true(row.last_line >= row.line);
            line = row.last_line + 1;
        }
        assert_int_equal(line, count_lines(p, n) + 1);
        csv_close(r);
        str_free(&whole);
        str_free(&bits);
    }
}

static void peer_cell(void *p, size_t n, void *s)
{
    add_bytes(s, (struct text){p, n});
    str_add_char(s, '|');
}

static void peer_row(int c, void *s)
{
    (void)c;
    str_add_char(s, '\n');
}

static int peer_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* Most lines are cut without libcsv: the cells must be its own.  Of quotes, in
 * one line: where none is left open. */
static void same_as_libcsv(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char p[40];
        struct feed feed = {p, sizeof p, 7, false};
        struct csv_parser peer;
        struct csv_reader *r = NULL;
        struct csv_row row;
        struct str want = {0}, got = {0};

        scramble(&seed, p, sizeof p,
                 round % 2 ? "ab,,,\"\"\" " : "ab,,;\t \n\r");
        assert_int_equal(csv_init(&peer, 0), 0);
        csv_set_space_func(&peer, peer_space);
        assert_int_equal(
            csv_parse(&peer, p, sizeof p, peer_cell, peer_row, &want),
            sizeof p);
        assert_int_equal(csv_fini(&peer, peer_cell, peer_row, &want), 0);
        csv_free(&peer);
        assert_int_equal(csv_open(&r, read_feed, &feed, "feed", NULL, NULL),
                         OK);
        while (csv_next(r, &row, NULL) == OK && row.what == CSV_ROW) {
            for (size_t i = 0; i < row.n; i++)
                peer_cell((void *)(uintptr_t)row.cell[i].p, row.cell[i].n,
                          &got);
            if (row.n)
                peer_row(0, &got);
        }
        if (row.what == CSV_END)
            assert_string_equal(str_cstr(&got), str_cstr(&want));
        csv_close(r);
        str_free(&want);
        str_free(&got);
    }
}

static void source_fails(void **state)
{
    struct feed feed = {"a,b\nc,", 6, 3, true};
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct err err = {0};

    (void)state;
    assert_ok(csv_open(&r, read_feed, &feed, "feed", NULL, &err), &err);
    assert_ok(csv_next(r, &row, &err), &err);
    assert_int_equal(row.n, 2);
    assert_int_equal(csv_next(r, &row, &err), ERR_IO);
    assert_string_equal(err.text, "feed: broke off");
    csv_close(r);
}

static void files(void **state)
{
    const char *folder = check_folder(state);
    struct str path = {0}, s = {0};
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct err err = {0};

    path_join(&path, folder, "a.csv");
    assert_ok(file_write(str_cstr(&path),
                         text_of("\xEF\xBB\xBF\"na\"\"me\",b\nc,d\n"), 0600,
                         &err),
              &err);
    assert_ok(csv_open_file(&r, str_cstr(&path), NULL, &err), &err);
    do {
        assert_ok(csv_next(r, &row, &err), &err);
        add_row(&s, &row);
    } while (row.what != CSV_END);
    assert_string_equal(str_cstr(&s), "1[na\"me|b] 2[c|d] e3");
    csv_close(r);
    r = NULL;
    assert_int_equal(csv_open_file(&r, folder, NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, ": is a folder; name a file inside it"));
    err = (struct err){0};
    str_clear(&path);
    path_join(&path, folder, "none.csv");
    assert_int_equal(csv_open_file(&r, str_cstr(&path), NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, "/none.csv: cannot be read: No such file "
                                     "or directory; check the name and the "
                                     "folder"));
    err = (struct err){0};
    str_clear(&path);
    path_join(&path, folder, "fifo");
    assert_int_equal(mkfifo(str_cstr(&path), 0600), 0);
    assert_int_equal(csv_open_file(&r, str_cstr(&path), NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text, "is not a regular file"));
    assert_null(r);
    str_free(&path);
    str_free(&s);
}

int main(void)
{
    enum { N = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[N];
    const struct CMUnitTest more[] = {
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(same_as_libcsv),
        cmocka_unit_test(source_fails),
        cmocka_unit_test(files),
    };
    int failed;

    for (size_t i = 0; i < N; i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name,
            .test_func = every_chunk,
            .initial_state = (void *)(uintptr_t)&cases[i],
        };
    failed = cmocka_run_group_tests_name("rows", tests, NULL, NULL);
    failed += cmocka_run_group_tests_name("csv", more, NULL, NULL);
    return failed != 0;
}
