/* reader_csv.c - text whose cells are parted by a comma, semicolon, TAB or
 * bar.  Which one is told by the first line. */
#include "ingest/reader.h"

static int recognise(const struct scan *scan)
{
    (void)scan;
    return 1; /* whatever is text and nothing else */
}

/* Counts the delimiters of the first line that stand outside quotes. */
static char delimiter(struct text head)
{
    static const char marks[] = {',', ';', '\t', '|'};
    size_t count[sizeof marks] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < head.n; i++) {
        char c = head.p[i];

        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == '\n' || c == '\r')
            break;
        for (size_t m = 0; m < sizeof marks; m++)
            count[m] += c == marks[m];
    }
    for (size_t m = 1; m < sizeof marks; m++)
        if (count[m] > count[best])
            best = m;
    return marks[best];
}

static enum status open_csv(void **out, const char *path,
                            const struct scan *scan, struct err *err)
{
    struct csv_options options = {.delimiter =
                                      delimiter(str_text(&scan->head))};
    struct csv_reader *reader = NULL;
    enum status rc;

    *out = NULL;
    /* Such files quote nothing, so that a stray quote would swallow rows. */
    if (options.delimiter == '\t')
        return err_set(err, ERR_INPUT,
                       "%s: is parted by TABs, which is not supported yet; "
                       "save it as CSV (UTF-8)",
                       path);
    rc = csv_open_file(&reader, path, &options, err);
    *out = reader;
    return rc;
}

static enum status next_csv(void *open, struct csv_row *row, struct err *err)
{
    return csv_next(open, row, err);
}

static uint64_t bytes_csv(const void *open)
{
    return csv_bytes_read(open);
}

static void close_csv(void *open)
{
    csv_close(open);
}

const struct reader reader_csv = {"csv",    recognise, open_csv,
                                  next_csv, bytes_csv, close_csv};
