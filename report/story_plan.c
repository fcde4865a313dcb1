/* story_plan.c - what the evidence says to the plan: to each objective its
 * evidence in the order of the analysis, priorities that no objective covers,
 * and other orders beside the respondents'. */
#include "report/story.h"

#include <math.h>
#include <string.h>

static bool is_kind(const struct pack_bearing *b, const char *kind)
{
    return strcmp(b->kind, kind) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_objective(const struct pack_bearing *a,
                           const struct pack_bearing *b)
{
    return same_text(a->theme, b->theme) &&
           same_text(a->objective, b->objective);
}

/* Once for each objective: at its first row. */
static bool starts_objective(const struct pack *pack, size_t i)
{
    const struct pack_bearing *b = &pack->bearing[i];

    if (!b->objective)
        return false;
    for (size_t k = 0; k < i; k++) {
        if (same_objective(&pack->bearing[k], b))
            return false;
    }
    return true;
}

/* "Objective of Theme": keys are all that the results know of a theme. */
static const char *theme_words(struct story *s, const char *theme)
{
    char *words = arena_text(s->arena, theme ? theme : "", strlen(theme));

    for (char *p = words; p && *p; p++) {
        if (*p == '_')
            *p = ' ';
    }
    if (words && *words >= 'a' && *words <= 'z')
        *words = (char)(*words - 'a' + 'A');
    return words;
}

/* ---- evidence of one objective ---------------------------------------- */

static const char *row_label(struct story *s, const struct pack_bearing *b)
{
    const struct survey *survey = s->order->maker.survey;
    const struct question *q;
    size_t option;

    if (b->question == SURVEY_NONE)
        return "";
    q = &survey->question[b->question];
    option = b->cell && b->cell->key.option
                 ? survey_option(q, b->cell->key.option)
                 : SURVEY_NONE;
    if (b->item != SURVEY_NONE && option != SURVEY_NONE)
        return arena_printf(s->arena, "%s: %s", q->item[b->item].label,
                            q->options.option[option].label);
    if (b->item != SURVEY_NONE)
        return q->item[b->item].label;
    return option != SURVEY_NONE ? arena_printf(s->arena, "%s: %s", q->text,
                                                q->options.option[option].label)
                                 : q->text;
}

/* What is measured. */
static const char *row_after(struct story *s, const struct pack_bearing *b)
{
    return b->cell ? arena_printf(s->arena, " (%s)",
                                  show_measure(b->cell->key.measure))
                   : "";
}

static struct entry place_entry(const struct cell *cell, bool set)
{
    bool ranked = cell && (cell->mark == MARK_WITHHELD ||
                           !isnan(cell_number(cell, FIELD_RANK)));
    struct entry e = {.cell = cell,
                      .field = FIELD_RANK,
                      .style = STYLE_RANK,
                      .never = !ranked};

    if (set) {
        e.field = FIELD_RANK_LOWER;
        e.field_to = FIELD_RANK_UPPER;
        e.range = true;
    }
    return e;
}

static enum status evidence_row(struct story *s, struct panel *panel,
                                size_t row, const struct pack_bearing *b)
{
    enum { PLACE, SET, VALUE, N };
    const char *label = row_label(s, b), *after = row_after(s, b);

    if (!label || !after)
        return err_nomem(s->err);
    panel->table.row[row] =
        (struct heading){.label = label, .said = true, .after = after};
    *panel_entry(panel, row, PLACE) = place_entry(b->cell, false);
    *panel_entry(panel, row, SET) = place_entry(b->cell, true);
    *panel_entry(panel, row, VALUE) = (struct entry){
        .cell = b->cell,
        .style = show_style(b->cell ? b->cell->key.measure : NULL)};
    *panel_entry(panel, row, N) =
        (struct entry){.cell = b->cell, .field = FIELD_N, .style = STYLE_COUNT};
    return OK;
}

static enum status evidence_table(struct story *s, struct panel *panel,
                                  const struct pack_bearing *of, size_t n)
{
    static const char *const label[] = {"Place", "Its place could be", "Value",
                                        "Number"};
    const struct pack *pack = s->order->maker.pack;
    const struct slot slot[] = {SLOT_SAID("title", of->title ? of->title : "")};
    enum status rc = panel_table(s, panel, n, 4, "Evidence");
    size_t row = 0;

    for (size_t c = 0; rc == OK && c < 4; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t i = 0; rc == OK && i < pack->n_bearings; i++) {
        const struct pack_bearing *b = &pack->bearing[i];

        if (same_objective(of, b) && is_kind(b, "evidence"))
            rc = evidence_row(s, panel, row++, b);
    }
    return rc == OK ? panel_caption(s, panel, CAPTION_EVIDENCE, slot, 1) : rc;
}

/* ---- who differs in it ------------------------------------------------ */

/* The group's own figure beside everyone's. */
static const struct cell *at_level(const struct story *s,
                                   const struct cell *everyone,
                                   const struct cell *test)
{
    struct cell_key key = everyone->key;

    key.breakdown = test->key.breakdown;
    key.level = test->key.level;
    return pack_find(s->order->maker.pack, &key);
}

/* Of an average place a difference below nought is nearer to first. */
static bool puts_higher(const struct cell *test)
{
    bool places = strcmp(test->key.measure, "mean_rank_rest") == 0;

    return places ? test->f.difference < 0 : test->f.difference > 0;
}

static bool told(const struct story *s, const struct pack_bearing *of,
                 const struct pack_bearing *b)
{
    const double half_a_place = 0.5;

    if (!is_kind(b, "differs") || !same_objective(of, b) ||
        b->question != of->question || b->item != of->item || !b->cell ||
        !of->cell || b->cell->mark != MARK_NONE ||
        !same_text(b->cell->key.option, of->cell->key.option))
        return false;
    if (strcmp(b->cell->key.measure, "mean_rank_rest") == 0
            ? !(fabs(b->cell->f.difference) >= half_a_place)
            : !b->cell->told)
        return false;
    return make_sound(of->cell) && make_sound(at_level(s, of->cell, b->cell));
}

/* Shares and scores of one grid are tested apart, and often agree. */
static bool is_listed(const char *const *label, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(label[i], label[n]) == 0)
            return true;
    return false;
}

/* "Put higher by: Fenland (district), 75 and over (age)." */
static enum status say_groups(struct story *s, struct panel *panel,
                              const struct pack_bearing *of, bool higher)
{
    const struct pack *pack = s->order->maker.pack;
    const char **label =
        arena_alloc(s->arena, pack->n_bearings + 1, sizeof *label);
    struct prose groups;
    const char *item = row_label(s, of);
    const struct slot slot[] = {SLOT_SAID("item", item),
                                SLOT_WORDS("groups", &groups)};
    size_t n = 0;
    enum status rc;

    if (!label || !item)
        return err_nomem(s->err);
    for (size_t i = 0; i < pack->n_bearings; i++) {
        const struct pack_bearing *b = &pack->bearing[i];
        const struct split *split;
        const char *level;

        if (!told(s, of, b) || puts_higher(b->cell) != higher)
            continue;
        split = story_split(s, b->cell->key.breakdown);
        level = split ? story_level(s, split, b->cell->key.level) : "";
        label[n] = level && split
                       ? arena_printf(s->arena, "%s (%s)", level, split->label)
                       : level;
        if (!label[n])
            return err_nomem(s->err);
        n += split && !is_listed(label, n);
    }
    if (n == 0)
        return OK;
    rc = story_list(s->arena, &groups, label, n, s->err);
    return rc == OK
               ? panel_say(s, panel, higher ? PLAN_HIGHER : PLAN_LOWER, slot, 2)
               : rc;
}

static enum status objective(struct story *s, size_t i)
{
    const struct pack *pack = s->order->maker.pack;
    const struct pack_bearing *of = &pack->bearing[i];
    size_t n = 0;
    const char *theme = of->theme ? theme_words(s, of->theme) : "";
    const char *id = arena_printf(s->arena, "plan-%zu", i + 1);
    const char *title = of->title && *of->title ? of->title : of->objective;
    struct panel *panel = id && theme ? story_panel(s, PANEL_PLAN, id, title,
                                                    2 * pack->n_bearings + 2)
                                      : NULL;
    const struct slot slot[] = {SLOT_TEXT("theme", theme),
                                SLOT_SAID("title", title)};
    enum status rc = panel ? OK : err_nomem(s->err);

    if (rc != OK)
        return rc;
    panel->said = true;
    for (size_t k = 0; k < pack->n_bearings; k++) {
        const struct pack_bearing *b = &pack->bearing[k];

        if (!same_objective(of, b))
            continue;
        n += is_kind(b, "evidence");
    }
    if (*theme)
        rc = panel_say(s, panel, PLAN_THEME, slot, 2);
    if (rc == OK && n == 0)
        return panel_say(s, panel, PLAN_NO_EVIDENCE, slot, 2);
    for (size_t k = 0; rc == OK && k < pack->n_bearings; k++) {
        const struct pack_bearing *b = &pack->bearing[k];

        if (same_objective(of, b) && is_kind(b, "evidence")) {
            rc = say_groups(s, panel, b, true);
            if (rc == OK)
                rc = say_groups(s, panel, b, false);
        }
    }
    return rc == OK ? evidence_table(s, panel, of, n) : rc;
}

/* ---- what no objective covers ----------------------------------------- */

static enum status uncovered(struct story *s, struct panel *panel)
{
    const struct pack *pack = s->order->maker.pack;
    bool any = false;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < pack->n_bearings; i++) {
        const struct pack_bearing *b = &pack->bearing[i];
        const struct slot slot[] = {
            SLOT_SAID("item", row_label(s, b)),
            SLOT_NUMBER("lower", b->cell, FIELD_RANK_LOWER, STYLE_RANK),
            SLOT_NUMBER("upper", b->cell, FIELD_RANK_UPPER, STYLE_RANK),
        };

        if (!is_kind(b, "uncovered") || !make_sound(b->cell))
            continue;
        any = true;
        rc = panel_say(s, panel,
                       cell_number(b->cell, FIELD_RANK_LOWER) ==
                               cell_number(b->cell, FIELD_RANK_UPPER)
                           ? PLAN_UNCOVERED_ONE
                           : PLAN_UNCOVERED,
                       slot, 3);
    }
    return rc == OK && !any && s->order->sets
               ? panel_say(s, panel, PLAN_COVERED, NULL, 0)
               : rc;
}

static enum status unspoken(struct story *s, struct panel *panel)
{
    const struct pack *pack = s->order->maker.pack;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < pack->n_bearings; i++) {
        const struct pack_bearing *b = &pack->bearing[i];
        const struct slot slot[] = {
            SLOT_SAID("title", b->title ? b->title : b->objective)};

        if (is_kind(b, "no_evidence"))
            rc = panel_say(s, panel, PLAN_UNSPOKEN, slot, 1);
    }
    return rc;
}

/* ---- other orders ----------------------------------------------------- */

static double place(const struct pack_bearing *b)
{
    double rank = cell_number(b->cell, FIELD_RANK);

    return isnan(rank) ? (double)INFINITY : rank;
}

/* Rows of an order by the place among those who replied; n as they were. */
static size_t rows_of_order(const struct pack *pack, const char *order,
                            const struct pack_bearing **row)
{
    size_t n = 0;

    for (size_t i = 0; i < pack->n_bearings; i++) {
        const struct pack_bearing *b = &pack->bearing[i];
        size_t k = n;

        if (!is_kind(b, "order") || !same_text(b->order, order))
            continue;
        for (; k > 0 && place(b) < place(row[k - 1]); k--)
            row[k] = row[k - 1];
        row[k] = b;
        n++;
    }
    return n;
}

static enum status order_table(struct story *s, struct panel *panel,
                               const char *order)
{
    static const char *const label[] = {"Place among those who replied",
                                        "Place in this order"};
    const struct pack *pack = s->order->maker.pack;
    const struct pack_bearing **row =
        arena_alloc(s->arena, pack->n_bearings + 1, sizeof(*row));
    size_t n = row ? rows_of_order(pack, order, row) : 0;
    enum status rc = row ? OK : err_nomem(s->err);

    if (n == 0)
        return rc;
    rc = panel_table(s, panel, n, 2, "Item");
    for (size_t c = 0; rc == OK && c < 2; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t i = 0; rc == OK && i < n; i++) {
        panel->table.row[i] =
            (struct heading){.label = row_label(s, row[i]), .said = true};
        *panel_entry(panel, i, 0) = (struct entry){
            .cell = row[i]->cell, .field = FIELD_RANK, .style = STYLE_RANK};
        *panel_entry(panel, i, 1) =
            (struct entry){.cell = row[i]->other, .style = STYLE_RANK};
    }
    return rc == OK ? panel_caption(s, panel, CAPTION_ORDER, NULL, 0) : rc;
}

static enum status other_order(struct story *s, const struct pack_bearing *of)
{
    double tau = cell_number(of->other, FIELD_VALUE);
    const char *id = arena_printf(s->arena, "order-%s", of->order);
    struct panel *panel = id ? story_panel(s, PANEL_PLAN, id,
                                           of->title ? of->title : of->order, 4)
                             : NULL;
    const struct slot slot[] = {
        SLOT_SAID("title", of->title ? of->title : of->order),
        SLOT_NUMBER("tau", of->other, FIELD_VALUE, STYLE_TAU)};
    enum status rc = panel ? OK : err_nomem(s->err);

    if (rc != OK)
        return rc;
    panel->said = true;
    if (!isnan(tau) && of->other->mark == MARK_NONE)
        rc = panel_say(s, panel, PLAN_TAU, slot, 2);
    return rc == OK ? order_table(s, panel, of->order) : rc;
}

enum status story_plan(struct story *s)
{
    const struct pack *pack = s->order->maker.pack;
    struct panel *panel;
    enum status rc;

    /* The analysis speaks to a plan from one source, the first. */
    if (pack->n_bearings == 0 || s->order != s->orders)
        return OK;
    panel = story_panel(s, PANEL_PLAN, "plan-overview", "In short",
                        pack->n_bearings + 3);
    rc = panel ? panel_say(s, panel, PLAN_INTRO, NULL, 0) : err_nomem(s->err);
    if (rc == OK)
        rc = uncovered(s, panel);
    if (rc == OK)
        rc = unspoken(s, panel);
    for (size_t i = 0; rc == OK && i < pack->n_bearings; i++) {
        if (starts_objective(pack, i))
            rc = objective(s, i);
    }
    for (size_t i = 0; rc == OK && i < pack->n_bearings; i++) {
        if (is_kind(&pack->bearing[i], "agreement"))
            rc = other_order(s, &pack->bearing[i]);
    }
    return rc;
}
