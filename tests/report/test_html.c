/* The writer escapes by construction. */
#include <math.h>
#include "report/html.h"
#include "tests/support/check.h"

static void escapes(void **state)
{
    struct str out = {0};
    struct html h = {.out = &out};

    (void)state;
    html_open(&h, "p", "title", "a\"b'<&", NULL);
    html_text(&h, "<script>alert('x')</script> & \"q\"");
    html_close(&h, "p");
    assert_string_equal(
        str_cstr(&out),
        "<p title=\"a&quot;b&#39;&lt;&amp;\">&lt;script&gt;alert(&#39;x&#39;)"
        "&lt;/script&gt; &amp; &quot;q&quot;</p>\n");
    str_clear(&out);
    html_said(&h, "<b>");
    assert_string_equal(str_cstr(&out), "<span class=\"said\" dir=\"auto\">"
                                        "&lt;b&gt;</span>");
    str_free(&out);
}

static void numbers(void **state)
{
    const struct cell cell = {.id = "q/a:answered:unweighted:share",
                              .mark = MARK_LOW,
                              .f = {.value = 1 / 3.0, .n = 45, .rank = 2}};
    const struct cell hidden = {.id = "h", .mark = MARK_WITHHELD};
    enum style percent = STYLE_PERCENT;
    struct str out = {0};
    struct html h = {.out = &out};

    (void)state;
    html_number(&h, &cell, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&out),
                        "<data value=\"0.333333333333\" "
                        "data-id=\"q/a:answered:unweighted:share\">33%</data> "
                        "[u]");
    str_clear(&out);
    html_numbers(&h, &cell, FIELD_RANK, STYLE_RANK, &percent);
    assert_string_equal(str_cstr(&out),
                        "<data value=\"2\" "
                        "data-id=\"q/a:answered:unweighted:share#rank\">2"
                        "</data> (<data value=\"0.333333333333\" "
                        "data-id=\"q/a:answered:unweighted:share\">33%"
                        "</data>) [u]");
    str_clear(&out);
    html_number(&h, &hidden, FIELD_VALUE, STYLE_PERCENT);
    assert_string_equal(str_cstr(&out), "[c]");
    str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),
        cmocka_unit_test(numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
