/* test_survey_targets.c - targets.csv: what is read, and every refusal with its
 * line and words. */
#include "core/survey/targets.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "tests/support/check.h"

static const char good[] = "margin,level,share,count,source,date\n"
                           "age,16-24,0.13,,\"ONS, mid-2021\",2021-06-30\n"
                           "age,75 and over,87%,,,\n"
                           "\n"
                           "any_victim*age,yes*16-24 years,,\"1,250\",,2021\n"
                           "any_victim*age,yes*75+,, 2500 ,,\n"
                           "any_victim*age,no*16-24,,3e3,,2021-06\n"
                           "any_victim*age,no*75+,,0,,\n";

static struct survey *example(void)
{
    struct survey *survey = NULL;
    struct err err = {0};

    assert_ok(survey_read(&survey, "tests/data/survey/example.yaml", &err),
              &err);
    return survey;
}

static void reads(void **state)
{
    struct targets *t = NULL;
    const struct target_margin *m = NULL;
    struct survey *survey = example();
    struct err err = {0};

    (void)state;
    assert_ok(targets_parse(&t, text_of(good), "targets.csv", &err), &err);
    assert_int_equal(t->n, 2);
    assert_ok(targets_margin(t, "age", survey, &m, &err), &err);
    assert_false(m->counts);
    assert_int_equal(m->n, 2);
    assert_int_equal(m->line, 2);
    assert_near(m->target[0].value, 0.13, 0);
    assert_near(m->target[1].value, 0.87, 0);
    assert_string_equal(m->target[0].source, "ONS, mid-2021");
    assert_string_equal(m->target[0].date, "2021-06-30");
    assert_int_equal(m->target[1].option[0], 1);
    assert_int_equal(m->target[1].line, 3);
    assert_ok(targets_margin(t, "any_victim*age", survey, &m, &err), &err);
    assert_true(m->counts);
    assert_int_equal(m->n_questions, 2);
    assert_string_equal(survey->question[m->question[0]].key, "any_victim");
    assert_string_equal(survey->question[m->question[1]].key, "age");
    assert_near(m->target[0].value, 1250, 0);
    assert_near(m->target[2].value, 3000, 0);
    assert_int_equal(m->target[0].option[0], 0);
    assert_int_equal(m->target[0].option[1], 0);
    assert_int_equal(m->target[3].option[0], 1);
    assert_int_equal(m->target[3].option[1], 1);
    assert_int_equal(m->target[3].line, 8);
    targets_free(t);
    survey_free(survey);
}

static void reads_file(void **state)
{
    const char *folder = check_folder(state);
    struct targets *t = NULL;
    struct str path = {0}, missing = {0}, want = {0};
    struct err err = {0};

    path_join(&path, folder, "targets.csv");
    path_join(&missing, folder, "none.csv");
    assert_ok(file_write(str_cstr(&path),
                         text_of("\xEF\xBB\xBFmargin,level,count\nage,a,1\n"),
                         0600, &err),
              &err);
    assert_ok(targets_read(&t, str_cstr(&path), &err), &err);
    assert_string_equal(t->path, str_cstr(&path));
    assert_string_equal(t->margin[0].name, "age");
    targets_free(t);
    t = (struct targets *)(uintptr_t)1;
    assert_int_equal(targets_read(&t, str_cstr(&missing), &err), ERR_INPUT);
    assert_null(t);
    str_addf(&want, "%s: ", str_cstr(&missing));
    assert_int_equal(strncmp(err.text, str_cstr(&want), want.n), 0);
    str_free(&want);
    str_free(&path);
    str_free(&missing);
}

/* A file, and what is said behind "targets.csv". */
struct refusal {
    const char *csv, *want;
};

// clang-format off
static const struct refusal forms[] = {
    {"", ": there are no targets"},
    {"margin,level,share\n", ": there are no targets"},
    {"margin,level\nage,a\n",
     ":1: the header names neither share nor count; one of them is needed"},
    {"level,share\na,1\n",
     ":1: the header lacks a column; it has to name margin, level and share or "
     "count"},
    {"margin,level,share,wieght\n",
     ":1: there is no column 'wieght'; allowed: margin, level, share, count, "
     "source, date"},
    {"margin,level,share,Share\n",
     ":1: the column 'share' is given twice; keep one"},
    {"margin,level,share\n,a,1\n", ":2: the margin is empty"},
    {"margin,level,share\nage,,1\n", ":2: the level is empty"},
    {"margin,level,share\nage,a,\n", ":2: give a share or a count"},
    {"margin,level,share\nage,a\n", ":2: give a share or a count"},
    {"margin,level,share,count\nage,a,1,1\n",
     ":2: give a share or a count, not both"},
    {"margin,level,share\nage,a,31\n",
     ":2: the share 31 is not from 0 to 1; write 0.31 or 31%, or put it under "
     "count"},
    {"margin,level,share\nage,a,-0.1\n",
     ":2: the share -0.1 is not from 0 to 1; write 0.31 or 31%, or put it "
     "under count"},
    {"margin,level,share\nage,a,\"0,31\"\n",
     ":2: the share '0,31' is no number; write 0.31 or 31%"},
    {"margin,level,share\nage,a,nan\n",
     ":2: the share 'nan' is no number; write 0.31 or 31%"},
    {"margin,level,count\nage,a,many\n",
     ":2: the count 'many' is no number; write 12345"},
    {"margin,level,count\nage,a,31%\n",
     ":2: the count '31%' is no number; write 12345"},
    {"margin,level,count\nage,a,-5\n", ":2: the count -5 is below 0"},
    {"margin,level,count\nage,a,inf\n",
     ":2: the count 'inf' is no number; write 12345"},
    {"margin,level,count,date\nage,a,5,June\n",
     ":2: the date 'June' is none; write 2021, 2021-03 or 2021-03-21"},
    {"margin,level,count\nage,a,5,ONS\n",
     ":2: the row has more cells than the header; put text with a comma in "
     "quotes"},
    {"margin,level,count\nage,\xFF,5\n",
     ":2: the level is not UTF-8; save the file as UTF-8"},
    {"margin,level,count\na*b*c,x*y*z,5\n",
     ":2: the margin 'a*b*c' crosses more than two questions"},
    {"margin,level,count\na*b,x,5\n",
     ":2: the level 'x' of 'a*b' needs two parts, such as fenland*16-24"},
    {"margin,level,count\na,x*y,5\n",
     ":2: the level 'x*y' of 'a' is crossed, and its margin is not"},
    {"margin,level,count\na,x,5\n\na,y,5\na, X,6\n",
     ":5: the level 'X' of 'a' is given twice, first on line 2; keep one"},
    {"margin,level,share,count\na,x,0.5,\na,y,,5\n",
     ":3: the margin 'a' has shares from line 2 on; give shares for all of its "
     "levels"},
    {"margin,level,share\nb,x,1\na,x,0.5\na,y,0.43\n",
     ":3: the shares of 'a' add up to 0.93; they must add up to 1: correct "
     "them or give counts"},
    {"margin,level,count\na,x,0\na,y,0\n",
     ":2: the margin 'a' is 0 throughout"},
};
/* Margin "age" or "any_victim*age" against the survey. */
static const struct refusal meanings[] = {
    {"margin,level,share\nsex,f,1\n",
     ": there are no targets for 'age'; there are some for sex"},
    {"margin,level,share\nage,16-24,0.5\nage,25-34,0.5\n",
     ":3: question 'age' has no '25-34'; it has 16-24, 75+"},
    {"margin,level,share\nage,16-24,0.5\nage,16 to 24,0.5\n",
     ":3: '16 to 24' of 'age' is the level of line 2 in other words; keep one"},
};
static const struct {
    const char *margin;
    struct refusal refusal;
} others[] = {
    {"ages", {"margin,level,share\nages,f,1\n",
     ":2: the survey has no question 'ages'"}},
    {"crimes", {"margin,level,share\ncrimes,theft,1\n",
     ":2: question 'crimes' is of type multiple; margins are of questions of "
     "type single or scale"}},
    {"age*age", {"margin,level,share\nage*age,16-24*75+,1\n",
     ":2: the margin 'age*age' crosses a question with itself"}},
    {"victim", {"margin,level,share\nvictim,yes,0.4\nvictim,pns,0.6\n",
     ":3: 'pns' of 'victim' is no answer (refused) and can have no target; "
     "those who gave it are dealt with by missing"}},
    {"district", {"margin,level,share\ndistrict,fenland,1\n",
     ":2: question 'district' has no 'fenland'; it has no levels"}},
};
// clang-format on

static void same(const struct refusal *r, enum status rc, const struct err *err)
{
    if (rc != ERR_INPUT || strncmp(err->text, "targets.csv", 11) != 0 ||
        strcmp(err->text + 11, r->want) != 0)
        fail_msg("%s\nsays\n%s\nnot\ntargets.csv%s", r->csv, err->text,
                 r->want);
}

static void refuses_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct targets *t = (struct targets *)(uintptr_t)1;
        struct err err = {0};
        enum status rc =
            targets_parse(&t, text_of(forms[i].csv), "targets.csv", &err);

        same(&forms[i], rc, &err);
        assert_null(t);
    }
}

static void refuse_margin(const struct survey *survey, const char *margin,
                          const struct refusal *r)
{
    const struct target_margin *m = NULL;
    struct targets *t = NULL;
    struct err err = {0};
    enum status rc;

    assert_ok(targets_parse(&t, text_of(r->csv), "targets.csv", &err), &err);
    rc = targets_margin(t, margin, survey, &m, &err);
    same(r, rc, &err);
    assert_null(m);
    targets_free(t);
}

static void refuses_meaning(void **state)
{
    struct survey *survey = example();

    (void)state;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        refuse_margin(survey, "age", &meanings[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        refuse_margin(survey, others[i].margin, &others[i].refusal);
    survey_free(survey);
}

/* Ten thousand rows are read, one more is refused. */
static void has_an_end(void **state)
{
    struct str csv = {0};
    struct targets *t = NULL;
    struct err err = {0};

    (void)state;
    str_add(&csv, "margin,level,count\n");
    for (int i = 0; i < 10000; i++)
        str_addf(&csv, "m%d,l%d,1\n", i / 100, i);
    assert_ok(targets_parse(&t, str_text(&csv), "targets.csv", &err), &err);
    assert_int_equal(t->n, 100);
    assert_int_equal(t->margin[99].n, 100);
    assert_string_equal(t->margin[99].target[99].level, "l9999");
    targets_free(t);
    str_add(&csv, "m,l,1\n");
    assert_int_equal(targets_parse(&t, str_text(&csv), "targets.csv", &err),
                     ERR_INPUT);
    assert_string_equal(err.text,
                        "targets.csv:10002: there are more than 10000 targets");
    str_free(&csv);
}

/* The example of docs/formats/targets.md. */
static void reads_example(void **state)
{
    struct str page = {0};
    struct targets *t = NULL;
    struct err err = {0};
    const char *from, *to;

    (void)state;
    assert_ok(file_read("docs/formats/targets.md", 1 << 20, &page, &err), &err);
    from = strstr(page.p, "```csv\n");
    assert_non_null(from);
    from += strlen("```csv\n");
    to = strstr(from, "```");
    assert_non_null(to);
    assert_ok(targets_parse(&t, (struct text){from, (size_t)(to - from)},
                            "targets.csv", &err),
              &err);
    assert_int_equal(t->n, 3);
    targets_free(t);
    str_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),        cmocka_unit_test(reads_file),
        cmocka_unit_test(refuses_form), cmocka_unit_test(refuses_meaning),
        cmocka_unit_test(has_an_end),   cmocka_unit_test(reads_example),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
