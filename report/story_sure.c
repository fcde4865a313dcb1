/* story_sure.c - how sure the order is: each item's set of places, items that
 * cannot be separated, how far people and ways of counting agree, and what the
 * weights change. */
#include "report/story.h"

#include <math.h>
#include <string.h>

/* Items that share a tier with the one at `i`, in the order of the lines. */
static size_t tier_mates(const struct lines *lines, size_t i,
                         const char **label)
{
    double tier = lines->line[i].cell->f.tier;
    size_t n = 0;

    for (size_t k = 0; k < lines->n; k++) {
        if (lines->line[k].cell->f.tier == tier)
            label[n++] = lines->line[k].label;
    }
    return n;
}

static bool starts_tier(const struct lines *lines, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (lines->line[k].cell->f.tier == lines->line[i].cell->f.tier)
            return false;
    }
    return true;
}

/* Could each of the n items of the tier that starts at `first` have any of its
 * places?  Where one could not, what joins it to some stands between them. */
static bool all_alike(const struct order *o, size_t first, size_t n)
{
    const struct line *line = o->lines.line;

    for (size_t i = 0; i < o->lines.n; i++) {
        if (line[i].cell->f.tier == line[first].cell->f.tier &&
            (cell_number(line[i].cell, o->lower) > (double)(first + 1) ||
             cell_number(line[i].cell, o->upper) < (double)(first + n)))
            return false;
    }
    return true;
}

static enum status say_tiers(struct story *s, struct panel *panel)
{
    const struct lines *lines = &s->order->lines;
    const char **label = arena_alloc(s->arena, lines->n + 1, sizeof *label);
    enum status rc = label ? OK : err_nomem(s->err);
    size_t groups = 0, shared = 0;

    for (size_t i = 0; i < lines->n; i++) {
        if (!(lines->line[i].cell->f.tier >= 1))
            return rc;
        groups += starts_tier(lines, i);
    }
    if (groups == 1)
        return panel_say(s, panel, SURE_NONE_APART, NULL, 0);
    for (size_t i = 0; rc == OK && i < lines->n; i++) {
        struct prose items;
        size_t n = tier_mates(lines, i, label);
        const struct slot slot[] = {SLOT_WORDS("items", &items)};

        if (n < 2 || !starts_tier(lines, i))
            continue;
        shared++;
        rc = story_list(s->arena, &items, label, n, s->err);
        if (rc == OK)
            rc = panel_say(s, panel,
                           all_alike(s->order, i, n) ? SURE_GROUP : SURE_CHAIN,
                           slot, 1);
    }
    return rc == OK && shared == 0
               ? panel_say(s, panel, SURE_ALL_APART, NULL, 0)
               : rc;
}

static enum status say_first(struct story *s, struct panel *panel)
{
    const struct line *top = &s->order->lines.line[0];
    const struct slot slot[] = {
        SLOT_SAID("item", top->label),
        SLOT_NUMBER("lower", top->cell, s->order->lower, STYLE_RANK),
        SLOT_NUMBER("upper", top->cell, s->order->upper, STYLE_RANK),
    };
    bool one = cell_number(top->cell, s->order->lower) ==
               cell_number(top->cell, s->order->upper);

    return panel_say(s, panel, one ? SURE_FIRST : SURE_FIRST_RANGE, slot, 3);
}

/* A row of two items, whichever of the two it names first. */
static const struct cell *pair(const struct story *s, const char *a,
                               const char *b)
{
    const struct maker *m = &s->order->maker;
    const struct cell_key key = {.source = m->planned->source,
                                 .question = m->question->key,
                                 .item = a,
                                 .other = b,
                                 .base = s->order->lines.line[0].base,
                                 .scheme = m->pack->plan->scheme,
                                 .measure = "pairwise"};

    return pack_find(m->pack, &key);
}

/* "A is ahead of B in N of the M ways of counting": neighbours at the top. */
static enum status say_pair(struct story *s, struct panel *panel, size_t i)
{
    const struct line *a = &s->order->lines.line[i], *b = a + 1;
    const struct cell *cell = pair(s, a->item, b->item);
    enum field ahead = FIELD_RULES_AHEAD;

    if (!cell) {
        cell = pair(s, b->item, a->item);
        ahead = FIELD_RULES_BEHIND;
    }
    if (!cell || cell->mark != MARK_NONE ||
        !(cell_number(cell, FIELD_RULES) > 1))
        return OK;
    {
        const struct slot slot[] = {
            SLOT_SAID("item", a->label),
            SLOT_SAID("other", b->label),
            SLOT_NUMBER("ahead", cell, ahead, STYLE_RANK),
            SLOT_NUMBER("ways", cell, FIELD_RULES, STYLE_RANK),
        };
        double in = cell_number(cell, ahead);

        return panel_say(s, panel,
                         in == 0                                ? SURE_PAIR_NONE
                         : in == cell_number(cell, FIELD_RULES) ? SURE_PAIR_ALL
                                                                : SURE_PAIR,
                         slot, 4);
    }
}

/* ---- agreement -------------------------------------------------------- */

static const struct cell *find_test(const struct story *s, const char *name,
                                    const char *level, const char *other)
{
    const struct maker *m = &s->order->maker;
    const struct cell_key key = {
        .source = m->planned->source,
        .question = m->question->key,
        .breakdown = level ? "rule" : NULL,
        .level = level,
        .other = other,
        .base = s->order->lines.line[0].base,
        .scheme = m->pack->plan->scheme,
        .measure = name,
    };

    return pack_find(m->pack, &key);
}

static enum status say_concordance(struct story *s, struct panel *panel)
{
    const struct cell *w = find_test(s, "friedman", NULL, NULL);
    double x = cell_number(w, FIELD_EFFECT);
    const struct slot slot[] = {
        SLOT_NUMBER("w", w, FIELD_EFFECT, STYLE_TAU),
        SLOT_TEXT("how", x < 0.1   ? "hardly at all"
                         : x < 0.3 ? "a little"
                         : x < 0.5 ? "to some extent"
                         : x < 0.7 ? "to a large extent"
                                   : "very much"),
    };

    if (isnan(x) || w->mark != MARK_NONE)
        return OK;
    return panel_say(s, panel, x == 1 ? SURE_AGREE_ALL : SURE_AGREE, slot, 2);
}

/* The two ways of counting that agree least. */
static enum status say_rules(struct story *s, struct panel *panel)
{
    const struct pack *pack = s->order->maker.pack;
    const struct cell *least = NULL;
    enum status rc = OK;

    for (size_t i = 0; i < pack->n_tests; i++) {
        const struct cell *t = pack->test[i];

        if (strcmp(t->key.measure, "tau_rules") != 0 ||
            strcmp(t->key.question, s->order->maker.question->key) != 0 ||
            strcmp(t->key.base, s->order->lines.line[0].base) != 0 ||
            t->mark != MARK_NONE || isnan(cell_number(t, FIELD_EFFECT)))
            continue;
        if (!least || t->f.effect_value < least->f.effect_value)
            least = t;
    }
    if (least && least->f.effect_value < 1) {
        const struct slot slot[] = {
            SLOT_TEXT("rule", make_rule_words(least->key.level)),
            SLOT_TEXT("other", make_rule_words(least->key.other)),
            SLOT_NUMBER("tau", least, FIELD_EFFECT, STYLE_TAU),
        };

        rc = panel_say(s, panel, SURE_TAU, slot, 3);
    }
    return rc;
}

/* ---- weighted beside unweighted --------------------------------------- */

static const struct cell *otherwise(const struct story *s, size_t i,
                                    const char *scheme)
{
    const struct maker *m = &s->order->maker;
    const struct line *line = &s->order->lines.line[i];
    const struct cell_key key = {.source = m->planned->source,
                                 .question = m->question->key,
                                 .item = line->item,
                                 .base = line->base,
                                 .scheme = scheme,
                                 .measure = line->measure};

    return pack_find(m->pack, &key);
}

static size_t other_schemes(const struct story *s, const char **scheme)
{
    const struct survey *survey = s->order->maker.survey;
    const char *shown = s->order->maker.pack->plan->scheme;
    size_t n = 0;

    if (strcmp(shown, "unweighted") != 0 && otherwise(s, 0, "unweighted"))
        scheme[n++] = "unweighted";
    if (strcmp(shown, "supplied") != 0 && otherwise(s, 0, "supplied"))
        scheme[n++] = "supplied";
    for (size_t i = 0; i < survey->n_weightings; i++) {
        const char *name = survey->weighting[i].name;

        if (strcmp(shown, name) != 0 && otherwise(s, 0, name))
            scheme[n++] = name;
    }
    return n;
}

static const char *scheme_words(struct story *s, const char *scheme)
{
    if (strcmp(scheme, "unweighted") == 0)
        return "Not weighted";
    if (strcmp(scheme, "supplied") == 0)
        return "Weighted as supplied";
    return arena_printf(s->arena, "Weighted: %s", scheme);
}

static enum status weighted_column(struct story *s, struct panel *panel,
                                   size_t column, const char *scheme,
                                   bool *moved)
{
    const struct lines *lines = &s->order->lines;
    enum style style = show_style(lines->line[0].measure);
    const char *label = scheme_words(s, scheme);

    panel->table.column[column] = (struct heading){.label = label};
    for (size_t i = 0; i < lines->n; i++) {
        const struct cell *cell = otherwise(s, i, scheme);
        double rank = cell_number(cell, FIELD_RANK);

        *panel_entry(panel, i, column) = (struct entry){.cell = cell,
                                                        .field = FIELD_RANK,
                                                        .style = STYLE_RANK,
                                                        .value_too = true,
                                                        .value_style = style};
        if (!isnan(rank) &&
            rank != cell_number(lines->line[i].cell, FIELD_RANK)) {
            panel->table.row[i].note = 1;
            *moved = true;
        }
    }
    return label ? OK : err_nomem(s->err);
}

static enum status weighted(struct story *s)
{
    const struct lines *lines = &s->order->lines;
    const char **scheme = arena_alloc(
        s->arena, s->order->maker.survey->n_weightings + 3, sizeof *scheme);
    const char *shown = s->order->maker.pack->plan->scheme;
    struct panel *panel;
    bool moved = false;
    size_t n;
    enum status rc;

    if (!scheme)
        return err_nomem(s->err);
    n = other_schemes(s, scheme);
    if (n == 0)
        return OK;
    panel = story_panel(s, PANEL_SURE, "weighted",
                        "Do the weights change the order?", 4);
    rc = panel ? panel_table(s, panel, lines->n, n + 1, "Item")
               : err_nomem(s->err);
    for (size_t i = 0; rc == OK && i < lines->n; i++)
        panel->table.row[i] =
            (struct heading){.label = lines->line[i].label, .said = true};
    if (rc == OK)
        rc = weighted_column(s, panel, 0, shown, &moved);
    for (size_t c = 0; rc == OK && c < n; c++)
        rc = weighted_column(s, panel, c + 1, scheme[c], &moved);
    if (rc == OK)
        rc = panel_caption(s, panel, CAPTION_WEIGHTED, NULL, 0);
    if (rc == OK && moved)
        rc = panel_note(s, panel, NOTE_WEIGHTED_MOVES, NULL, 0);
    if (rc == OK && s->order->sound)
        rc = panel_say(s, panel, moved ? WEIGHTED_MOVES : WEIGHTED_SAME, NULL,
                       0);
    return rc;
}

/* ---- the panel -------------------------------------------------------- */

enum column { COLUMN_PLACE, COLUMN_OWN, COLUMN_ALL, COLUMN_TOP, COLUMN_BOTTOM };
enum { COLUMNS = COLUMN_BOTTOM + 1 };

static const struct cell *quarter(const struct story *s, size_t i,
                                  const char *measure)
{
    const struct line *line = &s->order->lines.line[i];

    return make_get(&s->order->maker, line->item, NULL, NULL, line->base,
                    measure);
}

static enum status sets_table(struct story *s, struct panel *panel)
{
    static const char *const label[COLUMNS] = {
        "Place", "Its place could be", "All places together could be",
        "Put it in their first quarter", "Put it in their last quarter"};
    const struct lines *lines = &s->order->lines;
    bool quarters = quarter(s, 0, "top_quarter") != NULL;
    enum status rc = panel_table(s, panel, lines->n,
                                 quarters ? COLUMNS : COLUMN_TOP, "Item");

    for (size_t c = 0; rc == OK && c < panel->table.n_columns; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t i = 0; rc == OK && i < lines->n; i++) {
        const struct line *line = &lines->line[i];

        panel->table.row[i] =
            (struct heading){.label = line->label, .said = true};
        *panel_entry(panel, i, COLUMN_PLACE) = (struct entry){
            .cell = line->cell, .field = FIELD_RANK, .style = STYLE_RANK};
        *panel_entry(panel, i, COLUMN_OWN) =
            (struct entry){.cell = line->cell,
                           .field = FIELD_RANK_LOWER,
                           .range = true,
                           .field_to = FIELD_RANK_UPPER,
                           .style = STYLE_RANK};
        *panel_entry(panel, i, COLUMN_ALL) =
            (struct entry){.cell = line->cell,
                           .field = FIELD_RANK_LOWER_ALL,
                           .range = true,
                           .field_to = FIELD_RANK_UPPER_ALL,
                           .style = STYLE_RANK};
        for (size_t c = COLUMN_TOP; quarters && c < COLUMNS; c++)
            *panel_entry(panel, i, c) = (struct entry){
                .cell = quarter(
                    s, i, c == COLUMN_TOP ? "top_quarter" : "bottom_quarter"),
                .style = STYLE_PERCENT};
    }
    if (rc == OK)
        rc = panel_caption(s, panel, CAPTION_SETS, NULL, 0);
    if (rc == OK)
        rc = panel_note(
            s, panel,
            pack_is_open(s->order->maker.pack, s->order->planned.source)
                ? NOTE_SETS_OPEN
                : NOTE_SETS,
            NULL, 0);
    return rc;
}

enum status story_sure(struct story *s)
{
    const struct order *o = s->order;
    struct panel *panel;
    enum status rc;

    if (!o->sound)
        return OK;
    panel = story_panel(s, PANEL_SURE, "sure", "How sure is the order?",
                        o->lines.n + 8);
    rc = panel ? OK : err_nomem(s->err);
    if (rc == OK && o->sets) {
        rc = say_first(s, panel);
        if (rc == OK)
            rc = say_tiers(s, panel);
        if (rc == OK)
            rc = sets_table(s, panel);
    }
    for (size_t i = 0; rc == OK && i + 1 < o->lines.n && i < 2; i++)
        rc = say_pair(s, panel, i);
    if (rc == OK)
        rc = say_concordance(s, panel);
    if (rc == OK)
        rc = say_rules(s, panel);
    if (rc == OK && panel->n_sentences == 0)
        s->n_panels--; /* nothing was computed to say */
    return rc == OK ? weighted(s) : rc;
}
