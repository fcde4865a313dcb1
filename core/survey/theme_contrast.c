/* theme_contrast.c - what each pair of colours must measure, and the usual
 * colours. */
#include "core/survey/theme_contrast.h"

#include <math.h>

/* Where 0.04045 is in sRGB, WCAG prints 0.03928: no channel of 8 bits lies
 * between them. */
static double linear(unsigned char channel)
{
    double c = channel / 255.0;

    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(const unsigned char rgb[3])
{
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) +
           0.0722 * linear(rgb[2]);
}

double theme_contrast(const unsigned char a[3], const unsigned char b[3])
{
    double x = luminance(a), y = luminance(b);

    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

// clang-format off
/* Analysis Function, but for the greys and the dark mode. */
static const unsigned char usual[THEME_MODES][THEME_INKS][3] = {
    [THEME_LIGHT] = {
        [THEME_TEXT]            = {0x0B, 0x0C, 0x0C},
        [THEME_MUTED]           = {0x59, 0x59, 0x59},
        [THEME_LINK]            = {0x1D, 0x4F, 0x91},
        [THEME_PAPER]           = {0xFF, 0xFF, 0xFF},
        [THEME_BAND]            = {0xF3, 0xF2, 0xF1},
        [THEME_STRONG_POSITIVE] = {0x12, 0x43, 0x6D},
        [THEME_POSITIVE]        = {0x20, 0x73, 0xBC},
        [THEME_NEUTRAL]         = {0x76, 0x76, 0x76},
        [THEME_NEGATIVE]        = {0xF4, 0x6A, 0x25},
        [THEME_STRONG_NEGATIVE] = {0x80, 0x16, 0x50},
        [THEME_OTHER]           = {0x28, 0xA1, 0x97},
    },
    [THEME_DARK] = {
        [THEME_TEXT]            = {0xF3, 0xF2, 0xF1},
        [THEME_MUTED]           = {0xC0, 0xC2, 0xC4},
        [THEME_LINK]            = {0x8E, 0xC1, 0xF0},
        [THEME_PAPER]           = {0x16, 0x19, 0x1C},
        [THEME_BAND]            = {0x23, 0x28, 0x2D},
        [THEME_STRONG_POSITIVE] = {0x7D, 0xB8, 0xEC},
        [THEME_POSITIVE]        = {0x2F, 0x7E, 0xC7},
        [THEME_NEUTRAL]         = {0x8F, 0x8F, 0x8F},
        [THEME_NEGATIVE]        = {0xF4, 0x6A, 0x25},
        [THEME_STRONG_NEGATIVE] = {0xE0, 0x7A, 0xB0},
        [THEME_OTHER]           = {0x28, 0xA1, 0x97},
    },
};

const struct theme_pair theme_pairs[] = {
    {THEME_TEXT,            THEME_PAPER,           4.5, false},
    {THEME_MUTED,           THEME_PAPER,           4.5, false},
    {THEME_LINK,            THEME_PAPER,           4.5, false},
    {THEME_TEXT,            THEME_BAND,            4.5, false},
    {THEME_STRONG_POSITIVE, THEME_PAPER,           3,   false},
    {THEME_POSITIVE,        THEME_PAPER,           3,   false},
    {THEME_NEUTRAL,         THEME_PAPER,           3,   false},
    {THEME_NEGATIVE,        THEME_PAPER,           3,   false},
    {THEME_STRONG_NEGATIVE, THEME_PAPER,           3,   false},
    {THEME_OTHER,           THEME_PAPER,           3,   false},
    /* The order of series that stand side by side. */
    {THEME_STRONG_POSITIVE, THEME_NEGATIVE,        3,   true},
    {THEME_NEGATIVE,        THEME_STRONG_NEGATIVE, 3,   true},
    {THEME_STRONG_NEGATIVE, THEME_OTHER,           3,   true},
};
// clang-format on
const size_t theme_n_pairs = sizeof theme_pairs / sizeof *theme_pairs;

const unsigned char *theme_usual(enum theme_mode mode, enum theme_ink ink)
{
    return usual[mode][ink];
}
