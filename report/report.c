/* report.c - the path: plan, load, gate, exhibits, words, charts, writers. */
#include "report/report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "core/base/file.h"
#include "report/chart.h"
#include "report/exhibit.h"
#include "report/files.h"
#include "report/gate.h"
#include "report/load.h"
#include "report/look.h"
#include "report/page.h"
#include "report/workbook.h"

struct made { /* everything that the writers are given */
    struct plan plan;
    struct pack pack;
    struct exhibits exhibits;
    struct drawing *drawing;
    size_t n_drawings;
    struct theme *theme;
    struct look look;
};

/* The database must not come to lie in a folder that is replaced. */
static enum status check_folder(const struct report_request *request,
                                struct err *err)
{
    struct str database = {0}, out = {0};
    enum status rc = path_real(request->database, &database, err);

    if (rc == OK)
        rc = path_real(request->out, &out, err);
    if (rc == OK && out.n > 0 && out.p[out.n - 1] != '/')
        str_add_char(&out, '/');
    if (rc == OK && database.n >= out.n &&
        memcmp(database.p, out.p, out.n) == 0)
        rc = err_set(err, ERR_USAGE,
                     "%s holds the database %s, which would be published; "
                     "choose another folder",
                     request->out, request->database);
    str_free(&database);
    str_free(&out);
    return rc;
}

static enum status make(struct made *made, struct loaded *loaded,
                        const struct report_request *request, struct err *err)
{
    enum status rc = look_make(&made->look, made->theme, loaded->arena, err);

    if (rc == OK)
        rc = plan_exhibits(&made->plan, loaded->survey, loaded->arena, err);
    if (rc == OK && request->figure)
        rc = plan_only(&made->plan, request->figure, err);
    if (rc == OK)
        rc = loaded_rows(loaded, &made->plan, err);
    if (rc == OK)
        rc = gate_pass(&made->pack, loaded, &made->plan, loaded->arena, err);
    if (rc == OK)
        rc = exhibits_make(&made->exhibits, &made->pack, loaded->arena, err);
    if (rc == OK)
        rc = charts_draw(&made->drawing, &made->n_drawings, &made->exhibits,
                         made->look.palette, request->threads, err);
    return rc;
}

/* ---- the folder ------------------------------------------------------- */

static enum status write_one(struct outdir *out, const char *folder,
                             const char *name, const char *ending,
                             struct text bytes, struct err *err)
{
    struct str path = {0};
    enum status rc;

    if (*folder)
        str_addf(&path, "%s/", folder);
    str_addf(&path, "%s.%s", name, ending);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = outdir_write(out, str_cstr(&path), bytes, err);
    str_free(&path);
    return rc;
}

static enum status write_charts(struct outdir *out, const struct made *made,
                                struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < made->n_drawings && rc == OK; i++) {
        const struct drawing *d = &made->drawing[i];
        struct str png = {0};

        rc = write_one(out, "charts", d->exhibit->name, "svg",
                       str_text(&d->svg[FORM_WIDE]), err);
        if (rc == OK)
            rc = drawing_png(d, &png, err);
        if (rc == OK)
            rc = write_one(out, "charts", d->exhibit->name, "png",
                           str_text(&png), err);
        str_free(&png);
    }
    return rc;
}

static enum status write_tables(struct outdir *out, const struct made *made,
                                struct arena *arena, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < made->exhibits.n && rc == OK; i++) {
        const struct exhibit *e = &made->exhibits.exhibit[i];
        struct str csv = {0};

        rc = table_csv(&csv, e, made->pack.survey, arena, err);
        if (rc == OK)
            rc = write_one(out, "tables", e->name, "csv", str_text(&csv), err);
        str_free(&csv);
    }
    return rc;
}

static enum status write_workbook(struct outdir *out, const struct made *made,
                                  struct arena *arena, struct err *err)
{
    struct str bytes = {0};
    enum status rc = workbook_write(&bytes, outdir_path(out), &made->pack,
                                    &made->exhibits, &made->look, arena, err);

    if (rc == OK)
        rc = write_one(out, "tables", "crosstabs", "xlsx", str_text(&bytes),
                       err);
    str_free(&bytes);
    return rc;
}

static enum status write_texts(struct outdir *out, const struct made *made,
                               struct arena *arena, struct err *err)
{
    struct str text = {0};
    enum status rc =
        page_write(&text, &made->pack, &made->exhibits, made->drawing,
                   made->n_drawings, &made->look, arena, err);

    if (rc == OK)
        rc = write_one(out, "", "index", "html", str_text(&text), err);
    str_clear(&text);
    if (rc == OK)
        rc = evidence_json(&text, &made->pack, &made->exhibits, err);
    if (rc == OK)
        rc = write_one(out, "", "evidence", "json", str_text(&text), err);
    str_clear(&text);
    if (rc == OK) {
        survey_write(made->pack.survey, SURVEY_PUBLIC, &text);
        rc = str_status(&text, err);
    }
    if (rc == OK)
        rc = write_one(out, "", "definition", "yaml", str_text(&text), err);
    str_free(&text);
    return rc;
}

/* The database is told before the folder is replaced: where it cannot be, on a
 * full disk, the old folder stays. */
static enum status write_folder(const struct made *made, struct loaded *loaded,
                                const struct report_request *request,
                                struct err *err)
{
    struct arena *arena = loaded->arena;
    struct outdir *out = NULL;
    enum status rc = outdir_open(&out, request->out, "evidence.json", err);

    if (rc == OK)
        rc = write_charts(out, made, err);
    if (rc == OK)
        rc = write_tables(out, made, arena, err);
    if (rc == OK)
        rc = write_workbook(out, made, arena, err);
    if (rc == OK)
        rc = write_texts(out, made, arena, err);
    if (rc == OK)
        rc = loaded_reported(loaded, request, err);
    if (rc == OK)
        rc = outdir_commit(out, err);
    outdir_close(out);
    return rc;
}

/* ---- one figure ------------------------------------------------------- */

static enum status write_beside(const char *folder, const char *name,
                                const char *ending, struct text bytes,
                                struct err *err)
{
    struct str path = {0};
    enum status rc;

    str_addf(&path, "%s/%s.%s", folder, name, ending);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = file_write(str_cstr(&path), bytes, 0644, err);
    str_free(&path);
    return rc;
}

/* NAME.svg, .png and .csv in the folder, which keeps what it holds. */
static enum status write_figure(const struct made *made, const char *folder,
                                struct arena *arena, struct err *err)
{
    const struct exhibit *e = &made->exhibits.exhibit[0];
    struct str csv = {0}, png = {0};
    enum status rc = OK;

    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return err_set(err, ERR_IO, "%s: cannot be made: %s", folder,
                       strerror(errno));
    if (made->n_drawings > 0 && made->drawing[0].exhibit == e) {
        rc = write_beside(folder, e->name, "svg",
                          str_text(&made->drawing[0].svg[FORM_WIDE]), err);
        if (rc == OK)
            rc = drawing_png(&made->drawing[0], &png, err);
        if (rc == OK)
            rc = write_beside(folder, e->name, "png", str_text(&png), err);
    }
    if (rc == OK)
        rc = table_csv(&csv, e, made->pack.survey, arena, err);
    if (rc == OK)
        rc = write_beside(folder, e->name, "csv", str_text(&csv), err);
    str_free(&png);
    str_free(&csv);
    return rc;
}

/* ---- the door --------------------------------------------------------- */

/* The gate sees the whole pack even where one figure is written. */
static size_t count_withheld(const struct made *made, bool figure_alone)
{
    const struct table *t;
    size_t n = 0;

    if (!figure_alone)
        return made->pack.withheld;
    t = &made->exhibits.exhibit[0].table;
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        const struct cell *c = t->entry[i].cell;

        n += c && c->mark == MARK_WITHHELD;
    }
    return n;
}

static enum status note_withheld(size_t withheld, struct notes *notes,
                                 struct err *err)
{
    if (withheld == 0)
        return OK;
    return notes_add(notes, err, NOTE_INFO,
                     "%zu figures are withheld because their bases or counts "
                     "are small; they are marked [c]",
                     withheld);
}

enum status report_run(const struct report_request *request,
                       struct report_summary *summary, struct notes *notes,
                       struct err *err)
{
    struct loaded loaded = {0};
    struct made made = {0};
    enum status rc = OK;

    *summary = (struct report_summary){0};
    rc = check_folder(request, err);
    if (rc == OK && request->theme_path)
        rc = theme_read(&made.theme, request->theme_path, err);
    if (rc == OK)
        rc = loaded_open(&loaded, request, err);
    if (rc == OK)
        rc = make(&made, &loaded, request, err);
    if (rc == OK)
        rc = request->figure
                 ? write_figure(&made, request->out, loaded.arena, err)
                 : write_folder(&made, &loaded, request, err);
    if (rc == OK)
        *summary = (struct report_summary){
            .charts = made.n_drawings,
            .tables = made.exhibits.n,
            .withheld = count_withheld(&made, request->figure != NULL)};
    if (rc == OK)
        rc = note_withheld(summary->withheld, notes, err);
    drawings_free(made.drawing, made.n_drawings);
    theme_free(made.theme);
    loaded_close(&loaded);
    return rc;
}

enum status report_list(const struct report_request *request, struct str *out,
                        struct err *err)
{
    struct loaded loaded = {0};
    struct plan plan;
    enum status rc = loaded_open(&loaded, request, err);

    if (rc == OK)
        rc = plan_exhibits(&plan, loaded.survey, loaded.arena, err);
    for (size_t i = 0; rc == OK && i < plan.n_exhibits; i++)
        str_addf(out, "%s\n", plan.exhibit[i].name);
    if (rc == OK)
        rc = str_status(out, err);
    loaded_close(&loaded);
    return rc;
}
