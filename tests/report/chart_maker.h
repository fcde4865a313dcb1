/* chart_maker.h - charts of every kind from numbers written here: samples for
 * docs/charts.md, and as many rows and series as a test asks for. */
#ifndef TESTS_REPORT_CHART_MAKER_H
#define TESTS_REPORT_CHART_MAKER_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/chart.h"

struct sample_row {
    const char *label; /* NULL: no more */
    double value[8];   /* one a series; none: a heading */
};
struct sample {
    const char *name, *what;
    enum chart_kind kind;
    const char *axis;
    enum style style;
    double from, to;
    double half; /* of the intervals; 0: none */
    const char *series[8];
    struct sample_row row[24];
};

static inline size_t sample_series(const struct sample *s)
{
    size_t n = 0;

    while (n < 8 && s->series[n])
        n++;
    return n ? n : 1;
}

/* Sides and colours as the makers of exhibits give them. */
static inline struct series sample_one(const struct sample *s, size_t i)
{
    static const enum tone scale[] = {TONE_STRONG_NEGATIVE, TONE_NEGATIVE,
                                      TONE_NEUTRAL,         TONE_POSITIVE,
                                      TONE_STRONG_POSITIVE, TONE_NEUTRAL};
    static const int side[] = {-1, -1, 0, 1, 1, SIDE_APART};
    bool sides = s->kind == CHART_DIVERGING && i < 6;

    return (struct series){.label = s->series[i] ? s->series[i] : "",
                           .tone = sides ? scale[i] : tone_of_series(i),
                           .side = sides ? side[i] : 1};
}

static inline bool sample_ranks(enum chart_kind kind)
{
    return kind == CHART_HEAT || kind == CHART_BUMP;
}

static inline const struct cell *sample_cell(const struct sample *s, double x,
                                             struct arena *arena)
{
    struct cell *cell = arena_alloc(arena, 1, sizeof *cell);

    if (!cell)
        abort();
    *cell =
        (struct cell){.id = "x",
                      .f = {.value = x,
                            .lower = s->half > 0 ? x - s->half : (double)NAN,
                            .upper = s->half > 0 ? x + s->half : (double)NAN,
                            .n = 900,
                            .rank = x}};
    return cell;
}

static inline void sample_quadrant(struct chart *c)
{
    c->axis_up = "Per cent who put it among their first three";
    c->from_up = 0;
    c->to_up = 0.5;
    c->middle = 0.55;
    c->middle_up = 0.25;
    c->corner[0] = "Important, less satisfied";
    c->corner[1] = "Important, satisfied";
    c->corner[2] = "Less important, less satisfied";
    c->corner[3] = "Less important, satisfied";
}

static inline struct chart sample_chart(const struct sample *s,
                                        struct arena *arena)
{
    struct chart c = {.kind = s->kind,
                      .axis = s->axis,
                      .style = s->style,
                      .from = s->from,
                      .to = s->to,
                      .intervals = s->half > 0,
                      .field = sample_ranks(s->kind) ? FIELD_RANK : FIELD_VALUE,
                      .n_series = sample_series(s)};

    while (c.n_rows < 24 && s->row[c.n_rows].label)
        c.n_rows++;
    c.series = arena_alloc(arena, c.n_series, sizeof *c.series);
    c.row = arena_alloc(arena, c.n_rows, sizeof *c.row);
    if (!c.series || !c.row)
        abort();
    for (size_t i = 0; i < c.n_series; i++)
        c.series[i] = sample_one(s, i);
    for (size_t r = 0; r < c.n_rows; r++) {
        c.row[r].label = s->row[r].label;
        c.row[r].heading = (s->row[r].value[0] < 0);
        c.row[r].cell = arena_alloc(arena, c.n_series, sizeof *c.row[r].cell);
        for (size_t i = 0; i < c.n_series; i++)
            c.row[r].cell[i] = (s->row[r].value[0] < 0)
                                   ? NULL
                                   : sample_cell(s, s->row[r].value[i], arena);
    }
    if (s->kind == CHART_QUADRANT)
        sample_quadrant(&c);
    if (s->kind == CHART_HISTOGRAM)
        c.average = sample_cell(s, 6.3, arena);
    return c;
}

// clang-format off
static const struct sample samples[] = {
    {"bars", "Ordered bars with intervals", CHART_BARS, "Per cent",
     STYLE_PERCENT, 0, 0.5, 0.02, {NULL}, {
        {"Speeding traffic", {0.43}}, {"Nuisance and anti-social behaviour", {0.38}},
        {"Break-ins to homes, sheds and garages", {0.31}}, {"Drug dealing in the street", {0.24}},
        {"Inconsiderate parking", {0.23}}, {"Bicycle theft", {0.09}}}},
    {"grouped", "Grouped bars", CHART_GROUPED, "Per cent",
     STYLE_PERCENT, 0, 0.7, 0.03, {"Individuals", "Organisations", "Staff"}, {
        {"Speeding traffic", {0.43, 0.31, 0.22}}, {"Nuisance and anti-social behaviour", {0.38, 0.44, 0.41}},
        {"Break-ins to homes, sheds and garages", {0.31, 0.19, 0.27}}, {"Domestic abuse", {0.24, 0.49, 0.61}}}},
    {"stacked", "Stacked bars", CHART_STACK, "Per cent of those who gave a view",
     STYLE_PERCENT, 0, 1, 0, {"Fully", "Partly", "Not at all"}, {
        {"The plan says what it will do", {0.44, 0.41, 0.15}}, {"The plan is easy to read", {0.28, 0.5, 0.22}},
        {"The plan says how it will be measured", {0.19, 0.37, 0.44}}}},
    {"diverging", "Diverging bars", CHART_DIVERGING, "Per cent of those who gave a view",
     STYLE_PERCENT, -0.5, 0.9, 0,
     {"Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree", "Don't know"}, {
        {"Officers should be seen most where people feel least safe", {0.03, 0.06, 0.11, 0.45, 0.35, 0.02}},
        {"People should be able to report crime online and follow its progress", {0.06, 0.11, 0.18, 0.4, 0.25, 0.06}},
        {"More should be spent on preventing crime, even if less is left for responding to it", {0.12, 0.22, 0.24, 0.29, 0.13, 0.09}},
        {"I would pay up to £2 a year more in council tax", {0.22, 0.19, 0.13, 0.3, 0.16, 0.04}}}},
    {"dots", "Dots with intervals for groups", CHART_DOTS, "Average place",
     STYLE_PLACE, 1, 6, 0.2, {NULL}, {
        {"Burglary", {-1}}, {"Everyone", {2.94}}, {"Aged 16 to 34", {3.41}}, {"Aged 35 to 64", {2.88}}, {"Aged 65 and over", {2.61}},
        {"Anti-social behaviour", {-1}}, {"Everyone", {4.02}}, {"Aged 16 to 34", {4.98}}, {"Aged 35 to 64", {4.1}}, {"Aged 65 and over", {3.4}}}},
    {"heat", "Heat map with numbers", CHART_HEAT, "Place", STYLE_RANK, 6, 1, 0,
     {"Everyone", "16 to 34", "35 to 64", "65 and over", "Victims"}, {
        {"Burglary", {1, 2, 1, 1, 1}}, {"Anti-social behaviour", {2, 4, 2, 2, 3}}, {"Speeding and dangerous driving", {3, 6, 3, 3, 5}},
        {"Drugs and drug dealing", {4, 3, 4, 5, 2}}, {"Domestic abuse", {5, 1, 5, 6, 4}}, {"Rural crime, including hare coursing", {6, 5, 6, 4, 6}}}},
    {"slope", "Slope: two groups", CHART_SLOPE, "Average place", STYLE_PLACE, 8, 2, 0,
     {"Victims of crime", "Everybody else"}, {
        {"Burglary", {2.41, 3.2}}, {"Anti-social behaviour", {4.22, 3.9}}, {"Speeding and dangerous driving", {5.2, 4.3}},
        {"Drugs and drug dealing", {4.1, 5.05}}, {"Domestic abuse", {5.13, 5.2}}, {"Rural crime, including hare coursing", {6.8, 6.4}}}},
    {"bump", "Bump: places by several rules", CHART_BUMP, "Place", STYLE_RANK, 6, 1, 0,
     {"Average place", "Borda score", "Placed first", "In the first three"}, {
        {"Burglary", {1, 1, 2, 1}}, {"Anti-social behaviour", {2, 2, 3, 2}}, {"Speeding and dangerous driving", {3, 3, 5, 4}},
        {"Drugs and drug dealing", {4, 4, 4, 3}}, {"Domestic abuse", {5, 5, 1, 5}}, {"Rural crime, including hare coursing", {6, 6, 6, 6}}}},
    {"quadrant", "Importance and satisfaction", CHART_QUADRANT, "Per cent satisfied, of those who gave a view",
     STYLE_PERCENT, 0.2, 0.9, 0, {"Satisfied", "Important"}, {
        {"Burglary", {0.36, 0.42}}, {"Anti-social behaviour", {0.31, 0.38}}, {"Speeding and dangerous driving", {0.44, 0.29}},
        {"Answering 999 calls", {0.74, 0.36}}, {"Answering 101 calls", {0.38, 0.19}}, {"Support for victims", {0.66, 0.21}},
        {"Events and open days", {0.81, 0.05}}, {"Rural crime", {0.47, 0.11}}}},
    {"profile", "Respondents beside the population", CHART_PROFILE, "Per cent",
     STYLE_PERCENT, 0, 0.5, 0, {"Replied", "Population"}, {
        {"Age", {-1}}, {"16 to 34", {0.14, 0.28}}, {"35 to 64", {0.47, 0.49}}, {"65 and over", {0.39, 0.23}},
        {"District", {-1}}, {"Cambridge", {0.19, 0.18}}, {"Fenland", {0.11, 0.12}}, {"Peterborough", {0.21, 0.25}}}},
    {"histogram", "Histogram of a score", CHART_HISTOGRAM, "Per cent of those who gave a score",
     STYLE_PERCENT, 0, 0.22, 0, {NULL}, {
        {"0", {0.02}}, {"1", {0.02}}, {"2", {0.04}}, {"3", {0.06}}, {"4", {0.07}}, {"5", {0.13}}, {"6", {0.12}},
        {"7", {0.22}}, {"8", {0.2}}, {"9", {0.07}}, {"10", {0.05}}}},
};
// clang-format on
enum { SAMPLES = sizeof samples / sizeof *samples };

#endif
