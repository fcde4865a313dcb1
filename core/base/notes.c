/* notes.c - see notes.h. */
#include "core/base/notes.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

/* A line break inside would look like a note of its own. */
static void flatten(char *s)
{
    for (; *s; s++)
        if (*s == '\n' || *s == '\r')
            *s = ' ';
}

/* Drafting and ingesting the same file find the same. */
static bool said(const struct notes *notes, const char *text)
{
    for (size_t i = 0; i < notes->n; i++)
        if (strcmp(notes->note[i].text, text) == 0)
            return true;
    return false;
}

enum status notes_add(struct notes *notes, struct err *err, enum note_kind kind,
                      const char *format, ...)
{
    va_list args;
    void *array;
    char *text;
    int n;
    enum status rc;

    if (!notes)
        return OK;
    array = notes->note;
    rc = mem_grow(&array, &notes->room, notes->n + 1, sizeof *notes->note, err);
    if (rc != OK)
        return rc;
    notes->note = array;
    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    text = mem_array(n < 0 ? 1 : (size_t)n + 1, 1);
    if (!text)
        return err_nomem(err);
    if (n >= 0) {
        va_start(args, format);
        (void)vsnprintf(text, (size_t)n + 1, format, args); /* sized above */
        va_end(args);
    }
    flatten(text);
    if (said(notes, text))
        free(text);
    else
        notes->note[notes->n++] = (struct note){kind, text};
    return OK;
}

size_t notes_attention(const struct notes *notes)
{
    size_t n = 0;

    if (!notes)
        return 0;
    for (size_t i = 0; i < notes->n; i++)
        n += notes->note[i].kind == NOTE_ATTENTION;
    return n;
}

void notes_free(struct notes *notes)
{
    if (!notes)
        return;
    for (size_t i = 0; i < notes->n; i++)
        free(notes->note[i].text);
    free(notes->note);
    *notes = (struct notes){0};
}
