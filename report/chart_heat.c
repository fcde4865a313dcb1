/* chart_heat.c - a number in each cell, on a colour that says how near it is
 * to the best; more columns than have room are continued below.
 *
 * The two strongest colours contrast with the paper by 3 to 1; the others have
 * an outline that does. */
#include "report/layout.h"

#include <math.h>

enum { GAP = 3, WIDEST = 112, PANEL = 18 };
static const double outline = 1.5;

struct heat {
    struct columns head;
    double left;
    size_t per; /* columns of a panel */
    double tall;
};

static double part_of(const struct chart *c, const struct cell *cell)
{
    return (cell_number(cell, c->field) - c->from) / (c->to - c->from);
}

/* 0, the paper, to HEATS. */
static size_t shade_of(const struct chart *c, const struct cell *cell)
{
    static const double least[HEATS] = {0.3, 0.5, 0.7, 0.9};
    double part = part_of(c, cell);
    size_t shade = 0;

    while (shade < HEATS && part >= least[shade] - 1e-9)
        shade++;
    return shade;
}

static enum status plan(struct layout *l, struct heat *h)
{
    const struct chart *chart = l->chart;
    double room, least = layout_values(l) + 8;
    size_t panels;

    h->left = l->sizes.labels_above ? 2 : l->canvas.left;
    room = l->sizes.width - 2 - h->left;
    h->per = room / least < 1 ? 1 : (size_t)(room / least);
    if (h->per > chart->n_series)
        h->per = chart->n_series;
    /* Panels of about one width. */
    panels = (chart->n_series + h->per - 1) / h->per;
    h->per = (chart->n_series + panels - 1) / panels;
    h->head = (struct columns){.n = chart->n_series,
                               .pitch = floor(room / (double)h->per)};
    if (h->head.pitch > WIDEST)
        h->head.pitch = WIDEST;
    h->head.label =
        arena_alloc(l->arena, chart->n_series + 1, sizeof *h->head.label);
    if (!h->head.label)
        return err_nomem(l->err);
    for (size_t s = 0; s < chart->n_series; s++)
        h->head.label[s] = chart->series[s].label;
    return columns_plan(l, &h->head);
}

static double panel_top(const struct heat *h, size_t series)
{
    return (double)(series / h->per) * h->tall;
}

static double column_left(const struct heat *h, size_t series)
{
    return h->left + (double)(series % h->per) * h->head.pitch;
}

/* Cells of one shade, `inset` from their edges. */
static void draw_shade(struct layout *l, const struct heat *h, size_t shade,
                       double inset, enum ink ink)
{
    for (size_t s = 0; s < l->chart->n_series; s++) {
        double x = column_left(h, s), half = l->sizes.bar / 2 - inset;

        for (size_t r = 0; r < l->chart->n_rows; r++) {
            const struct cell *cell = l->chart->row[r].cell[s];
            double y = l->y[r] + panel_top(h, s);

            if (shade_of(l->chart, cell) == shade)
                canvas_box(&l->canvas, x + inset,
                           x + h->head.pitch - GAP - inset, y - half, y + half);
        }
    }
    canvas_boxes(&l->canvas, ink);
}

static void draw_cells(struct layout *l, const struct heat *h)
{
    for (size_t shade = 0; shade <= HEATS; shade++) {
        if (shade + 2 <= HEATS) {
            draw_shade(l, h, shade, 0, INK_OUTLINE);
            draw_shade(l, h, shade, outline,
                       shade ? (enum ink)(INK_HEAT + shade - 1) : INK_PAPER);
        } else {
            draw_shade(l, h, shade, 0, (enum ink)(INK_HEAT + shade - 1));
        }
    }
}

/* Those on strong colours apart, so that texts of one ink follow each other. */
static void draw_numbers(struct layout *l, const struct heat *h, bool strong)
{
    for (size_t s = 0; s < l->chart->n_series; s++) {
        double x = column_left(h, s) + (h->head.pitch - GAP) / 2;

        for (size_t r = 0; r < l->chart->n_rows; r++) {
            const struct cell *cell = l->chart->row[r].cell[s];
            struct str text = {0};

            if ((shade_of(l->chart, cell) + 2 > HEATS) == strong) {
                show_cell(&text, cell, l->chart->field, l->chart->style);
                canvas_label(&l->canvas, x, l->y[r] + panel_top(h, s),
                             ALIGN_CENTRE, strong ? INK_ON_HEAT : INK_TEXT,
                             false, str_text(&text));
            }
            l->canvas.labels.failed |= text.failed;
            str_free(&text);
        }
    }
}

static void draw_labels(struct layout *l, const struct heat *h, double top)
{
    size_t panels = (l->chart->n_series + h->per - 1) / h->per;

    for (size_t p = 0; p < panels; p++) {
        for (size_t i = 0; i < l->chart->n_rows; i++)
            layout_lines(
                l, &l->label[i], l->sizes.labels_above ? 2 : h->left - 10,
                l->label_y[i] + (double)p * h->tall,
                l->sizes.labels_above ? ALIGN_LEFT : ALIGN_RIGHT, INK_TEXT);
    }
    for (size_t s = 0; s < l->chart->n_series; s++)
        columns_head(l, &h->head, s,
                     column_left(h, s) + (h->head.pitch - GAP) / 2,
                     top - l->sizes.line / 2 - 2 + panel_top(h, s), false);
}

enum status chart_heat(struct layout *l)
{
    struct heat h = {0};
    double above;
    enum status rc;

    l->sizes.bar += 6;
    l->sizes.gap = l->sizes.labels_above ? 10 : GAP;
    l->sizes.labels = 250;
    rc = layout_rows(l, 0, 0);
    if (rc == OK)
        rc = plan(l, &h);
    if (rc != OK)
        return rc;
    above = h.head.key + h.head.head + 4;
    l->canvas.height = l->canvas.bottom + 4;
    layout_shift(l, above);
    h.tall = l->canvas.bottom - above + h.head.head + PANEL;
    l->canvas.height = ceil(
        l->canvas.height + (double)((l->chart->n_series - 1) / h.per) * h.tall);
    rc = columns_key(l, &h.head, 0);
    draw_labels(l, &h, above);
    draw_cells(l, &h);
    draw_numbers(l, &h, false);
    draw_numbers(l, &h, true);
    canvas_pixels(&l->canvas);
    return rc;
}
