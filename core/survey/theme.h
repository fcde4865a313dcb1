/* theme.h - how a report looks: theme.yaml as a struct.
 *
 * Colours that are not given are the usual ones of their mode.  What is read
 * keeps to WCAG 2.2 AA, measured: text has at least 4.5 to 1 against its
 * ground (1.4.3), areas 3 to 1 against the paper and, where they touch, against
 * each other (1.4.11).  Texts are UTF-8; NULL where not given. */
#ifndef CORE_SURVEY_THEME_H
#define CORE_SURVEY_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/text.h"

enum theme_mode { THEME_LIGHT, THEME_DARK, THEME_MODES };

enum theme_ink {
    THEME_TEXT,  /* and headings */
    THEME_MUTED, /* notes, sources, numbers of an axis */
    THEME_LINK,
    THEME_PAPER, /* the ground of everything */
    THEME_BAND,  /* of headings inside a table */
    /* Areas of charts, from best to worst; the first is also that of plain
     * bars and of rules on the page. */
    THEME_STRONG_POSITIVE,
    THEME_POSITIVE,
    THEME_NEUTRAL,
    THEME_NEGATIVE,
    THEME_STRONG_NEGATIVE,
    THEME_OTHER, /* a fourth series beside others */
    THEME_INKS
};

struct theme_colour {
    unsigned char rgb[3];
    bool given;
    size_t line; /* 0: not given */
};

struct theme_logo {
    char *file, *text; /* text stands where the picture cannot be seen */
    const char *png;   /* without remarks and dates; NULL: no logo */
    size_t n_png;
    unsigned width, height; /* pixels */
    size_t line;
};

struct theme {
    struct arena *arena;
    char *path;
    char *organisation;
    char *font; /* a family name: letters, digits, spaces, hyphens */
    struct theme_logo logo;
    struct theme_colour colour[THEME_MODES][THEME_INKS];
};

/* ERR_INPUT with `PATH:LINE: what is wrong and what is allowed`, also where a
 * contrast is too low; *out is then NULL. */
MUST_CHECK enum status theme_read(struct theme **out, const char *path,
                                  struct err *err);
void theme_free(struct theme *theme); /* NULL is allowed */

/* From 1 to 21: (lighter + 0.05) / (darker + 0.05) of their relative
 * luminances, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
double theme_contrast(const unsigned char a[3], const unsigned char b[3]);

/* The usual colours of a mode. */
const unsigned char *theme_usual(enum theme_mode mode, enum theme_ink ink);

/* A PNG of at most `side` pixels each way with nothing in it but the picture:
 * whole, its checks right; appended to out.  NULL, or what is wrong. */
const char *theme_png(struct text png, unsigned side, struct str *out,
                      unsigned *width, unsigned *height);

#endif
