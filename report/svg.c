/* svg.c - gnuplot's SVG, read element by element and written anew.
 *
 * Only what a chart is made of comes through: paths, polygons, dots, text.
 * Everything else of gnuplot's (its defs, titles, plumbing) is left out, so
 * that nothing in a drawing is there by accident.  What is no such drawing is
 * refused. */
#include <ctype.h>
#include <math.h>
#include <string.h>
#include "core/base/num.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/outline.h"
#include "report/svg_read.h"

enum { DEPTH = 16 };

struct state { /* what a <g> hands down */
    struct text stroke, fill, anchor;
    bool bold;
    double stroke_width, x, y;
};

/* The colour as it is, for a drawing by itself, and the class by which a page
 * may give it another. */
struct paint {
    struct str hex, class;
};

struct rewrite {
    struct html html; /* SVG is escaped as HTML is */
    const struct palette *palette;
    struct text in;
    size_t at;
    struct state state[DEPTH];
    size_t depth;
    double width, height;
    struct outline path; /* being put together, and how it is painted */
    struct paint paint;
    struct str stroke_width;
    bool stroked;
    struct str group; /* what texts or dots that follow each other share */
    bool bad;
};

/* ---- reading ---------------------------------------------------------- */

/* The next tag, without its brackets; the text before it in *before. */
static bool next_tag(struct rewrite *r, struct text *tag, struct text *before)
{
    const char *start = r->in.p + r->at, *end = r->in.p + r->in.n;
    const char *open = memchr(start, '<', (size_t)(end - start));
    const char *close;

    if (!open)
        return false;
    close = memchr(open, '>', (size_t)(end - open));
    if (!close) {
        r->bad = true;
        return false;
    }
    *before = (struct text){start, (size_t)(open - start)};
    *tag = (struct text){open + 1, (size_t)(close - open - 1)};
    r->at = (size_t)(close - r->in.p) + 1;
    return true;
}

/* "#12436D" of a colour as gnuplot writes it. */
static void colour_of(struct str *out, const struct rewrite *r, struct text t)
{
    double c[3];

    if (t.n == 7 && t.p[0] == '#') {
        for (size_t i = 0; i < 7; i++)
            str_add_char(out, (char)toupper((unsigned char)t.p[i]));
    } else if (t.n > 3 && memcmp(t.p, "rgb", 3) == 0 &&
               svg_numbers(t, c, 3) == 3) {
        str_addf(out, "#%02X%02X%02X", (unsigned)c[0], (unsigned)c[1],
                 (unsigned)c[2]);
    } else {
        str_add(out, palette_colour(r->palette, INK_TEXT));
    }
}

/* ---- writing ---------------------------------------------------------- */

static void coordinate(struct str *out, double x)
{
    outline_number(out, outline_tenths(x));
}

static struct paint paint_of(const struct rewrite *r, const char *property,
                             struct text colour)
{
    struct paint p = {0};
    const char *class;

    colour_of(&p.hex, r, colour);
    class = palette_class(r->palette, str_cstr(&p.hex));
    str_addf(&p.class, "%c-%s", property[0], class ? class : "x");
    return p;
}

static void paint_free(struct paint *p)
{
    str_free(&p->hex);
    str_free(&p->class);
}

static void end_group(struct rewrite *r)
{
    if (r->group.n > 0)
        html_close(&r->html, "g");
    str_clear(&r->group);
}

static void flush(struct rewrite *r)
{
    const char *hex = str_cstr(&r->paint.hex);
    const char *class = str_cstr(&r->paint.class);
    const char *d = str_cstr(&r->path.d);

    end_group(r);
    if (r->path.d.n > 0 && r->stroked)
        html_element(&r->html, "path", "", "fill", "none", "stroke", hex,
                     "class", class, "stroke-width", str_cstr(&r->stroke_width),
                     "d", d, NULL);
    else if (r->path.d.n > 0)
        html_element(&r->html, "path", "", "fill", hex, "class", class, "d", d,
                     NULL);
    r->html.out->failed |= r->path.d.failed;
    outline_clear(&r->path);
    str_clear(&r->stroke_width);
    paint_free(&r->paint);
}

/* Pieces of one style, one after another, are one path. */
static void begin_path(struct rewrite *r, struct text colour, bool stroked)
{
    struct paint paint = paint_of(r, stroked ? "stroke" : "fill", colour);
    struct str width = {0};

    num_add(&width, r->state[r->depth].stroke_width);
    if (r->group.n > 0 || stroked != r->stroked ||
        !text_equal(str_text(&paint.class), str_text(&r->paint.class)) ||
        (stroked && !text_equal(str_text(&width), str_text(&r->stroke_width))))
        flush(r);
    if (r->path.d.n == 0) {
        paint_free(&r->paint);
        r->paint = paint;
        r->stroked = stroked;
        str_clear(&r->stroke_width);
        str_add_n(&r->stroke_width, str_cstr(&width), width.n);
    } else {
        paint_free(&paint);
    }
    str_free(&width);
}

/* Moves without a line are what gnuplot leaves of tics. */
static bool draws(struct text d)
{
    return memchr(d.p, 'L', d.n) || memchr(d.p, 'h', d.n) ||
           memchr(d.p, 'v', d.n);
}

/* "M1.00,2.00 L3.00,4.00 ": gnuplot writes nothing else. */
static void take_path(struct rewrite *r, struct text tag)
{
    struct text rest = svg_attribute(tag, "d"),
                stroke = svg_attribute(tag, "stroke");
    double xy[2];

    if (!draws(rest))
        return;
    begin_path(r, stroke.n ? stroke : r->state[r->depth].stroke, true);
    for (;;) {
        size_t i = 0;
        bool line = false;

        for (; i < rest.n && !svg_in_number(rest.p[i]); i++)
            line = rest.p[i] == 'L' || (line && rest.p[i] != 'M');
        if (!svg_next_point(&rest, xy))
            break;
        if (line)
            outline_line(&r->path, xy[0], xy[1]);
        else
            outline_move(&r->path, xy[0], xy[1]);
    }
}

static void take_polygon(struct rewrite *r, struct text tag)
{
    struct text rest = svg_attribute(tag, "points");
    double xy[2], first[2];
    bool begun = false;

    begin_path(r, svg_attribute(tag, "fill"), false);
    while (svg_next_point(&rest, xy)) {
        if (!begun) {
            outline_move(&r->path, xy[0], xy[1]);
            memcpy(first, xy, sizeof first);
        } else if (xy[0] != first[0] || xy[1] != first[1]) {
            outline_line(&r->path, xy[0], xy[1]);
        }
        begun = true;
    }
    outline_close(&r->path);
}

/* Opens a <g> with what the elements to come share, unless it is open. */
static void begin_group(struct rewrite *r, struct paint *paint,
                        const char *anchor, bool bold, bool class)
{
    struct str wanted = {0};

    str_addf(&wanted, "%s %s %d", str_cstr(&paint->class), anchor, bold);
    if (r->path.d.n > 0 ||
        !text_equal(str_text(&wanted), str_text(&r->group))) {
        flush(r);
        html_open(&r->html, "g", "fill", str_cstr(&paint->hex),
                  class ? "class" : "text-anchor",
                  class ? str_cstr(&paint->class) : anchor,
                  bold ? "font-weight" : NULL, "bold", NULL);
        str_add_n(&r->group, str_cstr(&wanted), wanted.n);
    }
    r->bad |= wanted.failed;
    str_free(&wanted);
}

/* A point: pt 7, the filled circle; of size 0 those of intervals. */
static void take_use(struct rewrite *r, struct text tag)
{
    struct paint paint;
    struct str number[3] = {{0}};
    double x[3];

    if (svg_numbers(svg_attribute(tag, "transform"), x, 3) != 3) {
        r->bad = true;
        return;
    }
    if (x[2] <= 0)
        return;
    paint = paint_of(r, "fill", svg_attribute(tag, "color"));
    begin_group(r, &paint, "dot", false, true);
    for (size_t i = 0; i < 3; i++)
        coordinate(&number[i], x[i]);
    html_element(&r->html, "circle", "", "cx", str_cstr(&number[0]), "cy",
                 str_cstr(&number[1]), "r", str_cstr(&number[2]), NULL);
    for (size_t i = 0; i < 3; i++)
        str_free(&number[i]);
    paint_free(&paint);
}

/* gnuplot escapes < and & alone. */
static void add_text(struct str *out, struct text t)
{
    static const struct {
        const char *entity;
        size_t n;
        char c;
    } known[] = {{"&lt;", 4, '<'}, {"&gt;", 4, '>'}, {"&amp;", 5, '&'}};

    t = text_trim(t);
    for (size_t i = 0; i < t.n;) {
        size_t k = 0;

        while (k < 3 && (t.n - i < known[k].n ||
                         memcmp(t.p + i, known[k].entity, known[k].n) != 0))
            k++;
        str_add_char(out, k < 3 ? known[k].c : t.p[i]);
        i += k < 3 ? known[k].n : 1;
    }
}

/* Each text keeps its class, by which it is told from others. */
static void write_text(struct rewrite *r, const char *text)
{
    const struct state *s = &r->state[r->depth];
    struct paint paint = paint_of(r, "fill", s->fill);
    struct str x = {0}, y = {0}, anchor = {0};

    coordinate(&x, s->x);
    coordinate(&y, s->y);
    str_add_n(&anchor, s->anchor.n ? s->anchor.p : "start",
              s->anchor.n ? s->anchor.n : 5);
    begin_group(r, &paint, str_cstr(&anchor), s->bold, false);
    html_element(&r->html, "text", text, "x", str_cstr(&x), "y", str_cstr(&y),
                 "class", str_cstr(&paint.class), NULL);
    str_free(&x);
    str_free(&y);
    str_free(&anchor);
    paint_free(&paint);
}

static void take_text(struct rewrite *r)
{
    struct text tag, before;
    struct str text = {0};

    while (next_tag(r, &tag, &before)) {
        add_text(&text, before);
        if (svg_is_tag(tag, "/text"))
            break;
    }
    write_text(r, str_cstr(&text));
    r->html.out->failed |= text.failed;
    str_free(&text);
}

/* ---- the whole -------------------------------------------------------- */

static bool ends_with(struct text t, const char *end)
{
    size_t n = strlen(end);

    return t.n >= n && memcmp(t.p + t.n - n, end, n) == 0;
}

static void enter(struct rewrite *r, struct text tag)
{
    struct state s = r->state[r->depth];
    struct text stroke = svg_attribute(tag, "stroke");
    struct text width = svg_attribute(tag, "stroke-width");
    double xy[2];

    if (r->depth + 1 >= DEPTH) {
        r->bad = true;
        return;
    }
    if (stroke.n > 0)
        s.stroke = text_equal(stroke, text_of("currentColor"))
                       ? svg_attribute(tag, "color")
                       : stroke;
    if (svg_attribute(tag, "fill").n > 0)
        s.fill = svg_attribute(tag, "fill");
    if (svg_attribute(tag, "text-anchor").n > 0)
        s.anchor = svg_attribute(tag, "text-anchor");
    s.bold = ends_with(svg_attribute(tag, "font-family"), ":Bold");
    if (width.n > 0 && !num_parse(width, &s.stroke_width))
        r->bad = true;
    if (svg_numbers(svg_attribute(tag, "transform"), xy, 2) == 2) {
        s.x = xy[0];
        s.y = xy[1];
    }
    r->state[++r->depth] = s;
}

static void skip_to(struct rewrite *r, const char *end)
{
    struct text tag, before;

    while (next_tag(r, &tag, &before)) {
        if (svg_is_tag(tag, end))
            return;
    }
}

static void take(struct rewrite *r, struct text tag)
{
    if (svg_is_tag(tag, "title"))
        skip_to(r, "/title");
    else if (svg_is_tag(tag, "desc"))
        skip_to(r, "/desc");
    else if (svg_is_tag(tag, "defs"))
        skip_to(r, "/defs");
    else if (svg_is_tag(tag, "g"))
        enter(r, tag);
    else if (svg_is_tag(tag, "/g") && r->depth == 0)
        r->bad = true;
    else if (svg_is_tag(tag, "/g"))
        r->depth--;
    else if (svg_is_tag(tag, "path"))
        take_path(r, tag);
    else if (svg_is_tag(tag, "polygon"))
        take_polygon(r, tag);
    else if (svg_is_tag(tag, "use"))
        take_use(r, tag);
    else if (svg_is_tag(tag, "text"))
        take_text(r);
}

static void head(struct rewrite *r, const char *id, const char *title,
                 const char *desc)
{
    struct str w = {0}, h = {0}, box = {0}, t = {0}, d = {0}, both = {0};

    coordinate(&w, r->width);
    coordinate(&h, r->height);
    str_addf(&box, "0 0 %s %s", str_cstr(&w), str_cstr(&h));
    str_addf(&t, "%s-t", id);
    str_addf(&d, "%s-d", id);
    str_addf(&both, "%s %s", str_cstr(&t), str_cstr(&d));
    html_open(&r->html, "svg", "xmlns", "http://www.w3.org/2000/svg", "role",
              "img", "aria-labelledby", str_cstr(&both), "viewBox",
              str_cstr(&box), "width", str_cstr(&w), "height", str_cstr(&h),
              "font-family", "Arial, Liberation Sans, Helvetica, sans-serif",
              "font-size", r->width < WIDE ? "13" : "16", NULL);
    html_element(&r->html, "title", title, "id", str_cstr(&t), NULL);
    html_element(&r->html, "desc", desc, "id", str_cstr(&d), NULL);
    begin_path(r, text_of(palette_colour(r->palette, INK_PAPER)), false);
    outline_move(&r->path, 0, 0);
    outline_line(&r->path, r->width, 0);
    outline_line(&r->path, r->width, r->height);
    outline_line(&r->path, 0, r->height);
    outline_close(&r->path);
    flush(r);
    r->html.out->failed |= box.failed || both.failed;
    str_free(&w);
    str_free(&h);
    str_free(&box);
    str_free(&t);
    str_free(&d);
    str_free(&both);
}

enum status svg_rewrite(struct str *out, struct text svg, const char *id,
                        const char *title, const char *desc,
                        const struct palette *palette, struct err *err)
{
    struct rewrite r = {.html = {.out = out}, .palette = palette, .in = svg};
    struct text tag, before;
    double box[4];
    bool begun = false, ended = false;

    r.state[0].stroke_width = 1;
    while (!r.bad && !ended && next_tag(&r, &tag, &before)) {
        if (!begun && svg_is_tag(tag, "svg") &&
            svg_numbers(svg_attribute(tag, "viewBox"), box, 4) == 4) {
            begun = true;
            r.width = box[2];
            r.height = box[3];
            head(&r, id, title, desc);
        } else if (svg_is_tag(tag, "/svg")) {
            ended = true;
        } else if (begun) {
            take(&r, tag);
        }
    }
    flush(&r);
    if (begun)
        html_close(&r.html, "svg");
    outline_free(&r.path);
    str_free(&r.group);
    str_free(&r.stroke_width);
    paint_free(&r.paint);
    if (r.bad || !begun || !ended)
        return err_set(err, ERR_MISSING, "%s is no whole drawing of gnuplot",
                       id);
    return str_status(out, err);
}
