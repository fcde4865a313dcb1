/* draft_route.c - who was asked what, and what the headline is: by counting
 * rows through the drafted definition itself. */
#include "ingest/draft.h"

#include <stdlib.h>
#include <string.h>
#include "ingest/load.h"

enum {
    ROWS = 50000, /* looked at */
    MOST_GATES = 200,
    MOST_LEVELS = 12,
    FEWEST_BLANKS = 20 /* that go before nothing else */
};

struct counts {
    struct draft *d;
    struct answer_places places;
    size_t gate[MOST_GATES], n_gates; /* questions */
    size_t *first;                    /* place of each question */
    uint32_t *blank; /* by gate, level (0: none) and question */
    uint32_t *given;
    size_t *all_blank, *all_given; /* by question */
    size_t *ranked, *complete;
};

static bool is_gate(const struct question *q)
{
    return (q->type == TYPE_SINGLE || q->type == TYPE_SCALE) &&
           q->n_items == 0 && q->options.n >= 2 && q->options.n <= MOST_LEVELS;
}

static size_t cell_of(const struct counts *c, size_t gate, size_t level,
                      size_t question)
{
    return (gate * (MOST_LEVELS + 1) + level) * c->d->survey->n_questions +
           question;
}

static size_t width_of(const struct question *q)
{
    return q->n_items ? q->n_items : 1;
}

static bool given_in(const struct counts *c, const struct answer_batch *batch,
                     size_t question, size_t row)
{
    const struct question *q = &c->d->survey->question[question];

    for (size_t i = 0; i < width_of(q); i++) {
        int32_t code = batch->column[c->first[question] + i].code[row];

        if (code > 0 || code == CODE_UNRECOGNISED ||
            (code == 0 && q->type == TYPE_POINTS))
            return true;
    }
    return false;
}

static void count_ranking(struct counts *c, const struct answer_batch *batch,
                          size_t question, size_t row)
{
    const struct question *q = &c->d->survey->question[question];
    size_t places = 0;
    const uint32_t wrong = FLAG_RANK_TIED | FLAG_RANK_SKIPPED;

    if (q->type != TYPE_RANKING)
        return;
    for (size_t i = 0; i < q->n_items; i++)
        places += batch->column[c->first[question] + i].code[row] > 0;
    c->ranked[question] += places > 0;
    c->complete[question] +=
        places >= q->places && !(batch->row[row].flags & wrong);
}

static enum status count_batch(void *with, const struct answer_batch *batch,
                               struct err *err)
{
    struct counts *c = with;
    size_t n = c->d->survey->n_questions;

    (void)err;
    for (size_t row = 0; row < batch->n; row++)
        for (size_t q = 0; q < n; q++) {
            bool given = given_in(c, batch, q, row);

            ++*(given ? &c->all_given[q] : &c->all_blank[q]);
            count_ranking(c, batch, q, row);
            for (size_t g = 0; g < c->n_gates && c->gate[g] < q; g++) {
                int32_t code = batch->column[c->first[c->gate[g]]].code[row];
                size_t at = cell_of(c, g, code > 0 ? (size_t)code : 0, q);

                ++*(given ? &c->given[at] : &c->blank[at]);
            }
        }
    return OK;
}

static enum status make_counts(struct counts *c, struct err *err)
{
    const struct survey *s = c->d->survey;
    size_t n = s->n_questions, cells;
    enum status rc = answer_places(c->d->survey, &c->places, err);

    if (rc != OK)
        return rc;
    for (size_t q = 0; q < n && c->n_gates < MOST_GATES; q++)
        if (is_gate(&s->question[q]))
            c->gate[c->n_gates++] = q;
    cells = (c->n_gates + 1) * (MOST_LEVELS + 1) * n;
    c->first = mem_array(n, sizeof *c->first);
    c->blank = mem_array(cells, sizeof *c->blank);
    c->given = mem_array(cells, sizeof *c->given);
    c->all_blank = mem_array(n, sizeof *c->all_blank);
    c->all_given = mem_array(n, sizeof *c->all_given);
    c->ranked = mem_array(n, sizeof *c->ranked);
    c->complete = mem_array(n, sizeof *c->complete);
    if (!c->first || !c->blank || !c->given || !c->all_blank || !c->all_given ||
        !c->ranked || !c->complete)
        return err_nomem(err);
    for (size_t q = 0; q < n; q++)
        c->first[q] = answer_place_of(&c->places, q, SURVEY_NONE);
    return OK;
}

static void free_counts(struct counts *c)
{
    free(c->first);
    free(c->blank);
    free(c->given);
    free(c->all_blank);
    free(c->all_given);
    free(c->ranked);
    free(c->complete);
}

/* ---- asked_if ---------------------------------------------------------- */

/* Blanks of question q explained by gate g: those who gave an answer after
 * which nobody answered q.  0 where they are too few to be no chance: at least
 * 20, and at least 8 answers would be expected of them. */
static size_t explained(const struct counts *c, size_t g, size_t q)
{
    size_t levels = c->d->survey->question[c->gate[g]].options.n;
    size_t closed = 0, open = 0, seen = 0, given = 0;

    for (size_t level = 1; level <= levels; level++) {
        size_t at = cell_of(c, g, level, q);

        seen += c->blank[at] + c->given[at];
        given += c->given[at];
        open += c->given[at] > 0;
        closed += c->given[at] ? 0 : c->blank[at];
    }
    if (closed < FEWEST_BLANKS || open == 0 || closed * given < 8 * seen)
        return 0;
    return closed;
}

static enum status set_asked_if(struct counts *c, size_t g, size_t q)
{
    struct survey *s = c->d->survey;
    const struct question *gate = &s->question[c->gate[g]];
    struct asked_if *a = &s->question[q].asked_if;

    a->options.word =
        arena_alloc(c->d->arena, gate->options.n, sizeof *a->options.word);
    if (!a->options.word)
        return err_nomem(c->d->err);
    for (size_t level = 1; level <= gate->options.n; level++) {
        size_t at = cell_of(c, g, level, q);

        if (c->given[at] || !c->blank[at])
            a->options.word[a->options.n++] =
                gate->options.option[level - 1].key;
    }
    a->question = gate->key;
    a->question_index = c->gate[g];
    s->question[q].note = arena_printf(
        c->d->arena,
        "%s%sOf those who answered '%s' otherwise, nobody answered this: %zu "
        "blanks.",
        s->question[q].note ? s->question[q].note : "",
        s->question[q].note ? "\n" : "", gate->key, explained(c, g, q));
    return s->question[q].note ? OK : err_nomem(c->d->err);
}

/* The most blanks explained are the fewest left; of equals the nearest. */
static enum status propose_route(struct counts *c, size_t q)
{
    size_t best = SURVEY_NONE, most = 0;

    for (size_t g = 0; g < c->n_gates && c->gate[g] < q; g++) {
        size_t n = explained(c, g, q);

        if (n && n >= most) {
            most = n;
            best = g;
        }
    }
    return best == SURVEY_NONE ? OK : set_asked_if(c, best, q);
}

/* ---- headline ---------------------------------------------------------- */

static enum status set_headline(struct counts *c, size_t q, const char *rule,
                                const char *base)
{
    struct headline *h = &c->d->survey->headline;
    static const char scheme[] = "unweighted";
    struct arena *arena = c->d->arena;

    h->question = c->d->survey->question[q].key;
    h->question_index = q;
    h->rule = arena_text(arena, rule, strlen(rule));
    h->base = arena_text(arena, base, strlen(base));
    h->scheme = arena_text(arena, scheme, strlen(scheme));
    return h->rule && h->base && h->scheme ? OK : err_nomem(c->d->err);
}

static enum status propose_headline(struct counts *c)
{
    const struct survey *s = c->d->survey;

    for (size_t q = 0; q < s->n_questions; q++) {
        if (s->question[q].type != TYPE_RANKING)
            continue;
        /* Beside places that nobody fills, a mean of ranks says little. */
        if (s->question[q].places == s->question[q].n_items &&
            10 * c->complete[q] >= 9 * c->ranked[q])
            return set_headline(c, q, "mean_rank", "complete");
        return set_headline(c, q, s->question[q].places < 3 ? "top1" : "top3",
                            "ranked");
    }
    for (size_t q = 0; q < s->n_questions; q++)
        if (s->question[q].type == TYPE_PICK)
            return set_headline(c, q, "pick_share", "gave_view");
    for (size_t q = 0; q < s->n_questions; q++)
        if (s->question[q].n_items && question_has_sides(&s->question[q]))
            return set_headline(c, q, "positive_share", "gave_view");
    return OK;
}

enum status draft_routes(struct draft *d)
{
    struct counts c = {.d = d};
    struct loading l = {0};
    struct loaded f = {0};
    const struct sink sink = {&c, count_batch, NULL};
    enum status rc = make_counts(&c, d->err);

    if (rc == OK)
        rc = loading_open(&l, d->survey, d->err);
    if (rc == OK)
        rc = load_open(&f, &l, &d->survey->source[0], d->export->path, &d->told,
                       d->err);
    if (rc == OK)
        rc = load_rows(&f, &l, &sink, ROWS, d->err);
    for (size_t q = 0; q < d->survey->n_questions && rc == OK; q++)
        rc = propose_route(&c, q);
    if (rc == OK)
        rc = propose_headline(&c);
    load_close(&f);
    loading_close(&l);
    free_counts(&c);
    return rc;
}
