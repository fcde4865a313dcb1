/* Labels, wrapping, scripts, and what gnuplot's drawings are rewritten to. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "report/chart.h"
#include "report/font.h"
#include "tests/support/check.h"

static void quoting(void **state)
{
    static const char *const both[][2] = {
        {"plain", "'plain'"},
        {"it's `rm`", "'it\xE2\x80\x99s `rm`'"},
        {"a\\n\"b\"", "'a\\n\"b\"'"},
        {"two\nlines\x01", "'two lines '"},
        {"'; system(\"x\") #", "'\xE2\x80\x99; system(\"x\") #'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        struct str s = {0};

        canvas_quote(&s, text_of(both[i][0]));
        assert_string_equal(str_cstr(&s), both[i][1]);
        str_free(&s);
    }
}

static const struct wrap_case {
    const char *name, *text;
    double width;
    const char *lines; /* with | between them */
} wraps[] = {
    {"fits", "Burglary", 100, "Burglary"},
    {"at a space", "Anti-social behaviour", 90, "Anti-social|behaviour"},
    {"behind a hyphen", "Anti-social", 40, "Anti-|social"},
    {"a long word is cut", "aaaaaaaaaa", 30, "aaaaa|aaaaa"},
    {"letters stay whole", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 12,
     "\xC3\xA9\xC3\xA9|\xC3\xA9\xC3\xA9"},
    {"spaces at a break go", "aaa   bbb", 20, "aaa|bbb"},
    {"empty", "", 100, ""},
    {"no room at all", "ab", 0, "a|b"},
};

static void wrapping(void **state)
{
    const struct wrap_case *c = *state;
    struct arena *arena = arena_new();
    struct lines_of_text lines;
    struct str found = {0};
    struct err err = {0};

    assert_ok(font_wrap(&lines, text_of(c->text), 10, c->width, arena, &err),
              &err);
    for (size_t i = 0; i < lines.n; i++) {
        str_add(&found, i ? "|" : "");
        str_add_n(&found, lines.line[i].p, lines.line[i].n);
    }
    assert_string_equal(str_cstr(&found), c->lines);
    str_free(&found);
    arena_free(arena);
}

static void widths(void **state)
{
    (void)state;
    /* Helvetica: B 667, u 556, r 333, g 556, l 222, a 556, r 333, y 500. */
    assert_near(font_width(text_of("Burglary"), 1000), 3723, 1e-12);
    assert_near(font_width(text_of(""), 16), 0, 0);
}

static void rewriting(void **state)
{
    static const char drawn[] =
        "<?xml version=\"1.0\"?>\n<svg width=\"200\" height=\"50\" "
        "viewBox=\"0 0 200 50\">\n<title>Gnuplot</title>\n<desc>Produced by "
        "GNUPLOT 5.4</desc>\n<defs><path id='gpPt0' d='M-1,0 h2'/></defs>\n"
        "<g fill=\"none\" color=\"black\" stroke=\"currentColor\" "
        "stroke-width=\"1.00\">\n"
        "<path stroke='rgb(217, 217, 217)' d='M216.00,170.00 L216.04,10.01 "
        "'/><path stroke='black' d='M1.00,2.00 M3.00,4.00 '/>\n"
        "<g transform=\"translate(10.00,20.55)\" stroke=\"none\" "
        "fill=\"rgb(11,12,12)\" font-family=\"Liberation Sans:Bold\" "
        "font-size=\"14.00\" text-anchor=\"end\">\n"
        "<text>&lt;b> &amp; \"x\"</text>\n</g></g>\n"
        "<g stroke='none'><polygon fill = 'rgb( 18,  67, 109)' points = "
        "'1.00,2.00 3.00,2.00 3.00,4.00 '/></g>\n"
        "<use xlink:href='#gpPt6' transform='translate(5.00,6.00) scale(0.00)' "
        "color='rgb(61,61,61)'/>\n"
        "<use xlink:href='#gpPt6' transform='translate(5.00,6.00) scale(4.95)' "
        "color='rgb(18,67,109)'/>\n</svg>\n";
    struct str out = {0};
    struct err err = {0};

    (void)state;
    assert_ok(svg_rewrite(&out, text_of(drawn), "q-wide", "A <title>", "D & d",
                          NULL, &err),
              &err);
    assert_string_equal(
        str_cstr(&out),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
        "aria-labelledby=\"q-wide-t q-wide-d\" viewBox=\"0 0 200 50\" "
        "width=\"200\" height=\"50\" font-family=\"Arial, Liberation Sans, "
        "Helvetica, sans-serif\" font-size=\"13\">"
        "<title id=\"q-wide-t\">A &lt;title&gt;</title>\n"
        "<desc id=\"q-wide-d\">D &amp; d</desc>\n"
        "<path fill=\"#FFFFFF\" class=\"f-p\" d=\"M0 0h200v50h-200z\"></path>\n"
        "<path fill=\"none\" stroke=\"#D9D9D9\" class=\"s-g\" "
        "stroke-width=\"1\" d=\"M216 170v-160\"></path>\n"
        "<g fill=\"#0B0C0C\" text-anchor=\"end\" font-weight=\"bold\">"
        "<text x=\"10\" y=\"20.6\" class=\"f-k\">&lt;b&gt; &amp; "
        "&quot;x&quot;</text>\n</g>\n"
        "<path fill=\"#12436D\" class=\"f-t0\" d=\"M1 2h2v2z\"></path>\n"
        "<g fill=\"#12436D\" class=\"f-t0\"><circle cx=\"5\" cy=\"6\" "
        "r=\"5\"></circle>\n</g>\n</svg>");
    str_free(&out);
}

static void garbage(void **state)
{
    static const char *const bad[] = {"",
                                      "GNUPLOT",
                                      "<svg viewBox=\"0 0 1 1\">",
                                      "</g></svg>",
                                      "<svg viewBox=\"0 0 1 1\"></g></svg>",
                                      "<svg viewBox=\"0 0 1 1\"><g",
                                      "<svg viewBox=\"0 0 1 1\"><use/></svg>"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str out = {0};
        struct err err = {0};

        assert_int_equal(
            svg_rewrite(&out, text_of(bad[i]), "q", "", "", NULL, &err),
            ERR_MISSING);
        assert_string_equal(err.text, "q is no whole drawing of gnuplot");
        str_free(&out);
    }
}

/* ---- drawing ---------------------------------------------------------- */

enum { BARS = 3 };

struct drawn { /* an exhibit of three bars, with labels that are no friends */
    struct cell cell[BARS];
    const struct cell *series[BARS][1];
    struct chart_row row[BARS];
    struct series one;
    struct span title;
    struct planned planned;
    struct exhibit exhibit;
};

static void make_drawn(struct drawn *d)
{
    static const char *const label[BARS] = {
        "It's `id` & <b>_sub^sup{x}", "''\\setminus %s \"quoted\"; exit",
        "A very long label that has to be broken, since it takes all the room"};

    *d = (struct drawn){.title = {.kind = SPAN_TEXT, .text = "Title"}};
    for (size_t i = 0; i < BARS; i++) {
        double x = 0.2 + 0.2 * (double)i;

        d->cell[i] = (struct cell){
            .id = "x",
            .f = {.value = x, .lower = x - 0.1, .upper = x + 0.1, .n = 90}};
        d->series[i][0] = &d->cell[i];
        d->row[i] = (struct chart_row){.label = label[i], .cell = d->series[i]};
    }
    d->exhibit = (struct exhibit){.name = "nasty",
                                  .planned = &d->planned,
                                  .title = {&d->title, 1},
                                  .chart = {.kind = CHART_BARS,
                                            .axis = "Per cent",
                                            .style = STYLE_PERCENT,
                                            .to = 0.8,
                                            .intervals = true,
                                            .series = &d->one,
                                            .n_series = 1,
                                            .row = d->row,
                                            .n_rows = BARS}};
}

static void draws(void **state)
{
    const struct exhibits all = {.n = 1};
    struct exhibits exhibits = all;
    struct drawing *drawing[2];
    struct drawn d;
    size_t n[2];
    struct str png[2] = {0}, folder = {0};
    struct err err = {0};

    (void)state;
    make_drawn(&d);
    exhibits.exhibit = &d.exhibit;
    assert_ok(charts_draw(&drawing[0], &n[0], &exhibits, NULL, 0, &err), &err);
    assert_int_equal(n[0], 1);
    assert_non_null(strstr(str_cstr(&drawing[0]->svg[FORM_WIDE]),
                           "It\xE2\x80\x99s `id` &amp; &lt;b&gt;_sub^sup{x}"));
    assert_non_null(strstr(str_cstr(&drawing[0]->svg[FORM_NARROW]),
                           "\\setminus %s &quot;quoted&quot;; exit"));
    assert_null(strstr(str_cstr(&drawing[0]->svg[FORM_WIDE]), "GNUPLOT"));
    assert_true(drawing[0]->svg[FORM_WIDE].n < 6144);
    assert_ok(drawing_png(drawing[0], &png[0], &err), &err);
    assert_memory_equal(png[0].p, "\x89PNG", 4);
    /* Whatever the locale and time zone: the same bytes. */
    assert_int_equal(setenv("LC_ALL", "de_DE.UTF-8", 1), 0);
    assert_int_equal(setenv("TZ", "Asia/Tokyo", 1), 0);
    assert_int_equal(setenv("GNUTERM", "dumb", 1), 0);
    assert_ok(charts_draw(&drawing[1], &n[1], &exhibits, NULL, 0, &err), &err);
    for (int form = 0; form < FORMS; form++)
        assert_true(text_equal(str_text(&drawing[0]->svg[form]),
                               str_text(&drawing[1]->svg[form])));
    assert_ok(drawing_png(drawing[1], &png[1], &err), &err);
    assert_true(text_equal(str_text(&png[0]), str_text(&png[1])));
    str_add(&folder, str_cstr(&drawing[0]->folder));
    assert_int_equal(file_kind(str_cstr(&folder)), FILE_FOLDER);
    for (int i = 0; i < 2; i++) {
        drawings_free(drawing[i], n[i]);
        str_free(&png[i]);
    }
    assert_int_equal(file_kind(str_cstr(&folder)), FILE_NONE);
    str_free(&folder);
}

static void without_gnuplot(void **state)
{
    struct exhibits exhibits = {.n = 1};
    struct drawing *drawing = NULL;
    struct drawn d;
    size_t n = 0;
    const char *path = getenv("PATH");
    struct str kept = {0};
    struct err err = {0};

    str_add(&kept, path ? path : "");
    make_drawn(&d);
    exhibits.exhibit = &d.exhibit;
    assert_int_equal(setenv("PATH", check_folder(state), 1), 0);
    assert_int_equal(charts_draw(&drawing, &n, &exhibits, NULL, 0, &err),
                     ERR_MISSING);
    assert_non_null(strstr(err.text, "so chart nasty cannot be drawn; install "
                                     "the package gnuplot-nox"));
    assert_int_equal(setenv("PATH", str_cstr(&kept), 1), 0);
    str_free(&kept);
    drawings_free(drawing, n);
}

int main(void)
{
    enum { N = sizeof wraps / sizeof *wraps, FIXED = 6 };
    struct CMUnitTest tests[N + FIXED] = {
        cmocka_unit_test(quoting),   cmocka_unit_test(widths),
        cmocka_unit_test(rewriting), cmocka_unit_test(garbage),
        cmocka_unit_test(draws),     cmocka_unit_test(without_gnuplot)};

    for (size_t i = 0; i < N; i++)
        tests[i + FIXED] =
            (struct CMUnitTest){.name = wraps[i].name,
                                .test_func = wrapping,
                                .initial_state = (void *)(uintptr_t)&wraps[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
