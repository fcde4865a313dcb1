/* draft_spread.c - one answer with a column for each choice, as platforms write
 * it that do so for all questions: told from ticks by nobody ever having given
 * two. */
#include "ingest/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/bind.h"

enum { ENOUGH = 30 /* lines answered, all once, are no chance */ };

bool draft_is_spread(const struct draft *d, const struct group *g)
{
    static const char *const one[] = {
        "select one", "choose one",          "pick one", "tick one", "one only",
        "only one",   "one response per row"};
    static const char *const all[] = {"that apply", "as many as", "all of the"};
    const char *text = draft_header(d, g->from)->question;

    if (!d->export->layout->spreads || g->width < 2 || g->several ||
        !draft_header(d, g->from)->label[0] || draft_says(text, all, 3) ||
        draft_most_picks(text) > 1)
        return false;
    for (size_t i = g->from; i < g->to; i++) {
        const struct profile *p = draft_profile(d, i);

        if (p->n > 1 && !label_takes_words(draft_header(d, i)->label))
            return false;
    }
    return g->answered >= ENOUGH || (g->answered && draft_says(text, one, 7));
}

/* What stands for choice k: the label's part of it. */
static struct text choice_of(const struct draft *d, const struct group *g,
                             size_t k)
{
    const char *label = draft_header(d, g->from + k)->label;
    struct text line, choice;

    if (g->lines > 1 && label_parts(label, &line, &choice))
        return choice;
    return text_of(label);
}

/* Its words behind a ticked "Other" are no choice. */
static bool is_choice(const struct draft *d, const struct group *g, size_t k)
{
    return k == 0 || !label_takes_words(draft_header(d, g->from + k)->label) ||
           !label_takes_words(draft_header(d, g->from + k - 1)->label);
}

static enum status offered(struct draft *d, const struct group *g,
                           struct answers *a)
{
    for (size_t k = 0; k < g->width; k++) {
        struct text t = choice_of(d, g, k);
        struct value *v;
        enum status rc = mem_grow((void **)&a->value, &a->room, a->n + 1,
                                  sizeof *a->value, d->err);

        if (rc != OK)
            return rc;
        if (!is_choice(d, g, k))
            continue;
        v = &a->value[a->n++];
        *v = (struct value){.text = arena_text(d->arena, t.p, t.n)};
        if (!v->text)
            return err_nomem(d->err);
        v->number = (double)NAN;
        (void)num_parse_loose(text_of(v->text), &v->number);
        for (size_t line = 0; line < g->lines; line++)
            v->n += draft_profile(d, g->from + line * g->width + k)->filled;
        a->filled += v->n;
    }
    return OK;
}

/* Where the option's column lies within a line; g->width: nowhere. */
static size_t place_of(const struct draft *d, const struct group *g,
                       const struct option *o)
{
    for (size_t k = 0; k < g->width; k++)
        if (is_choice(d, g, k) &&
            text_same(choice_of(d, g, k), text_of(o->label)))
            return k;
    return g->width;
}

/* What its cells say, where that is not the label: a number, mostly. */
static enum status match_cells(struct draft *d, const struct group *g,
                               struct option *o, size_t k)
{
    const char *word = NULL;

    for (size_t line = 0; line < g->lines && !word; line++) {
        const struct profile *p =
            draft_profile(d, g->from + line * g->width + k);

        if (p->n == 1 &&
            !text_same(text_of(p->value[0].text), text_of(o->label)))
            word = p->value[0].text;
    }
    if (!word || label_takes_words(o->label))
        return OK;
    return draft_match(d, &o->match, o->key, word);
}

/* The columns of one line, in the order of the options. */
static enum status name_columns(struct draft *d, const struct group *g,
                                const struct question *q, size_t line,
                                struct words *columns)
{
    columns->word = arena_alloc(d->arena, q->options.n, sizeof *columns->word);
    if (!columns->word)
        return err_nomem(d->err);
    for (size_t i = 0; i < q->options.n; i++) {
        size_t k = place_of(d, g, &q->options.option[i]);

        columns->word[i] = draft_column(d, g->from + line * g->width + k);
        if (!columns->word[i])
            return err_nomem(d->err);
        columns->n++;
    }
    return OK;
}

/* Options that have no column were not offered. */
static enum status keep_offered(struct draft *d, const struct group *g,
                                struct question *q)
{
    size_t n = 0;
    enum status rc = OK;

    for (size_t i = 0; i < q->options.n && rc == OK; i++) {
        struct option *o = &q->options.option[i];
        size_t k = place_of(d, g, o);

        if (k == g->width)
            continue;
        rc = match_cells(d, g, o, k);
        q->options.option[n++] = *o;
    }
    q->options.n = n;
    return rc;
}

static enum status name_lines(struct draft *d, const struct group *g,
                              struct question *q)
{
    const char **label = mem_array(g->lines, sizeof *label);
    struct text line = {0}, choice;
    enum status rc = label ? OK : err_nomem(d->err);

    for (size_t i = 0; i < g->lines && rc == OK; i++) {
        (void)label_parts(draft_header(d, g->from + i * g->width)->label, &line,
                          &choice);
        label[i] = arena_text(d->arena, line.p, line.n);
        if (!label[i])
            rc = err_nomem(d->err);
    }
    if (rc == OK)
        rc = draft_items(d, q, label, g->lines);
    for (size_t i = 0; i < g->lines && rc == OK; i++)
        rc = name_columns(d, g, q, i, &q->item[i].columns);
    free(label);
    return rc;
}

/* Words behind the choices: of the question, the first; others are texts. */
static enum status name_words(struct draft *d, const struct group *g,
                              struct question **q, size_t index)
{
    size_t from = g->from + g->lines * g->width;
    enum status rc = OK;

    for (size_t i = g->from; i < g->to && rc == OK; i++) {
        if (i < from && (g->lines > 1 || is_choice(d, g, i - g->from)))
            continue;
        *q = &d->survey->question[index];
        if ((*q)->words) {
            rc = draft_text(d, i, draft_header(d, i)->name);
        } else {
            (*q)->words = draft_column(d, i);
            rc = (*q)->words ? OK : err_nomem(d->err);
        }
    }
    return rc;
}

enum status draft_spread(struct draft *d, const struct group *g)
{
    const char *text = draft_header(d, g->from)->question;
    struct answers a = {0};
    struct question *q = NULL;
    enum status rc = offered(d, g, &a);
    size_t beside;
    bool scale = false;

    if (rc == OK) {
        struct known_scale known = answers_scale(&a, &beside);

        scale = g->lines > 1 || (known.shape && !scale_ordered_only(known));
        q = draft_question(d, scale ? TYPE_SCALE : TYPE_SINGLE, text);
        rc = q ? draft_options(d, q, &a) : err_nomem(d->err);
    }
    if (rc == OK)
        rc = keep_offered(d, g, q);
    if (rc == OK && g->lines > 1)
        rc = name_lines(d, g, q);
    else if (rc == OK)
        rc = name_columns(d, g, q, 0, &q->columns);
    if (rc == OK) {
        q->about_you = q->type == TYPE_SINGLE && draft_about_you(text);
        if (scale && !question_has_scores(q)) {
            static char note[] = "No known scale: give its options an order, a "
                                 "score and a side.";

            q->note = note;
        }
        rc = name_words(d, g, &q, d->survey->n_questions - 1);
    }
    answers_free(&a);
    return rc;
}

/* ---- places ------------------------------------------------------------ */

enum { MOST_RANKED = 60, FEWEST_ORDERS = 3 };

/* How many different items stand in the columns. */
static size_t different(const struct draft *d, const struct group *g)
{
    size_t n = 0;

    for (size_t i = g->from; i < g->to; i++)
        for (size_t v = 0; v < draft_profile(d, i)->n; v++) {
            const char *text = draft_profile(d, i)->value[v].text;
            bool before = no_answer_of(text) != IS_ANSWER;

            for (size_t j = g->from; j < i && !before; j++)
                for (size_t w = 0; w < draft_profile(d, j)->n && !before; w++)
                    before =
                        text_same(text_of(text),
                                  text_of(draft_profile(d, j)->value[w].text));
            n += !before;
        }
    return n;
}

/* Words in columns that are numbered, and hardly ever the same ones twice: a
 * scale would repeat itself. */
bool draft_is_places(const struct draft *d, const struct group *g)
{
    const struct profile *first = draft_profile(d, g->from);
    size_t filled;

    if (!g->places || g->ordered < FEWEST_ORDERS ||
        10 * g->repeated > g->ordered || profile_answers(first, &filled) < 2)
        return false;
    for (size_t i = g->from; i < g->to; i++) {
        const struct profile *p = draft_profile(d, i);

        if (p->many || p->n > MOST_RANKED || p->numbers * 2 > p->filled)
            return false;
    }
    return different(d, g) >= g->to - g->from;
}

enum status draft_places(struct draft *d, const struct group *g)
{
    const char *text = draft_header(d, g->from)->question;
    struct question *q = draft_question(d, TYPE_RANKING, text);
    struct answers a = {0};
    const char **label = NULL;
    enum status rc = q ? OK : err_nomem(d->err);

    for (size_t i = g->from; i < g->to && rc == OK; i++)
        rc = answers_add(d, &a, draft_profile(d, i));
    label = mem_array(a.n + 1, sizeof *label);
    if (rc == OK && !label)
        rc = err_nomem(d->err);
    for (size_t i = 0; i < a.n && rc == OK; i++)
        label[i] = a.value[i].text;
    if (rc == OK)
        rc = draft_items(d, q, label, a.n);
    for (size_t i = 0; i < a.n && rc == OK; i++)
        rc = draft_match(d, &q->item[i].match, q->item[i].key, a.value[i].text);
    if (rc == OK)
        q->columns.word =
            arena_alloc(d->arena, g->to - g->from, sizeof *q->columns.word);
    if (rc == OK && !q->columns.word)
        rc = err_nomem(d->err);
    for (size_t i = g->from; i < g->to && rc == OK; i++) {
        q->columns.word[q->columns.n] = draft_column(d, i);
        if (!q->columns.word[q->columns.n++])
            rc = err_nomem(d->err);
    }
    if (rc == OK)
        q->places = q->columns.n;
    free(label);
    answers_free(&a);
    return rc;
}
