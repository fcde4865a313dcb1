/* codebook.c - see codebook.h. */
#include "ingest/codebook.h"

#include <string.h>
#include "ingest/twin.h"

/* Which columns tell what; NULL: none does. */
static const struct kind {
    const char *what, *name, *form, *text, *type, *choices, *section, *matrix;
} kinds[] = {
    {"data dictionary", "Variable / Field Name", "Form Name", "Field Label",
     "Field Type", "Choices, Calculations, OR Slider Labels", "Section Header",
     "Matrix Group Name"},
    {"data dictionary", "field_name", "form_name", "field_label", "field_type",
     "select_choices_or_calculations", "section_header", "matrix_group_name"},
    {"list of statements", "comment-id", "author-id", "comment-body", NULL,
     NULL, NULL, NULL},
};

enum { NAME, FORM, TEXT, TYPE, CHOICES, SECTION, MATRIX, PLACES };

#define BOOK_MOST ((uint64_t)8 << 20) /* bytes; of 65,000 fields or more */

struct book {
    struct export *e; /* NULL: nobody to tell */
    const struct kind *kind;
    size_t place[PLACES]; /* of each in a row */
    struct str cell[PLACES];
    struct str matrix, heading; /* of the matrix at hand: name, text */
    size_t told;                /* columns */
};

/* ---- one row ----------------------------------------------------------- */

/* What stands before the next mark; moves t behind it. */
static struct text before(struct text *t, char mark)
{
    const char *end = t->n ? memchr(t->p, mark, t->n) : NULL;
    struct text part = {t->p, end ? (size_t)(end - t->p) : t->n};

    *t = (struct text){t->p + part.n + (end != NULL),
                       t->n - part.n - (end != NULL)};
    return text_trim(part);
}

/* "1, one | 2, two": the next code and label. */
static bool next_choice(struct text *choices, struct text *code,
                        struct text *label)
{
    *label = before(choices, '|');
    *code = before(label, ',');
    *label = text_trim(*label);
    return code->n > 0 && label->n > 0;
}

static enum status offer(struct book *b, struct column *c, struct text choices,
                         struct err *err)
{
    struct text count = choices, code, label;
    size_t n = 0;

    while (count.n) {
        (void)before(&count, '|');
        n++;
    }
    c->n_offered = 0;
    c->offered = arena_alloc(b->e->arena, n + 1, sizeof *c->offered);
    if (!c->offered)
        return err_nomem(err);
    while (choices.n) {
        struct offered *o = &c->offered[c->n_offered];

        if (!next_choice(&choices, &code, &label))
            continue;
        *o = (struct offered){.label = layout_text(b->e->arena, label),
                              .code = layout_text(b->e->arena, code)};
        if (!o->label || !o->code)
            return err_nomem(err);
        c->n_offered++;
    }
    return OK;
}

/* The label of one tick, name___code. */
static struct text tick_label(struct text choices, struct text wanted)
{
    struct text code, label;

    while (choices.n)
        if (next_choice(&choices, &code, &label) && text_same(code, wanted))
            return label;
    return wanted;
}

static struct text choices_of(const struct book *b)
{
    struct text type = str_text(&b->cell[TYPE]);

    if (text_same(type, text_of("yesno")))
        return text_of("1, Yes | 0, No");
    if (text_same(type, text_of("truefalse")))
        return text_of("1, True | 0, False");
    if (text_same(type, text_of("radio")) ||
        text_same(type, text_of("dropdown")) ||
        text_same(type, text_of("checkbox")))
        return str_text(&b->cell[CHOICES]);
    return text_of("");
}

static enum status tell(struct book *b, struct column *c, struct err *err)
{
    struct text name = str_text(&b->cell[NAME]),
                text = str_text(&b->cell[TEXT]);
    struct text whole = text_of(c->whole ? c->whole : "");
    struct text choices = choices_of(b), code;
    enum status rc;

    if (whole.n < name.n || memcmp(whole.p, name.p, name.n) != 0)
        return OK;
    code = (struct text){whole.p + name.n, whole.n - name.n};
    if (code.n && (code.n < 4 || memcmp(code.p, "___", 3) != 0))
        return OK;
    b->told++;
    if (!b->kind->choices) /* a statement is a line of the grid of all */
        return layout_part(c, b->e->arena, text_of(c->question), text, err);
    if (code.n)
        return layout_part(
            c, b->e->arena, text,
            tick_label(choices, (struct text){code.p + 3, code.n - 3}), err);
    if (c->kind == KIND_OTHER) /* words beside the ticks before it */
        return layout_part(c, b->e->arena, text_of(c[-1].question), text, err);
    if (role_of(text) == ROLE_PERSONAL)
        c->role = ROLE_PERSONAL;
    if (b->cell[MATRIX].n)
        rc = layout_part(c, b->e->arena, str_text(&b->heading), text, err);
    else
        rc = layout_part(c, b->e->arena, text, text_of(""), err);
    if (rc == OK && b->cell[SECTION].n && !b->cell[MATRIX].n) {
        c->section = layout_text(b->e->arena, str_text(&b->cell[SECTION]));
        rc = c->section ? OK : err_nomem(err);
    }
    return rc == OK && choices.n ? offer(b, c, choices, err) : rc;
}

/* The lines of a matrix have one name; what was asked stands over the first. */
static void take_matrix(struct book *b)
{
    const struct str *name = &b->cell[MATRIX], *text = &b->cell[SECTION];

    if (text_equal(str_text(name), str_text(&b->matrix)))
        return;
    str_clear(&b->matrix);
    str_clear(&b->heading);
    str_add_n(&b->matrix, str_cstr(name), name->n);
    if (!text->n)
        text = name;
    str_add_n(&b->heading, str_cstr(text), text->n);
}

static enum status take_row(struct book *b, const struct csv_row *row,
                            enum encoding encoding, struct err *err)
{
    enum status rc = OK;

    for (int i = 0; i < PLACES; i++) {
        str_clear(&b->cell[i]);
        if (b->place[i] < row->n)
            (void)encoding_decode(encoding, text_trim(row->cell[b->place[i]]),
                                  &b->cell[i]);
        rc = rc == OK ? str_status(&b->cell[i], err) : rc;
    }
    if (rc != OK || b->cell[NAME].n == 0 || b->cell[TEXT].n == 0)
        return rc;
    take_matrix(b);
    if (b->matrix.failed || b->heading.failed)
        return err_nomem(err);
    for (size_t i = 0; i < b->e->columns.n && rc == OK; i++)
        rc = tell(b, &b->e->columns.column[i], err);
    return rc;
}

/* ---- the file ---------------------------------------------------------- */

static size_t find(const struct csv_row *row, const char *header)
{
    for (size_t i = 0; header && i < row->n; i++)
        if (text_same(text_trim(row->cell[i]), text_of(header)))
            return i;
    return SIZE_MAX;
}

static bool is_book(struct book *b, const struct csv_row *row)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind *k = &kinds[i];
        const char *const header[] = {k->name,    k->form,    k->text,  k->type,
                                      k->choices, k->section, k->matrix};
        bool all = true;

        for (int at = 0; at < PLACES; at++) {
            b->place[at] = find(row, header[at]);
            all &= !header[at] || at >= SECTION || b->place[at] != SIZE_MAX;
        }
        b->kind = k;
        if (all)
            return true;
    }
    return false;
}

static enum status read_rows(struct book *b, const char *path,
                             const struct scan *scan, bool *is, struct err *err)
{
    const struct reader *reader = reader_find(scan);
    struct csv_row row;
    void *rows = NULL;
    enum status rc = reader->open(&rows, path, scan, err);

    if (rc == OK)
        rc = reader->next(rows, &row, err);
    *is = rc == OK && row.what == CSV_ROW && is_book(b, &row);
    while (rc == OK && *is && b->e) {
        rc = reader->next(rows, &row, err);
        if (rc != OK || row.what == CSV_END)
            break;
        if (row.what == CSV_ROW)
            rc = take_row(b, &row, scan_encoding(scan), err);
    }
    reader->close(rows);
    return rc;
}

enum status codebook_read(struct export *e, const char *path, bool *is,
                          struct err *err)
{
    struct book b = {.e = e};
    struct scan scan;
    enum status rc = scan_file(path, &scan, err);

    *is = false;
    if (rc != OK)
        return rc;
    rc = read_rows(&b, path, &scan, is, err);
    if (rc == OK && *is)
        str_addf(&e->book, "%s%s: a %s, which tells of %zu of %zu columns",
                 e->book.n ? "\n" : "", path, b.kind->what, b.told,
                 e->columns.n);
    for (int i = 0; i < PLACES; i++)
        str_free(&b.cell[i]);
    str_free(&b.matrix);
    str_free(&b.heading);
    scan_free(&scan);
    return rc;
}

enum status codebook_take(struct export *e, const char *path, struct err *err)
{
    struct twin_found found;
    bool is;
    enum status rc = codebook_read(e, path, &is, err);

    if (rc != OK || is)
        return rc;
    rc = twin_read(e, path, &found, err);
    if (rc == OK)
        str_addf(&e->book,
                 "%s%s: the same responses as text (%zu in both), which tell "
                 "of %zu of %zu columns what their codes stand for",
                 e->book.n ? "\n" : "", path, found.responses, found.columns,
                 e->columns.n);
    return rc == OK ? str_status(&e->book, err) : rc;
}

enum status codebook_is(const char *path, bool *is, struct err *err)
{
    struct book b = {0};
    struct scan scan;
    struct file_stamp stamp;
    enum status rc = OK;

    *is = false;
    if (!file_stamp_of(path, &stamp) || stamp.bytes > BOOK_MOST)
        return OK; /* whoever reads it says what is wrong */
    rc = scan_file(path, &scan, err);
    if (rc == OK && scan.kind == SCAN_TEXT)
        rc = read_rows(&b, path, &scan, is, err);
    scan_free(&scan);
    return rc;
}
