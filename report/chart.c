/* chart.c - see chart.h. */
#include "report/chart.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/progress.h"
#include "core/base/threads.h"
#include "report/gnuplot.h"
#include "report/layout.h"
#include "report/story.h"

/* Fewer charts than this are not worth a second gnuplot. */
enum { FEW = 8 };

static chart_draw *const kinds[CHARTS] = {
    [CHART_BARS] = chart_bars,           [CHART_GROUPED] = chart_grouped,
    [CHART_STACK] = chart_stack,         [CHART_DIVERGING] = chart_diverging,
    [CHART_DOTS] = chart_dots,           [CHART_HEAT] = chart_heat,
    [CHART_SLOPE] = chart_slope,         [CHART_BUMP] = chart_bump,
    [CHART_QUADRANT] = chart_quadrant,   [CHART_PROFILE] = chart_profile,
    [CHART_HISTOGRAM] = chart_histogram,
};

static const struct sizes sizes[FORMS] = {
    [FORM_WIDE] = {.width = WIDE,
                   .text = 16,
                   .line = 20,
                   .bar = 22,
                   .gap = 14,
                   .labels = 290,
                   .tics = 6},
    [FORM_NARROW] = {.width = NARROW,
                     .text = 13,
                     .line = 17,
                     .bar = 16,
                     .gap = 14,
                     .labels_above = true,
                     .tics = 4},
};

enum status chart_script(const struct chart *chart, enum form form,
                         const char *file, struct str *script, struct str *data,
                         size_t *index, struct arena *arena, struct err *err)
{
    struct layout l = {
        .chart = chart,
        .form = form,
        .sizes = sizes[form],
        .canvas = {.script = script,
                   .data = data,
                   .index = index,
                   .from = chart->from,
                   .to = chart->to},
        .arena = arena,
        .err = err,
    };
    enum status rc = kinds[chart->kind](&l);

    /* gnuplot draws nothing at all without a plot. */
    if (rc == OK && l.canvas.n_plots == 0) {
        const double outside[] = {chart->from - 1, -1};

        canvas_row(&l.canvas, outside, 2);
        canvas_plot(&l.canvas, "using 1:2 with dots");
    }
    canvas_end(&l.canvas, file, form == FORM_WIDE);
    if (rc == OK)
        rc = str_status(script, err);
    return rc == OK ? str_status(data, err) : rc;
}

/* ---- gnuplot ---------------------------------------------------------- */

static void file_of(struct str *out, size_t i, enum form form)
{
    str_addf(out, "%zu-%s", i, form == FORM_WIDE ? "wide" : "narrow");
}

static enum status write_script(const struct drawing *drawing, size_t n,
                                const struct palette *palette,
                                const char *folder, struct arena *arena,
                                struct err *err)
{
    struct str script = {0}, data = {0}, path = {0}, coloured = {0};
    size_t index = 0;
    enum status rc = OK;

    str_add(&script, "set encoding utf8\n");
    for (size_t i = 0; i < n && rc == OK; i++) {
        for (int form = 0; form < FORMS && rc == OK; form++) {
            struct str file = {0};

            file_of(&file, i, (enum form)form);
            str_addf(&script, "# %s\nprint 'chart %zu'\n",
                     drawing[i].exhibit->name, i);
            rc = chart_script(&drawing[i].exhibit->chart, (enum form)form,
                              str_cstr(&file), &script, &data, &index, arena,
                              err);
            str_free(&file);
        }
    }
    palette_apply(palette, str_text(&script), &coloured);
    path_join(&path, folder, "script.gp");
    if (rc == OK)
        rc = str_status(&coloured, err);
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(&coloured), 0600, err);
    str_clear(&path);
    path_join(&path, folder, "data.txt");
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(&data), 0600, err);
    str_free(&path);
    str_free(&script);
    str_free(&coloured);
    str_free(&data);
    return rc;
}

struct batches {
    struct drawing *drawing;
    size_t n, size;
    const struct palette *palette;
    struct progress *progress;
};

static void step(void *with)
{
    const struct batches *b = with;

    progress_one(b->progress, FORMS * b->n);
}

static enum status run_gnuplot(struct batches *b, const struct drawing *drawing,
                               size_t n, const char *folder, struct err *err)
{
    const char **name = mem_array(n, sizeof *name);
    const struct gnuplot_job job = {.folder = folder,
                                    .name = name,
                                    .n = n,
                                    .begun = b->progress ? step : NULL,
                                    .with = b};
    enum status rc = name ? OK : err_nomem(err);

    for (size_t i = 0; i < n && rc == OK; i++)
        name[i] = drawing[i].exhibit->name;
    if (rc == OK)
        rc = gnuplot_run(&job, err);
    free(name);
    return rc;
}

/* ---- what came out ---------------------------------------------------- */

enum { LARGEST = 64 << 20 }; /* of a picture */

/* path is left as that of the file. */
static enum status read_back(const char *folder, const char *file,
                             const char *ending, const char *name,
                             struct str *path, struct str *out, struct err *err)
{
    enum status rc;

    str_clear(path);
    str_addf(path, "%s/%s.%s", folder, file, ending);
    rc = str_status(path, err);
    if (rc == OK && file_kind(str_cstr(path)) != FILE_REGULAR)
        rc = err_set(err, ERR_MISSING,
                     "gnuplot did not draw chart %s; its script is kept in "
                     "%s/script.gp",
                     name, folder);
    if (rc == OK)
        rc = file_read(str_cstr(path), LARGEST, out, err);
    return rc;
}

static enum status not_whole(const struct drawing *d, const char *folder,
                             struct err *err)
{
    return err_set(err, ERR_MISSING,
                   "gnuplot wrote no whole drawing of chart %s; is the disk "
                   "full, or gnuplot older than 5.4? its script is kept in "
                   "%s/script.gp",
                   d->exhibit->name, folder);
}

static enum status take_form(struct drawing *d, size_t i, enum form form,
                             const struct palette *palette, const char *folder,
                             struct err *err)
{
    struct str file = {0}, raw = {0}, title = {0}, desc = {0}, id = {0};
    struct str path = {0};
    enum status rc;

    file_of(&file, i, form);
    words_plain(&title, &d->exhibit->title);
    words_plain(&desc, &d->exhibit->alt);
    str_addf(&id, "%s-%s", d->exhibit->name,
             form == FORM_WIDE ? "wide" : "narrow");
    rc = read_back(folder, str_cstr(&file), "svg", d->exhibit->name, &path,
                   &raw, err);
    if (rc != OK)
        goto done;
    rc = svg_rewrite(&d->svg[form], str_text(&raw), str_cstr(&id),
                     str_cstr(&title), str_cstr(&desc), palette, NULL);
    if (rc == ERR_MISSING)
        rc = not_whole(d, folder, err);
    else if (rc != OK)
        rc = err_nomem(err);
    str_clear(&raw);
    if (rc == OK && form == FORM_WIDE)
        rc = read_back(folder, str_cstr(&file), "png", d->exhibit->name,
                       &d->png, &raw, err);
    if (rc == OK && form == FORM_WIDE && !gnuplot_png_whole(str_text(&raw)))
        rc = not_whole(d, folder, err);
    if (rc == OK && (file.failed || title.failed || desc.failed || id.failed))
        rc = err_nomem(err);
done:
    str_free(&file);
    str_free(&raw);
    str_free(&title);
    str_free(&desc);
    str_free(&id);
    str_free(&path);
    return rc;
}

static enum status draw_batch(struct batches *b, struct drawing *drawing,
                              size_t n, struct err *err)
{
    struct str folder = {0};
    struct arena *arena = arena_new();
    enum status rc = arena ? tempdir_make(&folder, err) : err_nomem(err);
    bool made = rc == OK;

    if (rc == OK)
        rc =
            write_script(drawing, n, b->palette, str_cstr(&folder), arena, err);
    if (rc == OK)
        rc = run_gnuplot(b, drawing, n, str_cstr(&folder), err);
    for (size_t i = 0; i < n && rc == OK; i++) {
        for (int form = 0; form < FORMS && rc == OK; form++)
            rc = take_form(&drawing[i], i, (enum form)form, b->palette,
                           str_cstr(&folder), err);
    }
    /* Where gnuplot failed, its script is what the analyst needs. */
    if (made && rc != OK && rc != ERR_MISSING)
        tempdir_remove(str_cstr(&folder));
    if (rc == OK)
        drawing->folder = folder;
    else
        str_free(&folder);
    arena_free(arena);
    return rc;
}

static enum status one_batch(void *with, size_t task, struct err *err)
{
    struct batches *b = with;
    size_t from = task * b->size;
    size_t n = b->n - from < b->size ? b->n - from : b->size;

    return draw_batch(b, b->drawing + from, n, err);
}

enum status charts_draw(struct drawing **out, size_t *n,
                        const struct exhibits *exhibits,
                        const struct palette *palette, unsigned threads,
                        struct err *err)
{
    const struct story *story = exhibits->story;
    size_t panels = story ? story->n_panels : 0;
    struct drawing *drawing =
        mem_array(exhibits->n + panels + 1, sizeof *drawing);
    struct batches batches = {.drawing = drawing, .palette = palette};
    enum status rc = drawing ? OK : err_nomem(err);

    for (size_t i = 0; i < exhibits->n && rc == OK; i++) {
        if (exhibits->exhibit[i].chart.kind != CHART_NONE)
            drawing[batches.n++].exhibit = &exhibits->exhibit[i];
    }
    for (size_t i = 0; i < panels && rc == OK; i++) {
        if (story->panel[i].figure.chart.kind != CHART_NONE)
            drawing[batches.n++].exhibit = &story->panel[i].figure;
    }
    if (threads == 0)
        threads = threads_default();
    if (batches.n < FEW)
        threads = 1;
    batches.size = (batches.n + threads - 1) / threads;
    batches.progress = progress_new("drawing", "drawings");
    if (rc == OK && batches.n > 0)
        rc = threads_run((batches.n + batches.size - 1) / batches.size, threads,
                         one_batch, &batches, err);
    progress_free(batches.progress);
    *out = drawing;
    *n = batches.n;
    return rc;
}

void drawings_free(struct drawing *drawing, size_t n)
{
    for (size_t i = 0; drawing && i < n; i++) {
        for (int form = 0; form < FORMS; form++)
            str_free(&drawing[i].svg[form]);
        str_free(&drawing[i].png);
        if (drawing[i].folder.n > 0)
            tempdir_remove(str_cstr(&drawing[i].folder));
        str_free(&drawing[i].folder);
    }
    free(drawing);
}

enum status drawing_png(const struct drawing *drawing, struct str *out,
                        struct err *err)
{
    return file_read(str_cstr(&drawing->png), LARGEST, out, err);
}
