/* font.h - how wide a text is, and where it breaks.
 *
 * Advance widths of Helvetica, which Arial and Liberation Sans share: charts
 * are drawn and shown in one of these. */
#ifndef REPORT_FONT_H
#define REPORT_FONT_H

#include "core/base/mem.h"
#include "core/base/text.h"

/* In the unit of `size`.  Letters beyond ASCII count as an average one, or two
 * of them where they are wide. */
double font_width(struct text t, double size);

struct lines_of_text {
    struct text *line;
    size_t n;
};
/* Breaks at spaces and behind hyphens and strokes; a word that is too wide
 * for a line is cut.  At least one line; in arena. */
MUST_CHECK enum status font_wrap(struct lines_of_text *out, struct text t,
                                 double size, double width, struct arena *arena,
                                 struct err *err);
#endif
