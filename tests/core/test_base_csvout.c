/* test_base_csvout.c - CSV bytes out of cells, and back. */
#include "tests/support/check.h"

#include <string.h>
#include "core/base/csv.h"

static const struct out_case {
    const char *cell;
    bool safe;
    const char *out;
} outs[] = {
    {"", false, ""},
    {"plain", false, "plain"},
    {"a,b", false, "\"a,b\""},
    {"a;b", false, "\"a;b\""},
    {"a\tb", false, "\"a\tb\""},
    {"say \"hi\"", false, "\"say \"\"hi\"\"\""},
    {"two\nlines", false, "\"two\nlines\""},
    {"cr\r", false, "\"cr\r\""},
    {" led", false, "\" led\""},
    {"trailed ", false, "\"trailed \""},
    {"=1+1", false, "=1+1"},
    {"=1+1", true, "'=1+1"},
    {"+44 1223", true, "'+44 1223"},
    {"-5", true, "-5"},
    {"+5.5e3", true, "+5.5e3"},
    {"-", true, "'-"},
    {"+1.99%", true, "+1.99%"},
    {"-12%", true, "-12%"},
    {"+£10", true, "+£10"},
    {"-€3.50", true, "-€3.50"},
    {"+1.99%%", true, "'+1.99%%"},
    {"+1.99% or more", true, "'+1.99% or more"},
    {"=1.99%", true, "'=1.99%"},
    {"@5", true, "'@5"},
    {"+-5", true, "'+-5"},
    {"+$+5", true, "'+$+5"},
    {"-%", true, "'-%"},
    {"-2+3", true, "'-2+3"},
    {"+A1", true, "'+A1"},
    {"＝1+1", true, "'＝1+1"},
    {"＠SUM(A1)", true, "'＠SUM(A1)"},
    {"\n=1", true, "\"'\n=1\""},
    {"@x", true, "'@x"},
    {"\tx", true, "\"'\tx\""},
    {"\r=x", true, "\"'\r=x\""},
    {"-1,=2", true, "\"'-1,=2\""},
    {"a=b", true, "a=b"},
    {"", true, ""},
};

static void out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
        struct str s = {0};

        csv_add(&s, text_of(outs[i].cell), outs[i].safe);
        assert_string_equal(str_cstr(&s), outs[i].out);
        str_free(&s);
    }
}

static size_t read_text(void *from, char *into, size_t most, struct err *err)
{
    struct text *t = from;
    size_t n = t->n < most ? t->n : most;

    (void)err;
    if (n)
        memcpy(into, t->p, n);
    t->p += n;
    t->n -= n;
    return n;
}

/* What csv_add() wrote comes back as it was. */
static void there_and_back(void **state)
{
    static const char letters[] = "a,\"\n\r\t ;=";
    unsigned seed = 3;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char p[12];
        struct text cell = {p, (size_t)round % sizeof p}, file;
        struct str s = {0};
        struct csv_reader *r = NULL;
        struct csv_row row;

        for (size_t i = 0; i < cell.n; i++) {
            seed = seed * 1103515245u + 12345u;
            p[i] = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        csv_add(&s, cell, false);
        str_add(&s, ",z\n");
        file = str_text(&s);
        assert_int_equal(csv_open(&r, read_text, &file, "file", NULL, NULL),
                         OK);
        assert_int_equal(csv_next(r, &row, NULL), OK);
        assert_int_equal(row.what, CSV_ROW);
        assert_int_equal(row.n, 2);
        assert_true(text_equal(row.cell[0], cell));
        csv_close(r);
        str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(out),
        cmocka_unit_test(there_and_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
