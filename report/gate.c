/* gate.c - see gate.h. */
#include "report/gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/persons.h"

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct cell *)a)->id, ((const struct cell *)b)->id);
}

static enum status give_id(struct cell *cell, struct arena *arena,
                           struct err *err)
{
    struct str id = {0};

    cell_id(&id, &cell->key);
    cell->id = arena_text(arena, str_cstr(&id), id.n);
    str_free(&id);
    return cell->id && !id.failed ? OK : err_nomem(err);
}

static enum status copy_rows(struct pack *pack, const struct loaded *loaded,
                             struct err *err)
{
    enum status rc = OK;

    pack->cell =
        arena_alloc(pack->arena, loaded->n_rows + 1, sizeof *pack->cell);
    if (!pack->cell)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_rows && rc == OK; i++) {
        const struct loaded_row *row = &loaded->row[i];
        struct cell *cell = &pack->cell[pack->n_cells++];

        *cell = (struct cell){.key = row->key,
                              .kind = row->kind,
                              .headline = row->headline,
                              .told = row->told,
                              .compared = row->compared,
                              .f = row->f,
                              .interval = row->interval,
                              .method = row->method};
        rc = give_id(cell, pack->arena, err);
    }
    if (rc == OK)
        qsort(pack->cell, pack->n_cells, sizeof *pack->cell, by_id);
    return rc;
}

static bool has_level(const struct pack *pack, const char *breakdown,
                      const char *level)
{
    for (size_t i = pack->n_levels; i-- > 0;) {
        if (strcmp(pack->level[i].level, level) == 0 &&
            strcmp(pack->level[i].breakdown, breakdown) == 0)
            return true;
    }
    return false;
}

static enum status collect_levels(struct pack *pack,
                                  const struct loaded *loaded, struct err *err)
{
    const char *breakdown = "", *level = "";
    size_t room = 64;

    pack->level = arena_alloc(pack->arena, room, sizeof *pack->level);
    if (!pack->level)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_rows; i++) {
        const struct cell_key *key = &loaded->row[i].key;

        /* Rows of a level follow each other. */
        if (loaded->row[i].kind != CELL_RESULT || !key->breakdown ||
            !key->level ||
            (strcmp(key->level, level) == 0 &&
             strcmp(key->breakdown, breakdown) == 0))
            continue;
        breakdown = key->breakdown;
        level = key->level;
        if (has_level(pack, breakdown, level))
            continue;
        if (pack->n_levels == room) {
            struct pack_level *more =
                arena_alloc(pack->arena, 2 * room, sizeof *more);

            if (!more)
                return err_nomem(err);
            memcpy(more, pack->level, room * sizeof *more);
            pack->level = more;
            room *= 2;
        }
        pack->level[pack->n_levels++] =
            (struct pack_level){.breakdown = breakdown, .level = level};
    }
    return OK;
}

/* ---- the rules -------------------------------------------------------- */

static void mark_bases(struct pack *pack, bool *withheld)
{
    const struct disclosure *rule = &pack->survey->disclosure;

    for (size_t i = 0; i < pack->n_cells; i++) {
        struct cell *c = &pack->cell[i];

        if (c->f.n == 0 || (isnan(c->f.n) && isnan(c->f.value)))
            c->mark = MARK_NOBODY;
        else if (c->f.n < (double)rule->min_base)
            withheld[i] = true;
        else if (c->f.n < (double)rule->small_base)
            c->mark = MARK_LOW;
    }
}

static void wipe(struct cell *cell)
{
    cell->mark = MARK_WITHHELD;
    cell->f = figures_none;
}

/* A test of groups tells about each of them: with the figures of a group it is
 * withheld too. */
static bool tells_withheld(const struct pack *pack, const struct cell *test,
                           const char *level)
{
    static const char *const measures[] = {
        "share",     "pick_share",     "mean_rank",  "points_share",
        "positive",  "positive_share", "mean_score", "mean",
        "net_score", "first_choice"};
    struct cell_key key = test->key;
    bool found = false;

    key.level = level;
    key.other = NULL;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        const struct cell *cell;

        key.measure = measures[i];
        cell = pack_find(pack, &key);
        found = found || cell;
        if (cell && cell->mark == MARK_WITHHELD)
            return true;
    }
    return !found && test->f.n < (double)pack->survey->disclosure.small_base;
}

static bool same_name(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Who replied beside the population tells what the question's own table does;
 * a crossing has none, and is withheld. */
static bool withheld_level(const struct pack *pack, const struct cell *c)
{
    struct cell_key key = c->key;
    const struct cell *own;

    if (c->kind != CELL_PROFILE || !key.option ||
        strcmp(key.measure, "target") == 0)
        return false;
    key.base = "answered";
    key.scheme = pack->plan->scheme;
    key.measure = "share";
    own = pack_find(pack, &key);
    return !own || own->mark == MARK_WITHHELD;
}

/* How many are in none of the levels, and how far all are from the population:
 * with the rest they would give a level that is withheld. */
static bool withheld_margin(const struct pack *pack, const struct cell *c)
{
    if (c->kind != CELL_PROFILE || c->key.option)
        return false;
    for (size_t i = 0; i < pack->n_cells; i++) {
        const struct cell *level = &pack->cell[i];

        if (level->kind == CELL_PROFILE && level->mark == MARK_WITHHELD &&
            same_name(level->key.question, c->key.question) &&
            same_name(level->key.source, c->key.source))
            return true;
    }
    return false;
}

static void withhold_profile(struct pack *pack)
{
    static bool (*const rule[])(const struct pack *, const struct cell *) = {
        withheld_level, withheld_margin};

    for (size_t k = 0; k < sizeof rule / sizeof *rule; k++) {
        for (size_t i = 0; i < pack->n_cells; i++) {
            struct cell *c = &pack->cell[i];

            if (c->mark == MARK_WITHHELD || !rule[k](pack, c))
                continue;
            wipe(c);
            pack->withheld++;
        }
    }
}

static void withhold_tests(struct pack *pack)
{
    for (size_t i = 0; i < pack->n_cells; i++) {
        struct cell *c = &pack->cell[i];

        if (c->kind != CELL_TEST || c->mark == MARK_WITHHELD || !c->key.level)
            continue;
        if (!tells_withheld(pack, c, c->key.level) &&
            (!c->key.other || !tells_withheld(pack, c, c->key.other)))
            continue;
        wipe(c);
        pack->withheld++;
    }
}

static enum status apply_rules(struct pack *pack, struct err *err)
{
    bool *withheld = mem_array(pack->n_cells + 1, sizeof *withheld);
    enum status rc = withheld ? OK : err_nomem(err);

    if (rc == OK) {
        mark_bases(pack, withheld);
        rc = persons_withhold(pack, withheld, err);
    }
    for (size_t i = 0; rc == OK && i < pack->n_cells; i++) {
        if (withheld[i]) {
            wipe(&pack->cell[i]);
            pack->withheld++;
        }
    }
    if (rc == OK) {
        withhold_tests(pack);
        withhold_profile(pack);
    }
    free(withheld);
    return rc;
}

/* ---- tests, profile, plan ----------------------------------------------- */

static enum status list_kind(struct pack *pack, const struct loaded *loaded,
                             enum cell_kind kind, const struct cell ***out,
                             size_t *n, struct err *err)
{
    const struct cell **list =
        arena_alloc(pack->arena, loaded->n_rows + 1, sizeof(*list));

    if (!list)
        return err_nomem(err);
    *out = list;
    *n = 0;
    for (size_t i = 0; i < loaded->n_rows; i++) {
        const struct cell *cell;

        if (loaded->row[i].kind != kind)
            continue;
        cell = pack_find(pack, &loaded->row[i].key);
        if (cell)
            list[(*n)++] = cell;
    }
    return OK;
}

/* A plan names a test by its own name; here the measure may stand before it. */
static const struct cell *named_test(const struct pack *pack,
                                     const struct cell_key *key)
{
    for (size_t i = 0; i < pack->n_tests; i++) {
        const struct cell_key *k = &pack->test[i]->key;
        const char *dot = strchr(k->measure, '.');

        if (same_name(dot ? dot + 1 : k->measure, key->measure) &&
            same_name(k->level, key->level) && same_name(k->item, key->item) &&
            same_name(k->breakdown, key->breakdown) &&
            same_name(k->option, key->option) &&
            same_name(k->question, key->question) &&
            same_name(k->base, key->base) && !k->other &&
            same_name(k->source, key->source))
            return pack->test[i];
    }
    return NULL;
}

static enum status take_bearings(struct pack *pack, const struct loaded *loaded,
                                 struct err *err)
{
    pack->bearing =
        arena_alloc(pack->arena, loaded->n_bearings + 1, sizeof *pack->bearing);
    if (!pack->bearing)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_bearings; i++) {
        const struct loaded_bearing *from = &loaded->bearing[i];
        struct pack_bearing *to = &pack->bearing[pack->n_bearings++];
        const char *question = from->key.question;

        *to = (struct pack_bearing){.kind = from->kind,
                                    .theme = from->theme,
                                    .objective = from->objective,
                                    .title = from->title,
                                    .order = from->order,
                                    .position = from->position,
                                    .question = SURVEY_NONE,
                                    .item = SURVEY_NONE};
        if (question)
            to->question = survey_question(pack->survey, question);
        if (to->question != SURVEY_NONE && from->key.item)
            to->item = survey_item(&pack->survey->question[to->question],
                                   from->key.item);
        if (question && from->key.measure)
            to->cell = strcmp(from->kind, "differs") == 0
                           ? named_test(pack, &from->key)
                           : pack_find(pack, &from->key);
        if (from->other_key.question)
            to->other = pack_find(pack, &from->other_key);
    }
    return OK;
}

enum status gate_pass(struct pack *out, const struct loaded *loaded,
                      const struct plan *plan, struct arena *arena,
                      struct err *err)
{
    struct pack pack = {.arena = arena,
                        .survey = plan->survey,
                        .plan = plan,
                        .version = loaded->version,
                        .config_sha256 = loaded->config_sha256};
    enum status rc = copy_rows(&pack, loaded, err);

    if (rc == OK)
        rc = collect_levels(&pack, loaded, err);
    if (rc == OK)
        rc = apply_rules(&pack, err);
    if (rc == OK)
        rc =
            list_kind(&pack, loaded, CELL_TEST, &pack.test, &pack.n_tests, err);
    if (rc == OK)
        rc = list_kind(&pack, loaded, CELL_PROFILE, &pack.profile,
                       &pack.n_profile, err);
    if (rc == OK)
        rc = take_bearings(&pack, loaded, err);
    if (rc == OK)
        rc = gate_facts(&pack, loaded, err);
    *out = pack;
    return rc;
}
