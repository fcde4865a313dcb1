/* palette.c - see palette.h. */
#include "report/palette.h"

#include <stdbool.h>
#include <string.h>

enum { COLOUR = 7 }; /* letters of "#12436D" */

void palette_usual(struct palette *palette)
{
    for (size_t i = 0; i < INKS; i++)
        memcpy(palette->colour[i], ink_colour((enum ink)i), COLOUR + 1);
}

static bool taken(const struct palette *palette, size_t ink)
{
    for (size_t i = 0; i < ink; i++) {
        if (strcmp(palette->colour[i], palette->colour[ink]) == 0)
            return true;
    }
    return false;
}

/* One up in the last channel; where all of it is full, one down in the next. */
static void change(char *colour, size_t step)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t channel = 5 - 2 * (step % 3);
    size_t value = (size_t)(strchr(digits, colour[channel]) - digits) * 16 +
                   (size_t)(strchr(digits, colour[channel + 1]) - digits);

    value = value > 127 ? value - 1 : value + 1;
    colour[channel] = digits[value / 16];
    colour[channel + 1] = digits[value % 16];
}

void palette_part(struct palette *palette)
{
    for (size_t i = 0; i < INKS; i++) {
        for (size_t step = 0; taken(palette, i); step++)
            change(palette->colour[i], step);
    }
}

const char *palette_colour(const struct palette *palette, enum ink ink)
{
    return palette ? palette->colour[ink] : ink_colour(ink);
}

const char *palette_class(const struct palette *palette, const char *colour)
{
    for (size_t i = 0; palette && i < INKS; i++) {
        if (strcmp(palette->colour[i], colour) == 0)
            return ink_class(ink_colour((enum ink)i));
    }
    return palette ? NULL : ink_class(colour);
}

/* Which ink's usual colour these letters are; INKS: none. */
static size_t ink_of(const char *p)
{
    size_t ink = 0;

    while (ink < INKS && memcmp(ink_colour((enum ink)ink), p, COLOUR) != 0)
        ink++;
    return ink;
}

/* In a label every quote is doubled, so that what follows here can be no part
 * of one. */
void palette_apply(const struct palette *palette, struct text script,
                   struct str *out)
{
    static const char before[] = "rgb '";
    const size_t n = sizeof before - 1;
    size_t from = 0;

    for (size_t i = 0; palette && i + n + COLOUR < script.n; i++) {
        size_t ink;

        if (memcmp(script.p + i, before, n) != 0 ||
            script.p[i + n + COLOUR] != '\'')
            continue;
        ink = ink_of(script.p + i + n);
        if (ink == INKS)
            continue;
        str_add_n(out, script.p + from, i + n - from);
        str_add(out, palette->colour[ink]);
        from = i + n + COLOUR;
    }
    str_add_n(out, script.p + from, script.n - from);
}
