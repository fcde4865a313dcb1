/* export_head.c - see export_head.h. */
#include "ingest/export_head.h"

#include <string.h>
#include "ingest/numbers.h"
#include "core/base/num.h"

enum { TITLES = 6, COLUMNS_MOST = 10000 };

static size_t used_cells(const struct export *e, size_t row, bool *number)
{
    size_t n = 0;
    double x;

    *number = false;
    for (size_t i = 0; i < e->head.row[row].n; i++) {
        struct text t = text_trim(head_cell(&e->head, row, i));

        n += t.n > 0;
        *number |= t.n > 0 && num_parse_loose(t, &x);
    }
    return n;
}

/* Lines of one cell above a row of several that are no figures: titles. */
void export_skip_titles(struct export *e)
{
    size_t n = 0;
    bool number;

    while (n < TITLES && n + 1 < e->head.n && used_cells(e, n, &number) == 1)
        n++;
    if (n == 0 || n == TITLES || n + 1 >= e->head.n ||
        used_cells(e, n, &number) < 2 || number)
        return;
    e->titles = n;
    e->head.row += n;
    e->head.n -= n;
}

/* Such a cell holds what parts cells, as often as cells are missing, and not as
 * people write it, with a space behind. */
enum { FEWEST_MARKS = 3 };

bool export_is_torn(const struct export *e, const struct text *cell, size_t n)
{
    static const char marks[] = ",;\t|";
    size_t missing = e->columns.n > n ? e->columns.n - n : 0;

    if (e->reader->sparse)
        return false;
    if (missing < FEWEST_MARKS)
        missing = FEWEST_MARKS;
    for (size_t i = 0; i < n; i++) {
        size_t met[sizeof marks] = {0};

        for (size_t k = 0; k + 1 < cell[i].n; k++) {
            const char *mark = cell[i].p[k] && cell[i].p[k + 1] != ' '
                                   ? strchr(marks, cell[i].p[k])
                                   : NULL;

            if (mark && ++met[mark - marks] >= missing)
                return true;
        }
    }
    return false;
}

/* One cell above rows of many that are no headers. */
static bool has_no_header(const struct export *e)
{
    size_t wider = 0;

    for (size_t r = 1; r < e->head.n; r++)
        wider += e->head.row[r].n > 1;
    return e->head.row[0].n == 1 && 2 * wider > e->head.n;
}

/* Counted answers instead of responses: the words that head the tables of a
 * summary, or shares in most cells. */
static enum status refuse_summary(const struct export *e, struct err *err)
{
    size_t filled = 0, shares = 0;

    for (size_t r = 0; r < e->head.n; r++) {
        const struct head_row *row = &e->head.row[r];

        if (row->n && text_same(row->cell[0], text_of("Answer Choices")))
            if (text_same(row->cell[row->n - 1], text_of("Responses")) ||
                (row->n > 2 && text_same(row->cell[2], text_of("Responses"))) ||
                (row->n > 1 && text_same(row->cell[1], text_of("Responses"))))
                return err_at(err, ERR_INPUT, e->path, row->line,
                              "is a summary of results (\"Answer Choices\", "
                              "\"Responses\") and holds no responses; export "
                              "all individual responses");
        for (size_t i = 1; i < row->n && r > 0; i++) {
            struct text t = text_trim(row->cell[i]);

            filled += t.n > 0;
            shares += t.n > 1 && t.p[t.n - 1] == '%' && t.p[0] >= '0' &&
                      t.p[0] <= '9';
        }
    }
    if (filled < 4 || 10 * shares < 6 * filled)
        return OK;
    return err_at(err, ERR_INPUT, e->path, e->head.row[0].line,
                  "is a cross-tabulation (%zu of the first %zu cells are "
                  "shares) and holds no responses; export all individual "
                  "responses",
                  shares, filled);
}

enum status export_refuse(const struct export *e, struct err *err)
{
    size_t line = e->head.row[0].line;
    enum status rc = refuse_summary(e, err);

    if (rc == OK && has_no_header(e))
        rc = err_at(err, ERR_INPUT, e->path, line,
                    "holds one cell and the rows below more: a title, or a "
                    "summary of results; export all individual responses, "
                    "with their headers in the first row");
    if (rc == OK && e->head.columns > COLUMNS_MOST)
        rc = err_at(err, ERR_INPUT, e->path, line,
                    "has %zu columns, more than the %d of any survey; export "
                    "a row for each response, and fewer questions at once",
                    e->head.columns, COLUMNS_MOST);
    return rc;
}

static bool is_its_name(struct export *e, size_t row, size_t column,
                        struct str *scratch)
{
    uint64_t uncounted[CLEAN_RULES] = {0};
    struct text name = text_trim(head_cell(&e->head, row, column));
    struct text cell = text_trim(e->cell[column]);

    if (!memchr(cell.p, '<', cell.n) && !memchr(cell.p, '&', cell.n))
        return text_equal(cell, name);
    str_clear(scratch); /* headers lose their tags and entities */
    clean_text(scratch, cell, true, uncounted);
    return text_equal(text_trim(str_text(scratch)), name);
}

bool export_is_header(struct export *e)
{
    struct str scratch = {0};
    bool again = false;

    for (size_t r = 0; r < e->columns.header_rows && !again; r++) {
        bool named = false, all = true;

        for (size_t i = 0; i < e->columns.n && all; i++) {
            all = is_its_name(e, r, i, &scratch);
            named = named || (e->columns.column[i].role != ROLE_ANSWER &&
                              text_trim(e->cell[i]).n);
        }
        again = all && named;
    }
    again = again && !scratch.failed;
    str_free(&scratch);
    return again;
}

static bool says_total(struct text t)
{
    static const char *const words[] = {"total", "totals",  "grand total",
                                        "sum",   "average", "mean"};

    if (t.n && t.p[t.n - 1] == ':')
        t.n--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(t, text_of(words[i])))
            return true;
    return false;
}

static bool may_say_total(struct text id)
{
    id = text_trim(id);
    return id.n == 0 || strchr("TtGgSsAaMm", id.p[0]) != NULL;
}

bool export_is_total(const struct export *e)
{
    size_t said = 0, numbers = 0;
    double number;

    /* Where nearly every row ends. */
    if (e->id == e->columns.n || !may_say_total(e->cell[e->id]))
        return false;
    for (size_t i = 0; i < e->columns.n; i++) {
        bool id = e->columns.column[i].role == ROLE_ID;
        struct text t = text_trim(e->cell[i]);

        if (!t.n)
            continue;
        if (!id && number_of(t, &number))
            numbers++;
        else if (t.n > sizeof "grand total:" || said++ || !says_total(t))
            return false;
    }
    return said && numbers;
}
