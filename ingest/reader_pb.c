/* reader_pb.c - ballots of participatory budgeting, .pb: sections META,
 * PROJECTS and VOTES, cells parted by semicolons, projects of a vote by
 * commas.
 *
 * Given as rows of one cell a project: the place that a voter gave it, its
 * points, or 1.  So that ballots are rankings, points or choices like any. */
#include "ingest/reader.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

enum pb_kind { PB_APPROVAL, PB_ORDINAL, PB_POINTS };

struct pb {
    struct csv_reader *csv;
    const char *path;
    struct arena *arena;
    enum pb_kind kind;
    struct text *project, *name;
    size_t n, projects_room, names_room;
    struct text *header; /* of VOTES */
    size_t headers;
    size_t vote, points; /* their columns; headers: none */
    size_t header_line;
    bool header_given;
    struct text *cell; /* headers + n */
};

static int recognise(const struct scan *scan)
{
    struct text t = str_text(&scan->head);

    if (scan->mark)
        t = (struct text){t.p + 3, t.n - 3};
    return t.n > 5 && memcmp(t.p, "META", 4) == 0 &&
                   (t.p[4] == '\n' || t.p[4] == '\r')
               ? 90
               : 0;
}

static struct text cell_of(const struct csv_row *row, size_t i)
{
    return i < row->n ? text_trim(row->cell[i]) : text_of("");
}

static struct text kept(struct pb *b, struct text t)
{
    char *p = arena_text(b->arena, t.p, t.n);

    return (struct text){p ? p : "", p ? t.n : 0};
}

static enum status take_meta(struct pb *b, const struct csv_row *row)
{
    struct text value = cell_of(row, 1);

    if (!text_same(cell_of(row, 0), text_of("vote_type")))
        return OK;
    if (text_same(value, text_of("ordinal")))
        b->kind = PB_ORDINAL;
    else if (text_same(value, text_of("cumulative")) ||
             text_same(value, text_of("scoring")))
        b->kind = PB_POINTS;
    return OK;
}

/* Columns of the section are named by its first row. */
static enum status take_project(struct pb *b, const struct csv_row *row,
                                size_t name, struct err *err)
{
    struct text id = cell_of(row, 0), called = cell_of(row, name);
    enum status rc = mem_grow((void **)&b->project, &b->projects_room, b->n + 1,
                              sizeof *b->project, err);

    if (rc == OK)
        rc = mem_grow((void **)&b->name, &b->names_room, b->n + 1,
                      sizeof *b->name, err);
    if (rc != OK)
        return rc;
    b->project[b->n] = kept(b, id);
    b->name[b->n++] = kept(b, called.n ? called : id);
    return OK;
}

static enum status take_header(struct pb *b, const struct csv_row *row,
                               struct err *err)
{
    b->header = arena_alloc(b->arena, row->n, sizeof *b->header);
    b->cell = arena_alloc(b->arena, row->n + b->n, sizeof *b->cell);
    if (!b->header || !b->cell)
        return err_nomem(err);
    b->header_line = row->line;
    b->vote = b->points = row->n;
    for (size_t i = 0; i < row->n; i++) {
        struct text t = cell_of(row, i);

        if (text_same(t, text_of("vote")))
            b->vote = i;
        if (text_same(t, text_of("points")))
            b->points = i;
        b->header[b->headers++] = kept(b, t);
    }
    if (b->vote < row->n && b->n > 0)
        return OK;
    return err_at(err, ERR_INPUT, b->path, row->line,
                  "has no column `vote` in its section VOTES, or no project; "
                  "take the file as it was published");
}

/* Sections up to the header of VOTES. */
static enum status read_front(struct pb *b, struct err *err)
{
    static const char *const sections[] = {"META", "PROJECTS", "VOTES"};
    size_t section = 0, name = 0;
    bool first = false;
    struct csv_row row;
    enum status rc = OK;

    while (rc == OK) {
        size_t told = 0;

        rc = csv_next(b->csv, &row, err);
        if (rc != OK)
            return rc;
        if (row.what == CSV_END)
            return err_set(err, ERR_INPUT,
                           "%s: has no section VOTES; take the file as it was "
                           "published",
                           b->path);
        if (row.what != CSV_ROW || row.empty)
            continue;
        while (row.n == 1 && told < 3 &&
               !text_same(cell_of(&row, 0), text_of(sections[told])))
            told++;
        if (row.n == 1 && told < 3) {
            section = told;
            first = true;
            continue;
        }
        if (section == 2)
            return take_header(b, &row, err);
        for (size_t i = 0; first && i < row.n; i++)
            if (text_same(cell_of(&row, i), text_of("name")))
                name = i;
        if (!first)
            rc = section == 0 ? take_meta(b, &row)
                              : take_project(b, &row, name, err);
        first = false;
    }
    return rc;
}

static void close_pb(void *open)
{
    struct pb *b = open;

    if (!b)
        return;
    csv_close(b->csv);
    arena_free(b->arena);
    free(b->project);
    free(b->name);
    free(b);
}

static enum status open_pb(void **out, const char *path,
                           const struct scan *scan, struct err *err)
{
    const struct csv_options options = {.delimiter = ';'};
    struct pb *b = calloc(1, sizeof *b);
    enum status rc;

    (void)scan;
    *out = NULL;
    if (!b)
        return err_nomem(err);
    b->path = path;
    b->arena = arena_new();
    rc =
        b->arena ? csv_open_file(&b->csv, path, &options, err) : err_nomem(err);
    if (rc == OK)
        rc = read_front(b, err);
    if (rc == OK)
        *out = b;
    else
        close_pb(b);
    return rc;
}

static enum status give_header(struct pb *b, struct csv_row *row,
                               struct err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < b->headers; i++)
        if (i != b->vote && i != b->points)
            b->cell[n++] = b->header[i];
    for (size_t i = 0; i < b->n; i++) {
        char *p = arena_printf(b->arena, "vote | %.*s", (int)b->name[i].n,
                               b->name[i].p);

        if (!p)
            return err_nomem(err);
        b->cell[n++] = text_of(p);
    }
    b->header_given = true;
    *row = (struct csv_row){.what = CSV_ROW,
                            .line = b->header_line,
                            .last_line = b->header_line,
                            .n = n,
                            .cell = b->cell};
    return OK;
}

/* What stands before the next comma; moves t behind it. */
static struct text part_of(struct text *t)
{
    const char *mark = t->n ? memchr(t->p, ',', t->n) : NULL;
    size_t n = mark ? (size_t)(mark - t->p) : t->n;
    struct text part = text_trim((struct text){t->p, n});

    n += mark != NULL;
    *t = (struct text){t->p + n, t->n - n};
    return part;
}

static bool spread(struct pb *b, struct text vote, struct text points,
                   struct text *cell)
{
    static const char *const place[] = {
        "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10",
        "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
        "21", "22", "23", "24", "25", "26", "27", "28", "29", "30"};
    size_t nth = 0;

    for (; vote.n; nth++) {
        struct text id = part_of(&vote), given = part_of(&points);
        size_t i = 0;

        while (i < b->n && !text_equal(id, b->project[i]))
            i++;
        if (i == b->n || nth == sizeof place / sizeof *place)
            return false;
        cell[i] = b->kind == PB_APPROVAL  ? text_of("1")
                  : b->kind == PB_ORDINAL ? text_of(place[nth])
                                          : given;
    }
    return true;
}

static enum status next_pb(void *open, struct csv_row *row, struct err *err)
{
    struct pb *b = open;
    struct csv_row from;
    size_t n = 0;
    enum status rc;

    if (!b->header_given)
        return give_header(b, row, err);
    rc = csv_next(b->csv, &from, err);
    *row = from;
    if (rc != OK || from.what != CSV_ROW || from.empty)
        return rc;
    if (from.n != b->headers) {
        row->what = CSV_BAD_ROW;
        row->problem = "another number of cells than the header of VOTES";
        row->raw = cell_of(&from, 0);
        return OK;
    }
    for (size_t i = 0; i < b->headers; i++)
        if (i != b->vote && i != b->points)
            b->cell[n++] = from.cell[i];
    for (size_t i = 0; i < b->n; i++)
        b->cell[n + i] = text_of("");
    if (!spread(b, cell_of(&from, b->vote), cell_of(&from, b->points),
                b->cell + n)) {
        row->what = CSV_BAD_ROW;
        row->problem = "votes for what is no project, or for more than 30";
        row->raw = cell_of(&from, b->vote);
        return OK;
    }
    row->n = n + b->n;
    row->cell = b->cell;
    return OK;
}

static uint64_t bytes_pb(const void *open)
{
    return csv_bytes_read(((const struct pb *)open)->csv);
}

const struct reader reader_pb = {.name = "pb",
                                 .recognise = recognise,
                                 .open = open_pb,
                                 .next = next_pb,
                                 .bytes_read = bytes_pb,
                                 .close = close_pb};
