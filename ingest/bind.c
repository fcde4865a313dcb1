/* bind.c - see bind.h. */
#include "ingest/binder.h"

#include <stdlib.h>
#include <string.h>
#include "ingest/personal.h"

static const struct decoder decoders[] = {
    {TYPE_SINGLE, LYING_APART, SEED_OPTIONS, decode_option},
    {TYPE_SINGLE, LYING_SPREAD, SEED_EACH, decode_spread},
    {TYPE_SCALE, LYING_APART, SEED_OPTIONS, decode_option},
    {TYPE_SCALE, LYING_SPREAD, SEED_EACH, decode_spread},
    {TYPE_MULTIPLE, LYING_APART, SEED_CHOSEN, decode_chosen},
    {TYPE_MULTIPLE, LYING_JOINED, SEED_PARTS, decode_parts},
    {TYPE_PICK, LYING_APART, SEED_CHOSEN, decode_chosen},
    {TYPE_PICK, LYING_JOINED, SEED_PARTS, decode_parts},
    {TYPE_RANKING, LYING_APART, SEED_CELLS, decode_ranks},
    {TYPE_RANKING, LYING_JOINED, SEED_PARTS, decode_order},
    {TYPE_RANKING, LYING_SPREAD, SEED_PARTS, decode_places},
    {TYPE_BEST_WORST, LYING_APART, SEED_PARTS, decode_tasks},
    {TYPE_POINTS, LYING_APART, SEED_CELLS, decode_points},
    {TYPE_NUMBER, LYING_APART, SEED_CELLS, decode_number},
    {TYPE_DATE, LYING_APART, SEED_CELLS, decode_date},
    {TYPE_TEXT, LYING_APART, SEED_CELLS, decode_text},
    {TYPE_AREA, LYING_APART, SEED_CELLS, decode_area},
};

static enum lying lying_of(const struct question *q)
{
    if (q->columns.n || (q->n_items && q->item[0].columns.n))
        return LYING_SPREAD;
    return q->n_items && q->column ? LYING_JOINED : LYING_APART;
}

static const struct decoder *decoder_of(const struct question *q)
{
    enum lying lying = lying_of(q);

    for (size_t i = 0; i < sizeof decoders / sizeof *decoders; i++)
        if (decoders[i].type == q->type && decoders[i].lying == lying)
            return &decoders[i];
    return NULL;
}

/* ---- columns ---------------------------------------------------------- */

static enum status spread_columns(struct binder *k, const struct words *names,
                                  size_t line, size_t *column)
{
    enum status rc = OK;

    for (size_t i = 0; i < names->n && rc == OK; i++)
        rc = binder_column(k, names->word[i], line, &column[i]);
    return rc;
}

static enum status item_columns(struct binder *k, struct bound *q)
{
    enum status rc = spread_columns(k, &q->q->columns, q->q->line, q->column);
    bool apart = q->decoder->lying == LYING_APART;

    if (rc == OK && q->q->column)
        rc = binder_column(k, q->q->column, q->q->line, &q->column[0]);
    if (rc == OK && q->q->words)
        rc = binder_column(k, q->q->words, q->q->line, &q->words[q->n]);
    for (size_t i = 0; i < q->q->n_items && rc == OK; i++) {
        const struct item *item = &q->q->item[i];

        if (apart)
            rc = binder_column(k, item->column, item->line, &q->column[i]);
        else if (item->columns.n)
            rc = spread_columns(k, &item->columns, item->line,
                                q->column + i * item->columns.n);
        if (rc == OK)
            rc = binder_column(k, item->words, item->line, &q->words[i]);
    }
    for (size_t i = 0; i < q->q->options.n && rc == OK; i++)
        if (q->q->options.option[i].words)
            rc = binder_column(k, q->q->options.option[i].words,
                               q->q->options.option[i].line,
                               &q->option_words[i]);
    return rc;
}

static enum status task_columns(struct binder *k, struct bound *q)
{
    enum status rc = OK;

    if (q->q->words)
        rc = binder_column(k, q->q->words, q->q->line, &q->words[q->n]);
    for (size_t i = 0; i < q->q->n_tasks && rc == OK; i++) {
        const struct shown_task *t = &q->q->task[i];

        rc = binder_column(k, t->best, t->line, &q->column[2 * i]);
        if (rc == OK)
            rc = binder_column(k, t->worst, t->line, &q->column[2 * i + 1]);
    }
    return rc;
}

static size_t columns_of(const struct bound *q)
{
    if (q->q->n_tasks)
        return 2 * q->q->n_tasks;
    if (q->decoder->lying == LYING_SPREAD)
        return q->q->columns.n ? q->q->columns.n : q->n * q->q->options.n;
    return q->decoder->lying == LYING_JOINED || q->q->n_items == 0 ? 1 : q->n;
}

static size_t *columns_none(struct arena *arena, size_t n)
{
    size_t *column = arena_alloc(arena, n + 1, sizeof *column);

    for (size_t i = 0; column && i <= n; i++)
        column[i] = NO_COLUMN;
    return column;
}

/* Any text in the cell of such an item is a choice of it, in words: where the
 * definition gives it one column for both, or no other for its words. */
static bool takes_words(const struct bound *q, size_t i)
{
    const struct item *item = &q->q->item[i];

    if (q->words[i] != NO_COLUMN)
        return !q->q->column && q->words[i] == q->column[i];
    return label_takes_words(item->label) || strcmp(item->key, "other") == 0;
}

static enum status bind_columns(struct binder *k, struct bound *q)
{
    struct arena *arena = k->b->arena;
    bool figures = q->q->type == TYPE_NUMBER || q->q->type == TYPE_POINTS;
    enum status rc;

    q->columns = columns_of(q);
    q->column = columns_none(arena, q->columns);
    q->words = columns_none(arena, q->n);
    q->option_words = columns_none(arena, q->q->options.n);
    q->takes_words = arena_alloc(arena, q->n + 1, sizeof *q->takes_words);
    q->seen = arena_alloc(arena, q->n + 1, 1);
    if (figures)
        q->decimal = arena_alloc(arena, q->columns + 1, 1);
    if (!q->column || !q->words || !q->option_words || !q->takes_words ||
        !q->seen || (figures && !q->decimal))
        return err_nomem(k->err);
    if (figures)
        memset(q->decimal, '.', q->columns);
    rc = q->q->n_tasks ? task_columns(k, q) : item_columns(k, q);
    for (size_t i = 0; i < q->q->n_items && !q->q->n_tasks && rc == OK; i++)
        q->takes_words[i] = takes_words(q, i);
    for (size_t i = 0; i <= q->n; i++)
        q->any_words |= q->words[i] != NO_COLUMN && !q->takes_words[i];
    for (size_t i = 0; i < q->q->options.n; i++)
        q->any_words |= q->option_words[i] != NO_COLUMN;
    return rc;
}

bool label_takes_words(const char *label)
{
    static const char *const marks[] = {"other", "please specify",
                                        "please state", "please explain",
                                        "write in"};
    struct str s = {0};
    bool found = false;

    text_fold(&s, text_of(label));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = strstr(str_cstr(&s), marks[i]);

        /* "other" as the first word: not "another", not "mother". */
        found |= at && (i > 0 || (at == s.p &&
                                  (at[5] == '\0' || strchr(" :(-,/", at[5]))));
    }
    /* "Other family members" names its kind and is a choice like any. */
    if (found && strncmp(str_cstr(&s), "other ", 6) == 0)
        found = strchr("(-:", s.p[6]) != NULL || strstr(s.p, "specify") ||
                strstr(s.p, "state") || strstr(s.p, "explain") ||
                strstr(s.p, "write in");
    str_free(&s);
    return found;
}

/* ---- the whole -------------------------------------------------------- */

/* Looked up once, not for each row. */
static enum status bind_route(struct binder *k, struct bound *q)
{
    const struct asked_if *asked = &q->q->asked_if;
    const struct question *gate;

    q->leads = arena_alloc(k->b->arena, asked->options.n, sizeof *q->leads);
    if (!q->leads)
        return err_nomem(k->err);
    if (!asked->question)
        return OK;
    gate = &k->b->survey->question[asked->question_index];
    for (size_t i = 0; i < asked->options.n; i++) {
        const char *key = asked->options.word[i];
        bool items = gate->type == TYPE_MULTIPLE || gate->type == TYPE_PICK;
        size_t at = items ? survey_item(gate, key) : survey_option(gate, key);

        if (at != SURVEY_NONE)
            q->leads[q->n_leads++] = items ? at : at + 1;
    }
    return OK;
}

static enum status bind_question(struct binder *k, size_t index)
{
    struct bound *q = &k->b->question[index];
    enum status rc;

    q->q = &k->b->survey->question[index];
    q->index = index;
    q->place = answer_place_of(k->b->places, index, SURVEY_NONE);
    q->n = answer_columns_of(q->q);
    if (q->q->derived.rule != DERIVE_NONE)
        return OK;
    q->decoder = decoder_of(q->q);
    if (!q->decoder)
        return err_at(k->err, ERR_INPUT, k->b->survey->path, q->q->line,
                      "question '%s': ingest cannot read type %s", q->q->key,
                      question_type_name(q->q->type));
    rc = bind_columns(k, q);
    if (rc == OK)
        rc = bind_route(k, q);
    return rc == OK ? bind_words(k->b, q, k->err) : rc;
}

static enum status bind_source(struct binder *k)
{
    struct binding *b = k->b;
    const struct source_definition *s = b->source;
    enum status rc = binder_column(k, s->id, s->line, &b->id);

    if (rc == OK)
        rc = binder_column(k, s->submitted, s->line, &b->submitted);
    if (rc == OK)
        rc = binder_column(k, s->weight, s->line, &b->weight);
    if (rc == OK)
        rc = binder_column(k, s->stratum, s->line, &b->stratum);
    if (rc == OK)
        rc = binder_column(k, s->cluster, s->line, &b->cluster);
    if (rc == OK)
        rc = binder_column(k, s->fpc, s->line, &b->fpc);
    return rc;
}

/* By its header, or because most of the first rows hold one such thing. */
static bool is_personal(const struct export *e, size_t column)
{
    size_t filled = 0, finds = 0;

    if (column == NO_COLUMN)
        return false;
    if (e->columns.column[column].role == ROLE_PERSONAL)
        return true;
    for (size_t r = e->columns.header_rows; r < e->head.n; r++) {
        struct text t = text_trim(head_cell(&e->head, r, column));

        filled += t.n > 0;
        for (int kind = 0; kind < PERSONALS; kind++)
            if (personal_is(t, (enum personal)kind)) {
                finds++;
                break;
            }
    }
    return finds > 0 && 2 * finds >= filled;
}

/* What says how a response was drawn, and nothing of what it holds. */
static bool of_sample(const struct binding *b, size_t column)
{
    return column == b->id || column == b->submitted || column == b->weight ||
           column == b->stratum || column == b->cluster || column == b->fpc;
}

/* Answers for the row hash; marks of test rows where no question has them. */
static enum status pick_columns(struct binder *k)
{
    struct binding *b = k->b;
    size_t n = b->export->columns.n;

    b->hashed = arena_alloc(b->arena, n, sizeof *b->hashed);
    b->test = arena_alloc(b->arena, n, sizeof *b->test);
    if (!b->hashed || !b->test)
        return err_nomem(k->err);
    for (size_t i = 0; i < n; i++)
        if (b->used[i] && !of_sample(b, i))
            b->hashed[b->n_hashed++] = i;
        else if (!b->used[i] && b->export->columns.column[i].role == ROLE_TEST)
            b->test[b->n_test++] = i;
    return OK;
}

enum status bind_export(struct binding **out, const struct survey *survey,
                        const struct source_definition *source,
                        const struct answer_places *places,
                        struct export *export, struct err *err)
{
    struct arena *arena = arena_new();
    struct binding *b = arena ? arena_alloc(arena, 1, sizeof *b) : NULL;
    struct binder k = {.b = b, .err = err};
    enum status rc = OK;

    *out = NULL;
    if (!b) {
        arena_free(arena);
        return err_nomem(err);
    }
    *b = (struct binding){.survey = survey,
                          .source = source,
                          .places = places,
                          .export = export,
                          .arena = arena};
    b->question = arena_alloc(arena, survey->n_questions, sizeof *b->question);
    b->used = arena_alloc(arena, export->columns.n, sizeof *b->used);
    k.renamed = arena_alloc(arena, source->n_renamed + 1, sizeof *k.renamed);
    if (!b->question || !b->used || !k.renamed)
        rc = err_nomem(err);
    if (rc == OK)
        rc = bind_source(&k);
    if (rc == OK)
        b->hides_id = is_personal(export, b->id);
    for (size_t i = 0; rc == OK && i < survey->n_questions; i++)
        rc = bind_question(&k, i);
    if (rc == OK)
        rc = binder_check_renamed(&k);
    if (rc == OK)
        rc = pick_columns(&k);
    if (rc == OK)
        *out = b;
    else
        binding_free(b);
    return rc;
}

void binding_recount(struct binding *b)
{
    for (size_t i = 0; i < b->survey->n_questions; i++) {
        b->question[i].unmatched = (struct unmatched){0};
        memset(b->question[i].masked, 0, sizeof b->question[i].masked);
        b->question[i].unasked = 0;
    }
    b->bad_dates = b->bad_weights = 0;
}

void binding_free(struct binding *b)
{
    if (!b)
        return;
    for (size_t i = 0; b->question && i < b->survey->n_questions; i++) {
        struct bound *q = &b->question[i];

        for (size_t j = 0; q->dictionary && j < q->dictionaries; j++)
            dictionary_free(q->dictionary[j]);
    }
    arena_free(b->arena);
}
