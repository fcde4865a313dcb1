/* files.h - what lies beside the page: tables as CSV, evidence.json. */
#ifndef REPORT_FILES_H
#define REPORT_FILES_H

#include "report/exhibit.h"

/* A tidy table: one row for each result that the exhibit shows, in the order
 * of its table, with its labels; UTF-8 with a byte order mark; no cell can be
 * taken for a formula.  Appended to out. */
MUST_CHECK enum status table_csv(struct str *out, const struct exhibit *e,
                                 const struct survey *survey,
                                 struct arena *arena, struct err *err);

/* Every published number with its id, base, method and provenance. */
MUST_CHECK enum status evidence_json(struct str *out, const struct pack *pack,
                                     const struct exhibits *exhibits,
                                     struct err *err);

/* The cells that exhibits show, each once, by id.  *cell is freed with free().
 */
MUST_CHECK enum status files_cells(const struct cell ***cell, size_t *n,
                                   const struct exhibit *e, size_t n_exhibits,
                                   struct err *err);
#endif
