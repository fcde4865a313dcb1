/* findings.c - titles, sentences and notes of exhibits, from their cells.
 *
 * No sentence rests on a cell that is withheld or on a small base; the title
 * is then what was asked. */
#include "report/story.h"

#include <math.h>
#include <string.h>

static enum status neutral_title(const struct maker *m)
{
    const struct slot slot[] = {SLOT_SAID("question", m->question->text)};

    m->exhibit->title_asks = true;
    return make_say(m, &m->exhibit->title, TITLE_ASKED, slot, 1);
}

/* "ranked every item": what the base of an order did. */
static const char *did(const struct maker *m, const char *base)
{
    if (m->question->type == TYPE_RANKING)
        return strcmp(base, "complete") == 0 ? "filled every place"
                                             : "ranked at least one item";
    return strcmp(base, "gave_view") == 0 ? "gave a view"
                                          : "answered this question";
}

static bool equal_values(const struct line *a, const struct line *b)
{
    return cell_number(a->cell, FIELD_VALUE) ==
           cell_number(b->cell, FIELD_VALUE);
}

static enum status first_and_others(const struct maker *m,
                                    const struct lines *lines)
{
    const struct line *first = &lines->line[0], *second = first + 1;
    const struct line *last = &lines->line[lines->n - 1];
    enum style style = show_style(first->measure);
    bool places = strcmp(first->measure, "mean_rank") == 0;
    const struct slot slot[] = {
        SLOT_SAID("item", first->label),
        SLOT_SAID("other", second->label),
        SLOT_NUMBER("n", first->cell, FIELD_N, STYLE_COUNT),
        SLOT_TEXT("did", did(m, first->base)),
        SLOT_TEXT("measure", show_measure(first->measure)),
        SLOT_NUMBER("value", first->cell, FIELD_VALUE, style),
    };
    const struct slot next[] = {
        SLOT_SAID("item", second->label),
        SLOT_NUMBER("value", second->cell, FIELD_VALUE, style),
    };
    const struct slot end[] = {
        SLOT_SAID("item", last->label),
        SLOT_NUMBER("value", last->cell, FIELD_VALUE, style),
    };
    enum status rc;

    if (equal_values(first, second)) {
        rc = make_say(m, &m->exhibit->title, SAY_TIED, slot, 6);
        return rc == OK ? make_sentence(m, SAY_TIED, slot, 6) : rc;
    }
    rc = make_say(m, &m->exhibit->title, TITLE_FIRST, slot, 6);
    if (rc == OK)
        rc = make_sentence(m, places ? SAY_FIRST_PLACE : SAY_FIRST_SCORE, slot,
                           6);
    if (rc == OK && make_sound(second->cell))
        rc = make_sentence(m, SAY_SECOND, next, 2);
    if (rc == OK && lines->n > 2 && make_sound(last->cell))
        rc = make_sentence(m, places ? SAY_LAST : SAY_LAST_SCORE, end, 2);
    return rc;
}

static const struct line *highest(const struct lines *lines,
                                  const struct line *but)
{
    const struct line *best = NULL;

    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->line[i];

        if (line == but || !make_sound(line->cell))
            continue;
        if (!best || line->cell->f.value > best->cell->f.value)
            best = line;
    }
    return best;
}

static bool all_sound(const struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        if (!make_sound(lines->line[i].cell))
            return false;
    }
    return lines->n > 0;
}

static enum status shares(const struct maker *m, const struct lines *lines)
{
    const struct line *most = highest(lines, NULL);
    const struct line *next = highest(lines, most);
    bool options = m->question->n_items == 0;
    enum status rc;

    /* A withheld line could be the highest of all. */
    if (!all_sound(lines) || most->cell->f.value <= 0)
        return neutral_title(m);
    {
        const struct slot slot[] = {
            SLOT_SAID("item", most->label),
            SLOT_SAID("other", next ? next->label : ""),
            SLOT_NUMBER("n", most->cell, FIELD_N, STYLE_COUNT),
            SLOT_NUMBER("value", most->cell, FIELD_VALUE, STYLE_PERCENT),
            SLOT_SAID("question", m->question->text),
        };

        if (next && equal_values(most, next)) {
            rc = neutral_title(m);
            return rc == OK ? make_sentence(m, SAY_EVEN, slot, 5) : rc;
        }
        rc = make_say(m, &m->exhibit->title,
                      options ? TITLE_MOST : TITLE_ITEM_MOST, slot, 5);
        m->exhibit->title_asks = true;
        if (rc == OK)
            rc = make_sentence(m,
                               options && most->cell->f.value == 1 ? SAY_ALL
                               : options                           ? SAY_MOST
                                         : SAY_ITEM_MOST,
                               slot, 4);
    }
    if (rc == OK && next && next->cell->f.value > 0) {
        const struct slot slot[] = {
            SLOT_SAID("item", next->label),
            SLOT_NUMBER("value", next->cell, FIELD_VALUE, STYLE_PERCENT),
        };

        rc = make_sentence(m, SAY_NEXT, slot, 2);
    }
    return rc;
}

static enum status average(const struct maker *m)
{
    const struct cell *mean =
        make_get(m, NULL, NULL, NULL, "gave_view", "mean");
    const struct slot slot[] = {
        SLOT_NUMBER("value", mean, FIELD_VALUE, STYLE_SCORE),
        SLOT_NUMBER("n", mean, FIELD_N, STYLE_COUNT),
    };

    return make_sound(mean) ? make_sentence(m, SAY_AVERAGE, slot, 2) : OK;
}

static enum status number(const struct maker *m)
{
    const struct cell *mean =
        make_get(m, NULL, NULL, NULL, "gave_view", "mean");
    const struct slot slot[] = {
        SLOT_NUMBER("value", mean, FIELD_VALUE, STYLE_SCORE),
        SLOT_SAID("question", m->question->text),
    };

    if (!make_sound(mean))
        return neutral_title(m);
    m->exhibit->title_asks = true;
    return make_say(m, &m->exhibit->title, TITLE_AVERAGE, slot, 2);
}

/* The exhibit before it has said who came first. */
static enum status order_title(const struct maker *m, const struct lines *lines)
{
    const struct slot slot[] = {SLOT_TEXT(
        "measure", show_measure(lines->n ? lines->line[0].measure : NULL))};

    return make_say(m, &m->exhibit->title, TITLE_ORDER, slot, 1);
}

enum status make_findings(const struct maker *m, const struct lines *lines)
{
    enum status rc;

    if (m->planned->section == SECTION_WHO ||
        m->planned->section == SECTION_PERSONS)
        return neutral_title(m);
    if (m->question->type == TYPE_NUMBER)
        return number(m);
    if (m->planned->kind == PLANNED_RULES && !make_is_headline(m))
        return order_title(m, lines);
    if (!all_sound(lines))
        return neutral_title(m);
    if (strcmp(lines->line[0].measure, "share") == 0 ||
        (strcmp(lines->line[0].measure, "pick_share") == 0 &&
         !make_is_headline(m))) {
        rc = shares(m, lines);
        return rc == OK && question_has_scores(m->question) ? average(m) : rc;
    }
    return lines->n > 1 ? first_and_others(m, lines) : neutral_title(m);
}

/* ---- notes ------------------------------------------------------------ */

struct seen {
    bool low, withheld, nobody, missing, heat;
};

static struct seen look(const struct table *t)
{
    struct seen seen = {0};

    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        const struct cell *c = t->entry[i].cell;

        if (t->entry[i].never)
            seen.nobody = true;
        else if (!c || (isnan(cell_number(c, t->entry[i].field)) &&
                        c->mark != MARK_WITHHELD && c->mark != MARK_NOBODY))
            seen.missing = true;
        else if (c->mark == MARK_LOW)
            seen.low = true;
        else if (c->mark == MARK_WITHHELD)
            seen.withheld = true;
        else if (c->mark == MARK_NOBODY)
            seen.nobody = true;
        if (t->entry[i].value_too)
            seen.heat = true;
    }
    return seen;
}

/* Whether the percentages of a column, as printed, miss 100. */
static bool adds_up(const struct maker *m)
{
    const struct table *t = &m->exhibit->table;

    if (m->question->type != TYPE_SINGLE && m->question->type != TYPE_SCALE)
        return true;
    for (size_t c = 0; c < t->n_columns; c++) {
        double exact = 0, shown = 0;

        for (size_t r = 0; r < t->n_rows; r++) {
            const struct entry *e = &t->entry[r * t->n_columns + c];
            double x = cell_number(e->cell, e->field);

            if (e->style != STYLE_PERCENT || e->field != FIELD_VALUE ||
                isnan(x)) {
                exact = (double)NAN;
                break;
            }
            exact += x;
            shown += floor(100 * x + 0.5);
        }
        if (fabs(exact - 1) < 1e-9 && shown != 100)
            return false;
    }
    return true;
}

static enum status mark_notes(const struct maker *m)
{
    struct seen seen = look(&m->exhibit->table);
    const struct slot slot[] = {
        slot_stated(m->pack, "small_base", STATED_SMALL_BASE),
    };
    enum status rc = OK;

    if (seen.low)
        rc = make_note(m, NOTE_LOW, slot, 1);
    if (rc == OK && seen.withheld)
        rc = make_note(m, NOTE_WITHHELD, NULL, 0);
    if (rc == OK && seen.nobody)
        rc = make_note(m, NOTE_NOBODY, NULL, 0);
    if (rc == OK && seen.missing)
        rc = make_note(m, NOTE_MISSING, NULL, 0);
    return rc;
}

/* A share of positive answers adds several up: which, is said. */
static enum status say_positive(const struct maker *m)
{
    const struct question *q = m->question;
    const char **label = arena_alloc(m->arena, q->options.n + 1, sizeof *label);
    struct prose answers;
    const struct slot slot[] = {SLOT_WORDS("answers", &answers)};
    size_t n = 0;
    enum status rc;

    if (!label)
        return err_nomem(m->err);
    for (size_t i = 0; i < q->options.n; i++) {
        if (q->options.option[i].side == SIDE_POSITIVE)
            label[n++] = q->options.option[i].label;
    }
    if (n < 2)
        return OK;
    rc = story_list(m->arena, &answers, label, n, m->err);
    return rc == OK ? make_note(m, NOTE_POSITIVE, slot, 1) : rc;
}

enum status make_notes(const struct maker *m)
{
    const struct chart *c = &m->exhibit->chart;
    enum status rc = OK;

    if (c->kind == CHART_BARS && c->style == STYLE_PLACE && c->n_rows > 0 &&
        strcmp(c->axis, "Average place") == 0)
        rc = make_note(m, NOTE_SHORT_BAR, NULL, 0);
    if (rc == OK && c->intervals)
        rc = make_note(m,
                       pack_is_open(m->pack, m->planned->source)
                           ? NOTE_INTERVAL_OPEN
                           : NOTE_INTERVAL,
                       NULL, 0);
    if (rc == OK &&
        (m->question->type == TYPE_MULTIPLE || m->question->type == TYPE_PICK))
        rc = make_note(m, NOTE_MULTIPLE, NULL, 0);
    if (rc == OK && m->question->n_items > 0 &&
        m->planned->kind != PLANNED_CROSS && question_has_sides(m->question))
        rc = say_positive(m);
    if (rc == OK && !adds_up(m))
        rc = make_note(m, NOTE_ROUNDING, NULL, 0);
    return rc == OK ? mark_notes(m) : rc;
}
