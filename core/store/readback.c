/* readback.c - the rows that report/ reads, as analyse/ wrote them. */
#include "core/store/results.h"

#include <stdlib.h>
#include "core/store/db.h"

static const char select_estimate[] =
    "SELECT source, question, item, option, breakdown, level, base, scheme,\n"
    "  measure, arg, value, se, lower, upper, confidence, interval, df, n,\n"
    "  count, n_weighted, n_effective, deff, method\n"
    "FROM estimate WHERE survey = ? AND wave = ? ORDER BY rowid";
static const char select_ranking[] =
    "SELECT source, question, breakdown, level, base, scheme, rule,\n"
    "  unranked, headline, item, score, se, lower, upper, confidence, df,\n"
    "  rank, rank_lower, rank_upper, rank_lower_all, rank_upper_all,\n"
    "  rank_lower_holm, rank_upper_holm, tier, n, count, n_weighted, "
    "n_effective, deff, method\n"
    "FROM ranking WHERE survey = ? AND wave = ? ORDER BY rowid";
static const char select_test[] =
    "SELECT source, question, item, option, breakdown, level, other_level,\n"
    "  base, scheme, test, family, value, df1, df2, p, p_adjusted,\n"
    "  difference, se, lower, upper, effect, effect_value, n, method,\n"
    "  measure, p_bh, told FROM test WHERE survey = ? AND wave = ? ORDER BY "
    "rowid";

/* The columns of a row from the left. */
struct reader {
    sqlite3_stmt *row;
    int at;
};

static const char *next_text(struct reader *r)
{
    return (const char *)sqlite3_column_text(r->row, r->at++);
}

static double next_num(struct reader *r)
{
    return db_num(r->row, r->at++);
}

typedef enum status give_row(struct reader *r, const void *callback, void *with,
                             struct err *err);

static enum status each(struct store *store, const struct stored_survey *stored,
                        const char *sql, give_row *give, const void *callback,
                        void *with, struct err *err)
{
    sqlite3_stmt *statement;
    struct binder b;
    bool row = true;
    enum status rc = db_prepare(store, sql, &statement, err);

    if (rc != OK)
        return rc;
    b = db_binder(statement);
    bind_text(&b, stored->key);
    bind_text(&b, stored->wave);
    while (rc == OK && row) {
        struct reader r = {.row = statement};

        rc = db_next(store, statement, &row, err);
        if (rc == OK && row)
            rc = give(&r, callback, with, err);
    }
    db_done(statement);
    return rc;
}

static enum status give_estimate(struct reader *r, const void *callback,
                                 void *with, struct err *err)
{
    estimate_row *const *row = callback;
    struct estimate x = {0};

    x.source = next_text(r);
    x.question = next_text(r);
    x.item = next_text(r);
    x.option = next_text(r);
    x.breakdown = next_text(r);
    x.level = next_text(r);
    x.base = next_text(r);
    x.scheme = next_text(r);
    x.measure = next_text(r);
    x.arg = next_num(r);
    x.value = next_num(r);
    x.se = next_num(r);
    x.lower = next_num(r);
    x.upper = next_num(r);
    x.confidence = next_num(r);
    x.interval = next_text(r);
    x.df = next_num(r);
    x.n = next_num(r);
    x.count = next_num(r);
    x.n_weighted = next_num(r);
    x.n_effective = next_num(r);
    x.deff = next_num(r);
    x.method = next_text(r);
    return (*row)(with, &x, err);
}

static enum status give_ranking(struct reader *r, const void *callback,
                                void *with, struct err *err)
{
    ranking_row *const *row = callback;
    struct ranking x = {0};

    x.source = next_text(r);
    x.question = next_text(r);
    x.breakdown = next_text(r);
    x.level = next_text(r);
    x.base = next_text(r);
    x.scheme = next_text(r);
    x.rule = next_text(r);
    x.unranked = next_text(r);
    x.headline = next_num(r) > 0;
    x.item = next_text(r);
    x.score = next_num(r);
    x.se = next_num(r);
    x.lower = next_num(r);
    x.upper = next_num(r);
    x.confidence = next_num(r);
    x.df = next_num(r);
    x.rank = next_num(r);
    x.rank_lower = next_num(r);
    x.rank_upper = next_num(r);
    x.rank_lower_all = next_num(r);
    x.rank_upper_all = next_num(r);
    x.rank_lower_holm = next_num(r);
    x.rank_upper_holm = next_num(r);
    x.tier = next_num(r);
    x.n = next_num(r);
    x.count = next_num(r);
    x.n_weighted = next_num(r);
    x.n_effective = next_num(r);
    x.deff = next_num(r);
    x.method = next_text(r);
    return (*row)(with, &x, err);
}

static enum status give_test(struct reader *r, const void *callback, void *with,
                             struct err *err)
{
    test_row *const *row = callback;
    struct test x = {0};

    x.source = next_text(r);
    x.question = next_text(r);
    x.item = next_text(r);
    x.option = next_text(r);
    x.breakdown = next_text(r);
    x.level = next_text(r);
    x.other_level = next_text(r);
    x.base = next_text(r);
    x.scheme = next_text(r);
    x.test = next_text(r);
    x.family = next_text(r);
    x.value = next_num(r);
    x.df1 = next_num(r);
    x.df2 = next_num(r);
    x.p = next_num(r);
    x.p_adjusted = next_num(r);
    x.difference = next_num(r);
    x.se = next_num(r);
    x.lower = next_num(r);
    x.upper = next_num(r);
    x.effect = next_text(r);
    x.effect_value = next_num(r);
    x.n = next_num(r);
    x.method = next_text(r);
    x.measure = next_text(r);
    x.p_bh = next_num(r);
    x.told = next_num(r) > 0;
    return (*row)(with, &x, err);
}

enum status store_each_estimate(struct store *store,
                                const struct stored_survey *stored,
                                estimate_row *row, void *with, struct err *err)
{
    return each(store, stored, select_estimate, give_estimate, &row, with, err);
}

enum status store_each_ranking(struct store *store,
                               const struct stored_survey *stored,
                               ranking_row *row, void *with, struct err *err)
{
    return each(store, stored, select_ranking, give_ranking, &row, with, err);
}

enum status store_each_test(struct store *store,
                            const struct stored_survey *stored, test_row *row,
                            void *with, struct err *err)
{
    return each(store, stored, select_test, give_test, &row, with, err);
}

/* ---- runs ------------------------------------------------------------- */

void stored_run_free(struct stored_run *run)
{
    free(run->stage);
    free(run->version);
    free(run->config_sha256);
    *run = (struct stored_run){0};
}

enum status store_last_run(struct store *store,
                           const struct stored_survey *stored,
                           const char *stage, struct stored_run *out,
                           struct err *err)
{
    sqlite3_stmt *statement;
    struct binder b;
    bool row = false;
    enum status rc =
        db_prepare(store,
                   "SELECT id, stage, version, config_sha256, seed FROM run\n"
                   "WHERE survey = ? AND wave = ? AND stage = ?\n"
                   "ORDER BY id DESC LIMIT 1",
                   &statement, err);

    *out = (struct stored_run){0};
    if (rc != OK)
        return rc;
    b = db_binder(statement);
    bind_text(&b, stored->key);
    bind_text(&b, stored->wave);
    bind_text(&b, stage);
    rc = db_next(store, statement, &row, err);
    if (rc == OK && !row)
        rc = err_set(err, ERR_STALE, "%s: has no run of `canvass %s`; run it",
                     store->path, stage);
    if (rc == OK) {
        *out = (struct stored_run){
            .id = sqlite3_column_int64(statement, 0),
            .stage = db_copy(statement, 1),
            .version = db_copy(statement, 2),
            .config_sha256 = db_copy(statement, 3),
            .seed = (uint64_t)sqlite3_column_int64(statement, 4)};
        if (!out->stage || !out->version || !out->config_sha256)
            rc = err_nomem(err);
    }
    db_done(statement);
    if (rc != OK)
        stored_run_free(out);
    return rc;
}
