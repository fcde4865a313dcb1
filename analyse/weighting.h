/* weighting.h - the schemes of the definition: from answers and targets to
 * weights. */
#ifndef ANALYSE_WEIGHTING_H
#define ANALYSE_WEIGHTING_H

#include "analyse/data.h"

/* The questions that schemes and targets ask for, by index, some twice; list
 * NULL: how many at most. */
size_t weighting_questions(const struct survey *survey, size_t *list);

/* Solves a scheme for the individuals of a view.  What was done about missing
 * answers and the like goes to the data's notes.  *w is freed by
 * weighting_free() whatever happens.  ERR_INPUT as weights_solve(). */
MUST_CHECK enum status
weighting_solve(struct data *data,
                const struct weighting_definition *definition,
                const struct view *view, struct weighted *w, struct err *err);

/* The scheme of a solution in a view that holds those who have a weight and
 * nobody else. */
MUST_CHECK enum status weighting_scheme(struct data *data, struct weighted *w,
                                        const struct view *view,
                                        struct scheme *scheme, struct err *err);
void weighting_free(struct data *data);

/* Level of each row of a margin of targets, -1 where it has no answer: by the
 * places of its levels, of which there are n_levels.  Arrays in the arena, but
 * level: n numbers of the caller. */
struct margin_levels {
    const int32_t *level;
    size_t n_levels;
    const char **label;
    double *target; /* NaN: none */
    size_t *line;   /* of the target; 0: none */
};
struct target_margin;
MUST_CHECK enum status margin_levels(struct data *data,
                                     const struct target_margin *margin,
                                     const size_t *row, size_t n,
                                     int32_t *level, struct margin_levels *out,
                                     struct err *err);

/* The targets that a path of the definition names. */
struct targets;
MUST_CHECK enum status weighting_targets(const struct data *data,
                                         const char *path, struct targets **out,
                                         struct err *err);

#endif
