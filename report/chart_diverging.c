/* chart_diverging.c - stacked bars around a middle: negative answers to the
 * left, positive ones to the right, neutral ones across it; answers that are no
 * view stand apart, as numbers, since they have no place on the scale. */
#include "report/layout.h"

enum { TIC = 20 /* half a number of the axis */, GAP = 12 };

struct apart { /* a column of numbers at the right */
    size_t series;
    struct lines_of_text head;
    double width;
};
struct aparts {
    struct apart *column;
    size_t n;
    double width, head; /* of all; height of the headings */
};

static enum status plan_aparts(struct layout *l, struct aparts *out)
{
    const struct chart *chart = l->chart;
    double numbers = layout_values(l);
    enum status rc = OK;

    *out = (struct aparts){0};
    out->column = arena_alloc(l->arena, chart->n_series, sizeof *out->column);
    if (!out->column)
        return err_nomem(l->err);
    for (size_t s = 0; s < chart->n_series && rc == OK; s++) {
        struct apart *a = &out->column[out->n];
        const char *label = chart->series[s].label;

        if (chart->series[s].side != SIDE_APART)
            continue;
        *a = (struct apart){.series = s, .width = layout_word(l, label) + 1};
        if (a->width < numbers)
            a->width = numbers;
        if (a->width > l->sizes.width / 4)
            a->width = l->sizes.width / 4;
        rc = font_wrap(&a->head, text_of(label), l->sizes.text * 1.02, a->width,
                       l->arena, l->err);
        if ((double)a->head.n * l->sizes.line > out->head)
            out->head = (double)a->head.n * l->sizes.line;
        out->width += a->width + GAP;
        out->n++;
    }
    return rc;
}

static void draw_aparts(struct layout *l, const struct aparts *all)
{
    double x = l->sizes.width - 2, head = l->canvas.top;

    for (size_t i = all->n; i-- > 0;) {
        const struct apart *a = &all->column[i];

        layout_lines(l, &a->head, x,
                     head - (double)a->head.n * l->sizes.line +
                         l->sizes.line / 2 - 2,
                     ALIGN_RIGHT, INK_MUTED);
        for (size_t r = 0; r < l->chart->n_rows; r++)
            layout_value(l, l->chart->row[r].cell[a->series], x, l->y[r],
                         ALIGN_RIGHT);
        x -= a->width + GAP;
    }
}

enum status chart_diverging(struct layout *l)
{
    struct aparts aparts;
    double key = 0;
    enum status rc = plan_aparts(l, &aparts);

    if (rc == OK)
        rc = layout_series(l, false, &key);
    if (rc == OK)
        rc = layout_rows(l, key + aparts.head,
                         aparts.width > TIC ? aparts.width + 8 : TIC);
    if (l->canvas.left < TIC)
        l->canvas.left = TIC;
    if (rc == OK)
        rc = layout_axis(l);
    if (rc == OK)
        rc = layout_series(l, true, &key); /* the height is known by now */
    if (rc != OK)
        return rc;
    layout_labels(l);
    segments_draw(l);
    segments_missing(l);
    draw_aparts(l, &aparts);
    return OK;
}
