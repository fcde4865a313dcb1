/* chart_bump.c - places by several rules or waves: a column each, a line an
 * item, its place in the dot.  Rows stand in the order of the first column,
 * whose first three are drawn strongly. */
#include "report/layout.h"

#include <math.h>

enum { STRONG = 3, WIDEST = 110 };

struct bump {
    struct columns head;
    double left, radius;
    double *y; /* of each row in each column, NaN: none */
};

static double place_of(const struct layout *l, size_t row, size_t column)
{
    return cell_number(l->chart->row[row].cell[column], l->chart->field);
}

/* Items that share a place stand in the order of the rows. */
static size_t slot_of(const struct layout *l, size_t row, size_t column)
{
    double place = place_of(l, row, column);
    size_t slot = 0;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double other = place_of(l, i, column);

        slot += other < place || (other == place && i < row);
    }
    return slot;
}

static enum status plan(struct layout *l, struct bump *b)
{
    size_t n = l->chart->n_series, rows = l->chart->n_rows;

    b->radius = l->sizes.text * 0.72;
    b->left = l->canvas.left + 4;
    b->head = (struct columns){
        .n = n,
        .label = arena_alloc(l->arena, n + 1, sizeof *b->head.label),
        .pitch = floor((l->sizes.width - 2 - b->left) / (double)n)};
    b->y = arena_alloc(l->arena, n * rows + 1, sizeof *b->y);
    if (!b->head.label || !b->y)
        return err_nomem(l->err);
    if (b->head.pitch > WIDEST)
        b->head.pitch = WIDEST;
    for (size_t s = 0; s < n; s++)
        b->head.label[s] = l->chart->series[s].label;
    return columns_plan(l, &b->head);
}

static void place(struct layout *l, struct bump *b)
{
    for (size_t r = 0; r < l->chart->n_rows; r++) {
        for (size_t s = 0; s < l->chart->n_series; s++)
            b->y[r * l->chart->n_series + s] =
                isnan(place_of(l, r, s)) ? (double)NAN : l->y[slot_of(l, r, s)];
    }
}

static double column_x(const struct bump *b, size_t column)
{
    return b->left + ((double)column + 0.5) * b->head.pitch;
}

static void draw_lines(struct layout *l, const struct bump *b, bool strong)
{
    enum ink ink = INK_TONE + (strong ? TONE_STRONG_POSITIVE : TONE_NEUTRAL);
    size_t n = l->chart->n_series;

    for (size_t r = 0; r < l->chart->n_rows; r++) {
        const double *y = b->y + r * n;

        for (size_t s = 0; s + 1 < n && (r < STRONG) == strong; s++) {
            if (!isnan(y[s] + y[s + 1]))
                canvas_stroke(&l->canvas, column_x(b, s), y[s],
                              column_x(b, s + 1), y[s + 1]);
        }
    }
    canvas_strokes(&l->canvas, ink, strong ? 3 : 1.5);
    for (size_t r = 0; r < l->chart->n_rows; r++) {
        for (size_t s = 0; s < n && (r < STRONG) == strong; s++) {
            if (!isnan(b->y[r * n + s]))
                canvas_dot(&l->canvas, column_x(b, s), b->y[r * n + s]);
        }
    }
    canvas_dots(&l->canvas, ink, b->radius);
}

static void draw_places(struct layout *l, const struct bump *b, bool strong)
{
    enum ink ink = INK_ON_TONE + (strong ? TONE_STRONG_POSITIVE : TONE_NEUTRAL);

    for (size_t r = 0; r < l->chart->n_rows; r++) {
        for (size_t s = 0; s < l->chart->n_series && (r < STRONG) == strong;
             s++) {
            struct str text = {0};

            show_number(&text, place_of(l, r, s), STYLE_RANK);
            if (text.n > 0)
                canvas_label(&l->canvas, column_x(b, s),
                             b->y[r * l->chart->n_series + s], ALIGN_CENTRE,
                             ink, false, str_text(&text));
            l->canvas.labels.failed |= text.failed;
            str_free(&text);
        }
    }
}

enum status chart_bump(struct layout *l)
{
    struct bump b = {0};
    enum status rc;

    l->sizes.labels = l->sizes.labels_above ? 120 : 270;
    l->sizes.labels_above = false;
    l->sizes.gap = 10;
    rc = layout_rows(l, 0, 0);
    if (rc == OK)
        rc = plan(l, &b);
    if (rc != OK)
        return rc;
    l->canvas.height = l->canvas.bottom + 4;
    layout_shift(l, b.head.key + b.head.head + 4);
    place(l, &b);
    rc = columns_key(l, &b.head, 0);
    layout_labels(l);
    for (size_t s = 0; s < l->chart->n_series; s++)
        columns_head(l, &b.head, s, column_x(&b, s),
                     b.head.key + b.head.head - l->sizes.line / 2 + 2, false);
    draw_lines(l, &b, false);
    draw_lines(l, &b, true);
    draw_places(l, &b, false);
    draw_places(l, &b, true);
    canvas_pixels(&l->canvas);
    return rc;
}
