/* page.h - out/index.html: one page, self-contained, of gated exhibits. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "report/chart.h"
#include "report/exhibit.h"
#include "report/html.h"
#include "report/story.h"
#include "report/look.h"

struct page {
    struct html html;
    const struct pack *pack;
    const struct survey *survey;
    const struct exhibits *exhibits;
    const struct drawing *drawing;
    size_t n_drawings;
    const struct look *look;
    struct arena *arena;
    struct err *err;
};

/* Appends the whole page to out. */
MUST_CHECK enum status page_write(struct str *out, const struct pack *pack,
                                  const struct exhibits *exhibits,
                                  const struct drawing *drawing,
                                  size_t n_drawings, const struct look *look,
                                  struct arena *arena, struct err *err);

/* ---- between the files of the page ------------------------------------ */

/* A paragraph of a pattern. */
MUST_CHECK enum status page_say(struct page *p, const char *tag,
                                enum pattern pattern, const struct slot *slot,
                                size_t n);
void page_section(struct page *p, const char *id, const char *heading);
void page_section_end(struct page *p);
/* A table in a region that scrolls by itself and can be reached by keyboard.
 */
void page_scroll(struct page *p, const char *labelled_by);
void page_scroll_end(struct page *p);
/* An exhibit: heading, words, chart, table, files. */
void page_exhibit(struct page *p, const struct exhibit *e);
/* An exhibit that stands folded below its question. */
void page_folded(struct page *p, const struct exhibit *e);
/* Numbered notes, and a table that is no exhibit, with `notes` of them. */
/* Its drawing, where it has one. */
void page_figure(struct page *p, const struct exhibit *e);
void page_notes(struct page *p, const struct prose *note, size_t n);
void page_table(struct page *p, const char *id, const struct table *t,
                const struct prose *caption, size_t notes);
/* What the story says in a section. */
bool page_has_panels(const struct page *p, enum panel_section section);
void page_panels(struct page *p, enum panel_section section);
const struct exhibit *page_find(const struct page *p, size_t question,
                                enum planned_kind kind);

typedef enum status page_part(struct page *p);
page_part part_answers, part_asked, part_comments, part_methods, part_ledger,
    part_questionnaire, part_provenance, part_glossary;

extern const char *const page_style[]; /* the style sheet, ended by NULL */

#endif
