/* cross.c - a question by a breakdown: the lines of the question, a column for
 * everyone and one for each level, bases first. */
#include "report/make.h"

#include <math.h>
#include <string.h>

/* The headline's groups are drawn for this many of its items. */
enum { DRAWN_ITEMS = 3 };

/* Rows of bases come before the lines that they are the bases of. */
static bool starts_group(const struct lines *lines, size_t i)
{
    return i == 0 || (lines->line[i].group &&
                      lines->line[i].group != lines->line[i - 1].group);
}

static size_t count_rows(const struct lines *lines)
{
    size_t n = lines->n;

    for (size_t i = 0; i < lines->n; i++)
        n += starts_group(lines, i);
    return n;
}

static const struct cell *at_level(const struct maker *m,
                                   const struct line *line, const char *level)
{
    return make_get(m, line->item, line->option, level, line->base,
                    line->measure);
}

/* A base is known where any line of the group is shown. */
static const struct cell *base_cell(const struct maker *m,
                                    const struct lines *lines, size_t from,
                                    const char *level)
{
    const struct cell *found = NULL;

    for (size_t i = from; i < lines->n; i++) {
        const struct cell *c = at_level(m, &lines->line[i], level);

        if (i > from && starts_group(lines, i))
            break;
        if (c && c->mark != MARK_WITHHELD)
            return c;
        if (!found)
            found = c;
    }
    return found;
}

/* 4 is first: quarters of the places. */
static unsigned char shade(const struct cell *cell, size_t items)
{
    double rank = cell_number(cell, FIELD_RANK);
    double part;

    if (isnan(rank) || items < 2)
        return 0;
    part = (rank - 1) / (double)(items - 1);
    return (unsigned char)(part <= 0.1   ? 4
                           : part <= 0.3 ? 3
                           : part <= 0.5 ? 2
                           : part <= 0.7 ? 1
                                         : 0);
}

static struct entry line_entry(const struct line *line, const struct cell *cell,
                               const struct lines *lines)
{
    enum style style = show_style(line->measure);

    if (!lines->ranked)
        return (struct entry){.cell = cell, .style = style};
    return (struct entry){.cell = cell,
                          .field = FIELD_RANK,
                          .style = STYLE_RANK,
                          .value_too = true,
                          .value_style = style,
                          .shade = shade(cell, lines->n)};
}

static void fill_column(const struct maker *m, const struct lines *lines,
                        size_t column, const char *level)
{
    size_t row = 0;

    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->line[i];

        if (starts_group(lines, i))
            *make_entry(m, row++, column) =
                (struct entry){.cell = base_cell(m, lines, i, level),
                               .field = FIELD_N,
                               .style = STYLE_COUNT};
        *make_entry(m, row++, column) =
            line_entry(line, at_level(m, line, level), lines);
    }
}

static const char *base_label(const char *base)
{
    static const struct {
        const char *base, *label;
    } labels[] = {
        {"answered", "Number who answered"},
        {"gave_view", "Number who gave a view"},
        {"complete", "Number who filled every place"},
        {"ranked", "Number who ranked at least one"},
        {"asked", "Number who were asked"},
    };

    for (size_t i = 0; base && i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].base, base) == 0)
            return labels[i].label;
    }
    return "Number";
}

static enum status fill_table(const struct maker *m, const struct lines *lines,
                              const struct levels *levels)
{
    struct table *t = &m->exhibit->table;
    enum status rc = make_table(m, count_rows(lines), levels->n + 1);
    size_t row = 0;

    if (rc != OK)
        return rc;
    t->corner = m->question->n_items ? "Item" : "Answer";
    t->across = "Group";
    t->column[0].label =
        m->survey->respondent.question ? "All individuals" : "Everyone";
    fill_column(m, lines, 0, NULL);
    for (size_t c = 0; c < levels->n; c++) {
        t->column[c + 1] =
            (struct heading){.label = levels->label[c], .said = true};
        fill_column(m, lines, c + 1, levels->key[c]);
    }
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->line[i];

        if (starts_group(lines, i))
            t->row[row++] = (struct heading){.label = base_label(line->base),
                                             .group = line->group};
        t->row[row++] = (struct heading){
            .label = line->label, .said = line->said, .group = line->group};
    }
    return OK;
}

static void chart_axis(struct chart *c, const char *measure)
{
    double most = 0;

    for (size_t i = 0; i < c->n_rows; i++) {
        double x = cell_number(c->row[i].cell[0], FIELD_UPPER);
        double y = cell_number(c->row[i].cell[0], FIELD_VALUE);

        most = x > most ? x : most;
        most = y > most ? y : most;
    }
    /* No place is better than the first. */
    c->from = c->style == STYLE_PLACE && show_lower_is_better(measure) ? 1 : 0;
    c->to = c->style == STYLE_PERCENT ? ceil(10 * most) / 10 : most;
    if (!(c->to > c->from))
        c->to = c->from + 1;
}

/* Dots for so many groups; more are a heat map, up to so many cells. */
enum { MOST_DOTS = 12, MOST_CELLS = 400 };

static enum status fill_dots(const struct maker *m, const struct lines *lines,
                             const struct levels *levels)
{
    size_t items = lines->n < DRAWN_ITEMS ? lines->n : DRAWN_ITEMS;
    struct chart *c = &m->exhibit->chart;
    enum status rc = make_chart(m, CHART_DOTS, items * (levels->n + 2), 1);
    size_t row = 0;

    if (rc != OK)
        return rc;
    c->style = show_style(lines->line[0].measure);
    c->axis = c->style == STYLE_PERCENT ? "Per cent"
              : c->style == STYLE_PLACE ? "Average place"
                                        : "Average";
    c->intervals = true;
    for (size_t i = 0; i < items; i++) {
        const struct line *line = &lines->line[i];

        c->row[row].label = line->label;
        c->row[row++].heading = true;
        c->row[row].label = m->exhibit->table.column[0].label;
        c->row[row++].cell[0] = line->cell;
        for (size_t l = 0; l < levels->n; l++) {
            c->row[row].label = levels->label[l];
            c->row[row++].cell[0] = at_level(m, line, levels->key[l]);
        }
    }
    chart_axis(c, lines->line[0].measure);
    rc = make_say(m, &m->exhibit->alt, ALT_DOTS, NULL, 0);
    return rc == OK && lines->n > items ? make_note(m, NOTE_DOTS, NULL, 0) : rc;
}

/* Two groups show every item; three and more those that matter most, with their
 * intervals. */
static enum status fill_chart(const struct maker *m, const struct lines *lines,
                              const struct levels *levels)
{
    bool kinds = m->planned->split->n == 0;

    if (kinds && show_style(lines->line[0].measure) == STYLE_PERCENT &&
        levels->n > 1 && levels->n <= SERIES)
        return make_grouped(m, lines, levels);
    if (levels->n == 2)
        return make_slope(m, lines, levels);
    if (levels->n <= MOST_DOTS)
        return fill_dots(m, lines, levels);
    return lines->n * levels->n <= MOST_CELLS ? make_heat(m, lines, levels)
                                              : OK;
}

/* A grid that is the headline, and whatever else is ranked, is put in order
 * within each group; every other question shows all its answers. */
static enum status lines_of(const struct maker *m, struct lines *out)
{
    if (m->question->type == TYPE_SCALE && make_is_headline(m))
        return make_rule_lines(m, make_rule(m), make_base(m), out);
    return make_lines(m, out);
}

static enum status say(const struct maker *m, const struct lines *lines)
{
    bool headline = m->planned->section == SECTION_GROUPS;
    const char *measure = lines->n ? lines->line[0].measure : "share";
    const char *wording = show_measure(measure);
    char *measured = arena_text(m->arena, wording, strlen(wording));
    const struct slot slot[] = {
        SLOT_SAID("split", m->planned->split->label),
        SLOT_TEXT("measure", measured),
        SLOT_TEXT("base",
                  make_base_words(lines->n ? lines->line[0].base : NULL)),
        SLOT_TEXT("scheme", strcmp(m->pack->plan->scheme, "unweighted") == 0
                                ? "not weighted"
                                : "weighted"),
    };
    enum status rc;

    if (!measured)
        return err_nomem(m->err);
    if (measured[0] >= 'a' && measured[0] <= 'z')
        measured[0] = (char)(measured[0] - 'a' + 'A');
    rc = make_say(m, &m->exhibit->title,
                  headline ? TITLE_HEADLINE_CROSS : TITLE_CROSS, slot, 4);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE, slot, 4);
    if (rc == OK && lines->ranked)
        rc = make_note(m, NOTE_HEAT, NULL, 0);
    return rc;
}

enum status make_cross(const struct maker *m)
{
    struct levels levels;
    struct lines lines;
    enum status rc = lines_of(m, &lines);

    if (rc == OK)
        rc = make_levels(m, m->planned->split, &levels);
    if (rc == OK)
        rc = fill_table(m, &lines, &levels);
    if (rc == OK && m->planned->section == SECTION_GROUPS && lines.n > 0 &&
        levels.n > 0)
        rc = fill_chart(m, &lines, &levels);
    if (rc == OK && m->exhibit->chart.kind != CHART_NONE)
        rc = make_bases(m, lines.line[0].base);
    if (rc == OK)
        rc = say(m, &lines);
    return rc == OK ? make_notes(m) : rc;
}

enum status make_kinds(const struct maker *m)
{
    struct table *t = &m->exhibit->table;
    struct levels levels;
    struct lines lines;
    struct planned by_kind = *m->planned;
    struct maker by = *m;
    enum status rc;

    by_kind.split = &m->pack->plan->split[m->pack->plan->n_splits - 1];
    by.planned = &by_kind;
    rc = make_lines(&by, &lines);
    if (rc == OK)
        rc = make_levels(&by, by_kind.split, &levels);
    if (rc == OK)
        rc = make_table(m, levels.n, 1);
    if (rc != OK)
        return rc;
    t->corner = "Kind";
    t->column[0].label = base_label("answered");
    for (size_t i = 0; i < levels.n; i++) {
        t->row[i].label = levels.label[i];
        *make_entry(m, i, 0) =
            (struct entry){.cell = base_cell(&by, &lines, 0, levels.key[i]),
                           .field = FIELD_N,
                           .style = STYLE_COUNT};
    }
    rc = make_say(m, &m->exhibit->title, TITLE_KINDS, NULL, 0);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE_KINDS, NULL, 0);
    return rc == OK ? make_notes(m) : rc;
}
