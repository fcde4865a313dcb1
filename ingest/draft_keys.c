/* draft_keys.c - keys of questions and items, and the lists they go into. */
#include "ingest/draft.h"

#include <string.h>

enum { ITEM_KEY = 40, QUESTION_KEY = 30, LIST_STEP = 64 };

/* ---- items ------------------------------------------------------------- */

/* Bytes of whole words that all labels begin with. */
static size_t common_start(const char *const *label, size_t n)
{
    size_t common = strlen(label[0]), cut = 0;

    for (size_t i = 1; i < n; i++) {
        size_t same = 0;

        while (same < common && label[i][same] == label[0][same])
            same++;
        common = same;
    }
    for (size_t i = 0; i < common; i++)
        if (label[0][i] == ' ')
            cut = i + 1;
    for (size_t i = 0; i < n; i++)
        if (strlen(label[i]) < cut + 2)
            return 0;
    return cut;
}

static bool item_taken(const struct question *q, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(q->item[i].key, key) == 0)
            return true;
    return false;
}

static char *item_key(struct draft *d, const struct question *q, size_t n,
                      const char *label)
{
    struct str key = {0}, numbered = {0};
    char *out = NULL;

    text_slug(&key, text_of(label), ITEM_KEY);
    if (!text_is_key(str_text(&key))) {
        str_clear(&key);
        str_add(&key, "item_");
        text_slug(&key, text_of(label), ITEM_KEY);
        if (!text_is_key(str_text(&key))) {
            str_clear(&key);
            str_add(&key, "item");
        }
    }
    str_add(&numbered, str_cstr(&key));
    for (size_t nth = 2; !key.failed && item_taken(q, n, str_cstr(&numbered));
         nth++) {
        str_clear(&numbered);
        str_addf(&numbered, "%s_%zu", str_cstr(&key), nth);
    }
    if (!key.failed && !numbered.failed)
        out = arena_text(d->arena, str_cstr(&numbered), numbered.n);
    str_free(&key);
    str_free(&numbered);
    return out;
}

enum status draft_items(struct draft *d, struct question *q,
                        const char *const *label, size_t n)
{
    size_t cut = n > 1 ? common_start(label, n) : 0;

    q->item = arena_alloc(d->arena, n, sizeof *q->item);
    if (!q->item)
        return err_nomem(d->err);
    for (size_t i = 0; i < n; i++) {
        struct item *item = &q->item[i];

        item->label = arena_text(d->arena, label[i], strlen(label[i]));
        item->key = item_key(d, q, i, label[i] + cut);
        if (!item->label || !item->key)
            return err_nomem(d->err);
        if (!item->label[0])
            item->label = item->key;
        q->n_items++;
    }
    return OK;
}

/* ---- questions --------------------------------------------------------- */

/* Words that tell one question from another hardly ever. */
static bool is_filler(const char *word)
{
    static const char *const fillers[] = {
        "a",         "about", "all",  "an",       "and",    "any",
        "apply",     "are",   "as",   "at",       "be",     "been",
        "being",     "by",    "can",  "do",       "does",   "each",
        "following", "for",   "from", "had",      "has",    "have",
        "how",       "if",    "in",   "into",     "is",     "it",
        "its",       "many",  "me",   "most",     "much",   "of",
        "on",        "one",   "or",   "our",      "please", "select",
        "so",        "that",  "the",  "their",    "them",   "there",
        "these",     "they",  "this", "those",    "to",     "us",
        "was",       "we",    "were", "what",     "when",   "where",
        "whether",   "which", "who",  "why",      "will",   "with",
        "would",     "you",   "your", "yourself", "should", "state",
        "choose",    "tick",  "say",  "tell",     "than",   "consider"};

    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return false;
}

/* What everybody calls it, whatever the words of the question. */
static const char *usual_name(const char *slug)
{
    static const struct {
        const char *in, *name;
    } usual[] = {
        {"how_old_are_you", "age"},
        {"age_group", "age"},
        {"your_ethnic", "ethnicity"},
        {"ethnic_group", "ethnicity"},
        {"your_postcode", "postcode"},
        {"your_gender", "gender"},
        {"your_religion", "religion"},
        {"day_to_day_activities", "disability"},
        {"have_a_disability", "disability"},
    };

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strstr(slug, usual[i].in))
            return usual[i].name;
    return NULL;
}

/* The telling words of a slug, up to QUESTION_KEY bytes. */
static void telling(struct str *out, const char *slug)
{
    struct str word = {0};

    for (const char *p = slug; *p;) {
        size_t n = strcspn(p, "_");

        str_clear(&word);
        str_add_n(&word, p, n);
        p += n + (p[n] == '_');
        if (is_filler(str_cstr(&word)) ||
            (out->n == 0 && strspn(str_cstr(&word), "0123456789") == n))
            continue;
        if (out->n && out->n + 1 + n > QUESTION_KEY)
            break;
        if (out->n)
            str_add_char(out, '_');
        str_add_n(out, str_cstr(&word), n);
    }
    out->failed |= word.failed;
    str_free(&word);
}

/* Whether the nth question of a key is there; its key in numbered. */
static bool has_nth(const struct survey *survey, const struct str *key,
                    size_t nth, struct str *numbered)
{
    str_clear(numbered);
    str_add_n(numbered, key->p, key->n);
    if (nth > 1)
        str_addf(numbered, "_%zu", nth);
    return !numbered->failed &&
           survey_question(survey, str_cstr(numbered)) != SURVEY_NONE;
}

/* The key with the first number that is free; of thousands of one name, with
 * one that is found by halves. */
static void number_key(const struct survey *survey, const struct str *key,
                       struct str *numbered)
{
    enum { BY_ONES = 64 };
    size_t taken = 0, free = 1;

    while (has_nth(survey, key, free, numbered)) {
        taken = free;
        free = free < BY_ONES ? free + 1 : 2 * free;
    }
    while (free - taken > 1) {
        size_t middle = taken + (free - taken) / 2;

        if (has_nth(survey, key, middle, numbered))
            taken = middle;
        else
            free = middle;
    }
    (void)has_nth(survey, key, free, numbered);
}

char *draft_question_key(struct draft *d, const char *text)
{
    struct str slug = {0}, key = {0}, numbered = {0};
    char *out = NULL;

    text_slug(&slug, text_of(text), 200);
    if (usual_name(str_cstr(&slug)))
        str_add(&key, usual_name(str_cstr(&slug)));
    else
        telling(&key, str_cstr(&slug));
    if (key.n > QUESTION_KEY && !text_is_key(str_text(&key))) {
        str_clear(&key);
        text_slug(&key, text_of(text), QUESTION_KEY);
    }
    if (!text_is_key(str_text(&key))) {
        str_clear(&key);
        str_addf(&key, "q%zu", d->survey->n_questions + 1);
    }
    number_key(d->survey, &key, &numbered);
    if (!key.failed && !numbered.failed)
        out = arena_text(d->arena, str_cstr(&numbered), numbered.n);
    str_free(&slug);
    str_free(&key);
    str_free(&numbered);
    return out;
}

struct question *draft_question(struct draft *d, enum question_type type,
                                const char *text)
{
    struct survey *s = d->survey;
    struct question *q;
    char *key;

    if (s->n_questions == d->room) {
        size_t room = d->room ? 2 * d->room : LIST_STEP;
        struct question *more = arena_alloc(d->arena, room, sizeof *more);

        if (!more)
            return NULL;
        if (s->n_questions)
            memcpy(more, s->question, s->n_questions * sizeof *more);
        s->question = more;
        d->room = room;
    }
    key = draft_question_key(d, text);
    if (!key)
        return NULL;
    q = &s->question[s->n_questions++];
    *q = (struct question){
        .key = key, .type = type, .over_keep = true, .keep = type == TYPE_TEXT};
    q->text = text[0] ? arena_text(d->arena, text, strlen(text)) : key;
    q->asked_if.question_index = SURVEY_NONE;
    q->derived.from_index = SURVEY_NONE;
    return q->text ? q : NULL;
}

char *draft_column(struct draft *d, size_t column)
{
    struct str name = {0};
    char *out = NULL;

    (void)export_column_name(d->export, column, &name);
    /* A name that another column is found by first is no name. */
    if (export_column(d->export, str_cstr(&name)) != column) {
        str_clear(&name);
        str_addf(&name, "@%s", d->export->columns.column[column].letters);
    }
    if (!name.failed)
        out = arena_text(d->arena, str_cstr(&name), name.n);
    str_free(&name);
    return out;
}

enum status draft_ignore(struct draft *d, size_t column)
{
    struct words *ignore = &d->survey->ignore;

    if (ignore->n == d->ignore_room) {
        size_t room = d->ignore_room ? 2 * d->ignore_room : LIST_STEP;
        char **more = arena_alloc(d->arena, room, sizeof *more);

        if (!more)
            return err_nomem(d->err);
        if (ignore->n)
            memcpy(more, ignore->word, ignore->n * sizeof *more);
        ignore->word = more;
        d->ignore_room = room;
    }
    ignore->word[ignore->n] = draft_column(d, column);
    return ignore->word[ignore->n++] ? OK : err_nomem(d->err);
}

enum status draft_match(struct draft *d, struct words *match, const char *key,
                        const char *text)
{
    char **more;

    if (text_same(text_of(key), text_of(text)))
        return OK;
    more = arena_alloc(d->arena, match->n + 1, sizeof *more);
    if (!more)
        return err_nomem(d->err);
    if (match->n)
        memcpy(more, match->word, match->n * sizeof *more);
    more[match->n] = arena_text(d->arena, text, strlen(text));
    match->word = more;
    return more[match->n++] ? OK : err_nomem(d->err);
}
