/* layouts.c - the table of layouts, and what they share: names of columns. */
#include "ingest/layout.h"

#include <stdlib.h>
#include <string.h>

/* In the order of a tie: the first of equals is taken. */
static const struct layout *const layouts[] = {
    &layout_surveymonkey, &layout_googleforms, &layout_limesurvey,
    &layout_qualtrics,    &layout_odk,         &layout_redcap,
    &layout_polis,        &layout_pabulib,     &layout_jisc,
    &layout_jisc_csv,     &layout_spss,        &layout_generic,
    &layout_msforms};
enum { LAYOUTS = sizeof layouts / sizeof *layouts };

static size_t n_layouts(void)
{
    return LAYOUTS + n_layouts_described;
}

static const struct layout *layout_at(size_t i)
{
    return i < LAYOUTS ? layouts[i] : &layouts_described[i - LAYOUTS];
}

struct text head_cell(const struct head *head, size_t row, size_t column)
{
    const struct head_row *r = &head->row[row];

    return row < head->n && column < r->n ? r->cell[column] : text_of("");
}

static enum status find_named(const char *name, const struct layout **out,
                              struct err *err)
{
    struct str names = {0};
    enum status rc;

    for (size_t i = 0; i < n_layouts(); i++) {
        if (text_same(text_of(name), text_of(layout_at(i)->name))) {
            *out = layout_at(i);
            str_free(&names);
            return OK;
        }
        str_addf(&names, "%s%s", i ? ", " : "", layout_at(i)->name);
    }
    rc = err_set(err, ERR_USAGE, "there is no platform '%.60s'; allowed: %s",
                 name, str_cstr(&names));
    str_free(&names);
    return rc;
}

enum status layout_find(const char *name, const struct head *head,
                        const struct layout **out, struct str *why,
                        struct err *err)
{
    int most = -1;

    if (name) {
        str_add(why, "as told");
        return find_named(name, out, err);
    }
    for (size_t i = 0; i < n_layouts(); i++) {
        struct str reason = {0};
        int sure = layout_at(i)->recognise(head, &reason);

        if (sure > most) {
            most = sure;
            *out = layout_at(i);
            str_clear(why);
            str_add(why, str_cstr(&reason));
        }
        str_free(&reason);
    }
    return str_status(why, err);
}

size_t head_find(const struct head *head, size_t row, const char *header)
{
    size_t i = 0;

    while (i < head->columns &&
           !text_same(head_cell(head, row, i), text_of(header)))
        i++;
    return i;
}

enum status layout_flat(const struct head *head, size_t row,
                        struct arena *arena, struct columns *columns,
                        struct err *err)
{
    for (size_t i = 0; i < columns->n; i++) {
        struct column *c = &columns->column[i];

        c->question = layout_text(arena, head_cell(head, row, i));
        c->label = arena_text(arena, "", 0);
        if (!c->question || !c->label)
            return err_nomem(err);
        c->whole = c->question;
    }
    return OK;
}

enum status layout_part(struct column *c, struct arena *arena,
                        struct text question, struct text label,
                        struct err *err)
{
    c->question = layout_text(arena, question);
    c->label = layout_text(arena, label);
    return c->question && c->label ? OK : err_nomem(err);
}

char *layout_text(struct arena *arena, struct text t)
{
    struct str s = {0};
    char *out;

    t = text_trim(t);
    for (size_t i = 0; i < t.n; i++) {
        bool space = strchr(" \t\r\n\v\f", t.p[i]) != NULL && t.p[i] != '\0';

        if (!space)
            str_add_char(&s, t.p[i]);
        else if (s.n && s.p[s.n - 1] != ' ')
            str_add_char(&s, ' ');
    }
    out = s.failed ? NULL : arena_text(arena, str_cstr(&s), s.n);
    str_free(&s);
    return out;
}

static void letters_of(size_t index, char out[8])
{
    char digits[8];
    size_t n = 0;

    for (size_t i = index + 1; i > 0 && n < sizeof digits; i = (i - 1) / 26)
        digits[n++] = (char)('A' + (i - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = digits[n - 1 - i];
    out[n] = '\0';
}

static enum status name_column(struct column *c, struct arena *arena,
                               struct err *err)
{
    struct str folded = {0};

    if (c->whole)
        c->name = c->whole;
    else if (!c->question[0])
        c->name = arena_text(arena, "", 0);
    else if (c->label[0])
        c->name = arena_printf(arena, "%s | %s", c->question, c->label);
    else
        c->name = c->question;
    if (!c->name)
        return err_nomem(err);
    text_fold(&folded, text_of(c->name));
    c->folded =
        folded.failed ? NULL : arena_text(arena, str_cstr(&folded), folded.n);
    str_free(&folded);
    return c->folded ? OK : err_nomem(err);
}

static int by_name(const void *a, const void *b)
{
    const struct column *const *x = a, *const *y = b;
    int order = strcmp((*x)->folded, (*y)->folded);

    if (order)
        return order;
    return (*x > *y) - (*x < *y); /* of one array: its order */
}

/* The second appearance of a name is called "name #2". */
static enum status number_names(struct columns *columns, struct arena *arena,
                                struct err *err)
{
    struct column **sorted = mem_array(columns->n, sizeof *sorted);
    size_t nth = 1;
    enum status rc = OK;

    if (!sorted)
        return err_nomem(err);
    for (size_t i = 0; i < columns->n; i++)
        sorted[i] = &columns->column[i];
    qsort(sorted, columns->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < columns->n && rc == OK; i++) {
        struct column *c = sorted[i];

        nth = c->folded[0] && strcmp(sorted[i - 1]->folded, c->folded) == 0
                  ? nth + 1
                  : 1;
        if (nth > 1)
            c->name = arena_printf(arena, "%s #%zu", c->name, nth);
        if (!c->name)
            rc = err_nomem(err);
    }
    /* Only now: the folded names were what the order went by. */
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct str folded = {0};

        text_fold(&folded, text_of(c->name));
        c->folded = folded.failed
                        ? NULL
                        : arena_text(arena, str_cstr(&folded), folded.n);
        if (!c->folded)
            rc = err_nomem(err);
        str_free(&folded);
    }
    free(sorted);
    return rc;
}

static void give_role(struct column *c)
{
    if (c->role != ROLE_ANSWER)
        return;
    /* Name and address are asked for by lines of one question, too. */
    c->role = role_of(text_of(c->label[0] ? c->label : c->question));
    if (c->label[0] && c->role != ROLE_PERSONAL)
        c->role = ROLE_ANSWER;
}

static size_t used_width(const struct head *head, size_t row)
{
    size_t n = head->row[row].n;

    while (n > 0 && text_trim(head_cell(head, row, n - 1)).n == 0)
        n--;
    return n;
}

/* As wide as the headers; wider only where most rows are: then columns have
 * lost their headers, and it is not that a row has cells too many. */
static size_t width_of(const struct head *head, const struct columns *columns)
{
    size_t width = 0, wider = 0, below = head->n - columns->header_rows;

    for (size_t r = 0; r < columns->header_rows && r < head->n; r++)
        width = head->row[r].n > width ? head->row[r].n : width;
    for (size_t r = columns->header_rows; r < head->n; r++)
        wider += used_width(head, r) > width;
    if (2 * wider > below && below > 1)
        return columns->n;
    return width < columns->n ? width : columns->n;
}

enum status layout_columns(const struct layout *layout, const struct head *head,
                           struct arena *arena, struct columns *out,
                           struct err *err)
{
    enum status rc;

    out->n = head->columns;
    out->column = arena_alloc(arena, out->n, sizeof *out->column);
    if (!out->column)
        return err_nomem(err);
    rc = layout->describe(head, arena, out, err);
    if (rc == OK && out->header_rows < head->n)
        out->n = width_of(head, out);
    for (size_t i = 0; i < out->n && rc == OK; i++) {
        letters_of(i, out->column[i].letters);
        out->column[i].own = out->column[i].role != ROLE_ANSWER;
        give_role(&out->column[i]);
        rc = name_column(&out->column[i], arena, err);
    }
    return rc == OK ? number_names(out, arena, err) : rc;
}
