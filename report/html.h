/* html.h - the only file that writes a '<' of HTML: text and attributes are
 * escaped by construction.
 *
 * Elements nest; html_close() asserts the name.  A failure of memory sticks in
 * the buffer behind it. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "core/base/text.h"
#include "report/words.h"

enum { HTML_DEPTH = 64 };
struct html {
    struct str *out;
    const char *open[HTML_DEPTH];
    size_t depth;
};

/* Attributes follow as pairs of name and value, ended by NULL; an attribute
 * whose value is NULL ends the list, "" writes the name alone. */
void html_open(struct html *h, const char *tag, ...) __attribute__((sentinel));
void html_close(struct html *h, const char *tag);
/* An element without an end (meta), or one holding nothing but text. */
void html_void(struct html *h, const char *tag, ...) __attribute__((sentinel));
void html_element(struct html *h, const char *tag, const char *text, ...)
    __attribute__((sentinel));
void html_text(struct html *h, const char *text);
/* Our own style sheet, and drawings that came through svg_rewrite(). */
void html_trusted(struct html *h, struct text markup);
void html_doctype(struct html *h);

/* The survey's own words, marked as such. */
void html_said(struct html *h, const char *text);
/* A cell's number with the row that it comes from; a mark, or [x], alone. */
void html_number(struct html *h, const struct cell *cell, enum field field,
                 enum style style);
/* The same with the cell's value in brackets behind, shown as *value_style
 * where that is not NULL; the mark comes last. */
void html_numbers(struct html *h, const struct cell *cell, enum field field,
                  enum style style, const enum style *value_style);
void html_words(struct html *h, const struct prose *words);
void html_date(struct html *h, const char *iso);

/* Escapes into any buffer: the SVG pass uses them too. */
void html_escape(struct str *out, struct text text);

#endif
