/* story_differs.c - who puts the items in another order, by the tests that the
 * analysis has stored; nothing is said where there are none.
 *
 * Told is only what is worth telling: of a share what the analysis has marked
 * so; of an average place by the same rule of the definition, with half a place
 * where that has percentage points. */
#include "report/story.h"

#include <math.h>
#include <string.h>

static const double half_a_place = 0.5;
enum { MOVERS = 12, SAID_MOVERS = 3 }; /* in the table; in sentences */

struct mover {
    const struct cell *test, *level, *everyone;
    const struct split *split;
    const char *item;
};

static bool likely(const struct story *s, const struct cell *test)
{
    const struct telling *rule = &s->order->maker.survey->telling;

    return test->mark == MARK_NONE &&
           cell_number(test, story_p(test)) < rule->p;
}

/* Of the source that the story is at. */
static bool is_here(const struct story *s, const struct cell *test)
{
    const char *source = s->order->planned.source;

    return source ? test->key.source && strcmp(source, test->key.source) == 0
                  : !test->key.source;
}

static bool is_headline(const struct story *s, const struct cell *test)
{
    const struct order *o = s->order;

    return strcmp(test->key.question, o->maker.question->key) == 0 &&
           strcmp(test->key.base, o->lines.line[0].base) == 0 &&
           is_here(s, test);
}

/* ---- whole orders ----------------------------------------------------- */

static const struct cell *whole_test(const struct story *s,
                                     const struct split *split)
{
    const struct pack *pack = s->order->maker.pack;

    for (size_t i = 0; i < pack->n_tests; i++) {
        const struct cell *t = pack->test[i];

        if (is_headline(s, t) && !t->key.item && !t->key.level &&
            t->key.breakdown && strcmp(t->key.breakdown, split->name) == 0 &&
            strcmp(t->key.measure, "mean_ranks") == 0)
            return t;
    }
    return NULL;
}

static enum status say_whole(struct story *s, struct panel *panel,
                             const struct split *split)
{
    const struct cell *test = whole_test(s, split);
    enum field p = story_p(test);
    const struct slot slot[] = {SLOT_SAID("split", split->label),
                                SLOT_NUMBER("p", test, p, STYLE_P)};

    if (!test || test->mark != MARK_NONE || isnan(cell_number(test, p)))
        return OK;
    return panel_say(s, panel, likely(s, test) ? DIFFERS_ORDER : DIFFERS_NOT,
                     slot, 2);
}

/* ---- movers ----------------------------------------------------------- */

static double size_of(const struct mover *m)
{
    return fabs(m->test->f.difference);
}

/* Keeps the largest, largest first. */
static void keep_mover(struct mover *movers, size_t *n, struct mover mover)
{
    size_t at = *n;

    if (*n == MOVERS && size_of(&mover) <= size_of(&movers[MOVERS - 1]))
        return;
    if (*n < MOVERS)
        ++*n;
    else
        at--;
    for (; at > 0 && size_of(&mover) > size_of(&movers[at - 1]); at--)
        movers[at] = movers[at - 1];
    movers[at] = mover;
}

static const struct line *line_of(const struct order *o, const char *item)
{
    for (size_t i = 0; i < o->lines.n; i++) {
        if (strcmp(o->lines.line[i].item, item) == 0)
            return &o->lines.line[i];
    }
    return NULL;
}

static const struct cell *at_level(const struct story *s,
                                   const struct line *line,
                                   const struct split *split, const char *level)
{
    struct planned planned = s->order->planned;
    struct maker m = s->order->maker;

    planned.split = split;
    m.planned = &planned;
    return make_get(&m, line->item, NULL, level, line->base, line->measure);
}

static size_t find_movers(const struct story *s, struct mover *movers)
{
    const struct pack *pack = s->order->maker.pack;
    double base = s->order->maker.survey->telling.base;
    size_t n = 0;

    for (size_t i = 0; i < pack->n_tests; i++) {
        const struct cell *t = pack->test[i];
        const struct line *line;
        struct mover m = {.test = t};

        if (!is_headline(s, t) || !t->key.item || !t->key.level ||
            strcmp(t->key.measure, "mean_rank_rest") != 0 || !likely(s, t) ||
            !(fabs(t->f.difference) >= half_a_place))
            continue;
        m.split = story_split(s, t->key.breakdown);
        line = line_of(s->order, t->key.item);
        /* A crossing says again what its two breakdowns say. */
        if (!m.split || m.split->n > 1 || !line)
            continue;
        m.item = line->label;
        m.everyone = line->cell;
        m.level = at_level(s, line, m.split, t->key.level);
        /* Those compared with are everyone else who has a level. */
        if (make_sound(m.level) && m.level->f.n >= base &&
            m.everyone->f.n - m.level->f.n >= base)
            keep_mover(movers, &n, m);
    }
    return n;
}

static enum status say_mover(struct story *s, struct prose *out,
                             const struct mover *m, const char *level)
{
    const struct slot slot[] = {
        SLOT_SAID("level", level),
        SLOT_SAID("split", m->split->label),
        SLOT_SAID("item", m->item),
        SLOT_NUMBER("rank", m->level, FIELD_RANK, STYLE_RANK),
        SLOT_NUMBER("everyone", m->everyone, FIELD_RANK, STYLE_RANK),
        SLOT_NUMBER("places", m->test, FIELD_DIFFERENCE, STYLE_PLACES),
    };

    return words_say(out, s->arena,
                     m->test->f.difference < 0 ? DIFFERS_HIGHER : DIFFERS_LOWER,
                     slot, 6, s->err);
}

/* A sentence about places needs places that are not the same. */
static bool other_place(const struct mover *m)
{
    return cell_number(m->level, FIELD_RANK) !=
           cell_number(m->everyone, FIELD_RANK);
}

static void mover_row(struct panel *panel, size_t row, const struct mover *m)
{
    enum { PLACE, EVERYONE, DIFFERENCE, P, N };

    *panel_entry(panel, row, PLACE) = (struct entry){
        .cell = m->level, .field = FIELD_RANK, .style = STYLE_RANK};
    *panel_entry(panel, row, EVERYONE) = (struct entry){
        .cell = m->everyone, .field = FIELD_RANK, .style = STYLE_RANK};
    *panel_entry(panel, row, DIFFERENCE) = (struct entry){
        .cell = m->test, .field = FIELD_DIFFERENCE, .style = STYLE_PLACE};
    *panel_entry(panel, row, P) = (struct entry){
        .cell = m->test, .field = story_p(m->test), .style = STYLE_P};
    *panel_entry(panel, row, N) = (struct entry){
        .cell = m->level, .field = FIELD_N, .style = STYLE_COUNT};
}

static enum status movers_of(struct story *s, struct panel *panel)
{
    static const char *const label[] = {
        "Place in the group", "Place for everyone",
        "Average place less that of the others", "p (adjusted)", "Number"};
    struct mover mover[MOVERS];
    size_t n = find_movers(s, mover), said = 0;
    enum status rc = OK;

    if (n == 0)
        return panel_say(s, panel, DIFFERS_NO_MOVERS, NULL, 0);
    rc = panel_table(s, panel, n, 5, "Group and item");
    for (size_t c = 0; rc == OK && c < 5; c++)
        panel->table.column[c] = (struct heading){.label = label[c]};
    for (size_t i = 0; rc == OK && i < n; i++) {
        const char *level =
            story_level(s, mover[i].split, mover[i].test->key.level);

        if (!level)
            return err_nomem(s->err);
        panel->table.row[i] = (struct heading){
            .label = arena_printf(s->arena, "%s: %s", level, mover[i].item),
            .said = true};
        if (!panel->table.row[i].label)
            return err_nomem(s->err);
        mover_row(panel, i, &mover[i]);
        if (said < SAID_MOVERS && other_place(&mover[i])) {
            said++;
            rc = say_mover(s, &panel->sentence[panel->n_sentences++], &mover[i],
                           level);
        }
    }
    if (rc == OK)
        rc = panel_caption(s, panel, CAPTION_MOVERS, NULL, 0);
    return rc == OK ? panel_note(s, panel, NOTE_MOVERS, NULL, 0) : rc;
}

enum status story_differs(struct story *s)
{
    const struct plan *plan = s->order->maker.pack->plan;
    struct panel *panel;
    enum status rc;

    if (!s->order->sound || plan->n_splits == 0)
        return OK;
    panel = story_panel(s, PANEL_DIFFERS, "who-differs",
                        "Who puts the items in another order?",
                        plan->n_splits + SAID_MOVERS + 2);
    rc = panel ? OK : err_nomem(s->err);
    for (size_t i = 0; rc == OK && i < plan->n_splits; i++)
        rc = say_whole(s, panel, &plan->split[i]);
    if (rc == OK && panel->n_sentences == 0)
        return panel_say(s, panel, DIFFERS_NO_TESTS, NULL, 0);
    return rc == OK ? movers_of(s, panel) : rc;
}

/* ---- the largest difference of all ------------------------------------ */

static const struct cell *share_at(const struct story *s, const struct cell *t,
                                   const char *level)
{
    static const char *const measures[] = {"share", "pick_share"};
    struct cell_key key = t->key;
    const struct cell *cell = NULL;

    key.level = level;
    key.breakdown = level ? t->key.breakdown : NULL;
    key.other = NULL;
    for (size_t i = 0; i < 2 && !cell; i++) {
        key.measure = measures[i];
        cell = pack_find(s->order->maker.pack, &key);
    }
    return cell;
}

/* Of a share of one group and that of another, or of all others. */
static bool worth_telling(const struct story *s, const struct cell *t)
{
    const struct survey *survey = s->order->maker.survey;
    size_t question = survey_question(survey, t->key.question);
    const struct cell *here, *there;

    if (!t->told || t->mark != MARK_NONE || !t->key.level ||
        question == SURVEY_NONE || plan_about_you(survey, question) ||
        !t->compared || strcmp(t->compared, "share") != 0 ||
        (!t->key.option && !t->key.item) || isnan(t->f.difference) ||
        !story_split(s, t->key.breakdown))
        return false;
    here = share_at(s, t, t->key.level);
    there = share_at(s, t, t->key.other);
    return make_sound(here) && make_sound(there);
}

static const char *answer_label(const struct story *s, const struct cell *t)
{
    const struct survey *survey = s->order->maker.survey;
    const struct question *q =
        &survey->question[survey_question(survey, t->key.question)];
    size_t option =
        t->key.option ? survey_option(q, t->key.option) : SURVEY_NONE;
    size_t item = t->key.item ? survey_item(q, t->key.item) : SURVEY_NONE;

    return option != SURVEY_NONE ? q->options.option[option].label
           : item != SURVEY_NONE ? q->item[item].label
                                 : "";
}

static enum status say_largest(struct story *s, const struct cell *t)
{
    const struct survey *survey = s->order->maker.survey;
    const struct question *q =
        &survey->question[survey_question(survey, t->key.question)];
    const struct split *split = story_split(s, t->key.breakdown);
    const char *other = t->key.other ? story_level(s, split, t->key.other) : "";
    size_t item = t->key.item ? survey_item(q, t->key.item) : SURVEY_NONE;
    bool line = t->key.option && item != SURVEY_NONE, more;
    enum status rc;
    const struct slot slot[] = {
        SLOT_SAID("level", story_level(s, split, t->key.level)),
        SLOT_SAID("other", other),
        SLOT_SAID("split", split->label),
        SLOT_SAID("answer", answer_label(s, t)),
        SLOT_SAID("question", q->text),
        SLOT_SAID("line", line ? q->item[item].label : ""),
        SLOT_NUMBER("value", share_at(s, t, t->key.level), FIELD_VALUE,
                    STYLE_PERCENT),
        SLOT_NUMBER("points", t, FIELD_DIFFERENCE, STYLE_POINTS),
    };

    if (!slot[0].span.text || !other)
        return err_nomem(s->err);
    more = t->f.difference > 0;
    rc = words_say(&s->order->largest[s->order->n_largest++], s->arena,
                   t->key.other ? more ? LARGEST_MORE_THAN : LARGEST_LESS_THAN
                   : more       ? LARGEST_MORE
                                : LARGEST_LESS,
                   slot, 8, s->err);
    if (rc != OK)
        return rc;
    return words_say(&s->order->largest[s->order->n_largest++], s->arena,
                     line ? LARGEST_LINE : LARGEST_QUESTION, slot, 8, s->err);
}

/* Of the headline: the item that moves most from its place. */
static enum status largest_move(struct story *s)
{
    struct mover mover[MOVERS];
    size_t n = s->order->sound ? find_movers(s, mover) : 0;

    for (size_t i = 0; i < n; i++) {
        const char *level =
            story_level(s, mover[i].split, mover[i].test->key.level);

        if (!other_place(&mover[i]))
            continue;
        if (!level)
            return err_nomem(s->err);
        return say_mover(s, &s->order->largest[s->order->n_largest++],
                         &mover[i], level);
    }
    return OK;
}

enum status story_largest(struct story *s)
{
    const struct pack *pack = s->order->maker.pack;
    const struct cell *largest = NULL;
    bool tested = false;
    enum status rc;

    s->order->largest = arena_alloc(s->arena, 3, sizeof *s->order->largest);
    if (!s->order->largest)
        return err_nomem(s->err);
    rc = largest_move(s);
    for (size_t i = 0; i < pack->n_tests; i++) {
        const struct cell *t = pack->test[i];

        if (!is_here(s, t))
            continue;
        tested = tested || (t->key.level && story_split(s, t->key.breakdown));
        if (worth_telling(s, t) &&
            (!largest || fabs(t->f.difference) > fabs(largest->f.difference)))
            largest = t;
    }
    if (rc == OK && largest)
        return say_largest(s, largest);
    if (rc != OK || s->order->n_largest > 0)
        return rc;
    return words_say(&s->order->largest[s->order->n_largest++], s->arena,
                     pack->plan->n_splits == 0 ? LARGEST_NO_GROUPS
                     : tested                  ? LARGEST_NONE
                                               : LARGEST_NO_TESTS,
                     NULL, 0, s->err);
}
