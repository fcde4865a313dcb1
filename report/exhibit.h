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
    unsigned char shade;    /* 0 to 4: how near the first place */
};
struct heading {
    const char *label;
    bool said;         /* the survey's own words */
    const char *group; /* of a row: the item it belongs to; NULL */
};
struct table {
    const char *corner; /* what the rows are */
    struct heading *column, *row;
    size_t n_columns, n_rows;
    struct entry *entry; /* row after row */
};

enum chart_kind { CHART_NONE, CHART_BARS, CHART_DOTS, CHART_STACK, CHARTS };
enum tone { /* of a series; the names of colours in the style sheet */
            TONE_STRONG_POSITIVE,
            TONE_POSITIVE,
            TONE_NEUTRAL,
            TONE_NEGATIVE,
            TONE_STRONG_NEGATIVE,
            TONES
};
struct series {
    const char *label;
    enum tone tone;
    int side; /* of a stack: -1 left of the middle, 0 across it, 1 right */
};
struct chart_row {
    const char *label;
    bool heading;             /* a label over the rows below */
    const struct cell **cell; /* one for each series; NULL: none */
};
struct chart {
    enum chart_kind kind;
    const char *axis; /* what is measured, with its unit */
    enum style style;
    double from, to; /* ends of the axis */
    bool intervals;
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

struct exhibits {
    struct exhibit *exhibit;
    size_t n;
};

/* Those of the pack's plan, in its order; in `arena`. */
MUST_CHECK enum status exhibits_make(struct exhibits *out,
                                     const struct pack *pack,
                                     struct arena *arena, struct err *err);
#endif
