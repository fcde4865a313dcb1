/* words.c - see words.h. */
#include "report/words.h"

#include <string.h>

static const char *const patterns[PATTERNS] = {
#define PATTERN(id, text) [id] = text,
#include "report/patterns.h"
#undef PATTERN
};

const char *pattern_text(enum pattern pattern)
{
    return patterns[pattern];
}

enum pattern words_intervals(const struct pack *pack)
{
    return !pack->open             ? METHOD_SAMPLE
           : pack_has_sample(pack) ? METHOD_MIXED
                                   : METHOD_OPEN;
}

static const struct slot *slot_named(const struct slot *slot, size_t n,
                                     const char *name, size_t length)
{
    for (size_t i = 0; i < n; i++) {
        if (strlen(slot[i].name) == length &&
            memcmp(slot[i].name, name, length) == 0)
            return &slot[i];
    }
    return NULL;
}

static size_t count_spans(const char *p, const struct slot *slot,
                          size_t n_slots)
{
    size_t n = 1;

    for (; *p; p++)
        n += *p == '{' ? 2 : 0;
    for (size_t i = 0; i < n_slots; i++)
        n += slot[i].words ? 2 * slot[i].words->n : 0;
    return n;
}

struct slot slot_stated(const struct pack *pack, const char *name,
                        enum stated what)
{
    return (struct slot)SLOT_NUMBER(name, pack->stated[what], FIELD_VALUE,
                                    STYLE_STATED);
}

enum status words_new(struct prose *out, struct arena *arena, size_t room,
                      struct err *err)
{
    *out =
        (struct prose){.span = arena_alloc(arena, room + 1, sizeof *out->span)};
    return out->span ? OK : err_nomem(err);
}

void words_add(struct prose *words, struct span span)
{
    words->span[words->n++] = span;
}

const char *words_joint(size_t i, size_t n)
{
    return i == 0 ? "" : i + 1 == n ? " and " : ", ";
}

static enum status add_text(struct prose *words, struct arena *arena,
                            const char *from, size_t n, struct err *err)
{
    char *text;

    if (n == 0)
        return OK;
    text = arena_text(arena, from, n);
    if (!text)
        return err_nomem(err);
    words->span[words->n++] = (struct span){.kind = SPAN_TEXT, .text = text};
    return OK;
}

enum status words_say(struct prose *out, struct arena *arena,
                      enum pattern pattern, const struct slot *slot,
                      size_t n_slots, struct err *err)
{
    const char *p = patterns[pattern];
    struct prose words = {.span =
                              arena_alloc(arena, count_spans(p, slot, n_slots),
                                          sizeof *words.span)};
    enum status rc = words.span ? OK : err_nomem(err);

    while (rc == OK && *p) {
        size_t n = strcspn(p, "{");
        const struct slot *found;

        rc = add_text(&words, arena, p, n, err);
        p += n;
        if (rc != OK || !*p)
            break;
        n = strcspn(p, "}");
        found = slot_named(slot, n_slots, p + 1, n - 1);
        if (!found) {
            rc = err_set(err, ERR_STORE,
                         "sentence %d has no value for %.*s; this is a defect "
                         "of canvass",
                         (int)pattern, (int)(n + 1), p);
            break;
        }
        if (!found->words)
            words.span[words.n++] = found->span;
        for (size_t i = 0; found->words && i < found->words->n; i++)
            words.span[words.n++] = found->words->span[i];
        p += n + 1;
    }
    *out = words;
    return rc;
}

void words_plain(struct str *out, const struct prose *words)
{
    for (size_t i = 0; i < words->n; i++) {
        const struct span *s = &words->span[i];

        switch (s->kind) {
        case SPAN_TEXT:
        case SPAN_SAID:
        case SPAN_CODE:
            str_add(out, s->text);
            break;
        case SPAN_NUMBER:
            show_cell(out, s->cell, s->field, s->style);
            break;
        case SPAN_DATE:
            show_date(out, s->text);
            break;
        }
    }
}
