/* test_fault_survey.c - memory runs out at every allocation in turn, while a
 * definition is read, checked, digested, written and laid out. */
#include "tests/core/test_survey_edits.h"

#include "core/survey/answers.h"
#include "tests/support/alloc.h"

#define EVERYTHING "tests/data/survey/everything.yaml"

static enum status work(struct text yaml, struct err *err)
{
    struct survey *survey = NULL;
    struct answer_places places;
    struct survey_digests digests;
    struct str out = {0};
    enum status rc = survey_parse(&survey, yaml, EVERYTHING, err);

    if (rc == OK)
        rc = answer_places(survey, &places, err);
    if (rc == OK)
        rc = survey_digests(survey, &digests, err);
    if (rc == OK) {
        survey_write(survey, SURVEY_DRAFT, &out);
        rc = str_status(&out, err);
    }
    str_free(&out);
    survey_free(survey);
    return rc;
}

static void check_faults(struct text yaml, enum status at_end,
                         void (*starve)(size_t))
{
    for (size_t n = 0;; n++) {
        struct err err = {0};
        enum status rc;

        starve(n);
        rc = work(yaml, &err);
        if (!alloc_failed()) {
            assert_int_equal(rc, at_end);
            assert_true(n > 2);
            return;
        }
        /* A hint that could not be made is left out of a message. */
        if (rc != ERR_NOMEM && (rc != ERR_INPUT || at_end == OK))
            fail_msg("allocation %zu: status %d, '%s'", n, (int)rc, err.text);
    }
}

static void whole(void **state)
{
    struct str yaml = {0};
    struct err err = {0};

    (void)state;
    assert_ok(file_read(EVERYTHING, 1 << 20, &yaml, &err), &err);
    check_faults(str_text(&yaml), OK, alloc_fail_at);
    check_faults(str_text(&yaml), OK, alloc_fail_from);
    str_free(&yaml);
}

/* Messages need memory, too. */
static void refused(void **state)
{
    static const struct edit edits[] = {
        {"max: 3", "mx: 3", ""},
        {"pool: no", "pool: maybe", ""},
        {"scale: agree5", "scale: agree6", ""},
        {"rule: mean_rank", "rule: mean", ""},
        {"asked_if: {victim: ", "asked_if: {victm: ", ""},
        {"younger: [\"16-24\"]", "younger: [\"16-25\"]", ""},
        {"column: Q12", "column: Q10", ""},
        {"label: A charity", "label: A resident", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct str yaml = {0};

        make_edit(&edits[i], &yaml);
        check_faults(str_text(&yaml), ERR_INPUT, alloc_fail_at);
        check_faults(str_text(&yaml), ERR_INPUT, alloc_fail_from);
        str_free(&yaml);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
