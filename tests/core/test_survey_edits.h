/* test_survey_edits.h - one wrong definition for each edit of a right one. */
#ifndef TESTS_CORE_TEST_SURVEY_EDITS_H
#define TESTS_CORE_TEST_SURVEY_EDITS_H

#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/survey.h"

#define EXAMPLE "tests/data/survey/example.yaml"

/* The first `find` of the example becomes `put`; "" appends `put`. */
struct edit {
    const char *find, *put;
    const char *want; /* the message, behind "survey.yaml:" */
};

static inline void read_example(struct str *out)
{
    struct err err = {0};

    assert_ok(file_read(EXAMPLE, 1 << 20, out, &err), &err);
}

static inline void make_edit(const struct edit *e, struct str *out)
{
    struct str s = {0};
    const char *at;

    read_example(&s);
    at = e->find[0] ? strstr(s.p, e->find) : s.p + s.n;
    if (!at)
        fail_msg("the example does not hold '%s'", e->find);
    str_add_n(out, s.p, (size_t)(at - s.p));
    str_add(out, e->put);
    str_add(out, at + strlen(e->find));
    assert_false(out->failed);
    str_free(&s);
}

/* Refused with exactly this message, and nothing is made. */
static inline void check_edit(const struct edit *e)
{
    struct survey *survey = (struct survey *)(uintptr_t)1;
    struct str yaml = {0};
    struct err err = {0};
    enum status rc;

    make_edit(e, &yaml);
    rc = survey_parse(&survey, str_text(&yaml), "survey.yaml", &err);
    str_free(&yaml);
    assert_null(survey);
    if (rc != ERR_INPUT || err.status != ERR_INPUT ||
        strncmp(err.text, "survey.yaml:", 12) != 0 ||
        strcmp(err.text + 12, e->want) != 0)
        fail_msg("'%s' as '%s' says\n%s\nnot\nsurvey.yaml:%s", e->find, e->put,
                 err.text, e->want);
}

#endif
