/* importance.c - a grid of satisfaction beside the choice among the same items:
 * how often each was chosen, how many are satisfied, and their rating. */
#include "report/make.h"

#include <math.h>
#include <string.h>
#include "report/story.h"

enum { CHOSEN, SATISFIED, RATING, PLACE, RANGE, DERIVED, COLUMNS };

struct rated {
    const struct maker *m;
    const struct question *chosen;
    size_t n;
    const struct item **item; /* that both questions have */
    double middle[2];         /* averages over the items, by column */
    bool sound;               /* every share of both may be spoken of */
};

static const struct cell *chosen_cell(const struct rated *r, size_t i)
{
    struct maker other = *r->m;

    other.question = r->chosen;
    return make_get(&other, r->item[i]->key, NULL, NULL, "answered",
                    "pick_share");
}

static const struct cell *own_cell(const struct rated *r, size_t i,
                                   const char *measure)
{
    return make_get(r->m, r->item[i]->key, NULL, NULL, "gave_view", measure);
}

static struct entry entry_of(const struct rated *r, size_t i, size_t column)
{
    static const char rating[] = "importance_satisfaction";
    struct entry e = {.cell = own_cell(r, i, rating), .style = STYLE_PERCENT};

    if (column == CHOSEN)
        e.cell = chosen_cell(r, i);
    if (column == SATISFIED)
        e.cell = own_cell(r, i, "positive_share");
    if (column == DERIVED)
        e = (struct entry){.cell = own_cell(r, i, "derived_importance"),
                           .style = STYLE_TAU};
    if (column == PLACE || column == RANGE)
        e.style = STYLE_RANK;
    if (column == PLACE)
        e.field = FIELD_RANK;
    if (column == RANGE) {
        e.range = true;
        e.field = FIELD_RANK_LOWER_ALL;
        e.field_to = FIELD_RANK_UPPER_ALL;
    }
    return e;
}

static enum status find_items(struct rated *r, const struct maker *m)
{
    const struct question *q = m->question;

    *r = (struct rated){
        .m = m,
        .chosen = &m->survey->question[q->importance.question_index],
        .item = arena_alloc(m->arena, q->n_items + 1, sizeof(*r->item)),
        .sound = true};
    if (!r->item)
        return err_nomem(m->err);
    for (size_t i = 0; i < q->n_items; i++) {
        if (survey_item(r->chosen, q->item[i].key) != SURVEY_NONE)
            r->item[r->n++] = &q->item[i];
    }
    return OK;
}

static enum status fill_table(struct rated *r)
{
    static const char *const heading[COLUMNS] = {
        "Chose it",        "Satisfied",
        "Rating",          "Place by rating",
        "Range of places", "Correlation with satisfaction overall"};
    struct table *t = &r->m->exhibit->table;
    size_t n = r->m->question->overall.question ? COLUMNS : DERIVED;
    enum status rc = make_table(r->m, r->n, n);

    if (rc != OK)
        return rc;
    t->corner = "Item";
    for (size_t c = 0; c < n; c++) {
        double sum = 0;

        t->column[c].label = heading[c];
        for (size_t i = 0; i < r->n; i++) {
            struct entry *e = make_entry(r->m, i, c);

            *e = entry_of(r, i, c);
            sum += cell_number(e->cell, e->field);
            if (c <= SATISFIED)
                r->sound = r->sound && make_sound(e->cell);
        }
        if (c <= SATISFIED)
            r->middle[c] = sum / (double)r->n;
    }
    for (size_t i = 0; i < r->n; i++)
        t->row[i] = (struct heading){.label = r->item[i]->label, .said = true};
    return OK;
}

static double at(const struct rated *r, size_t i, size_t column)
{
    const struct entry *e = make_entry(r->m, i, column);

    return cell_number(e->cell, e->field);
}

/* From the tens below the least to the tens above the most. */
static void find_ends(const struct rated *r, size_t column, double *from,
                      double *to)
{
    *from = 1;
    *to = 0;
    for (size_t i = 0; i < r->n; i++) {
        *from = fmin(*from, floor(10 * at(r, i, column)) / 10);
        *to = fmax(*to, ceil(10 * at(r, i, column)) / 10);
    }
    if (!(*to > *from))
        *to = *from + 0.1;
}

static enum status fill_chart(const struct rated *r)
{
    struct chart *c = &r->m->exhibit->chart;
    enum status rc;

    /* A dot left out would move the lines that part the others. */
    if (!r->sound || r->n < 2)
        return OK;
    rc = make_chart(r->m, CHART_QUADRANT, r->n, 2);
    if (rc != OK)
        return rc;
    c->style = STYLE_PERCENT;
    c->axis = "Per cent satisfied";
    c->axis_up = "Per cent who chose it";
    c->corner[0] = "Improve first";
    c->corner[1] = "Keep up";
    c->corner[2] = "Less urgent";
    c->corner[3] = "Satisfied, chosen less often";
    c->middle = r->middle[SATISFIED];
    c->middle_up = r->middle[CHOSEN];
    find_ends(r, SATISFIED, &c->from, &c->to);
    find_ends(r, CHOSEN, &c->from_up, &c->to_up);
    for (size_t i = 0; i < r->n; i++) {
        c->row[i].label = r->item[i]->label;
        c->row[i].cell[0] = make_entry(r->m, i, SATISFIED)->cell;
        c->row[i].cell[1] = make_entry(r->m, i, CHOSEN)->cell;
    }
    return make_say(r->m, &r->m->exhibit->alt, ALT_QUADRANT, NULL, 0);
}

static enum status say(const struct rated *r)
{
    const struct maker *m = r->m;
    const char **label = arena_alloc(m->arena, r->n + 1, sizeof *label);
    struct prose items;
    const struct slot slot[] = {SLOT_WORDS("items", &items)};
    size_t n = 0;
    enum status rc;

    if (!label)
        return err_nomem(m->err);
    for (size_t i = 0; r->sound && i < r->n; i++) {
        if (at(r, i, CHOSEN) >= r->middle[CHOSEN] - 1e-12 &&
            at(r, i, SATISFIED) < r->middle[SATISFIED] - 1e-12)
            label[n++] = r->item[i]->label;
    }
    if (n == 0)
        return r->sound ? make_sentence(m, IMPORTANCE_NONE, NULL, 0) : OK;
    rc = story_list(m->arena, &items, label, n, m->err);
    return rc == OK ? make_sentence(m, IMPORTANCE_IMPROVE, slot, 1) : rc;
}

enum status make_importance(const struct maker *m)
{
    struct rated r;
    enum status rc = find_items(&r, m);
    const struct slot slot[] = {
        SLOT_SAID("question", r.chosen->text),
        SLOT_TEXT("scheme", strcmp(m->pack->plan->scheme, "unweighted") == 0
                                ? "not weighted"
                                : "weighted"),
    };

    if (rc == OK)
        rc = fill_table(&r);
    if (rc == OK)
        rc = fill_chart(&r);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->title, TITLE_IMPORTANCE, NULL, 0);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE_IMPORTANCE, slot, 2);
    if (rc == OK)
        rc = say(&r);
    if (rc == OK)
        rc = make_bases(m, "gave_view");
    if (rc == OK)
        rc = make_note(m, NOTE_IMPORTANCE, NULL, 0);
    if (rc == OK && m->question->overall.question)
        rc = make_note(m, NOTE_DERIVED, NULL, 0);
    return rc == OK ? make_notes(m) : rc;
}
