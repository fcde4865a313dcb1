/* Exhibits from rows made by hand: titles, sentences, marks, order, files. */
#include <jansson.h>
#include <stdlib.h>
#include "report/files.h"
#include "report/html.h"
#include "tests/report/pack_maker.h"

static const char yaml[] =
    "survey: test\n"
    "title: Test\n"
    "sources:\n"
    "  - {key: web, files: [\"web.csv\"], platform: generic, id: id}\n"
    "headline: {question: priorities, rule: mean_rank, base: complete, "
    "scheme: unweighted}\n"
    "questions:\n"
    "  - {key: victim, type: single, column: V, options: [{key: \"yes\", "
    "label: \"Yes\"}, {key: \"no\", label: \"No\"}, {key: pns, label: Prefer "
    "not to say, state: refused}]}\n"
    "  - {key: age, type: single, column: A, about_you: yes, options: [{key: "
    "young}, {key: middle}, {key: old}]}\n"
    "  - {key: priorities, type: ranking, text: What first?, items: [{key: a, "
    "label: Burglary, column: R1}, {key: b, label: \"=Speeding\", column: R2}, "
    "{key: c, label: \"<Drugs>\", column: R3}]}\n"
    "breakdowns: [age]\n";

static const struct given sound[] = {
    {"victim", NULL, "yes", NULL, NULL, "answered", "share", 0.25, 100, 25, 0},
    {"victim", NULL, "no", NULL, NULL, "answered", "share", 0.7, 100, 70, 0},
    {"victim", NULL, "pns", NULL, NULL, "answered", "share", 0.05, 100, 5, 0},
    {"victim", NULL, "yes", NULL, NULL, "gave_view", "share", 25 / 95.0, 95, 25,
     0},
    {"victim", NULL, "no", NULL, NULL, "gave_view", "share", 70 / 95.0, 95, 70,
     0},
    {"age", NULL, "young", NULL, NULL, "answered", "share", 0.07, 100, 7, 0},
    {"age", NULL, "middle", NULL, NULL, "answered", "share", 0.2, 100, 20, 0},
    {"age", NULL, "old", NULL, NULL, "answered", "share", 0.73, 100, 73, 0},
    {"priorities", "a", NULL, NULL, NULL, "complete", "mean_rank", 2.385, 90,
     90, 3},
    {"priorities", "b", NULL, NULL, NULL, "complete", "mean_rank", 1.5, 90, 90,
     1},
    {"priorities", "c", NULL, NULL, NULL, "complete", "mean_rank", 2.115, 90,
     90, 2},
    {"priorities", "a", NULL, "age", "young", "complete", "mean_rank", 1.2, 9,
     9, 1},
    {"priorities", "b", NULL, "age", "young", "complete", "mean_rank", 2.4, 9,
     9, 2},
    {"priorities", "c", NULL, "age", "young", "complete", "mean_rank", 2.4, 9,
     9, 2},
    {"priorities", "a", NULL, "age", "old", "complete", "mean_rank", 1.2, 49,
     49, 1},
    {"priorities", "b", NULL, "age", "old", "complete", "mean_rank", 2.4, 49,
     49, 2},
    {"priorities", "c", NULL, "age", "old", "complete", "mean_rank", 2.4, 49,
     49, 2},
};
enum { SOUND = sizeof sound / sizeof *sound };

static void headline(void **state)
{
    struct made_pack m;
    const struct exhibit *e;

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    e = pack_exhibit(&m, "priorities");
    assert_words(&e->title, "=Speeding came first");
    assert_words(&e->sentence[0], "=Speeding came first among the 90 who "
                                  "filled every place, with an average place "
                                  "of 1.50.");
    assert_words(&e->sentence[1], "<Drugs> came second, at 2.12.");
    assert_words(&e->base, "Base: 90 who filled every place.");
    assert_int_equal(e->chart.kind, CHART_BARS);
    assert_string_equal(e->chart.row[0].label, "=Speeding");
    assert_string_equal(e->chart.row[2].label, "Burglary");
    assert_near(e->chart.from, 0, 0);
    pack_end(&m);
}

static void single(void **state)
{
    struct made_pack m;
    const struct exhibit *e;

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    e = pack_exhibit(&m, "victim");
    assert_words(&e->title, "70% answered “No”: V");
    assert_words(&e->sentence[0], "Of the 100 who answered this question, 70% "
                                  "answered “No”.");
    assert_words(&e->sentence[1], "“Yes” came next, at 25%.");
    /* Prefer not to say stays last, and has no share of those with a view. */
    assert_string_equal(e->table.row[2].label, "Prefer not to say");
    assert_true(
        e->table.entry[2 * e->table.n_columns + e->table.n_columns - 1].never);
    pack_end(&m);
}

/* Seven young people, and the twenty by whom they could be worked out. */
static void persons(void **state)
{
    struct made_pack m;
    const struct table *t;

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    t = &pack_exhibit(&m, "age")->table;
    assert_int_equal(t->entry[0].cell->mark, MARK_WITHHELD);
    assert_int_equal(t->entry[t->n_columns].cell->mark, MARK_WITHHELD);
    assert_int_equal(t->entry[2 * t->n_columns].cell->mark, MARK_NONE);
    assert_true(isnan(t->entry[0].cell->f.value));
    assert_true(isnan(t->entry[0].cell->f.n));
    assert_true(isnan(t->entry[0].cell->f.count));
    assert_true(isnan(t->entry[0].cell->f.se));
    pack_end(&m);
}

/* Five who would not say are the difference between those who answered and
 * those who gave a view. */
static void difference(void **state)
{
    static const struct given rows[] = {
        {"victim", NULL, "yes", NULL, NULL, "answered", "share", 0.25, 100, 25,
         0},
        {"victim", NULL, "no", NULL, NULL, "answered", "share", 0.7, 100, 70,
         0},
        {"victim", NULL, "pns", NULL, NULL, "answered", "share", 0.05, 100, 5,
         0},
        {"victim", NULL, "yes", NULL, NULL, "gave_view", "share", 0.26, 95, 25,
         0},
        {"victim", NULL, "no", NULL, NULL, "gave_view", "share", 0.74, 95, 70,
         0},
    };
    struct str sensitive = {0};
    struct made_pack m;

    (void)state;
    str_add(&sensitive, yaml);
    str_add(&sensitive, "disclosure: {sensitive: [victim]}\n");
    pack_make(&m, str_cstr(&sensitive), rows, 5);
    for (size_t i = 0; i < m.pack.n_cells; i++)
        assert_int_equal(m.pack.cell[i].mark,
                         strcmp(m.pack.cell[i].id,
                                "victim//no:answered:unweighted:share") == 0
                             ? MARK_NONE
                             : MARK_WITHHELD);
    pack_end(&m);
    str_free(&sensitive);
}

static void bases(void **state)
{
    struct made_pack m;
    const struct table *t;

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    t = &pack_exhibit(&m, "priorities__age")->table;
    assert_int_equal(t->n_columns, 3);
    assert_string_equal(t->column[1].label, "young");
    assert_string_equal(t->row[0].label, "Number who filled every place");
    assert_int_equal(t->entry[1].cell->mark, MARK_WITHHELD); /* 9 of them */
    assert_int_equal(t->entry[2].cell->mark, MARK_LOW);      /* 49 */
    assert_int_equal(t->entry[0].cell->mark, MARK_NONE);
    pack_end(&m);
}

static void csv(void **state)
{
    struct made_pack m;
    struct str out = {0};
    struct err err = {0};

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    assert_ok(table_csv(&out, pack_exhibit(&m, "priorities"), m.survey,
                        m.loaded.arena, &err),
              &err);
    assert_memory_equal(out.p, "\xEF\xBB\xBFquestion,item,item_label,", 28);
    assert_non_null(strstr(
        out.p, "\r\npriorities,b,'=Speeding,,,,,,complete,unweighted,mean_rank,"
               ",1.5,0.025,1.45,1.55,0.95,90,90,1,,,,"
               "priorities/b:complete:unweighted:mean_rank\r\n"));
    str_clear(&out);
    assert_ok(table_csv(&out, pack_exhibit(&m, "age"), m.survey, m.loaded.arena,
                        &err),
              &err);
    assert_non_null(strstr(
        out.p, "age,,,young,young,,,,answered,unweighted,share,,,,,,,,,,,,[c],"
               "age//young:answered:unweighted:share\r\n"));
    str_free(&out);
    pack_end(&m);
}

static void evidence(void **state)
{
    struct made_pack m;
    struct str out = {0};
    struct err err = {0};
    json_t *root, *row;
    size_t i, first = 0, withheld = 0, total = 0;

    (void)state;
    pack_make(&m, yaml, sound, SOUND);
    assert_ok(evidence_json(&out, &m.pack, &m.exhibits, &err), &err);
    root = json_loadb(out.p, out.n, 0, NULL);
    assert_non_null(root);
    json_array_foreach(json_object_get(root, "numbers"), i, row)
    {
        const char *id = json_string_value(json_object_get(row, "id"));

        assert_non_null(id);
        first += strcmp(id, "priorities/b:complete:unweighted:mean_rank") == 0;
        withheld += strstr(id, "age//young") != NULL;
        total += strcmp(id, "ledger/received") == 0;
    }
    assert_int_equal(first, 1);
    assert_int_equal(withheld, 0);
    assert_int_equal(total, 1);
    json_decref(root);
    str_free(&out);
    pack_end(&m);
}

/* ---- sentences at the edges ------------------------------------------- */

static const struct edge {
    const char *name;
    double yes, no, n;
    const char *title, *sentence;
} edges[] = {
    {"everyone", 1, 0, 80, "100% answered “Yes”: V",
     "All 80 who answered this question answered “Yes”."},
    {"nobody", 0, 0, 80, "V", NULL},
    {"as many", 0.5, 0.5, 80, "V", "“Yes” and “No” were given equally often."},
    {"small base", 0.6, 0.4, 49, "V", NULL},
    {"withheld", 0.6, 0.4, 9, "V", NULL},
    {"no answers", (double)NAN, (double)NAN, 0, "V", NULL},
};

static void sentence(void **state)
{
    const struct edge *edge = *state;
    const struct given rows[] = {
        {"victim", NULL, "yes", NULL, NULL, "answered", "share", edge->yes,
         edge->n, edge->yes * edge->n, 0},
        {"victim", NULL, "no", NULL, NULL, "answered", "share", edge->no,
         edge->n, edge->no * edge->n, 0},
        {"victim", NULL, "pns", NULL, NULL, "answered", "share",
         isnan(edge->yes) ? (double)NAN : 0, edge->n, 0, 0},
    };
    struct made_pack m;
    const struct exhibit *e;

    pack_make(&m, yaml, rows, 3);
    e = pack_exhibit(&m, "victim");
    assert_words(&e->title, edge->title);
    if (edge->sentence)
        assert_words(&e->sentence[0], edge->sentence);
    else
        assert_int_equal(e->n_sentences, 0);
    pack_end(&m);
}

static void nothing_at_all(void **state)
{
    struct made_pack m;

    (void)state;
    pack_make(&m, yaml, NULL, 0);
    assert_words(&pack_exhibit(&m, "priorities")->title, "What first?");
    assert_int_equal(pack_exhibit(&m, "priorities")->n_sentences, 0);
    pack_end(&m);
}

int main(void)
{
    enum { N = sizeof edges / sizeof *edges, FIXED = 8 };
    struct CMUnitTest tests[N + FIXED] = {
        cmocka_unit_test(headline), cmocka_unit_test(single),
        cmocka_unit_test(persons),  cmocka_unit_test(difference),
        cmocka_unit_test(bases),    cmocka_unit_test(csv),
        cmocka_unit_test(evidence), cmocka_unit_test(nothing_at_all)};

    for (size_t i = 0; i < N; i++)
        tests[i + FIXED] =
            (struct CMUnitTest){.name = edges[i].name,
                                .test_func = sentence,
                                .initial_state = (void *)(uintptr_t)&edges[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
