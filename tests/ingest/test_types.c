/* test_types.c - small exports: what a draft takes their questions for, and
 * that the answers come in so. */
#include "tests/ingest/try.h"

#include <unistd.h>

enum { MOST = 6 };

static const struct type_case {
    const char *name, *csv;
    const char *draft[MOST]; /* each in the draft */
    const char *sql, *want;
    const char *said; /* a note of ingest; NULL */
} cases[] = {
    {"yes and no, of items that are called No and by a number",
     "id,submitdate,lastpage,startlanguage,Q[SQ1],Q[SQ2],Q[811]\n"
     "1,2020-01-01,1,en,Yes,No,No\n2,2020-01-01,1,en,No,Yes,No\n"
     "3,2020-01-01,1,en,Yes,No,No\n4,2020-01-01,1,en,N/A,N/A,N/A\n",
     {"type: multiple", "cells: {not_asked: [N/A]"},
     "SELECT group_concat(q__sq1 || q__sq2 || q__item_811, ' ') FROM "
     "answers_1_1 "
     "WHERE q__sq1 IS NOT NULL",
     "100 010 100",
     NULL},
    {"an item called No is ticked by Yes",
     "id,submitdate,lastpage,startlanguage,Q[1]. Why? [Pay],Q[2]. Why? [No]\n"
     "1,2020-01-01,1,en,Yes,No\n2,2020-01-01,1,en,No,No\n"
     "3,2020-01-01,1,en,Yes,No\n",
     {"type: multiple", "match: [\"Yes\"]"},
     "SELECT group_concat(q1__pay || q1__no, ' ') FROM answers_1_1",
     "10 00 10",
     NULL},
};

static void one_case(const char *folder, const struct type_case *c)
{
    char *draft, *database = program_path(folder, "x.db");
    struct tried t;

    program_file(folder, "x.csv", c->csv);
    draft = try_draft(folder, "x.csv", &t);
    if (t.status != OK)
        fail_msg("%s: %s", c->name, t.err.text);
    tried_free(&t);
    for (size_t i = 0; i < MOST && c->draft[i]; i++)
        if (!strstr(draft, c->draft[i]))
            fail_msg("%s: no '%s' in\n%s", c->name, c->draft[i], draft);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL);
    if (t.status != OK)
        fail_msg("%s: %s\n%s", c->name, t.err.text, draft);
    if (c->said)
        assert_says(&t, NOTE_INFO, c->said);
    tried_free(&t);
    if (c->sql) {
        char *got = program_query(folder, "x.db", c->sql);

        if (strcmp(got, c->want) != 0)
            fail_msg("%s: '%s', not '%s'\n%s", c->name, got, c->want, draft);
        free(got);
    }
    (void)unlink(database); /* the next case is another survey */
    free(database);
    free(draft);
}

static void drafts_types(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        one_case(folder, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts_types),
    };

    return cmocka_run_group_tests_name("types", tests, NULL, NULL);
}
