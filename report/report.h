/* report.h - from results in the database to a folder that can be published.
 * The door of the room: cli/ calls these and nothing else. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "core/base/err.h"
#include "core/base/notes.h"
#include "core/base/text.h"

struct report_request {
    const char *database;
    const char *survey_path; /* NULL: the stored definition */
    const char *theme_path;  /* NULL: the default look */
    const char *only;        /* "key/wave"; NULL: the only survey */
    const char *figure;      /* --figure NAME: that exhibit alone; NULL */
    const char *out;         /* the folder */
    unsigned threads;        /* 0: as many as the machine offers */
};

struct report_summary {
    size_t charts, tables, withheld;
};

/* Writes the folder beside itself and renames it.  ERR_USAGE where the folder
 * holds the database; ERR_STALE where results are older than the data or the
 * definition; ERR_MISSING where gnuplot is; the old folder is then untouched.
 */
MUST_CHECK enum status report_run(const struct report_request *request,
                                  struct report_summary *summary,
                                  struct notes *notes, struct err *err);

/* --list: the names of the exhibits, one a line, appended to out. */
MUST_CHECK enum status report_list(const struct report_request *request,
                                   struct str *out, struct err *err);

#endif
