/* decode.c - see decode.h. */
#include "ingest/decode.h"

#include <stdlib.h>
#include <string.h>
#include "ingest/personal.h"

/* A batch is rows for the store to write at once, and no more cells than keep
 * it near 24 MB however wide the survey is, and however long its texts. */
enum {
    MOST_ROWS = 4096,
    FEWEST_ROWS = 64,
    MOST_CELLS = 2000000,
    MOST_TEXT = 4 << 20,
    MOST_PENDING = 1 << 16 /* texts: of a wide file in few rows */
};
/* Of a cell that matches nothing this much is kept. */
enum { UNMATCHED_MOST = 1000 };

static enum status make_columns(struct decoding *d, struct err *err)
{
    const struct answer_places *places = d->binding->places;
    enum status rc = OK;

    d->column = mem_array(places->n, sizeof *d->column);
    d->dates = mem_array(places->n, sizeof *d->dates);
    if (!d->column || !d->dates)
        return err_nomem(err);
    for (size_t i = 0; i < places->n && rc == OK; i++) {
        rc = answer_column_new(&d->column[i], places->place[i].kind, d->rows,
                               err);
        if (rc != OK || places->place[i].kind != ANSWER_DATE)
            continue;
        d->dates[i] = mem_array(d->rows, DATE_ROOM);
        if (!d->dates[i])
            rc = err_nomem(err);
    }
    return rc;
}

static enum status make_design(struct decoding *d, struct err *err)
{
    const struct binding *b = d->binding;

    if (b->stratum == NO_COLUMN && b->cluster == NO_COLUMN &&
        b->fpc == NO_COLUMN)
        return OK;
    d->design = mem_array(d->rows, sizeof *d->design);
    d->design_at = mem_array(d->rows, sizeof *d->design_at);
    return d->design && d->design_at ? OK : err_nomem(err);
}

enum status decoding_new(struct decoding **out, struct binding *binding,
                         struct derivations *derived, struct rules *rules,
                         struct err *err)
{
    struct decoding *d = calloc(1, sizeof *d);
    enum status rc;

    *out = NULL;
    if (!d)
        return err_nomem(err);
    d->binding = binding;
    d->derived = derived;
    d->rules = rules;
    d->rows = MOST_CELLS / (binding->places->n + 1);
    if (d->rows > MOST_ROWS)
        d->rows = MOST_ROWS;
    if (d->rows < FEWEST_ROWS)
        d->rows = FEWEST_ROWS;
    d->row = mem_array(d->rows, sizeof *d->row);
    d->submitted = mem_array(d->rows, sizeof *d->submitted);
    d->weight = mem_array(d->rows, sizeof *d->weight);
    d->id_at = mem_array(d->rows, sizeof *d->id_at);
    rc = d->row && d->submitted && d->weight && d->id_at ? make_columns(d, err)
                                                         : err_nomem(err);
    if (rc == OK)
        rc = make_design(d, err);
    if (rc == OK)
        *out = d;
    else
        decoding_free(d);
    return rc;
}

void decoding_free(struct decoding *d)
{
    if (!d)
        return;
    for (size_t i = 0; d->column && i < d->binding->places->n; i++) {
        answer_column_free(&d->column[i]);
        if (d->dates)
            free(d->dates[i]);
    }
    free(d->column);
    free(d->dates);
    free(d->row);
    free(d->submitted);
    free(d->weight);
    free(d->design);
    free(d->design_at);
    free(d->id_at);
    free(d->pending);
    free(d->comment);
    str_free(&d->text);
    str_free(&d->scratch);
    free(d);
}

/* ---- for decoders ----------------------------------------------------- */

static enum status add_pending(struct decoding *d, struct pending pending,
                               struct err *err)
{
    enum status rc = mem_grow((void **)&d->pending, &d->room, d->n_pending + 1,
                              sizeof *d->pending, err);

    if (rc == OK)
        d->pending[d->n_pending++] = pending;
    return rc == OK ? str_status(&d->text, err) : rc;
}

enum status decode_comment(struct decoding *d, struct bound *b, size_t item,
                           enum comment_kind kind, struct text text,
                           struct err *err)
{
    size_t at = d->text.n;

    personal_mask(text_trim(text), &d->text, b->masked);
    return add_pending(
        d,
        (struct pending){.row = {.row = d->n,
                                 .question = b->index,
                                 .item = b->q->n_items ? item : SURVEY_NONE,
                                 .kind = kind,
                                 .text = {NULL, d->text.n - at}},
                         .at = at},
        err);
}

enum status decode_kept(struct decoding *d, struct bound *b, size_t at,
                        struct err *err)
{
    return add_pending(d,
                       (struct pending){.row = {.row = d->n,
                                                .question = b->index,
                                                .item = SURVEY_NONE,
                                                .kind = COMMENT_ANSWER,
                                                .text = {NULL, d->text.n - at}},
                                        .at = at},
                       err);
}

/* The first few different ones, for a note. */
static enum status take_sample(struct decoding *d, struct bound *b,
                               struct text text, struct err *err)
{
    struct unmatched *u = &b->unmatched;

    for (size_t i = 0; i < u->samples; i++)
        if (text_same(text, text_of(u->sample[i])))
            return OK;
    if (u->samples == SAMPLES) {
        u->more = true;
        return OK;
    }
    u->sample[u->samples] = arena_text(d->binding->arena, text.p, text.n);
    return u->sample[u->samples++] ? OK : err_nomem(err);
}

enum status decode_unmatched(struct decoding *d, struct bound *b, size_t item,
                             struct text text, struct err *err)
{
    size_t from = d->text.n;
    enum status rc;

    text = text_trim(text);
    if (text.n > UNMATCHED_MOST) {
        text.n = UNMATCHED_MOST;
        text.n = text_valid_utf8(text);
    }
    d->flags |= FLAG_UNRECOGNISED;
    b->unmatched.n++;
    rc = decode_comment(d, b, item, COMMENT_UNRECOGNISED, text, err);
    if (rc != OK || b->unmatched.more)
        return rc;
    return take_sample(d, b, (struct text){d->text.p + from, d->text.n - from},
                       err);
}

size_t decode_fill(struct decoding *d, struct bound *b, int32_t code)
{
    size_t given = 0;

    for (size_t i = 0; i < b->n; i++) {
        int32_t c = *decode_code(d, b, i);

        given += c >= 0 || c == CODE_UNRECOGNISED;
    }
    for (size_t i = 0; given && i < b->n; i++)
        if (*decode_code(d, b, i) == CODE_BLANK)
            *decode_code(d, b, i) = code;
    return given;
}

/* ---- a row ------------------------------------------------------------ */

static enum status written_words(struct decoding *d, struct bound *b,
                                 const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i <= b->n && rc == OK; i++)
        if (b->words[i] != NO_COLUMN && !b->takes_words[i] &&
            text_trim(cell[b->words[i]]).n)
            rc = decode_comment(d, b, i < b->n ? i : SURVEY_NONE, COMMENT_OTHER,
                                cell[b->words[i]], err);
    for (size_t i = 0; i < b->q->options.n && rc == OK; i++) {
        size_t column = b->option_words[i];

        if (column != NO_COLUMN && text_trim(cell[column]).n)
            rc = decode_comment(d, b, SURVEY_NONE, COMMENT_OTHER, cell[column],
                                err);
    }
    return rc;
}

/* True where the answer, at the row at hand, to the question that leads to b
 * is one of those that do. */
static bool is_routed(struct decoding *d, const struct bound *b)
{
    const struct bound *gate =
        &d->binding->question[b->q->asked_if.question_index];
    bool chosen = gate->q->type == TYPE_MULTIPLE || gate->q->type == TYPE_PICK;

    for (size_t i = 0; i < b->n_leads; i++)
        if (chosen ? *decode_code(d, gate, b->leads[i]) == 1
                   : *decode_code(d, gate, 0) == (int32_t)b->leads[i])
            return true;
    return false;
}

bool decode_given(struct decoding *d, const struct bound *b)
{
    for (size_t i = 0; i < b->n; i++) {
        int32_t code = *decode_code(d, b, i);

        if (code != CODE_BLANK && code != CODE_NOT_ASKED)
            return true;
    }
    return false;
}

/* Some platforms write "not chosen" in each choice of a question that they did
 * not put. */
static bool nothing_chosen(struct decoding *d, const struct bound *b)
{
    bool none = b->q->type == TYPE_MULTIPLE || b->q->type == TYPE_PICK;

    for (size_t i = 0; i < b->n && none; i++)
        none = *decode_code(d, b, i) == CODE_NOT_CHOSEN;
    return none;
}

/* Blank where asked_if leads elsewhere is not asked; an answer counts, and is
 * flagged. */
static void route(struct decoding *d, struct bound *b)
{
    bool points = b->q->type == TYPE_POINTS;

    if (is_routed(d, b))
        return;
    if (decode_given(d, b) && !nothing_chosen(d, b)) {
        d->flags |= FLAG_UNASKED;
        b->unasked++;
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        *decode_code(d, b, i) = CODE_NOT_ASKED;
        if (points)
            *decode_value(d, b, i) = CODE_NOT_ASKED;
    }
}

static void route_all(struct decoding *d, bool by_derived)
{
    const struct survey *s = d->binding->survey;

    for (size_t i = 0; i < s->n_questions; i++) {
        const struct asked_if *a = &s->question[i].asked_if;

        if (!a->question || s->question[i].derived.rule != DERIVE_NONE)
            continue;
        if ((s->question[a->question_index].derived.rule != DERIVE_NONE) ==
            by_derived)
            route(d, &d->binding->question[i]);
    }
}

static struct text design_text(const struct decoding *d, struct text t,
                               size_t at)
{
    if (t.n == NO_COLUMN)
        return (struct text){NULL, 0};
    return t.n ? (struct text){d->text.p + at, t.n} : (struct text){"", 0};
}

static enum status take_questions(struct decoding *d, const struct text *cell,
                                  struct err *err)
{
    const struct binding *b = d->binding;
    enum status rc = OK;

    for (size_t i = 0; i < b->survey->n_questions && rc == OK; i++) {
        struct bound *q = &b->question[i];

        if (!q->decoder)
            continue;
        rc = q->decoder->decode(d, q, cell, err);
        if (rc == OK && q->any_words)
            rc = written_words(d, q, cell, err);
    }
    route_all(d, false);
    if (rc == OK)
        rc = derive_row(d->derived, d, cell, err);
    route_all(d, true);
    return rc;
}

enum status decode_row(struct decoding *d, const struct export_row *row,
                       struct err *err)
{
    struct response_row *r = &d->row[d->n];
    enum status rc;

    d->flags = 0;
    rc = take_questions(d, row->cell, err);
    if (rc == OK)
        rc = decode_response(d, row, err);
    if (rc != OK)
        return rc;
    r->reason = rules_reason(d->rules, d, row->cell);
    r->status = r->reason ? RESPONSE_REMOVED : RESPONSE_ANALYSED;
    d->n++;
    return str_status(&d->text, err);
}

bool decode_full(const struct decoding *d)
{
    return d->n == d->rows || d->text.n > MOST_TEXT ||
           d->n_pending > MOST_PENDING;
}

enum status decode_batch(struct decoding *d, struct answer_batch *out,
                         struct err *err)
{
    enum status rc = mem_grow((void **)&d->comment, &d->comment_room,
                              d->n_pending + 1, sizeof *d->comment, err);

    if (rc != OK)
        return rc;
    for (size_t i = 0; i < d->n_pending; i++) {
        d->comment[i] = d->pending[i].row;
        d->comment[i].text.p = str_cstr(&d->text) + d->pending[i].at;
    }
    for (size_t i = 0; i < d->n; i++)
        d->row[i].external_id.p =
            d->row[i].external_id.n ? d->text.p + d->id_at[i] : "";
    for (size_t i = 0; d->design && i < d->n; i++) {
        struct design_row *r = &d->design[i];

        r->stratum = design_text(d, r->stratum, d->design_at[i][0]);
        r->cluster = design_text(d, r->cluster, d->design_at[i][1]);
    }
    *out = (struct answer_batch){
        .n = d->n,
        .row = d->row,
        .column = d->column,
        .weight = d->binding->weight == NO_COLUMN ? NULL : d->weight,
        .design = d->design,
        .comment = d->comment,
        .n_comments = d->n_pending};
    return OK;
}

void decode_clear(struct decoding *d)
{
    d->n = 0;
    d->n_pending = 0;
    str_clear(&d->text);
}
