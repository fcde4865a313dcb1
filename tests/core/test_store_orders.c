/* test_store_orders.c - majorities and what the evidence says to a plan, as
 * they were given; and who may write them when. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/store/results_orders.h"
#include "tests/support/check.h"
#include "tests/support/tiny.h"

static const struct majority given_pair = {
    .source = "web",
    .question = "priorities",
    .breakdown = "age",
    .level = "75+",
    .base = "ranked",
    .scheme = "unweighted",
    .unranked = "last",
    .item = "asb",
    .other_item = "burglary",
    .ahead = 12.5,
    .behind = 7.5,
    .tied = 2,
    .share = 0.625,
    .se = 0.1,
    .lower = 0.4,
    .upper = 0.8,
    .confidence = 0.95,
    .df = 19,
    .rules_ahead = 9,
    .rules_behind = 1,
    .rules = 12,
    .n = 20,
    .n_weighted = 22,
    .method = "linearisation",
};

static const struct bearing given_bearing = {
    .kind = "evidence",
    .theme = "victims",
    .objective = "homes",
    .title = "Safe homes",
    .order = "force",
    .position = 2,
    .source = "web",
    .question = "priorities",
    .item = "burglary",
    .option = "a",
    .breakdown = "age",
    .level = "75+",
    .base = "complete",
    .scheme = "unweighted",
    .measure = "mean_rank",
    .unranked = "average",
    .value = 2.5,
    .se = 0.25,
    .lower = 2,
    .upper = 3,
    .rank = 1,
    .rank_lower = 1,
    .rank_upper = 2,
    .rank_lower_all = 1,
    .rank_upper_all = 3,
    .other_rank = 4.5,
    .difference = -0.5,
    .p_adjusted = 0.01,
    .n = 834,
};

static void same(const char *is, const char *want)
{
    if (!is || !want)
        assert_true(is == want);
    else
        assert_string_equal(is, want);
}

static enum status see_pair(void *with, const struct majority *m,
                            struct err *err)
{
    const struct majority *w = &given_pair;
    const double is[] = {
        m->ahead,        m->behind, m->tied,       m->share,     m->se,
        m->lower,        m->upper,  m->df,         m->n,         m->rules_ahead,
        m->rules_behind, m->rules,  m->n_weighted, m->confidence};
    const double want[] = {
        w->ahead,        w->behind, w->tied,       w->share,     w->se,
        w->lower,        w->upper,  w->df,         w->n,         w->rules_ahead,
        w->rules_behind, w->rules,  w->n_weighted, w->confidence};

    (void)err;
    ++*(size_t *)with;
    same(m->source, w->source);
    same(m->question, w->question);
    same(m->breakdown, w->breakdown);
    same(m->level, w->level);
    same(m->base, w->base);
    same(m->scheme, w->scheme);
    same(m->unranked, w->unranked);
    same(m->item, w->item);
    same(m->other_item, w->other_item);
    same(m->method, w->method);
    assert_memory_equal(is, want, sizeof is);
    return OK;
}

static enum status see_bearing(void *with, const struct bearing *b,
                               struct err *err)
{
    const struct bearing *w = &given_bearing;
    const double is[] = {b->value,
                         b->se,
                         b->lower,
                         b->upper,
                         b->rank,
                         b->rank_lower,
                         b->rank_upper,
                         b->rank_lower_all,
                         b->rank_upper_all,
                         b->other_rank,
                         b->difference,
                         b->p_adjusted,
                         b->n,
                         b->position};
    const double want[] = {w->value,
                           w->se,
                           w->lower,
                           w->upper,
                           w->rank,
                           w->rank_lower,
                           w->rank_upper,
                           w->rank_lower_all,
                           w->rank_upper_all,
                           w->other_rank,
                           w->difference,
                           w->p_adjusted,
                           w->n,
                           w->position};

    (void)err;
    ++*(size_t *)with;
    same(b->kind, w->kind);
    same(b->theme, w->theme);
    same(b->objective, w->objective);
    same(b->title, w->title);
    same(b->order, w->order);
    same(b->source, w->source);
    same(b->question, w->question);
    same(b->item, w->item);
    same(b->option, w->option);
    same(b->breakdown, w->breakdown);
    same(b->level, w->level);
    same(b->base, w->base);
    same(b->scheme, w->scheme);
    same(b->measure, w->measure);
    same(b->unranked, w->unranked);
    assert_memory_equal(is, want, sizeof is);
    return OK;
}

static void analyse_once(struct store *store, struct stored_survey *stored,
                         bool rows)
{
    static const struct run run = {.stage = "analyse", .version = "0.1"};
    struct store_results *results = NULL;
    struct frame frame = {0};
    struct err err = {0};

    assert_ok(store_load_frame(store, stored, 0, &frame, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(
        store_results_begin(&results, store, stored, &run, &frame, NULL, &err),
        &err);
    if (rows) {
        assert_ok(store_majority(results, &given_pair, &err), &err);
        assert_ok(store_bearing(results, &given_bearing, &err), &err);
    }
    assert_ok(store_results_end(results, &err), &err);
    assert_ok(store_commit(store, &err), &err);
    store_results_free(results);
    frame_free(&frame);
}

static size_t count(struct store *store, const struct stored_survey *stored)
{
    struct err err = {0};
    size_t n = 0;

    assert_ok(store_each_majority(store, stored, see_pair, &n, &err), &err);
    assert_ok(store_each_bearing(store, stored, see_bearing, &n, &err), &err);
    return n;
}

static void there_and_back(void **state)
{
    const char *folder = check_folder(state);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_survey stored = {0};
    struct store *store = NULL;
    struct str path = {0};
    struct err err = {0};

    path_join(&path, folder, "tiny.db");
    assert_ok(store_open(&store, str_cstr(&path), STORE_CREATE, &err), &err);
    assert_ok(tiny_ingest(store, &tiny, 10, &err), &err);
    assert_ok(store_find(store, NULL, &stored, &err), &err);
    analyse_once(store, &stored, true);
    assert_int_equal(count(store, &stored), 2);
    analyse_once(store, &stored, false);
    assert_int_equal(count(store, &stored), 0);
    stored_survey_free(&stored);
    store_close(store);
    tiny_free(&tiny);
    str_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
