/* look.h - a theme as the writers need it: colours of charts, style of the
 * page, logo.  Without a theme everything is empty: the usual look. */
#ifndef REPORT_LOOK_H
#define REPORT_LOOK_H

#include "core/survey/theme.h"
#include "report/palette.h"

struct look {
    const struct palette *palette; /* NULL: the usual colours */
    const char *style;             /* comes behind the page's own; "" */
    const char *logo;              /* a data URI; NULL: none */
    const char *logo_text;
    unsigned logo_width, logo_height;
    const char *organisation; /* NULL: the survey's */
};

/* theme may be NULL and is borrowed; the rest hangs in arena. */
MUST_CHECK enum status look_make(struct look *out, const struct theme *theme,
                                 struct arena *arena, struct err *err);

#endif
