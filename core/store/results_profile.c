/* results_profile.c - see results_profile.h. */
#include "core/store/results_profile.h"

#include "core/store/db.h"

static const char select_profile[] =
    "SELECT\n"
    "  source, scheme, kind, breakdown, level, test, n, share_of_all,\n"
    "  share_before, share, target, difference, over_target, se,\n"
    "  dissimilarity, value, df1, df2, p\n"
    "FROM profile WHERE survey = ? AND wave = ? ORDER BY rowid";

static enum status give(sqlite3_stmt *at, profile_take *take, void *with,
                        struct err *err)
{
    struct profile_row row = {0};
    const char **const name[] = {&row.source,    &row.scheme, &row.kind,
                                 &row.breakdown, &row.level,  &row.test};
    double *const value[] = {&row.n,
                             &row.share_of_all,
                             &row.share_before,
                             &row.share,
                             &row.target,
                             &row.difference,
                             &row.over_target,
                             &row.se,
                             &row.dissimilarity,
                             &row.value,
                             &row.df1,
                             &row.df2,
                             &row.p};
    int column = 0;

    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        *name[i] = (const char *)sqlite3_column_text(at, column++);
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        *value[i] = db_num(at, column++);
    return take(with, &row, err);
}

static const char select_weighting[] =
    "SELECT\n"
    "  source, scheme, n, n_effective, deff, sum, mean, sd, minimum, q01,\n"
    "  q05, q25, median, q75, q95, q99, maximum, capped, largest_gap\n"
    "FROM weighting WHERE survey = ? AND wave = ? ORDER BY rowid";

static enum status give_weighting(sqlite3_stmt *at, weighting_take *take,
                                  void *with, struct err *err)
{
    struct weighting_row row = {
        .source = (const char *)sqlite3_column_text(at, 0),
        .scheme = (const char *)sqlite3_column_text(at, 1)};
    double *const value[] = {&row.n,    &row.n_effective, &row.deff,   &row.sum,
                             &row.mean, &row.sd,          &row.minimum};
    int column = 2;

    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        *value[i] = db_num(at, column++);
    for (size_t i = 0; i < sizeof row.quantile / sizeof *row.quantile; i++)
        row.quantile[i] = db_num(at, column++);
    row.maximum = db_num(at, column++);
    row.capped = db_num(at, column++);
    row.largest_gap = db_num(at, column);
    return take(with, &row, err);
}

/* One of the two callbacks is given. */
static enum status each(struct store *store, const struct stored_survey *stored,
                        const char *sql, profile_take *profile,
                        weighting_take *weighting, void *with, struct err *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    enum status rc = db_prepare(store, sql, &rows, err);

    if (rc == OK) {
        struct binder b = db_binder(rows);

        bind_text(&b, stored->key);
        bind_text(&b, stored->wave);
    }
    while (rc == OK && row) {
        rc = db_next(store, rows, &row, err);
        if (rc == OK && row)
            rc = profile ? give(rows, profile, with, err)
                         : give_weighting(rows, weighting, with, err);
    }
    db_done(rows);
    return rc;
}

enum status store_each_profile(struct store *store,
                               const struct stored_survey *stored,
                               profile_take *take, void *with, struct err *err)
{
    return each(store, stored, select_profile, take, NULL, with, err);
}

enum status store_each_weighting(struct store *store,
                                 const struct stored_survey *stored,
                                 weighting_take *take, void *with,
                                 struct err *err)
{
    return each(store, stored, select_weighting, NULL, take, with, err);
}
