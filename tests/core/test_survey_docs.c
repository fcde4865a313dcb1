/* test_survey_docs.c - every block of YAML in docs/formats/survey.md is read,
 * so that the page cannot drift from the program. */
#include "tests/core/test_survey_edits.h"

#define PAGE "docs/formats/survey.md"

/* What a block leaves out because it does not show it. */
static const struct {
    const char *key, *line;
} needed[] = {
    {"survey:", "survey: shown\n"},
    {"sources:", "sources: [{key: web, files: [web.csv], submitted: Date}]\n"},
    {"questions:", "questions: [{key: shown, type: text, column: Shown}]\n"},
};

static bool has_line(const char *block, const char *start)
{
    size_t n = strlen(start);

    for (const char *p = block; p; p = strchr(p, '\n')) {
        p += *p == '\n';
        if (strncmp(p, start, n) == 0)
            return true;
    }
    return false;
}

static void read_block(const char *block, size_t line)
{
    struct survey *survey = NULL;
    struct str yaml = {0};
    struct err err = {0};
    enum status rc;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has_line(block, needed[i].key))
            str_add(&yaml, needed[i].line);
    str_add(&yaml, block);
    rc = survey_parse(&survey, str_text(&yaml), "block", &err);
    if (rc != OK)
        fail_msg(PAGE ":%zu: %s\n%s", line, err.text, yaml.p);
    survey_free(survey);
    str_free(&yaml);
}

static void blocks(void **state)
{
    struct str page = {0}, block = {0};
    struct err err = {0};
    size_t n = 0, line = 0, start = 0;
    bool inside = false;
    char *p, *end;

    (void)state;
    assert_ok(file_read(PAGE, 1 << 20, &page, &err), &err);
    for (p = page.p; *p; p = end + 1) {
        end = strchr(p, '\n');
        assert_non_null(end);
        *end = '\0';
        line++;
        if (!inside && strcmp(p, "```yaml") == 0) {
            inside = true;
            start = line;
            str_clear(&block);
        } else if (inside && strcmp(p, "```") == 0) {
            inside = false;
            read_block(str_cstr(&block), start);
            n++;
        } else if (inside) {
            str_addf(&block, "%s\n", p);
        }
    }
    assert_false(inside);
    assert_true(n >= 15);
    str_free(&page);
    str_free(&block);
}

/* Every type has its example. */
static void types(void **state)
{
    struct str page = {0};
    struct err err = {0};

    (void)state;
    assert_ok(file_read(PAGE, 1 << 20, &page, &err), &err);
    for (int i = 0; i < TYPES; i++) {
        const char *name = question_type_name((enum question_type)i);
        struct str want = {0};

        str_addf(&want, "type: %s,", name);
        if (!strstr(page.p, str_cstr(&want)))
            fail_msg(PAGE " shows no question of type %s", name);
        str_free(&want);
    }
    str_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks),
        cmocka_unit_test(types),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
