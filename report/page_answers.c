/* page_answers.c - the answers that come first, and who was asked. */
#include "report/page.h"

#include <math.h>
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

struct order { /* the headline's lines, best first */
    struct maker maker;
    struct planned planned;
    struct lines lines;
    bool sound; /* there is a first place to speak of */
};

static enum status headline_order(struct page *p, struct order *o)
{
    const struct headline *h = &p->survey->headline;
    enum status rc;

    *o = (struct order){0};
    if (!h->question)
        return OK;
    o->planned = (struct planned){.question = h->question_index,
                                  .source = p->pack->plan->source[0]};
    o->maker =
        (struct maker){.pack = p->pack,
                       .survey = p->survey,
                       .planned = &o->planned,
                       .question = &p->survey->question[h->question_index],
                       .arena = p->arena,
                       .err = p->err};
    rc = make_rule_lines(&o->maker, make_rule(&o->maker), make_base(&o->maker),
                         &o->lines);
    o->sound = rc == OK && o->lines.n > 1;
    for (size_t i = 0; i < o->lines.n; i++)
        o->sound = o->sound && make_sound(o->lines.line[i].cell);
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

static enum status what_first(struct page *p, const struct order *o)
{
    const struct line *line = o->lines.line;
    enum status rc;

    answer(p, "What came first?");
    if (!p->survey->headline.question) {
        rc = page_say(p, "p", ANSWER_NO_HEADLINE, NULL, 0);
    } else if (!o->sound) {
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
    answer_end(p);
    return rc;
}

/* Items whose possible places, when chance is allowed for, include the first;
 * only where the analysis has computed the places. */
static enum status separated(struct page *p, const struct order *o)
{
    struct str items = {0};
    enum status rc;

    for (size_t i = 1; i < o->lines.n; i++) {
        if (cell_number(o->lines.line[i].cell, FIELD_RANK_LOWER) > 1)
            continue;
        str_add(&items, items.n ? "; " : "");
        str_add(&items, o->lines.line[i].label);
    }
    {
        const struct slot slot[] = {SLOT_SAID("items", str_cstr(&items))};

        rc = page_say(p, "p", items.n ? ANSWER_SHARED : ANSWER_ALONE, slot, 1);
    }
    str_free(&items);
    return rc;
}

static enum status what_next(struct page *p, const struct order *o)
{
    const struct line *line = o->lines.line;
    enum style style;
    enum status rc;

    if (!o->sound || line[0].cell->f.value == line[1].cell->f.value)
        return OK;
    style = show_style(line[0].measure);
    answer(p, "What came next?");
    {
        const struct line *third = o->lines.n > 2 ? &line[2] : &line[1];
        const struct slot slot[] = {
            SLOT_SAID("item", line[1].label),
            SLOT_NUMBER("value", line[1].cell, FIELD_VALUE, style),
            SLOT_SAID("third", third->label),
            SLOT_NUMBER("value3", third->cell, FIELD_VALUE, style),
        };

        rc = page_say(p, "p",
                      o->lines.n > 2 ? ANSWER_SECOND : ANSWER_SECOND_ONLY, slot,
                      4);
    }
    if (rc == OK && !isnan(cell_number(line[0].cell, FIELD_RANK_LOWER)))
        rc = separated(p, o);
    answer_end(p);
    return rc;
}

/* ---- groups ----------------------------------------------------------- */

/* The item that is first at a level; NULL where that is not sound to say. */
static const struct line *first_at(const struct order *o, const char *level)
{
    const struct line *first = NULL;
    double least = 0;

    for (size_t i = 0; i < o->lines.n; i++) {
        const struct line *line = &o->lines.line[i];
        const struct cell *cell = make_get(&o->maker, line->item, NULL, level,
                                           line->base, line->measure);

        if (!make_sound(cell) || isnan(cell->f.rank))
            return NULL;
        if (!first || cell->f.rank < least) {
            first = line;
            least = cell->f.rank;
        }
    }
    return first;
}

static enum status group_answer(struct page *p, struct order *o,
                                const struct split *split, bool *said)
{
    const struct line *top = &o->lines.line[0];
    struct levels levels;
    struct str others = {0};
    size_t known = 0;
    enum status rc;

    o->planned.split = split;
    rc = make_levels(&o->maker, split, &levels);
    for (size_t i = 0; rc == OK && i < levels.n; i++) {
        const struct line *first = first_at(o, levels.key[i]);

        known += first != NULL;
        if (!first || first == top)
            continue;
        str_add(&others, others.n ? "; " : "");
        str_addf(&others, "%s (%s)", levels.label[i], first->label);
    }
    if (rc == OK && known > 0) {
        const struct slot slot[] = {
            SLOT_TEXT("split", split->label),
            SLOT_SAID("item", top->label),
            SLOT_SAID("others", str_cstr(&others)),
        };

        *said = true;
        rc = page_say(p, "p", others.n ? ANSWER_OTHER_FIRST : ANSWER_SAME_FIRST,
                      slot, 3);
    }
    str_free(&others);
    return rc;
}

static enum status who_differs(struct page *p, struct order *o)
{
    const struct plan *plan = p->pack->plan;
    enum status rc = OK;
    bool said = false;

    if (!o->sound || plan->n_splits == 0)
        return OK;
    answer(p, "Was it the same in every group?");
    for (size_t i = 0; i < plan->n_splits && rc == OK; i++) {
        if (plan->split[i].n < 2)
            rc = group_answer(p, o, &plan->split[i], &said);
    }
    if (rc == OK && !said)
        rc = page_say(p, "p", ANSWER_NO_GROUPS, NULL, 0);
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
    struct order order;
    enum status rc = headline_order(p, &order);

    html_open(&p->html, "ol", "class", "answers", NULL);
    if (rc == OK)
        rc = who_replied(p);
    if (rc == OK)
        rc = what_first(p, &order);
    if (rc == OK)
        rc = what_next(p, &order);
    if (rc == OK)
        rc = who_differs(p, &order);
    if (rc == OK)
        rc = what_not(p);
    html_close(&p->html, "ol");
    return rc;
}

enum status part_asked(struct page *p)
{
    static const char *const sample[] = {
        [SAMPLE_OPEN] = "open to anyone",
        [SAMPLE_PANEL] = "a panel whose members had chosen to join",
        [SAMPLE_PROBABILITY] = "a random sample"};
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
            SLOT_SAID("channel", from->channel ? from->channel : "online"),
            SLOT_TEXT("sample", sample[from->sample]),
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
