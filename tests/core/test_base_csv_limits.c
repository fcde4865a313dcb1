/* test_base_csv_limits.c - cells and lines longer than any answer, and quotes
 * left open in long files: said or borne with, in bounded time and memory. */
#include "tests/core/feed.h"
#include "tests/support/check.h"

#include <stdlib.h>

/* A line beyond any sense, behind a quote that looks open and is not read for
 * one; the reader took in no more than it must. */
static void endless_line(void **state)
{
    enum { LONG = 9 * 1024 * 1024, MOST = 2 * 1024 + 4 * 1024 * 1024 };
    const struct csv_options options = {.max_field = 1024};
    struct csv_row row;
    struct csv_reader *r = NULL;
    struct err err = {0};
    struct feed feed;
    char *p = malloc(LONG);

    (void)state;
    assert_non_null(p);
    memset(p, 'x', LONG);
    memcpy(p, "a,\"b\n", 5);
    memcpy(p + LONG - 3, "\nz\n", 3);
    feed = (struct feed){p, LONG, 100000, false};
    assert_ok(csv_open(&r, read_feed, &feed, "feed", &options, &err), &err);
    assert_ok(csv_next(r, &row, &err), &err);
    assert_string_equal(row.problem, "a quote is not closed");
    assert_int_equal(row.line, 1);
    assert_int_equal(row.last_line, 1);
    assert_int_equal(csv_next(r, &row, &err), ERR_INPUT);
    assert_string_equal(err.text,
                        "feed:2: a line of more than 4196352 bytes begins "
                        "here, and no answer is that long; take it out, or "
                        "close the quote that opens it");
    assert_in_range(csv_bytes_read(r), MOST, MOST + 512 * 1024);
    csv_close(r);
    free(p);
}

/* Each line opens a quote in a way that only the end of the file shows: the
 * time must not grow with the square of the file. */
static void many_open_quotes(void **state)
{
    enum { LINES = 20000 };
    struct str s = {0};
    struct feed feed;
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct err err = {0};
    size_t bad = 0;

    (void)state;
    for (int i = 0; i < LINES; i++)
        str_add(&s, "a,\"\"\"b cccccccccccccccccccccccccccc\n");
    feed = (struct feed){s.p, s.n, 65536, false};
    assert_ok(csv_open(&r, read_feed, &feed, "feed", NULL, &err), &err);
    do {
        assert_ok(csv_next(r, &row, &err), &err);
        bad += row.what == CSV_BAD_ROW;
    } while (row.what != CSV_END);
    assert_int_equal(bad, LINES);
    csv_close(r);
    str_free(&s);
}

/* An answer of many lines, longer than what is borne with after quotes that
 * were left open, is whole all the same. */
static void long_after_open(void **state)
{
    enum { OPEN = 3, ROWS = 9000, LINES = 2000 };
    const struct csv_options options = {.max_field = 64 * 1024};
    struct str s = {0};
    struct feed feed;
    struct csv_reader *r = NULL;
    struct csv_row row;
    struct err err = {0};
    size_t rows = 0, bad = 0;

    (void)state;
    str_add(&s, "id,text\n");
    for (int i = 0; i < OPEN; i++) {
        str_add(&s, "1,\"open\n");
        for (int k = 0; k < ROWS; k++)
            str_add(&s, "4,plain\n");
    }
    str_add(&s, "2,\"");
    for (int i = 0; i < LINES; i++)
        str_add(&s, "one line of a long answer\n");
    str_add(&s, "\"\n3,last\n");
    feed = (struct feed){s.p, s.n, 65536, false};
    assert_ok(csv_open(&r, read_feed, &feed, "feed", &options, &err), &err);
    do {
        assert_ok(csv_next(r, &row, &err), &err);
        bad += row.what == CSV_BAD_ROW;
        rows += row.what == CSV_ROW && row.n == 2;
    } while (row.what != CSV_END);
    assert_int_equal(bad, OPEN);
    assert_int_equal(rows, OPEN * ROWS + 3);
    csv_close(r);
    str_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endless_line),
        cmocka_unit_test(many_open_quotes),
        cmocka_unit_test(long_after_open),
    };

    return cmocka_run_group_tests_name("csv limits", tests, NULL, NULL);
}
