/* page_parts.c - the sections without exhibits: answers in words, methods, the
 * ledger, the questionnaire, where the figures come from. */
#include "report/page.h"

#include <math.h>
#include <string.h>
#include "core/base/num.h"
#include "report/make.h"

enum status part_comments(struct page *p)
{
    struct html *h = &p->html;
    enum status rc;

    if (p->pack->n_comments == 0)
        return page_say(p, "p", COMMENTS_NONE, NULL, 0);
    rc = page_say(p, "p", COMMENTS_INTRO, NULL, 0);
    page_scroll(p, "comments-caption");
    html_open(h, "table", NULL);
    html_element(h, "caption", "Answers in words", "id", "comments-caption",
                 NULL);
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    html_element(h, "th", "Question", "scope", "col", NULL);
    html_element(h, "th", "Number of answers", "scope", "col", NULL);
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody", NULL);
    for (size_t i = 0; i < p->pack->n_comments; i++) {
        const struct pack_comments *c = &p->pack->comments[i];
        const struct question *q = &p->survey->question[c->question];

        html_open(h, "tr", NULL);
        html_open(h, "th", "scope", "row", NULL);
        html_said(h, q->text);
        if (c->item != SURVEY_NONE) {
            html_text(h, " ");
            html_said(h, q->item[c->item].label);
        }
        if (c->other)
            html_text(h, " (words beside an answer)");
        html_close(h, "th");
        html_open(h, "td", NULL);
        html_number(h, c->n, FIELD_VALUE, STYLE_COUNT);
        html_close(h, "td");
        html_close(h, "tr");
    }
    html_close(h, "tbody");
    html_close(h, "table");
    page_scroll_end(p);
    return rc;
}

static enum status say_rules(struct page *p)
{
    const struct slot slot[] = {
        slot_stated(p->pack, "min_base", STATED_MIN_BASE),
        slot_stated(p->pack, "small_base", STATED_SMALL_BASE),
        slot_stated(p->pack, "min_count", STATED_MIN_COUNT),
    };
    enum status rc = page_say(p, "p", METHOD_GATE, slot, 3);

    if (rc == OK)
        rc = page_say(p, "p", METHOD_COUNTS, slot, 3);
    return rc == OK ? page_say(p, "p", METHOD_LINKED, NULL, 0) : rc;
}

/* Places that are apart, and differences worth telling. */
static enum status say_differences(struct page *p)
{
    const struct slot slot[] = {
        slot_stated(p->pack, "points", STATED_TELL_POINTS),
        slot_stated(p->pack, "base", STATED_TELL_BASE),
        slot_stated(p->pack, "p", STATED_TELL_P)};
    enum status rc;

    html_element(&p->html, "h3", "How sure, and what is told", NULL);
    rc = page_say(p, "p", METHOD_SETS, NULL, 0);
    return rc == OK ? page_say(p, "p", METHOD_TELL, slot, 3) : rc;
}

static enum status say_intervals(struct page *p)
{
    enum status rc;

    html_element(&p->html, "h3", "Intervals", NULL);
    rc = page_say(p, "p", words_intervals(p->pack), NULL, 0);
    if (rc != OK || !p->pack->open)
        return rc;
    html_element(&p->html, "h3", "Differences between groups of respondents",
                 NULL);
    return page_say(p, "p", METHOD_TESTS_OPEN, NULL, 0);
}

enum status part_methods(struct page *p)
{
    const char *scheme = p->pack->plan->scheme;
    const struct slot slot[] = {SLOT_SAID("scheme", scheme)};
    struct html *h = &p->html;
    enum status rc;

    html_element(h, "h3", "Of whom", NULL);
    rc = page_say(p, "p", METHOD_BASE, NULL, 0);
    if (rc == OK)
        rc = page_say(p, "p", METHOD_RANKING, NULL, 0);
    html_element(h, "h3", "Weighting", NULL);
    if (rc == OK)
        rc = page_say(p, "p",
                      strcmp(scheme, "unweighted") == 0 ? METHOD_UNWEIGHTED
                                                        : METHOD_WEIGHTED,
                      slot, 1);
    if (rc == OK)
        rc = say_intervals(p);
    if (rc == OK && p->survey->headline.question)
        rc = say_differences(p);
    html_element(h, "h3", "Rounding", NULL);
    if (rc == OK)
        rc = page_say(p, "p", METHOD_ROUNDING, NULL, 0);
    html_element(h, "h3", "What is withheld", NULL);
    if (rc == OK)
        rc = say_rules(p);
    html_element(h, "h3", "The exact numbers", NULL);
    return rc == OK ? page_say(p, "p", METHOD_NUMBERS, NULL, 0) : rc;
}

/* ---- the ledger ------------------------------------------------------- */

static void number_cell(struct html *h, const struct cell *cell)
{
    html_open(h, "td", NULL);
    html_number(h, cell, FIELD_VALUE, STYLE_COUNT);
    html_close(h, "td");
}

static void ledger_row(struct html *h, const char *label, bool said,
                       const struct cell *const cell[4])
{
    html_open(h, "tr", NULL);
    html_open(h, "th", "scope", "row", NULL);
    if (said)
        html_said(h, label);
    else
        html_text(h, label);
    html_close(h, "th");
    for (size_t i = 0; i < 4; i++)
        number_cell(h, cell[i]);
    html_close(h, "tr");
}

static void ledger_table(struct page *p)
{
    static const char *const head[] = {"File", "Received", "Analysed",
                                       "Removed", "Rejected as unreadable"};
    const struct pack *pack = p->pack;
    const struct cell *const total[] = {pack->received, pack->analysed,
                                        pack->removed, pack->rejected};
    struct html *h = &p->html;

    page_scroll(p, "ledger-caption");
    html_open(h, "table", NULL);
    html_element(h, "caption", "Responses received and what became of them",
                 "id", "ledger-caption", NULL);
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    for (size_t i = 0; i < 5; i++)
        html_element(h, "th", head[i], "scope", "col", NULL);
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody", NULL);
    for (size_t i = 0; i < pack->n_sources; i++) {
        const struct pack_source *s = &pack->source[i];
        const struct cell *const row[] = {s->received, s->analysed, s->removed,
                                          s->rejected};

        if (!s->superseded)
            ledger_row(h, s->name, true, row);
    }
    html_close(h, "tbody");
    html_open(h, "tfoot", NULL);
    ledger_row(h, "All", false, total);
    html_close(h, "tfoot");
    html_close(h, "table");
    page_scroll_end(p);
}

/* What people call the reasons of the ledger. */
static const char *reason_words(const char *reason)
{
    static const struct {
        const char *reason, *words;
    } known[] = {
        {"test", "Marked as a test"},
        {"duplicate_id", "The same response again (same identifier)"},
        {"blank", "No question answered"},
        {"outside_fieldwork", "Outside the dates of the survey"},
        {"incomplete", "Too few questions answered"},
        {"listed", "Removed by name, on a list"},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].reason, reason) == 0)
            return known[i].words;
    }
    return reason;
}

static void removal_table(struct page *p)
{
    struct html *h = &p->html;

    page_scroll(p, "removed-caption");
    html_open(h, "table", NULL);
    html_element(h, "caption", "Responses removed, by reason", "id",
                 "removed-caption", NULL);
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    html_element(h, "th", "Reason", "scope", "col", NULL);
    html_element(h, "th", "Responses", "scope", "col", NULL);
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody", NULL);
    for (size_t i = 0; i < p->pack->n_removals; i++) {
        const struct pack_removal *r = &p->pack->removal[i];

        html_open(h, "tr", NULL);
        html_element(h, "th", reason_words(r->reason), "scope", "row", NULL);
        number_cell(h, r->rows);
        html_close(h, "tr");
    }
    html_close(h, "tbody");
    html_close(h, "table");
    page_scroll_end(p);
}

enum status part_ledger(struct page *p)
{
    enum status rc = page_say(p, "p", LEDGER_INTRO, NULL, 0);

    ledger_table(p);
    if (p->pack->n_removals > 0)
        removal_table(p);
    return rc;
}

/* ---- the questionnaire ------------------------------------------------ */

static void list(struct html *h, const char *what, size_t n,
                 const char *(*label)(const struct question *q, size_t i),
                 const struct question *q)
{
    if (n == 0)
        return;
    html_element(h, "p", what, NULL);
    html_open(h, "ul", "class", "options", NULL);
    for (size_t i = 0; i < n; i++) {
        html_open(h, "li", NULL);
        html_said(h, label(q, i));
        html_close(h, "li");
    }
    html_close(h, "ul");
}

static const char *item_label(const struct question *q, size_t i)
{
    return q->item[i].label;
}

static const char *option_label(const struct question *q, size_t i)
{
    return q->options.option[i].label;
}

static enum status routing(struct page *p, const struct question *q)
{
    const struct survey *s = p->survey;
    struct str answers = {0};
    enum status rc;

    if (q->derived.rule != DERIVE_NONE) {
        const struct slot slot[] = {
            SLOT_SAID("question", s->question[q->derived.from_index].text)};

        return page_say(p, "p", QUESTION_DERIVED, slot, 1);
    }
    if (!q->asked_if.question)
        return page_say(p, "p", QUESTION_EVERYONE, NULL, 0);
    for (size_t i = 0; i < q->asked_if.options.n; i++) {
        const struct question *from = &s->question[q->asked_if.question_index];
        const char *key = q->asked_if.options.word[i];
        size_t option = survey_option(from, key);
        size_t item = survey_item(from, key);

        str_add(&answers, i ? "; " : "");
        str_add(&answers, option != SURVEY_NONE
                              ? from->options.option[option].label
                          : item != SURVEY_NONE ? from->item[item].label
                                                : key);
    }
    {
        const struct slot slot[] = {
            SLOT_SAID("question", s->question[q->asked_if.question_index].text),
            SLOT_SAID("answers", str_cstr(&answers)),
        };

        rc = page_say(p, "p", QUESTION_IF, slot, 2);
    }
    str_free(&answers);
    return rc;
}

/* The base of the question's own exhibit. */
static enum status answered(struct page *p, size_t question)
{
    const struct exhibit *e = page_find(p, question, PLANNED_QUESTION);

    if (!e || e->base.n == 0)
        return OK;
    html_open(&p->html, "p", NULL);
    html_words(&p->html, &e->base);
    html_close(&p->html, "p");
    return OK;
}

enum status part_questionnaire(struct page *p)
{
    const struct survey *s = p->survey;
    struct html *h = &p->html;
    enum status rc = page_say(p, "p", QUESTIONNAIRE_INTRO, NULL, 0);

    for (size_t i = 0; i < s->n_questions && rc == OK; i++) {
        const struct question *q = &s->question[i];

        html_open(h, "h3", NULL);
        html_said(h, q->text);
        html_close(h, "h3");
        rc = routing(p, q);
        list(h, "Items:", q->n_items, item_label, q);
        list(h, "Answers:", q->options.n, option_label, q);
        if (rc == OK)
            rc = answered(p, i);
    }
    return rc;
}

enum status part_provenance(struct page *p)
{
    static const char *const head[] = {"File", "Kind of export", "SHA-256"};
    const struct pack *pack = p->pack;
    struct html *h = &p->html;
    const struct slot slot[] = {
        SLOT_CODE("version", CANVASS_VERSION),
        SLOT_CODE("sha256", pack->config_sha256 ? pack->config_sha256 : ""),
    };
    enum status rc = page_say(p, "p", PROVENANCE_VERSION, slot, 2);

    if (rc == OK && pack->config_sha256)
        rc = page_say(p, "p", PROVENANCE_RUN, slot, 2);
    page_scroll(p, "files-caption");
    html_open(h, "table", "class", "words", NULL);
    html_element(h, "caption", "Files that were read", "id", "files-caption",
                 NULL);
    html_open(h, "thead", NULL);
    html_open(h, "tr", NULL);
    for (size_t i = 0; i < 3; i++)
        html_element(h, "th", head[i], "scope", "col", NULL);
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody", NULL);
    for (size_t i = 0; i < pack->n_sources; i++) {
        const struct pack_source *s = &pack->source[i];

        html_open(h, "tr", NULL);
        html_open(h, "th", "scope", "row", NULL);
        html_said(h, s->name);
        if (s->superseded)
            html_text(h, " (replaced by a later file)");
        html_close(h, "th");
        html_element(h, "td", s->platform ? s->platform : "", NULL);
        html_open(h, "td", NULL);
        html_element(h, "code", s->sha256, NULL);
        html_close(h, "td");
        html_close(h, "tr");
    }
    html_close(h, "tbody");
    html_close(h, "table");
    page_scroll_end(p);
    return rc;
}
