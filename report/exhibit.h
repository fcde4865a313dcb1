/* exhibit.h - a figure or table with everything said about it: one struct from
 * which chart, data table, sentences, CSV and evidence.json are all made, so
 * that they cannot disagree. */
#ifndef REPORT_EXHIBIT_H
#define REPORT_EXHIBIT_H

#include "report/pack.h"
#include "report/plan.h"
#include "report/words.h"

struct entry {               /* what a cell of a table shows */
    const struct cell *cell; /* NULL: [x] */
    enum field field;
    enum style style;
    bool value_too;         /* a place, with its score in brackets behind */
    enum style value_style; /* of that score */
    bool never;             /* there can be no such figure: [z] */
    bool range;             /* from `field` to `field_to`: "2 to 4" */
    enum field field_to;
    unsigned char shade; /* 0 to 4: how near the first place */
};
struct heading {
    const char *label;
    bool said;         /* the survey's own words */
    const char *group; /* what it belongs to, as the item of a row; NULL */
    const char *after; /* words of ours behind the label; NULL */
    size_t note;       /* 1 + the note that it refers to; 0: none */
};
struct table {
    const char *corner; /* what the rows are */
    const char *across; /* what the columns are, where rows and columns may
                           change places; NULL: they may not */
    struct heading *column, *row;
    size_t n_columns, n_rows;
    struct entry *entry; /* row after row */
};

enum chart_kind {
    CHART_NONE,
    CHART_BARS,      /* in order, with intervals */
    CHART_GROUPED,   /* up to four series side by side */
    CHART_STACK,     /* up to four, end to end */
    CHART_DIVERGING, /* around a middle, what is no view apart */
    CHART_DOTS,      /* with intervals, in groups under headings */
    CHART_HEAT,      /* a number in each cell; a column a series */
    CHART_SLOPE,     /* two series */
    CHART_BUMP,      /* places by several rules or waves, a column a series */
    CHART_QUADRANT,  /* series 0 across, series 1 up */
    CHART_PROFILE,   /* series 0 who replied, series 1 the population */
    CHART_HISTOGRAM, /* upright, rows from left to right */
    CHARTS
};
enum tone { /* of a series; the names of colours in the style sheet */
            TONE_STRONG_POSITIVE,
            TONE_POSITIVE,
            TONE_NEUTRAL,
            TONE_NEGATIVE,
            TONE_STRONG_NEGATIVE,
            TONE_OTHER, /* a category */
            TONES
};
enum { SERIES = 4, SIDE_APART = 2 };
struct series {
    const char *label;
    enum tone tone;
    int side; /* of diverging bars: -1 left of the middle, 0 across it, 1
                 right; SIDE_APART: no view, a number beside the bars */
};
/* Those that are told apart best, in this order; series under SERIES. */
enum tone tone_of_series(size_t series);
struct chart_row {
    const char *label;
    bool heading;             /* a label over the rows below */
    const struct cell **cell; /* one for each series; NULL: none */
};
struct chart {
    enum chart_kind kind;
    const char *axis; /* what is measured, with its unit */
    enum style style;
    enum field field; /* of the cells; what is not set is their value */
    double from, to;  /* ends of the axis; of a heat map the palest colour and
                         the strongest */
    bool intervals;
    /* A quadrant's other axis, and where the lines stand that part it. */
    const char *axis_up;
    double from_up, to_up, middle, middle_up;
    const char *corner[4];      /* its parts: left above, right above, left
                                   below, right below; NULL: none */
    const struct cell *average; /* a line in a histogram; NULL: none */
    struct series *series;
    size_t n_series;
    struct chart_row *row;
    size_t n_rows;
};

enum { EXHIBIT_SENTENCES = 6 };
struct exhibit {
    const struct planned *planned;
    const char *name;
    struct prose title;    /* the finding, or what is shown */
    bool title_asks;       /* the title is the question asked */
    struct prose subtitle; /* measure and who */
    const char *asked;     /* the survey's wording */
    struct prose base;
    struct prose sentence[EXHIBIT_SENTENCES];
    size_t n_sentences;
    struct prose note[EXHIBIT_SENTENCES];
    size_t n_notes;
    struct prose alt; /* what the chart shows, in words */
    struct table table;
    struct chart chart;
};

struct story; /* what is said of several exhibits together; see story.h */
struct exhibits {
    struct exhibit *exhibit;
    size_t n;
    const struct story *story;
};

/* Those of the pack's plan, in its order; in `arena`. */
MUST_CHECK enum status exhibits_make(struct exhibits *out,
                                     const struct pack *pack,
                                     struct arena *arena, struct err *err);
#endif
