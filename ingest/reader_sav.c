/* reader_sav.c - SPSS files (.sav, .zsav), by way of spss.h in a process of its
 * own and a file in a private folder, which is gone once it is open. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/base/child.h"
#include "core/base/file.h"
#include "ingest/reader.h"
#include "ingest/spss.h"

static int recognise(const struct scan *scan)
{
    return scan->kind == SCAN_SPSS ? 100 : 0;
}

/* This program, whatever it is called: the tests name it. */
static enum status find_self(struct str *out, struct err *err)
{
    enum { LONGEST = 4096 };
    const char *told = getenv("CANVASS");
    char *path;
    ssize_t n;

    if (told && told[0]) {
        str_add(out, told);
        return str_status(out, err);
    }
    path = malloc(LONGEST);
    n = path ? readlink("/proc/self/exe", path, LONGEST) : 0;
    if (n > 0 && n < LONGEST)
        str_add_n(out, path, (size_t)n);
    free(path);
    if (n <= 0 || n >= LONGEST)
        return err_set(err, ERR_MISSING,
                       "canvass cannot find itself under /proc, and reads "
                       "SPSS files in a process of its own; save the export "
                       "as CSV");
    return str_status(out, err);
}

/* The child's own message, or how it died. */
static enum status tell(const char *path, const struct child_result *child,
                        struct err *err)
{
    static const char own[] = "canvass: ";
    struct text said = text_trim(str_text(&child->err));
    size_t skip = sizeof own - 1;

    if (child->exit_status == 0 && !child->signal && !child->timed_out)
        return OK;
    if (child->timed_out)
        return err_set(err, ERR_INPUT,
                       "%s: took more than ten minutes to read and was given "
                       "up; save the export as CSV",
                       path);
    if (child->signal || said.n <= skip || memcmp(said.p, own, skip) != 0)
        return err_set(err, ERR_INPUT,
                       "%s: is an SPSS file that cannot be read (its reader "
                       "ended with %s %d); export it again, or save it as CSV",
                       path, child->signal ? "signal" : "status",
                       child->signal ? child->signal : child->exit_status);
    return err_set(err, child->exit_status == 3 ? ERR_INPUT : ERR_IO, "%.*s",
                   (int)(said.n - skip), said.p + skip);
}

static enum status convert(const char *path, const char *to, struct err *err)
{
    const struct child_options options = {.seconds = 600};
    struct child_result child = {0};
    struct str self = {0};
    enum status rc = find_self(&self, err);

    if (rc == OK) {
        const char *const argv[] = {str_cstr(&self), SPSS_COMMAND, path, to,
                                    NULL};

        rc = child_run(argv, &options, &child, err);
    }
    if (rc == OK)
        rc = tell(path, &child, err);
    child_result_free(&child);
    str_free(&self);
    return rc;
}

static enum status open_sav(void **out, const char *path,
                            const struct scan *scan, struct err *err)
{
    const struct csv_options options = {.delimiter = ','};
    struct csv_reader *csv = NULL;
    struct str folder = {0}, file = {0};
    enum status rc = tempdir_make(&folder, err);

    (void)scan;
    *out = NULL;
    if (rc != OK) {
        str_free(&folder);
        return rc;
    }
    path_join(&file, str_cstr(&folder), "rows.csv");
    rc = str_status(&file, err);
    if (rc == OK)
        rc = convert(path, str_cstr(&file), err);
    if (rc == OK)
        rc = csv_open_file(&csv, str_cstr(&file), &options, err);
    tempdir_remove(str_cstr(&folder));
    str_free(&folder);
    str_free(&file);
    *out = csv;
    return rc;
}

static enum status next_sav(void *open, struct csv_row *row, struct err *err)
{
    return csv_next(open, row, err);
}

static uint64_t bytes_sav(const void *open)
{
    return csv_bytes_read(open);
}

static void close_sav(void *open)
{
    csv_close(open);
}

const struct reader reader_sav = {.name = "sav",
                                  .recognise = recognise,
                                  .open = open_sav,
                                  .next = next_sav,
                                  .bytes_read = bytes_sav,
                                  .close = close_sav};
