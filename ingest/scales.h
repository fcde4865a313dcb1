/* scales.h - scales that surveys use, with their order, polarity and middle;
 * and answers that stand apart, at the end of any list. */
#ifndef INGEST_SCALES_H
#define INGEST_SCALES_H

#include "core/survey/survey.h"

enum { SCALE_POINTS = 11 };

struct scale_shape;
struct scale_stem;
struct known_scale {
    const struct scale_shape *shape; /* NULL: no known scale */
    const struct scale_stem *stem;   /* NULL: it is about nothing else */
};

/* The known scale with a point for each of n texts, at least two different
 * ones, and the fewest points beside.  Two texts may say one point where they
 * differ in no more than style or in the number that they carry.  shape is
 * NULL where there is none. */
struct known_scale scale_find(const struct text *text, size_t n);
/* The scale of n points whose ends are called so; *up: high is its positive
 * end. */
struct known_scale scale_by_ends(struct text low, struct text high, size_t n,
                                 bool *up);

/* "agree, two sides of 5" */
void scale_name(struct str *out, struct known_scale scale);
/* True where the points have an order and no score. */
bool scale_ordered_only(struct known_scale scale);
size_t scale_points(struct known_scale scale);
/* The point of the scale that says t, 0 at the positive end; SURVEY_NONE. */
size_t scale_point_of(struct known_scale scale, struct text t);
/* Of a point: its score, its side, and the words that it is usually called by
 * and a key out of them, appended. */
int scale_score(struct known_scale scale, size_t point);
enum option_side scale_side(struct known_scale scale, size_t point);
void scale_label(struct str *out, struct known_scale scale, size_t point);
void scale_key(struct str *out, struct known_scale scale, size_t point);

/* The number in front of a label or behind it ("5 - Agree", "1 = Not at all",
 * "Agree (5)", "10 (Likely)", a bare "3"), a whole one of -10 to 10; `words`
 * is the rest of the label, folded.  Not in "18-29" or "5 times a week". */
bool label_number(struct text t, double *number, struct str *words);

/* "A1", "SQ003", "7": a word of nobody. */
bool label_is_code(const char *label);

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
