/* grid.c - a grid: one stacked bar a line, negative answers left of the middle
 * and positive ones right of it, and the table of every answer.
 *
 * The chart is of those who gave a view; answers that are no view (don't know,
 * not applicable) are columns of their own in the table, on everyone who
 * answered. */
#include "report/make.h"

#include <math.h>
#include <string.h>

/* A stack of more answers than this cannot be told apart. */
enum { MOST_PLAIN = 4, MOST_SIDES = 5, MOST_APART = 2 };

static size_t count_views(const struct question *q)
{
    size_t n = 0;

    for (size_t i = 0; i < q->options.n; i++)
        n += q->options.option[i].state == STATE_ANSWERED;
    return n;
}

static enum status fill_table(const struct maker *m, const size_t *items)
{
    const struct question *q = m->question;
    struct table *t = &m->exhibit->table;
    enum status rc = make_table(m, q->n_items, q->options.n + 1);
    size_t at = 0;

    if (rc != OK)
        return rc;
    t->corner = "Item";
    for (int views = 1; views >= 0; views--) {
        for (size_t o = 0; o < q->options.n; o++) {
            const struct option *option = &q->options.option[o];

            if ((option->state == STATE_ANSWERED) != (views == 1))
                continue;
            t->column[at] =
                (struct heading){.label = option->label,
                                 .said = true,
                                 .group = views ? "Of those who gave a view"
                                                : "Of all who answered"};
            for (size_t i = 0; i < q->n_items; i++)
                *make_entry(m, i, at) = (struct entry){
                    .cell =
                        make_get(m, q->item[items[i]].key, option->key, NULL,
                                 views ? "gave_view" : "answered", "share"),
                    .style = STYLE_PERCENT};
            at++;
        }
        if (!views)
            break;
        t->column[at] = (struct heading){.label = "Number",
                                         .group = "Of those who gave a view"};
        for (size_t i = 0; i < q->n_items; i++)
            *make_entry(m, i, at) =
                (struct entry){.cell = make_get(m, q->item[items[i]].key,
                                                q->options.option[0].key, NULL,
                                                "gave_view", "share"),
                               .field = FIELD_N,
                               .style = STYLE_COUNT};
        at++;
    }
    for (size_t i = 0; i < q->n_items; i++)
        t->row[i] =
            (struct heading){.label = q->item[items[i]].label, .said = true};
    return OK;
}

static bool can_stack(const struct question *q)
{
    size_t n = count_views(q), sides = 0;

    if (!question_has_sides(q))
        return n >= 2 && n <= MOST_PLAIN;
    for (size_t i = 0; i < q->options.n; i++)
        sides += q->options.option[i].side != SIDE_NONE;
    return sides == n && n <= MOST_SIDES;
}

static int side_of(enum option_side side)
{
    return side == SIDE_POSITIVE ? 1 : side == SIDE_NEGATIVE ? -1 : 0;
}

/* The outermost answer of a side is the strong one where the side has two. */
static enum tone tone_of(const struct question *q, size_t option)
{
    enum option_side side = q->options.option[option].side;
    double score = q->options.option[option].score;
    bool strong = true, alone = true;

    if (side == SIDE_NEUTRAL)
        return TONE_NEUTRAL;
    for (size_t i = 0; i < q->options.n; i++) {
        double other = q->options.option[i].score;

        if (i == option || q->options.option[i].side != side)
            continue;
        alone = false;
        if (side == SIDE_POSITIVE ? other > score : other < score)
            strong = false;
    }
    if (side == SIDE_POSITIVE)
        return strong || alone ? TONE_STRONG_POSITIVE : TONE_POSITIVE;
    return strong || alone ? TONE_STRONG_NEGATIVE : TONE_NEGATIVE;
}

/* Series from left to right: the most negative first. */
static size_t order_series(const struct question *q, size_t *order)
{
    size_t n = 0;

    for (size_t i = 0; i < q->options.n; i++) {
        if (q->options.option[i].state == STATE_ANSWERED)
            order[n++] = i;
    }
    if (!question_has_sides(q))
        return n;
    for (size_t i = 1; i < n; i++) {
        size_t moved = order[i], k = i;

        for (; k > 0 && q->options.option[moved].score <
                            q->options.option[order[k - 1]].score;
             k--)
            order[k] = order[k - 1];
        order[k] = moved;
    }
    return n;
}

/* Answers that are no view, where there are not too many to stand apart. */
static size_t count_apart(const struct question *q)
{
    size_t n = q->options.n - count_views(q);

    return n <= MOST_APART ? n : 0;
}

static void fill_apart(const struct maker *m, const size_t *items, size_t at)
{
    const struct question *q = m->question;
    struct chart *c = &m->exhibit->chart;

    for (size_t o = 0; o < q->options.n; o++) {
        const struct option *option = &q->options.option[o];

        if (option->state == STATE_ANSWERED)
            continue;
        c->series[at] = (struct series){
            .label = option->label, .tone = TONE_NEUTRAL, .side = SIDE_APART};
        for (size_t r = 0; r < q->n_items; r++)
            c->row[r].cell[at] = make_get(m, q->item[items[r]].key, option->key,
                                          NULL, "answered", "share");
        at++;
    }
}

static double reach(const struct chart *c, int side)
{
    double most = 0;

    for (size_t r = 0; r < c->n_rows; r++) {
        double sum = 0;

        for (size_t s = 0; s < c->n_series; s++) {
            double x = cell_number(c->row[r].cell[s], FIELD_VALUE);

            if (isnan(x))
                continue;
            if (c->series[s].side == side)
                sum += x;
            else if (c->series[s].side == 0)
                sum += x / 2;
        }
        if (sum > most)
            most = sum;
    }
    return ceil(10 * most) / 10;
}

static const struct cell *positive(const struct maker *m, size_t item)
{
    return make_get(m, m->question->item[item].key, NULL, NULL, "gave_view",
                    question_has_sides(m->question) ? "positive_share"
                                                    : "mean_score");
}

/* Items by the share of positive answers, so that the chart shows an order. */
static enum status order_items(const struct maker *m, size_t **out)
{
    size_t n = m->question->n_items;
    size_t *order = arena_alloc(m->arena, n + 1, sizeof *order);

    if (!order)
        return err_nomem(m->err);
    for (size_t i = 0; i < n; i++) {
        double x = cell_number(positive(m, i), FIELD_VALUE);
        size_t k = i;

        for (; k > 0; k--) {
            double y = cell_number(positive(m, order[k - 1]), FIELD_VALUE);

            if (!(x > y) && !(isnan(y) && !isnan(x)))
                break;
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
    *out = order;
    return OK;
}

static enum status fill_chart(const struct maker *m, const size_t *items)
{
    const struct question *q = m->question;
    bool sides = question_has_sides(q);
    struct chart *c = &m->exhibit->chart;
    size_t order[MOST_SIDES];
    size_t n = order_series(q, order), apart = sides ? count_apart(q) : 0;
    enum status rc = make_chart(m, sides ? CHART_DIVERGING : CHART_STACK,
                                q->n_items, n + apart);

    if (rc != OK)
        return rc;
    c->style = STYLE_PERCENT;
    c->axis = "Per cent of those who gave a view";
    for (size_t s = 0; s < n; s++) {
        const struct option *option = &q->options.option[order[s]];

        c->series[s] = (struct series){
            .label = option->label,
            .tone = sides ? tone_of(q, order[s]) : tone_of_series(s),
            .side = sides ? side_of(option->side) : 1};
        for (size_t r = 0; r < q->n_items; r++)
            c->row[r].cell[s] = make_get(m, q->item[items[r]].key, option->key,
                                         NULL, "gave_view", "share");
    }
    for (size_t r = 0; r < q->n_items; r++)
        c->row[r].label = q->item[items[r]].label;
    if (apart)
        fill_apart(m, items, n);
    c->from = sides ? -reach(c, -1) : 0;
    c->to = sides ? reach(c, 1) : 1;
    if (!(c->to > c->from)) /* every figure is withheld */
        c->to = 1;
    if (rc == OK && apart)
        rc = make_note(m, NOTE_APART, NULL, 0);
    return rc == OK ? make_say(m, &m->exhibit->alt,
                               sides ? ALT_DIVERGING : ALT_STACK_PLAIN, NULL, 0)
                    : rc;
}

static enum status say(const struct maker *m, const size_t *items)
{
    size_t n = m->question->n_items;
    const struct cell *top = positive(m, items[0]);
    const struct cell *bottom = positive(m, items[n - 1]);
    const struct slot asked[] = {SLOT_SAID("question", m->question->text)};
    const struct slot high[] = {
        SLOT_SAID("item", m->question->item[items[0]].label),
        SLOT_NUMBER("value", top, FIELD_VALUE, STYLE_PERCENT),
        SLOT_NUMBER("n", top, FIELD_N, STYLE_COUNT),
    };
    const struct slot low[] = {
        SLOT_SAID("item", m->question->item[items[n - 1]].label),
        SLOT_NUMBER("value", bottom, FIELD_VALUE, STYLE_PERCENT),
        SLOT_NUMBER("n", bottom, FIELD_N, STYLE_COUNT),
    };
    bool sound = n > 1 && question_has_sides(m->question);
    enum status rc;

    for (size_t i = 0; i < n; i++)
        sound = sound && make_sound(positive(m, i));
    if (!sound || top->f.value <= positive(m, items[1])->f.value)
        goto neutral;
    rc = make_say(m, &m->exhibit->title, TITLE_POSITIVE_MOST, high, 3);
    if (rc == OK)
        rc = make_sentence(m, SAY_GRID_TOP, high, 3);
    return rc == OK ? make_sentence(m, SAY_GRID_BOTTOM, low, 3) : rc;
neutral:
    m->exhibit->title_asks = true;
    return make_say(m, &m->exhibit->title, TITLE_ASKED, asked, 1);
}

enum status make_grid(const struct maker *m)
{
    const struct slot slot[] = {
        SLOT_TEXT("base", make_base_words("gave_view")),
        SLOT_TEXT("scheme", strcmp(m->pack->plan->scheme, "unweighted") == 0
                                ? "not weighted"
                                : "weighted"),
    };
    size_t *items = NULL;
    enum status rc = order_items(m, &items);

    if (rc == OK)
        rc = fill_table(m, items);
    if (rc == OK && can_stack(m->question))
        rc = fill_chart(m, items);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE_SHARES, slot, 2);
    if (rc == OK)
        rc = make_bases(m, "gave_view");
    if (rc == OK)
        rc = say(m, items);
    return rc == OK ? make_notes(m) : rc;
}
