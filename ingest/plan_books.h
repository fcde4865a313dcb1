/* plan_books.h - codebooks named on the command line, of a survey whose
 * definition is there already. */
#ifndef INGEST_PLAN_BOOKS_H
#define INGEST_PLAN_BOOKS_H

#include "ingest/plan.h"

/* Gives the codebook that is told, or the one among the plan's exports that is
 * one by its headers and leaves them, to every source of the plan's survey,
 * and says how the definition would name it.  ERR_USAGE where there are two.
 */
MUST_CHECK enum status plan_books(struct plan *p, struct notes *notes,
                                  struct err *err);

#endif
