/* gallery.c - draws charts into a folder:
 *
 *   gallery FOLDER               one of each kind, for docs/charts.md
 *   gallery FOLDER N             N of them, again and again, and as PNG too
 *   gallery FOLDER ROWS LETTERS  one of each kind, as large as is asked for */
#include <stdio.h>
#include "core/base/file.h"
#include "tests/report/chart_large.h"

static enum status write(const char *folder, const char *name,
                         const char *ending, const struct str *bytes,
                         struct err *err)
{
    struct str path = {0};
    enum status rc;

    str_addf(&path, "%s/%s%s", folder, name, ending);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = file_write(str_cstr(&path), str_text(bytes), 0644, err);
    str_free(&path);
    return rc;
}

static enum status write_all(const struct drawing *drawing, size_t n,
                             const char *folder, bool png, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < n && rc == OK; i++) {
        const struct drawing *d = &drawing[i];
        struct str bytes = {0};

        rc = write(folder, d->exhibit->name, ".svg", &d->svg[FORM_WIDE], err);
        if (rc == OK)
            rc = write(folder, d->exhibit->name, "-narrow.svg",
                       &d->svg[FORM_NARROW], err);
        /* Pictures by pixels depend on the fonts of a machine. */
        if (rc == OK && png)
            rc = drawing_png(d, &bytes, err);
        if (rc == OK && png)
            rc = write(folder, d->exhibit->name, ".png", &bytes, err);
        str_free(&bytes);
    }
    return rc;
}

static struct exhibit exhibit_of(size_t i, size_t rows, size_t letters,
                                 struct arena *arena)
{
    static const struct planned planned = {0};
    const struct sample *s = &samples[i % SAMPLES];
    struct span *title = arena_alloc(arena, 1, sizeof *title);
    char *name = i < SAMPLES ? arena_text(arena, s->name, strlen(s->name))
                             : arena_printf(arena, "%s-%zu", s->name, i);

    if (!title || !name)
        abort();
    *title = (struct span){.kind = SPAN_TEXT, .text = s->what};
    return (struct exhibit){
        .name = name,
        .planned = &planned,
        .title = {title, 1},
        .alt = {title, 1},
        .chart = rows ? large_chart(s->kind, rows, letters, arena)
                      : sample_chart(s, arena)};
}

int main(int argc, char **argv)
{
    size_t n = argc == 3 ? strtoul(argv[2], NULL, 10) : SAMPLES;
    size_t rows = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    size_t letters = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
    struct exhibits all = {.n = n};
    struct arena *arena = arena_new();
    struct drawing *drawing = NULL;
    struct err err = {0};
    enum status rc;

    if (argc < 2 || argc > 4 || !arena)
        return 2;
    all.exhibit = arena_alloc(arena, n + 1, sizeof *all.exhibit);
    if (!all.exhibit)
        return 1;
    for (size_t i = 0; i < n; i++)
        all.exhibit[i] = exhibit_of(i, rows, letters, arena);
    rc = charts_draw(&drawing, &n, &all, NULL, 0, &err);
    if (rc == OK)
        rc = write_all(drawing, n, argv[1], argc > 2, &err);
    if (rc != OK)
        fprintf(stderr, "gallery: %s\n", err.text);
    drawings_free(drawing, n);
    arena_free(arena);
    return rc == OK ? 0 : 1;
}
