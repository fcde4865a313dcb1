/* rules.c - see rules.h. */
#include "ingest/rules.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/csv.h"
#include "ingest/decode.h"

struct rules {
    const struct survey *survey;
    struct str path;         /* of the list */
    struct dictionary *list; /* id -> its number, from 1; NULL: no list */
    size_t *line;            /* of each */
    bool *found;
    size_t n, room, found_room;
};

/* ---- the list --------------------------------------------------------- */

static enum status add_id(struct rules *r, struct text id, size_t line,
                          struct err *err)
{
    enum status rc =
        mem_grow((void **)&r->line, &r->room, r->n + 1, sizeof *r->line, err);

    if (rc == OK)
        rc = mem_grow((void **)&r->found, &r->found_room, r->n + 1,
                      sizeof *r->found, err);
    if (rc != OK)
        return rc;
    r->line[r->n] = line;
    r->found[r->n] = false;
    r->n++;
    return dictionary_add(r->list, id, (int32_t)r->n, err);
}

static enum status read_ids(struct rules *r, struct csv_reader *csv,
                            struct err *err)
{
    size_t at = NO_COLUMN;
    struct csv_row row;
    enum status rc = csv_next(csv, &row, err);

    for (size_t i = 0; rc == OK && row.what == CSV_ROW && i < row.n; i++)
        if (text_same(row.cell[i], text_of("id")))
            at = i;
    if (rc == OK && at == NO_COLUMN)
        rc = err_at(err, ERR_INPUT, str_cstr(&r->path), 1,
                    "has no column 'id'; a list of removals is CSV with a "
                    "column id, and what else you like");
    while (rc == OK) {
        rc = csv_next(csv, &row, err);
        if (rc != OK || row.what == CSV_END)
            break;
        if (row.what == CSV_BAD_ROW)
            rc = err_at(err, ERR_INPUT, str_cstr(&r->path), row.line, "%s",
                        row.problem);
        else if (row.n > at && text_trim(row.cell[at]).n)
            rc = add_id(r, text_trim(row.cell[at]), row.line, err);
    }
    return rc;
}

static enum status read_list(struct rules *r, struct err *err)
{
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *csv = NULL;
    enum status rc;

    survey_path(r->survey, r->survey->remove.listed, &r->path);
    rc = str_status(&r->path, err);
    r->list = dictionary_new();
    if (!r->list)
        rc = err_nomem(err);
    else
        dictionary_words_only(r->list);
    if (rc == OK)
        rc = csv_open_file(&csv, str_cstr(&r->path), &options, err);
    if (rc == OK)
        rc = read_ids(r, csv, err);
    csv_close(csv);
    return rc;
}

enum status rules_new(struct rules **out, const struct survey *survey,
                      struct err *err)
{
    struct rules *r = calloc(1, sizeof *r);
    enum status rc = OK;

    *out = NULL;
    if (!r)
        return err_nomem(err);
    r->survey = survey;
    if (survey->remove.listed)
        rc = read_list(r, err);
    if (rc == OK)
        *out = r;
    else
        rules_free(r);
    return rc;
}

void rules_free(struct rules *r)
{
    if (!r)
        return;
    dictionary_free(r->list);
    str_free(&r->path);
    free(r->line);
    free(r->found);
    free(r);
}

enum status rules_note(const struct rules *r, struct notes *notes,
                       struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < r->n && rc == OK; i++)
        if (!r->found[i])
            rc = notes_add(notes, err, NOTE_ATTENTION,
                           "%s:%zu: no response has this id; check it",
                           str_cstr(&r->path), r->line[i]);
    return rc;
}

/* ---- the rules, in order of precedence -------------------------------- */

static bool is_listed(struct rules *r, struct decoding *d,
                      const struct text *cell)
{
    int32_t at;

    if (!r->list || d->binding->id == NO_COLUMN)
        return false;
    at = dictionary_find(r->list, text_trim(cell[d->binding->id]));
    if (at < 1)
        return false;
    r->found[at - 1] = true;
    return true;
}

static bool is_test(struct rules *r, struct decoding *d,
                    const struct text *cell)
{
    static const char *const words[] = {"test",           "testing",
                                        "test response",  "preview",
                                        "survey preview", "survey test"};

    for (size_t i = 0; r->survey->remove.test && i < d->binding->n_test; i++) {
        size_t at = d->binding->test[i];
        struct text t = text_trim(cell[at]);
        const char *const *own = d->binding->export->columns.column[at].own
                                     ? d->binding->export->layout->tests
                                     : NULL;

        for (; own && *own; own++)
            if (text_same(t, text_of(*own)))
                return true;
        for (size_t w = 0; t.n >= 4 && t.n <= 20 && w < 6; w++)
            if (text_same(t, text_of(words[w])))
                return true;
    }
    return false;
}

/* By the day alone; who has no date stays. */
static bool is_outside(struct rules *r, struct decoding *d,
                       const struct text *cell)
{
    const struct survey *s = r->survey;
    const char *day = d->submitted[d->n];

    (void)cell;
    if (!s->remove.outside_fieldwork || !day[0])
        return false;
    return (s->from && strncmp(day, s->from, 10) < 0) ||
           (s->to && strncmp(day, s->to, 10) > 0);
}

/* An answer of substance: chosen, ranked, given or written; not only "nothing
 * of this chosen". */
static bool is_answered(struct decoding *d, const struct bound *b)
{
    bool chosen = b->q->type == TYPE_MULTIPLE || b->q->type == TYPE_PICK;

    for (size_t i = 0; i < b->n; i++) {
        int32_t code = *decode_code(d, b, i);

        if (code >= 1 || code == CODE_UNRECOGNISED || (code == 0 && !chosen))
            return true;
    }
    return false;
}

static bool is_asked(struct decoding *d, const struct bound *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (*decode_code(d, b, i) != CODE_NOT_ASKED)
            return true;
    return false;
}

static bool is_blank(struct rules *r, struct decoding *d,
                     const struct text *cell)
{
    (void)cell;
    if (!r->survey->remove.blank)
        return false;
    for (size_t i = 0; i < r->survey->n_questions; i++) {
        const struct bound *b = &d->binding->question[i];

        if (b->decoder && is_answered(d, b))
            return false;
    }
    return true;
}

/* Comments and postcodes are no measure of how far somebody came. */
static bool is_incomplete(struct rules *r, struct decoding *d,
                          const struct text *cell)
{
    size_t asked = 0, given = 0;

    (void)cell;
    if (!(r->survey->remove.incomplete_below > 0))
        return false;
    for (size_t i = 0; i < r->survey->n_questions; i++) {
        const struct bound *b = &d->binding->question[i];

        if (!b->decoder || b->q->type == TYPE_TEXT || b->q->type == TYPE_AREA)
            continue;
        asked += is_asked(d, b);
        given += decode_given(d, b);
    }
    return (double)given < r->survey->remove.incomplete_below * (double)asked;
}

static const struct {
    const char *reason;
    bool (*is)(struct rules *, struct decoding *, const struct text *);
} order[] = {
    {"listed", is_listed},
    {"test", is_test},
    {"outside_fieldwork", is_outside},
    {"blank", is_blank},
    {"incomplete", is_incomplete},
};

const char *rules_reason(struct rules *r, struct decoding *d,
                         const struct text *cell)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i].is(r, d, cell))
            return order[i].reason;
    return NULL;
}
