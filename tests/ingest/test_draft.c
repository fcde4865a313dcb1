/* test_draft.c - definitions drafted from small exports, whole, and that each
 * takes in the export that it was drafted from. */
#include "tests/ingest/try.h"

#include "core/base/file.h"
#include "core/survey/survey.h"

static const char *const golden[] = {"choices", "lists", "routes", "plain"};

static char *read_text(const char *folder, const char *name)
{
    struct str path = {0}, bytes = {0};
    struct err err = {0};
    char *out = NULL;

    path_join(&path, folder, name);
    assert_ok(file_read(str_cstr(&path), 1 << 20, &bytes, &err), &err);
    assert_ok(str_take(&bytes, &out, &err), &err);
    str_free(&path);
    str_free(&bytes);
    return out;
}

/* The draft without the folder in which the test ran. */
static char *without(const char *text, const char *folder)
{
    struct str s = {0};
    struct err err = {0};
    char *out = NULL;
    const char *at;

    while ((at = strstr(text, folder))) {
        str_add_n(&s, text, (size_t)(at - text));
        text = at + strlen(folder) + 1;
    }
    str_add(&s, text);
    assert_ok(str_take(&s, &out, &err), &err);
    return out;
}

static void drafts(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        struct str csv = {0}, yaml = {0};
        char *bytes, *want, *draft, *got;
        struct tried t;

        str_addf(&csv, "%s.csv", golden[i]);
        str_addf(&yaml, "%s.yaml", golden[i]);
        bytes = read_text("tests/data/ingest/draft", str_cstr(&csv));
        want = read_text("tests/data/ingest/draft", str_cstr(&yaml));
        program_file(folder, str_cstr(&csv), bytes);
        draft = try_draft(folder, str_cstr(&csv), &t);
        assert_ok(t.status, &t.err);
        got = without(draft, folder);
        if (strcmp(got, want) != 0)
            fail_msg("%s is drafted otherwise than %s:\n%s", str_cstr(&csv),
                     str_cstr(&yaml), got);
        tried_free(&t);
        program_file(folder, "survey.yaml", draft);
        t = try_ingest(folder, str_cstr(&csv), NULL);
        assert_ok(t.status, &t.err);
        assert_int_equal(t.sum.removed + t.sum.rejected, 0);
        assert_int_equal(notes_attention(&t.notes), 0);
        tried_free(&t);
        free(bytes);
        free(want);
        free(draft);
        free(got);
        str_free(&csv);
        str_free(&yaml);
    }
}

static void refuses_what_holds_no_answer(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;

    program_file(folder, "x.csv", "Respondent ID,Start Date\n1,2016-07-01\n");
    assert_null(try_draft(folder, "x.csv", &t));
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text, "x.csv: has no column that looks like "
                                       "an answer"));
    tried_free(&t);
}

/* A second export has to have the columns of the first. */
static void takes_several(void **state)
{
    const char *folder = check_folder(state);
    char *a = program_path(folder, "a.csv"), *b = program_path(folder, "b.csv");
    const char *const exports[] = {a, b};
    struct str yaml = {0};
    struct err err = {0};

    program_file(folder, "a.csv", "id,Seen\n1,Yes\n2,No\n3,Yes\n");
    program_file(folder, "b.csv", "id,Seen,More\n4,Yes,x\n5,No,y\n");
    assert_ok(
        ingest_draft(exports, 2, &(struct told){0}, NULL, &yaml, NULL, &err),
        &err);
    assert_non_null(strstr(yaml.p, "b.csv"));
    program_file(folder, "b.csv", "id,Scene\n4,Yes\n5,No\n");
    str_clear(&yaml);
    assert_int_equal(
        ingest_draft(exports, 2, &(struct told){0}, NULL, &yaml, NULL, &err),
        ERR_INPUT);
    assert_non_null(strstr(err.text, "column \"Seen\" is not in b.csv"));
    str_free(&yaml);
    free(a);
    free(b);
}

/* Codes get the words of a dictionary behind the export; what nobody said or
 * ticked is there all the same, and nothing that is 0 is taken for a tick. */
static void takes_a_dictionary(void **state)
{
    static const char *const lines[] = {
        "text: \"What is your sex?\", column: sex",
        "      {key: woman, label: Woman, match: [\"1\"]},\n"
        "      {key: man, label: Man, match: [\"2\"]},\n"
        "      {key: other, label: Other, match: [\"3\"]},\n",
        "label: Prefer not to say, state: refused, match: [\"9\"]}]}",
        "text: \"Whom did you tell?\", items: [",
        "label: The police, column: told___1, match: [\"1\"]},",
        "label: A friend, column: told___2}]}"};
    const char *folder = check_folder(state);
    char *a = program_path(folder, "x.csv"), *b = program_path(folder, "d.csv");
    const char *const exports[] = {a, b};
    struct str yaml = {0}, rows = {0};
    struct err err = {0};
    struct tried t;

    str_add(&rows, "record_id,sex,told___1,told___2,form_complete\n");
    for (int i = 0; i < 30; i++)
        str_addf(&rows, "%d,%d,%d,0,2\n", i + 1, i == 29 ? 9 : 1 + i % 2,
                 i % 3 == 0);
    program_file(folder, "x.csv", str_cstr(&rows));
    program_file(folder, "d.csv",
                 "\"Variable / Field Name\",\"Form Name\",\"Field Type\","
                 "\"Field Label\",\"Choices, Calculations, OR Slider Labels\""
                 "\nrecord_id,form,text,Record,\n"
                 "sex,form,radio,What is your sex?,\"1, Woman | 2, Man | 3, "
                 "Other | 9, Prefer not to say\"\n"
                 "told,form,checkbox,Whom did you tell?,\"1, The police | 2, A "
                 "friend\"\n");
    assert_ok(
        ingest_draft(exports, 2, &(struct told){0}, NULL, &yaml, NULL, &err),
        &err);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(str_cstr(&yaml), lines[i]))
            fail_msg("no '%s' in %s", lines[i], str_cstr(&yaml));
    assert_null(strstr(str_cstr(&yaml), "d.csv"));
    program_file(folder, "survey.yaml", str_cstr(&yaml));
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_query(folder,
                 "SELECT sum(sex = 1), sum(sex = 2), sum(sex = 4) FROM "
                 "answers_1_1",
                 "15|14|1");
    tried_free(&t);
    str_free(&yaml);
    str_free(&rows);
    free(a);
    free(b);
}

/* A name with a line's end is no second line of the definition; one that no
 * definition can hold is refused. */
static void names_files(void **state)
{
    const char *folder = check_folder(state);
    struct tried t;
    char *draft;

    program_file(folder, "a\nb [1]*.csv", "id,Seen\n1,Yes\n2,No\n3,Yes\n");
    draft = try_draft(folder, "a\nb [1]*.csv", &t);
    assert_ok(t.status, &t.err);
    assert_non_null(strstr(draft, "from a b [1]*.csv: a guess"));
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, NULL, NULL);
    assert_ok(t.status, &t.err);
    assert_int_equal(t.sum.analysed, 3);
    tried_free(&t);
    free(draft);
    program_file(folder, "caf\xe9.csv", "id,Seen\n1,Yes\n2,No\n3,Yes\n");
    assert_null(try_draft(folder, "caf\xe9.csv", &t));
    assert_int_equal(t.status, ERR_INPUT);
    assert_non_null(strstr(t.err.text,
                           "caf\xe9.csv: its name is no UTF-8, as a "
                           "definition must be; give the file "
                           "another name"));
    tried_free(&t);
}

/* A definition in another folder finds its files from there. */
static void names_files_from_its_folder(void **state)
{
    static const char *const exports[] = {"tests/data/browser/nasty.csv"};
    static const struct {
        const char *path, *want;
    } cases[] = {
        {NULL, "files: [tests/data/browser/nasty.csv]"},
        {"new.yaml", "files: [tests/data/browser/nasty.csv]"},
        {"tests/data/new.yaml", "files: [browser/nasty.csv]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str yaml = {0};
        struct err err = {0};

        assert_ok(ingest_draft(exports, 1, &(struct told){0}, cases[i].path,
                               &yaml, NULL, &err),
                  &err);
        if (!strstr(yaml.p, cases[i].want))
            fail_msg("not %s in: %s", cases[i].want, yaml.p);
        str_free(&yaml);
    }
}

/* Keys of hundreds of columns of one name, one of which another has already. */
static void numbers_columns(void **state)
{
    enum { COLUMNS = 300 };
    static const char *const keys[] = {"q,",     "q_2,",   "q_63,", "q_64,",
                                       "q_100,", "q_300,", "q_301,"};
    const char *folder = check_folder(state);
    struct str rows = {0};
    struct tried t;
    char *draft;

    str_add(&rows, "id,Q 100");
    for (int i = 0; i < COLUMNS; i++)
        str_add(&rows, ",Q");
    for (int row = 0; row < 4; row++) {
        str_addf(&rows, "\n%d,%s", row, row % 2 ? "a" : "b");
        for (int i = 0; i < COLUMNS; i++)
            str_add(&rows, row % 2 ? ",c" : ",d");
    }
    program_file(folder, "x.csv", str_cstr(&rows));
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str line = {0};

        str_addf(&line, "  - {key: %s", keys[i]);
        if (!strstr(draft, str_cstr(&line)))
            fail_msg("no question '%s'", keys[i]);
        str_free(&line);
    }
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL); /* no key stands twice */
    assert_ok(t.status, &t.err);
    tried_free(&t);
    free(draft);
    str_free(&rows);
}

/* What is called an id and tells no rows apart is no id, and that is said. */
static void misses_an_id(void **state)
{
    static const struct {
        const char *ids[6];
        const char *say; /* NULL: it is the id */
    } cases[] = {
        {{"1", "2", "3", "4", "5", "6"}, NULL},
        {{"1", "2", "3", "1", "2", "4"},
         "x.csv: \"Respondent ID\" is called an id, but 2 of its 4 values "
         "stand in several rows, as \"1\"; it is left out, and each row is a "
         "response: look for rows that are there twice, or take it with id: "
         "\"Respondent ID\" in the source"},
        {{"5E+10", "5E+10", "5E+10", "5E+10", "5E+10", "5E+10"},
         "but 1 of its 1 values stands in several rows, as \"5E+10\";"},
        {{"a@b.org", "a@b.org", "c@d.org", "e@f.org", "g@h.org", "i@j.org"},
         "but 1 of its 5 values stands in several rows, as \"[e-mail]\";"},
    };
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str rows = {0};
        struct tried t;
        char *draft;

        str_add(&rows, "Respondent ID,Seen\n");
        for (size_t k = 0; k < 6; k++)
            str_addf(&rows, "%s,%s\n", cases[i].ids[k], k % 2 ? "Yes" : "No");
        program_file(folder, "x.csv", str_cstr(&rows));
        draft = try_draft(folder, "x.csv", &t);
        assert_ok(t.status, &t.err);
        assert_int_equal(strstr(draft, "id: Respondent ID") != NULL,
                         cases[i].say == NULL);
        if (cases[i].say)
            assert_says(&t, NOTE_ATTENTION, cases[i].say);
        assert_int_equal(notes_attention(&t.notes), cases[i].say != NULL);
        tried_free(&t);
        str_free(&rows);
        free(draft);
    }
}

/* What a spreadsheet writes where a formula failed is nobody's answer. */
static void fails_of_formulas(void **state)
{
    static const char *const score[] = {"#N/A", "3",       "#DIV/0!", "4",
                                        "5.5",  "#VALUE!", "7",       "8"};
    const char *folder = check_folder(state);
    struct str rows = {0};
    struct tried t;
    char *draft;

    str_add(&rows, "id,Score,Colour\n");
    for (size_t i = 0; i < 40; i++)
        str_addf(&rows, "%zu,%s,%s\n", i, score[i % 8],
                 i % 4 == 0 ? "#NAME?"
                 : i % 2    ? "Cheap"
                            : "#Near");
    program_file(folder, "x.csv", str_cstr(&rows));
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    assert_non_null(strstr(draft, "\ncells: {blank: [\"#N/A\", \"#DIV/0!\", "
                                  "\"#VALUE!\", \"#NAME?\"]}\n"));
    assert_null(strstr(draft, "label: \"#NAME?\""));
    assert_non_null(strstr(draft, "label: \"#Near\""));
    tried_free(&t);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL);
    assert_ok(t.status, &t.err);
    assert_int_equal(notes_attention(&t.notes), 0);
    assert_query(folder, "SELECT count(*) FROM answers_1_1 WHERE colour = -1",
                 "10");
    tried_free(&t);
    str_free(&rows);
    free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts),
        cmocka_unit_test(refuses_what_holds_no_answer),
        cmocka_unit_test(takes_several),
        cmocka_unit_test(takes_a_dictionary),
        cmocka_unit_test(names_files),
        cmocka_unit_test(names_files_from_its_folder),
        cmocka_unit_test(numbers_columns),
        cmocka_unit_test(misses_an_id),
        cmocka_unit_test(fails_of_formulas),
    };

    return cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
