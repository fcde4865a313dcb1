/* show.h - numbers and dates as people read them.
 *
 * Rounding: half up from the exact value, once, at the end. */
#ifndef REPORT_SHOW_H
#define REPORT_SHOW_H

#include "core/base/text.h"
#include "report/pack.h"

enum style {
    STYLE_COUNT,   /* 1,186 */
    STYLE_PERCENT, /* of a fraction: 34%, "less than 1%" for what would show
                      as 0 */
    STYLE_PLACE,   /* an average place: 2.51 */
    STYLE_SCORE,   /* an average score or number of points: 6.3 */
    STYLE_RANK,    /* 3 */
    STYLE_P,       /* a probability: 0.012, "less than 0.001" */
    STYLE_TAU,     /* of agreement, from -1 to 1: 0.31 */
    STYLE_POINTS,  /* how far apart two shares are: "5 percentage points" */
    STYLE_GAP,     /* the same with its sign, in a table: +5, -3 */
    STYLE_PLACES,  /* how far apart two average places are: 1.31 */
    STYLE_STATED   /* as the definition states it: 0.05 */
};

/* Appends x; nothing where it is NaN. */
void show_number(struct str *out, double x, enum style style);
/* The number of a cell's field with its mark behind it ("34% [u]"), or the
 * mark alone; "[x]" where there is no such number. */
void show_cell(struct str *out, const struct cell *cell, enum field field,
               enum style style);
/* How the value of a measure or rule is shown. */
enum style show_style(const char *measure);
/* That of any field of it. */
enum style show_field(enum style value, enum field field);
/* "average place (1 is first)"; of top3 with the number in words. */
const char *show_measure(const char *measure);
/* 1 = best where lower values are better. */
bool show_lower_is_better(const char *measure);
/* "telephone", "a random sample": where answers came from. */
const char *show_channel(const struct pack_source *source);
const char *show_sample(enum sample_kind sample);
/* "2016-07-01..." as 1 July 2016; as it is where it is no date. */
void show_date(struct str *out, const char *iso);

#endif
