/* How gnuplot's end is told, by programs of that name that end in every way;
 * and that its pictures depend on the packaged fonts alone. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/base/file.h"
#include "report/gnuplot.h"
#include "report/palette.h"
#include "tests/support/check.h"

static const char *const names[] = {"age", "first", "first__age"};

static void put(const char *folder, const char *name, const char *bytes,
                unsigned mode)
{
    struct str path = {0};
    struct err err = {0};

    path_join(&path, folder, name);
    assert_ok(file_write(str_cstr(&path), text_of(bytes), mode, &err), &err);
    str_free(&path);
}

/* What gnuplot_run() says where `script` is all that PATH calls gnuplot. */
static enum status run_as(const char *folder, const char *script,
                          double seconds, struct err *err)
{
    const char *before = getenv("PATH");
    char *kept = before ? strdup(before) : NULL;
    const struct gnuplot_job job = {
        .folder = folder, .name = names, .n = 3, .seconds = seconds};
    struct str path = {0};
    enum status rc;

    str_addf(&path, "%s:/usr/bin:/bin", folder);
    if (script)
        put(folder, "gnuplot", script, 0700);
    assert_int_equal(setenv("PATH", script ? str_cstr(&path) : "/nowhere", 1),
                     0);
    rc = gnuplot_run(&job, err);
    if (kept)
        assert_int_equal(setenv("PATH", kept, 1), 0);
    free(kept);
    str_free(&path);
    return rc;
}

#define SH "#!/bin/sh\n"
#define NEW                                                                    \
    "[ \"$1\" = --version ] && echo 'gnuplot 5.4 patchlevel 4' && exit\n"

static const struct {
    const char *script;
    double seconds;
    enum status status;
    const char *said; /* %s: the folder */
} ends[] = {
    {NULL, 5, ERR_MISSING,
     "gnuplot cannot be started, so chart age cannot be drawn; install the "
     "package gnuplot-nox (script kept in %s)"},
    {SH "echo 'gnuplot 5.2 patchlevel 8'\n", 5, ERR_MISSING,
     "gnuplot is too old to draw chart age: it says 'gnuplot 5.2 patchlevel "
     "8'; install 5.4 or later (script kept in %s)"},
    {SH "echo 'gnuplot 4.6 patchlevel 6'\n", 5, ERR_MISSING,
     "gnuplot is too old to draw chart age: it says 'gnuplot 4.6 patchlevel "
     "6'; install 5.4 or later (script kept in %s)"},
    {SH NEW "echo 'chart 0' >&2\necho 'chart 1' >&2\nkill -9 $$\n", 5,
     ERR_MISSING,
     "gnuplot was killed at chart first: it said nothing; its script is kept "
     "in %s/script.gp"},
    {SH NEW "echo 'chart 2' >&2\nexec sleep 30\n", 0.5, ERR_MISSING,
     "gnuplot took too long at chart first__age: it said nothing; its script "
     "is kept in %s/script.gp"},
    {SH NEW "echo 'chart 1' >&2\necho '         ^' >&2\n"
            "echo '\"script.gp\" line 3: undefined variable: x' >&2\nexit 1\n",
     5, ERR_MISSING,
     "gnuplot failed at chart first: \"script.gp\" line 3: undefined "
     "variable: x; its script is kept in %s/script.gp"},
    {SH NEW "echo 'chart 99' >&2\nexit 3\n", 5, ERR_MISSING,
     "gnuplot failed at chart age: it said nothing; its script is kept in "
     "%s/script.gp"},
    /* Not English, a fork, a number of another shape: tried all the same. */
    {SH "exit 0\n", 5, OK, ""},
    {SH "echo 'gnuplot six'\n", 5, OK, ""},
    {SH "echo 'gnuplot 6.0 patchlevel 1'\n", 5, OK, ""},
};

static void every_end(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct err err = {0};
        struct str expected = {0};
        const char *at = strstr(ends[i].said, "%s");
        size_t n = at ? (size_t)(at - ends[i].said) : strlen(ends[i].said);

        str_add_n(&expected, ends[i].said, n);
        if (at) {
            str_add(&expected, folder);
            str_add(&expected, at + 2);
        }
        assert_int_equal(run_as(folder, ends[i].script, ends[i].seconds, &err),
                         ends[i].status);
        assert_string_equal(err.text, str_cstr(&expected));
        str_free(&expected);
    }
}

/* A complaint of bytes that are no text must not spoil the message. */
static void complaint_of_garbage(void **state)
{
    const char *folder = check_folder(state);
    struct err err = {0};

    assert_int_equal(
        run_as(folder, SH NEW "printf 'bad \\377\\376 bytes\\n' >&2\nexit 1\n",
               5, &err),
        ERR_MISSING);
    assert_non_null(strstr(err.text, "at chart age: bad ; its script"));
}

/* Nothing of the person who runs us reaches it. */
static void environment(void **state)
{
    const char *folder = check_folder(state);
    struct str path = {0}, said = {0}, conf = {0};
    struct err err = {0};

    assert_int_equal(setenv("GNUPLOT_LIB", "/home/somebody", 1), 0);
    assert_int_equal(setenv("FONTCONFIG_FILE", "/home/somebody/x", 1), 0);
    assert_int_equal(run_as(folder, SH "env | sort >said\n", 5, &err), OK);
    assert_int_equal(unsetenv("FONTCONFIG_FILE"), 0);
    path_join(&path, folder, "said");
    assert_ok(file_read(str_cstr(&path), 1 << 16, &said, &err), &err);
    assert_null(strstr(str_cstr(&said), "somebody"));
    assert_non_null(strstr(str_cstr(&said), "LC_ALL=C.UTF-8\n"));
    assert_non_null(strstr(str_cstr(&said), "TZ=UTC\n"));
    if (strstr(str_cstr(&said), "FONTCONFIG_FILE=")) {
        str_clear(&path);
        path_join(&path, folder, "fonts.conf");
        assert_ok(file_read(str_cstr(&path), 1 << 16, &conf, &err), &err);
        assert_non_null(strstr(str_cstr(&conf), "<string>Liberation Sans<"));
        assert_null(strstr(str_cstr(&conf), "/etc/fonts"));
    } else {
        print_message("Liberation Sans is not installed\n");
    }
    str_free(&path);
    str_free(&said);
    str_free(&conf);
}

/* The same picture whatever fonts and settings the person has. */
static void same_fonts(void **state)
{
    static const char script[] =
        "set terminal pngcairo size 200,80 font 'Liberation Sans,16'\n"
        "set output 'a.png'\nset title 'Agree'\nplot x\nset output\n";
    static const char own[] =
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
        "<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>";
    const char *folder = check_folder(state);
    const struct gnuplot_job job = {.folder = folder, .name = names, .n = 1};
    struct str path = {0}, conf = {0}, picture[2] = {{0}};
    struct err err = {0};

    path_join(&path, folder, "a.png");
    path_join(&conf, folder, "own.conf");
    put(folder, "script.gp", script, 0600);
    put(folder, "own.conf", own, 0600);
    for (size_t i = 0; i < 2; i++) {
        if (i == 1)
            assert_int_equal(setenv("FONTCONFIG_FILE", str_cstr(&conf), 1), 0);
        assert_ok(gnuplot_run(&job, &err), &err);
        assert_ok(file_read(str_cstr(&path), 1 << 20, &picture[i], &err), &err);
    }
    assert_int_equal(unsetenv("FONTCONFIG_FILE"), 0);
    assert_true(gnuplot_png_whole(str_text(&picture[0])));
    assert_true(text_equal(str_text(&picture[0]), str_text(&picture[1])));
    picture[0].n--;
    assert_false(gnuplot_png_whole(str_text(&picture[0])));
    assert_false(gnuplot_png_whole(text_of("<html>")));
    assert_false(gnuplot_png_whole(text_of("")));
    str_free(&path);
    str_free(&conf);
    str_free(&picture[0]);
    str_free(&picture[1]);
}

/* ---- palettes --------------------------------------------------------- */

static void palettes(void **state)
{
    static const char script[] = "set label 'rgb ''#12436D''' at 1,1 textcolor "
                                 "rgb '#0B0C0C'\nplot 1 lc rgb '#12436D'\n"
                                 "set label 'x' textcolor rgb '#ABCDEF'";
    struct palette p;
    struct str out = {0};

    (void)state;
    palette_usual(&p);
    palette_apply(&p, text_of(script), &out);
    assert_string_equal(str_cstr(&out), script);
    str_clear(&out);
    palette_apply(NULL, text_of(script), &out);
    assert_string_equal(str_cstr(&out), script);
    str_clear(&out);
    memcpy(p.colour[INK_TONE], "#004D2C", 8);
    palette_apply(&p, text_of(script), &out);
    assert_string_equal(str_cstr(&out),
                        "set label 'rgb ''#12436D''' at 1,1 textcolor rgb "
                        "'#0B0C0C'\nplot 1 lc rgb '#004D2C'\nset label 'x' "
                        "textcolor rgb '#ABCDEF'");
    assert_string_equal(palette_class(&p, "#004D2C"), "t0");
    assert_null(palette_class(&p, "#12436D"));
    assert_string_equal(palette_class(NULL, "#12436D"), "t0");
    str_free(&out);
}

/* However alike a theme's colours are, each ink can be told. */
static void parted(void **state)
{
    struct palette p;

    (void)state;
    for (size_t i = 0; i < INKS; i++)
        memcpy(p.colour[i], i % 2 ? "#FFFFFF" : "#000000", 8);
    palette_part(&p);
    assert_string_equal(p.colour[0], "#000000");
    assert_string_equal(p.colour[1], "#FFFFFF");
    assert_string_equal(p.colour[2], "#000001");
    assert_string_equal(p.colour[3], "#FFFFFE");
    for (size_t i = 0; i < INKS; i++) {
        assert_string_equal(palette_class(&p, p.colour[i]),
                            ink_class(ink_colour((enum ink)i)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_end),   cmocka_unit_test(complaint_of_garbage),
        cmocka_unit_test(environment), cmocka_unit_test(same_fonts),
        cmocka_unit_test(palettes),    cmocka_unit_test(parted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
