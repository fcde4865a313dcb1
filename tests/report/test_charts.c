/* Every kind of chart: its script as it was looked at, labels that neither
 * touch nor leave the picture however long and many they are, colours that can
 * be told apart, sizes of files.
 *
 * GOLDEN=write in the environment writes the scripts anew. */
#include "core/base/file.h"
#include "core/base/num.h"
#include "report/font.h"
#include "tests/report/chart_large.h"
#include "tests/support/check.h"

static void script_of(const struct chart *chart, enum form form,
                      struct str *script, struct str *data)
{
    struct arena *arena = arena_new();
    struct err err = {0};
    size_t index = 0;

    assert_ok(
        chart_script(chart, form, "chart", script, data, &index, arena, &err),
        &err);
    arena_free(arena);
}

/* ---- golden scripts --------------------------------------------------- */

static void golden(void **state)
{
    const struct sample *s = *state;
    struct arena *arena = arena_new();
    struct chart chart = sample_chart(s, arena);
    struct str made = {0}, known = {0}, path = {0};
    struct err err = {0};

    for (int form = 0; form < FORMS; form++) {
        struct str script = {0}, data = {0};

        script_of(&chart, (enum form)form, &script, &data);
        str_add_n(&made, script.p, script.n);
        str_add(&made, "# data.txt\n");
        str_add_n(&made, str_cstr(&data), data.n);
        str_free(&script);
        str_free(&data);
    }
    str_addf(&path, "tests/data/report/charts/%s.gp", s->name);
    if (getenv("GOLDEN"))
        assert_ok(file_write(str_cstr(&path), str_text(&made), 0644, &err),
                  &err);
    assert_ok(file_read(str_cstr(&path), 1u << 20, &known, &err), &err);
    assert_string_equal(str_cstr(&made), str_cstr(&known));
    str_free(&made);
    str_free(&known);
    str_free(&path);
    arena_free(arena);
}

/* ---- labels ----------------------------------------------------------- */

struct label {
    double x0, x1, y;
    struct text text;
};
struct labels {
    struct label label[4000];
    size_t n;
    double width, height, size;
};

static double number_at(const char *p)
{
    struct text t = {p, strspn(p, "0123456789.-e")};
    double x = 0;

    assert_true(num_parse(t, &x));
    return x;
}

/* The end of a quoted text; quotes in it are doubled. */
static const char *quoted_end(const char *p)
{
    while (*p && (*p != '\'' || p[1] == '\''))
        p += *p == '\'' ? 2 : 1;
    return p;
}

static void read_label(struct labels *all, const char *line)
{
    const char *end = quoted_end(line);
    const char *at = strstr(end, "at screen ");
    const char *y = strstr(at, ", screen ");
    const char *align = strchr(y + 9, ' ') + 1;
    struct label *l = &all->label[all->n++];
    double wide, x = number_at(at + 10) * all->width;

    assert_true(all->n < 4000);
    l->text = (struct text){line, (size_t)(end - line)};
    wide = font_width(l->text, all->size);
    l->y = (1 - number_at(y + 9)) * all->height;
    l->x0 = *align == 'l' ? x : *align == 'r' ? x - wide : x - wide / 2;
    l->x1 = l->x0 + wide;
}

static void read_labels(struct labels *all, const struct str *script)
{
    static const char begin[] = "set label '";
    const char *size = strstr(str_cstr(script), " size ");
    const char *font = strstr(str_cstr(script), "'Liberation Sans,");
    const char *p = str_cstr(script);

    all->n = 0;
    all->width = number_at(size + 6);
    all->height = number_at(strchr(size, ',') + 1);
    all->size = number_at(strchr(font, ',') + 1);
    while ((p = strstr(p, begin)) != NULL) {
        p += sizeof begin - 1;
        read_label(all, p);
    }
}

static void check_labels(const struct labels *all, const char *what)
{
    double tall = all->size * 0.95;

    for (size_t i = 0; i < all->n; i++) {
        const struct label *a = &all->label[i];

        if (a->x0 < -0.5 || a->x1 > all->width + 0.5 || a->y - tall / 2 < -1 ||
            a->y + tall / 2 > all->height + 1)
            fail_msg("%s: '%.*s' is cut: %g to %g of %g, %g of %g", what,
                     (int)a->text.n, a->text.p, a->x0, a->x1, all->width, a->y,
                     all->height);
        for (size_t k = i + 1; k < all->n; k++) {
            const struct label *b = &all->label[k];

            if (a->x0 < b->x1 - 1 && b->x0 < a->x1 - 1 &&
                fabs(a->y - b->y) < tall - 1)
                fail_msg("%s: '%.*s' and '%.*s' overlap", what, (int)a->text.n,
                         a->text.p, (int)b->text.n, b->text.p);
        }
    }
}

static void check_chart(const struct chart *chart, const char *name,
                        struct labels *labels)
{
    static const char *const form_name[FORMS] = {"wide", "narrow"};

    for (int form = 0; form < FORMS; form++) {
        struct str script = {0}, data = {0}, what = {0};

        str_addf(&what, "%s, %zu rows, %s", name, chart->n_rows,
                 form_name[form]);
        script_of(chart, (enum form)form, &script, &data);
        read_labels(labels, &script);
        assert_true(labels->size >= 12);
        assert_true(labels->n > 0);
        check_labels(labels, str_cstr(&what));
        str_free(&script);
        str_free(&data);
        str_free(&what);
    }
}

static void room(void **state)
{
    static const size_t rows[] = {1, 2, 5, 12, 30, 40};
    static const size_t letters[] = {3, 30, 90};
    const struct sample *s = *state;
    struct labels *labels = mem_array(1, sizeof *labels);
    struct arena *arena = arena_new();
    struct chart chart = sample_chart(s, arena);

    assert_non_null(labels);
    check_chart(&chart, s->name, labels);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
            chart = large_chart(s->kind, rows[i], letters[k], arena);
            check_chart(&chart, s->name, labels);
        }
    }
    arena_free(arena);
    free(labels);
}

/* A label without a space that is wider than any form. */
static void one_word(void **state)
{
    const struct sample *s = *state;
    struct labels *labels = mem_array(1, sizeof *labels);
    struct arena *arena = arena_new();
    struct chart chart = sample_chart(s, arena);
    char word[121];

    memset(word, 'm', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_non_null(labels);
    for (size_t r = 0; r < chart.n_rows; r++)
        chart.row[r].label = word;
    for (size_t i = 0; i < chart.n_series; i++)
        chart.series[i].label = word;
    chart.axis = chart.axis_up = word;
    check_chart(&chart, s->name, labels);
    arena_free(arena);
    free(labels);
}

/* What is withheld has its mark and no number, in every kind. */
static void withheld(void **state)
{
    const struct sample *s = *state;
    struct labels *labels = mem_array(1, sizeof *labels);
    struct arena *arena = arena_new();
    struct chart chart = sample_chart(s, arena);
    static const struct cell gone = {.id = "x", .mark = MARK_WITHHELD};

    assert_non_null(labels);
    for (size_t r = 0; r < chart.n_rows; r++) {
        for (size_t i = 0; i < chart.n_series && !chart.row[r].heading; i++)
            chart.row[r].cell[i] = r % 2 ? NULL : &gone;
    }
    chart.average = NULL;
    check_chart(&chart, s->name, labels);
    arena_free(arena);
    free(labels);
}

/* ---- colours ---------------------------------------------------------- */

static double channel(const char *p)
{
    unsigned long x = 0;
    const char digits[] = {p[0], p[1], '\0'};
    double c;

    x = strtoul(digits, NULL, 16);
    c = (double)x / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2. */
static double contrast(unsigned a, unsigned b)
{
    double x[2];

    for (size_t i = 0; i < 2; i++) {
        const char *p = ink_colour((enum ink)(i ? b : a));

        x[i] = 0.2126 * channel(p + 1) + 0.7152 * channel(p + 3) +
               0.0722 * channel(p + 5) + 0.05;
    }
    return x[0] > x[1] ? x[0] / x[1] : x[1] / x[0];
}

static void colours(void **state)
{
    (void)state;
    for (unsigned i = 0; i < TONES; i++) {
        assert_true(contrast(INK_TONE + i, INK_PAPER) >= 3);
        assert_true(contrast(INK_TONE + i, INK_ON_TONE + i) >= 4.5);
    }
    for (unsigned i = 1; i < SERIES; i++)
        assert_true(contrast(INK_TONE + tone_of_series(i - 1),
                             INK_TONE + tone_of_series(i)) >= 3);
    for (unsigned i = 0; i < HEATS; i++) {
        unsigned text = i < 2 ? INK_TEXT : INK_ON_HEAT;
        unsigned beside = i < 2 ? INK_OUTLINE : INK_PAPER;

        assert_true(contrast(INK_HEAT + i, text) >= 4.5);
        assert_true(contrast(INK_HEAT + i, beside) >= 3);
    }
    assert_true(contrast(INK_OUTLINE, INK_PAPER) >= 3);
    assert_true(contrast(INK_MUTED, INK_PAPER) >= 4.5);
    assert_true(contrast(INK_TEXT, INK_PAPER) >= 4.5);
}

/* The SVG pass knows inks by their colours. */
static void inks_differ(void **state)
{
    (void)state;
    for (unsigned i = 0; i < INKS; i++) {
        for (unsigned k = 0; k < i; k++)
            assert_string_not_equal(ink_colour((enum ink)i),
                                    ink_colour((enum ink)k));
    }
}

/* ---- drawn ------------------------------------------------------------ */

static void sizes_of_files(void **state)
{
    struct exhibit exhibit[SAMPLES] = {{0}};
    struct exhibits all = {.exhibit = exhibit, .n = SAMPLES};
    struct planned planned = {0};
    struct drawing *drawing = NULL;
    struct arena *arena = arena_new();
    struct err err = {0};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        exhibit[i].name = samples[i].name;
        exhibit[i].planned = &planned;
        exhibit[i].chart = sample_chart(&samples[i], arena);
    }
    assert_ok(charts_draw(&drawing, &n, &all, NULL, 0, &err), &err);
    assert_int_equal(n, SAMPLES);
    for (size_t i = 0; i < n; i++) {
        for (int form = 0; form < FORMS; form++) {
            const struct str *svg = &drawing[i].svg[form];

            assert_true(svg->n < 6144);
            /* A colour without a class would not turn dark. */
            assert_null(strstr(str_cstr(svg), "-x\""));
        }
    }
    drawings_free(drawing, n);
    arena_free(arena);
}

int main(void)
{
    enum { FIXED = 3, EACH = 4 };
    static const struct {
        const char *name;
        CMUnitTestFunction function;
    } each[EACH] = {{"golden", golden},
                    {"room", room},
                    {"one word", one_word},
                    {"withheld", withheld}};
    static char name[EACH * SAMPLES][40];
    struct CMUnitTest tests[FIXED + EACH * SAMPLES] = {
        cmocka_unit_test(colours), cmocka_unit_test(inks_differ),
        cmocka_unit_test(sizes_of_files)};

    for (size_t i = 0; i < EACH * SAMPLES; i++) {
        const struct sample *s = &samples[i % SAMPLES];

        (void)snprintf(name[i], sizeof name[i], "%s: %s", s->name,
                       each[i / SAMPLES].name);
        tests[FIXED + i] =
            (struct CMUnitTest){.name = name[i],
                                .test_func = each[i / SAMPLES].function,
                                .initial_state = (void *)(uintptr_t)s};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
