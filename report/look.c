/* look.c - see look.h. */
#include "report/look.h"

#include <math.h>
#include <string.h>

typedef unsigned char rgb[3];

enum { TEXT_MOST = 30, THIN = 40 }; /* per cent of colour in the shades */

/* A variable of the style sheet and an ink of charts for each colour; INKS:
 * charts do not have it. */
static const struct {
    enum theme_ink from;
    const char *variable;
    unsigned ink, on; /* on: of the words upon it */
    const char *on_variable;
} colours[] = {
    {THEME_TEXT, "ink", INK_TEXT, INKS, NULL},
    {THEME_MUTED, "muted", INK_MUTED, INKS, NULL},
    {THEME_LINK, "link", INKS, INKS, NULL},
    {THEME_PAPER, "paper", INK_PAPER, INKS, NULL},
    {THEME_BAND, "band", INKS, INKS, NULL},
    {THEME_STRONG_POSITIVE, "t0", INK_TONE + TONE_STRONG_POSITIVE,
     INK_ON_TONE + TONE_STRONG_POSITIVE, "l0"},
    {THEME_POSITIVE, "t1", INK_TONE + TONE_POSITIVE,
     INK_ON_TONE + TONE_POSITIVE, "l1"},
    {THEME_NEUTRAL, "t2", INK_TONE + TONE_NEUTRAL, INK_ON_TONE + TONE_NEUTRAL,
     "l2"},
    {THEME_NEGATIVE, "t3", INK_TONE + TONE_NEGATIVE,
     INK_ON_TONE + TONE_NEGATIVE, "l3"},
    {THEME_STRONG_NEGATIVE, "t4", INK_TONE + TONE_STRONG_NEGATIVE,
     INK_ON_TONE + TONE_STRONG_NEGATIVE, "l4"},
    {THEME_OTHER, "t5", INK_TONE + TONE_OTHER, INK_ON_TONE + TONE_OTHER, "l5"},
};
enum { COLOURS = sizeof colours / sizeof *colours };

static const rgb white = {0xFF, 0xFF, 0xFF}, black = {0, 0, 0};

/* One of the two has at least 4.58 to 1 with any colour. */
static const unsigned char *upon(const rgb area)
{
    return theme_contrast(white, area) >= theme_contrast(black, area) ? white
                                                                      : black;
}

static void mix(rgb out, const rgb a, const rgb b, unsigned per_cent)
{
    for (size_t i = 0; i < 3; i++)
        out[i] =
            (unsigned char)((a[i] * per_cent + b[i] * (100 - per_cent) + 50) /
                            100);
}

static void variable(struct str *out, const char *name, const rgb c)
{
    str_addf(out, "--%s:#%02x%02x%02x;", name, c[0], c[1], c[2]);
}

/* The shades of places: the last two carry white or black words, the first two
 * the page's own. */
struct heat {
    rgb shade[HEATS];
    const unsigned char *words;
};

static void make_heat(struct heat *heat, const struct theme_colour *colour)
{
    const unsigned char *strong = colour[THEME_STRONG_POSITIVE].rgb;
    const unsigned char *paper = colour[THEME_PAPER].rgb;
    const unsigned char *text = colour[THEME_TEXT].rgb;
    unsigned much = TEXT_MOST, most = 75;

    heat->words = upon(strong);
    mix(heat->shade[1], strong, paper, much);
    while (much > 0 && theme_contrast(heat->shade[1], text) < 4.5)
        mix(heat->shade[1], strong, paper, --much);
    mix(heat->shade[0], strong, paper, much * THIN / 100);
    mix(heat->shade[2], strong, paper, most);
    while (most < 100 && theme_contrast(heat->shade[2], heat->words) < 4.5)
        mix(heat->shade[2], strong, paper, ++most);
    memcpy(heat->shade[3], strong, sizeof(rgb));
}

static bool any_given(const struct theme_colour *colour)
{
    for (size_t i = 0; i < THEME_INKS; i++) {
        if (colour[i].given)
            return true;
    }
    return false;
}

static void mode_style(struct str *out, const struct theme_colour *colour,
                       const char *media)
{
    static const char *const heats[HEATS] = {"h1", "h2", "h3", "h4"};
    struct heat heat;

    if (!any_given(colour))
        return;
    make_heat(&heat, colour);
    str_addf(out, "@media %s{:root{", media);
    for (size_t i = 0; i < COLOURS; i++) {
        const unsigned char *c = colour[colours[i].from].rgb;

        variable(out, colours[i].variable, c);
        if (colours[i].on_variable)
            variable(out, colours[i].on_variable, upon(c));
    }
    for (size_t i = 0; i < HEATS; i++)
        variable(out, heats[i], heat.shade[i]);
    variable(out, "hi", heat.words);
    str_add(out, "}}\n");
}

static void hex(char out[8], const rgb c)
{
    static const char digits[] = "0123456789ABCDEF";

    out[0] = '#';
    for (size_t i = 0; i < 3; i++) {
        out[1 + 2 * i] = digits[c[i] / 16];
        out[2 + 2 * i] = digits[c[i] % 16];
    }
    out[7] = '\0';
}

static void fill_palette(struct palette *palette,
                         const struct theme_colour *colour)
{
    struct heat heat;

    palette_usual(palette);
    make_heat(&heat, colour);
    for (size_t i = 0; i < HEATS; i++)
        hex(palette->colour[INK_HEAT + i], heat.shade[i]);
    hex(palette->colour[INK_ON_HEAT], heat.words);
    for (size_t i = 0; i < COLOURS; i++) {
        const unsigned char *c = colour[colours[i].from].rgb;

        if (colours[i].ink < INKS)
            hex(palette->colour[colours[i].ink], c);
        if (colours[i].on < INKS)
            hex(palette->colour[colours[i].on], upon(c));
    }
    palette_part(palette);
}

/* RFC 4648. */
static void base64(struct str *out, const char *p, size_t n)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        unsigned long x = (unsigned long)(unsigned char)p[i] << 16;

        if (i + 1 < n)
            x |= (unsigned long)(unsigned char)p[i + 1] << 8;
        if (i + 2 < n)
            x |= (unsigned char)p[i + 2];
        str_add_char(out, letters[x >> 18]);
        str_add_char(out, letters[x >> 12 & 63]);
        str_add_char(out, i + 1 < n ? letters[x >> 6 & 63] : '=');
        str_add_char(out, i + 2 < n ? letters[x & 63] : '=');
    }
}

static enum status keep(const char **out, struct str *s, struct arena *arena,
                        struct err *err)
{
    enum status rc = str_status(s, err);

    if (rc == OK)
        *out = arena_text(arena, str_cstr(s), s->n);
    str_free(s);
    return rc == OK && !*out ? err_nomem(err) : rc;
}

static enum status take_style(struct look *look, const struct theme *theme,
                              struct arena *arena, struct err *err)
{
    struct str style = {0};

    if (theme->font)
        str_addf(&style,
                 "body{font-family:\"%s\",Arial,\"Liberation Sans\",Helvetica,"
                 "sans-serif}\n",
                 theme->font);
    if (theme->logo.png)
        str_add(&style, ".logo{display:block;background:#fff;padding:.25rem;"
                        "height:auto;width:auto;max-width:min(100%,20rem);"
                        "max-height:6rem;margin:0 0 1rem}\n");
    /* Paper is light whatever the screen is. */
    mode_style(&style, theme->colour[THEME_LIGHT],
               "print,(prefers-color-scheme:light)");
    mode_style(&style, theme->colour[THEME_DARK],
               "screen and (prefers-color-scheme:dark)");
    return keep(&look->style, &style, arena, err);
}

static enum status take_logo(struct look *look, const struct theme_logo *logo,
                             struct arena *arena, struct err *err)
{
    struct str uri = {0};

    if (!logo->png)
        return OK;
    look->logo_text = logo->text;
    look->logo_width = logo->width;
    look->logo_height = logo->height;
    str_add(&uri, "data:image/png;base64,");
    base64(&uri, logo->png, logo->n_png);
    return keep(&look->logo, &uri, arena, err);
}

enum status look_make(struct look *out, const struct theme *theme,
                      struct arena *arena, struct err *err)
{
    struct palette *palette;
    enum status rc;

    *out = (struct look){.style = ""};
    if (!theme)
        return OK;
    out->organisation = theme->organisation;
    if (any_given(theme->colour[THEME_LIGHT])) {
        palette = arena_alloc(arena, 1, sizeof *palette);
        if (!palette)
            return err_nomem(err);
        fill_palette(palette, theme->colour[THEME_LIGHT]);
        out->palette = palette;
    }
    rc = take_style(out, theme, arena, err);
    return rc == OK ? take_logo(out, &theme->logo, arena, err) : rc;
}
