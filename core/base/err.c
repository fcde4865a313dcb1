/* err.c - one message, the first cause.
 *
 * Clipping walks back to the start of a character, so that a clipped message
 * is still valid UTF-8 on a terminal and in a log. */
#include "core/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void clip(struct err *err, int written)
{
    size_t n = ERR_TEXT_MAX;

    if (written < 0 || (size_t)written <= ERR_TEXT_MAX)
        return;
    while (n > 0 && ((unsigned char)err->text[n - 1] & 0xC0) == 0x80)
        n--;
    /* n is now just behind a lead byte or an ASCII one: is all of that
     * character there? */
    if (n > 0) {
        unsigned char lead = (unsigned char)err->text[n - 1];
        size_t need = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

        n = n - 1 + need <= ERR_TEXT_MAX ? n - 1 + need : n - 1;
    }
    err->text[n] = '\0';
}

/* A line break in a message (out of a file's name or a cell) would let its
 * text pass for a message of its own. */
static void flatten(char *s)
{
    for (; *s; s++)
        if (*s == '\n' || *s == '\r')
            *s = ' ';
}

static void set(struct err *err, const char *file, size_t line,
                const char *format, va_list args) PRINTF_LIKE(4, 0);
static void set(struct err *err, const char *file, size_t line,
                const char *format, va_list args)
{
    int n = 0, m;

    if (file && line)
        n = snprintf(err->text, sizeof err->text, "%s:%zu: ", file, line);
    else if (file)
        n = snprintf(err->text, sizeof err->text, "%s: ", file);
    if (n < 0 || n > ERR_TEXT_MAX) {
        clip(err, n);
    } else {
        m = vsnprintf(err->text + n, sizeof err->text - (size_t)n, format,
                      args);
        clip(err, m < 0 ? m : n + m);
    }
    flatten(err->text);
}

enum status err_set(struct err *err, enum status status, const char *format,
                    ...)
{
    va_list args;

    if (!err || err->status != OK)
        return status;
    err->status = status;
    va_start(args, format);
    set(err, NULL, 0, format, args);
    va_end(args);
    return status;
}

enum status err_nomem(struct err *err)
{
    return err_set(err, ERR_NOMEM,
                   "out of memory; close other programs or "
                   "use a machine with more");
}

enum status err_at(struct err *err, enum status status, const char *file,
                   size_t line, const char *format, ...)
{
    va_list args;

    if (!err || err->status != OK)
        return status;
    err->status = status;
    va_start(args, format);
    set(err, file, line, format, args);
    va_end(args);
    return status;
}
