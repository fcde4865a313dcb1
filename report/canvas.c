/* canvas.c - see canvas.h. */
#include "report/canvas.h"

#include <math.h>
#include <string.h>
#include "core/base/num.h"

/* Every colour is its own key: where two look alike they differ by one. */
static const struct {
    const char *colour, *class;
} inks[INKS] = {
    [INK_TEXT] = {"#0B0C0C", "k"},
    [INK_MUTED] = {"#595959", "m"},
    [INK_GRID] = {"#D9D9D9", "g"},
    [INK_PAPER] = {"#FFFFFF", "p"},
    [INK_INTERVAL] = {"#3D3D3D", "i"},
    [INK_OUTLINE] = {"#6B6B6B", "o"},
    [INK_HEAT + 0] = {"#DCE9F5", "h1"},
    [INK_HEAT + 1] = {"#B4D2EC", "h2"},
    [INK_HEAT + 2] = {"#2073BD", "h3"},
    [INK_HEAT + 3] = {"#12436E", "h4"},
    [INK_ON_HEAT] = {"#FEFEFE", "hi"},
    [INK_TONE + TONE_STRONG_POSITIVE] = {"#12436D", "t0"},
    [INK_TONE + TONE_POSITIVE] = {"#2073BC", "t1"},
    [INK_TONE + TONE_NEUTRAL] = {"#767676", "t2"},
    [INK_TONE + TONE_NEGATIVE] = {"#F46A25", "t3"},
    [INK_TONE + TONE_STRONG_NEGATIVE] = {"#801650", "t4"},
    [INK_TONE + TONE_OTHER] = {"#28A197", "t5"},
    [INK_ON_TONE + TONE_STRONG_POSITIVE] = {"#FEFFFF", "l0"},
    [INK_ON_TONE + TONE_POSITIVE] = {"#FFFEFF", "l1"},
    [INK_ON_TONE + TONE_NEUTRAL] = {"#FFFFFE", "l2"},
    [INK_ON_TONE + TONE_NEGATIVE] = {"#0B0C0D", "l3"},
    [INK_ON_TONE + TONE_STRONG_NEGATIVE] = {"#FEFEFF", "l4"},
    [INK_ON_TONE + TONE_OTHER] = {"#0B0C0E", "l5"},
};

enum tone tone_of_series(size_t series)
{
    /* Neighbours contrast by 3.09 to 1 and more. */
    static const enum tone tones[SERIES] = {TONE_STRONG_POSITIVE, TONE_NEGATIVE,
                                            TONE_STRONG_NEGATIVE, TONE_OTHER};

    return tones[series % SERIES];
}

const char *ink_colour(enum ink ink)
{
    return inks[ink].colour;
}

const char *ink_class(const char *colour)
{
    for (size_t i = 0; i < INKS; i++) {
        if (strcmp(inks[i].colour, colour) == 0)
            return inks[i].class;
    }
    return NULL;
}

void canvas_quote(struct str *out, struct text text)
{
    str_add_char(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if (c == '\'')
            str_add(out, "\xE2\x80\x99");
        else
            str_add_char(out, c < ' ' || c == 0x7F ? ' ' : text.p[i]);
    }
    str_add_char(out, '\'');
}

void canvas_number(struct str *out, double x)
{
    num_add(out, x);
}

void canvas_label(struct canvas *c, double x, double y, enum align align,
                  enum ink ink, bool bold, struct text text)
{
    static const char *const word[] = {"left", "center", "right"};

    str_add(&c->labels, "set label ");
    canvas_quote(&c->labels, text);
    str_add(&c->labels, " at screen ");
    canvas_number(&c->labels, x / c->width);
    str_add(&c->labels, ", screen ");
    canvas_number(&c->labels, 1 - y / c->height);
    str_addf(&c->labels, " %s noenhanced front textcolor rgb '%s'", word[align],
             ink_colour(ink));
    if (bold) {
        str_add(&c->labels, " font 'Liberation Sans:Bold,");
        canvas_number(&c->labels, c->size);
        str_add_char(&c->labels, '\'');
    }
    str_add_char(&c->labels, '\n');
}

double canvas_x(const struct canvas *c, double value)
{
    return c->left +
           (value - c->from) / (c->to - c->from) * (c->right - c->left);
}

void canvas_row(struct canvas *c, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            str_add_char(c->data, ' ');
        if (isnan(x[i]))
            str_add(c->data, "NaN");
        else
            canvas_number(c->data, x[i]);
    }
    str_add_char(c->data, '\n');
    c->n_rows++;
}

static void plot(struct canvas *c, size_t index, const char *how)
{
    str_addf(&c->plots, "%s'data.txt' index %zu %s",
             c->n_plots ? ", \\\n  " : "plot ", index, how);
    c->n_plots++;
}

void canvas_plot(struct canvas *c, const char *how)
{
    plot(c, (*c->index)++, how);
    str_add(c->data, "\n\n");
    c->n_rows = 0;
}

void canvas_again(struct canvas *c, const char *how)
{
    plot(c, *c->index - 1, how);
}

void canvas_box(struct canvas *c, double x0, double x1, double y0, double y1)
{
    const double row[] = {x0, y0, x0, x1, y0, y1};

    canvas_row(c, row, 6);
}

void canvas_stroke(struct canvas *c, double x0, double y0, double x1, double y1)
{
    const double row[] = {x0, y0, x1 - x0, y1 - y0};

    canvas_row(c, row, 4);
}

void canvas_dot(struct canvas *c, double x, double y)
{
    const double row[] = {x, y};

    canvas_row(c, row, 2);
}

/* "using 1:2 with points pt 7 ps 2 lc rgb '#12436D'" */
static void end_block(struct canvas *c, const char *with, double size,
                      enum ink ink)
{
    struct str how = {0};

    if (c->n_rows == 0)
        return;
    str_add(&how, with);
    if (size > 0)
        num_add(&how, size);
    str_addf(&how, " lc rgb '%s'", ink_colour(ink));
    canvas_plot(c, str_cstr(&how));
    c->plots.failed |= how.failed;
    str_free(&how);
}

void canvas_boxes(struct canvas *c, enum ink ink)
{
    end_block(c, "using 1:2:3:4:5:6 with boxxyerror", 0, ink);
}

void canvas_strokes(struct canvas *c, enum ink ink, double width)
{
    end_block(c, "using 1:2:3:4 with vectors nohead lw ", width, ink);
}

/* A dot of size 1 has a radius of 4.5 pixels. */
void canvas_dots(struct canvas *c, enum ink ink, double radius)
{
    end_block(c, "using 1:2 with points pt 7 ps ", radius / 4.5, ink);
}

void canvas_pixels(struct canvas *c)
{
    c->left = c->top = c->from = 0;
    c->right = c->to = c->width;
    c->bottom = c->height;
}

void canvas_line(struct canvas *c, double value, enum ink ink, bool behind)
{
    str_add(&c->labels, "set arrow from first ");
    canvas_number(&c->labels, value);
    str_add(&c->labels, ", graph 0 to first ");
    canvas_number(&c->labels, value);
    str_addf(&c->labels, ", graph 1 nohead %s lw 1 lc rgb '%s'\n",
             behind ? "back" : "front", ink_colour(ink));
}

static void setting(struct str *s, const char *before, double x,
                    const char *after)
{
    str_add(s, before);
    canvas_number(s, x);
    str_add(s, after);
}

/* The cairo terminals take sizes of text in points, four of which are three
 * of the SVG's pixels: twice as large is a scale of 1.5. */
static void terminal(struct canvas *c, const char *kind, double scale,
                     const char *more, const char *file, const char *ending)
{
    struct str *s = c->script;

    str_addf(s, "set terminal %s size ", kind);
    canvas_number(s, c->width * scale);
    setting(s, ",", c->height * scale, " noenhanced font 'Liberation Sans,");
    setting(s, "", c->size, "'");
    str_addf(s, " background rgb '%s' %s\nset output '%s.%s'\n",
             ink_colour(INK_PAPER), more, file, ending);
}

void canvas_end(struct canvas *c, const char *file, bool png)
{
    struct str *s = c->script;

    terminal(c, "svg", 1, "fixed", file, "svg");
    str_add(s, "reset\nunset key\nunset xtics\nunset ytics\nset border 0\n"
               "set style fill solid 1 noborder\nset errorbars 0.6\n");
    setting(s, "set lmargin at screen ", c->left / c->width, "\n");
    setting(s, "set rmargin at screen ", c->right / c->width, "\n");
    setting(s, "set tmargin at screen ", 1 - c->top / c->height, "\n");
    setting(s, "set bmargin at screen ", 1 - c->bottom / c->height, "\n");
    setting(s, "set xrange [", c->from, ":");
    setting(s, "", c->to, "]\n");
    setting(s, "set yrange [", c->bottom, ":");
    setting(s, "", c->top, "]\n");
    str_add_n(s, str_cstr(&c->labels), c->labels.n);
    str_add_n(s, str_cstr(&c->plots), c->plots.n);
    str_add(s, "\nset output\n");
    if (png) {
        terminal(c, "pngcairo", 2, "fontscale 1.5 linewidth 2", file, "png");
        str_add(s, "replot\nset output\n");
    }
    s->failed |= c->labels.failed || c->plots.failed;
    str_free(&c->labels);
    str_free(&c->plots);
}
