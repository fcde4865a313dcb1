/* scales.h - scales that surveys use, with their order, polarity and middle;
 * and answers that stand apart, at the end of any list. */
#ifndef INGEST_SCALES_H
#define INGEST_SCALES_H

#include "core/survey/survey.h"

enum { SCALE_POINTS = 11 };

struct scale_point {
    const char *key;
    const char *words; /* ways of saying it, parted by |; the first is usual */
    int score;         /* 0 and side none: order alone */
    enum option_side side;
};
struct known_scale {
    const char *name;
    bool ordered_only; /* no scale of opinion: the options of a single */
    struct scale_point point[SCALE_POINTS];
    size_t n;
};

/* The point of a scale that says t; SURVEY_NONE: none. */
size_t scale_point_of(const struct known_scale *scale, struct text t);

/* The known scale with a point for each of n texts, at least two different
 * ones of them, and the fewest points beside; NULL: there is none. */
const struct known_scale *scale_find(const struct text *text, size_t n);

/* Answers that come last, in this order. */
enum tail {
    TAIL_NOT,
    TAIL_OTHER,
    TAIL_NONE,
    TAIL_NOT_APPLICABLE,
    TAIL_UNKNOWN,
    TAIL_REFUSED
};
enum tail tail_of(struct text t);
enum answer_state tail_state(enum tail tail);

#endif
