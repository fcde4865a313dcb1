/* page_exhibit.c - one exhibit on the page. */
#include "report/page.h"

#include <math.h>
#include <string.h>

/* Ids of parts of an exhibit: NAME-caption and so on.  Names are keys. */
static void id_of(struct str *out, const struct exhibit *e, const char *part)
{
    str_add(out, e->name);
    str_add_char(out, '-');
    str_add(out, part);
}

void page_scroll(struct page *p, const char *labelled_by)
{
    html_open(&p->html, "div", "class", "scroll", "role", "region",
              "aria-labelledby", labelled_by, "tabindex", "0", NULL);
}

void page_scroll_end(struct page *p)
{
    html_close(&p->html, "div");
}

/* "[note 1]": never a symbol, which a reader aloud would swallow. */
static void note_mark(struct html *h, size_t note)
{
    struct str text = {0};

    str_addf(&text, "[note %zu]", note);
    html_text(h, " ");
    html_element(h, "span", str_cstr(&text), "class", "ref", NULL);
    h->out->failed |= text.failed;
    str_free(&text);
}

/* Notes that no heading of the table refers to belong to the whole. */
static void other_notes(struct html *h, const struct table *t, size_t n)
{
    for (size_t note = 1; note <= n; note++) {
        bool referred = false;

        for (size_t i = 0; i < t->n_rows; i++)
            referred = referred || t->row[i].note == note;
        for (size_t i = 0; i < t->n_columns; i++)
            referred = referred || t->column[i].note == note;
        if (!referred)
            note_mark(h, note);
    }
}

static void head_cell(struct html *h, const struct heading *heading,
                      const char *scope)
{
    html_open(h, "th", "scope", scope, NULL);
    if (heading->said)
        html_said(h, heading->label);
    else
        html_text(h, heading->label);
    if (heading->after)
        html_text(h, heading->after);
    if (heading->note)
        note_mark(h, heading->note);
    html_close(h, "th");
}

static bool has_groups(const struct heading *heading, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (heading[i].group)
            return true;
    }
    return false;
}

/* Columns of a table that stand side by side: more than these go below, under
 * the same row heads, so that a table fits on paper. */
enum { BESIDE = 12 };

struct block {
    size_t from, to;
};

/* Blocks of a table differ by one column at most. */
static struct block block_of(const struct table *t, size_t i, size_t n)
{
    return (struct block){i * t->n_columns / n, (i + 1) * t->n_columns / n};
}

/* Columns under one heading: the row above the heads. */
static void column_groups(struct html *h, const struct table *t,
                          struct block block)
{
    html_open(h, "tr", NULL);
    html_element(h, "td", "", NULL);
    for (size_t c = block.from; c < block.to;) {
        const char *group = t->column[c].group;
        struct str span = {0};
        size_t n = 1;

        while (c + n < block.to && t->column[c + n].group == group)
            n++;
        str_addf(&span, "%zu", n);
        if (group) {
            html_open(h, "th", "scope", "colgroup", "colspan", str_cstr(&span),
                      NULL);
            html_said(h, group);
            html_close(h, "th");
        } else {
            html_element(h, "td", "", "colspan", str_cstr(&span), NULL);
        }
        h->out->failed |= span.failed;
        str_free(&span);
        c += n;
    }
    html_close(h, "tr");
}

static void table_head(struct html *h, const struct table *t,
                       struct block block)
{
    const struct heading corner = {.label = t->corner};

    html_open(h, "thead", NULL);
    if (has_groups(t->column + block.from, block.to - block.from))
        column_groups(h, t, block);
    html_open(h, "tr", NULL);
    head_cell(h, &corner, "col");
    for (size_t c = block.from; c < block.to; c++)
        head_cell(h, &t->column[c], "col");
    html_close(h, "tr");
    html_close(h, "thead");
}

static void range(struct html *h, const struct entry *e)
{
    double from = cell_number(e->cell, e->field);
    double to = cell_number(e->cell, e->field_to);

    html_number(h, e->cell, e->field, e->style);
    if (isnan(from) || isnan(to) || from == to)
        return;
    html_text(h, " to ");
    html_number(h, e->cell, e->field_to, e->style);
}

static void entry(struct html *h, const struct entry *e)
{
    static const char *const shades[] = {"", "h1", "h2", "h3", "h4"};

    if (e->shade)
        html_open(h, "td", "class", shades[e->shade], NULL);
    else
        html_open(h, "td", NULL);
    if (e->never)
        html_text(h, mark_text(MARK_NOBODY));
    else if (e->range)
        range(h, e);
    else
        html_numbers(h, e->cell, e->field, e->style,
                     e->value_too ? &e->value_style : NULL);
    html_close(h, "td");
}

static void table_rows(struct html *h, const struct table *t,
                       struct block block)
{
    bool groups = has_groups(t->row, t->n_rows);

    html_open(h, "tbody", NULL);
    for (size_t r = 0; r < t->n_rows; r++) {
        const char *group = t->row[r].group;

        if (groups && group && (r == 0 || t->row[r - 1].group != group)) {
            struct str span = {0};

            if (r > 0) {
                html_close(h, "tbody");
                html_open(h, "tbody", NULL);
            }
            str_addf(&span, "%zu", block.to - block.from + 1);
            html_open(h, "tr", "class", "group", NULL);
            html_open(h, "th", "scope", "rowgroup", "colspan", str_cstr(&span),
                      NULL);
            html_said(h, group);
            html_close(h, "th");
            html_close(h, "tr");
            str_free(&span);
        }
        html_open(h, "tr", NULL);
        head_cell(h, &t->row[r], "row");
        for (size_t c = block.from; c < block.to; c++)
            entry(h, &t->entry[r * t->n_columns + c]);
        html_close(h, "tr");
    }
    html_close(h, "tbody");
}

void page_table(struct page *p, const char *id, const struct table *t,
                const struct prose *caption, size_t notes)
{
    struct html *h = &p->html;
    size_t n = (t->n_columns + BESIDE - 1) / BESIDE;

    for (size_t i = 0; i < n; i++) {
        struct block block = block_of(t, i, n);
        struct str own = {0};

        str_add(&own, id);
        if (i > 0)
            str_addf(&own, "-%zu", i + 1);
        page_scroll(p, str_cstr(&own));
        html_open(h, "table", NULL);
        html_open(h, "caption", "id", str_cstr(&own), NULL);
        html_open(h, "span", NULL);
        html_words(h, caption);
        html_text(h, i > 0 ? " (continued)" : "");
        other_notes(h, t, notes);
        html_close(h, "span");
        html_close(h, "caption");
        table_head(h, t, block);
        table_rows(h, t, block);
        html_close(h, "table");
        page_scroll_end(p);
        h->out->failed |= own.failed;
        str_free(&own);
    }
}

static void table(struct page *p, const struct exhibit *e)
{
    const struct slot slot[] = {
        SLOT_WORDS("title", &e->title),
        SLOT_WORDS("subtitle", &e->subtitle),
        SLOT_SAID("asked", e->asked),
    };
    struct prose caption = {0};
    struct str id = {0};

    /* Words that memory lacks are missed once, by the page's own text. */
    if (words_say(&caption, p->arena,
                  e->planned->kind == PLANNED_CROSS ? CAPTION_CROSS
                                                    : CAPTION_QUESTION,
                  slot, 3, p->err) != OK)
        p->html.out->failed = true;
    id_of(&id, e, "caption");
    page_table(p, str_cstr(&id), &e->table, &caption, e->n_notes);
    p->html.out->failed |= id.failed;
    str_free(&id);
}

static const struct drawing *drawing_of(const struct page *p,
                                        const struct exhibit *e)
{
    for (size_t i = 0; i < p->n_drawings; i++) {
        if (p->drawing[i].exhibit == e)
            return &p->drawing[i];
    }
    return NULL;
}

void page_notes(struct page *p, const struct prose *note, size_t n)
{
    struct html *h = &p->html;

    for (size_t i = 0; i < n; i++) {
        html_open(h, "p", "class", "note", NULL);
        note_mark(h, i + 1);
        html_text(h, " ");
        html_words(h, &note[i]);
        html_close(h, "p");
    }
}

static void link_file(struct html *h, const char *folder, const char *name,
                      const char *ending, const char *what)
{
    struct str href = {0};

    str_addf(&href, "%s/%s.%s", folder, name, ending);
    html_open(h, "li", NULL);
    html_open(h, "a", "href", str_cstr(&href), NULL);
    html_text(h, what);
    html_open(h, "span", "class", "unseen", NULL);
    html_text(h, " of ");
    html_said(h, name);
    html_close(h, "span");
    html_close(h, "a");
    html_close(h, "li");
    h->out->failed |= href.failed;
    str_free(&href);
}

static void files(struct html *h, const struct exhibit *e, bool chart)
{
    html_open(h, "ul", "class", "files", NULL);
    if (chart) {
        link_file(h, "charts", e->name, "svg", "Chart (SVG)");
        link_file(h, "charts", e->name, "png", "Chart (PNG)");
    }
    link_file(h, "tables", e->name, "csv", "Table (CSV)");
    html_close(h, "ul");
}

static void figure(struct page *p, const struct exhibit *e,
                   const struct drawing *d)
{
    static const char *const class[FORMS] = {"wide", "narrow"};
    struct html *h = &p->html;

    html_open(h, "figure", NULL);
    for (int form = 0; form < FORMS; form++) {
        html_open(h, "div", "class", class[form], NULL);
        html_trusted(h, str_text(&d->svg[form]));
        html_close(h, "div");
    }
    html_open(h, "figcaption", NULL);
    html_words(h, &e->base);
    html_close(h, "figcaption");
    html_close(h, "figure");
}

void page_figure(struct page *p, const struct exhibit *e)
{
    const struct drawing *d = drawing_of(p, e);

    if (d)
        figure(p, e, d);
}

static void said_above(struct page *p, const struct exhibit *e)
{
    struct html *h = &p->html;

    if (e->planned->kind == PLANNED_QUESTION && !e->title_asks) {
        html_open(h, "p", "class", "asked", NULL);
        html_text(h, "Question: ");
        html_said(h, e->asked);
        html_close(h, "p");
    }
    html_open(h, "p", "class", "subtitle", NULL);
    html_words(h, &e->subtitle);
    html_close(h, "p");
    for (size_t i = 0; i < e->n_sentences; i++) {
        html_open(h, "p", NULL);
        html_words(h, &e->sentence[i]);
        html_close(h, "p");
    }
}

void page_exhibit(struct page *p, const struct exhibit *e)
{
    const struct drawing *d = drawing_of(p, e);
    struct html *h = &p->html;
    bool fold = d != NULL && e->planned->section != SECTION_GROUPS;

    html_open(h, "article", "id", e->name, NULL);
    html_open(h, "h3", NULL);
    html_words(h, &e->title);
    html_close(h, "h3");
    said_above(p, e);
    if (d)
        figure(p, e, d);
    else if (e->base.n > 0) {
        html_open(h, "p", "class", "base", NULL);
        html_words(h, &e->base);
        html_close(h, "p");
    }
    page_notes(p, e->note, e->n_notes);
    if (fold) {
        html_open(h, "details", NULL);
        html_element(h, "summary", "The figures as a table", NULL);
    }
    table(p, e);
    if (fold)
        html_close(h, "details");
    files(h, e, d != NULL);
    html_close(h, "article");
}

void page_folded(struct page *p, const struct exhibit *e)
{
    struct html *h = &p->html;

    html_open(h, "details", "id", e->name, NULL);
    html_open(h, "summary", NULL);
    html_words(h, &e->title);
    html_close(h, "summary");
    page_notes(p, e->note, e->n_notes);
    table(p, e);
    files(h, e, false);
    html_close(h, "details");
}

const struct exhibit *page_find(const struct page *p, size_t question,
                                enum planned_kind kind)
{
    for (size_t i = 0; i < p->exhibits->n; i++) {
        const struct exhibit *e = &p->exhibits->exhibit[i];

        if (e->planned->question == question && e->planned->kind == kind)
            return e;
    }
    return NULL;
}
