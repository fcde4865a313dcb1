/* mem.h - memory: arrays whose size cannot overflow, and arenas.
 *
 * Everything is plain malloc underneath, so that a test that makes the Nth
 * allocation fail reaches all of it. */
#ifndef CORE_BASE_MEM_H
#define CORE_BASE_MEM_H

#include "core/base/err.h"

/* n elements of size bytes, zeroed; n = 0 gives a pointer that can be freed.
 * NULL when out of memory or when n * size overflows. */
void *mem_array(size_t n, size_t size);

/* Room for at least `want` elements of `size` bytes in *array (realloc with
 * doubling; *room is the present capacity; new elements are not zeroed).
 * On failure nothing is changed. */
MUST_CHECK enum status mem_grow(void **array, size_t *room, size_t want,
                                size_t size, struct err *err);

/* An arena: many small things with one end.  Never shrinks. */
struct arena;
struct arena *arena_new(void);        /* NULL: out of memory */
void arena_free(struct arena *arena); /* NULL is allowed */

/* Zeroed, aligned for any type; NULL: out of memory. */
void *arena_alloc(struct arena *arena, size_t n, size_t size);

/* A copy of n bytes of p with a NUL behind; NULL: out of memory. */
char *arena_text(struct arena *arena, const char *p, size_t n);
/* printf into the arena; NULL: out of memory. */
char *arena_printf(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

#endif
