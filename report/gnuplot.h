/* gnuplot.h - gnuplot as a child: found, new enough, with fonts of its own.
 *
 * It gets an environment made here: no HOME, locale, time zone or settings of
 * the person who runs us, and a fonts.conf that names the packaged fonts alone
 * (Liberation Sans, which our widths of text are those of, and DejaVu for the
 * letters that it lacks), so that its pictures are the same elsewhere.  Where
 * Liberation Sans is not installed the system's own fonts serve. */
#ifndef REPORT_GNUPLOT_H
#define REPORT_GNUPLOT_H

#include <stdbool.h>
#include "core/base/text.h"

struct gnuplot_job {
    const char *folder;        /* private; holds script.gp and what it reads */
    const char *const *name;   /* of the charts; the script prints "chart 3"
                                  before it draws name[3] */
    size_t n;                  /* at least 1 */
    double seconds;            /* killed after; 0: a minute and one a chart */
    void (*begun)(void *with); /* called as each drawing begins; NULL: not */
    void *with;
};

/* Runs script.gp.  ERR_MISSING where gnuplot is missing, older than 5.4, fails,
 * is killed or takes too long: the message names the chart that it was at and
 * the folder, which the caller leaves where it is. */
MUST_CHECK enum status gnuplot_run(const struct gnuplot_job *job,
                                   struct err *err);

/* From the signature to the end mark: not cut short, not something else. */
bool gnuplot_png_whole(struct text png);

#endif
