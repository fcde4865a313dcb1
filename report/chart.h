/* chart.h - exhibits as pictures: laid out here, drawn by gnuplot in one
 * process for all, and rewritten as SVG that a page can hold. */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/canvas.h"
#include "report/exhibit.h"
#include "report/palette.h"

enum form { FORM_WIDE, FORM_NARROW, FORMS };
/* Widths in pixels; the page shows the narrow form up to 600 pixels. */
enum { WIDE = 720, NARROW = 288 };

struct drawing {
    const struct exhibit *exhibit;
    struct str svg[FORMS]; /* rewritten; free with drawings_free() */
    struct str png;        /* path of the wide form at twice its size: thousands
                              of pictures need not be in memory at once */
    struct str folder;     /* temporary, of the pictures of this drawing and
                              those behind it; empty but in the first of them */
};

/* Draws every exhibit that has a chart, by one gnuplot for each thread (0: as
 * many as the machine offers; one where the charts are few), in the colours of
 * the palette (NULL: the usual ones).  *out is an array of *n, freed with
 * drawings_free().  ERR_MISSING where gnuplot is missing, fails, or writes what
 * is no drawing: the message names the chart and where the script lies.
 */
MUST_CHECK enum status charts_draw(struct drawing **out, size_t *n,
                                   const struct exhibits *exhibits,
                                   const struct palette *palette,
                                   unsigned threads, struct err *err);
/* Removes the folders, too. */
void drawings_free(struct drawing *drawing, size_t n);
/* The picture's bytes, appended to out. */
MUST_CHECK enum status drawing_png(const struct drawing *drawing,
                                   struct str *out, struct err *err);

/* One form of a chart added to the script and the data.  For tests. */
MUST_CHECK enum status chart_script(const struct chart *chart, enum form form,
                                    const char *file, struct str *script,
                                    struct str *data, size_t *index,
                                    struct arena *arena, struct err *err);

/* What gnuplot wrote, as an SVG with role, title and desc, ids that begin with
 * `id`, and a class for each colour; appended to out.  ERR_MISSING where the
 * bytes are no drawing of gnuplot: the caller, who knows where the script is,
 * says so. */
MUST_CHECK enum status
svg_rewrite(struct str *out, struct text svg, const char *id, const char *title,
            const char *desc, const struct palette *palette, struct err *err);
#endif
