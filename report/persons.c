/* persons.c - which tables the rule of counts is held to, and what follows for
 * cells that say the same thing on another base. */
#include "report/persons.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/gate.h"

/* A table: the categories of a question (or of one item of a grid) by the
 * levels of a breakdown, by one measure that counts people. */
struct view {
    const struct pack *pack;
    bool *withheld;
    const struct question *q;
    const char *source, *item, *base, *measure;
    const struct split *split; /* NULL: everyone alone */
    const char **level;
    size_t n_levels;
    bool options; /* categories are options; else items */
    bool about;   /* of persons */
};

/* Bases and measures on which a share says the same about the same people. */
static const char *const bases[] = {"answered", "gave_view", "asked", "all",
                                    "answers"};
static const char *const measures[] = {"share", "pick_share"};

static const struct cell *find(const struct view *v, size_t category,
                               size_t column, const char *base,
                               const char *measure)
{
    const struct cell_key key = {
        .source = v->source,
        .question = v->q->key,
        .item = v->options ? v->item : v->q->item[category].key,
        .option = v->options ? v->q->options.option[category].key : NULL,
        .breakdown = column ? v->split->name : NULL,
        .level = column ? v->level[column - 1] : NULL,
        .base = base,
        .scheme = v->pack->plan->scheme,
        .measure = measure,
    };

    return pack_find(v->pack, &key);
}

static bool hide_one(const struct view *v, const struct cell *cell)
{
    bool *withheld = cell ? &v->withheld[cell - v->pack->cell] : NULL;

    if (!withheld || *withheld)
        return false;
    *withheld = true;
    return true;
}

static bool hide(const struct view *v, size_t category, size_t column)
{
    bool changed = hide_one(v, find(v, category, column, v->base, v->measure));

    if (strcmp(v->measure, "share") != 0 &&
        strcmp(v->measure, "pick_share") != 0)
        return changed;
    for (size_t b = 0; b < sizeof bases / sizeof *bases; b++) {
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
            changed |=
                hide_one(v, find(v, category, column, bases[b], measures[i]));
    }
    return changed;
}

static size_t categories(const struct view *v)
{
    return v->options ? v->q->options.n : v->q->n_items;
}

static void fill(const struct view *v, double *count, bool *withheld)
{
    size_t columns = v->n_levels + 1;

    for (size_t c = 0; c < columns; c++) {
        bool all = true, any = false;

        count[c] = (double)NAN;
        for (size_t r = 0; r < categories(v); r++) {
            const struct cell *cell = find(v, r, c, v->base, v->measure);
            size_t at = (r + 1) * columns + c;

            count[at] = cell ? cell->f.count : (double)NAN;
            withheld[at] = cell && v->withheld[cell - v->pack->cell];
            if (!cell)
                continue;
            count[c] = cell->f.n;
            any = true;
            all = all && withheld[at];
        }
        withheld[c] = any && all;
    }
}

/* Its number of people stands with every cell: a withheld total takes its
 * whole column with it. */
static bool carry_back(const struct view *v, const bool *withheld)
{
    size_t columns = v->n_levels + 1;
    bool changed = false;

    for (size_t c = 0; c < columns; c++) {
        for (size_t r = 0; r < categories(v); r++) {
            if (withheld[c] || withheld[(r + 1) * columns + c])
                changed |= hide(v, r, c);
        }
    }
    return changed;
}

/* The people who gave no view are the difference between two bases: where one
 * such answer is withheld, so are the shares of those who gave a view. */
static bool hide_views(const struct view *v, const bool *withheld)
{
    size_t columns = v->n_levels + 1;
    bool changed = false;

    for (size_t c = 0; c < columns && v->options; c++) {
        bool hidden = false;

        for (size_t r = 0; r < categories(v); r++)
            hidden |= v->q->options.option[r].state != STATE_ANSWERED &&
                      withheld[(r + 1) * columns + c];
        for (size_t r = 0; r < categories(v) && hidden; r++)
            changed |= hide_one(v, find(v, r, c, "gave_view", "share"));
    }
    return changed;
}

static enum status hold(const struct view *v, bool *changed, struct err *err)
{
    size_t n = (categories(v) + 1) * (v->n_levels + 1);
    double *count = mem_array(n, sizeof *count);
    bool *withheld = mem_array(n, sizeof *withheld);
    enum status rc = count && withheld ? OK : err_nomem(err);

    if (rc == OK) {
        const struct counts table = {
            .count = count,
            .withheld = withheld,
            .n_rows = categories(v) + 1,
            .n_columns = v->n_levels + 1,
            .least = (double)v->pack->survey->disclosure.min_count,
            .everyone_too = v->about,
            .rows_add_up = v->split && v->n_levels > 0,
            .columns_add_up = v->options,
        };

        fill(v, count, withheld);
        (void)gate_counts(&table); /* what counts is whether cells changed */
        *changed |= carry_back(v, withheld);
        *changed |= hide_views(v, withheld);
    }
    free(count);
    free(withheld);
    return rc;
}

/* Every measure of a question that counts people. */
static enum status hold_measures(struct view *v, bool *changed, struct err *err)
{
    static const char *const rule[] = {"first_choice", "top3"};
    static const char *const base[] = {"complete", "ranked"};
    enum status rc = OK;

    v->base = "answered";
    v->measure = v->q->type == TYPE_PICK ? "pick_share" : "share";
    v->options = v->q->options.n > 0;
    if (v->q->type == TYPE_RANKING) {
        for (size_t i = 0; i < 4 && rc == OK; i++) {
            v->measure = rule[i / 2];
            v->base = base[i % 2];
            rc = hold(v, changed, err);
        }
        return rc;
    }
    if (v->options && v->q->n_items > 0) {
        for (size_t i = 0; i < v->q->n_items && rc == OK; i++) {
            v->item = v->q->item[i].key;
            rc = hold(v, changed, err);
        }
        return rc;
    }
    v->item = NULL;
    return categories(v) > 0 ? hold(v, changed, err) : OK;
}

static size_t levels_of(const struct pack *pack, const char *split,
                        const char **level)
{
    size_t n = 0;

    for (size_t i = 0; i < pack->n_levels; i++) {
        if (strcmp(pack->level[i].breakdown, split) == 0)
            level[n++] = pack->level[i].level;
    }
    return n;
}

static enum status hold_question(struct view *v, size_t question, bool *changed,
                                 struct err *err)
{
    const struct plan *plan = v->pack->plan;
    enum status rc = OK;

    v->q = &v->pack->survey->question[question];
    v->about = plan_about_you(v->pack->survey, question) ||
               plan_sensitive(v->pack->survey, question);
    v->split = NULL;
    v->n_levels = 0;
    if (plan_counted_only(v->q) || v->q->type == TYPE_POINTS ||
        v->q->type == TYPE_NUMBER)
        return OK;
    if (v->about)
        rc = hold_measures(v, changed, err);
    for (size_t s = 0; s < plan->n_splits && rc == OK; s++) {
        if (!v->about && !plan->split[s].sensitive)
            continue;
        v->split = &plan->split[s];
        v->n_levels = levels_of(v->pack, v->split->name, v->level);
        rc = hold_measures(v, changed, err);
    }
    return rc;
}

enum status persons_withhold(const struct pack *pack, bool *withheld,
                             struct err *err)
{
    const char **level = mem_array(pack->n_levels + 1, sizeof *level);
    enum status rc = level ? OK : err_nomem(err);
    bool changed = rc == OK;

    while (changed && rc == OK) {
        changed = false;
        for (size_t s = 0; s < pack->plan->n_sources && rc == OK; s++) {
            struct view view = {.pack = pack,
                                .withheld = withheld,
                                .source = pack->plan->source[s],
                                .level = level};

            for (size_t q = 0; q < pack->survey->n_questions && rc == OK; q++)
                rc = hold_question(&view, q, &changed, err);
        }
    }
    free(level);
    return rc;
}
