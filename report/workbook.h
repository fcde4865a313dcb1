/* workbook.h - tables/crosstabs.xlsx: a sheet a question with all breakdowns
 * across, base row first, behind a cover, a list of contents and notes.
 *
 * Follows the Analysis Function's rules for spreadsheets: a title in A1, what
 * the sheet holds in A2, one table with one row of headings and nothing merged,
 * numbers as numbers, shorthand explained.  Texts are only ever written as
 * texts: no cell can be taken for a formula.  The same pack gives the same
 * bytes. */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

#include "report/exhibit.h"
#include "report/look.h"

/* The bytes of the workbook, appended to out.  While it is made, temporary
 * files lie in `folder` and nowhere else.  ERR_IO where they cannot be
 * written, as on a full disk. */
MUST_CHECK enum status workbook_write(struct str *out, const char *folder,
                                      const struct pack *pack,
                                      const struct exhibits *exhibits,
                                      const struct look *look,
                                      struct arena *arena, struct err *err);

#endif
