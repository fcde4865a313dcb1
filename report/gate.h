/* gate.h - everything that is published passes here, once, all together.
 *
 * - Opinion on an unweighted base under disclosure.min_base: withheld, [c].
 * - Any figure on a base under disclosure.small_base: marked [u].
 * - Questions about the person and sensitive breakdowns: counts from 1 to
 *   disclosure.min_count - 1, with the next smallest of their row and of their
 *   column, margins included: withheld, [c].  Tables that share a margin agree
 *   on it; other links between tables are not checked.
 * - A cell that is withheld loses all its numbers. */
#ifndef REPORT_GATE_H
#define REPORT_GATE_H

#include "report/load.h"
#include "report/pack.h"

/* *out hangs in `arena`; strings are copied there or live in the survey. */
MUST_CHECK enum status gate_pass(struct pack *out, const struct loaded *loaded,
                                 const struct plan *plan, struct arena *arena,
                                 struct err *err);

/* gate_facts.c: what tells of no group. */
MUST_CHECK enum status gate_facts(struct pack *pack,
                                  const struct loaded *loaded, struct err *err);

/* ---- the rule of counts, on its own for tests ------------------------- */

/* A table of counts with its margins: row 0 and column 0 are the totals, row
 * after row; NaN where there is no such cell. */
struct counts {
    const double *count;
    bool *withheld;
    size_t n_rows, n_columns;
    double least;
    bool everyone_too; /* the column of totals is about persons as well */
    bool rows_add_up, columns_add_up;
};
/* withheld[i] is set where count[i] is above 0 and under `least`, and then
 * wherever one withheld cell would stand alone in a row or column that adds
 * up: the smallest other one that is not 0, else a 0, else the total.
 * Returns true where anything was set. */
bool gate_counts(const struct counts *table);

#endif
