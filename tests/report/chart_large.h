/* chart_large.h - a chart of any kind with as many rows, series and letters as
 * are asked for. */
#ifndef TESTS_REPORT_CHART_LARGE_H
#define TESTS_REPORT_CHART_LARGE_H

#include "tests/report/chart_maker.h"

/* Words of several lengths, cut to the letters asked for. */
static inline char *large_label(size_t i, size_t letters, struct arena *arena)
{
    static const char words[] =
        "the policing of neighbourhoods, anti-social behaviour and everything "
        "that people who live in them say about interdepartmental cooperation "
        "with local authorities";
    char *label = arena_printf(arena, "%zu %s", i + 1, words);

    if (!label)
        abort();
    if (strlen(label) > letters)
        label[letters] = '\0';
    return label;
}

static inline size_t large_series(enum chart_kind kind)
{
    static const size_t most[CHARTS] = {
        [CHART_GROUPED] = 4,  [CHART_STACK] = 4,  [CHART_DIVERGING] = 6,
        [CHART_HEAT] = 14,    [CHART_SLOPE] = 2,  [CHART_BUMP] = 6,
        [CHART_QUADRANT] = 2, [CHART_PROFILE] = 2};

    return most[kind] ? most[kind] : 1;
}

static inline double large_value(enum chart_kind kind, size_t row,
                                 size_t series, size_t rows)
{
    if (sample_ranks(kind))
        return 1 + (double)((row + 3 * series) % rows);
    if (kind == CHART_STACK)
        return series == 3 ? 0.4 : 0.2;
    if (kind == CHART_DIVERGING)
        return series == 3 ? 0.35 : series == 5 ? 0.07 : 0.16;
    return 0.02 + 0.9 * (double)((row * 7 + series * 3) % (rows + 1)) /
                      (double)(rows + 1);
}

static inline struct chart large_chart(enum chart_kind kind, size_t rows,
                                       size_t letters, struct arena *arena)
{
    struct sample s = {.kind = kind, .style = STYLE_PERCENT, .half = 0.02};
    struct chart c = {.kind = kind,
                      .axis = large_label(0, letters, arena),
                      .style = sample_ranks(kind) ? STYLE_RANK : STYLE_PERCENT,
                      .field = sample_ranks(kind) ? FIELD_RANK : FIELD_VALUE,
                      .from = kind == CHART_DIVERGING ? -0.5 : 0,
                      .to = 1,
                      .intervals = true,
                      .n_series = large_series(kind),
                      .n_rows = rows};

    if (kind == CHART_HEAT) {
        c.from = (double)rows;
        c.to = 1;
    }
    c.series = arena_alloc(arena, c.n_series, sizeof *c.series);
    c.row = arena_alloc(arena, rows, sizeof *c.row);
    if (!c.series || !c.row)
        abort();
    for (size_t i = 0; i < c.n_series; i++) {
        s.series[i % 8] = large_label(i, letters, arena);
        c.series[i] = sample_one(&s, i % 8);
    }
    for (size_t r = 0; r < rows; r++) {
        c.row[r].label = large_label(r, letters, arena);
        c.row[r].heading =
            (kind == CHART_DOTS || kind == CHART_PROFILE) && r % 5 == 0;
        c.row[r].cell = arena_alloc(arena, c.n_series, sizeof *c.row[r].cell);
        if (!c.row[r].cell)
            abort();
        for (size_t i = 0; i < c.n_series && !c.row[r].heading; i++)
            c.row[r].cell[i] =
                sample_cell(&s, large_value(kind, r, i, rows), arena);
    }
    sample_quadrant(&c);
    c.axis_up = c.axis;
    c.to_up = 1;
    if (kind == CHART_HISTOGRAM)
        c.average = sample_cell(&s, 2.4, arena);
    return c;
}

#endif
