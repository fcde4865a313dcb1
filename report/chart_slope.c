/* chart_slope.c - two groups: a line an item, from its value in the one to its
 * value in the other, the item's name at its end.
 *
 * Names cannot stand beside the lines of a narrow form: there each item has a
 * row of its own, with its two values as dots on one line. */
#include "report/layout.h"

#include <math.h>
#include <stdlib.h>

enum { LEFT = 120, RIGHT = 310, DOT = 5, GAP = 8, LEAST = 320, NARROWEST = 2 };

struct end { /* a label at an end of a line */
    size_t row;
    double at, y, height; /* where the value is, where its label went */
};
struct ends {
    struct end *end;
    size_t n;
    double height;
};

static double value_of(const struct layout *l, size_t row, size_t series)
{
    return cell_number(l->chart->row[row].cell[series], l->chart->field);
}

/* A line that falls has another colour, which says no more than its slope. */
static enum ink ink_of(bool falls)
{
    return (enum ink)(INK_TONE +
                      (falls ? TONE_NEGATIVE : TONE_STRONG_POSITIVE));
}

static int by_place(const void *a, const void *b)
{
    const struct end *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* 0 is the top: where lower is better the least stands there. */
static double part_of(const struct chart *c, double value)
{
    return 1 - (value - c->from) / (c->to - c->from);
}

static enum status make_ends(struct layout *l, size_t series, struct ends *out)
{
    *out = (struct ends){
        .end = arena_alloc(l->arena, l->chart->n_rows + 1, sizeof *out->end)};
    if (!out->end)
        return err_nomem(l->err);
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double value = value_of(l, i, series);
        double lines = series ? (double)l->label[i].n : 1;

        if (isnan(value))
            continue;
        out->end[out->n] = (struct end){
            .row = i,
            .at = part_of(l->chart, value),
            .height = lines * l->sizes.line + (series ? 4 : 0),
        };
        out->height += out->end[out->n++].height;
    }
    return OK;
}

static enum status place_ends(struct layout *l, struct ends *ends, double top,
                              double bottom)
{
    double *y = arena_alloc(l->arena, ends->n + 1, sizeof *y);
    double *height = arena_alloc(l->arena, ends->n + 1, sizeof *height);

    if (!y || !height)
        return err_nomem(l->err);
    qsort(ends->end, ends->n, sizeof *ends->end, by_place);
    for (size_t i = 0; i < ends->n; i++) {
        ends->end[i].at = top + ends->end[i].at * (bottom - top);
        y[i] = ends->end[i].at;
        height[i] = ends->end[i].height;
    }
    layout_spread(y, height, ends->n, top - l->sizes.line / 2,
                  bottom + l->sizes.line / 2);
    for (size_t i = 0; i < ends->n; i++)
        ends->end[i].y = y[i];
    return OK;
}

/* From the dot to a label that had to move. */
static void draw_leaders(struct layout *l, const struct ends *ends, double from,
                         double to)
{
    for (size_t i = 0; i < ends->n; i++) {
        const struct end *e = &ends->end[i];
        double line = e->y - e->height / 2 + l->sizes.line / 2;

        if (fabs(line - e->at) > 2)
            canvas_stroke(&l->canvas, from, e->at, to, line);
    }
    canvas_strokes(&l->canvas, INK_OUTLINE, 1);
}

static void draw_lines(struct layout *l, const double *left,
                       const double *right)
{
    for (int falls = 0; falls < 2; falls++) {
        for (size_t i = 0; i < l->chart->n_rows; i++) {
            if (!isnan(left[i] + right[i]) && (right[i] > left[i]) == falls)
                canvas_stroke(&l->canvas, LEFT, left[i], RIGHT, right[i]);
        }
        canvas_strokes(&l->canvas, ink_of(falls), 2);
        for (size_t i = 0; i < l->chart->n_rows; i++) {
            bool alone = isnan(left[i] + right[i]);

            if (alone ? falls : (right[i] > left[i]) != falls)
                continue;
            if (!isnan(left[i]))
                canvas_dot(&l->canvas, LEFT, left[i]);
            if (!isnan(right[i]))
                canvas_dot(&l->canvas, RIGHT, right[i]);
        }
        canvas_dots(&l->canvas, ink_of(falls), DOT);
    }
}

static enum status lines_of(struct layout *l, const struct ends side[2])
{
    double *at[2];

    for (size_t s = 0; s < 2; s++) {
        at[s] = arena_alloc(l->arena, l->chart->n_rows + 1, sizeof **at);
        if (!at[s])
            return err_nomem(l->err);
        for (size_t i = 0; i < l->chart->n_rows; i++)
            at[s][i] = (double)NAN;
        for (size_t i = 0; i < side[s].n; i++)
            at[s][side[s].end[i].row] = side[s].end[i].at;
    }
    draw_lines(l, at[0], at[1]);
    return OK;
}

static void label_ends(struct layout *l, const struct ends side[2],
                       double values)
{
    double right = RIGHT + 26;

    draw_leaders(l, &side[0], LEFT - DOT - 2, LEFT - 18);
    draw_leaders(l, &side[1], RIGHT + DOT + 2, right - 4);
    for (size_t i = 0; i < side[0].n; i++)
        layout_value(l, l->chart->row[side[0].end[i].row].cell[0], LEFT - 22,
                     side[0].end[i].y, ALIGN_RIGHT);
    for (size_t i = 0; i < side[1].n; i++) {
        const struct end *e = &side[1].end[i];
        double y = e->y - e->height / 2 + l->sizes.line / 2;

        layout_value(l, l->chart->row[e->row].cell[1], right, y, ALIGN_LEFT);
        layout_lines(l, &l->label[e->row], right + values + 8, y, ALIGN_LEFT,
                     INK_TEXT);
    }
}

static enum status draw_heads(struct layout *l, struct lines_of_text head[2],
                              double *height)
{
    enum status rc = OK;
    size_t most = 1;

    for (size_t s = 0; s < 2 && rc == OK; s++) {
        rc = font_wrap(&head[s], text_of(l->chart->series[s].label),
                       l->sizes.text * 1.02, s ? 300 : LEFT, l->arena, l->err);
        if (head[s].n > most)
            most = head[s].n;
    }
    *height = (double)most * l->sizes.line + 6;
    return rc;
}

static enum status draw_wide(struct layout *l)
{
    struct canvas *c = &l->canvas;
    struct lines_of_text head[2];
    struct ends side[2];
    double values = layout_values(l), top = 0, tall = LEAST;
    enum status rc = draw_heads(l, head, &top);

    l->label = arena_alloc(l->arena, l->chart->n_rows + 1, sizeof *l->label);
    if (rc != OK || !l->label)
        return rc != OK ? rc : err_nomem(l->err);
    for (size_t i = 0; i < l->chart->n_rows && rc == OK; i++)
        rc = font_wrap(&l->label[i], text_of(l->chart->row[i].label),
                       l->sizes.text * 1.02,
                       l->sizes.width - RIGHT - 36 - values, l->arena, l->err);
    for (size_t s = 0; s < 2 && rc == OK; s++)
        rc = make_ends(l, s, &side[s]);
    if (rc != OK)
        return rc;
    for (size_t s = 0; s < 2; s++)
        tall = side[s].height > tall ? side[s].height : tall;
    c->width = l->sizes.width;
    c->size = l->sizes.text;
    c->height = ceil(top + tall + 2 * l->sizes.line);
    for (size_t s = 0; s < 2 && rc == OK; s++)
        rc = place_ends(l, &side[s], top + l->sizes.line,
                        top + l->sizes.line + tall);
    if (rc == OK)
        rc = lines_of(l, side);
    if (rc != OK)
        return rc;
    layout_lines(l, &head[0], LEFT + DOT, l->sizes.line / 2, ALIGN_RIGHT,
                 INK_MUTED);
    layout_lines(l, &head[1], RIGHT - DOT, l->sizes.line / 2, ALIGN_LEFT,
                 INK_MUTED);
    label_ends(l, side, values);
    canvas_pixels(c);
    return OK;
}

/* ---- narrow ----------------------------------------------------------- */

static double row_x(const struct layout *l, size_t row, size_t series)
{
    return canvas_x(&l->canvas, value_of(l, row, series));
}

static void draw_row(struct layout *l, size_t row)
{
    const struct cell **cell = l->chart->row[row].cell;
    double x[2] = {row_x(l, row, 0), row_x(l, row, 1)};
    bool turned = x[1] < x[0];

    for (size_t s = 0; s < 2; s++) {
        bool left = (s == 0) != turned;

        if (isnan(x[s]))
            continue;
        layout_value(l, cell[s], x[s] + (left ? -1 : 1) * (DOT + 4), l->y[row],
                     left ? ALIGN_RIGHT : ALIGN_LEFT);
    }
}

static enum status draw_narrow(struct layout *l)
{
    static const enum tone tone[2] = {TONE_STRONG_POSITIVE, TONE_NEGATIVE};
    double key = 0, values = layout_values(l) + DOT + 6;
    enum status rc = layout_series(l, false, &key);

    if (rc == OK)
        rc = layout_rows(l, key, values);
    if (rc != OK)
        return rc;
    l->canvas.left = values + 4;
    l->canvas.height = ceil(l->canvas.bottom + 4);
    rc = layout_series(l, true, &key);
    layout_labels(l);
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double a = value_of(l, i, 0), b = value_of(l, i, 1);

        if (!isnan(a + b))
            canvas_stroke(&l->canvas, a, l->y[i], b, l->y[i]);
    }
    canvas_strokes(&l->canvas, INK_OUTLINE, NARROWEST);
    for (size_t s = 0; s < 2; s++) {
        for (size_t i = 0; i < l->chart->n_rows; i++) {
            if (!isnan(value_of(l, i, s)))
                canvas_dot(&l->canvas, value_of(l, i, s), l->y[i]);
        }
        canvas_dots(&l->canvas, INK_TONE + tone[s], DOT);
    }
    for (size_t i = 0; i < l->chart->n_rows; i++)
        draw_row(l, i);
    return rc;
}

enum status chart_slope(struct layout *l)
{
    return l->form == FORM_WIDE ? draw_wide(l) : draw_narrow(l);
}
