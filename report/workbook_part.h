/* workbook_part.h - between the files of the workbook. */
#ifndef REPORT_WORKBOOK_PART_H
#define REPORT_WORKBOOK_PART_H

#include <xlsxwriter.h>
#include "report/workbook.h"

enum book_look { /* formats; those of figures come with and without [u] */
                 BOOK_TITLE,
                 BOOK_TEXT,
                 BOOK_WRAPPED,
                 BOOK_HEADING,
                 BOOK_MARK,  /* shorthand in place of a figure */
                 BOOK_BELOW, /* a percentage under 0 */
                 BOOK_BELOW_LOW,
                 BOOK_FIGURE,
                 BOOK_FIGURES = 2 * (STYLE_RANK + 1),
                 BOOK_LOOKS = BOOK_FIGURE + BOOK_FIGURES
};

/* A crosstab: the exhibits of one question and source, by every breakdown. */
struct book_sheet {
    const char *name;             /* of the sheet */
    const char *table;            /* of its table */
    const struct exhibit *alone;  /* the question's own; NULL */
    const struct exhibit **cross; /* n_cross */
    size_t n_cross;
    size_t question;
    const char *source;
};

struct book {
    lxw_workbook *file;
    lxw_format *look[BOOK_LOOKS];
    lxw_error error; /* the first */
    const struct pack *pack;
    const struct exhibits *exhibits;
    struct book_sheet *sheet;
    size_t n_sheets;
    const char *organisation;
    struct arena *arena;
    struct err *err;
};

lxw_worksheet *book_add(struct book *b, const char *name);
/* Control characters become spaces, what is too long for a cell is cut. */
void book_text(struct book *b, lxw_worksheet *w, size_t row, size_t column,
               const char *text, enum book_look look);
void book_words(struct book *b, lxw_worksheet *w, size_t row,
                const struct prose *words);
/* A pattern of words, in column A. */
void book_say(struct book *b, lxw_worksheet *w, size_t row,
              enum pattern pattern, const struct slot *slot, size_t n);
/* A field of a cell as a number of 12 digits, or its mark. */
void book_figure(struct book *b, lxw_worksheet *w, size_t row, size_t column,
                 const struct cell *cell, enum field field, enum style style);
void book_widths(struct book *b, lxw_worksheet *w, size_t from, size_t to,
                 double width);
/* Makes rows `top` (the headings) to `last` a table; heading[] are cleaned and
 * made different from each other. */
void book_table(struct book *b, lxw_worksheet *w, const char *name, size_t top,
                size_t last, const char **heading, size_t n);
/* A survey's title and when it was open. */
void book_survey(struct str *out, const struct survey *survey);

void book_cover(struct book *b, lxw_worksheet *w);
void book_contents(struct book *b, lxw_worksheet *w);
void book_notes(struct book *b, lxw_worksheet *w);
MUST_CHECK enum status book_crosstab(struct book *b,
                                     const struct book_sheet *s);

#endif
