/* test_store_quote.c - what may stand in SQL, and how. */
#include "tests/support/check.h"

#include "core/store/quote.h"

static const struct {
    struct text text;
    const char *want; /* NULL: refused */
} names[] =
    {
        {{"age", 3}, "\"age\""},
        {{"plan__rural", 11}, "\"plan__rural\""},
        {{"a1_", 3}, "\"a1_\""},
        {{"select", 6}, "\"select\""},
        {{"", 0}, NULL},
        {{"Age", 3}, NULL},
        {{"a b", 3}, NULL},
        {{"a\"b", 3}, NULL},
        {{"caf\xC3\xA9", 5}, NULL},
        {{"a;drop", 6}, NULL},
        {{"a.b", 3}, NULL},
        {{"a-b", 3}, NULL},
        {{"a\0b", 3}, NULL},
},
  literals[] = {
      {{"", 0}, "''"},
      {{NULL, 0}, "''"},
      {{"a", 1}, "'a'"},
      {{"it's", 4}, "'it''s'"},
      {{"'", 1}, "''''"},
      {{"''", 2}, "''''''"},
      {{"a'; DROP TABLE x; --", 20}, "'a''; DROP TABLE x; --'"},
      {{"\"\\\n", 3}, "'\"\\\n'"},
      {{"a\0b", 3}, NULL},
};

typedef bool quote(struct str *sql, struct text value);

static void check(quote *f, struct text text, const char *want)
{
    struct str sql = {0};

    assert_int_equal(f(&sql, text), want != NULL);
    assert_int_equal(sql.failed, want == NULL);
    if (want)
        assert_string_equal(str_cstr(&sql), want);
    str_free(&sql);
}

static void quoted_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        check(quote_name, names[i].text, names[i].want);
}

static void quoted_literals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(literals) / sizeof(*literals); i++)
        check(quote_literal, literals[i].text, literals[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_names),
        cmocka_unit_test(quoted_literals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
