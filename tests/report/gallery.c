/* gallery.c - draws one chart of each kind into a folder, for docs/charts.md:
 * gallery FOLDER [ROWS LETTERS], with rows for charts too large for it, and as
 * PNG too. */
#include <stdio.h>
#include "core/base/file.h"
#include "tests/report/chart_maker.h"
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

int main(int argc, char **argv)
{
    struct exhibit exhibit[SAMPLES] = {{0}};
    struct span title[SAMPLES];
    struct planned planned = {0};
    const struct exhibits all = {.exhibit = exhibit, .n = SAMPLES};
    struct arena *arena = arena_new();
    struct drawing *drawing = NULL;
    struct err err = {0};
    enum status rc;
    size_t n = 0;

    if ((argc != 2 && argc != 4) || !arena)
        return 2;
    for (size_t i = 0; i < SAMPLES; i++) {
        title[i] = (struct span){.kind = SPAN_TEXT, .text = samples[i].what};
        exhibit[i] = (struct exhibit){.name = samples[i].name,
                                      .planned = &planned,
                                      .title = {&title[i], 1},
                                      .alt = {&title[i], 1}};
        exhibit[i].chart =
            argc == 2 ? sample_chart(&samples[i], arena)
                      : large_chart(samples[i].kind, strtoul(argv[2], NULL, 10),
                                    strtoul(argv[3], NULL, 10), arena);
    }
    rc = charts_draw(&drawing, &n, &all, NULL, 0, &err);
    for (size_t i = 0; i < n && rc == OK; i++) {
        const struct drawing *d = &drawing[i];

        rc = write(argv[1], d->exhibit->name, ".svg", &d->svg[FORM_WIDE], &err);
        if (rc == OK)
            rc = write(argv[1], d->exhibit->name, "-narrow.svg",
                       &d->svg[FORM_NARROW], &err);
        /* Pictures by pixels depend on the fonts of a machine. */
        if (rc == OK && argc == 4)
            rc = write(argv[1], d->exhibit->name, ".png", &d->png, &err);
    }
    if (rc != OK)
        fprintf(stderr, "gallery: %s\n", err.text);
    drawings_free(drawing, n);
    arena_free(arena);
    return rc == OK ? 0 : 1;
}
