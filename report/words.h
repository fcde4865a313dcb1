/* words.h - sentences: every one is a row of one table of patterns, filled
 * from cells.
 *
 * Words are a list of spans, so that a page can mark each number with the row
 * it comes from, and each piece of the survey's own wording as quoted. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "core/base/mem.h"
#include "report/pack.h"
#include "report/show.h"

enum span_kind {
    SPAN_TEXT,   /* of the pattern */
    SPAN_SAID,   /* the survey's own words */
    SPAN_NUMBER, /* a field of a cell */
    SPAN_DATE,   /* an ISO date */
    SPAN_CODE    /* a version or a digest */
};
struct span {
    enum span_kind kind;
    const char *text;
    const struct cell *cell;
    enum field field;
    enum style style;
};
struct prose {
    struct span *span;
    size_t n;
};

/* What a pattern's {name} is filled with: a span, or words of several. */
struct slot {
    const char *name;
    struct span span;
    const struct prose *words; /* instead of the span, where not NULL */
};
// clang-format off
#define SLOT_WORDS(slot, what) {.name = (slot), .words = (what)}
#define SLOT_TEXT(slot, what)                                                  \
    {.name = (slot), .span = {.kind = SPAN_TEXT, .text = (what)}}
#define SLOT_SAID(slot, what)                                                  \
    {.name = (slot), .span = {.kind = SPAN_SAID, .text = (what)}}
#define SLOT_DATE(slot, iso)                                                   \
    {.name = (slot), .span = {.kind = SPAN_DATE, .text = (iso)}}
#define SLOT_CODE(slot, what)                                                  \
    {.name = (slot), .span = {.kind = SPAN_CODE, .text = (what)}}
#define SLOT_NUMBER(slot, which, what, how)                                    \
    {.name = (slot), .span = {.kind = SPAN_NUMBER, .cell = (which),            \
                              .field = (what), .style = (how)}}
// clang-format on

/* A limit that the definition states. */
struct slot slot_stated(const struct pack *pack, const char *name,
                        enum stated what);

enum pattern {
#define PATTERN(id, text) id,
#include "report/patterns.h"
#undef PATTERN
    PATTERNS
};
const char *pattern_text(enum pattern pattern);
/* What intervals are, by the kinds of sample that the figures are of. */
enum pattern words_intervals(const struct pack *pack);

/* The pattern, filled.  Every {name} of it must be among the slots. */
MUST_CHECK enum status words_say(struct prose *out, struct arena *arena,
                                 enum pattern pattern, const struct slot *slot,
                                 size_t n_slots, struct err *err);
/* Words put together piece by piece: `room` spans, then words_add() and
 * words_join(). */
MUST_CHECK enum status words_new(struct prose *out, struct arena *arena,
                                 size_t room, struct err *err);
void words_add(struct prose *words, struct span span);
/* Lists with commas and "and": what stands before item i of n. */
const char *words_joint(size_t i, size_t n);
/* As plain text: for charts, files and alternative text. */
void words_plain(struct str *out, const struct prose *words);

#endif
