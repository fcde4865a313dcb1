/* theme_contrast.h - the pairs of colours that have to be told apart; for
 * theme.c and its tests. */
#ifndef CORE_SURVEY_THEME_CONTRAST_H
#define CORE_SURVEY_THEME_CONTRAST_H

#include "core/survey/theme.h"

/* ink lies on or beside `ground`.  Segments of a stack are not here: a gap in
 * the colour of the paper lies between them.  light: only there, which is what
 * is printed, in grey too; on dark paper no four colours that each have 3 to 1
 * against it are told apart so easily. */
struct theme_pair {
    unsigned ink, ground; /* enum theme_ink */
    double least;
    bool light;
};
extern const struct theme_pair theme_pairs[];
extern const size_t theme_n_pairs;

#endif
