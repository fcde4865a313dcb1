/* flags.h - what `response.flags` says of a response; it removes nothing.
 * Named in docs/formats/ingest.md; bits are never reused. */
#ifndef INGEST_FLAGS_H
#define INGEST_FLAGS_H

enum response_flag {
    FLAG_UNRECOGNISED = 1,  /* an answer that matches nothing */
    FLAG_UNASKED = 2,       /* answered though asked_if says it was not asked */
    FLAG_RANK_TIED = 4,     /* two items in one place */
    FLAG_RANK_SKIPPED = 8,  /* a place left out below the last one given */
    FLAG_OVER_PICK = 16,    /* more picks than allowed */
    FLAG_POINTS_TOTAL = 32, /* points that do not add up to the total */
    FLAG_EXCLUDES = 64,     /* "none of these" beside another choice */
    FLAG_BAD_DATE = 128,    /* time of reply that is no date */
    FLAG_BAD_WEIGHT = 256,  /* no weight, or none that is a number >= 0 */
    FLAG_IDENTICAL = 512    /* one answer in every line of a grid */
};
enum { FLAGS = 10 };

#endif
