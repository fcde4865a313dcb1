/* notes.h - what a stage has to say to the analyst without failing.
 *
 * A stage appends; cli/ prints each note as `canvass: NOTE` to standard error
 * in the order given, and ends in exit 1 when any of them asks for attention.
 */
#ifndef CORE_BASE_NOTES_H
#define CORE_BASE_NOTES_H

#include "core/base/err.h"

enum note_kind {
    NOTE_INFO,     /* what was understood or done */
    NOTE_ATTENTION /* needs the analyst's eye: exit 1 */
};

struct note {
    enum note_kind kind;
    char *text; /* "file:line: what; what to do", no newline; owned by notes */
};

/* Start with `struct notes notes = {0};`; end with notes_free(). */
struct notes {
    struct note *note;
    size_t n, room;
};

/* What was said before, to the letter, is not said again.  ERR_NOMEM is the
 * only failure.  notes may be NULL: nothing is kept. */
MUST_CHECK enum status notes_add(struct notes *notes, struct err *err,
                                 enum note_kind kind, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* The number of notes that ask for attention. */
size_t notes_attention(const struct notes *notes);

void notes_free(struct notes *notes);

#endif
