/* wipe.c - see wipe.h.
 *
 * A table that only this survey has rows in is emptied without looking at each
 * row, which for a million responses is the difference between a moment and
 * several seconds. */
#include "core/store/wipe.h"

#include "core/store/definition.h"

#define OF_SURVEY(table)                                                       \
    "DELETE FROM " table " WHERE (survey, wave) IN (SELECT key, wave FROM "    \
    "survey WHERE id = ?1);\n"

static const char results_only[] =
    "DELETE FROM estimate; DELETE FROM ranking; DELETE FROM test;\n"
    "DELETE FROM weighting; DELETE FROM profile; DELETE FROM pairwise;\n"
    "DELETE FROM weighting_largest; DELETE FROM interval;\n"
    "DELETE FROM plan_evidence;";

static const char results_of[] = OF_SURVEY("estimate") OF_SURVEY("ranking")
    OF_SURVEY("test") OF_SURVEY("weighting") OF_SURVEY("profile")
        OF_SURVEY("pairwise") OF_SURVEY("weighting_largest")
            OF_SURVEY("interval") OF_SURVEY("plan_evidence");

static const char data_only[] =
    "DELETE FROM comment; DELETE FROM weight; DELETE FROM design;\n"
    "DELETE FROM response;\n"
    "DELETE FROM rejected; DELETE FROM removal; DELETE FROM ledger;";

static const char data_of[] =
    "DELETE FROM comment WHERE question_id IN\n"
    "  (SELECT id FROM question WHERE survey_id = ?1);\n"
    "DELETE FROM weight WHERE survey_id = ?1;\n"
    "DELETE FROM design WHERE response_id IN\n"
    "  (SELECT id FROM response WHERE survey_id = ?1);\n"
    "DELETE FROM response WHERE survey_id = ?1;\n"
    "DELETE FROM rejected WHERE source_id IN\n"
    "  (SELECT id FROM source WHERE survey_id = ?1);\n"
    "DELETE FROM removal WHERE source_id IN\n"
    "  (SELECT id FROM source WHERE survey_id = ?1);\n"
    "DELETE FROM ledger WHERE source_id IN\n"
    "  (SELECT id FROM source WHERE survey_id = ?1);";

static const char questions_of[] =
    "DELETE FROM answer_column WHERE question_id IN\n"
    "  (SELECT id FROM question WHERE survey_id = ?1);\n"
    "DELETE FROM option WHERE question_id IN\n"
    "  (SELECT id FROM question WHERE survey_id = ?1);\n"
    "DELETE FROM item WHERE question_id IN\n"
    "  (SELECT id FROM question WHERE survey_id = ?1);\n"
    "DELETE FROM question WHERE survey_id = ?1;";

static enum status is_only(struct store *store, bool *only, struct err *err)
{
    int64_t n = 0;
    enum status rc =
        db_number(store, "SELECT count(*) FROM survey", 0, 0, &n, err);

    *only = n == 1;
    return rc;
}

enum status wipe_results(struct store *store, int64_t survey_id,
                         struct err *err)
{
    bool only = false;
    enum status rc = is_only(store, &only, err);

    if (rc != OK)
        return rc;
    return db_script(store, only ? results_only : results_of, survey_id, err);
}

enum status wipe_marks(struct store *store, int64_t survey_id, struct err *err)
{
    return db_script(store,
                     "UPDATE survey SET data_version = data_version + 1,\n"
                     "  analysed_with = '', reported_with = '' WHERE id = ?1",
                     survey_id, err);
}

enum status wipe_survey(struct store *store, int64_t survey_id, struct err *err)
{
    bool only = false;
    enum status rc = is_only(store, &only, err);

    if (rc == OK)
        rc = wipe_results(store, survey_id, err);
    if (rc == OK)
        rc = tables_drop(store, survey_id, err);
    if (rc == OK)
        rc = db_script(store, only ? data_only : data_of, survey_id, err);
    if (rc == OK)
        rc = db_script(store, questions_of, survey_id, err);
    if (rc == OK)
        rc = wipe_marks(store, survey_id, err);
    return rc;
}

enum status wipe_source(struct store *store, int64_t survey_id,
                        int64_t source_id, struct err *err)
{
    static const char sql[] =
        "DELETE FROM comment WHERE response_id IN\n"
        "  (SELECT id FROM response WHERE source_id = ?1);\n"
        "DELETE FROM weight WHERE response_id IN\n"
        "  (SELECT id FROM response WHERE source_id = ?1);\n"
        "DELETE FROM design WHERE response_id IN\n"
        "  (SELECT id FROM response WHERE source_id = ?1);\n"
        "DELETE FROM response WHERE source_id = ?1;\n"
        "DELETE FROM rejected WHERE source_id = ?1;\n"
        "DELETE FROM removal WHERE source_id = ?1;\n"
        "DELETE FROM ledger WHERE source_id = ?1;";
    size_t parts = 0;
    enum status rc = tables_count(store, survey_id, &parts, err);

    for (size_t part = 1; rc == OK && part <= parts; part++) {
        struct str delete = {0};

        str_add(&delete, "DELETE FROM ");
        answers_name(&delete, "answers", survey_id, part);
        str_add(&delete, " WHERE response_id IN\n"
                         "  (SELECT id FROM response WHERE source_id = ?1)");
        rc = str_status(&delete, err);
        if (rc == OK)
            rc = db_script(store, str_cstr(&delete), source_id, err);
        str_free(&delete);
    }
    if (rc == OK)
        rc = db_script(store, sql, source_id, err);
    return rc;
}
