/* text.h - text as bytes with a length, growing buffers, and what Unicode asks.
 *
 * All text inside canvass is valid UTF-8; ingest/ makes it so at the door. */
#ifndef CORE_BASE_TEXT_H
#define CORE_BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include "core/base/err.h"

/* Borrowed bytes, not NUL-terminated. */
struct text {
    const char *p;
    size_t n;
};
struct text text_of(const char *s); /* NULL is the empty text */
bool text_equal(struct text a, struct text b);
/* Without white space (ASCII, U+00A0, U+FEFF) at both ends. */
struct text text_trim(struct text t);
/* Whether t begins with z, which is then cut off its front. */
bool text_skip(struct text *t, const char *z);

/* A growing buffer.  Start with `struct str s = {0};`, end with str_free().
 * A failure sticks: appending goes on doing nothing, and str_status() tells
 * once at the end.  `p` is NUL-terminated, and NULL only while empty: use
 * str_text() or str_cstr(). */
struct str {
    char *p;
    size_t n, room;
    bool failed;
};
void str_add(struct str *s, const char *z);
void str_add_n(struct str *s, const char *p, size_t n);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) PRINTF_LIKE(2, 3);
void str_clear(struct str *s); /* keeps the memory and clears a failure */
void str_free(struct str *s);
const char *str_cstr(const struct str *s); /* "" while empty */
struct text str_text(const struct str *s);
MUST_CHECK enum status str_status(const struct str *s, struct err *err);
/* Hands the bytes over (caller frees); *out is "" in its own memory where
 * empty.  s is empty afterwards. */
MUST_CHECK enum status str_take(struct str *s, char **out, struct err *err);

/* Length in bytes of the longest valid UTF-8 prefix (strict: no surrogates, no
 * overlong forms, at most U+10FFFF). */
size_t text_valid_utf8(struct text t);

/* What two cells are compared by: NFKC, case folded, quotes and dashes of
 * every style made ' and -, white space (NBSP too), runs of it and
 * underscores made one space, ends trimmed, U+FEFF and zero-width characters
 * dropped.  Appends to s. */
void text_fold(struct str *s, struct text t);
/* Both folded, then compared.  False where memory is out. */
bool text_same(struct text a, struct text b);

/* A key from a label: folded, NFD without marks, [a-z0-9] kept, everything
 * else one `_`, ends trimmed of `_`, at most `most` bytes cut at a word where
 * possible.  May come out empty. */
void text_slug(struct str *s, struct text t, size_t most);

/* True for [a-z][a-z0-9_]{0,59} without `__` and not one of the reserved
 * words respondent, response_id, source, everyone. */
bool text_is_key(struct text t);

/* Columns that t takes on a terminal or in a chart of one-width letters. */
size_t text_width(struct text t);

#endif
