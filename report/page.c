/* page.c - the order of the page, its head and its sections of exhibits. */
#include "report/page.h"

#include <string.h>

enum status page_say(struct page *p, const char *tag, enum pattern pattern,
                     const struct slot *slot, size_t n)
{
    struct prose words;
    enum status rc = words_say(&words, p->arena, pattern, slot, n, p->err);

    if (rc != OK)
        return rc;
    html_open(&p->html, tag, NULL);
    html_words(&p->html, &words);
    html_close(&p->html, tag);
    return OK;
}

void page_section(struct page *p, const char *id, const char *heading)
{
    struct str label = {0};

    str_addf(&label, "%s-h", id);
    html_open(&p->html, "section", "id", id, "aria-labelledby",
              str_cstr(&label), NULL);
    html_element(&p->html, "h2", heading, "id", str_cstr(&label), NULL);
    p->html.out->failed |= label.failed;
    str_free(&label);
}

void page_section_end(struct page *p)
{
    html_close(&p->html, "section");
}

/* ---- sections of exhibits --------------------------------------------- */

static bool has_section(const struct page *p, enum section section)
{
    for (size_t i = 0; i < p->exhibits->n; i++) {
        if (p->exhibits->exhibit[i].planned->section == section)
            return true;
    }
    return false;
}

/* The question by a breakdown, behind the question itself. */
static bool is_folded(const struct exhibit *e)
{
    return e->planned->kind == PLANNED_CROSS &&
           e->planned->section != SECTION_GROUPS;
}

static enum status exhibits_of(struct page *p, enum section section)
{
    for (size_t i = 0; i < p->exhibits->n; i++) {
        const struct exhibit *e = &p->exhibits->exhibit[i];

        if (e->planned->section != section)
            continue;
        if (is_folded(e))
            page_folded(p, e);
        else
            page_exhibit(p, e);
    }
    return OK;
}

static void link_to_persons(struct page *p)
{
    struct html *h = &p->html;

    html_open(h, "p", NULL);
    html_text(h, "What they said of themselves, question by question: ");
    html_element(h, "a", "About those who replied", "href", "#persons", NULL);
    html_text(h, ".");
    html_close(h, "p");
}

static enum status part_who(struct page *p)
{
    enum status rc;

    page_panels(p, PANEL_POPULATION);
    rc = exhibits_of(p, SECTION_WHO);
    if (has_section(p, SECTION_PERSONS))
        link_to_persons(p);
    return rc;
}

static enum status part_first(struct page *p)
{
    enum status rc = exhibits_of(p, SECTION_HEADLINE);

    page_panels(p, PANEL_SURE);
    return rc;
}

static enum status part_groups(struct page *p)
{
    page_panels(p, PANEL_DIFFERS);
    return exhibits_of(p, SECTION_GROUPS);
}

static enum status part_questions(struct page *p)
{
    return exhibits_of(p, SECTION_QUESTIONS);
}

static enum status part_persons(struct page *p)
{
    return exhibits_of(p, SECTION_PERSONS);
}

static enum status part_plan(struct page *p)
{
    page_panels(p, PANEL_PLAN);
    return OK;
}

/* ---- the page --------------------------------------------------------- */

/* A section stands where it has exhibits or panels, or needs neither
 * (SECTIONS, PANELS). */
static const struct part {
    const char *id, *heading;
    enum section section;
    page_part *write;
    enum panel_section panels;
} parts[] = {
    {"asked", "Who was asked what, and when", SECTIONS, part_asked, PANELS},
    {"who", "Who replied", SECTION_WHO, part_who, PANEL_POPULATION},
    {"first", "What they put first", SECTION_HEADLINE, part_first, PANEL_SURE},
    {"groups", "Who differs", SECTION_GROUPS, part_groups, PANEL_DIFFERS},
    {"questions", "Each question", SECTION_QUESTIONS, part_questions, PANELS},
    {"persons", "About those who replied", SECTION_PERSONS, part_persons,
     PANELS},
    {"plan", "What this says to the plan", SECTIONS, part_plan, PANEL_PLAN},
    {"comments", "Answers in words", SECTIONS, part_comments, PANELS},
    {"methods", "Methods", SECTIONS, part_methods, PANELS},
    {"ledger", "Every response accounted for", SECTIONS, part_ledger, PANELS},
    {"questionnaire", "The questionnaire", SECTIONS, part_questionnaire,
     PANELS},
    {"glossary", "What the words mean", SECTIONS, part_glossary, PANELS},
    {"provenance", "Where the figures come from", SECTIONS, part_provenance,
     PANELS},
};
enum { PARTS = sizeof parts / sizeof *parts };

static bool stands(const struct page *p, const struct part *part)
{
    if (part->section == SECTIONS && part->panels == PANELS)
        return true;
    if (part->section == SECTION_WHO && has_section(p, SECTION_PERSONS))
        return true;
    return (part->section != SECTIONS && has_section(p, part->section)) ||
           (part->panels != PANELS && page_has_panels(p, part->panels));
}

static void link_to_exhibit(struct page *p, const struct exhibit *e)
{
    struct html *h = &p->html;
    struct str href = {0};

    if (is_folded(e))
        return;
    str_addf(&href, "#%s", e->name);
    html_open(h, "li", NULL);
    html_open(h, "a", "href", str_cstr(&href), NULL);
    html_words(h, &e->title);
    html_close(h, "a");
    html_close(h, "li");
    h->out->failed |= href.failed;
    str_free(&href);
}

/* What stands open on the page, folded here: a survey may ask 500 questions. */
static void contents_of_figures(struct page *p)
{
    struct html *h = &p->html;

    html_open(h, "details", NULL);
    html_element(h, "summary", "Every figure, by its title", NULL);
    html_open(h, "ul", NULL);
    for (size_t i = 0; i < PARTS; i++)
        for (size_t j = 0; j < p->exhibits->n; j++)
            if (p->exhibits->exhibit[j].planned->section == parts[i].section)
                link_to_exhibit(p, &p->exhibits->exhibit[j]);
    html_close(h, "ul");
    html_close(h, "details");
}

static void contents(struct page *p)
{
    struct html *h = &p->html;

    html_open(h, "nav", "aria-labelledby", "contents-h", "class", "contents",
              NULL);
    html_element(h, "h2", "Contents", "id", "contents-h", NULL);
    html_open(h, "ul", NULL);
    for (size_t i = 0; i < PARTS; i++) {
        struct str href = {0};

        if (!stands(p, &parts[i]))
            continue;
        str_addf(&href, "#%s", parts[i].id);
        html_open(h, "li", NULL);
        html_element(h, "a", parts[i].heading, "href", str_cstr(&href), NULL);
        html_close(h, "li");
        h->out->failed |= href.failed;
        str_free(&href);
    }
    html_close(h, "ul");
    if (p->exhibits->n > 0)
        contents_of_figures(p);
    html_close(h, "nav");
}

static const char *title_of(const struct survey *survey)
{
    return *survey->title ? survey->title : survey->key;
}

static void head(struct page *p)
{
    struct html *h = &p->html;

    html_doctype(h);
    html_open(h, "html", "lang", "en-GB", NULL);
    html_open(h, "head", NULL);
    html_void(h, "meta", "charset", "utf-8", NULL);
    html_void(h, "meta", "name", "viewport", "content",
              "width=device-width, initial-scale=1", NULL);
    html_void(h, "meta", "name", "color-scheme", "content", "light dark", NULL);
    html_element(h, "title", title_of(p->survey), NULL);
    html_open(h, "style", NULL);
    for (size_t i = 0; page_style[i]; i++)
        html_trusted(h, text_of(page_style[i]));
    html_trusted(h, text_of(p->look->style));
    html_close(h, "style");
    html_close(h, "head");
}

static void logo(struct page *p)
{
    const struct look *look = p->look;
    struct str width = {0}, height = {0};

    if (!look->logo)
        return;
    str_addf(&width, "%u", look->logo_width);
    str_addf(&height, "%u", look->logo_height);
    html_void(&p->html, "img", "class", "logo", "src", look->logo, "alt",
              look->logo_text, "width", str_cstr(&width), "height",
              str_cstr(&height), NULL);
    p->html.out->failed |= width.failed || height.failed;
    str_free(&width);
    str_free(&height);
}

static void banner(struct page *p)
{
    const struct survey *s = p->survey;
    const char *organisation =
        p->look->organisation ? p->look->organisation : s->organisation;
    struct html *h = &p->html;

    html_element(h, "a", "Skip to the main content", "class", "skip", "href",
                 "#main", NULL);
    html_open(h, "header", NULL);
    logo(p);
    if (*organisation) {
        html_open(h, "p", "class", "organisation", NULL);
        html_said(h, organisation);
        html_close(h, "p");
    }
    html_open(h, "h1", NULL);
    html_said(h, title_of(s));
    html_close(h, "h1");
    html_open(h, "p", "class", "dates", NULL);
    if (s->from) {
        html_text(h, s->to ? "Open from " : "Opened on ");
        html_date(h, s->from);
        if (s->to) {
            html_text(h, " to ");
            html_date(h, s->to);
        }
        html_text(h, ". ");
    }
    if (*s->contact) {
        html_text(h, "Contact: ");
        html_said(h, s->contact);
    }
    html_close(h, "p");
    html_close(h, "header");
}

enum status page_write(struct str *out, const struct pack *pack,
                       const struct exhibits *exhibits,
                       const struct drawing *drawing, size_t n_drawings,
                       const struct look *look, struct arena *arena,
                       struct err *err)
{
    struct page page = {.html = {.out = out},
                        .pack = pack,
                        .survey = pack->survey,
                        .exhibits = exhibits,
                        .drawing = drawing,
                        .n_drawings = n_drawings,
                        .look = look,
                        .arena = arena,
                        .err = err};
    enum status rc;

    head(&page);
    html_open(&page.html, "body", NULL);
    banner(&page);
    html_open(&page.html, "main", "id", "main", NULL);
    page_section(&page, "answers", "In short");
    rc = part_answers(&page);
    page_section_end(&page);
    contents(&page);
    for (size_t i = 0; i < PARTS && rc == OK; i++) {
        if (!stands(&page, &parts[i]))
            continue;
        page_section(&page, parts[i].id, parts[i].heading);
        rc = parts[i].write(&page);
        page_section_end(&page);
    }
    html_close(&page.html, "main");
    html_close(&page.html, "body");
    html_close(&page.html, "html");
    return rc == OK ? str_status(out, err) : rc;
}
