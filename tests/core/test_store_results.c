/* test_store_results.c - result rows in and out, and the questions that the
 * README asks of them. */
#include "tests/core/test_store_world.h"

#include <math.h>

#define NONE ((double)NAN)

static const struct estimate estimates[] = {
    {.source = "web",
     .question = "plan",
     .item = "rural",
     .option = "a",
     .breakdown = "district*age",
     .level = "city*75+",
     .base = "gave_view",
     .scheme = "supplied",
     .measure = "quantile",
     .arg = 0.1,
     .value = 0.123456789012345678,
     .se = 2.385e-9,
     .lower = 0.1,
     .upper = 0.9,
     .confidence = 0.95,
     .interval = "beta",
     .df = 83.5,
     .n = 84,
     .count = 21,
     .n_weighted = 84.25,
     .n_effective = 61.125,
     .deff = 1.5,
     .method = "linearisation"},
    {.question = "plan",
     .item = "visible",
     .breakdown = "age",
     .level = "75+",
     .base = "gave_view",
     .scheme = "unweighted",
     .measure = "positive",
     .arg = NONE,
     .value = 0.625,
     .se = NONE,
     .lower = NONE,
     .upper = NONE,
     .confidence = NONE,
     .df = NONE,
     .n = 40,
     .count = 25,
     .n_weighted = NONE,
     .n_effective = NONE,
     .deff = NONE},
    {.question = "plan",
     .item = "visible",
     .base = "gave_view",
     .scheme = "unweighted",
     .measure = "positive",
     .breakdown = "respondent",
     .level = "staff",
     .arg = NONE},
};

static const struct ranking rankings[] = {
    {.question = "priorities",
     .base = "complete",
     .scheme = "unweighted",
     .rule = "mean_rank",
     .headline = true,
     .item = "asb",
     .score = 2.51199,
     .se = 0.05,
     .lower = 2.4,
     .upper = 2.6,
     .confidence = 0.95,
     .df = 833,
     .rank = 1,
     .rank_lower = 1,
     .rank_upper = 2,
     .rank_lower_all = 1,
     .rank_upper_all = 3,
     .rank_lower_holm = 1,
     .rank_upper_holm = 4,
     .tier = 2,
     .n = 834,
     .count = NONE,
     .n_weighted = 834,
     .n_effective = 834,
     .deff = 1,
     .method = "linearisation"},
    {.source = "web",
     .question = "priorities",
     .breakdown = "district",
     .level = "ely",
     .base = "ranked",
     .scheme = "unweighted",
     .rule = "top3",
     .unranked = "zero",
     .headline = true,
     .item = "burglary",
     .score = 0.5,
     .rank = 1,
     .n = 12},
};

static const struct test tests_given[] = {
    {.source = "web",
     .question = "plan",
     .item = "rural",
     .option = "a",
     .breakdown = "age",
     .level = "16-24",
     .other_level = "75+",
     .base = "answered",
     .scheme = "unweighted",
     .test = "rao_scott",
     .family = "plan*age",
     .value = 3.5,
     .df1 = 1.9,
     .df2 = 81,
     .p = 0.0123,
     .p_adjusted = 0.0246,
     .difference = -0.25,
     .se = 0.1,
     .lower = -0.45,
     .upper = -0.05,
     .effect = "cramers_v",
     .effect_value = 0.3,
     .n = 84,
     .method = "rao-scott"},
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void same_text(const char *a, const char *b)
{
    if (b)
        assert_string_equal(a, b);
    else
        assert_null(a);
}

static void same_number(double a, double b)
{
    if (!(isnan(a) && isnan(b)))
        assert_true(a == b);
}

static enum status see_estimate(void *with, const struct estimate *e,
                                struct err *err)
{
    size_t *i = with;
    const struct estimate *w = &estimates[(*i)++];
    const char *is[] = {e->source,  e->question,  e->item,  e->option,
                        e->level,   e->breakdown, e->base,  e->scheme,
                        e->measure, e->interval,  e->method};
    const char *want[] = {w->source,  w->question,  w->item,  w->option,
                          w->level,   w->breakdown, w->base,  w->scheme,
                          w->measure, w->interval,  w->method};

    (void)err;
    for (size_t k = 0; k < COUNT(is); k++)
        same_text(is[k], want[k]);
    same_number(e->arg, w->arg);
    same_number(e->value, w->value);
    same_number(e->se, w->se);
    same_number(e->lower, w->lower);
    same_number(e->upper, w->upper);
    same_number(e->confidence, w->confidence);
    same_number(e->df, w->df);
    same_number(e->n, w->n);
    same_number(e->count, w->count);
    same_number(e->n_weighted, w->n_weighted);
    same_number(e->n_effective, w->n_effective);
    same_number(e->deff, w->deff);
    return OK;
}

static enum status see_ranking(void *with, const struct ranking *r,
                               struct err *err)
{
    size_t *i = with;
    const struct ranking *w = &rankings[(*i)++];
    const char *is[] = {r->source, r->question, r->breakdown, r->level,
                        r->base,   r->scheme,   r->rule,      r->unranked,
                        r->item,   r->method};
    const char *want[] = {w->source, w->question, w->breakdown, w->level,
                          w->base,   w->scheme,   w->rule,      w->unranked,
                          w->item,   w->method};

    (void)err;
    for (size_t k = 0; k < COUNT(is); k++)
        same_text(is[k], want[k]);
    assert_int_equal(r->headline, w->headline);
    same_number(r->score, w->score);
    same_number(r->se, w->se);
    same_number(r->lower, w->lower);
    same_number(r->upper, w->upper);
    same_number(r->confidence, w->confidence);
    same_number(r->df, w->df);
    same_number(r->rank, w->rank);
    same_number(r->rank_lower, w->rank_lower);
    same_number(r->rank_upper, w->rank_upper);
    same_number(r->rank_lower_all, w->rank_lower_all);
    same_number(r->rank_upper_all, w->rank_upper_all);
    same_number(r->rank_lower_holm, w->rank_lower_holm);
    same_number(r->rank_upper_holm, w->rank_upper_holm);
    same_number(r->tier, w->tier);
    same_number(r->n, w->n);
    same_number(r->count, w->count);
    same_number(r->n_weighted, w->n_weighted);
    same_number(r->n_effective, w->n_effective);
    same_number(r->deff, w->deff);
    return OK;
}

static enum status see_test(void *with, const struct test *t, struct err *err)
{
    size_t *i = with;
    const struct test *w = &tests_given[(*i)++];
    const char *is[] = {t->source, t->question,  t->item,        t->option,
                        t->level,  t->breakdown, t->other_level, t->base,
                        t->scheme, t->test,      t->family,      t->effect,
                        t->method};
    const char *want[] = {w->source, w->question,  w->item,        w->option,
                          w->level,  w->breakdown, w->other_level, w->base,
                          w->scheme, w->test,      w->family,      w->effect,
                          w->method};

    (void)err;
    for (size_t k = 0; k < COUNT(is); k++)
        same_text(is[k], want[k]);
    same_number(t->value, w->value);
    same_number(t->df1, w->df1);
    same_number(t->df2, w->df2);
    same_number(t->p, w->p);
    same_number(t->p_adjusted, w->p_adjusted);
    same_number(t->difference, w->difference);
    same_number(t->se, w->se);
    same_number(t->lower, w->lower);
    same_number(t->upper, w->upper);
    same_number(t->effect_value, w->effect_value);
    same_number(t->n, w->n);
    return OK;
}

struct world {
    struct store *store;
    const char *folder;
    struct tiny tiny;
    struct stored_survey stored;
    struct frame frame;
    struct store_results *results;
};

static const struct run a_run = {.stage = "analyse",
                                 .version = "0.1",
                                 .seed = UINT64_MAX,
                                 .started = "2016-09-10T00:00:00Z"};

static void begin_results(struct world *w, const enum respondent_kind *kind)
{
    struct err err = {0};

    assert_ok(store_begin(w->store, &err), &err);
    assert_ok(store_results_begin(&w->results, w->store, &w->stored, &a_run,
                                  &w->frame, kind, &err),
              &err);
}

static struct world open_world(void **state)
{
    struct world w = {0};
    struct err err = {0};

    w.folder = folder_of(state, &w.store);
    w.tiny = tiny_read(w.folder, tiny_yaml);
    assert_ok(tiny_ingest(w.store, &w.tiny, 20, &err), &err);
    assert_ok(store_find(w.store, NULL, &w.stored, &err), &err);
    assert_ok(store_load_frame(w.store, &w.stored, 0, &w.frame, &err), &err);
    return w;
}

static void close_world(struct world *w)
{
    store_results_free(w->results);
    frame_free(&w->frame);
    stored_survey_free(&w->stored);
    store_close(w->store);
    tiny_free(&w->tiny);
}

static void write_all(struct world *w)
{
    struct err err = {0};

    for (size_t i = 0; i < COUNT(estimates); i++)
        assert_ok(store_estimate(w->results, &estimates[i], &err), &err);
    for (size_t i = 0; i < COUNT(rankings); i++)
        assert_ok(store_ranking(w->results, &rankings[i], &err), &err);
    for (size_t i = 0; i < COUNT(tests_given); i++)
        assert_ok(store_test(w->results, &tests_given[i], &err), &err);
    assert_ok(store_results_end(w->results, &err), &err);
    assert_ok(store_commit(w->store, &err), &err);
}

static void round_trip(void **state)
{
    struct world w = open_world(state);
    struct stored_run run;
    struct err err = {0};
    size_t n[3] = {0};

    assert_int_equal(store_last_run(w.store, &w.stored, "analyse", &run, &err),
                     ERR_STALE);
    err = (struct err){0};
    begin_results(&w, NULL);
    write_all(&w);
    assert_ok(
        store_each_estimate(w.store, &w.stored, see_estimate, &n[0], &err),
        &err);
    assert_ok(store_each_ranking(w.store, &w.stored, see_ranking, &n[1], &err),
              &err);
    assert_ok(store_each_test(w.store, &w.stored, see_test, &n[2], &err), &err);
    assert_int_equal(n[0], COUNT(estimates));
    assert_int_equal(n[1], COUNT(rankings));
    assert_int_equal(n[2], COUNT(tests_given));
    assert_ok(store_last_run(w.store, &w.stored, "analyse", &run, &err), &err);
    assert_int_equal(run.id, 1);
    assert_string_equal(run.version, "0.1");
    assert_int_equal(strlen(run.config_sha256), 64);
    assert_true(run.seed == UINT64_MAX);
    stored_run_free(&run);
    assert_ok(store_results_fresh(w.store, &w.stored, &err), &err);
    assert_ok(store_reported(w.store, &w.stored, &err), &err);
    says(w.folder,
         "SELECT reported_with = report_sha256, typeof(n), typeof(lower) FROM "
         "survey, estimate LIMIT 2",
         "1|integer|real\n1|integer|null\n");
    close_world(&w);
}

/* The second analysis replaces the first and leaves its run. */
static void replaced(void **state)
{
    struct world w = open_world(state);
    struct err err = {0};

    begin_results(&w, NULL);
    write_all(&w);
    store_results_free(w.results);
    begin_results(&w, NULL);
    assert_ok(store_estimate(w.results, &estimates[0], &err), &err);
    assert_ok(store_results_end(w.results, &err), &err);
    assert_ok(store_commit(w.store, &err), &err);
    says(w.folder,
         "SELECT (SELECT count(*) FROM run), count(*), max(run_id), (SELECT "
         "count(*) FROM ranking) FROM estimate",
         "2|1|2|0\n");
    close_world(&w);
}

/* One number, two rows: a fault of analyse that must not be published. */
static void twice(void **state)
{
    struct world w = open_world(state);
    struct err err = {0};

    begin_results(&w, NULL);
    assert_ok(store_estimate(w.results, &estimates[1], &err), &err);
    assert_ok(store_estimate(w.results, &estimates[1], &err), &err);
    assert_int_equal(store_results_end(w.results, &err), ERR_STORE);
    assert_non_null(strstr(err.text, "UNIQUE"));
    store_rollback(w.store);
    assert_int_equal(store_estimate(w.results, &estimates[1], NULL), ERR_STORE);
    says(w.folder, "SELECT count(*) FROM estimate", "0\n");
    close_world(&w);
}

static void kinds(void **state)
{
    struct world w = open_world(state);
    enum respondent_kind kind[36] = {KIND_INDIVIDUAL};
    struct err err = {0};

    kind[1] = kind[35] = KIND_ORGANISATION;
    kind[2] = KIND_STAFF;
    for (int again = 0; again < 2; again++) {
        store_results_free(w.results);
        begin_results(&w, kind);
        assert_ok(store_results_end(w.results, &err), &err);
        assert_ok(store_commit(w.store, &err), &err);
    }
    says(w.folder,
         "SELECT kind, count(*), min(id), max(id) FROM response GROUP BY 1",
         "individual|37|1|40\norganisation|2|2|39\nstaff|1|3|3\n");
    says(w.folder,
         "SELECT respondent, count(*) FROM answers_labelled_1_1 GROUP BY 1",
         "individual|33\norganisation|2\nstaff|1\n");
    close_world(&w);
}

static void weights(void **state)
{
    struct world w = open_world(state);
    double weight[36];
    struct err err = {0};

    for (size_t i = 0; i < 36; i++)
        weight[i] = 0.25 + (double)i;
    for (int again = 0; again < 2; again++) {
        store_results_free(w.results);
        begin_results(&w, NULL);
        assert_ok(store_weights(w.results, &w.frame, "raked", weight, &err),
                  &err);
        assert_ok(store_results_end(w.results, &err), &err);
        assert_ok(store_commit(w.store, &err), &err);
    }
    says(w.folder, "SELECT scheme, count(*), sum(value) FROM weight GROUP BY 1",
         "raked|36|639.0\nsupplied|17|22.5\n");
    close_world(&w);
}

/* ---- what the README asks --------------------------------------------- */

static void questions(void **state)
{
    struct world w = open_world(state);

    begin_results(&w, NULL);
    write_all(&w);
    says(w.folder,
         "SELECT level_label, rank, item_label, score FROM ranking_labelled "
         "WHERE headline AND breakdown = 'district' ORDER BY level, rank",
         "Ely|1|Dwelling burglary|0.5\n");
    says(w.folder,
         "SELECT question_text, item_label, breakdown_text, level_label, "
         "value, n FROM estimate_labelled WHERE measure = 'positive' AND "
         "breakdown = 'age'",
         "plan|Officers are visible|Age|75 and over|0.625|40\n");
    says(w.folder,
         "SELECT item_label, option_label, breakdown_text, level_label FROM "
         "estimate_labelled WHERE measure = 'quantile'",
         "Rural crime|I'd agree|district, Age|The city, 75 and over\n");
    says(w.folder,
         "SELECT breakdown_text, level_label FROM estimate_labelled WHERE "
         "breakdown = 'respondent'",
         "Kind of respondent|Staff\n");
    says(w.folder,
         "SELECT breakdown_text, level_label, item_label FROM "
         "ranking_labelled WHERE breakdown IS NULL",
         "Everyone|Everyone|Anti-social behaviour\n");
    close_world(&w);
}

/* Every query of docs/formats/database.md runs. */
static void documented(void **state)
{
    static const char mark[] = "```sql\n";
    struct world w = open_world(state);
    struct str page = {0};
    struct err err = {0};
    size_t n = 0;

    begin_results(&w, NULL);
    write_all(&w);
    assert_ok(file_read("docs/formats/database.md", 1 << 20, &page, &err),
              &err);
    for (char *at = page.p; (at = strstr(at, mark)) != NULL; n++) {
        char *end_of = strstr(at += sizeof(mark) - 1, "```");
        char *rows;

        assert_non_null(end_of);
        *end_of = '\0';
        rows = program_query(w.folder, "x.db", at);
        if (!*rows)
            fail_msg("%s gives nothing", at);
        free(rows);
        at = end_of + 1;
    }
    assert_int_equal(n, 4);
    str_free(&page);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(replaced),
        cmocka_unit_test(twice),      cmocka_unit_test(kinds),
        cmocka_unit_test(weights),    cmocka_unit_test(questions),
        cmocka_unit_test(documented),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
