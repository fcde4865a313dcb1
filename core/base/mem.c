/* mem.c - see mem.h.
 *
 * An arena is a list of blocks, the newest first; what does not fit the newest
 * gets a block of its own size if it is large, so that one long text does not
 * waste the rest of a block. */
#include "core/base/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = alignof(max_align_t) };

void *mem_array(size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL; /* as calloc() would, but sanitizers stop there */
    return calloc(n ? n : 1, size ? size : 1);
}

enum status mem_grow(void **array, size_t *room, size_t want, size_t size,
                     struct err *err)
{
    size_t more = *room ? *room : 8;
    void *p;

    if (want <= *room)
        return OK;
    while (more < want)
        more = more > SIZE_MAX / 2 ? want : more * 2;
    if (size && more > SIZE_MAX / size)
        return err_nomem(err);
    p = realloc(*array, more * size);
    if (!p)
        return err_nomem(err);
    *array = p;
    *room = more;
    return OK;
}

struct block {
    struct block *next;
    size_t used, room;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *first;
};

struct arena *arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    struct block *next;

    if (!arena)
        return;
    for (struct block *b = arena->first; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

/* calloc keeps untouched pages of a block unused, and every byte zero. */
static struct block *block_new(size_t room)
{
    struct block *b;

    if (room > SIZE_MAX - sizeof *b)
        return NULL;
    b = calloc(1, sizeof *b + room);
    if (b)
        b->room = room;
    return b;
}

static void *from_own_block(struct arena *arena, size_t bytes)
{
    struct block *b = block_new(bytes);

    if (!b)
        return NULL;
    b->used = bytes;
    if (arena->first) { /* the newest block still has room for small things */
        b->next = arena->first->next;
        arena->first->next = b;
    } else {
        arena->first = b;
    }
    return b->bytes;
}

static void *take(struct arena *arena, size_t bytes)
{
    struct block *b = arena->first;
    char *p;

    if (bytes > SIZE_MAX - ALIGN)
        return NULL;
    bytes = bytes ? (bytes + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    if (b && b->room - b->used >= bytes) {
        p = b->bytes + b->used;
        b->used += bytes;
        return p;
    }
    if (bytes > BLOCK / 4)
        return from_own_block(arena, bytes);
    b = block_new(BLOCK);
    if (!b)
        return NULL;
    b->next = arena->first;
    b->used = bytes;
    arena->first = b;
    return b->bytes;
}

void *arena_alloc(struct arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    return take(arena, n * size);
}

char *arena_text(struct arena *arena, const char *p, size_t n)
{
    char *copy = n < SIZE_MAX ? take(arena, n + 1) : NULL;

    if (copy && n)
        memcpy(copy, p, n);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *p = NULL;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n >= 0)
        p = take(arena, (size_t)n + 1);
    if (p) {
        va_start(args, format);
        (void)vsnprintf(p, (size_t)n + 1, format, args); /* sized above */
        va_end(args);
    }
    return p;
}
