/* subject.h - a question's answers in the order of a view. */
#ifndef ANALYSE_SUBJECT_H
#define ANALYSE_SUBJECT_H

#include "analyse/slice.h"

/* *own: `of` with the columns of the view's rows, made ready for procedures.
 * in_place: the loaded columns themselves are changed, which is right for the
 * last view that reads them and wants all rows.  subject_free() in any case. */
MUST_CHECK enum status subject_of_view(struct subject *own,
                                       const struct subject *of,
                                       const struct view *view, bool in_place,
                                       struct err *err);
void subject_free(struct subject *own, const struct subject *of);

#endif
