/* test_survey_read.c - a definition as structs, and bytes that are none. */
#include "tests/core/test_survey_edits.h"

#include <math.h>

static struct survey *example(void)
{
    struct survey *s = NULL;
    struct err err = {0};

    assert_ok(survey_read(&s, EXAMPLE, &err), &err);
    return s;
}

static void check_words(const struct words *w, const char *want)
{
    struct str s = {0};

    for (size_t i = 0; i < w->n; i++)
        str_addf(&s, "%s%s", i ? "|" : "", w->word[i]);
    assert_string_equal(str_cstr(&s), want);
    str_free(&s);
}

static void head(void **state)
{
    struct survey *s = example();

    (void)state;
    assert_string_equal(s->path, EXAMPLE);
    assert_string_equal(s->key, "pcp");
    assert_string_equal(s->wave, "2016");
    assert_string_equal(s->title, "Police and Crime Plan survey 2016");
    assert_string_equal(s->from, "2016-07-01");
    assert_string_equal(s->to, "2016-09-09");
    assert_int_equal(s->n_sources, 2);
    check_words(&s->source[0].files, "web*.csv");
    assert_string_equal(s->source[0].id, "Respondent ID");
    assert_null(s->source[0].encoding);
    assert_int_equal(s->source[0].sample, SAMPLE_OPEN);
    assert_int_equal(s->source[1].sample, SAMPLE_PROBABILITY);
    assert_string_equal(s->source[1].channel, "telephone");
    assert_string_equal(s->source[1].weight, "w");
    assert_int_equal(s->source[1].line, 9);
    assert_false(s->pool);
    check_words(&s->cells.not_asked, "N/A");
    check_words(&s->cells.not_selected, "Not selected");
    assert_int_equal(s->respondent.question_index, 0);
    check_words(&s->respondent.staff, "police");
    assert_int_equal(s->headline.question_index, 1);
    assert_string_equal(s->headline.rule, "mean_rank");
    assert_int_equal(s->n_breakdowns, 4);
    assert_string_equal(s->breakdown[3].name, "district*age");
    assert_int_equal(s->breakdown[3].n, 2);
    assert_int_equal(s->breakdown[3].question[0], 11);
    assert_int_equal(s->breakdown[3].question[1], 7);
    assert_true(s->remove.test);
    assert_string_equal(s->remove.listed, "removals.csv");
    assert_int_equal(s->disclosure.small_base, 50);
    check_words(&s->ignore, "IP Address");
    survey_free(s);
}

static void questions(void **state)
{
    struct survey *s = example();
    const struct question *q = s->question;

    (void)state;
    assert_int_equal(s->n_questions, 13);
    assert_string_equal(q[0].text, "You are replying as");
    assert_true(q[0].about_you);
    assert_int_equal(q[0].asked_if.question_index, SURVEY_NONE);
    assert_int_equal(q[1].places, 2);
    assert_null(q[1].column);
    assert_string_equal(q[2].text, "plan");
    assert_int_equal(q[2].options.n, 6);
    assert_true(q[2].options.option[0].score == 5);
    assert_int_equal(q[2].options.option[1].side, SIDE_POSITIVE);
    check_words(&q[2].options.option[0].match, "5");
    assert_true(isnan(q[2].options.option[5].score));
    assert_int_equal(q[2].options.option[5].state, STATE_UNKNOWN);
    assert_int_equal(q[2].options.option[5].line, 21);
    assert_true(question_has_sides(&q[2]) && question_has_scores(&q[2]));
    assert_false(question_has_sides(&q[3]) || question_has_scores(&q[3]));
    assert_false(question_splits(&q[2]));
    assert_true(question_splits(&q[3]) && question_splits(&q[10]));
    assert_int_equal(q[4].asked_if.question_index, 3);
    check_words(&q[4].asked_if.options, "yes");
    assert_true(q[4].item[2].excludes);
    assert_int_equal(q[5].max, 3);
    assert_true(q[5].over_keep);
    assert_string_equal(q[5].separator, ";");
    assert_true(q[6].total == 100);
    assert_false(q[8].keep);
    assert_true(q[9].keep);
    survey_free(s);
}

static void derived(void **state)
{
    struct survey *s = example();
    const struct question *q = s->question;

    (void)state;
    assert_int_equal(q[10].type, TYPE_SINGLE);
    assert_int_equal(q[10].derived.rule, DERIVE_MAP);
    assert_int_equal(q[10].derived.from_index, 7);
    assert_int_equal(q[10].options.n, 2);
    assert_string_equal(q[10].options.option[1].label, "older");
    assert_int_equal(q[11].derived.rule, DERIVE_LOOKUP);
    assert_int_equal(q[11].options.n, 0);
    assert_int_equal(q[12].derived.rule, DERIVE_ANY);
    assert_string_equal(q[12].options.option[0].key, "yes");
    assert_string_equal(q[12].options.option[1].label, "No");
    assert_int_equal(survey_question(s, "district"), 11);
    assert_int_equal(survey_question(s, "District"), SURVEY_NONE);
    assert_int_equal(survey_item(&q[4], "nothing"), 2);
    assert_int_equal(survey_item(&q[4], "none"), SURVEY_NONE);
    assert_int_equal(survey_option(&q[7], "75+"), 1);
    assert_int_equal(survey_option(&q[7], "75"), SURVEY_NONE);
    survey_free(s);
}

static void paths(void **state)
{
    static const struct {
        const char *survey, *path, *want;
    } cases[] = {
        {"survey.yaml", "a.csv", "a.csv"},
        {"./survey.yaml", "a.csv", "a.csv"},
        {"", "a.csv", "a.csv"},
        {"x/y/survey.yaml", "a.csv", "x/y/a.csv"},
        {"/x/survey.yaml", "../a.csv", "/x/../a.csv"},
        {"x/survey.yaml", "/a.csv", "/a.csv"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct survey *s = survey_new();
        struct str out = {0};

        assert_non_null(s);
        s->path =
            arena_text(s->arena, cases[i].survey, strlen(cases[i].survey));
        survey_path(s, cases[i].path, &out);
        assert_string_equal(str_cstr(&out), cases[i].want);
        str_free(&out);
        survey_free(s);
    }
}

static void check_bytes(const char *p, size_t n, const char *want)
{
    struct survey *s = NULL;
    struct err err = {0};

    assert_int_equal(survey_parse(&s, (struct text){p, n}, "s.yaml", &err),
                     ERR_INPUT);
    assert_null(s);
    assert_string_equal(err.text, want);
}

/* What is no definition at all. */
static void wholes(void **state)
{
    static const struct {
        const char *yaml, *want;
    } cases[] = {
        {"", "s.yaml: the definition is empty; `canvass init EXPORT` drafts "
             "one"},
        {"# nothing\n", "s.yaml: the definition is empty; `canvass init "
                        "EXPORT` drafts one"},
        {"survey", "s.yaml:1: a definition is a mapping that starts with "
                   "`survey: KEY`"},
        {"\n- survey\n", "s.yaml:2: a definition is a mapping that starts "
                         "with `survey: KEY`"},
        {"survey: caf\xE9\n", "s.yaml:1: the byte 0xE9 is not UTF-8; save the "
                              "file as UTF-8"},
        {"survey: a\n\xFF\xFE", "s.yaml:2: the byte 0xFF is not UTF-8; save "
                                "the file as UTF-8"},
        {"survey: a\nsources: []\nquestions: [{key: a, type: text, column: "
         "A}]",
         "s.yaml:2: sources is empty; list at least one file"},
        {"survey: a\nsources: [{key: w, files: [w]}]\nquestions: []",
         "s.yaml:3: questions is empty; list at least one"},
    };
    struct str deep = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_bytes(cases[i].yaml, strlen(cases[i].yaml), cases[i].want);
    str_add(&deep, "survey: ");
    for (size_t i = 0; i < 5000; i++)
        str_add_char(&deep, '[');
    check_bytes(deep.p, deep.n,
                "s.yaml:1: lists and mappings lie more than 20 deep in each "
                "other");
    str_clear(&deep);
    str_add(&deep, "survey: a\nscales:\n");
    for (size_t i = 0; i <= 2000; i++)
        str_addf(&deep, "  s%zu: []\n", i);
    check_bytes(deep.p, deep.n,
                "s.yaml:2003: a mapping has more than 2000 keys");
    str_clear(&deep);
    str_add(&deep, "# ");
    while (deep.n <= (4 << 20))
        str_add(&deep, "0123456789abcdef0123456789abcdef0123456789abcdef");
    check_bytes(deep.p, deep.n, "s.yaml: a definition is at most 4 MiB");
    str_free(&deep);
}

/* A byte order mark and Windows line ends change nothing. */
static void windows(void **state)
{
    static const char yaml[] =
        "\xEF\xBB\xBFsurvey: a\r\nsources: [{key: w, files: [w]}]\r\n"
        "questions:\r\n  - {key: a, type: text, column: A}\r\n";
    struct survey *s = NULL;
    struct err err = {0};

    (void)state;
    assert_ok(survey_parse(&s, text_of(yaml), "s.yaml", &err), &err);
    assert_string_equal(s->key, "a");
    assert_int_equal(s->question[0].line, 4);
    assert_int_equal(s->n_yaml, sizeof yaml - 1);
    survey_free(s);
}

static void outside(void **state)
{
    static const struct {
        const char *more, *want;
    } cases[] = {
        {"remove: {outside_fieldwork: yes}\n",
         "s.yaml:4: remove.outside_fieldwork needs fieldwork, as {from: "
         "2016-07-01, to: 2016-09-09}"},
        {"fieldwork: {from: 2020-01-01}\nremove:\n  test: no\n"
         "  outside_fieldwork: yes\n",
         "s.yaml:7: remove.outside_fieldwork needs a source that says in which "
         "column the time of reply lies (submitted)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = {0};

        str_add(&s, "survey: a\nsources: [{key: w, files: [w]}]\nquestions: "
                    "[{key: a, type: text, column: A}]\n");
        str_add(&s, cases[i].more);
        check_bytes(s.p, s.n, cases[i].want);
        str_free(&s);
    }
}

static void missing(void **state)
{
    struct survey *s = (struct survey *)(uintptr_t)1;
    struct err err = {0};

    (void)state;
    assert_int_equal(survey_read(&s, "tests/data/survey/none.yaml", &err),
                     ERR_INPUT);
    assert_null(s);
    assert_int_equal(strncmp(err.text, "tests/data/survey/none.yaml: ", 29), 0);
}

/* Whatever the bytes: a survey, or a message that names the file. */
static void try_bytes(const char *p, size_t n)
{
    struct survey *s = NULL;
    struct err err = {0};
    enum status rc = survey_parse(&s, (struct text){p, n}, "s.yaml", &err);

    if (rc == OK) {
        assert_non_null(s);
    } else {
        assert_int_equal(rc, ERR_INPUT);
        assert_null(s);
        assert_int_equal(strncmp(err.text, "s.yaml:", 7), 0);
    }
    survey_free(s);
}

static void prefixes(void **state)
{
    struct str yaml = {0};

    (void)state;
    read_example(&yaml);
    for (size_t n = 0; n < yaml.n; n++) {
        char *copy = malloc(n + 1); /* so that a read behind it is seen */

        assert_non_null(copy);
        memcpy(copy, yaml.p, n);
        try_bytes(copy, n);
        free(copy);
    }
    str_free(&yaml);
}

static void mutations(void **state)
{
    static const char bytes[] = "\0\n\t \"'#&*!|>%@`[]{},:?-a9\xC3\xFF";
    struct str yaml = {0};

    (void)state;
    read_example(&yaml);
    for (size_t i = 0; i < yaml.n; i++) {
        char was = yaml.p[i];

        for (size_t k = 0; k < 2; k++) {
            yaml.p[i] = bytes[(i + 7 * k) % (sizeof bytes - 1)];
            try_bytes(yaml.p, yaml.n);
        }
        yaml.p[i] = was;
    }
    str_free(&yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head),     cmocka_unit_test(questions),
        cmocka_unit_test(derived),  cmocka_unit_test(paths),
        cmocka_unit_test(wholes),   cmocka_unit_test(windows),
        cmocka_unit_test(outside),  cmocka_unit_test(missing),
        cmocka_unit_test(prefixes), cmocka_unit_test(mutations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
