/* draft_question.c - what a column asks, by what lies in it.
 *
 * Headers say what a question is called, seldom what it is: "Rank these" may
 * head a scale.  So the values decide, and headers only settle what values
 * leave open. */
#include "ingest/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/bind.h"

enum {
    MOST_OPTIONS = 60, /* of a single */
    MOST_LEVELS = 12,  /* of a grid */
    MOST_PARTS = 80,
    LONGEST_LABEL = 300
};

const struct column *draft_header(const struct draft *d, size_t i)
{
    return &d->export->columns.column[i];
}

const struct profile *draft_profile(const struct draft *d, size_t i)
{
    return &d->profiles->column[i];
}

/* Values that are an answer. */
size_t profile_answers(const struct profile *p, size_t *filled)
{
    size_t n = 0;

    *filled = p->filled;
    for (size_t i = 0; i < p->n; i++)
        if (no_answer_of(p->value[i].text) == IS_ANSWER)
            n++;
        else
            *filled -= p->value[i].n;
    return n;
}

bool draft_says(const char *text, const char *const *words, size_t n)
{
    struct str folded = {0};
    bool says = false;

    text_fold(&folded, text_of(text));
    for (size_t i = 0; i < n; i++)
        says |= strstr(str_cstr(&folded), words[i]) != NULL;
    str_free(&folded);
    return says;
}

/* "Up to three", "no more than 3": how many may be chosen; 0: not said. */
size_t draft_most_picks(const char *text)
{
    static const char *const marks[] = {"up to ", "no more than ",
                                        "maximum of ", "at most ", "maximum "};
    static const char *const numbers[] = {"one",  "two",  "three",
                                          "four", "five", "six"};
    struct str folded = {0};
    size_t most = 0;

    text_fold(&folded, text_of(text));
    for (size_t i = 0; i < 5 && !most; i++) {
        const char *at = strstr(str_cstr(&folded), marks[i]);

        if (!at)
            continue;
        at += strlen(marks[i]);
        if (*at >= '1' && *at <= '9' && (at[1] < '0' || at[1] > '9'))
            most = (size_t)(*at - '0');
        for (size_t k = 0; k < 6 && !most; k++)
            if (strncmp(at, numbers[k], strlen(numbers[k])) == 0)
                most = k + 1;
    }
    str_free(&folded);
    return most;
}

static enum status set_column(struct draft *d, struct question *q,
                              size_t column)
{
    q->column = draft_column(d, column);
    return q->column ? OK : err_nomem(d->err);
}

bool draft_about_you(const char *text)
{
    static const char *const words[] = {"gender",
                                        "sex",
                                        "age",
                                        "how old",
                                        "income",
                                        "education",
                                        "qualification",
                                        "region",
                                        "location",
                                        "ethnic",
                                        "race",
                                        "religio",
                                        "faith",
                                        "disab",
                                        "orientation",
                                        "marital",
                                        "married",
                                        "employment",
                                        "occupation",
                                        "district",
                                        "county",
                                        "borough",
                                        "ward",
                                        "nationality",
                                        "household",
                                        "replying as",
                                        "responding as",
                                        "answering as",
                                        "have any children",
                                        "have children",
                                        "housing",
                                        "tenure",
                                        "where do you live"};
    struct str folded = {0};
    bool says = false;

    text_fold(&folded, text_of(text));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *at = strstr(str_cstr(&folded), words[i]);
        size_t n = strlen(words[i]);

        /* Whole words where they are short: not "average", not "image". */
        for (; at && !says; at = strstr(at + 1, words[i]))
            says = (at == folded.p || strchr(" (/-'", at[-1])) &&
                   (n > 6 || at[n] == '\0' || strchr(" )?.:,/-'", at[n]) ||
                    (n > 3 && at[n] >= 'a'));
    }
    str_free(&folded);
    return says;
}

/* ---- one column -------------------------------------------------------- */

enum status draft_text(struct draft *d, size_t column, const char *text)
{
    size_t filled = draft_profile(d, column)->filled;
    struct question *q = draft_question(d, TYPE_TEXT, text);

    if (!q)
        return err_nomem(d->err);
    if (!filled) {
        static char note[] = "Nobody answered this; its type is a guess.";

        q->note = note;
    }
    return set_column(d, q, column);
}

static enum status add_simple(struct draft *d, size_t column,
                              enum question_type type, const char *text)
{
    struct question *q = draft_question(d, type, text);

    return q ? set_column(d, q, column) : err_nomem(d->err);
}

static enum status add_choice(struct draft *d, size_t column, const char *text)
{
    static char figures[] =
        "Figures without words, taken for codes: give each its label; with an "
        "order they are of type scale, with a score for each.";
    struct answers a = {0};
    enum status rc = answers_add(d, &a, draft_profile(d, column));
    struct known_scale scale;
    struct question *q = NULL;
    size_t beside;
    bool is_scale, codes;

    if (rc == OK)
        rc = answers_strays(d, &a);
    scale = answers_scale(&a, &beside);
    codes = rc == OK && draft_is_codes(d, &a, text);
    is_scale = (scale.shape && !scale_ordered_only(scale)) ||
               (answers_points(&a) && !codes);
    if (rc == OK)
        q = draft_question(d, is_scale ? TYPE_SCALE : TYPE_SINGLE, text);
    if (rc == OK && !q)
        rc = err_nomem(d->err);
    if (rc == OK)
        rc = set_column(d, q, column);
    if (rc == OK)
        rc = draft_options(d, q, &a);
    if (rc == OK) {
        q->about_you = q->type == TYPE_SINGLE && draft_about_you(text);
        q->note = a.strays ? a.strays : codes ? figures : NULL;
    }
    answers_free(&a);
    return rc;
}

/* Of parts between commas, those that recur were offered; the others are what
 * people wrote. */
static bool is_offered(const struct profile *p, size_t part)
{
    struct text t = text_of(p->part[part].text);

    return (p->part[part].n >= 3 || tail_of(t) >= TAIL_NONE) &&
           p->part[part].n * 50 >= p->filled && t.n <= 120;
}

static bool is_known(const struct profile *p, struct text t)
{
    int32_t at = p->part_words ? dictionary_find(p->part_words, text_trim(t))
                               : DICTIONARY_UNKNOWN;

    return at >= 0 && (size_t)at < p->parts && is_offered(p, (size_t)at);
}

/* Two choices, where the second begins with a small letter. */
static bool is_pair(const struct profile *p, size_t part)
{
    struct text t = text_of(p->part[part].text);

    for (size_t i = 1; i + 2 < t.n; i++)
        if (t.p[i] == ',' && t.p[i + 1] == ' ' &&
            is_known(p, (struct text){t.p, i}) &&
            is_known(p, (struct text){t.p + i + 2, t.n - i - 2}))
            return true;
    return false;
}

/* C++ has the key that C is a word for. */
static enum status part_keys(struct draft *d, struct question *q)
{
    for (size_t i = 0; i < q->n_items; i++)
        for (size_t j = 0; j < q->n_items; j++)
            if (i != j &&
                text_same(text_of(q->item[i].key), text_of(q->item[j].label))) {
                q->item[i].key = arena_printf(d->arena, "item_%zu", i + 1);
                if (!q->item[i].key)
                    return err_nomem(d->err);
            }
    return OK;
}

/* Parts that were offered make up four in five of all. */
static bool is_comma_joined(const struct profile *p)
{
    size_t offered = 0, kinds = 0;

    if (p->joined || p->commas * 10 < p->filled || p->commas < 5)
        return false;
    for (size_t i = 0; i < p->parts; i++)
        if (is_offered(p, i)) {
            offered += p->part[i].n;
            kinds++;
        }
    return kinds >= 2 && kinds <= MOST_PARTS &&
           5 * offered >= 4 * p->part_cells;
}

/* Names of choices, parted by spaces: few ones, again and again. */
static bool is_space_joined(const struct profile *p)
{
    if (p->joined || p->many_parts || p->spaces < 2 || p->parts > MOST_PARTS ||
        p->spaces * 5 < p->filled || p->part_cells < 3 * p->parts)
        return false;
    for (size_t i = 0; i < p->parts; i++)
        if (strpbrk(p->part[i].text, ",.?!'"))
            return false;
    return p->parts >= 2;
}

static bool is_joined(const struct profile *p)
{
    if (is_comma_joined(p) || is_space_joined(p))
        return true;
    return p->joined * 5 >= p->filled && p->joined >= 2 && !p->many_parts &&
           p->parts >= 2 && p->parts <= MOST_PARTS && p->parts < p->joined * 2;
}

/* Nine cells in ten hold every part, and not always in the same order; or the
 * header asks for an order. */
static bool is_order(const struct profile *p, const char *text)
{
    static const char *const words[] = {"rank",          "in order of",
                                        "order of impo", "order of prio",
                                        "order of pref", "put in order"};

    if (p->parts < 3 || p->many_parts)
        return false;
    if (draft_says(text, words, 6) && p->n > p->parts)
        return true;
    for (size_t i = 0; i < p->parts; i++)
        if (10 * p->part[i].n < 9 * p->filled)
            return false;
    return p->filled >= 5 && p->n >= 3;
}

/* Choices in one cell, parted by semicolons, commas or spaces. */
static enum status add_joined(struct draft *d, size_t column, const char *text)
{
    const struct profile *p = draft_profile(d, column);
    const char **label = mem_array(p->parts + 1, sizeof *label);
    bool order = is_order(p, text);
    size_t most = order ? 0 : draft_most_picks(text);
    struct question *q = draft_question(d,
                                        order  ? TYPE_RANKING
                                        : most ? TYPE_PICK
                                               : TYPE_MULTIPLE,
                                        text);
    static char semicolon[] = ";", comma[] = ",", space[] = " ",
                other[] = "Other";
    bool commas = p->joined == 0 && p->commas > 0;
    bool rest = false, has_other = false;
    size_t n = 0;
    enum status rc;

    if (!label || !q) {
        free(label);
        return err_nomem(d->err);
    }
    for (size_t i = 0; i < p->parts; i++) {
        bool offered =
            !(commas || d->export->layout->in_place) || is_offered(p, i);

        if (commas && offered && is_pair(p, i))
            continue;

        rest |= !offered;
        if (offered)
            label[n++] = p->part[i].text;
        has_other |= offered && tail_of(text_of(p->part[i].text)) == TAIL_OTHER;
    }
    if (rest && !has_other && !order)
        label[n++] = other;
    rc = set_column(d, q, column);
    if (rc == OK)
        rc = draft_items(d, q, label, n);
    if (rc == OK && commas)
        rc = part_keys(d, q);
    q->separator = commas ? comma : p->joined ? semicolon : space;
    q->max = most > q->n_items ? q->n_items : most;
    for (size_t i = 0; i < q->n_items && rc == OK; i++) {
        struct item *item = &q->item[i];

        item->excludes = !order && tail_of(text_of(item->label)) == TAIL_NONE;
        rc = draft_match(d, &item->match, item->key, item->label);
    }
    free(label);
    return rc;
}

/* Few different answers, and the same ones again and again. */
static bool is_choice(const struct profile *p, enum column_kind kind)
{
    size_t filled, n = profile_answers(p, &filled);

    if (p->many || n == 0 || n > MOST_OPTIONS || p->longest > LONGEST_LABEL ||
        kind == KIND_WORDS)
        return false;
    if (n <= MOST_LEVELS)
        return filled > n || (kind == KIND_ALONE && n <= 3) ||
               (n <= 3 && p->longest <= 60);
    return filled >= 4 * n;
}

/* A1, A2, A3 are codes of answers; postcodes begin in more than one way. */
static bool begin_alike(const struct profile *p)
{
    for (size_t i = 1; i < p->n; i++)
        if (strcspn(p->value[i].text, "0123456789") !=
                strcspn(p->value[0].text, "0123456789") ||
            p->value[i].text[0] != p->value[0].text[0])
            return false;
    return true;
}

static bool is_postcode(const struct draft *d, size_t column, const char *text)
{
    static const char *const words[] = {"postcode", "post code", "postal code"};
    const struct profile *p = draft_profile(d, column);

    return (draft_says(text, words, 3) && 2 * p->postcodes >= p->filled) ||
           (p->filled >= 5 && p->postcodes * 10 >= p->filled * 9 && p->n > 3 &&
            (p->longest > 4 || !begin_alike(p)));
}

static enum status note_personal(struct draft *d, size_t column)
{
    struct str name = {0};
    enum status rc = notes_add(
        d->notes, d->err, NOTE_INFO,
        "%s: \"%s\" holds e-mail addresses, telephone numbers or the like and "
        "is left out; map it with keep: yes if it must stay",
        d->export->path, export_column_name(d->export, column, &name));

    str_free(&name);
    return rc == OK ? draft_ignore(d, column) : rc;
}

enum status draft_single(struct draft *d, size_t column, const char *text)
{
    const struct profile *p = draft_profile(d, column);
    enum column_kind kind = draft_header(d, column)->kind;
    struct answers a = {0};
    size_t filled;
    bool points;
    enum status rc;

    (void)profile_answers(p, &filled);
    if (filled && p->personal * 10 >= filled * 6)
        return note_personal(d, column);
    if (is_postcode(d, column, text))
        return add_simple(d, column, TYPE_AREA, text);
    if (filled == 0 && kind != KIND_ALONE)
        return draft_text(d, column, text);
    if (filled && p->dates * 20 >= filled * 19)
        return add_simple(d, column, TYPE_DATE, text);
    if (is_joined(p))
        return add_joined(d, column, text);
    rc = answers_add(d, &a, p);
    if (rc == OK)
        rc = answers_strays(d, &a);
    points = rc == OK && answers_points(&a);
    answers_free(&a);
    if (rc != OK)
        return rc;
    if (filled && p->numbers * 10 >= filled * 9 &&
        (!points || draft_counts(text)) &&
        (p->decimal_commas == 0 || p->no_list))
        return add_simple(d, column, TYPE_NUMBER, text);
    if (is_choice(p, kind))
        return add_choice(d, column, text);
    return draft_text(d, column, text);
}
