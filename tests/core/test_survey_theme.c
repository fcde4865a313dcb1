/* theme.yaml: what is measured, what is refused and in which words; logos. */
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/theme_contrast.h"
#include "tests/support/check.h"

static void put(struct str *path, const char *folder, const char *name,
                struct text bytes)
{
    struct err err = {0};

    str_clear(path);
    path_join(path, folder, name);
    assert_ok(file_write(str_cstr(path), bytes, 0600, &err), &err);
}

/* ---- contrast --------------------------------------------------------- */

/* Against white, as the Analysis Function's palette is documented and as
 * WebAIM's contrast checker shows them. */
static const struct {
    unsigned char rgb[3];
    double on_white;
} known[] = {
    {{0x00, 0x00, 0x00}, 21},    {{0xFF, 0xFF, 0xFF}, 1},
    {{0x12, 0x43, 0x6D}, 10.25}, {{0x28, 0xA1, 0x97}, 3.17},
    {{0x80, 0x16, 0x50}, 9.77},  {{0xF4, 0x6A, 0x25}, 3.03},
    {{0x3D, 0x3D, 0x3D}, 10.86}, {{0xA2, 0x85, 0xD1}, 3.08},
    {{0x20, 0x73, 0xBC}, 4.95},  {{0x6B, 0xAC, 0xE6}, 2.42},
    {{0xBF, 0xBF, 0xBF}, 1.84},  {{0x76, 0x76, 0x76}, 4.54},
    {{0x77, 0x77, 0x77}, 4.48},
};

static void contrasts(void **state)
{
    static const unsigned char white[] = {255, 255, 255};

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double x = theme_contrast(known[i].rgb, white);

        assert_true(x > known[i].on_white - 0.0051);
        assert_true(x < known[i].on_white + 0.0051);
        assert_near(theme_contrast(white, known[i].rgb), x, 0);
    }
}

static void usual_colours(void **state)
{
    (void)state;
    for (int mode = 0; mode < THEME_MODES; mode++) {
        for (size_t i = 0; i < theme_n_pairs; i++) {
            const struct theme_pair *p = &theme_pairs[i];
            double x = theme_contrast(
                theme_usual((enum theme_mode)mode, (enum theme_ink)p->ink),
                theme_usual((enum theme_mode)mode, (enum theme_ink)p->ground));

            if (x < p->least && (mode == THEME_LIGHT || !p->light))
                fail_msg("mode %d, pair %zu: %.3f", mode, i, x);
        }
    }
}

/* ---- what is refused -------------------------------------------------- */

static const struct {
    const char *yaml, *said; /* behind the path of the file */
} refused[] = {
    {"colours:\n  light:\n    positive: \"#7FD1A8\"\n",
     ":3: colours.light.positive (#7FD1A8) has a contrast of 1.81 to 1 with "
     "light.paper (#FFFFFF, the usual one); it must be at least 3 to 1, so "
     "make one of them darker or lighter"},
    {"colours: {light: {muted: \"#777777\"}}\n",
     ":1: colours.light.muted (#777777) has a contrast of 4.47 to 1 with "
     "light.paper (#FFFFFF, the usual one); it must be at least 4.5 to 1, so "
     "make one of them darker or lighter"},
    {"colours:\n  light:\n    paper: \"#FFDD00\"\n    link: \"#000080\"\n",
     ":3: colours.light.negative (#F46A25, the usual one) has a contrast of "
     "2.24 to 1 with light.paper (#FFDD00); it must be at least 3 to 1, so "
     "make one of them darker or lighter"},
    {"colours:\n  dark:\n    strong_positive: \"#12436D\"\n",
     ":3: colours.dark.strong_positive (#12436D) has a contrast of 1.72 to 1 "
     "with dark.paper (#16191C, the usual one); it must be at least 3 to 1, "
     "so make one of them darker or lighter"},
    {"colours:\n  light:\n    strong_negative: \"#F46A25\"\n",
     ":3: colours.light.negative (#F46A25, the usual one) has a contrast of "
     "1.00 to 1 with light.strong_negative (#F46A25); it must be at least 3 to "
     "1, so make one of them darker or lighter"},
    {"colours:\n  light:\n    other: \"#801650\"\n",
     ":3: colours.light.strong_negative (#801650, the usual one) has a "
     "contrast "
     "of 1.00 to 1 with light.other (#801650); it must be at least 3 to 1, so "
     "make one of them darker or lighter"},
    {"colours: {light: {band: \"#0B0C0C\"}}\n",
     ":1: colours.light.text (#0B0C0C, the usual one) has a contrast of 1.00 "
     "to 1 with light.band (#0B0C0C); it must be at least 4.5 to 1, so make "
     "one "
     "of them darker or lighter"},
    {"colours:\n  light:\n    text: #0b0c0c\n",
     ":3: colours.light.text is empty; a # begins a comment, so write the "
     "colour in quotes: \"#12436D\""},
    {"colours: {light: {text: navy}}\n",
     ":1: colours.light.text is 'navy'; a colour is written \"#12436D\", in "
     "quotes"},
    {"colours: {light: {text: \"#12436\"}}\n",
     ":1: colours.light.text is '#12436'; a colour is written \"#12436D\", in "
     "quotes"},
    {"colours: {light: {text: \"#12436D;}\"}}\n",
     ":1: colours.light.text is '#12436D;}'; a colour is written \"#12436D\", "
     "in quotes"},
    {"colours: {light: {txt: \"#000000\"}}\n",
     ":1: colours.light has an unknown key 'txt'; did you mean 'text'? "
     "Allowed: text, muted, link, paper, band, strong_positive, positive, "
     "neutral, negative, strong_negative, other"},
    {"font: \"Arial\\\"}body{display:none\"\n",
     ":1: font is 'Arial\"}body{display:none'; give the name of one family, "
     "of letters, digits, spaces and hyphens"},
    {"colors: {}\n",
     ":1: the definition has an unknown key 'colors'; did you mean "
     "'colours'? Allowed: organisation, font, logo, colours"},
    {"logo: {file: logo.png}\n", ":1: logo lacks the key 'text'"},
    {"logo: {file: logo.svg, text: Us}\n",
     ":1: logo.file 'logo.svg' is no PNG; give a PNG of at most 2000 by 2000 "
     "pixels"},
};

static void refusals(void **state)
{
    const char *folder = check_folder(state);
    struct str path = {0}, expected = {0};

    put(&path, folder, "logo.svg", text_of("<svg onload='alert(1)'/>"));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct theme *theme = NULL;
        struct err err = {0};

        put(&path, folder, "theme.yaml", text_of(refused[i].yaml));
        str_clear(&expected);
        str_addf(&expected, "%s%s", str_cstr(&path), refused[i].said);
        assert_int_equal(theme_read(&theme, str_cstr(&path), &err), ERR_INPUT);
        assert_null(theme);
        assert_string_equal(err.text, str_cstr(&expected));
    }
    str_free(&path);
    str_free(&expected);
}

/* ---- what is read ----------------------------------------------------- */

/* Red, one pixel. */
static const char header[] = "\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0\x90wS\xDE";
static const char remark[] = "\0\0\0\x0BtEXtAuthor\0Jane\x03\xC5\x80\x71";
static const char data[] =
    "\0\0\0\fIDATx\x9C\x63\xF8\xCF\xC0\0\0\3\1\1\0\xC9\xFE\x92\xEF";
static const char end[] = "\0\0\0\0IEND\xAE\x42\x60\x82";
#define PART(s, p) str_add_n((s), (p), sizeof(p) - 1)

static void whole_png(struct str *out, bool with_remark)
{
    str_add_n(out, "\x89PNG\r\n\x1A\n", 8);
    PART(out, header);
    if (with_remark)
        PART(out, remark);
    PART(out, data);
    PART(out, end);
}

static void pictures(void **state)
{
    struct str with = {0}, without = {0}, clean = {0};
    unsigned w = 0, h = 0;

    (void)state;
    whole_png(&with, true);
    whole_png(&without, false);
    assert_null(theme_png(str_text(&with), 1, &clean, &w, &h));
    assert_int_equal(w, 1);
    assert_int_equal(h, 1);
    assert_true(text_equal(str_text(&clean), str_text(&without)));
    for (size_t n = 0; n < without.n; n++) { /* cut anywhere */
        str_clear(&clean);
        assert_non_null(
            theme_png((struct text){without.p, n}, 1, &clean, &w, &h));
    }
    for (size_t i = 0; i < without.n; i++) { /* spoilt anywhere */
        without.p[i] ^= 1;
        str_clear(&clean);
        assert_non_null(theme_png(str_text(&without), 1, &clean, &w, &h));
        without.p[i] ^= 1;
    }
    str_clear(&clean);
    assert_string_equal(theme_png(str_text(&without), 0, &clean, &w, &h),
                        "has too many pixels");
    str_free(&with);
    str_free(&without);
    str_free(&clean);
}

/* The block of the page that describes it. */
static void example(struct str *out)
{
    struct str page = {0};
    struct err err = {0};
    const char *p, *stop;

    assert_ok(file_read("docs/formats/theme.md", 1 << 20, &page, &err), &err);
    p = strstr(str_cstr(&page), "```yaml\n");
    assert_non_null(p);
    stop = strstr(p, "\n```\n");
    assert_non_null(stop);
    str_add_n(out, p + 8, (size_t)(stop + 1 - (p + 8)));
    str_free(&page);
}

static void documented(void **state)
{
    static const unsigned char green[] = {0x00, 0x80, 0x4A};
    const char *folder = check_folder(state);
    struct str path = {0}, yaml = {0}, png = {0};
    struct theme *theme = NULL;
    struct err err = {0};

    example(&yaml);
    whole_png(&png, true);
    put(&path, folder, "logo.png", str_text(&png));
    put(&path, folder, "theme.yaml", str_text(&yaml));
    assert_ok(theme_read(&theme, str_cstr(&path), &err), &err);
    assert_string_equal(theme->font, "Source Sans 3");
    assert_int_equal(theme->logo.width, 1);
    assert_int_equal(theme->logo.n_png, png.n - (sizeof remark - 1));
    assert_memory_equal(theme->colour[THEME_LIGHT][THEME_POSITIVE].rgb, green,
                        3);
    assert_false(theme->colour[THEME_LIGHT][THEME_TEXT].given);
    assert_memory_equal(theme->colour[THEME_DARK][THEME_TEXT].rgb,
                        theme_usual(THEME_DARK, THEME_TEXT), 3);
    theme_free(theme);
    str_free(&path);
    str_free(&yaml);
    str_free(&png);
}

static void small(void **state)
{
    const char *folder = check_folder(state);
    struct str path = {0};
    struct theme *theme = NULL;
    struct err err = {0};

    put(&path, folder, "theme.yaml",
        text_of("colours: {light: {link: 00703c}}\n"));
    assert_ok(theme_read(&theme, str_cstr(&path), &err), &err);
    assert_null(theme->font);
    assert_null(theme->organisation);
    assert_null(theme->logo.png);
    assert_int_equal(theme->colour[THEME_LIGHT][THEME_LINK].rgb[1], 0x70);
    theme_free(theme);
    theme_free(NULL);
    str_clear(&path);
    path_join(&path, folder, "none.yaml");
    assert_int_equal(theme_read(&theme, str_cstr(&path), &err), ERR_INPUT);
    assert_null(theme);
    str_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrasts),  cmocka_unit_test(usual_colours),
        cmocka_unit_test(refusals),   cmocka_unit_test(pictures),
        cmocka_unit_test(documented), cmocka_unit_test(small)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
