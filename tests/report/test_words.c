/* The table of patterns, and that no sentence says what it may not. */
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "report/words.h"
#include "tests/support/check.h"

/* What is known of the population may be named as such. */
static bool names_population(int pattern)
{
    return pattern == METHOD_SAMPLE || pattern == METHOD_MIXED ||
           pattern == PROFILE_INTRO || pattern == NOTE_PROFILE ||
           pattern == CAPTION_PROFILE || pattern == MEANS_WEIGHT;
}

static void forbidden(void **state)
{
    static const char *const never[] = {
        "the public", "residents think", "margin of error", "significant",
        "population", "prove",           "majority",        "  "};

    (void)state;
    for (int i = 0; i < PATTERNS; i++) {
        const char *text = pattern_text((enum pattern)i);

        assert_non_null(text);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++) {
            if (names_population(i) && strcmp(never[k], "population") == 0)
                continue;
            if (strstr(text, never[k]))
                fail_msg("pattern %d says \"%s\": %s", i, never[k], text);
        }
    }
}

static void filled(void **state)
{
    const struct cell cell = {.id = "x", .f = {.value = 0.25, .n = 400}};
    const struct slot slot[] = {
        SLOT_SAID("item", "{n} & <b>"),
        SLOT_NUMBER("value", &cell, FIELD_VALUE, STYLE_PERCENT),
        SLOT_NUMBER("n", &cell, FIELD_N, STYLE_COUNT),
    };
    struct arena *arena = arena_new();
    struct prose words;
    struct str text = {0};
    struct err err = {0};

    (void)state;
    assert_ok(words_say(&words, arena, SAY_ITEM_MOST, slot, 3, &err), &err);
    words_plain(&text, &words);
    assert_string_equal(str_cstr(&text),
                        "Of the 400 who answered this question, 25% chose "
                        "“{n} & <b>”.");
    assert_int_equal(words_say(&words, arena, SAY_ITEM_MOST, slot, 1, &err),
                     ERR_STORE);
    assert_non_null(strstr(err.text, "has no value for {n}"));
    str_free(&text);
    arena_free(arena);
}

/* Only the gate and the path itself may see what came before the gate. */
static void doors(void **state)
{
    static const char *const closed[] = {
        "bars.c",          "cross.c",
        "exhibit.c",       "evidence_json.c",
        "findings.c",      "grid.c",
        "lines.c",         "make.c",
        "make.h",          "page.c",
        "page.h",          "page_answers.c",
        "page_exhibit.c",  "page_parts.c",
        "pack.h",          "pack.c",
        "table_csv.c",     "words.c",
        "words.h",         "html.c",
        "rules.c",         "story.c",
        "story.h",         "story_sure.c",
        "story_plan.c",    "page_story.c",
        "story_differs.c", "story_population.c",
        "chart.c",         "exhibit.h",
        "files.h"};
    const char *root = getenv("TEST_ROOT");

    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        struct str path = {0}, text = {0};
        struct err err = {0};

        str_addf(&path, "%s/report/%s", root && *root ? root : ".", closed[i]);
        assert_ok(file_read(str_cstr(&path), 1 << 20, &text, &err), &err);
        assert_null(strstr(str_cstr(&text), "report/load.h"));
        assert_null(strstr(str_cstr(&text), "report/gate.h"));
        assert_null(strstr(str_cstr(&text), "core/store/"));
        str_free(&path);
        str_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forbidden),
        cmocka_unit_test(filled),
        cmocka_unit_test(doors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
