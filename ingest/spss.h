/* spss.h - an SPSS file (.sav, .zsav) as CSV.
 *
 * The first three rows are heads: the names of the variables; their labels;
 * and their value labels, as layout_spss.c reads them: each begins with
 * SPSS_UNIT, parts are divided by SPSS_UNIT, and that of a user-missing value
 * begins with SPSS_MISSING.  A cell holds the label of its value; of a
 * variable of which more than 1 in 20 values have none, its numbers.
 * System-missing is empty,
 * and so is a user-missing value that is not read by its label; dates are ISO
 * 8601.
 *
 * ReadStat 1.1.8 has faults that a made-up file can reach, so that this runs in
 * a process of its own: the program calls itself with SPSS_COMMAND. */
#ifndef INGEST_SPSS_H
#define INGEST_SPSS_H

#include "core/base/err.h"

#define SPSS_UNIT "\xE2\x90\x9F"    /* U+241F */
#define SPSS_MISSING "\xE2\x90\x98" /* U+2418 */
#define SPSS_COMMAND "read-spss"

/* Writes the file at path to a new file; what memory, time and output that may
 * take is bounded by limits of the process, which stay.  ERR_INPUT where it is
 * damaged, with what is wrong. */
MUST_CHECK enum status spss_convert(const char *path, const char *to,
                                    struct err *err);

#endif
