/* err.h - how a failure travels: a status to branch on, one message to print.
 *
 * The lowest level that knows what went wrong writes the message once with
 * err_set(); every caller passes it up untouched.  err_set() keeps the first
 * cause: a second call leaves the message as it is. */
#ifndef CORE_BASE_ERR_H
#define CORE_BASE_ERR_H

#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* What kind of failure: cli/ maps each to one exit status. */
enum status {
    OK = 0,
    ERR_USAGE,  /* exit 2: the command line is wrong */
    ERR_INPUT,  /* exit 3: a file that the user owns is wrong */
    ERR_STALE,  /* exit 3: results are older than data or definition */
    ERR_NOMEM,  /* exit 4 */
    ERR_IO,     /* exit 4: disk, pipe, permissions */
    ERR_STORE,  /* exit 4: the database failed */
    ERR_MISSING /* exit 4: a program that we need is missing or failed */
};

/* The message is clipped to ERR_TEXT_MAX bytes on a character boundary. */
enum { ERR_TEXT_MAX = 1000 };

struct err {
    enum status status;          /* OK until the first err_set() */
    char text[ERR_TEXT_MAX + 1]; /* "file:line: what; what to do", no newline */
};

/* Start with `struct err err = {0};`.  err may be NULL: the message is lost,
 * the status is still returned.  Always returns `status`. */
enum status err_set(struct err *err, enum status status, const char *format,
                    ...) PRINTF_LIKE(3, 4);

/* The same, for "out of memory". */
enum status err_nomem(struct err *err);

/* The same, with "FILE:LINE: " in front; line 0 leaves ":LINE" out, file NULL
 * leaves both out. */
enum status err_at(struct err *err, enum status status, const char *file,
                   size_t line, const char *format, ...) PRINTF_LIKE(5, 6);

#endif
