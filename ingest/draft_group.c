/* draft_group.c - what columns that share a question ask: ticks, ranks, points,
 * a grid, or questions that share no more than their heading. */
#include "ingest/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ingest/bind.h"

enum { MOST_LEVELS = 12, LONGEST_LABEL = 300 };

/* The columns of a group, apart: answers, and words beside them. */
struct members {
    size_t *main, n;
    size_t *words, n_words; /* words[i] stands behind main[after[i]] */
    size_t *after;
};

/* At most one value that means chosen, or yes and no. */
static bool is_tick(const struct draft *d, size_t column)
{
    static const char *const pairs[][2] = {
        {"yes", "no"}, {"1", "0"}, {"true", "false"}, {"y", "n"}};
    const struct profile *p = draft_profile(d, column);
    size_t filled, n = profile_answers(p, &filled);

    if (p->many)
        return false;
    if (n <= 1)
        return true;
    for (size_t i = 0; n == 2 && p->n == 2 && i < 4; i++)
        if ((text_same(text_of(p->value[0].text), text_of(pairs[i][0])) &&
             text_same(text_of(p->value[1].text), text_of(pairs[i][1]))) ||
            (text_same(text_of(p->value[0].text), text_of(pairs[i][1])) &&
             text_same(text_of(p->value[1].text), text_of(pairs[i][0]))))
            return true;
    return false;
}

/* Room for words: its label says so and its values are not its own tick. */
static bool holds_words(const struct draft *d, size_t column)
{
    const struct profile *p = draft_profile(d, column);
    const struct column *c = draft_header(d, column);
    size_t filled, n = profile_answers(p, &filled);

    if (c->kind != KIND_OTHER && !label_takes_words(c->label))
        return false;
    if (n == 1)
        return !text_same(text_of(p->value[0].text), text_of(c->label)) &&
               isnan(p->value[0].number);
    return n == 0 || !is_tick(d, column);
}

/* Columns of numbers alone (blank and no-answer words aside); *most: the
 * largest, *whole: all are. */
static bool all_numbers(const struct draft *d, const struct members *m,
                        double *most, bool *whole)
{
    size_t any = 0;

    *most = 0;
    *whole = true;
    for (size_t i = 0; i < m->n; i++) {
        const struct profile *p = draft_profile(d, m->main[i]);
        size_t filled;

        (void)profile_answers(p, &filled);
        if (p->numbers * 20 < filled * 19 || (p->numbers && p->least < 0))
            return false;
        any += p->numbers;
        *whole &= p->whole == p->numbers;
        if (p->numbers && p->most > *most)
            *most = p->most;
    }
    return any > 0;
}

/* The line's own header; where that is a bare number, what its ticks say. */
static const char *label_of(const struct draft *d, size_t column)
{
    const char *label = draft_header(d, column)->label;
    const struct profile *p = draft_profile(d, column);
    size_t filled;

    if (label[strspn(label, "0123456789")] || p->many ||
        profile_answers(p, &filled) != 1)
        return label;
    for (size_t i = 0; i < p->n; i++)
        if (no_answer_of(p->value[i].text) == IS_ANSWER &&
            isnan(p->value[i].number) &&
            !word_leaves(text_of(p->value[i].text)))
            return p->value[i].text;
    return label;
}

static enum status set_items(struct draft *d, struct question *q,
                             const struct members *m)
{
    const char **label = mem_array(m->n, sizeof *label);
    enum status rc;

    if (!label)
        return err_nomem(d->err);
    for (size_t i = 0; i < m->n; i++)
        label[i] = label_of(d, m->main[i]);
    rc = draft_items(d, q, label, m->n);
    for (size_t i = 0; i < m->n && rc == OK; i++) {
        q->item[i].column = draft_column(d, m->main[i]);
        if (!q->item[i].column)
            rc = err_nomem(d->err);
    }
    free(label);
    return rc;
}

static enum status add_words(struct draft *d, struct question *q,
                             const struct members *m)
{
    for (size_t i = 0; i < m->n_words; i++) {
        char *name = draft_column(d, m->words[i]);

        if (!name)
            return err_nomem(d->err);
        if (q->n_items && m->after[i] < q->n_items &&
            !q->item[m->after[i]].words)
            q->item[m->after[i]].words = name;
        else if (!q->words)
            q->words = name;
        else if (draft_ignore(d, m->words[i]) != OK)
            return err_nomem(d->err);
    }
    return OK;
}

/* How many lines have a cell that says t. */
static size_t lines_say(const struct draft *d, const struct members *m,
                        struct text t)
{
    size_t lines = 0;

    for (size_t i = 0; i < m->n; i++) {
        const struct profile *p = draft_profile(d, m->main[i]);

        for (size_t k = 0; k < p->n; k++)
            if (text_same(text_of(p->value[k].text), t)) {
                lines++;
                break;
            }
    }
    return lines;
}

/* What a tick says, where it is not the item's label.  0 is one where a choice
 * has its own number, and none where several lines have it: nobody ticked
 * those of which it is all.  So is "No", even of an item that is called so. */
static enum status match_tick(struct draft *d, const struct members *m,
                              size_t line, struct item *item)
{
    const struct profile *p = draft_profile(d, m->main[line]);
    bool called = word_leaves(text_of(item->label)), left = false;

    for (size_t i = 0; i < p->n; i++) {
        const char *text = p->value[i].text;
        struct text t = text_of(text);

        if (no_answer_of(text) != IS_ANSWER)
            continue;
        if ((p->n > 1 || lines_say(d, m, t) > 1) && word_leaves(t)) {
            left = true;
            continue;
        }
        if (!text_same(t, text_of(item->key)))
            return draft_match(d, &item->match, item->key, text);
    }
    return called && left ? draft_match(d, &item->match, item->key, "Yes") : OK;
}

static enum status add_multiple(struct draft *d, const struct members *m,
                                const char *text)
{
    size_t most = draft_most_picks(text);
    bool pick = most && m->n >= 2 && most <= m->n;
    struct question *q =
        draft_question(d, pick ? TYPE_PICK : TYPE_MULTIPLE, text);
    enum status rc;

    if (!q)
        return err_nomem(d->err);
    rc = set_items(d, q, m);
    q->max = pick ? most : 0;
    for (size_t i = 0; i < q->n_items && rc == OK; i++) {
        q->item[i].excludes = tail_of(text_of(q->item[i].label)) == TAIL_NONE;
        if (!holds_words(d, m->main[i]))
            rc = match_tick(d, m, i, &q->item[i]);
    }
    return rc == OK ? add_words(d, q, m) : rc;
}

/* most: the last place that anybody gave, or what all points add up to. */
static enum status add_listed(struct draft *d, const struct members *m,
                              enum question_type type, double most,
                              const char *text)
{
    struct question *q = draft_question(d, type, text);
    enum status rc;

    if (!q)
        return err_nomem(d->err);
    rc = set_items(d, q, m);
    q->places = type == TYPE_RANKING ? (size_t)most : 0;
    q->total = type == TYPE_POINTS ? most : 0;
    return rc == OK ? add_words(d, q, m) : rc;
}

/* Codes of the platform, with its words for them. */
static enum status draft_codes(struct draft *d, struct question *q)
{
    const struct code_words *codes = d->export->layout->codes;
    struct str key = {0};
    enum status rc = OK;

    for (size_t i = 0; codes && i < q->options.n && rc == OK; i++)
        for (const struct code_words *c = codes; c->cell; c++) {
            struct option *o = &q->options.option[i];

            if (strcmp(o->label, c->cell) != 0)
                continue;
            str_clear(&key);
            text_slug(&key, text_of(c->label), 40);
            o->match.word = arena_alloc(d->arena, 1, sizeof *o->match.word);
            o->key = arena_text(d->arena, str_cstr(&key), key.n);
            if (!o->match.word || !o->key)
                rc = err_nomem(d->err);
            else
                o->match.word[0] = o->label;
            o->match.n = 1;
            o->label = arena_text(d->arena, c->label, strlen(c->label));
            o->score = c->score;
            o->side = c->score < 0   ? SIDE_NEGATIVE
                      : c->score > 0 ? SIDE_POSITIVE
                                     : SIDE_NEUTRAL;
            if (!o->label)
                rc = err_nomem(d->err);
            break;
        }
    str_free(&key);
    return rc;
}

static enum status add_grid(struct draft *d, const struct members *m,
                            const struct answers *a, const char *text)
{
    struct question *q = draft_question(d, TYPE_SCALE, text);
    enum status rc;

    if (!q)
        return err_nomem(d->err);
    rc = set_items(d, q, m);
    if (rc == OK)
        rc = draft_options(d, q, a);
    if (rc == OK)
        rc = draft_codes(d, q);
    q->note = a->strays;
    if (rc == OK && !question_has_scores(q)) {
        static char note[] =
            "No known scale: give its options an order, a score and a side.";
        static char codes[] =
            "Codes without words: give each its label, and a score and a side "
            "where they have an order.";

        q->note = label_is_code(q->options.option[0].label) ? codes : note;
    }
    return rc == OK ? add_words(d, q, m) : rc;
}

/* Each column a question of its own. */
static enum status add_apart(struct draft *d, const struct members *m)
{
    enum status rc = OK;

    for (size_t i = 0; i < m->n && rc == OK; i++) {
        const struct column *c = draft_header(d, m->main[i]);
        char *text =
            c->label[0] && c->question[0]
                ? arena_printf(d->arena, "%s: %s", c->question, c->label)
                : c->question;

        rc = text ? draft_single(d, m->main[i], text) : err_nomem(d->err);
    }
    for (size_t i = 0; i < m->n_words && rc == OK; i++)
        rc = draft_text(d, m->words[i], draft_header(d, m->words[i])->name);
    return rc;
}

/* Shared numbers: the total that seven in ten rows add up to; 0: none. */
static double shared_total(const struct group *g)
{
    for (size_t t = 0; t < TOTALS; t++)
        if (g->rows && 10 * g->totals[t] >= 7 * g->rows)
            return group_totals[t];
    /* Most rows have it, (rows + lead) / 2 at least, and none has more. */
    if (g->rows >= 20 && 10 * g->lead >= g->rows && g->sum >= 5 &&
        g->sum >= g->most && 10 * g->tied > g->rows)
        return g->sum;
    return 0;
}

static enum status draft_grid(struct draft *d, const struct members *m,
                              const char *text)
{
    struct answers a = {0};
    size_t longest = 0;
    bool many = false;
    enum status rc = OK;

    for (size_t i = 0; i < m->n && rc == OK; i++) {
        const struct profile *p = draft_profile(d, m->main[i]);

        many |= p->many;
        longest = p->longest > longest ? p->longest : longest;
        rc = many ? OK : answers_add(d, &a, p);
    }
    if (rc == OK && !many)
        rc = answers_strays(d, &a);
    many |= a.n > MOST_LEVELS;
    if (rc == OK && !many && a.n >= 2 && longest <= LONGEST_LABEL)
        rc = add_grid(d, m, &a, text);
    else if (rc == OK)
        rc = add_apart(d, m);
    answers_free(&a);
    return rc;
}

/* Whether the numbers are a scale in figures, but for strays. */
static enum status figures_alone(struct draft *d, const struct members *m,
                                 bool *out)
{
    struct answers a = {0};
    enum status rc = OK;

    *out = true;
    for (size_t i = 0; i < m->n && rc == OK; i++) {
        *out &= !draft_profile(d, m->main[i])->many;
        rc = answers_add(d, &a, draft_profile(d, m->main[i]));
    }
    if (rc == OK)
        rc = answers_strays(d, &a);
    *out &= rc == OK && answers_points(&a);
    answers_free(&a);
    return rc;
}

static enum status draft_members(struct draft *d, const struct group *g,
                                 const struct members *m, const char *text)
{
    bool ticks = true, constant = true, whole;
    double most, total = shared_total(g);

    for (size_t i = 0; i < m->n; i++)
        ticks &= is_tick(d, m->main[i]) || holds_words(d, m->main[i]);
    /* A code of its own in each column is a tick, though it be a number. */
    for (size_t i = 0; i < m->n; i++)
        constant &=
            draft_profile(d, m->main[i])->n <= 1 || holds_words(d, m->main[i]);
    if (ticks && constant && g->rows >= 10)
        return add_multiple(d, m, text);
    if (all_numbers(d, m, &most, &whole)) {
        if (whole && most >= 2 && most <= (double)m->n &&
            10 * g->tied <= g->rows)
            return add_listed(d, m, TYPE_RANKING, most, text);
        if (total > 0 && !(ticks && most <= 1))
            return add_listed(d, m, TYPE_POINTS, total, text);
        if (!ticks && (most > 10 || !whole)) {
            enum status rc = figures_alone(d, m, &whole);

            if (rc != OK || !whole)
                return rc != OK ? rc : add_listed(d, m, TYPE_NUMBER, 0, text);
        }
    }
    if (ticks)
        return add_multiple(d, m, text);
    return draft_grid(d, m, text);
}

/* The words of a single choice: of its option that asks for them, else of the
 * question. */
static enum status draft_with_words(struct draft *d, const struct members *m,
                                    const char *text)
{
    size_t before = d->survey->n_questions;
    struct question *q;
    enum status rc = draft_single(d, m->main[0], text);

    if (rc != OK || d->survey->n_questions == before || m->n_words == 0)
        return rc;
    q = &d->survey->question[d->survey->n_questions - 1];
    for (size_t i = 0; i < q->options.n; i++) {
        struct option *o = &q->options.option[i];

        if (tail_of(text_of(o->label)) != TAIL_OTHER)
            continue;
        o->words = draft_column(d, m->words[0]);
        return o->words ? OK : err_nomem(d->err);
    }
    if (q->type == TYPE_TEXT || q->type == TYPE_AREA)
        return draft_text(d, m->words[0], draft_header(d, m->words[0])->name);
    q->words = draft_column(d, m->words[0]);
    return q->words ? OK : err_nomem(d->err);
}

/* The choice that words in column i belong to: the one before them, or, behind
 * all choices, the only one that asks for words; m->n: none. */
static size_t choice_of_words(const struct draft *d, const struct group *g,
                              const struct members *m, size_t i)
{
    size_t found = m->n, n = 0;

    if (m->n && label_takes_words(draft_header(d, m->main[m->n - 1])->label))
        return m->n - 1;
    for (size_t k = 0; k < m->n && i + 1 == g->to; k++)
        if (label_takes_words(draft_header(d, m->main[k])->label) &&
            is_tick(d, m->main[k])) {
            found = k;
            n++;
        }
    return n == 1 ? found : m->n;
}

/* Words stand behind the column "Other" that they belong to, or alone. */
static void part_members(struct draft *d, const struct group *g,
                         struct members *m)
{
    for (size_t i = g->from; i < g->to; i++) {
        bool words = holds_words(d, i) && m->n > 0;
        size_t choice = words ? choice_of_words(d, g, m, i) : m->n;
        bool ticked = words && choice < m->n;

        /* "Other" to tick and "Other (please specify)" for its words; or the
         * words of a question with one column of answers. */
        if (words &&
            (ticked || (m->n == 1 && i == g->from + 1 && i + 1 == g->to &&
                        !draft_header(d, g->from)->label[0]))) {
            m->words[m->n_words] = i;
            m->after[m->n_words++] = ticked ? choice : m->n - 1;
        } else {
            m->main[m->n++] = i;
        }
    }
}

enum status draft_group(struct draft *d, const struct group *g)
{
    size_t n = g->to - g->from;
    struct members m = {0};
    const struct column *c = draft_header(d, g->from);
    const char *text = c->question;
    enum status rc = OK;

    if (draft_is_spread(d, g))
        return draft_spread(d, g);
    if (draft_is_places(d, g))
        return draft_places(d, g);
    m.main = mem_array(n, sizeof *m.main);
    m.words = mem_array(n, sizeof *m.words);
    m.after = mem_array(n, sizeof *m.after);
    if (!m.main || !m.words || !m.after)
        rc = err_nomem(d->err);
    else
        part_members(d, g, &m);
    if (rc == OK && m.n == 1 &&
        !(c->label[0] && is_tick(d, m.main[0]) &&
          draft_profile(d, m.main[0])->filled))
        rc = draft_with_words(d, &m, text);
    else if (rc == OK)
        rc = draft_members(d, g, &m, text);
    free(m.main);
    free(m.words);
    free(m.after);
    return rc;
}
