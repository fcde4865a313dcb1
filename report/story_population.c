/* story_population.c - those who replied beside what is known of the
 * population, a panel a margin. */
#include "report/story.h"

#include <math.h>
#include <string.h>

enum { N, BEFORE, TARGET, GAP, WEIGHTED }; /* columns */

static const struct cell *at(const struct story *s, const struct cell *share,
                             const char *measure)
{
    struct cell_key key = share->key;

    key.measure = measure;
    return pack_find(s->order.maker.pack, &key);
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
    key.scheme = weighted_by(s->order.maker.pack);
    return pack_find(s->order.maker.pack, &key);
}

/* One row a level of the first scheme that the margin is compared under. */
static bool in_margin(const struct cell *c, const struct cell *first)
{
    return strcmp(c->key.question, first->key.question) == 0 &&
           strcmp(c->key.scheme, first->key.scheme) == 0 &&
           strcmp(c->key.measure, first->key.measure) == 0;
}

static bool starts_margin(const struct pack *pack, size_t i)
{
    if (strcmp(pack->profile[i]->key.measure, "share_before") != 0)
        return false;
    for (size_t k = 0; k < i; k++) {
        if (strcmp(pack->profile[k]->key.question,
                   pack->profile[i]->key.question) == 0)
            return false;
    }
    return true;
}

static enum status level_row(struct story *s, struct panel *panel, size_t row,
                             const struct split *split,
                             const struct cell *share)
{
    const char *level = story_level(s, split, share->key.option);

    if (!level)
        return err_nomem(s->err);
    panel->table.row[row] = (struct heading){.label = level, .said = true};
    *panel_entry(panel, row, N) = (struct entry){
        .cell = share, .field = FIELD_COUNT, .style = STYLE_COUNT};
    *panel_entry(panel, row, BEFORE) =
        (struct entry){.cell = share, .style = STYLE_PERCENT};
    *panel_entry(panel, row, TARGET) =
        (struct entry){.cell = at(s, share, "target"), .style = STYLE_PERCENT};
    *panel_entry(panel, row, GAP) = (struct entry){
        .cell = share, .field = FIELD_DIFFERENCE, .style = STYLE_GAP};
    if (panel->table.n_columns > WEIGHTED)
        *panel_entry(panel, row, WEIGHTED) =
            (struct entry){.cell = weighted(s, share), .style = STYLE_PERCENT};
    return OK;
}

/* The table's shares before weighting beside those of the population. */
static enum status draw(struct story *s, struct panel *panel)
{
    const struct table *t = &panel->table;
    struct maker m = s->order.maker;
    struct chart *c = &panel->figure.chart;
    double most = 0;
    enum status rc;

    m.exhibit = &panel->figure;
    rc = make_chart(&m, CHART_PROFILE, t->n_rows, 2);
    if (rc != OK)
        return rc;
    c->series[0] =
        (struct series){.label = "Replied", .tone = tone_of_series(0)};
    c->series[1] = (struct series){.label = "Population"};
    for (size_t r = 0; r < t->n_rows; r++) {
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
        "Number", "Per cent of those who replied", "Per cent of the population",
        "Difference in percentage points", "Per cent when weighted"};
    const struct pack *pack = s->order.maker.pack;
    const struct cell *first = pack->profile[i];
    const struct split *split = story_split(s, first->key.question);
    const char *id =
        arena_printf(s->arena, "population-%s", first->key.question);
    const char *heading =
        split ? arena_printf(s->arena, "Beside the population, by %s",
                             split->label)
              : NULL;
    const struct slot slot[] = {SLOT_SAID("split", split ? split->label : "")};
    struct panel *panel;
    size_t columns = weighted_by(pack) ? WEIGHTED + 1 : WEIGHTED;
    size_t n = 0, row = 0;
    enum status rc;

    if (!split)
        return OK;
    panel =
        id && heading ? story_panel(s, PANEL_POPULATION, id, heading, 3) : NULL;
    for (size_t k = i; k < pack->n_profile; k++)
        n += in_margin(pack->profile[k], first);
    rc = panel ? panel_table(s, panel, n, columns, "Group") : err_nomem(s->err);
    for (size_t c = 0; rc == OK && c < columns; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t k = i; rc == OK && k < pack->n_profile; k++) {
        if (in_margin(pack->profile[k], first))
            rc = level_row(s, panel, row++, split, pack->profile[k]);
    }
    if (rc == OK)
        rc = draw(s, panel);
    if (rc == OK)
        rc = panel_say(s, panel, PROFILE_INTRO, slot, 1);
    return rc == OK ? panel_caption(s, panel, CAPTION_PROFILE, slot, 1) : rc;
}

/* How unequal the weights are, and what that costs. */
static enum status weights(struct story *s)
{
    static const char *const label[WEIGHT_FACTS] = {
        "Responses with a weight", "Effective number", "Weight effect",
        "Smallest weight",         "Median weight",    "Largest weight"};
    const struct pack *pack = s->order.maker.pack;
    struct panel *panel;
    enum status rc;

    if (pack->n_weights == 0)
        return OK;
    panel = story_panel(s, PANEL_POPULATION, "weights",
                        "How the weights came out", 2);
    rc = panel ? panel_table(s, panel, WEIGHT_FACTS, pack->n_weights, "Weights")
               : err_nomem(s->err);
    for (size_t c = 0; rc == OK && c < pack->n_weights; c++) {
        const char *source = pack->weights[c].source;

        panel->table.column[c] = (struct heading){
            .label = source ? source : "All", .said = source != NULL};
        for (size_t k = 0; k < WEIGHT_FACTS; k++) {
            panel->table.row[k] = (struct heading){.label = label[k]};
            *panel_entry(panel, k, c) = (struct entry){
                .cell = pack->weights[c].fact[k],
                .style = k <= WEIGHT_N_EFFECTIVE ? STYLE_COUNT : STYLE_PLACE};
        }
    }
    if (rc == OK)
        rc = panel_say(s, panel, WEIGHTS_INTRO, NULL, 0);
    return rc == OK ? panel_caption(s, panel, CAPTION_WEIGHTS, NULL, 0) : rc;
}

enum status story_population(struct story *s)
{
    const struct pack *pack = s->order.maker.pack;
    enum status rc = weights(s);

    for (size_t i = 0; rc == OK && i < pack->n_profile; i++) {
        if (starts_margin(pack, i))
            rc = margin(s, i);
    }
    return rc;
}
