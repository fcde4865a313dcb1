/* progress.h - a bar on a terminal for work over a second, never in a pipe. */
#ifndef CORE_BASE_PROGRESS_H
#define CORE_BASE_PROGRESS_H

#include <stddef.h>

struct progress; /* NULL everywhere means: silent */

/* what: "reading survey.csv"; unit: "rows", "charts".  NULL unless standard
 * error is a terminal (or memory is out: a bar is no reason to fail). */
struct progress *progress_new(const char *what, const char *unit);
/* done of total (0: unknown) in whatever measures the work; units for the
 * rate.  Cheap: looks at the clock only now and then. */
void progress_at(struct progress *p, double done, double total, size_t units);
/* One more unit of `total`; from any thread. */
void progress_one(struct progress *p, size_t total);
/* Clears the line. */
void progress_free(struct progress *p);

#endif
