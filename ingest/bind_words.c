/* bind_words.c - what the words in a question's cells stand for. */
#include "ingest/binder.h"

#include "core/base/num.h"

static enum status seed(struct dictionary *d, const struct words *words,
                        int32_t value, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < words->n && rc == OK; i++)
        rc = dictionary_add(d, text_of(words->word[i]), value, err);
    return rc;
}

static enum status seed_one(struct dictionary *d, const char *key,
                            const char *label, const struct words *match,
                            int32_t value, struct err *err)
{
    enum status rc = dictionary_add(d, text_of(label), value, err);

    if (rc == OK)
        rc = dictionary_add(d, text_of(key), value, err);
    if (rc == OK)
        rc = seed(d, match, value, err);
    return rc;
}

/* Behind the options, so that an option "N/A" is one even where "N/A" means
 * not asked elsewhere. */
static enum status seed_cells(struct binder *k, const struct question *q,
                              struct dictionary *d, int32_t not_selected)
{
    const struct cells *cells =
        q->cells.given ? &q->cells : &k->b->survey->cells;
    enum status rc = dictionary_add(d, text_of(""), CODE_BLANK, k->err);

    if (rc == OK)
        rc = seed(d, &cells->not_asked, CODE_NOT_ASKED, k->err);
    if (rc == OK)
        rc = seed(d, &cells->blank, CODE_BLANK, k->err);
    if (rc == OK)
        rc = seed(d, &cells->not_selected, not_selected, k->err);
    return rc;
}

static enum status seed_options(struct binder *k, struct bound *q)
{
    enum status rc = OK;

    for (size_t i = 0; i < q->q->options.n && rc == OK; i++) {
        const struct option *o = &q->q->options.option[i];

        rc = seed_one(q->dictionary[0], o->key, o->label, &o->match,
                      (int32_t)i + 1, k->err);
    }
    return rc == OK ? seed_cells(k, q->q, q->dictionary[0], CODE_BLANK) : rc;
}

/* 0 first: see in_numbers(). */
static const char *const left_words[] = {"0",        "no",         "n",
                                         "false",    "unchecked",  "unselected",
                                         "unticked", "not checked"};
enum { LEFT_WORDS = sizeof left_words / sizeof *left_words };

bool word_leaves(struct text t)
{
    for (size_t i = 0; i < LEFT_WORDS; i++)
        if (text_same(t, text_of(left_words[i])))
            return true;
    return false;
}

/* Each item is ticked by a number of its own: 0 may be that of one that nobody
 * chose so far, and is none of them until the definition says so. */
static bool in_numbers(const struct question *q)
{
    for (size_t i = 0; i < q->n_items; i++)
        for (size_t k = 0; k < q->item[i].match.n; k++) {
            int64_t x;

            if (num_parse_int(text_of(q->item[i].match.word[k]), &x) && x > 1)
                return true;
        }
    return false;
}

/* The words with which platforms tick and leave. */
static enum status seed_ticks(struct binder *k, const struct question *q,
                              struct dictionary *d)
{
    static const char *const chosen[] = {"1", "yes",     "y",        "true",
                                         "x", "checked", "selected", "ticked"};
    enum status rc = seed_cells(k, q, d, CODE_NOT_CHOSEN);
    bool numbered = in_numbers(q);

    for (size_t j = 0; j < 8 && rc == OK; j++)
        rc = dictionary_add(d, text_of(chosen[j]), 1, k->err);
    for (size_t j = numbered ? 1 : 0; j < LEFT_WORDS && rc == OK; j++)
        rc = dictionary_add(d, text_of(left_words[j]), CODE_NOT_CHOSEN, k->err);
    return rc;
}

static enum status seed_chosen(struct binder *k, struct bound *q, size_t i)
{
    const struct item *item = &q->q->item[i];
    /* Of an item called "No" with a match, no is no tick. */
    bool leaves = item->match.n && word_leaves(text_of(item->label));
    enum status rc = leaves ? seed(q->dictionary[i], &item->match, 1, k->err)
                            : seed_one(q->dictionary[i], item->key, item->label,
                                       &item->match, 1, k->err);

    return rc == OK ? seed_ticks(k, q->q, q->dictionary[i]) : rc;
}

static enum status seed_each(struct binder *k, struct bound *q, size_t i)
{
    const struct option *o = &q->q->options.option[i];
    enum status rc =
        seed_one(q->dictionary[i], o->key, o->label, &o->match, 1, k->err);

    return rc == OK ? seed_ticks(k, q->q, q->dictionary[i]) : rc;
}

static enum status seed_parts(struct binder *k, struct bound *q)
{
    enum status rc = OK;

    for (size_t i = 0; i < q->q->n_items && rc == OK; i++) {
        const struct item *item = &q->q->item[i];

        rc = seed_one(q->dictionary[0], item->key, item->label, &item->match,
                      (int32_t)i + 1, k->err);
    }
    return rc == OK ? seed_cells(k, q->q, q->dictionary[0], CODE_NOT_CHOSEN)
                    : rc;
}

static enum status make_dictionaries(struct binder *k, struct bound *q)
{
    for (size_t i = 0; i < q->dictionaries; i++) {
        q->dictionary[i] = dictionary_new();
        if (!q->dictionary[i])
            return err_nomem(k->err);
    }
    return OK;
}

static enum status fill_words(struct binder *k, struct bound *q)
{
    enum status rc = OK;

    switch (q->decoder->seeds) {
    case SEED_OPTIONS:
        return seed_options(k, q);
    case SEED_CHOSEN:
        for (size_t i = 0; i < q->dictionaries && rc == OK; i++)
            rc = seed_chosen(k, q, i);
        return rc;
    case SEED_EACH:
        for (size_t i = 0; i < q->dictionaries && rc == OK; i++)
            rc = seed_each(k, q, i);
        return rc;
    case SEED_PARTS:
        return seed_parts(k, q);
    case SEED_CELLS:
        return seed_cells(k, q->q, q->dictionary[0], CODE_BLANK);
    }
    return rc;
}

/* ---- codes of a codebook ------------------------------------------------ */

static bool has_word(const struct words *words, struct text t)
{
    for (size_t i = 0; i < words->n; i++)
        if (text_same(text_of(words->word[i]), t))
            return true;
    return false;
}

/* The definition itself says what the code stands for. */
static bool is_settled(const struct question *q, const char *code)
{
    struct text t = text_of(code);

    for (size_t i = 0; i < q->options.n; i++)
        if (has_word(&q->options.option[i].match, t))
            return true;
    for (size_t i = 0; i < q->n_items; i++)
        if (has_word(&q->item[i].match, t))
            return true;
    return false;
}

/* In front of all words, since the label "1" may have the code 2: each code
 * means what `plain`, without codes, finds for its label. */
static enum status add_codes(struct binder *k, struct bound *q,
                             struct dictionary *const *plain)
{
    enum status rc = OK;

    for (size_t c = 0; c < q->columns; c++) {
        size_t d = c % q->dictionaries;
        const struct column *column =
            q->column[c] == NO_COLUMN
                ? NULL
                : &k->b->export->columns.column[q->column[c]];

        for (size_t i = 0; column && i < column->n_offered && rc == OK; i++) {
            const struct offered *o = &column->offered[i];
            int32_t value;

            if (!o->code || is_settled(q->q, o->code))
                continue;
            value = dictionary_find(plain[d], text_of(o->label));
            if (value != DICTIONARY_UNKNOWN)
                rc = dictionary_add(q->dictionary[d], text_of(o->code), value,
                                    k->err);
        }
    }
    return rc;
}

static bool has_codes(const struct binder *k, const struct bound *q)
{
    for (size_t c = 0; c < q->columns; c++) {
        const struct column *column = k->b->export->columns.column;

        if (q->column[c] != NO_COLUMN && column[q->column[c]].n_offered &&
            column[q->column[c]].offered[0].code)
            return true;
    }
    return false;
}

static enum status fill_codes(struct binder *k, struct bound *q)
{
    struct dictionary **plain = q->dictionary;
    size_t n = q->dictionaries;
    enum status rc;

    q->dictionary = arena_alloc(k->b->arena, n + 1, sizeof *plain);
    rc = q->dictionary ? make_dictionaries(k, q) : err_nomem(k->err);
    if (rc == OK)
        rc = add_codes(k, q, plain);
    if (rc == OK)
        rc = fill_words(k, q);
    for (size_t i = 0; i < n; i++)
        dictionary_free(plain[i]);
    if (!q->dictionary)
        q->dictionaries = 0;
    return rc;
}

enum status bind_words(struct binding *b, struct bound *q, struct err *err)
{
    struct binder k = {.b = b, .err = err};
    enum status rc;

    q->dictionaries = q->decoder->seeds == SEED_CHOSEN ? q->columns
                      : q->decoder->seeds == SEED_EACH ? q->q->options.n
                                                       : 1;
    q->dictionary =
        arena_alloc(b->arena, q->dictionaries + 1, sizeof(struct dictionary *));
    if (!q->dictionary) {
        q->dictionaries = 0;
        return err_nomem(err);
    }
    rc = make_dictionaries(&k, q);
    if (rc == OK)
        rc = fill_words(&k, q);
    return rc == OK && has_codes(&k, q) ? fill_codes(&k, q) : rc;
}
