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

enum { DEPTH = 16 };

struct state { /* what a <g> hands down */
    struct text stroke, fill, anchor;
    bool bold;
    double stroke_width, x, y;
};

struct rewrite {
    struct str *out;
    struct text in;
    size_t at;
    struct state state[DEPTH];
    size_t depth;
    double width, height, font_size;
    struct str path, style; /* a path that is being put together */
    bool bad;
};

/* ---- reading ---------------------------------------------------------- */

/* The next tag, without its brackets; the text before it in *before. */
static bool next_tag(struct rewrite *r, struct text *tag, struct text *before)
{
    const char *start = r->in.p + r->at;
    const char *open = memchr(start, '<', r->in.n - r->at);
    const char *close;

    if (!open)
        return false;
    close = memchr(open, '>', r->in.n - (size_t)(open - r->in.p));
    if (!close) {
        r->bad = true;
        return false;
    }
    *before = (struct text){start, (size_t)(open - start)};
    *tag = (struct text){open + 1, (size_t)(close - open - 1)};
    r->at = (size_t)(close - r->in.p) + 1;
    return true;
}

static bool is_tag(struct text tag, const char *name)
{
    size_t n = strlen(name);

    return tag.n >= n && memcmp(tag.p, name, n) == 0 &&
           (tag.n == n || isspace((unsigned char)tag.p[n]) || tag.p[n] == '/');
}

static const char *find_name(struct text tag, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 1; i + n < tag.n; i++) {
        if (isspace((unsigned char)tag.p[i - 1]) &&
            memcmp(tag.p + i, name, n) == 0 &&
            (tag.p[i + n] == '=' || tag.p[i + n] == ' '))
            return tag.p + i + n;
    }
    return NULL;
}

/* An attribute's value; empty where it is not there. */
static struct text attribute(struct text tag, const char *name)
{
    const char *end = tag.p + tag.n, *p = find_name(tag, name), *close;

    if (!p)
        return (struct text){"", 0};
    while (p < end && (*p == ' ' || *p == '='))
        p++;
    if (p == end || (*p != '"' && *p != '\''))
        return (struct text){"", 0};
    close = memchr(p + 1, *p, (size_t)(end - p - 1));
    if (!close)
        return (struct text){"", 0};
    return (struct text){p + 1, (size_t)(close - p - 1)};
}

/* The numbers of "translate(1.00,2.00)" and of "rgb( 18,  67, 109)". */
static size_t numbers(struct text t, double *x, size_t most)
{
    size_t n = 0, i = 0;

    while (i < t.n && n < most) {
        size_t from = i;

        while (i < t.n && (isdigit((unsigned char)t.p[i]) || t.p[i] == '.' ||
                           t.p[i] == '-'))
            i++;
        if (i > from && num_parse((struct text){t.p + from, i - from}, &x[n]))
            n++;
        if (i == from)
            i++;
    }
    return n;
}

/* "#12436D" of a colour as gnuplot writes it. */
static void colour_of(struct str *out, struct text t)
{
    double c[3];

    if (t.n == 7 && t.p[0] == '#') {
        for (size_t i = 0; i < 7; i++)
            str_add_char(out, (char)toupper((unsigned char)t.p[i]));
    } else if (t.n > 3 && memcmp(t.p, "rgb", 3) == 0 && numbers(t, c, 3) == 3) {
        str_addf(out, "#%02X%02X%02X", (unsigned)c[0], (unsigned)c[1],
                 (unsigned)c[2]);
    } else {
        str_add(out, "#0B0C0C");
    }
}

/* ---- writing ---------------------------------------------------------- */

static void coordinate(struct str *out, double x)
{
    struct str s = {0};

    num_add_fixed(&s, x, 1);
    if (s.n > 2 && memcmp(s.p + s.n - 2, ".0", 2) == 0)
        str_add_n(out, s.p, s.n - 2);
    else
        str_add_n(out, str_cstr(&s), s.n);
    str_free(&s);
}

/* " fill="#12436D" class="f-t0"" */
static void paint(struct str *out, const char *property, struct text colour)
{
    struct str hex = {0};
    const char *class;

    colour_of(&hex, colour);
    class = ink_class(str_cstr(&hex));
    str_addf(out, " %s=\"%s\"", property, str_cstr(&hex));
    if (class)
        str_addf(out, " class=\"%c-%s\"", property[0], class);
    str_free(&hex);
}

static void flush(struct rewrite *r)
{
    if (r->path.n > 0) {
        str_addf(r->out, "<path%s d=\"%s\"/>\n", str_cstr(&r->style),
                 str_cstr(&r->path));
    }
    str_clear(&r->path);
    str_clear(&r->style);
}

/* Pieces of one style, one after another, are one path. */
static void begin_path(struct rewrite *r, struct str *style)
{
    if (!text_equal(str_text(style), str_text(&r->style))) {
        flush(r);
        str_add_n(&r->style, str_cstr(style), style->n);
    }
}

/* Moves without a line are what gnuplot leaves of tics. */
static bool draws(struct text d)
{
    return memchr(d.p, 'L', d.n) || memchr(d.p, 'h', d.n) ||
           memchr(d.p, 'v', d.n);
}

static void take_path(struct rewrite *r, struct text tag)
{
    struct text d = attribute(tag, "d"), stroke = attribute(tag, "stroke");
    struct str style = {0};

    if (!draws(d))
        return;
    if (stroke.n == 0)
        stroke = r->state[r->depth].stroke;
    str_add(&style, " fill=\"none\"");
    paint(&style, "stroke", stroke);
    if (r->state[r->depth].stroke_width != 1) {
        str_add(&style, " stroke-width=\"");
        num_add(&style, r->state[r->depth].stroke_width);
        str_add_char(&style, '"');
    }
    begin_path(r, &style);
    for (size_t i = 0; i < d.n;) {
        double x;
        size_t from = i;

        while (i < d.n && (isdigit((unsigned char)d.p[i]) || d.p[i] == '.' ||
                           d.p[i] == '-'))
            i++;
        if (i > from && num_parse((struct text){d.p + from, i - from}, &x)) {
            coordinate(&r->path, x);
        } else if (i == from) {
            if (!isspace((unsigned char)d.p[i]))
                str_add_char(&r->path, d.p[i]);
            else if (i + 1 < d.n && isdigit((unsigned char)d.p[i + 1]))
                str_add_char(&r->path, ' ');
            i++;
        }
    }
    str_free(&style);
}

static void take_polygon(struct rewrite *r, struct text tag)
{
    struct text points = attribute(tag, "points"), rest = points;
    struct str style = {0};
    bool first = true;
    double xy[2];

    paint(&style, "fill", attribute(tag, "fill"));
    begin_path(r, &style);
    while (numbers(rest, xy, 2) == 2) {
        const char *comma = memchr(rest.p, ',', rest.n);
        size_t used;

        str_add_char(&r->path, first ? 'M' : 'L');
        coordinate(&r->path, xy[0]);
        str_add_char(&r->path, ',');
        coordinate(&r->path, xy[1]);
        first = false;
        if (!comma)
            break;
        used = (size_t)(comma - rest.p) + 1;
        while (used < rest.n && !isspace((unsigned char)rest.p[used]))
            used++;
        rest = (struct text){rest.p + used, rest.n - used};
    }
    str_add_char(&r->path, 'Z');
    str_free(&style);
}

/* A point: pt 7, the filled circle. */
static void take_use(struct rewrite *r, struct text tag)
{
    double x[3];

    if (numbers(attribute(tag, "transform"), x, 3) != 3) {
        r->bad = true;
        return;
    }
    if (x[2] <= 0)
        return;
    flush(r);
    str_add(r->out, "<circle cx=\"");
    coordinate(r->out, x[0]);
    str_add(r->out, "\" cy=\"");
    coordinate(r->out, x[1]);
    str_add(r->out, "\" r=\"");
    coordinate(r->out, x[2]);
    str_add_char(r->out, '"');
    paint(r->out, "fill", attribute(tag, "color"));
    str_add(r->out, "/>\n");
}

/* gnuplot escapes < and & alone. */
static void add_text(struct rewrite *r, struct text t)
{
    struct text trimmed = text_trim(t);

    for (size_t i = 0; i < trimmed.n; i++) {
        if (trimmed.p[i] == '>')
            str_add(r->out, "&gt;");
        else
            str_add_char(r->out, trimmed.p[i]);
    }
}

static void take_text(struct rewrite *r)
{
    const struct state *s = &r->state[r->depth];
    struct text tag, before;

    flush(r);
    str_add(r->out, "<text x=\"");
    coordinate(r->out, s->x);
    str_add(r->out, "\" y=\"");
    coordinate(r->out, s->y);
    str_add_char(r->out, '"');
    if (s->anchor.n > 0 && !text_equal(s->anchor, text_of("start"))) {
        str_add(r->out, " text-anchor=\"");
        str_add_n(r->out, s->anchor.p, s->anchor.n);
        str_add_char(r->out, '"');
    }
    if (s->bold)
        str_add(r->out, " font-weight=\"bold\"");
    paint(r->out, "fill", s->fill);
    str_add_char(r->out, '>');
    while (next_tag(r, &tag, &before)) {
        add_text(r, before);
        if (is_tag(tag, "/text"))
            break;
    }
    str_add(r->out, "</text>\n");
}

static bool ends_with(struct text t, const char *end)
{
    size_t n = strlen(end);

    return t.n >= n && memcmp(t.p + t.n - n, end, n) == 0;
}

static void enter(struct rewrite *r, struct text tag)
{
    struct state s = r->state[r->depth];
    struct text stroke = attribute(tag, "stroke");
    struct text width = attribute(tag, "stroke-width");
    struct text size = attribute(tag, "font-size");
    double xy[2];

    if (r->depth + 1 >= DEPTH) {
        r->bad = true;
        return;
    }
    if (stroke.n > 0)
        s.stroke = text_equal(stroke, text_of("currentColor"))
                       ? attribute(tag, "color")
                       : stroke;
    if (attribute(tag, "fill").n > 0)
        s.fill = attribute(tag, "fill");
    if (attribute(tag, "text-anchor").n > 0)
        s.anchor = attribute(tag, "text-anchor");
    s.bold = ends_with(attribute(tag, "font-family"), ":Bold");
    if (width.n > 0 && !num_parse(width, &s.stroke_width))
        r->bad = true;
    if (numbers(attribute(tag, "transform"), xy, 2) == 2) {
        s.x = xy[0];
        s.y = xy[1];
    }
    if (size.n > 0 && r->font_size == 0 && !num_parse(size, &r->font_size))
        r->bad = true;
    r->state[++r->depth] = s;
}

static void skip_to(struct rewrite *r, const char *end)
{
    struct text tag, before;

    while (next_tag(r, &tag, &before)) {
        if (is_tag(tag, end))
            return;
    }
}

static void background(struct rewrite *r)
{
    str_add(r->out, "<path d=\"M0,0H");
    coordinate(r->out, r->width);
    str_add_char(r->out, 'V');
    coordinate(r->out, r->height);
    str_add(r->out, "H0Z\"");
    paint(r->out, "fill", text_of(ink_colour(INK_PAPER)));
    str_add(r->out, "/>\n");
}

static void take(struct rewrite *r, struct text tag)
{
    if (is_tag(tag, "title"))
        skip_to(r, "/title");
    else if (is_tag(tag, "desc"))
        skip_to(r, "/desc");
    else if (is_tag(tag, "defs"))
        skip_to(r, "/defs");
    else if (is_tag(tag, "g"))
        enter(r, tag);
    else if (is_tag(tag, "/g")) {
        if (r->depth == 0)
            r->bad = true;
        else
            r->depth--;
    } else if (is_tag(tag, "path"))
        take_path(r, tag);
    else if (is_tag(tag, "polygon"))
        take_polygon(r, tag);
    else if (is_tag(tag, "use"))
        take_use(r, tag);
    else if (is_tag(tag, "text"))
        take_text(r);
}

static void head(struct rewrite *r, const char *id, const char *title,
                 const char *desc)
{
    struct str w = {0}, h = {0};

    coordinate(&w, r->width);
    coordinate(&h, r->height);
    str_addf(r->out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
             "aria-labelledby=\"%s-t %s-d\" viewBox=\"0 0 %s %s\" "
             "width=\"%s\" height=\"%s\" font-family=\"Arial, Liberation "
             "Sans, Helvetica, sans-serif\" font-size=\"%s\">\n",
             id, id, str_cstr(&w), str_cstr(&h), str_cstr(&w), str_cstr(&h),
             r->width < WIDE ? "13" : "16");
    str_addf(r->out, "<title id=\"%s-t\">", id);
    html_escape(r->out, text_of(title));
    str_addf(r->out, "</title>\n<desc id=\"%s-d\">", id);
    html_escape(r->out, text_of(desc));
    str_add(r->out, "</desc>\n");
    str_free(&w);
    str_free(&h);
    background(r);
}

enum status svg_rewrite(struct str *out, struct text svg, const char *id,
                        const char *title, const char *desc, struct err *err)
{
    struct rewrite r = {.out = out, .in = svg};
    struct text tag, before;
    double box[4];
    bool begun = false, ended = false;

    r.state[0].stroke_width = 1;
    while (!r.bad && next_tag(&r, &tag, &before)) {
        if (is_tag(tag, "svg") &&
            numbers(attribute(tag, "viewBox"), box, 4) == 4) {
            begun = true;
            r.width = box[2];
            r.height = box[3];
            head(&r, id, title, desc);
        } else if (is_tag(tag, "/svg")) {
            ended = true;
        } else if (begun) {
            take(&r, tag);
        }
    }
    flush(&r);
    str_add(out, "</svg>\n");
    out->failed |= r.path.failed || r.style.failed;
    str_free(&r.path);
    str_free(&r.style);
    if (r.bad || !begun || !ended)
        return err_set(err, ERR_MISSING,
                       "gnuplot wrote no whole drawing for %s; is the disk "
                       "full, or gnuplot older than 5.4?",
                       id);
    return str_status(out, err);
}
