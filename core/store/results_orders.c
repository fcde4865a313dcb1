/* results_orders.c - see results_orders.h. */
#include "core/store/results_orders.h"

#include "core/store/results_part.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char insert_majority[] =
    "INSERT INTO pairwise(\n"
    "  run_id, survey, wave, source, question, breakdown, level, base,\n"
    "  scheme, unranked, item, other_item, ahead, behind, tied, share,\n"
    "  se, lower, upper, confidence, df, rules_ahead, rules_behind,\n"
    "  rules, n, n_weighted, method)\n"
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?)";
static const char select_majority[] =
    "SELECT\n"
    "  source, question, breakdown, level, base, scheme, unranked,\n"
    "  item, other_item, ahead, behind, tied, share, se, lower, upper,\n"
    "  confidence, df, rules_ahead, rules_behind, rules, n,\n"
    "  n_weighted, method\n"
    "FROM pairwise WHERE survey = ? AND wave = ? ORDER BY rowid";
static const char insert_bearing[] =
    "INSERT INTO plan_evidence(\n"
    "  run_id, survey, wave, kind, theme, objective, title, order_key,\n"
    "  position, source, question, item, option, breakdown, level,\n"
    "  base, scheme, measure, unranked, value, se, lower, upper, rank,\n"
    "  rank_lower, rank_upper, rank_lower_all, rank_upper_all,\n"
    "  other_rank, difference, p_adjusted, n)\n"
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char select_bearing[] =
    "SELECT\n"
    "  kind, theme, objective, title, order_key, position, source,\n"
    "  question, item, option, breakdown, level, base, scheme,\n"
    "  measure, unranked, value, se, lower, upper, rank, rank_lower,\n"
    "  rank_upper, rank_lower_all, rank_upper_all, other_rank,\n"
    "  difference, p_adjusted, n\n"
    "FROM plan_evidence WHERE survey = ? AND wave = ? ORDER BY rowid";

enum status results_orders_prepare(struct store_results *results,
                                   struct err *err)
{
    enum status rc =
        db_prepare(results->store, insert_majority, &results->majority, err);

    if (rc == OK)
        rc = db_prepare(results->store, insert_bearing, &results->bearing, err);
    return rc;
}

enum status store_majority(struct store_results *results,
                           const struct majority *m, struct err *err)
{
    const char *name[] = {m->source,   m->question, m->breakdown,
                          m->level,    m->base,     m->scheme,
                          m->unranked, m->item,     m->other_item};
    const double value[] = {
        m->ahead,        m->behind, m->tied,       m->share,     m->se,
        m->lower,        m->upper,  m->confidence, m->df,        m->rules_ahead,
        m->rules_behind, m->rules,  m->n,          m->n_weighted};
    struct binder b = results_begin_row(results, results->majority);

    results_bind_texts(&b, name, COUNT(name));
    results_bind_nums(&b, value, COUNT(value));
    bind_text(&b, m->method);
    return results_run_row(results, &b, err);
}

enum status store_bearing(struct store_results *results,
                          const struct bearing *b, struct err *err)
{
    const char *where[] = {b->kind, b->theme, b->objective, b->title, b->order};
    const char *name[] = {b->source,    b->question, b->item, b->option,
                          b->breakdown, b->level,    b->base, b->scheme,
                          b->measure,   b->unranked};
    const double value[] = {b->value,
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
                            b->n};
    struct binder to = results_begin_row(results, results->bearing);

    results_bind_texts(&to, where, COUNT(where));
    bind_num(&to, b->position);
    results_bind_texts(&to, name, COUNT(name));
    results_bind_nums(&to, value, COUNT(value));
    return results_run_row(results, &to, err);
}

/* ---- reading ---------------------------------------------------------- */

static const char *text_at(sqlite3_stmt *row, int *at)
{
    return (const char *)sqlite3_column_text(row, (*at)++);
}

static void texts_at(sqlite3_stmt *row, int *at, const char **const into[],
                     size_t n)
{
    for (size_t i = 0; i < n; i++)
        *into[i] = text_at(row, at);
}

static void nums_at(sqlite3_stmt *row, int *at, double *const into[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        *into[i] = db_num(row, (*at)++);
}

static enum status give_majority(sqlite3_stmt *row, majority_row *give,
                                 void *with, struct err *err)
{
    struct majority m = {0};
    const char **const name[] = {&m.source,   &m.question, &m.breakdown,
                                 &m.level,    &m.base,     &m.scheme,
                                 &m.unranked, &m.item,     &m.other_item};
    double *const value[] = {
        &m.ahead,        &m.behind, &m.tied,       &m.share,     &m.se,
        &m.lower,        &m.upper,  &m.confidence, &m.df,        &m.rules_ahead,
        &m.rules_behind, &m.rules,  &m.n,          &m.n_weighted};
    int at = 0;

    texts_at(row, &at, name, COUNT(name));
    nums_at(row, &at, value, COUNT(value));
    m.method = text_at(row, &at);
    return give(with, &m, err);
}

static enum status give_bearing(sqlite3_stmt *row, bearing_row *give,
                                void *with, struct err *err)
{
    struct bearing b = {0};
    const char **const where[] = {&b.kind, &b.theme, &b.objective, &b.title,
                                  &b.order};
    const char **const name[] = {&b.source,    &b.question, &b.item, &b.option,
                                 &b.breakdown, &b.level,    &b.base, &b.scheme,
                                 &b.measure,   &b.unranked};
    double *const value[] = {&b.value,
                             &b.se,
                             &b.lower,
                             &b.upper,
                             &b.rank,
                             &b.rank_lower,
                             &b.rank_upper,
                             &b.rank_lower_all,
                             &b.rank_upper_all,
                             &b.other_rank,
                             &b.difference,
                             &b.p_adjusted,
                             &b.n};
    int at = 0;

    texts_at(row, &at, where, COUNT(where));
    b.position = db_num(row, at++);
    texts_at(row, &at, name, COUNT(name));
    nums_at(row, &at, value, COUNT(value));
    return give(with, &b, err);
}

static enum status open_rows(struct store *store,
                             const struct stored_survey *stored,
                             const char *sql, sqlite3_stmt **out,
                             struct err *err)
{
    struct binder b;
    enum status rc = db_prepare(store, sql, out, err);

    if (rc != OK)
        return rc;
    b = db_binder(*out);
    bind_text(&b, stored->key);
    bind_text(&b, stored->wave);
    return OK;
}

enum status store_each_majority(struct store *store,
                                const struct stored_survey *stored,
                                majority_row *give, void *with, struct err *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    enum status rc = open_rows(store, stored, select_majority, &rows, err);

    while (rc == OK && row) {
        rc = db_next(store, rows, &row, err);
        if (rc == OK && row)
            rc = give_majority(rows, give, with, err);
    }
    db_done(rows);
    return rc;
}

enum status store_each_bearing(struct store *store,
                               const struct stored_survey *stored,
                               bearing_row *give, void *with, struct err *err)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    enum status rc = open_rows(store, stored, select_bearing, &rows, err);

    while (rc == OK && row) {
        rc = db_next(store, rows, &row, err);
        if (rc == OK && row)
            rc = give_bearing(rows, give, with, err);
    }
    db_done(rows);
    return rc;
}
