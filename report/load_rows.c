/* load_rows.c - result rows of the database, one by one. */
#include "report/load_part.h"

#include <math.h>
#include <string.h>
#include "core/store/results_orders.h"
#include "core/store/results_profile.h"

const char *load_keep(struct fetch *fetch, const char *text)
{
    char *kept;

    if (!text)
        return NULL;
    kept = arena_text(fetch->loaded->arena, text, strlen(text));
    if (!kept)
        fetch->failed = true;
    return kept;
}

static bool wanted(const struct fetch *fetch, const char *scheme,
                   const char *source)
{
    if (!scheme || strcmp(scheme, fetch->plan->scheme) != 0)
        return false;
    for (size_t i = 0; i < fetch->plan->n_sources; i++) {
        const char *shown = fetch->plan->source[i];

        if (shown ? source && strcmp(shown, source) == 0 : !source)
            return true;
    }
    return false;
}

static enum status add_row(struct fetch *fetch, const struct cell_key *key,
                           struct loaded_row row, struct err *err)
{
    struct loaded *l = fetch->loaded;
    void *rows = l->row;
    enum status rc = mem_grow(&rows, &l->room, l->n_rows + 1, sizeof row, err);

    l->row = rows;
    if (rc != OK)
        return rc;
    row.key = (struct cell_key){
        .source = load_keep(fetch, key->source),
        .question = load_keep(fetch, key->question),
        .item = load_keep(fetch, key->item),
        .option = load_keep(fetch, key->option),
        .breakdown = load_keep(fetch, key->breakdown),
        .level = load_keep(fetch, key->level),
        .base = load_keep(fetch, key->base),
        .scheme = load_keep(fetch, key->scheme),
        .measure = load_keep(fetch, key->measure),
        .unranked = load_keep(fetch, key->unranked),
        .other = load_keep(fetch, key->other),
    };
    row.interval = load_keep(fetch, row.interval);
    row.method = load_keep(fetch, row.method);
    if (fetch->failed)
        return err_nomem(err);
    l->row[l->n_rows++] = row;
    return OK;
}

static enum status add_estimate(void *with, const struct estimate *e,
                                struct err *err)
{
    const struct cell_key key = {
        .source = e->source,
        .question = e->question,
        .item = e->item,
        .option = e->option,
        .breakdown = e->breakdown,
        .level = e->level,
        .base = e->base,
        .scheme = e->scheme,
        .measure = e->measure,
    };
    struct loaded_row row = {
        .f = figures_none, .interval = e->interval, .method = e->method};

    /* Quantiles have an argument, which no exhibit asks for yet. */
    if (!wanted(with, e->scheme, e->source) || !isnan(e->arg))
        return OK;
    row.f.value = e->value;
    row.f.se = e->se;
    row.f.lower = e->lower;
    row.f.upper = e->upper;
    row.f.confidence = e->confidence;
    row.f.df = e->df;
    row.f.n = e->n;
    row.f.count = e->count;
    row.f.n_weighted = e->n_weighted;
    row.f.n_effective = e->n_effective;
    row.f.deff = e->deff;
    return add_row(with, &key, row, err);
}

/* Of everyone the headline is also shown by the other schemes, unless the
 * gate would have to count people in them. */
static bool headline_otherwise(const struct fetch *fetch,
                               const struct ranking *r)
{
    const struct survey *s = fetch->plan->survey;
    const struct headline *h = &s->headline;

    return h->question && !r->breakdown && r->scheme &&
           strcmp(r->question, h->question) == 0 &&
           strcmp(r->rule, h->rule) == 0 && strcmp(r->base, h->base) == 0 &&
           !plan_about_you(s, h->question_index) &&
           !plan_sensitive(s, h->question_index) &&
           wanted(fetch, fetch->plan->scheme, r->source);
}

static enum status add_ranking(void *with, const struct ranking *r,
                               struct err *err)
{
    const struct cell_key key = {
        .source = r->source,
        .question = r->question,
        .item = r->item,
        .breakdown = r->breakdown,
        .level = r->level,
        .base = r->base,
        .scheme = r->scheme,
        .measure = r->rule,
        .unranked = r->unranked,
    };
    struct loaded_row row = {
        .headline = r->headline, .f = figures_none, .method = r->method};

    if (!wanted(with, r->scheme, r->source) && !headline_otherwise(with, r))
        return OK;
    row.f.value = r->score;
    row.f.se = r->se;
    row.f.lower = r->lower;
    row.f.upper = r->upper;
    row.f.confidence = r->confidence;
    row.f.df = r->df;
    row.f.n = r->n;
    row.f.count = r->count;
    row.f.n_weighted = r->n_weighted;
    row.f.n_effective = r->n_effective;
    row.f.deff = r->deff;
    row.f.rank = r->rank;
    row.f.rank_lower = r->rank_lower;
    row.f.rank_upper = r->rank_upper;
    row.f.rank_lower_all = r->rank_lower_all;
    row.f.rank_upper_all = r->rank_upper_all;
    row.f.tier = r->tier;
    return add_row(with, &key, row, err);
}

static enum status add_test(void *with, const struct test *t, struct err *err)
{
    struct cell_key key = {
        .source = t->source,
        .question = t->question,
        .item = t->item,
        .option = t->option,
        .breakdown = t->breakdown,
        .level = t->level,
        .other = t->other_level,
        .base = t->base,
        .scheme = t->scheme,
        .measure = t->test,
    };
    struct fetch *fetch = with;
    struct loaded_row row = {.kind = CELL_TEST,
                             .told = t->told,
                             .compared = load_keep(fetch, t->measure),
                             .f = figures_none,
                             .method = t->method};

    if (!wanted(with, t->scheme, t->source))
        return OK;
    /* One test may compare several measures. */
    if (t->measure)
        key.measure =
            arena_printf(fetch->loaded->arena, "%s.%s", t->measure, t->test);
    if (!key.measure)
        return err_nomem(err);
    row.f.value = t->value;
    row.f.df = t->df1;
    row.f.p = t->p;
    row.f.p_adjusted = t->p_adjusted;
    row.f.difference = t->difference;
    row.f.effect_value = t->effect_value;
    row.f.se = t->se;
    row.f.lower = t->lower;
    row.f.upper = t->upper;
    row.f.n = t->n;
    return add_row(with, &key, row, err);
}

/* Pairs of everyone: what the page says of two items. */
static enum status add_majority(void *with, const struct majority *m,
                                struct err *err)
{
    const struct cell_key key = {
        .source = m->source,
        .question = m->question,
        .item = m->item,
        .other = m->other_item,
        .base = m->base,
        .scheme = m->scheme,
        .measure = "pairwise",
        .unranked = m->unranked,
    };
    struct loaded_row row = {
        .kind = CELL_PAIR, .f = figures_none, .method = m->method};

    if (m->breakdown || !wanted(with, m->scheme, m->source))
        return OK;
    row.f.value = m->share;
    row.f.se = m->se;
    row.f.lower = m->lower;
    row.f.upper = m->upper;
    row.f.confidence = m->confidence;
    row.f.df = m->df;
    row.f.rules_ahead = m->rules_ahead;
    row.f.rules_behind = m->rules_behind;
    row.f.rules = m->rules;
    row.f.n = m->n;
    row.f.n_weighted = m->n_weighted;
    return add_row(with, &key, row, err);
}

/* ---- the population --------------------------------------------------- */

static enum status add_share(struct fetch *fetch, const struct profile_row *r,
                             const char *measure, struct figures f,
                             struct err *err)
{
    const struct cell_key key = {
        .source = r->source,
        .question = r->breakdown,
        .option = r->level,
        .base = "profile",
        .scheme = r->scheme,
        .measure = measure,
    };

    return add_row(fetch, &key,
                   (struct loaded_row){.kind = CELL_PROFILE, .f = f}, err);
}

static struct figures only(double value)
{
    struct figures f = figures_none;

    f.value = value;
    return f;
}

static enum status add_level(struct fetch *fetch, const struct profile_row *r,
                             struct err *err)
{
    struct figures before = only(r->share_before);
    enum status rc;

    before.count = r->n;
    before.difference = r->share_before - r->target;
    rc = add_share(fetch, r, "share_before", before, err);
    if (rc == OK)
        rc = add_share(fetch, r, "index",
                       only(100 * r->share_before / r->target), err);
    if (rc == OK)
        rc = add_share(fetch, r, "share_weighted", only(r->share), err);
    return rc == OK ? add_share(fetch, r, "target", only(r->target), err) : rc;
}

/* Everyone, and those who are in none of the levels above. */
static enum status add_all(struct fetch *fetch, const struct profile_row *r,
                           struct err *err)
{
    struct figures apart = only(r->dissimilarity);
    enum status rc =
        add_share(fetch, r, "not_compared", only(r->n - fetch->compared), err);

    apart.p = r->p;
    if (rc == OK)
        rc = add_share(fetch, r, "everyone", only(r->n), err);
    return rc == OK ? add_share(fetch, r, "dissimilarity", apart, err) : rc;
}

/* Margins that have targets, under every scheme: their levels, then all. */
static enum status add_profile(void *with, const struct profile_row *r,
                               struct err *err)
{
    struct fetch *fetch = with;
    enum status rc = OK;

    if (!r->kind || !r->breakdown ||
        !wanted(fetch, fetch->plan->scheme, r->source))
        return OK;
    if (strcmp(r->kind, "level") == 0 && r->level && !isnan(r->target)) {
        fetch->compared += r->n;
        return add_level(fetch, r, err);
    }
    if (strcmp(r->kind, "total") != 0)
        return OK;
    if (fetch->compared > 0 && !isnan(r->dissimilarity))
        rc = add_all(fetch, r, err);
    fetch->compared = 0;
    return rc;
}

/* ---- what is said to a plan ------------------------------------------- */

/* A place in somebody else's order, and how far that order agrees, are numbers
 * of their own; the rest of such a row is one that was loaded already. */
static enum status add_other(struct fetch *fetch, const struct bearing *b,
                             struct loaded_bearing *to, struct err *err)
{
    bool order = strcmp(b->kind, "order") == 0;
    struct loaded_row row = {.kind = CELL_OTHER, .f = figures_none};

    if (!order && strcmp(b->kind, "agreement") != 0)
        return OK;
    to->other_key = (struct cell_key){
        .source = to->key.source,
        .question = to->key.question ? to->key.question
                                     : fetch->plan->survey->headline.question,
        .item = to->key.item,
        .base = to->key.base,
        .scheme = to->key.scheme,
        .measure = order ? "place" : "tau",
        .other = to->order,
    };
    if (!to->other_key.question || !to->order)
        return err_set(err, ERR_INPUT,
                       "a row of plan_evidence names no order or question; run "
                       "canvass analyse again");
    row.f.value = order ? b->other_rank : b->value;
    if (order) /* that of an agreement is the number of items */
        row.f.n = b->n;
    return add_row(fetch, &to->other_key, row, err);
}

static enum status add_bearing(void *with, const struct bearing *b,
                               struct err *err)
{
    struct fetch *fetch = with;
    struct loaded *l = fetch->loaded;
    void *rows = l->bearing;
    struct loaded_bearing to = {
        .kind = load_keep(fetch, b->kind),
        .theme = load_keep(fetch, b->theme),
        .objective = load_keep(fetch, b->objective),
        .title = load_keep(fetch, b->title),
        .order = load_keep(fetch, b->order),
        .position = b->position,
        .key = {.source = load_keep(fetch, b->source),
                .question = load_keep(fetch, b->question),
                .item = load_keep(fetch, b->item),
                .option = load_keep(fetch, b->option),
                .breakdown = load_keep(fetch, b->breakdown),
                .level = load_keep(fetch, b->level),
                .base = load_keep(fetch, b->base),
                .scheme = load_keep(fetch, b->scheme),
                .measure = load_keep(fetch, b->measure),
                .unranked = load_keep(fetch, b->unranked)},
    };
    enum status rc = mem_grow(&rows, &l->bearing_room, l->n_bearings + 1,
                              sizeof *l->bearing, err);

    l->bearing = rows;
    if (rc == OK && fetch->failed)
        rc = err_nomem(err);
    if (rc == OK)
        rc = add_other(fetch, b, &to, err);
    if (rc == OK)
        l->bearing[l->n_bearings++] = to;
    return rc;
}

static enum status add_weights(void *with, const struct weighting_row *w,
                               struct err *err)
{
    struct fetch *fetch = with;
    struct loaded *l = fetch->loaded;
    enum status rc = OK;

    if (!wanted(fetch, fetch->plan->scheme, w->source))
        return OK;
    rc = mem_grow((void **)&l->weights, &l->weights_room, l->n_weights + 1,
                  sizeof *l->weights, err);
    if (rc == OK)
        l->weights[l->n_weights++] = (struct loaded_weights){
            .source = load_keep(fetch, w->source),
            .scheme = load_keep(fetch, w->scheme),
            .value = {[WEIGHT_N] = w->n,
                      [WEIGHT_N_EFFECTIVE] = w->n_effective,
                      [WEIGHT_DEFF] = w->deff,
                      [WEIGHT_MINIMUM] = w->minimum,
                      [WEIGHT_Q05] = w->quantile[1],
                      [WEIGHT_MEDIAN] = w->quantile[3],
                      [WEIGHT_Q95] = w->quantile[5],
                      [WEIGHT_MAXIMUM] = w->maximum,
                      [WEIGHT_CAPPED] = w->capped,
                      [WEIGHT_GAP] = w->largest_gap}};
    return rc == OK && fetch->failed ? err_nomem(err) : rc;
}

enum status load_results(struct fetch *fetch, struct err *err)
{
    struct load *load = fetch->loaded->behind;
    enum status rc = store_each_estimate(load->store, &load->stored,
                                         add_estimate, fetch, err);

    if (rc == OK)
        rc = store_each_ranking(load->store, &load->stored, add_ranking, fetch,
                                err);
    if (rc == OK)
        rc = store_each_test(load->store, &load->stored, add_test, fetch, err);
    if (rc == OK)
        rc = store_each_majority(load->store, &load->stored, add_majority,
                                 fetch, err);
    if (rc == OK)
        rc = store_each_profile(load->store, &load->stored, add_profile, fetch,
                                err);
    if (rc == OK)
        rc = store_each_bearing(load->store, &load->stored, add_bearing, fetch,
                                err);
    if (rc == OK)
        rc = store_each_weighting(load->store, &load->stored, add_weights,
                                  fetch, err);
    return rc;
}
