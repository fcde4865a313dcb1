/* targets.h - what is known of the population: targets.csv as structs.
 *
 * One row a level: margin, level, share or count, and if one likes source and
 * date.  Everything hangs in one arena and ends with targets_free().  Texts are
 * UTF-8 and never NULL; "" where not given.  docs/formats/targets.md. */
#ifndef CORE_SURVEY_TARGETS_H
#define CORE_SURVEY_TARGETS_H

#include "core/survey/survey.h"

struct target {
    char *level;         /* as written: "16-24", "fenland*16-24" */
    char *folded;        /* what levels are compared by */
    double value;        /* share from 0 to 1, or count from 0 up */
    char *source, *date; /* where from; of which day, month or year */
    size_t option[2];    /* resolved: the options of the margin's questions */
    size_t line;
};

struct target_margin {
    char *name;  /* "age", "district*age" */
    bool counts; /* else shares, which add up to 1 within 0.01 */
    struct target *target;
    size_t n, room;
    size_t question[2]; /* resolved */
    size_t n_questions; /* 1 or 2 */
    bool resolved;
    size_t line; /* of its first row */
};

struct targets {
    struct arena *arena;
    char *path;
    struct target_margin *margin; /* in the order of the file */
    size_t n, room;
};

/* Reads PATH.  ERR_INPUT with `PATH:LINE: what is wrong and what is allowed`;
 * *out is then NULL. */
MUST_CHECK enum status targets_read(struct targets **out, const char *path,
                                    struct err *err);
/* The same from bytes; `path` is for messages. */
MUST_CHECK enum status targets_parse(struct targets **out, struct text csv,
                                     const char *path, struct err *err);
void targets_free(struct targets *targets); /* NULL is allowed */

/* The margin of that name, its questions and options found in the survey (of
 * which the levels that come from a lookup are filled in).  A level is named by
 * its option's key, label or other words.  ERR_INPUT, at the row, where the
 * survey has no such question or option, where two rows are the same option,
 * or where the option is no answer (a refusal). */
MUST_CHECK enum status targets_margin(struct targets *targets, const char *name,
                                      const struct survey *survey,
                                      const struct target_margin **out,
                                      struct err *err);

#endif
