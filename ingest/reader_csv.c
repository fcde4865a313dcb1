/* reader_csv.c - text whose cells are parted by a comma, semicolon, TAB or
 * bar; see shape.h for how that is told. */
#include "ingest/reader.h"
#include "ingest/shape.h"

static int recognise(const struct scan *scan)
{
    (void)scan;
    return 1; /* whatever is text and nothing else */
}

static enum status open_csv(void **out, const char *path,
                            const struct scan *scan, struct err *err)
{
    struct shaped *s = NULL;
    struct shape shape;
    enum status rc = text_shape_of(scan, &shape, err);

    if (rc == OK)
        rc = shaped_open(&s, path, &shape, err);
    *out = s;
    return rc;
}

static enum status next_csv(void *open, struct csv_row *row, struct err *err)
{
    return shaped_next(open, row, err);
}

static bool skip_csv(void *open, uint64_t to)
{
    return shaped_skip(open, to);
}

static uint64_t bytes_csv(const void *open)
{
    return shaped_bytes(open);
}

static void close_csv(void *open)
{
    shaped_close(open);
}

const struct reader reader_csv = {.name = "csv",
                                  .recognise = recognise,
                                  .open = open_csv,
                                  .next = next_csv,
                                  .skip = skip_csv,
                                  .bytes_read = bytes_csv,
                                  .close = close_csv};
