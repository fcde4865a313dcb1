/* chart_profile.c - those who replied beside the population: a bar for the one,
 * a mark across it for the other, both numbers at the right. */
#include "report/layout.h"

#include <math.h>

enum { MARK = 4, HALO = 2, GAP = 14 };

struct numbers { /* two columns at the right */
    struct lines_of_text head[2];
    double width[2], head_height;
};

static enum status plan(struct layout *l, struct numbers *n)
{
    double values = layout_values(l);
    enum status rc = OK;

    n->head_height = 0;
    for (size_t s = 0; s < 2 && rc == OK; s++) {
        const char *label = l->chart->series[s].label;

        n->width[s] = layout_word(l, label) + 1;
        if (n->width[s] > l->sizes.width / 4)
            n->width[s] = l->sizes.width / 4;
        if (n->width[s] < values)
            n->width[s] = values;
        rc = font_wrap(&n->head[s], text_of(label), l->sizes.text * 1.02,
                       n->width[s], l->arena, l->err);
        if ((double)n->head[s].n * l->sizes.line > n->head_height)
            n->head_height = (double)n->head[s].n * l->sizes.line;
    }
    return rc;
}

static void draw_bars(struct layout *l)
{
    double half = l->sizes.bar / 2;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double x = cell_number(l->chart->row[i].cell[0], FIELD_VALUE);

        if (!isnan(x) && !isnan(l->y[i]))
            canvas_box(&l->canvas, 0, x, l->y[i] - half + 3,
                       l->y[i] + half - 3);
    }
    canvas_boxes(&l->canvas, INK_TONE + l->chart->series[0].tone);
}

static void draw_marks(struct layout *l, double wide, enum ink ink)
{
    double unit =
        (l->canvas.to - l->canvas.from) / (l->canvas.right - l->canvas.left);
    double half = l->sizes.bar / 2;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double x = cell_number(l->chart->row[i].cell[1], FIELD_VALUE);

        if (!isnan(x) && !isnan(l->y[i]))
            canvas_box(&l->canvas, x - wide / 2 * unit, x + wide / 2 * unit,
                       l->y[i] - half, l->y[i] + half);
    }
    canvas_boxes(&l->canvas, ink);
}

static void draw_numbers(struct layout *l, const struct numbers *n, double top)
{
    double x = l->sizes.width - 2;

    for (size_t s = 2; s-- > 0;) {
        layout_lines(l, &n->head[s], x,
                     top + n->head_height -
                         ((double)n->head[s].n - 0.5) * l->sizes.line,
                     ALIGN_RIGHT, INK_MUTED);
        for (size_t i = 0; i < l->chart->n_rows; i++) {
            if (!l->chart->row[i].heading)
                layout_value(l, l->chart->row[i].cell[s], x, l->y[i],
                             ALIGN_RIGHT);
        }
        x -= n->width[s] + GAP;
    }
}

enum status chart_profile(struct layout *l)
{
    const struct series *series = l->chart->series;
    const struct key_entry entry[] = {
        {.label = series[0].label,
         .ink = (enum ink)(INK_TONE + series[0].tone)},
        {.label = series[1].label, .sign = KEY_LINE, .ink = INK_TEXT},
    };
    struct numbers numbers;
    double key = 0;
    enum status rc = plan(l, &numbers);

    l->sizes.labels = 230;
    l->sizes.gap /= 2;
    if (rc == OK)
        rc = layout_key(l, entry, 2, 0, false, &key);
    if (rc == OK)
        rc = layout_rows(l, key + numbers.head_height,
                         numbers.width[0] + numbers.width[1] + GAP + 8);
    if (rc == OK)
        rc = layout_axis(l);
    if (rc == OK)
        rc = layout_key(l, entry, 2, 0, true, &key);
    if (rc != OK)
        return rc;
    layout_labels(l);
    draw_numbers(l, &numbers, key);
    draw_bars(l);
    draw_marks(l, MARK + 2 * HALO, INK_PAPER);
    draw_marks(l, MARK, INK_TEXT);
    return OK;
}
