/* chart.c - see chart.h. */
#include "report/chart.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/child.h"
#include "core/base/file.h"
#include "core/base/threads.h"
#include "report/layout.h"

/* Fewer charts than this are not worth a second gnuplot. */
enum { FEW = 8 };

static chart_draw *const kinds[CHARTS] = {
    [CHART_BARS] = chart_bars,
    [CHART_DOTS] = chart_dots,
    [CHART_STACK] = chart_stack,
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
                                const char *folder, struct arena *arena,
                                struct err *err)
{
    struct str script = {0}, data = {0}, path = {0};
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
    path_join(&path, folder, "script.gp");
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(&script), 0600, err);
    str_clear(&path);
    path_join(&path, folder, "data.txt");
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(&data), 0600, err);
    str_free(&path);
    str_free(&script);
    str_free(&data);
    return rc;
}

/* The chart that gnuplot was at when it stopped: the last it printed. */
static const char *last_chart(const struct drawing *drawing, size_t n,
                              const struct str *printed)
{
    size_t at = 0;
    const char *p = str_cstr(printed);

    while ((p = strstr(p, "chart ")) != NULL) {
        p += 6;
        at = strtoul(p, NULL, 10);
    }
    return drawing[at < n ? at : 0].exhibit->name;
}

/* The first line of what gnuplot said that is none of ours. */
static struct text complaint(const struct str *said)
{
    const char *p = str_cstr(said);

    while (*p) {
        size_t n = strcspn(p, "\n");
        struct text line = text_trim((struct text){p, n});

        if (line.n > 0 && strncmp(line.p, "chart ", 6) != 0 && line.p[0] != '^')
            return line;
        p += n + (p[n] == '\n');
    }
    return text_of("it said nothing");
}

static enum status run_gnuplot(const struct drawing *drawing, size_t n,
                               const char *folder, struct err *err)
{
    static const char *const argv[] = {"gnuplot", "-d", "script.gp", NULL};
    struct str home = {0}, path = {0};
    const char *env[] = {"LC_ALL=C.UTF-8", "TZ=UTC", NULL, NULL, NULL};
    struct child_options options = {
        .env = env, .folder = folder, .seconds = 60 + (double)n};
    struct child_result result = {0};
    enum status rc;

    str_addf(&home, "HOME=%s", folder);
    str_addf(&path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin");
    env[2] = str_cstr(&home);
    env[3] = str_cstr(&path);
    rc = child_run(argv, &options, &result, err);
    if (rc == ERR_MISSING && err) {
        /* The lowest level knows the program but not what it was for. */
        *err = (struct err){0};
        rc = err_set(err, ERR_MISSING,
                     "gnuplot cannot be started, so chart %s cannot be drawn; "
                     "install the package gnuplot-nox (script kept in %s)",
                     drawing[0].exhibit->name, folder);
    }
    if (rc == OK && (result.timed_out || result.signal || result.exit_status)) {
        struct text said = complaint(&result.err);

        rc = err_set(err, ERR_MISSING,
                     "gnuplot %s at chart %s: %.*s; its script is kept in "
                     "%s/script.gp",
                     result.timed_out ? "took too long"
                     : result.signal  ? "was killed"
                                      : "failed",
                     last_chart(drawing, n, &result.err),
                     (int)(said.n > 300 ? 300 : said.n), said.p, folder);
    }
    child_result_free(&result);
    str_free(&home);
    str_free(&path);
    return rc;
}

/* ---- what came out ---------------------------------------------------- */

static enum status read_back(const char *folder, const char *file,
                             const char *ending, const char *name,
                             struct str *out, struct err *err)
{
    struct str path = {0};
    enum status rc;

    str_addf(&path, "%s/%s.%s", folder, file, ending);
    rc = str_status(&path, err);
    if (rc == OK && file_kind(str_cstr(&path)) != FILE_REGULAR)
        rc = err_set(err, ERR_MISSING,
                     "gnuplot did not draw chart %s; its script is kept in "
                     "%s/script.gp",
                     name, folder);
    if (rc == OK)
        rc = file_read(str_cstr(&path), 64u << 20, out, err);
    str_free(&path);
    return rc;
}

static enum status take_form(struct drawing *d, size_t i, enum form form,
                             const char *folder, struct err *err)
{
    struct str file = {0}, raw = {0}, title = {0}, desc = {0}, id = {0};
    enum status rc;

    file_of(&file, i, form);
    words_plain(&title, &d->exhibit->title);
    words_plain(&desc, &d->exhibit->alt);
    str_addf(&id, "%s-%s", d->exhibit->name,
             form == FORM_WIDE ? "wide" : "narrow");
    rc = read_back(folder, str_cstr(&file), "svg", d->exhibit->name, &raw, err);
    if (rc != OK)
        goto done;
    rc = svg_rewrite(&d->svg[form], str_text(&raw), str_cstr(&id),
                     str_cstr(&title), str_cstr(&desc), NULL);
    if (rc == ERR_MISSING)
        rc = err_set(err, rc,
                     "gnuplot wrote no whole drawing of chart %s; is the disk "
                     "full, or gnuplot older than 5.4? its script is kept in "
                     "%s/script.gp",
                     d->exhibit->name, folder);
    else if (rc != OK)
        rc = err_nomem(err);
    if (rc == OK && form == FORM_WIDE)
        rc = read_back(folder, str_cstr(&file), "png", d->exhibit->name,
                       &d->png, err);
    if (rc == OK && (file.failed || title.failed || desc.failed || id.failed))
        rc = err_nomem(err);
done:
    str_free(&file);
    str_free(&raw);
    str_free(&title);
    str_free(&desc);
    str_free(&id);
    return rc;
}

static enum status draw_batch(struct drawing *drawing, size_t n,
                              struct err *err)
{
    struct str folder = {0};
    struct arena *arena = arena_new();
    enum status rc = arena ? tempdir_make(&folder, err) : err_nomem(err);
    bool made = rc == OK;

    if (rc == OK)
        rc = write_script(drawing, n, str_cstr(&folder), arena, err);
    if (rc == OK)
        rc = run_gnuplot(drawing, n, str_cstr(&folder), err);
    for (size_t i = 0; i < n && rc == OK; i++) {
        for (int form = 0; form < FORMS && rc == OK; form++)
            rc = take_form(&drawing[i], i, (enum form)form, str_cstr(&folder),
                           err);
    }
    /* Where gnuplot failed, its script is what the analyst needs. */
    if (made && rc != ERR_MISSING)
        tempdir_remove(str_cstr(&folder));
    str_free(&folder);
    arena_free(arena);
    return rc;
}

struct batches {
    struct drawing *drawing;
    size_t n, size;
};

static enum status one_batch(void *with, size_t task, struct err *err)
{
    const struct batches *b = with;
    size_t from = task * b->size;
    size_t n = b->n - from < b->size ? b->n - from : b->size;

    return draw_batch(b->drawing + from, n, err);
}

enum status charts_draw(struct drawing **out, size_t *n,
                        const struct exhibits *exhibits, unsigned threads,
                        struct err *err)
{
    struct drawing *drawing = mem_array(exhibits->n + 1, sizeof *drawing);
    struct batches batches = {.drawing = drawing};
    enum status rc = drawing ? OK : err_nomem(err);

    for (size_t i = 0; i < exhibits->n && rc == OK; i++) {
        if (exhibits->exhibit[i].chart.kind != CHART_NONE)
            drawing[batches.n++].exhibit = &exhibits->exhibit[i];
    }
    if (threads == 0)
        threads = threads_default();
    if (batches.n < FEW)
        threads = 1;
    batches.size = (batches.n + threads - 1) / threads;
    if (rc == OK && batches.n > 0)
        rc = threads_run((batches.n + batches.size - 1) / batches.size, threads,
                         one_batch, &batches, err);
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
    }
    free(drawing);
}
