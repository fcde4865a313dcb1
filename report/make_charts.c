/* make_charts.c - charts that several makers of exhibits draw: an item a row, a
 * group or a way of counting a column. */
#include "report/make.h"

#include <math.h>

static const struct cell *at_level(const struct maker *m,
                                   const struct line *line, const char *level)
{
    return make_get(m, line->item, line->option, level, line->base,
                    line->measure);
}

static const char *axis_of(enum style style)
{
    return style == STYLE_PERCENT ? "Per cent"
           : style == STYLE_PLACE ? "Average place"
                                  : "Average";
}

/* Lines by levels, `first` everyone where that is set. */
static enum status lines_by_levels(const struct maker *m, enum chart_kind kind,
                                   const struct lines *lines,
                                   const struct levels *levels, bool first)
{
    struct chart *c = &m->exhibit->chart;
    enum status rc = make_chart(m, kind, lines->n, levels->n + first);

    if (rc != OK)
        return rc;
    c->style = show_style(lines->line[0].measure);
    c->axis = axis_of(c->style);
    if (first)
        c->series[0].label = m->exhibit->table.column[0].label;
    for (size_t s = 0; s < levels->n; s++)
        c->series[s + first] = (struct series){
            .label = levels->label[s], .tone = tone_of_series(s), .side = 1};
    for (size_t r = 0; r < lines->n; r++) {
        const struct line *line = &lines->line[r];

        c->row[r].label = line->label;
        if (first)
            c->row[r].cell[0] = line->cell;
        for (size_t s = 0; s < levels->n; s++)
            c->row[r].cell[s + first] = at_level(m, line, levels->key[s]);
    }
    return OK;
}

/* The least and the greatest of what the chart shows. */
static void reach(const struct chart *c, enum field field, double *least,
                  double *most)
{
    *least = (double)INFINITY;
    *most = -(double)INFINITY;
    for (size_t r = 0; r < c->n_rows; r++) {
        for (size_t s = 0; s < c->n_series; s++) {
            double x = cell_number(c->row[r].cell[s], field);

            *least = x < *least ? x : *least;
            *most = x > *most ? x : *most;
        }
    }
}

enum status make_heat(const struct maker *m, const struct lines *lines,
                      const struct levels *levels)
{
    struct chart *c = &m->exhibit->chart;
    double least, most;
    enum status rc = lines_by_levels(m, CHART_HEAT, lines, levels, true);

    if (rc != OK)
        return rc;
    if (lines->ranked) {
        c->field = FIELD_RANK;
        c->style = STYLE_RANK;
    }
    reach(c, c->field, &least, &most);
    c->from = lines->ranked ? (double)lines->n : 0;
    c->to = lines->ranked ? 1 : most;
    if (!(most >= least) || c->from == c->to) {
        c->kind = CHART_NONE;
        return OK;
    }
    rc = make_note(m, NOTE_HEAT_CHART, NULL, 0);
    return rc == OK ? make_say(m, &m->exhibit->alt, ALT_HEAT, NULL, 0) : rc;
}

enum status make_slope(const struct maker *m, const struct lines *lines,
                       const struct levels *levels)
{
    struct chart *c = &m->exhibit->chart;
    double least, most;
    enum status rc = lines_by_levels(m, CHART_SLOPE, lines, levels, false);

    if (rc != OK)
        return rc;
    reach(c, FIELD_VALUE, &least, &most);
    if (!(most > least)) {
        c->kind = CHART_NONE;
        return OK;
    }
    if (show_lower_is_better(lines->line[0].measure)) {
        c->from = most;
        c->to = least;
    } else {
        c->from = least;
        c->to = most;
    }
    rc = make_note(m, NOTE_SLOPE, NULL, 0);
    return rc == OK ? make_say(m, &m->exhibit->alt, ALT_SLOPE, NULL, 0) : rc;
}

enum status make_grouped(const struct maker *m, const struct lines *lines,
                         const struct levels *levels)
{
    struct chart *c = &m->exhibit->chart;
    double least, value, upper;
    enum status rc = lines_by_levels(m, CHART_GROUPED, lines, levels, false);

    if (rc != OK)
        return rc;
    c->intervals = true;
    reach(c, FIELD_VALUE, &least, &value);
    reach(c, FIELD_UPPER, &least, &upper);
    c->to = upper > value ? upper : value;
    if (c->style == STYLE_PERCENT)
        c->to = ceil(10 * c->to) / 10;
    if (!(c->to > 0) || isinf(c->to)) {
        c->kind = CHART_NONE;
        return OK;
    }
    return make_say(m, &m->exhibit->alt, ALT_GROUPED, NULL, 0);
}

enum status make_bump(const struct maker *m, const size_t *column, size_t n)
{
    const struct table *t = &m->exhibit->table;
    struct chart *c = &m->exhibit->chart;
    enum status rc;

    if (n < 2 || t->n_rows < 2)
        return OK;
    rc = make_chart(m, CHART_BUMP, t->n_rows, n);
    if (rc != OK)
        return rc;
    c->field = FIELD_RANK;
    c->style = STYLE_RANK;
    c->axis = "Place";
    c->to = 1;
    for (size_t s = 0; s < n; s++)
        c->series[s].label = t->column[column[s]].label;
    for (size_t r = 0; r < t->n_rows; r++) {
        c->row[r].label = t->row[r].label;
        for (size_t s = 0; s < n; s++)
            c->row[r].cell[s] = t->entry[r * t->n_columns + column[s]].cell;
    }
    if (n < t->n_columns)
        rc = make_note(m, NOTE_BUMP, NULL, 0);
    return rc == OK ? make_say(m, &m->exhibit->alt, ALT_BUMP, NULL, 0) : rc;
}

/* ---- a score ---------------------------------------------------------- */

enum { LEAST_SCORES = 6, MOST_SCORES = 11 };

/* Answers that are their own scores, one after another: 0 to 10. */
static bool is_scored(const struct maker *m, const struct lines *lines,
                      size_t *n)
{
    const struct question *q = m->question;

    *n = 0;
    if (q->type != TYPE_SCALE || q->n_items || lines->n != q->options.n)
        return false;
    while (*n < q->options.n && q->options.option[*n].state == STATE_ANSWERED) {
        const struct option *option = &q->options.option[*n];

        if (isnan(option->score) ||
            option->score != q->options.option[0].score + (double)*n)
            return false;
        (*n)++;
    }
    for (size_t i = *n; i < q->options.n; i++) {
        if (q->options.option[i].state == STATE_ANSWERED)
            return false;
    }
    return *n >= LEAST_SCORES && *n <= MOST_SCORES;
}

enum status make_histogram(const struct maker *m, const struct lines *lines,
                           bool *made)
{
    struct chart *c = &m->exhibit->chart;
    size_t n;
    double least, most;
    enum status rc;

    *made = false;
    if (!is_scored(m, lines, &n))
        return OK;
    rc = make_chart(m, CHART_HISTOGRAM, n, 1);
    if (rc != OK)
        return rc;
    for (size_t i = 0; i < n; i++) {
        c->row[i].label = lines->line[i].label;
        c->row[i].cell[0] = lines->line[i].cell;
    }
    reach(c, FIELD_VALUE, &least, &most);
    if (!(most > 0)) {
        c->kind = CHART_NONE;
        return OK;
    }
    c->style = STYLE_PERCENT;
    c->axis = "Per cent of those who answered";
    c->from = m->question->options.option[0].score;
    c->to = most;
    c->average = make_get(m, NULL, NULL, NULL, "gave_view", "mean");
    *made = true;
    return make_say(m, &m->exhibit->alt, ALT_HISTOGRAM, NULL, 0);
}
