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
    assert_ok(ingest_draft(exports, 2, &(struct told){0}, &yaml, NULL, &err),
              &err);
    assert_non_null(strstr(yaml.p, "b.csv"));
    program_file(folder, "b.csv", "id,Scene\n4,Yes\n5,No\n");
    str_clear(&yaml);
    assert_int_equal(
        ingest_draft(exports, 2, &(struct told){0}, &yaml, NULL, &err),
        ERR_INPUT);
    assert_non_null(strstr(err.text, "column \"Seen\" is not in b.csv"));
    str_free(&yaml);
    free(a);
    free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts),
        cmocka_unit_test(refuses_what_holds_no_answer),
        cmocka_unit_test(takes_several),
    };

    return cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
