/* numbers.h - whether 1,234 is above a thousand or little more than one:
 * decided once for a column, by the numbers that can be read in one way only.
 */
#ifndef INGEST_NUMBERS_H
#define INGEST_NUMBERS_H

#include "core/survey/survey.h"

struct number_evidence {
    size_t point;  /* numbers only where a point parts the decimals */
    size_t comma;  /* only where a comma does */
    size_t either; /* other numbers under one than under the other */
};

/* Counts one text in. */
void number_look(struct text t, struct number_evidence *e);
/* What the evidence speaks for; DECIMAL_UNTOLD where it does for neither. */
enum decimal_mark number_mark_of(const struct number_evidence *e);

/* By whichever mark makes a number of it, the point first. */
bool number_of(struct text t, double *out);
/* True where 3,5 could not be the choices 3 and 5: the second is no later one,
 * or above 20. */
bool number_no_list(struct text t);

#endif
