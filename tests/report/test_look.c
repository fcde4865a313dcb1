/* A theme as the writers get it: variables of the style sheet, colours of
 * charts, a logo as part of the page. */
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "report/look.h"
#include "tests/support/check.h"

static void put(struct str *path, const char *folder, const char *name,
                struct text bytes)
{
    struct err err = {0};

    str_clear(path);
    path_join(path, folder, name);
    assert_ok(file_write(str_cstr(path), bytes, 0600, &err), &err);
}

struct made_look {
    struct theme *theme;
    struct arena *arena;
    struct look look;
};

static void make(struct made_look *m, const char *folder, const char *yaml)
{
    struct str path = {0};
    struct err err = {0};

    *m = (struct made_look){.arena = arena_new()};
    assert_non_null(m->arena);
    put(&path, folder, "theme.yaml", text_of(yaml));
    assert_ok(theme_read(&m->theme, str_cstr(&path), &err), &err);
    assert_ok(look_make(&m->look, m->theme, m->arena, &err), &err);
    str_free(&path);
}

static void end(struct made_look *m)
{
    theme_free(m->theme);
    arena_free(m->arena);
}

static void without(void **state)
{
    struct made_look m;
    struct err err = {0};

    make(&m, check_folder(state), "organisation: Us\n");
    assert_null(m.look.palette);
    assert_string_equal(m.look.style, "");
    assert_null(m.look.logo);
    assert_string_equal(m.look.organisation, "Us");
    assert_ok(look_make(&m.look, NULL, m.arena, &err), &err);
    assert_string_equal(m.look.style, "");
    assert_null(m.look.organisation);
    end(&m);
}

static void colours(void **state)
{
    struct made_look m;
    const struct palette *p;

    make(&m, check_folder(state),
         "font: Source Sans 3\n"
         "colours:\n"
         "  light: {strong_positive: \"#00502B\", positive: \"#00804A\"}\n");
    p = m.look.palette;
    assert_non_null(p);
    /* The strongest shade has this colour too: one of the two gives way. */
    assert_string_equal(p->colour[INK_HEAT + 3], "#00502B");
    assert_string_equal(p->colour[INK_TONE + TONE_STRONG_POSITIVE], "#00502C");
    assert_string_equal(p->colour[INK_HEAT], "#E0EAE6");
    assert_string_equal(p->colour[INK_HEAT + 2], "#407C60");
    assert_string_equal(p->colour[INK_TONE + TONE_POSITIVE], "#00804A");
    assert_string_equal(p->colour[INK_TEXT], "#0B0C0C");
    assert_string_equal(p->colour[INK_PAPER], "#FFFFFF");
    for (size_t i = 0; i < INKS; i++) {
        assert_string_equal(palette_class(p, p->colour[i]),
                            ink_class(ink_colour((enum ink)i)));
    }
    assert_non_null(
        strstr(m.look.style, "body{font-family:\"Source Sans 3\","));
    assert_non_null(strstr(m.look.style,
                           "@media print,(prefers-color-scheme:light){:root{"));
    assert_non_null(strstr(m.look.style, "--t0:#00502b;--l0:#ffffff;"));
    /* Black words on orange, white ones on blue. */
    assert_non_null(strstr(m.look.style, "--t3:#f46a25;--l3:#000000;"));
    assert_non_null(strstr(m.look.style,
                           "--h1:#e0eae6;--h2:#b3cbbf;--h3:#407c60;"
                           "--h4:#00502b;--hi:#ffffff;"));
    /* Nothing was said of the dark mode. */
    assert_null(strstr(m.look.style, "scheme:dark"));
    end(&m);
}

/* Words upon every area and shade can be read, whatever the colours. */
static void shades(void **state)
{
    static const char *const given[] = {
        "colours: {light: {strong_positive: \"#333333\"}}\n",
        "colours: {light: {strong_positive: \"#0000CC\", text: \"#555555\"}}\n",
        "colours: {dark: {strong_positive: \"#FFFFFF\"}}\n",
        "colours: {dark: {strong_positive: \"#767676\"}}\n",
    };
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        static const char *const pair[][2] = {
            {"--ink:#", "--h1:#"}, {"--ink:#", "--h2:#"}, {"--hi:#", "--h3:#"},
            {"--hi:#", "--h4:#"},  {"--l0:#", "--t0:#"},  {"--l2:#", "--t2:#"}};
        struct made_look m;

        make(&m, folder, given[i]);
        for (size_t k = 0; k < sizeof pair / sizeof *pair; k++) {
            unsigned char rgb[2][3];

            for (size_t side = 0; side < 2; side++) {
                const char *at = strstr(m.look.style, pair[k][side]);
                unsigned long x;

                assert_non_null(at);
                x = strtoul(at + strlen(pair[k][side]), NULL, 16);
                rgb[side][0] = (unsigned char)(x >> 16);
                rgb[side][1] = (unsigned char)(x >> 8);
                rgb[side][2] = (unsigned char)x;
            }
            if (theme_contrast(rgb[0], rgb[1]) < 4.5)
                fail_msg("%s: %s on %s", given[i], pair[k][0], pair[k][1]);
        }
        end(&m);
    }
}

static void logo(void **state)
{
    static const char png[] =
        "\x89PNG\r\n\x1A\n"
        "\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0\x90wS\xDE"
        "\0\0\0\fIDATx\x9C\x63\xF8\xCF\xC0\0\0\3\1\1\0\xC9\xFE\x92\xEF"
        "\0\0\0\0IEND\xAE\x42\x60\x82";
    const char *folder = check_folder(state);
    struct str path = {0};
    struct made_look m;

    put(&path, folder, "us.png", (struct text){png, sizeof png - 1});
    make(&m, folder, "logo: {file: us.png, text: Us & them}\n");
    assert_string_equal(
        m.look.logo,
        "data:image/png;base64,"
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMB"
        "AQDJ/pLvAAAAAElFTkSuQmCC");
    assert_string_equal(m.look.logo_text, "Us & them");
    assert_int_equal(m.look.logo_width, 1);
    assert_null(m.look.palette);
    assert_non_null(strstr(m.look.style, ".logo{"));
    str_free(&path);
    end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without), cmocka_unit_test(colours),
        cmocka_unit_test(shades), cmocka_unit_test(logo)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
