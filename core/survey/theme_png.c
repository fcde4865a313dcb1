/* theme_png.c - a picture that can be put into a published page.
 *
 * Cameras and programs write remarks, places, names and dates into PNGs; only
 * what the picture is drawn from is kept.  SVG is not taken: it can hold
 * scripts and links, and a page that is all one file has no wall against
 * them. */
#include "core/survey/theme.h"

#include <stdint.h>
#include <string.h>

static const char *const kept[] = {"IHDR", "PLTE", "tRNS", "gAMA",
                                   "cHRM", "sRGB", "IDAT", "IEND"};
enum { FRAME = 12 }; /* bytes of a chunk beside its data */

static uint32_t word(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

/* CRC-32 of ISO 3309, as in annex D of the PNG specification. */
static uint32_t check_sum(const char *p, size_t n)
{
    uint32_t c = 0xFFFFFFFFu;

    for (size_t i = 0; i < n; i++) {
        c ^= (unsigned char)p[i];
        for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
    }
    return c ^ 0xFFFFFFFFu;
}

static bool is(const char *chunk, const char *type)
{
    return memcmp(chunk + 4, type, 4) == 0;
}

static bool wanted(const char *chunk)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (is(chunk, kept[i]))
            return true;
    }
    return false;
}

static const char *take_size(const char *chunk, uint32_t n, unsigned side,
                             unsigned *width, unsigned *height)
{
    if (!is(chunk, "IHDR") || n != 13)
        return "is no PNG";
    *width = word(chunk + 8);
    *height = word(chunk + 12);
    if (*width == 0 || *height == 0)
        return "is empty";
    return *width > side || *height > side ? "has too many pixels" : NULL;
}

const char *theme_png(struct text png, unsigned side, struct str *out,
                      unsigned *width, unsigned *height)
{
    static const char head[] = "\x89PNG\r\n\x1A\n";
    const char *wrong = NULL;
    bool data = false;
    size_t at = 8;

    if (png.n < 8 || memcmp(png.p, head, 8) != 0)
        return "is no PNG";
    str_add_n(out, png.p, 8);
    while (!wrong) {
        const char *chunk = png.p + at;
        uint32_t n;

        if (png.n - at < FRAME || word(chunk) > png.n - at - FRAME)
            return "is cut short";
        n = word(chunk);
        if (check_sum(chunk + 4, n + 4) != word(chunk + 8 + n))
            return "is damaged";
        if (at == 8)
            wrong = take_size(chunk, n, side, width, height);
        if (wanted(chunk))
            str_add_n(out, chunk, n + FRAME);
        data |= is(chunk, "IDAT");
        if (is(chunk, "IEND"))
            return data ? wrong : "holds no picture";
        at += n + FRAME;
    }
    return wrong;
}
