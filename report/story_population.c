/* story_population.c - those who replied beside what is known of the
 * population, a panel a margin. */
#include "report/story.h"

#include <math.h>
#include <string.h>

enum { N, BEFORE, TARGET, GAP, INDEX, WEIGHTED }; /* columns */
enum { NOT_COMPARED = 2, EVERYONE = 1 };          /* rows, from the end */

/* `level`: whether of that level, or of the whole margin. */
static const struct cell *at(const struct story *s, const struct cell *share,
                             const char *measure, bool level)
{
    struct cell_key key = share->key;

    key.measure = measure;
    if (!level)
        key.option = NULL;
    return pack_find(s->order->maker.pack, &key);
}

/* The scheme whose weights stand beside the sample: the pack's, else the first
 * of the definition; NULL: there are no weights. */
static const char *weighted_by(const struct pack *pack)
{
    if (strcmp(pack->plan->scheme, "unweighted") != 0)
        return pack->plan->scheme;
    return pack->survey->n_weightings ? pack->survey->weighting[0].name : NULL;
}

static const struct cell *weighted(const struct story *s,
                                   const struct cell *share)
{
    struct cell_key key = share->key;

    key.measure = "share_weighted";
    key.scheme = weighted_by(s->order->maker.pack);
    return pack_find(s->order->maker.pack, &key);
}

static bool same_source(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* One row a level of the first scheme that the margin is compared under. */
static bool in_margin(const struct cell *c, const struct cell *first)
{
    return same_source(c->key.source, first->key.source) &&
           strcmp(c->key.question, first->key.question) == 0 &&
           strcmp(c->key.scheme, first->key.scheme) == 0 &&
           strcmp(c->key.measure, first->key.measure) == 0;
}

static bool starts_margin(const struct story *s, size_t i)
{
    const struct pack *pack = s->order->maker.pack;
    const struct cell_key *key = &pack->profile[i]->key;

    if (strcmp(key->measure, "share_before") != 0 ||
        !same_source(key->source, s->order->planned.source))
        return false;
    for (size_t k = 0; k < i; k++) {
        const struct cell_key *before = &pack->profile[k]->key;

        if (same_source(before->source, key->source) &&
            strcmp(before->question, key->question) == 0)
            return false;
    }
    return true;
}

/* Its breakdown, or where it is none of the definition's the question itself;
 * `own` holds that.  NULL: neither. */
static const struct split *margin_split(struct story *s, const char *name,
                                        struct split *own)
{
    const struct survey *survey = s->order->maker.survey;
    const struct split *split = story_split(s, name);
    size_t question = survey_question(survey, name);

    if (split || question == SURVEY_NONE)
        return split;
    *own = (struct split){.name = name,
                          .label = plan_words(s->arena, name),
                          .question = {question},
                          .n = 1};
    return own;
}

static const char *level_words(struct story *s, const struct split *split,
                               const char *level)
{
    const struct question *q =
        &s->order->maker.survey->question[split->question[0]];
    size_t option = split->n == 1 ? survey_option(q, level) : SURVEY_NONE;

    return option == SURVEY_NONE ? story_level(s, split, level)
                                 : q->options.option[option].label;
}

static enum status level_row(struct story *s, struct panel *panel, size_t row,
                             const struct split *split,
                             const struct cell *share)
{
    const char *level = level_words(s, split, share->key.option);

    if (!level)
        return err_nomem(s->err);
    panel->table.row[row] = (struct heading){.label = level, .said = true};
    *panel_entry(panel, row, N) = (struct entry){
        .cell = share, .field = FIELD_COUNT, .style = STYLE_COUNT};
    *panel_entry(panel, row, BEFORE) =
        (struct entry){.cell = share, .style = STYLE_PERCENT};
    *panel_entry(panel, row, TARGET) = (struct entry){
        .cell = at(s, share, "target", true), .style = STYLE_PERCENT};
    *panel_entry(panel, row, GAP) = (struct entry){
        .cell = share, .field = FIELD_DIFFERENCE, .style = STYLE_GAP};
    *panel_entry(panel, row, INDEX) = (struct entry){
        .cell = at(s, share, "index", true), .style = STYLE_RANK};
    if (panel->table.n_columns > WEIGHTED)
        *panel_entry(panel, row, WEIGHTED) =
            (struct entry){.cell = weighted(s, share), .style = STYLE_PERCENT};
    return OK;
}

/* Levels, those in none, and everyone: the numbers add up. */
static void all_rows(struct story *s, struct panel *panel,
                     const struct cell *first)
{
    const struct {
        size_t from_end;
        const char *label, *measure;
    } rows[] = {{NOT_COMPARED, "Not stated, or not known of the population",
                 "not_compared"},
                {EVERYONE,
                 s->order->maker.survey->respondent.question ? "All individuals"
                                                             : "Everyone",
                 "everyone"}};
    const struct table *t = &panel->table;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t row = t->n_rows - rows[i].from_end;

        t->row[row] = (struct heading){.label = rows[i].label, .note = i == 0};
        for (size_t c = 0; c < t->n_columns; c++)
            *panel_entry(panel, row, c) = (struct entry){.never = true};
        *panel_entry(panel, row, N) = (struct entry){
            .cell = at(s, first, rows[i].measure, false), .style = STYLE_COUNT};
    }
}

/* How far those who replied are from the population. */
static enum status say_apart(struct story *s, struct panel *panel,
                             const struct cell *first)
{
    const struct cell *apart = at(s, first, "dissimilarity", false);
    const struct slot slot[] = {
        SLOT_NUMBER("value", apart, FIELD_VALUE, STYLE_PERCENT),
        SLOT_NUMBER("p", apart, FIELD_P, STYLE_P)};
    double p = cell_number(apart, FIELD_P);
    enum status rc;

    if (isnan(cell_number(apart, FIELD_VALUE)))
        return OK;
    rc = panel_say(s, panel, PROFILE_APART, slot, 2);
    if (rc != OK || isnan(p))
        return rc;
    return panel_say(s, panel,
                     p < s->order->maker.survey->telling.p ? PROFILE_CHANCE
                                                           : PROFILE_CHANCE_NOT,
                     slot, 2);
}

/* The table's shares before weighting beside those of the population. */
static enum status draw(struct story *s, struct panel *panel)
{
    const struct table *t = &panel->table;
    struct maker m = s->order->maker;
    struct chart *c = &panel->figure.chart;
    double most = 0;
    enum status rc;

    m.exhibit = &panel->figure;
    rc = make_chart(&m, CHART_PROFILE, t->n_rows - NOT_COMPARED, 2);
    if (rc != OK)
        return rc;
    c->series[0] =
        (struct series){.label = "Replied", .tone = tone_of_series(0)};
    c->series[1] = (struct series){.label = "Population"};
    for (size_t r = 0; r < c->n_rows; r++) {
        c->row[r].label = t->row[r].label;
        for (size_t k = 0; k < 2; k++) {
            double x;

            c->row[r].cell[k] =
                panel_entry(panel, r, k ? TARGET : BEFORE)->cell;
            x = cell_number(c->row[r].cell[k], FIELD_VALUE);
            most = x > most ? x : most;
        }
    }
    c->style = STYLE_PERCENT;
    c->axis = "Per cent";
    c->to = ceil(10 * most) / 10;
    if (!(most > 0))
        c->kind = CHART_NONE;
    panel->figure.name = panel->id;
    rc = make_say(&m, &panel->figure.title, PROFILE_CHART, NULL, 0);
    if (rc == OK)
        rc = make_say(&m, &panel->figure.base, BASE_PROFILE, NULL, 0);
    return rc == OK ? make_say(&m, &panel->figure.alt, ALT_PROFILE, NULL, 0)
                    : rc;
}

static enum status margin(struct story *s, size_t i)
{
    static const char *const label[] = {
        "Number",
        "Per cent of those who replied",
        "Per cent of the population",
        "Difference in percentage points",
        "Index (a hundred: as in the population)",
        "Per cent when weighted"};
    const struct pack *pack = s->order->maker.pack;
    const struct cell *first = pack->profile[i];
    struct split own;
    const struct split *split = margin_split(s, first->key.question, &own);
    const char *id =
        arena_printf(s->arena, "population-%s", first->key.question);
    const char *heading =
        split && split->label
            ? arena_printf(s->arena, "Beside the population, by %s",
                           split->label)
            : NULL;
    const struct slot slot[] = {SLOT_SAID("split", split ? split->label : "")};
    struct panel *panel;
    size_t columns = weighted_by(pack) ? WEIGHTED + 1 : WEIGHTED;
    size_t n = 0, row = 0;
    enum status rc;

    if (!split)
        return OK;
    if (!split->label)
        return err_nomem(s->err);
    panel =
        id && heading ? story_panel(s, PANEL_POPULATION, id, heading, 3) : NULL;
    for (size_t k = i; k < pack->n_profile; k++)
        n += in_margin(pack->profile[k], first);
    rc = panel ? panel_table(s, panel, n + NOT_COMPARED, columns, "Group")
               : err_nomem(s->err);
    for (size_t c = 0; rc == OK && c < columns; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t k = i; rc == OK && k < pack->n_profile; k++) {
        if (in_margin(pack->profile[k], first))
            rc = level_row(s, panel, row++, split, pack->profile[k]);
    }
    if (rc == OK)
        all_rows(s, panel, first);
    if (rc == OK)
        rc = draw(s, panel);
    if (rc == OK)
        rc = panel_say(s, panel, PROFILE_INTRO, slot, 1);
    if (rc == OK)
        rc = say_apart(s, panel, first);
    if (rc == OK)
        rc = panel_note(s, panel, NOTE_PROFILE, NULL, 0);
    return rc == OK ? panel_caption(s, panel, CAPTION_PROFILE, slot, 1) : rc;
}

static void weights_column(struct panel *panel, size_t column,
                           const struct pack_weights *w)
{
    static const enum style style[WEIGHT_FACTS] = {
        [WEIGHT_N] = STYLE_COUNT,      [WEIGHT_N_EFFECTIVE] = STYLE_COUNT,
        [WEIGHT_DEFF] = STYLE_PLACE,   [WEIGHT_MINIMUM] = STYLE_PLACE,
        [WEIGHT_Q05] = STYLE_PLACE,    [WEIGHT_MEDIAN] = STYLE_PLACE,
        [WEIGHT_Q95] = STYLE_PLACE,    [WEIGHT_MAXIMUM] = STYLE_PLACE,
        [WEIGHT_CAPPED] = STYLE_COUNT, [WEIGHT_GAP] = STYLE_POINTS};

    panel->table.column[column] =
        (struct heading){.label = w->scheme, .said = true};
    for (size_t k = 0; k < WEIGHT_FACTS; k++)
        *panel_entry(panel, k, column) =
            (struct entry){.cell = w->fact[k], .style = style[k]};
}

/* How unequal the weights of each scheme are, and what that costs. */
static enum status weights(struct story *s)
{
    static const char *const label[WEIGHT_FACTS] = {"Responses with a weight",
                                                    "Effective number",
                                                    "Weight effect",
                                                    "Smallest weight",
                                                    "One in twenty lies below",
                                                    "Median weight",
                                                    "One in twenty lies above",
                                                    "Largest weight",
                                                    "Responses at the cap",
                                                    "Furthest from a target"};
    const struct pack *pack = s->order->maker.pack;
    struct panel *panel;
    size_t n = 0, column = 0;
    enum status rc;

    for (size_t i = 0; i < pack->n_weights; i++)
        n += same_source(pack->weights[i].source, s->order->planned.source);
    if (n == 0)
        return OK;
    panel = story_panel(s, PANEL_POPULATION, "weights",
                        "How the weights came out", 2);
    rc = panel ? panel_table(s, panel, WEIGHT_FACTS, n, "Weights")
               : err_nomem(s->err);
    for (size_t k = 0; rc == OK && k < WEIGHT_FACTS; k++)
        panel->table.row[k] = (struct heading){.label = label[k]};
    for (size_t i = 0; rc == OK && i < pack->n_weights; i++) {
        const struct pack_weights *w = &pack->weights[i];

        if (same_source(w->source, s->order->planned.source))
            weights_column(panel, column++, w);
    }
    if (rc == OK)
        rc = panel_say(s, panel, WEIGHTS_INTRO, NULL, 0);
    return rc == OK ? panel_caption(s, panel, CAPTION_WEIGHTS, NULL, 0) : rc;
}

enum status story_population(struct story *s)
{
    const struct pack *pack = s->order->maker.pack;
    enum status rc = weights(s);

    for (size_t i = 0; rc == OK && i < pack->n_profile; i++) {
        if (starts_margin(s, i))
            rc = margin(s, i);
    }
    return rc;
}
