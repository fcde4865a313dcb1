/* chart_quadrant.c - two scores of each item against each other, parted by two
 * lines; direct labels where all of them have room, else numbers beside the
 * dots with the items listed below. */
#include "report/layout.h"

#include <math.h>

enum { DOT = 5, SIDES = 8, RINGS = 40, LABEL = 170, FAR = 14 };

struct box {
    double x0, y0, x1, y1;
};
struct spot { /* an item's dot and where its label went */
    bool shown;
    double x, y;
    struct lines_of_text label;
    double width, height;
    struct box box;
    double away;
};
struct quadrant {
    struct box plot;
    double strip;   /* above and below the dots, for the names of the parts */
    bool across_ok; /* labels may lie on the lines that part it */
    double middle_x, middle_y;
    struct spot *spot;
    size_t n;
    struct box taken[4]; /* by the names of the parts */
    struct lines_of_text corner[4];
    bool listed;
};

static bool overlap(struct box a, struct box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static struct box grown(struct box b, double by)
{
    return (struct box){b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by};
}

static struct box dot_box(const struct spot *s)
{
    return (struct box){s->x - DOT - 1, s->y - DOT - 1, s->x + DOT + 1,
                        s->y + DOT + 1};
}

/* ---- where labels go --------------------------------------------------- */

/* From a dot to the nearest point of its label, where that is far. */
static void leader_end(const struct spot *s, struct box label, double *x,
                       double *y)
{
    *x = fmax(label.x0, fmin(s->x, label.x1));
    *y = fmax(label.y0, fmin(s->y, label.y1));
}

static bool leader_crosses(const struct spot *s, struct box label,
                           struct box other)
{
    enum { STEPS = 24 };
    double x, y;

    leader_end(s, label, &x, &y);
    for (int i = 0; i <= STEPS; i++) {
        double at = (double)i / STEPS;
        double px = s->x + at * (x - s->x), py = s->y + at * (y - s->y);

        if (overlap(other, (struct box){px - 1, py - 1, px + 1, py + 1}))
            return true;
    }
    return false;
}

/* No leader runs through a label or another dot. */
static bool leaders_clear(const struct quadrant *q, size_t item,
                          struct box label, double away)
{
    const struct spot *s = &q->spot[item];

    for (size_t i = 0; i < q->n; i++) {
        const struct spot *other = &q->spot[i];

        if (i == item || !other->shown)
            continue;
        if (away > FAR && leader_crosses(s, label, dot_box(other)))
            return false;
        if (i > item || other->away <= 0)
            continue;
        if ((away > FAR && leader_crosses(s, label, other->box)) ||
            (other->away > FAR && leader_crosses(other, other->box, label)))
            return false;
    }
    return true;
}

static bool is_free(const struct quadrant *q, size_t item, struct box box)
{
    if (box.x0 < q->plot.x0 || box.x1 > q->plot.x1 || box.y0 < q->plot.y0 ||
        box.y1 > q->plot.y1)
        return false;
    if (!q->across_ok && ((box.x0 < q->middle_x && box.x1 > q->middle_x) ||
                          (box.y0 < q->middle_y && box.y1 > q->middle_y)))
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (q->corner[i].n && overlap(box, q->taken[i]))
            return false;
    }
    for (size_t i = 0; i < q->n; i++) {
        if (!q->spot[i].shown)
            continue;
        if (overlap(box, dot_box(&q->spot[i])) ||
            (i < item && overlap(box, grown(q->spot[i].box, 2))))
            return false;
    }
    return true;
}

/* Right, left, above, below, then the corners, further and further away. */
static bool place_label(struct quadrant *q, size_t item, size_t rings)
{
    static const double dx[SIDES] = {1, -1, 0, 0, 1, 1, -1, -1};
    static const double dy[SIDES] = {0, 0, -1, 1, -1, 1, -1, 1};
    struct spot *s = &q->spot[item];

    for (size_t ring = 0; ring < rings; ring++) {
        double away = DOT + 3 + (double)ring * 7;

        for (size_t i = 0; i < SIDES; i++) {
            double x = s->x + dx[i] * (away + s->width / 2);
            double y = s->y + dy[i] * (away + s->height / 2);
            const struct box box = {x - s->width / 2, y - s->height / 2,
                                    x + s->width / 2, y + s->height / 2};

            if (is_free(q, item, box) && leaders_clear(q, item, box, away)) {
                s->box = box;
                s->away = away;
                return true;
            }
        }
    }
    return false;
}

static bool place_all(struct quadrant *q, size_t rings)
{
    bool all = true;

    for (size_t i = 0; i < q->n; i++) {
        if (q->spot[i].shown && !place_label(q, i, rings)) {
            all = false;
            q->spot[i].box = dot_box(&q->spot[i]);
            q->spot[i].away = 0;
        }
    }
    return all;
}

static void measure(const struct layout *l, struct spot *s)
{
    s->width = s->height = 0;
    for (size_t k = 0; k < s->label.n; k++) {
        double width = font_width(s->label.line[k], l->sizes.text * 1.02);

        if (width > s->width)
            s->width = width;
    }
    s->height = (double)s->label.n * l->sizes.line;
}

static enum status number_spots(struct layout *l, struct quadrant *q)
{
    enum status rc = OK;

    for (size_t i = 0; i < q->n && rc == OK; i++) {
        char *number = arena_printf(l->arena, "%zu", i + 1);

        if (!number)
            return err_nomem(l->err);
        rc = font_wrap(&q->spot[i].label, text_of(number), l->sizes.text, LABEL,
                       l->arena, l->err);
        measure(l, &q->spot[i]);
    }
    return rc;
}

static enum status place(struct layout *l, struct quadrant *q)
{
    enum status rc = OK;

    for (size_t i = 0; i < q->n && rc == OK; i++) {
        rc = font_wrap(&q->spot[i].label, text_of(l->chart->row[i].label),
                       l->sizes.text * 1.02, LABEL, l->arena, l->err);
        measure(l, &q->spot[i]);
    }
    if (rc != OK || place_all(q, 4))
        return rc;
    q->across_ok = true;
    if (place_all(q, 4))
        return OK;
    q->listed = true;
    rc = number_spots(l, q);
    if (rc == OK && !place_all(q, RINGS))
        q->listed = true; /* what has no room anywhere is in the list */
    return rc;
}

/* ---- the plot ---------------------------------------------------------- */

static double across(const struct layout *l, const struct quadrant *q, double x)
{
    const struct chart *c = l->chart;

    return q->plot.x0 +
           (x - c->from) / (c->to - c->from) * (q->plot.x1 - q->plot.x0);
}

static double up(const struct layout *l, const struct quadrant *q, double y)
{
    const struct chart *c = l->chart;

    return q->plot.y1 - q->strip -
           (y - c->from_up) / (c->to_up - c->from_up) *
               (q->plot.y1 - q->plot.y0 - 2 * q->strip);
}

static enum status name_corners(struct layout *l, struct quadrant *q)
{
    double middle = across(l, q, l->chart->middle);
    enum status rc = OK;

    for (size_t i = 0; i < 4 && rc == OK; i++) {
        const char *name = l->chart->corner[i];
        bool right = i % 2;
        double room = (right ? q->plot.x1 - middle : middle - q->plot.x0) - 12,
               tall;

        if (!name || layout_word(l, name) > room)
            continue;
        rc = font_wrap(&q->corner[i], text_of(name), l->sizes.text * 1.02, room,
                       l->arena, l->err);
        tall = (double)q->corner[i].n * l->sizes.line + 4;
        if (tall + DOT > q->strip)
            q->strip = tall + DOT;
        q->taken[i] = (struct box){right ? q->plot.x1 - room : q->plot.x0,
                                   i > 1 ? q->plot.y1 - tall : q->plot.y0,
                                   right ? q->plot.x1 : q->plot.x0 + room,
                                   i > 1 ? q->plot.y1 : q->plot.y0 + tall};
    }
    return rc;
}

static void draw_frame(struct layout *l, const struct quadrant *q)
{
    const struct box *p = &q->plot;
    struct canvas *c = &l->canvas;
    double x = q->middle_x, y = q->middle_y;

    canvas_stroke(c, p->x0, p->y0, p->x1, p->y0);
    canvas_stroke(c, p->x1, p->y0, p->x1, p->y1);
    canvas_stroke(c, p->x1, p->y1, p->x0, p->y1);
    canvas_stroke(c, p->x0, p->y1, p->x0, p->y0);
    canvas_strokes(c, INK_GRID, 1);
    canvas_stroke(c, x, p->y0, x, p->y1);
    canvas_stroke(c, p->x0, y, p->x1, y);
    canvas_strokes(c, INK_MUTED, 1);
    for (size_t i = 0; i < 4; i++)
        layout_lines(
            l, &q->corner[i], i % 2 ? p->x1 - 4 : p->x0 + 4,
            i > 1 ? p->y1 - ((double)q->corner[i].n - 0.5) * l->sizes.line - 2
                  : p->y0 + l->sizes.line / 2 + 2,
            i % 2 ? ALIGN_RIGHT : ALIGN_LEFT, INK_MUTED);
}

static void end_number(struct layout *l, double value, double x, double y,
                       enum align align)
{
    struct str text = {0};

    show_number(&text, value, l->chart->style);
    canvas_label(&l->canvas, x, y, align, INK_MUTED, false, str_text(&text));
    l->canvas.labels.failed |= text.failed;
    str_free(&text);
}

/* *below: where the title of the axis ends. */
static enum status draw_axes(struct layout *l, const struct quadrant *q,
                             bool draw, double *below)
{
    const struct chart *c = l->chart;
    const struct box *p = &q->plot;
    double line = l->sizes.line;
    struct lines_of_text title, title_up;
    enum status rc = font_wrap(&title, text_of(c->axis), l->sizes.text,
                               p->x1 - p->x0, l->arena, l->err);

    if (rc == OK)
        rc = font_wrap(&title_up, text_of(c->axis_up), l->sizes.text,
                       l->sizes.width - 4, l->arena, l->err);
    if (rc != OK)
        return rc;
    *below = p->y1 + 14 + line * ((double)title.n + 0.5) + 6;
    if (!draw)
        return OK;
    end_number(l, c->from, p->x0, p->y1 + 14, ALIGN_LEFT);
    end_number(l, c->to, p->x1, p->y1 + 14, ALIGN_RIGHT);
    end_number(l, c->from_up, p->x0 - 6, p->y1 - q->strip, ALIGN_RIGHT);
    end_number(l, c->to_up, p->x0 - 6, p->y0 + q->strip, ALIGN_RIGHT);
    layout_lines(l, &title, p->x0, p->y1 + 14 + line, ALIGN_LEFT, INK_MUTED);
    layout_lines(l, &title_up, 2, line / 2, ALIGN_LEFT, INK_MUTED);
    return OK;
}

static void draw_spots(struct layout *l, const struct quadrant *q)
{
    struct canvas *c = &l->canvas;

    for (size_t i = 0; i < q->n; i++) {
        const struct spot *s = &q->spot[i];

        double x, y;

        leader_end(s, s->box, &x, &y);
        if (s->shown && s->away > FAR)
            canvas_stroke(c, s->x, s->y, x, y);
    }
    canvas_strokes(c, INK_OUTLINE, 1);
    for (size_t i = 0; i < q->n; i++) {
        if (q->spot[i].shown)
            canvas_dot(c, q->spot[i].x, q->spot[i].y);
    }
    canvas_dots(c, INK_TONE, DOT);
    for (size_t i = 0; i < q->n; i++) {
        const struct spot *s = &q->spot[i];

        if (s->shown && s->away > 0)
            layout_lines(l, &s->label, (s->box.x0 + s->box.x1) / 2,
                         s->box.y0 + l->sizes.line / 2, ALIGN_CENTRE, INK_TEXT);
    }
}

/* Where dots carry numbers: what these are, below.  *top moves down. */
static enum status list(struct layout *l, double *top, bool draw)
{
    double before = font_width(text_of("00"), l->sizes.text * 1.08) + 8;
    double line = l->sizes.line;
    enum status rc = OK;

    for (size_t i = 0; i < l->chart->n_rows && rc == OK; i++) {
        struct lines_of_text label;
        char *number = arena_printf(l->arena, "%zu", i + 1);

        if (!number)
            return err_nomem(l->err);
        rc = font_wrap(&label, text_of(l->chart->row[i].label),
                       l->sizes.text * 1.02, l->sizes.width - before - 4,
                       l->arena, l->err);
        if (draw) {
            canvas_label(&l->canvas, 2, *top + line / 2, ALIGN_LEFT, INK_TEXT,
                         true, text_of(number));
            layout_lines(l, &label, 2 + before, *top + line / 2, ALIGN_LEFT,
                         INK_TEXT);
        }
        *top += (double)label.n * line + 3;
    }
    return rc;
}

static enum status plan(struct layout *l, struct quadrant *q)
{
    const struct chart *chart = l->chart;
    double values = font_width(text_of("100%"), l->sizes.text * 1.02);
    struct lines_of_text title;
    enum status rc = font_wrap(&title, text_of(chart->axis_up), l->sizes.text,
                               l->sizes.width - 4, l->arena, l->err);

    q->n = chart->n_rows;
    q->spot = arena_alloc(l->arena, q->n + 1, sizeof *q->spot);
    if (rc != OK || !q->spot)
        return rc != OK ? rc : err_nomem(l->err);
    l->canvas.width = l->sizes.width;
    l->canvas.size = l->sizes.text;
    q->plot.x0 = values + 8;
    q->plot.x1 = l->sizes.width - 4;
    q->plot.y0 = (double)title.n * l->sizes.line + 6;
    q->plot.y1 = q->plot.y0 + (l->form == FORM_WIDE ? 460 : 320);
    q->strip = l->sizes.line / 2;
    rc = name_corners(l, q);
    q->middle_x = across(l, q, chart->middle);
    q->middle_y = up(l, q, chart->middle_up);
    for (size_t i = 0; i < q->n; i++) {
        double x = cell_number(chart->row[i].cell[0], chart->field);
        double y = cell_number(chart->row[i].cell[1], chart->field);

        q->spot[i].shown = !isnan(x + y);
        q->spot[i].x = across(l, q, x);
        q->spot[i].y = up(l, q, y);
    }
    return rc;
}

enum status chart_quadrant(struct layout *l)
{
    struct quadrant q = {0};
    double top, below = 0;
    enum status rc = plan(l, &q);

    if (rc == OK)
        rc = place(l, &q);
    if (rc == OK)
        rc = draw_axes(l, &q, false, &below);
    top = below;
    if (rc == OK && q.listed)
        rc = list(l, &top, false);
    l->canvas.height = ceil(top + 2);
    /* Labels are placed by the height. */
    if (rc == OK)
        rc = draw_axes(l, &q, true, &below);
    if (rc == OK && q.listed)
        rc = list(l, &below, true);
    if (rc != OK)
        return rc;
    draw_frame(l, &q);
    draw_spots(l, &q);
    canvas_pixels(&l->canvas);
    return OK;
}
