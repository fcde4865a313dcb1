/* layout.c - see layout.h. */
#include "report/layout.h"

#include <math.h>
#include <string.h>

enum { BELOW = 52 }; /* for the axis's numbers and title */

static enum status wrap_labels(struct layout *l, double width)
{
    enum status rc = OK;

    for (size_t i = 0; i < l->chart->n_rows && rc == OK; i++) {
        bool heading = l->chart->row[i].heading;

        /* Bold letters are a little wider. */
        rc = font_wrap(&l->label[i], text_of(l->chart->row[i].label),
                       l->sizes.text * (heading ? 1.08 : 1.02),
                       heading ? l->sizes.width - 4 : width, l->arena, l->err);
    }
    return rc;
}

static double widest_label(const struct layout *l)
{
    double most = 0;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        double width =
            font_width(text_of(l->chart->row[i].label), l->sizes.text * 1.02);

        if (!l->chart->row[i].heading && width > most)
            most = width;
    }
    return most;
}

static double place_row(struct layout *l, size_t i, double top)
{
    const struct sizes *s = &l->sizes;
    double text = (double)l->label[i].n * s->line;
    double room = text > s->bar ? text : s->bar;

    if (l->chart->row[i].heading) {
        top += i ? s->gap / 2 : 0;
        l->label_y[i] = top + s->line / 2;
        l->y[i] = (double)NAN;
        return top + text + s->gap / 3;
    }
    if (s->labels_above) {
        l->label_y[i] = top + s->line / 2;
        l->y[i] = top + text + 2 + s->bar / 2;
        return top + text + 2 + s->bar + s->gap;
    }
    l->y[i] = top + room / 2;
    l->label_y[i] = top + room / 2 - (text - s->line) / 2;
    return top + room + s->gap;
}

enum status layout_rows(struct layout *l, double top, double values)
{
    struct canvas *c = &l->canvas;
    size_t n = l->chart->n_rows;
    double width = widest_label(l);
    enum status rc;

    l->label = arena_alloc(l->arena, n + 1, sizeof *l->label);
    l->y = arena_alloc(l->arena, n + 1, sizeof *l->y);
    l->label_y = arena_alloc(l->arena, n + 1, sizeof *l->label_y);
    if (!l->label || !l->y || !l->label_y)
        return err_nomem(l->err);
    if (width > l->sizes.labels)
        width = l->sizes.labels;
    rc = wrap_labels(l, l->sizes.labels_above ? l->sizes.width - 4 : width + 1);
    c->left = l->sizes.labels_above ? 9 : width + 14;
    /* Half of the axis's last number lies beyond its end. */
    c->right = l->sizes.width - fmax(values + 10, 1.45 * l->sizes.text);
    c->top = top;
    top += l->sizes.gap / 2;
    for (size_t i = 0; i < n && rc == OK; i++)
        top = place_row(l, i, top);
    c->bottom = top - l->sizes.gap / 2;
    c->width = l->sizes.width;
    c->height = ceil(c->bottom + BELOW);
    c->size = l->sizes.text;
    return rc;
}

void layout_shift(struct layout *l, double by)
{
    for (size_t i = 0; i < l->chart->n_rows; i++) {
        l->y[i] += by;
        l->label_y[i] += by;
    }
    l->canvas.top += by;
    l->canvas.bottom += by;
    l->canvas.height = ceil(l->canvas.height + by);
}

void layout_labels(struct layout *l)
{
    const struct canvas *c = &l->canvas;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        bool heading = l->chart->row[i].heading;
        bool left = heading || l->sizes.labels_above;

        for (size_t k = 0; k < l->label[i].n; k++)
            canvas_label(&l->canvas, left ? 2 : c->left - 8,
                         l->label_y[i] + (double)k * l->sizes.line,
                         left ? ALIGN_LEFT : ALIGN_RIGHT, INK_TEXT, heading,
                         l->label[i].line[k]);
    }
}

/* The smallest round step that gives few enough numbers. */
static double step_of(double range, size_t most, enum style style)
{
    static const double round[] = {1, 2, 2.5, 5};

    for (double unit = 1e-3; unit < 1e12; unit *= 10) {
        for (size_t i = 0; i < 4; i++) {
            /* Quarters are for percentages: 2.5 is no place. */
            if (round[i] == 2.5 && (style != STYLE_PERCENT || unit < 0.1))
                continue;
            if (range / (round[i] * unit) <= (double)most)
                return round[i] * unit;
        }
    }
    return range;
}

static void tic_text(struct str *out, enum style style, double x, double step)
{
    int places = step < 0.1 ? 2 : fmod(step, 1) > 0 ? 1 : 0;

    if (style == STYLE_PERCENT)
        show_number(out, fabs(x), STYLE_PERCENT);
    else
        show_number(out, x,
                    places == 0   ? STYLE_RANK
                    : places == 1 ? STYLE_SCORE
                                  : STYLE_PLACE);
}

/* Labels and headings above the rows must not be crossed: the grid shows
 * beside the rows alone. */
static void lines_at_bars(struct layout *l, double value, bool zero)
{
    double reach =
        l->sizes.bar / 2 + (l->sizes.labels_above ? 2 : l->sizes.gap / 2 + 1);

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        if (!l->chart->row[i].heading)
            canvas_stroke(&l->canvas, value, l->y[i] - reach, value,
                          l->y[i] + reach);
    }
    canvas_strokes(&l->canvas, zero ? INK_MUTED : INK_GRID, 1);
}

static bool has_headings(const struct chart *chart)
{
    for (size_t i = 0; i < chart->n_rows; i++) {
        if (chart->row[i].heading)
            return true;
    }
    return false;
}

/* The step between numbers that leaves room between them. */
static double axis_step(const struct layout *l)
{
    const struct canvas *c = &l->canvas;
    struct str text = {0};
    double wide, room;

    tic_text(&text, l->chart->style, c->to, 1);
    if (l->chart->style == STYLE_PERCENT) {
        str_clear(&text);
        str_add(&text, "100%");
    }
    wide = font_width(str_text(&text), l->sizes.text) + 10;
    str_free(&text);
    room = floor((c->right - c->left) / wide);
    if (room > (double)l->sizes.tics)
        room = (double)l->sizes.tics;
    return step_of(c->to - c->from, room < 1 ? 1 : (size_t)room,
                   l->chart->style);
}

enum status layout_axis(struct layout *l)
{
    struct canvas *c = &l->canvas;
    double step = axis_step(l);
    double first = ceil(c->from / step - 1e-9), last = c->to / step + 1e-9;
    bool beside = l->sizes.labels_above || has_headings(l->chart);
    struct lines_of_text title;
    enum status rc = font_wrap(&title, text_of(l->chart->axis), l->sizes.text,
                               c->width - c->left, l->arena, l->err);

    if (rc != OK)
        return rc;
    /* Labels are placed by the height, which must not change behind them. */
    c->height += (double)(title.n - 1) * l->sizes.line;
    for (double k = first; k <= last; k++) {
        struct str text = {0};

        tic_text(&text, l->chart->style, k * step, step);
        if (beside)
            lines_at_bars(l, k * step, k == 0);
        else
            canvas_line(c, k * step, k == 0 ? INK_MUTED : INK_GRID,
                        k != 0 || l->chart->kind == CHART_DIVERGING);
        canvas_label(c, canvas_x(c, k * step), c->bottom + 14, ALIGN_CENTRE,
                     INK_MUTED, false, str_text(&text));
        rc = str_status(&text, l->err);
        str_free(&text);
        if (rc != OK)
            return rc;
    }
    layout_lines(l, &title, c->left, c->bottom + 38, ALIGN_LEFT, INK_MUTED);
    return OK;
}

double layout_values(const struct layout *l)
{
    double most = 0;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        struct str text = {0};
        double width;

        if (l->chart->row[i].heading)
            continue;
        for (size_t s = 0; s < l->chart->n_series; s++) {
            show_cell(&text, l->chart->row[i].cell[s], l->chart->field,
                      l->chart->style);
            width = font_width(str_text(&text), l->sizes.text * 1.02);
            str_free(&text);
            if (width > most)
                most = width;
        }
    }
    return most;
}

void layout_value(struct layout *l, const struct cell *cell, double x, double y,
                  enum align align)
{
    struct str text = {0};

    show_cell(&text, cell, l->chart->field, l->chart->style);
    canvas_label(&l->canvas, x, y, align, INK_TEXT, false, str_text(&text));
    str_free(&text);
}

void layout_lines(struct layout *l, const struct lines_of_text *text, double x,
                  double y, enum align align, enum ink ink)
{
    for (size_t i = 0; i < text->n; i++)
        canvas_label(&l->canvas, x, y + (double)i * l->sizes.line, align, ink,
                     false, text->line[i]);
}

double layout_word(const struct layout *l, const char *text)
{
    double most = 0;

    while (*text) {
        size_t n = strcspn(text, " ");
        double width = font_width((struct text){text, n}, l->sizes.text * 1.02);

        if (width > most)
            most = width;
        text += n + (text[n] == ' ');
    }
    return most;
}

/* Down from the first, then up from the last where that went too far. */
void layout_spread(double *y, const double *height, size_t n, double top,
                   double bottom)
{
    for (size_t i = 0; i < n; i++) {
        double least = i ? y[i - 1] + (height[i - 1] + height[i]) / 2
                         : top + height[i] / 2;

        if (y[i] < least)
            y[i] = least;
    }
    for (size_t i = n; i-- > 0;) {
        double most = i + 1 < n ? y[i + 1] - (height[i + 1] + height[i]) / 2
                                : bottom - height[i] / 2;

        if (y[i] > most)
            y[i] = most;
    }
}

void layout_intervals(struct layout *l, size_t series, double below)
{
    struct str halo = {0}, line = {0};
    size_t n = 0;

    for (size_t i = 0; i < l->chart->n_rows; i++) {
        const struct cell *cell = l->chart->row[i].cell[series];
        const double x[] = {cell_number(cell, FIELD_VALUE), l->y[i] + below,
                            cell_number(cell, FIELD_LOWER),
                            cell_number(cell, FIELD_UPPER)};

        if (isnan(x[0]) || isnan(x[2]) || isnan(x[3]))
            continue;
        canvas_row(&l->canvas, x, 4);
        n++;
    }
    if (n == 0)
        return;
    str_addf(&halo, "using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '%s'",
             ink_colour(INK_PAPER));
    str_addf(&line, "using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '%s'",
             ink_colour(INK_INTERVAL));
    canvas_plot(&l->canvas, str_cstr(&halo));
    canvas_again(&l->canvas, str_cstr(&line));
    l->canvas.plots.failed |= halo.failed || line.failed;
    str_free(&halo);
    str_free(&line);
}
