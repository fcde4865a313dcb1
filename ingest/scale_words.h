/* scale_words.h - the words of scales: tables alone.
 *
 * A scale is a shape (so many points, each with the words of its degree) about
 * a stem (satisfied, dissatisfied), or a list of its own.  A new thing to be
 * asked about is a row of stems; a new way of saying a point a few words; a
 * new language is a file of its own.
 *
 * In words: @ is the stem of the point's own side, + that of the positive, ~
 * that of the negative side, * the stem's usual degree. */
#ifndef INGEST_SCALE_WORDS_H
#define INGEST_SCALE_WORDS_H

#include "ingest/scales.h"

struct scale_words {
    const char *words; /* small letters, parted by |; the first is usual */
    int score;         /* 0 and side none: order alone */
    enum option_side side;
    const char *key; /* NULL: out of the first words */
};
struct scale_shape {
    const char *name;
    struct scale_words point[SCALE_POINTS]; /* from the positive end */
    size_t n;
    bool ordered_only; /* no scale of opinion: the options of a single */
    bool both;         /* its stem has to have a name for both sides */
};
struct scale_stem {
    const char *positive, *negative; /* NULL: nothing is called so */
    const char *degree;
    bool plain; /* neither end is better than the other */
};

/* Shapes are bent about stems of their own language. */
struct scale_language {
    const struct scale_shape *bent;
    size_t n_bent;
    const struct scale_stem *stem;
    size_t n_stems;
    const struct scale_shape *whole;
    size_t n_whole;
};

extern const struct scale_language scales_english, scales_spanish,
    scales_french, scales_german;

#endif
