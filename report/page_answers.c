/* page_answers.c - the answers that come first, and who was asked. */
#include "report/page.h"

#include <string.h>
#include "report/make.h"

static void answer(struct page *p, const char *heading)
{
    html_open(&p->html, "li", NULL);
    html_element(&p->html, "h3", heading, NULL);
}

static void answer_end(struct page *p)
{
    html_close(&p->html, "li");
}

static enum status say_dates(struct page *p)
{
    const struct slot slot[] = {
        SLOT_DATE("from", p->survey->from ? p->survey->from : ""),
        SLOT_DATE("to", p->survey->to ? p->survey->to : ""),
    };

    return page_say(p, "p",
                    !p->survey->from ? ANSWER_NO_DATES
                    : p->survey->to  ? ANSWER_WHEN
                                     : ANSWER_SINCE,
                    slot, 2);
}

static enum status who_replied(struct page *p)
{
    const struct slot slot[] = {
        SLOT_NUMBER("n", p->pack->analysed, FIELD_VALUE, STYLE_COUNT),
        SLOT_NUMBER("received", p->pack->received, FIELD_VALUE, STYLE_COUNT),
    };
    enum status rc;

    answer(p, "Who replied?");
    rc = page_say(p, "p", ANSWER_WHO, slot, 2);
    if (rc == OK)
        rc = say_dates(p);
    answer_end(p);
    return rc;
}

/* ---- the headline ----------------------------------------------------- */

typedef enum status answer_part(struct page *p, const struct order *order);

/* Of each source that stands by itself, named, or of all. */
static enum status of_each(struct page *p, answer_part *part)
{
    const struct story *s = p->exhibits->story;
    enum status rc = OK;

    for (size_t k = 0; k < s->n_orders && rc == OK; k++) {
        const struct pack_source *from =
            pack_source(p->pack, s->orders[k].planned.source);

        if (from) {
            const struct slot slot[] = {
                SLOT_SAID("key", from->key),
                SLOT_SAID("channel", show_channel(from)),
                SLOT_TEXT("sample", show_sample(from->sample))};

            rc = page_say(p, "p", ANSWER_OF_SOURCE, slot, 3);
        }
        if (rc == OK)
            rc = part(p, &s->orders[k]);
    }
    return rc;
}

static const char *did(const struct order *o)
{
    if (o->maker.question->type != TYPE_RANKING)
        return "answered this question";
    return strcmp(o->lines.line[0].base, "complete") == 0
               ? "filled every place"
               : "ranked at least one item";
}

static enum status first(struct page *p, const struct order *o)
{
    const struct line *line = o->lines.line;
    enum status rc;

    if (!o->sound) {
        rc = page_say(p, "p", ANSWER_FEW, NULL, 0);
    } else {
        const struct slot slot[] = {
            SLOT_SAID("item", line[0].label),
            SLOT_SAID("other", line[1].label),
            SLOT_NUMBER("n", line[0].cell, FIELD_N, STYLE_COUNT),
            SLOT_TEXT("did", did(o)),
            SLOT_TEXT("measure", show_measure(line[0].measure)),
            SLOT_NUMBER("value", line[0].cell, FIELD_VALUE,
                        show_style(line[0].measure)),
        };
        bool tied = line[0].cell->f.value == line[1].cell->f.value;

        rc = page_say(p, "p", tied ? SAY_TIED : ANSWER_FIRST, slot, 6);
        if (rc == OK)
            rc = page_say(p, "p", ANSWER_HOW, slot, 6);
    }
    return rc;
}

static enum status what_first(struct page *p)
{
    enum status rc;

    answer(p, "What came first?");
    rc = p->survey->headline.question
             ? of_each(p, first)
             : page_say(p, "p", ANSWER_NO_HEADLINE, NULL, 0);
    answer_end(p);
    return rc;
}

/* Items whose set of places holds the first place.  A tier is no answer: a
 * chain of neighbours joins items in it of which one is ahead for certain. */
static enum status separated(struct page *p, const struct order *o)
{
    const char **label = arena_alloc(p->arena, o->lines.n + 1, sizeof *label);
    struct prose items;
    const struct slot slot[] = {SLOT_WORDS("items", &items)};
    size_t n = 0;
    enum status rc;

    if (!label)
        return err_nomem(p->err);
    for (size_t i = 1; i < o->lines.n; i++) {
        if (cell_number(o->lines.line[i].cell, o->lower) <= 1)
            label[n++] = o->lines.line[i].label;
    }
    if (n == 0)
        return page_say(p, "p", ANSWER_ALONE, NULL, 0);
    rc = story_list(p->arena, &items, label, n, p->err);
    return rc == OK ? page_say(p, "p", ANSWER_SHARED, slot, 1) : rc;
}

static enum status shares(struct page *p, const struct order *o)
{
    return !o->sound ? page_say(p, "p", ANSWER_FEW, NULL, 0)
           : o->sets ? separated(p, o)
                     : page_say(p, "p", ANSWER_NO_SETS, NULL, 0);
}

static enum status what_shares(struct page *p)
{
    const struct story *s = p->exhibits->story;
    bool sound = false;
    enum status rc;

    for (size_t k = 0; k < s->n_orders; k++)
        sound = sound || s->orders[k].sound;
    if (!sound)
        return OK;
    answer(p, "What could not be separated from it?");
    rc = of_each(p, shares);
    answer_end(p);
    return rc;
}

/* ---- groups ----------------------------------------------------------- */

static enum status largest(struct page *p, const struct order *o)
{
    for (size_t i = 0; i < o->n_largest; i++) {
        html_open(&p->html, "p", NULL);
        html_words(&p->html, &o->largest[i]);
        html_close(&p->html, "p");
    }
    return OK;
}

static enum status who_differs(struct page *p)
{
    enum status rc;

    answer(p, "What is the largest difference between groups?");
    rc = of_each(p, largest);
    answer_end(p);
    return rc;
}

static enum pattern what_samples_cannot(const struct pack *pack)
{
    size_t kinds[3] = {0};

    for (size_t i = 0; i < pack->n_sources; i++) {
        if (!pack->source[i].superseded)
            kinds[pack->source[i].sample]++;
    }
    if (!kinds[SAMPLE_OPEN] && !kinds[SAMPLE_PANEL])
        return ANSWER_CANNOT_SAMPLE;
    if (kinds[SAMPLE_PROBABILITY])
        return ANSWER_CANNOT_MIXED;
    return kinds[SAMPLE_OPEN] ? ANSWER_CANNOT_OPEN : ANSWER_CANNOT_PANEL;
}

static enum status what_not(struct page *p)
{
    enum status rc;

    answer(p, "What can this not say?");
    rc = page_say(p, "p", what_samples_cannot(p->pack), NULL, 0);
    if (rc == OK)
        rc = page_say(p, "p", ANSWER_CANNOT_CAUSE, NULL, 0);
    answer_end(p);
    return rc;
}

enum status part_answers(struct page *p)
{
    enum status rc;

    html_open(&p->html, "ol", "class", "answers", NULL);
    rc = who_replied(p);
    if (rc == OK)
        rc = what_first(p);
    if (rc == OK)
        rc = what_shares(p);
    if (rc == OK)
        rc = who_differs(p);
    if (rc == OK)
        rc = what_not(p);
    html_close(&p->html, "ol");
    return rc;
}

enum status part_asked(struct page *p)
{
    const struct survey *s = p->survey;
    const struct slot who[] = {SLOT_SAID("organisation", s->organisation),
                               SLOT_SAID("contact", s->contact)};
    enum status rc = say_dates(p);

    if (rc == OK && *s->organisation)
        rc = page_say(p, "p", ASKED_ORGANISATION, who, 2);
    if (rc == OK && *s->contact)
        rc = page_say(p, "p", ASKED_CONTACT, who, 2);
    html_open(&p->html, "ul", NULL);
    for (size_t i = 0; i < p->pack->n_sources && rc == OK; i++) {
        const struct pack_source *from = &p->pack->source[i];
        const struct slot slot[] = {
            SLOT_SAID("key", from->key),
            SLOT_SAID("channel", show_channel(from)),
            SLOT_TEXT("sample", show_sample(from->sample)),
            SLOT_NUMBER("n", from->analysed, FIELD_VALUE, STYLE_COUNT),
        };

        if (!from->superseded)
            rc = page_say(p, "li", ASKED_SOURCE, slot, 4);
    }
    html_close(&p->html, "ul");
    if (rc == OK && s->respondent.question)
        rc = page_say(p, "p", ASKED_INDIVIDUALS, NULL, 0);
    return rc;
}
