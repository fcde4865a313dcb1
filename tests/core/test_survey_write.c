/* test_survey_write.c - definitions written and read back, and digests. */
#include "tests/core/test_survey_edits.h"

#include <math.h>
#include "core/survey/parts.h"

#define EVERYTHING "tests/data/survey/everything.yaml"

static void check_again(const char *path)
{
    struct survey *a = NULL, *b = NULL;
    struct str one = {0}, two = {0};
    struct survey_digests x, y;
    struct err err = {0};

    assert_ok(survey_read(&a, path, &err), &err);
    survey_write(a, SURVEY_DRAFT, &one);
    assert_ok(survey_parse(&b, str_text(&one), path, &err), &err);
    survey_write(b, SURVEY_DRAFT, &two);
    assert_string_equal(one.p, two.p);
    if (strcmp(path, EVERYTHING) == 0) {
        assert_ok(survey_digests(a, &x, &err), &err);
        assert_ok(survey_digests(b, &y, &err), &err);
        assert_string_equal(x.ingest, y.ingest);
        assert_string_equal(x.analyse, y.analyse);
        assert_string_equal(x.report, y.report);
    }
    survey_free(a);
    survey_free(b);
    str_free(&one);
    str_free(&two);
}

static void again(void **state)
{
    (void)state;
    check_again(EXAMPLE);
    check_again(EVERYTHING);
}

/* What is published says nothing of where answers lie or what was written. */
static void published(void **state)
{
    static const char *const secrets[] = {
        "Respondent ID", "@AB",           "wt #2",  ".csv",   "IP Address",
        "Who | other",   "Who | specify", "0x1F",   "F2w",    "A1",
        "column:",       "match:",        "files:", "words:", " id:",
        "listed",        "ignore",        "lookup"};
    struct survey *s = NULL;
    struct arena *arena = arena_new();
    struct node *root = NULL;
    struct str out = {0};
    struct err err = {0};

    (void)state;
    assert_non_null(arena);
    assert_ok(survey_read(&s, EVERYTHING, &err), &err);
    s->question[0].note = s->question[0].key;
    survey_write(s, SURVEY_PUBLIC, &out);
    assert_ok(yaml_tree(arena, str_text(&out), "out", &root, &err), &err);
    assert_null(strstr(out.p, "\n  #"));
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(out.p, secrets[i]))
            fail_msg("published: %s", secrets[i]);
    assert_non_null(strstr(out.p, "label: \"Right: yes\""));
    survey_free(s);
    arena_free(arena);
    str_free(&out);
}

static const struct {
    const char *text, *want;
} scalars[] = {
    {"Agree", "Agree"},
    {"Don't know", "Don't know"},
    {"16 to 24", "16 to 24"},
    {"£100 or more", "£100 or more"},
    {"Wrecsam – Môn", "Wrecsam – Môn"},
    {"", "\"\""},
    {" a", "\" a\""},
    {"a ", "\"a \""},
    {"yes", "\"yes\""},
    {"No", "\"No\""},
    {"N", "\"N\""},
    {"NULL", "\"NULL\""},
    {"true", "\"true\""},
    {"~", "\"~\""},
    {"12", "\"12\""},
    {"-1.5", "\"-1.5\""},
    {"1e5", "\"1e5\""},
    {"0x1F", "\"0x1F\""},
    {"16-24", "\"16-24\""},
    {"75+", "\"75+\""},
    {"2016-07-01", "\"2016-07-01\""},
    {"12:30", "\"12:30\""},
    {".inf", "\".inf\""},
    {"a: b", "\"a: b\""},
    {"a #b", "\"a #b\""},
    {"a, b", "\"a, b\""},
    {"[a]", "\"[a]\""},
    {"{a}", "\"{a}\""},
    {"- a", "\"- a\""},
    {"---", "\"---\""},
    {"...", "\"...\""},
    {"? a", "\"? a\""},
    {"&a", "\"&a\""},
    {"*a", "\"*a\""},
    {"!a", "\"!a\""},
    {"%a", "\"%a\""},
    {"@AB", "\"@AB\""},
    {"`a`", "\"`a`\""},
    {"'a'", "\"'a'\""},
    {"say \"a\"", "\"say \\\"a\\\"\""},
    {"a\\b", "\"a\\\\b\""},
    {"a\nb\tc\rd", "\"a\\nb\\tc\\rd\""},
    {"a\x01\x7F", "\"a\\x01\\x7F\""},
    {"a\xC2\x85\xC2\xA0", "\"a\\x85\\xA0\""},
    {"a\xE2\x80\xA8\xEF\xBB\xBF", "\"a\\u2028\\uFEFF\""},
    {"\xF0\x9F\x91\xAE", "\xF0\x9F\x91\xAE"},
    {"a\xFFz\xE2\x80", "\"a\\uFFFDz\\uFFFD\\uFFFD\""},
};

static void quoted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        struct str s = {0};

        yaml_quote(&s, scalars[i].text);
        assert_string_equal(str_cstr(&s), scalars[i].want);
        str_free(&s);
    }
}

static void comments(void **state)
{
    struct str s = {0};

    (void)state;
    yaml_comment(&s, 2, "seen: 3 times\n- {key: injected}\r\xE2\x80\xA8x\x01");
    assert_string_equal(str_cstr(&s),
                        "  # seen: 3 times\n  # - {key: injected}  x \n");
    str_free(&s);
}

static char *copy(struct survey *s, const char *text)
{
    char *out = arena_text(s->arena, text, strlen(text));

    assert_non_null(out);
    return out;
}

/* As a draft is made: structs by hand, checked, written, read. */
static void draft(void **state)
{
    static const char want[] =
        "survey: drafted\n"
        "# fieldwork: {from: YYYY-MM-DD, to: YYYY-MM-DD}\n"
        "sources:\n"
        "  - {key: web, files: [web.csv], channel: online, sample: open}\n"
        "pool: no\n"
        "questions:\n"
        "  # guessed\n"
        "  # twice\n"
        "  - {key: film, type: single, column: Film, options: [{key: \"yes\", "
        "label: \"Yes: I have\"}]}\n"
        "remove: {test: yes, duplicate_id: first, blank: yes, "
        "outside_fieldwork: no, incomplete_below: 0}\n"
        "disclosure: {min_base: 10, small_base: 50, min_count: 10}\n";
    struct survey *s = survey_new(), *read = NULL;
    struct source_definition source = {0};
    struct question question = {.over_keep = true};
    struct option option = {.score = (double)NAN};
    struct str out = {0};
    struct err err = {0};
    char *file;

    (void)state;
    assert_non_null(s);
    s->key = copy(s, "drafted");
    file = copy(s, "web.csv");
    source = (struct source_definition){.key = copy(s, "web"),
                                        .files = {&file, 1},
                                        .channel = copy(s, "online")};
    option.key = copy(s, "yes");
    option.label = copy(s, "Yes: I have");
    question.key = copy(s, "film");
    question.column = copy(s, "Film");
    question.note = copy(s, "guessed\ntwice");
    question.options = (struct options){&option, 1};
    s->source = &source;
    s->n_sources = 1;
    s->question = &question;
    s->n_questions = 1;
    assert_ok(survey_check(s, &err), &err);
    assert_string_equal(question.text, "Film");
    survey_write(s, SURVEY_DRAFT, &out);
    assert_string_equal(out.p, want);
    assert_ok(survey_parse(&read, str_text(&out), "d.yaml", &err), &err);
    assert_string_equal(read->question[0].options.option[0].label,
                        "Yes: I have");
    survey_free(read);
    question.type = TYPE_PICK;
    err = (struct err){0};
    assert_int_equal(survey_check(s, &err), ERR_INPUT);
    assert_string_equal(err.text,
                        "question 'film': options and scale belong to single "
                        "and scale; type pick has none");
    survey_free(s);
    str_free(&out);
}

/* Which stage a change concerns. */
static const struct change {
    const char *find, *put, *stages;
} changes[] = {
    {"# survey + wave", "# something else", ""},
    {"  agree5:\n", "  agree:\n", ""}, /* and its use, see below */
    {"label: Strongly agree", "label: Very much so", "r"},
    {"text: \"Please rank these in", "text: \"Rank these in", "r"},
    {"label: Dwelling burglary", "label: Burglary", "r"},
    {"title: Police", "title: The Police", "r"},
    {"to: 2016-09-09", "to: 2016-09-10", "r"},
    {"min_base: 10", "min_base: 20", "r"},
    {"about_you: yes, ", "", "r"},
    {"[age, district, victim,", "[age, victim, district,", "a"},
    {"victim, \"district*age\"", "victim, any_victim, \"district*age\"", "a"},
    {"rule: mean_rank", "rule: borda", "a"},
    {"base: complete", "base: ranked", "a"},
    {"scheme: unweighted", "scheme: supplied", "a"},
    {"individual: [resident], organisation: [charity]",
     "individual: [charity], organisation: [resident]", "a"},
    {"score: 5", "score: 6", "a"},
    {"side: neutral", "side: negative", "a"},
    {"pool: no", "pool: yes", "a"},
    {"{key: dk, label: Don't know, state: unknown}",
     "{key: dk, label: Don't know}", "i"},
    {"match: [\"5\"]", "match: [\"5\", \"five\"]", "i"},
    {"{key: pns,", "{key: other}, {key: pns,", "iar"},
    {"{key: parking, label: Parking}",
     "{key: parking, label: Parking}, {key: litter}", "ir"},
    {"max: 3", "max: 2", "i"},
    {"over: keep", "over: drop", "i"},
    {"total: 100", "total: 10", "i"},
    {"separator: \";\"", "separator: \",\"", "i"},
    {"column: \"Q8\"", "column: \"Q8 #2\", text: Q8", "i"},
    {"asked_if: {victim: [\"yes\"]}, ", "", "i"},
    {"keep: no", "keep: yes", "i"},
    {"blank: [\"-\"]", "blank: [\"--\"]", "i"},
    {"files: [phone.csv]", "files: [phone2.csv]", "i"},
    {"sample: open}", "sample: panel}", "i"},
    {"duplicate_id: first", "duplicate_id: last", "i"},
    {"ignore: [\"IP Address\"]", "ignore: []", "i"},
    {"younger: [\"16-24\"], ", "", "ir"},
    {"lookup: districts.csv", "lookup: removals.csv", "i"},
    {"outside_fieldwork: no", "outside_fieldwork: yes", "i"},
    {"wave: \"2016\"", "wave: \"2017\"", "i"},
};

static void digests_of(const struct edit *e, struct survey_digests *out)
{
    struct survey *s = NULL;
    struct str yaml = {0};
    struct err err = {0};
    char *use;

    make_edit(e, &yaml);
    if (strcmp(e->put, "  agree:\n") == 0) {
        use = strstr(yaml.p, "scale: agree5");
        memcpy(use, "scale: agree ", 13);
    }
    assert_ok(survey_parse(&s, str_text(&yaml), EXAMPLE, &err), &err);
    assert_ok(survey_digests(s, out, &err), &err);
    survey_free(s);
    str_free(&yaml);
}

static void stages(void **state)
{
    const struct edit none = {"", "", ""};
    struct survey_digests was, now;

    (void)state;
    digests_of(&none, &was);
    assert_int_equal(strlen(was.ingest), 64);
    assert_string_not_equal(was.ingest, was.analyse);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct edit e = {changes[i].find, changes[i].put, ""};
        struct str got = {0};

        digests_of(&e, &now);
        str_add(&got, strcmp(was.ingest, now.ingest) ? "i" : "");
        str_add(&got, strcmp(was.analyse, now.analyse) ? "a" : "");
        str_add(&got, strcmp(was.report, now.report) ? "r" : "");
        if (strcmp(str_cstr(&got), changes[i].stages) != 0)
            fail_msg("'%s' asks for '%s', not '%s'", changes[i].put,
                     str_cstr(&got), changes[i].stages);
        str_free(&got);
    }
}

static void lost_file(void **state)
{
    struct edit e = {"lookup: districts.csv", "lookup: lost.csv", ""};
    struct survey *s = NULL;
    struct survey_digests d;
    struct str yaml = {0};
    struct err err = {0};

    (void)state;
    make_edit(&e, &yaml);
    assert_ok(survey_parse(&s, str_text(&yaml), EXAMPLE, &err), &err);
    assert_int_equal(survey_digests(s, &d, &err), ERR_INPUT);
    assert_int_equal(strncmp(err.text, "tests/data/survey/lost.csv: ", 28), 0);
    assert_string_equal(d.ingest, "");
    survey_free(s);
    str_free(&yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(again),     cmocka_unit_test(published),
        cmocka_unit_test(quoted),    cmocka_unit_test(comments),
        cmocka_unit_test(draft),     cmocka_unit_test(stages),
        cmocka_unit_test(lost_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
