/* bars.c - a question as ordered bars with intervals, and its table. */
#include "report/make.h"

#include <math.h>
#include <string.h>

/* Columns of the table; which of them stand depends on what there is. */
enum column {
    COLUMN_RANK,
    COLUMN_COUNT,
    COLUMN_VALUE,
    COLUMN_LOWER,
    COLUMN_UPPER,
    COLUMN_VIEW,
    COLUMN_GAP, /* to what is spent today */
    COLUMN_N,
    COLUMNS
};

struct shape {
    bool has[COLUMNS];
    const char *value; /* heading of the value */
};

static bool has_other_states(const struct question *q)
{
    for (size_t i = 0; i < q->options.n; i++) {
        if (q->options.option[i].state != STATE_ANSWERED)
            return true;
    }
    return false;
}

static struct shape shape_of(const struct maker *m, const struct lines *lines)
{
    const char *measure = lines->n ? lines->line[0].measure : "share";
    bool share = show_style(measure) == STYLE_PERCENT;
    struct shape shape = {.has = {[COLUMN_VALUE] = true,
                                  [COLUMN_LOWER] = true,
                                  [COLUMN_UPPER] = true}};

    shape.has[COLUMN_RANK] = lines->ranked;
    shape.has[COLUMN_COUNT] = share && strcmp(measure, "points_share") != 0;
    shape.has[COLUMN_VIEW] = m->question->options.n > 0 &&
                             !m->question->n_items &&
                             has_other_states(m->question);
    for (size_t i = 0; i < m->question->n_items; i++)
        shape.has[COLUMN_GAP] =
            shape.has[COLUMN_GAP] || m->question->item[i].actual_stated;
    shape.has[COLUMN_N] = m->question->type == TYPE_NUMBER;
    shape.value = share ? "Per cent" : "Score";
    if (strcmp(measure, "mean_rank") == 0)
        shape.value = "Average place";
    if (m->question->type == TYPE_NUMBER)
        shape.value = "Value";
    return shape;
}

static const struct cell *view_cell(const struct maker *m,
                                    const struct line *line)
{
    return make_get(m, line->item, line->option, NULL, "gave_view",
                    line->measure);
}

static void fill_entry(const struct maker *m, enum column column,
                       const struct line *line, struct entry *entry)
{
    static const enum field fields[COLUMNS] = {
        FIELD_RANK,  FIELD_COUNT, FIELD_VALUE, FIELD_LOWER,
        FIELD_UPPER, FIELD_VALUE, FIELD_VALUE, FIELD_N};

    entry->cell = column == COLUMN_VIEW  ? view_cell(m, line)
                  : column == COLUMN_GAP ? make_get(m, line->item, NULL, NULL,
                                                    "answered", "budget_gap")
                                         : line->cell;
    entry->never =
        (column == COLUMN_VIEW || column == COLUMN_GAP) && !entry->cell;
    entry->field = fields[column];
    entry->style = column == COLUMN_GAP
                       ? STYLE_GAP
                       : show_field(show_style(line->measure), fields[column]);
}

static enum status fill_table(const struct maker *m, const struct lines *lines)
{
    static const char *const label[COLUMNS] = {
        "Place",
        "Number",
        NULL,
        "Lower",
        "Upper",
        "Per cent of those who gave a view",
        "Percentage points above (+) or below (-) today's budget",
        "Number who answered"};
    const struct shape shape = shape_of(m, lines);
    struct table *t = &m->exhibit->table;
    size_t n = 0, at = 0;
    enum status rc;

    for (size_t c = 0; c < COLUMNS; c++)
        n += shape.has[c];
    rc = make_table(m, lines->n, n);
    if (rc != OK)
        return rc;
    t->corner = m->question->type == TYPE_NUMBER ? "Measure"
                : m->question->n_items           ? "Item"
                                                 : "Answer";
    for (size_t c = 0; c < COLUMNS; c++) {
        if (!shape.has[c])
            continue;
        t->column[at].label = c == COLUMN_VALUE ? shape.value : label[c];
        for (size_t i = 0; i < lines->n; i++)
            fill_entry(m, (enum column)c, &lines->line[i],
                       make_entry(m, i, at));
        at++;
    }
    for (size_t i = 0; i < lines->n; i++)
        t->row[i] = (struct heading){.label = lines->line[i].label,
                                     .said = lines->line[i].said};
    return OK;
}

/* From 0, or below where a score is; shares to 1 where one needs it, else to
 * the next tenth. */
static void set_axis(struct chart *c, const struct lines *lines)
{
    double most = 0, least = 0;

    for (size_t i = 0; i < lines->n; i++) {
        const double x[] = {cell_number(lines->line[i].cell, FIELD_VALUE),
                            cell_number(lines->line[i].cell, FIELD_LOWER),
                            cell_number(lines->line[i].cell, FIELD_UPPER)};

        for (size_t k = 0; k < 3; k++) {
            most = x[k] > most ? x[k] : most;
            least = x[k] < least ? x[k] : least;
        }
    }
    c->from = floor(10 * least) / 10;
    c->to = most;
    if (c->style == STYLE_PERCENT)
        c->to = most > 0.9 ? 1 : ceil(10 * most) / 10;
    if (!(c->to > 0))
        c->to = 1;
}

static enum status fill_chart(const struct maker *m, const struct lines *lines)
{
    struct chart *c = &m->exhibit->chart;
    enum status rc = make_chart(m, CHART_BARS, lines->n, 1);

    if (rc != OK)
        return rc;
    c->style = show_style(lines->line[0].measure);
    c->axis = c->style == STYLE_PERCENT ? "Per cent"
              : c->style == STYLE_PLACE ? "Average place"
                                        : "Average";
    if (strcmp(lines->line[0].measure, "borda") == 0)
        c->axis = "Borda score";
    c->intervals = true;
    for (size_t i = 0; i < lines->n; i++) {
        c->row[i].label = lines->line[i].label;
        c->row[i].cell[0] = lines->line[i].cell;
    }
    set_axis(c, lines);
    return OK;
}

static enum status say_alt(const struct maker *m, const struct lines *lines)
{
    const struct cell *top = lines->line[0].cell;
    const struct slot slot[] = {
        SLOT_SAID("item", lines->line[0].label),
        SLOT_NUMBER("value", top, FIELD_VALUE,
                    show_style(lines->line[0].measure)),
    };
    enum pattern pattern = ALT_BARS_PLAIN;

    if (lines->sorted && make_sound(top))
        pattern = show_lower_is_better(lines->line[0].measure) ? ALT_BARS_PLACES
                                                               : ALT_BARS;
    return make_say(m, &m->exhibit->alt, pattern, slot, 2);
}

static enum status say_subtitle(const struct maker *m,
                                const struct lines *lines)
{
    const char *measure = lines->line[0].measure;
    const char *wording = show_measure(measure);
    char *measured = arena_text(m->arena, wording, strlen(wording));
    const char *scheme = strcmp(m->pack->plan->scheme, "unweighted") == 0
                             ? "not weighted"
                             : "weighted";
    const struct slot slot[] = {
        SLOT_TEXT("measure", measured),
        SLOT_TEXT("base", make_base_words(lines->line[0].base)),
        SLOT_TEXT("scheme", scheme),
    };

    if (!measured)
        return err_nomem(m->err);
    if (measured[0] >= 'a' && measured[0] <= 'z')
        measured[0] = (char)(measured[0] - 'a' + 'A');
    return make_say(m, &m->exhibit->subtitle,
                    strcmp(measure, "share") != 0 ? SUBTITLE
                    : m->question->n_items        ? SUBTITLE_ITEMS
                                                  : SUBTITLE_SHARES,
                    slot, 3);
}

static enum status bars_of(const struct maker *m, const struct lines *lines)
{
    bool scored = false;
    enum status rc = fill_table(m, lines);

    if (rc == OK && lines->n > 0)
        rc = make_histogram(m, lines, &scored);
    if (rc == OK && lines->n > 0 && !scored && m->question->type != TYPE_NUMBER)
        rc = fill_chart(m, lines);
    if (rc == OK && lines->n > 0 && !scored)
        rc = say_alt(m, lines);
    if (rc == OK && lines->n > 0)
        rc = say_subtitle(m, lines);
    if (rc == OK && lines->n > 0)
        rc = make_bases(m, lines->line[0].base);
    if (rc == OK)
        rc = make_findings(m, lines);
    if (rc == OK)
        rc = make_notes(m);
    return rc;
}

enum status make_bars(const struct maker *m)
{
    struct lines lines;
    enum status rc = make_lines(m, &lines);

    return rc == OK ? bars_of(m, &lines) : rc;
}

/* ---- every rule ------------------------------------------------------- */

struct rule_column {
    const char *rule, *base, *label, *group;
};

/* A grid by its rule is a chart of bars; a ranking has that chart already, and
 * shows its rules side by side. */
static const char every[] = "Of those who filled every place";
static const char some[] = "Of those who ranked at least one";
static const struct rule_column ranking_rules[] = {
    {"mean_rank", "complete", "Average place", every},
    {"borda", "complete", "Borda score", every},
    {"first_choice", "complete", "Placed first", every},
    {"top3", "complete", "In the first three", every},
    {"mean_rank", "ranked", "Average place", some},
    {"borda", "ranked", "Borda score", some},
    {"first_choice", "ranked", "Placed first", some},
    {"top3", "ranked", "In the first three", some},
};

static enum status make_ranking_rules(const struct maker *m)
{
    enum { RULE_COLUMNS = sizeof ranking_rules / sizeof *ranking_rules };
    struct table *t = &m->exhibit->table;
    struct lines lines;
    enum status rc = make_lines(m, &lines);

    if (rc == OK)
        rc = make_table(m, lines.n, RULE_COLUMNS);
    if (rc != OK)
        return rc;
    t->corner = "Item";
    for (size_t c = 0; c < RULE_COLUMNS; c++) {
        const struct rule_column *r = &ranking_rules[c];

        t->column[c] = (struct heading){.label = r->label, .group = r->group};
        for (size_t i = 0; i < lines.n; i++)
            *make_entry(m, i, c) =
                (struct entry){.cell = make_get(m, lines.line[i].item, NULL,
                                                NULL, r->base, r->rule),
                               .field = FIELD_RANK,
                               .style = STYLE_RANK,
                               .value_too = true,
                               .value_style = show_style(r->rule)};
    }
    for (size_t i = 0; i < lines.n; i++)
        t->row[i] =
            (struct heading){.label = lines.line[i].label, .said = true};
    return make_say(m, &m->exhibit->title, TITLE_RULES, NULL, 0);
}

enum status make_rules(const struct maker *m)
{
    const struct slot slot[] = {
        SLOT_TEXT("scheme", strcmp(m->pack->plan->scheme, "unweighted") == 0
                                ? "not weighted"
                                : "weighted"),
    };
    struct lines lines;
    enum status rc;

    if (m->question->type != TYPE_RANKING) {
        rc = make_rule_lines(m, make_rule(m), make_base(m), &lines);
        return rc == OK ? bars_of(m, &lines) : rc;
    }
    rc = make_ranking_rules(m);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE_RULES, slot, 1);
    if (rc == OK)
        rc = make_bases(m, make_base(m));
    return rc == OK ? make_notes(m) : rc;
}
