/* test_survey_answers.c - where answers lie, and columns of them. */
#include "tests/core/test_survey_edits.h"

#include <math.h>
#include "core/survey/answers.h"

#define NONE ((double)NAN)

static struct survey *parse(const char *yaml)
{
    struct survey *s = NULL;
    struct err err = {0};

    assert_ok(survey_parse(&s, text_of(yaml), "s.yaml", &err), &err);
    return s;
}

#define HEAD "survey: s\nsources: [{key: w, files: [w]}]\nquestions:\n"

static void small(void **state)
{
    static const struct {
        const char *name;
        enum answer_kind kind;
        size_t question, item;
    } want[] = {
        {"one", ANSWER_CODE, 0, SURVEY_NONE},
        {"grid__a", ANSWER_CODE, 1, 0},
        {"grid__b", ANSWER_CODE, 1, 1},
        {"many__a", ANSWER_CODE, 2, 0},
        {"many__b", ANSWER_CODE, 2, 1},
        {"rank__a", ANSWER_RANK, 3, 0},
        {"rank__b", ANSWER_RANK, 3, 1},
        {"share__a", ANSWER_POINTS, 4, 0},
        {"n", ANSWER_NUMBER, 5, SURVEY_NONE},
        {"d", ANSWER_DATE, 6, SURVEY_NONE},
        {"t", ANSWER_CODE, 7, SURVEY_NONE},
        {"p", ANSWER_CODE, 8, SURVEY_NONE},
        {"any", ANSWER_CODE, 9, SURVEY_NONE},
    };
    struct survey *s = parse(
        HEAD
        "- {key: one, type: single, column: C1, options: [{key: a}]}\n"
        "- {key: grid, type: scale, options: [{key: a}], items: [{key: a, "
        "column: C2}, {key: b, column: C3}]}\n"
        "- {key: many, type: multiple, column: C4, separator: ;, items: [{key: "
        "a}, {key: b}]}\n"
        "- {key: rank, type: ranking, items: [{key: a, column: C5}, {key: b, "
        "column: C6}]}\n"
        "- {key: share, type: points, total: 9, items: [{key: a, column: C7}]}"
        "\n"
        "- {key: n, type: number, column: C8}\n"
        "- {key: d, type: date, column: C9}\n"
        "- {key: t, type: text, column: C10}\n"
        "- {key: p, type: area, column: C11}\n"
        "derived: [{key: any, from: many, any: yes}]\n");
    struct answer_places places;
    struct err err = {0};

    (void)state;
    assert_ok(answer_places(s, &places, &err), &err);
    assert_int_equal(places.n, sizeof want / sizeof *want);
    assert_int_equal(places.parts, 1);
    for (size_t i = 0; i < places.n; i++) {
        const struct answer_place *p = &places.place[i];

        assert_string_equal(p->name, want[i].name);
        assert_int_equal(p->kind, want[i].kind);
        assert_int_equal(p->question, want[i].question);
        assert_int_equal(p->item, want[i].item);
        assert_int_equal(p->part, 1);
        assert_int_equal(answer_place_of(&places, p->question, p->item), i);
    }
    assert_int_equal(answer_place_of(&places, 1, SURVEY_NONE), 1);
    assert_int_equal(answer_place_of(&places, 1, 2), SURVEY_NONE);
    assert_int_equal(answer_place_of(&places, 9, 0), SURVEY_NONE);
    assert_int_equal(answer_place_of(&places, 10, SURVEY_NONE), SURVEY_NONE);
    survey_free(s);
}

/* Questions with so many items each; the part in which each begins and ends. */
static void parts(void **state)
{
    static const struct {
        const char *type;
        size_t items[4], first[4], last[4], parts;
    } cases[] = {
        {"text", {999, 1, 1}, {1, 1, 2}, {1, 1, 2}, 2},
        {"text", {600, 600, 400}, {1, 2, 2}, {1, 2, 2}, 2},
        {"text", {1000, 1000}, {1, 2}, {1, 2}, 2},
        {"text", {5, 2500, 5}, {1, 2, 4}, {1, 4, 4}, 4},
        {"text", {1001}, {1}, {2}, 2},
        /* a number has its state beside it */
        {"number", {500, 1}, {1, 2}, {1, 2}, 2},
        {"number", {501}, {1}, {2}, 2},
    };

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct answer_places places;
        struct str yaml = {0};
        struct err err = {0};
        struct survey *s;

        str_add(&yaml, HEAD);
        for (size_t q = 0; q < 4 && cases[c].items[q]; q++) {
            str_addf(&yaml, "- {key: q%zu, type: %s, items: [", q,
                     cases[c].type);
            for (size_t i = 0; i < cases[c].items[q]; i++)
                str_addf(&yaml, "{key: i%zu, column: C%zu-%zu}, ", i, q, i);
            str_add(&yaml, "]}\n");
        }
        s = parse(yaml.p);
        assert_ok(answer_places(s, &places, &err), &err);
        assert_int_equal(places.parts, cases[c].parts);
        for (size_t q = 0; q < s->n_questions; q++) {
            size_t n = cases[c].items[q];
            size_t first = answer_place_of(&places, q, 0);
            size_t last = answer_place_of(&places, q, n - 1);

            assert_int_equal(places.place[first].part, cases[c].first[q]);
            assert_int_equal(places.place[last].part, cases[c].last[q]);
        }
        survey_free(s);
        str_free(&yaml);
    }
}

static void columns(void **state)
{
    static const struct {
        enum answer_kind kind;
        bool value, text;
    } cases[] = {
        {ANSWER_CODE, false, false},  {ANSWER_RANK, false, false},
        {ANSWER_POINTS, true, false}, {ANSWER_NUMBER, true, false},
        {ANSWER_DATE, false, true},
    };

    (void)state;
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        size_t c = i / 2, n = i % 2 ? 3 : 0;
        struct answer_column column;
        struct err err = {0};

        assert_ok(answer_column_new(&column, cases[c].kind, n, &err), &err);
        assert_int_equal(column.n, n);
        assert_int_equal(column.value != NULL, cases[c].value);
        assert_int_equal(column.text != NULL, cases[c].text);
        assert_int_equal(column.words != NULL, cases[c].text);
        for (size_t row = 0; row < n; row++) {
            assert_int_equal(column.code[row], CODE_NOT_ASKED);
            assert_true(!column.value || isnan(column.value[row]));
            assert_true(!column.text || !column.text[row]);
        }
        answer_column_free(&column);
        assert_null(column.code);
        answer_column_free(&column);
    }
}

static void states(void **state)
{
    static const struct {
        enum question_type type;
        int32_t code;
        double value; /* NaN: none */
        enum answer_state want;
    } cases[] = {
        {TYPE_SINGLE, 1, NONE, STATE_ANSWERED},
        {TYPE_SINGLE, 2, NONE, STATE_REFUSED},
        {TYPE_SCALE, 3, NONE, STATE_UNKNOWN},
        {TYPE_SCALE, 4, NONE, STATE_NOT_APPLICABLE},
        {TYPE_SCALE, 5, NONE, STATE_UNRECOGNISED}, /* no such option */
        {TYPE_SINGLE, 0, NONE, STATE_BLANK},
        {TYPE_SINGLE, -1, NONE, STATE_BLANK},
        {TYPE_SINGLE, -2, NONE, STATE_UNRECOGNISED},
        {TYPE_SINGLE, -3, NONE, STATE_NOT_ASKED},
        {TYPE_MULTIPLE, 0, NONE, STATE_ANSWERED},
        {TYPE_MULTIPLE, 1, NONE, STATE_ANSWERED},
        {TYPE_PICK, -1, NONE, STATE_BLANK},
        {TYPE_PICK, -3, NONE, STATE_NOT_ASKED},
        {TYPE_RANKING, 7, NONE, STATE_ANSWERED},
        {TYPE_RANKING, -1, NONE, STATE_BLANK},
        {TYPE_POINTS, -3, 0, STATE_ANSWERED},
        {TYPE_POINTS, -3, 12.5, STATE_ANSWERED},
        {TYPE_POINTS, 1, -1, STATE_BLANK},
        {TYPE_POINTS, 1, -2, STATE_UNRECOGNISED},
        {TYPE_POINTS, -3, NONE, STATE_NOT_ASKED},
        {TYPE_POINTS, -1, NONE, STATE_BLANK},
        {TYPE_NUMBER, 1, -5, STATE_ANSWERED},
        {TYPE_NUMBER, -1, NONE, STATE_BLANK},
        {TYPE_DATE, 1, NONE, STATE_ANSWERED},
        {TYPE_DATE, -2, NONE, STATE_UNRECOGNISED},
        {TYPE_TEXT, 1, NONE, STATE_ANSWERED},
        {TYPE_AREA, -1, NONE, STATE_BLANK},
    };
    struct option option[4] = {{.state = STATE_ANSWERED},
                               {.state = STATE_REFUSED},
                               {.state = STATE_UNKNOWN},
                               {.state = STATE_NOT_APPLICABLE}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct question q = {.type = cases[i].type, .options = {option, 4}};
        int32_t code[2] = {-3, cases[i].code};
        double value[2] = {NONE, cases[i].value};
        struct answer_column column = {.n = 2, .code = code, .value = value};

        if (answer_state_of(&q, &column, 1) != cases[i].want)
            fail_msg("%s %d %g is %s", question_type_name(q.type), code[1],
                     value[1],
                     answer_state_name(answer_state_of(&q, &column, 1)));
    }
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(respondent_kind_name(KIND_INDIVIDUAL), "individual");
    assert_string_equal(respondent_kind_name(KIND_ORGANISATION),
                        "organisation");
    assert_string_equal(respondent_kind_name(KIND_STAFF), "staff");
    assert_string_equal(question_type_name(TYPE_BEST_WORST), "best_worst");
    assert_string_equal(answer_state_name(STATE_NOT_APPLICABLE),
                        "not_applicable");
    assert_string_equal(option_side_name(SIDE_NONE), "");
    assert_string_equal(option_side_name(SIDE_NEGATIVE), "negative");
    assert_string_equal(sample_kind_name(SAMPLE_PROBABILITY), "probability");
}

static void frames(void **state)
{
    struct frame none = {0};
    struct frame frame = {.n = 1, .n_sources = 1};

    (void)state;
    frame_free(&none);
    frame.response_id = calloc(1, sizeof *frame.response_id);
    frame.source = calloc(1, sizeof *frame.source);
    frame.source_key = calloc(1, sizeof *frame.source_key);
    assert_non_null(frame.source_key);
    frame.source_key[0] = calloc(1, 4);
    frame.sample = calloc(1, sizeof *frame.sample);
    frame_free(&frame);
    assert_int_equal(frame.n, 0);
    assert_null(frame.source_key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small),   cmocka_unit_test(parts),
        cmocka_unit_test(columns), cmocka_unit_test(states),
        cmocka_unit_test(names),   cmocka_unit_test(frames),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
