/* lines.c - the lines of a question's bars and tables: options or items, each
 * with its cell for everyone, in the order in which they are shown. */
#include "report/make.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An answer that is apart from the others stays at the end, whatever its
 * share. */
static bool stays_last(const struct question *q, const struct line *line)
{
    size_t option;

    if (!line->option)
        return false;
    option = survey_option(q, line->option);
    return option != SURVEY_NONE &&
           q->options.option[option].state != STATE_ANSWERED;
}

/* A stable insertion sort: lists are short, and equal values keep the order
 * of the questionnaire. */
static bool before(const struct maker *m, const struct line *a,
                   const struct line *b)
{
    double x = cell_number(a->cell, FIELD_VALUE);
    double y = cell_number(b->cell, FIELD_VALUE);
    bool last = stays_last(m->question, a);

    if (last != stays_last(m->question, b))
        return !last;
    if (isnan(x) || isnan(y))
        return !isnan(x) && isnan(y);
    return show_lower_is_better(a->measure) ? x < y : x > y;
}

static void sort_lines(const struct maker *m, struct lines *lines)
{
    for (size_t i = 1; i < lines->n; i++) {
        struct line moved = lines->line[i];
        size_t k = i;

        for (; k > 0 && before(m, &moved, &lines->line[k - 1]); k--)
            lines->line[k] = lines->line[k - 1];
        lines->line[k] = moved;
    }
    lines->sorted = true;
}

static enum status lines_new(const struct maker *m, size_t room,
                             struct lines *out)
{
    *out = (struct lines){
        .line = arena_alloc(m->arena, room + 1, sizeof *out->line)};
    return out->line ? OK : err_nomem(m->err);
}

static void add_line(const struct maker *m, struct lines *lines,
                     struct line line)
{
    line.cell =
        make_get(m, line.item, line.option, NULL, line.base, line.measure);
    if (line.cell && !isnan(line.cell->f.rank))
        lines->ranked = true;
    lines->line[lines->n++] = line;
}

enum status make_rule_lines(const struct maker *m, const char *rule,
                            const char *base, struct lines *out)
{
    enum status rc = lines_new(m, m->question->n_items, out);

    for (size_t i = 0; i < m->question->n_items && rc == OK; i++)
        add_line(m, out,
                 (struct line){.item = m->question->item[i].key,
                               .measure = rule,
                               .label = m->question->item[i].label,
                               .said = true,
                               .base = base});
    if (rc == OK)
        sort_lines(m, out);
    return rc;
}

static void add_options(const struct maker *m, struct lines *lines,
                        const struct item *item)
{
    const struct question *q = m->question;

    for (size_t o = 0; o < q->options.n; o++)
        add_line(m, lines,
                 (struct line){.item = item ? item->key : NULL,
                               .option = q->options.option[o].key,
                               .measure = "share",
                               .label = q->options.option[o].label,
                               .said = true,
                               .group = item ? item->label : NULL,
                               .base = "answered"});
}

static enum status option_lines(const struct maker *m, struct lines *out)
{
    const struct question *q = m->question;
    size_t items = q->n_items ? q->n_items : 1;
    enum status rc = lines_new(m, items * q->options.n, out);

    if (rc != OK)
        return rc;
    if (q->n_items == 0)
        add_options(m, out, NULL);
    for (size_t i = 0; i < q->n_items; i++)
        add_options(m, out, &q->item[i]);
    /* Ages, districts and scales have an order of their own. */
    if (q->type == TYPE_SINGLE && q->n_items == 0 &&
        !plan_about_you(m->survey, (size_t)(q - m->survey->question)))
        sort_lines(m, out);
    return OK;
}

static enum status number_lines(const struct maker *m, struct lines *out)
{
    static const struct {
        const char *measure, *label;
    } rows[] = {{"mean", "Average"}, {"median", "Middle value"}};
    enum status rc = lines_new(m, 2, out);

    for (size_t i = 0; i < 2 && rc == OK; i++) {
        add_line(m, out,
                 (struct line){.measure = rows[i].measure,
                               .label = rows[i].label,
                               .base = "gave_view"});
        if (!out->line[out->n - 1].cell)
            out->n--;
    }
    return rc;
}

static bool any_cell(const struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        if (lines->line[i].cell)
            return true;
    }
    return false;
}

static enum status ranked_lines(const struct maker *m, struct lines *out)
{
    return make_rule_lines(m, make_rule(m), make_base(m), out);
}

static enum status chosen_lines(const struct maker *m, struct lines *out)
{
    enum status rc = ranked_lines(m, out);

    if (rc == OK && !any_cell(out))
        rc = make_rule_lines(m, "share", "answered", out);
    return rc;
}

/* What each type of question is shown by; a type without a row is only
 * counted. */
static const struct type_row {
    const char *rule, *base; /* the order, where no headline says otherwise */
    enum status (*lines)(const struct maker *m, struct lines *out);
    make_exhibit *make;
} types[TYPES] = {
    [TYPE_SINGLE] = {"share", "answered", option_lines, make_bars},
    [TYPE_MULTIPLE] = {"share", "answered", chosen_lines, make_bars},
    [TYPE_PICK] = {"pick_share", "answered", chosen_lines, make_bars},
    [TYPE_SCALE] = {"positive_share", "gave_view", option_lines, make_scale},
    [TYPE_RANKING] = {"mean_rank", "complete", ranked_lines, make_bars},
    [TYPE_BEST_WORST] = {"best_worst_logit", "gave_view", ranked_lines,
                         make_bars},
    [TYPE_POINTS] = {"points_share", "answered", ranked_lines, make_bars},
    [TYPE_NUMBER] = {"mean", "gave_view", number_lines, make_bars},
};

const char *make_rule(const struct maker *m)
{
    if (make_is_headline(m) && m->survey->headline.rule)
        return m->survey->headline.rule;
    if (m->question->type == TYPE_SCALE && !question_has_sides(m->question))
        return "mean_score";
    return types[m->question->type].rule;
}

const char *make_base(const struct maker *m)
{
    if (make_is_headline(m) && m->survey->headline.base)
        return m->survey->headline.base;
    return types[m->question->type].base;
}

enum status make_lines(const struct maker *m, struct lines *out)
{
    return types[m->question->type].lines(m, out);
}

enum status make_question(const struct maker *m)
{
    return types[m->question->type].make(m);
}

enum status make_scale(const struct maker *m)
{
    return m->question->n_items ? make_grid(m) : make_bars(m);
}
