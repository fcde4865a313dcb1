/* test_base_num.c - numbers in and out. */
#include "tests/support/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"

static void parse(void **state)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"+7", 7},
        {"12.50", 12.5},
        {"007", 7},
        {"-3.25", -3.25},
        {"0.1", 0.1},
        {"0.000001", 0.000001},
        {"1e3", 1000},
        {"1E+3", 1000},
        {"25e-1", 2.5},
        {"123456789012345", 123456789012345.0},
        {"999999999999999.9", 999999999999999.9},
        {"-1000000000000000", -1e15},
        {"0.12345678901234567890", 0.12345678901234567890},
        {"1e15", 1e15},
        {"1e-400", 0},
        {"0.00000000000000001", 1e-17},
        {"0000000000000000000000000000000000000000000000000000000000000000000"
         "000001.5",
         1.5},
    };
    static const char *const bad[] = {
        "",    " ",   " 1",    "1 ",     "1,000", ".5",    "5.",    "1.2.3",
        "1e",  "e5",  "1e+",   "0x1",    "inf",   "nan",   "NaN",   "+",
        "-",   "--1", "12a",   "1_0",    "£1",    "1e400", "1e5.0", "½",
        "1\n", "+-1", "1e308", "1.1e15", "-1e16"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double x = -99;

        assert_true(num_parse(text_of(good[i].text), &x));
        assert_memory_equal(&x, &good[i].value, sizeof x); /* to the bit */
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double x = -99;

        assert_false(num_parse(text_of(bad[i]), &x));
        assert_true(x == -99);
    }
    {
        double x = -99; /* only the n bytes count */

        assert_true(num_parse((struct text){"1234", 2}, &x));
        assert_true(x == 12);
        assert_false(num_parse((struct text){"1\0002", 3}, &x));
    }
}

/* The short way and strtod() agree to the bit. */
static void parse_as_strtod(void **state)
{
    unsigned long long seed = 42;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        char z[40];
        double x = 0;
        int places;
        long long n;

        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        n = (long long)(seed >> 14) % 1000000000000000LL;
        places = (int)(seed % 15);
        (void)snprintf(z, sizeof z, "%s%lld.%0*lld", seed & 64 ? "-" : "",
                       n / 1000000 % 1000, places + 1, n % 10);
        assert_true(num_parse(text_of(z), &x));
        assert_true(x == strtod(z, NULL));
        (void)snprintf(z, sizeof z, "%lld", n);
        assert_true(num_parse(text_of(z), &x));
        assert_true(x == strtod(z, NULL));
    }
}

static void parse_int(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"+12", 12},
        {"-12", -12},
        {"0042", 42},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
    };
    static const char *const bad[] = {"",
                                      "+",
                                      "-",
                                      "1.0",
                                      "1e3",
                                      " 1",
                                      "1 ",
                                      "0x10",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t x = -99;

        assert_true(num_parse_int(text_of(good[i].text), &x));
        assert_true(x == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t x = -99;

        assert_false(num_parse_int(text_of(bad[i]), &x));
        assert_true(x == -99);
    }
}

static void parse_loose(void **state)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {
        {"12", 12},
        {" 12.5 ", 12.5},
        {"1,234.5", 1234.5},
        {"1,234,567", 1234567},
        {"-1,234", -1234},
        {"1 234 567", 1234567},
        {"1\xC2\xA0"
         "234",
         1234},
        {"£12", 12},
        {"£ 1,200.50", 1200.5},
        {"-£5", -5},
        {"£-5", -5},
        {"$12", 12},
        {"€12", 12},
        {"12%", 12},
        {"12.5 %", 12.5},
        {"−3", -3},
        {"1e3", 1000},
        {"5£", 5},
        {"1'234.5", 1234.5},
    };
    static const char *const bad[] = {
        "",          "£",        "%",       "1,5",    "1,23,456",  "12,345,6",
        "1234,5",    "1234,567", "1,,234",  "1, 234", "1 234,567", "££5",
        "£5£",       "£5%",      "about 5", "5 or 6", "1 2",       "--5",
        "1,234 567", "12%%",     ",123",    "1,"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double x = -99;

        assert_true(num_parse_loose(text_of(good[i].text), &x));
        assert_true(x == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double x = -99;

        assert_false(num_parse_loose(text_of(bad[i]), &x));
        assert_true(x == -99);
    }
}

static void parse_comma(void **state)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"12", 12},
                {"3,5", 3.5},
                {"-3,25", -3.25},
                {"1.234,5", 1234.5},
                {"1.234", 1234},
                {"1.234.567", 1234567},
                {"1 234,50 €", 1234.5},
                {"12,5 %", 12.5},
                {"0,05", 0.05}};
    static const char *const bad[] = {"",   "3.5",     "1,2,3", "1.23",   "3,",
                                      ",5", "1,234.5", "1, 2",  "12.34,5"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double x = -99;

        assert_true(num_parse_marked(text_of(good[i].text), ',', &x));
        assert_true(x == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double x = -99;

        assert_false(num_parse_marked(text_of(bad[i]), ',', &x));
        assert_true(x == -99);
    }
}

static void out(void **state)
{
    static const struct {
        double x;
        const char *twelve, *exact;
    } cases[] = {
        {0, "0", "0"},
        {-0.0, "0", "0"},
        {0.1, "0.1", "0.10000000000000001"},
        {1.0 / 3, "0.333333333333", "0.33333333333333331"},
        {-2.5, "-2.5", "-2.5"},
        {1234567, "1234567", "1234567"},
        {1e20, "1e+20", "1e+20"},
        {1e-7, "1e-07", "9.9999999999999995e-08"},
        {(double)NAN, "nan", "nan"},
        {-(double)NAN, "nan", "nan"},
        {(double)INFINITY, "inf", "inf"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        num_add(&s, cases[i].x);
        assert_string_equal(str_cstr(&s), cases[i].twelve);
        str_clear(&s);
        num_add_exact(&s, cases[i].x);
        assert_string_equal(str_cstr(&s), cases[i].exact);
        str_free(&s);
    }
}

static const struct fixed_case {
    double x;
    int places;
    const char *text;
} fixed[] = {
    {0.285, 2, "0.29"}, /* 0.284999... in binary */
    {1.005, 2, "1.01"}, /* 1.00499... */
    {2.675, 2, "2.68"}, /* 2.67499... */
    {-1.005, 2, "-1.01"},
    {0.5, 0, "1"},
    {1.5, 0, "2"},
    {2.5, 0, "3"},
    {-2.5, 0, "-3"},
    {0.49999999999, 0, "0"},
    {0.4999999999996, 0, "1"}, /* 0.500000000000 in 12 digits */
    {0.4, 0, "0"},
    {-0.4, 0, "0"},
    {-0.004, 2, "0.00"},
    {0, 0, "0"},
    {-0.0, 1, "0.0"},
    {0, 3, "0.000"},
    {9.995, 2, "10.00"},
    {99.5, 0, "100"},
    {999999.9999999, 3, "1000000.000"},
    {0.05, 1, "0.1"},
    {0.049, 1, "0.0"},
    {0.005, 1, "0.0"},
    {0.05, 0, "0"},
    {1e-300, 2, "0.00"},
    {12.3456, 2, "12.35"},
    {12, 3, "12.000"},
    {123456789012, 2, "123456789012.00"},
    {1234567890123.0, 0, "1234567890120"},
    {1e15, 1, "1000000000000000.0"},
    {1.0 / 3, 14, "0.33333333333300"},
    {2.0 / 3, 2, "0.67"},
    {57.5, 0, "58"},
    {0.575 * 100, 0, "58"}, /* 57.49999999999999 */
    {7, -1, "7"},
    {(double)INFINITY, 2, "inf"},
};

static void out_fixed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        struct str s = {0};

        num_add_fixed(&s, fixed[i].x, fixed[i].places);
        assert_string_equal(str_cstr(&s), fixed[i].text);
        str_free(&s);
    }
}

static void rounding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        struct str whole = {0};
        double y = 0;

        if (!isfinite(fixed[i].x))
            continue;
        num_add_fixed(&whole, fixed[i].x, 0);
        assert_true(num_parse(str_text(&whole), &y));
        assert_true(num_round(fixed[i].x) == y);
        str_free(&whole);
    }
    assert_false(signbit(num_round(-0.2)));
    assert_true(isnan(num_round((double)NAN)));
}

static void counts(void **state)
{
    static const struct {
        double x;
        const char *text;
    } cases[] = {
        {0, "0"},          {999, "999"},           {1000, "1,000"},
        {12345, "12,345"}, {123456, "123,456"},    {1234567, "1,234,567"},
        {-1234, "-1,234"}, {1234.5, "1,235"},      {-12, "-12"},
        {999.5, "1,000"},  {1000000, "1,000,000"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        num_add_count(&s, cases[i].x);
        assert_string_equal(str_cstr(&s), cases[i].text);
        str_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse),       cmocka_unit_test(parse_as_strtod),
        cmocka_unit_test(parse_int),   cmocka_unit_test(parse_loose),
        cmocka_unit_test(parse_comma), cmocka_unit_test(out),
        cmocka_unit_test(out_fixed),   cmocka_unit_test(rounding),
        cmocka_unit_test(counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
