/* test_join.c - columns beside each other that a draft takes for one question
 * though nothing in the export says so, and those that it leaves apart. */
#include "tests/ingest/try.h"

#include "core/base/num.h"
#include "core/survey/survey.h"

enum { COLUMNS = 8, ROWS = 40 };

#define AGREE "Agree|Strongly agree|Disagree|Neither agree nor disagree|Agree"
#define SATISFIED "Very satisfied|Fairly satisfied|Very dissatisfied"
#define LIKE_TO "Strongly agree|Agree|Disagree|Strongly disagree|Don't know"
#define TEN(a, b, c) a "|" b "|" a "|" b "|" a "|" b "|" a "|" b "|" a "|" c

/* A column: its header, and the cells that come again and again. */
static const struct join_case {
    const char *what;
    const char *column[COLUMNS][2];
    const char *drafted; /* type, items, total or places, `text` */
} cases[] = {
    /* lines of one scale */
    {"statements",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Parks are safe at night", AGREE}},
     "scale 3 `Statements`"},
    {"things",
     {{"Roads", SATISFIED}, {"Public parks", SATISFIED}, {"Buses", SATISFIED}},
     "scale 3 `Ratings`"},
    {"how often, without sides",
     {{"Bus", "Never|Often|Sometimes"},
      {"Train", "Often|Often|Never"},
      {"Car", "Rarely|Often|Never"}},
     "scale 3 `Ratings`"},
    {"two are a chance",
     {{"Streets are clean here", AGREE}, {"Buses run on time here", AGREE}},
     "scale `Streets are clean here`; scale `Buses run on time here`"},
    {"questions",
     {{"Are streets clean?", AGREE},
      {"Are buses on time?", AGREE},
      {"Are parks safe?", AGREE}},
     "scale `Are streets clean?`; scale `Are buses on time?`; scale `Are "
     "parks safe?`"},
    {"questions without a mark",
     {{"How you find the streets", AGREE},
      {"Please rate the buses", AGREE},
      {"Do you feel safe", AGREE}},
     "scale `How you find the streets`; scale `Please rate the buses`; scale "
     "`Do you feel safe`"},
    {"questions with numbers of their own",
     {{"7. Streets are clean", AGREE},
      {"8. Buses run on time", AGREE},
      {"Q9 Parks are safe", AGREE}},
     "scale `7. Streets are clean`; scale `8. Buses run on time`; scale `Q9 "
     "Parks are safe`"},
    {"names of variables",
     {{"trust_mps", AGREE}, {"faith_1", AGREE}, {"v3", AGREE}},
     "scale `trust_mps`; scale `faith_1`; scale `v3`"},
    {"another scale begins another",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Parks are safe at night", AGREE},
      {"Roads", SATISFIED},
      {"Public parks", SATISFIED},
      {"Buses", SATISFIED}},
     "scale 3 `Statements`; scale 3 `Ratings`"},
    {"a text between",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Why", "As I say|As I think|As they are|So it is|It is|I go|We go|You "
              "go|They go|He goes|She goes|It goes|Who goes"},
      {"Parks are safe at night", AGREE}},
     "scale `Streets are clean here`; scale `Buses run on time here`; text "
     "`Why`; scale `Parks are safe at night`"},
    {"the second of a name",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Parks are safe at night", AGREE},
      {"Age", "18|19|70|71|20|31|42|53|64|75|86|97|38"},
      {"Streets should be clean here", AGREE},
      {"Buses should run on time here", AGREE},
      {"Parks should be safe at night", AGREE}},
     "scale 3 `Statements`; number `Age`; scale 3 `Statements 2`"},
    {"one that few were asked",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Parks are safe at night", AGREE},
      {"Officers were polite to me", "Agree||Disagree|"}},
     "scale 3 `Statements`; scale `Officers were polite to me`"},
    {"one that some left out",
     {{"Streets are clean here", AGREE},
      {"Buses run on time here", AGREE},
      {"Parks are safe at night", AGREE},
      {"Officers were polite to me", "Agree|Agree|Disagree|"}},
     "scale 4 `Statements`"},
    {"a scale in other words",
     {{"Roads", SATISFIED},
      {"Parks", SATISFIED},
      {"Buses", SATISFIED},
      {"Trams", "Extremely satisfied|Fairly satisfied|Very dissatisfied"}},
     "scale 3 `Ratings`; scale `Trams`"},
    {"an answer beside the scale, in each",
     {{"Roads", LIKE_TO "|Mixed views here"},
      {"Parks", LIKE_TO "|Mixed views here"},
      {"Buses", LIKE_TO "|Mixed views here"}},
     "scale 3 `Ratings`"},
    {"an answer beside the scale, in the last alone",
     {{"Roads", LIKE_TO},
      {"Parks", LIKE_TO},
      {"Buses", LIKE_TO},
      {"Trams", LIKE_TO "|Mixed views here"}},
     "scale 3 `Ratings`; scale `Trams`"},
    {"yes and no are no scale",
     {{"A car", "Yes|No"}, {"A bicycle", "No|Yes|Yes"}, {"A dog", "No|Yes"}},
     "single `A car`; single `A bicycle`; single `A dog`"},
    {"a platform that marks its grids",
     {{"Timestamp", "12/13/2019 12:02:32|12/14/2019 12:02:32"},
      {"Roads", SATISFIED},
      {"Parks", SATISFIED},
      {"Buses", SATISFIED}},
     "scale `Roads`; scale `Parks`; scale `Buses`"},
    /* numbers that come to the same */
    {"points",
     {{"Roads", "50|20|15"}, {"Parks", "30|30|40"}, {"Buses", "20|50|45"}},
     "points 3 of 100 `Points`"},
    {"points of any total, beside a number",
     {{"Age", "18|19|70|71|20"},
      {"Roads", "12|17|15"},
      {"Parks", "20|10|5"},
      {"Buses", "5|10|17"}},
     "number `Age`; points 3 of 37 `Points`"},
    {"shares of one",
     {{"Roads", "0.5|0.2|0.1"}, {"Parks", "0.3|0.3"}, {"x", "0.2|0.5|0.6"}},
     "number `Roads`; number `Parks`; number `x`"},
    {"shares of one in each row",
     {{"Roads", "0.5|0.2|0.1"},
      {"Parks", "0.3|0.3|0.25"},
      {"Buses", "0.2|0.5|0.65"}},
     "points 3 of 1 `Points`"},
    {"nine rows of ten do",
     {{"Roads", TEN("50", "20", "90")},
      {"Parks", TEN("30", "30", "90")},
      {"Buses", TEN("20", "50", "50")}},
     "points 3 of 100 `Points`"},
    {"eight rows of ten do not",
     {{"Roads", "50|20|50|20|90"},
      {"Parks", "30|30|30|30|90"},
      {"Buses", "20|50|20|50|50"}},
     "number `Roads`; number `Parks`; number `Buses`"},
    {"hardly anything at all",
     {{"Cats", TEN("0", "0", "3")},
      {"Dogs", TEN("0", "0", "14")},
      {"Cows", TEN("0", "0", "25")}},
     "single `Cats`; number `Dogs`; number `Cows`"},
    {"the same in each row",
     {{"Version", "3"}, {"Round", "14"}, {"Form", "20"}},
     "number `Version`; number `Round`; number `Form`"},
    {"beside each other alone",
     {{"Roads", "50|20|15"},
      {"Parks", "30|30|40"},
      {"Why", "As I say|As I think|As they are|So it is|It is|I go|We go|You "
              "go|They go|He goes|She goes|It goes|Who goes"},
      {"Buses", "20|50|45"}},
     "number `Roads`; number `Parks`; text `Why`; number `Buses`"},
    {"two are what is left of the other",
     {{"Here", "50|20|15"}, {"Away", "50|80|85"}},
     "number `Here`; number `Away`"},
    {"two questions with one total",
     {{"budgetA", "50|20|15"},
      {"budgetB", "30|30|40"},
      {"budgetC", "20|50|45"},
      {"Sleep", "50|20|10|70"},
      {"Work", "30|30|40|10"},
      {"Play", "20|50|50|20"}},
     "points 3 of 100 `budget`; points 3 of 100 `Points`"},
    {"places",
     {{"Roads", "1|2|3|1"}, {"Parks", "2|1|2|3"}, {"Buses", "3|3|1|2"}},
     "ranking 3 to 3 `Ranking`"},
    {"places of the best two",
     {{"Roads", "1|2||1"}, {"Parks", "2|1|2|"}, {"Buses", "||1|2"}},
     "ranking 3 to 2 `Ranking`"},
    {"one of three ticked",
     {{"Roads", "1|0|0|1"}, {"Parks", "0|1|0|0"}, {"Buses", "0|0|1|0"}},
     "single `Roads`; single `Parks`; single `Buses`"},
    {"one of two shown",
     {{"Roads", "1|0||1"}, {"Parks", "0||1|0"}, {"Buses", "|1|0|"}},
     "single `Roads`; single `Parks`; single `Buses`"},
    {"codes of yes and no, one of three",
     {{"Roads", "2|1|1|2"}, {"Parks", "1|2|1|1"}, {"Buses", "1|1|2|1"}},
     "single `Roads`; single `Parks`; single `Buses`"},
};

static void add_cell(struct str *out, const char *cells, size_t row)
{
    size_t n = 1, at = 0;

    for (const char *p = cells; *p; p++)
        n += *p == '|';
    for (at = row % n; at > 0; at--)
        cells = strchr(cells, '|') + 1;
    str_addf(out, ",\"%.*s\"", (int)strcspn(cells, "|"), cells);
}

/* Columns of the case with a number in front, unless the first is a platform's
 * own. */
static void write_rows(const char *folder, const struct join_case *c,
                       size_t rows)
{
    struct str csv = {0};
    bool own = strcmp(c->column[0][0], "Timestamp") == 0;

    str_add(&csv, own ? "" : "id,");
    for (size_t i = 0; i < COLUMNS && c->column[i][0]; i++)
        str_addf(&csv, "%s\"%s\"", i ? "," : "", c->column[i][0]);
    for (size_t row = 0; row < rows; row++) {
        struct str line = {0};

        for (size_t i = 0; i < COLUMNS && c->column[i][0]; i++)
            add_cell(&line, c->column[i][1], row);
        if (own)
            str_addf(&csv, "\n%s", str_cstr(&line) + 1);
        else
            str_addf(&csv, "\n%zu%s", row + 1, str_cstr(&line));
        str_free(&line);
    }
    str_add(&csv, "\n");
    program_file(folder, "x.csv", str_cstr(&csv));
    str_free(&csv);
}

static void add_drafted(struct str *out, const struct survey *s)
{
    for (size_t i = 0; i < s->n_questions; i++) {
        const struct question *q = &s->question[i];

        str_addf(out, "%s%s", i ? "; " : "", question_type_name(q->type));
        if (q->n_items)
            str_addf(out, " %zu", q->n_items);
        if (q->type == TYPE_POINTS) {
            str_add(out, " of ");
            num_add(out, q->total);
        }
        if (q->type == TYPE_RANKING)
            str_addf(out, " to %zu", q->places ? q->places : q->n_items);
        str_addf(out, " `%s`", q->n_items || !q->column ? q->text : q->column);
    }
}

/* The draft takes in what it was drafted from, without a cell unrecognised. */
static bool one_case(const char *folder, const struct join_case *c)
{
    struct str got = {0};
    struct survey *survey = NULL;
    struct err err = {0};
    struct tried t;
    char *draft;
    bool same;

    write_rows(folder, c, ROWS);
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    assert_ok(survey_parse(&survey, text_of(draft), "", &err), &err);
    add_drafted(&got, survey);
    same = strcmp(str_cstr(&got), c->drafted) == 0;
    if (!same)
        print_message("%s:\n  %s\n  not %s\n", c->what, str_cstr(&got),
                      c->drafted);
    survey_free(survey);
    free(draft);
    str_free(&got);
    return same;
}

static void joins(void **state)
{
    const char *folder = check_folder(state);
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !one_case(folder, &cases[i]);
    assert_int_equal(wrong, 0);
}

/* What was guessed is said, in the draft and beside it, with what undoes it. */
static void says_what_it_joined(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;
    char *draft;

    write_rows(folder, &cases[0], ROWS);
    draft = try_draft(folder, "x.csv", &t);
    assert_says(&t, NOTE_INFO,
                "x.csv: 3 columns, \"Streets are clean here\" and behind, hold "
                "the answers of one scale and are drafted as one question, "
                "statements; if it is none, each is {key: ..., type: scale, "
                "column: ...}");
    assert_non_null(
        strstr(draft, "  # 3 columns that hold the answers of one scale, taken "
                      "for one question: say in text what was asked. What was "
                      "asked alone is a question of its own: {key: ..., type: "
                      "scale, column: ..., options: as here}\n"));
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    free(draft);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ledger(&t, ROWS, 0, 0);
    assert_int_equal(notes_attention(&t.notes), 0);
    assert_query(folder,
                 "SELECT group_concat(n) FROM (SELECT count(*) AS n FROM "
                 "answers_1_1 WHERE "
                 "statements__buses_run_on_time_here > 0 GROUP BY "
                 "statements__buses_run_on_time_here)",
                 "8,16,8,8");
    tried_free(&t);
}

/* Fewer than ten rows come to one sum by chance. */
static void leaves_few_rows_apart(void **state)
{
    static const struct join_case points = {
        "points",
        {{"Roads", "50|20|15"}, {"Parks", "30|30|40"}, {"Buses", "20|50|45"}},
        NULL};
    const char *folder = check_folder(state);
    struct tried t;
    char *draft;

    write_rows(folder, &points, 9);
    draft = try_draft(folder, "x.csv", &t);
    assert_null(strstr(draft, "type: points"));
    tried_free(&t);
    free(draft);
    write_rows(folder, &points, 10);
    draft = try_draft(folder, "x.csv", &t);
    assert_non_null(strstr(draft, "type: points"));
    tried_free(&t);
    free(draft);
}

/* A heading of the data dictionary is what was asked, and the next one ends
 * it. */
static void takes_headings(void **state)
{
    const char *folder = check_folder(state);
    char *a = program_path(folder, "x.csv"), *b = program_path(folder, "d.csv");
    const char *const exports[] = {a, b};
    struct str yaml = {0}, rows = {0};
    struct err err = {0};

    str_add(&rows, "record_id,a,b,c,e,f,g,form_complete\n");
    for (int i = 0; i < 30; i++)
        str_addf(&rows, "%d,%d,%d,%d,%d,%d,%d,2\n", i + 1, 20 + i % 15,
                 30 + i % 15, 50 - 2 * (i % 15), 5 + i % 15, 10 + i % 15,
                 35 - 2 * (i % 15));
    program_file(folder, "x.csv", str_cstr(&rows));
    program_file(folder, "d.csv",
                 "\"Variable / Field Name\",\"Form Name\",\"Section "
                 "Header\",\"Field Type\",\"Field Label\",\"Choices, "
                 "Calculations, OR Slider Labels\"\n"
                 "a,form,Share out £100,text,Roads,\n"
                 "b,form,,text,Parks,\nc,form,,text,Buses,\n"
                 "e,form,About you,text,Rooms,\n"
                 "f,form,,text,Age,\ng,form,And,text,Shoes,\n");
    assert_ok(
        ingest_draft(exports, 2, &(struct told){0}, NULL, &yaml, NULL, &err),
        &err);
    assert_non_null(strstr(
        str_cstr(&yaml),
        "  # 3 columns that come to the same in each row, taken for one "
        "question. What was asked alone is a question of its own: {key: ..., "
        "type: number, column: ...}\n"
        "  - {key: share_out_100, type: points, text: Share out £100, total: "
        "100, items: [\n"
        "      {key: roads, label: Roads, column: a},\n"
        "      {key: parks, label: Parks, column: b},\n"
        "      {key: buses, label: Buses, column: c}]}\n"
        "  - {key: rooms, type: number, text: Rooms, column: e}\n"
        "  - {key: age, type: number, text: Age, column: f}\n"
        "  - {key: shoes, type: number, text: Shoes, column: g}\n"));
    str_free(&yaml);
    str_free(&rows);
    free(a);
    free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins),
        cmocka_unit_test(says_what_it_joined),
        cmocka_unit_test(leaves_few_rows_apart),
        cmocka_unit_test(takes_headings),
    };

    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}
