/* test_base_text.c - messages, memory, notes, buffers, Unicode. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/base/notes.h"
#include "core/base/text.h"

static void err_keeps_the_first(void **state)
{
    struct err err = {0};

    (void)state;
    assert_int_equal(err_at(&err, ERR_INPUT, "a.yaml", 12, "no key '%s'", "x"),
                     ERR_INPUT);
    assert_int_equal(err_set(&err, ERR_IO, "later"), ERR_IO);
    assert_int_equal(err.status, ERR_INPUT);
    assert_string_equal(err.text, "a.yaml:12: no key 'x'");
    assert_int_equal(err_set(NULL, ERR_STALE, "lost"), ERR_STALE);
    err = (struct err){0};
    assert_int_equal(err_at(&err, ERR_IO, "a.db", 0, "full"), ERR_IO);
    assert_string_equal(err.text, "a.db: full");
    err = (struct err){0};
    assert_int_equal(err_at(&err, ERR_IO, NULL, 7, "full"), ERR_IO);
    assert_string_equal(err.text, "full");
    err = (struct err){0};
    assert_int_equal(err_set(&err, ERR_INPUT, "a\nb\r\nc"), ERR_INPUT);
    assert_string_equal(err.text, "a b  c");
    err = (struct err){0};
    assert_int_equal(err_nomem(&err), ERR_NOMEM);
    assert_int_equal(err.status, ERR_NOMEM);
}

/* Clipped at every place of a text of characters of all lengths. */
static void err_clips_at_characters(void **state)
{
    (void)state;
    for (int shift = 0; shift < 12; shift++) {
        struct str s = {0};
        struct err err = {0};
        size_t n;

        for (int i = 0; i < shift; i++)
            str_add_char(&s, 'x');
        while (s.n < 2000)
            str_add(&s, "a£€𝄞");
        assert_int_equal(err_set(&err, ERR_INPUT, "%s", str_cstr(&s)),
                         ERR_INPUT);
        n = strlen(err.text);
        assert_true(n <= ERR_TEXT_MAX && n > ERR_TEXT_MAX - 4);
        assert_int_equal(text_valid_utf8(text_of(err.text)), n);
        assert_memory_equal(err.text, s.p, n);
        err = (struct err){0};
        assert_int_equal(err_at(&err, ERR_INPUT, str_cstr(&s), 3, "what"),
                         ERR_INPUT);
        n = strlen(err.text);
        assert_int_equal(text_valid_utf8(text_of(err.text)), n);
        str_free(&s);
    }
}

static void memory(void **state)
{
    struct err err = {0};
    void *p = NULL;
    size_t room = 0;
    char *zero = mem_array(1000, 8);

    (void)state;
    assert_non_null(zero);
    for (size_t i = 0; i < 8000; i++)
        assert_int_equal(zero[i], 0);
    free(zero);
    p = mem_array(0, 8);
    assert_non_null(p);
    free(p);
    p = NULL;
    assert_null(mem_array(SIZE_MAX / 4, 8));
    assert_ok(mem_grow(&p, &room, 100, 8, &err), &err);
    assert_true(room >= 100);
    assert_int_equal(mem_grow(&p, &room, SIZE_MAX / 4, 8, &err), ERR_NOMEM);
    assert_non_null(p);
    assert_true(room >= 100 && room < SIZE_MAX / 8);
    free(p);
}

static void arenas(void **state)
{
    struct arena *a = arena_new();
    char *first, *large, *more;

    (void)state;
    assert_non_null(a);
    first = arena_text(a, "first", 5);
    large = arena_alloc(a, 100000, 3);
    more = arena_printf(a, "%s-%d", "more", 7);
    assert_string_equal(first, "first");
    assert_string_equal(more, "more-7");
    for (size_t i = 0; i < 300000; i++)
        assert_int_equal(large[i], 0);
    for (size_t i = 0; i < 20000; i++) {
        char *p = arena_alloc(a, i % 50, 1);

        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < i % 50; k++) {
            assert_int_equal(p[k], 0);
            p[k] = 'x';
        }
    }
    assert_string_equal(first, "first");
    assert_string_equal(arena_text(a, NULL, 0), "");
    assert_null(arena_alloc(a, SIZE_MAX / 2, 4));
    assert_null(arena_alloc(a, SIZE_MAX - 3, 1));
    assert_null(arena_text(a, "x", SIZE_MAX));
    arena_free(a);
    arena_free(NULL);
    a = arena_new();
    assert_non_null(arena_alloc(a, 100000, 1)); /* large, and the first */
    assert_non_null(arena_alloc(a, 8, 1));
    arena_free(a);
}

static void notes(void **state)
{
    struct notes n = {0};
    struct err err = {0};

    (void)state;
    assert_ok(notes_add(&n, &err, NOTE_INFO, "read %d rows", 3), &err);
    assert_ok(notes_add(&n, &err, NOTE_ATTENTION, "a.csv:2: bad\nrow"), &err);
    assert_ok(notes_add(NULL, &err, NOTE_ATTENTION, "lost"), &err);
    assert_int_equal(n.n, 2);
    assert_string_equal(n.note[0].text, "read 3 rows");
    assert_string_equal(n.note[1].text, "a.csv:2: bad row");
    assert_int_equal(notes_attention(&n), 1);
    assert_int_equal(notes_attention(NULL), 0);
    notes_free(&n);
    assert_int_equal(n.n, 0);
    notes_free(&n);
}

static void buffers(void **state)
{
    struct str s = {0};
    struct err err = {0};
    char *z = NULL;

    (void)state;
    assert_string_equal(str_cstr(&s), "");
    assert_int_equal(str_text(&s).n, 0);
    str_add(&s, "a");
    str_add_n(&s, "b\0c", 3);
    str_add_char(&s, 'd');
    str_addf(&s, "%05d", 42);
    assert_int_equal(s.n, 10);
    assert_memory_equal(s.p, "ab\0cd00042", 11);
    assert_ok(str_status(&s, &err), &err);
    str_clear(&s);
    assert_string_equal(str_cstr(&s), "");
    for (int i = 0; i < 10000; i++)
        str_addf(&s, "%d,", i % 10);
    assert_int_equal(s.n, 20000);
    assert_ok(str_take(&s, &z, &err), &err);
    assert_int_equal(strlen(z), 20000);
    free(z);
    assert_null(s.p);
    assert_ok(str_take(&s, &z, &err), &err);
    assert_string_equal(z, "");
    free(z);
    z = NULL;
    str_add_n(&s, "x", SIZE_MAX);
    str_add(&s, "ignored");
    assert_int_equal(s.n, 0);
    assert_int_equal(str_status(&s, &err), ERR_NOMEM);
    assert_int_equal(str_take(&s, &z, &err), ERR_NOMEM);
    assert_null(z);
    str_add(&s, "again");
    assert_string_equal(str_cstr(&s), "again");
    str_free(&s);
}

static void trimming(void **state)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"  ", ""},
        {"a", "a"},
        {" \t\r\n\v\f a b \n", "a b"},
        {"\xC2\xA0\xEF\xBB\xBF a\xC2\xA0", "a"},
        {"\xA0", "\xA0"},
        {"\xC2\xA3", "\xC2\xA3"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text t = text_trim(text_of(cases[i][0]));

        assert_true(text_equal(t, text_of(cases[i][1])));
    }
    assert_int_equal(text_trim(text_of(NULL)).n, 0);
}

static void valid_utf8(void **state)
{
    static const struct {
        const char *bytes;
        size_t valid;
    } cases[] = {
        {"", 0},
        {"plain ascii, longer than eight", 30},
        {"caf\xC3\xA9", 5},
        {"\xE2\x82\xAC", 3},
        {"\xF0\x9D\x84\x9E", 4},
        {"\xF4\x8F\xBF\xBF", 4},         /* U+10FFFF */
        {"\xED\x9F\xBF\xEE\x80\x80", 6}, /* beside the surrogates */
        {"ab\x92s", 2},                  /* cp1252 */
        {"a\x80", 1},
        {"a\xC0\x80", 1},         /* overlong NUL */
        {"a\xC1\xBF", 1},         /* overlong */
        {"a\xE0\x9F\xBF", 1},     /* overlong */
        {"a\xF0\x8F\xBF\xBF", 1}, /* overlong */
        {"a\xED\xA0\x80", 1},     /* surrogate */
        {"a\xF4\x90\x80\x80", 1}, /* above U+10FFFF */
        {"a\xF5\x80\x80\x80", 1},
        {"a\xFF", 1},
        {"a\xE2\x82", 1},     /* cut off */
        {"a\xF0\x9D\x84", 1}, /* cut off */
        {"a\xE2\x28\xA1", 1},
        {"12345678\xC3", 8},
        {"1234567\xC3\xA9 and on it goes \xFF", 25},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(text_valid_utf8(text_of(cases[i].bytes)),
                         cases[i].valid);
}

static const char *const folds[][2] = {
    {"", ""},
    {"   ", ""},
    {"Yes", "yes"},
    {"  Prefer NOT\tto \n say ", "prefer not to say"},
    {"a__b_ c", "a b c"},
    {"_a_", "a"},
    {"Don’t know", "don't know"},
    {"Don‘t know", "don't know"},
    {"Don´t know", "don't know"},
    {"Don`t know", "don't know"},
    {"“x” „y” «z» \"w\" ‚v‘ ‹u›", "'x' 'y' 'z' 'w' 'v' 'u'"},
    {"5′ 6″", "5' 6'"},
    {"16–24", "16-24"},
    {"16—24 16‐24 16‑24 16‒24 16―24 16−24", "16-24 16-24 16-24 16-24 16-24 "
                                            "16-24"},
    {"a\xC2\xA0"
     "b\xE2\x80\xAF"
     "c\xE2\x80\x89"
     "d\xE3\x80\x80"
     "e",
     "a b c d e"},
    {"\xEF\xBB\xBFID", "id"},
    {"zero\xE2\x80\x8Bwidth\xE2\x80\x8D", "zerowidth"},
    {"soft\xC2\xADhyphen", "softhyphen"},
    {"ﬁne ½ ①", "fine 1⁄2 1"},
    {"Ｆｕｌｌ＿ｗｉｄｔｈ", "full width"},
    {"STRASSE straße", "strasse strasse"},
    {"CAFÉ cafe\xCC\x81", "café café"},
    {"Ŵy", "ŵy"},
    {"ΣΑΣ", "σασ"},
    {"£5 & 10%", "£5 & 10%"},
    {"日本", "日本"},
};

static void folding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        struct str s = {0}, again = {0};

        text_fold(&s, text_of(folds[i][0]));
        assert_string_equal(str_cstr(&s), folds[i][1]);
        text_fold(&again, str_text(&s));
        assert_string_equal(str_cstr(&again), str_cstr(&s));
        str_free(&s);
        str_free(&again);
    }
}

/* ASCII goes its own way; beside a letter that is not, it goes the other. */
static void folding_two_ways(void **state)
{
    (void)state;
    for (int c = 0; c < 0x80; c++) {
        const char input[] = {'A', ' ',     (char)c, (char)c, 'b',
                              ' ', (char)c, 'C',     '\xC3',  '\xA9'};
        struct str plain = {0}, other = {0};

        text_fold(&plain, (struct text){input, 8});
        text_fold(&other, (struct text){input, 10});
        str_add(&plain, "é");
        assert_true(text_equal(str_text(&plain), str_text(&other)));
        str_free(&plain);
        str_free(&other);
    }
}

static void folding_appends(void **state)
{
    struct str s = {0};

    (void)state;
    str_add(&s, "x ");
    text_fold(&s, text_of(" A é "));
    assert_string_equal(str_cstr(&s), "x a é");
    str_clear(&s);
    text_fold(&s, text_of("Not \xFF utf-8"));
    assert_string_equal(str_cstr(&s), "not \xFF utf-8");
    str_free(&s);
    assert_true(text_same(text_of("Don’t  Know "), text_of("don't know")));
    assert_true(text_same(text_of(""), text_of("  ")));
    assert_false(text_same(text_of("16-24"), text_of("16 24")));
}

static void slugs(void **state)
{
    static const struct {
        const char *label;
        size_t most;
        const char *slug;
    } cases[] = {
        {"Anti-social behaviour", 60, "anti_social_behaviour"},
        {"  Q7: Officers are visible?! ", 60, "q7_officers_are_visible"},
        {"Crème brûlée", 60, "creme_brulee"},
        {"Llŷn & Ynys Môn", 60, "llyn_ynys_mon"},
        {"Straße", 60, "strasse"},
        {"75+", 60, "75"},
        {"日本", 60, ""},
        {"", 60, ""},
        {"__a__b__", 60, "a_b"},
        {"one two three", 9, "one_two"},
        {"one two three", 8, "one_two"},
        {"one two three", 7, "one_two"},
        {"one two three", 6, "one"},
        {"supercalifragilistic", 5, "super"},
        {"a supercalifragilistic", 10, "a_supercal"},
        {"ok\xFFno", 60, "ok"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        str_add(&s, "_");
        text_slug(&s, text_of(cases[i].label), cases[i].most);
        assert_string_equal(str_cstr(&s) + 1, cases[i].slug);
        str_free(&s);
    }
}

static void keys(void **state)
{
    static const char *const good[] = {
        "a",
        "q7",
        "any_victim",
        "a_",
        "sources",
        "a23456789012345678901234567890123456789012345678901234567890"};
    static const char *const bad[] = {
        "",
        "7q",
        "_a",
        "A",
        "aB",
        "a-b",
        "a b",
        "a__b",
        "é",
        "respondent",
        "response_id",
        "source",
        "everyone",
        "a234567890123456789012345678901234567890123456789012345678901"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(text_is_key(text_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_is_key(text_of(bad[i])));
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(text_width(text_of("")), 0);
    assert_int_equal(text_width(text_of("plain")), 5);
    assert_int_equal(text_width(text_of("caf\xC3\xA9")), 4);
    assert_int_equal(text_width(text_of("cafe\xCC\x81")), 4);
    assert_int_equal(text_width(text_of("日本")), 4);
    assert_int_equal(text_width(text_of("a\xFF")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(err_keeps_the_first),
        cmocka_unit_test(err_clips_at_characters),
        cmocka_unit_test(memory),
        cmocka_unit_test(arenas),
        cmocka_unit_test(notes),
        cmocka_unit_test(buffers),
        cmocka_unit_test(trimming),
        cmocka_unit_test(valid_utf8),
        cmocka_unit_test(folding),
        cmocka_unit_test(folding_two_ways),
        cmocka_unit_test(folding_appends),
        cmocka_unit_test(slugs),
        cmocka_unit_test(keys),
        cmocka_unit_test(widths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
