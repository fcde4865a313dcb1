/* twin.c - see twin.h.
 *
 * The codes of the first file are kept as small numbers, a row for each
 * response, of as many responses as fit; then the second file is read once,
 * and each of its texts counts for the code that stands in its place. */
#include "ingest/twin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/dictionary.h"

enum {
    CODES = 300,          /* of a column, that stand for something */
    CELLS = 4000,         /* different cells of a column: codes, joined */
    CODE_MOST = 64,       /* bytes of a cell of codes */
    LABEL_MOST = 1000,    /* bytes of a label */
    ROWS_MOST = 1 << 18,  /* responses kept */
    KEPT_MOST = 16000000, /* and cells */
    SLIPS = 20,           /* one in so many may say something else */
    FEW = 12              /* codes that need not recur */
};

struct code {
    char *text, *label; /* NULL: no label met */
    double number;
    size_t n, other; /* responses with that label, with another */
};
struct coded {
    bool no; /* holds no codes */
    size_t twin;
    struct dictionary *cells, *codes;
    char **cell; /* as met */
    size_t n_cells, cells_room;
    struct code *code;
    size_t n, room;
};
struct twin {
    struct export *e, *other;
    struct coded *column; /* e's */
    size_t id, other_id;  /* columns; NO_ID */
    uint16_t *kept;       /* 1 + cell of each column, a row a response */
    size_t rows, rows_most, total;
    struct seat {
        uint64_t hash;
        size_t row; /* 1 +; 0: empty */
    } * seat;
    size_t seats;
    size_t met; /* responses of the other that are among the kept */
    struct err *err;
};
#define NO_ID ((size_t)-1)

/* ---- responses --------------------------------------------------------- */

static struct seat *find_seat(struct twin *t, uint64_t hash)
{
    size_t i = hash & (t->seats - 1);

    while (t->seat[i].row && t->seat[i].hash != hash)
        i = (i + 1) & (t->seats - 1);
    return &t->seat[i];
}

/* Which response it is: by its id, or by its place. */
static uint64_t hash_of(const struct export_row *row, size_t id, size_t place)
{
    struct text t =
        id == NO_ID ? (struct text){NULL, 0} : text_trim(row->cell[id]);

    if (id == NO_ID)
        return place * 0x9E3779B97F4A7C15u;
    return text_hash(t, 1);
}

static enum status make_seats(struct twin *t)
{
    size_t columns = t->e->columns.n;

    t->rows_most = KEPT_MOST / columns + 1;
    if (t->rows_most > ROWS_MOST)
        t->rows_most = ROWS_MOST;
    t->kept = mem_array(t->rows_most * columns, sizeof *t->kept);
    for (t->seats = 64; t->seats < 2 * t->rows_most; t->seats *= 2)
        ;
    t->seat = mem_array(t->seats, sizeof *t->seat);
    return t->kept && t->seat ? OK : err_nomem(t->err);
}

/* ---- the codes --------------------------------------------------------- */

static enum status keep_cell(struct twin *t, struct coded *c, struct text cell,
                             uint16_t *kept)
{
    int32_t at;
    enum status rc;

    *kept = 0;
    cell = text_trim(cell);
    if (c->no || cell.n == 0)
        return OK;
    c->no = cell.n > CODE_MOST;
    if (c->no)
        return OK;
    rc = dictionary_meet(c->cells, cell, (int32_t)c->n_cells, &at, t->err);
    if (rc != OK)
        return rc;
    if ((size_t)at == c->n_cells) {
        c->no = c->n_cells == CELLS;
        if (c->no)
            return OK;
        rc = mem_grow((void **)&c->cell, &c->cells_room, c->n_cells + 1,
                      sizeof *c->cell, t->err);
        if (rc != OK)
            return rc;
        c->cell[c->n_cells] = arena_text(t->e->arena, cell.p, cell.n);
        if (!c->cell[c->n_cells++])
            return err_nomem(t->err);
    }
    *kept = (uint16_t)(at + 1);
    return OK;
}

static enum status keep_row(struct twin *t, const struct export_row *row)
{
    struct seat *seat = find_seat(t, hash_of(row, t->id, t->total));
    size_t columns = t->e->columns.n;
    enum status rc = OK;

    t->total++;
    if (seat->row || t->rows == t->rows_most)
        return OK;
    *seat = (struct seat){hash_of(row, t->id, t->total - 1), t->rows + 1};
    for (size_t i = 0; i < columns && rc == OK; i++)
        rc = keep_cell(t, &t->column[i], row->cell[i],
                       &t->kept[t->rows * columns + i]);
    t->rows++;
    return rc;
}

/* ---- what they stand for ------------------------------------------------ */

static enum status learn_one(struct twin *t, struct coded *c, struct text code,
                             struct text label)
{
    int32_t at;
    struct code *k;
    enum status rc;

    code = text_trim(code);
    label = text_trim(label);
    if (c->no || code.n == 0 || label.n == 0)
        return OK;
    c->no = label.n > LABEL_MOST;
    rc = c->no ? OK
               : dictionary_meet(c->codes, code, (int32_t)c->n, &at, t->err);
    if (rc != OK || c->no)
        return rc;
    if ((size_t)at == c->n) {
        c->no = c->n == CODES;
        rc = c->no ? OK
                   : mem_grow((void **)&c->code, &c->room, c->n + 1,
                              sizeof *c->code, t->err);
        if (rc != OK || c->no)
            return rc;
        c->code[c->n] =
            (struct code){.text = arena_text(t->e->arena, code.p, code.n),
                          .label = arena_text(t->e->arena, label.p, label.n),
                          .number = (double)NAN};
        k = &c->code[c->n++];
        if (!k->text || !k->label)
            return err_nomem(t->err);
        (void)num_parse(code, &k->number);
    }
    k = &c->code[at];
    if (text_same(text_of(k->label), label))
        k->n++;
    else
        k->other++;
    return OK;
}

static size_t count(struct text t, char mark)
{
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++)
        n += t.p[i] == mark;
    return n;
}

static struct text cut(struct text *t, char mark)
{
    const char *end = memchr(t->p, mark, t->n);
    struct text part = {t->p, end ? (size_t)(end - t->p) : t->n};

    *t = (struct text){t->p + part.n + (end != NULL),
                       t->n - part.n - (end != NULL)};
    return part;
}

/* Several codes in one cell are told by as many labels in the other. */
static enum status learn(struct twin *t, struct coded *c, struct text code,
                         struct text label)
{
    char mark = count(code, ';') ? ';' : ',';
    size_t parts = count(code, mark);
    enum status rc = OK;

    if (parts && parts != count(label, mark))
        return OK;
    for (size_t i = 0; i < parts && rc == OK; i++)
        rc = learn_one(t, c, cut(&code, mark), cut(&label, mark));
    return rc == OK ? learn_one(t, c, code, label) : rc;
}

static enum status learn_row(struct twin *t, const struct export_row *row,
                             size_t place)
{
    const struct seat *seat = find_seat(t, hash_of(row, t->other_id, place));
    const uint16_t *kept;
    enum status rc = OK;

    if (!seat->row)
        return OK;
    t->met++;
    kept = t->kept + (seat->row - 1) * t->e->columns.n;
    for (size_t i = 0; i < t->e->columns.n && rc == OK; i++) {
        struct coded *c = &t->column[i];

        if (kept[i] && !c->no)
            rc = learn(t, c, text_of(c->cell[kept[i] - 1]), row->cell[c->twin]);
    }
    return rc;
}

/* ---- which columns hold codes ------------------------------------------ */

static bool is_coded(const struct coded *c)
{
    size_t n = 0, other = 0, apart = 0, backwards = 0;
    double x;

    for (size_t i = 0; i < c->n; i++) {
        const struct code *k = &c->code[i];

        n += k->n;
        other += k->other;
        apart += !text_same(text_of(k->text), text_of(k->label));
        backwards += isnan(k->number) && num_parse(text_of(k->label), &x);
    }
    return !c->no && apart && !backwards && SLIPS * other <= n &&
           (c->n <= FEW || n >= 2 * c->n);
}

static int by_number(const void *a, const void *b)
{
    const struct code *x = a, *y = b;

    return (x->number > y->number) - (x->number < y->number);
}

static enum status offer(struct twin *t, struct coded *c, struct column *to)
{
    bool numbers = true;

    for (size_t i = 0; i < c->n; i++)
        numbers &= !isnan(c->code[i].number);
    if (numbers)
        qsort(c->code, c->n, sizeof *c->code, by_number);
    to->offered = arena_alloc(t->e->arena, c->n, sizeof *to->offered);
    if (!to->offered)
        return err_nomem(t->err);
    for (size_t i = 0; i < c->n; i++)
        to->offered[i] = (struct offered){.label = c->code[i].label,
                                          .code = c->code[i].text};
    to->n_offered = c->n;
    return OK;
}

/* ---- the whole --------------------------------------------------------- */

static size_t id_of(const struct export *e)
{
    for (size_t i = 0; i < e->columns.n; i++)
        if (e->columns.column[i].role == ROLE_ID)
            return i;
    return NO_ID;
}

/* Which column of the other is which: by names where most are there. */
static enum status pair_columns(struct twin *t)
{
    const struct columns *mine = &t->e->columns;
    size_t named = 0;
    bool places;

    t->column = arena_alloc(t->e->arena, mine->n, sizeof *t->column);
    if (!t->column)
        return err_nomem(t->err);
    for (size_t i = 0; i < mine->n; i++) {
        t->column[i].twin = export_column(t->other, mine->column[i].name);
        named += t->column[i].twin != (size_t)-1;
    }
    places = 2 * named < mine->n && t->other->columns.n == mine->n;
    t->id = id_of(t->e);
    t->other_id = id_of(t->other);
    if (t->id == NO_ID || t->other_id == NO_ID)
        t->id = t->other_id = NO_ID;
    for (size_t i = 0; i < mine->n; i++) {
        struct coded *c = &t->column[i];

        c->twin = places ? i : c->twin;
        c->no = c->twin == (size_t)-1 || mine->column[i].n_offered ||
                mine->column[i].role != ROLE_ANSWER;
        c->cells = c->no ? NULL : dictionary_new();
        c->codes = c->no ? NULL : dictionary_new();
        if (!c->no && (!c->cells || !c->codes))
            return err_nomem(t->err);
        if (!c->no)
            dictionary_words_only(c->cells);
    }
    return OK;
}

static enum status read_rows(struct twin *t, struct export *e, bool mine)
{
    struct export_row row;
    size_t place = 0;
    enum status rc = export_rewind(e, t->err);

    while (rc == OK) {
        rc = export_next(e, &row, t->err);
        if (rc != OK || row.what == EXPORT_END)
            break;
        if (row.what == EXPORT_ROW)
            rc = mine ? keep_row(t, &row) : learn_row(t, &row, place++);
    }
    if (rc == OK && !mine && t->id == NO_ID && place != t->total)
        rc = err_set(t->err, ERR_INPUT,
                     "%s: has %zu responses where %s has %zu, and no id tells "
                     "which are the same; export both at once, or with ids",
                     e->path, place, t->e->path, t->total);
    return rc;
}

static enum status tell(struct twin *t, struct twin_found *found)
{
    enum status rc = OK;

    *found = (struct twin_found){.responses = t->met};
    for (size_t i = 0; i < t->e->columns.n && rc == OK; i++)
        if (is_coded(&t->column[i])) {
            rc = offer(t, &t->column[i], &t->e->columns.column[i]);
            found->columns++;
        }
    if (rc == OK && !found->columns)
        rc = err_set(t->err, ERR_INPUT,
                     "%s: tells of no column of %s what its codes stand for "
                     "(%zu responses in both); name a dictionary, or an export "
                     "of the same responses as text",
                     t->other->path, t->e->path, t->met);
    return rc;
}

enum status twin_read(struct export *e, const char *path,
                      struct twin_found *found, struct err *err)
{
    const struct told told = {.platform = e->layout->name};
    struct twin t = {.e = e, .err = err};
    enum status rc = export_open(&t.other, path, &told, err);

    if (rc == OK)
        rc = pair_columns(&t);
    if (rc == OK)
        rc = make_seats(&t);
    if (rc == OK)
        rc = read_rows(&t, e, true);
    if (rc == OK)
        rc = read_rows(&t, t.other, false);
    if (rc == OK)
        rc = tell(&t, found);
    for (size_t i = 0; t.column && i < e->columns.n; i++) {
        dictionary_free(t.column[i].cells);
        dictionary_free(t.column[i].codes);
        free(t.column[i].cell);
        free(t.column[i].code);
    }
    free(t.kept);
    free(t.seat);
    export_close(t.other);
    return rc;
}
